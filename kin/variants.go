package kin

import (
	"slices"
	"strings"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin/change"
	"github.com/stemmanews/stemma/kin/judge"
	"github.com/stemmanews/stemma/kin/tree"
	"github.com/stemmanews/stemma/kin/view"
)

// excerpted lists what excerpts altered in the passages that they took.
func excerpted(f *tree.Forest, verdicts []judge.Verdict, docs []Doc) []stemma.Change {
	index := f.Index()
	var out []stemma.Change
	for k := range verdicts {
		v := &verdicts[k]
		if v.Relation != stemma.RelationExcerpt {
			continue
		}
		p, i := index[v.A], index[v.B]
		dir := direction(f, v, p, i)
		if dir == stemma.DirectionUnknown {
			continue
		}
		if dir == stemma.DirectionBA {
			p, i = i, p
		}
		s := change.NewStep(v.Alignment, dir == stemma.DirectionAB)
		s.ParentClaims, s.ChildClaims = docs[p].Claims, docs[i].Claims
		for _, c := range append(s.Changes(), s.Speeches()...) {
			if ch := write(f.Views[p], f.Views[i], c); !transcribed(ch) {
				ch.InheritedBy = []string{}
				out = append(out, ch)
			}
		}
	}
	return out
}

// transcribed reports whether a change of a name is but another spelling of
// the same sounds, which writers choose who took nothing else from each other.
func transcribed(c stemma.Change) bool {
	if c.Kind != stemma.ChangeName && c.Kind != stemma.ChangePlace {
		return false
	}
	sounds := map[string]bool{}
	for _, w := range strings.Fields(c.From.Text) {
		sounds[view.Sound(view.Normalise(w))] = true
	}
	for _, w := range strings.Fields(c.To.Text) {
		if !sounds[view.Sound(view.Normalise(w))] {
			return false
		}
	}
	return true
}

// readings lists what reports without a parent here altered, as the quotations,
// names and standing phrases of the input show; without what known tells.
func readings(f *tree.Forest, docs []Doc, known []stemma.Change) []stemma.Change {
	alone := func(i int) bool { return len(f.Parents[i]) == 0 }
	var out []stemma.Change
	for _, r := range slices.Concat(change.Bounds(f.Views, alone), change.PlaceTypes(f.Views, alone),
		change.Misnomers(f.Views, func(i int) []stemma.Claim { return docs[i].Claims }, alone)) {
		c := stemma.Change{Kind: r.Kind, From: side(f, r.From, r.FromSpan, r.FromText), To: side(f, r.To, r.ToSpan, ""), InheritedBy: []string{}}
		if !slices.ContainsFunc(known, func(k stemma.Change) bool { return samePlace(k, c) }) {
			out = append(out, c)
		}
	}
	return out
}

// samePlace reports whether two changes lie at one place of a report.
func samePlace(a, b stemma.Change) bool {
	return a.To.Path == b.To.Path && a.To.Span != nil && b.To.Span != nil && a.To.Span.Overlaps(*b.To.Span)
}

// side is words of report i; text known from elsewhere where i is below 0.
func side(f *tree.Forest, i int, span stemma.Span, text string) stemma.Side {
	if i < 0 {
		return stemma.Side{Text: text}
	}
	return stemma.Side{Path: f.Views[i].Path, Span: &span, Text: span.In(f.Views[i].Doc.Text)}
}
