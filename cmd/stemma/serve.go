package main

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os/user"
	"text/tabwriter"
	"time"

	"github.com/stemmanews/stemma/report"
	"github.com/stemmanews/stemma/store"
	"github.com/stemmanews/stemma/web"
)

// serveCmd shows a workspace in a browser.
type serveCmd struct {
	workspaceFlags
	Addr    string   `default:"127.0.0.1:8765" placeholder:"HOST:PORT" help:"Where to listen (default 127.0.0.1:8765)."`
	Host    []string `placeholder:"NAME" help:"Name that the server answers to; may be given several times."`
	Cert    string   `placeholder:"FILE" help:"Certificate for HTTPS (PEM)." and:"tls"`
	Key     string   `placeholder:"FILE" help:"Its key (PEM)." and:"tls"`
	Proxied bool     `help:"It is reached by way of a server that speaks HTTPS: cookies are for HTTPS only."`
	Verbose bool     `short:"v" help:"Write a line for each request."`
}

func (*serveCmd) Help() string {
	return `Shows a workspace as web pages, and as JSON under /api/v1, until it is interrupted.

On 127.0.0.1 nobody signs in: only this machine reaches it. On any other address a token is
asked for; make one first with stemma token add. Requests are answered from the workspace
alone; the network is not used.

Examples:
  stemma serve
  stemma token add Ada --role admin
  stemma serve --addr 0.0.0.0:8765 --cert cert.pem --key key.pem`
}

func (c *serveCmd) Run(s *session) (err error) {
	ws, done, err := c.open(s)
	if err != nil {
		return err
	}
	defer func() { err = firstError(err, done()) }()
	level := slog.LevelWarn
	if c.Verbose {
		level = slog.LevelDebug
	}
	o := web.Options{Addr: c.Addr, Hosts: c.Host, TLS: c.Cert != "" || c.Proxied, Person: localUser(),
		Log: slog.New(slog.NewTextHandler(s.stderr, &slog.HandlerOptions{Level: level}))}
	server, err := web.New(s.ctx, ws, o)
	if errors.Is(err, web.ErrNoToken) {
		return usageError{err}
	}
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", c.Addr)
	if err != nil {
		return fmt.Errorf("serving %s: %w; choose another address with --addr", c.DB, err)
	}
	fmt.Fprintf(s.stderr, "Serving %s on %s (Ctrl-C ends it)\n", c.DB, c.url(l.Addr()))
	if !web.Loopback(c.Addr) && !o.TLS {
		fmt.Fprintln(s.stderr, "Without --cert and --key, tokens and pages travel unencrypted: put a server that speaks HTTPS before it, and say --proxied.")
	}
	return server.Serve(s.ctx, l, c.Cert, c.Key)
}

func (c *serveCmd) url(a net.Addr) string {
	scheme := "http"
	if c.Cert != "" {
		scheme = "https"
	}
	return scheme + "://" + a.String()
}

// localUser is who sits at this machine, for the journal.
func localUser() string {
	u, err := user.Current()
	if err != nil || u.Username == "" {
		return "local"
	}
	return u.Username
}

// tokenCmd manages who gets into a workspace over the network.
type tokenCmd struct {
	Add    tokenAddCmd    `cmd:"" help:"Make a token and print its secret, once."`
	List   tokenListCmd   `cmd:"" help:"List the tokens, without their secrets."`
	Revoke tokenRevokeCmd `cmd:"" help:"End a token."`
}

// tokenAddCmd makes a token.
type tokenAddCmd struct {
	workspaceFlags
	Name string `arg:"" help:"The person or program that gets it."`
	Role string `enum:"read,edit,admin" default:"read" help:"What it allows: read, edit (and correct), admin (and tokens)."`
	Days int    `help:"Days until it ends; 0: never."`
}

func (c *tokenAddCmd) Run(s *session) (err error) {
	ws, done, err := c.open(s)
	if err != nil {
		return err
	}
	defer func() { err = firstError(err, done()) }()
	if c.Days < 0 {
		return usageError{fmt.Errorf("a token cannot end before it begins: --days %d", c.Days)}
	}
	secret, t, err := ws.AddToken(s.ctx, c.Name, c.Role, time.Duration(c.Days)*24*time.Hour)
	if err != nil {
		return err
	}
	err = ws.Record(s.ctx, store.Audit{Who: localUser(), What: "token", Detail: fmt.Sprintf("made %d for %s, %s", t.ID, t.Name, t.Role), From: "command line"})
	fmt.Fprintln(s.stderr, "The secret of the token; it is kept nowhere and not shown again:")
	fmt.Fprintln(s.stdout, secret)
	return err
}

// tokenListCmd lists tokens.
type tokenListCmd struct {
	workspaceFlags
}

func (c *tokenListCmd) Run(s *session) (err error) {
	ws, done, err := c.open(s)
	if err != nil {
		return err
	}
	defer func() { err = firstError(err, done()) }()
	list, err := ws.Tokens(s.ctx)
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(s.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "ID\tNAME\tROLE\tMADE\tENDS")
	for _, t := range list {
		fmt.Fprintf(w, "%d\t%s\t%s\t%s\t%s\n", t.ID, report.Line(t.Name), t.Role, t.Made.Format(time.DateOnly), ends(t))
	}
	return w.Flush()
}

func ends(t store.Token) string {
	switch {
	case !t.Revoked.IsZero():
		return "revoked " + t.Revoked.Format(time.DateOnly)
	case !t.Expires.IsZero():
		return t.Expires.Format(time.DateOnly)
	}
	return "never"
}

// tokenRevokeCmd ends a token.
type tokenRevokeCmd struct {
	workspaceFlags
	ID int64 `arg:"" help:"The token's number, as stemma token list shows it."`
}

func (c *tokenRevokeCmd) Run(s *session) (err error) {
	ws, done, err := c.open(s)
	if err != nil {
		return err
	}
	defer func() { err = firstError(err, done()) }()
	if err := ws.RevokeToken(s.ctx, c.ID); errors.Is(err, store.ErrNotFound) {
		return usageError{fmt.Errorf("no token has the number %d: stemma token list shows those there are", c.ID)}
	} else if err != nil {
		return err
	}
	return ws.Record(s.ctx, store.Audit{Who: localUser(), What: "revoke", Detail: fmt.Sprintf("token %d", c.ID), From: "command line"})
}
