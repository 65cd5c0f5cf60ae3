package eval

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/report"
)

// shared is where the gold and the reference scorers lie, beside the checkout.
const sharedDir = "../../shared"

// TestAgainstReferenceScorer damages gold in a fixed way, scores it here and
// with the reference scorer, and compares every row.
func TestAgainstReferenceScorer(t *testing.T) {
	golds, _ := filepath.Glob(filepath.Join(sharedDir, "gold/*/gold.resolved.json"))
	more, _ := filepath.Glob(filepath.Join(sharedDir, "gold/traditions/*/gold.resolved.json"))
	golds = append(golds, more...)
	if len(golds) == 0 {
		t.Skip("no gold beside the checkout (../shared)")
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3 to run the reference scorer")
	}
	for _, path := range golds {
		t.Run(filepath.Base(filepath.Dir(path)), func(t *testing.T) { compareScores(t, python, path) })
	}
}

func compareScores(t *testing.T, python, path string) {
	gold, err := LoadGold(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	system := damaged(gold)
	file := filepath.Join(t.TempDir(), "report.json")
	var data bytes.Buffer
	if err := report.JSON(&data, system, false); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, data.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	want := reference(t, python, "traditions.py", path, file)
	tally := &Tally{}
	Story(tally, gold, system)
	for metric, raw := range want {
		row := tally.Get(metric)
		if row == nil {
			t.Errorf("%s: no such row here", metric)
			continue
		}
		if w := oracleScore(t, raw); math.Abs(row.Score()-w) > 0.00501 { // the reference rounds to two decimals
			t.Errorf("%s: %v here, %v in the reference", metric, row.Score(), w)
		}
	}
	if len(tally.Rows()) != len(want) {
		t.Errorf("%d rows here, %d in the reference", len(tally.Rows()), len(want))
	}
}

// reference runs a reference scorer and returns its rows by metric.
func reference(t *testing.T, python, scorer, gold, system string) map[string]json.RawMessage {
	t.Helper()
	out, err := exec.Command(python, filepath.Join(sharedDir, "score", scorer), "--gold", gold, "--system", system, "--json").Output()
	if err != nil {
		t.Fatalf("running the reference scorer: %v", err)
	}
	var rows map[string]json.RawMessage
	if err := json.Unmarshal(out, &rows); err != nil {
		t.Fatal(err)
	}
	return rows
}

// oracleScore reads a number, {"score"} or {"f1"}.
func oracleScore(t *testing.T, raw json.RawMessage) float64 {
	var number float64
	if json.Unmarshal(raw, &number) == nil {
		return number
	}
	var v struct{ Score, F1 *float64 }
	if err := json.Unmarshal(raw, &v); err != nil {
		t.Fatal(err)
	}
	if v.F1 != nil {
		return *v.F1
	}
	return *v.Score
}

// damaged makes a system's report out of gold: some things left out, some
// spans cut, some labels wrong, always in the same way.
func damaged(g *Gold) *stemma.Report {
	r := &stemma.Report{}
	for i, d := range g.Docs {
		d.ID, d.Text = "sha256:0", g.Texts[d.Path]
		if i%3 == 0 && len(d.Body) > 0 {
			d.Body = []stemma.Span{{d.Body[0][0], d.Body[0][0] + d.Body[0].Len()/2}}
			for d.Body[0][1] > 0 && d.Text[d.Body[0][1]]&0xC0 == 0x80 {
				d.Body[0][1]--
			}
			d.Published.Date = "2001-01-01"
		}
		r.Documents = append(r.Documents, d)
		dc := stemma.DocumentClaims{Path: "folder/" + d.Path}
		for j, c := range g.Claims[d.Path] {
			if j%4 == 1 {
				continue
			}
			if j%4 == 2 {
				c.Stance = stemma.StanceDoubts
				c.Source.Spans = nil
			}
			if j%5 == 3 && len(c.Figures) > 0 {
				c.Figures = append([]stemma.Figure{}, c.Figures...)
				c.Figures[0].Measure = stemma.MeasureMoney
			}
			dc.Claims = append(dc.Claims, c.Claim)
		}
		r.Claims = append(r.Claims, dc)
	}
	damagedCopies(g, r)
	damagedLedger(g, r)
	return r
}

func damagedCopies(g *Gold, r *stemma.Report) {
	n := 0
	for _, d := range g.Docs {
		for _, e := range g.Parents[d.Path] {
			n++
			p := stemma.Pair{A: e.From, B: d.Path, Relation: e.Relation, Direction: stemma.DirectionAB}
			switch n % 4 {
			case 1:
				p.Direction = stemma.DirectionUnknown
			case 2:
				p.Relation = stemma.RelationEdited
			}
			r.Copies.Pairs = append(r.Copies.Pairs, p)
			if n%3 == 0 {
				r.Copies.Families = append(r.Copies.Families, stemma.Family{Members: []string{e.From, d.Path}, Edges: []stemma.Edge{{From: e.From, To: d.Path}}})
			}
		}
	}
	r.Copies.Counts = stemma.Counts{Independent: 2, Claimants: 9}
	if g.Changes == nil {
		return
	}
	for i, c := range *g.Changes {
		if i%3 == 0 {
			continue
		}
		if i%3 == 1 {
			c.Kind = stemma.ChangeWording
		}
		r.Copies.Changes = append(r.Copies.Changes, stemma.Change{Kind: c.Kind, From: c.From, To: c.To, InheritedBy: c.InheritedBy})
	}
	for _, c := range g.NotChanges {
		at := stemma.Span{0, 40}
		r.Copies.Changes = append(r.Copies.Changes, stemma.Change{Kind: stemma.ChangeFigure, To: stemma.Side{Path: c.To.Path, Span: &at}})
	}
}

func damagedLedger(g *Gold, r *stemma.Report) {
	st := stemma.Story{Event: g.Event}
	for _, d := range g.Docs {
		st.Documents = append(st.Documents, d.Path)
	}
	if g.Questions != nil {
		for i, q := range *g.Questions {
			out := stemma.Question{}
			if q.Measure != nil {
				out.Measure = *q.Measure
			}
			for j, e := range q.Entries {
				if (i+j)%4 == 0 {
					continue
				}
				e.Claims = nil
				for _, p := range e.Docs[:(len(e.Docs)+1)/2] {
					e.Claims = append(e.Claims, stemma.ClaimRef{Path: p, ID: "c1"})
				}
				if (i+j)%4 == 1 {
					e.Relation = stemma.EntryBacks
				}
				out.Entries = append(out.Entries, e.Entry)
			}
			st.Questions = append(st.Questions, out)
		}
	}
	r.Ledger.Stories = []stemma.Story{st}
}
