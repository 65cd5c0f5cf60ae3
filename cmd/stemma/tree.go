package main

import (
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/stemmanews/stemma/kin/tree"
	"github.com/stemmanews/stemma/report"
	"github.com/stemmanews/stemma/source"
)

// treeCmd draws the stemma of texts that descend from one original.
type treeCmd struct {
	Witnesses []string `arg:"" name:"witness" help:"Files, or folders of files, each one text."`
	MaxSize   int64    `name:"max-size" placeholder:"MIB" default:"64" help:"Skip files larger than this many MiB (default 64)."`
	output
	Format string `enum:"text,edges,dot,newick,svg" default:"text" help:"text (a drawing), edges (a line PARENT CHILD each), dot, newick or svg."`
}

func (*treeCmd) Help() string {
	return `The classical task: texts that all descend from one original, as manuscripts do. No dates,
no credits, only the words; lost texts are called *1, *2 and so on.

Example:
  stemma tree manuscripts/
  stemma tree --format svg -o stemma.svg manuscripts/`
}

func (c *treeCmd) Run(s *session) error {
	if c.MaxSize <= 0 {
		return usageError{fmt.Errorf("--max-size %d: give a number of MiB above 0", c.MaxSize)}
	}
	var names, texts []string
	var skipped error
	for raw, err := range source.Open(c.Witnesses, source.Options{MaxBytes: c.MaxSize << 20, Stdin: s.stdin}) {
		if s.ctx.Err() != nil {
			return s.ctx.Err()
		}
		if err != nil {
			fmt.Fprintln(s.stderr, "stemma: "+report.Line(err.Error()))
			skipped = errSkipped
			continue
		}
		names = append(names, strings.TrimSuffix(raw.Path, path.Ext(raw.Path)))
		texts = append(texts, raw.Text)
	}
	t, err := tree.Build(names, texts)
	if err != nil {
		return err
	}
	write := map[string]func(io.Writer) error{"text": t.Text, "edges": t.Edges, "dot": t.DOT, "newick": t.Newick, "svg": t.SVG}[c.Format]
	return errors.Join(c.write(s, write), skipped)
}
