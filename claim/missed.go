package claim

import "github.com/stemmanews/stemma/lang/text"

// denials are cues that the ledger cannot do without: where the tagger passes
// one over, the tree decides.
var denials = set("deny reject dismiss refute dispute doubt decline refuse urge demand recommend")

// missedCues are verbs outside all attributions that say that somebody denies,
// doubts, declines or could not verify something.
func (v *view) missedCues(all []found) []span {
	taken := make([]bool, len(v.t.Tokens))
	for _, a := range all {
		for _, part := range [][]span{a.content, {a.cue}} {
			for _, s := range part {
				for i := s.first; i < s.end; i++ {
					taken[i] = true
				}
			}
		}
	}
	var out []span
	for i := range v.t.Tokens {
		tok := &v.t.Tokens[i]
		if taken[i] || tok.UPOS != "VERB" || v.quote[i] >= 0 || v.t.Sentences[v.sent[i]].Where == text.InHeadline {
			continue
		}
		k := v.kids[i]
		if k&kidSubject == 0 || k&kidPassive != 0 {
			continue
		}
		switch {
		case denials[tok.Lemma] && k&(kidObject|kidClause|kidOpen) != 0:
			out = append(out, span{i, i + 1})
		case verifying[tok.Lemma] && k&kidNegated != 0 && k&(kidObject|kidClause) != 0:
			out = append(out, span{v.negation(i), i + 1})
		}
	}
	return out
}

// negation is the token of the negation before verb i, i where there is none
// near it.
func (v *view) negation(i int) int {
	for k := i - 1; k >= max(0, i-4); k-- {
		if negating[v.t.Tokens[k].Lemma] || negating[v.t.Word(k)] {
			return k
		}
	}
	return i
}

// byTree reads source and content of a verbal cue from the tree alone.
func (v *view) byTree(c span) (found, bool) {
	a := found{cue: c, head: c.end - 1}
	if s := v.subjectOf(a.head); s.end > s.first {
		a.source = []span{s}
	}
	for i := a.head + 1; i <= int(v.hi[a.head]); i++ {
		if v.head(i) != a.head {
			continue
		}
		switch v.t.Tokens[i].Rel {
		case "obj", "ccomp", "xcomp":
			a.content = append(a.content, v.trimSigns(span{int(v.lo[i]), int(v.hi[i]) + 1}))
		}
	}
	if len(a.content) > 1 {
		first, last := a.content[0], a.content[len(a.content)-1]
		a.content = []span{{first.first, last.end}}
	}
	return a, len(a.content) > 0 && len(a.source) > 0 && a.content[0].first >= c.end
}
