package main

import (
	"errors"
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/stemmanews/stemma/report"
	"github.com/stemmanews/stemma/store"
)

// storiesCmd lists the stories of a workspace, or shows one.
type storiesCmd struct {
	workspaceFlags
	ID     string `arg:"" optional:"" name:"story" help:"The story to show, by its id."`
	Match  string `placeholder:"WORDS" help:"Only stories whose titles hold these words."`
	Order  string `enum:"update,size,day,dispute" default:"update" help:"update (last changed first), size, day or dispute."`
	Limit  int    `default:"50" help:"How many to list; 0 lists all."`
	Format string `enum:"table,json" default:"table" help:"table or json."`
}

func (*storiesCmd) Help() string {
	return `Lists the stories of the workspace: id, reports, independent texts, claimants, disputed questions
and title. With an id, shows the questions of that story with their entries.

Examples:
  stemma stories
  stemma stories --match "ferry norvik"
  stemma stories s1`
}

func (c *storiesCmd) Run(s *session) (err error) {
	ws, done, err := c.open(s)
	if err != nil {
		return err
	}
	defer func() { err = firstError(err, done()) }()
	if c.ID != "" {
		r, err := ws.StoryReport(s.ctx, c.ID)
		if errors.Is(err, store.ErrNotFound) {
			return usageError{fmt.Errorf("no story has the id %q: stemma stories lists those there are", c.ID)}
		}
		if err != nil {
			return err
		}
		return buffered(s.stdout, func(w io.Writer) error {
			if c.Format == "json" {
				return report.JSON(w, r.Ledger.Stories[0], true)
			}
			width, colour := s.terminal()
			return report.LedgerTable(w, r, report.TerminalOptions{Width: width, Color: colour})
		})
	}
	q := store.StoryQuery{Order: c.Order, Match: c.Match, Limit: c.Limit}
	if c.Order == "update" {
		q.Order = store.ByUpdate
	}
	list, total, err := ws.Stories(s.ctx, q)
	if err != nil {
		return err
	}
	return buffered(s.stdout, func(w io.Writer) error {
		if c.Format == "json" {
			return report.JSON(w, struct {
				Stories []store.Summary `json:"stories"`
				Total   int             `json:"total"`
			}{list, total}, true)
		}
		return storyTable(w, list, total)
	})
}

func storyTable(w io.Writer, list []store.Summary, total int) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "ID\tREPORTS\tINDEPENDENT\tCLAIMANTS\tDISPUTED\tDAYS\tTITLE")
	for _, x := range list {
		days := x.First
		if x.Last != x.First {
			days += "/" + x.Last
		}
		fmt.Fprintf(t, "%s\t%d\t%d\t%d\t%d of %d\t%s\t%s\n", x.ID, x.Counts.Reports, x.Counts.Independent, x.Counts.Claimants,
			x.Disputed, x.Questions, days, report.Clip(report.Line(x.Title), 80))
	}
	if err := t.Flush(); err != nil {
		return err
	}
	if len(list) < total {
		fmt.Fprintf(w, "… %d of %d; --limit 0 lists all\n", len(list), total)
	}
	return nil
}
