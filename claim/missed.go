package claim

import (
	"sort"
	"strings"

	"github.com/stemmanews/stemma/lang/text"
)

// Verbs that the ledger cannot do without: where the tagger passes one over,
// the tree decides.
var (
	denials  = set("deny reject dismiss refute dispute doubt decline refuse urge demand recommend accuse expect")
	counting = set("put count estimate give tally number list register record raise revise")
	able     = set("able unable possible impossible fail means way")
	sayings  = set("say mention state announce report")
)

// afterComma reports whether what verb i reports stands before its subject and
// a comma: "Nine died, the mayor said on Monday".
func (v *view) afterComma(i int) bool {
	s := v.speaker(i)
	if s.end > 0 && strings.HasPrefix(v.t.Tokens[s.first].XPOS, "W") || v.plainThat(i).end > 0 {
		return false
	}
	return s.end > s.first && s.end <= i && s.first-1 > v.t.Sentences[v.sent[i]].First && v.t.Word(s.first-1) == ","
}

// speaker is the subject of verb i, or the noun that a parser took the verb for
// a clause of: ", the staff, an ally of the town, said on Monday".
func (v *view) speaker(i int) span {
	if s := v.subjectOf(i); s.end > 0 {
		return s
	}
	h := v.head(i)
	if rel := v.t.Tokens[i].Rel; h < 0 || h >= i || rel != "acl:relcl" && rel != "acl" || v.t.Tokens[h].UPOS == "VERB" {
		return span{}
	}
	for k := h; k < i; k++ {
		if x := v.t.Tokens[k].XPOS; x == "WP" || x == "WDT" {
			return span{}
		}
	}
	return v.trimSigns(span{int(v.lo[h]), i})
}

// byComma reads "Nine died, the mayor said on Monday" from the places of its
// parts.
func (v *view) byComma(c span) (found, bool) {
	s := v.speaker(c.first)
	first := v.t.Sentences[v.sent[c.first]].First
	if s.end == 0 || s.first-1 <= first {
		return found{}, false
	}
	return found{cue: c, head: c.first, source: []span{s}, content: []span{v.trimSigns(span{first, s.first - 1})}}, true
}

// missedCues are verbs outside all attributions that say that somebody holds
// something: verbs of the lexicon with a subject and a clause, denials and
// demands with an object, counts with a number, and what could not be verified.
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
		if v.neitherNor(i) && !taken[i] && !taken[i+1] && !taken[i+3] {
			out = append(out, span{i, i + 4})
			taken[i+1], taken[i+3] = true, true
			continue
		}
		if taken[i] || v.t.Tokens[i].UPOS != "VERB" || v.quote[i] >= 0 || v.t.Sentences[v.sent[i]].Where == text.InHeadline {
			continue
		}
		if c, ok := v.missed(i); ok {
			out = append(out, c)
		}
	}
	return out
}

// neitherNor reports whether "neither confirmed nor denied" stands at i.
func (v *view) neitherNor(i int) bool {
	if i+3 >= len(v.t.Tokens) || !strings.EqualFold(v.t.Word(i), "neither") || !strings.EqualFold(v.t.Word(i+2), "nor") {
		return false
	}
	return v.sent[i] == v.sent[i+3] && verifying[v.t.Tokens[i+1].Lemma] && v.quote[i] < 0
}

// afterNeither reads source and content of "X neither confirmed nor denied Y"
// from their places: parsers seldom have the tree right.
func (v *view) afterNeither(c span) (found, bool) {
	a := found{cue: c, head: c.end - 1}
	for _, top := range []int{c.first, c.first + 1, c.end - 1} {
		if s := v.subjectOf(top); s.end > s.first && s.end <= c.first {
			a.source = []span{s}
			break
		}
	}
	end := c.end
	for end < v.t.Sentences[v.sent[c.first]].End && v.cue[end] == cueOut && v.t.Word(end) != "," {
		end++
	}
	if end > c.end {
		a.content = []span{v.trimSigns(span{c.end, end})}
	}
	return a, len(a.content) > 0 && len(a.source) > 0
}

// missed reports whether verb i is a cue, and how far it reaches.
func (v *view) missed(i int) (span, bool) {
	lemma, k := v.t.Tokens[i].Lemma, v.kids[i]
	subject := k&kidSubject != 0
	if verifying[lemma] {
		if n := v.negation(i); n < i && (k&(kidObject|kidClause) != 0 || k&kidPassive != 0) {
			return span{n, i + 1}, true
		}
		return span{}, false
	}
	if sayings[lemma] && k&kidPassive == 0 && v.afterComma(i) {
		return span{i, i + 1}, true
	}
	if !subject || k&kidPassive != 0 {
		return span{}, false
	}
	_, known := lexicon[lemma]
	known = known || sayings[lemma]
	switch {
	case denials[lemma] && k&(kidObject|kidClause|kidOpen) != 0, evasions[lemma] && k&kidObject != 0,
		known && (k&kidClause != 0 || v.thatClause(i).end > 0),
		sayings[lemma] && v.plainThat(i).end > 0,
		counting[lemma] && k&kidObject != 0 && v.hasFigure(i):
		return span{i, i + 1}, true
	}
	return span{}, false
}

