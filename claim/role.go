package claim

import (
	"github.com/stemmanews/stemma/lang/perceptron"
	"github.com/stemmanews/stemma/lang/text"
)

// Tags of the role tagger, which labels the words around one cue.
const (
	roleOut = iota
	sourceBegin
	sourceInside
	contentBegin
	contentInside
	roleTags
)

// scene is what the role tagger looks at: one cue and the sentences around it.
type scene struct {
	v      *view
	cue    span
	head   int // the cue's head word
	window span
	spots  []spot
	lemma  uint32
	shape  uint32 // part of speech, voice and frame of the cue
	quoted uint32 // where quotations stand to the cue
}

// spot is how one token stands to the cue in the tree.
type spot struct {
	branch int32  // top of the branch that holds the token, below the lowest common ancestor with the cue
	up     uint32 // steps from the cue up to that ancestor
	path   uint32 // relations on those steps
	rel    uint32 // relation at the top of the branch
	cues   uint32 // other cues between the token and the cue
}

// newScene prepares the cue of v at c.
func newScene(v *view, c span) *scene {
	s := &scene{v: v, cue: c, head: v.headOf(c)}
	s.window = v.windowOf(c)
	s.lemma = v.lemma[s.head]
	k := uint32(v.kids[s.head])
	s.shape = perceptron.Hash(90, v.xpos[s.head], k&uint32(kidPassive|kidClause|kidSubject), v.rel[s.head])
	s.quoted = s.quotesAround()
	s.place()
	return s
}

// headOf is the token of c whose head lies outside c.
func (v *view) headOf(c span) int {
	best := c.first
	for i := c.end - 1; i >= c.first; i-- {
		if h := v.head(i); h < c.first || h >= c.end {
			best = i
			if up := v.t.Tokens[i].UPOS; up == "VERB" || up == "NOUN" {
				return i
			}
		}
	}
	return best
}

// windowOf is the sentence of the cue, with the sentences before and after it
// that quotations join to it, at most four on each side.
func (v *view) windowOf(c span) span {
	sents := v.t.Sentences
	s := int(v.sent[c.first])
	lo, hi := s, s
	for n := 0; n < 4 && lo > 0 && v.joined(&sents[lo-1], &sents[lo]); n++ {
		lo--
	}
	for n := 0; n < 6 && hi+1 < len(sents) && v.follows(&sents[hi], &sents[hi+1]); n++ {
		hi++
	}
	return span{sents[lo].First, sents[hi].End}
}

// joined reports whether one quotation runs from sentence a into b.
func (v *view) joined(a, b *text.Sentence) bool {
	if a.End == a.First || b.End == b.First {
		return false
	}
	q := v.quote[a.End-1]
	if q >= 0 && v.quote[b.First] == q {
		return true
	}
	return q >= 0 && b.Paragraph == a.Paragraph && v.quote[b.First] < 0
}

// follows reports whether b may go on with the quotation of a or of its cue:
// b begins inside or with a quotation.
func (v *view) follows(a, b *text.Sentence) bool {
	if b.End == b.First {
		return false
	}
	return v.quote[b.First] >= 0 && b.Paragraph-a.Paragraph <= 1
}

// place finds for each token of the window how it stands to the cue.
func (s *scene) place() {
	v := s.v
	s.spots = make([]spot, s.window.end-s.window.first)
	sent := &v.t.Sentences[v.sent[s.cue.first]]
	depth := s.ancestors()
	for i := s.window.first; i < s.window.end; i++ {
		sp := &s.spots[i-s.window.first]
		sp.branch = -1
		if i < sent.First || i >= sent.End {
			sp.rel, sp.up = 77, 9
			if i < sent.First {
				sp.rel = 76
			}
			continue
		}
		s.find(sp, i, depth)
	}
	s.countCues(s.cue.first-1, -1)
	s.countCues(s.cue.end, 1)
}

// ancestors lists the cue's head and the words above it.
func (s *scene) ancestors() []int {
	chain := []int{s.head}
	for h := s.v.head(s.head); h >= 0 && len(chain) < 40; h = s.v.head(h) {
		chain = append(chain, h)
	}
	return chain
}

