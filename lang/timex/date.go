package timex

import (
	"strconv"
	"time"

	"github.com/stemmanews/stemma/lang/internal/atom"
	"github.com/stemmanews/stemma/lang/text"
)

// on is a date expression in atoms [first, end).
func on(first, end int, p moment) found {
	x := found{first: first, end: end, typ: text.Date, at: p}
	if p.t != "" {
		x.typ = text.TimeOf
	}
	return x
}

// digit returns the value of atom i where it is a plain numeral of at most
// width digits, -1 elsewhere.
func (f *finder) digit(i, width int) int {
	if i < 0 || i >= len(f.a) || f.a[i].Kind != atom.Number || !f.a[i].Plain || f.a[i].Digits > width || f.a[i].Digits == 0 {
		return -1
	}
	return int(f.a[i].Value)
}

// yearAt returns the year of four digits at atom i, 0 where there is none.
func (f *finder) yearAt(i int) int {
	if y := f.digit(i, 4); y >= 1000 && y <= 2199 && f.a[i].Digits == 4 && !(i+1 < len(f.a) && !f.a[i+1].Gap && (f.a[i+1].Is("%") || f.a[i+1].Is("/"))) {
		return y
	}
	return 0
}

// yearAfter reads a year after a date: ", 2024", "2024", "of 2024".
func (f *finder) yearAfter(i int) (y, end int) {
	j := i
	if f.low(j) == "," || f.low(j) == "of" || f.low(j) == "'" || f.low(j) == "-" && j < len(f.a) && !f.a[j].Gap {
		j++
	}
	if y := f.yearAt(j); y > 1500 {
		return y, j + 1
	}
	if w := f.word(j); w.class == cRelative && f.known && (f.low(j+1) == "year" || f.low(j+1) == "yr") && (j == i || f.low(i) == "of") { // "May this year"
		switch f.low(j) {
		case "this", "last", "next":
			return f.base.Year() + w.n, j + 2
		}
	}
	return 0, i
}

// number reads the expressions that begin with digits.
func (f *finder) number(i int) (found, bool) {
	if i > 0 && !f.a[i].Gap && f.a[i-1].Kind == atom.Word {
		return found{}, false
	}
	if i > 0 && !f.a[i].Gap && (f.a[i-1].Is("$") || f.a[i-1].Is("£") || f.a[i-1].Is("€") || f.a[i-1].Is("#")) {
		return found{}, false
	}
	if x, ok := f.numeric(i); ok {
		return x, true
	}
	if x, ok := f.clock(i); ok {
		return x, true
	}
	if x, ok := f.dayFirst(i, i, 0); ok {
		return x, true
	}
	if x, ok := f.decade(i); ok {
		return x, true
	}
	if n, end, ok := atom.Ordinal(f.a, i); ok {
		return f.ordinal(i, i, int(n), end)
	}
	if x, ok := f.duration(i); ok {
		return x, true
	}
	return f.year(i)
}

// numeric reads dates in digits: 2024-12-23, 12/23/2024, 23.12.2024, 7/8/07.
// Day and month of the slashed form are those of the US unless that is no date.
func (f *finder) numeric(i int) (found, bool) {
	if i+4 >= len(f.a) || f.a[i+1].Gap || f.a[i+2].Gap || f.a[i+3].Gap || f.a[i+4].Gap || f.a[i+1].Low != f.a[i+3].Low {
		return found{}, false
	}
	a, b, c := f.digit(i, 4), f.digit(i+2, 2), f.digit(i+4, 4)
	if a < 0 || b < 0 || c < 0 {
		return found{}, false
	}
	var p moment
	switch sep := f.a[i+1].Low; {
	case sep != "-" && sep != "/" && sep != "." && sep != "–":
		return found{}, false
	case f.a[i].Digits == 4:
		p = moment{g: day, y: a, m: b, d: c}
	case f.a[i].Digits <= 2 && (f.a[i+4].Digits == 4 || f.a[i+4].Digits == 2):
		if c < 100 {
			c += pivot(c)
		}
		p = moment{g: day, y: c, m: a, d: b}
		if sep == "." || !valid(c, a, b) {
			p.m, p.d = b, a
		}
	default:
		return found{}, false
	}
	if !valid(p.y, p.m, p.d) || p.y < 1000 {
		return found{}, false
	}
	x := on(i, i+5, p)
	if f.low(i+5) == "t" && !f.a[i+5].Gap { // ISO 8601 date and time
		if h, m, end, ok := f.hands(i + 6); ok {
			p.t, x.end = pad(h, 2)+":"+pad(m, 2), end
			p.g = clock
			x = on(i, end, p)
		}
	}
	return x, true
}

