package web

import (
	"net"
	"net/http"
	"sync"
	"time"
)

// limiter lets each visitor make so many requests a second, after a burst: a
// token bucket for each (Turner 1986).
type limiter struct {
	mu      sync.Mutex
	rate    float64 // tokens a second
	burst   float64
	now     func() time.Time
	buckets map[string]*bucket
}

type bucket struct {
	tokens float64
	at     time.Time
}

// Most buckets that are held; when there are more, those that are full go.
const maxBuckets = 10_000

func newLimiter(rate float64, now func() time.Time) *limiter {
	return &limiter{rate: rate, burst: 5 * rate, now: now, buckets: map[string]*bucket{}}
}

// take takes cost tokens of a visitor, and reports whether there were enough.
func (l *limiter) take(key string, cost float64) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	b := l.buckets[key]
	if b == nil {
		if len(l.buckets) >= maxBuckets {
			l.sweep(now)
		}
		b = &bucket{tokens: l.burst, at: now}
		l.buckets[key] = b
	}
	b.tokens = min(l.burst, b.tokens+now.Sub(b.at).Seconds()*l.rate)
	b.at = now
	if b.tokens < cost {
		return false
	}
	b.tokens -= cost
	return true
}

// sweep drops the buckets that have filled up again, or all.
func (l *limiter) sweep(now time.Time) {
	for k, b := range l.buckets {
		if b.tokens+now.Sub(b.at).Seconds()*l.rate >= l.burst {
			delete(l.buckets, k)
		}
	}
	if len(l.buckets) >= maxBuckets {
		clear(l.buckets)
	}
}

func tooFast(w http.ResponseWriter) {
	w.Header().Set("Retry-After", "1")
	http.Error(w, "Too many requests. Wait a moment.", http.StatusTooManyRequests)
}

// peer is the address that a request came from.
func peer(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}
