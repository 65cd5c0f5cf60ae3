package report

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/stemmanews/stemma"
)

// CSV writes the ledger as RFC 4180 CSV in UTF-8: a header, then one row an
// entry. A cell that a spreadsheet would take for a formula gets a leading
// apostrophe. Lists are joined by "; ".
func CSV(w io.Writer, r *stemma.Report) error {
	return writeCSV(w, append([][]string{EntryHeader}, EntryRows(r)...))
}

// EntryHeader names the columns of [EntryRows].
var EntryHeader = []string{
	"story", "question_id", "question", "measure", "of", "unit", "place",
	"claimant", "party", "stance", "text", "comparator", "low", "high",
	"as_of", "said", "relation", "why", "reports", "independent",
	"documents", "claims", "quote", "quote_path", "quote_start", "quote_end",
}

// EntryRows are the rows of [CSV] without the header, safe for a spreadsheet.
func EntryRows(r *stemma.Report) [][]string {
	x := newIndex(r)
	var rows [][]string
	for i := range r.Ledger.Stories {
		s := &r.Ledger.Stories[i]
		for j := range s.Questions {
			for k := range s.Questions[j].Entries {
				rows = append(rows, x.entryRow(s, &s.Questions[j], &s.Questions[j].Entries[k]))
			}
		}
	}
	return rows
}

// CSVRows writes rows as [CSV] does.
func CSVRows(w io.Writer, rows [][]string) error { return writeCSV(w, rows) }

func (x *index) entryRow(s *stemma.Story, q *stemma.Question, e *stemma.Entry) []string {
	var paths, refs []string
	seen := map[string]bool{}
	for _, ref := range e.Claims {
		refs = append(refs, ref.Path+"#"+ref.ID)
		if !seen[ref.Path] {
			paths = append(paths, ref.Path)
		}
		seen[ref.Path] = true
	}
	comparator, low, high := valueCells(e.Value)
	row := cells(s.ID, q.ID, q.Title, q.Measure, q.Of, q.Unit, q.Place,
		e.Claimant, e.Party, e.Stance, e.Text, comparator)
	row = append(row, low, high)
	row = append(row, cells(e.AsOf, e.Said, e.Relation, e.Why)...)
	row = append(row, strconv.Itoa(e.Reports), strconv.Itoa(e.Independent))
	row = append(row, cells(strings.Join(paths, "; "), strings.Join(refs, "; "))...)
	qs := x.quotes(e)
	if len(qs) == 0 {
		return append(row, "", "", "", "")
	}
	row = append(row, cells(qs[0].span.In(qs[0].text), qs[0].path)...)
	return append(row, strconv.Itoa(qs[0].span[0]), strconv.Itoa(qs[0].span[1]))
}

// ClaimsCSV writes one row a claim, in the manner of [CSV].
func ClaimsCSV(w io.Writer, r *stemma.Report) error {
	return writeCSV(w, append([][]string{claimHeader}, claimRows(r)...))
}

var claimHeader = []string{
	"path", "outlet", "published", "id", "source", "source_text", "kind", "party", "via",
	"cue", "lemma", "content", "form", "stance", "certainty", "said", "figures", "start", "end",
}

func claimRows(r *stemma.Report) [][]string {
	x := newIndex(r)
	var rows [][]string
	for i := range r.Claims {
		dc := &r.Claims[i]
		d := x.document(dc.Path)
		if d == nil {
			d = &stemma.Document{Path: dc.Path}
		}
		for j := range dc.Claims {
			rows = append(rows, claimRow(d, &dc.Claims[j]))
		}
	}
	return rows
}

func claimRow(d *stemma.Document, c *stemma.Claim) []string {
	row := cells(d.Path, d.Outlet, d.Published.Date, c.ID, c.Source.Name, c.Source.Text,
		c.Source.Kind, c.Source.Party, viaNames(c), joined(d.Text, c.Cue.Spans), c.Cue.Lemma,
		joined(d.Text, c.Content.Spans), c.Form, c.Stance, c.Certainty, c.Said.Date, figureWords(c))
	span, ok := extent(c)
	if !ok {
		return append(row, "", "")
	}
	span = inside(span, d.Text)
	return append(row, strconv.Itoa(span[0]), strconv.Itoa(span[1]))
}

// joined is the text of several spans, with an ellipsis between them.
func joined(text string, spans []stemma.Span) string {
	parts := make([]string, len(spans))
	for i, s := range spans {
		parts[i] = oneLine(inside(s, text).In(text))
	}
	return strings.Join(parts, " … ")
}

func viaNames(c *stemma.Claim) string {
	names := make([]string, len(c.Via))
	for i := range c.Via {
		names[i] = oneLine(c.Via[i].Name)
	}
	return strings.Join(names, "; ")
}

// figureWords tells the figures of a claim: "at least 40 killed (soldiers)".
func figureWords(c *stemma.Claim) string {
	parts := make([]string, len(c.Figures))
	for i := range c.Figures {
		parts[i] = figureLine(&c.Figures[i])
	}
	return strings.Join(parts, "; ")
}

// figureLine is one figure with its measure and what it counts.
func figureLine(f *stemma.Figure) string {
	s := oneLine(f.Text)
	if f.Measure != "" {
		s += " " + oneLine(f.Measure)
	}
	var about []string
	for _, v := range []string{f.Of, f.Place} {
		if v != "" {
			about = append(about, oneLine(v))
		}
	}
	if f.Counterfactual {
		about = append(about, "would have happened")
	}
	if len(about) > 0 {
		s += " (" + strings.Join(about, ", ") + ")"
	}
	return s
}

func valueCells(v *stemma.Value) (comparator, low, high string) {
	if v == nil {
		return "", "", ""
	}
	return v.Comparator, bound(v.Low), bound(v.High)
}

func bound(x *float64) string {
	if x == nil {
		return ""
	}
	return strconv.FormatFloat(*x, 'f', -1, 64)
}

// cells makes each value safe for a spreadsheet.
func cells(values ...string) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = cell(v)
	}
	return out
}

// cell is v on one visible line, with an apostrophe before what a spreadsheet
// would run as a formula (OWASP, "CSV Injection"): a first character = + - @,
// their full-width forms, tab or carriage return, after white space too.
func cell(v string) string {
	line := oneLine(v)
	trimmed := strings.TrimFunc(v, func(r rune) bool { return isSpace(r) || r == 0x00A0 || r == 0x202F || r == 0xFEFF })
	if trimmed == "" {
		return line
	}
	if strings.ContainsRune("=+-@＝＋－＠", firstRune(trimmed)) || v[0] == '\t' || v[0] == '\r' {
		return "'" + line
	}
	return line
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

func writeCSV(w io.Writer, rows [][]string) error {
	c := csv.NewWriter(w)
	c.UseCRLF = true
	if err := c.WriteAll(rows); err != nil {
		return fmt.Errorf("report: writing CSV: %w", err)
	}
	return nil
}
