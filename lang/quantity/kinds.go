package quantity

import (
	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/internal/atom"
	"github.com/stemmanews/stemma/lang/text"
)

// low returns the lower-case word of atom i, "" outside the sentence.
func (f *finder) low(i int) string {
	if i < 0 || i >= len(f.a) {
		return ""
	}
	return f.a[i].Low
}

// made returns an exact amount in atoms [i, end).
func made(i, end int, x float64, kind string) amount {
	return amount{first: i, num: i, numEnd: end, end: end, next: end, low: x, high: x, hasLow: true, hasHigh: true, cmp: stemma.Exact, kind: kind}
}

// vagueWords and what "several", "a few" or nothing before them allows at least.
var vagueWords = map[string]struct {
	low float64
	cmp string
}{
	"tens": {20, stemma.Dozens}, "dozens": {24, stemma.Dozens}, "scores": {40, stemma.Dozens},
	"hundreds": {200, stemma.Hundreds}, "thousands": {2000, stemma.Thousands}, "millions": {2e6, stemma.Millions},
	"billions": {2e9, stemma.Millions}, "trillions": {2e12, stemma.Millions},
}

// vague reads the words that stand for no single number: dozens, several
// hundred, tens of thousands, 1000's.
func (f *finder) vague(i int) (amount, bool) {
	a := &f.a[i]
	if a.Kind == atom.Number {
		return f.powers(i)
	}
	v, ok := vagueWords[a.Low]
	switch {
	case ok:
		return f.vaguePlural(i, v.low, v.cmp)
	case a.Low == "several":
		return f.several(i, i+1)
	case a.Low == "a" && f.low(i+1) == "few":
		m, ok := f.several(i, i+2)
		return m, ok && m.low > 3
	case a.Low == "a" && f.low(i+1) == "number" && f.low(i+2) == "of":
		m, ok := f.several(i, i+3)
		return m, ok && m.low > 3
	case a.Low == "few" || a.Low == "many":
		m, ok := f.several(i, i+1)
		return m, ok && m.low > 3
	case a.Low == "a" && f.low(i+1) == "couple" && (f.low(i+2) == "of" || atom.IsNumberWord(f.low(i+2))):
		return f.couple(i)
	}
	return amount{}, false
}

func open(i, end int, low float64, cmp string) amount {
	m := made(i, end, low, text.Cardinal)
	m.hasHigh, m.cmp, m.vague, m.partitive = false, cmp, true, true
	return m
}

// vaguePlural reads dozens, hundreds and "hundreds of thousands".
func (f *finder) vaguePlural(i int, low float64, cmp string) (amount, bool) {
	end := i + 1
	if f.low(i+1) == "of" {
		if w, ok := vagueWords[f.low(i+2)]; ok && w.low >= 200 {
			low, cmp, end = low/2*w.low, larger(low, w.low), i+3
			if f.low(i) == "dozens" || f.low(i) == "scores" {
				cmp = w.cmp
			}
		}
	}
	if f.low(i) == "tens" && end == i+1 && f.low(i+1) != "of" && f.upos(i) == "VERB" || f.low(i) == "scores" && end == i+1 && f.low(i+1) != "of" {
		return amount{}, false
	}
	return open(i, end, low, cmp), true
}

// larger names "tens of thousands" and its like.
func larger(low, of float64) string {
	switch {
	case of >= 1e6:
		return stemma.Millions
	case low >= 200:
		return stemma.HundredsOfThousands
	}
	return stemma.TensOfThousands
}

// several reads what follows "several" or "a few": hundred, dozen, thousand, or
// a noun. What the words allow at least is two hundred for hundreds and three
// for all the others, as casualty recorders read them.
func (f *finder) several(i, at int) (amount, bool) {
	switch w := f.low(at); w {
	case "dozen", "dozens":
		return open(i, at+1, 24, stemma.Dozens), true
	case "hundred", "hundreds":
		m := open(i, at+1, 200, stemma.Hundreds)
		if f.low(at+1) == "thousand" {
			m = open(i, at+2, 200e3, stemma.HundredsOfThousands)
		}
		return m, true
	case "thousand":
		return open(i, at+1, 3000, stemma.Several), true
	case "thousands":
		return open(i, at+1, 2000, stemma.Thousands), true
	case "million", "millions":
		return open(i, at+1, 3e6, stemma.Several), true
	case "billion", "billions":
		return open(i, at+1, 3e9, stemma.Several), true
	}
	m := open(i, at, 3, stemma.Several)
	m.partitive = f.low(at) == "of"
	return m, true
}

