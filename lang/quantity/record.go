package quantity

import (
	"strconv"
	"strings"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/text"
)

// Record is a quantity as `stemma parse --format jsonl` prints it. Value is a
// number, or "low-high" for a range; where only one bound is known, that bound;
// null for vague words (dozens, several), which name none: see Bounds.
// Unit is as written, or the thing counted; NormalizedUnit its canonical name,
// or the lemma of the head of what is counted; a rate ("$ per barrel") is in
// Unit and Per alone. Change is "=", "<", ">" or "~".
type Record struct {
	Span           stemma.Span  `json:"span"`
	Text           string       `json:"text"`
	Value          any          `json:"value"`
	Unit           string       `json:"unit"`
	NormalizedUnit string       `json:"normalized_unit"`
	Change         string       `json:"change"`
	Of             string       `json:"of"`
	Per            string       `json:"per,omitempty"`
	Kind           string       `json:"kind"`
	Bounds         stemma.Value `json:"bounds"`
}

// Records returns the quantities of t for printing. Numbers that measure
// nothing (ordinals, names, scores of games, "twice") are left out.
func Records(t *text.Text) []Record {
	out := []Record{}
	for i := range t.Quantities {
		q := &t.Quantities[i]
		switch q.Kind {
		case text.Ordinal, text.Nominal, text.Score:
			continue
		case text.Factor:
			if q.UnitSpan == nil {
				continue
			}
		}
		r := Record{Span: q.Span, Text: q.Span.In(t.Doc.Text), Change: change(q.Value.Comparator), Of: q.Of, Per: q.Per, Kind: q.Kind, Bounds: q.Value}
		r.Value = printed(q)
		r.Unit, r.NormalizedUnit = unitsOf(t, q)
		out = append(out, r)
	}
	return out
}

// printed gives the value of the words: a share in words is a part of one.
func printed(q *text.Quantity) any {
	switch q.Value.Comparator {
	case stemma.Several, stemma.Dozens, stemma.Hundreds, stemma.Thousands, stemma.TensOfThousands, stemma.HundredsOfThousands, stemma.Millions:
		return nil
	}
	low, high := q.Value.Low, q.Value.High
	if low == nil {
		low = high
	}
	if high == nil {
		high = low
	}
	if low == nil {
		return nil
	}
	a, b := *low, *high
	if q.Kind == text.Percent && q.UnitSpan == nil {
		a, b = a/100, b/100
	}
	if a == b {
		return a
	}
	return plain(a) + "-" + plain(b)
}

func plain(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// unitsOf names the unit as written and in canonical form.
func unitsOf(t *text.Text, q *text.Quantity) (surface, name string) {
	name = q.Unit
	switch {
	case q.Kind == text.Age:
		surface = q.Unit + " old"
	case q.UnitSpan != nil:
		surface = q.UnitSpan.In(t.Doc.Text)
	case q.Of != "" && q.Head >= 0:
		surface, name = q.Of, head(t, q)
	}
	if q.Per != "" && surface != "" {
		surface += " per " + q.Per
	}
	return surface, name
}

// head is the lemma of the head of what is counted.
func head(t *text.Text, q *text.Quantity) string {
	_, end := t.TokensIn(*q.OfSpan)
	h := q.Head
	if h < 0 {
		h = end - 1
	}
	if h < 0 || h >= len(t.Tokens) {
		return ""
	}
	if l := t.Tokens[h].Lemma; l != "" {
		return strings.ToLower(l)
	}
	w := t.Tokens[h].Span
	return strings.ToLower(t.Doc.Text[max(w[0], q.OfSpan[0]):w[1]])
}

func change(comparator string) string {
	switch comparator {
	case stemma.Approximately, stemma.Nearly:
		return "~"
	case stemma.UpTo, stemma.LessThan:
		return "<"
	case stemma.Exact, stemma.Between:
		return "="
	}
	return ">"
}
