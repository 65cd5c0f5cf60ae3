package timex

import (
	"strconv"
	"time"

	"github.com/stemmanews/stemma/lang/internal/atom"
	"github.com/stemmanews/stemma/lang/text"
)

// period is the TIMEX3 value of n units: P3D, PT2H, P2.5Y; n < 0 for a number
// that is not said: PXD.
func period(n float64, unit string) string {
	p := "P"
	switch unit {
	case "S", "H":
		p = "PT"
	case "M'":
		p, unit = "PT", "M"
	case "NI":
		unit = "D"
	}
	if n < 0 {
		return p + "X" + unit
	}
	return p + strconv.FormatFloat(n, 'f', -1, 64) + unit
}

// between are words that may stand between number and unit.
var fillers = map[string]bool{"trading": true, "business": true, "straight": true, "consecutive": true, "calendar": true, "working": true, "full": true, "fiscal": true, "long": true,
	"more": true, "additional": true, "extra": true, "whole": true, "entire": true, "short": true, "further": true, "successive": true, "solid": true, "good": true, "school": true, "or": false, "odd": true, "light": false, "unusually": false}

// count reads the number of units that begins at i and returns where the unit
// stands; a number that is not said is -1.
func (f *finder) count(i int) (n float64, unit int, ok bool) {
	j := i
	switch f.low(i) {
	case "several", "many", "multiple":
		n, j = -1, i+1
	case "some":
		n, j = -1, i+1
		if c, ok := atom.Cardinal(f.a, i+1); ok {
			n, j = c.Value, c.End
		}
	case "few":
		n, j = -1, i+1
	case "couple":
		n, j = 2, i+1
		if f.low(j) == "of" {
			j++
		}
	case "a", "an":
		switch f.low(i + 1) {
		case "few":
			n, j = -1, i+2
		case "couple":
			n, j = 2, i+2
			if f.low(j) == "of" {
				j++
			}
		case "half", "quarter":
			return f.halfCount(i + 1)
		case "number":
			if f.low(i+2) != "of" {
				return 0, 0, false
			}
			n, j = -1, i+3
		default:
			c, ok := atom.Cardinal(f.a, i)
			n, j = 1, i+1
			if ok {
				n, j = c.Value, c.End
			}
		}
	case "half":
		return f.halfCount(i)
	default:
		c, ok := atom.Cardinal(f.a, i)
		if !ok {
			return 0, 0, false
		}
		n, j = c.Value, c.End
		if f.low(j) == "to" || f.low(j) == "or" || f.low(j) == "-" || f.low(j) == "–" { // two to three years
			if c2, ok := atom.Cardinal(f.a, j+1); ok && c2.Value > n {
				j, n = c2.End, c2.Value
			}
		}
	}
	j = f.hyphen(j)
	for fillers[f.low(j)] && j < len(f.a) {
		j = f.hyphen(j + 1)
	}
	return n, j, j < len(f.a)
}

// halves are the values of half a unit in whole ones.
var halves = map[string]string{"CE": "P50Y", "DE": "P5Y", "Y": "P6M", "H": "PT30M", "M'": "PT30S"}

// halfCount reads "half an hour", "half-hour", "half a century".
func (f *finder) halfCount(i int) (float64, int, bool) {
	if f.low(i) != "half" {
		return 0, 0, false
	}
	j := f.hyphen(i + 1)
	if f.low(j) == "a" || f.low(j) == "an" {
		j++
	}
	if atom.IsNumberWord(f.low(j)) || f.word(j).class != cUnit || f.low(j) == "day" && j == i+1 {
		return 0, 0, false
	}
	return .5, j, true
}

// duration reads a number and a unit, and what makes a date of them: "ago",
// "later".
func (f *finder) duration(i int) (found, bool) {
	n, j, ok := f.count(i)
	if !ok {
		return found{}, false
	}
	u := f.word(j)
	if u.class != cUnit || u.s == "WE" {
		return found{}, false
	}
	if u.n == 2 {
		n *= 2
	}
	if !f.unitFits(i, j, n, u) {
		return found{}, false
	}
	end := j + 1
	if f.low(end) == "and" && (f.low(end+1) == "a" || f.low(end+1) == "one") && f.low(end+2) == "half" && n > 0 {
		n, end = n+.5, end+3
	}
	if x, ok := f.offset(i, end, n, u); ok {
		return x, true
	}
	if n == 1 && (f.low(i) == "a" || f.low(i) == "an") && f.rate(i) {
		return found{first: i, end: end, typ: text.Set, value: period(n, u.s)}, true
	}
	x := found{first: i, end: end, typ: text.Duration, value: period(n, u.s)}
	if v := halves[u.s]; n == .5 && v != "" {
		x.value = v
	}
	x.end, x.value = f.compound(end, x.value, u)
	if h := f.hyphen(x.end); f.low(h) == "old" {
		x.end = h + 1
	}
	return x, true
}

