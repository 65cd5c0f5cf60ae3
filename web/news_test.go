package web

import (
	"bufio"
	"context"
	"encoding/json"
	"encoding/xml"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stemmanews/stemma/desk"
	"github.com/stemmanews/stemma/source"
)

// more adds a report to a workspace and keeps the books.
func more(t *testing.T, ws *desk.Workspace) {
	t.Helper()
	text := "Ferry toll rises again\n\nNORVIK, May 6, 2031 - Sixteen people were killed when the ferry Alma sank off Norvik, the harbour office said on Tuesday."
	_, err := ws.Add(context.Background(), func(yield func(source.Raw, error) bool) {
		yield(source.Raw{Path: "gazette", Text: text, Kind: source.Plain, Charset: "utf-8", Given: source.Given{Outlet: "<Gazette>", Published: "2031-05-06"}}, nil)
	})
	if err == nil {
		err = ws.Refresh(context.Background(), nil)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestLook: what came in since the last look is new, until one has looked.
func TestLook(t *testing.T) {
	ws := own(t, coverage)
	ts := serve(t, ws, Options{})
	if status, _ := post(t, ts, "/news", "/looked", url.Values{}); status != http.StatusOK {
		t.Fatalf("status %d", status)
	}
	if _, body, _ := get(t, ts, "/stories"); strings.Contains(body, `class="badge"`) {
		t.Error("something is new although one has looked")
	}
	more(t, ws)
	_, body, _ := get(t, ts, "/stories")
	if !strings.Contains(body, `class="badge"`) || !strings.Contains(body, "since your last look") {
		t.Error("nothing is new although a report came in")
	}
	_, body, _ = get(t, ts, "/news?since=look")
	if !strings.Contains(body, "gazette") || strings.Contains(body, "herald") {
		t.Errorf("news since the last look:\n%s", text(t, body))
	}
}

// TestFeed reads the news as a feed reader does.
func TestFeed(t *testing.T) {
	ws := own(t, coverage)
	more(t, ws)
	ts := serve(t, ws, Options{})
	status, body, header := get(t, ts, "/news.atom")
	if status != http.StatusOK || !strings.HasPrefix(header.Get("Content-Type"), "application/atom+xml") {
		t.Fatalf("status %d, %s", status, header.Get("Content-Type"))
	}
	var f atom
	if err := xml.Unmarshal([]byte(body), &f); err != nil {
		t.Fatal(err)
	}
	if len(f.Entries) < 5 || f.Updated == "" || f.ID == "" {
		t.Fatalf("%d entries, updated %q, id %q", len(f.Entries), f.Updated, f.ID)
	}
	ids := map[string]bool{}
	for _, e := range f.Entries {
		at, err := time.Parse(time.RFC3339, e.Updated)
		if err != nil || at.IsZero() || ids[e.ID] || e.Title == "" || !strings.HasPrefix(e.Link.Href, ts.URL+"/") {
			t.Errorf("entry %+v: %v", e, err)
		}
		ids[e.ID] = true
	}
	var only atom
	_, body, _ = get(t, ts, "/news.atom?kind=denial")
	if err := xml.Unmarshal([]byte(body), &only); err != nil || len(only.Entries) == 0 || len(only.Entries) >= len(f.Entries) {
		t.Errorf("%d denials, %v", len(only.Entries), err)
	}
}

// TestStream reads the states that a page is told.
func TestStream(t *testing.T) {
	ws := own(t, coverage)
	ts := serve(t, ws, Options{})
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	r, _ := http.NewRequestWithContext(ctx, http.MethodGet, ts.URL+"/live", nil)
	resp, err := ts.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if got := resp.Header.Get("Content-Type"); got != "text/event-stream" {
		t.Errorf("type %q", got)
	}
	states := bufio.NewScanner(resp.Body)
	next := func() (s state) {
		for states.Scan() {
			if data, ok := strings.CutPrefix(states.Text(), "data: "); ok {
				if err := json.Unmarshal([]byte(data), &s); err != nil {
					t.Fatal(err)
				}
				return s
			}
		}
		t.Fatal("the stream ended")
		return s
	}
	first := next()
	if first.Reports != 3 || first.Waiting != 0 {
		t.Errorf("first state %+v", first)
	}
	more(t, ws)
	for s := next(); s.Reports != 4 || s.News <= first.News || s.Waiting != 0; s = next() {
	}
}
