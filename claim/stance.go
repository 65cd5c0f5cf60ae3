package claim

import (
	"strings"

	"github.com/stemmanews/stemma"
)

// Words that decide a negated cue.
var (
	verifying = set("verify confirm establish check corroborate authenticate ascertain substantiate validate test affirm")
	telling   = set("say comment answer respond reply give disclose reveal specify elaborate provide discuss detail explain name identify acknowledge repeat raise confirm deny speak tell address offer return share publish release withdraw draw mention")
	negating  = set("not n't n’t never neither nor no cannot unable impossible without")
	future    = set("will would shall wo 'll ’ll 'd ’d going")
	should    = set("should must ought need")
)

func set(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}

// stance says what the source thinks of the content, from the cue's words and,
// for cues that only tell, from the tense of the content.
func (v *view) stance(a *found) string {
	head := v.t.Tokens[a.head].Lemma
	negated := v.negated(a)
	base := v.lexiconStance(a)
	switch {
	case negated && v.cueHas(a, verifying) && !v.cueHas(a, set("deny denied")):
		if v.able(a) {
			return stemma.StanceUnverified
		}
		return stemma.StanceDeclines
	case negated && (telling[head] || v.cueHas(a, telling)):
		return stemma.StanceDeclines
	case v.cueHas(a, set("decline declined declines declining")):
		return stemma.StanceDeclines
	case v.cueHas(a, set("refuse refused refuses refusing")):
		if v.cueHas(a, telling) || v.startsWith(a.content, telling) {
			return stemma.StanceDeclines
		}
		return stemma.StanceDenies
	case negated && set("believe think feel convince persuade trust")[head]:
		return stemma.StanceDoubts
	case negated && (head == "agree" || head == "accept"):
		return stemma.StanceDenies
	case negated && base == stemma.StanceDenies:
		return stemma.StanceAsserts
	case v.cueText(a) == "ruled out", v.cueText(a) == "rules out":
		return stemma.StanceDenies
	}
	if v.evades(a) {
		return stemma.StanceDeclines
	}
	if base == "" || base == stemma.StanceAsserts {
		return v.denialOf(a, v.contentStance(a))
	}
	switch head {
	case "call": // "called the vote illegal" is no call for something
		if a.cue.end == a.head+1 && !v.startsWith(a.content, set("for on upon")) {
			return v.contentStance(a)
		}
	case "want": // what others should do, or what one will do
		if v.startsWith(a.content, set("to")) {
			return stemma.StanceExpects
		}
		return stemma.StanceCallsFor
	}
	if base == stemma.StanceCallsFor && v.startsWith(a.content, set("whether if why how what who when where")) {
		return stemma.StanceAsserts
	}
	return base
}

// lexiconStance is the first stance in the cue that is not a plain assertion,
// its head first.
func (v *view) lexiconStance(a *found) string {
	out := ""
	look := func(i int) bool {
		e, ok := lexicon[strings.ToLower(v.t.Tokens[i].Lemma)]
		if ok && (out == "" || out == stemma.StanceAsserts) {
			out = e.stance
		}
		return ok && e.stance != stemma.StanceAsserts
	}
	if look(a.head) {
		return out
	}
	for i := a.cue.first; i < a.cue.end; i++ {
		if up := v.t.Tokens[i].UPOS; up != "ADP" && up != "AUX" {
			look(i)
		}
	}
	return out
}

// negated reports whether a negation stands in the cue or on its head.
func (v *view) negated(a *found) bool {
	return v.kids[a.head]&kidNegated != 0 || v.cueHas(a, negating)
}

// able reports whether the cue is a matter of being able: "could not verify".
func (v *view) able(a *found) bool {
	lo := max(a.cue.first-4, v.t.Sentences[v.sent[a.head]].First)
	for i := lo; i < min(a.cue.end+2, len(v.t.Tokens)); i++ {
		switch strings.ToLower(v.t.Word(i)) {
		case "could", "can", "cannot", "ca", "able", "unable", "possible", "impossible", "independently", "be", "been", "means", "way", "succeed", "position":
			return true
		}
	}
	return false
}

func (v *view) cueHas(a *found, words map[string]bool) bool {
	for i := a.cue.first; i < a.cue.end; i++ {
		if words[v.t.Tokens[i].Lemma] || words[strings.ToLower(v.t.Word(i))] {
			return true
		}
	}
	return false
}

func (v *view) cueText(a *found) string {
	return strings.ToLower(v.t.Span(a.cue.first, a.cue.end).In(v.t.Doc.Text))
}

