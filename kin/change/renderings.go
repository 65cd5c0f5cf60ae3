package change

import (
	"slices"
	"strings"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin/align"
	"github.com/stemmanews/stemma/kin/view"
	"github.com/stemmanews/stemma/lang/gazetteer"
)

// A copy is taken for a translation when it transliterates at least this many
// names: then lost accents and reordered names are its doing too.
const translatedNames = 2

// renderings finds names of bodies that the child gives in other words: some
// of the words stayed (Harvest Rights Office: Office of Crop Rights), or none
// did and everything round them stayed. The same words in another order are a
// change only in a translation, which shows that the name is not the body's own.
func (d *detector) renderings() {
	d.translated = d.transliterates()
	for _, l := range d.Links {
		s := d.Parent.Sentences[l.A]
		for i := s.First; i < s.End; {
			first, end := phrase(d.Parent, i)
			if end <= i {
				i++
				continue
			}
			d.rendering(l, first, end)
			i = end
		}
	}
}

// rendering looks for the parent's name [a0, a1) in the child's sentence.
func (d *detector) rendering(l align.Link, a0, a1 int) {
	a := nameKeys(d.Parent, a0, a1)
	if len(a) < 2 || placeWords[d.Parent.Words[a0].Norm] || !hasBody(d.Parent, a0, a1) || d.named(d.Child, a) {
		return
	}
	s := d.Child.Sentences[l.B]
	for j := s.First; j < s.End; {
		b0, b1 := phrase(d.Child, j)
		if b1 <= j {
			j++
			continue
		}
		j = b1
		b := nameKeys(d.Child, b0, b1)
		if d.anyTaken(b0, b1) || len(b) != len(a) || d.named(d.Parent, b) || formsOf(a, b) || inGazetteer(d.Parent, a0, a1) && inGazetteer(d.Child, b0, b1) {
			continue
		}
		same := common(a, b)
		rendered := same*2 >= len(a) && same < len(a) || same == len(a) && d.translated && !slices.Equal(a, b) && !official(d.Parent, a0, a1) || same == 0 && d.inPlaceOf(l, a0, a1, b0, b1)
		if rendered && d.once("name", joined(a), joined(b)) {
			d.add(stemma.ChangeName, a0, a1, b0, b1)
			return
		}
	}
}

// phrase is the name that begins at word i with the small words inside it;
// end is i where none begins.
func phrase(v *view.View, i int) (first, end int) {
	if !nameWord(v, i) {
		return i, i
	}
	end = i + 1
	for k := nextInName(v, i, 1); k >= 0; k = nextInName(v, k, 1) {
		end = k + 1
	}
	return i, end
}

// nameKeys are the stems of the telling words of a name.
func nameKeys(v *view.View, first, end int) []string {
	var out []string
	for i := first; i < end; i++ {
		if nameWord(v, i) {
			w := view.Stem(v.Words[i].Norm)
			if p := compass[v.Words[i].Norm]; p != "" {
				w = p
			}
			out = append(out, w)
		}
	}
	return out
}

// formsOf reports whether two names have the same words in the same order,
// perhaps in other forms.
func formsOf(a, b []string) bool {
	return !slices.Equal(a, b) && slices.EqualFunc(a, b, sameName)
}

// inGazetteer reports whether words are a name that the gazetteer knows: two
// of them are two names, not one name altered.
func inGazetteer(v *view.View, first, end int) bool {
	words := make([]string, 0, end-first)
	for _, w := range v.Words[first:end] {
		words = append(words, w.Norm)
	}
	_, ok := gazetteer.Default().Phrase(strings.Join(words, " "))
	return ok
}

func joined(keys []string) string {
	s := ""
	for _, k := range keys {
		s += k + " "
	}
	return s
}

// common is the number of words that two names share, in any order.
func common(a, b []string) int {
	n := 0
	rest := slices.Clone(b)
	for _, x := range a {
		if k := slices.Index(rest, x); k >= 0 {
			rest = slices.Delete(rest, k, k+1)
			n++
		}
	}
	return n
}

