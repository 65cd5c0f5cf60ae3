package change

import (
	"cmp"
	"math"
	"sort"
	"strconv"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin/align"
	"github.com/stemmanews/stemma/kin/view"
	"github.com/stemmanews/stemma/lang/quantity"
	"github.com/stemmanews/stemma/lang/text"
)

// figures finds numbers that the child altered, and bounds (at least, about)
// that it altered where the number stayed.
func (d *detector) figures() {
	pq, cq := numbersOf(d.Parent), numbersOf(d.Child)
	d.raised(pq, cq)
	d.tolls(pq, cq)
	for _, l := range d.Links {
		d.figuresIn(l, pq, cq)
	}
	n := 0
	for _, f := range d.out {
		if f.Kind == stemma.ChangeFigure {
			n++
		}
	}
	outlet := d.Parent.Doc.Outlet
	d.updated = n >= 4 || n > 0 && outlet != "" && outlet == d.Child.Doc.Outlet
}

func (d *detector) figuresIn(l align.Link, pq, cq map[int]number) {
	var loose, free []int // words of numbers without a counterpart
	for _, m := range l.Words {
		switch {
		case m.Kind == align.Same && isFigure(d.Parent, m.A) && isFigure(d.Child, m.B):
			d.bound(l, m, pq[m.A], cq[m.B])
		case m.Kind == align.Gap && m.A >= 0 && isFigure(d.Parent, m.A) && d.ToChild[m.A] < 0:
			loose = append(loose, m.A)
		case m.Kind == align.Gap && m.B >= 0 && isFigure(d.Child, m.B) && d.ToParent[m.B] < 0:
			free = append(free, m.B)
		case m.Kind == align.Differ && isFigure(d.Parent, m.A) && isFigure(d.Child, m.B):
			d.figure(l, m.A, m.B, pq[m.A], cq[m.B])
		}
	}
	for _, i := range loose {
		for k, j := range free {
			if j >= 0 && d.Child.Words[j].Norm == d.Parent.Words[i].Norm { // moved within the sentence
				d.bound(l, align.Match{A: i, B: j, Kind: align.Same}, pq[i], cq[j])
				free[k] = -1
				break
			}
			if j >= 0 && (d.sameThing(i, j) || d.sameHarm(i, j)) {
				d.figure(l, i, j, pq[i], cq[j])
				free[k] = -1
				break
			}
		}
	}
}

// isFigure reports whether a word is a number of things, not a date, a time of
// day or the word one.
func isFigure(v *view.View, i int) bool {
	w := v.Words[i]
	if w.Class != view.Number || w.Norm == "1" || inTime(v, w.Span) {
		return false
	}
	x, err := strconv.ParseFloat(w.Norm, 64)
	if err != nil || x >= 1900 && x < 2100 && x == math.Trunc(x) && len(w.Norm) == 4 && w.Span.Len() == 4 && !countable(v, i) {
		return false
	}
	return true
}

// countable reports whether a noun follows the number directly.
func countable(v *view.View, i int) bool {
	return i+1 < len(v.Words) && v.Words[i+1].Sentence == v.Words[i].Sentence && v.Words[i+1].Class >= view.Common && touching(v, i, i+1) && !v.Words[i+1].Upper
}

func inTime(v *view.View, s stemma.Span) bool {
	for _, t := range v.Text.Times {
		if t.Span.Overlaps(s) && t.Type != text.Duration {
			return true
		}
	}
	return false
}

