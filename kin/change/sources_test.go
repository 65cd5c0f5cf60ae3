package change

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin/view"
	"github.com/stemmanews/stemma/lang/text"
	"github.com/stemmanews/stemma/lang/tokenize"
)

// TestWordsAt holds wordsAt to looking at every word, with a headline above
// the body and one below it, and with spans that overlap or are out of order.
func TestWordsAt(t *testing.T) {
	const above = "Ferry stops at Oskerby\n\nThe ferry, ninety-six years old, hit a pier on Monday. \"It sank,\" said Ilse Varga."
	const below = "The ferry hit a pier on Monday.\n\nFerry stops at Oskerby"
	for _, d := range []*stemma.Document{
		{Text: above, Headline: stemma.Headline{Text: above[:22], Span: &stemma.Span{0, 22}}, Body: []stemma.Span{{24, len(above)}}},
		{Text: below, Headline: stemma.Headline{Text: below[33:], Span: &stemma.Span{33, len(below)}}, Body: []stemma.Span{{0, 31}}},
		{Text: above, Body: []stemma.Span{{0, len(above)}}},
	} {
		tx := &text.Text{Doc: d}
		tokenize.Fill(tx)
		v := view.Of(tx)
		for a := range d.Text {
			for b := a; b <= len(d.Text); b += 3 {
				for _, spans := range [][]stemma.Span{{{a, b}}, {{a, b}, {a / 2, b / 2}}, {{b / 2, b}, {a, b}, {0, 3}}} {
					if got, want := wordsAt(v, spans), everyWord(v, spans); !slices.Equal(got, want) {
						t.Fatalf("%q, %v: words %v, want %v", d.Text, spans, got, want)
					}
				}
			}
		}
	}
}

func everyWord(v *view.View, spans []stemma.Span) []int {
	var out []int
	for i, w := range v.Words {
		if slices.ContainsFunc(spans, func(s stemma.Span) bool { return s.Overlaps(w.Span) }) {
			out = append(out, i)
		}
	}
	return out
}

// BenchmarkWordsAt looks for words in a long text; the time is to grow with
// the span, not with the text.
func BenchmarkWordsAt(b *testing.B) {
	var s strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&s, "Ferry %d left the pier of Hallen at noon. ", i)
	}
	d := &stemma.Document{Text: s.String(), Body: []stemma.Span{{0, s.Len()}}}
	tx := &text.Text{Doc: d}
	tokenize.Fill(tx)
	v := view.Of(tx)
	for i := 0; b.Loop(); i++ {
		at := i * 7919 % (s.Len() - 80)
		wordsAt(v, []stemma.Span{{at, at + 80}})
	}
}
