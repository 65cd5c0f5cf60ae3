package kin

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin/change"
	"github.com/stemmanews/stemma/kin/judge"
	"github.com/stemmanews/stemma/kin/view"
)

// fewestSigns is the number of quotations and names in other words from which
// they are a sign: one may be a slip of the pen.
const fewestSigns = 2

// signsOfRewriting are the quotations and names of a reworded copy that stand in
// other words there. People who reword a report leave those as they are;
// machines that exchange words for others, or translate and translate back, do
// not. It is said as what the words show, never as who did it. ok is false where
// there are too few, or where the direction is not known.
func signsOfRewriting(v *judge.Verdict, direction string) (e stemma.Evidence, ok bool) {
	if v.Relation != stemma.RelationReworded || direction == stemma.DirectionUnknown {
		return e, false
	}
	s := change.NewStep(v.Alignment, direction == stemma.DirectionAB)
	var found []stemma.Change
	for _, c := range s.Changes() {
		if ch := write(s.Parent, s.Child, c); inOtherWords(&ch) {
			found = append(found, ch)
		}
	}
	if direction == stemma.DirectionAB {
		return signs(found, "second", false)
	}
	return signs(found, "first", true)
}

// signs writes the evidence; copy says which report of the pair is the copy,
// turned that it is the first.
func signs(found []stemma.Change, copy string, turned bool) (stemma.Evidence, bool) {
	e := stemma.Evidence{Kind: "rewriting", A: []stemma.Span{}, B: []stemma.Span{}}
	if len(found) < fewestSigns {
		return e, false
	}
	n := map[string]int{}
	for _, c := range found {
		n[c.Kind]++
		from, to := *c.From.Span, *c.To.Span
		if turned {
			from, to = to, from
		}
		e.A, e.B = append(e.A, from), append(e.B, to)
	}
	e.Detail = fmt.Sprintf("%s in other words in the %s, as rewriting machines and translations leave them: %s → %s",
		counted(n[stemma.ChangeQuotation], n[stemma.ChangeName]), copy, oneLine(found[0].From.Text), oneLine(found[0].To.Text))
	return e, true
}

func counted(quotations, names int) string {
	var parts []string
	for _, x := range []struct {
		n    int
		noun string
	}{{quotations, "quotation"}, {names, "name"}} {
		switch x.n {
		case 0:
		case 1:
			parts = append(parts, "one "+x.noun)
		default:
			parts = append(parts, fmt.Sprintf("%d %ss", x.n, x.noun))
		}
	}
	return strings.Join(parts, " and ")
}

// oneLine is the beginning of a text, some 60 bytes of whole words.
func oneLine(s string) string {
	words := strings.Fields(s)
	out := ""
	for i, w := range words {
		if i > 0 && len(out)+len(w) > 60 {
			return out + " …"
		}
		out = strings.TrimSpace(out + " " + w)
	}
	return out
}

// inOtherWords reports whether a change is of a quotation or a name that has
// other words than before, not only another spelling or an abbreviation.
func inOtherWords(c *stemma.Change) bool {
	if c.From.Span == nil || c.To.Span == nil || c.From.Text == "" || c.To.Text == "" {
		return false
	}
	if c.Kind != stemma.ChangeQuotation && c.Kind != stemma.ChangeName {
		return false
	}
	return foreignWord(c.From.Text, c.To.Text) && foreignWord(c.To.Text, c.From.Text)
}

// foreignWord reports whether a has a word that sounds like none of b.
func foreignWord(a, b string) bool {
	has := map[string]bool{}
	for _, w := range plainWords(b) {
		has[view.Sound(w)] = true
	}
	for _, w := range plainWords(a) {
		if len(w) >= shortestSign && !has[view.Sound(w)] {
			return true
		}
	}
	return false
}

// plainWords are the words of s without the signs round them.
func plainWords(s string) []string {
	words := strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("\"“”‘’'«»,.;:!?()", r) })
	for i, w := range words {
		words[i] = view.Normalise(w)
	}
	return words
}

// shortestSign is the length from which a word is no abbreviation, in bytes.
const shortestSign = 4
