package timex

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// grain is how fine a moment is.
type grain uint8

const (
	none grain = iota
	clock
	day
	weekend
	week
	month
	quarter
	half
	season
	year
	decade
	century
)

// moment is a point or stretch of the calendar. Fields that its grain does not
// use are 0; y is 0 where the year is not known.
type moment struct {
	g grain
	y int
	m int    // month 1-12, quarter 1-4, half 1-2, season 0-3 (spring … winter)
	d int    // day; for weeks and weekends, with m, the Monday of that week
	t string // part of day or clock time: "MO", "08:00Z"
	w int    // weekday 1-7 where only that is known
}

func dayOf(t time.Time) moment { return moment{g: day, y: t.Year(), m: int(t.Month()), d: t.Day()} }

// date is the first day of the moment.
func (p moment) date() time.Time {
	switch p.g {
	case quarter:
		return ymd(p.y, 3*p.m-2, 1)
	case half:
		return ymd(p.y, 6*p.m-5, 1)
	case season:
		return ymd(p.y, 3+3*p.m, 1)
	case decade:
		return ymd(p.y*10, 1, 1)
	case century:
		return ymd(p.y*100, 1, 1)
	}
	return ymd(p.y, max(p.m, 1), max(p.d, 1))
}

func ymd(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }

// valid reports whether m and d name a day of year y; a leap year is assumed
// where y is not known.
func valid(y, m, d int) bool {
	if y == 0 {
		y = 2000
	}
	if m < 1 || m > 12 || d < 1 || d > 31 {
		return false
	}
	t := ymd(y, m, d)
	return int(t.Month()) == m
}

// isoWeekday is 1 for Monday to 7 for Sunday.
func isoWeekday(t time.Time) int { return (int(t.Weekday())+6)%7 + 1 }

// weekOf is the week that holds t.
func weekOf(t time.Time, g grain) moment {
	p := dayOf(t.AddDate(0, 0, 1-isoWeekday(t)))
	p.g = g
	return p
}

// cast returns the moment of grain g that holds day t.
func cast(t time.Time, g grain) moment {
	y, m := t.Year(), int(t.Month())
	switch g {
	case week, weekend:
		return weekOf(t, g)
	case month:
		return moment{g: month, y: y, m: m}
	case quarter:
		return moment{g: quarter, y: y, m: (m + 2) / 3}
	case half:
		return moment{g: half, y: y, m: (m + 5) / 6}
	case season:
		if m < 3 {
			return moment{g: season, y: y - 1, m: 3}
		}
		return moment{g: season, y: y, m: m/3 - 1}
	case year:
		return moment{g: year, y: y}
	case decade:
		return moment{g: decade, y: y / 10}
	case century:
		return moment{g: century, y: y / 100}
	}
	return dayOf(t)
}

// shift moves p by n of its own grain.
func (p moment) shift(n int) moment {
	t := p.date()
	switch p.g {
	case week, weekend:
		return weekOf(t.AddDate(0, 0, 7*n), p.g)
	case month:
		return cast(t.AddDate(0, n, 0), month)
	case quarter:
		return cast(t.AddDate(0, 3*n, 0), quarter)
	case half:
		return cast(t.AddDate(0, 6*n, 0), half)
	case season, year:
		p.y += n
		return p
	case decade, century:
		p.y += n
		return p
	}
	return dayOf(t.AddDate(0, 0, n))
}

// move moves the day t by n units of grain g and gives the result at that
// grain: "two months ago" is a month, "three days ago" a day.
func move(t time.Time, n int, g grain) moment {
	switch g {
	case week:
		return cast(t.AddDate(0, 0, 7*n), week)
	case month:
		first := ymd(t.Year(), int(t.Month()), 1)
		return cast(first.AddDate(0, n, 0), month)
	case quarter:
		first := ymd(t.Year(), int(t.Month()), 1)
		return cast(first.AddDate(0, 3*n, 0), quarter)
	case year:
		return cast(ymd(t.Year()+n, 1, 1), year)
	case decade:
		return cast(ymd(t.Year()+10*n, 1, 1), year)
	case century:
		return cast(ymd(t.Year()+100*n, 1, 1), century)
	}
	return dayOf(t.AddDate(0, 0, n))
}