// find fills sp for token i, a word of the cue's sentence.
func (s *scene) find(sp *spot, i int, chain []int) {
	v := s.v
	top := i
	for n := 0; n < 200; n++ {
		for up, a := range chain {
			if a == top && top == i { // an ancestor of the cue itself
				sp.branch, sp.up, sp.rel = int32(i), uint32(min(up, 4)), 75
				sp.path = s.pathTo(chain, up)
				return
			}
		}
		h := v.head(top)
		if h < 0 {
			sp.up = 8
			return
		}
		for up, a := range chain {
			if a == h {
				sp.branch, sp.up, sp.rel = int32(top), uint32(min(up, 4)), v.rel[top]
				sp.path = s.pathTo(chain, up)
				return
			}
		}
		top = h
	}
}

// pathTo hashes the relations on the first steps above the cue.
func (s *scene) pathTo(chain []int, up int) uint32 {
	h := uint32(1)
	for k := 0; k < min(up, 3); k++ {
		h = perceptron.Hash2(91, h, s.v.rel[chain[k]])
	}
	return h
}

// countCues counts cues from token i on in direction d.
func (s *scene) countCues(i, d int) {
	n := uint32(0)
	for ; i >= s.window.first && i < s.window.end; i += d {
		if s.v.cue[i] != cueOut {
			n = min(n+1, 2)
		}
		s.spots[i-s.window.first].cues = n
	}
}

// quotesAround says on which sides of the cue quotations stand in the window.
func (s *scene) quotesAround() uint32 {
	var out uint32
	for q := range s.v.quotes {
		a, b := int(s.v.qfirst[q]), int(s.v.qend[q])
		if b <= s.window.first || a >= s.window.end {
			continue
		}
		long := uint32(0)
		if b-a > 6 {
			long = 1
		}
		switch {
		case b <= s.cue.first:
			out |= 1 << long
		case a >= s.cue.end:
			out |= 4 << long
		default:
			out |= 16
		}
	}
	return out
}

// features appends the features of token i that do not look at tags.
func (s *scene) features(f []uint32, i int) []uint32 {
	v := s.v
	sp := &s.spots[i-s.window.first]
	add := func(n uint32, values ...uint32) { f = append(f, perceptron.Hash(n, values...)) }
	side := uint32(1)
	if i < s.cue.first {
		side = 0
	}
	where := sp.up<<1 | side
	w, l, x, r := v.word[i], v.lemma[i], v.xpos[i], v.rel[i]
	edge := s.edge(i, sp)
	q := s.quotePlace(i)
	top := at(v.xpos, int(sp.branch))
	mark := s.markOf(sp)
	dist := uint32(distance(i, s.cue))
	bl := at(v.lemma, int(sp.branch))
	add(101, sp.rel, where, edge)
	add(102, sp.rel, where, s.lemma)
	add(103, sp.rel, where, s.shape)
	add(104, sp.rel, where, sp.path, top)
	add(105, sp.rel, where, mark, edge)
	add(106, sp.rel, where, x, edge)
	add(107, sp.rel, where, s.lemma, edge)
	add(108, where, w, edge)
	add(109, where, x, r)
	add(110, dist, side, x)
	add(111, dist, side, sp.rel, s.lemma)
	add(112, q, side, edge)
	add(113, q, side, s.quoted)
	add(114, q, sp.rel, where)
	add(115, q, side, w)
	add(116, sp.cues, side, sp.rel)
	add(117, sp.cues, side, q)
	add(118, at(v.word, i-1), w)
	add(119, w, at(v.word, i+1))
	add(120, at(v.xpos, i-1), x, at(v.xpos, i+1), side)
	add(121, s.lemma, w, side)
	add(122, s.lemma, x, side, min(dist, 3))
	add(123, at(v.name, i), sp.rel, where)
	add(124, s.shape, sp.path, sp.rel, side)
	add(125, s.shape, s.quoted, side, q)
	add(126, bl, sp.rel, where)
	add(127, mark, sp.rel, where, s.lemma)
	prev, next := s.relAt(i-1), s.relAt(i+1)
	add(128, prev, sp.rel, next, side)
	add(129, prev, next, w, side)
	add(130, x, dist, s.lemma)
	hx := at(v.xpos, v.head(i))
	add(131, r, hx, where, sp.rel)
	add(132, l, sp.rel, where)
	add(133, v.barrier(i, s.cue), side, sp.rel)
	add(134, v.barrier(i, s.cue), side, s.shape)
	add(135, at(v.word, i+1), at(v.xpos, i+2), sp.rel, side)
	add(136, at(v.word, i-1), at(v.xpos, i-2), sp.rel, side)
	add(137, at(v.word, s.cue.first-1), at(v.word, s.cue.end), side, sp.rel)
	add(138, edge, s.lemma, q, side)
	first := v.t.Sentences[v.sent[s.cue.first]].First
	add(139, b2u(i == first), b2u(s.cue.first == first), sp.rel, x)
	return f
}

