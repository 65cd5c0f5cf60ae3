package change

import (
	_ "embed"
	"strings"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin/align"
	"github.com/stemmanews/stemma/kin/view"
)

//go:embed opposites.txt
var oppositesText string

// senseOf gives for a word of a kind its kind and its sense, as numbers.
var senseOf = func() map[string][][2]int {
	m := map[string][][2]int{}
	for kind, line := range strings.Split(oppositesText, "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for sense, words := range strings.Split(line, "|") {
			for _, w := range strings.Fields(words) {
				m[w] = append(m[w], [2]int{kind, sense})
			}
		}
	}
	return m
}()

// opposite reports whether two words are of one kind and of no common sense.
func opposite(a, b string) bool {
	kin := false
	for _, x := range senseOf[a] {
		for _, y := range senseOf[b] {
			if x == y {
				return false
			}
			kin = kin || x[0] == y[0]
		}
	}
	return kin
}

// wordings finds a word for which the child has another of its kind: army,
// navy; rose, fell. The words beside it stayed.
func (d *detector) wordings() {
	for _, l := range d.Links {
		for k, m := range l.Words {
			if m.Kind != align.Differ || d.taken[m.B] || d.ToChild[m.A] >= 0 || d.ToParent[m.B] >= 0 {
				continue
			}
			a, b := d.Parent.Words[m.A], d.Child.Words[m.B]
			if a.Quoted || b.Quoted || !opposite(a.Norm, b.Norm) || d.wordIn(d.Child, l.B, a.Norm) || d.wordIn(d.Parent, l.A, b.Norm) || !stayedBeside(l, k) {
				continue
			}
			if d.once("wording", a.Norm, b.Norm) {
				d.add(stemma.ChangeWording, m.A, m.A+1, m.B, m.B+1)
			}
		}
	}
}

// stayedBeside reports whether the matches next to match k are of the same
// words on both sides.
func stayedBeside(l align.Link, k int) bool {
	same := func(i int) bool {
		return i < 0 || i >= len(l.Words) || l.Words[i].Kind >= align.Alike
	}
	return same(k-1) && same(k+1)
}

// services are those among the words of a source that are of the first kind:
// armed and uniformed services, of which one is not another.
func services(words []view.Word) string {
	for _, w := range words {
		for _, s := range senseOf[w.Norm] {
			if s[0] == serviceKind {
				return w.Norm
			}
		}
	}
	return ""
}

// serviceKind is the line of the services in the table.
const serviceKind = 1
