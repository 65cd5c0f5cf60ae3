package change

import (
	"slices"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin/view"
)

// leastTurned is the number of telling words that two contents share where the
// sentences are linked, the sources meet and only the cue was turned.
const leastTurned = 2

// stances finds claims whose source denies in the one report what it confirms
// in the other.
func (d *detector) stances() {
	for i := range d.ChildClaims {
		c := &d.ChildClaims[i]
		b := wordsAt(d.Child, c.Cue.Spans)
		if !attributed(c) || len(b) == 0 || d.taken[b[0]] {
			continue
		}
		for _, k := range d.sharing(c) {
			p := &d.ParentClaims[k]
			if !attributed(p) || !turned(p.Cue.Lemma, c.Cue.Lemma) {
				continue
			}
			a := wordsAt(d.Parent, p.Cue.Spans)
			if len(a) > 0 && d.oneClaim(p, c, a[0], b[0]) {
				d.add(stemma.ChangePolarity, a[0], a[len(a)-1]+1, b[0], b[len(b)-1]+1)
				break
			}
		}
	}
}

// oneClaim reports whether a claim of the parent, with its cue at word a, and
// one of the child, at b, are one but for the cue.
func (d *detector) oneClaim(p, c *stemma.Claim, a, b int) bool {
	if d.sameWords(p, c) {
		return true
	}
	linked := slices.ContainsFunc(d.linksOf[d.Child.Words[b].Sentence], func(l int) bool { return d.Links[l].A == d.Parent.Words[a].Sentence })
	if !linked {
		return false
	}
	sources := meetAny(append(wordsOf(d.Parent, p.Source.Spans), nameWords(p.Source.Name)...), append(wordsOf(d.Child, c.Source.Spans), nameWords(c.Source.Name)...))
	if !sources {
		return false
	}
	n := 0
	for _, j := range d.content(d.Child, c) {
		if i := d.ToParent[j]; i >= 0 && d.Child.Words[j].Class != view.Stop && slices.Contains(d.content(d.Parent, p), i) {
			n++
		}
	}
	return n >= leastTurned
}

// turned reports whether one of two cues denies and the other affirms.
func turned(a, b string) bool {
	return denying[a] && affirming[b] || affirming[a] && denying[b]
}

var (
	denying   = set("deny reject dismiss refute dispute contradict")
	affirming = set("confirm admit acknowledge concede accept affirm")
)
