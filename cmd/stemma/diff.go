package main

import (
	"errors"
	"fmt"
	"io"

	"github.com/stemmanews/stemma/desk"
	"github.com/stemmanews/stemma/report"
)

// diffCmd sets two reports side by side.
type diffCmd struct {
	A       string `arg:"" help:"The first report: a file."`
	B       string `arg:"" help:"The second report: a file."`
	Whole   bool   `help:"Take all of both documents as article; look for no page furniture."`
	MaxSize int64  `name:"max-size" placeholder:"MIB" default:"64" help:"Skip files larger than this many MiB (default 64)."`
	output
}

func (*diffCmd) Help() string {
	return `Two reports side by side: the passages that one took from the other face each other, with
what was altered marked; the rest stands alone.

Example:
  stemma diff coverage/wire.txt coverage/blog.txt`
}

func (c *diffCmd) Run(s *session) error {
	in := input{Paths: []string{c.A, c.B}, Whole: c.Whole, MaxSize: c.MaxSize}
	res, err := in.run(s, desk.Copies, false, false)
	if err != nil && !errors.Is(err, errSkipped) {
		return err
	}
	docs := res.Report.Documents
	if len(docs) != 2 {
		return fmt.Errorf("comparing %s and %s: two reports are wanted, %d could be read", c.A, c.B, len(docs))
	}
	if len(res.Report.Copies.Pairs) == 0 {
		return c.write(s, func(w io.Writer) error {
			_, err := fmt.Fprintf(w, "%s and %s share no passage.\n", report.Line(docs[0].Path), report.Line(docs[1].Path))
			return err
		})
	}
	width, colour := s.terminal()
	return c.write(s, func(w io.Writer) error {
		return report.DiffView(w, &res.Report, docs[0].Path, docs[1].Path, report.TerminalOptions{Width: width, Color: colour && c.Out == ""})
	})
}
