package timex

import (
	"time"

	"github.com/stemmanews/stemma/lang/internal/atom"
	"github.com/stemmanews/stemma/lang/text"
)

// today is the day of publication.
func (f *finder) now() moment {
	if !f.known {
		return moment{g: day}
	}
	return dayOf(f.base)
}

// thatDay is the day that a part of day or a clock time alone is of: one
// mentioned in this sentence or the two before it, else that of publication.
func (f *finder) thatDay() moment {
	if f.day.y > 0 && f.sent-f.daySent <= 2 {
		return f.day
	}
	return f.now()
}

// current is the stretch of grain g that holds the day of publication.
func (f *finder) current(g grain) moment {
	if !f.known {
		return moment{g: g}
	}
	return cast(f.base, g)
}

// refDate is a day of the date mentioned last, for something of grain g: days
// and weeks are not counted from a month or a year.
func (f *finder) refDate(g grain) (time.Time, bool) {
	switch {
	case g < month && f.ref.g >= month:
		return f.day.date(), f.day.y > 0
	case f.ref.g == none || f.ref.y == 0:
		return time.Time{}, false
	}
	return f.ref.date(), true
}

// today reads today, yesterday, tomorrow, tonight and a part of day after it.
func (f *finder) today(i int) (found, bool) {
	w := f.word(i)
	p := f.now()
	if f.known {
		p = p.shift(w.n)
	}
	p.t = w.s
	end := i + 1
	if q := f.word(end); q.class == cPart && !q.plural && w.s == "" {
		p.t = q.s
		end++
	}
	if f.low(end) == "'s" && f.low(i) == "today" && f.low(end+1) == "world" {
		return found{first: i, end: end, typ: text.Date, value: "PRESENT_REF"}, true
	}
	return on(i, end, p), true
}

// reference reads now, recently, soon, with a degree before them.
func (f *finder) reference(i int, w word) (found, bool) {
	first := i
	switch f.low(i - 1) {
	case "more", "very", "most", "until", "just":
		if i-1 >= f.floor && f.low(i-1) != "until" && f.low(i-1) != "just" {
			first = i - 1
		}
	case "as", "too", "right":
		if f.a[i].Low == "soon" && f.low(i-1) == "as" {
			return found{}, false
		}
	}
	switch next := f.low(i + 1); f.a[i].Low {
	case "now":
		if next == "that" || next == "," && i == 0 {
			return found{}, false
		}
	case "shortly", "soon":
		if next == "after" || next == "before" || next == "afterwards" || next == "thereafter" {
			return found{}, false
		}
	}
	return found{first: first, end: i + 1, typ: text.Date, value: w.s}, true
}

// relative reads "last week", "this past Monday", "the next two years", "the
// previous day", "recent months"; j is the relative word, first where the
// expression begins.
func (f *finder) relative(first, j int) (found, bool) {
	w, name, k := f.relWord(j)
	switch name {
	case "entire", "whole", "full", "final", "that", "same", "latest", "recent", "current", "following", "coming", "upcoming":
		if f.word(k).class == 0 && name != "current" && f.low(k) != "period" && f.low(k) != "time" {
			return found{}, false
		}
	}
	if f.low(k) == "-" {
		k++
	}
	u := f.word(k)
	if (name == "following" || name == "coming") && first == k-1 && u.class != cUnit {
		return found{}, false // after Monday's debate
	}
	switch u.class {
	case cUnit:
		if u.plural {
			return f.relUnits(first, k, name, w.n, u)
		}
		return f.relUnit(first, k, name, w.n, u)
	case cMonth:
		return f.relMonth(first, k, name, w.n)
	case cWeekday:
		return f.weekday(first, k, w.n, name != "this" && name != "that")
	case cSeason:
		return f.season(first, k, w.n, name != "this" && name != "same" && name != "current")
	case cPart:
		return f.relPart(first, k, name, w.n)
	case cHoliday:
		if x, ok := f.holiday(k); ok && name == "last" && x.at.y > 0 {
			x.first = first
			if x.at.date().After(f.base) {
				x.at.y--
			}
			return x, true
		}
		return found{}, false
	case cVague:
		return f.relCount(first, k, name, w.n)
	}
	if f.low(k) == "fiscal" || f.low(k) == "financial" {
		if x, ok := f.fiscal(k, k); ok || f.low(k+1) == "year" {
			if !ok {
				x = found{end: k + 2, typ: text.Date, value: "FYXXXX"}
			}
			x.first = first
			return x, true
		}
		return found{}, false
	}
	if f.low(k) == "half" && (f.low(k+1) == "century" || f.low(k+1) == "decade") {
		return found{first: first, end: k + 2, typ: text.Duration, value: map[string]string{"century": "P50Y", "decade": "P5Y"}[f.low(k+1)]}, true
	}
	if _, ok := atom.Cardinal(f.a, k); ok {
		return f.relCount(first, k, name, w.n)
	}
	return f.relOther(first, k, name)
}

