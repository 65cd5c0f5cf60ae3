// Package names finds proper names: persons, places, organisations, and the
// rest (nationalities and groups, works, events).
//
// The tagger is a linear model over hashed features, trained as a structured
// averaged perceptron and decoded with the algorithm of Viterbi over BILOU
// labels (Collins 2002; Ratinov & Roth 2009). Its features are words and their
// shapes, the tables of package gazetteer, and what the whole document shows
// of a word. A second pass knows what the first decided elsewhere in the
// document, so that a short form takes the type of its long form. See
// docs/method/names.md.
package names

import (
	_ "embed"
	"fmt"

	"github.com/stemmanews/stemma/lang/gazetteer"
	"github.com/stemmanews/stemma/lang/perceptron"
	"github.com/stemmanews/stemma/lang/text"
)

//go:embed first.model
var firstModel []byte

//go:embed second.model
var secondModel []byte

// Finder finds names. It is safe for use by several goroutines at once.
type Finder struct {
	first, second *perceptron.Model
	gaz           *gazetteer.Gazetteer
}

// New loads the embedded models.
func New() (*Finder, error) { return Load(firstModel, secondModel) }

// Load returns a finder that uses other models than the embedded ones, as
// [Learn] made them.
func Load(firstFile, secondFile []byte) (*Finder, error) {
	first, err := perceptron.Decode(firstFile)
	if err != nil {
		return nil, fmt.Errorf("names: first model: %w", err)
	}
	second, err := perceptron.Decode(secondFile)
	if err != nil {
		return nil, fmt.Errorf("names: second model: %w", err)
	}
	if first.Classes() != labels || second.Classes() != labels {
		return nil, fmt.Errorf("names: models of %d and %d classes, want %d", first.Classes(), second.Classes(), labels)
	}
	return &Finder{first: first, second: second, gaz: gazetteer.Default()}, nil
}

// Find fills t.Names, from tokens and sentences alone: no layer but these is
// read. Names of one person in a document get the fullest form as Name.
func (f *Finder) Find(t *text.Text) {
	t.Names = t.Names[:0]
	if len(t.Tokens) == 0 {
		return
	}
	toks := see(t, f.gaz)
	doc := remember(toks)
	tags := make([]uint8, len(toks))
	f.tag(t, toks, doc, f.first, tags)
	if doc.learn(toks, tags); len(doc.words) > 0 {
		f.tag(t, toks, doc, f.second, tags)
	}
	certainties(toks, tags)
	for _, s := range t.Sentences {
		institutions(toks[s.First:s.End], tags[s.First:s.End])
		persons(toks[s.First:s.End], tags[s.First:s.End])
	}
	t.Names = mend(t, toks, doc, collect(t, tags))
	t.Names = settle(t, toks, t.Names)
	fullest(t, f.gaz)
}

// tag labels all sentences with one model.
func (f *Finder) tag(t *text.Text, toks []token, doc *memory, m *perceptron.Model, tags []uint8) {
	d := newDecoder(modelScorer{m})
	for _, s := range t.Sentences {
		d.sentence(view{toks: toks[s.First:s.End], doc: doc}, tags[s.First:s.End])
	}
}

// collect turns labels into names.
func collect(t *text.Text, tags []uint8) []text.Name {
	var out []text.Name
	first := 0
	for i, tag := range tags {
		if tag == outside {
			continue
		}
		part, typ := split(int(tag))
		if part == begin || part == unit {
			first = i
		}
		if part == last || part == unit {
			span := t.Span(first, i+1)
			out = append(out, text.Name{Span: span, First: first, End: i + 1, Type: typeNames[typ], Entity: -1})
		}
	}
	return out
}