var seasonCodes = [...]string{"SP", "SU", "FA", "WI"}

// value is the TIMEX3 value.
func (p moment) value() string {
	y := "XXXX"
	if p.y > 0 {
		y = pad(p.y, 4)
	}
	s := y
	switch p.g {
	case clock, day:
		switch {
		case p.w > 0:
			s = y + "-WXX-" + strconv.Itoa(p.w)
		case p.d == 0:
			s = y + "-XX-XX"
		default:
			s = y + "-" + pad(p.m, 2) + "-" + pad(p.d, 2)
		}
	case week, weekend:
		s = y + "-WXX"
		if p.y > 0 {
			wy, w := p.date().ISOWeek()
			s = pad(wy, 4) + "-W" + pad(w, 2)
		}
		if p.g == weekend {
			s += "-WE"
		}
	case month:
		s = y + "-" + pad(p.m, 2)
		if p.m == 0 {
			s = y + "-XX"
		}
	case quarter:
		s = y + "-Q" + digitOrX(p.m)
	case half:
		s = y + "-H" + digitOrX(p.m)
	case season:
		s = y + "-" + seasonCodes[p.m]
	case decade:
		s = "XXX"
		if p.y > 0 {
			s = pad(p.y, 3)
		}
	case century:
		s = "XX"
		if p.y > 0 {
			s = pad(p.y, 2)
		}
	}
	if p.t != "" {
		s += "T" + p.t
	}
	return s
}

func digitOrX(n int) string {
	if n == 0 {
		return "X"
	}
	return strconv.Itoa(n)
}

func pad(n, width int) string {
	s := strconv.Itoa(n)
	if k := width - len(s); k > 0 {
		return strings.Repeat("0", k) + s
	}
	return s
}

// edtf is the moment as an EDTF date or interval, "" where the year is not
// known. Weeks, quarters and halves have no form of their own in level 1 and
// are intervals; seasons have (2033-21 is the spring of 2033).
func (p moment) edtf() string {
	if p.y <= 0 || p.w > 0 {
		return ""
	}
	switch p.g {
	case clock, day:
		if p.d == 0 {
			return ""
		}
		return iso(p.date())
	case week:
		return iso(p.date()) + "/" + iso(p.date().AddDate(0, 0, 6))
	case weekend:
		return iso(p.date().AddDate(0, 0, 5)) + "/" + iso(p.date().AddDate(0, 0, 6))
	case month:
		if p.m == 0 {
			return ""
		}
		return pad(p.y, 4) + "-" + pad(p.m, 2)
	case quarter:
		if p.m == 0 {
			return ""
		}
		return fmt.Sprintf("%04d-%02d/%04d-%02d", p.y, 3*p.m-2, p.y, 3*p.m)
	case half:
		if p.m == 0 {
			return ""
		}
		return fmt.Sprintf("%04d-%02d/%04d-%02d", p.y, 6*p.m-5, p.y, 6*p.m)
	case season:
		return pad(p.y, 4) + "-" + strconv.Itoa(21+p.m)
	case year:
		return pad(p.y, 4)
	case decade:
		return pad(p.y, 3) + "X"
	case century:
		return pad(p.y, 2) + "XX"
	}
	return ""
}

func iso(t time.Time) string { return t.Format(time.DateOnly) }

// span is the interval of days from a to b.
func spanOf(a, b time.Time) string { return iso(a) + "/" + iso(b) }

// nthWeekday is the nth weekday w (1 Monday … 7) of a month; n < 0 counts from
// its end.
func nthWeekday(y, m, w, n int) time.Time {
	if n > 0 {
		t := ymd(y, m, 1)
		return t.AddDate(0, 0, (w-isoWeekday(t)+7)%7+7*(n-1))
	}
	t := ymd(y, m+1, 1).AddDate(0, 0, -1)
	return t.AddDate(0, 0, -((isoWeekday(t)-w+7)%7)+7*(n+1))
}

// easter is Easter Sunday of the Gregorian calendar (Meeus, Jones, Butcher).
func easter(y int) time.Time {
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	j, k := c/4, c%4
	m := (a + 11*h) / 319
	r := (2*e + 2*j - k - h + m + 32) % 7
	n := (h - m + r + 90) / 25
	return ymd(y, n, (h-m+r+n+19)%32)
}