// relWord reads the relative word at j, and one more after it ("this past",
// "this coming"); k is where the unit should stand.
func (f *finder) relWord(j int) (w word, name string, k int) {
	w, name, k = f.word(j), f.a[j].Low, j+1
	for f.word(k).class == cRelative && (name == "this" || name == "the" || name == "last" || name == "same") {
		if f.low(k) != "full" && f.low(k) != "whole" && f.low(k) != "entire" {
			w, name = f.word(k), f.low(k)
		}
		k++
	}
	return w, name, k
}

// relOther reads "current", "the past", "the same period last year".
func (f *finder) relOther(first, k int, name string) (found, bool) {
	switch {
	case name == "past" && first < k-1 && (f.low(first-1) == "in" || f.low(first-1) == "of" || f.low(first-1) == "from") && f.word(k).class == 0 && !f.nounAt(k):
		return found{first: first, end: k, typ: text.Date, value: "PAST_REF"}, true
	case name == "current" && first == k-1:
		return found{first: first, end: k, typ: text.Date, value: "PRESENT_REF"}, true
	case name == "same" && (f.low(k) == "period" || f.low(k) == "time"):
		return f.samePeriod(first, k+1, f.ref.g)
	}
	return found{}, false
}

func (f *finder) nounAt(i int) bool {
	if i >= len(f.a) || f.a[i].Kind == atom.Sign {
		return false
	}
	u := f.t.Tokens[f.a[i].Tok].UPOS
	return u == "NOUN" || u == "PROPN" || u == "ADJ"
}

// samePeriod reads "last year", "a year ago", "a year earlier" after "the same
// period": the date mentioned last, one year back.
func (f *finder) samePeriod(first, k int, g grain) (found, bool) {
	if f.low(k) == "of" || f.low(k) == "in" {
		k++
	}
	if f.low(k) == "the" {
		k++
	}
	end := 0
	switch {
	case (f.low(k) == "last" || f.low(k) == "previous" || f.low(k) == "prior") && f.low(k+1) == "year":
		end = k + 2
	case (f.low(k) == "a" || f.low(k) == "one") && f.low(k+1) == "year" && (f.low(k+2) == "ago" || f.low(k+2) == "earlier" || f.low(k+2) == "before"):
		end = k + 3
	case f.low(k) == "year" && f.low(k+1) == "earlier":
		end = k + 2
	default:
		return found{}, false
	}
	t, ok := f.refDate(year)
	if !ok {
		return found{first: first, end: end, typ: text.Date, value: "XXXX"}, true
	}
	if g < month {
		g = month
	}
	p := cast(t, g)
	switch p.g {
	case month, quarter, half, season, year:
		p.y--
	}
	return on(first, end, p), true
}

