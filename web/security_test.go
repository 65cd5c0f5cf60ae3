package web

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/stemmanews/stemma/desk"
	"github.com/stemmanews/stemma/report/browsertest"
	"github.com/stemmanews/stemma/source"
	"github.com/stemmanews/stemma/store"
	"golang.org/x/net/html"
)

// inert checks that nothing on a page can act but the app's own script.
func inert(t *testing.T, at, body string, header http.Header) {
	t.Helper()
	if header.Get("Content-Security-Policy") != contentPolicy || header.Get("X-Content-Type-Options") != "nosniff" || header.Get("Cross-Origin-Opener-Policy") != "same-origin" {
		t.Errorf("%s: headers %v", at, header)
	}
	for n := range parsed(t, body).Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "script":
			if !strings.HasPrefix(attr(n, "src"), "/assets/app.js?") || n.FirstChild != nil {
				t.Errorf("%s: a script of %q", at, attr(n, "src"))
			}
		case "style", "iframe", "object", "embed", "base", "img", "audio", "video":
			t.Errorf("%s: an element %s", at, n.Data)
		}
		for _, a := range n.Attr {
			leads := strings.Contains(" href src action formaction xlink:href ", " "+a.Key+" ")
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" || leads && strings.HasPrefix(strings.ToLower(strings.TrimSpace(a.Val)), "javascript:") {
				t.Errorf("%s: an attribute %s=%q", at, a.Key, a.Val)
			}
		}
	}
}

// nasty are words that act where they are not kept as words.
var nasty = []string{
	`<script>window.pwned = 1</script>`, `<img src=x onerror="window.pwned=1">`, `"><svg onload=window.pwned=1>`, `</title><script>window.pwned=1</script>`,
	`{{.CSRF}}`, `javascript:window.pwned=1`, `' onmouseover='window.pwned=1`, "\u202Egnihtyna", `</textarea><script>window.pwned=1</script>`,
}

