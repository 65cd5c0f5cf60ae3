package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// command runs one command line on a workspace file and returns its status and
// what it printed.
func command(t *testing.T, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	s := &session{ctx: context.Background(), stdin: strings.NewReader(""), stdout: &out, stderr: &errs, env: func(string) string { return "" }, now: time.Now}
	status = s.main(args)
	return status, out.String(), errs.String()
}

// ferryFile is a workspace file with the example's reports.
func ferryFile(t *testing.T) string {
	t.Helper()
	db := filepath.Join(t.TempDir(), "stemma.db")
	for _, args := range [][]string{{"init", "--db", db}, {"add", "--db", db, "../../examples/ferry"}} {
		if status, _, stderr := command(t, args...); status != exitAll {
			t.Fatalf("%q: status %d: %s", args, status, stderr)
		}
	}
	return db
}

// TestServe serves a file, answers, and ends when it is interrupted.
func TestServe(t *testing.T) {
	db := ferryFile(t)
	ctx, interrupt := context.WithCancel(context.Background())
	defer interrupt()
	r, w := io.Pipe()
	s := &session{ctx: ctx, stdin: strings.NewReader(""), stdout: io.Discard, stderr: w, env: func(string) string { return "" }, now: time.Now}
	ended := make(chan int, 1)
	go func() { ended <- s.main([]string{"serve", "--db", db, "--addr", "127.0.0.1:0"}) }()
	line, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := strings.Cut(line, " on ")
	url, _, _ := strings.Cut(after, " ")
	for path, want := range map[string]string{"/stories": "ferry", "/api/v1/stats": `"reports":12`, "/healthz": "ok"} {
		resp, err := http.Get(url + path)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		if resp.StatusCode != http.StatusOK || !strings.Contains(string(body), want) {
			t.Errorf("%s: status %d, no %q", path, resp.StatusCode, want)
		}
	}
	interrupt()
	select {
	case status := <-ended:
		if status != exitAll {
			t.Errorf("status %d", status)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("it goes on after it was interrupted")
	}
}

// TestServeRefuses: what cannot be served is refused with what to do.
func TestServeRefuses(t *testing.T) {
	db := filepath.Join(t.TempDir(), "stemma.db")
	if status, _, stderr := command(t, "serve", "--db", db); status != exitNothing || !strings.Contains(stderr, "stemma init") {
		t.Errorf("no workspace: status %d: %s", status, stderr)
	}
	command(t, "init", "--db", db)
	if status, _, stderr := command(t, "serve", "--db", db, "--addr", "0.0.0.0:0"); status != exitUsage || !strings.Contains(stderr, "stemma token add") {
		t.Errorf("no token: status %d: %s", status, stderr)
	}
	if status, _, stderr := command(t, "serve", "--db", db, "--addr", "127.0.0.1:0", "--cert", "x.pem"); status != exitUsage {
		t.Errorf("a certificate without a key: status %d: %s", status, stderr)
	}
}

// TestToken makes, lists and ends a token.
func TestToken(t *testing.T) {
	db := filepath.Join(t.TempDir(), "stemma.db")
	command(t, "init", "--db", db)
	status, secret, stderr := command(t, "token", "add", "--db", db, "--role", "edit", "--days", "30", "Ada")
	if status != exitAll || !strings.HasPrefix(secret, "stemma_") || strings.Count(secret, "\n") != 1 {
		t.Fatalf("status %d, %q: %s", status, secret, stderr)
	}
	if _, list, _ := command(t, "token", "list", "--db", db); !strings.Contains(list, "Ada") || !strings.Contains(list, "edit") || strings.Contains(list, strings.TrimSpace(secret)) {
		t.Errorf("list:\n%s", list)
	}
	if status, _, stderr := command(t, "token", "revoke", "--db", db, "9"); status != exitUsage || !strings.Contains(stderr, "no token has the number 9") {
		t.Errorf("status %d: %s", status, stderr)
	}
	command(t, "token", "revoke", "--db", db, "1")
	if _, list, _ := command(t, "token", "list", "--db", db); !strings.Contains(list, "revoked") {
		t.Errorf("list:\n%s", list)
	}
}

// TestMCP talks to the command as a client does.
func TestMCP(t *testing.T) {
	db := ferryFile(t)
	toServer, fromClient := io.Pipe()
	toClient, fromServer := io.Pipe()
	s := &session{ctx: context.Background(), stdin: toServer, stdout: fromServer, stderr: io.Discard, env: func(string) string { return "" }, now: time.Now}
	ended := make(chan int, 1)
	go func() { ended <- s.main([]string{"mcp", "--db", db}) }()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	c, err := mcp.NewClient(&mcp.Implementation{Name: "test", Version: "1"}, nil).Connect(ctx, &mcp.IOTransport{Reader: toClient, Writer: fromClient}, nil)
	if err != nil {
		t.Fatal(err)
	}
	r, err := c.CallTool(ctx, &mcp.CallToolParams{Name: "list_stories", Arguments: map[string]any{}})
	if err != nil || r.IsError || !strings.Contains(r.Content[0].(*mcp.TextContent).Text, `"reports":12`) {
		t.Errorf("%+v, %v", r, err)
	}
	fromClient.Close()
	select {
	case status := <-ended:
		if status != exitAll {
			t.Errorf("status %d", status)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("it goes on after the client has left")
	}
}
