// Package fetch gets pages and feeds from the web, and is the only package
// that reaches the network. It asks politely (robots.txt, one request at a
// time for each site, a pause between them), takes no more than it was told
// to, and goes nowhere in the local network: not by an address, a name, a
// redirect, nor a name that changes where it leads.
package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/stemmanews/stemma/source"
	"github.com/stemmanews/stemma/source/transfer"
)

// Agent is the product token that sites know the program by, in robots.txt
// and in their logs.
const Agent = "stemma"

// UserAgent is what requests call the program.
const UserAgent = Agent + "/1 (+https://github.com/stemmanews/stemma)"

// Options say how to fetch. The zero value fetches nothing.
type Options struct {
	Online     bool             // without it nothing is fetched
	AllowLocal bool             // addresses of the local network, and all ports, are allowed
	Allow      []netip.AddrPort // these are allowed also where AllowLocal is not set
	MaxBytes   int64            // the most that a body may have, compressed or not; 0: source.DefaultMaxBytes
	Timeout    time.Duration    // for one request, to the end of its body; 0: a minute
	Delay      time.Duration    // the least pause between two requests to a site; 0: a second; below 0: none
	MaxWait    time.Duration    // how long to wait for a site that asks for patience; 0: two minutes
	Tries      int              // how often a request is sent where it fails in a way that may pass; 0: 3

	// The world outside, for tests. Nil: the real one.
	Now   func() time.Time
	Sleep func(context.Context, time.Duration) error
	Rand  func() float64 // in [0, 1)
	slow  time.Duration  // within which minRate must be kept; 0: ten seconds
}

// minRate is the least that a body must come at, in bytes a second.
const minRate = 512

// maxHeader is the most that the header of an answer may have, in bytes.
const maxHeader = 256 << 10

// maxHops is the most redirects that are followed for one request.
const maxHops = 10

