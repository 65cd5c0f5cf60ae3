package kin

import (
	"cmp"
	"slices"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin/align"
	"github.com/stemmanews/stemma/kin/change"
	"github.com/stemmanews/stemma/kin/view"
)

// Revision lists what an outlet altered from one version of a report to the
// next: the changes that a copy could make, and the sentences that were added
// or dropped, in the order of the new version, what was dropped last.
func Revision(before, after Doc) []stemma.Change {
	a, b := view.Of(before.Text), view.Of(after.Text)
	s := change.NewStep(align.Pair(a, b), true)
	s.ParentClaims, s.ChildClaims = before.Claims, after.Claims
	out := []stemma.Change{}
	for _, c := range s.Changes() {
		ch := write(a, b, c)
		ch.InheritedBy = []string{}
		out = append(out, ch)
	}
	kept := map[[2]int]bool{} // side and sentence
	for _, l := range s.Links {
		kept[[2]int{0, l.A}], kept[[2]int{1, l.B}] = true, true
	}
	for _, span := range loose(b, 1, kept) {
		out = append(out, stemma.Change{Kind: stemma.ChangeAdded, From: stemma.Side{Path: a.Path},
			To: stemma.Side{Path: b.Path, Span: &span, Text: span.In(b.Doc.Text)}, InheritedBy: []string{}})
	}
	slices.SortStableFunc(out, func(x, y stemma.Change) int { return cmp.Compare(start(x.To.Span), start(y.To.Span)) })
	for _, span := range loose(a, 0, kept) {
		if !slices.ContainsFunc(out, func(c stemma.Change) bool { return c.From.Span != nil && c.From.Span.Overlaps(span) }) {
			out = append(out, stemma.Change{Kind: stemma.ChangeDropped, From: stemma.Side{Path: a.Path, Span: &span, Text: span.In(a.Doc.Text)},
				To: stemma.Side{Path: b.Path}, InheritedBy: []string{}})
		}
	}
	return out
}

// fewest is the number of words from which a sentence is worth a line.
const fewest = 3

// loose lists the sentences of a body that are in no link.
func loose(v *view.View, side int, kept map[[2]int]bool) []stemma.Span {
	var out []stemma.Span
	for i, s := range v.Sentences {
		if !s.Headline && s.End-s.First >= fewest && !kept[[2]int{side, i}] {
			out = append(out, s.Span)
		}
	}
	return out
}

func start(s *stemma.Span) int {
	if s == nil {
		return int(^uint(0) >> 1)
	}
	return s[0]
}
