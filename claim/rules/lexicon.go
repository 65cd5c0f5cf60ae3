package rules

import (
	_ "embed"
	"fmt"
	"strings"
)

//go:embed lexicon.tsv
var lexiconFile string

// entry says what a cue's lemma signals.
type entry struct {
	lemma, stance, certainty string
	frames                   string
}

// takes reports whether the cue takes a content of this frame.
func (e entry) takes(frame byte) bool { return strings.IndexByte(e.frames, frame) >= 0 }

func readLexicon() (map[string]entry, error) {
	m := map[string]entry{}
	for n, l := range strings.Split(lexiconFile, "\n") {
		if l == "" || strings.HasPrefix(l, "#") {
			continue
		}
		c := strings.Split(l, "\t")
		if len(c) != 4 {
			return nil, fmt.Errorf("line %d: %d columns, want 4", n+1, len(c))
		}
		m[c[0]] = entry{c[0], c[1], c[2], c[3]}
	}
	return m, nil
}