// figure notes another number in the same place, unless it is the same amount
// in another unit or the two do not count the same.
func (d *detector) figure(l align.Link, i, j int, p, c number) {
	a, b := d.Parent.Words[i], d.Child.Words[j]
	if a.Norm == b.Norm || d.taken[j] || sameAmount(p, c) || d.updatedNumber[i] || d.ToChild[i] >= 0 || d.ToParent[j] >= 0 {
		return
	}
	if d.inSentence(d.Child, d.ToParent, l.A, a.Norm, true) || d.inSentence(d.Parent, d.ToChild, l.B, b.Norm, false) {
		return
	}
	if d.otherHarm(i, j) || !d.sameThing(i, j) && !(d.sameHarm(i, j) && l.Cover >= 0.5) && ((p.unit == "") != (c.unit == "") || l.Cover < 0.6 && !d.flanked(l, i, j)) {
		return
	}
	if d.rangeOf(i, j) {
		return
	}
	if d.once("figure", a.Norm, b.Norm) {
		a0, a1 := p.widen(d.Parent, i)
		b0, b1 := c.widen(d.Child, j)
		d.add(stemma.ChangeFigure, a0, a1, b0, b1)
	}
}

// rangeOf widens the change before where i and j are the upper ends of ranges
// whose lower ends were changed too: between 600 and 700.
func (d *detector) rangeOf(i, j int) bool {
	if len(d.out) == 0 || j < 2 || i < 2 {
		return false
	}
	last := &d.out[len(d.out)-1]
	if last.Kind != stemma.ChangeFigure || last.End != j-1 || !rangeWord(d.Child.Words[j-1].Norm) || !rangeWord(d.Parent.Words[i-1].Norm) || last.From[1] != d.Parent.Words[i-2].Span[1] {
		return false
	}
	last.End = j + 1
	to := d.Child.SpanOf(last.First, last.End)
	last.From[1], last.To = d.Parent.Words[i].Span[1], &to
	d.taken[j] = true
	return true
}

func rangeWord(w string) bool { return w == "and" || w == "to" || w == "or" }

// inSentence reports whether the sentences linked with sentence s on the other
// side have the number, and not as the counterpart of another number.
func (d *detector) inSentence(v *view.View, counterpart []int, s int, norm string, ofParent bool) bool {
	for _, l := range d.Links {
		other := l.B
		if ofParent && l.A != s || !ofParent && l.B != s {
			continue
		}
		if !ofParent {
			other = l.A
		}
		k := v.Sentences[other]
		for i := k.First; i < k.End; i++ {
			if v.Words[i].Norm == norm && counterpart[i] < 0 {
				return true
			}
		}
	}
	return false
}

// flanked reports whether two numbers stand between the same words: the
// nearest telling words on both sides that both sentences have are counterparts,
// not far and about as far.
func (d *detector) flanked(l align.Link, i, j int) bool {
	near := func(a, b int) bool { return a <= 6 && b <= 6 && a-b <= 2 && b-a <= 2 }
	before, after := false, false
	for _, m := range l.Words {
		if m.Kind < align.Alike || d.Parent.Words[m.A].Class == view.Stop {
			continue
		}
		if m.A < i && m.B < j {
			before = near(i-m.A, j-m.B)
		} else if m.A > i && m.B > j {
			after = near(m.A-i, m.B-j)
			break
		}
	}
	last := d.Parent.Sentences[l.A].End == i+1 && d.Child.Sentences[l.B].End == j+1
	return before && (after || last)
}

// otherHarm reports whether two numbers count people who were harmed in other
// ways: dead, and dead or hurt.
func (d *detector) otherHarm(i, j int) bool {
	a, b := harms(d.Parent, i), harms(d.Child, j)
	return a != 0 && b != 0 && a != b
}

// harms is the set of kinds of harm within the eight words after word i.
func harms(v *view.View, i int) int {
	kinds := 0
	for k := i + 1; k <= i+8 && k < v.Sentences[v.Words[i].Sentence].End; k++ {
		if v.Words[k].Class == view.Number {
			break
		}
		kinds |= allHarm(v.Words[k])
	}
	return kinds
}

