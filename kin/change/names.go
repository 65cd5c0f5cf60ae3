package change

import (
	"strings"

	"github.com/stemmanews/stemma/kin/align"
	"github.com/stemmanews/stemma/kin/view"
	"github.com/stemmanews/stemma/lang/gazetteer"
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
		d.moved(l)
	}
}

// moved finds names that the child spells otherwise and has in another place
// of the sentence, so that the two stand in no pair.
func (d *detector) moved(l align.Link) {
	for _, m := range l.Words {
		if m.A < 0 || m.B >= 0 || d.ToChild[m.A] >= 0 || !inName(d.Parent, m.A) || d.childNames[d.Parent.Words[m.A].Norm] {
			continue
		}
		for _, x := range l.Words {
			if x.A >= 0 || x.B < 0 || d.taken[x.B] || d.ToParent[x.B] >= 0 || !inName(d.Child, x.B) {
				continue
			}
			a, b := d.Parent.Words[m.A].Norm, d.Child.Words[x.B].Norm
			if len(a) >= minRespelt && !sameName(a, b) && !d.parentNames[b] && align.Similar(a, b) && d.once("name", a, b) {
				a0, a1 := grow(d.Parent, m.A)
				b0, b1 := grow(d.Child, x.B)
				d.add(kindOfName(d.Parent, d.Child, a0, a1, b0, b1), a0, a1, b0, b1)
				break
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
	if a.Class != view.Name || sameName(a.Norm, b.Norm) || !b.Upper || a.Quoted && b.Quoted && d.taken[m.B] {
		return false
	}
	if m.Kind == align.Differ && (titles[a.Norm] || gazetteer.Default().Is(a.Norm, gazetteer.Role|gazetteer.Address)) {
		return false
	}
	if d.parentNames[b.Norm] || d.childNames[a.Norm] && m.Kind == align.Differ {
		return false
	}
	if m.Kind == align.Alike {
		return b.Class == view.Name && soundAlike(a.Norm, b.Norm) && !titles[b.Norm]
	}
	return d.substituted(l, m)
}

// soundAlike reports whether two names that have the same consonants are alike
// in letters too, half of them at least: short names share sounds by chance.
func soundAlike(a, b string) bool {
	longer := max(len(a), len(b))
	if longer >= 6 {
		longer++
	}
	return align.Distance(a, b)*2 <= longer
}

// sameName reports whether two words are forms of one name: with another
// ending (Western Australia, Western Australian), a dot, or two names that the
// gazetteer knows for one body.
func sameName(a, b string) bool {
	a, b = strings.TrimRight(a, "."), strings.TrimRight(b, ".")
	if a == b || plural(a, b) {
		return true
	}
	for n := 4; n <= min(len(a), len(b)) && a[:n] == b[:n]; n++ {
		x, y := a[n:], b[n:]
		if nameEndings[x] && nameEndings[y] || x == "a" && strings.HasPrefix(y, "ian") || y == "a" && strings.HasPrefix(x, "ian") {
			return true
		}
	}
	x, _ := gazetteer.Default().Word(a)
	y, _ := gazetteer.Default().Word(b)
	return x.Name != "" && x.Name == y.Name
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
		i, j := nextInName(d.Parent, m.A, step), nextInName(d.Child, m.B, step)
		if i < 0 || j < 0 {
			return false
		}
		return d.Parent.Words[i].Class == view.Name && (d.ToParent[j] == i || short(d.Child, j, d.Parent.Words[i].Norm))
	}
	return beside(1) || beside(-1)
}

// nextInName is the next word of the name that word i belongs to, before or
// after it, past the small words that names have inside: Bureau for the Blind.
// It is -1 where the name ends.
func nextInName(v *view.View, i, step int) int {
	for n := 0; n < 3; n++ {
		k := i + step
		if k < 0 || k >= len(v.Words) || !touching(v, i, k) {
			return -1
		}
		if nameWord(v, k) {
			return k
		}
		if !connectors[v.Words[k].Norm] {
			return -1
		}
		i = k
	}
	return -1
}

// short reports whether word j of the child shortens the parent's word: Sq.
// for Square.
func short(v *view.View, j int, norm string) bool {
	w := v.Words[j].Norm
	return len(w) >= 2 && len(w) < len(norm) && w[0] == norm[0] && isSubsequence(w, norm) && v.Words[j].Span[1] < len(v.Doc.Text) && v.Doc.Text[v.Words[j].Span[1]] == '.'
}

func isSubsequence(s, in string) bool {
	k := 0
	for i := 0; i < len(in) && k < len(s); i++ {
		if in[i] == s[k] {
			k++
		}
	}
	return k == len(s)
}

// touching reports whether two neighbouring words of one sentence have only a
// blank, a hyphen or an apostrophe between them.
func touching(v *view.View, i, j int) bool {
	if i > j {
		i, j = j, i
	}
	a, b := v.Words[i].Span[1], v.Words[j].Span[0]
	if a > b || v.Words[i].Sentence != v.Words[j].Sentence {
		return false
	}
	return b-a <= 1 || strings.Trim(v.Doc.Text[a:b], " '’\u00a0") == ""
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
	return w.Upper && w.Class != view.Stop && w.Class != view.Number && days[w.Norm] == 0
}
