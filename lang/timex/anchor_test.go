package timex

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stemmanews/stemma"
)

func plainDoc(s string) *stemma.Document {
	return &stemma.Document{Text: s, Body: []stemma.Span{{0, len(s)}}}
}

func TestAnchor(t *testing.T) {
	tests := []struct {
		name string
		docs []string
		want []string
	}{
		{"full date in the lead", []string{"The mill burned on May 18, 2033, the mayor said."}, []string{"2033-05-18"}},
		{"the latest one", []string{"The mill burned on May 18, 2033. On May 20 the mayor said it was lost."}, []string{"2033-05-20"}},
		{"weekday and a year mentioned", []string{"The mill burned on Wednesday, May 18, the mayor said. It was built in 2031."}, []string{"2033-05-18"}},
		{"weekday and no year", []string{"The mill burned on Wednesday, May 18, the mayor said."}, []string{""}},
		{"year of the neighbours", []string{"The mill burned on May 18, 2033, he said.", "The mayor spoke on Friday of the fire of May 18."}, []string{"2033-05-18", "2033-05-20"}},
		{"far from the neighbours", []string{"The mill burned on May 18, 2033, he said.", "The feast is held on November 2."}, []string{"2033-05-18", ""}},
		{"old history", []string{"The mill stood long. It was sold. It was rented. It was left. It was built on May 18, 1823."}, []string{""}},
		{"a later year is mentioned", []string{"The mill burned on May 18, 2023. In 2031 it was built again."}, []string{""}},
		{"weekday contradicts", []string{"The mill burned on Monday, May 18, 2033, he said."}, []string{""}},
		{"nothing", []string{"The mill burned."}, []string{""}},
	}
	for _, tt := range tests {
		var docs []*stemma.Document
		for _, s := range tt.docs {
			docs = append(docs, plainDoc(s))
		}
		Anchor(docs)
		for i, d := range docs {
			if d.Published.Date != tt.want[i] {
				t.Errorf("%s: document %d is of %q, want %q", tt.name, i, d.Published.Date, tt.want[i])
			}
			if d.Published.Date != "" && (d.Published.From != stemma.DateInferred || d.Published.Span == nil) {
				t.Errorf("%s: document %d has no evidence: %+v", tt.name, i, d.Published)
			}
		}
	}
}

func TestAnchorLeavesDates(t *testing.T) {
	d := plainDoc("The mill burned on May 18, 2033, he said.")
	d.Published = stemma.Published{Date: "2033-06-01", From: stemma.DateGiven}
	Anchor([]*stemma.Document{d, nil})
	if d.Published.Date != "2033-06-01" || d.Published.From != stemma.DateGiven {
		t.Errorf("a given date was changed to %+v", d.Published)
	}
}

// TestAnchorFiveReports: the five web pages that the project started from are
// dated to the day, or to the day before: one of them shows no day of its own.
func TestAnchorFiveReports(t *testing.T) {
	dir := filepath.Join("..", "..", "..", "shared", "gold", "five-reports")
	raw, err := os.ReadFile(filepath.Join(dir, "gold.resolved.json"))
	if err != nil {
		t.Skip("no shared data: ", err)
	}
	var gold struct {
		Docs []struct {
			Path      string
			Published stemma.Published
			Furniture []stemma.Furniture
		}
	}
	if err := json.Unmarshal(raw, &gold); err != nil {
		t.Fatal(err)
	}
	for _, marked := range []bool{false, true} {
		var docs []*stemma.Document
		for _, g := range gold.Docs {
			b, err := os.ReadFile(filepath.Join(dir, "docs", g.Path))
			if err != nil {
				t.Fatal(err)
			}
			d := plainDoc(string(b))
			if marked {
				d.Furniture = g.Furniture
			}
			docs = append(docs, d)
		}
		Anchor(docs)
		for i, g := range gold.Docs {
			want, _ := time.Parse(time.DateOnly, g.Published.Date)
			got, err := time.Parse(time.DateOnly, docs[i].Published.Date)
			if err != nil || want.Sub(got) < 0 || want.Sub(got) > 24*time.Hour {
				t.Errorf("%s (furniture %v): %q, want %s or the day before", g.Path[:3], marked, docs[i].Published.Date, g.Published.Date)
			}
		}
	}
}

func FuzzAnchor(f *testing.F) {
	f.Add("The mill burned on May 18, 2033, he said.", "On Friday the mayor spoke of May 18.", 3, 9)
	f.Add("Friday, 30 February 2033 \xff", "@x December 23, 2024", 0, 2)
	f.Add("", "Monday, 1/1/2033 29 February", -1, 99)
	f.Fuzz(func(t *testing.T, a, b string, from, to int) {
		docs := []*stemma.Document{plainDoc(a), plainDoc(b)}
		docs[0].Furniture = []stemma.Furniture{{Span: stemma.Span{from, to}, Kind: stemma.FurnitureRelated}}
		Anchor(docs)
		for _, d := range docs {
			if d.Published.Date == "" {
				continue
			}
			if _, err := time.Parse(time.DateOnly, d.Published.Date); err != nil {
				t.Fatal(err)
			}
			if s := d.Published.Span; s == nil || s[0] < 0 || s[0] >= s[1] || s[1] > len(d.Text) {
				t.Fatalf("span %v of %q", s, d.Text)
			}
		}
	})
}
