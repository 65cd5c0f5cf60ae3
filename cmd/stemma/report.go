package main

import (
	"errors"
	"fmt"
	"io"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/desk"
	"github.com/stemmanews/stemma/report"
)

// reportCmd runs the whole road and writes the report.
type reportCmd struct {
	input
	output
	Format string `enum:"html,md,json,csv" default:"html" help:"Form of the report: html, md, json or csv."`
}

// defaultReport is the file that the HTML report goes to without -o.
const defaultReport = "stemma-report.html"

func (*reportCmd) Help() string {
	return `Prints a summary and writes a self-contained HTML report to ` + defaultReport + ` (or to -o FILE).
With --format md, json or csv the report goes to standard output unless -o names a file.

Example:
  stemma report coverage/
  stemma report --format json coverage/ > report.json

Exit status: 0 all was read, 3 something was skipped, 1 nothing could be done, 2 wrong usage.`
}

func (c *reportCmd) Run(s *session) error {
	if c.Out == "" && c.Format == "html" {
		c.Out = defaultReport
	}
	res, err := c.run(s, desk.Ledger, false, false)
	if err != nil && !errors.Is(err, errSkipped) {
		return err
	}
	if werr := c.write(s, c.writer(&res.Report)); werr != nil {
		return werr
	}
	if c.Quiet || c.Out == "" || c.Out == "-" {
		return err
	}
	return errors.Join(c.summary(s, &res.Report), err)
}

func (c *reportCmd) writer(r *stemma.Report) func(io.Writer) error {
	return func(w io.Writer) error {
		switch c.Format {
		case "json":
			return report.JSON(w, r, true)
		case "csv":
			return report.CSV(w, r)
		case "md":
			return report.Markdown(w, r)
		}
		return report.HTML(w, r)
	}
}

func (c *reportCmd) summary(s *session, r *stemma.Report) error {
	width, colour := s.terminal()
	return buffered(s.stdout, func(w io.Writer) error {
		if err := report.Terminal(w, r, report.TerminalOptions{Width: width, Color: colour}); err != nil {
			return err
		}
		_, err := fmt.Fprintf(w, "\nThe whole report: %s\n", c.Out)
		return err
	})
}
