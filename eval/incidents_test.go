package eval

import (
	"testing"

	"github.com/stemmanews/stemma"
)

func TestNearDay(t *testing.T) {
	for _, c := range []struct {
		date, gold string
		want       bool
	}{
		{"2031-05-04", "2031-05-05", true},
		{"2031-05-04", "2031-05-06", false},
		{"2031-05-01/2031-05-03", "2031-05-04", true},
		{"2031-05", "2031-05-04", false}, // longer than two weeks
		{"", "2031-05-04", false},
	} {
		if got := nearDay(c.date, c.gold); got != c.want {
			t.Errorf("nearDay(%q, %q) = %v, want %v", c.date, c.gold, got, c.want)
		}
	}
}

func TestHolds(t *testing.T) {
	if !holds("Port Roca, Norland", "Roca City") || holds("Norland", "Roca") {
		t.Error("a city is in a place when all its own words are")
	}
}

func TestIncidents(t *testing.T) {
	two := &stemma.Range{Low: stemma.Number(2), High: stemma.Number(2)}
	stories := []stemma.Story{{Documents: []string{"a", "b"}, Event: &stemma.Event{Date: "2031-05-04", Place: "Roca", Killed: two}}}
	tally := &Tally{}
	Incidents(tally, []Incident{
		{ID: "1", Date: "2031-05-04", City: "Roca", Killed: 2, Docs: []string{"a"}},
		{ID: "2", Date: "2031-05-04", City: "Roca", Killed: 2, Injured: 1, Docs: []string{"b"}},
		{ID: "3", Docs: []string{"c"}},
	}, stories)
	if k, all := tally.Get("killed").right, tally.Get("all").right; k != 2 || all != 1 {
		t.Errorf("killed right %d, all right %d, want 2 and 1", k, all)
	}
}
