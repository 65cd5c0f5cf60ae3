package main

import (
	"errors"
	"fmt"
	"text/tabwriter"
	"time"

	"github.com/stemmanews/stemma/desk"
	"github.com/stemmanews/stemma/report"
	"github.com/stemmanews/stemma/source"
	"github.com/stemmanews/stemma/source/feed"
	"github.com/stemmanews/stemma/source/fetch"
	"github.com/stemmanews/stemma/store"
)

// webFlags say what a command may do on the network.
type webFlags struct {
	Online     bool          `help:"Allow the network. Without it nothing is fetched."`
	AllowLocal bool          `name:"allow-local" help:"Allow addresses of the local network, and any port."`
	Pause      time.Duration `placeholder:"TIME" default:"1s" help:"Least time between two requests to one site (default 1s)."`
	MaxSize    int64         `name:"max-size" placeholder:"MIB" default:"64" help:"Skip documents larger than this many MiB (default 64)."`
}

// client makes the one client that reaches the network.
func (f *webFlags) client() (*fetch.Client, error) {
	if f.MaxSize <= 0 {
		return nil, usageError{fmt.Errorf("--max-size %d: give a number of MiB above 0", f.MaxSize)}
	}
	pause := f.Pause
	if pause <= 0 {
		pause = -1
	}
	return fetch.New(fetch.Options{Online: f.Online, AllowLocal: f.AllowLocal, MaxBytes: f.MaxSize << 20, Delay: pause}), nil
}

// followCmd follows feeds and sitemaps.
type followCmd struct {
	workspaceFlags
	webFlags
	URL   []string      `arg:"" optional:"" name:"url" help:"Addresses of feeds (RSS, Atom, JSON Feed), sitemaps, OPML lists, or pages that name their feed; an OPML file; none: what is followed already."`
	Every time.Duration `placeholder:"TIME" help:"Time between two looks at these (15m, 1h; default 15m)."`
	Once  bool          `help:"Look at what is due now and end."`
	Since string        `placeholder:"DAY" help:"Fetch no report dated before this day (2031-05-02); default: all of a feed, a week of a sitemap."`
	List  bool          `help:"List what is followed and end." xor:"do"`
	Stop  bool          `help:"Follow these no more. Reports that came in stay." xor:"do"`
	Quiet bool          `short:"q" help:"Print failures only."`
}

func (*followCmd) Help() string {
	return `Follows feeds, sitemaps and OPML lists: each report that they name is fetched, kept in
the workspace and analysed; one that is edited later becomes a new version. Sites are asked
politely: robots.txt, one request at a time, a pause between them, conditional requests.
Interrupt it at any time; the next call goes on where it ended.

Examples:
  stemma follow --online https://news.example/feed.xml
  stemma follow --online subscriptions.opml
  stemma follow --online --once
  stemma follow --list
  stemma follow --stop https://news.example/feed.xml`
}

func (c *followCmd) Run(s *session) (err error) {
	since, err := c.since()
	if err != nil {
		return err
	}
	client, err := c.client()
	if err != nil {
		return err
	}
	defer client.Close()
	if !c.Online && !c.List && !c.Stop {
		return usageError{fmt.Errorf("%w: add --online", fetch.ErrOffline)}
	}
	ws, done, err := c.open(s)
	if err != nil {
		return err
	}
	defer func() { err = firstError(err, done()) }()
	switch {
	case c.List:
		return c.list(s, ws)
	case c.Stop:
		return c.stop(s, ws)
	}
	if err := c.watch(s, ws); err != nil {
		return err
	}
	return c.follow(s, ws, desk.FollowOptions{Fetch: client, Once: c.Once, Since: since})
}

// watch keeps the addresses that were given.
func (c *followCmd) watch(s *session, ws *desk.Workspace) error {
	var urls []string
	for _, u := range c.URL {
		if source.IsWeb(u) {
			urls = append(urls, u)
			continue
		}
		named, err := feed.Addresses(u)
		if err != nil {
			return err
		}
		urls = append(urls, named...)
	}
	if len(urls) > 0 {
		return ws.Watch(s.ctx, urls, c.Every)
	}
	all, err := ws.Watched(s.ctx)
	if err == nil && len(all) == 0 {
		err = usageError{errors.New("nothing is followed yet: give the address of a feed, a sitemap or an OPML list")}
	}
	return err
}

func (c *followCmd) since() (time.Time, error) {
	if c.Since == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(time.DateOnly, c.Since)
	if err != nil {
		return t, usageError{fmt.Errorf("--since %s: give a day such as 2031-05-02", c.Since)}
	}
	return t, nil
}

// follow follows until it is interrupted, which is how it ends well.
func (c *followCmd) follow(s *session, ws *desk.Workspace, o desk.FollowOptions) error {
	p := newProgress(s, c.Quiet)
	failed := false
	o.Progress = p.show
	o.Event = func(e desk.Event) {
		p.clear()
		switch {
		case e.Kind == desk.EventFailed:
			failed = true
			fmt.Fprintln(s.stderr, "stemma: "+report.Line(skippedLine(e.Skipped.Path, e.Skipped.Reason, e.Skipped.Hint)))
		case !c.Quiet:
			c.show(s, e)
		}
	}
	err := ws.Follow(s.ctx, o)
	p.clear()
	switch {
	case s.ctx.Err() != nil && !c.Once:
		fmt.Fprintln(s.stderr, "stemma: stopped; all that was listed is kept")
		return nil
	case s.ctx.Err() != nil:
		return errStopped
	case err == nil && failed:
		return errSkipped
	}
	return err
}

// errStopped says that work was interrupted that goes on with the next call.
var errStopped = errors.New("interrupted; all that was listed is kept, and the next call goes on from there")

func (c *followCmd) show(s *session, e desk.Event) {
	switch e.Kind {
	case desk.EventList:
		fmt.Fprintf(s.stdout, "read     %s (%d to fetch)\n", report.Line(e.URL), e.Count)
	case desk.EventNew, desk.EventChanged:
		fmt.Fprintf(s.stdout, "%-8s %s\n", e.Kind, report.Line(e.Path))
	case desk.EventWaiting:
		fmt.Fprintf(s.stderr, "waiting until %s (Ctrl-C ends it)\n", e.Until.Local().Format(time.TimeOnly))
	}
}

// list prints what is followed.
func (c *followCmd) list(s *session, ws *desk.Workspace) error {
	all, err := ws.Watched(s.ctx)
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(s.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "ADDRESS\tTITLE\tLAST READ\tNEXT\tSTATE")
	for _, x := range all {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", report.Line(x.URL), report.Line(x.Title), minute(x.Checked, "never"), minute(x.Due, "-"), state(&x))
	}
	return w.Flush()
}

func minute(t time.Time, none string) string {
	if t.IsZero() {
		return none
	}
	return t.UTC().Format("2006-01-02 15:04")
}

func state(x *store.Watch) string {
	if x.Failures > 0 {
		return fmt.Sprintf("failed %d times: %s", x.Failures, report.Line(x.Error))
	}
	return "well"
}

// stop ends the following of addresses.
func (c *followCmd) stop(s *session, ws *desk.Workspace) error {
	if len(c.URL) == 0 {
		return usageError{errors.New("--stop: give the addresses to follow no more; stemma follow --list shows them")}
	}
	for _, u := range c.URL {
		err := ws.Unwatch(s.ctx, u)
		if errors.Is(err, store.ErrNotFound) {
			return usageError{fmt.Errorf("%s is not followed; stemma follow --list shows what is", u)}
		}
		if err != nil {
			return err
		}
	}
	return nil
}
