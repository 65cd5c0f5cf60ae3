package parse

import "github.com/stemmanews/stemma/lang/text"

// reroot mends the tree of a sentence whose root is a noun with a verb as its
// mere attribute ("The guild called for talks." read as a guild called for): a
// sentence that ends with a full stop mostly has a finite verb, and where no
// other can be it, this one is the predicate, and the noun its subject. What
// follows the verb goes with it. tokens are those of one sentence, the first of
// which has number first in its text; stop says that they end with a full stop.
// It returns the number of the verb in the sentence, -1 where all stays.
func reroot(tokens []text.Token, first int, stop bool) int {
	root, verb := -1, -1
	for i := range tokens {
		tok := &tokens[i]
		switch {
		case tok.Head < 0:
			root = i
		case verb < 0 && root >= 0 && tok.Head == first+root && tok.Rel == "acl" && (tok.XPOS == "VBN" || tok.XPOS == "VBD"):
			verb = i
		case tok.UPOS == "AUX" || finite(tok.XPOS):
			return -1
		}
	}
	if !stop || verb < 0 || verb > len(tokens)-3 || tokens[root].UPOS != "NOUN" && tokens[root].UPOS != "PROPN" {
		return -1
	}
	for i := verb + 1; i < len(tokens); i++ {
		if tokens[i].Head == first+root {
			tokens[i].Head = first + verb
		}
	}
	tokens[verb].Head, tokens[verb].Rel = -1, "root"
	tokens[root].Head, tokens[root].Rel = first+verb, "nsubj"
	return verb
}

func finite(xpos string) bool {
	return xpos == "VBD" || xpos == "VBZ" || xpos == "VBP" || xpos == "VB" || xpos == "MD"
}