// sameThing reports whether two numbers count the same: one of the next two
// telling words after them, or the telling word before, is the same.
func (d *detector) sameThing(i, j int) bool {
	near := func(v *view.View, i int) (out []string) {
		s := v.Sentences[v.Words[i].Sentence]
		n := 0
		for k := i + 1; k < s.End && n < 2; k++ {
			if v.Words[k].Class != view.Stop && v.Words[k].Class != view.Number {
				out = append(out, thing(v.Words[k].Key))
				n++
			}
		}
		for k := i - 1; k >= s.First; k-- {
			if v.Words[k].Class != view.Stop && v.Words[k].Class != view.Number {
				return append(out, thing(v.Words[k].Key))
			}
		}
		return out
	}
	for _, x := range near(d.Parent, i) {
		for _, y := range near(d.Child, j) {
			if x == y {
				return true
			}
		}
	}
	return false
}

// sameHarm reports whether two numbers stand next to one kind of harm.
func (d *detector) sameHarm(i, j int) bool {
	h := harmNear(d.Parent, i)
	return h != 0 && h == harmNear(d.Child, j)
}

// harmNear is the kind of the nearest word of harm within six words of i, 0
// where there is none or two are as near.
func harmNear(v *view.View, i int) int {
	s := v.Sentences[v.Words[i].Sentence]
	for n := 1; n <= 6; n++ {
		before, after := 0, 0
		if i-n >= s.First {
			before = harm(v.Words[i-n])
		}
		if i+n < s.End {
			after = harm(v.Words[i+n])
		}
		if before != after && before != 0 && after != 0 {
			return 0
		}
		if before|after != 0 {
			return before | after
		}
	}
	return 0
}

// bound notes another bound on the same number.
func (d *detector) bound(l align.Link, m align.Match, p, c number) {
	if !sameUnit(c.unit, p.unit) && c.unit != "" && p.unit != "" && quantity.Dimension(c.unit) == quantity.Dimension(p.unit) && d.Child.Words[m.B].Norm != "0" {
		if d.once("figure", p.unit+d.Parent.Words[m.A].Norm, c.unit) {
			a0, a1 := p.widen(d.Parent, m.A)
			b0, b1 := c.widen(d.Child, m.B)
			d.add(stemma.ChangeFigure, a0, min(a1+1, len(d.Parent.Words)), b0, min(b1+1, len(d.Child.Words)))
		}
		return
	}
	if sameBound(p.bound, c.bound) || d.taken[m.B] {
		return
	}
	norm := d.Parent.Words[m.A].Norm
	if d.once("comparator", norm+p.bound, c.bound) {
		a0, a1 := p.widen(d.Parent, m.A)
		b0, b1 := c.widen(d.Child, m.B)
		d.add(stemma.ChangeComparator, a0, a1, b0, b1)
	}
}

// sameUnit reports whether news uses two units for one another.
func sameUnit(a, b string) bool {
	ton := func(u string) bool { return u == "ton" || u == "tonne" }
	return a == b || ton(a) && ton(b)
}

// sameBound forgives bounds that news uses for one another.
func sameBound(a, b string) bool {
	if a == b {
		return true
	}
	return a == stemma.Exact && b == stemma.Between || a == stemma.Between && b == stemma.Exact
}

// number is what is known of a number beside its digits.
type number struct {
	value float64
	bound string // comparator
	unit  string
	words int // words of the bound before the number
}

func (n number) widen(v *view.View, i int) (first, end int) {
	return max(i-n.words, v.Sentences[v.Words[i].Sentence].First), i + 1
}

// sameAmount reports whether two numbers are one amount in two units, to 6 %.
func sameAmount(p, c number) bool {
	if p.unit == "" || c.unit == "" || p.unit == c.unit {
		return false
	}
	x, err := quantity.Convert(p.value, p.unit, c.unit)
	return err == nil && math.Abs(x-c.value) <= 0.06*math.Max(x, c.value)
}

