package coref

import (
	"regexp"
	"sort"
	"strings"

	"github.com/stemmanews/stemma/lang/text"
)

// signature is the line under an embedded post: a dash, the name as its bearer
// spells it, a second spelling perhaps, the handle.
var signature = regexp.MustCompile(`(?m)^[ \t]*[—–-]{1,2}[ \t]*([^()/\n|]{3,60}?)[ \t]*(?:[/|][^()\n]{1,60})?\(@\w{1,30}\)`)

// accounts takes the spelling of a name from posts that its bearer signed:
// reports transliterate, people spell themselves.
func (w *World) accounts() {
	var signed []string
	for _, t := range w.texts {
		if !strings.Contains(t.Doc.Text, "(@") {
			continue
		}
		for _, m := range signature.FindAllStringSubmatch(t.Doc.Text, -1) {
			if s := strings.TrimSpace(m[1]); !within(signed, s) && len(strings.Fields(s)) > 1 {
				signed = append(signed, s)
			}
		}
	}
	if len(signed) == 0 {
		return
	}
	roots := make([]int, 0, len(w.best))
	for r := range w.best {
		roots = append(roots, r)
	}
	sort.Ints(roots)
	for _, s := range signed {
		a := &named{words: strings.Fields(fold(s))}
		for _, r := range roots {
			e := w.best[r]
			if e.Type == text.Person && e.Name != "" && samePerson(a, &named{words: strings.Fields(fold(e.Name))}) {
				e.Name = s
				w.best[r] = e
			}
		}
	}
}
