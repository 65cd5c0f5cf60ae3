package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"
)

func TestOutput(t *testing.T) {
	dir := t.TempDir()
	hello := func(w io.Writer) error { _, err := fmt.Fprint(w, "hello"); return err }
	path, link := filepath.Join(dir, "a"), filepath.Join(dir, "link")
	if err := os.WriteFile(path, []byte("a longer text"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(path, link); err != nil {
		t.Skip(err)
	}
	for _, out := range []string{path, link, filepath.Join(dir, "new")} {
		if err := (&output{Out: out}).write(nil, hello); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(out); err != nil || string(got) != "hello" {
			t.Errorf("%s holds %q, %v", out, got, err)
		}
	}
	if i, err := os.Lstat(link); err != nil || i.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link was replaced: %v, %v", i, err)
	}
	broken := errors.New("broken")
	if err := (&output{Out: path}).write(nil, func(w io.Writer) error { fmt.Fprint(w, "half"); return broken }); !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
	if got, _ := os.ReadFile(path); string(got) != "hello" {
		t.Errorf("after a failure the file holds %q", got)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".stemma-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// TestOutputDevice: a device is written to, never replaced.
func TestOutputDevice(t *testing.T) {
	before, err := os.Stat(os.DevNull)
	if err != nil || before.Mode().IsRegular() {
		t.Skipf("%s is no device here: %v", os.DevNull, err)
	}
	if err := (&output{Out: os.DevNull}).write(nil, func(w io.Writer) error { _, err := fmt.Fprint(w, "gone"); return err }); err != nil {
		t.Fatal(err)
	}
	if after, err := os.Stat(os.DevNull); err != nil || after.Mode().IsRegular() {
		t.Errorf("%s was replaced by a file: %v", os.DevNull, err)
	}
}
