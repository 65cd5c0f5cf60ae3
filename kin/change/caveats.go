package change

import (
	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin/view"
)

// caveats finds sentences that say that something could not be verified and
// that the child left out while it kept what stands round them.
func (d *detector) caveats() {
	for s, k := range d.Parent.Sentences {
		if k.Headline || !caveat(d.Parent, k) || d.ofOthers(k) || !d.kept(s) || d.hasCaveat(s) {
			continue
		}
		d.out = append(d.out, Found{Kind: stemma.ChangeCaveat, From: k.Span, First: d.standsNow(s), End: -1, Lost: s})
	}
}

// ofOthers reports whether a caveat is that of somebody whom the report cites,
// not of the report or its agency: the office could not confirm it.
func (d *detector) ofOthers(s view.Sentence) bool {
	if independently(d.Parent, s) {
		return false
	}
	for i := range d.ParentClaims {
		c := &d.ParentClaims[i]
		if !c.OwnVoice() && touches(c, s.Span) && c.Source.Kind != stemma.KindMedia && c.Source.Kind != stemma.KindNone {
			return !d.credited(c)
		}
	}
	return false
}

// credited reports whether the source of a claim is the outlet or an agency
// that the report credits.
func (d *detector) credited(c *stemma.Claim) bool {
	for _, cr := range d.Parent.Doc.Credits {
		if meetAny(nameWords(cr.Name), nameWords(c.Source.Name)) {
			return true
		}
	}
	return meetAny(nameWords(d.Parent.Doc.Outlet), nameWords(c.Source.Name))
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
	check, unable, alone := false, false, independently(v, s)
	for _, w := range v.Words[s.First:s.End] {
		if w.Key == "deny" || w.Key == "denied" {
			return false
		}
		check = check || checking[w.Key] || alone && w.Key == view.Stem("checked")
		unable = unable || negations[w.Norm] || unables[w.Norm]
	}
	return check && unable
}

// independently reports whether a sentence speaks of independent checks, as the
// caveats of agencies do.
func independently(v *view.View, s view.Sentence) bool {
	for _, w := range v.Words[s.First:s.End] {
		if w.Key == view.Stem("independent") {
			return true
		}
	}
	return false
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
