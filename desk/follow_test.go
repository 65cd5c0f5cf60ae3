package desk

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stemmanews/stemma/source/fetch"
	"github.com/stemmanews/stemma/store"
)

// hostile is a site with a feed for each thing that a follower must survive.
type hostile struct {
	*httptest.Server
	mu    sync.Mutex
	pages map[string]string // by path
	feeds map[string]string
	hits  map[string]int // answers with a body
	same  map[string]int // answers 304
}

func newsPage(title, body string) string {
	return "<html><head><title>" + title + "</title></head><body><h1>" + title + "</h1><p>" + body + "</p></body></html>"
}

const ferry = "A ferry sank off Norvik on Friday, the harbour office said. Twelve people were killed, the office said in a statement in the evening, and three others were still missing."

func newHostile(t *testing.T) *hostile {
	h := &hostile{pages: map[string]string{}, feeds: map[string]string{}, hits: map[string]int{}, same: map[string]int{}}
	h.Server = httptest.NewServer(h)
	t.Cleanup(h.Close)
	return h
}

func (h *hostile) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.mu.Lock()
	page, isPage := h.pages[r.URL.Path]
	list, isList := h.feeds[r.URL.Path]
	h.mu.Unlock()
	switch {
	case isPage || isList:
		h.answer(w, r, page+list, isPage)
	case r.URL.Path == "/home":
		http.Redirect(w, r, "http://169.254.169.254/latest/meta-data", http.StatusFound)
	case r.URL.Path == "/name":
		http.Redirect(w, r, "http://localhost:8080/good", http.StatusFound)
	case r.URL.Path == "/circle":
		http.Redirect(w, r, "/circle", http.StatusFound)
	case r.URL.Path == "/loris":
		w.Header().Set("Content-Length", "1000000")
		for r.Context().Err() == nil {
			w.Write([]byte("<"))
			w.(http.Flusher).Flush()
			time.Sleep(50 * time.Millisecond)
		}
	case strings.HasPrefix(r.URL.Path, "/bomb"):
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		for range 64 {
			z.Write(make([]byte, 64<<10))
		}
		z.Close()
	case r.URL.Path == "/headers":
		w.Header().Set("X", strings.Repeat("x", 400<<10))
	case r.URL.Path == "/picture":
		w.Header().Set("Content-Type", "text/html")
		w.Write([]byte("\x89PNG\x0D\x0A\x1A\x0A\x00\x00\x00\x0DIHDR"))
	default:
		http.NotFound(w, r)
	}
}