// coupled are the words of scale that "a couple" may count.
var coupled = map[string]float64{"hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "dozen": 12}

func (f *finder) couple(i int) (amount, bool) {
	m := made(i, i+2, 2, text.Cardinal)
	if scale := coupled[f.low(i+2)]; scale > 0 {
		m = made(i, i+3, 2*scale, text.Cardinal)
	} else if f.low(i+2) != "of" {
		return amount{}, false
	}
	m.cmp, m.partitive = stemma.Approximately, true
	return m, true
}

// powers reads "1000s" and "1000's": thousands.
func (f *finder) powers(i int) (amount, bool) {
	s := f.low(i + 1)
	if s != "s" && s != "'s" || f.a[i+1].Gap {
		return amount{}, false
	}
	switch f.a[i].Value {
	case 10:
		return open(i, i+2, 20, stemma.Dozens), true
	case 100:
		return open(i, i+2, 200, stemma.Hundreds), true
	case 1000:
		return open(i, i+2, 2000, stemma.Thousands), true
	case 10000:
		return open(i, i+2, 20000, stemma.TensOfThousands), true
	case 100000:
		return open(i, i+2, 200000, stemma.HundredsOfThousands), true
	}
	return amount{}, false
}

// victims are nouns whose "no" is a figure: no casualties, no survivors.
var victims = map[string]bool{
	"casualties": true, "casualty": true, "injuries": true, "injury": true, "deaths": true, "death": true, "fatalities": true, "fatality": true,
	"victims": true, "survivors": true, "wounded": true, "dead": true, "losses": true, "arrests": true, "detentions": true, "civilians": true, "soldiers": true,
	"people": true, "passengers": true, "hostages": true, "prisoners": true, "troops": true, "civilian": true, "cases": true, "bodies": true, "children": true,
}

// harms are participles whose subject "no one" is a figure.
var harms = map[string]bool{
	"killed": true, "hurt": true, "injured": true, "wounded": true, "harmed": true, "missing": true, "arrested": true, "detained": true, "displaced": true,
	"evacuated": true, "captured": true, "dead": true, "died": true, "kidnapped": true, "rescued": true, "charged": true, "trapped": true, "affected": true,
}

// zero reads "no casualties", "no one was hurt", "not one round". What is not
// there belongs to the span of the first: "no" alone says nothing.
func (f *finder) zero(i int) (amount, bool) {
	switch f.a[i].Low {
	case "no":
		if f.low(i+1) == "one" {
			return f.nobody(i, i+2)
		}
		for j := i + 1; j <= i+3; j++ {
			if victims[f.low(j)] {
				m := made(i, i+1, 0, text.Cardinal)
				m.ofAt, m.end = i+1, j+1
				if (f.low(j+1) == "or" || f.low(j+1) == "and") && victims[f.low(j+2)] {
					m.end = j + 3
				}
				m.next = m.end
				return m, true
			}
			if j < len(f.a) && f.a[j].Kind != atom.Word {
				break
			}
		}
	case "nobody", "none":
		return f.nobody(i, i+1)
	case "not":
		if f.low(i+1) == "one" || f.low(i+1) == "a" && f.low(i+2) == "single" {
			end := i + 2
			if f.low(i+1) == "a" || f.low(i+2) == "single" {
				end++
			}
			if w := f.low(end); w != "of" && w != "" && w != "to" && w != "but" && w != "that" {
				return made(i, end, 0, text.Cardinal), true
			}
		}
	}
	return amount{}, false
}

// nobody is a figure where what did not happen to anyone is harm.
func (f *finder) nobody(i, end int) (amount, bool) {
	for j := end; j < end+6 && j < len(f.a) && f.a[j].Kind == atom.Word; j++ {
		if harms[f.a[j].Low] {
			return made(i, end, 0, text.Cardinal), true
		}
	}
	return amount{}, false
}

// fraction reads half, a third, two thirds, one in five, 3 out of 4.
func (f *finder) fraction(i int) (amount, bool) {
	switch f.a[i].Low {
	case "half":
		return f.halfOf(i, i)
	case "a", "one":
		if f.low(i+1) == "half" && !f.a[i+1].Is("-") {
			return f.halfOf(i, i+1)
		}
		if d := f.denominator(i+1, i); d > 0 {
			return f.part(i, f.afterHyphen(i+1)+1, 1/d)
		}
	case "every", "each":
		if d, end, ok := atom.Ordinal(f.a, i+1); ok && d > 1 {
			return f.part(i, end, 1/d)
		}
	}
	n, ok := atom.Cardinal(f.a, i)
	if !ok {
		return amount{}, false
	}
	if d := f.denominator(n.End, i); d > 0 && n.Value > 0 && n.Value < 20 {
		return f.part(i, f.afterHyphen(n.End)+1, n.Value/d)
	}
	return f.outOf(i, n)
}

// afterHyphen steps over a hyphen: "two-thirds".
func (f *finder) afterHyphen(i int) int {
	if i < len(f.a) && f.a[i].Is("-") && !f.a[i].Gap {
		return i + 1
	}
	return i
}

var denominators = map[string]float64{
	"half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4, "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6,
	"seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8, "ninth": 9, "ninths": 9, "tenth": 10, "tenths": 10, "twentieth": 20, "hundredth": 100, "hundredths": 100,
}

// denominator returns the denominator at i of a fraction that begins at first.
// After "a" it must be the partitive: "a third of", not "a third time".
func (f *finder) denominator(i, first int) float64 {
	i = f.afterHyphen(i)
	d := denominators[f.low(i)]
	if d == 0 {
		return 0
	}
	next, word := f.low(i+1), f.low(first)
	if word == "a" && next != "of" && next != "as" && next != "to" && next != "." && next != "," && next != "" {
		return 0
	}
	if f.low(i) == "quarters" && word == "two" {
		return 0
	}
	return d
}

var durationWords = map[string]bool{"hour": true, "century": true, "year": true, "day": true, "mile": true, "million": true, "billion": true}

// halfOf reads "half (of) the people"; the half of halves of a match and of
// "half an hour" is no share.
func (f *finder) halfOf(i, at int) (amount, bool) {
	switch f.low(i - 1) {
	case "first", "second", "other", "better", "latter", "this", "last", "and", "-", "better-":
		return amount{}, false
	}
	switch next := f.low(at + 1); next {
	case "of", "the", "its", "their", "his", "her", "all", "as", "that", "these", "those", "to", "were", "had", "are", "have", "-", "this", "said", ",", ".", "what", "our", "my", "":
		if next == "-" {
			return amount{}, false
		}
		if next == "of" && (f.low(at+2) == "a" || f.low(at+2) == "an") && durationWords[f.low(at+3)] {
			return amount{}, false
		}
		return f.part(i, at+1, .5)
	case "a", "an":
		return f.halfUnit(i, at)
	}
	if c, ok := atom.Cardinal(f.a, at); ok && c.Scaled { // half a million
		return amount{}, false
	}
	return amount{}, false
}

// halfUnit reads "half a mile", "half an hour".
func (f *finder) halfUnit(i, at int) (amount, bool) {
	if atom.IsNumberWord(f.low(at + 2)) {
		return amount{}, false
	}
	if u, end := f.unitAt(at+2, false); u != "" {
		m := made(i, at+1, .5, text.Measured)
		if u == "hour" {
			m.low, m.high, u = 30, 30, "minute"
		}
		m.unit, m.unitAt, m.unitEnd, m.next = u, at+2, end, end
		return m, true
	}
	return amount{}, false
}

// part is a share x of a whole, in percent.
func (f *finder) part(i, end int, x float64) (amount, bool) {
	m := made(i, end, x*100, text.Percent)
	m.unit, m.partitive = "percent", true
	if u, e := f.unitAt(f.articled(end), false); u != "" && u != "percent" && end < len(f.a) && f.low(end) == "of" { // three quarters of a mile
		if u == "hour" {
			x, u = x*60, "minute"
		}
		m.low, m.high, m.kind, m.unit, m.unitAt, m.unitEnd, m.next = x, x, text.Measured, u, f.articled(end), e, e
	}
	return m, true
}

// articled steps over "of a", "of an".
func (f *finder) articled(i int) int {
	if f.low(i) == "of" && (f.low(i+1) == "a" || f.low(i+1) == "an") {
		return i + 2
	}
	return i
}

// outOf reads "one in five", "3 out of 10".
func (f *finder) outOf(i int, n atom.Numeral) (amount, bool) {
	j := n.End
	switch {
	case f.low(j) == "in" && f.low(j+1) != "the":
		j++
		if f.low(j) == "every" {
			j++
		}
	case f.low(j) == "out" && f.low(j+1) == "of":
		j += 2
		if f.low(j) == "every" {
			j++
		}
	default:
		return amount{}, false
	}
	d, ok := atom.Cardinal(f.a, j)
	if !ok || d.Value <= n.Value || n.Value < 1 || d.Value > 1000 && !d.Scaled && int64(d.Value)%1000 != 0 && f.low(j-1) == "in" || d.Digits != n.Digits && f.low(n.End) == "in" {
		return amount{}, false
	}
	if _, end := f.unitAt(d.End, d.Digits); end > 0 { // "ten in two days"
		return amount{}, false
	}
	return f.part(i, d.End, n.Value/d.Value)
}

// factorWords are the factors of one word.
var factorWords = map[string]float64{
	"twice": 2, "thrice": 3, "twofold": 2, "threefold": 3, "fourfold": 4, "fivefold": 5, "tenfold": 10,
}

// factor reads twice, tenfold, "10 times", "3x".
func (f *finder) factor(i int) (amount, bool) {
	if x, ok := factorWords[f.a[i].Low]; ok {
		return made(i, i+1, x, text.Factor), true
	}
	n, ok := atom.Cardinal(f.a, i)
	if !ok {
		return amount{}, false
	}
	j := f.afterHyphen(n.End)
	switch w := f.low(j); {
	case w == "times" && j < len(f.a) && !f.a[j].Cap, w == "fold":
		m := made(i, n.End, n.Value, text.Factor)
		m.unit, m.unitAt, m.unitEnd, m.next = "times", j, j+1, j+1
		return m, true
	case w == "x" && n.Digits && !f.a[j].Gap && (j+1 >= len(f.a) || f.a[j+1].Kind != atom.Number):
		return made(i, j+1, n.Value, text.Factor), true
	}
	return amount{}, false
}

func (f *finder) ordinal(i int) (amount, bool) {
	x, end, ok := atom.Ordinal(f.a, i)
	if !ok || f.a[i].Low == "second" && (f.upos(i) == "NOUN" || f.low(i-1) == "per" || f.low(i-1) == "a" && f.low(i+1) == ".") {
		return amount{}, false
	}
	return made(i, end, x, text.Ordinal), true
}

// age reads "28-year-old", "28 years old", "aged 28", "Name, 28,".
func (f *finder) age(m *amount) {
	switch {
	case m.unit == "year" || m.unit == "month" || m.unit == "week" || m.unit == "day":
		j := f.afterHyphen(m.unitEnd)
		if w := f.low(j); w == "old" || w == "olds" || w == "of" && f.low(j+1) == "age" {
			m.kind, m.next = text.Age, j+1
			if w == "of" {
				m.next++
			}
		}
	case m.unit != "" || m.low > 125 || m.low < 1:
	case f.low(m.first-1) == "aged", f.low(m.first-1) == "age", f.low(m.first-1) == "of" && f.low(m.first-2) == "age", f.low(m.first-1) == "ages":
		m.kind, m.unit = text.Age, "year"
	case m.digits && f.low(m.first-1) == "," && (f.low(m.end) == "," || f.low(m.end) == ";" || f.low(m.end) == ")" || f.low(m.end) == "."), m.digits && f.low(m.first-1) == "(" && f.low(m.end) == ")":
		if m.first >= 2 && f.a[m.first-2].Cap && m.cmp == stemma.Exact && !atom.IsNumberWord(f.low(m.first-2)) && f.person(m.first-2) {
			m.kind, m.unit = text.Age, "year"
		}
	}
}

// person reports whether a person's name ends at atom i, where names are known;
// without them any capital word may be one.
func (f *finder) person(i int) bool {
	if len(f.t.Names) == 0 {
		return true
	}
	for _, n := range f.t.Names {
		if n.Span[1] == f.a[i].End || n.Span[0] <= f.a[i].Start && f.a[i].End <= n.Span[1] {
			return n.Type == text.Person
		}
		if n.Span[0] > f.a[i].End {
			break
		}
	}
	return f.a[i].Cap && i > 0 && f.a[i-1].Cap && f.a[i-1].Kind == atom.Word // a name that was not found
}
