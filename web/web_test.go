package web

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stemmanews/stemma/desk"
	"github.com/stemmanews/stemma/source"
	"github.com/stemmanews/stemma/store"
	"golang.org/x/net/html"
)

// ferry is the example's coverage in a workspace; tests that change nothing
// share it.
var ferry = sync.OnceValues(func() (*desk.Workspace, error) {
	return fill(ferryStore, source.Open([]string{"../examples/ferry"}, source.Options{Saved: true}))
})

var ferryStore = store.NewMemory()

func filled(raws func(func(source.Raw, error) bool)) (*desk.Workspace, error) {
	return fill(store.NewMemory(), raws)
}

func fill(s store.Store, raws func(func(source.Raw, error) bool)) (*desk.Workspace, error) {
	ctx := context.Background()
	ws, err := desk.OpenWorkspace(ctx, s, desk.WorkspaceOptions{})
	if err != nil {
		return nil, err
	}
	if _, err := ws.Add(ctx, raws); err != nil {
		return nil, err
	}
	return ws, ws.Refresh(ctx, nil)
}

func shared(t testing.TB) *desk.Workspace {
	t.Helper()
	ws, err := ferry()
	if err != nil {
		t.Fatal(err)
	}
	return ws
}

// own is a workspace for one test, with reports of these texts by name.
func own(t testing.TB, texts map[string]string) *desk.Workspace {
	t.Helper()
	ws, err := filled(func(yield func(source.Raw, error) bool) {
		for name, text := range texts {
			if !yield(source.Raw{Path: name, Text: text, Kind: source.Plain, Charset: "utf-8", Given: source.Given{Published: "2031-05-04", Outlet: name}}, nil) {
				return
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return ws
}

// site serves a workspace for a test.
func serve(t testing.TB, ws *desk.Workspace, o Options) *httptest.Server {
	t.Helper()
	s, err := New(context.Background(), ws, o)
	if err != nil {
		t.Fatal(err)
	}
	s.live.every = 20 * time.Millisecond
	ts := httptest.NewServer(s.Handler())
	t.Cleanup(func() {
		ts.CloseClientConnections() // the pages that listen
		ts.Close()
	})
	return ts
}

// get returns the status and body of an address.
func get(t testing.TB, ts *httptest.Server, path string) (int, string, http.Header) {
	t.Helper()
	r, err := ts.Client().Get(ts.URL + path)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return r.StatusCode, string(b), r.Header
}

// page is a parsed page.
func parsed(t testing.TB, body string) *html.Node {
	t.Helper()
	n, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// TestEveryLink walks the site from the list of stories: every page is there,
// every anchor that a link names stands on its page, and no id stands twice.
func TestEveryLink(t *testing.T) {
	ts := serve(t, shared(t), Options{})
	ids := map[string]map[string]bool{} // page -> ids
	want := map[string]map[string]string{}
	queue := []string{"/stories"}
	seen := map[string]bool{"/stories": true}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		status, body, header := get(t, ts, at)
		if status != http.StatusOK {
			t.Errorf("%s: status %d", at, status)
			continue
		}
		if !strings.HasPrefix(header.Get("Content-Type"), "text/html") {
			continue
		}
		ids[at] = map[string]bool{}
		inert(t, at, body, header)
		for n := range parsed(t, body).Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			if id := attr(n, "id"); id != "" {
				if ids[at][id] {
					t.Errorf("%s: the id %q stands twice", at, id)
				}
				ids[at][id] = true
			}
			href := attr(n, "href")
			if n.Data != "a" || href == "" || strings.HasPrefix(href, "http") {
				continue
			}
			page, anchor, _ := strings.Cut(href, "#")
			if page == "" {
				page = at
			}
			if anchor != "" {
				if want[page] == nil {
					want[page] = map[string]string{}
				}
				want[page][anchor] = at
			}
			if !seen[page] && len(seen) < 400 {
				seen[page] = true
				queue = append(queue, page)
			}
		}
	}
	if len(ids) < 60 {
		t.Fatalf("only %d pages were found", len(ids))
	}
	for page, anchors := range want {
		for a, from := range anchors {
			if a, _ := url.PathUnescape(a); ids[page] != nil && !ids[page][a] {
				t.Errorf("%s links to %s#%s, which is not there", from, page, a)
			}
		}
	}
}

var tokenField = regexp.MustCompile(`name="csrf" value="([^"]+)"`)

// post sends a form with the token of a page.
func post(t testing.TB, ts *httptest.Server, page, to string, form url.Values) (int, string) {
	t.Helper()
	_, body, _ := get(t, ts, page)
	m := tokenField.FindStringSubmatch(body)
	if m == nil {
		t.Fatalf("%s has no form", page)
	}
	form.Set("csrf", m[1])
	r, err := ts.Client().PostForm(ts.URL+to, form)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	b, _ := io.ReadAll(r.Body)
	return r.StatusCode, string(b)
}