// another reads "another month", "all week".
func (f *finder) another(i int) (found, bool) {
	j := f.hyphen(i + 1)
	u := f.word(j)
	if u.class == cPart && u.s == "NI" && f.low(i) == "all" {
		return found{first: i, end: j + 1, typ: text.Duration, value: "P1NI"}, true
	}
	if u.class != cUnit || u.plural || u.s == "WE" || u.s == "S" || u.s == "Q" {
		return found{}, false
	}
	return found{first: i, end: j + 1, typ: text.Duration, value: period(1, u.s)}, true
}

// compound reads the second part of "two hours and 30 minutes", "1 year, 3 months".
func (f *finder) compound(end int, value string, u word) (int, string) {
	j := end
	if f.low(j) == "and" || f.low(j) == "," {
		j++
	}
	n, k, ok := f.count(j)
	v := f.word(k)
	if j == len(f.a) || !ok || n < 0 || v.class != cUnit || !finer(v.s, u.s) || f.a[j].Kind != atom.Number && !atom.IsNumberWord(f.low(j)) {
		return end, value
	}
	part := period(n, v.s)
	if len(value) > 1 && value[1] == 'T' || part[1] != 'T' {
		part = part[1:]
		if part[0] == 'T' {
			part = part[1:]
		}
		return k + 1, value + part
	}
	return k + 1, value + part[1:]
}

// finer reports that unit a is smaller than b, and of its kind.
func finer(a, b string) bool {
	const order = "S M' H D W M Q Y"
	at := func(u string) int {
		for i, k := 0, 0; i < len(order); k++ {
			j := i
			for j < len(order) && order[j] != ' ' {
				j++
			}
			if order[i:j] == u {
				return k
			}
			i = j + 1
		}
		return -1
	}
	return at(a) >= 0 && at(a) < at(b)
}

// unitFits rejects what looks like a duration and is none: "a second", "a
// quarter of the goats", "one day" as some day, "2 days" of a price.
func (f *finder) unitFits(i, j int, n float64, u word) bool {
	switch {
	case u.s == "S" && !u.plural && f.a[i].Kind != atom.Number && !f.hyphened(j) && !(n == 1 && f.low(i) == "one"):
		return false
	case u.s == "Q" && (n == 1 || f.low(j+1) == "of" || f.low(j+1) == "-" || n == .5):
		return false
	case u.s == "Q" && n == 3 && !u.plural:
		return false
	case u.s == "D" && n == 1 && f.low(i) == "one" && f.low(j+1) != "of" && f.low(j-1) == "one" && f.low(j+1) == ",":
		return true
	case (f.low(i) == "many" || f.low(i) == "some" || f.low(i) == "several" || f.low(i) == "few") && !u.plural:
		return false
	case f.low(i) == "some" && n < 0 && u.plural:
		return true
	case u.plural && n == 1 && (f.low(i) == "a" || f.low(i) == "an"):
		return false
	case !u.plural && n > 1 && !f.hyphened(j) && f.a[i].Kind != atom.Number && u.n != 2 && f.low(j+1) != "-" && f.low(i) != "half" && !f.singularFits(j):
		return false
	case i > 0 && !f.a[i].Gap && (f.a[i-1].Is("$") || f.a[i-1].Is("£") || f.a[i-1].Is("€")):
		return false
	}
	return true
}

// singularFits lets "four day trip" pass, where a noun follows.
func (f *finder) singularFits(j int) bool {
	return j+1 < len(f.a) && f.a[j+1].Kind == atom.Word && !f.a[j+1].Cap
}

// hyphened reports that a hyphen joins the unit at j to its number.
func (f *finder) hyphened(j int) bool { return j > 0 && f.a[j-1].Is("-") && !f.a[j].Gap }

