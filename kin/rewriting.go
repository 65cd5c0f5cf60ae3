package kin

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin/view"
)

// fewestSigns is the number of quotations and names in other words from which
// they are a sign: one may be a slip of the pen.
const fewestSigns = 2

// signsOfRewriting adds to the evidence of reworded copies the quotations and
// names that stand in other words there. People who reword a report leave those
// as they are; machines that exchange words for others, or translate and
// translate back, do not. It is said as what the words show, never as who did
// it.
func signsOfRewriting(pairs []stemma.Pair, changes []stemma.Change) {
	byPair := map[[2]string][]stemma.Change{}
	for _, c := range changes {
		if inOtherWords(&c) {
			k := [2]string{c.From.Path, c.To.Path}
			byPair[k] = append(byPair[k], c)
		}
	}
	for i := range pairs {
		p := &pairs[i]
		if p.Relation != stemma.RelationReworded {
			continue
		}
		switch p.Direction {
		case stemma.DirectionAB:
			p.Evidence = addSigns(p.Evidence, byPair[[2]string{p.A, p.B}], "second", false)
		case stemma.DirectionBA:
			p.Evidence = addSigns(p.Evidence, byPair[[2]string{p.B, p.A}], "first", true)
		}
	}
}

func addSigns(all []stemma.Evidence, found []stemma.Change, copy string, turned bool) []stemma.Evidence {
	if len(found) < fewestSigns {
		return all
	}
	e := stemma.Evidence{Kind: "rewriting", A: []stemma.Span{}, B: []stemma.Span{}}
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
	return append(all, e)
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
