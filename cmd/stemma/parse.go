package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"

	"github.com/stemmanews/stemma/desk"
	"github.com/stemmanews/stemma/lang"
	"github.com/stemmanews/stemma/lang/conllu"
	"github.com/stemmanews/stemma/report"
)

// parseCmd shows the language analysis.
type parseCmd struct {
	input
	output
	Format string `enum:"table,json,jsonl,conllu,conll" default:"table" help:"table, json, jsonl (names, dates, quantities; one document a line), conllu (Universal Dependencies) or conll (names as BIO tags)."`
}

func (*parseCmd) Help() string {
	return `The analysis that the rest stands on: a word a line with its tag, lemma and head; or names,
dates and quantities as JSON. A file whose name ends in .conllu or .conll keeps its tokens and
sentences; its annotation is filled anew.

Example:
  stemma parse report.txt
  stemma parse --format conllu report.txt
  stemma parse --format jsonl coverage/ > analysis.jsonl`
}

func (c *parseCmd) Run(s *session) error {
	if tokenised(c.Paths) {
		return c.tokens(s)
	}
	res, err := c.run(s, desk.Parse, false, false)
	if err != nil && !errors.Is(err, errSkipped) {
		return err
	}
	return errors.Join(c.write(s, func(w io.Writer) error { return c.print(w, res.Texts) }), err)
}

func (c *parseCmd) print(w io.Writer, texts []*lang.Text) error {
	records := make([]lang.Record, len(texts))
	for i, t := range texts {
		records[i] = lang.NewRecord(t)
	}
	switch c.Format {
	case "json":
		return report.JSON(w, struct {
			Documents []lang.Record `json:"documents"`
		}{records}, true)
	case "jsonl":
		return report.JSONL(w, records)
	}
	one := map[string]func(io.Writer, *lang.Text) error{"table": tokenTable, "conllu": conllu.Write, "conll": conllu.WriteNames}[c.Format]
	for _, t := range texts {
		if err := one(w, t); err != nil {
			return err
		}
	}
	return nil
}

// tokenTable prints a word a line: number, word, tag, lemma, relation, head.
func tokenTable(w io.Writer, t *lang.Text) error {
	tags := conllu.Tags(t)
	fmt.Fprintf(w, "%s\n", report.Line(t.Doc.Path))
	for _, s := range t.Sentences {
		fmt.Fprintf(w, "\n%s\n", report.Line(s.Span.In(t.Doc.Text)))
		tab := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
		for k := s.First; k < s.End; k++ {
			x := &t.Tokens[k]
			head := "root"
			if x.Head >= 0 {
				head = t.Word(x.Head)
			}
			fmt.Fprintf(tab, "  %d\t%s\t%s\t%s\t%s\t%s\t%s\n", k-s.First+1, report.Line(t.Word(k)), x.UPOS, report.Line(x.Lemma), x.Rel, report.Line(head), tags[k])
		}
		if err := tab.Flush(); err != nil {
			return err
		}
		for i := range t.Times {
			if x := &t.Times[i]; s.Span.Contains(x.Span) {
				fmt.Fprintf(w, "  date: %s = %s\n", report.Line(x.Span.In(t.Doc.Text)), x.Value)
			}
		}
		for i := range t.Quantities {
			if q := &t.Quantities[i]; s.Span.Contains(q.Span) {
				fmt.Fprintf(w, "  quantity: %s (%s, %s) %s\n", report.Line(q.Span.In(t.Doc.Text)), q.Kind, q.Value.Comparator, report.Line(q.Unit+" "+q.Of))
			}
		}
	}
	return nil
}

// tokenised reports whether all paths are files of tokens.
func tokenised(paths []string) bool {
	for _, p := range paths {
		if !strings.HasSuffix(p, ".conllu") && !strings.HasSuffix(p, ".conll") {
			return false
		}
	}
	return true
}

// tokens analyses files that keep their tokens.
func (c *parseCmd) tokens(s *session) error {
	a, err := lang.NewAnalyzer()
	if err != nil {
		return fmt.Errorf("loading the language model: %w", err)
	}
	return c.write(s, func(w io.Writer) error {
		for _, path := range c.Paths {
			if err := c.tokenFile(w, a, path); err != nil {
				return fmt.Errorf("parsing %s: %w", path, err)
			}
		}
		return nil
	})
}

func (c *parseCmd) tokenFile(w io.Writer, a *lang.Analyzer, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	read := conllu.Read
	if strings.HasSuffix(path, ".conll") {
		read = conllu.ReadNames
	}
	docs, err := read(f, path)
	if err != nil {
		return err
	}
	for _, d := range docs {
		a.AnalyzeTokens(d.Text)
		write := d.Write
		if (c.Format == "conll") != strings.HasSuffix(path, ".conll") || c.Format != "conllu" && c.Format != "conll" {
			write = func(w io.Writer) error { return c.print(w, []*lang.Text{d.Text}) }
		}
		if err := write(w); err != nil {
			return err
		}
	}
	return nil
}
