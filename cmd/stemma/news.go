package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/stemmanews/stemma/report"
	"github.com/stemmanews/stemma/store"
)

// newsCmd tells what is new in a workspace.
type newsCmd struct {
	workspaceFlags
	Since  string   `placeholder:"WHEN" help:"From when on: a day (2031-05-04), a moment (RFC 3339), a time ago (90m, 12h, 3d), or all. Without it: since your last look."`
	Reader string   `placeholder:"NAME" help:"Whose last look counts (default: your user name)."`
	Story  string   `placeholder:"ID" help:"Only this story."`
	Kind   []string `placeholder:"KIND" help:"Only these: story, report, copy, version, claim, figure, conflict, denial, gone, merge, split."`
	Keep   bool     `help:"Do not count this as a look: the same news come again."`
	Format string   `enum:"table,json,jsonl" default:"table" help:"table, json (one object) or jsonl (one a line)."`
}

func (*newsCmd) Help() string {
	return `Tells what is new: claims, figures that were revised, contradictions and denials, reports that came
in, copies, and reports that their outlets changed. Without --since: since you looked last.

Examples:
  stemma news
  stemma news --since 24h --kind denial --kind conflict
  stemma news --since all --format jsonl > news.jsonl`
}

func (c *newsCmd) Run(s *session) (err error) {
	q := store.NewsQuery{Story: c.Story, Kinds: c.Kind}
	if q.Since, err = since(c.Since, s.now()); err != nil {
		return usageError{err}
	}
	ws, done, err := c.open(s)
	if err != nil {
		return err
	}
	defer func() { err = firstError(err, done()) }()
	if c.Reader == "" {
		c.Reader = localUser()
	}
	if c.Since == "" {
		m, err := ws.LastLook(s.ctx, c.Reader)
		if err != nil {
			return err
		}
		q.After = m.News
	}
	list, err := ws.News(s.ctx, q)
	if err != nil {
		return err
	}
	if err := buffered(s.stdout, func(w io.Writer) error { return c.write(w, list) }); err != nil {
		return err
	}
	if c.Keep || c.Since != "" || c.Story != "" || len(c.Kind) > 0 {
		return nil // not all news were shown
	}
	return ws.Looked(s.ctx, c.Reader)
}

func (c *newsCmd) write(w io.Writer, list []store.News) error {
	switch c.Format {
	case "json":
		return report.JSON(w, struct {
			News []store.News `json:"news"`
		}{list}, true)
	case "jsonl":
		return report.JSONL(w, list)
	}
	if len(list) == 0 {
		fmt.Fprintln(w, "Nothing is new.")
	}
	story := ""
	for i := range list {
		n := &list[len(list)-1-i] // the oldest first
		if n.Story != story {
			story = n.Story
			fmt.Fprintf(w, "%s  %s\n", n.Story, report.Line(n.Title))
		}
		fmt.Fprintf(w, "  %s  %s\n", n.At.Format("2006-01-02 15:04"), newsLine(n))
	}
	return nil
}

// newsLine tells one thing in one line.
func newsLine(n *store.News) string {
	was := ""
	if n.Before != "" {
		was = ", before " + quoted(n.Before)
	}
	who := n.Claimant
	if who == "" {
		who = "somebody not named"
	}
	var s string
	switch n.Kind {
	case store.NewsStory:
		s = "a story began"
	case store.NewsReport:
		s = "report: " + n.Path + headline(n.Text)
	case store.NewsCopy:
		s = "copy: " + n.Path + " of " + n.From + headline(n.Text)
	case store.NewsVersion:
		s = "changed: " + n.Path + ", " + report.Count(len(n.Changes), "change", "changes")
		for _, c := range n.Changes {
			s += "; " + c.Kind + " " + quoted(c.From.Text) + " → " + quoted(c.To.Text)
		}
	case store.NewsGone:
		s = "gone: " + n.Question + ": " + who + " said " + quoted(n.Before)
	case store.NewsMerge:
		s = "story " + n.From + " went into this one"
	case store.NewsSplit:
		s = "this story came out of " + n.From
	default:
		s = n.Kind + ": " + n.Question + ": " + who + ": " + quoted(n.Text) + was + " (" + n.Path + ")"
	}
	return report.Line(s)
}

func quoted(s string) string {
	if s == "" {
		return "nothing"
	}
	return "“" + report.Clip(report.Line(s), 120) + "”"
}

func headline(s string) string {
	if s == "" {
		return ""
	}
	return ": " + s
}

// since reads a moment, a day, or a time before now; "" and "all" are the
// beginning.
func since(s string, now time.Time) (time.Time, error) {
	if s == "" || s == "all" {
		return time.Time{}, nil
	}
	for _, form := range []string{time.RFC3339, time.DateOnly, "2006-01-02 15:04"} {
		if t, err := time.ParseInLocation(form, s, now.Location()); err == nil {
			return t, nil
		}
	}
	if n, err := strconv.Atoi(strings.TrimSuffix(s, "d")); err == nil && strings.HasSuffix(s, "d") && n >= 0 {
		return now.AddDate(0, 0, -n), nil
	}
	if d, err := time.ParseDuration(s); err == nil && d >= 0 {
		return now.Add(-d), nil
	}
	return time.Time{}, fmt.Errorf("--since %q: give a day (2031-05-04), a moment (2031-05-04T12:00:00Z), a time ago (90m, 12h, 3d), or all", s)
}
