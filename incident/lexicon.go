package incident

import (
	_ "embed" // for the tables
	"strings"

	"github.com/stemmanews/stemma/lang/gazetteer"
)

//go:embed words.tsv
var wordTable string

//go:embed people.txt
var peopleTable string

// Effect is what happened to people.
type Effect int8

// Effects. Hit is harm of unknown end: "was shot".
const (
	None Effect = iota
	Killed
	Wounded
	Hit
)

// harmWord is what a form of the table says: its effect and, as bits, how the
// harmed stand to it.
type harmWord struct {
	effect Effect
	how    how
}

// how is a set of the ways in which the harmed stand to a word.
type how uint8

const (
	byObject  how = 1 << iota // "killed a man", "a man was killed"
	bySubject                 // "a man died"
	beside                    // "a man dead"
	byOf                      // "the death of a man", "a man's death"
	counts                    // "two fatalities"
)

var (
	harmWords = readHarm(wordTable)
	people    = readPeople(peopleTable)
)

func readHarm(table string) map[string]harmWord {
	effects := map[string]Effect{"killed": Killed, "wounded": Wounded, "shot": Hit}
	hows := map[string]how{"t": byObject, "i": bySubject, "a": beside, "n": byOf, "c": counts}
	m := map[string]harmWord{}
	for line := range strings.Lines(table) {
		cells := strings.Split(strings.TrimSpace(line), "\t")
		if len(cells) < 3 || strings.HasPrefix(line, "#") {
			continue
		}
		for form := range strings.FieldsSeq(cells[0]) {
			w := m[form]
			m[form] = harmWord{effects[cells[1]], w.how | hows[cells[2]]}
		}
	}
	return m
}

// readPeople reads the words for people with their gender.
func readPeople(table string) map[string]byte {
	m := map[string]byte{}
	for line := range strings.Lines(table) {
		words := strings.Fields(line)
		if len(words) < 2 || words[0] == "#" {
			continue
		}
		g := words[0][0]
		if g == '-' {
			g = gazetteer.NoGender
		}
		for _, w := range words[1:] {
			m[w] = g
		}
	}
	return m
}

// person looks up a word for people, in the singular or plural.
func person(word string) (gender byte, ok bool) {
	for _, w := range singulars(word) {
		if g, ok := people[w]; ok {
			return g, true
		}
	}
	return 0, false
}

// singulars are the forms of which a word may be the plural, itself first.
func singulars(w string) []string {
	out := []string{w}
	switch {
	case strings.HasSuffix(w, "men"):
		out = append(out, w[:len(w)-2]+"an")
	case w == "children", w == "grandchildren":
		out = append(out, w[:len(w)-3])
	case w == "wives":
		out = append(out, "wife")
	case strings.HasSuffix(w, "ies"):
		out = append(out, w[:len(w)-3]+"y")
	}
	if s, ok := strings.CutSuffix(w, "s"); ok {
		out = append(out, s)
	}
	if s, ok := strings.CutSuffix(w, "es"); ok {
		out = append(out, s)
	}
	return out
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}
