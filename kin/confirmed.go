package kin

import (
	"cmp"
	"slices"

	"github.com/stemmanews/stemma"
)

// Confirmed is what a person says of two reports, by their paths.
type Confirmed struct {
	A, B      string
	Relation  string // one of the stemma.Relation constants, "none" too
	Direction string // as of A and B; "" leaves it to the comparison
	By        string // who says so, and why
}

// about reports whether it is of these two, in either order.
func (c *Confirmed) about(a, b string) bool { return c.A == a && c.B == b || c.A == b && c.B == a }

// withConfirmed adds the pairs that were confirmed, so that they are compared
// too.
func withConfirmed(pairs [][2]int, docs []Doc, confirmed []Confirmed) [][2]int {
	if len(confirmed) == 0 {
		return pairs
	}
	at := map[string]int{}
	for i, d := range docs {
		at[d.Text.Doc.Path] = i
	}
	pairs = slices.Clone(pairs)
	for _, c := range confirmed {
		a, okA := at[c.A]
		b, okB := at[c.B]
		if p := [2]int{min(a, b), max(a, b)}; okA && okB && a != b && !slices.Contains(pairs, p) {
			pairs = append(pairs, p)
		}
	}
	slices.SortFunc(pairs, func(x, y [2]int) int { return cmp.Or(cmp.Compare(x[0], y[0]), cmp.Compare(x[1], y[1])) })
	return pairs
}

// mark says on the pair that a person confirmed it.
func (c *Confirmed) mark(pairs []stemma.Pair) {
	for i := range pairs {
		p := &pairs[i]
		if !c.about(p.A, p.B) {
			continue
		}
		p.Evidence = append(slices.Clone(p.Evidence), stemma.Evidence{Kind: "person", Detail: c.By, A: []stemma.Span{}, B: []stemma.Span{}})
		if c.Direction != "" {
			p.Confidence = 1
		}
		switch {
		case c.Direction == "":
		case c.A == p.A:
			p.Direction = c.Direction
		default:
			p.Direction = map[string]string{stemma.DirectionAB: stemma.DirectionBA, stemma.DirectionBA: stemma.DirectionAB, stemma.DirectionUnknown: stemma.DirectionUnknown}[c.Direction]
		}
	}
}
