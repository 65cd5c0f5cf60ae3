package tree

import "fmt"

// root turns the unrooted tree into a stemma with its root at the node nearest
// to the middle of the longest way between two witnesses.
func (g *graph) root(names []string) *Stemma {
	middle := g.middle(len(names))
	s := &Stemma{}
	number := make([]int, len(g.next)) // graph node: node of the stemma
	for i, name := range names {
		s.Nodes = append(s.Nodes, Node{Name: name, Parent: -1})
		number[i] = i
	}
	lost := 0
	var walk func(x, from int, length float64)
	walk = func(x, from int, length float64) {
		if x >= len(names) {
			lost++
			number[x] = len(s.Nodes)
			s.Nodes = append(s.Nodes, Node{Name: fmt.Sprintf("*%d", lost), Lost: true, Parent: -1})
		}
		n := &s.Nodes[number[x]]
		n.Length = length
		if from >= 0 {
			n.Parent = number[from]
		}
		for k, nb := range g.next[x] {
			if nb != from {
				walk(nb, x, g.long[x][k])
			}
		}
	}
	walk(middle, -1, 0)
	return s
}

// middle is the node nearest to the middle of the longest way between two
// witnesses.
func (g *graph) middle(n int) int {
	far, _, _ := g.farthest(0, n)
	end, dist, from := g.farthest(far, n)
	half, best, gap := dist[end]/2, end, dist[end]
	for x := end; x >= 0; x = from[x] {
		d := dist[x] - half
		if d < 0 {
			d = -d
		}
		if d < gap-1e-12 {
			best, gap = x, d
		}
	}
	return best
}

// farthest walks the tree from start: the farthest witness, the distance of
// every node and the node before it.
func (g *graph) farthest(start, n int) (end int, dist []float64, from []int) {
	dist, from = make([]float64, len(g.next)), make([]int, len(g.next))
	from[start] = -1
	end = start
	stack := []int{start}
	for len(stack) > 0 {
		x := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if x < n && (dist[x] > dist[end]+1e-12 || dist[x] >= dist[end]-1e-12 && x < end) {
			end = x
		}
		for k, nb := range g.next[x] {
			if nb != from[x] {
				from[nb], dist[nb] = x, dist[x]+g.long[x][k]
				stack = append(stack, nb)
			}
		}
	}
	return end, dist, from
}