// pivot is the century of a year in two digits.
func pivot(y int) int {
	if y < 50 {
		return 2000
	}
	return 1900
}

// dayFirst reads "23 December (2024)", "23rd of December", "14-16 March".
func (f *finder) dayFirst(first, i, weekday int) (found, bool) {
	d := f.digit(i, 2)
	if d < 1 || d > 31 {
		return found{}, false
	}
	j, d2 := f.suffix(i+1), 0
	if to := f.digit(j+1, 2); to > d && to <= 31 && (f.low(j) == "-" || f.low(j) == "–" || f.low(j) == "to" || f.low(j) == "and") {
		d2, j = to, f.suffix(j+2)
	}
	if f.low(j) == "of" || f.low(j) == "-" && !f.a[j].Gap {
		j++
	}
	m := f.word(j)
	if m.class != cMonth || j >= len(f.a) || j == i+1 && !f.a[j].Gap && f.low(j) != "-" && len(f.a[j].Low) < 3 || !valid(0, m.n, d) {
		return found{}, false
	}
	return f.monthDay(first, j+f.dot(j+1)+1, m.n, d, d2, weekday), true
}

// suffix steps over st, nd, rd, th after digits.
func (f *finder) suffix(i int) int {
	if i < len(f.a) && !f.a[i].Gap {
		switch f.a[i].Low {
		case "st", "nd", "rd", "th":
			return i + 1
		}
	}
	return i
}

// dot is 1 where the full stop of an abbreviation stands at i: "Dec. 23".
func (f *finder) dot(i int) int {
	if i < len(f.a) && f.a[i].Is(".") && !f.a[i].Gap && i+1 < len(f.a) && (f.a[i+1].Kind == atom.Number || f.a[i+1].Is(",")) {
		return 1
	}
	return 0
}

// monthDay is the day d (to d2, where that is not 0) of a month; what follows
// at end may be the year.
func (f *finder) monthDay(first, end, m, d, d2, weekday int) found {
	y, end := f.yearAfter(end)
	p := moment{g: day, y: y, m: m, d: d}
	if y == 0 {
		p.y = f.yearOf(first, end, m, d, weekday)
	}
	if p.y > 0 && !valid(p.y, m, d) {
		p.d = d - 1 // 29 February of a year that has none
	}
	x := on(first, end, p)
	if d2 > d && valid(p.y, m, d2) {
		last := p
		last.d = d2
		x.value = p.value() + "/" + last.value()
		if p.y > 0 {
			x.edtf = spanOf(p.date(), last.date())
		}
	}
	return x
}

// monthFirst reads "December 23, 2024", "Dec. 23", "December 2024", "December";
// the expression begins at first.
func (f *finder) monthFirst(first, i int) (found, bool) {
	m := f.word(i)
	if f.low(i) == "may" && f.low(i+1) == "day" && f.a[i+1].Cap {
		return f.monthDay(first, i+2, 5, 1, 0, 0), true
	}
	j := i + 1 + f.dot(i+1)
	if f.low(j) == "the" && j+2 < len(f.a) && f.suffix(j+2) > j+2 {
		j++
	}
	if d := f.digit(j, 2); d >= 1 && valid(0, m.n, d) && f.a[j].Gap && f.nextIsDay(j+1) {
		end, d2 := f.suffix(j+1), 0
		if to := f.digit(end+1, 2); to > d && valid(0, m.n, to) && (f.low(end) == "-" || f.low(end) == "–" || f.low(end) == "to") && f.nextIsDay(end+2) {
			d2, end = to, f.suffix(end+2)
		}
		return f.monthDay(first, end, m.n, d, d2, 0), true
	}
	if y, end := f.yearAfter(j); y > 0 {
		return on(first, end, moment{g: month, y: y, m: m.n}), true
	}
	if !f.monthAlone(i, m) {
		return found{}, false
	}
	p := moment{g: month, m: m.n, y: f.yearOf(first, i+1, m.n, 0, 0)}
	return on(first, i+1, p), true
}

// nextIsDay reports that a number is a day of a month: no hour, no count.
func (f *finder) nextIsDay(i int) bool {
	switch f.low(i) {
	case ":", "%", "am", "pm", "a.m", "p.m", "percent", "million":
		return false
	}
	return true
}