// relUnit reads a relative word and one unit: "last week", "the previous day".
func (f *finder) relUnit(first, k int, name string, n int, u word) (found, bool) {
	g := unitGrain[u.s]
	end := k + 1
	if g == clock || u.n == 2 {
		return f.relClock(first, end, name, u)
	}
	if (name == "last" || name == "final") && (f.low(end) == "of" || f.low(end) == "in") {
		if x, ok := f.within(first, k, -1); ok {
			return x, true
		}
	}
	if name == "past" && g == weekend {
		name = "last"
	}
	if x, ok, done := f.byRef(first, end, name, g, u); done {
		return x, ok
	}
	switch name {
	case "full", "final":
		if name == "full" && first == k-1 {
			return found{}, false
		}
		n = 0
		if name == "final" && first == k-1 { // "last week" as a rewriting machine has it
			n = -1
		}
	case "latest":
		n = 0
		if g == quarter {
			n = -1
		}
	}
	p := f.current(g)
	if f.known {
		p = p.shift(n)
		if g == weekend {
			p = f.weekend(n, name)
		}
	}
	return on(first, end, p), true
}

// byRef reads the units that are counted from the date mentioned last, and
// those that are durations; done says that it was one of them.
func (f *finder) byRef(first, end int, name string, g grain, u word) (x found, ok, done bool) {
	n := 0
	switch name {
	case "past":
		x := found{first: first, end: end, typ: text.Duration, value: period(1, u.s)}
		if f.known {
			x.edtf = spanOf(back(f.base, 1, g), f.base)
		}
		return x, true, true
	case "same":
		if x, ok := f.samePeriod(first, end, g); ok {
			return x, true, true
		}
	case "that":
	case "previous", "preceding", "prior":
		n = -1
	case "following", "subsequent":
		n = 1
	case "next", "last":
		if g != day || name == "last" && f.low(end) == "of" {
			return found{}, false, false
		}
		n = 1
		if name == "last" {
			n = -1
		}
	case "recent":
		return found{}, false, true
	default:
		return found{}, false, false
	}
	x, ok = f.aroundRef(first, end, g, n)
	return x, ok, true
}

// relClock: "the last hour" is a duration, "this hour" nothing.
func (f *finder) relClock(first, end int, name string, u word) (found, bool) {
	if name == "last" && u.s == "M'" { // a last-minute change
		return found{}, false
	}
	if name == "past" || name == "last" || name == "next" || name == "final" {
		return found{first: first, end: end, typ: text.Duration, value: period(max(1, float64(u.n)), u.s)}, u.s != "S"
	}
	return found{}, false
}

// weekend is the weekend n weeks away; on a weekend, "last" is the one before.
func (f *finder) weekend(n int, name string) moment {
	p := cast(f.base, weekend)
	if n == 0 && isoWeekday(f.base) <= 2 && name != "this" {
		n = -1
	}
	return p.shift(n)
}

// aroundRef is the stretch of grain g that is n after the date mentioned last.
func (f *finder) aroundRef(first, end int, g grain, n int) (found, bool) {
	t, ok := f.refDate(g)
	if !ok {
		return on(first, end, moment{g: g}), true
	}
	return on(first, end, cast(t, g).shift(n)), true
}

// back goes n units of grain g back from t, to the day.
func back(t time.Time, n int, g grain) time.Time {
	switch g {
	case week:
		return t.AddDate(0, 0, -7*n)
	case month:
		return t.AddDate(0, -n, 0)
	case quarter:
		return t.AddDate(0, -3*n, 0)
	case year:
		return t.AddDate(-n, 0, 0)
	case decade:
		return t.AddDate(-10*n, 0, 0)
	case century:
		return t.AddDate(-100*n, 0, 0)
	}
	return t.AddDate(0, 0, -n)
}

// relUnits reads "recent weeks", "the coming days", "past years".
func (f *finder) relUnits(first, k int, name string, n int, u word) (found, bool) {
	switch name {
	case "recent", "past", "last", "previous", "preceding", "prior":
		if name == "last" {
			return found{}, false
		}
		return found{first: first, end: k + 1, typ: text.Date, value: "PAST_REF"}, true
	case "coming", "next", "following", "upcoming":
		return found{first: first, end: k + 1, typ: text.Date, value: "FUTURE_REF"}, true
	}
	return found{}, false
}

