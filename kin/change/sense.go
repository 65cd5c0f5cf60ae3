package change

import (
	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin/align"
	"github.com/stemmanews/stemma/kin/view"
)

// measures finds "killed or wounded" that became "killed", and the like.
func (d *detector) measures() {
	for _, l := range d.Links {
		s := d.Parent.Sentences[l.A]
		for i := s.First; i+2 < s.End; i++ {
			w := d.Parent.Words
			x, y := harm(w[i]), harm(w[i+2])
			if x == 0 || y == 0 || x == y || w[i+1].Norm != "or" {
				continue
			}
			if j, ok := d.onlyOne(l); ok {
				d.add(stemma.ChangeMeasure, i, i+3, j, j+1)
			}
		}
	}
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

// onlyOne returns the child's word of harm where its sentence has but one kind
// of it.
func (d *detector) onlyOne(l align.Link) (int, bool) {
	found, kinds := -1, 0
	for _, k := range d.parentLinks[l.A] {
		s := d.Child.Sentences[d.Links[k].B]
		for j := s.First; j < s.End; j++ {
			if h := harm(d.Child.Words[j]); h != 0 {
				kinds |= h
				if found < 0 {
					found = j
				}
			}
		}
	}
	return found, kinds == dead || kinds == hurt
}

// days finds weekdays and months that the child altered. An update moves its
// days on, which is no alteration.
func (d *detector) days() {
	if d.updated {
		return
	}
	for _, l := range d.Links {
		for _, m := range l.Words {
			if m.A < 0 || m.B < 0 || m.Kind != align.Differ || d.taken[m.B] {
				continue
			}
			a, b := d.Parent.Words[m.A].Norm, d.Child.Words[m.B].Norm
			if days[a] == 0 || days[a] != days[b] || d.wordIn(d.Child, l.B, a) || d.wordIn(d.Parent, l.A, b) {
				continue
			}
			d.add(stemma.ChangeDate, m.A, m.A+1, m.B, m.B+1)
		}
	}
}

func (d *detector) wordIn(v *view.View, s int, norm string) bool {
	for _, w := range v.Words[v.Sentences[s].First:v.Sentences[s].End] {
		if w.Norm == norm {
			return true
		}
	}
	return false
}

// directions finds points of the compass that the child altered.
func (d *detector) directions() {
	for _, l := range d.Links {
		a, i := compassIn(d.Parent, l.A)
		b, j := compassIn(d.Child, l.B)
		if a != "" && b != "" && a != b && l.Cover >= 0.4 && !d.taken[j] && d.once("compass", a, b) {
			d.add(stemma.ChangePlace, i, i+1, j, j+1)
		}
	}
}

// compassIn returns the point of the compass in a sentence that has exactly
// one.
func compassIn(v *view.View, s int) (point string, word int) {
	k := v.Sentences[s]
	for i := k.First; i < k.End; i++ {
		w := v.Words[i]
		if p := compass[w.Norm]; p != "" && !w.Quoted && (w.Class != view.Name || !w.Upper) {
			if point != "" {
				return "", -1
			}
			point, word = p, i
		}
	}
	return point, word
}

// negations finds a not that is gone or new before a word that stayed.
func (d *detector) negations() {
	for _, l := range d.Links {
		if len(d.linksOf[l.B]) > 1 || len(d.parentLinks[l.A]) > 1 {
			continue
		}
		pa, ca := d.negationAt(d.Parent, l.A), d.negationAt(d.Child, l.B)
		if (len(pa) == 1) == (len(ca) == 1) || len(pa)+len(ca) != 1 || l.Contain < 0.5 {
			continue
		}
		if d.negativeWords(d.Parent, l.A) != d.negativeWords(d.Child, l.B) {
			continue
		}
		if len(pa) == 1 {
			d.lostNegation(l, pa[0])
		} else {
			d.newNegation(l, ca[0])
		}
	}
}

// lostNegation notes the loss of the not at word i where the words on both
// sides of it stayed.
func (d *detector) lostNegation(l align.Link, i int) {
	s := d.Parent.Sentences[l.A]
	j := d.next(d.ToChild, i, s.End, 3)
	if j < 0 || d.taken[j] {
		return
	}
	first := max(j-2, d.Child.Sentences[l.B].First)
	d.add(stemma.ChangePolarity, max(i-2, s.First), min(i+2, s.End), first, j+1)
}

func (d *detector) newNegation(l align.Link, j int) {
	s := d.Child.Sentences[l.B]
	i := d.next(d.ToParent, j, s.End, 3)
	if i < 0 || d.taken[j] {
		return
	}
	d.add(stemma.ChangePolarity, max(i-2, d.Parent.Sentences[l.A].First), i+1, max(j-1, s.First), min(j+2, s.End))
}

// next is the counterpart of the first word after i that has one, within n.
func (d *detector) next(to []int, i, end, n int) int {
	for k := i + 1; k < end && k <= i+n; k++ {
		if to[k] >= 0 {
			return to[k]
		}
	}
	return -1
}

// negationAt lists the negations of a sentence outside quotations.
func (d *detector) negationAt(v *view.View, s int) []int {
	var out []int
	k := v.Sentences[s]
	for i := k.First; i < k.End; i++ {
		if negations[v.Words[i].Norm] && !v.Words[i].Quoted {
			out = append(out, i)
		}
	}
	return out
}

// negativeWords reports whether a sentence denies by other words than not.
func (d *detector) negativeWords(v *view.View, s int) bool {
	k := v.Sentences[s]
	for _, w := range v.Words[k.First:k.End] {
		if denials[w.Key] {
			return true
		}
	}
	return false
}