// hostileWorkspace has reports whose every word is hostile: path, outlet,
// headline, claimants, what they say.
func hostileWorkspace(t *testing.T) *desk.Workspace {
	t.Helper()
	var raws []source.Raw
	for i, s := range nasty {
		page := "<html><head><title>" + html.EscapeString(s) + "</title></head><body><article><h1>" + html.EscapeString(s) + "</h1><p>" +
			html.EscapeString(s+" killed 40 people in Norvik on Monday, Mayor Jonas "+s+" said. The police of "+s+" denied that 40 people were killed. “"+s+" is what 50 people died of,” said Anna Berg, a nurse of "+s+".") +
			"</p><p>" + html.EscapeString(strings.Repeat(s+" is told again and again by the harbour office. ", 6)) + "</p></article></body></html>"
		raws = append(raws, source.Raw{Path: s + "?#/../" + string(rune('a'+i)), Text: page, Kind: source.HTML, Charset: "utf-8",
			Given: source.Given{Outlet: s, Title: s, Byline: s, URL: "javascript:window.pwned=1//" + s, Published: "2031-05-04"}})
	}
	ws, err := filled(func(yield func(source.Raw, error) bool) {
		for _, r := range raws {
			if !yield(r, nil) {
				return
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return ws
}

// walk calls f with every page that links lead to.
func walk(t *testing.T, ts *httptest.Server, f func(at, body string, header http.Header)) int {
	t.Helper()
	queue, seen := []string{"/stories", "/news", "/claimants", "/journal", "/access", "/search?q=" + url.QueryEscape(nasty[0]+" people")}, map[string]bool{}
	for len(queue) > 0 && len(seen) < 300 {
		at := queue[0]
		queue = queue[1:]
		if seen[at] {
			continue
		}
		seen[at] = true
		status, body, header := get(t, ts, at)
		if status != http.StatusOK || !strings.HasPrefix(header.Get("Content-Type"), "text/html") {
			if status >= 500 {
				t.Errorf("%s: status %d", at, status)
			}
			continue
		}
		f(at, body, header)
		for n := range parsed(t, body).Descendants() {
			if href := attr(n, "href"); n.Type == html.ElementNode && n.Data == "a" && strings.HasPrefix(href, "/") {
				page, _, _ := strings.Cut(href, "#")
				queue = append(queue, page)
			}
		}
	}
	return len(seen)
}

// TestHostileReports: no word of a report becomes an element or an attribute
// that acts, on any page.
func TestHostileReports(t *testing.T) {
	ws := hostileWorkspace(t)
	ts := serve(t, ws, Options{})
	found := 0
	n := walk(t, ts, func(at, body string, header http.Header) {
		inert(t, at, body, header)
		if strings.Contains(body, "window.pwned") {
			found++
		}
	})
	if n < 40 || found < 20 {
		t.Errorf("%d pages, %d of them with the hostile words", n, found)
	}
}

// TestHostileReportsInBrowser opens pages with hostile words: nothing runs.
func TestHostileReportsInBrowser(t *testing.T) {
	ctx := browsertest.Open(t)
	ws := hostileWorkspace(t)
	ts := serve(t, ws, Options{})
	var pages []string
	walk(t, ts, func(at, body string, _ http.Header) {
		if strings.Contains(body, "window.pwned") && len(pages) < 25 {
			pages = append(pages, at)
		}
	})
	for _, at := range pages {
		if err := browsertest.Show(ctx, ts.URL+at, "light", 1280, 900, 1); err != nil {
			t.Fatal(err)
		}
		ran, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`"pwned" in window`))
		if err != nil || ran {
			t.Errorf("%s: a script of a report ran: %v, %v", at, ran, err)
		}
	}
}

// postRoutes are the routes that change something.
func postRoutes(t *testing.T, ws *desk.Workspace) []string {
	t.Helper()
	s, err := New(context.Background(), ws, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, p := range s.patterns {
		if method, path, _ := strings.Cut(p, " "); method == http.MethodPost {
			out = append(out, path)
		}
	}
	if len(out) < 5 {
		t.Fatalf("only the routes %q", out)
	}
	return out
}

// TestNoCrossSiteRequest sends every changing request as another site would.
func TestNoCrossSiteRequest(t *testing.T) {
	ws := own(t, map[string]string{"a": "Nine people died in Norvik, the harbour office said."})
	ts := serve(t, ws, Options{})
	_, body, _ := get(t, ts, "/access")
	token := tokenField.FindStringSubmatch(body)[1]
	for _, path := range postRoutes(t, ws) {
		for _, c := range []struct{ name, header, value, token string }{
			{"fetched by another site", "Sec-Fetch-Site", "cross-site", token},
			{"fetched by a neighbour", "Sec-Fetch-Site", "same-site", token},
			{"of another origin", "Origin", "https://evil.example", token},
			{"of no origin", "Origin", "null", token},
			{"without a token", "Sec-Fetch-Site", "same-origin", ""},
			{"with a wrong token", "Sec-Fetch-Site", "same-origin", "x" + token},
		} {
			if strings.HasPrefix(path, "/api/") && c.token != token {
				continue // programs send JSON, which no form can
			}
			form := url.Values{"csrf": {c.token}, "kind": {store.NameClaimant}, "from": {"harbour office"}, "name": {"x"}, "why": {"x"}, "role": {"admin"}, "id": {"1"}}
			r, _ := http.NewRequest(http.MethodPost, ts.URL+strings.ReplaceAll(path, "{id}", "1"), strings.NewReader(form.Encode()))
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			r.Header.Set(c.header, c.value)
			if status := do(t, ts, r); status != http.StatusForbidden {
				t.Errorf("%s, %s: status %d", path, c.name, status)
			}
		}
	}
	journal, err := ws.Journal(context.Background())
	tokens, terr := ws.Tokens(context.Background())
	if len(journal)+len(tokens) > 0 || err != nil || terr != nil {
		t.Errorf("it left %v and %v; %v, %v", journal, tokens, err, terr)
	}
}

// do sends a request without following redirects and returns the status.
func do(t *testing.T, ts *httptest.Server, r *http.Request) int {
	t.Helper()
	c := *ts.Client()
	c.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	resp, err := c.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = io.Copy(io.Discard, resp.Body)
	resp.Body.Close()
	return resp.StatusCode
}

// TestHostHeader refuses names that another site could point here.
func TestHostHeader(t *testing.T) {
	ws := own(t, map[string]string{"a": "Nine people died in Norvik, the harbour office said."})
	ts := serve(t, ws, Options{})
	for host, want := range map[string]int{"127.0.0.1:8765": 200, "localhost": 200, "[::1]:80": 200, "LOCALHOST.:1": 200,
		"evil.example": 421, "127.0.0.1.evil.example": 421, "localhost.evil.example:8765": 421, "": 421, "0.0.0.0": 421, "10.0.0.1": 421} {
		r, _ := http.NewRequest(http.MethodGet, ts.URL+"/stories", nil)
		r.Host = host
		if host == "" {
			r.Host = " "
		}
		if got := do(t, ts, r); got != want {
			t.Errorf("host %q: status %d, want %d", host, got, want)
		}
	}
	named := serve(t, ws, Options{Hosts: []string{"desk.example"}})
	for host, want := range map[string]int{"desk.example": 200, "DESK.example:443": 200, "127.0.0.1": 421} {
		r, _ := http.NewRequest(http.MethodGet, named.URL+"/stories", nil)
		r.Host = host
		if got := do(t, named, r); got != want {
			t.Errorf("with --host: host %q: status %d, want %d", host, got, want)
		}
	}
}

// TestNoPathOutside asks for files by every parameter that names something.
func TestNoPathOutside(t *testing.T) {
	ts := serve(t, own(t, map[string]string{"a": "Nine people died in Norvik, the harbour office said."}), Options{})
	for _, p := range []string{"/etc/passwd", "../../../../etc/passwd", "..%2f..%2f..%2f..%2fetc%2fpasswd", "file:///etc/passwd", "server.go", "web/server.go", "....//....//etc/passwd", "%00/etc/passwd", "a/../../../../etc/passwd"} {
		q := url.QueryEscape(p)
		for _, at := range []string{"/report?path=" + q, "/report/original?path=" + q, "/compare?a=" + q + "&b=" + q, "/stories/" + url.PathEscape(p), "/assets/" + url.PathEscape(p), "/assets/" + p, "/" + p, "/claimant?name=" + q, "/correct?kind=claim&path=" + q} {
			r, err := http.NewRequest(http.MethodGet, ts.URL+"/", nil)
			if err != nil {
				t.Fatal(err)
			}
			r.URL.Opaque = "//" + r.URL.Host + at
			resp, err := ts.Client().Do(r)
			if err != nil {
				continue // not a URL
			}
			body, _ := io.ReadAll(resp.Body)
			resp.Body.Close()
			if resp.StatusCode < 400 || bytes.Contains(body, []byte("root:")) || bytes.Contains(body, []byte("package web")) {
				t.Errorf("%s: status %d", at, resp.StatusCode)
			}
		}
	}
}

// TestLargeBody refuses what no form of this app sends.
func TestLargeBody(t *testing.T) {
	ts := serve(t, own(t, map[string]string{"a": "Nine people died in Norvik, the harbour office said."}), Options{})
	r, _ := http.NewRequest(http.MethodPost, ts.URL+"/correct", strings.NewReader("why="+strings.Repeat("x", maxBody+1)))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if got := do(t, ts, r); got != http.StatusRequestEntityTooLarge && got != http.StatusBadRequest {
		t.Errorf("status %d", got)
	}
}

// TestLocalPath: nobody is led away by a link to the form.
func TestLocalPath(t *testing.T) {
	for next, want := range map[string]string{"/stories?q=x": "/stories?q=x", "": "/", "//evil.example": "/", "https://evil.example/": "/", `/\evil.example`: "/", "javascript:alert(1)": "/", "stories": "/", "/\t/evil.example": "/"} {
		if got := localPath(next); got != want {
			t.Errorf("%q leads to %q, want %q", next, got, want)
		}
	}
}

func TestLimiter(t *testing.T) {
	now := time.Unix(0, 0)
	l := newLimiter(2, func() time.Time { return now })
	n := 0
	for l.take("a", 1) {
		n++
	}
	if n != 10 {
		t.Errorf("a burst of %d", n)
	}
	if !l.take("b", 1) {
		t.Error("one visitor stops another")
	}
	now = now.Add(time.Second)
	if !l.take("a", 2) || l.take("a", 1) {
		t.Error("two a second are not two a second")
	}
	for i := range 3 * maxBuckets {
		l.take(string(rune(i)), 1)
	}
	if len(l.buckets) > maxBuckets {
		t.Errorf("%d buckets are held", len(l.buckets))
	}
}
