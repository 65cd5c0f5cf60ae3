package bench

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/desk"
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

// TestArchiveRoad holds the road for archives to the road for folders: the same
// pairs, families and changes.
func TestArchiveRoad(t *testing.T) {
	path := filepath.Join(t.TempDir(), "coverage.jsonl")
	var in bytes.Buffer
	for _, r := range Coverage(150, 21) {
		fmt.Fprintf(&in, "{\"path\":%q,\"published\":%q,\"text\":%q}\n", r.Path, r.Date, r.Text)
	}
	if err := os.WriteFile(path, in.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	res, err := desk.Run(context.Background(), desk.Options{Paths: []string{path}, Until: desk.Copies, Whole: true})
	if err != nil {
		t.Fatal(err)
	}
	want, got := map[string]int{}, map[string]int{}
	count := func(m map[string]int, c *stemma.Copies) {
		for _, p := range c.Pairs {
			m[fmt.Sprintf("%s %s %s %s %v %v", p.A, p.B, p.Relation, p.Direction, p.ShareA, p.ShareB)]++
		}
		for _, f := range c.Families {
			m[fmt.Sprint(f.Members, f.Edges, f.Origin)]++
		}
		for _, x := range c.Changes {
			m[fmt.Sprint(x.Kind, x.From.Path, x.From.Text, x.To.Path, x.To.Text, x.InheritedBy)]++
		}
	}
	count(want, &res.Report.Copies)
	counts, _, err := desk.Bulk(context.Background(), desk.BulkOptions{Paths: []string{path}, Whole: true, Changes: true}, func(c *stemma.Copies) error {
		count(got, c)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(want, got) || len(want) < 100 || counts.Independent != res.Report.Copies.Counts.Independent {
		t.Errorf("%d findings, want %d; independent %d, want %d", len(got), len(want), counts.Independent, res.Report.Copies.Counts.Independent)
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
