package ledger

import (
	"os"
	"testing"

	"github.com/stemmanews/stemma/kin"
	"github.com/stemmanews/stemma/lang"
)

// withKin replaces the gold families and changes by those that kin finds, where
// LEDGER_KIN is set.
func withKin(t *testing.T, in *Input) {
	t.Helper()
	if os.Getenv("LEDGER_KIN") == "" {
		return
	}
	a, err := lang.NewAnalyzer()
	if err != nil {
		t.Fatal(err)
	}
	var docs []kin.Doc
	for i, x := range in.Texts {
		in.Texts[i] = a.Analyze(x.Doc)
		docs = append(docs, kin.Doc{Text: in.Texts[i], Claims: in.Claims[i]})
	}
	c := kin.Compare(docs)
	in.Copies = &c
}