func (o Options) withDefaults() Options {
	if o.MaxBytes <= 0 {
		o.MaxBytes = source.DefaultMaxBytes
	}
	if o.Timeout <= 0 {
		o.Timeout = time.Minute
	}
	if o.Delay == 0 {
		o.Delay = time.Second
	}
	o.Delay = max(o.Delay, 0)
	if o.MaxWait <= 0 {
		o.MaxWait = 2 * time.Minute
	}
	if o.Tries <= 0 {
		o.Tries = 3
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Sleep == nil {
		o.Sleep = sleep
	}
	if o.Rand == nil {
		o.Rand = rand.Float64
	}
	if o.slow <= 0 {
		o.slow = 10 * time.Second
	}
	return o
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Client fetches. It is safe for use by several goroutines.
type Client struct {
	opts  Options
	http  *http.Client
	hosts hosts
}

// New makes a client. It reads no proxy from the environment: a proxy would
// reach what the client refuses to.
func New(o Options) *Client {
	c := &Client{opts: o.withDefaults(), hosts: hosts{all: map[string]*host{}}}
	dialer := &net.Dialer{Timeout: 15 * time.Second, Control: c.control}
	c.http = &http.Client{
		Transport: &http.Transport{
			DialContext:            dialer.DialContext,
			ForceAttemptHTTP2:      true,
			DisableCompression:     true, // it is undone under a limit
			TLSHandshakeTimeout:    15 * time.Second,
			ResponseHeaderTimeout:  30 * time.Second,
			IdleConnTimeout:        30 * time.Second,
			MaxIdleConnsPerHost:    1,
			MaxResponseHeaderBytes: maxHeader,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return c
}

// Close drops the connections that are kept open.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// Request is what to get. ETag and LastModified are what the last answer had:
// with them the site is asked for a change only.
type Request struct {
	URL, ETag, LastModified string
}

// Response is an answer with a body, or the word that nothing has changed.
type Response struct {
	URL          string // that the body came from, redirects followed
	Moved        string // where the address has moved to for good; "" where it has not
	NotModified  bool   // the body is what it was
	Media        string // media type, as the site calls it
	Charset      string // label of the encoding, "" where the site names none
	ETag         string
	LastModified string
	Body         []byte // without compression
	Fetched      time.Time
}

// StatusError is an answer that is no page.
type StatusError struct {
	Code int
	Wait time.Duration // that the site asks for, 0 where it does not
}

func (e *StatusError) Error() string { return "the site answers " + statusText(e.Code) }

func statusText(code int) string {
	return strings.TrimSpace(strconv.Itoa(code) + " " + http.StatusText(code))
}

// ErrOffline says that the network is off.
var ErrOffline = errors.New("the network is off")

var errTooLarge = transfer.ErrTooLarge

// Get fetches one address. The error wraps a [*source.Error] that
// names it and says what to do, or is the context's.
func (c *Client) Get(ctx context.Context, r Request) (*Response, error) {
	if !c.opts.Online {
		return nil, refuse(r.URL, "was not fetched: "+ErrOffline.Error(), "add --online", ErrOffline)
	}
	for try := 1; ; try++ {
		resp, err := c.follow(ctx, r)
		if err == nil {
			return resp, nil
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		wait, again := c.backOff(err, try)
		if !again {
			return nil, c.explain(r.URL, err)
		}
		if err := c.opts.Sleep(ctx, wait); err != nil {
			return nil, err
		}
	}
}

// backOff says whether and when to try again: after about one second, then
// two, then four, or when the site says.
func (c *Client) backOff(err error, try int) (time.Duration, bool) {
	if try >= c.opts.Tries || !passing(err) {
		return 0, false
	}
	wait := time.Second << (try - 1)
	wait += time.Duration(c.opts.Rand() * float64(wait))
	if s, ok := errors.AsType[*StatusError](err); ok && s.Wait > wait {
		wait = s.Wait
	}
	return wait, wait <= c.opts.MaxWait
}

// passing says whether an error may be gone soon. The rules of a site have
// been tried again already.
func passing(err error) bool {
	if _, ok := errors.AsType[*rulesError](err); ok {
		return false
	}
	if s, ok := errors.AsType[*StatusError](err); ok {
		switch s.Code {
		case http.StatusRequestTimeout, http.StatusTooManyRequests, http.StatusInternalServerError,
			http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
			return true
		}
		return false
	}
	var dns *net.DNSError
	switch {
	case errors.As(err, &dns):
		return dns.IsTemporary || dns.IsTimeout
	case errors.Is(err, ErrLocal), errors.Is(err, errPort), errors.Is(err, errSlow):
		return false
	}
	var op *net.OpError
	return errors.As(err, &op) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF)
}

// follow sends a request and follows redirects, each of which is checked as
// the first address was.
func (c *Client) follow(ctx context.Context, r Request) (*Response, error) {
	u, err := c.check(r.URL)
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	moved, forGood := "", true
	for range maxHops + 1 {
		if seen[u.String()] {
			return nil, fmt.Errorf("%w in a circle", errRedirects)
		}
		seen[u.String()] = true
		resp, next, err := c.one(ctx, u, r)
		if err != nil {
			return nil, err
		}
		if next == nil {
			resp.Moved = moved
			return resp, nil
		}
		if u, err = c.check(next.to.String()); err != nil {
			return nil, fmt.Errorf("it leads elsewhere: %w", err)
		}
		if forGood = forGood && next.forGood; forGood {
			moved = u.String()
		}
	}
	return nil, fmt.Errorf("%w more than %d times", errRedirects, maxHops)
}

var errRedirects = errors.New("it redirects")

// hop is a redirect.
type hop struct {
	to      *url.URL
	forGood bool
}

// one sends one request and reads its answer.
func (c *Client) one(ctx context.Context, u *url.URL, r Request) (out *Response, next *hop, err error) {
	err = c.polite(ctx, u, func() (time.Duration, error) {
		resp, err := c.send(ctx, u, r)
		if err != nil {
			return 0, err
		}
		defer discard(resp)
		wait := retryAfter(resp.Header.Get("Retry-After"), c.opts.Now())
		out, next, err = c.answer(u, r, resp, wait)
		if resp.StatusCode != http.StatusTooManyRequests && resp.StatusCode != http.StatusServiceUnavailable {
			wait = 0
		}
		return wait, err
	})
	return out, next, err
}

// answer reads an answer: a body, a redirect, or an error.
func (c *Client) answer(u *url.URL, r Request, resp *http.Response, wait time.Duration) (*Response, *hop, error) {
	next, err := location(resp, u)
	switch {
	case err != nil:
		return nil, nil, err
	case next != nil:
		return nil, &hop{next, resp.StatusCode == http.StatusMovedPermanently || resp.StatusCode == http.StatusPermanentRedirect}, nil
	}
	out := &Response{URL: u.String(), ETag: resp.Header.Get("ETag"), LastModified: resp.Header.Get("Last-Modified"), Fetched: c.opts.Now().UTC()}
	switch {
	case resp.StatusCode == http.StatusNotModified && (r.ETag != "" || r.LastModified != ""):
		out.NotModified = true
		return out, nil, nil
	case resp.StatusCode < 200 || resp.StatusCode > 299:
		return nil, nil, &StatusError{resp.StatusCode, wait}
	}
	media, params, _ := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	out.Media, out.Charset = media, params["charset"]
	out.Body, err = c.body(resp, c.opts.MaxBytes)
	return out, nil, err
}

var (
	errTimeout = errors.New("it took too long")
	errSlow    = fmt.Errorf("its data comes at less than %d bytes a second", minRate)
)

// send sends one request as it stands, within the time limit. The answer's
// body must be closed.
func (c *Client) send(ctx context.Context, u *url.URL, r Request) (*http.Response, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	timer := time.AfterFunc(c.opts.Timeout, func() { cancel(errTimeout) })
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		cancel(nil)
		return nil, fmt.Errorf("building the request: %w", err)
	}
	req.Header.Set("User-Agent", UserAgent)
	req.Header.Set("Accept", "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,*/*;q=0.8")
	req.Header.Set("Accept-Language", "en, *;q=0.5")
	req.Header.Set("Accept-Encoding", "gzip")
	if r.ETag != "" {
		req.Header.Set("If-None-Match", r.ETag)
	}
	if r.LastModified != "" {
		req.Header.Set("If-Modified-Since", r.LastModified)
	}
	resp, err := c.http.Do(req)
	if err != nil {
		timer.Stop()
		if ctx.Err() != nil {
			err = context.Cause(ctx)
		}
		cancel(nil)
		return nil, err
	}
	w := &watched{ReadCloser: resp.Body, ctx: ctx, cancel: cancel, timer: timer}
	w.watch(c.opts.slow)
	resp.Body = w
	return resp, nil
}

// location is where a redirect leads; nil where the answer is none.
func location(resp *http.Response, at *url.URL) (*url.URL, error) {
	switch resp.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
	default:
		return nil, nil
	}
	to, err := url.Parse(resp.Header.Get("Location"))
	if err != nil || resp.Header.Get("Location") == "" {
		return nil, fmt.Errorf("%w to no address", errRedirects)
	}
	return at.ResolveReference(to), nil
}

// body reads an answer's body within a limit, which holds before and after
// decompression.
func (c *Client) body(resp *http.Response, limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(resp.Body, limit+1))
	switch {
	case int64(len(data)) > limit:
		return data[:limit], errTooLarge
	case err != nil:
		return nil, err
	}
	return transfer.Decode(data, resp.Header.Get("Content-Encoding"), limit)
}

// discard closes an answer; a short rest is read so that the connection can be
// kept.
func discard(resp *http.Response) {
	if resp.ContentLength >= 0 && resp.ContentLength < 4<<10 {
		io.CopyN(io.Discard, resp.Body, 4<<10)
	}
	resp.Body.Close()
}

// retryAfter reads a Retry-After header: seconds, or a date.
func retryAfter(s string, now time.Time) time.Duration {
	if n, err := strconv.Atoi(strings.TrimSpace(s)); err == nil {
		return time.Duration(min(max(n, 0), 7*24*3600)) * time.Second
	}
	if t, err := http.ParseTime(s); err == nil {
		return min(max(t.Sub(now), 0), 7*24*time.Hour)
	}
	return 0
}
