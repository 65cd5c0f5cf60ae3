package tree

import (
	"math/bits"
	"slices"
	"strings"
)

// character is a place where witnesses differ: for each witness the reading,
// as one bit, or all bits where it is missing. Places at which the witnesses
// differ in the same way are one character with their weights added.
type character struct {
	states []uint32
	weight float64
	least  int // changes that some tree needs
}

// Weights of characters.
const (
	lexical  = 1.0 // another word, or none
	spelling = 0.7 // the same word spelt otherwise
	goesOn   = 0.3 // a gap that goes on from the place before
)

// maxStates is the number of readings that are told apart at one place.
const maxStates = 31

// characters reads a collation: at each place which witnesses have which word,
// and within a word which spelling.
func (t *table) characters() []character {
	var list []character
	var last []uint32
	for _, row := range t.rows {
		words, forms := t.classes(row)
		weight := lexical
		if slices.Equal(words, last) && slices.Contains(row, gap) {
			weight *= goesOn
		}
		last = words
		list = append(list, character{states: words, weight: weight}, character{states: forms, weight: spelling})
	}
	return together(list)
}

// classes numbers the readings of a row: words, of which likely spellings of
// one count as one, and forms, where words differ no more.
func (t *table) classes(row []int) (words, forms []uint32) {
	var classes, distinct []int // first word of each class; words
	words, forms = make([]uint32, len(row)), make([]uint32, len(row))
	for k, w := range row {
		if w == missing {
			words[k], forms[k] = 1<<maxStates-1, 1<<maxStates-1
			continue
		}
		c := slices.IndexFunc(classes, func(x int) bool {
			return x == w || x >= 0 && w >= 0 && alikeWords(t.words[x], t.words[w])
		})
		if c < 0 {
			classes, c = append(classes, w), len(classes)
		}
		d := slices.Index(distinct, w)
		if d < 0 {
			distinct, d = append(distinct, w), len(distinct)
		}
		words[k], forms[k] = 1<<min(c, maxStates-1), 1<<min(d, maxStates-1)
	}
	if len(distinct) == len(classes) {
		forms = words
	}
	return words, forms
}

// together joins equal characters and drops those that say nothing: one
// reading, or spellings that are words anyway.
func together(list []character) []character {
	key := func(c character) string {
		var b strings.Builder
		for _, s := range c.states {
			b.WriteRune(rune(s & 0xfffff))
			b.WriteRune(rune(s >> 20))
		}
		return b.String()
	}
	at := map[string]int{}
	var out []character
	for _, c := range list {
		seen := uint32(0)
		for _, s := range c.states {
			if bits.OnesCount32(s) == 1 {
				seen |= s
			}
		}
		if c.least = bits.OnesCount32(seen) - 1; c.least < 1 {
			continue
		}
		k := key(c)
		if i, ok := at[k]; ok {
			out[i].weight += c.weight
			continue
		}
		at[k] = len(out)
		out = append(out, c)
	}
	return out
}

// scorer measures trees by the changes that they need: the parsimony of Fitch
// (1971), in the form of Hartigan (1973) for nodes with many branches. A
// witness at an inner node passes its own reading on.
type scorer struct {
	n     int // witnesses
	chars []character
	lost  float64 // price of a lost text
	sets  []uint32
	order []int // nodes, children first
	from  []int // the node towards the root
}

// priceOfLost is the price of a lost text, in the changes that a witness has on
// average: it must explain more than that to be believed. A witness whose own
// slips the next scribe put right looks like a brother of its copies. Found on
// artificial traditions (tradition_test.go).
const priceOfLost = 0.3

func newScorer(n int, chars []character) *scorer {
	s := &scorer{n: n, chars: chars}
	for _, c := range chars {
		s.lost += priceOfLost * c.weight * float64(c.least) / float64(n)
	}
	return s
}

// cost is the price of a tree.
func (s *scorer) cost(g *graph) float64 {
	s.sort(g)
	sum := 0.0
	for _, x := range s.order {
		if x >= s.n {
			sum += s.lost
		}
	}
	for k := range s.chars {
		c := &s.chars[k]
		sum += c.weight * float64(s.changes(g, c))
	}
	return sum
}

// sort orders the nodes from the leaves to witness 0.
func (s *scorer) sort(g *graph) {
	if len(s.from) < len(g.next) {
		s.from, s.sets = make([]int, len(g.next)), make([]uint32, len(g.next))
	}
	s.order = append(s.order[:0], 0)
	s.from[0] = -1
	for k := 0; k < len(s.order); k++ {
		x := s.order[k]
		for _, y := range g.next[x] {
			if y != s.from[x] {
				s.from[y] = x
				s.order = append(s.order, y)
			}
		}
	}
	slices.Reverse(s.order)
}

// changes counts the changes of a character.
func (s *scorer) changes(g *graph, c *character) int {
	total := 0
	for _, x := range s.order {
		var own uint32
		if x < s.n && bits.OnesCount32(c.states[x]) == 1 {
			own = c.states[x]
		}
		set, n := s.combine(g, x, own)
		s.sets[x] = set
		total += n
	}
	return total
}

// combine finds the readings that are best for node x by its children, and the
// changes among them.
func (s *scorer) combine(g *graph, x int, own uint32) (set uint32, changes int) {
	if own != 0 {
		for _, y := range g.next[x] {
			if y != s.from[x] && s.sets[y]&own == 0 {
				changes++
			}
		}
		return own, changes
	}
	all, some, kids := uint32(1<<maxStates-1), uint32(0), 0
	for _, y := range g.next[x] {
		if y != s.from[x] {
			all, some, kids = all&s.sets[y], some|s.sets[y], kids+1
		}
	}
	switch {
	case all != 0:
		return all, 0
	case kids == 2:
		return some, 1
	}
	most := 0
	for rest := some; rest != 0; rest &= rest - 1 {
		state, n := rest&-rest, 0
		for _, y := range g.next[x] {
			if y != s.from[x] && s.sets[y]&state != 0 {
				n++
			}
		}
		if n > most {
			most, set = n, 0
		}
		if n == most {
			set |= state
		}
	}
	return set, kids - most
}

// measure gives each branch its length: the changes on it per place of the
// text. Where several readings are as good for a lost text, it has its
// neighbour's.
func (s *scorer) measure(g *graph, places int) {
	s.sort(g)
	changes := make([]float64, len(g.next)) // on the branch above each node
	for k := range s.chars {
		c := &s.chars[k]
		s.changes(g, c)
		for i := len(s.order) - 1; i >= 0; i-- {
			x := s.order[i]
			if up := s.from[x]; up >= 0 && s.sets[x]&s.sets[up] != 0 {
				s.sets[x] &= s.sets[up]
			} else if up >= 0 {
				changes[x] += c.weight
			}
			s.sets[x] &= -s.sets[x] // one reading
		}
	}
	for x := range g.next {
		for k, y := range g.next[x] {
			child := x
			if s.from[y] == x {
				child = y
			}
			g.long[x][k] = changes[child] / float64(max(1, places))
		}
	}
}
