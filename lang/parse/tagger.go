package parse

import (
	"math"

	"github.com/stemmanews/stemma/lang/perceptron"
)

// tagset lists the joint tags: a universal tag and a Penn tag each. A joint
// tag is known by its number.
type tagset struct {
	upos, xpos []string
	coarse     []uint32 // hash of the universal tag
}

// boundaryTag stands for the places before and after the sentence.
const boundaryTag = 255

// outside is the word that stands before and after the sentence.
var outside = word{form: 1, lower: 1, known: 1, amb: 1, class: 1, shape: 1, tag: boundaryTag}

// at returns the word at i, or the outside.
func at(ws []word, i int) *word {
	if i < 0 || i >= len(ws) {
		return &outside
	}
	return &ws[i]
}

// tagFeatures appends the features of word i, whose neighbours to the left are
// tagged.
func tagFeatures(f []uint32, ws []word, i int) []uint32 {
	w, p, pp, n, nn := at(ws, i), at(ws, i-1), at(ws, i-2), at(ws, i+1), at(ws, i+2)
	h1, h2, h3 := perceptron.Hash1, perceptron.Hash2, perceptron.Hash3
	pt, ppt := uint32(p.tag), uint32(pp.tag)
	flags := uint32(w.flags)
	if i == 0 {
		flags |= 1 << 8
	}
	f = append(f,
		h1(1, w.form), h1(2, w.lower), h1(3, w.amb), h1(4, w.class), h2(5, w.shape, flags),
		h1(6, w.pre[0]), h1(7, w.pre[1]), h1(8, w.pre[2]),
		h1(9, w.suf[0]), h1(10, w.suf[1]), h1(11, w.suf[2]), h1(12, w.suf[3]),
		h1(13, pt), h2(14, pt, ppt), h2(15, pt, w.lower), h2(16, pt, w.amb), h2(17, pt, w.suf[1]), h3(18, pt, ppt, w.amb),
		h1(19, p.lower), h1(20, pp.lower), h1(21, n.lower), h1(22, nn.lower),
		h1(23, n.amb), h1(24, nn.amb), h2(25, n.amb, nn.amb), h1(26, n.suf[1]), h1(27, n.suf[2]), h1(28, p.suf[1]),
		h2(29, w.amb, n.amb), h2(30, w.lower, n.lower), h2(31, w.lower, p.lower), h2(32, w.lower, n.amb),
		h3(33, pt, w.amb, n.amb), h2(34, pt, n.amb), h3(35, pt, w.suf[2], n.amb), h2(36, n.shape, uint32(n.flags)),
		h2(37, w.suf[2], flags), h2(38, p.lower, n.lower), h3(39, w.amb, n.amb, nn.amb), h3(40, p.lower, w.lower, n.lower),
		h3(41, uint32(w.flags), uint32(p.flags), uint32(n.flags)), h2(42, ppt, w.lower), h2(43, p.lower, w.amb),
	)
	return f
}

// refineFeatures appends what the second pass sees more than the first: the
// tags that the first gave this word and those around it.
func refineFeatures(f []uint32, ws []word, first []uint8, i int) []uint32 {
	f = tagFeatures(f, ws, i)
	h2, h3 := perceptron.Hash2, perceptron.Hash3
	tag := func(k int) uint32 {
		if k < 0 || k >= len(first) {
			return boundaryTag
		}
		return uint32(first[k])
	}
	w := at(ws, i)
	me, n, nn, p := tag(i), tag(i+1), tag(i+2), uint32(at(ws, i-1).tag)
	return append(f,
		perceptron.Hash1(50, me), perceptron.Hash1(51, n), h2(52, n, nn), h2(53, me, n), h3(54, p, me, n), h2(55, w.lower, n),
		h2(56, w.amb, n), h3(57, w.lower, p, n), h3(58, w.amb, n, nn), h3(59, p, n, nn), h2(60, w.suf[2], n), h3(61, w.amb, p, n),
		h3(62, n, nn, tag(i+3)), h2(63, at(ws, i+1).lower, n), h2(64, me, at(ws, i+1).lower),
	)
}

// tagger chooses the joint tag of each word from left to right, seeing the
// tags that it chose before. A second pass sees those of the first on both
// sides.
type tagger struct {
	first, second *perceptron.Model
}

// sureMargin is the lead of the best tag in the first pass, in the units of the
// weights, beyond which the second pass does not look at a word again.
const sureMargin = 6

// tag sets the tags of all words.
func (t *tagger) tag(s *scratch) {
	enough := int32(sureMargin / t.first.Scale())
	s.first, s.sure = s.first[:0], s.sure[:0]
	for i := range s.words {
		s.features = tagFeatures(s.features[:0], s.words, i)
		best, lead := s.bestTwo(t.first)
		s.words[i].tag = uint8(best)
		s.first, s.sure = append(s.first, uint8(best)), append(s.sure, lead >= enough)
	}
	for i := range s.words {
		if s.sure[i] {
			continue
		}
		s.features = refineFeatures(s.features[:0], s.words, s.first, i)
		s.words[i].tag = uint8(s.best(t.second))
	}
}

// bestTwo returns the class that a model gives the features of s, and its lead
// over the next.
func (s *scratch) bestTwo(m *perceptron.Model) (best int, lead int32) {
	best = s.best(m)
	lead = math.MaxInt32
	for i, x := range s.scores[:m.Classes()] {
		if i != best {
			lead = min(lead, s.scores[best]-x)
		}
	}
	return best, lead
}
