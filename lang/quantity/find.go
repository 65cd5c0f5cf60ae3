// Package quantity finds the numbers of a text: what they are, in which unit,
// what bounds them ("more than", "up to") and what is counted.
//
// One pass over the atoms of a sentence (see lang/internal/atom) reads numerals
// in digits and words, and the vague words dozens, hundreds, …; what stands
// before and after decides comparator, range, unit and kind. Nothing is
// searched for by pattern over the whole text. What is counted comes from the
// dependency tree, or from the words that follow where there is no tree.
package quantity

import (
	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/internal/atom"
	"github.com/stemmanews/stemma/lang/text"
)

// Find fills t.Quantities. It reads tokens and sentences, and makes use of
// tags, trees, names and time expressions where they are there: numbers that
// belong to a date or a clock time are left out, those of durations stay.
func Find(t *text.Text) {
	f := finder{t: t}
	for s := range t.Sentences {
		f.sentence(s)
	}
	t.Quantities = f.out
}

// finder reads one text.
type finder struct {
	t         *text.Text
	sent      int
	a         []atom.Atom
	time      int // next time expression that may cover an atom
	floor     int // first atom that belongs to no quantity yet
	out       []text.Quantity
	sentence0 int // index in out of the first quantity of the sentence
}

// amount is a quantity in the making, in atoms.
type amount struct {
	first, end      int // number and comparator
	num, numEnd     int // the numeral, without comparator
	low, high       float64
	hasLow, hasHigh bool
	cmp             string
	kind            string
	unit            string
	unitAt, unitEnd int // where the unit is written; unitEnd 0 for nowhere
	perAt, perEnd   int // what follows "per"
	ofAt            int // where what is counted begins, if the span holds it; it ends with the span
	next            int // where reading goes on
	vague           bool
	digits, scaled  bool
	partitive       bool // "dozens of", "two thirds of": what is counted follows "of"
}

func (f *finder) sentence(s int) {
	f.a = atom.Append(f.a[:0], f.t, f.t.Sentences[s])
	f.sent, f.floor, f.sentence0 = s, 0, len(f.out)
	for i := 0; i < len(f.a); {
		if end := f.timed(i); end > i {
			i = end
			f.floor = i
			continue
		}
		m, ok := f.read(i)
		if !ok {
			i++
			continue
		}
		f.add(m)
		i = max(m.next, i+1)
		f.floor = max(f.floor, m.end, m.unitEnd)
	}
	f.share()
}

// timed returns the end of the date or clock time that covers atom i, or i.
// Durations are quantities too and do not count here.
func (f *finder) timed(i int) int {
	times := f.t.Times
	for f.time < len(times) && times[f.time].Span[1] <= f.a[i].Start {
		f.time++
	}
	if f.time == len(times) || times[f.time].Span[0] > f.a[i].Start {
		return i
	}
	x := times[f.time]
	if x.Type == text.Duration || x.Type == text.Set {
		return i
	}
	for i < len(f.a) && f.a[i].Start < x.Span[1] {
		i++
	}
	return i
}

// read reads the quantity whose number, or sign of currency, is at atom i.
func (f *finder) read(i int) (amount, bool) {
	if m, ok := f.zero(i); ok {
		return m, true
	}
	if m, ok := f.vague(i); ok {
		f.unitAfter(&m)
		f.bound(&m)
		return m, true
	}
	if m, ok := f.fraction(i); ok {
		f.bound(&m)
		return m, true
	}
	if m, ok := f.factor(i); ok {
		f.bound(&m)
		return m, true
	}
	if m, ok := f.ordinal(i); ok {
		return m, true
	}
	return f.number(i)
}

// number reads a plain number with currency, sign, range, unit and bounds.
func (f *finder) number(i int) (amount, bool) {
	unit, at := f.currencyBefore(i)
	n, ok := f.cardinal(at, unit != "")
	if !ok {
		return amount{}, false
	}
	m := amount{first: i, num: i, numEnd: n.End, end: n.End, next: n.End, low: n.Value, high: n.Value, hasLow: true, hasHigh: true,
		cmp: stemma.Exact, kind: text.Cardinal, digits: n.Digits, scaled: n.Scaled}
	if unit != "" {
		m.kind, m.unit, m.unitAt, m.unitEnd = text.Money, unit, i, at
	} else {
		f.minus(&m)
	}
	if f.named(&m) {
		return m, true
	}
	f.ranged(&m)
	f.unitAfter(&m)
	if m.kind == text.Cardinal && f.skip(&m) {
		return amount{}, false
	}
	f.age(&m)
	f.bound(&m)
	return m, true
}

