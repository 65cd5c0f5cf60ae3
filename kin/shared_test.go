package kin_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stemmanews/stemma/kin"
)

// TestSharedErrorIsEvidence: two reports that spell a name as no other does
// have it from each other.
func TestSharedErrorIsEvidence(t *testing.T) {
	slip := strings.ReplaceAll(wire, "Brandel", "Brendal")
	var docs []kin.Doc
	for i, text := range []string{wire, wire, edited, reworded, slip, slip} {
		docs = append(docs, report(fmt.Sprint(i), fmt.Sprintf("2031-05-%02d", i+1), text))
	}
	for _, p := range kin.Compare(docs).Pairs {
		found, dated := false, false
		for _, e := range p.Evidence {
			found = found || e.Kind == "shared-error" && strings.Contains(e.Detail, "Brendal") && len(e.A) == len(e.B)
			dated = dated || e.Kind == "date" && strings.Contains(e.Detail, "a day after the first")
		}
		if want := p.A == "4" && p.B == "5"; found != want || want && !dated {
			t.Errorf("%s and %s: %+v", p.A, p.B, p.Evidence)
		}
	}
}
