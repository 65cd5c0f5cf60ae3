package kin

import (
	"strings"
	"testing"

	"github.com/stemmanews/stemma"
)

func altered(kind, from, to string) stemma.Change {
	return stemma.Change{Kind: kind, From: stemma.Side{Path: "a", Span: &stemma.Span{1, 2}, Text: from}, To: stemma.Side{Path: "b", Span: &stemma.Span{3, 4}, Text: to}}
}

func TestInOtherWords(t *testing.T) {
	for _, c := range []struct {
		kind, from, to string
		want           bool
	}{
		{"quotation", "“Nobody warned the lock keepers,”", "\"No one cautioned the bolt guardians,\"", true},
		{"quotation", "“We dug for two nights.”", "“For two nights we dug.”", false},
		{"quotation", "“We dug for two nights.”", "“We dug.”", false},
		{"name", "Quay Harbour Trust", "Quay Seaport Trust", true},
		{"name", "Novachak", "Novačak", false},
		{"name", "St Wenna", "Saint Wenna", false},
		{"figure", "twelve masons", "ninety carvers", false},
	} {
		ch := altered(c.kind, c.from, c.to)
		if got := inOtherWords(&ch); got != c.want {
			t.Errorf("%s: %s → %s: %v, want %v", c.kind, c.from, c.to, got, c.want)
		}
	}
	lost := stemma.Change{Kind: "quotation", From: stemma.Side{Path: "a", Span: &stemma.Span{1, 2}, Text: "“Nobody warned us”"}}
	if inOtherWords(&lost) {
		t.Error("a quotation that is gone stands in other words")
	}
}

func TestSignsOfRewriting(t *testing.T) {
	two := []stemma.Change{altered("quotation", "“Nobody warned the keepers”", "“No one cautioned the guardians”"), altered("name", "Quay Harbour Trust", "Quay Seaport Trust")}
	for _, c := range []struct {
		name, relation, direction string
		changes                   []stemma.Change
		want                      bool
	}{
		{"reworded", stemma.RelationReworded, stemma.DirectionAB, two, true},
		{"edited", stemma.RelationEdited, stemma.DirectionAB, two, false},
		{"the other way", stemma.RelationReworded, stemma.DirectionBA, two, false},
		{"direction unknown", stemma.RelationReworded, stemma.DirectionUnknown, two, false},
		{"one only", stemma.RelationReworded, stemma.DirectionAB, two[:1], false},
	} {
		pairs := []stemma.Pair{{A: "a", B: "b", Relation: c.relation, Direction: c.direction}}
		signsOfRewriting(pairs, c.changes)
		if got := len(pairs[0].Evidence) == 1; got != c.want {
			t.Errorf("%s: evidence %v, want %v", c.name, pairs[0].Evidence, c.want)
		}
		if c.want {
			e := pairs[0].Evidence[0]
			if e.Kind != "rewriting" || !strings.HasPrefix(e.Detail, "one quotation and one name in other words in the second") || e.A[0] != (stemma.Span{1, 2}) || e.B[1] != (stemma.Span{3, 4}) {
				t.Errorf("evidence %+v", e)
			}
		}
	}
}
