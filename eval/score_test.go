package eval

import (
	"math"
	"strings"
	"testing"
)

func TestGreedyTakesTheMostAlikeFirst(t *testing.T) {
	sim := [][]float64{{0.6, 0.9}, {0.8, 0.95}}
	got := greedy(2, 2, func(s, g int) float64 { return sim[s][g] })
	if len(got) != 2 || got[0] != (pair{1, 1}) || got[1] != (pair{0, 0}) {
		t.Errorf("greedy = %v, want [{1 1} {0 0}]", got)
	}
}

func TestMatchingIsLargest(t *testing.T) {
	ok := [][]bool{{true, true}, {true, false}}
	if got := matching(2, 2, func(s, g int) bool { return ok[s][g] }); len(got) != 2 {
		t.Errorf("matching = %v, want both matched", got)
	}
}

func TestSameName(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"Harbour Safety Board", "the harbour safety board", true},
		{"Ana Ruiz", "Ruiz", true}, // 2·1/(2+1) = 0.67
		{"Ana Maria Ruiz", "Ruiz", false},
		{"", "", true},
		{"", "police", false},
	} {
		if got := sameName(c.a, c.b); got != c.want {
			t.Errorf("sameName(%q, %q) = %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

func TestRows(t *testing.T) {
	tally := &Tally{Set: "x"}
	tally.f("pairs", 3, 4, 6)
	if got := tally.Get("pairs").Score(); math.Abs(got-60) > 1e-9 {
		t.Errorf("F1 of 3 right, 4 given, 6 gold = %v, want 60", got)
	}
	tally.a("share", true)
	tally.a("share", false)
	if got := tally.Get("share").Score(); got != 50 {
		t.Errorf("share = %v, want 50", got)
	}
}

func TestScoreboardKeepsUnchangedRows(t *testing.T) {
	a := &Tally{Set: "s"}
	a.a("m", true)
	a.a("gone", true)
	board, err := ReadScoreboard(strings.NewReader(""))
	if err != nil {
		t.Fatal(err)
	}
	board.Put(a.Rows(), "2030-01-01", "c")
	var first strings.Builder
	if err := board.Write(&first); err != nil {
		t.Fatal(err)
	}
	again, err := ReadScoreboard(strings.NewReader(first.String()))
	if err != nil {
		t.Fatal(err)
	}
	b := &Tally{Set: "s"}
	b.a("m", true)
	again.Put(b.Rows(), "2031-01-01", "c")
	var second strings.Builder
	if err := again.Write(&second); err != nil {
		t.Fatal(err)
	}
	if s := second.String(); !strings.Contains(s, "2030-01-01") || strings.Contains(s, "2031-01-01") || strings.Contains(s, "gone") {
		t.Errorf("an unchanged row takes a new date, or a dropped one stays:\n%s", s)
	}
}
