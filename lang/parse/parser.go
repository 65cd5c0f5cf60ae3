package parse

import (
	"slices"

	"github.com/stemmanews/stemma/lang/perceptron"
)

// parser builds the tree of a sentence move by move, twice: the first time
// from the last word to the first, the second time from the first to the last
// with the first tree at hand (stacking, Nivre & McDonald 2008).
type parser struct {
	first, second *perceptron.Model
	labels        []string
}

// classOf is the class of a move.
func classOf(kind int, label uint8, labels int) int {
	if kind == shift {
		return 0
	}
	return 1 + (kind-1)*labels + int(label)
}

// moveOf is the move of a class.
func moveOf(class, labels int) (kind int, label uint8) {
	if class == 0 {
		return shift, 0
	}
	return 1 + (class-1)/labels, uint8((class - 1) % labels)
}

// rootLabel is the number of the label of the root's child: labels are sorted
// so that it comes first. Only the artificial root gives it.
const rootLabel = 0

// allowed returns the range of classes of a kind of move in a state.
func (s *state) allowed(kind, labels int) (from, to int) {
	if kind == shift {
		return 0, 1
	}
	from = 1 + (kind-1)*labels
	if kind == left && s.next == s.n {
		return from + rootLabel, from + rootLabel + 1
	}
	return from + rootLabel + 1, from + labels
}

// bestMove returns the allowed class with the highest score.
func bestMove[N int32 | float32](s *state, can [3]bool, scores []N, labels int) int {
	best := -1
	for kind := shift; kind <= right; kind++ {
		if !can[kind] {
			continue
		}
		from, to := s.allowed(kind, labels)
		for c := from; c < to; c++ {
			if best < 0 || scores[c] > scores[best] {
				best = c
			}
		}
	}
	return best
}

// prepare sets the items and marks of a view for tagged words.
func (v *view) prepare(words []word, tags *tagset) {
	v.items, v.marks = v.items[:0], v.marks[:0]
	count := int32(0)
	for i := range words {
		v.items = append(v.items, itemOf(&words[i], tags))
		v.marks = append(v.marks, count)
		switch tags.upos[words[i].tag] {
		case "PUNCT":
			count++
		case "VERB", "AUX":
			count += 1 << 16
		}
	}
	v.items = append(v.items, rootItem)
	v.marks = append(v.marks, count, count)
}

// parse builds the tree of the words.
func (p *parser) parse(s *scratch, tags *tagset) *state {
	s.view.guide = nil
	s.reversed = append(s.reversed[:0], s.words...)
	slices.Reverse(s.reversed)
	p.run(p.first, s, s.reversed, tags)
	s.guide.mirror(&s.state)
	s.view.guide = &s.guide
	p.run(p.second, s, s.words, tags)
	return &s.state
}

// run builds a tree of words greedily with one of the models.
func (p *parser) run(m *perceptron.Model, s *scratch, words []word, tags *tagset) {
	s.view.prepare(words, tags)
	s.view.s = &s.state
	s.state.reset(len(words))
	scores := s.scores[:m.Classes()]
	for !s.state.done() {
		if len(s.state.stack) == 0 {
			s.state.apply(shift, 0) // nothing else can be done
			continue
		}
		s.features = parseFeatures(s.features[:0], &s.view)
		m.Score(s.features, scores)
		c := bestMove(&s.state, s.state.legal(), scores, len(p.labels))
		s.state.apply(moveOf(c, len(p.labels)))
	}
}

// mirror makes g the tree of a state whose words are in reverse order.
func (g *guide) mirror(s *state) {
	n := s.n
	g.heads, g.labels = g.heads[:0], g.labels[:0]
	for i := n - 1; i >= 0; i-- {
		h := s.nodes[i].head
		if h < n {
			h = n - 1 - h
		}
		g.heads, g.labels = append(g.heads, h), append(g.labels, uint32(s.nodes[i].label)+1)
	}
}

// best returns the class that a model gives the features of s.
func (s *scratch) best(m *perceptron.Model) int {
	scores := s.scores[:m.Classes()]
	m.Score(s.features, scores)
	return perceptron.Best(scores)
}

// scratch is the working memory of one analysis.
type scratch struct {
	words    []word
	reversed []word
	guide    guide
	first    []uint8
	features []uint32
	scores   []int32
	buf      []byte
	state    state
	view     view
	signs    []sign
	sure     []bool
}
