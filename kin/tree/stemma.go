package tree

import (
	"errors"
	"fmt"
	"math"
)

// Node is a witness or a lost text of a stemma.
type Node struct {
	Name   string  // a witness's name, "*1", "*2", … for lost texts
	Lost   bool    // not among the witnesses
	Parent int     // index into Stemma.Nodes, -1 for the root
	Length float64 // disagreement with the parent per word
}

// Stemma is the tree of texts that descend from one original. Witnesses come
// first, in the order in which they were given.
type Stemma struct {
	Nodes []Node
}

// Build finds the stemma of witnesses: texts that descend from one original.
// Names and texts go together. It collates the witnesses, joins neighbours
// (Saitou & Nei 1987), betters the tree by parsimony, where witnesses may be
// the ancestors of others and a lost text has its price, and roots the tree at
// its middle, which presumes that texts change at about the same pace.
func Build(names, texts []string) (*Stemma, error) {
	if len(names) != len(texts) {
		return nil, fmt.Errorf("building a stemma: %d names for %d texts", len(names), len(texts))
	}
	if len(names) == 0 {
		return nil, errors.New("building a stemma: no witnesses")
	}
	words := make([][]string, len(texts))
	for i, t := range texts {
		words[i] = readings(t)
	}
	d := make([][]float64, len(texts))
	for i := range d {
		d[i] = make([]float64, len(texts))
		for j := 0; j < i; j++ {
			d[i][j] = distance(words[i], words[j])
			d[j][i] = d[i][j]
		}
	}
	t := collate(words, d)
	s := newScorer(len(names), t.characters())
	g := s.improve(joinNeighbours(t.distances(len(texts))))
	s.measure(g, len(t.rows))
	return g.root(names), nil
}

// graph is an unrooted tree: for each node its neighbours and the lengths.
type graph struct {
	next [][]int
	long [][]float64
}

func (g *graph) add() int {
	g.next, g.long = append(g.next, nil), append(g.long, nil)
	return len(g.next) - 1
}

func (g *graph) join(x, y int, length float64) {
	length = max(0, length)
	g.next[x], g.long[x] = append(g.next[x], y), append(g.long[x], length)
	g.next[y], g.long[y] = append(g.next[y], x), append(g.long[y], length)
}

// joinNeighbours is the neighbour-joining algorithm on a matrix of distances.
// Ties go to the pair that comes first.
func joinNeighbours(distances [][]float64) *graph {
	n := len(distances)
	g := &graph{}
	d := make([][]float64, n)
	var open []int // rows of d that are still to be joined
	for i := range d {
		d[i] = append([]float64(nil), distances[i]...)
		open = append(open, g.add())
	}
	for len(open) > 2 {
		x, y := nearest(d, open)
		i, j := open[x], open[y]
		r := float64(len(open) - 2)
		si, sj := total(d, open, i), total(d, open, j)
		li := d[i][j]/2 + (si-sj)/(2*r)
		li = min(max(0, li), d[i][j])
		u := g.add()
		g.join(u, i, li)
		g.join(u, j, d[i][j]-li)
		row := make([]float64, u+1)
		for _, k := range open {
			if k != i && k != j {
				row[k] = max(0, (d[i][k]+d[j][k]-d[i][j])/2)
			}
		}
		for k := range d {
			d[k] = append(d[k], row[k])
		}
		d = append(d, row)
		open = append(open[:y], open[y+1:]...)
		open[x] = u
	}
	if len(open) == 2 {
		g.join(open[0], open[1], d[open[0]][open[1]])
	}
	return g
}

// nearest finds the pair of open rows with the least corrected distance.
func nearest(d [][]float64, open []int) (x, y int) {
	sums := make([]float64, len(open))
	for k, i := range open {
		sums[k] = total(d, open, i)
	}
	best := math.Inf(1)
	for p := range open {
		for q := p + 1; q < len(open); q++ {
			v := float64(len(open)-2)*d[open[p]][open[q]] - sums[p] - sums[q]
			if v < best-1e-12 {
				best, x, y = v, p, q
			}
		}
	}
	return x, y
}

func total(d [][]float64, open []int, i int) float64 {
	sum := 0.0
	for _, k := range open {
		sum += d[i][k]
	}
	return sum
}

// absorb gives the branches of x to y and takes x out of the tree.
func (g *graph) absorb(x, y int) {
	for k, nb := range g.next[x] {
		if nb != y {
			g.replace(nb, x, y)
			g.next[y], g.long[y] = append(g.next[y], nb), append(g.long[y], g.long[x][k])
		}
	}
	g.remove(y, x)
	g.next[x], g.long[x] = nil, nil
}

func (g *graph) replace(at, old, new int) {
	for k, nb := range g.next[at] {
		if nb == old {
			g.next[at][k] = new
		}
	}
}

func (g *graph) remove(at, nb int) {
	for k, x := range g.next[at] {
		if x == nb {
			g.next[at] = append(g.next[at][:k:k], g.next[at][k+1:]...)
			g.long[at] = append(g.long[at][:k:k], g.long[at][k+1:]...)
			return
		}
	}
}
