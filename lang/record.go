package lang

import (
	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/text"
)

// Record is the analysis of one document as `stemma parse --format jsonl`
// prints it; docs/formats.md describes the fields.
type Record struct {
	Path       string           `json:"path"`
	Sentences  []stemma.Span    `json:"sentences"`
	Names      []NameRecord     `json:"names"`
	Timexes    []TimexRecord    `json:"timexes"`
	Quantities []QuantityRecord `json:"quantities"`
}

// NameRecord is a name with its fullest form in the document.
type NameRecord struct {
	Span stemma.Span `json:"span"`
	Text string      `json:"text"`
	Type string      `json:"type"`
	Name string      `json:"name"`
}

// TimexRecord is a time expression with its TIMEX3 type and value.
type TimexRecord struct {
	Span  stemma.Span `json:"span"`
	Text  string      `json:"text"`
	Type  string      `json:"type"`
	Value string      `json:"value"`
	Date  string      `json:"date"` // EDTF, "" where it is no date
}

// QuantityRecord is a quantity. Change is the sign of its comparator: =, <, >
// or ~.
type QuantityRecord struct {
	Span   stemma.Span  `json:"span"`
	Text   string       `json:"text"`
	Kind   string       `json:"kind"`
	Value  stemma.Value `json:"value"`
	Unit   string       `json:"unit"`
	Change string       `json:"change"`
	Of     string       `json:"of"`
	Per    string       `json:"per"`
}

// NewRecord gathers the layers of a text.
func NewRecord(t *Text) Record {
	r := Record{Path: t.Doc.Path, Sentences: []stemma.Span{}, Names: []NameRecord{}, Timexes: []TimexRecord{}, Quantities: []QuantityRecord{}}
	for _, s := range t.Sentences {
		r.Sentences = append(r.Sentences, s.Span)
	}
	for _, n := range t.Names {
		r.Names = append(r.Names, NameRecord{n.Span, n.Span.In(t.Doc.Text), n.Type, n.Name})
	}
	for _, x := range t.Times {
		r.Timexes = append(r.Timexes, TimexRecord{x.Span, x.Span.In(t.Doc.Text), x.Type, x.Value, x.EDTF})
	}
	for i := range t.Quantities {
		r.Quantities = append(r.Quantities, quantityRecord(t, &t.Quantities[i]))
	}
	return r
}

func quantityRecord(t *Text, q *text.Quantity) QuantityRecord {
	unit := q.Unit
	if unit == "" && q.Kind == text.Cardinal {
		unit = q.Of
	}
	return QuantityRecord{q.Span, q.Span.In(t.Doc.Text), q.Kind, q.Value, unit, sign(q.Value.Comparator), q.Of, q.Per}
}

// sign gives the comparator in one sign.
func sign(comparator string) string {
	switch comparator {
	case stemma.Exact, stemma.Between:
		return "="
	case stemma.Approximately, stemma.Nearly:
		return "~"
	case stemma.UpTo, stemma.LessThan:
		return "<"
	}
	return ">"
}
