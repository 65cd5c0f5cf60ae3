package desk

import (
	"cmp"
	"slices"
)

// pair is a pair of reports by their numbers, a before b.
type pair struct{ a, b uint32 }

func (p pair) compare(q pair) int { return cmp.Or(cmp.Compare(p.a, q.a), cmp.Compare(p.b, q.b)) }

// group are reports that hang together by pairs: no other report has to do
// with them. Pairs are by place in members.
type group struct {
	members []int
	pairs   [][2]int
}

// groupsOf sorts n reports into groups, in the order of their first members;
// a report without a pair is a group of its own.
func groupsOf(n int, pairs []pair) []group {
	root := joined(n, pairs)
	number := make([]int32, n) // of the root's group
	place := make([]int32, n)
	var out []group
	for i := range n {
		r := root[i]
		if int(r) == i {
			number[i] = int32(len(out))
			out = append(out, group{})
		}
		g := &out[number[r]]
		place[i] = int32(len(g.members))
		g.members = append(g.members, i)
	}
	for _, p := range pairs {
		g := &out[number[root[p.a]]]
		g.pairs = append(g.pairs, [2]int{int(place[p.a]), int(place[p.b])})
	}
	return out
}

// joined gives for each report the first report of its group (union-find).
func joined(n int, pairs []pair) []uint32 {
	up := make([]uint32, n)
	for i := range up {
		up[i] = uint32(i)
	}
	find := func(x uint32) uint32 {
		for up[x] != x {
			up[x] = up[up[x]]
			x = up[x]
		}
		return x
	}
	for _, p := range pairs {
		a, b := find(p.a), find(p.b)
		up[max(a, b)] = min(a, b)
	}
	for i := range up {
		up[i] = find(uint32(i))
	}
	return up
}

// largeGroup is the number of reports from which on a group is looked through
// for pairs that only look alike, before it is compared as a whole.
const largeGroup = 1000

// loose lists the pairs in groups of more than large reports, in order.
func loose(n int, pairs []pair, large int) (in, rest []pair) {
	root := joined(n, pairs)
	size := make([]int32, n)
	for _, r := range root {
		size[r]++
	}
	for _, p := range pairs {
		if int(size[root[p.a]]) > large {
			in = append(in, p)
		} else {
			rest = append(rest, p)
		}
	}
	slices.SortFunc(in, pair.compare)
	return in, rest
}
