package change

import (
	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin/view"
)

// vagueNumbers finds dozens, hundreds or millions of things that the child
// makes another power of ten of the same things.
func (d *detector) vagueNumbers() {
	for _, l := range d.Links {
		a, i0, i1 := magnitude(d.Parent, l.A)
		b, j0, j1 := magnitude(d.Child, l.B)
		if a == 0 || b == 0 || a == b || d.taken[j0] || !sameNext(d.Parent, d.Child, i1, j1) {
			continue
		}
		d.add(stemma.ChangeFigure, i0, i1, j0, j1)
	}
}

// sameNext reports whether of and the same telling word follow parent word i
// and child word j.
func sameNext(p, c *view.View, i, j int) bool {
	next := func(v *view.View, k int) string {
		if k+1 >= len(v.Words) || v.Words[k].Norm != "of" {
			return ""
		}
		for k++; k < v.Sentences[v.Words[k-1].Sentence].End; k++ {
			if v.Words[k].Class != view.Stop {
				return thing(v.Words[k].Key)
			}
		}
		return ""
	}
	x, y := next(p, i), next(c, j)
	return x != "" && x == y
}

// magnitude is the power of ten of the only vague number of a sentence, 0 where
// it has none or several, and its words.
func magnitude(v *view.View, s int) (power, first, end int) {
	k := v.Sentences[s]
	for i := k.First; i < k.End; i++ {
		p := magnitudes[v.Words[i].Norm]
		if p == 0 || i > k.First && v.Words[i-1].Class == view.Number {
			continue
		}
		if power != 0 {
			return 0, 0, 0
		}
		power, first, end = p, i, i+1
		for end+1 < k.End && v.Words[end].Norm == "of" && magnitudes[v.Words[end+1].Norm] != 0 {
			power += magnitudes[v.Words[end+1].Norm]
			end += 2
		}
		i = end
	}
	return power, first, end
}

// magnitudes are the powers of ten of vague numbers.
var magnitudes = map[string]int{"tens": 1, "dozens": 1, "scores": 1, "hundreds": 2, "thousands": 3, "millions": 6, "billions": 9}
