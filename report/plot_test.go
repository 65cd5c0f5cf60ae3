package report

import (
	"fmt"
	"testing"

	"github.com/stemmanews/stemma"
)

// plotted are entries of one claimant each, with the given days and values.
func plotted(days []string, values []float64) []EntryView {
	var out []EntryView
	for i, d := range days {
		v := &stemma.Value{Low: &values[i], High: &values[i]}
		out = append(out, EntryView{ID: fmt.Sprint("e", i+1), N: i + 1, Claimant: fmt.Sprint("Claimant ", i), Class: "p1", AsOf: d, Value: v})
	}
	return out
}

func TestPlotDaysToScale(t *testing.T) {
	p := newPlot(plotted([]string{"2031-05-01", "2031-05-03", "2031-05-11", ""}, []float64{10, 40, 70, 30}))
	a, b := p.Marks[1].X-p.Marks[0].X, p.Marks[2].X-p.Marks[1].X
	if a <= 0 || b < 4*a-2 || b > 4*a+2 {
		t.Errorf("two days are %d pixels, eight days %d", a, b)
	}
	if u := p.Marks[3].X; p.Undated == 0 || u <= p.Left || u >= p.Undated || p.Marks[0].X <= p.Undated {
		t.Errorf("the entry without a day stands at %d, its part ends at %d, the first day is at %d", u, p.Undated, p.Marks[0].X)
	}
	for _, m := range p.Marks {
		if m.X < p.Left || m.X > p.Right || m.X > p.W {
			t.Errorf("mark %d is outside the plot: %d", m.N, m.X)
		}
	}
}

func TestPlotSameDaySideBySide(t *testing.T) {
	p := newPlot(plotted([]string{"2031-05-01", "2031-05-01", "2031-05-01", "2031-05-02"}, []float64{40, 40, 4, 40}))
	if p.Marks[0].X == p.Marks[1].X {
		t.Error("two entries of one day and value cover each other")
	}
	if p.Marks[2].X != p.Marks[0].X {
		t.Error("an entry far below another is moved aside")
	}
}

// TestPlotBounds draws many entries over days, years and centuries.
func TestPlotBounds(t *testing.T) {
	for _, step := range []int{0, 1, 40, 400, 4000} {
		var days []string
		var values []float64
		for i := range 300 {
			days = append(days, fmt.Sprintf("%04d-%02d-%02d", 1900+i*step/360, i*step/30%12+1, i*step%28+1))
			values = append(values, float64(i%7))
		}
		p := newPlot(plotted(days, values))
		if p.W > 2*axisMost || len(p.Days) == 0 || len(p.Days) > 60 {
			t.Errorf("step %d: %d pixels wide, %d labels", step, p.W, len(p.Days))
		}
		for i, d := range p.Days {
			if d.X > p.Right || i > 0 && d.X-p.Days[i-1].X < tickLeast/2 {
				t.Errorf("step %d: label %q at %d", step, d.Label, d.X)
			}
		}
	}
}
