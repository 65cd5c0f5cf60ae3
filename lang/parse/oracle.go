package parse

// costs counts, for each kind of move, the arcs of the gold tree that can still
// be built now and no longer after the move: the dynamic oracle of the
// arc-hybrid system (Goldberg & Nivre 2013). gold holds the head of each word,
// with n for the root.
func (s *state) costs(gold []int32) (cost [3]int) {
	var top, below int32 = none, none
	if len(s.stack) > 0 {
		top = s.top(0)
		below = s.top(1)
	}
	b := s.next
	if b < s.n {
		for _, x := range s.stack {
			if gold[b] == x && x != top {
				cost[shift]++
			}
			if gold[x] == b {
				cost[shift]++
			}
		}
	}
	if top == none {
		return cost
	}
	h := gold[top]
	if h > b || h == below && below != none {
		cost[left]++
	}
	if h >= b {
		cost[right]++
	}
	for d := b; d < s.n; d++ {
		if gold[d] == top {
			cost[left]++
			cost[right]++
		}
	}
	return cost
}
