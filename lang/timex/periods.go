package timex

import (
	"strconv"
	"time"

	"github.com/stemmanews/stemma/lang/internal/atom"
	"github.com/stemmanews/stemma/lang/text"
)

// ordinal reads what follows an ordinal: quarters, halves, centuries, days and
// weeks of something. first is where the expression begins, end where the
// ordinal ends.
func (f *finder) ordinal(first, i, n, end int) (found, bool) {
	j := f.hyphen(end)
	w := f.low(j)
	switch {
	case w == "fiscal" || w == "financial":
		j++
		w = f.low(j)
		fallthrough
	case w == "quarter" || w == "half":
		if w == "quarter" && n <= 4 || w == "half" && n <= 2 {
			return f.quarterOf(first, j+1, w, n)
		}
	case w == "century" || w == "centuries":
		named := j+1 < len(f.a) && f.a[j].Cap && f.a[j+1].Cap && f.a[j+1].Kind == atom.Word // a film company
		return on(first, j+1, moment{g: century, y: n - 1}), n > 0 && n <= 22 && !named
	case w == "of" || f.word(j).class == cMonth:
		if w == "of" {
			j++
		}
		if m := f.word(j); m.class == cMonth && valid(0, m.n, n) && first != i {
			return f.monthDay(first, j+1, m.n, n, 0, 0), true
		}
	case f.word(j).class == cWeekday && (f.low(j+1) == "of" || f.low(j+1) == "in"):
		if x, ok := f.inner(j + 2); ok && x.at.g == month && x.at.y > 0 && n < 5 {
			return on(first, x.end, dayOf(nthWeekday(x.at.y, x.at.m, f.word(j).n, n))), true
		}
	case f.word(j).class == cUnit && !f.word(j).plural:
		return f.within(first, j, n)
	case f.low(first-1) == "on" && first < i && f.a[i].Kind == atom.Number && n <= 31 && f.known && !f.nounAt(end):
		return f.dayAlone(first, end, n), true
	case n == 1 || n == 0:
		return f.firstUnits(first, j)
	}
	return found{}, false
}

// dayAlone is "the 27th": the last one, or the next where the verb looks ahead.
func (f *finder) dayAlone(first, end, d int) found {
	m := cast(f.base, month)
	if d > f.base.Day() && f.tense(first, end) <= 0 {
		m = m.shift(-1)
	}
	if !valid(m.y, m.m, d) {
		m = m.shift(-1)
	}
	return on(first, end, moment{g: day, y: m.y, m: m.m, d: min(d, 31)})
}

// firstUnits reads "the first nine months (of the year)".
func (f *finder) firstUnits(first, j int) (found, bool) {
	n, ok := atom.Cardinal(f.a, j)
	if !ok || f.word(n.End).class != cUnit {
		return found{}, false
	}
	return found{first: first, end: n.End + 1, typ: text.Duration, value: period(n.Value, f.word(n.End).s)}, true
}

// within reads "first week of March", "the last day of the year": unit n, from
// the end where n is negative, of a longer stretch.
func (f *finder) within(first, j, n int) (found, bool) {
	g := unitGrain[f.word(j).s]
	if f.low(j+1) != "of" && f.low(j+1) != "in" {
		return found{}, false
	}
	x, ok := f.inner(j + 2)
	if !ok || x.at.g <= g || x.at.y == 0 {
		return found{}, false
	}
	p, ok := pick(x.at, g, n)
	if !ok {
		return found{}, false
	}
	return on(first, x.end, p), true
}

// pick is the nth stretch of grain g of p.
func pick(p moment, g grain, n int) (moment, bool) {
	start := p.date()
	next := p.shift(1).date()
	q := cast(start, g)
	if n < 0 {
		q = cast(next.AddDate(0, 0, -1), g)
		n++
	} else {
		n--
	}
	switch g {
	case day, month, year, week, quarter:
		q = q.shift(n)
		return q, q.date().Before(next)
	}
	return moment{}, false
}