// relCount reads "the last two years", "the past few months".
func (f *finder) relCount(first, k int, name string, n int) (found, bool) {
	count, unitAt, ok := f.count(k)
	if !ok {
		return found{}, false
	}
	u := f.word(unitAt)
	if u.class != cUnit || u.s == "WE" {
		return found{}, false
	}
	switch name {
	case "this", "that", "same", "latest", "current", "recent":
		if n == 0 || name == "latest" {
			return found{}, false
		}
	}
	x := found{first: first, end: unitAt + 1, typ: text.Duration, value: period(count, u.s)}
	if g := unitGrain[u.s]; f.known && count > 0 && count < 1000 && g != clock && (name == "last" || name == "past") {
		x.edtf = spanOf(back(f.base, int(count+.5), g), f.base)
	} else if f.known && count > 0 && count < 1000 && g != clock && (name == "next" || name == "coming") {
		x.edtf = spanOf(f.base, back(f.base, -int(count+.5), g))
	}
	return x, true
}

// relMonth reads "last September", "this July", "next May 3".
func (f *finder) relMonth(first, k int, name string, n int) (found, bool) {
	x, ok := f.monthFirst(first, k)
	if !ok || !f.known || x.at.y == 0 || x.at.g != month || x.end > k+1 {
		return x, ok
	}
	m := x.at.m
	y, this := f.base.Year(), int(f.base.Month())
	switch {
	case n < 0 && m >= this:
		y--
	case n > 0 && m <= this:
		y++
	}
	return on(first, x.end, moment{g: month, y: y, m: m}), true
}

// relPart reads "this morning", "last night", "the previous evening".
func (f *finder) relPart(first, k int, name string, n int) (found, bool) {
	u := f.word(k)
	if u.plural {
		return found{}, false
	}
	p := f.now()
	switch name {
	case "same", "that", "previous", "following", "preceding", "next":
		if t, ok := f.refDate(day); ok {
			p = dayOf(t)
		} else {
			p = moment{g: day}
		}
	}
	if p.y > 0 {
		p = p.shift(n)
	}
	p.t = u.s
	return on(first, k+1, p), true
}

// part reads a part of day that no weekday precedes: "in the morning",
// "overnight", "at night", "the evening of March 3".
func (f *finder) part(i int) (found, bool) {
	w := f.word(i)
	if w.plural {
		return found{}, false
	}
	if f.low(i+1) == "of" || f.low(i+1) == "on" {
		if x, ok := f.read(i + 2); ok && x.at.g == day && x.at.t == "" && x.typ == text.Date && (f.low(i+1) == "of" || f.low(i-1) == "the") {
			x.at.t = w.s
			return on(i, x.end, x.at), true
		}
	}
	switch f.low(i) {
	case "night":
		switch f.low(i - 1) {
		case "at", "the", "by", "all", "that", "per":
		default:
			return found{}, false
		}
	case "dawn", "dusk", "nightfall", "daytime", "lunchtime":
		if f.low(i-1) == "the" || i < len(f.a) && f.a[i].Cap {
			return found{}, false
		}
	}
	if f.a[i].Cap && (i > 0 || i+1 < len(f.a) && f.a[i+1].Cap) || f.low(i-1) == "good" {
		return found{}, false
	}
	p := f.thatDay()
	p.t = w.s
	return on(i, i+1, p), true
}

