package gazetteer

import "strings"

// leastAlike is the number of words from which names of organisations are
// looked up with one word open.
const leastAlike = 3

// addAlike indexes a name by all its words but one.
func (g *Gazetteer) addAlike(phrase string) {
	words := strings.Fields(phrase)
	if len(words) < leastAlike {
		return
	}
	for i := range words {
		h := allBut(words, i)
		g.alike[h] = append(g.alike[h], phrase)
	}
}

// allBut is the hash of a phrase with word i left open.
func allBut(words []string, i int) Hash {
	h := Start
	for k, w := range words {
		if k == i {
			w = "*"
		}
		h = h.Word(w)
	}
	return h
}

// Alike lists the organisations of three words and more whose names differ
// from the words in word i alone, whatever stands there.
func (g *Gazetteer) Alike(words []string, i int) []string {
	if len(words) < leastAlike {
		return nil
	}
	return g.alike[allBut(words, i)]
}
