package ledger

import (
	"testing"

	"github.com/stemmanews/stemma"
)

// kills is a claim of n people killed with a day of its own.
func kills(who, content string, n float64, asOf string) said {
	s := exactly(who, content, n)
	s.asOf = asOf
	return s
}

// The event's toll of several reports is what those who keep count said last.
func TestCounts(t *testing.T) {
	two := func(more ...said) []said {
		return append([]said{kills("Fire Brigade", "[six] people died", 6, "2031-05-01"), kills("Tenants Union", "[nine] people died", 9, "2031-05-01")}, more...)
	}
	brigade := kills("Fire Brigade", "[eleven] people died", 11, "2031-05-03")
	for _, tt := range []struct {
		name      string
		last      []said
		low, high float64
	}{
		{"a lower figure of an earlier day is overtaken", two(brigade), 11, 11},
		{"two keep count", two(brigade, kills("Tenants Union", "[fourteen] people died", 14, "2031-05-03")), 11, 14},
		{"a figure that its first giver has put right", two(kills("Fire Brigade", "[eight] people died", 8, "2031-05-02"), brigade,
			kills("Tenants Union", "[eight] people died", 8, "2031-05-03")), 11, 11},
		{"a higher figure of one report does not stand", two(brigade, kills("Market Women", "[thirty] people died", 30, "2031-05-01")), 11, 11},
	} {
		l := Keep(input([]report{{"a", "A", "2031-05-01", two()}, {"b", "B", "2031-05-01", two()}, {"c", "C", "2031-05-03", tt.last}}))
		if got := killedOf(l.Stories[0].Event); got != [2]float64{tt.low, tt.high} {
			t.Errorf("%s: killed %v, want %v to %v (%v)", tt.name, got, tt.low, tt.high, lines(l, stemma.MeasureKilled))
		}
	}
	standing := append(two(), kills("Market Women", "[thirty] people died", 30, "2031-05-01"))
	l := Keep(input([]report{{"a", "A", "2031-05-01", standing}, {"b", "B", "2031-05-01", standing}, {"c", "C", "2031-05-03", two(brigade)}}))
	if got := killedOf(l.Stories[0].Event); got != [2]float64{11, 30} {
		t.Errorf("a higher figure of several reports: killed %v, want 11 to 30", got)
	}
}

// killedOf is the event's toll, -1 for an end that it lacks.
func killedOf(e *stemma.Event) [2]float64 {
	r := [2]float64{-1, -1}
	if e == nil || e.Killed == nil {
		return r
	}
	if e.Killed.Low != nil {
		r[0] = *e.Killed.Low
	}
	if e.Killed.High != nil {
		r[1] = *e.Killed.High
	}
	return r
}
