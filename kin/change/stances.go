package change

import (
	"github.com/stemmanews/stemma"
)

// stances finds claims whose source denies in the one report what it confirms
// in the other.
func (d *detector) stances() {
	for i := range d.ChildClaims {
		c := &d.ChildClaims[i]
		if !attributed(c) || len(c.Cue.Spans) == 0 {
			continue
		}
		p := d.sameContent(c)
		if p == nil || len(p.Cue.Spans) == 0 || !turned(p.Cue.Lemma, c.Cue.Lemma) {
			continue
		}
		a, b := wordsAt(d.Parent, p.Cue.Spans), wordsAt(d.Child, c.Cue.Spans)
		if len(a) > 0 && len(b) > 0 && !d.taken[b[0]] {
			d.add(stemma.ChangePolarity, a[0], a[len(a)-1]+1, b[0], b[len(b)-1]+1)
		}
	}
}

// turned reports whether one of two cues denies and the other affirms.
func turned(a, b string) bool {
	return denying[a] && affirming[b] || affirming[a] && denying[b]
}

var (
	denying   = set("deny reject dismiss refute dispute contradict")
	affirming = set("confirm admit acknowledge concede accept affirm")
)
