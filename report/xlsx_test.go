package report_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/report"
)

// TestWorkbook: text stays text, numbers are numbers, and nothing of a
// document becomes a formula.
func TestWorkbook(t *testing.T) {
	evil := []string{`=HYPERLINK("http://example.org","x")`, "+1+1", "-2", "@SUM(A1)", "\t=1", "＝1", "=cmd|' /C calc'!A0"}
	r := &stemma.Report{Ledger: stemma.Ledger{Stories: []stemma.Story{{ID: "s1", Questions: []stemma.Question{{ID: "q1", Measure: "killed"}}}}}}
	for _, e := range evil {
		r.Documents = append(r.Documents, stemma.Document{Path: e, Outlet: e, Headline: stemma.Headline{Text: e}})
		q := &r.Ledger.Stories[0].Questions[0]
		q.Entries = append(q.Entries, stemma.Entry{Claimant: e, Text: e, Value: &stemma.Value{Low: stemma.Number(1400), Comparator: stemma.AtLeast}, Reports: 2})
	}
	r.Documents = append(r.Documents, stemma.Document{Path: "long", Headline: stemma.Headline{Text: strings.Repeat("né ", 20000)}})
	b, err := report.NewWorkbook()
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Add(r); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := b.Write(&out); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got := f.GetSheetList(); strings.Join(got, " ") != "Entries Reports Claims Changes" {
		t.Errorf("sheets %q", got)
	}
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			for k, cell := range row {
				at, _ := excelize.CoordinatesToCellName(k+1, i+1)
				if formula, _ := f.GetCellFormula(sheet, at); formula != "" {
					t.Errorf("%s %s is the formula %q", sheet, at, formula)
				}
				if strings.ContainsAny(cell[:min(1, len(cell))], "=+-@") || strings.HasPrefix(cell, "＝") {
					t.Errorf("%s %s begins as a formula: %q", sheet, at, cell)
				}
			}
		}
	}
	if kind, _ := f.GetCellType("Entries", "M2"); kind == excelize.CellTypeSharedString || kind == excelize.CellTypeInlineString {
		t.Errorf("the low bound is text")
	}
	if v, _ := f.GetCellValue("Entries", "M2"); v != "1400" {
		t.Errorf("the low bound is %q", v)
	}
	if v, _ := f.GetCellValue("Reports", "F9"); len([]rune(v)) > 32767 || !strings.HasSuffix(v, "…") {
		t.Errorf("a long headline has %d characters", len([]rune(v)))
	}
}
