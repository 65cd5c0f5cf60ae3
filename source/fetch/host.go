package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/stemmanews/stemma/source/robots"
)

// host is what is known of one site: one request at a time goes to it.
type host struct {
	turn  chan struct{} // holds one token: whose turn it is
	next  time.Time     // no request before
	rules *robots.Rules // nil: not read yet
	until time.Time     // when the rules are to be read again
	shut  error         // why nothing may be fetched, while the rules cannot be read
}

// hosts are the sites that a client has met.
type hosts struct {
	mu  sync.Mutex
	all map[string]*host
}

func (h *hosts) of(u *url.URL) *host {
	h.mu.Lock()
	defer h.mu.Unlock()
	key := u.Scheme + "://" + u.Host
	if h.all[key] == nil {
		x := &host{turn: make(chan struct{}, 1)}
		x.turn <- struct{}{}
		h.all[key] = x
	}
	return h.all[key]
}

const (
	rulesFor     = 24 * time.Hour   // robots.txt may be kept this long (RFC 9309 section 2.4)
	rulesBadFor  = 10 * time.Minute // and a failure to read it
	maxDelay     = 2 * time.Minute  // more Crawl-delay than this is not honoured
	maxRobotHops = 5
)

// polite calls f when it is the host's turn and robots.txt has no word against
// it, and lets nobody else in before the site's delay has passed. f tells how
// long the site asks to wait.
func (c *Client) polite(ctx context.Context, u *url.URL, f func() (time.Duration, error)) error {
	h := c.hosts.of(u)
	select {
	case <-h.turn:
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	defer func() { h.turn <- struct{}{} }()
	if err := c.obey(ctx, h, u); err != nil {
		return err
	}
	return c.spaced(ctx, h, f)
}

// spaced waits for the time of the next request to a host, and sets the next.
func (c *Client) spaced(ctx context.Context, h *host, f func() (time.Duration, error)) error {
	if wait := h.next.Sub(c.opts.Now()); wait > 0 {
		if wait > c.opts.MaxWait {
			return fmt.Errorf("%w until %s", errAskedToWait, h.next.UTC().Format(time.RFC3339))
		}
		if err := c.opts.Sleep(ctx, wait); err != nil {
			return err
		}
	}
	asked, err := f()
	delay := max(c.opts.Delay, asked)
	if h.rules != nil {
		delay = max(delay, min(h.rules.Delay(Agent), maxDelay))
	}
	h.next = c.opts.Now().Add(delay)
	return err
}

var (
	errAskedToWait = errors.New("the site asks to wait")
	errRobots      = errors.New("the site's robots.txt forbids it")
)

// obey reads the site's robots.txt where it is not known, and says whether it
// lets us have the address.
func (c *Client) obey(ctx context.Context, h *host, u *url.URL) error {
	if h.rules == nil && h.shut == nil || !c.opts.Now().Before(h.until) {
		h.rules, h.shut = c.tryRobots(ctx, h, u)
		if ctx.Err() != nil {
			h.rules, h.shut = nil, nil
			return context.Cause(ctx)
		}
		h.until = c.opts.Now().Add(rulesFor)
		if h.shut != nil {
			h.until = c.opts.Now().Add(rulesBadFor)
		}
	}
	switch {
	case h.shut != nil:
		return h.shut
	case !h.rules.Allowed(Agent, u.RequestURI()):
		return errRobots
	}
	return nil
}

// rulesError says why the rules of a site cannot be read.
type rulesError struct{ error }

func (e *rulesError) Error() string { return "its robots.txt cannot be read: " + e.error.Error() }
func (e *rulesError) Unwrap() error { return e.error }

// tryRobots reads the rules of a site, again where that fails in a way that
// may pass.
func (c *Client) tryRobots(ctx context.Context, h *host, u *url.URL) (*robots.Rules, error) {
	for try := 1; ; try++ {
		rules, err := c.readRobots(ctx, h, u)
		if err == nil {
			return rules, nil
		}
		wait, again := c.backOff(err, try)
		if !again || c.opts.Sleep(ctx, wait) != nil {
			return nil, &rulesError{err}
		}
	}
}

// readRobots fetches the rules of a site. As RFC 9309 section 2.3.1 asks, none
// there means that all is allowed, and an answer that cannot be had means that
// nothing is.
func (c *Client) readRobots(ctx context.Context, h *host, u *url.URL) (rules *robots.Rules, err error) {
	at := *u
	at.Path, at.RawPath, at.RawQuery = "/robots.txt", "", ""
	for range maxRobotHops + 1 {
		var next *url.URL
		err := c.spaced(ctx, h, func() (time.Duration, error) {
			resp, err := c.send(ctx, &at, Request{})
			if err != nil {
				return 0, err
			}
			defer discard(resp)
			if next, err = location(resp, &at); err == nil && next == nil {
				rules, err = c.rulesOf(resp)
			}
			return 0, err
		})
		switch {
		case errors.Is(err, errRedirects):
			return &robots.Rules{}, nil
		case err != nil:
			return nil, err
		case next == nil:
			return rules, nil
		}
		to, err := c.check(next.String())
		if err != nil {
			return nil, err
		}
		at = *to
	}
	return &robots.Rules{}, nil // too many redirects count as none there
}

func (c *Client) rulesOf(resp *http.Response) (*robots.Rules, error) {
	switch {
	case resp.StatusCode >= 500 || resp.StatusCode == http.StatusTooManyRequests:
		return nil, &StatusError{Code: resp.StatusCode}
	case resp.StatusCode < 200 || resp.StatusCode > 299:
		return &robots.Rules{}, nil
	}
	body, err := c.body(resp, robots.MaxBytes)
	if err != nil && !errors.Is(err, errTooLarge) {
		return nil, err
	}
	return robots.Parse(body), nil
}
