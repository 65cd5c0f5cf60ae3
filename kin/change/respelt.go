package change

import (
	"github.com/stemmanews/stemma/kin/align"
	"github.com/stemmanews/stemma/kin/view"
)

// respelt finds names that the child spells otherwise in sentences that match
// none of the parent's: a retelling keeps the people and moves their names to
// other sentences. Two names are one where a word of them is the same and the
// next to it nearly so, and neither document knows the other's spelling.
func (d *detector) respelt() {
	for j := 0; j < len(d.Child.Words); j++ {
		w := d.Child.Words[j]
		if !inName(d.Child, j) || d.taken[j] || d.parentHas[w.Norm] || len(w.Norm) < minRespelt {
			continue
		}
		if i := d.namesake(j); i >= 0 && d.once("name", d.Parent.Words[i].Norm, w.Norm) {
			a0, a1 := wholeName(d.Parent, i)
			b0, b1 := wholeName(d.Child, j)
			d.add(kindOfName(d.Parent, d.Child, a0, a1, b0, b1), a0, a1, b0, b1)
		}
	}
}

// minRespelt is the least length in bytes of a word that counts as respelt:
// shorter ones are alike by chance.
const minRespelt = 4

// namesake finds the parent's word that stands in child word j's place in the
// same name, -1 for none.
func (d *detector) namesake(j int) int {
	w := d.Child.Words[j]
	for i, p := range d.Parent.Words {
		if !inName(d.Parent, i) || d.childHas[p.Norm] || sameName(p.Norm, w.Norm) || !align.Similar(p.Norm, w.Norm) {
			continue
		}
		if d.sameBeside(i, j, 1) || d.sameBeside(i, j, -1) {
			return i
		}
	}
	return -1
}

// sameBeside reports whether the words next to parent word i and child word j
// are the same word of the same names.
func (d *detector) sameBeside(i, j, step int) bool {
	x, y := i+step, j+step
	if x < 0 || y < 0 || x >= len(d.Parent.Words) || y >= len(d.Child.Words) {
		return false
	}
	return d.Parent.Words[x].Norm == d.Child.Words[y].Norm && nameWord(d.Parent, x) && nameWord(d.Child, y) &&
		touching(d.Parent, i, x) && touching(d.Child, j, y)
}

// inName reports whether word i belongs to a name: it is one, or is joined to
// one by a hyphen, as the second half of many given names is.
func inName(v *view.View, i int) bool {
	w := v.Words[i]
	if w.Class == view.Name && w.Upper {
		return true
	}
	return i > 0 && w.Class != view.Stop && w.Class != view.Number && v.Words[i-1].Class == view.Name && hyphened(v, i-1, i)
}

func hyphened(v *view.View, i, j int) bool {
	a, b := v.Words[i].Span[1], v.Words[j].Span[0]
	return b-a == 1 && v.Doc.Text[a] == '-'
}

// wholeName is the run of name words round word i, hyphened parts included.
func wholeName(v *view.View, i int) (first, end int) {
	if !nameWord(v, i) {
		i--
	}
	first, end = grow(v, i)
	for end < len(v.Words) && inName(v, end) && hyphened(v, end-1, end) {
		end++
	}
	return first, end
}
