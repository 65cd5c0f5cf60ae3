package tree

import "slices"

// improve searches the tree's neighbourhood for trees that cost less, and goes
// on from there until there is none: branches are cut and grafted at another
// node or branch, and lost texts are taken for one of their neighbours.
func (s *scorer) improve(g *graph) *graph {
	best := s.cost(g)
	for range 50 {
		better := false
		for u := 0; u < len(g.next); u++ {
			for _, v := range slices.Clone(g.next[u]) {
				if !slices.Contains(g.next[u], v) {
					continue
				}
				if h, c := s.graft(g, u, v, best); h != nil {
					g, best, better = h, c, true
				}
				if u < len(g.next) && u >= s.n && slices.Contains(g.next[u], v) {
					h := g.clone()
					h.absorb(u, v)
					if c := s.cost(h); c < best-1e-9 {
						g, best, better = h, c, true
					}
				}
			}
		}
		if !better {
			break
		}
	}
	return g
}

// graft cuts the branch from u to v and tries all places for v's side; it
// returns the best tree that costs less than limit, or nil.
func (s *scorer) graft(g *graph, u, v int, limit float64) (best *graph, cost float64) {
	cut := g.clone()
	cut.remove(u, v)
	cut.remove(v, u)
	cut.suppress(u, s.n)
	nearby := cut.within(slices.DeleteFunc(append(slices.Clone(g.next[u]), u), func(x int) bool { return x == v }), s.reach())
	cost = limit
	try := func(h *graph) {
		if c := s.cost(h); c < cost-1e-9 {
			best, cost = h, c
		}
	}
	for x := range cut.next {
		if !nearby[x] || x >= s.n && len(cut.next[x]) == 0 {
			continue
		}
		h := cut.clone()
		h.join(x, v, 0)
		try(h)
		for _, y := range cut.next[x] {
			if x < y && nearby[y] {
				h := cut.clone()
				h.remove(x, y)
				h.remove(y, x)
				z := h.free(s.n)
				h.join(x, z, 0)
				h.join(z, y, 0)
				h.join(z, v, 0)
				try(h)
			}
		}
	}
	return best, cost
}

func (g *graph) clone() *graph {
	h := &graph{next: make([][]int, len(g.next)), long: make([][]float64, len(g.next))}
	for x := range g.next {
		h.next[x] = append(make([]int, 0, len(g.next[x])+1), g.next[x]...)
		h.long[x] = append(make([]float64, 0, len(g.next[x])+1), g.long[x]...)
	}
	return h
}

// suppress takes a lost text with two neighbours, or one, out of the tree.
func (g *graph) suppress(x, n int) {
	if x < n || len(g.next[x]) > 2 {
		return
	}
	if len(g.next[x]) == 2 {
		g.join(g.next[x][0], g.next[x][1], g.long[x][0]+g.long[x][1])
	}
	for _, y := range g.next[x] {
		g.remove(y, x)
	}
	g.next[x], g.long[x] = nil, nil
}

// reach is the number of branches to the farthest place where a cut branch is
// grafted: with many witnesses, not all places can be tried.
func (s *scorer) reach() int { return max(3, 150/s.n) }

// within marks the nodes that lie at most so many branches from the starts.
func (g *graph) within(starts []int, steps int) []bool {
	nearby := make([]bool, len(g.next))
	for ; len(starts) > 0 && steps >= 0; steps-- {
		var next []int
		for _, x := range starts {
			if !nearby[x] {
				nearby[x] = true
				next = append(next, g.next[x]...)
			}
		}
		starts = next
	}
	return nearby
}

// free is a lost text that is not in the tree, a new one where there is none.
func (g *graph) free(n int) int {
	for x := n; x < len(g.next); x++ {
		if len(g.next[x]) == 0 {
			return x
		}
	}
	return g.add()
}