// quarterOf reads the year of a quarter or half that ends before j. Without one
// it is that of publication, or the year before where the quarter is to come
// and the verb looks back.
func (f *finder) quarterOf(first, j int, unit string, n int) (found, bool) {
	g := quarter
	if unit == "half" {
		g = half
	}
	k := j
	if f.low(k) == "of" || f.low(k) == "in" || f.low(k) == "," {
		k++
	}
	if f.low(k) == "fiscal" {
		k++
	}
	if y := f.yearAt(k); y > 0 {
		return on(first, k+1, moment{g: g, y: y, m: n}), true
	}
	if x, ok := f.inner(k); ok && x.at.g == year && (k > j || f.word(k).class == cRelative) {
		return on(first, x.end, moment{g: g, y: x.at.y, m: n}), true
	}
	if g == half && f.low(j) != "of" && f.low(first) != "the" {
		return found{}, false
	}
	if g == half {
		return found{}, false
	}
	p := moment{g: g, m: n}
	if f.known {
		p.y = f.base.Year()
		if p.date().After(f.base) && f.tense(first, j) <= 0 {
			p.y--
		}
	}
	return on(first, j, p), true
}

// quarterDigits reads "Q3 2033", "H1".
func (f *finder) quarterDigits(i int) (found, bool) {
	n := f.digit(i+1, 1)
	if n < 1 || n > 4 || f.a[i+1].Gap || !f.a[i].Cap || f.low(i) == "h" && n > 2 || f.low(i) == "h" && f.yearAt(i+2) == 0 {
		return found{}, false
	}
	unit := "quarter"
	if f.low(i) == "h" {
		unit = "half"
	}
	return f.quarterOf(i, i+2, unit, n)
}

// fiscal reads "fiscal 2033", "the financial year (2033)".
func (f *finder) fiscal(first, i int) (found, bool) {
	j := i + 1
	if f.low(j) == "year" {
		j++
	}
	if y := f.yearAt(j); y > 0 {
		x := on(first, j+1, moment{g: year, y: y})
		x.value = "FY" + strconv.Itoa(y)
		return x, true
	}
	if n, end, ok := atom.Ordinal(f.a, j); ok && j == i+1 {
		return f.ordinal(first, j, int(n), end)
	}
	if j == i+1 || first == i && f.word(i-1).class != cRelative {
		return found{}, false
	}
	x := found{first: first, end: j, typ: text.Date, value: "FYXXXX"}
	if f.known {
		x.value = "FY" + strconv.Itoa(f.base.Year())
	}
	return x, true
}

// holiday reads the holidays whose date is the same everywhere, or set by rule.
func (f *finder) holiday(i int) (found, bool) {
	for _, h := range holidays[f.a[i].Low] {
		end, ok := f.matches(i+1, h.words)
		if !ok || h.words == "" && (f.a[i].Low == "thanksgiving" || f.a[i].Low == "easter" || f.a[i].Low == "christmas") && i+1 < len(f.a) && f.a[i+1].Cap && f.a[i+1].Kind == atom.Word {
			continue
		}
		y, end := f.yearAfter(end)
		if y == 0 && f.known {
			y = f.base.Year()
			ahead := int(h.date(y).Sub(f.base).Hours() / 24)
			if t := f.tense(i, end); ahead > 0 && (t < 0 || ahead > 180 && t == 0) {
				y--
			} else if ahead < -20 && t > 0 {
				y++
			}
		}
		if y == 0 {
			if h.rule != 0 {
				return on(i, end, moment{g: day}), true
			}
			return on(i, end, moment{g: day, m: h.month, d: h.day}), true
		}
		return on(i, end, dayOf(h.date(y))), true
	}
	return found{}, false
}

func (h holiday) date(y int) time.Time {
	switch h.rule {
	case 'w':
		return nthWeekday(y, h.month, h.w, h.n)
	case 't':
		return nthWeekday(y, 11, 4, 4).AddDate(0, 0, h.w)
	case 'e':
		return easter(y).AddDate(0, 0, h.n)
	}
	return ymd(y, h.month, h.day)
}

// matches compares atoms from i with words parted by spaces.
func (f *finder) matches(i int, words string) (int, bool) {
	for words != "" {
		w := words
		for k := 0; k < len(words); k++ {
			if words[k] == ' ' {
				w = words[:k]
				break
			}
		}
		if i >= len(f.a) || f.a[i].Low != w {
			return 0, false
		}
		words = words[len(w):]
		if words != "" {
			words = words[1:]
		}
		i++
	}
	return i, true
}
