package main

import (
	"errors"
	"fmt"
	"io"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/desk"
	"github.com/stemmanews/stemma/report"
)

// listing is what the commands for single steps share: a table by default, one
// JSON object, or one JSON object a line.
type listing struct {
	input
	output
	Format string `enum:"table,json,jsonl" default:"table" help:"table, json (one object) or jsonl (one object a line)."`
}

// list runs up to a stage and writes the result in the form asked for.
func list[T any](c *listing, s *session, until desk.Stage, each, corpus bool,
	table func(io.Writer, *stemma.Report, report.TerminalOptions) error,
	object func(*stemma.Report) any, lines func(*stemma.Report) []T) error {
	res, err := c.run(s, until, each, corpus)
	if err != nil && !errors.Is(err, errSkipped) {
		return err
	}
	width, colour := s.terminal()
	werr := c.write(s, func(w io.Writer) error {
		switch c.Format {
		case "json":
			return report.JSON(w, object(&res.Report), true)
		case "jsonl":
			return report.JSONL(w, lines(&res.Report))
		}
		return table(w, &res.Report, report.TerminalOptions{Width: width, Color: colour && (c.Out == "" || c.Out == "-")})
	})
	return errors.Join(werr, err)
}

// readCmd shows the documents.
type readCmd struct{ listing }

func (*readCmd) Help() string {
	return `For each document: outlet, headline, byline, date and where it was read from, agencies
credited, and how much of the text is article and how much page furniture.

Example:
  stemma read coverage/ page.html
  stemma read --format jsonl coverage/ > documents.jsonl`
}

func (c *readCmd) Run(s *session) error {
	return list(&c.listing, s, desk.Read, false, false, report.DocumentsTable,
		func(r *stemma.Report) any {
			return struct {
				Documents []stemma.Document `json:"documents"`
				Skipped   []stemma.Skipped  `json:"skipped"`
				Notices   []stemma.Notice   `json:"notices"`
			}{r.Documents, r.Skipped, r.Notices}
		},
		func(r *stemma.Report) []stemma.Document { return r.Documents })
}

// claimsCmd lists the claims.
type claimsCmd struct {
	listing
	CSV    bool `name:"csv" help:"One claim a row, for a spreadsheet."`
	Corpus bool `name:"corpus-spans" help:"Draw spans as the PolNeAR corpus does: auxiliaries belong to cues; no claims of the outlet's own."`
}

func (*claimsCmd) Help() string {
	return `Every attributed claim: source, cue, stance, the words, figures; with the chain through
which it came, and the outlet's own figures marked as such.

Example:
  stemma claims coverage/
  stemma claims --csv coverage/ > claims.csv`
}

func (c *claimsCmd) Run(s *session) error {
	table := report.ClaimsTable
	if c.CSV {
		if c.Format != "table" {
			return usageError{fmt.Errorf("--csv and --format %s: give one of them", c.Format)}
		}
		table = func(w io.Writer, r *stemma.Report, _ report.TerminalOptions) error { return report.ClaimsCSV(w, r) }
	}
	return list(&c.listing, s, desk.Claims, false, c.Corpus, table,
		func(r *stemma.Report) any {
			return struct {
				Claims []stemma.DocumentClaims `json:"claims"`
			}{r.Claims}
		},
		func(r *stemma.Report) []stemma.DocumentClaims { return r.Claims })
}

// copiesCmd lists pairs, families and changes.
type copiesCmd struct {
	listing
	nearFlags
	largeFlags
}

func (*copiesCmd) Help() string {
	return `The family tree of the reports, then for each pair the relation, the share that is taken
over, the evidence, and what the copy changed.

Example:
  stemma copies coverage/
  stemma copies --format json coverage/ > copies.json
  stemma copies --near 0.5 articles.jsonl > near-duplicates.jsonl
  stemma copies --large archive.jsonl > copies.jsonl`
}

func (c *copiesCmd) Run(s *session) error {
	switch {
	case c.Near != 0:
		return c.near(s)
	case c.Large:
		return c.large(s)
	case c.NoChanges:
		return usageError{errors.New("--no-changes goes with --large")}
	}
	return list(&c.listing, s, desk.Copies, false, false, report.CopiesTable,
		func(r *stemma.Report) any { return r.Copies },
		func(r *stemma.Report) []stemma.Pair { return r.Copies.Pairs })
}

// ledgerCmd lists the questions of each story.
type ledgerCmd struct {
	listing
	Each    bool   `help:"Treat every document as an input of its own and print one ledger a line."`
	Profile string `enum:",ucdp,acled,airwars,wikipedia" default:"" placeholder:"NAME" help:"Write the figures on the dead and hurt in a recorder's shape: ucdp, acled, airwars (CSV) or wikipedia (list lines with references)."`
}

func (*ledgerCmd) Help() string {
	return `The questions of each story with their entries, claimant by claimant, over time: value,
words, as-of date, stance, reports and independent texts behind it.

Example:
  stemma ledger coverage/
  stemma ledger --each --format jsonl pages.jsonl > ledgers.jsonl
  stemma ledger --profile ucdp coverage/ > events.csv`
}

func (c *ledgerCmd) Run(s *session) error {
	if c.Profile != "" {
		return c.profile(s)
	}
	return list(&c.listing, s, desk.Ledger, c.Each, false, report.LedgerTable,
		func(r *stemma.Report) any { return r.Ledger },
		c.lines)
}

// profile writes the figures in a recorder's shape.
func (c *ledgerCmd) profile(s *session) error {
	if c.Format != "table" {
		return usageError{fmt.Errorf("--profile and --format %s: give one of them", c.Format)}
	}
	res, err := c.run(s, desk.Ledger, c.Each, false)
	if err != nil && !errors.Is(err, errSkipped) {
		return err
	}
	werr := c.write(s, func(w io.Writer) error { return report.Profile(w, &res.Report, c.Profile) })
	return errors.Join(werr, err)
}

// pageLedger is the ledger of one document, for --each.
type pageLedger struct {
	Path string `json:"path"`
	stemma.Ledger
}

func (c *ledgerCmd) lines(r *stemma.Report) []pageLedger {
	if !c.Each {
		return []pageLedger{{Ledger: r.Ledger}}
	}
	byPath := map[string][]stemma.Story{}
	for _, st := range r.Ledger.Stories {
		for _, p := range st.Documents {
			byPath[p] = append(byPath[p], st)
		}
	}
	var out []pageLedger
	for _, d := range r.Documents {
		stories := byPath[d.Path]
		if stories == nil {
			stories = []stemma.Story{}
		}
		out = append(out, pageLedger{Path: d.Path, Ledger: stemma.Ledger{Stories: stories}})
	}
	return out
}
