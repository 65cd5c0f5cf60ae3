package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stemmanews/stemma/source"
)

// clock is a clock that moves only when somebody sleeps.
type clock struct {
	mu    sync.Mutex
	now   time.Time
	slept []time.Duration
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now, c.slept = c.now.Add(d), append(c.slept, d)
	return context.Cause(ctx)
}

func newClock() *clock { return &clock{now: time.Date(2031, 5, 2, 10, 0, 0, 0, time.UTC)} }

func client(t *testing.T, c *clock, change func(*Options)) *Client {
	o := Options{Online: true, AllowLocal: true, MaxBytes: 64 << 10, Timeout: 2 * time.Second, Now: c.Now, Sleep: c.Sleep, Rand: func() float64 { return 0.5 }, slow: 200 * time.Millisecond}
	if change != nil {
		change(&o)
	}
	client := New(o)
	t.Cleanup(client.Close)
	return client
}

// serve starts a site on loopback.
func serve(t *testing.T, h http.HandlerFunc) string {
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL
}

func gz(s string) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write([]byte(s))
	w.Close()
	return b.Bytes()
}

var bomb = gz(strings.Repeat("a", 10<<20))

// site answers with what a fetcher must survive.
func site(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	switch r.URL.Path {
	case "/robots.txt":
		fmt.Fprint(w, "User-agent: *\nDisallow: /private")
	case "/page":
		h.Set("Content-Type", "text/html; charset=iso-8859-2")
		h.Set("ETag", `"v1"`)
		h.Set("Last-Modified", "Fri, 02 May 2031 09:00:00 GMT")
		if r.Header.Get("If-None-Match") == `"v1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		fmt.Fprint(w, "<p>\xb1</p>")
	case "/gzip":
		h.Set("Content-Encoding", "gzip")
		w.Write(gz("<p>packed</p>"))
	case "/bomb":
		h.Set("Content-Encoding", "gzip")
		w.Write(bomb)
	case "/long":
		for range 100 {
			w.Write(make([]byte, 10<<10))
		}
	case "/moved":
		http.Redirect(w, r, "/moved2", http.StatusMovedPermanently)
	case "/moved2":
		http.Redirect(w, r, "/page", http.StatusPermanentRedirect)
	case "/found":
		http.Redirect(w, r, "/page", http.StatusFound)
	case "/nowhere":
		w.WriteHeader(http.StatusFound)
	case "/circle":
		http.Redirect(w, r, "/circle2", http.StatusFound)
	case "/circle2":
		http.Redirect(w, r, "/circle", http.StatusFound)
	case "/metadata":
		http.Redirect(w, r, "http://169.254.169.254/latest", http.StatusFound)
	case "/file":
		http.Redirect(w, r, "file:///etc/passwd", http.StatusFound)
	case "/topdf":
		http.Redirect(w, r, "/private/x", http.StatusFound)
	case "/slow":
		w.WriteHeader(200)
		for r.Context().Err() == nil {
			w.Write([]byte("x"))
			w.(http.Flusher).Flush()
			time.Sleep(20 * time.Millisecond)
		}
	case "/silent":
		<-r.Context().Done()
	case "/headers":
		h.Set("X-Long", strings.Repeat("x", 400<<10))
	case "/cut":
		h.Set("Content-Length", "100")
		w.Write([]byte("<p>short"))
		panic(http.ErrAbortHandler)
	case "/gone":
		w.WriteHeader(http.StatusGone)
	case "/down":
		w.WriteHeader(http.StatusBadGateway)
	case "/asks":
		h.Set("Retry-After", "86400")
		w.WriteHeader(http.StatusTooManyRequests)
	case "/coding":
		h.Set("Content-Encoding", "rot13")
		fmt.Fprint(w, "x")
	default:
		if n := strings.TrimPrefix(r.URL.Path, "/chain/"); n != r.URL.Path {
			http.Redirect(w, r, "/chain/"+n+"x", http.StatusFound)
			return
		}
		http.NotFound(w, r)
	}
}

func TestGet(t *testing.T) {
	at := serve(t, site)
	for path, want := range map[string]string{
		"/page":      "200 <p>\xb1</p>",
		"/gzip":      "200 <p>packed</p>",
		"/moved":     "200 <p>\xb1</p> moved to /page",
		"/found":     "200 <p>\xb1</p>",
		"/nowhere":   "cannot be fetched: it redirects to no address",
		"/circle":    "cannot be fetched: it redirects in a circle",
		"/chain/":    "cannot be fetched: it redirects more than 10 times",
		"/file":      "cannot be fetched: it leads elsewhere: file:///etc/passwd is not an address of the web",
		"/topdf":     "was not fetched: the site's robots.txt forbids it",
		"/private/1": "was not fetched: the site's robots.txt forbids it",
		"/bomb":      "is too large: over the limit of 64 KiB for one document",
		"/long":      "is too large: over the limit of 64 KiB for one document",
		"/slow":      "was given up: its data comes at less than 512 bytes a second",
		"/silent":    "was given up: it took too long",
		"/headers":   "is refused: its header has more than 256 KiB",
		"/cut":       "was cut off on its way",
		"/none":      "cannot be fetched: the site answers 404 Not Found",
		"/gone":      "cannot be fetched: the site answers 410 Gone",
		"/down":      "cannot be fetched: the site answers 502 Bad Gateway",
		"/asks":      "cannot be fetched: the site answers 429 Too Many Requests",
		"/coding":    `cannot be fetched: its encoding "rot13" is not known`,
	} {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			c := client(t, newClock(), nil)
			resp, err := c.Get(t.Context(), Request{URL: at + path})
			got := ""
			if err != nil {
				e, ok := errors.AsType[*source.Error](err)
				if !ok || e.Path != at+path || e.Hint == "" {
					t.Fatalf("error %v is no complete *source.Error", err)
				}
				got = e.Reason
			} else {
				got = "200 " + string(resp.Body)
				if resp.Moved != "" {
					got += " moved to " + strings.TrimPrefix(resp.Moved, at)
				}
			}
			if !strings.HasPrefix(got, want) {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

// TestHome: nothing on this machine is reached, by address, redirect or name.
func TestHome(t *testing.T) {
	reached := atomic.Int32{}
	at := serve(t, func(w http.ResponseWriter, r *http.Request) { reached.Add(1) })
	port := at[strings.LastIndexByte(at, ':')+1:]
	c := client(t, newClock(), func(o *Options) { o.AllowLocal = false })
	// The server's port is no port of a web site, so that a test of names
	// alone would pass without the guard of addresses.
	defer func(old []string) { ports = old }(ports)
	ports = append(ports, port)
	for _, u := range []string{at, "http://localhost:" + port, "http://[::1]:" + port, "http://[::ffff:127.0.0.1]:" + port, "http://0.0.0.0:" + port, "http://2130706433:" + port, "http://0x7f.1:" + port} {
		_, err := c.Get(t.Context(), Request{URL: u})
		if err == nil {
			t.Errorf("%s was fetched", u)
		}
		if strings.Contains(u, "localhost") && !errors.Is(err, ErrLocal) {
			t.Errorf("%s: %v, want ErrLocal", u, err)
		}
	}
	if n := reached.Load(); n != 0 {
		t.Errorf("%d requests reached the local server", n)
	}
	for u, reason := range map[string]string{
		"https://a:b@news.example/": "has a name and password in it", "ftp://news.example/": "is not an address of the web", "https:///x": "names no site",
		"https://news.example:22/": "is on port 22, which is no port of a web site", "http://169.254.169.254/": "is an address of the local network", "http://[fd00::1]/": "is an address of the local network", "http://a b/": "is not an address",
	} {
		_, err := c.Get(t.Context(), Request{URL: u})
		if e, ok := errors.AsType[*source.Error](err); !ok || e.Reason != reason {
			t.Errorf("%s: %v, want %s", u, err, reason)
		}
	}
}

// TestRedirectHome: a site that is allowed redirects to addresses that are not,
// and its connection goes where it is not allowed any more.
func TestRedirectHome(t *testing.T) {
	reached := atomic.Int32{}
	home := serve(t, func(w http.ResponseWriter, r *http.Request) { reached.Add(1) })
	at := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/robots.txt":
			http.Redirect(w, r, "/rules", http.StatusFound)
		case "/named":
			http.Redirect(w, r, strings.Replace(home, "127.0.0.1", "localhost", 1), http.StatusFound)
		case "/mapped":
			http.Redirect(w, r, strings.Replace(home, "127.0.0.1", "[::ffff:127.0.0.1]", 1), http.StatusMovedPermanently)
		case "/metadata":
			http.Redirect(w, r, "http://169.254.169.254/latest", http.StatusFound)
		case "/page":
		}
	})
	defer func(old []string) { ports = old }(ports)
	ports = append(ports, home[strings.LastIndexByte(home, ':')+1:])
	c := client(t, newClock(), func(o *Options) {
		o.AllowLocal = false
		o.Allow = []netip.AddrPort{netip.MustParseAddrPort(strings.TrimPrefix(at, "http://"))}
	})
	if _, err := c.Get(t.Context(), Request{URL: at + "/page"}); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/named", "/mapped", "/metadata"} {
		_, err := c.Get(t.Context(), Request{URL: at + path})
		if !errors.Is(err, ErrLocal) || !strings.Contains(err.Error(), "is refused: it leads to ") {
			t.Errorf("%s: error %v", path, err)
		}
	}
	c.opts.Allow = nil // as with a name that leads elsewhere from now on
	c.Close()
	if _, _, err := c.one(t.Context(), mustURL(t, at+"/page"), Request{}); !errors.Is(err, ErrLocal) {
		t.Errorf("error %v, want ErrLocal", err)
	}
	if n := reached.Load(); n != 0 {
		t.Errorf("%d requests reached a local server", n)
	}
}

func TestOffline(t *testing.T) {
	at := serve(t, func(http.ResponseWriter, *http.Request) { t.Error("a request was sent") })
	_, err := New(Options{AllowLocal: true}).Get(t.Context(), Request{URL: at})
	if !errors.Is(err, ErrOffline) || err.Error() != at+" was not fetched: the network is off (add --online)" {
		t.Errorf("error %v", err)
	}
}

// TestTLS: a site that cannot prove who it is, and one that has HTTP/2.
func TestTLS(t *testing.T) {
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/headers" {
			for i := range 100 {
				w.Header().Set(fmt.Sprint("X-", i), strings.Repeat("x", 4<<10))
			}
		}
		fmt.Fprint(w, r.Proto)
	}))
	s.EnableHTTP2 = true
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.StartTLS()
	defer s.Close()
	c := client(t, newClock(), nil)
	_, err := c.Get(t.Context(), Request{URL: s.URL + "/page"})
	if err == nil || !strings.Contains(err.Error(), "is refused: the site cannot prove that it is 127.0.0.1:") {
		t.Errorf("error %v", err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(s.Certificate())
	c = client(t, newClock(), nil)
	c.http.Transport.(*http.Transport).TLSClientConfig = &tls.Config{RootCAs: pool}
	resp, err := c.Get(t.Context(), Request{URL: s.URL + "/page"})
	if err != nil || string(resp.Body) != "HTTP/2.0" {
		t.Errorf("%+v, %v", resp, err)
	}
	_, err = c.Get(t.Context(), Request{URL: s.URL + "/headers"})
	if _, ok := errors.AsType[*source.Error](err); !ok { // HTTP/2 does not tell that it was the header
		t.Errorf("error %v", err)
	}
}

func TestConditional(t *testing.T) {
	at := serve(t, site)
	c := client(t, newClock(), nil)
	first, err := c.Get(t.Context(), Request{URL: at + "/page"})
	if err != nil || first.ETag != `"v1"` || first.LastModified == "" || first.Charset != "iso-8859-2" || first.Media != "text/html" {
		t.Fatalf("%+v, %v", first, err)
	}
	second, err := c.Get(t.Context(), Request{URL: at + "/page", ETag: first.ETag, LastModified: first.LastModified})
	if err != nil || !second.NotModified || second.Body != nil {
		t.Errorf("%+v, %v", second, err)
	}
}

// TestPolite: pauses, Crawl-delay, back-off and Retry-After, by the clock.
func TestPolite(t *testing.T) {
	for _, tt := range []struct {
		name, robots string
		fail         int
		retryAfter   string
		want         string
	}{
		{"a second between requests", "", 0, "", "1s 1s"},
		{"crawl delay", "User-agent: stemma\nCrawl-delay: 7", 0, "", "1s 7s"},
		{"crawl delay, absurd", "User-agent: stemma\nCrawl-delay: 86400", 0, "", "1s 2m0s"},
		{"back-off", "", 2, "", "1s 1.5s 3s 1s"},
		{"retry after", "", 1, "20", "1s 20s 1s"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			left := tt.fail
			at := serve(t, func(w http.ResponseWriter, r *http.Request) {
				switch {
				case r.URL.Path == "/robots.txt":
					fmt.Fprint(w, tt.robots)
				case left > 0:
					left--
					w.Header().Set("Retry-After", tt.retryAfter)
					w.WriteHeader(http.StatusServiceUnavailable)
				}
			})
			k := newClock()
			c := client(t, k, nil)
			for _, path := range []string{"/1", "/2"} {
				if _, err := c.Get(t.Context(), Request{URL: at + path}); err != nil {
					t.Fatal(err)
				}
			}
			if got := strings.Trim(fmt.Sprint(k.slept), "[]"); got != tt.want {
				t.Errorf("slept %s, want %s", got, tt.want)
			}
		})
	}
}

// TestOneAtATime: a site gets one request at a time, others are not held up.
func TestOneAtATime(t *testing.T) {
	var now, most atomic.Int32
	at := serve(t, func(w http.ResponseWriter, r *http.Request) {
		most.Store(max(most.Load(), now.Add(1)))
		time.Sleep(5 * time.Millisecond)
		fmt.Fprint(w, "x")
		w.(http.Flusher).Flush()
		time.Sleep(5 * time.Millisecond) // the body counts too
		now.Add(-1)
	})
	c := client(t, newClock(), nil)
	var wg sync.WaitGroup
	for i := range 10 {
		wg.Go(func() {
			if _, err := c.Get(t.Context(), Request{URL: fmt.Sprint(at, "/", i)}); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if most.Load() != 1 {
		t.Errorf("%d requests at the same time", most.Load())
	}
}

func TestRobotsDown(t *testing.T) {
	status := http.StatusInternalServerError
	asked := 0
	at := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			asked++
			w.WriteHeader(status)
		}
	})
	k := newClock()
	c := client(t, k, nil)
	for range 2 {
		_, err := c.Get(t.Context(), Request{URL: at + "/1"})
		if err == nil || !strings.Contains(err.Error(), "its robots.txt cannot be read: the site answers 500 Internal Server Error, which counts as forbidding it") {
			t.Errorf("error %v", err)
		}
	}
	if asked != 3 {
		t.Errorf("robots.txt was asked for %d times", asked)
	}
	status = http.StatusNotFound
	k.Sleep(t.Context(), rulesBadFor)
	if _, err := c.Get(t.Context(), Request{URL: at + "/1"}); err != nil {
		t.Errorf("no robots.txt: %v", err)
	}
}

func TestCancel(t *testing.T) {
	at := serve(t, site)
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	_, err := client(t, newClock(), nil).Get(ctx, Request{URL: at + "/silent"})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}
