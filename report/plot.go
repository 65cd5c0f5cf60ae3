package report

import (
	"cmp"
	"fmt"
	"math"
	"strings"
)

// Plot is the drawing of a question's values over time, in CSS pixels: days to
// scale from left to right, values from the bottom up. Entries of one day that
// would cover each other stand side by side. What has no date stands apart, on
// the left.
type Plot struct {
	W, H        int
	Left, Right int // of the plotting area
	Top, Bottom int
	Lane        int // height at which entries without a figure stand, 0 for none
	Undated     int // right edge of the part for entries without a date, 0 for none
	Log         bool
	Ticks       []tick
	Days        []dayTick
	Marks       []PlotMark
	Steps       []PlotStep
	Key         []PlotKey
	Title       string
}

// PlotStep joins the values of one claimant, in order: a value holds until the
// next.
type PlotStep struct{ Class, Points string }

// PlotKey tells whose colour is whose.
type PlotKey struct{ Class, Label string }

type tick struct {
	Y     int
	Label string
}

// PlotMark is an entry in a plot: a numbered disc at Y, a bar to Y2, an open
// line to To.
type PlotMark struct {
	X, Y     int
	Bar      bool
	Y2       int
	Open     bool
	To       int
	Up       bool
	N        int
	Class    string
	Href     string
	Title    string
	NoFigure bool
}

const (
	plotLeft   = 52
	plotTop    = 16
	plotHeight = 132
)

// scale maps values to heights.
type scale struct {
	lo, hi float64
	log    bool
}

func (s scale) y(v float64) int {
	a, b, x := s.lo, s.hi, v
	if s.log {
		a, b, x = math.Log10(a), math.Log10(b), math.Log10(math.Max(v, s.lo))
	}
	return plotTop + plotHeight - int(math.Round((x-a)/(b-a)*plotHeight))
}

// newPlot draws the entries of a question, or returns nil where fewer than two
// of them have a figure.
func newPlot(entries []EntryView) *Plot {
	s, ok := scaleOf(entries)
	if !ok {
		return nil
	}
	p := &Plot{Left: plotLeft, Top: plotTop, Bottom: plotTop + plotHeight, Log: s.log, Marks: make([]PlotMark, len(entries))}
	for _, v := range ticks(s) {
		p.Ticks = append(p.Ticks, tick{s.y(v), Number(v)})
	}
	for i := range entries {
		p.mark(&entries[i], s)
	}
	p.spread(entries)
	p.steps(entries)
	p.H = p.Bottom + 34
	if p.Lane > 0 {
		p.H = p.Lane + 44
	}
	return p
}

// steps joins each claimant's marks, and makes the key of the colours.
func (p *Plot) steps(entries []EntryView) {
	var claimants, classes []string
	points, names := map[string]string{}, map[string]string{}
	count, height := map[string]int{}, map[string]int{}
	for i := range entries {
		e, m := &entries[i], &p.Marks[i]
		if _, ok := names[e.Class]; !ok {
			classes = append(classes, e.Class)
			names[e.Class] = cmp.Or(e.Party, e.Claimant)
		} else if e.Class == lastColour && names[e.Class] != cmp.Or(e.Party, e.Claimant) {
			names[e.Class] = "others"
		}
		if m.NoFigure {
			continue
		}
		if count[e.Claimant] == 0 {
			claimants = append(claimants, e.Claimant)
		} else {
			points[e.Claimant] += fmt.Sprintf("%d,%d ", m.X, height[e.Claimant])
		}
		count[e.Claimant]++
		height[e.Claimant] = m.Y
		points[e.Claimant] += fmt.Sprintf("%d,%d ", m.X, m.Y)
	}
	for _, c := range claimants {
		if count[c] > 1 {
			p.Steps = append(p.Steps, PlotStep{classOf(entries, c), strings.TrimSpace(points[c])})
		}
	}
	for _, c := range classes {
		p.Key = append(p.Key, PlotKey{c, names[c]})
	}
}

func classOf(entries []EntryView, claimant string) string {
	for i := range entries {
		if entries[i].Claimant == claimant {
			return entries[i].Class
		}
	}
	return ""
}

// scaleOf finds the axis: linear from nought, logarithmic where the greatest
// value is more than thirty times the least.
func scaleOf(entries []EntryView) (scale, bool) {
	lo, hi, n := math.Inf(1), 0.0, 0
	for i := range entries {
		v := entries[i].Value
		if v == nil || v.Low == nil && v.High == nil {
			continue
		}
		n++
		for _, b := range []*float64{v.Low, v.High} {
			if b != nil && *b >= 0 && !math.IsInf(*b, 0) {
				hi = math.Max(hi, *b)
				if *b > 0 {
					lo = math.Min(lo, *b)
				}
			}
		}
	}
	if n < 2 || hi <= 0 {
		return scale{}, false
	}
	if hi/lo > 30 {
		return scale{math.Pow(10, math.Floor(math.Log10(lo))), math.Pow(10, math.Ceil(math.Log10(hi*1.2))), true}, true
	}
	step := niceStep(hi * 1.1)
	return scale{0, step * math.Ceil(hi*1.1/step), false}, true
}

// niceStep is 1, 2 or 5 times a power of ten, three to six steps to the top.
func niceStep(hi float64) float64 {
	base := math.Pow(10, math.Floor(math.Log10(hi/4)))
	for _, m := range []float64{1, 2, 5, 10} {
		if hi/(base*m) <= 5 {
			return base * m
		}
	}
	return base * 10
}

func ticks(s scale) []float64 {
	var out []float64
	if s.log {
		for v := s.lo; v <= s.hi*1.001; v *= 10 {
			out = append(out, v)
		}
		return out
	}
	step := niceStep(s.hi)
	for i := 0; float64(i)*step <= s.hi*1.001; i++ {
		out = append(out, float64(i)*step)
	}
	return out
}

// mark fills in the mark of an entry at its height; spread gives it its place
// in time.
func (p *Plot) mark(e *EntryView, s scale) {
	m := &p.Marks[e.N-1]
	m.N, m.Class, m.Href, m.Title = e.N, e.Class, "#"+e.ID, e.Claimant+": "+e.Says
	v := e.Value
	switch {
	case v == nil || v.Low == nil && v.High == nil:
		m.NoFigure = true
		p.Lane = p.Bottom + 16
		m.Y = p.Lane
	case v.High == nil:
		m.Y, m.Open, m.Up, m.To = s.y(*v.Low), true, true, plotTop-8
	case v.Low == nil:
		m.Y, m.Open, m.To = s.y(*v.High), true, p.Bottom
	default:
		m.Y, m.Y2 = s.y(*v.High), s.y(*v.Low)
		m.Bar = m.Y2 != m.Y
	}
}

// Foot is where the axis ends: below the entries without a figure.
func (p *Plot) Foot() int {
	if p.Lane > 0 {
		return p.Lane + 10
	}
	return p.Bottom
}

// UndatedWidth is the width of the part for entries without a date.
func (p *Plot) UndatedWidth() int { return p.Undated - p.Left }

// UndatedMid is its middle.
func (p *Plot) UndatedMid() int { return (p.Undated + p.Left) / 2 }
