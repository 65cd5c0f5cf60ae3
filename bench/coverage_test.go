package bench

import (
	"fmt"
	"reflect"
	"testing"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin"
	"github.com/stemmanews/stemma/lang/text"
	"github.com/stemmanews/stemma/lang/tokenize"
)

func docsOf(reports []Report) []kin.Doc {
	docs := make([]kin.Doc, len(reports))
	for i, r := range reports {
		d := &stemma.Document{Path: r.Path, Text: r.Text, Body: []stemma.Span{{0, len(r.Text)}}}
		d.Published.Date = r.Date
		t := &text.Text{Doc: d}
		tokenize.Fill(t)
		docs[i] = kin.Doc{Text: t}
	}
	return docs
}

func TestCoverageIsTheSame(t *testing.T) {
	if !reflect.DeepEqual(Coverage(50, 7), Coverage(50, 7)) {
		t.Error("two runs differ")
	}
}

// TestCopiesAreFound holds the comparison to what the generator knows: nearly
// all copies are listed with their parent, and nothing is listed that does not
// descend from one original.
func TestCopiesAreFound(t *testing.T) {
	reports := Coverage(400, 11)
	number, origin := map[string]int{}, make([]int, len(reports))
	for i, r := range reports {
		number[r.Path], origin[i] = i, i
		if r.Parent >= 0 {
			origin[i] = origin[r.Parent]
		}
	}
	found := map[[2]int]bool{}
	for _, p := range kin.Compare(docsOf(reports)).Pairs {
		a, b := number[p.A], number[p.B]
		found[[2]int{a, b}] = true
		if origin[a] != origin[b] {
			t.Errorf("%s and %s are listed as %s (%.2f %.2f)", p.A, p.B, p.Relation, p.ShareA, p.ShareB)
		}
	}
	copies, missed := 0, 0
	for i, r := range reports {
		if r.Parent >= 0 {
			copies++
			if !found[[2]int{r.Parent, i}] {
				missed++
			}
		}
	}
	if missed*50 > copies {
		t.Errorf("%d of %d copies are not listed with their parent", missed, copies)
	}
}

func BenchmarkCompare(b *testing.B) {
	for _, n := range []int{500, 1000, 2000, 4000} {
		docs := docsOf(Coverage(n, 5))
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for i := 0; i < b.N; i++ {
				kin.Compare(docs)
			}
		})
	}
}