// numbersOf reads bounds and units of all numbers of a view, from the words
// before them and the quantity layer.
func numbersOf(v *view.View) map[int]number {
	out := map[int]number{}
	for i, w := range v.Words {
		if w.Class != view.Number {
			continue
		}
		n := number{bound: stemma.Exact}
		n.value, _ = strconv.ParseFloat(w.Norm, 64)
		n.bound, n.words = boundBefore(v, i)
		all := v.Text.Quantities // in order: texts may have very many
		k := sort.Search(len(all), func(k int) bool { return all[k].Span[1] > w.Span[0] })
		if k < len(all) && all[k].Span.Overlaps(w.Span) {
			q := &all[k]
			n.unit = q.Unit
			if n.words == 0 && q.Span[0] < w.Span[0] && q.Value.Comparator != "" && q.Value.Comparator != stemma.LessThan && !unbounded(v, i) {
				n.bound = q.Value.Comparator
			}
			if n.words == 0 {
				n.bound = cmp.Or(boundAfter(v, i), n.bound)
			}
			if q.Kind == text.Age {
				n.bound, n.words = stemma.Exact, 0
			}
		}
		out[i] = n
	}
	return out
}

// unbounded reports whether what looks like a bound before number i is none.
func unbounded(v *view.View, i int) bool {
	return defined(v, i) || upperEnd(v, i) || i > 0 && preposition(v, i-1)
}

// boundAfter reads a bound that stands after number i and the word it counts:
// 30 or more, 30 days or more, 30 at least; "" for none.
func boundAfter(v *view.View, i int) string {
	end := v.Sentences[v.Words[i].Sentence].End
	for k := i + 1; k <= i+2 && k+1 < end; k++ {
		if b := boundsAfter[v.Words[k].Norm+" "+v.Words[k+1].Norm]; b != "" {
			return b
		}
	}
	return ""
}

// upperEnd reports whether number i ends a range: from 200 up to 250.
func upperEnd(v *view.View, i int) bool {
	first := v.Sentences[v.Words[i].Sentence].First
	for k := i - 1; k >= max(first, i-4); k-- {
		if v.Words[k].Class == view.Number {
			return k > first && (v.Words[k-1].Norm == "from" || v.Words[k-1].Norm == "between")
		}
	}
	return false
}

// defined reports whether no bound can stand before number i: after the, and
// in sums that add up to it.
func defined(v *view.View, i int) bool {
	first := v.Sentences[v.Words[i].Sentence].First
	the := i > first && v.Words[i-1].Norm == "the"
	return the || i-3 >= first && v.Words[i-1].Norm == "to" && v.Words[i-2].Norm == "up" && v.Words[i-3].Key == "add"
}

// comparing reports whether the words from i on compare two numbers, as in 96,
// less than 140 before: a number stands right before them.
func comparing(v *view.View, i int) bool {
	first := v.Sentences[v.Words[i].Sentence].First
	for k := i - 1; k >= max(first, i-2); k-- {
		if v.Words[k].Class == view.Number {
			return true
		}
	}
	return false
}

// preposition reports whether word i is an about that means concerning, as
// tagged.
func preposition(v *view.View, i int) bool {
	if v.Words[i].Norm != "about" {
		return false
	}
	first, end := v.Text.TokensIn(v.Words[i].Span)
	if end <= first {
		return false
	}
	return v.Text.Tokens[first].UPOS == "ADP" || first > 0 && v.Text.Tokens[first-1].UPOS == "NOUN"
}

// boundBefore reads the words of a bound that end right before word i: the
// longest that the table knows.
func boundBefore(v *view.View, i int) (bound string, words int) {
	first := v.Sentences[v.Words[i].Sentence].First
	if defined(v, i) || upperEnd(v, i) {
		return stemma.Exact, 0
	}
	for n := 4; n >= 1; n-- {
		if i-n < first {
			continue
		}
		phrase := ""
		for _, w := range v.Words[i-n : i] {
			phrase += w.Norm + " "
		}
		if b, ok := bounds[phrase[:len(phrase)-1]]; ok && !comparing(v, i-n) && !preposition(v, i-n) {
			return b, n
		}
	}
	return stemma.Exact, 0
}
