// Package lang analyses English news text: sentences, tokens, parts of speech,
// lemmas, dependency trees, names, dates, quantities and coreference. The
// components live in packages below this one; [Analyzer] runs them in order.
package lang

import (
	"fmt"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/coref"
	"github.com/stemmanews/stemma/lang/names"
	"github.com/stemmanews/stemma/lang/parse"
	"github.com/stemmanews/stemma/lang/quantity"
	"github.com/stemmanews/stemma/lang/text"
	"github.com/stemmanews/stemma/lang/timex"
	"github.com/stemmanews/stemma/lang/tokenize"
)

// Text is the analysis of one document.
type Text = text.Text

// Analyzer runs the components of the language analysis. It is safe for use by
// several goroutines at once.
type Analyzer struct {
	parser *parse.Parser
	names  *names.Finder
}

// NewAnalyzer loads the embedded models.
func NewAnalyzer() (*Analyzer, error) {
	p, err := parse.New()
	if err != nil {
		return nil, err
	}
	n, err := names.New()
	if err != nil {
		return nil, fmt.Errorf("loading the model of names: %w", err)
	}
	return &Analyzer{parser: p, names: n}, nil
}

// Analyze fills all layers for one document. The document is not altered.
func (a *Analyzer) Analyze(doc *stemma.Document) *Text {
	t := &Text{Doc: doc}
	tokenize.Fill(t)
	a.AnalyzeTokens(t)
	if h := doc.Headline; h.Span == nil && h.Text != "" {
		t.Title = a.title(doc)
	}
	return t
}

// title analyses a headline that stands outside the text, as a document of its
// own.
func (a *Analyzer) title(doc *stemma.Document) *Text {
	t := &Text{Doc: text.TitleOf(doc)}
	tokenize.Fill(t)
	a.AnalyzeTokens(t)
	return t
}

// AnalyzeTokens fills the layers of a text that has its tokens and sentences,
// such as one that was read from a treebank.
func (a *Analyzer) AnalyzeTokens(t *Text) {
	a.parser.Fill(t)
	a.names.Find(t)
	timex.Find(t)
	quantity.Find(t)
	coref.Resolve(t)
}
