package lang

import (
	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/quantity"
	"github.com/stemmanews/stemma/lang/timex"
)

// Record is the analysis of one document as `stemma parse --format jsonl`
// prints it; docs/formats.md describes the fields.
type Record struct {
	Path       string            `json:"path"`
	Sentences  []stemma.Span     `json:"sentences"`
	Names      []NameRecord      `json:"names"`
	Timexes    []timex.Record    `json:"timexes"`
	Quantities []quantity.Record `json:"quantities"`
}

// NameRecord is a name with its fullest form in the document.
type NameRecord struct {
	Span stemma.Span `json:"span"`
	Text string      `json:"text"`
	Type string      `json:"type"`
	Name string      `json:"name"`
}

// NewRecord gathers the layers of a text.
func NewRecord(t *Text) Record {
	r := Record{Path: t.Doc.Path, Sentences: []stemma.Span{}, Names: []NameRecord{},
		Timexes: timex.Records(t), Quantities: quantity.Records(t)}
	for _, s := range t.Sentences {
		r.Sentences = append(r.Sentences, s.Span)
	}
	for _, n := range t.Names {
		r.Names = append(r.Names, NameRecord{n.Span, n.Span.In(t.Doc.Text), n.Type, n.Name})
	}
	return r
}
