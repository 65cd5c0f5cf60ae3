package claim

import (
	"strings"

	"github.com/stemmanews/stemma/lang/perceptron"
)

// Tags of the cue tagger.
const (
	cueOut = iota
	cueBegin
	cueInside
	cueTags
)

// span is a range of tokens [first, end).
type span struct{ first, end int }

// arcs finds the children of tokens that the cue features ask for.
type arcs struct{ subject, clause, object []int32 }

// newArcs notes the last subject, clause and object of each token, -1 for none.
func newArcs(v *view) arcs {
	n := len(v.t.Tokens)
	block := make([]int32, 3*n)
	for i := range block {
		block[i] = -1
	}
	a := arcs{block[:n], block[n : 2*n], block[2*n:]}
	for i := range v.t.Tokens {
		h := v.head(i)
		if h < 0 {
			continue
		}
		switch rel := v.t.Tokens[i].Rel; {
		case strings.HasPrefix(rel, "nsubj"):
			a.subject[h] = int32(i)
		case rel == "ccomp" || rel == "xcomp":
			a.clause[h] = int32(i)
		case rel == "obj" || rel == "obl":
			if a.object[h] < 0 {
				a.object[h] = int32(i)
			}
		}
	}
	return a
}

// none stands for "no such token" in a feature's slot.
const none = 0x9d3f

func at(values []uint32, i int) uint32 {
	if i < 0 || i >= len(values) {
		return none
	}
	return values[i]
}

// cueFeatures appends the features of token i, whose two tags before are p1
// (the last) and p2.
func (v *view) cueFeatures(f []uint32, a *arcs, i int, p1, p2 int8) []uint32 {
	tok := &v.t.Tokens[i]
	add := func(n uint32, values ...uint32) { f = append(f, perceptron.Hash(n, values...)) }
	w, l, x, r := v.word[i], v.lemma[i], v.xpos[i], v.rel[i]
	prev := uint32(p1)*4 + uint32(p2)
	k := uint32(v.kids[i])
	add(1, w)
	add(2, l)
	add(3, l, x)
	add(4, x, at(v.xpos, i-1), at(v.xpos, i+1))
	add(5, at(v.word, i-1))
	add(6, at(v.word, i+1))
	add(7, at(v.word, i-1), w)
	add(8, w, at(v.word, i+1))
	add(9, at(v.word, i-2), at(v.xpos, i-1))
	add(10, at(v.xpos, i+1), at(v.word, i+2))
	add(11, l, r)
	add(12, k, x)
	add(13, l, k&uint32(kidSubject|kidClause|kidOpen|kidThat|kidObject))
	add(14, l, k&uint32(kidClause|kidOpen|kidParataxis|kidPassive))
	add(15, prev, w)
	add(16, prev, x)
	add(17, prev, at(v.word, i-1), at(v.xpos, i+1))
	h := v.head(i)
	add(18, r, at(v.lemma, h))
	add(19, l, at(v.lemma, h))
	add(20, at(v.xpos, h), r, x)
	s, c, o := int(a.subject[i]), int(a.clause[i]), int(a.object[i])
	add(21, x, at(v.lemma, s), at(v.xpos, s))
	add(22, at(v.name, s), k&uint32(kidClause|kidOpen|kidThat), x)
	add(23, l, at(v.xpos, c))
	add(24, l, at(v.lemma, o))
	add(25, l, at(v.xpos, o), at(v.name, s))
	q := v.quoteState(i)
	add(26, q, x)
	add(27, q, l)
	add(28, q, r)
	g, dir := v.governor(i)
	add(29, at(v.lemma, g), dir)
	add(30, at(v.lemma, g), l)
	add(31, dir, x, q)
	form := tok.Span.In(v.t.Doc.Text)
	add(32, perceptron.String(suffix(form, 3)), x)
	add(33, l, at(v.word, i+1), at(v.xpos, i+2))
	add(34, r, at(v.rel, i+1), at(v.rel, i-1), x)
	if h >= 0 {
		add(35, at(v.lemma, int(a.subject[h])), r, l)
		add(36, uint32(v.kids[h])&uint32(kidClause|kidOpen|kidSubject|kidParataxis), at(v.lemma, h), r)
	}
	first := v.t.Sentences[v.sent[i]].First
	if i-first < 4 {
		add(37, uint32(i-first), w)
	}
	add(38, at(v.xpos, i-2), at(v.xpos, i-1), x)
	add(39, x, at(v.xpos, i+1), at(v.xpos, i+2))
	add(40, lexiconOf(tok.Lemma), x, k&uint32(kidClause|kidOpen|kidThat|kidSubject))
	add(41, lexiconOf(tok.Lemma), q, dir)
	return f
}

// quoteState says where token i stands to quotations: inside one, just after
// one, just before one, in a sentence with one.
func (v *view) quoteState(i int) uint32 {
	if q := v.quote[i]; q >= 0 {
		if v.qend[q]-v.qfirst[q] < 8 {
			return 1
		}
		return 2
	}
	state := uint32(3)
	for d := 1; d <= 5; d++ {
		if i-d >= 0 && v.quote[i-d] >= 0 {
			state += 1
			break
		}
	}
	for d := 1; d <= 4; d++ {
		if i+d < len(v.quote) && v.quote[i+d] >= 0 {
			return state + 2
		}
	}
	return state
}

// governor climbs from i to the word that governs its clause: the first head
// above an arc of a clause. dir is 1 where it stands to the left, 2 to the
// right, 0 for none.
func (v *view) governor(i int) (g int, dir uint32) {
	for steps := 0; steps < 12; steps++ {
		h := v.head(i)
		if h < 0 {
			return -1, 0
		}
		switch v.t.Tokens[i].Rel {
		case "ccomp", "xcomp", "parataxis", "csubj":
			if h < i {
				return h, 1
			}
			return h, 2
		}
		i = h
	}
	return -1, 0
}

func suffix(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return s[len(s)-n:]
}

// spansOf reads tags as ranges of tokens; no range crosses a sentence.
func (v *view) spansOf(tags []int8) []span {
	var out []span
	for i := 0; i < len(tags); i++ {
		if tags[i] == cueOut {
			continue
		}
		s := span{i, i + 1}
		for s.end < len(tags) && tags[s.end] == cueInside && v.sent[s.end] == v.sent[i] {
			s.end++
		}
		out = append(out, s)
		i = s.end - 1
	}
	return out
}
