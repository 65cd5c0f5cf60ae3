package change

import (
	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin/align"
	"github.com/stemmanews/stemma/kin/view"
)

// measures finds numbers that stayed and measure something else: killed or
// wounded that became killed, missing that became dead.
func (d *detector) measures() {
	for _, l := range d.Links {
		for _, m := range l.Words {
			if m.Kind != align.Same || !isFigure(d.Parent, m.A) || !isFigure(d.Child, m.B) {
				continue
			}
			a, i0, i1 := fateOf(d.Parent, m.A)
			b, j0, j1 := fateOf(d.Child, m.B)
			if a == 0 || b == 0 || a == b || d.anyTaken(j0, j1) || !counterpartsIn(d.ToParent, j0, j1, i0, i1) || !counterpartsIn(d.ToChild, i0, i1, j0, j1) || !d.once("measure", d.Parent.Words[m.A].Norm, d.Child.Words[j0].Norm) {
				continue
			}
			d.add(stemma.ChangeMeasure, i0, i1, j0, j1)
		}
	}
}

// counterpartsIn reports whether the counterparts of the words [first, end) all lie in
// [from, to): a word that has its own elsewhere is no rendering of these.
func counterpartsIn(counterpart []int, first, end, from, to int) bool {
	for i := first; i < end; i++ {
		if k := counterpart[i]; k >= 0 && (k < from || k >= to) {
			return false
		}
	}
	return true
}

// fateOf is what befell those whom number i counts, as a set: the nearest word
// of it after the number, or else before it, and another that or joins to it.
func fateOf(v *view.View, i int) (set, first, end int) {
	s := v.Sentences[v.Words[i].Sentence]
	for k := i + 1; k < min(s.End, i+9) && v.Words[k].Class != view.Number; k++ {
		if fate(v.Words[k]) != 0 {
			return joinedFate(v, k, s)
		}
	}
	for k := i - 1; k >= max(s.First, i-9) && v.Words[k].Class != view.Number; k-- {
		if fate(v.Words[k]) != 0 {
			return joinedFate(v, k, s)
		}
	}
	return 0, 0, 0
}

// joinedFate is the fate at word k with those that or joins to it.
func joinedFate(v *view.View, k int, s view.Sentence) (set, first, end int) {
	set, first, end = fate(v.Words[k]), k, k+1
	if end+1 < s.End && v.Words[end].Norm == "or" && fate(v.Words[end+1]) != 0 {
		set |= fate(v.Words[end+1])
		end += 2
	}
	if first-2 >= s.First && v.Words[first-1].Norm == "or" && fate(v.Words[first-2]) != 0 {
		set |= fate(v.Words[first-2])
		first -= 2
	}
	return set, first, end
}

// fate is the set of what a word says befell people: harm, or that they are
// missing, arrested or driven out.
func fate(w view.Word) int {
	if f := fates[w.Norm]; f != 0 {
		return f
	}
	return allHarm(w)
}

// Kinds of harm.
const (
	dead = 1 + iota
	hurt
)

func harm(w view.Word) int {
	switch {
	case deathWords[w.Norm]:
		return dead
	case woundWords[w.Norm]:
		return hurt
	}
	return 0
}

// allHarm is the set of kinds of harm that a word stands for: casualties are
// dead or hurt.
func allHarm(w view.Word) int {
	if w.Norm == "casualties" || w.Norm == "casualty" {
		return dead | hurt
	}
	return harm(w)
}
