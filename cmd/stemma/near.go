package main

import (
	"encoding/json"
	"fmt"
	"io"
	"runtime/debug"

	"github.com/stemmanews/stemma/desk"
	"github.com/stemmanews/stemma/report"
	"github.com/stemmanews/stemma/source"
)

// nearFlags are the arguments of the listing of near-duplicates.
type nearFlags struct {
	Near    float64 `placeholder:"JACCARD" help:"List, as JSON lines, all pairs whose word shingles have at least this Jaccard similarity (0.5, say), and nothing else. Needs no language analysis: for very many texts."`
	Shingle int     `placeholder:"WORDS" default:"3" help:"Words a shingle, with --near (default 3)."`
}

func (c *copiesCmd) near(s *session) error {
	switch {
	case c.Near < 0 || c.Near > 1:
		return usageError{fmt.Errorf("--near %v: give a similarity above 0 and at most 1", c.Near)}
	case c.Shingle < 1:
		return usageError{fmt.Errorf("--shingle %d: give a number of words above 0", c.Shingle)}
	case c.Format == "json":
		return usageError{fmt.Errorf("--near prints JSON lines: leave out --format json")}
	case c.MaxSize <= 0:
		return usageError{fmt.Errorf("--max-size %d: give a number of MiB above 0", c.MaxSize)}
	}
	defer debug.SetGCPercent(debug.SetGCPercent(40)) // what is kept is large and lasts
	p := newProgress(s, c.Quiet)
	var skipped error
	err := c.write(s, func(w io.Writer) error {
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false)
		left, err := desk.Near(s.ctx, desk.NearOptions{
			Paths: c.Paths, Source: source.Options{MaxBytes: c.MaxSize << 20, Stdin: s.stdin},
			Words: c.Shingle, Threshold: c.Near, Progress: p.show,
		}, func(n desk.NearPair) error { return e.Encode(n) })
		p.clear()
		for _, k := range left {
			fmt.Fprintln(s.stderr, "stemma: "+report.Line(skippedLine(k.Path, k.Reason, k.Hint)))
			skipped = errSkipped
		}
		return err
	})
	if err != nil {
		return err
	}
	return skipped
}