// monthAlone tells the month from the verb and from names: "may", "march",
// "April Jones". Short forms want a number.
func (f *finder) monthAlone(i int, m word) bool {
	w := f.a[i].Low
	if len(w) < 4 && w != "may" {
		switch w {
		case "jan", "feb", "aug", "oct", "nov", "dec":
			return monthContext[f.low(i-1)]
		}
		return false
	}
	u := f.t.Tokens[f.a[i].Tok].UPOS
	switch w {
	case "may", "march", "april", "june", "august", "sept":
		if u == "AUX" || u == "VERB" || i == 0 && w == "may" {
			return false
		}
		return !(i+1 < len(f.a) && f.a[i+1].Cap && f.a[i+1].Kind == atom.Word && w != "march" && w != "august") && monthContext[f.low(i-1)] || f.floor == i && i > 0 || monthContext[f.low(i-1)]
	}
	return true
}

// monthContext are words before a month that is not a name.
var monthContext = map[string]bool{"in": true, "since": true, "until": true, "by": true, "of": true, "from": true, "last": true, "next": true, "this": true, "and": true, "to": true,
	"through": true, "before": true, "after": true, "early": true, "late": true, "mid": true, "during": true, "between": true, "every": true, "till": true, "for": true, "-": true, "end": true, "or": true, "(": true, "on": false, "previous": true, "every ": false}

// weekday reads "Monday", "Monday, December 23", "Monday night"; rel and has
// give the word before it ("last", "next", "this").
func (f *finder) weekday(first, i, rel int, has bool) (found, bool) {
	w := f.word(i)
	if w.plural {
		return found{first: first, end: i + 1, typ: text.Set, value: "XXXX-WXX-" + strconv.Itoa(w.n)}, true
	}
	j := i + 1 + f.dot(i+1)
	if w.cap && j == i+1 && f.digit(j, 2) < 0 && f.word(j).class != cMonth { // "Sun", "Mon" are words and names
		return found{}, false
	}
	if x, ok := f.afterWeekday(first, j, w.n); ok {
		return x, true
	}
	p := moment{g: day, w: w.n}
	end := i + 1
	if x, ok := f.ofWeek(first, i, w.n); ok {
		return x, true
	} else if x, ok := f.weekdayThe(first, i, w.n); ok {
		return x, true
	}
	if f.known {
		p = dayOf(f.resolveWeekday(first, i, w.n, rel, has))
	}
	if q := f.word(end); q.class == cPart && !q.plural {
		p.t = q.s
		end++
	} else if f.low(end) == "early" && f.word(end+1).class == cPart {
		p.t = f.word(end + 1).s
		end += 2
	}
	return on(first, end, p), true
}

// ofWeek reads "Friday next week", "Monday of last week".
func (f *finder) ofWeek(first, i, w int) (found, bool) {
	j := i + 1
	if f.low(j) == "of" || f.low(j) == "," {
		j++
	}
	r := f.word(j)
	if !f.known || r.class != cRelative || f.low(j+1) != "week" {
		return found{}, false
	}
	switch f.low(j) {
	case "last", "next", "this":
		p := cast(f.base, week).shift(r.n)
		return on(first, j+2, dayOf(p.date().AddDate(0, 0, w-1))), true
	}
	return found{}, false
}

// weekdayThe reads "Friday the 13th": the last such day, a month to come at most.
func (f *finder) weekdayThe(first, i, w int) (found, bool) {
	j := i + 1
	if f.low(j) == "," {
		j++
	}
	d := f.digit(j+1, 2)
	if f.low(j) != "the" || d < 1 || !f.known || f.suffix(j+2) == j+2 || f.low(j+3) == "of" {
		return found{}, false
	}
	for k := 1; k > -60; k-- {
		m := cast(f.base, month).shift(k)
		if valid(m.y, m.m, d) && isoWeekday(ymd(m.y, m.m, d)) == w && (k < 1 || f.tense(first, j+3) > 0) {
			return on(first, j+3, moment{g: day, y: m.y, m: m.m, d: d}), true
		}
	}
	return found{}, false
}

// afterWeekday reads the date that follows a weekday.
func (f *finder) afterWeekday(first, j, w int) (found, bool) {
	if f.low(j) == "," || f.low(j) == "(" {
		j++
	}
	if f.low(j) == "the" {
		j++
	}
	if f.word(j).class == cMonth {
		k := j + 1 + f.dot(j+1)
		if d := f.digit(k, 2); d >= 1 && valid(0, f.word(j).n, d) && f.nextIsDay(k+1) {
			return f.monthDay(first, f.suffix(k+1), f.word(j).n, d, 0, w), true
		}
		return found{}, false
	}
	if x, ok := f.dayFirst(first, j, w); ok {
		return x, true
	}
	if f.digit(j, 4) >= 0 {
		if x, ok := f.numeric(j); ok {
			x.first = first
			return x, true
		}
	}
	return found{}, false
}

