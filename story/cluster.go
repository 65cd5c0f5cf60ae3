package story

import (
	"container/heap"
	"math"
	"sort"
)

// clusters joins items by average link over the pairs that are connected; a
// pair that is not connected counts as likeness 0.
type clusters struct {
	parent []int
	size   []int
	links  []map[int]float64 // by root: sum of likenesses to another root
	queue  edges
	within []float64 // by root: sum of likenesses among its own items
	joinAt float64
}

func newClusters(n int, joinAt float64) *clusters {
	c := &clusters{parent: make([]int, n), size: make([]int, n), links: make([]map[int]float64, n), within: make([]float64, n), joinAt: joinAt}
	for i := range n {
		c.parent[i], c.size[i] = i, 1
		c.links[i] = map[int]float64{}
	}
	return c
}

func (c *clusters) find(i int) int {
	for c.parent[i] != i {
		c.parent[i] = c.parent[c.parent[i]]
		i = c.parent[i]
	}
	return i
}

// connect adds the likeness of two items to their clusters.
func (c *clusters) connect(i, j int, likeness float64) {
	x, y := c.find(i), c.find(j)
	if x == y || likeness <= 0 {
		return
	}
	c.links[x][y] += likeness
	c.links[y][x] += likeness
}

// merge joins the two most alike clusters until none are alike enough.
func (c *clusters) merge() {
	for i := range c.parent {
		if c.find(i) == i {
			c.push(i, func(j int) bool { return i < j })
		}
	}
	heap.Init(&c.queue)
	for c.queue.Len() > 0 {
		e := heap.Pop(&c.queue).(edge)
		if c.parent[e.a] != e.a || c.parent[e.b] != e.b || c.size[e.a]+c.size[e.b] != e.size {
			continue // one side has grown since
		}
		c.union(e.a, e.b)
	}
}

// push queues the links of root i to those roots that want accepts.
func (c *clusters) push(i int, want func(j int) bool) {
	for _, j := range sortedKeys(c.links[i]) {
		if l := c.average(i, j); want(j) && l >= c.joinAt {
			heap.Push(&c.queue, edge{min(i, j), max(i, j), c.size[i] + c.size[j], l})
		}
	}
}

// average is the average likeness between two clusters, a little less for
// clusters that are loose in themselves: what is loose grows by chance.
func (c *clusters) average(i, j int) float64 {
	return c.links[i][j] / float64(c.size[i]*c.size[j]) * math.Pow(c.cohesion(i)*c.cohesion(j), looseness)
}

// cohesion is the average likeness within a cluster, 1 for a single item.
func (c *clusters) cohesion(i int) float64 {
	n := float64(c.size[i])
	return (n + 2*c.within[i]) / (n * n)
}

func (c *clusters) union(a, b int) {
	c.parent[b] = a
	c.size[a] += c.size[b]
	c.within[a] += c.within[b] + c.links[a][b]
	for _, k := range sortedKeys(c.links[b]) {
		delete(c.links[k], b)
		if k != a {
			c.links[a][k] += c.links[b][k]
			c.links[k][a] = c.links[a][k]
		}
	}
	c.links[b] = nil
	c.push(a, func(int) bool { return true })
}

func sortedKeys(m map[int]float64) []int {
	keys := make([]int, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Ints(keys)
	return keys
}

type edge struct {
	a, b, size int
	likeness   float64
}

type edges []edge

func (e edges) Len() int { return len(e) }
func (e edges) Less(i, j int) bool {
	switch {
	case e[i].likeness != e[j].likeness:
		return e[i].likeness > e[j].likeness
	case e[i].a != e[j].a:
		return e[i].a < e[j].a
	}
	return e[i].b < e[j].b
}
func (e edges) Swap(i, j int) { e[i], e[j] = e[j], e[i] }

// Push and Pop make edges a heap.Interface.
func (e *edges) Push(x any) { *e = append(*e, x.(edge)) }

// Pop removes the last edge.
func (e *edges) Pop() any {
	last := (*e)[len(*e)-1]
	*e = (*e)[:len(*e)-1]
	return last
}
