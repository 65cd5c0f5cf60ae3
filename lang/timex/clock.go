package timex

import (
	"github.com/stemmanews/stemma/lang/internal/atom"
	"github.com/stemmanews/stemma/lang/text"
)

// zones that follow a clock time; those of universal time give the value a Z.
var zones = map[string]bool{"gmt": true, "utc": true, "bst": false, "est": false, "edt": false, "et": false, "eastern": false, "cst": false, "cdt": false, "ct": false, "pst": false, "pdt": false, "pt": false,
	"mst": false, "mdt": false, "cet": false, "cest": false, "eet": false, "ist": false, "jst": false, "kst": false, "msk": false, "aest": false, "aedt": false, "sgt": false, "hkt": false, "pht": false, "wib": false, "z": true}

// hands reads "10", "10:30", "10:30:05" at i.
func (f *finder) hands(i int) (h, m, end int, ok bool) {
	h = f.digit(i, 2)
	if h < 0 || h > 24 {
		return 0, 0, 0, false
	}
	end = i + 1
	if f.low(end) == ":" && !f.a[end].Gap && f.digit(end+1, 2) >= 0 && f.a[end+1].Digits == 2 && !f.a[end+1].Gap {
		m = f.digit(end+1, 2)
		end += 2
		if f.low(end) == ":" && f.digit(end+1, 2) >= 0 && !f.a[end].Gap {
			end += 2
		}
	}
	return h, m, end, m < 60
}

// clock reads "3 p.m.", "15:30 GMT", "0800 UTC", "10 o'clock" and a date that
// follows right after.
func (f *finder) clock(i int) (found, bool) {
	if i > 0 && !f.a[i].Gap && (f.a[i-1].Is(":") || f.a[i-1].Is("/")) {
		return found{}, false
	}
	h, m, end, ok := f.hands(i)
	sure := ok && end > i+1 && f.low(end) != ":"
	if !ok {
		if h, m, end, ok = f.military(i); !ok {
			h, m, end, ok = f.dotted(i)
		}
		if !ok {
			return found{}, false
		}
		sure = true
	}
	if half, e := f.halfOfDay(end); half != "" && h <= 12 {
		end, sure = e, true
		h %= 12
		if half == "pm" {
			h += 12
		}
	} else if w := f.low(end); (w == "o'clock" || w == "o" && f.low(end+1) == "'") && h <= 12 {
		end, sure = end+1, true
	} else if w == "hrs" || w == "hours" {
		if sure && f.a[i].Digits == 4 || sure && end > i+1 {
			end++
		}
	}
	if !sure {
		return found{}, false
	}
	return f.timed(i, end, pad(h, 2)+":"+pad(m, 2)), true
}

// military reads 0800 before a zone or "hours".
func (f *finder) military(i int) (h, m, end int, ok bool) {
	n := f.digit(i, 4)
	if n < 0 || f.a[i].Digits != 4 {
		return 0, 0, 0, false
	}
	if _, zone := zones[f.low(i+1)]; !zone && f.low(i+1) != "hrs" && !(f.low(i+1) == "hours" && f.a[i].Low[0] == '0') {
		return 0, 0, 0, false
	}
	return n / 100, n % 100, i + 1, n/100 <= 24 && n%100 < 60
}

// dotted reads "10.30 am": the atom is a decimal.
func (f *finder) dotted(i int) (h, m, end int, ok bool) {
	a := &f.a[i]
	if a.Kind != atom.Number || a.Plain || a.Digits > 2 || len(a.Low) != a.Digits+3 {
		return 0, 0, 0, false
	}
	_, zone := zones[f.low(i+1)]
	if half, _ := f.halfOfDay(i + 1); half == "" && !zone {
		return 0, 0, 0, false
	}
	h = int(a.Value)
	m = int(a.Value*100+.5) - 100*h
	return h, m, i + 1, h <= 24 && m < 60
}

// halfOfDay reads "am", "p.m.".
func (f *finder) halfOfDay(i int) (string, int) {
	switch f.low(i) {
	case "am", "a.m":
		return "am", i + 1
	case "pm", "p.m":
		return "pm", i + 1
	case "a", "p":
		if f.low(i+1) == "." && f.low(i+2) == "m" {
			end := i + 3
			if f.low(end) == "." {
				end++
			}
			return f.low(i) + "m", end
		}
	}
	return "", i
}

// timed is a clock time with its zone, its part of day and the date that
// follows at once; without one it is on the day mentioned last.
func (f *finder) timed(first, end int, t string) found {
	if z, ok := zones[f.low(end)]; ok {
		if z {
			t += "Z"
		}
		if end++; f.low(end-1) == "eastern" && f.low(end) == "time" {
			end++
		}
	} else if f.low(end) == "local" && f.low(end+1) == "time" {
		end += 2
	}
	if f.low(end) == "in" && f.low(end+1) == "the" && f.word(end+2).class == cPart {
		end += 3
	}
	p := f.thatDay()
	k := end
	if f.low(k) == "," {
		k++
	}
	joined := false
	switch w := f.word(k); w.class {
	case cWeekday, cToday, cMonth:
		joined = true
	case cRelative:
		joined = false
	}
	if f.low(k) == "on" && f.low(end) != "," {
		k++
		joined = f.word(k).class == cWeekday || f.word(k).class == cMonth || f.digit(k, 2) > 0
	} else if f.digit(k, 2) > 0 && f.word(k+1).class == cMonth {
		joined = true
	}
	if joined {
		if x, ok := f.read(k); ok && x.at.g == day {
			p = x.at
			end = x.end
		}
	}
	p.g, p.t = clock, t
	return found{first: first, end: end, typ: text.TimeOf, at: p}
}

// spokenClock reads "three o'clock", "ten past two" not.
func (f *finder) spokenClock(i int) (found, bool) {
	n, ok := atom.SmallWord(f.low(i))
	if !ok || n < 1 || n > 12 {
		return found{}, false
	}
	if half, end := f.halfOfDay(i + 1); half != "" {
		h := int(n) % 12
		if half == "pm" {
			h += 12
		}
		return f.timed(i, end, pad(h, 2)+":00"), true
	}
	if f.low(i+1) == "o'clock" {
		return f.timed(i, i+2, pad(int(n), 2)+":00"), true
	}
	return found{}, false
}

// noon reads noon, midday and midnight.
func (f *finder) noon(i int) (found, bool) {
	if f.a[i].Cap && i > 0 && i+1 < len(f.a) && f.a[i+1].Cap && f.word(i+1).class == 0 {
		return found{}, false
	}
	return f.timed(i, i+1, pad(f.word(i).n, 2)+":00"), true
}
