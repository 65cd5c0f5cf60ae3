package tree

import (
	"testing"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin/view"
)

func TestAboveFollowsAllLines(t *testing.T) {
	f := &Forest{Parents: [][]int{nil, {0}, {1, 3}, nil}, lost: make([]int, 4)}
	for _, c := range []struct {
		a, i int
		want bool
	}{{0, 2, true}, {3, 2, true}, {2, 0, false}, {3, 1, false}, {1, 1, false}} {
		if got := f.Above(c.a, c.i); got != c.want {
			t.Errorf("Above(%d, %d) = %v", c.a, c.i, got)
		}
	}
	if o := f.origins(2); len(o) != 2 || o[0] != 0 || o[1] != 3 {
		t.Errorf("origins: %v", o)
	}
	if !f.descends(2, 3) || !f.descends(3, 3) || f.descends(3, 2) {
		t.Error("descends")
	}
}

// dated makes a view of words with an outlet and a credit.
func dated(path, date, outlet, credit string, words []int) *view.View {
	v := viewOf(path, date, words)
	v.Doc.Outlet = outlet
	if credit != "" {
		v.Doc.Credits = []stemma.Credit{{Name: credit}}
	}
	return v
}

// TestLostOriginal: a customer's copy of an agency's lost report and a later
// report of the agency are brothers.
func TestLostOriginal(t *testing.T) {
	words := chainOf(0, 4)[0]
	older := dated("customer", "2031-02-01", "Oskerby Post", "Norlund Press", words[:150])
	update := dated("update", "2031-02-02", "Norlund Press", "", words[12:])
	f := grow([]*view.View{older, update})
	fam := f.Families(func(int) string { return "f1" })[0]
	if len(fam.Edges) != 2 || fam.Edges[0].From != "lost:1" || fam.Edges[1].From != "lost:1" || f.Independent() != 1 || fam.Origin != "" {
		t.Errorf("%+v, %d independent", fam, f.Independent())
	}
}

// TestVersionsWithoutDates: of two versions by one outlet the longer is the
// update.
func TestVersionsWithoutDates(t *testing.T) {
	words := chainOf(0, 4)[0]
	long, short := dated("long", "", "Norlund Press", "", words), dated("short", "", "Norlund Press", "", words[:140])
	if f := grow([]*view.View{long, short}); len(f.Parents[0]) != 1 || len(f.Parents[1]) != 0 {
		t.Errorf("%v", f.Parents)
	}
}

func TestOffers(t *testing.T) {
	words := chainOf(0, 4)[0]
	own := chainOf(0, 5)[0]
	for i := range own {
		own[i] += 700
	}
	first := dated("first", "2031-02-01", "A", "", words)
	second := dated("second", "2031-02-02", "B", "", words)
	taker := dated("taker", "2031-02-03", "C", "", append(own[:156:156], words[:36]...))
	if f := grow([]*view.View{first, second, taker}); !f.Offers(1, 2) || f.Offers(0, 2) {
		t.Errorf("second: %v, first: %v; parents %v", f.Offers(1, 2), f.Offers(0, 2), f.Parents)
	}
}
