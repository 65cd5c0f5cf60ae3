package change

import (
	"fmt"
	"time"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin/view"
)

// Reading is an altered reading of a report whose parent is not at hand: words
// of report To, and those of report From that show what it should have been.
// The two are one where a report speaks against itself.
type Reading struct {
	Kind             string
	From, To         int // reports
	FromSpan, ToSpan stemma.Span
	FromText         string // the true reading where no report of the input has it; From is -1 then
}

// leastHarmed is the least number of people from which two reports that name
// it speak of the same.
const leastHarmed = 20

// leastNames is the least number of names that two reports of one event share.
const leastNames = 5

// Bounds finds bounds of numbers of people harmed that contradict a quotation:
// the report, or another on the same event, quotes somebody with the same
// number of the same harm and another bound, and nobody is quoted with this
// one. Words between quotation marks are the claimant's, those outside the
// writer's. Only reports for which alone holds are looked at: a copy is
// compared with what it copied.
func Bounds(views []*view.View, alone func(i int) bool) []Reading {
	quoted := map[string][]harmedMention{}
	for i, v := range views {
		for _, m := range harmedIn(v, i) {
			if m.quoted {
				quoted[m.key] = append(quoted[m.key], m)
			}
		}
	}
	var out []Reading
	for i, v := range views {
		if !alone(i) {
			continue
		}
		for _, m := range harmedIn(v, i) {
			if q, ok := against(views, m, quoted[m.key]); ok && !m.quoted {
				out = append(out, Reading{Kind: stemma.ChangeComparator, From: q.report, To: i, FromSpan: q.span, ToSpan: m.span})
			}
		}
	}
	return out
}

// against is the quotation that contradicts the bound of m: of its own report
// rather than another's; none where somebody is quoted with m's bound.
func against(views []*view.View, m harmedMention, quoted []harmedMention) (q harmedMention, ok bool) {
	for _, x := range quoted[:min(len(quoted), mostMentions)] {
		if sameBound(x.bound, m.bound) || rounded(x.bound, m.bound) {
			return q, false
		}
		if x.report != m.report && (ok || !OneEvent(views[x.report], views[m.report])) {
			continue
		}
		if !ok || q.report != m.report {
			q, ok = x, true
		}
	}
	return q, ok
}

// rounded reports whether one of two bounds is none and the other leaves a round
// number what it is: about, up to.
func rounded(a, b string) bool {
	loose := func(b string) bool { return b == stemma.Approximately || b == stemma.UpTo }
	return loose(a) && b == stemma.Exact || a == stemma.Exact && loose(b)
}

// harmedMention is a number of people harmed in a report.
type harmedMention struct {
	report int
	key    string // number and harm
	bound  string
	quoted bool
	span   stemma.Span // bound and number
}

// harmedIn lists the numbers of people harmed in a view.
func harmedIn(v *view.View, report int) []harmedMention {
	var out []harmedMention
	numbers := numbersOf(v)
	for i := range v.Words {
		n, ok := numbers[i]
		if !ok || !isFigure(v, i) || n.value < leastHarmed || n.unit != "" {
			continue
		}
		if h := harmsRound(v, i); h != 0 {
			first, end := n.widen(v, i)
			out = append(out, harmedMention{report, fmt.Sprint(v.Words[i].Norm, "/", h), n.bound, v.Words[i].Quoted, v.SpanOf(first, end)})
		}
	}
	return out
}

// harmsRound is the set of kinds of harm after word i, or else before it.
func harmsRound(v *view.View, i int) int {
	if h := harms(v, i); h != 0 {
		return h
	}
	kinds := 0
	for k := i - 1; k >= max(v.Sentences[v.Words[i].Sentence].First, i-14); k-- {
		if v.Words[k].Class == view.Number {
			break
		}
		kinds |= allHarm(v.Words[k])
	}
	return kinds
}

// OneEvent reports whether two reports may speak of one event: they share
// several names and came out within a week of each other, where both are dated.
func OneEvent(a, b *view.View) bool {
	return sharedNames(a, b) >= leastNames && near(a.Doc.Published.Date, b.Doc.Published.Date)
}

// near reports whether two dates are at most a week apart; true where one is
// not known to the day.
func near(a, b string) bool {
	x, errX := time.Parse(time.DateOnly, a)
	y, errY := time.Parse(time.DateOnly, b)
	return errX != nil || errY != nil || x.Sub(y).Abs() <= 7*24*time.Hour
}

func sharedNames(a, b *view.View) int {
	n := 0
	for i, j := 0, 0; i < len(a.Keys) && j < len(b.Keys); {
		switch {
		case a.Keys[i].Key < b.Keys[j].Key:
			i++
		case a.Keys[i].Key > b.Keys[j].Key:
			j++
		default:
			if a.Keys[i].Class == view.Name && b.Keys[j].Class == view.Name {
				n++
			}
			i, j = i+1, j+1
		}
	}
	return n
}
