package tree

import (
	"math"
	"math/rand"
	"slices"

	"github.com/stemmanews/stemma/kin/judge"
	"github.com/stemmanews/stemma/kin/view"
)

// A machine that rewords a text again and again changes as much as it can at
// each step, and with the words that it takes for one another it often changes
// back: the grandchild is nearer to its grandparent than the child is. So in a
// series of rewritings the nearest text is not the parent. But the likeness of
// two texts still follows from their places: it falls with the number of steps
// between them, is lower for odd numbers of steps, and is lowest near the
// source, as the series settles down. What the likeness should be between each
// two places (expected) was fitted on chains of twelve rewritings by two
// language models. A series is the order of the texts that comes nearest to it
// in all pairs: one source in which one or two lines begin.

// Sizes of families that are looked at as a series: in a smaller one turning
// back cannot be told from chance, and the search takes time that grows with
// the square of the size.
const (
	leastSeries = 8
	mostSeries  = 48
)

// A family is a series where its best order leaves at most mostStrain of the
// likenesses' spread unexplained, and less than a fifth of its pairs have more
// than mostIntact of their shared words in sentences that are the same.
const (
	mostStrain = 0.55
	mostIntact = 0.3
)

// line is an order of texts: the one at place source is the source, and one line of
// rewritings goes from it to either end.
type line struct {
	order  []int
	source int
}

// place is where a text stands: in the line before (-1) or after (+1) the
// source, and how many rewritings from it.
func (l line) place(i int) (side, steps int) {
	if i < l.source {
		return -1, l.source - i
	}
	return 1, i - l.source
}

// expected is how the logarithm of the likeness of two texts differs from the
// family's mean where they stand g and h steps from the source, g <= h, in one
// line or in two; turning says whether rewritings turn back.
func expected(g, h int, oneLine, turning bool) float64 {
	if !oneLine {
		return 0.05 - 0.19*math.Log(float64(g+h))
	}
	steps := float64(h - g)
	early := math.Exp(-float64(g) / 1.5)
	e := 1.08 - 0.216*math.Log(steps) - 0.83*early
	if g == 0 {
		e -= 0.34
	}
	switch odd := (h-g)%2 == 1; {
	case !turning:
		e -= 0.18 + 0.1*math.Log(steps) - 0.16*early
	case odd:
		e += -0.365 + 0.016*steps + 0.32*early
		if g == 0 {
			e -= 0.085
		}
	}
	return e
}

// noStep is the strain of two neighbours of which neither looks like a copy of
// the other. It is above what a whole family may have.
const noStep = 1

// readSeries finds the parents within a family that is a series of
// rewritings; false where it is none. Dates, credits and sentences that nobody
// touched tell more than likeness does: where there are any, it is none.
func (f *Forest) readSeries(members []int) bool {
	n := len(members)
	if n < leastSeries || n > mostSeries || !f.onlyWordsTell(members) {
		return false
	}
	views := make([]*view.View, n)
	for x, i := range members {
		views[x] = f.Views[i]
	}
	like := likenesses(views)
	if squares(like) == 0 {
		return false
	}
	l, strain := arrange(like, func(x, y int) bool { return f.joined(members[x], members[y]) })
	if strain > mostStrain {
		return false
	}
	for x, i := range l.order {
		if side, steps := l.place(x); steps > 0 {
			f.Parents[members[i]] = []int{members[l.order[x-side]]}
		}
	}
	return true
}

// onlyWordsTell reports whether nothing but the words tells who took from
// whom: no report is dated before another nor credits anybody, and few pairs
// have sentences that are the same.
func (f *Forest) onlyWordsTell(members []int) bool {
	pairs, intact := 0, 0
	for x, i := range members {
		if d := f.Views[i].Doc; len(d.Credits) > 0 || judge.Later(d, f.Views[members[0]].Doc) || judge.Later(f.Views[members[0]].Doc, d) {
			return false
		}
		for _, j := range members[:x] {
			if v, _ := f.Verdict(i, j); v != nil && joins(v.Relation) {
				pairs++
				if v.Intact > mostIntact {
					intact++
				}
			}
		}
	}
	return 5*intact < pairs
}

// squares is the sum of the squares of the likenesses, each pair once.
func squares(like [][]float64) float64 {
	sum := 0.0
	for i := range like {
		for _, x := range like[i][:i] {
			sum += x * x
		}
	}
	return sum
}

// stiff says how much the family's own slope of likeness is bound to the
// expected one: as much as that many times the family's pairs.
const stiff = 1.0

// plan holds what the orders of one family are measured by.
type plan struct {
	n      int
	like   []float64   // n by n
	step   []bool      // n by n: the two texts may stand side by side
	spread float64     // of the likenesses: the sum of their squares
	want   [][]float64 // for each place of the source: the likeness to expect of any two places, less its mean; n by n
	square []float64   // for each place of the source: the sum of the squares of want
}

