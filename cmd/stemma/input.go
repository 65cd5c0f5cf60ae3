package main

import (
	"fmt"

	"github.com/stemmanews/stemma/desk"
	"github.com/stemmanews/stemma/report"
	"github.com/stemmanews/stemma/source"
)

// input are the arguments that every reading command has.
type input struct {
	Paths   []string `arg:"" name:"path" help:"Files, folders, or - for standard input: plain text, HTML, web archives, news items, JSON lines of articles; a folder may hold a manifest.csv."`
	Whole   bool     `help:"Take all of every document as article; look for no page furniture."`
	MaxSize int64    `name:"max-size" placeholder:"MIB" default:"64" help:"Skip files larger than this many MiB (default 64)."`
	Quiet   bool     `short:"q" help:"Print no summary, no progress and no notices."`
}

// run runs the stages up to until and says on standard error what was skipped.
// It returns errSkipped beside a result where only a part could be read.
func (in *input) run(s *session, until desk.Stage, each, corpus bool) (*desk.Result, error) {
	if in.MaxSize <= 0 {
		return nil, usageError{fmt.Errorf("--max-size %d: give a number of MiB above 0", in.MaxSize)}
	}
	p := newProgress(s, in.Quiet)
	res, err := desk.Run(s.ctx, desk.Options{
		Paths:    in.Paths,
		Source:   source.Options{MaxBytes: in.MaxSize << 20, Stdin: s.stdin},
		Until:    until,
		Whole:    in.Whole,
		Each:     each,
		Corpus:   corpus,
		Progress: p.show,
	})
	p.clear()
	for _, k := range res.Report.Skipped {
		fmt.Fprintln(s.stderr, "stemma: "+report.Line(skippedLine(k.Path, k.Reason, k.Hint)))
	}
	if err != nil {
		return res, err
	}
	if len(res.Report.Skipped) > 0 {
		return res, errSkipped
	}
	return res, nil
}

func skippedLine(path, reason, hint string) string {
	line := reason
	if path != "" {
		line = path + " " + reason
	}
	if hint != "" {
		line += "; " + hint
	}
	return line
}
