package align

import (
	"sort"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin/view"
)

// Extent is what two reports share, in words of the body.
type Extent struct {
	WordsA, WordsB int // words that lie in passages
	ShareA, ShareB float64
	Exact          int     // words of passages that are the same on both sides
	Fidelity       float64 // Exact over the words of the passages' shorter side
	Unquoted       int     // words of b in passages, outside quotation marks
	Links, InOrder int
	Telling        float64 // the same for telling words alone
	Runs           float64 // words in runs of longRun and more that are the same, over the words of the passages' shorter side
	Intact         float64 // part of the passages' words in sentences that are the same word for word
	NumbersA       int     // numbers of a within passages
}

// longRun is the number of words in a row that chance and common phrases do
// not give.
const longRun = 5

// Range of words on both sides that one link covers.
func (al *Alignment) ranges(l Link) (a0, a1, b0, b1 int) {
	sa, sb := al.A.Sentences[l.A], al.B.Sentences[l.B]
	a0, a1 = sa.End, sa.First
	b0, b1 = sb.End, sb.First
	inA, inB := 0, 0
	for _, m := range l.Words {
		if m.Kind < Alike || al.A.Words[m.A].Class == view.Stop {
			continue
		}
		a0, a1, b0, b1 = min(a0, m.A), max(a1, m.A+1), min(b0, m.B), max(b1, m.B+1)
		inA++
		inB++
	}
	if a0 >= a1 || tellingShare(al.A, sa, inA) {
		a0, a1 = sa.First, sa.End
	}
	if b0 >= b1 || tellingShare(al.B, sb, inB) {
		b0, b1 = sb.First, sb.End
	}
	return a0, a1, b0, b1
}

// piece is a range of words on both sides.
type piece struct{ a0, a1, b0, b1 int }

// A link is faithful where at least this part of its shorter sentence is the
// same; there, a stretch with ownWords words that the other lacks is the report's
// own.
const (
	faithful = 0.6
	ownWords = 3
)

// pieces cuts the range that a link covers at the stretches that are one
// side's own. Where all is reworded, there are none.
func (al *Alignment) pieces(l Link) []piece {
	a0, a1, b0, b1 := al.ranges(l)
	if ratio(l.Exact, min(a1-a0, b1-b0)) < faithful {
		return []piece{{a0, a1, b0, b1}}
	}
	c := al.cutter(l)
	out := []piece{}
	a, b := a0, b0 // after the last word that is the same
	for _, m := range l.Words {
		if m.Kind < Alike || m.A < a || m.B < b {
			continue
		}
		switch n := len(out); {
		case c.own(piece{a, m.A, b, m.B}):
			out = append(out, piece{m.A, m.A + 1, m.B, m.B + 1})
		case n == 0:
			out = append(out, piece{a0, m.A + 1, b0, m.B + 1})
		default:
			out[n-1].a1, out[n-1].b1 = m.A+1, m.B+1
		}
		a, b = m.A+1, m.B+1
	}
	if n := len(out); n > 0 && !c.own(piece{a, a1, b, b1}) {
		out[n-1].a1, out[n-1].b1 = max(a, a1), max(b, b1)
	}
	for k := range out {
		c.widen(&out[k], piece{a0, a1, b0, b1})
	}
	return out
}

// cutter knows the words of both sentences of a link.
type cutter struct {
	a, b     *view.View
	inA, inB map[string]bool
}

func (al *Alignment) cutter(l Link) cutter {
	sa, sb := al.A.Sentences[l.A], al.B.Sentences[l.B]
	return cutter{al.A, al.B, norms(al.A, sa.First, sa.End), norms(al.B, sb.First, sb.End)}
}

// own reports whether ownWords words or more of either side of a stretch stand
// nowhere in the other sentence.
func (c cutter) own(p piece) bool {
	a, b := 0, 0
	for i := p.a0; i < p.a1; i++ {
		if !c.inB[c.a.Words[i].Norm] {
			a++
		}
	}
	for j := p.b0; j < p.b1; j++ {
		if !c.inA[c.b.Words[j].Norm] {
			b++
		}
	}
	return a >= ownWords || b >= ownWords
}

// widen takes in words beside a piece that were only moved, within a range.
func (c cutter) widen(p *piece, to piece) {
	for p.a0 > to.a0 && c.inB[c.a.Words[p.a0-1].Norm] {
		p.a0--
	}
	for p.a1 < to.a1 && c.inB[c.a.Words[p.a1].Norm] {
		p.a1++
	}
	for p.b0 > to.b0 && c.inA[c.b.Words[p.b0-1].Norm] {
		p.b0--
	}
	for p.b1 < to.b1 && c.inA[c.b.Words[p.b1].Norm] {
		p.b1++
	}
}

func norms(v *view.View, from, to int) map[string]bool {
	m := make(map[string]bool, to-from)
	for _, w := range v.Words[from:to] {
		m[w.Norm] = true
	}
	return m
}

