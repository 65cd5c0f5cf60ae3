package names

import (
	"math/bits"
	"unicode/utf8"

	"github.com/stemmanews/stemma/lang/gazetteer"
	"github.com/stemmanews/stemma/lang/perceptron"
)

// Templates of the features. The numbers are part of the model: append only.
const (
	fBias uint32 = iota
	fWord
	fWordL1
	fWordR1
	fWordL2
	fWordR2
	fPairL
	fPairR
	fShape
	fShapeL
	fShapeR
	fShapes
	fPrefix2
	fPrefix3
	fPrefix4
	fSuffix2
	fSuffix3
	fSuffix4
	fMode
	fClass
	fClassL
	fClassR
	fSig
	fSigL
	fSigR
	fSigLR
	fPhrase
	fPhraseL
	fPhraseR
	fRun
	fRunL
	fRunR
	fRunLR
	fRunFirst
	fRunLast
	fCommon
	fCommonL
	fDoc
	fDocWord
	fPrev
	fMemory
	fMemoryPhrase
	fRunSig
	fClassL2
	fClassR2
)

// fold cuts a phrase hash to 32 bits.
func fold(h gazetteer.Hash) uint32 { return uint32(h>>32) ^ uint32(h) }

const (
	startWord = 0x51AB0001 // word before a sentence
	endWord   = 0x51AB0002 // word after it
)

// view is a sentence with what its features need.
type view struct {
	toks []token
	doc  *memory
}

func (v *view) word(i int) uint32 {
	switch {
	case i < 0:
		return startWord
	case i >= len(v.toks):
		return endWord
	case v.toks[i].shape == shapeNumber:
		return uint32(0xD1617000 + len(v.toks[i].word))
	}
	return fold(v.toks[i].low)
}

func (v *view) shape(i int) uint32 {
	if i < 0 || i >= len(v.toks) {
		return 15
	}
	k := &v.toks[i]
	if k.shape == shapeOther && k.word != "" {
		return 32 + uint32(k.word[0])
	}
	return uint32(k.shape)
}

func (v *view) class(i int) gazetteer.Class {
	if i < 0 || i >= len(v.toks) {
		return 0
	}
	return v.toks[i].class
}

// signature is the class of a word as one value; small words have that of
// words about names only.
func (v *view) signature(i int) uint32 {
	if i < 0 || i >= len(v.toks) {
		return 1
	}
	k := &v.toks[i]
	h := uint64(k.class) * 0x9E3779B97F4A7C15
	sig := uint32(h>>40)<<4 | uint32(k.shape)
	if k.class == 0 {
		sig = v.shape(i)
	}
	return sig
}

// run returns the borders of the stretch of words with capitals round i.
func (v *view) run(i int) (first, end int) {
	first, end = i, i+1
	for first > 0 && v.toks[first-1].capital() {
		first--
	}
	for end < len(v.toks) && v.toks[end].capital() {
		end++
	}
	return first, end
}

// features appends the features of token i. Those of the word itself are left
// out where lexical is false (in training, at random, so that context learns
// to carry names never seen).
func (v *view) features(out []uint32, i int, lexical bool) []uint32 {
	add := func(f uint32) { out = append(out, f) }
	w0, wl, wr := v.word(i), v.word(i-1), v.word(i+1)
	k := &v.toks[i]
	mode := uint32(k.mode)
	first := uint32(0)
	if k.first {
		first = 1
	}
	shape := v.shape(i)
	add(perceptron.Hash1(fBias, 0))
	if lexical {
		add(perceptron.Hash1(fWord, w0))
		add(perceptron.Hash2(fPairL, wl, w0))
		add(perceptron.Hash2(fPairR, w0, wr))
	}
	out = affixes(out, k.word, lexical)
	add(perceptron.Hash1(fWordL1, wl))
	add(perceptron.Hash1(fWordR1, wr))
	add(perceptron.Hash1(fWordL2, v.word(i-2)))
	add(perceptron.Hash1(fWordR2, v.word(i+2)))
	add(perceptron.Hash3(fShape, shape, mode, first))
	add(perceptron.Hash2(fShapeL, shape, v.shape(i-1)))
	add(perceptron.Hash2(fShapeR, shape, v.shape(i+1)))
	add(perceptron.Hash3(fShapes, v.shape(i-1), shape, v.shape(i+1)))
	add(perceptron.Hash2(fCommon, uint32(commonness(k.low))<<4|shape, first<<3|mode))
	out = v.gazetteer(out, i)
	out = v.around(out, i)
	if v.doc != nil {
		out = v.doc.features(out, k, i, v)
	}
	return out
}