// resolveWeekday finds the day meant by weekday w: strictly before the day of
// publication after "last", strictly after for "next", else the last one, today
// included, unless the verb looks ahead.
func (f *finder) resolveWeekday(first, i, w, rel int, has bool) time.Time {
	back := (isoWeekday(f.base) - w + 7) % 7
	switch {
	case has && rel < 0:
		if back == 0 {
			back = 7
		}
	case f.low(i-1) == "this":
		return cast(f.base, week).date().AddDate(0, 0, w-1)
	case has && rel > 0:
		return f.base.AddDate(0, 0, (w-isoWeekday(f.base)+6)%7+1)
	case back != 0 && (f.low(first-1) == "until" || f.low(first-1) == "till" || f.tense(first, i+1) > 0):
		return f.base.AddDate(0, 0, 7-back)
	}
	return f.base.AddDate(0, 0, -back)
}

// yearOf chooses the year of a month or day without one: where a weekday is
// given, the nearest year that has it so; else the year of publication, or the
// one before or after as the tense and the distance have it. It is 0 where the
// day of publication is not known.
func (f *finder) yearOf(first, end, m, d, weekday int) int {
	if !f.known {
		return 0
	}
	y := f.base.Year()
	if weekday > 0 {
		for _, c := range [...]int{y, y - 1, y + 1, y - 2, y + 2} {
			if valid(c, m, d) && isoWeekday(ymd(c, m, d)) == weekday {
				return c
			}
		}
	}
	t := f.tense(first, end)
	if d == 0 {
		return f.yearOfMonth(y, m, t)
	}
	ahead := int(ymd(y, m, d).Sub(f.base).Hours() / 24)
	switch {
	case ahead > 45 && t < 0, ahead > 120 && t == 0, ahead > 330:
		return y - 1
	case ahead < -300, ahead < -60 && t > 0:
		if t >= 0 && (t > 0 || ahead < -330) {
			return y + 1
		}
	}
	return y
}

func (f *finder) yearOfMonth(y, m, t int) int {
	ahead := m - int(f.base.Month())
	switch {
	case ahead > 0 && t < 0, ahead > 4 && t == 0, ahead > 10:
		return y - 1
	case ahead < 0 && t > 0:
		return y + 1
	}
	return y
}

// decade reads "1990s", "the 90s"; century words follow ordinals.
func (f *finder) decade(i int) (found, bool) {
	n := f.digit(i, 4)
	if n < 0 || n%10 != 0 || i+1 >= len(f.a) || f.a[i+1].Gap || f.low(i+1) != "s" && f.low(i+1) != "'s" {
		return found{}, false
	}
	first := i
	switch {
	case f.a[i].Digits == 4 && n >= 1000 && n <= 2090 && n != 1000:
	case f.a[i].Digits == 2 && (n >= 50 || f.low(i-1) == "'" || f.low(i-1) == "’" || f.low(i-1) == "‘") && (f.low(i-1) == "the" || f.low(i-1) == "in" || f.low(i-1) == "mid" || f.low(i-2) == "mid" || f.word(i-1).class == cEarly || f.low(i-1) == "'" || f.low(i-1) == "’" || f.low(i-1) == "‘"):
		n += 1900
		if n < 1930 {
			n += 100
		}
	default:
		return found{}, false
	}
	if i > 0 && !f.a[i].Gap && (f.low(i-1) == "'" || f.low(i-1) == "’" || f.low(i-1) == "‘") && i-1 >= f.floor {
		first = i - 1
	}
	return on(first, i+2, moment{g: decade, y: n / 10}), true
}

// shortYear reads "'82" and "'90s".
func (f *finder) shortYear(i int) (found, bool) {
	if x, ok := f.decade(i + 1); ok {
		x.first = i
		return x, true
	}
	if n := f.digit(i+1, 2); n >= 0 && f.a[i+1].Digits == 2 && (i+2 == len(f.a) || f.a[i+2].Gap || f.a[i+2].Kind == atom.Sign) && (yearContext[f.low(i-1)] || f.word(i-1).class == cSeason) {
		return on(i, i+2, moment{g: year, y: n + pivot(n)}), true
	}
	return found{}, false
}

var decadeWords = map[string]int{"twenties": 192, "thirties": 193, "forties": 194, "fifties": 195, "sixties": 196, "seventies": 197, "eighties": 198, "nineties": 199}

