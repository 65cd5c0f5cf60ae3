package parse

import (
	"strings"

	"github.com/stemmanews/stemma/lang/text"
)

// morphology gives words their UD features: those that the training data most
// often has for the form under its joint tag, else for the tag. Features that
// hang on the tree (mood, voice) are set by [refine] after parsing.
type morphology struct {
	byForm map[string]string // joint tag number as a rune, normal form → features
	byTag  []string
}

// readMorphology reads lines of joint tag, form ("" for the tag's own), and
// features.
func readMorphology(data []byte, tags *tagset) *morphology {
	m := &morphology{byForm: make(map[string]string, len(data)/40), byTag: make([]string, len(tags.upos))}
	number := map[string]int{}
	for i := range tags.upos {
		number[tags.upos[i]+"/"+tags.xpos[i]] = i
	}
	for line := range strings.Lines(string(data)) {
		c := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(c) != 3 {
			continue
		}
		t := number[c[0]]
		if c[1] == "" {
			m.byTag[t] = c[2]
		} else {
			m.byForm[string(rune(t))+c[1]] = c[2]
		}
	}
	return m
}

// feats returns the features of a form with a joint tag.
func (m *morphology) feats(tag uint8, form string, buf []byte) (string, []byte) {
	buf = append(buf[:0], string(rune(tag))...)
	n := len(buf)
	buf = append(buf, appendNormal(buf[n:], form)...)
	if f, ok := m.byForm[string(buf)]; ok {
		return f, buf
	}
	return m.byTag[tag], buf
}

// Features of verb forms that the tree decides.
const (
	imperative = "Mood=Imp|VerbForm=Fin"
	infinitive = "VerbForm=Inf"
	passive    = "Tense=Past|VerbForm=Part|Voice=Pass"
	perfect    = "Tense=Past|VerbForm=Part"
	gerund     = "VerbForm=Ger"
	present    = "Tense=Pres|VerbForm=Part"
)

// sign is a set of what the children of a verb say of its form.
type sign uint8

const (
	hasAux     sign = 1 << iota // any auxiliary, to
	hasHave                     // the auxiliary have
	hasDo                       // the auxiliary do, unconjugated or present
	hasPassive                  // a relation with :pass
	hasSubject
)

// signOf is what a token says of its head's form.
func signOf(t *text.Token) (s sign) {
	switch {
	case strings.HasSuffix(t.Rel, ":pass"):
		s = hasPassive
		if t.Rel != "aux:pass" {
			s |= hasSubject
		}
	case t.Rel == "aux":
		s = hasAux
		switch t.Lemma {
		case "have":
			s |= hasHave
		case "do":
			s |= hasDo
		}
	case t.XPOS == "TO" || t.XPOS == "MD":
		s = hasAux
	case strings.HasPrefix(t.Rel, "nsubj") || strings.HasPrefix(t.Rel, "csubj"):
		s = hasSubject
	}
	return s
}

// refine sets the features that the tree decides: the mood of bare verb forms,
// the voice of past participles, and which forms in -ing are gerunds. first is
// the index of the first token; signs is scratch space.
func refine(toks []text.Token, first int, signs []sign) []sign {
	signs = append(signs[:0], make([]sign, len(toks))...)
	for i := range toks {
		if h := toks[i].Head - first; toks[i].Head >= 0 {
			signs[h] |= signOf(&toks[i])
		}
	}
	for i := range toks {
		tok := &toks[i]
		var of *text.Token // the first conjunct of the same form
		if h := tok.Head - first; tok.Rel == "conj" && h < i && toks[h].XPOS == tok.XPOS && signs[i]&(hasAux|hasPassive) == 0 {
			of = &toks[h]
		}
		switch {
		case of != nil && (tok.XPOS == "VB" || tok.UPOS == "VERB" && (tok.XPOS == "VBN" || tok.XPOS == "VBG")):
			tok.Feats = of.Feats
		case tok.XPOS == "VB":
			tok.Feats = bare(tok, signs[i])
		case tok.UPOS == "VERB" && tok.XPOS == "VBN":
			tok.Feats = passive
			if signs[i]&hasHave != 0 && signs[i]&hasPassive == 0 {
				tok.Feats = perfect
			}
		case tok.UPOS == "VERB" && tok.XPOS == "VBG":
			tok.Feats = present
			if signs[i]&hasAux == 0 && nominal(tok.Rel) {
				tok.Feats = gerund
			}
		}
	}
	return signs
}

// bare are the features of a verb in its base form.
func bare(t *text.Token, s sign) string {
	switch {
	case t.Rel == "aux" && t.Lemma == "do":
		return imperative // don't go
	case t.Rel == "xcomp" || t.Rel == "cop" || strings.HasPrefix(t.Rel, "aux"):
		return infinitive
	case s&hasAux == 0 || s&hasDo != 0 && s&hasSubject == 0:
		return imperative
	}
	return infinitive
}

// nominal reports whether forms in -ing with a relation are gerunds in the
// treebanks.
func nominal(rel string) bool {
	rel, _, _ = strings.Cut(rel, ":")
	switch rel {
	case "acl", "amod", "xcomp", "csubj", "ccomp", "compound", "obj", "nsubj", "obl", "nmod":
		return true
	}
	return false
}