func newPlan(like [][]float64, turning bool, step func(x, y int) bool) *plan {
	n := len(like)
	p := &plan{n: n, spread: squares(like)}
	for x := range n {
		p.like = append(p.like, like[x]...)
		for y := range n {
			p.step = append(p.step, step(x, y))
		}
	}
	for source := range n {
		want, sum := make([]float64, n*n), 0.0
		l := line{source: source}
		for x := range n {
			for y := range x {
				sx, gx := l.place(x)
				sy, gy := l.place(y)
				want[x*n+y] = expected(min(gx, gy), max(gx, gy), sx == sy || gx == 0 || gy == 0, turning)
				sum += want[x*n+y]
			}
		}
		mean, square := sum/float64(n*(n-1)/2), 0.0
		for x := range n {
			for y := range x {
				want[x*n+y] -= mean
				square += want[x*n+y] * want[x*n+y]
			}
		}
		p.want, p.square = append(p.want, want), append(p.square, square)
	}
	return p
}

// strain is the part of the likenesses' spread that an order does not explain,
// 0 to 1, when what it lets expect is scaled to fit; scaling costs, too.
func (p *plan) strain(l line) float64 {
	both, bad := 0.0, 0.0
	want := p.want[l.source]
	for x, i := range l.order {
		if x > 0 && !p.step[i*p.n+l.order[x-1]] {
			bad += noStep
		}
		w, k := want[x*p.n:x*p.n+x], p.like[i*p.n:i*p.n+p.n]
		for y, e := range w {
			both += e * k[l.order[y]]
		}
	}
	square := p.square[l.source]
	scale := (both/square + stiff) / (1 + stiff)
	left := p.spread - 2*scale*both + scale*scale*square
	return (left+stiff*square*(scale-1)*(scale-1))/p.spread + bad
}

// Effort of the search: rounds of annealing for each way of rewriting, steps
// in each, and the first and last temperature, in strain. The last steps,
// settling, stay at the last temperature.
const (
	seriesRounds = 4
	seriesSteps  = 100000
	settling     = 1.5
	hot, cold    = 0.06, 0.0005
)

// straight is how much less strain rewritings that do not turn back must leave
// to be believed: most machines' do.
const straight = 0.05

// arrange finds the order with the least strain, by simulated annealing from
// fixed seeds. step says which texts may stand side by side.
func arrange(like [][]float64, step func(x, y int) bool) (best line, least float64) {
	least = math.Inf(1)
	for _, turning := range []bool{true, false} {
		p := newPlan(like, turning, step)
		for round := range seriesRounds {
			l, s := p.anneal(rand.New(rand.NewSource(int64(round))))
			if !turning {
				s += straight
			}
			if s < least-1e-9 {
				best, least = l, s
			}
		}
	}
	return best, least
}

func (p *plan) anneal(r *rand.Rand) (best line, least float64) {
	l := line{r.Perm(p.n), p.n / 2}
	s := p.strain(l)
	best, least = l, s
	for k := range seriesSteps {
		t := max(cold, hot*math.Pow(cold/hot, settling*float64(k)/seriesSteps))
		m := l.move(r)
		if e := p.strain(m); e < s || r.Float64() < math.Exp((s-e)/t) {
			l, s = m, e
		}
		if s < least-1e-9 {
			best, least = l, s
		}
	}
	return best, least
}

// move changes an order at random in one of five ways.
func (l line) move(r *rand.Rand) line {
	n := len(l.order)
	m := line{slices.Clone(l.order), l.source}
	i, j := r.Intn(n), r.Intn(n)
	switch r.Intn(5) {
	case 0: // exchange two
		m.order[i], m.order[j] = m.order[j], m.order[i]
	case 1: // turn a stretch round
		slices.Reverse(m.order[min(i, j) : max(i, j)+1])
	case 2: // move one
		x := m.order[i]
		m.order = slices.Insert(slices.Delete(m.order, i, i+1), j, x)
	case 3: // move a stretch
		i, j = min(i, j), max(i, j)
		piece := slices.Clone(m.order[i:j])
		m.order = slices.Delete(m.order, i, j)
		if r.Intn(2) == 0 {
			slices.Reverse(piece)
		}
		m.order = slices.Insert(m.order, r.Intn(len(m.order)+1), piece...)
	default: // another source
		m.source = i
	}
	return m
}

// likenesses gives the logarithm of the part of neighbouring words that each
// two texts have in common (Jaccard 1901), less the mean of all.
func likenesses(views []*view.View) [][]float64 {
	grams := make([]map[[2]string]bool, len(views))
	for i, v := range views {
		grams[i] = map[[2]string]bool{}
		for k := 1; k < len(v.Words); k++ {
			grams[i][[2]string{v.Words[k-1].Norm, v.Words[k].Norm}] = true
		}
	}
	like := make([][]float64, len(views))
	sum := 0.0
	for i := range like {
		like[i] = make([]float64, len(views))
		for j := range i {
			both := 0
			for g := range grams[i] {
				if grams[j][g] {
					both++
				}
			}
			x := math.Log(0.02 + float64(both)/float64(max(1, len(grams[i])+len(grams[j])-both)))
			like[i][j], like[j][i] = x, x
			sum += 2 * x
		}
	}
	n := float64(len(views))
	for i := range like {
		for j := range like {
			like[i][j] -= sum / max(1, n*(n-1))
		}
	}
	return like
}