func b2u(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

func (s *scene) relAt(i int) uint32 {
	switch {
	case i < s.window.first || i >= s.window.end:
		return 1
	case i >= s.cue.first && i < s.cue.end:
		return 2
	}
	sp := &s.spots[i-s.window.first]
	return sp.rel ^ sp.up<<4
}

// edge says whether i is the first or the last token of its branch.
func (s *scene) edge(i int, sp *spot) uint32 {
	if sp.branch < 0 {
		return 5
	}
	if sp.rel == 75 {
		return 4
	}
	lo, hi := s.v.lo[sp.branch], s.v.hi[sp.branch]
	switch {
	case lo == int32(i) && hi == int32(i):
		return 3
	case lo == int32(i):
		return 1
	case hi == int32(i):
		return 2
	}
	return 0
}

// markOf is the word that opens the branch, where it is a marker or
// preposition.
func (s *scene) markOf(sp *spot) uint32 {
	if sp.branch < 0 || sp.rel == 75 {
		return none
	}
	lo := int(s.v.lo[sp.branch])
	switch s.v.t.Tokens[lo].UPOS {
	case "SCONJ", "ADP", "PART", "CCONJ", "PRON", "ADV":
		return s.v.word[lo]
	}
	return s.v.xpos[lo]
}

// quotePlace says how i stands to quotations.
func (s *scene) quotePlace(i int) uint32 {
	q := s.v.quote[i]
	if q < 0 {
		out := uint32(0)
		if i > 0 && s.v.quote[i-1] >= 0 {
			out |= 1
		}
		if i+1 < len(s.v.quote) && s.v.quote[i+1] >= 0 {
			out |= 2
		}
		return out
	}
	out := uint32(4)
	if int(s.v.qfirst[q]) == i {
		out |= 1
	}
	if int(s.v.qend[q])-1 == i {
		out |= 2
	}
	if s.v.qend[q]-s.v.qfirst[q] > 7 {
		out |= 8
	}
	if int(s.v.qfirst[q]) <= s.cue.first && s.cue.first < int(s.v.qend[q]) {
		out |= 16
	}
	return out
}

func distance(i int, c span) int {
	d := c.first - i
	if i >= c.end {
		d = i - c.end + 1
	}
	switch {
	case d <= 4:
		return d
	case d <= 7:
		return 5
	case d <= 12:
		return 6
	case d <= 25:
		return 7
	}
	return 8
}

// barrier says what stands between i and the cue: signs and verbs, counted to
// two.
func (v *view) barrier(i int, c span) uint32 {
	a, b := i+1, c.first
	if i >= c.end {
		a, b = c.end, i
	}
	if b-a > 40 {
		return 99
	}
	commas, verbs := 0, 0
	for k := a; k < b; k++ {
		switch v.t.Tokens[k].UPOS {
		case "PUNCT":
			commas++
		case "VERB":
			verbs++
		}
	}
	return uint32(min(commas, 2)*3 + min(verbs, 2))
}

// transition appends the features of stepping from tag prev to token i.
func (s *scene) transition(f []uint32, i int, prev int) []uint32 {
	p := uint32(prev)
	same := uint32(0)
	if k := i - s.window.first; k > 0 && s.spots[k].branch == s.spots[k-1].branch {
		same = 1
	}
	return append(f,
		perceptron.Hash1(201, p),
		perceptron.Hash3(202, p, same, s.v.xpos[i]),
		perceptron.Hash3(203, p, s.v.quoteEdge(i), same),
		perceptron.Hash3(204, p, at(s.v.word, i-1), s.relAt(i)),
	)
}

// quoteEdge says whether a quotation begins or ends between i-1 and i.
func (v *view) quoteEdge(i int) uint32 {
	if i == 0 {
		return 0
	}
	a, b := v.quote[i-1], v.quote[i]
	switch {
	case a == b && a < 0:
		return 0
	case a == b:
		return 1
	case a < 0:
		return 2
	case b < 0:
		return 3
	}
	return 4
}