// cardinal reads a numeral and a suffix of scale written to it ("20k", "1.2bn").
func (f *finder) cardinal(i int, cash bool) (atom.Numeral, bool) {
	n, ok := atom.Cardinal(f.a, i)
	if !ok || !n.Digits || n.Scaled || n.End >= len(f.a) {
		return n, ok
	}
	a := &f.a[n.End]
	if a.Kind != atom.Word || a.Gap && !(cash && len(a.Low) == 2) {
		return n, ok
	}
	scale, is := atom.Suffix(a.Low)
	switch {
	case !is, a.Low == "k" && n.Value <= 8 && screens[f.low(n.End+1)], a.Low == "m" && !cash && !a.Cap && !f.countable(n.End+1), a.Low == "t" && !cash, a.Low == "mm" && !cash:
		return n, ok
	}
	n.Value, n.End, n.Scaled = n.Value*scale, n.End+1, true
	return n, ok
}

// countable reports whether a plural noun of things counted follows at i:
// "5m people" are millions, "5m wide" are metres.
func (f *finder) countable(i int) bool {
	if i >= len(f.a) || f.a[i].Kind != atom.Word {
		return false
	}
	w := f.a[i].Low
	if races[w] {
		return false
	}
	return w == "people" || len(w) > 4 && w[len(w)-1] == 's' || f.upos(i) == "NOUN" && w[len(w)-1] == 's'
}

// races are nouns in the plural form after a distance: 400m hurdles.
var races = map[string]bool{"hurdles": true, "relays": true, "finals": true, "races": true, "sprints": true, "steps": true, "titles": true, "records": true}

// screens are what 4K and 8K tell the picture of.
var screens = map[string]bool{"video": true, "videos": true, "tv": true, "tvs": true, "television": true, "resolution": true, "screen": true, "display": true, "displays": true, "content": true, "ultra": true}

// minus takes a sign before the number along: "minus 12", "-12", but not the
// hyphen of "F-16" or "10-12".
func (f *finder) minus(m *amount) {
	p := m.num - 1
	if p < f.floor || m.low == 0 {
		return
	}
	a := &f.a[p]
	neg := a.Is("minus") && (p == 0 || f.a[p-1].Kind != atom.Number) ||
		(a.Is("-") || a.Is("−") || a.Is("–")) && !f.a[m.num].Gap && (a.Gap && p > 0 && f.a[p-1].Kind != atom.Number || p == 0 && a.Is("−"))
	if neg {
		m.low, m.high = -m.low, -m.high
		m.first, m.num = p, p
	}
}

// upos is the tag of atom i's token, "" before tagging.
func (f *finder) upos(i int) string { return f.t.Tokens[f.a[i].Tok].UPOS }

// add turns the amount into a quantity of the text.
func (f *finder) add(m amount) {
	span := stemma.Span{f.a[m.first].Start, f.a[m.end-1].End}
	q := text.Quantity{
		Span: span, Number: stemma.Span{f.a[m.num].Start, f.a[m.numEnd-1].End},
		First: f.a[m.first].Tok, End: f.a[m.end-1].Tok + 1,
		Kind: m.kind, Value: m.value(), Unit: m.unit, Head: -1,
	}
	if m.unitEnd > 0 {
		q.UnitSpan = &stemma.Span{f.a[m.unitAt].Start, f.a[m.unitEnd-1].End}
	}
	if m.perEnd > 0 {
		q.Per = f.t.Doc.Text[f.a[m.perAt].Start:f.a[m.perEnd-1].End]
	}
	switch m.kind {
	case text.Ordinal, text.Nominal, text.Score, text.Factor, text.Age:
	default:
		f.counted(&q, &m)
	}
	f.out = append(f.out, q)
}

// value gives the bounds as the contract has them.
func (m *amount) value() stemma.Value {
	v := stemma.Value{Comparator: m.cmp}
	if m.hasLow {
		v.Low = stemma.Number(m.low)
	}
	if m.hasHigh {
		v.High = stemma.Number(m.high)
	}
	return v
}

// set gives the amount the comparator c and the bounds that it leaves.
func (m *amount) set(c string) {
	x := m.low
	if !m.hasLow {
		x = m.high
	}
	m.cmp = c
	switch c {
	case stemma.AtLeast, stemma.MoreThan:
		m.low, m.hasLow, m.hasHigh = x, true, false
	case stemma.Nearly, stemma.UpTo, stemma.LessThan:
		if m.hasHigh {
			x = m.high
		}
		m.high, m.hasHigh, m.hasLow = x, true, false
	}
}
