package change

import (
	"slices"
	"strings"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin/align"
	"github.com/stemmanews/stemma/kin/view"
	"github.com/stemmanews/stemma/lang/text"
)

// days finds weekdays and months that the child altered. An update moves its
// days on, which is no alteration.
func (d *detector) days() {
	if d.updated {
		return
	}
	for _, l := range d.Links {
		for class := 1; class <= 2; class++ {
			i, j := onlyDay(d.Parent, l.A, class), onlyDay(d.Child, l.B, class)
			if i < 0 || j < 0 || d.Parent.Words[i].Norm == d.Child.Words[j].Norm || d.taken[j] || d.dayKept(l, i, j) {
				continue
			}
			d.add(stemma.ChangeDate, i, i+1, j, j+1)
		}
		d.dayNumbers(l)
		d.lostMonth(l)
	}
}

// lostMonth finds a month for which a machine put another word: the day of the
// month beside it stayed, and a word with a capital that is no month stands in
// its place.
func (d *detector) lostMonth(l align.Link) {
	s := d.Parent.Sentences[l.A]
	for i := s.First; i+1 < s.End; i++ {
		if days[d.Parent.Words[i].Norm] != 2 || !d.Parent.Words[i].Upper || !inDate(d.Parent, i+1) || d.ToChild[i] >= 0 {
			continue
		}
		j := d.ToChild[i+1] - 1
		if j < 0 || d.taken[j] || !touching(d.Child, j, j+1) {
			continue
		}
		if w := d.Child.Words[j]; w.Upper && !w.Initial && days[strings.TrimRight(w.Norm, ".")] == 0 && w.Class != view.Number {
			d.add(stemma.ChangeDate, i, i+2, j, j+2)
		}
	}
}

// dayNumbers finds other days of a month and other years in the place of the
// parent's.
func (d *detector) dayNumbers(l align.Link) {
	for _, m := range l.Words {
		if m.Kind != align.Differ || d.taken[m.B] || d.ToChild[m.A] >= 0 || d.ToParent[m.B] >= 0 || !inDate(d.Parent, m.A) || !inDate(d.Child, m.B) {
			continue
		}
		if len(d.Parent.Words[m.A].Norm) != 4 && !d.sameMonth(m) || (len(d.Parent.Words[m.A].Norm) == 4) != (len(d.Child.Words[m.B].Norm) == 4) {
			continue
		}
		d.add(stemma.ChangeDate, m.A, m.A+1, m.B, m.B+1)
	}
}

// sameMonth reports whether the same month stands beside two days.
func (d *detector) sameMonth(m align.Match) bool {
	month := func(v *view.View, i int) string {
		for _, k := range []int{i - 1, i + 1} {
			if k >= 0 && k < len(v.Words) && days[v.Words[k].Norm] == 2 && v.Words[k].Sentence == v.Words[i].Sentence {
				return v.Words[k].Norm
			}
		}
		return ""
	}
	a := month(d.Parent, m.A)
	return a != "" && a == month(d.Child, m.B)
}

// inDate reports whether word i is a number in a date.
func inDate(v *view.View, i int) bool {
	return v.Words[i].Class == view.Number && slices.ContainsFunc(v.Text.Times, func(t text.Time) bool {
		return t.Type == text.Date && t.Span.Overlaps(v.Words[i].Span)
	})
}

// onlyDay is the word of a sentence that is a day (class 1) or a month (2), -1
// where it has none or several.
func onlyDay(v *view.View, s, class int) int {
	found := -1
	for i := v.Sentences[s].First; i < v.Sentences[s].End; i++ {
		if days[v.Words[i].Norm] == class && v.Words[i].Upper && (v.Words[i].Norm != "may" || !v.Words[i].Initial) {
			if found >= 0 {
				return -1
			}
			found = i
		}
	}
	return found
}

// dayKept reports whether the day of either side stands in another sentence
// that is linked with the other side's.
func (d *detector) dayKept(l align.Link, i, j int) bool {
	for _, k := range d.parentLinks[l.A] {
		if d.wordIn(d.Child, d.Links[k].B, d.Parent.Words[i].Norm) {
			return true
		}
	}
	for _, k := range d.linksOf[l.B] {
		if d.wordIn(d.Parent, d.Links[k].A, d.Child.Words[j].Norm) {
			return true
		}
	}
	return l.Contain < 0.5
}

func (d *detector) wordIn(v *view.View, s int, norm string) bool {
	for _, w := range v.Words[v.Sentences[s].First:v.Sentences[s].End] {
		if w.Norm == norm {
			return true
		}
	}
	return false
}

// directions finds points of the compass that the child altered.
func (d *detector) directions() {
	for _, l := range d.Links {
		a, i := compassIn(d.Parent, l.A)
		b, j := compassIn(d.Child, l.B)
		if a != "" && b == "" {
			j = d.beforePlace(i)
			b = "another word"
		}
		if a != "" && b != "" && j >= 0 && a != b && l.Cover >= 0.4 && !d.taken[j] && d.once("compass", a, b) {
			d.add(stemma.ChangePlace, i, i+1, j, j+1)
		}
	}
}

