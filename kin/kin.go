// Package kin compares reports: which took from which, by what road, and what
// changed on the way. Its steps lie in packages below it, each of which may
// use those to its left:
//
//	view → shingle → align → judge → tree → change
//
// The page docs/method/copies.md tells the method.
package kin

import (
	"fmt"
	"iter"
	"slices"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin/judge"
	"github.com/stemmanews/stemma/kin/tree"
	"github.com/stemmanews/stemma/lang/text"
)

// Doc is an analysed report with its claims.
type Doc struct {
	Text   *text.Text
	Claims []stemma.Claim
}

// Compare finds the copies among docs: pairs, families, counts and changes.
// The result does not depend on anything but docs and their order, and order
// matters only where nothing else decides. Time grows with the number of
// reports and of pairs that share text, not with the square of the number.
func Compare(docs []Doc) stemma.Copies {
	s := surveyOf(docs, nil)
	s.Seal()
	return s.compare(docs, func(yield func(a, b int) bool) {
		for c := range s.Candidates(0, len(docs)) {
			if !yield(c.A, c.B) {
				return
			}
		}
	}, true)
}

// CompareAmong is [Compare] for docs of which the pairs worth comparing are
// known, by their places in docs, the lower first, in ascending order.
//
// What a person confirmed stands for what the comparison would say. The memory
// may be nil.
func CompareAmong(m *Memory, docs []Doc, pairs [][2]int, confirmed ...Confirmed) stemma.Copies {
	m.begin()
	s := surveyOf(docs, m)
	s.learn()
	c := s.compare(docs, each(withConfirmed(pairs, docs, confirmed)), true, confirmed...)
	for _, x := range confirmed {
		x.mark(c.Pairs)
	}
	return c
}

// each yields pairs.
func each(pairs [][2]int) iter.Seq2[int, int] {
	return func(yield func(a, b int) bool) {
		for _, p := range pairs {
			if !yield(p[0], p[1]) {
				return
			}
		}
	}
}

func surveyOf(docs []Doc, m *Memory) *Survey {
	s := &Survey{memory: m}
	for _, d := range docs {
		s.Add(m.see(d.Text).look)
	}
	return s
}

// compare is the comparison of docs, of which the candidates are worth it.
func (s *Survey) compare(docs []Doc, candidates iter.Seq2[int, int], withChanges bool, confirmed ...Confirmed) stemma.Copies {
	views, misspelt := s.views(docs)
	var verdicts []judge.Verdict
	for a, b := range candidates {
		v := s.memory.Judge(views[a], views[b])
		for _, x := range confirmed {
			if x.about(v.A.Path, v.B.Path) {
				v.Relation, v.Confidence = x.Relation, 1
			}
		}
		if v.Relation != stemma.RelationNone {
			verdicts = append(verdicts, v)
		}
	}
	f := tree.Grow(views, verdicts, misspelt)
	verdicts = slices.DeleteFunc(verdicts, f.WithinFamily)
	out := stemma.Copies{Pairs: pairs(f, verdicts, &s.spellings), Changes: []stemma.Change{}}
	if withChanges {
		out.Changes = allChanges(f, verdicts, docs)
	}
	out.Families = f.Families(func(k int) string { return fmt.Sprintf("f%d", k+1) })
	out.Counts = stemma.Counts{Reports: len(docs), Independent: f.Independent(), Claimants: claimants(docs)}
	return out
}

// pairs writes the verdicts in the form of the contract.
func pairs(f *tree.Forest, verdicts []judge.Verdict, all *judge.Spellings) []stemma.Pair {
	index := f.Index()
	out := make([]stemma.Pair, len(verdicts))
	for k := range verdicts {
		v := &verdicts[k]
		p := stemma.Pair{A: v.A.Path, B: v.B.Path, Relation: v.Relation, ShareA: round(v.ShareA), ShareB: round(v.ShareB),
			Direction: stemma.DirectionUnknown, Related: v.Confidence, Passages: v.Passages()}
		p.Direction = direction(f, v, index[v.A], index[v.B])
		p.Confidence = v.Sure(p.Direction)
		p.Evidence = judge.Evidence(v)
		if e, ok := v.SharedErrors(all); ok {
			p.Evidence = append(p.Evidence, e)
		}
		if e, ok := signsOfRewriting(v, p.Direction); ok {
			p.Evidence = append(p.Evidence, e)
		}
		out[k] = p
	}
	return out
}

// direction reads the direction of a pair off the tree, or, for excerpts and
// pairs beside the tree's branches, off the dates.
func direction(f *tree.Forest, v *judge.Verdict, a, b int) string {
	switch {
	case f.Above(a, b):
		return stemma.DirectionAB
	case f.Above(b, a):
		return stemma.DirectionBA
	case v.Relation != stemma.RelationExcerpt:
		return stemma.DirectionUnknown
	}
	d := judge.ExcerptDirection(v)
	if d == stemma.DirectionAB && f.Offers(a, b) || d == stemma.DirectionBA && f.Offers(b, a) {
		return stemma.DirectionUnknown
	}
	return d
}

// claimants counts the distinct named sources of all claims.
func claimants(docs []Doc) int {
	names := map[string]bool{}
	for _, d := range docs {
		for _, c := range d.Claims {
			if c.Source.Name != "" && !c.OwnVoice() {
				names[c.Source.Name] = true
			}
		}
	}
	return len(names)
}

func round(x float64) float64 { return float64(int(x*1000+0.5)) / 1000 }
