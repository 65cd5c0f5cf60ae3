package kin_test

import (
	"sync"
	"testing"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/claim"
	"github.com/stemmanews/stemma/kin"
	"github.com/stemmanews/stemma/lang"
	"github.com/stemmanews/stemma/lang/text"
)

// readers are the analyzer and the claim finder, loaded once.
var readers = sync.OnceValues(func() (r struct {
	analyzer *lang.Analyzer
	finder   *claim.Finder
}, err error) {
	if r.analyzer, err = lang.NewAnalyzer(); err == nil {
		r.finder, err = claim.NewFinder()
	}
	return r, err
})

// document makes a document whose text is all body.
func document(path, date, body string) *stemma.Document {
	d := &stemma.Document{Path: path, Text: body, Language: "en", Body: []stemma.Span{{0, len(body)}}}
	d.Published.Date = date
	return d
}

// analysed reads documents as the desk does, claims and all.
func analysed(t testing.TB, documents ...*stemma.Document) []kin.Doc {
	t.Helper()
	r, err := readers()
	if err != nil {
		t.Fatal(err)
	}
	docs := make([]kin.Doc, len(documents))
	texts, claims := make([]*text.Text, len(documents)), make([][]stemma.Claim, len(documents))
	for i, d := range documents {
		texts[i] = r.analyzer.Analyze(d)
		claims[i] = r.finder.Find(texts[i])
	}
	claim.Resolve(texts, claims)
	for i := range docs {
		docs[i] = kin.Doc{Text: texts[i], Claims: claims[i]}
	}
	return docs
}
