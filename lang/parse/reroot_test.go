package parse

import (
	"testing"

	"github.com/stemmanews/stemma/lang/text"
)

func TestReroot(t *testing.T) {
	guild := func(xpos string) []text.Token { // The guild called for talks .
		return []text.Token{
			{UPOS: "DET", XPOS: "DT", Head: 11, Rel: "det"}, {UPOS: "NOUN", XPOS: "NN", Head: -1, Rel: "root"},
			{UPOS: "VERB", XPOS: xpos, Head: 11, Rel: "acl"}, {UPOS: "ADP", XPOS: "IN", Head: 14, Rel: "case"},
			{UPOS: "NOUN", XPOS: "NNS", Head: 12, Rel: "obl"}, {UPOS: "PUNCT", XPOS: ".", Head: 11, Rel: "punct"},
		}
	}
	tokens := guild("VBN")
	if v := reroot(tokens, 10, true); v != 2 || tokens[2].Head != -1 || tokens[1].Head != 12 || tokens[1].Rel != "nsubj" || tokens[5].Head != 12 {
		t.Errorf("verb %d, tree %+v", v, tokens)
	}
	if v := reroot(guild("VBN"), 10, false); v >= 0 {
		t.Error("a title was given a verb")
	}
	tokens = guild("VBN")
	tokens[4] = text.Token{UPOS: "AUX", XPOS: "VBZ", Head: 11, Rel: "cop"}
	if v := reroot(tokens, 10, true); v >= 0 {
		t.Error("a sentence with a finite verb was given another")
	}
	if v := reroot(nil, 0, true); v >= 0 {
		t.Error("nothing was given a verb")
	}
}
