package claim_test

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/claim"
	"github.com/stemmanews/stemma/lang"
)

// tools are loaded once for all tests.
var tools = sync.OnceValue(func() (t struct {
	an  *lang.Analyzer
	f   *claim.Finder
	err error
}) {
	if t.an, t.err = lang.NewAnalyzer(); t.err == nil {
		t.f, t.err = claim.NewFinder()
	}
	return t
})

// analyse reads text as the body of one document.
func analyse(t testing.TB, text string) *lang.Text {
	t.Helper()
	if err := tools().err; err != nil {
		t.Fatal(err)
	}
	return tools().an.Analyze(&stemma.Document{Path: "x", Outlet: "The Test", Text: text, Language: "en",
		Body: []stemma.Span{{0, len(text)}}, Published: stemma.Published{Date: "2031-05-14"}})
}

// find returns the claims of text, with names.
func find(t testing.TB, text string) []stemma.Claim {
	t.Helper()
	tx := analyse(t, text)
	claims := tools().f.Find(tx)
	claim.Resolve([]*lang.Text{tx}, [][]stemma.Claim{claims})
	return claims
}

func words(text string, spans []stemma.Span) string {
	var parts []string
	for _, s := range spans {
		parts = append(parts, s.In(text))
	}
	return strings.Join(parts, " … ")
}

// BenchmarkFind is the time of the claims alone, on the invented stories beside
// the checkout.
func BenchmarkFind(b *testing.B) {
	files, _ := filepath.Glob("../../shared/gold/traditions/*/docs/*.txt")
	if len(files) == 0 {
		b.Skip("no ../../shared/gold/traditions")
	}
	var texts []*lang.Text
	tokens := 0
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		texts = append(texts, analyse(b, string(data)))
		tokens += len(texts[len(texts)-1].Tokens)
	}
	b.ReportAllocs()
	for b.Loop() {
		for _, t := range texts {
			tools().f.Find(t)
		}
	}
	b.ReportMetric(float64(tokens)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