// season reads "summer 2033", "last spring", "this winter"; alone only where
// the word before says that it is a time.
func (f *finder) season(first, i, rel int, has bool) (found, bool) {
	w := f.word(i)
	if w.plural {
		return found{}, false
	}
	y, end := f.yearAfter(i + 1)
	p := moment{g: season, m: w.n, y: y}
	if y > 0 {
		return on(first, end, p), true
	}
	if first == i {
		switch f.low(i - 1) {
		case "in", "since", "until", "by", "during", "early", "late", "mid", "-", "every", "last", "this", "next", "each":
		default:
			return found{}, false
		}
	}
	if f.low(i) == "fall" && (f.low(i+1) == "of" || first < i && f.low(first) == "the" && f.low(first-1) != "in" && f.low(first-1) != "by" && f.low(first-1) != "since" && f.low(first-1) != "of") {
		return found{}, false
	}
	if f.low(i+1) == "of" || f.low(i+1) == "olympics" || f.a[i].Cap && i+1 < len(f.a) && f.a[i+1].Cap && f.a[i+1].Kind == atom.Word {
		return found{}, false
	}
	if f.known {
		now := cast(f.base, season)
		p.y = f.base.Year()
		ahead := p.date().After(f.base)
		switch {
		case has && rel < 0 && (ahead || p == now):
			p.y--
		case has && rel > 0 && !ahead:
			p.y++
		case !has && p.m == now.m:
			p.y = now.y
		case !has && ahead && f.tense(first, i+1) < 0 && f.low(i-1) != "this":
			p.y--
		case !has && !ahead && f.tense(first, i+1) > 0:
			p.y++
		}
	}
	return on(first, i+1, p), true
}

// early reads "early August", "late last year", "mid-1990s", "later this week",
// "earlier in the day".
func (f *finder) early(first, j int) (found, bool) {
	w := f.word(j)
	k := f.hyphen(j + 1)
	if f.low(k) == "-" {
		k++
	}
	if f.low(k) == "hours" && f.low(k+1) == "of" { // the early hours of Tuesday
		k++
	}
	if f.low(k) == "in" || f.low(k) == "on" || f.low(k) == "of" || f.low(k) == "part" && f.low(k+1) == "of" || f.low(k) == "that" && f.word(k+1).class == cUnit {
		if f.low(k) == "part" {
			k++
		}
		if f.low(k) != "that" {
			k++
		}
	}
	if k >= len(f.a) {
		return found{}, false
	}
	if f.low(j) == "mid" && k == j+1 && f.a[k].Gap && f.digit(k, 4) < 0 && f.word(k).class == 0 {
		return found{}, false
	}
	x, ok := f.inner(k)
	if !ok || x.typ != text.Date && x.typ != text.TimeOf || x.at.g == none {
		return found{}, false
	}
	x.first, x.mod = first, w.s
	x.edtf = f.partOf(x.at, f.low(j))
	return x, true
}

// partOf narrows the EDTF date: early, mid and late are the thirds of a month;
// "earlier this week" ends with the day of publication, "later" begins there.
func (f *finder) partOf(p moment, which string) string {
	if p.y == 0 || p.g == none || p.t != "" {
		return ""
	}
	from := p.date()
	last := p.shift(1).date().AddDate(0, 0, -1)
	within := f.known && !f.base.Before(from) && !f.base.After(last)
	switch {
	case p.g == month && which == "early":
		return spanOf(from, from.AddDate(0, 0, 9))
	case p.g == month && which == "mid":
		return spanOf(from.AddDate(0, 0, 10), from.AddDate(0, 0, 19))
	case p.g == month && which == "late":
		return spanOf(from.AddDate(0, 0, 20), last)
	case p.g > day && which == "earlier" && within:
		return spanOf(from, f.base)
	case p.g > day && which == "later" && within:
		return spanOf(f.base, last)
	}
	return ""
}

// inner reads a date that a longer expression holds, units with their article
// ("the year") included.
func (f *finder) inner(k int) (found, bool) {
	if k >= len(f.a) {
		return found{}, false
	}
	u := k
	if f.low(k) == "the" {
		u++
	}
	if f.low(u) == "fiscal" || f.low(u) == "financial" || f.low(u) == "calendar" {
		if f.low(u+1) == "year" {
			return on(k, u+2, f.current(year)), true
		}
	}
	if w := f.word(u); u > k && w.class == cUnit && !w.plural {
		g := unitGrain[w.s]
		if g == clock {
			return found{}, false
		}
		p := f.current(g)
		if t, ok := f.refDate(day); ok && g == day {
			p = cast(t, g)
		}
		if y := f.yearAt(u + 1); y > 0 && g == year {
			return on(k, u+2, moment{g: year, y: y}), true
		}
		return on(k, u+1, p), true
	}
	return f.read(k)
}

