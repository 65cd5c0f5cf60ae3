package claim

import "strings"

// trimCue cuts a cue to what the guideline asks for: no auxiliaries, adverbs
// and manner; negation stays, and so does a preposition at its end.
func (v *view) trimCue(c span, head int) span {
	for c.first < head && v.loose(c.first) {
		c.first++
	}
	for i := head + 1; i < c.end; i++ {
		tok := &v.t.Tokens[i]
		if tok.UPOS == "PUNCT" || tok.UPOS == "ADP" && i+1 < c.end && nominal(v.t.Tokens[i+1].UPOS) && strings.ToLower(v.t.Word(i)) != "as" {
			c.end = i
			break
		}
	}
	for c.end > head+1 && (v.t.Tokens[c.end-1].UPOS == "ADV" || v.t.Tokens[c.end-1].UPOS == "PUNCT") {
		c.end--
	}
	return c
}

// loose reports whether token i may be cut from the beginning of a cue.
func (v *view) loose(i int) bool {
	tok := &v.t.Tokens[i]
	if negating[strings.ToLower(v.t.Word(i))] {
		return false
	}
	return tok.UPOS == "AUX" || tok.UPOS == "ADV" || tok.UPOS == "CCONJ" || tok.UPOS == "PUNCT" || tok.XPOS == "MD" || tok.Rel == "aux" || tok.Rel == "aux:pass"
}

func nominal(upos string) bool {
	switch upos {
	case "DET", "NOUN", "PROPN", "ADJ", "PRON", "NUM":
		return true
	}
	return false
}

// cueLemma is the cue in dictionary form: "decline to say".
func (v *view) cueLemma(c span) string {
	var words []string
	for i := c.first; i < c.end; i++ {
		tok := &v.t.Tokens[i]
		if tok.UPOS == "VERB" || tok.UPOS == "NOUN" || tok.UPOS == "AUX" {
			words = append(words, tok.Lemma)
		} else {
			words = append(words, strings.ToLower(v.t.Word(i)))
		}
	}
	return strings.Join(words, " ")
}
