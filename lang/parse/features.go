package parse

import "github.com/stemmanews/stemma/lang/perceptron"

// item is what the parser's features see of a word: its lexical identity, its
// joint tag, both at once, its universal tag.
type item struct {
	w, t, wt, u uint32
}

var noItem = item{w: 2, t: 256, wt: 3, u: 4}

// itemOf makes the item of a tagged word.
func itemOf(w *word, tags *tagset) item {
	t := uint32(w.tag)
	return item{w: w.known, t: t, wt: perceptron.Hash2(220, w.known, t), u: tags.coarse[w.tag]}
}

// rootItem stands for the artificial root.
var rootItem = item{w: 5, t: 257, wt: 6, u: 7}

// view gives items for the places of a state.
type view struct {
	s     *state
	guide *guide  // the tree of the first parser, nil in the first
	items []item  // of each word, and of the root
	marks []int32 // marks[i] counts the punctuation before word i, verbs in the high half
}

func (v *view) item(i int32) *item {
	if i < 0 || int(i) >= len(v.items) {
		return &noItem
	}
	return &v.items[i]
}

// label returns the label with which i hangs on its head, plus one.
func (v *view) label(i int32) uint32 {
	if i < 0 {
		return 0
	}
	return uint32(v.s.nodes[i].label) + 1
}

// noNode stands for a word that is not there.
var noNode = node{head: none, left: none, left2: none, right: none, right2: none}

// between says how many punctuation marks and verbs stand between two words,
// two of each at most.
func (v *view) between(a, b int32) uint32 {
	if a < 0 || b < 0 || a >= b {
		return 15
	}
	d := v.marks[b] - v.marks[a+1]
	return uint32(min(2, d&0xffff))<<2 | uint32(min(2, d>>16))
}

// distance is b-a in classes.
func distance(a, b int32) uint32 {
	if a < 0 || b < 0 {
		return 9
	}
	switch d := b - a; {
	case d <= 4:
		return uint32(d)
	case d <= 6:
		return 5
	case d <= 10:
		return 6
	}
	return 7
}

// parseFeatures appends the features of a state: after Zhang & Nivre (2011),
// for the arc-hybrid system. S are words of the stack, B of the buffer; l and
// r their outermost children.
func parseFeatures(f []uint32, v *view) []uint32 {
	s := v.s
	s0, s1, s2, b0 := s.top(0), s.top(1), s.top(2), s.next
	S0, S1, S2 := v.item(s0), v.item(s1), v.item(s2)
	B0, B1, B2 := v.item(b0), v.item(b0+1), v.item(b0+2)
	n0, n1, nb := s.node(s0), s.node(s1), s.node(b0)
	h1, h2, h3 := perceptron.Hash1, perceptron.Hash2, perceptron.Hash3

	S0l, S0l2, S0r, S0r2 := v.item(n0.left), v.item(n0.left2), v.item(n0.right), v.item(n0.right2)
	S1l, S1r, S1r2, B0l, B0l2 := v.item(n1.left), v.item(n1.right), v.item(n1.right2), v.item(nb.left), v.item(nb.left2)
	l0l, l0r, l1l, l1r, lbl := v.label(n0.left), v.label(n0.right), v.label(n1.left), v.label(n1.right), v.label(nb.left)

	f = append(f,
		// words
		h1(1, S0.w), h1(2, S0.t), h1(3, S0.wt), h1(4, S1.w), h1(5, S1.t), h1(6, S1.wt), h1(7, S2.wt), h1(8, S2.t),
		h1(9, B0.w), h1(10, B0.t), h1(11, B0.wt), h1(12, B1.w), h1(13, B1.t), h1(14, B1.wt), h1(15, B2.wt), h1(16, B2.t),
		// pairs
		h2(17, S0.wt, B0.wt), h2(18, S0.wt, B0.w), h2(19, S0.w, B0.wt), h2(20, S0.wt, B0.t), h2(21, S0.t, B0.wt),
		h2(22, S0.w, B0.w), h2(23, S0.t, B0.t),
		h2(24, S1.wt, S0.wt), h2(25, S1.wt, S0.w), h2(26, S1.w, S0.wt), h2(27, S1.wt, S0.t), h2(28, S1.t, S0.wt),
		h2(29, S1.w, S0.w), h2(30, S1.t, S0.t),
		h2(31, S1.t, B0.t), h2(32, S1.wt, B0.t), h2(33, S1.t, B0.wt), h2(34, B0.t, B1.t), h2(35, B0.w, B1.w), h2(36, B0.wt, B1.t), h2(37, S0.wt, B1.t),
		// triples
		h3(38, S0.t, B0.t, B1.t), h3(39, B0.t, B1.t, B2.t), h3(40, S2.t, S1.t, S0.t), h3(41, S1.t, S0.t, B0.t),
		h3(42, S1.w, S0.t, B0.t), h3(43, S1.t, S0.w, B0.t), h3(44, S1.t, S0.t, B0.w), h3(45, S2.t, S1.t, B0.t),
		// children
		h3(46, S0.t, S0l.t, B0.t), h3(47, S0.t, S0r.t, B0.t), h3(48, S0.t, B0.t, B0l.t), h3(49, S1.t, S1r.t, S0.t),
		h3(50, S1.t, S1l.t, S0.t), h3(51, S1.t, S0.t, S0l.t), h3(52, S1.t, S0.t, S0r.t), h3(53, S0.t, S0r2.t, S0r.t),
		h3(54, S0.t, S0l2.t, S0l.t), h3(55, B0.t, B0l2.t, B0l.t), h3(56, S1.t, S1r2.t, S1r.t),
		h2(57, S0.wt, l0l), h2(58, S0.wt, l0r), h2(59, S1.wt, l1l), h2(60, S1.wt, l1r), h2(61, B0.wt, lbl),
		h2(62, S0.t, S0l.wt), h2(63, S0.t, S0r.wt), h2(64, S1.t, S1l.wt), h2(65, S1.t, S1r.wt), h2(66, B0.t, B0l.wt),
		h3(67, S0.w, S0r.w, B0.t), h3(68, S1.w, S1r.w, S0.w), h3(69, S0.w, S0l.w, S1.w), h3(70, B0.w, B0l.w, S0.w),
		// sets of labels and numbers of children
		h2(71, S0.t, n0.labels[0]), h2(72, S0.t, n0.labels[1]), h2(73, S1.t, n1.labels[0]), h2(74, S1.t, n1.labels[1]), h2(75, B0.t, nb.labels[0]),
		h2(76, S0.w, n0.labels[0]), h2(77, S0.w, n0.labels[1]), h2(78, S1.w, n1.labels[1]), h2(79, B0.w, nb.labels[0]),
		h3(80, S1.t, n1.labels[1], S0.wt), h3(81, S0.t, n0.labels[1], B0.wt), h3(82, S1.t, n1.labels[0], S0.t), h3(83, S0.t, nb.labels[0], B0.t),
		h3(84, S0.t, n0.labels[0], B0.t), h3(85, S0.wt, n0.labels[0]^n0.labels[1]*31, B0.t), h3(86, S1.t, S0.t, n0.labels[0]),
	)
	d0, d1 := distance(s0, b0), distance(s1, s0)
	k0, k1 := v.between(s0, b0), v.between(s1, s0)
	f = append(f,
		h2(87, S0.t, d0), h2(88, B0.t, d0), h3(89, S0.t, B0.t, d0), h3(90, S0.w, B0.w, d0), h2(91, S1.t, d1), h2(92, S0.t, d1), h3(93, S1.t, S0.t, d1),
		h3(94, S0.t, B0.t, k0), h3(95, S1.t, S0.t, k1), h2(96, S1.wt, k1), h2(97, S0.wt, k0),
		h3(98, S1.t, S0.t, uint32(min(len(s.stack), 4))), h3(99, S1.wt, S0.wt, B0.t), h3(100, S0.wt, B0.wt, S1.t),
		h3(101, S0.wt, B0.t, B1.t), h3(102, S1.u, S0.u, v.item(s.next-1).t),
	)
	if v.guide != nil {
		f = guideFeatures(f, v)
	}
	return f
}

