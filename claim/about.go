package claim

import (
	"strings"

	"github.com/stemmanews/stemma"
)

// anaphors are contents that only point back.
var anaphors = set("this that it so them these those")

// pointing are nouns that point back to what somebody claimed.
var pointing = set("claim allegation accusation charge report account figure statement assertion information suggestion question")

// antecedents sets what contents that only point back are about: the content
// of the claim before, or else the sentence before.
func (v *view) antecedents(all []found, claims []stemma.Claim) {
	for i := range claims {
		if all[i].own || !v.pointsBack(all[i].content) {
			continue
		}
		var sp stemma.Span
		s := int(v.sent[all[i].first()])
		switch {
		case i > 0 && !all[i-1].own && s-int(v.sent[all[i-1].content[0].first]) <= 2:
			sp = claims[i-1].Content.Spans[0]
		case s > 0:
			sp = v.t.Sentences[s-1].Span
		default:
			continue
		}
		claims[i].About = &stemma.About{Span: &sp, Text: sp.In(v.t.Doc.Text)}
	}
}

// pointsBack reports whether a content is a pronoun, or "the claims".
func (v *view) pointsBack(content []span) bool {
	c := content[0]
	if len(content) > 1 || c.end-c.first > 2 {
		return false
	}
	w := strings.ToLower(v.t.Word(c.first))
	if c.end-c.first == 1 {
		return anaphors[w]
	}
	return (w == "the" || w == "these" || w == "those" || w == "this") && pointing[v.t.Tokens[c.end-1].Lemma]
}