// startsWith reports whether one of the first two words of the content is
// among words.
func (v *view) startsWith(content []span, words map[string]bool) bool {
	if len(content) == 0 {
		return false
	}
	for i := content[0].first; i < min(content[0].end, content[0].first+2); i++ {
		if words[strings.ToLower(v.t.Word(i))] || words[v.t.Tokens[i].Lemma] {
			return true
		}
	}
	return false
}

// contentStance reads the stance from the main clause of the content: what
// will be is expected, what should be is called for.
func (v *view) contentStance(a *found) string {
	root := v.rootOf(a.content)
	if root < 0 {
		return stemma.StanceAsserts
	}
	lo, hi := v.lo[root], v.hi[root]
	for i := int(lo); i <= int(hi) && i < len(v.t.Tokens); i++ {
		tok := &v.t.Tokens[i]
		if tok.Head != root || tok.Rel != "aux" {
			continue
		}
		w := strings.ToLower(v.t.Word(i))
		switch {
		case should[w]:
			return stemma.StanceCallsFor
		case future[w] && !v.perfect(i, root):
			return stemma.StanceExpects
		}
	}
	if l := v.t.Tokens[root].Lemma; l == "likely" || l == "plan" || l == "intend" || l == "expect" || l == "hope" {
		if v.kids[root]&kidOpen != 0 {
			return stemma.StanceExpects
		}
	}
	return stemma.StanceAsserts
}

// perfect reports whether "have" stands between a modal and its verb: what
// would have been is no forecast.
func (v *view) perfect(i, root int) bool {
	for k := i + 1; k < root; k++ {
		if v.t.Tokens[k].Lemma == "have" {
			return true
		}
	}
	return false
}

// rootOf is the highest word of the content's first sentence.
func (v *view) rootOf(content []span) int {
	for _, c := range content {
		for i := c.first; i < c.end; i++ {
			if v.t.Tokens[i].UPOS == "PUNCT" {
				continue
			}
			for h := v.head(i); h >= c.first && h < c.end; h = v.head(i) {
				i = h
			}
			return i
		}
	}
	return -1
}

// Hedges of the first statement.
var (
	probableWords = set("reportedly allegedly purportedly apparently appear seem probably likely presumably estimated supposedly")
	possibleWords = set("may might could possible possibly perhaps maybe plausible conceivable")
)

// certainty reads how sure the source is: from the cue, then from hedges in
// the main clause of the content.
func (v *view) certainty(a *found) string {
	out := stemma.CertaintyCertain
	for i := a.cue.first; i < a.cue.end; i++ {
		if e, ok := lexicon[v.t.Tokens[i].Lemma]; ok && e.certainty != stemma.CertaintyCertain {
			out = e.certainty
		}
	}
	if out != stemma.CertaintyCertain {
		return out
	}
	root := v.rootOf(a.content)
	if root < 0 {
		return out
	}
	for i := int(v.lo[root]); i <= int(v.hi[root]); i++ {
		if i != root && v.head(i) != root {
			continue
		}
		l, w := v.t.Tokens[i].Lemma, strings.ToLower(v.t.Word(i))
		switch {
		case probableWords[l] || probableWords[w]:
			return stemma.CertaintyProbable
		case (w == "may" || w == "might" || possibleWords[l] && w != "could") && v.t.Tokens[i].UPOS != "PROPN":
			return stemma.CertaintyPossible
		}
	}
	return out
}

// form says how much of the content stands in quotation marks. Marks round a
// name or title do not count.
func (v *view) form(a *found) string {
	in, out := 0, 0
	for _, c := range a.content {
		for i := c.first; i < c.end; i++ {
			tok := &v.t.Tokens[i]
			switch {
			case tok.UPOS == "PUNCT":
			case v.quote[i] >= 0 && !v.title(int(v.quote[i])):
				in++
			case i == c.first && (tok.Rel == "mark" || tok.UPOS == "SCONJ"):
			default:
				out++
			}
		}
	}
	switch {
	case in == 0:
		return stemma.FormIndirect
	case out == 0:
		return stemma.FormDirect
	}
	return stemma.FormMixed
}

// title reports whether quotation q holds only capitalised words, as a name or
// title does.
func (v *view) title(q int) bool {
	words := 0
	for i := int(v.qfirst[q]); i < int(v.qend[q]); i++ {
		tok := &v.t.Tokens[i]
		if tok.UPOS == "PUNCT" {
			continue
		}
		words++
		w := v.t.Word(i)
		if c := w[0]; c >= 'a' && c <= 'z' && len(w) > 3 {
			return false
		}
	}
	last := int(v.qend[q]) - 1
	if last > int(v.qfirst[q]) && strings.ContainsAny(v.t.Word(last-1), ".!?,") {
		return false
	}
	return words < 7
}
