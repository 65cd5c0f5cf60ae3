package coref

import (
	"regexp"
	"strings"

	"github.com/stemmanews/stemma/lang/text"
)

// signature is the line under an embedded post: a dash, the name as its bearer
// spells it, a second spelling perhaps, the handle.
var signature = regexp.MustCompile(`(?m)^[ \t]*[—–-]{1,2}[ \t]*([^()/\n|]{3,60}?)[ \t]*(?:[/|][^()\n]{1,60})?\(@\w{1,30}\)`)

// accounts takes the spelling of a name from posts that its bearer signed:
// reports transliterate, people spell themselves.
func (w *World) accounts() {
	signed := map[string][]*named{} // by the consonants of the last word
	seen := map[string]bool{}
	for _, t := range w.texts {
		if !strings.Contains(t.Doc.Text, "(@") {
			continue
		}
		for _, m := range signature.FindAllStringSubmatch(t.Doc.Text, -1) {
			s := strings.TrimSpace(m[1])
			words := strings.Fields(fold(s))
			if len(words) < 2 || seen[s] {
				continue
			}
			seen[s] = true
			key := skeleton(words[len(words)-1])
			signed[key] = append(signed[key], &named{name: s, words: words})
		}
	}
	if len(signed) == 0 {
		return
	}
	for r, e := range w.best { // each class for itself: the order does not matter
		words := strings.Fields(fold(e.Name))
		if e.Type != text.Person || len(words) < 2 {
			continue
		}
		for _, a := range signed[skeleton(words[len(words)-1])] {
			if samePerson(a, &named{words: words}) {
				e.Name = a.name
				w.best[r] = e
				break
			}
		}
	}
}
