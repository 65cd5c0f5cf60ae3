package main

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stemmanews/stemma/desk"
	"github.com/stemmanews/stemma/store/sqlite"
)

// feedServer is a site on loopback: /feed names the pages /0 to /n-1.
func feedServer(t *testing.T, n int) *httptest.Server {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		i, err := strconv.Atoi(strings.TrimPrefix(r.URL.Path, "/"))
		switch {
		case r.URL.Path == "/feed":
			fmt.Fprint(w, `<rss version="2.0"><channel><title>Quay Post</title>`)
			for i := range n {
				fmt.Fprintf(w, "<item><title>Report %d</title><link>/%d</link><pubDate>Fri, 02 May 2031 10:00:00 GMT</pubDate></item>", i, i)
			}
			fmt.Fprint(w, "</channel></rss>")
		case err == nil && i < n:
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, killedPage(i))
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(s.Close)
	return s
}

func killedPage(i int) string {
	return fmt.Sprintf("<html><body><h1>Report %d of the harbour</h1><p>Boat %d left the harbour of Norvik on Friday, the harbour office said in a statement.</p></body></html>", i, i)
}

// TestFollowKilled kills stemma follow at random moments: whatever it told of
// is kept byte for byte, the file is whole, and in the end nothing is missing
// or twice there. STEMMA_KILLS sets how often (default 6).
func TestFollowKilled(t *testing.T) {
	kills := 6
	if n, err := strconv.Atoi(os.Getenv("STEMMA_KILLS")); err == nil {
		kills = n
	}
	pages := max(20, kills)
	site := feedServer(t, pages)
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	stemma := filepath.Join(dir, "stemma") // the test's binary is the program by this name
	if err := os.Symlink(self, stemma); err != nil {
		t.Skip("no symbolic links here")
	}
	file := filepath.Join(dir, "w.db")
	db, err := sqlite.Create(t.Context(), file, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	db.Close()
	args := []string{"follow", "--db", file, "--online", "--allow-local", "--pause", "0", "--once", site.URL + "/feed"}
	told := map[string]bool{}
	span := 300 * time.Millisecond // as long as a run lasts; found out below
	died := 0
	for i := range kills {
		begun := time.Now()
		wait := time.Duration(rand.Float64() * float64(span))
		if killedAfter(t, stemma, args, wait, told) {
			died++
		} else if span = time.Since(begun); i == 0 {
			span *= 2
		}
		checkTold(t, file, site.URL, told)
	}
	t.Logf("killed in %d of %d runs, %d reports told of", died, kills, len(told))
	for range 3 { // what was being fetched when it was killed is fetched now
		killedAfter(t, stemma, args, time.Minute, told)
	}
	checkTold(t, file, site.URL, told)
	if n := reports(t, file); n != pages {
		t.Errorf("%d reports in the workspace, want %d", n, pages)
	}
}

// killedAfter runs the program, gathers what it tells, and kills it after a
// time; false where it had ended before.
func killedAfter(t *testing.T, stemma string, args []string, wait time.Duration, told map[string]bool) bool {
	t.Helper()
	cmd := exec.Command(stemma, args...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	timer := time.AfterFunc(wait, func() { cmd.Process.Kill() })
	defer timer.Stop()
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if path, ok := strings.CutPrefix(lines.Text(), "new"); ok {
			told[strings.TrimSpace(path)] = true
		}
	}
	err = cmd.Wait()
	if err != nil && cmd.ProcessState.Exited() {
		t.Fatalf("stemma follow: %v", err)
	}
	return err != nil
}

// checkTold makes sure that the file is whole and holds what was told.
func checkTold(t *testing.T, file, site string, told map[string]bool) {
	t.Helper()
	withWorkspace(t, file, func(ctx context.Context, db *sqlite.DB, ws *desk.Workspace) {
		if err := db.Check(ctx); err != nil {
			t.Fatalf("the file is damaged: %v", err)
		}
		for path := range told {
			i, err := strconv.Atoi(strings.TrimPrefix(path, site+"/"))
			if err != nil {
				t.Fatalf("a report by the name %q", path)
			}
			saved, v, err := ws.Original(ctx, path, 0)
			if err != nil || string(saved) != killedPage(i) || v.Number != 1 {
				t.Fatalf("%s was told of and is lost: version %d, %q, %v", path, v.Number, saved, err)
			}
		}
	})
}

func reports(t *testing.T, file string) (n int) {
	withWorkspace(t, file, func(ctx context.Context, _ *sqlite.DB, ws *desk.Workspace) {
		s, err := ws.Stats(ctx)
		if err != nil || s.Versions != s.Reports {
			t.Errorf("%d reports, %d versions, %v", s.Reports, s.Versions, err)
		}
		n = s.Reports
	})
	return n
}

func withWorkspace(t *testing.T, file string, f func(context.Context, *sqlite.DB, *desk.Workspace)) {
	t.Helper()
	db, err := sqlite.Open(t.Context(), file, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	ws, err := desk.OpenWorkspace(t.Context(), db, desk.WorkspaceOptions{})
	if err != nil {
		t.Fatal(err)
	}
	f(t.Context(), db, ws)
}
