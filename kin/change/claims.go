package change

import (
	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin/align"
	"github.com/stemmanews/stemma/kin/view"
)

// attributions finds claims that the child states as facts, or gives to
// another source.
func (d *detector) attributions() {
	for k, l := range d.Links {
		ps, cs := d.Parent.Sentences[l.A], d.Child.Sentences[l.B]
		cue := cueIn(d.Parent, ps)
		switch {
		case cue < 0:
		case !d.cited(cs) && !quotedIn(d.Child, cs):
			if claimed(d.Parent, ps) && d.bare(k) && (d.plain(k) || d.harmAsFact(l)) {
				d.add(stemma.ChangeAttribution, ps.First, ps.End, cs.First, cs.End)
			}
		default:
			d.otherSource(l)
		}
	}
}

// claimed reports whether a sentence names who says it.
func claimed(v *view.View, s view.Sentence) bool {
	for _, w := range v.Words[s.First:s.End] {
		if claiming[w.Key] && !w.Quoted {
			return true
		}
	}
	return false
}

// cueIn is the first word of a sentence that signals an attribution, -1 where
// there is none.
func cueIn(v *view.View, s view.Sentence) int {
	for i := s.First; i < s.End; i++ {
		if cues[v.Words[i].Key] && !v.Words[i].Quoted {
			return i
		}
	}
	return -1
}

func quotedIn(v *view.View, s view.Sentence) bool {
	for _, w := range v.Words[s.First:s.End] {
		if w.Quoted {
			return true
		}
	}
	return false
}

// bare reports whether link k is all that the child has of the parent's
// sentence, so that the attribution has not gone to a sentence beside it, and
// the child's sentence goes on with nobody's words.
func (d *detector) bare(k int) bool {
	l := d.Links[k]
	for _, o := range d.parentLinks[l.A] {
		if d.cited(d.Child.Sentences[d.Links[o].B]) {
			return false
		}
	}
	return l.Weight >= 2.4 && (l.Cover >= 0.45 || l.Contain >= 0.6)
}

// plain reports whether no sentence of the child that link k's parent sentence
// went to has a word of attribution.
func (d *detector) plain(k int) bool {
	for _, o := range d.parentLinks[d.Links[k].A] {
		if cueIn(d.Child, d.Child.Sentences[d.Links[o].B]) >= 0 {
			return false
		}
	}
	return true
}

// otherSource notes a claim that went to another source: the names before the
// cue have nothing in common, and the child's are known to the parent.
func (d *detector) otherSource(l align.Link) {
	a0, a1 := sourceOf(d.Parent, l.A)
	b0, b1 := sourceOf(d.Child, l.B)
	if a0 < 0 || b0 < 0 || d.taken[b0] || !d.sameAfter(l, a1, b1) {
		return
	}
	keys := map[string]bool{}
	for _, w := range d.Parent.Words[d.Parent.Sentences[l.A].First:d.Parent.Sentences[l.A].End] {
		keys[w.Key] = true
	}
	for _, w := range d.Child.Words[b0:b1] {
		if keys[w.Key] || !d.parentHas[w.Norm] {
			return
		}
	}
	for _, w := range d.Child.Words[d.Child.Sentences[l.B].First:d.Child.Sentences[l.B].End] {
		for _, x := range d.Parent.Words[a0:a1] {
			if w.Key == x.Key && x.Class == view.Name {
				return
			}
		}
	}
	d.add(stemma.ChangeAttribution, a0, a1, b0, b1)
}

// sameAfter reports whether most words after the two sources are the same.
func (d *detector) sameAfter(l align.Link, a, b int) bool {
	same, all := 0, 0
	for _, m := range l.Words {
		if m.B >= b {
			all++
			if m.A >= a && m.Kind >= align.Alike {
				same++
			}
		}
	}
	return same >= 4 && same*3 >= all*2
}

// sourceOf is the run of names that ends nearest before the first cue of a
// sentence; -1 where there is none.
func sourceOf(v *view.View, s int) (first, end int) {
	k := v.Sentences[s]
	cue := cueIn(v, k)
	for i := cue - 1; i >= k.First; i-- {
		if w := v.Words[i]; w.Class == view.Name && !w.Quoted {
			if first, end = grow(v, i); onlyStops(v, k.First, first) && cue-end <= 1 {
				return first, end
			}
			break
		}
	}
	return -1, -1
}

// onlyStops reports whether the words from first to before end are function
// words.
func onlyStops(v *view.View, first, end int) bool {
	for _, w := range v.Words[first:end] {
		if w.Class != view.Stop {
			return false
		}
	}
	return true
}

// caveats finds sentences that say that something could not be verified and
// that the child left out while it kept what stands round them.
func (d *detector) caveats() {
	for s, k := range d.Parent.Sentences {
		if k.Headline || !caveat(d.Parent, k) || !d.kept(s) || d.hasCaveat(s) {
			continue
		}
		d.out = append(d.out, Found{Kind: stemma.ChangeCaveat, From: k.Span, First: d.standsNow(s), End: -1, Lost: s})
	}
}

// hasCaveat reports whether the child has a caveat that may stand for that in
// the parent's sentence s: one that is linked with s, or with nothing.
func (d *detector) hasCaveat(s int) bool {
	for t, k := range d.Child.Sentences {
		if k.Headline || d.Foreign[t] || !caveat(d.Child, k) {
			continue
		}
		if len(d.linksOf[t]) == 0 {
			return true
		}
		for _, l := range d.linksOf[t] {
			if d.Links[l].A == s {
				return true
			}
		}
	}
	return false
}

// caveat reports whether a sentence says that something could not be verified.
func caveat(v *view.View, s view.Sentence) bool {
	check, unable := false, false
	for _, w := range v.Words[s.First:s.End] {
		if w.Key == "deny" || w.Key == "denied" {
			return false
		}
		check = check || checking[w.Key]
		unable = unable || negations[w.Norm] || unables[w.Norm]
	}
	return check && unable
}

// kept reports whether one of the two sentences before s and one of the two
// after it are in the child.
func (d *detector) kept(s int) bool {
	in := func(k int) bool { return len(d.parentLinks[k]) > 0 }
	return (in(s-1) || in(s-2)) && (in(s+1) || in(s+2))
}

// standsNow is the first word of the child's sentence that follows where the
// parent's sentence s stood.
func (d *detector) standsNow(s int) int {
	for k := s - 1; k >= 0; k-- {
		if ls := d.parentLinks[k]; len(ls) > 0 {
			return d.Child.Sentences[d.Links[ls[0]].B].First
		}
	}
	return 0
}
