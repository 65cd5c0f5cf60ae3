package change

import (
	"slices"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin/view"
)

// raised finds numbers that the child brings up to date and names the old one
// beside the new: to 147 from 143, where the parent has 143.
func (d *detector) raised(pq, cq map[int]number) {
	for k := range d.Child.Words {
		if k < d.Child.BodyFirst || !isFigure(d.Child, k) || !d.old(k) {
			continue
		}
		i := d.ToParent[k]
		if i < 0 || !isFigure(d.Parent, i) {
			i = d.only(d.Child.Words[k].Norm)
		}
		if i < 0 {
			continue
		}
		if j := d.newNumber(k); j >= 0 {
			d.addFigure(i, j, pq, cq)
		}
	}
}

// newNumber is the number that the child puts in the place of old number k:
// the nearest in its sentence, before it or else after it, that the parent
// lacks and that no change covers; -1 for none.
func (d *detector) newNumber(k int) int {
	s := d.Child.Sentences[d.Child.Words[k].Sentence]
	fits := func(j int) bool {
		return isFigure(d.Child, j) && d.ToParent[j] < 0 && !d.taken[j] && !d.parentHas[d.Child.Words[j].Norm] && !d.counted(j)
	}
	for j := k - 1; j >= s.First; j-- {
		if fits(j) {
			return j
		}
	}
	for j := k + 1; j < min(s.End, k+4); j++ {
		if fits(j) {
			return j
		}
	}
	return -1
}

// counted reports whether number j counts a part: 16 of them.
func (d *detector) counted(j int) bool {
	return j+1 < len(d.Child.Words) && d.Child.Words[j+1].Norm == "of"
}

// only is the word of the parent's body that is the number, -1 where none or
// several are.
func (d *detector) only(norm string) int {
	found := -1
	for i := d.Parent.BodyFirst; i < len(d.Parent.Words); i++ {
		if d.Parent.Words[i].Norm == norm && isFigure(d.Parent, i) {
			if found >= 0 {
				return -1
			}
			found = i
		}
	}
	return found
}

// old reports whether number j of the child is named as the one before: from
// 71, up from the at least 30.
func (d *detector) old(j int) bool {
	v := d.Child
	first := v.Sentences[v.Words[j].Sentence].First
	for k := j - 1; k >= max(first, j-5); k-- {
		if v.Words[k].Norm == "from" {
			return k > first
		}
		if v.Words[k].Class != view.Stop && v.Words[k].Norm != "least" {
			break
		}
	}
	return false
}

// saidBefore reports whether number j of the child is what somebody said
// before: old, or he had spoken of 17.
func (d *detector) saidBefore(j int) bool {
	v := d.Child
	for k := v.Sentences[v.Words[j].Sentence].First; k+2 < j; k++ {
		if v.Words[k].Norm == "had" && (cues[v.Words[k+1].Key] || cues[v.Words[k+2].Key]) {
			return true
		}
	}
	return d.old(j)
}

func (d *detector) addFigure(i, j int, pq, cq map[int]number) {
	if d.taken[j] || !d.once("figure", d.Parent.Words[i].Norm, d.Child.Words[j].Norm) {
		return
	}
	a0, a1 := pq[i].widen(d.Parent, i)
	b0, b1 := cq[j].widen(d.Child, j)
	d.add(stemma.ChangeFigure, a0, a1, b0, b1)
	d.updatedNumber[i] = true
}

// tolls finds numbers of people harmed that the child brings up to date in a
// sentence of its own: the same claimant counts the same harm, or both reports
// open with it, and neither report has the other's number.
func (d *detector) tolls(pq, cq map[int]number) {
	from, to := tollsOf(d.Parent, d.ParentClaims), tollsOf(d.Child, d.ChildClaims)
	for _, c := range to {
		if d.Foreign[d.Child.Words[c.word].Sentence] || d.taken[c.word] || d.ToParent[c.word] >= 0 || d.parentHas[d.Child.Words[c.word].Norm] || d.saidBefore(c.word) {
			continue
		}
		for _, p := range from {
			if !d.updatedNumber[p.word] && p.measure == c.measure && d.gone(p, to) && (p.lead && c.lead || d.sameClaimant(p.claim, c.claim) || d.namedBefore(p, to)) {
				d.addFigure(p.word, c.word, pq, cq)
				break
			}
		}
	}
}

// toll is a number of people harmed: its word, what befell them and who says so.
type toll struct {
	word    int
	measure string
	claim   *stemma.Claim
	lead    bool // in the first paragraph
}

// tollsOf lists the tolls among the figures of claims.
func tollsOf(v *view.View, claims []stemma.Claim) []toll {
	var out []toll
	for k := range claims {
		for _, f := range claims[k].Figures {
			i := numberAt(v, f.Span)
			if i < 0 {
				continue
			}
			if m := measureOf(v, i, f); harmed[m] {
				out = append(out, toll{i, m, &claims[k], inLead(v, i)})
			}
		}
	}
	return out
}

// inLead reports whether a word stands in the first paragraph of the body.
func inLead(v *view.View, i int) bool {
	k := v.Body()
	return k < len(v.Sentences) && v.Sentences[v.Words[i].Sentence].Paragraph == v.Sentences[k].Paragraph
}

// namedBefore reports whether the child has the parent's toll as the one before.
func (d *detector) namedBefore(p toll, to []toll) bool {
	return slices.ContainsFunc(to, func(c toll) bool {
		return c.measure == p.measure && d.Child.Words[c.word].Norm == d.Parent.Words[p.word].Norm && d.saidBefore(c.word)
	})
}

// numberAt is the first number of the body in span, -1 for none.
func numberAt(v *view.View, span stemma.Span) int {
	for i := v.BodyFirst; i < len(v.Words); i++ {
		if w := v.Words[i]; w.Class == view.Number && span.Overlaps(w.Span) {
			return i
		}
	}
	return -1
}

// measureOf is what a figure measures, by the words after it where the claim
// layer took it for a mere count.
func measureOf(v *view.View, i int, f stemma.Figure) string {
	if harmed[f.Measure] {
		return f.Measure
	}
	switch harms(v, i) {
	case dead:
		return stemma.MeasureKilled
	case hurt:
		return stemma.MeasureWounded
	case dead | hurt:
		return stemma.MeasureKilledOrWounded
	}
	return f.Measure
}

// gone reports whether the child has the parent's toll p no more, or only as
// the one before or as a part of a larger one.
func (d *detector) gone(p toll, to []toll) bool {
	for _, c := range to {
		if d.Child.Words[c.word].Norm == d.Parent.Words[p.word].Norm && !d.saidBefore(c.word) && !d.counted(c.word) && d.Child.Words[max(0, c.word-1)].Norm != "first" {
			return false
		}
	}
	return true
}

// sameClaimant reports whether two claims are of one named source.
func (d *detector) sameClaimant(p, c *stemma.Claim) bool {
	for _, x := range nameWords(p.Source.Name) {
		for _, y := range nameWords(c.Source.Name) {
			if len(x.Norm) > 3 && x.Norm == y.Norm {
				return true
			}
		}
	}
	return false
}
