package tree

import (
	"slices"
	"strings"
	"unicode"

	"github.com/stemmanews/stemma/kin/align"
	"github.com/stemmanews/stemma/kin/view"
)

// readings cuts a witness into words in the form in which they are compared.
func readings(text string) []string {
	fields := strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’' && !unicode.Is(unicode.Mn, r)
	})
	out := fields[:0]
	for _, f := range fields {
		if w := view.Normalise(f); w != "" {
			out = append(out, w)
		}
	}
	return out
}

// Costs of disagreement between two witnesses in one place.
const (
	spelledOtherwise = 0.35 // nearly the same letters: scribes spell freely
	otherWord        = 1.0
	gapWord          = 0.6 // a word that one of them lacks
	lacuna           = 12  // a longer gap counts as this many words: it may be one lost leaf
)

// distance is the disagreement of two witnesses per word compared, 0 to 1.
func distance(a, b []string) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 1
	}
	c := collation{a: a, b: b}
	c.align(0, len(a), 0, len(b))
	if c.compared == 0 {
		return 1
	}
	return min(1, c.cost/float64(c.compared))
}

// collation adds up agreement and disagreement of two witnesses.
type collation struct {
	a, b     []string
	cost     float64
	compared int
	pairs    [][2]int // where not nil: the words of a and b that stand opposite
}

// pair records that words i of a and j of b stand opposite.
func (c *collation) pair(i, j int) {
	if c.pairs != nil {
		c.pairs = append(c.pairs, [2]int{i, j})
	}
}

// smallBlock is the number of cells up to which a block is aligned by dynamic
// programming.
const smallBlock = 60000

// align collates a block: it cuts it at words that both have exactly once, in
// order (patience sorting), until the pieces are small.
func (c *collation) align(a0, a1, b0, b1 int) {
	for a0 < a1 && b0 < b1 && c.a[a0] == c.b[b0] {
		c.pair(a0, b0)
		a0, b0, c.compared = a0+1, b0+1, c.compared+1
	}
	tail := 0
	for a0 < a1 && b0 < b1 && c.a[a1-1] == c.b[b1-1] {
		a1, b1, c.compared, tail = a1-1, b1-1, c.compared+1, tail+1
	}
	c.block(a0, a1, b0, b1)
	for k := range tail {
		c.pair(a1+k, b1+k)
	}
}

// block collates a block whose ends differ.
func (c *collation) block(a0, a1, b0, b1 int) {
	switch {
	case a0 == a1 || b0 == b1:
		c.gap(a1 - a0 + b1 - b0)
	case (a1-a0)*(b1-b0) <= smallBlock:
		c.exact(a0, a1, b0, b1)
	default:
		anchors := c.anchors(a0, a1, b0, b1)
		if len(anchors) == 0 {
			c.gap(a1 - a0)
			c.gap(b1 - b0)
			return
		}
		for _, x := range anchors {
			c.align(a0, x[0], b0, x[1])
			c.pair(x[0], x[1])
			a0, b0, c.compared = x[0]+1, x[1]+1, c.compared+1
		}
		c.align(a0, a1, b0, b1)
	}
}

func (c *collation) gap(n int) {
	n = min(n, lacuna)
	c.cost += gapWord * float64(n)
	c.compared += n
}

// anchors are the words that stand once in both blocks, in the same order.
func (c *collation) anchors(a0, a1, b0, b1 int) [][2]int {
	once := map[string][2]int{} // word: place in a and in b, -1 unseen, -2 repeated
	for i := a0; i < a1; i++ {
		if _, ok := once[c.a[i]]; ok {
			once[c.a[i]] = [2]int{-2, -1}
		} else {
			once[c.a[i]] = [2]int{i, -1}
		}
	}
	for j := b0; j < b1; j++ {
		p, ok := once[c.b[j]]
		if !ok {
			continue
		}
		if p[1] != -1 {
			p[0] = -2
		}
		p[1] = j
		once[c.b[j]] = p
	}
	var both [][2]int
	for i := a0; i < a1; i++ {
		if p := once[c.a[i]]; p[0] == i && p[1] >= 0 {
			both = append(both, p)
		}
	}
	return rising(both)
}

// rising is a longest run of pairs that rises on both sides.
func rising(pairs [][2]int) [][2]int {
	var tops []int // index of the last pair of the best run of each length
	prev := make([]int, len(pairs))
	for i, p := range pairs {
		k, _ := slices.BinarySearchFunc(tops, p[1], func(t, x int) int { return pairs[t][1] - x })
		prev[i] = -1
		if k > 0 {
			prev[i] = tops[k-1]
		}
		if k == len(tops) {
			tops = append(tops, i)
		} else {
			tops[k] = i
		}
	}
	var out [][2]int
	if len(tops) > 0 {
		for i := tops[len(tops)-1]; i >= 0; i = prev[i] {
			out = append(out, pairs[i])
		}
	}
	slices.Reverse(out)
	return out
}

// exact collates a small block by dynamic programming: least cost.
func (c *collation) exact(a0, a1, b0, b1 int) {
	n, m := a1-a0, b1-b0
	cols := m + 1
	cost := make([]float64, (n+1)*cols)
	for i := 0; i <= n; i++ {
		for j := 0; j <= m; j++ {
			switch {
			case i == 0:
				cost[j] = gapWord * float64(j)
			case j == 0:
				cost[i*cols] = gapWord * float64(i)
			default:
				cost[i*cols+j] = min(cost[(i-1)*cols+j-1]+disagreement(c.a[a0+i-1], c.b[b0+j-1]),
					cost[(i-1)*cols+j]+gapWord, cost[i*cols+j-1]+gapWord)
			}
		}
	}
	if c.pairs != nil {
		c.trace(cost, a0, b0, n, m)
	}
	c.cost += min(cost[n*cols+m], gapWord*2*lacuna+0.5*float64(min(n, m)))
	c.compared += max(n, m)
}

// trace goes back the way of least cost and records the pairs on it.
func (c *collation) trace(cost []float64, a0, b0, n, m int) {
	cols, from := m+1, len(c.pairs)
	for i, j := n, m; i > 0 && j > 0; {
		switch here := cost[i*cols+j]; {
		case here == cost[(i-1)*cols+j-1]+disagreement(c.a[a0+i-1], c.b[b0+j-1]):
			i, j = i-1, j-1
			c.pair(a0+i, b0+j)
		case here == cost[(i-1)*cols+j]+gapWord:
			i--
		default:
			j--
		}
	}
	slices.Reverse(c.pairs[from:])
}

func disagreement(x, y string) float64 {
	switch {
	case x == y:
		return 0
	case view.Stem(x) == view.Stem(y) || align.Similar(x, y):
		return spelledOtherwise
	}
	return otherWord
}