func hasBody(v *view.View, first, end int) bool {
	for i := first; i < end; i++ {
		if w := v.Words[i].Norm; bodyWords[w] || gazetteer.Default().Is(w, gazetteer.OrgHead|gazetteer.GroupHead|gazetteer.GovHead|gazetteer.Body) {
			return true
		}
	}
	return false
}

// official reports whether a name is that of a public body, which English puts
// in both orders: Justice Ministry, Ministry of Justice.
func official(v *view.View, first, end int) bool {
	for i := first; i < end; i++ {
		if publicBodies[v.Words[i].Norm] {
			return true
		}
	}
	return false
}

// named reports whether a view has a name of these words, in this order.
func (d *detector) named(v *view.View, name []string) bool {
	for i := 0; i < len(v.Words); {
		first, end := phrase(v, i)
		if end <= i {
			i++
			continue
		}
		if k := nameKeys(v, first, end); len(k) >= len(name) && (slices.Equal(k[:len(name)], name) || slices.Equal(k[len(k)-len(name):], name)) {
			return true
		}
		i = end
	}
	return false
}

func (d *detector) anyTaken(first, end int) bool {
	for j := first; j < end; j++ {
		if d.taken[j] {
			return true
		}
	}
	return false
}

// inPlaceOf reports whether the child's words [b0, b1) stand where the
// parent's [a0, a1) stood: the nearest telling words that both sentences have
// before and after them are the same, and not far.
func (d *detector) inPlaceOf(l align.Link, a0, a1, b0, b1 int) bool {
	if l.Cover < 0.3 {
		return false
	}
	near := func(m align.Match, a, b int) bool {
		return m.Kind >= align.Alike && max(m.A-a, a-m.A) <= 4 && max(m.B-b, b-m.B) <= 4
	}
	before, after := d.Parent.Sentences[l.A].First == a0 && d.Child.Sentences[l.B].First == b0, false
	for _, m := range l.Words {
		switch {
		case m.A >= 0 && m.B >= 0 && (m.A >= a0 && m.A < a1) != (m.B >= b0 && m.B < b1):
			return false
		case m.A < a0 && m.B < b0:
			before = before || near(m, a0, b0)
		case m.A >= a1 && m.B >= b1:
			after = after || near(m, a1-1, b1-1)
		}
	}
	return before && after
}

// transliterates reports whether the child spells several names by another
// script's rules.
func (d *detector) transliterates() bool {
	n := 0
	for _, f := range d.out {
		if f.Kind == stemma.ChangeName || f.Kind == stemma.ChangePlace {
			for j := f.First; j < f.End; j++ {
				if i := d.ToParent[j]; i >= 0 && d.Parent.Words[i].Norm != d.Child.Words[j].Norm {
					n++
					break
				}
			}
		}
	}
	return n >= translatedNames
}

// accents finds names that lost their accents on the way through a translation
// that transliterates others.
func (d *detector) accents() {
	if !d.translated {
		return
	}
	for j, i := range d.ToParent {
		if i < 0 || d.taken[j] || d.Parent.Words[i].Class != view.Name || d.Parent.Words[i].Norm != d.Child.Words[j].Norm {
			continue
		}
		from, to := d.Parent.Words[i].Span.In(d.Parent.Doc.Text), d.Child.Words[j].Span.In(d.Child.Doc.Text)
		if !ascii(from) && ascii(to) && d.once("name", from, to) {
			a0, a1 := grow(d.Parent, i)
			b0, b1 := grow(d.Child, j)
			d.add(kindOfName(d.Parent, d.Child, a0, a1, b0, b1), a0, a1, b0, b1)
		}
	}
}

// ascii reports whether a word has no letters but a to z; signs are not looked
// at.
func ascii(s string) bool {
	for _, r := range s {
		if r >= 0x80 && r != '’' && r != '‘' {
			return false
		}
	}
	return true
}
