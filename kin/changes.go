package kin

import (
	"slices"
	"sort"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin/align"
	"github.com/stemmanews/stemma/kin/change"
	"github.com/stemmanews/stemma/kin/judge"
	"github.com/stemmanews/stemma/kin/tree"
	"github.com/stemmanews/stemma/kin/view"
)

// allChanges lists what copies, excerpts and reports without a parent here
// altered.
func allChanges(f *tree.Forest, verdicts []judge.Verdict, docs []Doc) []stemma.Change {
	out := slices.Concat(changes(f, docs), excerpted(f, verdicts, docs))
	return append(out, readings(f, docs, out)...)
}

// changes lists what each copy altered of what it copied, in the order of the
// input, with the copies that took the alteration over.
func changes(f *tree.Forest, docs []Doc) []stemma.Change {
	steps := stepsOf(f, docs)
	children := map[int][]int{}
	for i, ps := range f.Parents {
		for _, p := range ps {
			children[p] = append(children[p], i)
		}
	}
	found := make([][]stemma.Change, len(f.Views))
	carried := make([][]change.Found, len(f.Views)) // what each took over from its ancestors
	for _, i := range f.TopDown() {
		for _, p := range f.Parents[i] {
			for _, c := range steps[[2]int{p, i}].Changes() {
				if slices.ContainsFunc(carried[i], c.Repeats) {
					continue
				}
				ch := write(f.Views[p], f.Views[i], c)
				ch.InheritedBy = heirs(f, steps, children, i, c, carried)
				found[i] = append(found[i], ch)
			}
		}
	}
	return append([]stemma.Change{}, slices.Concat(found...)...)
}

// stepsOf makes the steps of descent. A report with two parents compares each
// of its sentences with the parent that has more of it.
func stepsOf(f *tree.Forest, docs []Doc) map[[2]int]*change.Step {
	steps := map[[2]int]*change.Step{}
	for i, ps := range f.Parents {
		best := map[int]float64{}
		for _, p := range ps {
			v, isA := f.Verdict(p, i)
			s := change.NewStep(v.Alignment, isA)
			s.ParentClaims, s.ChildClaims = docs[p].Claims, docs[i].Claims
			steps[[2]int{p, i}] = s
			for _, l := range s.Links {
				best[l.B] = max(best[l.B], l.Weight)
			}
		}
		if len(ps) > 1 {
			for _, p := range ps {
				s := steps[[2]int{p, i}]
				s.Only(func(l align.Link) bool { return l.Weight >= best[l.B]-1e-9 }, foreign(s, best))
			}
		}
	}
	return steps
}

// foreign lists the sentences of the child that another parent has more of.
func foreign(s *change.Step, best map[int]float64) map[int]bool {
	own := map[int]float64{}
	for _, l := range s.Links {
		own[l.B] = max(own[l.B], l.Weight)
	}
	out := map[int]bool{}
	for b, w := range best {
		out[b] = own[b] < w-1e-9
	}
	return out
}

func write(parent, child *view.View, c change.Found) stemma.Change {
	from := c.From
	ch := stemma.Change{Kind: c.Kind,
		From: stemma.Side{Path: parent.Path, Span: &from, Text: from.In(parent.Doc.Text)},
		To:   stemma.Side{Path: child.Path, Span: c.To}}
	if c.To != nil {
		ch.To.Text = c.To.In(child.Doc.Text)
	}
	return ch
}

// heirs lists the descendants of report i that carry change c too, in the
// order of the input, and notes in carried with which words.
func heirs(f *tree.Forest, steps map[[2]int]*change.Step, children map[int][]int, i int, c change.Found, carried [][]change.Found) []string {
	found := map[int]bool{}
	var walk func(i int, c change.Found)
	walk = func(i int, c change.Found) {
		for _, k := range children[i] {
			if next, ok := steps[[2]int{i, k}].Inherits(c); ok && !found[k] {
				found[k] = true
				carried[k] = append(carried[k], next)
				walk(k, next)
			}
		}
	}
	walk(i, c)
	var order []int
	for k := range found {
		order = append(order, k)
	}
	sort.Ints(order)
	out := []string{}
	for _, k := range order {
		out = append(out, f.Views[k].Path)
	}
	return out
}
