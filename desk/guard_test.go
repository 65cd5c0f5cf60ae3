package desk

import (
	"context"
	"strings"
	"testing"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang"
)

// TestOneFailureDoesNotEndTheRun lets the analysis fail on one report: it is
// listed as skipped, and the books are kept on the others.
func TestOneFailureDoesNotEndTheRun(t *testing.T) {
	r := &run{ctx: context.Background(), Options: Options{Paths: []string{"../examples/ferry"}, Workers: 3, Until: Ledger},
		res: &Result{Report: stemma.Report{Version: stemma.Version}}}
	if err := r.read(); err != nil {
		t.Fatal(err)
	}
	a, err := lang.NewAnalyzer()
	if err != nil {
		t.Fatal(err)
	}
	bad := r.res.Report.Documents[1].Path
	err = r.analyseAll(func(d *stemma.Document) *lang.Text {
		if d.Path == bad {
			var none []int
			_ = none[len(d.Text)]
		}
		return a.Analyze(d)
	})
	if err != nil {
		t.Fatal(err)
	}
	claims, err := r.claims()
	if err != nil {
		t.Fatal(err)
	}
	if err := r.compare(claims); err != nil {
		t.Fatal(err)
	}
	rep := &r.res.Report
	if len(rep.Skipped) != 1 || rep.Skipped[0].Path != bad || !strings.Contains(rep.Skipped[0].Reason, "index out of range") ||
		!strings.Contains(rep.Skipped[0].Reason, "guard_test.go:") || rep.Skipped[0].Hint == "" {
		t.Errorf("skipped: %+v", rep.Skipped)
	}
	if len(rep.Ledger.Stories) == 0 || len(rep.Copies.Pairs) == 0 || len(rep.Claims) != len(rep.Documents) {
		t.Errorf("the others are not reported: %d stories, %d pairs, claims of %d of %d", len(rep.Ledger.Stories), len(rep.Copies.Pairs), len(rep.Claims), len(rep.Documents))
	}
}
