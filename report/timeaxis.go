package report

import (
	"math"
	"slices"
	"strconv"
	"time"
)

// dayTick is a date on the axis of a [Plot].
type dayTick struct {
	X           int
	Label, Year string // Year where it is not that of the tick before
}

// The axis, in CSS pixels.
const (
	laneWidth = 20   // between two entries of one day that stand side by side
	axisLeast = 240  // width of the dated part
	axisMost  = 1200 // beyond it entries of near days may cover each other
	tickLeast = 64   // between two labels
	dayMost   = 480  // width of one day's entries; beyond it they cover each other
)

// day is a stretch of entries with the same date, and the lanes they need.
type day struct {
	at    float64 // days since the first date
	marks []int   // positions in the plot's marks
	lanes []int   // lane of each: 0, 1, -1, 2, …
	used  int     // how many lanes
	width int     // pixels that the lanes need
}

// spread gives every mark its place in time and draws the axis.
func (p *Plot) spread(entries []EntryView) {
	dated, undated, first := p.days(entries)
	x := plotLeft
	if len(undated.marks) > 0 {
		undated.settle(p, float64(x+max(undated.width, tickLeast)/2), axisMost)
		x += max(undated.width, tickLeast) + 8
		p.Undated = x
	}
	if len(dated) > 0 {
		pad := float64(max(dated[0].width, dated[len(dated)-1].width, 40))/2 + 4
		scale := pixelsPerDay(dated)
		for i := range dated {
			room := axisMost * 1.0
			if i > 0 {
				room = (dated[i].at - dated[i-1].at) * scale
			}
			if i+1 < len(dated) {
				room = min(room, (dated[i+1].at-dated[i].at)*scale)
			}
			dated[i].settle(p, float64(x)+pad+dated[i].at*scale, room)
		}
		origin := float64(x) + pad
		last := dated[len(dated)-1].at
		p.Days = dayTicks(first, last, func(d float64) int { return int(math.Round(origin + d*scale)) }, scale)
		x = int(math.Round(origin + last*scale + pad))
	}
	p.Right = x
	p.W = x + 12
}

// days gathers the entries by date. What has a date that cannot be placed
// counts as undated.
func (p *Plot) days(entries []EntryView) (dated []day, undated day, first time.Time) {
	at := map[time.Time][]int{}
	var dates []time.Time
	for i := range entries {
		_, end, ok := dateBounds(entries[i].AsOf)
		if !ok {
			undated.marks = append(undated.marks, i)
			continue
		}
		if at[end] == nil {
			dates = append(dates, end)
		}
		at[end] = append(at[end], i)
	}
	slices.SortFunc(dates, time.Time.Compare)
	for _, d := range dates {
		dated = append(dated, day{at: d.Sub(dates[0]).Hours() / 24, marks: at[d]})
		dated[len(dated)-1].lane(p)
	}
	undated.lane(p)
	if len(dates) > 0 {
		first = dates[0]
	}
	return dated, undated, first
}

// lane puts marks that would cover each other into lanes of their own.
func (d *day) lane(p *Plot) {
	type stretch struct{ lo, hi int }
	taken := map[int][]stretch{}
	used := map[int]bool{}
	for _, i := range d.marks {
		m := &p.Marks[i]
		own := stretch{m.Y - 9, m.Y + 9}
		if m.Bar {
			own.hi = m.Y2 + 9
		}
		if m.Open {
			own = stretch{min(own.lo, m.To), max(own.hi, m.To)}
		}
		n := 0
		for slices.ContainsFunc(taken[lane(n)], func(s stretch) bool { return own.lo < s.hi && s.lo < own.hi }) {
			n++
		}
		taken[lane(n)] = append(taken[lane(n)], own)
		used[lane(n)] = true
		d.lanes = append(d.lanes, lane(n))
	}
	d.used = max(len(used), 1)
	d.width = min(d.used*laneWidth, dayMost)
}

// lane is the n-th lane outwards from the middle: 0, 1, -1, 2, -2.
func lane(n int) int {
	if n%2 == 1 {
		return (n + 1) / 2
	}
	return -n / 2
}

// settle places the marks of a day around x, within the room to its neighbours.
func (d *day) settle(p *Plot, x, room float64) {
	step := min(float64(d.width), room) / float64(d.used)
	if len(d.lanes) > 0 && slices.Max(d.lanes) > -slices.Min(d.lanes) {
		x -= step / 2 // one lane more on the right
	}
	for k, i := range d.marks {
		p.Marks[i].X = int(math.Round(x + float64(d.lanes[k])*step))
	}
}

// pixelsPerDay is a scale at which no day covers the next, within the axis's
// bounds.
func pixelsPerDay(days []day) float64 {
	last := days[len(days)-1].at
	if last == 0 {
		return 1
	}
	scale := axisLeast / last
	for i := 1; i < len(days); i++ {
		scale = max(scale, float64(days[i-1].width+days[i].width)/2/(days[i].at-days[i-1].at))
	}
	return min(scale, axisMost/last)
}

// dayTicks labels the axis at round dates, far enough from each other.
func dayTicks(first time.Time, days float64, x func(days float64) int, scale float64) []dayTick {
	var out []dayTick
	year := ""
	layout, next := tickStep(first, scale)
	end := first.Add(time.Duration(days*24) * time.Hour)
	for t := next(first.AddDate(0, 0, -1)); !t.After(end); t = next(t) {
		d := dayTick{X: x(t.Sub(first).Hours() / 24), Label: t.Format(layout)}
		if y := strconv.Itoa(t.Year()); layout == "2 Jan" && y != year {
			d.Year, year = y, y
		}
		out = append(out, d)
	}
	if len(out) == 0 { // a month or year that is not reached
		out = []dayTick{{X: x(0), Label: first.Format("2 Jan"), Year: strconv.Itoa(first.Year())}}
	}
	return out
}

// tickStep chooses the form of the labels and where the next stands.
func tickStep(first time.Time, scale float64) (layout string, next func(time.Time) time.Time) {
	for _, n := range []int{1, 2, 7, 14} {
		if float64(n)*scale >= tickLeast {
			return "2 Jan", func(t time.Time) time.Time {
				if t.Before(first) {
					return first
				}
				return t.AddDate(0, 0, n)
			}
		}
	}
	for _, n := range []int{1, 3, 6} {
		if 28*float64(n)*scale >= tickLeast {
			return "Jan 2006", func(t time.Time) time.Time {
				m := (int(t.Month())-1)/n*n + n + 1
				return time.Date(t.Year(), time.Month(m), 1, 0, 0, 0, 0, time.UTC)
			}
		}
	}
	n := 1
	for 365*float64(n)*scale < tickLeast {
		n *= 10
	}
	return "2006", func(t time.Time) time.Time { return time.Date(t.Year()/n*n+n, 1, 1, 0, 0, 0, 0, time.UTC) }
}
