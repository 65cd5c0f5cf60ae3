package main

import (
	"encoding/json"
	"fmt"
	"io"
	"runtime/debug"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/desk"
	"github.com/stemmanews/stemma/report"
	"github.com/stemmanews/stemma/source"
)

// largeFlags are the arguments of the comparison of very many reports.
type largeFlags struct {
	Large     bool `help:"For an archive of any size: write JSON lines group by group, in bounded memory, the documents in a temporary file (TMPDIR) meanwhile."`
	NoChanges bool `help:"With --large: leave out changes and claimants, and with them the language analysis: some twenty times faster."`
}

// largeLine is one line of output: one of its fields.
type largeLine struct {
	Pair   *stemma.Pair   `json:"pair,omitempty"`
	Family *stemma.Family `json:"family,omitempty"`
	Change *stemma.Change `json:"change,omitempty"`
	Counts *largeCounts   `json:"counts,omitempty"`
}

// largeCounts are the three counts; claimants is null where they were not
// looked for.
type largeCounts struct {
	Reports     int  `json:"reports"`
	Independent int  `json:"independent"`
	Claimants   *int `json:"claimants"`
}

func (c *copiesCmd) large(s *session) error {
	switch {
	case c.Format == "json":
		return usageError{fmt.Errorf("--large prints JSON lines: leave out --format json")}
	case c.MaxSize <= 0:
		return usageError{fmt.Errorf("--max-size %d: give a number of MiB above 0", c.MaxSize)}
	}
	defer debug.SetGCPercent(debug.SetGCPercent(40)) // what is kept is large and lasts
	p := newProgress(s, c.Quiet)
	var skipped error
	err := c.write(s, func(w io.Writer) error {
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false)
		counts, left, err := desk.Bulk(s.ctx, desk.BulkOptions{
			Paths: c.Paths, Source: source.Options{MaxBytes: c.MaxSize << 20, Stdin: s.stdin},
			Whole: c.Whole, Changes: !c.NoChanges, Progress: p.show,
		}, func(copies *stemma.Copies) error { return writeGroup(e, copies) })
		p.clear()
		for _, k := range left {
			fmt.Fprintln(s.stderr, "stemma: "+report.Line(skippedLine(k.Path, k.Reason, k.Hint)))
			skipped = errSkipped
		}
		if err != nil {
			return err
		}
		last := &largeCounts{counts.Reports, counts.Independent, &counts.Claimants}
		if c.NoChanges {
			last.Claimants = nil
		}
		return e.Encode(largeLine{Counts: last})
	})
	if err != nil {
		return err
	}
	return skipped
}

// writeGroup writes the families of a group, its pairs, and its changes.
func writeGroup(e *json.Encoder, c *stemma.Copies) error {
	var lines []largeLine
	for i := range c.Families {
		lines = append(lines, largeLine{Family: &c.Families[i]})
	}
	for i := range c.Pairs {
		lines = append(lines, largeLine{Pair: &c.Pairs[i]})
	}
	for i := range c.Changes {
		lines = append(lines, largeLine{Change: &c.Changes[i]})
	}
	for _, l := range lines {
		if err := e.Encode(l); err != nil {
			return err
		}
	}
	return nil
}