// affixes appends the folded beginnings and ends of a word.
func affixes(out []uint32, w string, lexical bool) []uint32 {
	if !lexical {
		return out
	}
	for n := 2; n <= 4 && n < len(w); n++ {
		if utf8.RuneStart(w[n]) {
			out = append(out, perceptron.Hash1(fPrefix2+uint32(n-2), fold(gazetteer.Start.Word(w[:n]))))
		}
		if utf8.RuneStart(w[len(w)-n]) {
			out = append(out, perceptron.Hash1(fSuffix2+uint32(n-2), fold(gazetteer.Start.Word(w[len(w)-n:]))))
		}
	}
	return out
}

// gazetteer appends what the tables say of the word and its neighbours.
func (v *view) gazetteer(out []uint32, i int) []uint32 {
	k := &v.toks[i]
	shape := uint32(k.shape)
	out = bitsOf(out, fClass, k.class, shape)
	out = bitsOf(out, fClassL, v.class(i-1), 0)
	out = bitsOf(out, fClassR, v.class(i+1), 0)
	out = bitsOf(out, fPhrase, k.phrase, uint32(k.pos))
	s, l, r := v.signature(i), v.signature(i-1), v.signature(i+1)
	out = append(out, perceptron.Hash1(fSig, s), perceptron.Hash2(fSigL, l, s), perceptron.Hash2(fSigR, s, r), perceptron.Hash3(fSigLR, l, s, r),
		perceptron.Hash2(fClassL2, v.signature(i-2), l), perceptron.Hash2(fClassR2, r, v.signature(i+2)))
	if i > 0 {
		p := &v.toks[i-1]
		out = bitsOf(out, fPhraseL, p.phrase, uint32(p.pos))
	}
	if i+1 < len(v.toks) {
		n := &v.toks[i+1]
		out = bitsOf(out, fPhraseR, n.phrase, uint32(n.pos))
	}
	return out
}

// bitsOf appends a feature for each class in c.
func bitsOf(out []uint32, template uint32, c gazetteer.Class, with uint32) []uint32 {
	for c != 0 {
		b := bits.TrailingZeros64(uint64(c))
		out = append(out, perceptron.Hash2(template, uint32(b), with))
		c &= c - 1
	}
	return out
}

// around appends the stretch of capitals in which the word stands, and the
// words before and after that stretch.
func (v *view) around(out []uint32, i int) []uint32 {
	if !v.toks[i].capital() || v.toks[i].mode != caseNormal {
		return out
	}
	a, z := v.run(i)
	at, n := uint32(min(i-a, 3)), uint32(min(z-a, 4))
	out = append(out,
		perceptron.Hash2(fRun, at, n),
		perceptron.Hash2(fRunL, v.word(a-1), at),
		perceptron.Hash2(fRunR, v.word(z), uint32(min(z-i, 3))),
		perceptron.Hash2(fRunLR, v.word(a-1), v.word(z)),
		perceptron.Hash1(fRunSig, v.signature(z-1)))
	if i != a {
		out = append(out, perceptron.Hash1(fRunFirst, v.word(a)))
	}
	if i != z-1 {
		out = append(out, perceptron.Hash1(fRunLast, v.word(z-1)))
	}
	return out
}
