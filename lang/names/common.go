package names

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/stemmanews/stemma/lang/gazetteer"
)

//go:embed common.tsv
var commonFile string

// commonWords gives for words that occur in small letters in the training text
// how often they do: 1 to 4, a rising scale.
var commonWords = sync.OnceValue(func() map[gazetteer.Hash]uint8 {
	m := make(map[gazetteer.Hash]uint8, 10000)
	for line := range strings.Lines(commonFile) {
		if w, band, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok && len(band) == 1 {
			m[gazetteer.Start.Word(w)] = band[0] - '0'
		}
	}
	return m
})

// commonness returns the band of a word, 0 where it was not seen.
func commonness(h gazetteer.Hash) uint8 { return commonWords()[h] }
