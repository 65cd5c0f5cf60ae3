package claim

import (
	"strings"

	"github.com/stemmanews/stemma/lang/perceptron"
	"github.com/stemmanews/stemma/lang/text"
)

// view is what the models look at: hashes of the words of a text, the reach of
// each subtree, and the quotations.
type view struct {
	t      *text.Text
	word   []uint32 // lower-cased form
	lemma  []uint32
	xpos   []uint32
	rel    []uint32
	lo, hi []int32 // first and last token of the subtree
	sent   []int32 // sentence of the token
	kids   []kids
	quote  []int32 // quotation of the token, -1 for none
	quotes []quote
	qfirst []int32 // first token of each quotation, and the one after its last
	qend   []int32
	name   []uint32 // type of the name that holds the token
	cue    []int8   // tags of the cue tagger

	measured map[*text.Quantity]string // what measure has found
}

// kids notes which relations lead down from a token: bits of kidBits.
type kids uint32

const (
	kidSubject kids = 1 << iota
	kidObject
	kidClause // ccomp
	kidOpen   // xcomp
	kidOblique
	kidMark
	kidAux
	kidPassive
	kidNegated
	kidThat
	kidAdverbial
	kidAcl
	kidNmod
	kidParataxis
	kidCase
	kidBy
)

var kidOf = map[string]kids{
	"nsubj": kidSubject, "nsubj:pass": kidSubject | kidPassive, "obj": kidObject, "iobj": kidObject,
	"ccomp": kidClause, "xcomp": kidOpen, "obl": kidOblique, "mark": kidMark, "aux": kidAux,
	"aux:pass": kidPassive, "advcl": kidAdverbial, "acl": kidAcl, "nmod": kidNmod, "acl:relcl": kidAcl,
	"parataxis": kidParataxis, "case": kidCase, "csubj": kidSubject, "obl:agent": kidBy,
}

// newView prepares t.
func newView(t *text.Text) *view {
	n := len(t.Tokens)
	v := &view{t: t}
	block := make([]uint32, 5*n)
	v.word, v.lemma, v.xpos, v.rel, v.name = block[:n:n], block[n:2*n:2*n], block[2*n:3*n:3*n], block[3*n:4*n:4*n], block[4*n:]
	ints := make([]int32, 4*n)
	v.lo, v.hi, v.sent, v.quote = ints[:n:n], ints[n:2*n:2*n], ints[2*n:3*n:3*n], ints[3*n:]
	v.kids = make([]kids, n)
	v.hashWords()
	v.spanTrees()
	v.placeQuotes()
	for _, nm := range t.Names {
		h := perceptron.String(nm.Type)
		for i := nm.First; i < nm.End; i++ {
			v.name[i] = h
		}
	}
	return v
}

func (v *view) hashWords() {
	for i := range v.t.Tokens {
		tok := &v.t.Tokens[i]
		w := tok.Span.In(v.t.Doc.Text)
		v.word[i] = perceptron.String(strings.ToLower(w))
		v.lemma[i] = perceptron.String(tok.Lemma)
		v.xpos[i] = perceptron.String(tok.XPOS)
		v.rel[i] = perceptron.String(tok.Rel)
	}
}

// spanTrees sets how far each subtree reaches and what its head governs.
func (v *view) spanTrees() {
	toks := v.t.Tokens
	for s := range v.t.Sentences {
		sent := &v.t.Sentences[s]
		for i := sent.First; i < sent.End; i++ {
			v.lo[i], v.hi[i], v.sent[i] = int32(i), int32(i), int32(s)
			if h := toks[i].Head; h >= sent.First && h < sent.End && h != i {
				v.kids[h] |= v.kidBits(i)
			}
		}
		for i := sent.First; i < sent.End; i++ {
			v.climb(i, sent)
		}
	}
}

// climb widens all ancestors of i.
func (v *view) climb(i int, sent *text.Sentence) {
	h := v.t.Tokens[i].Head
	for steps := 0; h >= sent.First && h < sent.End && steps < 200; steps++ {
		if v.lo[h] <= int32(i) && v.hi[h] >= int32(i) {
			return
		}
		v.lo[h], v.hi[h] = min(v.lo[h], int32(i)), max(v.hi[h], int32(i))
		h = v.t.Tokens[h].Head
	}
}

func (v *view) kidBits(i int) kids {
	tok := &v.t.Tokens[i]
	k := kidOf[tok.Rel]
	switch tok.Lemma {
	case "not", "never", "n't":
		k |= kidNegated
	case "that":
		if tok.Rel == "mark" {
			k |= kidThat
		}
	case "by":
		if tok.Rel == "case" {
			k |= kidBy
		}
	}
	return k
}

// placeQuotes finds the quotations and the tokens in them.
func (v *view) placeQuotes() {
	v.quotes = scanQuotes(v.t)
	for i := range v.quote {
		v.quote[i] = -1
	}
	i := 0
	for q := range v.quotes {
		sp := v.quotes[q].span
		for i < len(v.t.Tokens) && v.t.Tokens[i].Span[1] <= sp[0] {
			i++
		}
		first := i
		for i < len(v.t.Tokens) && v.t.Tokens[i].Span[0] < sp[1] {
			v.quote[i] = int32(q)
			i++
		}
		v.qfirst, v.qend = append(v.qfirst, int32(first)), append(v.qend, int32(i))
	}
}

// head is the head of token i within its sentence, -1 for none.
func (v *view) head(i int) int {
	h := v.t.Tokens[i].Head
	if h < 0 || h >= len(v.t.Tokens) || h == i {
		return -1
	}
	return h
}