// beforePlace is the child's word in the place of the parent's point of the
// compass i, where a name follows both; -1 where there is none.
func (d *detector) beforePlace(i int) int {
	if i+1 >= len(d.Parent.Words) || d.Parent.Words[i+1].Class != view.Name || !touching(d.Parent, i, i+1) {
		return -1
	}
	j := d.ToChild[i+1] - 1
	if j < 0 || !touching(d.Child, j, j+1) || d.Child.Words[j].Class == view.Stop || compass[d.Child.Words[j].Norm] != "" || d.parentHas[d.Child.Words[j].Norm] {
		return -1
	}
	return j
}

// compassIn returns the point of the compass in a sentence that has exactly
// one.
func compassIn(v *view.View, s int) (point string, word int) {
	k := v.Sentences[s]
	for i := k.First; i < k.End; i++ {
		w := v.Words[i]
		if p := compass[w.Norm]; p != "" && !w.Quoted && (w.Class != view.Name || !w.Upper) {
			if point != "" {
				return "", -1
			}
			point, word = p, i
		}
	}
	return point, word
}

// negations finds a not that is gone or new before a word that stayed.
func (d *detector) negations() {
	for _, l := range d.Links {
		if l.Contain < 0.5 || l.Cover < 0.4 || !d.chief(l) {
			continue
		}
		pa, ca := d.unpaired(d.negationAt(d.Parent, l.A), d.ToChild), d.unpaired(d.negationAt(d.Child, l.B), d.ToParent)
		if len(pa)+len(ca) != 1 || d.negativeWords(d.Parent, l.A) != d.negativeWords(d.Child, l.B) {
			continue
		}
		switch {
		case len(pa) == 1 && !d.Parent.Words[pa[0]].Quoted:
			d.lostNegation(l, pa[0])
		case len(ca) == 1 && !d.Child.Words[ca[0]].Quoted:
			d.newNegation(l, ca[0])
		}
	}
}

// chief reports whether no other sentence of either side has more in common
// with the other.
func (d *detector) chief(l align.Link) bool {
	for _, o := range d.Links {
		if (o.A == l.A) != (o.B == l.B) && o.Weight > l.Weight*0.8 {
			return false
		}
	}
	return true
}

// unpaired keeps the words that have no counterpart.
func (d *detector) unpaired(words, to []int) []int {
	return slices.DeleteFunc(words, func(i int) bool { return to[i] >= 0 })
}

// lostNegation notes the loss of the not at word i where the word that it
// negated stayed.
func (d *detector) lostNegation(l align.Link, i int) {
	s, t := d.Parent.Sentences[l.A], d.Child.Sentences[l.B]
	j := d.negated(d.Parent, d.ToChild, i, s.End)
	if j < 0 || d.taken[j] || j < t.First || j >= t.End || !meets(d.Parent.Words[d.ToParent[j]], d.Child.Words[j]) {
		return
	}
	d.add(stemma.ChangePolarity, max(i-2, s.First), min(i+2, s.End), max(j-2, t.First), j+1)
}

func (d *detector) newNegation(l align.Link, j int) {
	s, t := d.Parent.Sentences[l.A], d.Child.Sentences[l.B]
	i := d.negated(d.Child, d.ToParent, j, t.End)
	if i < 0 || d.taken[j] || i < s.First || i >= s.End || !meets(d.Parent.Words[i], d.Child.Words[d.ToChild[i]]) {
		return
	}
	d.add(stemma.ChangePolarity, max(i-2, s.First), i+1, max(j-1, t.First), min(j+2, t.End))
}

// negated is the counterpart of the first telling word after the not at word i,
// -1 where it has none or stands far off.
func (d *detector) negated(v *view.View, to []int, i, end int) int {
	for k := i + 1; k < end && k <= i+4; k++ {
		if v.Words[k].Class != view.Stop {
			return to[k]
		}
	}
	return -1
}

// negationAt lists the negations of a sentence outside quotations.
func (d *detector) negationAt(v *view.View, s int) []int {
	var out []int
	k := v.Sentences[s]
	for i := k.First; i < k.End; i++ {
		if negations[v.Words[i].Norm] && !boundWord(v, i, k.End) {
			out = append(out, i)
		}
	}
	return out
}

// boundWord reports whether a no or not bounds a number: no fewer than 40.
func boundWord(v *view.View, i, end int) bool {
	if i+1 >= end {
		return false
	}
	switch v.Words[i+1].Norm {
	case "fewer", "less", "more", "later", "only", "under", "just", "merely", "sole", "solely", "simply", "longer":
		return true
	}
	return false
}

// negativeWords reports whether a sentence denies by other words than not.
func (d *detector) negativeWords(v *view.View, s int) bool {
	k := v.Sentences[s]
	for _, w := range v.Words[k.First:k.End] {
		if denials[w.Key] {
			return true
		}
	}
	return false
}
