package report

import (
	"cmp"
	"fmt"
	"math"
	"strings"
)

// plot is the drawing of a question's values over time, in CSS pixels. Each
// entry has a slot of its own, in order; the slots of one date share a band.
type plot struct {
	W, H        int
	Left, Right int // of the plotting area
	Top, Bottom int
	Lane        int // height at which entries without a figure stand, 0 for none
	Log         bool
	Ticks       []tick
	Bands       []band
	Marks       []plotMark
	Steps       []plotStep
	Key         []plotKey
	Title       string
}

// plotStep joins the values of one claimant, in order.
type plotStep struct{ Class, Points string }

// plotKey tells whose colour is whose.
type plotKey struct{ Class, Label string }

type tick struct {
	Y     int
	Label string
}

type band struct {
	X, W, Mid   int
	Label, Year string
	Odd         bool
}

// plotMark is an entry in a plot: a numbered disc at Y, a bar to Y2, an open
// line to To.
type plotMark struct {
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
	slotWidth  = 24
	bandWidth  = 48
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
func newPlot(entries []entryView) *plot {
	s, ok := scaleOf(entries)
	if !ok {
		return nil
	}
	p := &plot{Left: plotLeft, Top: plotTop, Bottom: plotTop + plotHeight, Log: s.log}
	for _, v := range ticks(s) {
		p.Ticks = append(p.Ticks, tick{s.y(v), number(v)})
	}
	p.bands(entries)
	for i := range entries {
		p.mark(&entries[i], s)
	}
	p.steps(entries)
	p.H = p.Bottom + 34
	if p.Lane > 0 {
		p.H = p.Lane + 44
	}
	return p
}

// steps joins each claimant's marks, and makes the key of the colours.
func (p *plot) steps(entries []entryView) {
	var claimants, classes []string
	points, names := map[string]string{}, map[string]string{}
	count := map[string]int{}
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
		}
		count[e.Claimant]++
		points[e.Claimant] += fmt.Sprintf("%d,%d ", m.X, m.Y)
	}
	for _, c := range claimants {
		if count[c] > 1 {
			p.Steps = append(p.Steps, plotStep{classOf(entries, c), strings.TrimSpace(points[c])})
		}
	}
	for _, c := range classes {
		p.Key = append(p.Key, plotKey{c, names[c]})
	}
}

func classOf(entries []entryView, claimant string) string {
	for i := range entries {
		if entries[i].Claimant == claimant {
			return entries[i].Class
		}
	}
	return ""
}

// scaleOf finds the axis: linear from nought, logarithmic where the greatest
// value is more than thirty times the least.
func scaleOf(entries []entryView) (scale, bool) {
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

// bands gives each date a band as wide as its entries need.
func (p *plot) bands(entries []entryView) {
	x, lastYear := plotLeft, ""
	for i := 0; i < len(entries); {
		j := i
		for j < len(entries) && entries[j].AsOf == entries[i].AsOf {
			j++
		}
		w := max((j-i)*slotWidth+8, bandWidth)
		b := band{X: x, W: w, Mid: x + w/2, Label: shortDate(entries[i].AsOf), Odd: len(p.Bands)%2 == 1}
		if b.Label == "" {
			b.Label = "undated"
		}
		if y := year(entries[i].AsOf); y != lastYear {
			b.Year, lastYear = y, y
		}
		p.Bands = append(p.Bands, b)
		gap := float64(w) / float64(j-i)
		for k := i; k < j; k++ {
			p.Marks = append(p.Marks, plotMark{X: x + int(gap*(float64(k-i)+0.5))})
		}
		x += w
		i = j
	}
	p.Right = x
	p.W = x + 12
}

// mark fills in the mark of an entry at its height.
func (p *plot) mark(e *entryView, s scale) {
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
