package article

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/source"
)

type goldDoc struct {
	Path      string
	Body      []stemma.Span
	Furniture []stemma.Furniture
	Headline  stemma.Headline
	Published stemma.Published
}

// TestGold measures the reading of hand-annotated pages: bytes of body,
// headlines, dates that the pages print.
func TestGold(t *testing.T) {
	files, _ := filepath.Glob("../../shared/gold/traditions/*/gold.resolved.json")
	if len(files) == 0 {
		t.Skip("the gold stories are not beside this repository")
	}
	var both, ours, gold, heads, headsRight, dates, datesRight int
	for _, file := range files {
		for _, g := range readGold(t, file) {
			doc := readGoldPage(t, filepath.Join(filepath.Dir(file), "docs", g.Path))
			b, o, n := overlap(doc.Text, doc.Body, g.Body)
			both, ours, gold = both+b, ours+o, gold+n
			if g.Headline.Span != nil {
				heads++
				if doc.Headline.Span != nil && *doc.Headline.Span == *g.Headline.Span {
					headsRight++
				}
			}
			if g.Published.From == stemma.DateText {
				dates++
				if doc.Published.Date == g.Published.Date {
					datesRight++
				}
			}
		}
	}
	f1 := 2 * float64(both) / float64(ours+gold)
	t.Logf("body F1 %.4f, headlines %d of %d, dates %d of %d", f1, headsRight, heads, datesRight, dates)
	if f1 < 0.98 || headsRight*100 < heads*95 || datesRight*100 < dates*95 {
		t.Error("below what was reached before: body 0.98, headlines and dates 95 %")
	}
}

func readGold(t *testing.T, file string) []goldDoc {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var g struct{ Docs []goldDoc }
	if err := json.Unmarshal(data, &g); err != nil {
		t.Fatal(err)
	}
	return g.Docs
}

func readGoldPage(t *testing.T, path string) stemma.Document {
	for raw, err := range source.Open([]string{path}, source.Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		doc, _, err := Extract(raw)
		if err != nil {
			t.Fatal(err)
		}
		return doc
	}
	t.Fatal("nothing read")
	return stemma.Document{}
}

// overlap counts the non-blank bytes in both lists of spans, and in each.
func overlap(text string, a, b []stemma.Span) (both, inA, inB int) {
	in := func(spans []stemma.Span, i int) bool {
		for _, s := range spans {
			if s[0] <= i && i < s[1] {
				return true
			}
		}
		return false
	}
	for i := range len(text) {
		if text[i] == ' ' || text[i] == '\n' {
			continue
		}
		x, y := in(a, i), in(b, i)
		if x {
			inA++
		}
		if y {
			inB++
		}
		if x && y {
			both++
		}
	}
	return both, inA, inB
}
