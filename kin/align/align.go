// Package align finds the passages that two reports have in common, word for
// word or in other words, and lays their sentences and words side by side.
//
// Sentences are linked by what survives rewriting: numbers, names (by their
// sound), stems of rarer words. A sentence may link to several where it was
// split or merged, in any order; what a link has used up counts for no other.
// Inside linked sentences words are aligned by dynamic programming (Needleman
// & Wunsch 1970), so that each word has its counterpart, changed or not.
package align

import (
	"math"
	"sort"

	"github.com/stemmanews/stemma/kin/view"
)

// Link is a pair of sentences that say the same.
type Link struct {
	A, B    int     // sentences of the two views
	Cover   float64 // part of both sentences' weight that is shared, 0 to 1
	Contain float64 // part of the lighter sentence's weight that is shared
	Weight  float64 // weight that is shared: about the number of telling words
	Words   []Match // in order of A
	Exact   int     // words that are the same
	Order   bool    // in the order of the other links
}

// Match pairs word A with word B; one of them is -1 where the other has no
// counterpart.
type Match struct {
	A, B int
	Kind Kind
}

// Kind says how two words match.
type Kind uint8

// Kinds of match.
const (
	Gap    Kind = iota // no counterpart
	Differ             // another word in the same place
	Alike              // same stem, sound or number, or nearly the same spelling
	Same               // same word
)

// Alignment is two reports side by side.
type Alignment struct {
	A, B  *view.View
	Links []Link // in order of A, then B
	// ToA and ToB hold for each word of B, and of A, its counterpart or -1.
	ToA, ToB []int
}

// Pair aligns the bodies of two views.
func Pair(a, b *view.View) *Alignment {
	m := newMatcher(a, b)
	al := &Alignment{A: a, B: b, Links: m.link()}
	al.alignWords()
	al.markOrder()
	return al
}

// side is what the matcher keeps of one view: the telling keys of each
// sentence, with counts that links use up.
type side struct {
	v     *view.View
	keys  []map[string]int // per sentence
	spent []map[string]int
	df    map[string]int // sentences that have the key
	total []float64      // weight per sentence
}

func newSide(v *view.View) *side {
	s := &side{v: v, df: map[string]int{}}
	for _, sent := range v.Sentences {
		keys := map[string]int{}
		if !sent.Headline {
			for _, w := range v.Words[sent.First:sent.End] {
				keys[w.Key]++
			}
			for k := range keys {
				s.df[k]++
			}
		}
		s.keys = append(s.keys, keys)
		s.spent = append(s.spent, map[string]int{})
	}
	return s
}

type matcher struct {
	a, b   *side
	weight map[string]float64
}

func newMatcher(a, b *view.View) *matcher {
	m := &matcher{a: newSide(a), b: newSide(b), weight: map[string]float64{}}
	for _, s := range []*side{m.a, m.b} {
		for _, w := range s.v.Words {
			if _, ok := m.weight[w.Key]; !ok {
				df := max(m.a.df[w.Key], m.b.df[w.Key], 1)
				m.weight[w.Key] = classWeight(w) / (1 + 0.35*math.Log2(float64(df)))
			}
		}
	}
	m.a.weigh(m.weight)
	m.b.weigh(m.weight)
	return m
}

// classWeight is how much a shared word tells, before its frequency.
func classWeight(w view.Word) float64 {
	switch w.Class {
	case view.Stop:
		return 0.08
	case view.Common:
		return 0.5
	case view.Number:
		if len(w.Norm) == 1 {
			return 0.6
		}
		return 1.3
	case view.Name:
		return 1.1
	}
	return 1
}

func (s *side) weigh(weight map[string]float64) {
	s.total = make([]float64, len(s.keys))
	for i, sent := range s.v.Sentences {
		if !sent.Headline {
			for _, w := range s.v.Words[sent.First:sent.End] {
				s.total[i] += weight[w.Key]
			}
		}
	}
}

// pairOf is a candidate pair of sentences.
type pairOf struct {
	a, b  int
	m     float64
	score float64
}

// Thresholds of linking, in weight (about one for a telling word) and shares.
const (
	minWeight   = 1.8  // a link must share about two telling words
	minCover    = 0.42 // of both sentences
	minContain  = 0.62 // of the lighter sentence, where it has enough weight
	nearCover   = 0.26 // beside another link
	nearContain = 0.40
)