// edge reads "the end of the year", "the start of 2033", "end-March".
func (f *finder) edge(first, j int) (found, bool) {
	w := f.word(j)
	k := j + 1
	switch {
	case f.low(k) == "of":
		k++
	case f.low(k) == "-" && !f.a[k].Gap && (f.word(k+1).class == cMonth || f.yearAt(k+1) > 0):
		k++
	default:
		return found{}, false
	}
	x, ok := f.inner(k)
	if !ok || x.at.g == none || x.typ != text.Date {
		return found{}, false
	}
	if f.low(j) == "part" {
		if first == j {
			return found{}, false
		}
	}
	x.first, x.mod = first, w.s
	return x, true
}

// theUnit reads "the day before", "the year earlier", "the day after
// tomorrow", "the weekend", "the quarter".
func (f *finder) theUnit(first, j int, w word) (found, bool) {
	g := unitGrain[w.s]
	end := j + 1
	if w.plural || g == clock || g == none {
		return found{}, false
	}
	switch next := f.low(end); next {
	case "before", "after", "earlier", "later", "previous", "following":
		return f.theUnitAround(first, j, g, next)
	case "-":
		return found{}, false
	case "to", "ended", "ending":
		if f.word(end+1).class == cMonth || f.digit(end+1, 4) > 0 { // the year to March
			return found{first: first, end: end, typ: text.Duration, value: period(1, w.s)}, true
		}
		return found{}, false
	}
	switch {
	case g == weekend:
		p := f.current(weekend)
		if f.known {
			p = f.weekend(0, "the")
			if f.tense(first, end) > 0 {
				p = cast(f.base, weekend)
			}
		}
		return on(first, end, p), true
	case g == quarter && f.low(end) != "of" && f.low(end) != "to":
		return on(first, end, f.current(quarter)), f.low(first-1) == "for" || f.low(first-1) == "in" || f.low(first-1) == "during" || f.low(first-1) == "of"
	case g == year && f.low(end) != "of":
		switch f.low(first - 1) {
		case "for", "during", "in", "of":
			if y := f.yearAt(end); y > 0 {
				return on(first, end+1, moment{g: year, y: y}), true
			}
			return on(first, end, f.current(year)), true
		}
	case g == day && f.low(end) != "of" && f.low(end) != "when":
		switch f.low(first - 1) {
		case "for", "during", "in", "later", "earlier", "end", "ended", "ending", "finish", "finished", "finishing", "of":
			return on(first, end, f.thatDay()), true
		}
	}
	return found{}, false
}

// theUnitAround reads "the day before (yesterday)", "the year after".
func (f *finder) theUnitAround(first, j int, g grain, dir string) (found, bool) {
	end := j + 2
	n := -1
	if dir == "after" || dir == "later" || dir == "following" {
		n = 1
	}
	switch f.low(end) {
	case "yesterday":
		return f.byDay(first, end+1, -2)
	case "tomorrow":
		return f.byDay(first, end+1, 2)
	case "last":
		if dir == "before" && f.known {
			return on(first, end+1, cast(f.base, g).shift(-2)), true
		}
	}
	if dir == "after" || dir == "before" {
		if x, ok := f.anchored(end); ok && g == day && x.at.g == day { // "the day before Christmas"
			return on(first, x.end, x.at.shift(n)), true
		}
		if end < len(f.a) && f.a[end].Kind == atom.Word && f.low(end) != "," && f.low(end) != "in" && f.low(end) != "at" && f.low(end) != "and" && f.low(end) != "by" {
			return found{}, false // before something that happened
		}
	}
	return f.aroundRef(first, end, g, n)
}

func (f *finder) byDay(first, end, n int) (found, bool) {
	p := f.now()
	if f.known {
		p = p.shift(n)
	}
	return on(first, end, p), true
}

// anchored reads a date of known day at i.
func (f *finder) anchored(i int) (found, bool) {
	if i >= len(f.a) || f.word(i).class != cHoliday && f.word(i).class != cMonth && f.word(i).class != cWeekday {
		return found{}, false
	}
	x, ok := f.read(i)
	return x, ok && x.at.y > 0
}