// rate reports that "a month" follows what it is a rate of: a number, money,
// "times", or things counted.
func (f *finder) rate(i int) bool {
	if i == 0 {
		return false
	}
	p := &f.a[i-1]
	if p.Kind == atom.Number || atom.IsNumberWord(p.Low) || p.Is("%") || p.Is("times") || p.Is("once") || p.Is("twice") || p.Is("percent") || p.Is("dollars") || p.Is("euros") || p.Is("cents") {
		return true
	}
	if p.Kind != atom.Word || i < 2 {
		return false
	}
	for k := i - 2; k >= max(0, i-5); k-- { // 2,000 goats a year
		if f.a[k].Kind == atom.Number || atom.IsNumberWord(f.a[k].Low) {
			u := f.t.Tokens[p.Tok].UPOS
			return (u == "NOUN" || u == "") && len(p.Low) > 3 && p.Low[len(p.Low)-1] == 's' || f.word(i-1).class == cUnit && f.word(i-1).plural
		}
	}
	return false
}

// offset reads "ago", "earlier", "later", "from now" after a duration.
func (f *finder) offset(i, end int, n float64, u word) (found, bool) {
	switch f.low(end) {
	case "ago":
		return f.fromBase(i, end+1, -n, u)
	case "hence":
		return f.fromBase(i, end+1, n, u)
	case "from":
		if f.low(end+1) == "now" || f.low(end+1) == "today" {
			return f.fromBase(i, end+2, n, u)
		}
	case "back":
		if f.low(end+1) != "to" && f.low(end+1) != "in" && f.low(end+1) != "on" && f.low(i-1) != "for" && (end+1 >= len(f.a) || f.a[end+1].Kind == atom.Sign) {
			return f.fromBase(i, end+1, -n, u)
		}
	case "earlier", "previously", "prior", "beforehand":
		if f.low(end+1) != "to" && f.low(end+1) != "than" {
			return f.fromRef(i, end+1, -n, u)
		}
	case "before":
		if end+1 >= len(f.a) || f.a[end+1].Kind == atom.Sign {
			return f.fromRef(i, end+1, -n, u)
		}
		if x, ok := f.anchored(end + 1); ok && x.at.g == day && unitGrain[u.s] >= day && n > 0 {
			return on(i, x.end, move(x.at.date(), -int(n+.5), unitGrain[u.s])), true
		}
	case "later", "afterwards", "afterward", "thereafter":
		if f.low(end+1) != "than" {
			return f.fromRef(i, end+1, n, u)
		}
	case "after":
		if x, ok := f.anchored(end + 1); ok && x.at.g == day && unitGrain[u.s] >= day && n > 0 {
			return on(i, x.end, move(x.at.date(), int(n+.5), unitGrain[u.s])), true
		}
	}
	return found{}, false
}

// fromBase is n units from the day of publication; a number that is not said
// gives PAST_REF or FUTURE_REF.
func (f *finder) fromBase(i, end int, n float64, u word) (found, bool) {
	return f.from(i, end, n, u, f.base, f.known)
}

func (f *finder) fromRef(i, end int, n float64, u word) (found, bool) {
	t, ok := f.refDate(unitGrain[u.s])
	return f.from(i, end, n, u, t, ok)
}

func (f *finder) from(i, end int, n float64, u word, t time.Time, known bool) (found, bool) {
	g := unitGrain[u.s]
	x := found{first: i, end: end, typ: text.Date}
	switch {
	case (n == 1 || n == -1) && f.vagueAt(i), n == 0, n > 3000, n < -3000:
		x.value = "FUTURE_REF"
		if f.backwards(end) {
			x.value = "PAST_REF"
		}
		return x, true
	case !known:
		return on(i, end, moment{g: max(g, day)}), true
	case g == clock: // hours and minutes: the day itself
		x = on(i, end, dayOf(t))
		x.at.g = day
		if u.s == "H" {
			x.at = dayOf(t.Add(time.Duration(n * float64(time.Hour))))
		}
		return x, true
	}
	whole := int(n)
	if float64(whole) != n { // two and a half years: to the month
		if g == year {
			return on(i, end, move(t, int(n*12), month)), true
		}
		whole = int(n - .5)
	}
	return on(i, end, move(t, whole, g)), true
}

// backwards reports that the word before end points to the past.
func (f *finder) backwards(end int) bool {
	switch f.low(end - 1) {
	case "ago", "earlier", "previously", "prior", "beforehand", "before", "back":
		return true
	}
	return false
}

