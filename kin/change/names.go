package change

import (
	"strings"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin/align"
	"github.com/stemmanews/stemma/kin/view"
	"github.com/stemmanews/stemma/lang/text"
)

// names finds names that the child writes otherwise: other letters (a slip, a
// transliteration) or another word in the name's place (a translated or
// substituted part).
func (d *detector) names() {
	for _, l := range d.Links {
		for k := 0; k < len(l.Words); k++ {
			m := l.Words[k]
			if d.renamed(l, m) {
				d.addName(l, k)
			}
		}
	}
}

// renamed reports whether a match of words is a name that was altered.
func (d *detector) renamed(l align.Link, m align.Match) bool {
	if m.A < 0 || m.B < 0 || m.Kind == align.Same {
		return false
	}
	a, b := d.Parent.Words[m.A], d.Child.Words[m.B]
	if a.Class != view.Name || a.Norm == b.Norm || !b.Upper || plural(a.Norm, b.Norm) || a.Quoted && b.Quoted && d.taken[m.B] {
		return false
	}
	if titles[a.Norm] && m.Kind == align.Differ {
		return false
	}
	if d.parentHas[b.Norm] || d.childHas[a.Norm] && m.Kind == align.Differ {
		return false
	}
	if m.Kind == align.Alike {
		return b.Class == view.Name
	}
	return d.substituted(l, m)
}

// plural reports whether two names differ in an ending s only.
func plural(a, b string) bool {
	return strings.TrimSuffix(a, "s") == strings.TrimSuffix(b, "s")
}

// substituted reports whether another word stands in a name's place: the words
// beside it belong to the name and stayed, and the child's word is not known
// to the parent.
func (d *detector) substituted(l align.Link, m align.Match) bool {
	beside := func(step int) bool {
		i, j := m.A+step, m.B+step
		if i < 0 || j < 0 || i >= len(d.Parent.Words) || j >= len(d.Child.Words) {
			return false
		}
		return d.Parent.Words[i].Class == view.Name && d.ToParent[j] == i && touching(d.Parent, m.A, i) && touching(d.Child, m.B, j)
	}
	return beside(1) || beside(-1)
}

// touching reports whether two neighbouring words have only a blank or hyphen
// between them.
func touching(v *view.View, i, j int) bool {
	if i > j {
		i, j = j, i
	}
	a, b := v.Words[i].Span[1], v.Words[j].Span[0]
	return a <= b && b-a <= 1 && v.Words[i].Sentence == v.Words[j].Sentence
}

// addName notes the whole name round match k of l as one change, unless all of
// its altered words were noted before.
func (d *detector) addName(l align.Link, k int) {
	m := l.Words[k]
	a0, a1 := grow(d.Parent, m.A)
	b0, b1 := grow(d.Child, m.B)
	if d.taken[m.B] {
		return
	}
	fresh := false
	for _, x := range l.Words {
		if x.A >= a0 && x.A < a1 && x.B >= b0 && x.B < b1 && d.renamed(l, x) {
			fresh = d.once("name", d.Parent.Words[x.A].Norm, d.Child.Words[x.B].Norm) || fresh
		}
	}
	if fresh {
		d.add(kindOfName(d.Parent, d.Child, a0, a1, b0, b1), a0, a1, b0, b1)
	}
}

// grow widens a word to the run of name words round it.
func grow(v *view.View, i int) (first, end int) {
	first, end = i, i+1
	for first > 0 && nameWord(v, first-1) && touching(v, first-1, first) {
		first--
	}
	for end < len(v.Words) && nameWord(v, end) && touching(v, end-1, end) {
		end++
	}
	return first, end
}

func nameWord(v *view.View, i int) bool {
	w := v.Words[i]
	return w.Upper && w.Class != view.Stop && w.Class != view.Number
}

// kindOfName tells places from other names: by the name layer, else by the
// words in and before the name.
func kindOfName(p, c *view.View, a0, a1, b0, b1 int) string {
	switch typ := layerType(p, p.SpanOf(a0, a1)); {
	case typ == text.Location:
		return stemma.ChangePlace
	case typ != "":
		return stemma.ChangeName
	}
	if placeWords[p.Words[a0].Norm] || placeWords[p.Words[a1-1].Norm] {
		return stemma.ChangePlace
	}
	for i := a0; i < a1; i++ {
		if bodyWords[p.Words[i].Norm] {
			return stemma.ChangeName
		}
	}
	if a0 > 0 && a1-a0 <= 2 && placePrepositions[p.Words[a0-1].Norm] && p.Words[a0-1].Sentence == p.Words[a0].Sentence {
		return stemma.ChangePlace
	}
	return stemma.ChangeName
}

// layerType is the type of the name that the analysis found at span, "" for
// none.
func layerType(v *view.View, span stemma.Span) string {
	for _, n := range v.Text.Names {
		if n.Span.Overlaps(span) {
			return n.Type
		}
	}
	return ""
}
