package claim

import (
	_ "embed" // for the lexicon
	"strings"

	"github.com/stemmanews/stemma/lang/perceptron"
)

//go:embed lexicon.tsv
var lexiconTable string

// entry is what the lexicon knows of a cue word.
type entry struct {
	stance    string
	certainty string
	hash      uint32
}

var lexicon = readLexicon(lexiconTable)

// readLexicon reads lines "lemma[,lemma…] TAB stance TAB certainty".
func readLexicon(table string) map[string]entry {
	out := map[string]entry{}
	for line := range strings.Lines(table) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(cells) < 3 || strings.HasPrefix(line, "#") {
			continue
		}
		e := entry{cells[1], cells[2], perceptron.String(cells[1] + "/" + cells[2])}
		for lemma := range strings.SplitSeq(cells[0], ",") {
			out[lemma] = e
		}
	}
	return out
}

func lexiconOf(lemma string) uint32 {
	if e, ok := lexicon[lemma]; ok {
		return e.hash
	}
	return none
}
