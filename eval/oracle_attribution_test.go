package eval

import (
	"encoding/json"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stemmanews/stemma"
)

// TestAgainstReferenceAttributionScorer does for attributions what
// TestAgainstReferenceScorer does for stories.
func TestAgainstReferenceAttributionScorer(t *testing.T) {
	gold := filepath.Join(sharedDir, "data/polnear/dev.gold.jsonl")
	if _, err := os.Stat(gold); err != nil {
		t.Skip("no attribution corpus beside the checkout (../shared)")
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3 to run the reference scorer")
	}
	set, err := LoadAttributions(gold)
	if err != nil {
		t.Fatal(err)
	}
	system := damagedAttributions(set)
	file := filepath.Join(t.TempDir(), "claims.jsonl")
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range system {
		if err := json.NewEncoder(f).Encode(d); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	want := reference(t, python, "claims.py", gold, file)
	tally := &Tally{}
	Attributions(tally, set, system)
	for _, row := range tally.Rows() {
		raw, ok := want[row.Metric]
		if !ok {
			t.Errorf("%s: the reference has no such row", row.Metric)
			continue
		}
		if w := oracleScore(t, raw); math.Abs(row.Score()-w) > 0.00501 {
			t.Errorf("%s: %v here, %v in the reference", row.Metric, row.Score(), w)
		}
	}
}

func damagedAttributions(s *AttributionSet) []stemma.DocumentClaims {
	var out []stemma.DocumentClaims
	for i, g := range s.Gold {
		d := stemma.DocumentClaims{Path: g.Path}
		for j, a := range g.Attributions {
			c := stemma.Claim{}
			c.Source.Spans, c.Cue.Spans, c.Content.Spans = a.Source, a.Cue, a.Content
			switch (i + j) % 5 {
			case 0:
				continue
			case 1:
				c.Source.Spans = nil
			case 2:
				if len(a.Content) > 0 && a.Content[0].Len() > 30 {
					c.Content.Spans = []stemma.Span{{a.Content[0][0] + 10, a.Content[0][1]}}
				}
			}
			d.Claims = append(d.Claims, c)
		}
		out = append(out, d)
	}
	return out
}