// vagueAt reports that the number at i is not said.
func (f *finder) vagueAt(i int) bool {
	switch f.low(i) {
	case "some":
		return f.word(i+1).class == cUnit
	case "several", "many", "few", "multiple":
		return true
	case "a":
		return f.low(i+1) == "few" || f.low(i+1) == "number"
	}
	return f.word(i).class == cUnit
}

// bareUnits reads units in the plural without a number, where the words around
// them make a time of them: "for years", "weeks later"; and "week-long".
func (f *finder) bareUnits(i int) (found, bool) {
	u := f.word(i)
	if j := f.hyphen(i + 1); j > i+1 && f.low(j) == "long" {
		n := 1.0
		if u.plural {
			n = -1
		}
		return found{first: i, end: j + 1, typ: text.Duration, value: period(n, u.s)}, u.s != "WE"
	}
	if !u.plural {
		return f.yearEnd(i, u)
	}
	if x, ok := f.offset(i, i+1, -1, u); ok {
		return x, true
	}
	x := found{first: i, end: i + 1, typ: text.Duration, value: period(-1, u.s)}
	switch f.low(i - 1) {
	case "for", "in", "within", "over", "took", "takes", "take", "lasted", "last", "lasting", "after", "spent", "through", "of":
		if f.low(i-1) == "in" || f.low(i-1) == "of" {
			return x, u.s == "Y" || u.s == "DE" || u.s == "M" || u.s == "M'" || u.s == "W" || u.s == "CE"
		}
		return x, u.s != "Q" && u.s != "WE"
	}
	switch f.low(i + 1) {
	case "of", "after", "before":
		return x, u.s != "Q" && u.s != "WE" && u.s != "S"
	}
	return found{}, false
}

// yearEnd reads "year-end", "year end".
func (f *finder) yearEnd(i int, u word) (found, bool) {
	j := f.hyphen(i + 1)
	if u.s == "Y" && f.low(j) == "end" {
		x := on(i, j+1, f.current(year))
		x.mod = "END"
		return x, true
	}
	return found{}, false
}

// adverbSet reads daily, weekly, annual.
func (f *finder) adverbSet(i int, w word) (found, bool) {
	if f.a[i].Cap && i+1 < len(f.a) && f.a[i+1].Cap && i > 0 || f.a[i].Cap && i > 0 && f.a[i-1].Cap { // a newspaper
		return found{}, false
	}
	return found{first: i, end: i + 1, typ: text.Set, value: w.s}, true
}

// every reads "every day", "each Monday", "every two weeks", "every morning".
func (f *finder) every(i int) (found, bool) {
	if f.low(i) == "per" {
		return found{}, false
	}
	j := i + 1
	n := 1.0
	if f.low(j) == "other" || f.low(j) == "second" {
		n, j = 2, j+1
	} else if f.low(j) == "single" {
		j++
	}
	set := found{first: i, end: j + 1, typ: text.Set}
	switch w := f.word(j); w.class {
	case cUnit:
		set.value = period(n, w.s)
		if w.s == "WE" {
			set.value = "XXXX-WXX-WE"
		}
		return set, true
	case cWeekday:
		set.value = "XXXX-WXX-" + strconv.Itoa(w.n)
		return set, true
	case cPart:
		set.value = "XXXX-XX-XXT" + w.s
		return set, true
	case cMonth:
		set.value = "XXXX-" + pad(w.n, 2)
		return set, true
	case cSeason:
		set.value = "XXXX-" + seasonCodes[w.n]
		return set, true
	}
	if c, k, ok := f.count(j); ok && f.word(k).class == cUnit && (f.word(k).plural || f.low(k) == "fortnight") {
		set.end, set.value = k+1, period(c, f.word(k).s)
		return set, true
	}
	return found{}, false
}

// frequency reads "once a week", "twice every year".
func (f *finder) frequency(first, i int) (found, bool) {
	if f.low(i) != "a" && f.low(i) != "an" && f.low(i) != "every" && f.low(i) != "each" && f.low(i) != "per" {
		return found{}, false
	}
	if u := f.word(i + 1); u.class == cUnit && !u.plural && u.s != "WE" {
		return found{first: first, end: i + 2, typ: text.Set, value: period(1, u.s)}, true
	}
	return found{}, false
}