// hasFigure reports whether a number of people or things stands below verb i,
// to its right.
func (v *view) hasFigure(i int) bool {
	all := v.t.Quantities
	last := min(int(v.hi[i]), i+12)
	for k := sort.Search(len(all), func(k int) bool { return all[k].First > i }); k < len(all) && all[k].First <= last; k++ {
		if q := &all[k]; v.counts(q) {
			return v.measure(q) != "money"
		}
	}
	return false
}

// negation is the token of the negation before verb i, i where there is none
// near it: "not verify", "unable to verify", "no means of checking".
func (v *view) negation(i int) int {
	first := v.t.Sentences[v.sent[i]].First
	for k := i - 1; k >= max(first, i-6); k-- {
		if negating[v.t.Tokens[k].Lemma] || negating[v.t.Word(k)] {
			return k
		}
		if up := v.t.Tokens[k].UPOS; up == "VERB" && !able[v.t.Tokens[k].Lemma] || up == "PUNCT" || up == "SCONJ" && v.t.Word(k) != "of" {
			return i
		}
	}
	return i
}

// byTree reads source and content of a verbal cue from the tree alone.
func (v *view) byTree(c span) (found, bool) {
	a := found{cue: c, head: c.end - 1}
	top := a.head
	for h := v.head(top); h >= c.first-4 && h >= 0 && h < top && len(a.source) == 0; h = v.head(top) {
		if v.subjectOf(top).end > 0 {
			break
		}
		top = h
	}
	if s := v.subjectOf(top); s.end > s.first && s.end <= c.first {
		if w := v.t.Word(s.first); w != "it" && w != "It" {
			a.source = []span{s}
		}
	}
	if v.kids[a.head]&kidPassive != 0 {
		return v.passiveByTree(a)
	}
	for i := a.head + 1; i <= int(v.hi[a.head]); i++ {
		if v.head(i) != a.head {
			continue
		}
		switch v.t.Tokens[i].Rel {
		case "obj", "ccomp", "xcomp", "obl":
			a.content = append(a.content, v.trimSigns(span{int(v.lo[i]), int(v.hi[i]) + 1}))
		}
	}
	if that := v.thatClause(a.head); that.end > 0 {
		a.content = []span{v.trimSigns(that)}
	} else if that := v.plainThat(a.head); that.end > 0 && short(a.content) {
		a.content = []span{that}
	}
	if len(a.content) > 1 {
		first, last := a.content[0], a.content[len(a.content)-1]
		a.content = []span{{first.first, last.end}}
	}
	return a, len(a.content) > 0 && a.content[0].first >= c.end && (len(a.source) > 0 || verifying[v.t.Tokens[a.head].Lemma])
}

// thatClause is the clause that "that" opens behind verb i, the zero span for
// none. Parsers often hang it on the verb as an adverbial clause, or on the
// person who is told.
func (v *view) thatClause(i int) span {
	for j := i + 1; j <= int(v.hi[i]); j++ {
		tok := &v.t.Tokens[j]
		if tok.Lemma != "that" || tok.Rel != "mark" || tok.Head < 0 {
			continue
		}
		h := tok.Head
		if up := v.head(h); h > j && (up == i || up > i && up < j && v.head(up) == i) {
			return span{j, int(v.hi[h]) + 1}
		}
		return span{}
	}
	return span{}
}

// short reports whether a content is no clause.
func short(content []span) bool {
	return len(content) == 0 || len(content) == 1 && content[0].end-content[0].first < 3
}

// loneThat reports whether the content of a claim is the word "that", behind
// its cue: the clause was not read.
func (v *view) loneThat(a *found) bool {
	if len(a.content) != 1 || a.content[0].end-a.content[0].first != 1 {
		return false
	}
	i := a.content[0].first
	return i >= a.cue.end && strings.EqualFold(v.t.Word(i), "that") && i+3 < v.t.Sentences[v.sent[i]].End
}

// plainThat is the rest of the sentence from a "that" close behind verb i, for
// sentences that the parser did not understand.
func (v *view) plainThat(i int) span {
	end := v.t.Sentences[v.sent[i]].End
	for j := i + 1; j < min(i+5, end-3); j++ {
		if strings.EqualFold(v.t.Word(j), "that") {
			return v.trimSigns(span{j, end})
		}
	}
	return span{}
}

// passiveByTree reads "The figures could not be verified": the subject is the
// content.
func (v *view) passiveByTree(a found) (found, bool) {
	a.source = nil
	for i := int(v.lo[a.head]); i < a.cue.first; i++ {
		if v.head(i) == a.head && v.t.Tokens[i].Rel == "nsubj:pass" {
			if s := v.trimSigns(span{int(v.lo[i]), int(v.hi[i]) + 1}); s.end <= a.cue.first {
				a.content = []span{s}
			}
		}
	}
	return a, len(a.content) > 0
}
