// Package tree finds who took from whom: the family trees of reports, and the
// stemmata of classical witnesses.
package tree

// Arc is a possible step of descent, from parent to child, and its cost.
type Arc struct {
	From, To int
	Cost     float64
}

// Arborescence returns for each of n nodes its parent in the cheapest forest
// of arcs, -1 for roots; a node may be a root at the cost root[node]. It is
// the algorithm of Chu & Liu (1965) and Edmonds (1967) with a virtual root.
func Arborescence(n int, arcs []Arc, root []float64) []int {
	all := make([]Arc, 0, len(arcs)+n)
	for v := 0; v < n; v++ {
		all = append(all, Arc{n, v, root[v]})
	}
	for _, a := range arcs {
		if a.From != a.To {
			all = append(all, a)
		}
	}
	parent := make([]int, n)
	for v, i := range edmonds(n+1, n, all) {
		if v < n {
			parent[v] = all[i].From
			if parent[v] == n {
				parent[v] = -1
			}
		}
	}
	return parent
}

// edmonds returns for each node but root the index of its arc.
func edmonds(n, root int, arcs []Arc) []int {
	best := cheapest(n, root, arcs)
	cycle, id, count := cycles(n, root, arcs, best)
	if !cycle {
		return best
	}
	var inner []Arc
	var origin []int
	for i, a := range arcs {
		if id[a.From] != id[a.To] {
			inner = append(inner, Arc{id[a.From], id[a.To], a.Cost - arcs[max(0, best[a.To])].Cost})
			origin = append(origin, i)
		}
	}
	chosen := edmonds(count, id[root], inner)
	out := append([]int(nil), best...)
	for v, k := range chosen {
		if v != id[root] && k >= 0 {
			i := origin[k]
			out[arcs[i].To] = i // breaks the cycle where it enters
		}
	}
	return out
}

// cheapest is the index of the cheapest arc into each node; of equal ones the
// first.
func cheapest(n, root int, arcs []Arc) []int {
	best := make([]int, n)
	for v := range best {
		best[v] = -1
	}
	for i, a := range arcs {
		if a.To != root && (best[a.To] < 0 || a.Cost < arcs[best[a.To]].Cost-1e-12) {
			best[a.To] = i
		}
	}
	return best
}

// cycles numbers the nodes such that those of a cycle share a number.
func cycles(n, root int, arcs []Arc, best []int) (found bool, id []int, count int) {
	id, seen := make([]int, n), make([]int, n)
	for v := range id {
		id[v], seen[v] = -1, -1
	}
	for start := 0; start < n; start++ {
		v := start
		for v != root && id[v] < 0 && seen[v] != start && best[v] >= 0 {
			seen[v] = start
			v = arcs[best[v]].From
		}
		if v != root && id[v] < 0 && seen[v] == start {
			found = true
			for u := v; id[u] < 0; u = arcs[best[u]].From {
				id[u] = count
			}
			count++
		}
	}
	for v := range id {
		if id[v] < 0 {
			id[v] = count
			count++
		}
	}
	return found, id, count
}
