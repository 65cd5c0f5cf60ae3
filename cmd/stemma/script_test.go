package main

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"stemma": main})
}

// TestScripts runs the commands as a user does; see testdata/script.
func TestScripts(t *testing.T) {
	examples, err := filepath.Abs("../../examples")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			e.Setenv("EXAMPLES", examples)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status": status,
			"make":   makeFile,
			"same":   same,
			"site":   site,
		},
		RequireExplicitExec: true,
	})
}

// status N COMMAND…: the command must end with exit status N.
func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N command…")
	}
	err := ts.Exec(args[1], args[2:]...)
	got := "0"
	if err != nil {
		got = strings.TrimPrefix(err.Error(), "exit status ")
	}
	if got != args[0] {
		ts.Fatalf("%s: exit status %s, want %s", strings.Join(args[1:], " "), got, args[0])
	}
}

// makeFile writes files that a text archive cannot hold.
func makeFile(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: make kind file")
	}
	var data []byte
	switch article := strings.Repeat("The harbour master said on Monday 4 May 2031 that three boats were missing. ", 20); args[0] {
	case "empty":
	case "binary":
		data = append([]byte("\x7fELF\x02\x01\x01\x00"), bytes.Repeat([]byte{0, 1, 2, 0xff, 0xfe, 0}, 400)...)
	case "utf16":
		data = []byte{0xff, 0xfe}
		for _, r := range article {
			data = append(data, byte(r), byte(r>>8))
		}
	case "windows-1252":
		data = []byte(strings.ReplaceAll(article, "The harbour", "\x93The\x94 caf\xe9 harbour"))
	case "truncated-gzip":
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		w.Write([]byte(article))
		w.Close()
		data = b.Bytes()[:b.Len()-12]
	case "large":
		data = bytes.Repeat([]byte(article+"\n"), 2<<20/len(article))
	case "huge": // a sparse file of 1 GiB
		f, err := os.Create(ts.MkAbs(args[1]))
		ts.Check(err)
		ts.Check(f.Truncate(1 << 30))
		ts.Check(f.Close())
		return
	default:
		ts.Fatalf("unknown kind %q", args[0])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), data, 0o644))
}

// same A B: two files hold the same bytes.
func same(ts *testscript.TestScript, neg bool, args []string) {
	a, b := ts.ReadFile(args[0]), ts.ReadFile(args[1])
	if (a == b) == neg {
		ts.Fatalf("%s and %s: same bytes: %v", args[0], args[1], a == b)
	}
}

// site FOLDER serves a folder on loopback; $SITE is its address.
func site(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: site folder")
	}
	s := httptest.NewServer(http.FileServer(http.Dir(ts.MkAbs(args[0]))))
	ts.Defer(s.Close)
	ts.Setenv("SITE", s.URL)
}
