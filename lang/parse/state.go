package parse

// node is a word in a state of the parser: its place in the tree built so far.
// Words are numbered from 0; the artificial root has the number n and stands
// at the end of the buffer.
type node struct {
	head          int32 // none until it is attached
	left, left2   int32 // its outermost and next children on the left, none where there are none
	right, right2 int32
	labels        [2]uint32 // sets of the labels of its children on either side, folded into 32 bits
	label         uint8
	count         [2]uint8 // children on either side, 3 at most
}

const none = -1

// state is a state of the arc-hybrid system (Kuhlmann, Gómez-Rodríguez & Satta
// 2011): a stack of partial trees and a buffer of words to come, of which next
// is the first. Three kinds of move lead to the next state:
//
//	shift    push the first word of the buffer
//	left(l)  the top of the stack becomes a child of the first word of the buffer
//	right(l) the top of the stack becomes a child of the word below it
type state struct {
	nodes []node
	stack []int32
	next  int32
	n     int32 // number of words; the root's number
}

// Kinds of move. A move's class is 0 for shift, 1+l for left and 1+labels+l
// for right.
const (
	shift = iota
	left
	right
)

// reset makes s the first state of a sentence of n words.
func (s *state) reset(n int) {
	s.nodes = append(s.nodes[:0], make([]node, n+1)...)
	for i := range s.nodes {
		s.nodes[i] = node{head: none, left: none, left2: none, right: none, right2: none}
	}
	s.stack, s.next, s.n = s.stack[:0], 0, int32(n)
}

// done reports whether all words are attached.
func (s *state) done() bool { return s.next == s.n && len(s.stack) == 0 }

// legal reports which kinds of move lead to a tree with one root: the root
// takes a child only where that is the last word of the stack.
func (s *state) legal() (can [3]bool) {
	can[shift] = s.next < s.n
	can[left] = len(s.stack) > 0 && (s.next < s.n || len(s.stack) == 1)
	can[right] = len(s.stack) > 1
	return can
}

// apply makes a move.
func (s *state) apply(kind int, label uint8) {
	if kind == shift {
		s.stack = append(s.stack, s.next)
		s.next++
		return
	}
	top := s.stack[len(s.stack)-1]
	s.stack = s.stack[:len(s.stack)-1]
	child := &s.nodes[top]
	child.label = label
	if kind == left {
		child.head = s.next
		h := &s.nodes[s.next]
		h.left, h.left2 = top, h.left
		h.adopt(0, label)
		return
	}
	child.head = s.stack[len(s.stack)-1]
	h := &s.nodes[child.head]
	h.right, h.right2 = top, h.right
	h.adopt(1, label)
}

// adopt counts a child with a label on a side.
func (n *node) adopt(side int, label uint8) {
	n.labels[side] |= 1 << (label % 32)
	n.count[side] = min(3, n.count[side]+1)
}

// top returns the k-th word of the stack from the top, none where there is
// none.
func (s *state) top(k int) int32 {
	if k >= len(s.stack) {
		return none
	}
	return s.stack[len(s.stack)-1-k]
}