func (f *finder) spelledDecade(first, i int) (found, bool) {
	if first == i && f.low(i-1) != "mid" && f.word(i-1).class != cEarly || f.low(first-1) == "their" || f.low(i-1) == "his" || f.low(i-1) == "her" {
		return found{}, false
	}
	return on(first, i+1, moment{g: decade, y: decadeWords[f.a[i].Low]}), true
}

// yearContext are words before a year.
var yearContext = map[string]bool{"in": true, "since": true, "until": true, "till": true, "by": true, "of": true, "from": true, "during": true, "before": true, "after": true, "for": true,
	"to": true, "through": true, "and": true, "early": true, "late": true, "mid": true, "between": true, "year": true, "circa": true, "(": true, "around": true, "about": false, "or": true, "throughout": true, "-": true, "–": true, "the": true, "spring": true, "summer": true, "autumn": true, "winter": true, "fall": true, "'s": true, "as": true, "than": false, "ended": true, "ending": true, "into": true, "beyond": true, "on": false}

// year reads a year alone. What else four digits may be is judged by the words
// around them: "2000 people" and "about 2000" are counts.
func (f *finder) year(i int) (found, bool) {
	y := f.yearAt(i)
	if y == 0 || f.bound(i) {
		return found{}, false
	}
	prev, next := f.low(i-1), f.low(i+1)
	p := on(i, i+1, moment{g: year, y: y})
	switch {
	case (next == "-" || next == "–") && !f.a[i+1].Gap && f.yearAt(i+2) > y && y > 1400 && !f.counted(i+3, prev):
		return p, true
	case i > 0 && f.a[i-1].Kind == atom.Number && !f.a[i].Gap:
		return found{}, false
	case next == "s", next == "'s" && y%1000 == 0:
		return found{}, false
	}
	if prev == "." && (f.low(i-2) == "c" || f.low(i-2) == "ca") {
		prev = "in"
	}
	switch {
	case yearContext[prev] && y >= 1400 && !f.counted(i+1, prev):
		return p, true
	case y < 1900 || y > 2060:
		return found{}, false
	case prev == "" || prev == "," || prev == "–" || prev == "-" || f.floor == i && i > 0 || f.word(i-1).class == cSeason:
		return p, !f.counted(i+1, prev)
	case i+1 < len(f.a) && f.a[i+1].Kind == atom.Word && !f.counted(i+1, prev) && (prev == "a" || f.a[i+1].Cap && f.nounAt(i-1)):
		return p, true
	case i > 0 && f.a[i-1].Cap && f.a[i-1].Kind == atom.Word:
		return p, !f.counted(i+1, prev) && !namesNumber[prev]
	}
	return found{}, false
}

// namesNumber are things told apart by a number that may look like a year.
var namesNumber = map[string]bool{"resolution": true, "flight": true, "boeing": true, "airbus": true, "windows": true, "office": true, "no": true, "route": true, "room": true, "section": true, "article": true, "sql": true}

// bound reports that a comparator stands before the number.
func (f *finder) bound(i int) bool {
	switch f.low(i - 1) {
	case "than", "nearly", "about", "over", "almost", "least", "approximately", "roughly", "some", "exceeded", "exceeding", "$", "£", "€", "under":
		return true
	case "to":
		return f.low(i-2) == "up" || f.low(i-2) == "close"
	case "as":
		return f.low(i-2) == "many" || f.low(i-2) == "much"
	case "of":
		return f.low(i-2) == "excess" || f.low(i-2) == "upwards" || f.low(i-2) == "total"
	}
	return false
}

// counted reports that a thing counted follows: a plural noun in lower case,
// or a unit.
func (f *finder) counted(i int, prev string) bool {
	if i >= len(f.a) {
		return false
	}
	a := &f.a[i]
	switch a.Low {
	case "people", "percent", "%", "men", "women", "children", "km", "million", "billion", "thousand", "troops", "police", "meters", "metres", "miles", "feet", "tons", "tonnes", "per", "soldiers", "dead":
		return true
	}
	if a.Kind != atom.Word || a.Cap || prev == "the" || prev == "'s" || prev == "of" {
		return false
	}
	n := len(a.Low)
	plural := n > 3 && a.Low[n-1] == 's' && a.Low[n-2] != 's' && a.Low != "was" && a.Low != "has" && a.Low != "this" && a.Low != "does"
	return plural && (f.t.Tokens[a.Tok].UPOS == "NOUN" || f.t.Tokens[a.Tok].UPOS == "") && prev != "since" && prev != "until"
}
