package align_test

import (
	"testing"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin/align"
	"github.com/stemmanews/stemma/kin/view"
	"github.com/stemmanews/stemma/lang/text"
	"github.com/stemmanews/stemma/lang/tokenize"
)

func of(body string) *view.View {
	d := &stemma.Document{Text: body, Body: []stemma.Span{{0, len(body)}}}
	t := &text.Text{Doc: d}
	tokenize.Fill(t)
	return view.Of(t)
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"", "abc", 3}, {"kitten", "sitting", 3}, {"marlenco", "marcenlo", 2}, {"ab", "ba", 1}, {"lindqvist", "linqdvist", 1}} {
		if got := align.Distance(c.a, c.b); got != c.want || align.Distance(c.b, c.a) != got {
			t.Errorf("Distance(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

func TestSentenceSplitAndMerged(t *testing.T) {
	a := of("The mayor of Oskerby opened the new fish market on Friday, and the price of herring fell below 4 crowns.")
	b := of("On Friday the mayor of Oskerby opened the new fish market. The price of herring then fell below 4 crowns.")
	for _, al := range []*align.Alignment{align.Pair(a, b), align.Pair(b, a)} {
		if e := al.Extent(); len(al.Links) != 2 || e.ShareA < 0.9 || e.ShareB < 0.9 {
			t.Errorf("links %d, extent %+v", len(al.Links), e)
		}
	}
}

func TestUnrelated(t *testing.T) {
	al := align.Pair(of("The mayor of Oskerby opened the new fish market on Friday."), of("Plums will be dear in autumn, growers say, after weeks of rain in the valley."))
	if len(al.Links) != 0 || len(al.Passages()) != 0 {
		t.Errorf("links: %+v", al.Links)
	}
}

func TestPassageKinds(t *testing.T) {
	a := "Divers searched the cold river below the broken bridge until dawn and found two lamps."
	for _, c := range []struct{ b, kind string }{
		{a, stemma.PassageVerbatim},
		{"Divers searched the river below the broken bridge until dawn and found only two lamps.", stemma.PassageEdited},
		{"Until dawn, frogmen combed the cold river beneath the broken bridge; two lamps were found.", stemma.PassageReworded},
	} {
		ps := align.Pair(of(a), of(c.b)).Passages()
		if len(ps) != 1 || ps[0].Kind != c.kind {
			t.Errorf("%s: %+v", c.b, ps)
		}
	}
}
