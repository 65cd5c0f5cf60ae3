package web

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/stemmanews/stemma/desk"
)

// Options say how to serve a workspace. The zero value serves a loopback
// address with everybody on this machine as its administrator.
type Options struct {
	Addr   string           // where it will listen, "host:port"; "": a loopback address
	Hosts  []string         // names that it answers to; none: loopback names, or any where tokens are asked for
	TLS    bool             // it is reached by HTTPS: cookies say so
	Now    func() time.Time // the clock; nil: time.Now
	Log    *slog.Logger     // nil: nothing is logged
	Rate   float64          // requests a second for each visitor; 0: 20
	Person string           // who corrects on a loopback address; "": "local"
}

// Server is the web app over one workspace.
type Server struct {
	ws      *desk.Workspace
	opts    Options
	open    bool // on a loopback address: nobody signs in
	pages   map[string]page
	secret  []byte // signs forms
	limiter *limiter
	people  *sessions
	metrics *metrics
	live    *live
	handler http.Handler

	patterns []string // of all routes
}

// New makes the web app of a workspace. The error says which template could
// not be parsed, or, on an address that is not loopback, that the workspace
// has no token to sign in with.
func New(ctx context.Context, ws *desk.Workspace, o Options) (*Server, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.NewTextHandler(io.Discard, nil))
	}
	if o.Rate <= 0 {
		o.Rate = 20
	}
	if o.Person == "" {
		o.Person = "local"
	}
	pages, err := parsePages()
	if err != nil {
		return nil, err
	}
	s := &Server{ws: ws, opts: o, open: o.Addr == "" || Loopback(o.Addr), pages: pages, secret: make([]byte, 32),
		limiter: newLimiter(o.Rate, o.Now), people: newSessions(o.Now), metrics: newMetrics(), live: newLive(ws)}
	rand.Read(s.secret) // never fails
	if !s.open {
		if err := s.needTokens(ctx); err != nil {
			return nil, err
		}
	}
	s.handler = s.routes()
	return s, nil
}

// Handler answers all requests.
func (s *Server) Handler() http.Handler { return s.handler }

// Time limits of a connection, and the time that running requests get when the
// server ends.
const (
	headerTimeout = 5 * time.Second
	readTimeout   = 15 * time.Second
	writeTimeout  = 60 * time.Second
	idleTimeout   = 2 * time.Minute
	graceTimeout  = 5 * time.Second
	headerBytes   = 64 << 10
)

// Serve answers on l until ctx ends, then lets running requests finish for some
// seconds. It returns nil where ctx ended it. Certificate and key are files,
// both "" for plain HTTP.
func (s *Server) Serve(ctx context.Context, l net.Listener, certificate, key string) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	h := &http.Server{Handler: s.handler, ReadHeaderTimeout: headerTimeout, ReadTimeout: readTimeout, WriteTimeout: writeTimeout,
		IdleTimeout: idleTimeout, MaxHeaderBytes: headerBytes, ErrorLog: slog.NewLogLogger(s.opts.Log.Handler(), slog.LevelWarn),
		BaseContext: func(net.Listener) context.Context { return ctx }}
	ended := make(chan error, 1)
	go func() {
		if certificate != "" {
			ended <- h.ServeTLS(l, certificate, key)
		} else {
			ended <- h.Serve(l)
		}
	}()
	select {
	case err := <-ended:
		return fmt.Errorf("serving on %s: %w", l.Addr(), err)
	case <-ctx.Done():
	}
	stop() // ends the streams of live progress
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), graceTimeout)
	defer cancel()
	if err := h.Shutdown(grace); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("ending the server: %w", err)
	}
	return nil
}
