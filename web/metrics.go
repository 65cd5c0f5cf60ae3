package web

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

// metrics counts requests by route and status.
type metrics struct {
	mu     sync.Mutex
	routes map[string]*routeCount
}

// routeCount is what happened on one route.
type routeCount struct {
	status  map[int]int
	buckets []int // requests at most as slow as the limit in waits
	seconds float64
	count   int
}

// waits are the upper limits of the histogram's buckets, in seconds.
var waits = []float64{.005, .01, .025, .05, .1, .15, .25, .5, 1, 2.5, 5}

func newMetrics() *metrics { return &metrics{routes: map[string]*routeCount{}} }

func (m *metrics) note(route string, status int, took time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	c := m.routes[route]
	if c == nil {
		c = &routeCount{status: map[int]int{}, buckets: make([]int, len(waits))}
		m.routes[route] = c
	}
	c.status[status]++
	c.count++
	c.seconds += took.Seconds()
	for i, w := range waits {
		if took.Seconds() <= w {
			c.buckets[i]++
		}
	}
}

// statusWriter remembers the status that was sent.
type statusWriter struct {
	http.ResponseWriter
	status int
}

func (w *statusWriter) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *statusWriter) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	return w.ResponseWriter.Write(b)
}

// Unwrap lets a response controller reach the connection.
func (w *statusWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// measured counts the requests of a route and survives a handler that fails.
func (s *Server) measured(route string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begun := time.Now()
		sw := &statusWriter{ResponseWriter: w}
		defer func() {
			if p := recover(); p != nil && p != http.ErrAbortHandler {
				s.opts.Log.Error("a handler failed", "route", route, "path", r.URL.Path, "panic", p)
				if sw.status == 0 {
					http.Error(sw, "Something went wrong here. The log of the server says what.", http.StatusInternalServerError)
				}
			}
			s.metrics.note(route, sw.status, time.Since(begun))
			s.opts.Log.Debug("request", "method", r.Method, "path", r.URL.Path, "status", sw.status, "took", time.Since(begun), "visitor", peer(r))
		}()
		next.ServeHTTP(sw, r)
	})
}

// healthz says that the server runs and can read the workspace.
func (s *Server) healthz(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	if _, err := s.ws.Stats(r.Context()); err != nil {
		s.logFault(r, http.StatusServiceUnavailable, err)
		http.Error(w, "the workspace cannot be read", http.StatusServiceUnavailable)
		return
	}
	fmt.Fprintln(w, "ok")
}

// metricsPage writes the counts in the text format of Prometheus, version
// 0.0.4.
func (s *Server) metricsPage(w http.ResponseWriter, r *http.Request) error {
	stats, err := s.ws.Stats(r.Context())
	if err != nil {
		return err
	}
	var b strings.Builder
	gauge := func(name, help string, value float64) {
		fmt.Fprintf(&b, "# HELP %s %s\n# TYPE %s gauge\n%s %g\n", name, help, name, name, value)
	}
	gauge("stemma_reports", "Reports in the workspace.", float64(stats.Reports))
	gauge("stemma_versions", "Versions of reports in the workspace.", float64(stats.Versions))
	gauge("stemma_stories", "Stories in the workspace.", float64(stats.Stories))
	gauge("stemma_news", "Number of the last news.", float64(stats.News))
	gauge("stemma_originals_bytes", "Bytes of all saved originals.", float64(stats.Bytes))
	gauge("stemma_workspace_bytes", "Bytes of the workspace's file.", float64(stats.File))
	s.metrics.write(&b)
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	_, _ = w.Write([]byte(b.String()))
	return nil
}

func (m *metrics) write(b *strings.Builder) {
	m.mu.Lock()
	defer m.mu.Unlock()
	routes := make([]string, 0, len(m.routes))
	for r := range m.routes {
		routes = append(routes, r)
	}
	slices.Sort(routes)
	b.WriteString("# HELP stemma_requests_total Requests by route and status.\n# TYPE stemma_requests_total counter\n")
	for _, r := range routes {
		var statuses []int
		for s := range m.routes[r].status {
			statuses = append(statuses, s)
		}
		slices.Sort(statuses)
		for _, s := range statuses {
			fmt.Fprintf(b, "stemma_requests_total{route=%q,status=\"%d\"} %d\n", r, s, m.routes[r].status[s])
		}
	}
	b.WriteString("# HELP stemma_request_seconds How long requests took.\n# TYPE stemma_request_seconds histogram\n")
	for _, r := range routes {
		c := m.routes[r]
		for i, w := range waits {
			fmt.Fprintf(b, "stemma_request_seconds_bucket{route=%q,le=\"%g\"} %d\n", r, w, c.buckets[i])
		}
		fmt.Fprintf(b, "stemma_request_seconds_bucket{route=%q,le=\"+Inf\"} %d\nstemma_request_seconds_sum{route=%q} %g\nstemma_request_seconds_count{route=%q} %d\n", r, c.count, r, c.seconds, r, c.count)
	}
}