// tellingShare reports whether n matched words are at least a third of the
// telling words of a sentence, so that the whole sentence is in the passage.
func tellingShare(v *view.View, s view.Sentence, n int) bool {
	all := 0
	for _, w := range v.Words[s.First:s.End] {
		if w.Class != view.Stop {
			all++
		}
	}
	return n*3 >= all
}

// Extent measures what the two bodies share.
func (al *Alignment) Extent() Extent {
	var e Extent
	inA, inB := al.Inside()
	intact, all := 0, 0
	for _, l := range al.Links {
		e.Links++
		n := len(l.Words)
		all += n
		if l.Exact*20 >= n*19 {
			intact += n
		}
		if l.Order {
			e.InOrder++
		}
	}
	for i, in := range inA {
		if in {
			e.WordsA++
			if al.A.Words[i].Class == view.Number {
				e.NumbersA++
			}
		}
	}
	for j, in := range inB {
		if in {
			e.WordsB++
			if !al.B.Words[j].Quoted {
				e.Unquoted++
			}
			if al.same(j) {
				e.Exact++
			}
		}
	}
	e.ShareA, e.ShareB = ratio(e.WordsA, al.A.BodyLen()), ratio(e.WordsB, al.B.BodyLen())
	e.Intact = ratio(intact, all)
	e.Fidelity = ratio(e.Exact, min(e.WordsA, e.WordsB))
	e.Telling = al.telling(inA, inB)
	e.Runs = ratio(al.runs(), min(e.WordsA, e.WordsB))
	return e
}

// telling is the part of the telling words of the passages' shorter side that
// are the same on both.
func (al *Alignment) telling(inA, inB []bool) float64 {
	a, b, same := 0, 0, 0
	for i, in := range inA {
		if in && al.A.Words[i].Class != view.Stop {
			a++
		}
	}
	for j, in := range inB {
		if in && al.B.Words[j].Class != view.Stop {
			b++
			if al.same(j) {
				same++
			}
		}
	}
	return ratio(same, min(a, b))
}

// same reports whether word j of B stands in A as the same word.
func (al *Alignment) same(j int) bool {
	i := al.ToA[j]
	return i >= 0 && al.A.Words[i].Norm == al.B.Words[j].Norm
}

// runs counts the words that stand in the same words of both, at least longRun
// in a row.
func (al *Alignment) runs() int {
	run, long := 0, 0
	for j := 0; j <= len(al.B.Words); j++ {
		if j < len(al.B.Words) && al.same(j) && (run == 0 || al.ToA[j] == al.ToA[j-1]+1) {
			run++
			continue
		}
		if run >= longRun {
			long += run
		}
		run = 0
		if j < len(al.B.Words) && al.same(j) {
			run = 1
		}
	}
	return long
}

// Inside marks the words of A and of B that lie in passages. The marks are
// worked out once and not to be altered.
func (al *Alignment) Inside() (inA, inB []bool) {
	if al.inA != nil {
		return al.inA, al.inB
	}
	inA, inB = make([]bool, len(al.A.Words)), make([]bool, len(al.B.Words))
	for _, l := range al.Links {
		for _, p := range al.pieces(l) {
			fill(inA, p.a0, p.a1)
			fill(inB, p.b0, p.b1)
		}
	}
	al.inA, al.inB = inA, inB
	return inA, inB
}

func fill(in []bool, from, to int) {
	for i := from; i < to; i++ {
		in[i] = true
	}
}

func ratio(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return min(1, float64(n)/float64(of))
}

// Passages returns the links as passages; neighbours of one kind that go on
// on both sides are joined.
func (al *Alignment) Passages() []stemma.Passage {
	type passage struct {
		stemma.Passage
		lastA, lastB int // sentences
	}
	var out []passage
	for _, l := range al.Links {
		for k, r := range al.pieces(l) {
			p := passage{stemma.Passage{A: al.A.SpanOf(r.a0, r.a1), B: al.B.SpanOf(r.b0, r.b1), Kind: l.kind(r)}, l.A, l.B}
			if n := len(out); n > 0 && k == 0 {
				q := &out[n-1]
				if q.Kind == p.Kind && l.A == q.lastA+1 && l.B == q.lastB+1 {
					q.A[1], q.B[1], q.lastA, q.lastB = p.A[1], p.B[1], l.A, l.B
					continue
				}
			}
			out = append(out, p)
		}
	}
	ps := make([]stemma.Passage, len(out))
	for i, p := range out {
		ps[i] = p.Passage
	}
	sort.SliceStable(ps, func(i, j int) bool { return ps[i].A[0] < ps[j].A[0] })
	return ps
}

// kind says how faithful a piece of a link is.
func (l *Link) kind(p piece) string {
	same := 0
	for _, m := range l.Words {
		if m.Kind == Same && m.A >= p.a0 && m.A < p.a1 {
			same++
		}
	}
	f := ratio(same, max(p.a1-p.a0, p.b1-p.b0))
	switch {
	case f >= 0.97:
		return stemma.PassageVerbatim
	case f >= 0.6:
		return stemma.PassageEdited
	}
	return stemma.PassageReworded
}
