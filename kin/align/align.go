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
	"cmp"
	"math"
	"slices"

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

	inA, inB []bool // what Inside found
}

// Pair aligns the bodies of two views.
func Pair(a, b *view.View) *Alignment {
	m := newMatcher(a, b)
	al := &Alignment{A: a, B: b, Links: m.link()}
	al.alignWords()
	al.markOrder()
	return al
}

// item is a key that both reports have, and how often a sentence has it and
// no link has used it.
type item struct {
	key  int32 // number of the common key
	left int32
}

// side is what the matcher keeps of one report: the common keys of each
// sentence, in the order of their numbers, and the weight of the sentence.
type side struct {
	items [][]item
	total []float64
}

// matcher holds the two sides and the weight of each common key.
type matcher struct {
	a, b   side
	weight []float64
}

func newMatcher(a, b *view.View) *matcher {
	m := &matcher{}
	na, nb := make([]int32, len(a.Keys)), make([]int32, len(b.Keys))
	wa, wb := alone(a), alone(b)
	for i, j := 0, 0; i < len(a.Keys) || j < len(b.Keys); {
		switch {
		case j == len(b.Keys) || i < len(a.Keys) && a.Keys[i].Key < b.Keys[j].Key:
			na[i] = -1
			i++
		case i == len(a.Keys) || b.Keys[j].Key < a.Keys[i].Key:
			nb[j] = -1
			j++
		default:
			n := int32(len(m.weight))
			na[i], nb[j] = n, n
			w := min(wa[i], wb[j])
			wa[i], wb[j] = w, w
			m.weight = append(m.weight, w)
			i, j = i+1, j+1
		}
	}
	m.a, m.b = newSide(a, na, wa), newSide(b, nb, wb)
	return m
}

// alone is the weight of each key of a view by how often the view has it.
func alone(v *view.View) []float64 {
	w := make([]float64, len(v.Keys))
	for i, k := range v.Keys {
		w[i] = classWeight(k) / (1 + 0.35*math.Log2(float64(max(1, k.Sentences))))
	}
	return w
}

// newSide lists the common keys of each sentence; number holds for each key of
// the view its number among the common ones or -1.
func newSide(v *view.View, number []int32, weight []float64) side {
	s := side{items: make([][]item, len(v.Sentences)), total: make([]float64, len(v.Sentences))}
	for i, sent := range v.Sentences {
		if sent.Headline {
			continue
		}
		var list []item
		for _, k := range v.KeyOf[sent.First:sent.End] {
			s.total[i] += weight[k]
			if number[k] >= 0 {
				list = append(list, item{number[k], 1})
			}
		}
		slices.SortFunc(list, func(x, y item) int { return cmp.Compare(x.key, y.key) })
		s.items[i] = counted(list)
	}
	return s
}

// counted joins equal neighbours of a sorted list.
func counted(list []item) []item {
	out := list[:0]
	for _, x := range list {
		if n := len(out); n > 0 && out[n-1].key == x.key {
			out[n-1].left++
			continue
		}
		out = append(out, x)
	}
	return out
}

// classWeight is how much a shared word tells, before its frequency.
func classWeight(k view.KeyUse) float64 {
	switch k.Class {
	case view.Stop:
		return 0.08
	case view.Common:
		return 0.5
	case view.Number:
		if k.Short {
			return 0.6
		}
		return 1.3
	case view.Name:
		return 1.1
	}
	return 1
}

// pairOf is a candidate pair of sentences.
type pairOf struct {
	a, b  int
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
	g := newGrid(len(m.a.items), len(m.b.items))
	var links []Link
	pass := func(cover, contain float64, near bool) {
		for _, c := range cands {
			if g.at(c.a, c.b) || near && !g.beside(c.a, c.b) {
				continue
			}
			if l, ok := m.try(c, cover, contain); ok {
				g.set(c.a, c.b)
				links = append(links, l)
			}
		}
	}
	pass(minCover, minContain, false)
	pass(nearCover, nearContain, true)
	pass(nearCover, nearContain, true)
	slices.SortFunc(links, func(x, y Link) int { return cmp.Or(cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B)) })
	return links
}

// grid marks pairs of sentences.
type grid struct {
	na, nb int
	taken  map[int64]bool
}

func newGrid(na, nb int) *grid { return &grid{na, nb, map[int64]bool{}} }

func (g *grid) set(a, b int)     { g.taken[int64(a)*int64(g.nb)+int64(b)] = true }
func (g *grid) at(a, b int) bool { return g.taken[int64(a)*int64(g.nb)+int64(b)] }

// beside reports whether a marked pair lies within two sentences on both
// sides.
func (g *grid) beside(a, b int) bool {
	for x := max(0, a-2); x <= min(g.na-1, a+2); x++ {
		for y := max(0, b-2); y <= min(g.nb-1, b+2); y++ {
			if g.at(x, y) {
				return true
			}
		}
	}
	return false
}

// candidates are the pairs of sentences that share a telling key and could
// reach the lowest thresholds, strongest first.
func (m *matcher) candidates() []pairOf {
	where := make([][]int32, len(m.weight))
	for i, list := range m.b.items {
		for _, x := range list {
			if m.weight[x.key] >= 0.15 {
				where[x.key] = append(where[x.key], int32(i))
			}
		}
	}
	var out []pairOf
	mark := make([]int, len(m.b.items))
	for i, list := range m.a.items {
		for _, x := range list {
			for _, j := range where[x.key] {
				if mark[j] == i+1 {
					continue
				}
				mark[j] = i + 1
				w := m.shared(i, int(j))
				ta, tb := m.a.total[i], m.b.total[j]
				if c := 2 * w / (ta + tb); c > 0.9 || w >= minWeight && (c >= nearCover || w >= nearContain*min(ta, tb)) {
					out = append(out, pairOf{i, int(j), w * c})
				}
			}
		}
	}
	slices.SortFunc(out, func(x, y pairOf) int {
		return cmp.Or(cmp.Compare(y.score, x.score), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	})
	return out
}

// shared is the weight of the keys that sentences i and j share and that no
// link has used up.
func (m *matcher) shared(i, j int) float64 {
	sum := 0.0
	m.each(i, j, func(x, y *item) { sum += m.weight[x.key] * float64(min(x.left, y.left)) })
	return sum
}

// each calls f for the keys that sentences i and j share.
func (m *matcher) each(i, j int, f func(x, y *item)) {
	a, b := m.a.items[i], m.b.items[j]
	for p, q := 0, 0; p < len(a) && q < len(b); {
		switch {
		case a[p].key < b[q].key:
			p++
		case b[q].key < a[p].key:
			q++
		default:
			f(&a[p], &b[q])
			p, q = p+1, q+1
		}
	}
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
	m.each(c.a, c.b, func(x, y *item) {
		n := min(x.left, y.left)
		x.left, y.left = x.left-n, y.left-n
	})
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