// guide is the tree that the first parser built: heads, with n for the root,
// and labels plus one.
type guide struct {
	heads  []int32
	labels []uint32
}

// label is the label of word i, plus one; 0 for the root and for none.
func (g *guide) label(i int32) uint32 {
	if i < 0 || int(i) >= len(g.labels) {
		return 0
	}
	return g.labels[i]
}

// head is the head of word i, none where there is none.
func (g *guide) head(i int32) int32 {
	if i < 0 || int(i) >= len(g.heads) {
		return none
	}
	return g.heads[i]
}

// guideFeatures appends what the first parser's tree says of a state: what
// each kind of move would cost if that tree were right, and the relations and
// heads that it gives the words in question.
func guideFeatures(f []uint32, v *view) []uint32 {
	s, g := v.s, v.guide
	cost := s.costs(g.heads)
	c := uint32(min(2, cost[shift])) | uint32(min(2, cost[left]))<<2 | uint32(min(2, cost[right]))<<4
	s0, s1, b0 := s.top(0), s.top(1), s.next
	S0, S1, B0 := v.item(s0), v.item(s1), v.item(b0)
	l0, l1, lb := g.label(s0), g.label(s1), g.label(b0)
	H0, HB := v.item(g.head(s0)), v.item(g.head(b0))
	h2, h3 := perceptron.Hash2, perceptron.Hash3
	return append(f,
		perceptron.Hash1(110, c), h2(111, c, l0), h3(112, c, l0, S0.t), h3(113, c, S0.t, B0.t), h3(114, c, S1.t, S0.t),
		h2(115, c, S0.wt), h2(116, c, B0.wt), h3(117, c, l0, lb), h3(118, c, l0, l1), h2(119, c, S1.wt),
		h3(120, S0.t, H0.t, l0), h3(121, B0.t, HB.t, lb), h3(122, S0.wt, H0.wt, l0), h2(123, S0.wt, l0), h2(124, B0.wt, lb),
		h3(125, c, distance(s0, b0), l0), h3(126, c, distance(s1, s0), l0), h3(127, c, uint32(s.node(s0).labels[1]), l0),
	)
}

// node returns the node of word i, an empty one where there is none.
func (s *state) node(i int32) *node {
	if i < 0 || int(i) >= len(s.nodes) {
		return &noNode
	}
	return &s.nodes[i]
}
