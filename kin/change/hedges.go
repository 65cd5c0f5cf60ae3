package change

import (
	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin/align"
	"github.com/stemmanews/stemma/kin/view"
)

// hedged are the words by which a number of people harmed is feared, not
// counted.
var hedged = set("feared presumed believed thought suspected possibly probably likely perhaps reportedly allegedly may might")

// hedges finds people who were feared dead and whom the child counts as dead:
// the number and the harm stayed, the hedge is gone.
func (d *detector) hedges() {
	for _, l := range d.Links {
		if d.hedgeIn(d.Child, l.B) >= 0 {
			continue
		}
		for _, m := range l.Words {
			if m.Kind != align.Same || !isFigure(d.Parent, m.A) || !isFigure(d.Child, m.B) {
				continue
			}
			a, i0, i1 := fateOf(d.Parent, m.A)
			b, j0, j1 := fateOf(d.Child, m.B)
			if a == 0 || a != b || i0 <= m.A || d.anyTaken(j0, j1) {
				continue
			}
			for k := m.A + 1; k < i0; k++ {
				if hedged[d.Parent.Words[k].Norm] && d.once("caveat", d.Parent.Words[k].Norm, d.Child.Words[m.B].Norm) {
					d.add(stemma.ChangeCaveat, k, i1, j0, j1)
				}
			}
		}
	}
}

// hedgeIn is the first hedge in a sentence, -1 for none.
func (d *detector) hedgeIn(v *view.View, s int) int {
	for i := v.Sentences[s].First; i < v.Sentences[s].End; i++ {
		if hedged[v.Words[i].Norm] {
			return i
		}
	}
	return -1
}