func (h *hostile) answer(w http.ResponseWriter, r *http.Request, body string, isPage bool) {
	tag := fmt.Sprintf(`"%s"`, hexSum([]byte(body))[:8])
	w.Header().Set("ETag", tag)
	h.mu.Lock()
	defer h.mu.Unlock()
	if r.Header.Get("If-None-Match") == tag {
		h.same[r.URL.Path]++
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.hits[r.URL.Path]++
	if isPage {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
	}
	w.Write([]byte(body))
}

func (h *hostile) set(m map[string]string, path, body string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	m[path] = body
}

// rss is a feed of these paths.
func rss(paths ...string) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><rss version="2.0"><channel><title>Quay Post</title>`)
	for _, p := range paths {
		fmt.Fprintf(&b, "<item><title>About %s</title><link>%s</link><pubDate>Fri, 02 May 2031 10:00:00 GMT</pubDate></item>", p, p)
	}
	b.WriteString("</channel></rss>")
	return b.String()
}

// followBench is a workspace with a clock and a client of its own.
type followBench struct {
	ws     *Workspace
	client *fetch.Client
	mu     sync.Mutex
	now    time.Time
	site   string
}

func newFollowBench(t *testing.T, site string) *followBench {
	b := &followBench{now: time.Date(2031, 5, 2, 12, 0, 0, 0, time.UTC), site: site}
	s := store.NewMemory()
	t.Cleanup(func() { s.Close() })
	b.open(t, s, site)
	return b
}

func (b *followBench) open(t *testing.T, s store.Store, site string) {
	clock := func() time.Time {
		b.mu.Lock()
		defer b.mu.Unlock()
		return b.now
	}
	ws, err := OpenWorkspace(t.Context(), s, WorkspaceOptions{Now: clock, MaxBytes: 2 << 20})
	if err != nil {
		t.Fatal(err)
	}
	b.ws = ws
	b.client = fetch.New(fetch.Options{Online: true, Allow: []netip.AddrPort{netip.MustParseAddrPort(strings.TrimPrefix(site, "http://"))},
		MaxBytes: 2 << 20, Timeout: 2 * time.Second, Delay: -1, Tries: 1, Now: clock,
		Sleep: func(ctx context.Context, d time.Duration) error { b.pass(d); return ctx.Err() }})
	t.Cleanup(b.client.Close)
}

func (b *followBench) pass(d time.Duration) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.now = b.now.Add(d)
}

// follow looks once at what is due and returns its events in order of address.
func (b *followBench) follow(t *testing.T, change func(*FollowOptions)) []string {
	t.Helper()
	var events []string
	o := FollowOptions{Fetch: b.client, Once: true, Event: func(e Event) {
		s := e.Kind + " " + strings.TrimPrefix(e.URL, b.site)
		switch e.Kind {
		case EventFailed:
			if !strings.HasPrefix(e.Skipped.Path, "http") || e.Skipped.Hint == "" {
				t.Errorf("a failure without address or advice: %+v", e.Skipped)
			}
			s += " " + strings.Replace(e.Skipped.Reason, "to ::1:", "to 127.0.0.1:", 1) // localhost is either
		case EventList:
			s += fmt.Sprint(" ", e.Count)
		}
		events = append(events, s)
	}}
	if change != nil {
		change(&o)
	}
	if err := b.ws.Follow(t.Context(), o); err != nil {
		t.Fatalf("Follow: %v", err)
	}
	slices.Sort(events)
	return events
}

func (b *followBench) watch(t *testing.T, paths ...string) {
	t.Helper()
	var urls []string
	for _, p := range paths {
		urls = append(urls, b.site+p)
	}
	if err := b.ws.Watch(t.Context(), urls, 0); err != nil {
		t.Fatal(err)
	}
}

func wantEvents(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n got %s\nwant %s", what, strings.Join(got, "\n     "), strings.Join(want, "\n     "))
	}
}

// TestFollowHostile: whatever a site answers, the rest goes on, each failure
// is told, and the good reports are kept.
func TestFollowHostile(t *testing.T) {
	h := newHostile(t)
	h.set(h.pages, "/good", newsPage("Ferry sinks off Norvik", ferry))
	h.set(h.pages, "/latin", strings.Replace(newsPage("Ferry sinks off Norvik", ferry), "Norvik", "Norv\xedk", -1))
	bad := []string{"/home", "/name", "/circle", "/loris", "/bomb", "/headers", "/picture", "/none"}
	h.set(h.feeds, "/feed", rss(append([]string{"/good", "/latin"}, bad...)...))
	h.set(h.feeds, "/broken", rss("/good")[:120])
	h.set(h.feeds, "/deep", "<rss>"+strings.Repeat("<a>", 10000))
	h.set(h.feeds, "/text", "Hello.")
	b := newFollowBench(t, h.URL)
	b.watch(t, "/feed", "/broken", "/deep", "/text", "/bomb2", "/circle2")
	wantEvents(t, "the first look", b.follow(t, nil),
		"list /feed 10", "new /good", "new /latin",
		"failed /home is refused: it leads to http://169.254.169.254/latest/meta-data, which is an address of the local network",
		"failed /name is refused: it leads to 127.0.0.1: an address of the local network",
		"failed /circle cannot be fetched: it redirects in a circle",
		"failed /loris was given up: it took too long",
		"failed /bomb2 is too large: over the limit of 2 MiB for one document",
		"failed /bomb is too large: over the limit of 2 MiB for one document",
		"failed /headers is refused: its header has more than 256 KiB",
		"failed /picture is binary (image/png)",
		"failed /none cannot be fetched: the site answers 404 Not Found",
		"failed /broken is not valid XML: line 1: unexpected EOF",
		"failed /deep is refused: its elements lie more than 256 deep in each other",
		"failed /text is no feed, sitemap or OPML",
		"failed /circle2 cannot be fetched: the site answers 404 Not Found",
	)
	wantEvents(t, "at once again", b.follow(t, nil))
	if s, err := b.ws.Stats(t.Context()); err != nil || s.Reports != 2 {
		t.Errorf("%d reports, %v", s.Reports, err)
	}
	d, err := b.ws.Document(t.Context(), h.URL+"/good")
	if err != nil || d.Document.URL != h.URL+"/good" || d.Document.Published.Date != "2031-05-02" || d.Document.Published.From != "feed" {
		t.Errorf("%+v, %v", d, err)
	}
	saved, _, err := b.ws.Original(t.Context(), h.URL+"/latin", 0)
	if err != nil || !bytes.Contains(saved, []byte("Norv\xedk")) {
		t.Errorf("the saved bytes are not those of the answer: %q, %v", saved, err)
	}
}

// TestFollowChanges: conditional requests, edits, new entries, later looks.
func TestFollowChanges(t *testing.T) {
	h := newHostile(t)
	h.set(h.pages, "/1", newsPage("Ferry sinks off Norvik", ferry))
	h.set(h.pages, "/2", newsPage("Bridge closed", "The old bridge was closed on Friday, the council said, because its cables had rusted."))
	h.set(h.feeds, "/feed", rss("/1"))
	b := newFollowBench(t, h.URL)
	b.watch(t, "/feed")
	wantEvents(t, "first", b.follow(t, nil), "list /feed 1", "new /1")
	b.pass(15 * time.Minute)
	h.set(h.feeds, "/feed", rss("/2", "/1"))
	wantEvents(t, "a new entry", b.follow(t, nil), "list /feed 1", "new /2")
	b.pass(15 * time.Minute)
	wantEvents(t, "nothing new", b.follow(t, nil), "list /feed 0")
	if h.same["/feed"] != 1 || h.hits["/feed"] != 2 {
		t.Errorf("the feed was sent %d times, and %d times not", h.hits["/feed"], h.same["/feed"])
	}
	h.set(h.pages, "/1", newsPage("Ferry sinks off Norvik", strings.Replace(ferry, "Twelve", "Fourteen", 1)))
	b.pass(75 * time.Minute)
	wantEvents(t, "an hour later", b.follow(t, nil), "list /feed 0", "changed /1", "same /2")
	if h.same["/2"] != 1 {
		t.Errorf("an unchanged page was sent again")
	}
	d, err := b.ws.Document(t.Context(), h.URL+"/1")
	if err != nil || len(d.Versions) != 2 {
		t.Errorf("%d versions, %v", len(d.Versions), err)
	}
	edited := newsPage("Bridge closed", "The old bridge was closed on Friday, the council said, because its cables had rusted.")
	h.set(h.pages, "/2", strings.Replace(edited, "<head>", "<head><script>var token = 77;</script><!-- 12:01 -->", 1))
	b.pass(5 * time.Hour)
	wantEvents(t, "another page with the same article", b.follow(t, nil), "list /feed 0", "same /1", "same /2")
	for range 400 { // in the end no page is looked at any more
		b.pass(24 * time.Hour)
		if e := b.follow(t, nil); len(e) == 1 && h.same["/1"] > 2 {
			return
		}
	}
	t.Error("pages are looked at for ever")
}

// TestFollowSitemap: an index of sitemaps; of a sitemap, the last week.
func TestFollowSitemap(t *testing.T) {
	h := newHostile(t)
	url := func(path, day string) string {
		return "<url><loc>" + h.URL + path + "</loc><lastmod>" + day + "</lastmod></url>"
	}
	for _, p := range []string{"/old", "/fresh", "/undated", "/later"} {
		h.set(h.pages, p, newsPage("Report "+p, ferry))
	}
	h.set(h.feeds, "/index", "<sitemapindex><sitemap><loc>/s1</loc><lastmod>2031-05-02</lastmod></sitemap><sitemap><loc>/s2</loc><lastmod>2020-01-01</lastmod></sitemap></sitemapindex>")
	h.set(h.feeds, "/s1", "<urlset>"+url("/old", "2031-04-01")+url("/fresh", "2031-05-01")+"<url><loc>"+h.URL+"/undated</loc></url></urlset>")
	h.set(h.feeds, "/s2", "<urlset>"+url("/ancient", "2019-01-01")+"</urlset>")
	b := newFollowBench(t, h.URL)
	b.watch(t, "/index")
	wantEvents(t, "first", b.follow(t, nil), "list /index 0", "list /s1 1", "new /fresh")
	b.pass(15 * time.Minute)
	wantEvents(t, "its sitemap has not changed", b.follow(t, nil), "list /index 0")
	h.set(h.feeds, "/index", "<sitemapindex><sitemap><loc>/s1</loc><lastmod>2031-05-03</lastmod></sitemap></sitemapindex>")
	h.set(h.feeds, "/s1", "<urlset>"+url("/later", "2031-05-03")+url("/old", "2031-04-01")+"</urlset>")
	b.pass(15 * time.Minute)
	wantEvents(t, "it has", b.follow(t, nil), "list /index 0", "list /s1 1", "new /later")
	if err := b.ws.Unwatch(t.Context(), h.URL+"/index"); err != nil {
		t.Fatal(err)
	}
	b.pass(30 * 24 * time.Hour)
	wantEvents(t, "followed no more", b.follow(t, nil))
}

func TestFollowLists(t *testing.T) {
	h := newHostile(t)
	h.set(h.pages, "/1", newsPage("Ferry sinks off Norvik", ferry))
	h.set(h.feeds, "/opml", `<opml><body><outline xmlUrl="/feed"/><outline xmlUrl="/opml"/></body></opml>`)
	h.set(h.feeds, "/feed", rss("/1", "/1#x", "mailto:a@b.example"))
	h.set(h.feeds, "/front", `<!doctype html><link rel="alternate" type="application/rss+xml" href="/feed">`)
	// An index that names a new index each time must end.
	for i := range 10 {
		h.set(h.feeds, fmt.Sprint("/i", i), fmt.Sprintf("<sitemapindex><sitemap><loc>/i%d</loc></sitemap></sitemapindex>", i+1))
	}
	b := newFollowBench(t, h.URL)
	b.watch(t, "/opml", "/front", "/i0")
	wantEvents(t, "lists of lists", b.follow(t, nil), "list /opml 0", "list /front 0", "list /feed 1", "new /1",
		"failed /feed has 1 entries that were left out", "list /i0 0", "list /i1 0", "list /i2 0", "list /i3 0")
	list, err := b.ws.Watched(t.Context())
	if err != nil || len(list) != 7 {
		t.Errorf("%d lists are followed, %v", len(list), err)
	}
}

// TestFollowMany: ten thousand entries, a stop in between, and on from there.
func TestFollowMany(t *testing.T) {
	if testing.Short() {
		t.Skip("fetches ten thousand pages")
	}
	h := newHostile(t)
	var paths []string
	for i := range 10_000 {
		paths = append(paths, fmt.Sprint("/missing/", i))
	}
	h.set(h.pages, "/1", newsPage("Ferry sinks off Norvik", ferry))
	paths[9_999] = "/1"
	h.set(h.feeds, "/feed", rss(paths...))
	b := newFollowBench(t, h.URL)
	b.watch(t, "/feed")
	ctx, cancel := context.WithCancel(t.Context())
	seen := map[string]int{}
	count := func(e Event) {
		seen[e.URL]++
		if len(seen) == 5000 {
			cancel()
		}
	}
	if err := b.ws.Follow(ctx, FollowOptions{Fetch: b.client, Once: true, Event: count}); err != context.Canceled {
		t.Fatalf("Follow: %v", err)
	}
	if err := b.ws.Follow(t.Context(), FollowOptions{Fetch: b.client, Once: true, Event: count}); err != nil {
		t.Fatal(err)
	}
	if len(seen) != 10_001 || seen[h.URL+"/1"] != 1 {
		t.Errorf("%d addresses were told", len(seen))
	}
	for u, n := range seen {
		if n != 1 {
			t.Errorf("%s was told %d times", u, n)
		}
	}
}

// TestFollowWaits: between looks it sleeps, and ends when it is told to.
func TestFollowWaits(t *testing.T) {
	h := newHostile(t)
	h.set(h.feeds, "/feed", rss())
	b := newFollowBench(t, h.URL)
	b.watch(t, "/feed")
	ctx, cancel := context.WithCancel(t.Context())
	var slept []time.Duration
	err := b.ws.Follow(ctx, FollowOptions{Fetch: b.client, Sleep: func(ctx context.Context, d time.Duration) error {
		b.pass(d)
		if slept = append(slept, d); len(slept) == 3 {
			cancel()
		}
		return ctx.Err()
	}})
	if err != context.Canceled || !slices.Equal(slept, []time.Duration{defaultEvery, defaultEvery, defaultEvery}) || h.same["/feed"]+h.hits["/feed"] != 3 {
		t.Errorf("slept %v, %d answers, %v", slept, h.same["/feed"]+h.hits["/feed"], err)
	}
}

// TestFollowBackOff: a list that fails is asked less and less often.
func TestFollowBackOff(t *testing.T) {
	h := newHostile(t)
	b := newFollowBench(t, h.URL)
	b.watch(t, "/feed")
	asked := 0
	for range 200 {
		asked += len(b.follow(t, nil))
		b.pass(15 * time.Minute)
	}
	if asked < 5 || asked > 12 {
		t.Errorf("asked %d times in two days", asked)
	}
	h.set(h.feeds, "/feed", rss())
	b.watch(t, "/feed")
	wantEvents(t, "asked for again", b.follow(t, nil), "list /feed 0")
}
