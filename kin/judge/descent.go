package judge

import (
	"strings"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin/align"
	"github.com/stemmanews/stemma/kin/view"
)

// Costs of descent. The cost of a step from parent to child is about the part
// of the child that the parent does not explain, 0 to 1, and what speaks
// against the direction.
const (
	reworded     = 0.5  // what a word in a passage costs that is another word there
	changedName  = 8.0  // a letter of a name that differs, in words
	leftOut      = 0.12 // the part of the parent that the child leaves out
	earlierChild = 2.0  // the child is dated before the parent
	maybeEarlier = 0.6  // the same by dates that were inferred
	sameText     = 0.001
)

// Descent is the cost of v's A being the parent of B, or the other way round.
func (v *Verdict) Descent(fromA bool) float64 {
	parent, child, back := v.A, v.B, v.ToA
	lost := 1 - v.ShareA
	if !fromA {
		parent, child, back = v.B, v.A, v.ToB
		lost = 1 - v.ShareB
	}
	in := v.inPassage(!fromA)
	unexplained := 0.0
	for j := child.BodyFirst; j < len(child.Words); j++ {
		unexplained += wordCost(parent, child, back[j], j, in[j])
	}
	cost := unexplained/float64(max(1, child.BodyLen())) + leftOut*lost
	if Later(parent.Doc, child.Doc) {
		cost += earlierChild
		if parent.Doc.Published.From == stemma.DateInferred || child.Doc.Published.From == stemma.DateInferred {
			cost += maybeEarlier - earlierChild
		}
	}
	return cost + sameText*Derived(parent.Doc)
}

// wordCost is what word j of the child costs, whose counterpart in the parent
// is i, or -1.
func wordCost(parent, child *view.View, i, j int, in bool) float64 {
	w := child.Words[j]
	switch {
	case i >= 0 && parent.Words[i].Norm == w.Norm:
		return 0
	case i >= 0 && w.Class == view.Name:
		return changedName * float64(align.Distance(parent.Words[i].Norm, w.Norm))
	case i >= 0:
		return 0.1
	case !in:
		return 1
	case w.Class == view.Number || w.Class == view.Name:
		return 1
	}
	return reworded
}

// inPassage marks the words of A (or B) that lie in passages.
func (v *Verdict) inPassage(ofA bool) []bool {
	a, b := v.Alignment.Inside()
	if ofA {
		return a
	}
	return b
}

// Later reports whether a was surely published on a later day than b.
func Later(a, b *stemma.Document) bool {
	x, y := a.Published.Date, b.Published.Date
	return len(x) == 10 && len(y) == 10 && x > y
}

// Derived is a sign from 0 to about 2 that a report runs another's text: it
// credits somebody else, and has more page furniture.
func Derived(d *stemma.Document) float64 {
	s := 0.0
	if own := strings.ToLower(d.Outlet); len(d.Credits) > 0 && !credits(d, own) {
		s += 0.7
	}
	if d.Byline != "" && creditedAgency(d, d.Byline) {
		s += 0.5
	}
	return s + 0.5*furniture(d)
}

// credits reports whether d names its own outlet among its credits, as an
// agency's report does.
func credits(d *stemma.Document, own string) bool {
	for _, c := range d.Credits {
		if own != "" && strings.Contains(strings.ToLower(c.Name), own) {
			return true
		}
	}
	return false
}

// creditedAgency reports whether a byline is an agency that is credited.
func creditedAgency(d *stemma.Document, byline string) bool {
	for _, c := range d.Credits {
		if strings.EqualFold(c.Name, byline) {
			return true
		}
	}
	return false
}

// furniture is the part of the page that is neither body nor headline.
func furniture(d *stemma.Document) float64 {
	n := 0
	for _, f := range d.Furniture {
		n += f.Span.Len()
	}
	return float64(n) / float64(max(1, len(d.Text)))
}

// RootCost is the cost of a report being an original of its own.
func RootCost(d *stemma.Document) float64 { return 1.0 + 0.03*Derived(d) }

// Gain is the part of the child's words that lie in passages of q but in none
// of p, outside quotation marks. Both are verdicts on the child's pairs.
func Gain(p, q *Verdict, child *view.View) float64 {
	have, more := p.of(child), q.of(child)
	n := 0
	for j := child.BodyFirst; j < len(child.Words); j++ {
		if more[j] && !have[j] && !child.Words[j].Quoted {
			n++
		}
	}
	return float64(n) / float64(max(1, child.BodyLen()))
}

func (v *Verdict) of(x *view.View) []bool { return v.inPassage(v.A == x) }

// Other returns the view that v compares x with.
func (v *Verdict) Other(x *view.View) *view.View {
	if v.A == x {
		return v.B
	}
	return v.A
}
