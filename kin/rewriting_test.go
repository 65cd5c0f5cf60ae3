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

func TestSigns(t *testing.T) {
	two := []stemma.Change{altered("quotation", "“Nobody warned the keepers”", "“No one cautioned the guardians”"), altered("name", "Quay Harbour Trust", "Quay Seaport Trust")}
	e, ok := signs(two, "second", false)
	if !ok || e.Kind != "rewriting" || !strings.HasPrefix(e.Detail, "one quotation and one name in other words in the second") || e.A[0] != (stemma.Span{1, 2}) || e.B[1] != (stemma.Span{3, 4}) {
		t.Errorf("evidence %+v, %v", e, ok)
	}
	if e, ok := signs(two, "first", true); !ok || e.A[0] != (stemma.Span{3, 4}) || e.B[0] != (stemma.Span{1, 2}) {
		t.Errorf("turned: evidence %+v, %v", e, ok)
	}
	if _, ok := signs(two[:1], "second", false); ok {
		t.Error("one quotation alone is a sign")
	}
}
