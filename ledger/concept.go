package ledger

import (
	_ "embed"
	"strings"
	"unicode"

	"github.com/stemmanews/stemma/lang/gazetteer"
)

//go:embed actions.tsv
var actionTable string

// actionOf maps a stem to the class of what is done.
var actionOf = readClasses(actionTable)

// concepts are what a proposition is about, so that it can be found again in
// other words: countries (by adjective, people and seat of government too),
// classes of things and of actions, and the stems of all other telling words.
// Countries begin with "@", classes with "#" or "!".
func concepts(s string) map[string]bool {
	m := map[string]bool{}
	words := phraseWords(s)
	g := gazetteer.Default()
	for i := 0; i < len(words); {
		if c, n := country(g, words[i:]); n > 0 {
			m["@"+c] = true
			i += n
			continue
		}
		if c := concept(words[i]); c != "" {
			m[c] = true
		}
		i++
	}
	return m
}

func concept(word string) string {
	w := strings.Trim(fold(word), "'")
	w = strings.TrimSuffix(w, "'s")
	if len(w) < 3 || stop[w] {
		return ""
	}
	s := stem(w)
	if light[s] {
		return ""
	}
	if c := actionOf[s]; c != "" {
		return "!" + c
	}
	if c := classOf[s]; c != "" && c != "people" {
		return "#" + c
	}
	return s
}

func phraseWords(s string) []string {
	return strings.FieldsFunc(s, func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != '\'' && c != '’' && c != '-' && c != '.'
	})
}

// country reads the longest phrase at the start of words that names a country,
// its people or its government, and gives the number of words.
func country(g *gazetteer.Gazetteer, words []string) (name string, n int) {
	if len(words) == 0 || !startsUpper(words[0]) {
		return "", 0
	}
	h := gazetteer.Start
	for i := range min(4, len(words)) {
		h = h.Word(clean(words[i]))
		e, ok := g.Find(h)
		if !ok || e.Class&(gazetteer.Country|gazetteer.Adjective|gazetteer.People|gazetteer.Capital) == 0 {
			continue
		}
		c := e.Country
		if e.Class&gazetteer.Country != 0 && e.Name != "" {
			c = e.Name
		}
		if c != "" {
			name, n = fold(c), i+1
		}
	}
	return name, n
}

func clean(w string) string {
	w = strings.Trim(w, ".'’-")
	return strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
}

func startsUpper(w string) bool {
	for _, c := range w {
		return unicode.IsUpper(c)
	}
	return false
}
