package names

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stemmanews/stemma/lang/gazetteer"
	"github.com/stemmanews/stemma/lang/text"
)

// form is one way in which a document writes a name.
type form struct {
	text  string
	words []string // folded
	typ   string
	at    []int // names that have it
}

// fullest gives each name the fullest form of it in the document: "Ostberg" is
// "Mara Ostberg", "HSB" is "Harbour Safety Board". Where several long forms
// fit a short one, the last before it is meant, else the first after it.
func fullest(t *text.Text, g *gazetteer.Gazetteer) {
	forms, of := formsOf(t)
	for i := range t.Names {
		n := &t.Names[i]
		n.Name = forms[of[i]].text
		switch n.Type {
		case text.Person:
			if f := longer(forms, of[i], i, partOfPerson); f != "" {
				n.Name = f
			}
		case text.Location:
			if len(forms[of[i]].words) == 1 && (n.Name == "North" || n.Name == "South") {
				if f := longer(forms, of[i], i, partOfPerson); f != "" {
					n.Name = f // the North: North Korea
				}
			}
		case text.Organisation:
			if f := introduced(t, i); f != "" {
				n.Name = f
			} else if f := longer(forms, of[i], i, partOfBody(g)); f != "" {
				n.Name = f
			}
		}
	}
	spread(t)
}

func formsOf(t *text.Text) (forms []form, of []int) {
	index := map[string]int{}
	of = make([]int, len(t.Names))
	for i, n := range t.Names {
		s := Clean(n.Span.In(t.Doc.Text))
		k, ok := index[n.Type+s]
		if !ok {
			k = len(forms)
			index[n.Type+s] = k
			forms = append(forms, form{text: s, words: fields(s), typ: n.Type})
		}
		forms[k].at = append(forms[k].at, i)
		of[i] = k
	}
	return forms, of
}

// Clean returns a name on one line, without an article or a possessive.
func Clean(s string) string {
	if strings.ContainsAny(s, "\n\t\r") || strings.Contains(s, "  ") {
		s = strings.Join(strings.Fields(s), " ")
	}
	for _, end := range []string{"'s", "’s", "'", "’"} {
		s = strings.TrimSuffix(s, end)
	}
	return s
}

// fields returns the folded words of a name.
func fields(s string) []string { return strings.Fields(strings.ToLower(s)) }

// longer returns the form of which form k is a part, for name i.
func longer(forms []form, k, i int, part func(short, long *form) bool) string {
	best, at := "", -1
	for l := range forms {
		f := &forms[l]
		if l == k || shouted(f.text) || f.typ != forms[k].typ || len(f.words) <= len(forms[k].words) && !isAcronym(forms[k].text) || !part(&forms[k], f) {
			continue
		}
		for _, j := range f.at {
			if at < 0 || nearer(j, at, i) || j == at {
				best, at = f.text, j
			}
		}
	}
	return best
}

// shouted reports whether a form of several words is all in capitals, as at the
// head of a page.
func shouted(s string) bool { return strings.Contains(s, " ") && strings.ToUpper(s) == s }

// nearer reports whether name a is a better antecedent of name i than b: the
// last one before it, or else the first after it.
func nearer(a, b, i int) bool {
	if (a < i) != (b < i) {
		return a < i
	}
	if a < i {
		return a > b
	}
	return a < b
}

// partOfPerson: every word of the short form is one of the long form.
func partOfPerson(short, long *form) bool {
	for _, w := range short.words {
		if !within(w, long.words) {
			return false
		}
	}
	return true
}

func within(w string, words []string) bool {
	for _, x := range words {
		if x == w {
			return true
		}
	}
	return false
}

// partOfBody: an acronym of the long form, or its words, of which one is
// telling.
func partOfBody(g *gazetteer.Gazetteer) func(short, long *form) bool {
	return func(short, long *form) bool {
		if isAcronym(short.text) {
			return Initials(short.text, long.text)
		}
		telling := false
		for _, w := range short.words {
			if !within(w, long.words) {
				return false
			}
			e, _ := g.Word(w)
			telling = telling || e.Class&(gazetteer.Adjective|gazetteer.Place|bodyWord|gazetteer.Company) == 0
		}
		return telling && !strings.Contains(long.text, ",")
	}
}

func isAcronym(s string) bool {
	return len(s) > 1 && len(s) < 9 && !strings.ContainsRune(s, ' ') && strings.ToUpper(s) == s && unicode.IsLetter(rune(s[0]))
}

// Initials reports whether the letters of acronym are those with which the
// words of long begin, small words or not counted.
func Initials(acronym, long string) bool {
	var all, capitals []rune
	for _, w := range strings.FieldsFunc(long, func(r rune) bool { return r == ' ' || r == '-' }) {
		r, _ := utf8.DecodeRuneInString(w)
		all = append(all, unicode.ToUpper(r))
		if unicode.IsUpper(r) {
			capitals = append(capitals, r)
		}
	}
	want := strings.ReplaceAll(acronym, ".", "")
	return len(capitals) > 1 && (string(capitals) == want || string(all) == want)
}

// introduced returns the long form for which a name stands in brackets:
// "Philippine Coast Guard (PCG)", and the same the other way round.
func introduced(t *text.Text, i int) string {
	n := t.Names[i]
	if i == 0 || n.First < 2 || n.End >= len(t.Tokens) || t.Word(n.First-1) != "(" || t.Word(n.End) != ")" {
		return ""
	}
	p := t.Names[i-1]
	short := n.Span.In(t.Doc.Text)
	long := Clean(p.Span.In(t.Doc.Text))
	if p.End != n.First-1 || !isAcronym(short) || p.Type == text.Location || p.Type == text.Person || len(long) <= len(short) || long[0] != short[0] {
		return ""
	}
	return long
}

// spread gives the long form of an acronym to all its uses.
func spread(t *text.Text) {
	long := map[string]string{}
	for i, n := range t.Names {
		if s := n.Span.In(t.Doc.Text); n.Type == text.Organisation && isAcronym(s) && introduced(t, i) != "" {
			long[s] = n.Name
		}
	}
	for i := range t.Names {
		n := &t.Names[i]
		if f, ok := long[n.Span.In(t.Doc.Text)]; ok && n.Type == text.Organisation {
			n.Name = f
		}
	}
}