// link finds the links, strongest first, then those that only their place
// beside another makes likely.
func (m *matcher) link() []Link {
	cands := m.candidates()
	taken := map[[2]int]bool{}
	var links []Link
	pass := func(cover, contain float64, near bool) {
		for _, c := range cands {
			if taken[[2]int{c.a, c.b}] || near && !beside(taken, c) {
				continue
			}
			if l, ok := m.try(c, cover, contain); ok {
				taken[[2]int{c.a, c.b}] = true
				links = append(links, l)
			}
		}
	}
	pass(minCover, minContain, false)
	pass(nearCover, nearContain, true)
	pass(nearCover, nearContain, true)
	sort.Slice(links, func(i, j int) bool {
		if links[i].A != links[j].A {
			return links[i].A < links[j].A
		}
		return links[i].B < links[j].B
	})
	return links
}

// beside reports whether a link next to c is taken already.
func beside(taken map[[2]int]bool, c pairOf) bool {
	for da := -2; da <= 2; da++ {
		for db := -2; db <= 2; db++ {
			if taken[[2]int{c.a + da, c.b + db}] {
				return true
			}
		}
	}
	return false
}

// candidates are all pairs of sentences that share a telling key, strongest
// first.
func (m *matcher) candidates() []pairOf {
	where := map[string][]int{}
	for i, keys := range m.b.keys {
		for k := range keys {
			if m.weight[k] >= 0.15 {
				where[k] = append(where[k], i)
			}
		}
	}
	var out []pairOf
	mark := make([]int, len(m.b.keys))
	for i, keys := range m.a.keys {
		for k := range keys {
			for _, j := range where[k] {
				if mark[j] == i+1 {
					continue
				}
				mark[j] = i + 1
				w := m.shared(i, j)
				score := w * 2 * w / (m.a.total[i] + m.b.total[j])
				out = append(out, pairOf{i, j, w, score})
			}
		}
	}
	sort.Slice(out, func(i, j int) bool {
		x, y := out[i], out[j]
		if x.score != y.score {
			return x.score > y.score
		}
		return x.a < y.a || x.a == y.a && x.b < y.b
	})
	return out
}

// shared is the weight of the keys that sentences i and j share and that no
// link has used up. It is summed in the order of the words, so that it is the
// same to the last bit on every run.
func (m *matcher) shared(i, j int) float64 {
	seen := map[string]int{}
	sum := 0.0
	s := m.a.v.Sentences[i]
	for _, w := range m.a.v.Words[s.First:s.End] {
		k := w.Key
		if n := m.b.keys[j][k]; n > 0 {
			seen[k]++
			free := min(m.a.keys[i][k]-m.a.spent[i][k], n-m.b.spent[j][k])
			if seen[k] <= free {
				sum += m.weight[k]
			}
		}
	}
	return sum
}

// try makes a link of c where what is left of it reaches the thresholds.
func (m *matcher) try(c pairOf, cover, contain float64) (Link, bool) {
	w := m.shared(c.a, c.b)
	ta, tb := m.a.total[c.a], m.b.total[c.b]
	l := Link{A: c.a, B: c.b, Weight: w, Cover: 2 * w / (ta + tb), Contain: w / min(ta, tb)}
	whole := l.Cover > 0.9 && w > 0.5 // short sentences that are the same
	if !whole && (w < minWeight || l.Cover < cover && !(l.Contain >= contain && w >= 1.2*minWeight)) {
		return l, false
	}
	for k, n := range m.a.keys[c.a] {
		if k2 := min(n-m.a.spent[c.a][k], m.b.keys[c.b][k]-m.b.spent[c.b][k]); k2 > 0 {
			m.a.spent[c.a][k] += k2
			m.b.spent[c.b][k] += k2
		}
	}
	return l, true
}

// markOrder marks the links that stand in the order of most others: the
// longest increasing run of B along A.
func (al *Alignment) markOrder() {
	n := len(al.Links)
	best, prev := make([]int, n), make([]int, n)
	last := -1
	for i := range al.Links {
		best[i], prev[i] = 1, -1
		for j := 0; j < i; j++ {
			if al.Links[j].B <= al.Links[i].B && best[j]+1 > best[i] {
				best[i], prev[i] = best[j]+1, j
			}
		}
		if last < 0 || best[i] > best[last] {
			last = i
		}
	}
	for i := last; i >= 0; i = prev[i] {
		al.Links[i].Order = true
	}
}
