package change

import (
	"strings"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin/align"
	"github.com/stemmanews/stemma/kin/view"
)

// minMoved is the least number of telling words that two contents must share
// to be one claim: shorter ones meet by chance. A number counts twice.
const minMoved = 4

// sources finds claims that the child gives to another source, by what the
// claim layer made of both reports: the contents are the same, the sources are
// both named and have no word in common, and the parent knows the child's
// source, which a mere translation of a name would not be.
func (d *detector) sources() {
	for i := range d.ChildClaims {
		c := &d.ChildClaims[i]
		if !attributed(c) {
			continue
		}
		b := wordsAt(d.Child, c.Source.Spans)
		if len(b) == 0 || d.taken[b[0]] || !d.knownName(b) {
			continue
		}
		if p := d.sameContent(c); p != nil && d.strangers(p, c) {
			a := wordsAt(d.Parent, p.Source.Spans)
			if len(a) == 0 { // a source of signs alone
				continue
			}
			d.add(stemma.ChangeAttribution, a[0], a[len(a)-1]+1, b[0], b[len(b)-1]+1)
		}
	}
}

// attributed reports whether a claim stands in the text with its source and
// content.
func attributed(c *stemma.Claim) bool {
	return !c.OwnVoice() && len(c.Source.Spans) == 1 && len(c.Content.Spans) > 0 && len(c.Via) == 0
}

// cited reports whether a sentence of the child stands on somebody's word: by
// the claim layer where the report has one, else by its cues.
func (d *detector) cited(s view.Sentence) bool {
	for i := range d.ChildClaims {
		if c := &d.ChildClaims[i]; !c.OwnVoice() && touches(c, s.Span) {
			return true
		}
	}
	return len(d.ChildClaims) == 0 && cueIn(d.Child, s) >= 0
}

// touches reports whether any part of a claim lies in span.
func touches(c *stemma.Claim, span stemma.Span) bool {
	for _, part := range [][]stemma.Span{c.Source.Spans, c.Cue.Spans, c.Content.Spans} {
		for _, s := range part {
			if s.Overlaps(span) {
				return true
			}
		}
	}
	return false
}

// harmAsFact reports whether the child's sentence of a link keeps a figure of
// people harmed that somebody holds in the parent's, and does not name that
// source. Words like count and report are no attribution then.
func (d *detector) harmAsFact(l align.Link) bool {
	for i := range d.ParentClaims {
		p := &d.ParentClaims[i]
		if p.OwnVoice() || !touches(p, d.Parent.Sentences[l.A].Span) || d.mentions(p, l.B) {
			continue
		}
		for _, f := range p.Figures {
			if harmed[f.Measure] && d.figureStays(f, l) {
				return true
			}
		}
	}
	return false
}

// figureStays reports whether the number of a figure has its like in the
// child's sentence of a link.
func (d *detector) figureStays(f stemma.Figure, l align.Link) bool {
	for _, m := range l.Words {
		if m.Kind >= align.Alike && d.Parent.Words[m.A].Class == view.Number && f.Span.Overlaps(d.Parent.Words[m.A].Span) {
			return true
		}
	}
	return false
}

// mentions reports whether sentence s of the child has a name of a claim's
// source, or begins with a pronoun that may stand for it.
func (d *detector) mentions(p *stemma.Claim, s int) bool {
	k := d.Child.Sentences[s]
	if pronouns[d.Child.Words[k.First].Norm] {
		return true
	}
	for _, x := range append(wordsOf(d.Parent, p.Source.Spans), nameWords(p.Source.Name)...) {
		for _, y := range d.Child.Words[k.First:k.End] {
			if x.Class == view.Name && y.Upper && meets(x, y) {
				return true
			}
		}
	}
	return false
}

var (
	pronouns = set("he she it they his her its their")
	harmed   = set("killed wounded killed-or-wounded missing captured arrested displaced")
)

// sameContent is the only attributed claim of the parent whose content is that
// of the child's claim c, nil where none or several are.
func (d *detector) sameContent(c *stemma.Claim) *stemma.Claim {
	var found *stemma.Claim
	for i := range d.ParentClaims {
		if p := &d.ParentClaims[i]; attributed(p) && d.sameWords(p, c) {
			if found != nil {
				return nil
			}
			found = p
		}
	}
	return found
}

// sameWords reports whether most telling words of two contents are
// counterparts.
func (d *detector) sameWords(p, c *stemma.Claim) bool {
	in := map[int]bool{}
	all := 0
	for _, i := range wordsAt(d.Parent, p.Content.Spans) {
		in[i] = true
		if d.Parent.Words[i].Class != view.Stop {
			all++
		}
	}
	same, mine, numbers := 0, 0, 0
	for _, j := range wordsAt(d.Child, c.Content.Spans) {
		if d.Child.Words[j].Class == view.Stop {
			continue
		}
		mine++
		if i := d.ToParent[j]; i >= 0 && in[i] && meets(d.Parent.Words[i], d.Child.Words[j]) {
			same++
			if d.Child.Words[j].Class == view.Number {
				numbers++
			}
		}
	}
	return same+numbers >= minMoved && same*2 >= mine && same*2 >= all
}

// meets reports whether two words are the same or nearly so.
func meets(a, b view.Word) bool {
	return a.Norm == b.Norm || a.Key == b.Key || a.Class == view.Name && align.Similar(a.Norm, b.Norm)
}

// knownName reports whether the words of a source hold a name and the parent
// has all names among them.
func (d *detector) knownName(words []int) bool {
	named := false
	for _, j := range words {
		w := d.Child.Words[j]
		if w.Class != view.Name {
			continue
		}
		known := false
		for _, x := range d.Parent.Words {
			known = known || meets(x, w)
		}
		if !known {
			return false
		}
		named = true
	}
	return named
}

// strangers reports whether two sources are both named and neither the words
// of their mentions nor those of their resolved names meet.
func (d *detector) strangers(p, c *stemma.Claim) bool {
	a := append(wordsOf(d.Parent, p.Source.Spans), nameWords(p.Source.Name)...)
	b := append(wordsOf(d.Child, c.Source.Spans), nameWords(c.Source.Name)...)
	named := false
	for _, x := range a {
		named = named || x.Class == view.Name
		for _, y := range b {
			if x.Class != view.Stop && y.Class != view.Stop && meets(x, y) {
				return false
			}
		}
	}
	return named
}

func wordsOf(v *view.View, spans []stemma.Span) []view.Word {
	var out []view.Word
	for _, i := range wordsAt(v, spans) {
		out = append(out, v.Words[i])
	}
	return out
}

// wordsAt lists the words of a view that lie in spans.
func wordsAt(v *view.View, spans []stemma.Span) []int {
	var out []int
	for i, w := range v.Words {
		for _, s := range spans {
			if s.Overlaps(w.Span) {
				out = append(out, i)
				break
			}
		}
	}
	return out
}

// nameWords makes words of a resolved name, which stands in no view.
func nameWords(name string) []view.Word {
	var out []view.Word
	for _, f := range strings.Fields(name) {
		n := view.Normalise(f)
		out = append(out, view.Word{Norm: n, Key: view.Stem(n), Class: view.Name, Upper: true})
	}
	return out
}
