// Package rules finds who says what: attributed claims with the exact spans of
// source, cue and content, after the scheme of PolNeAR (Newell, Margolin &
// Ruths 2018).
//
// It stands on the dependency trees of lang: a cue is a word of the lexicon
// that governs a content (a clause, a quotation, an infinitive, a noun phrase);
// the source is its subject; the content is what it governs, or the clause in
// which it stands as a parenthesis.
package rules

import (
	"fmt"
	"sort"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang"
	"github.com/stemmanews/stemma/lang/text"
)

// Finder finds claims. It is safe for use by several goroutines at once.
type Finder struct {
	lexicon map[string]entry
}

// NewFinder reads the embedded lexicon.
func NewFinder() (*Finder, error) {
	l, err := readLexicon()
	if err != nil {
		return nil, fmt.Errorf("reading the lexicon of cues: %w", err)
	}
	return &Finder{lexicon: l}, nil
}

// found is a claim in tokens, before it is written out.
type found struct {
	cue      []int // tokens
	source   []run
	content  []run
	via      []run
	entry    entry
	declines bool
	negated  bool
	sentence int
	anchor   int // the token that governs: claims of outer tokens take inner ones
}

// run is a range of tokens [first, end).
type run struct{ first, end int }

// reader finds the claims of one text.
type reader struct {
	*Finder
	t        *lang.Text
	children [][]int
	quotes   []quote
	inQuote  []int // number of the quotation a token stands in, -1 for none
	claims   []found
	day      string // the day on which the last claims were said, EDTF
}

// Find returns the claims of one document, in the order of their first span.
func (f *Finder) Find(t *lang.Text) []stemma.Claim {
	r := &reader{Finder: f, t: t}
	r.prepare()
	for s := range t.Sentences {
		if t.Sentences[s].Where == text.InBody {
			r.sentence(s)
		}
	}
	r.looseQuotes()
	return r.write()
}

func (r *reader) prepare() {
	t := r.t
	r.children = make([][]int, len(t.Tokens))
	for i := range t.Tokens {
		if h := t.Tokens[i].Head; h >= 0 && h < len(t.Tokens) {
			r.children[h] = append(r.children[h], i)
		}
	}
	r.quotes = quotations(t)
	r.inQuote = make([]int, len(t.Tokens))
	for i := range r.inQuote {
		r.inQuote[i] = -1
	}
	for n, q := range r.quotes {
		for k := q.first; k < q.end; k++ {
			r.inQuote[k] = n
		}
	}
}

// sentence finds the claims of one sentence, outer cues first.
func (r *reader) sentence(s int) {
	se := r.t.Sentences[s]
	for k := se.First; k < se.End; k++ {
		if r.inQuote[k] >= 0 && !r.quotes[r.inQuote[k]].short {
			continue
		}
		if c, ok := r.accordingTo(k, s); ok {
			r.claims = append(r.claims, c)
		}
	}
	order := make([]int, 0, se.End-se.First)
	for k := se.First; k < se.End; k++ {
		order = append(order, k)
	}
	sort.SliceStable(order, func(i, j int) bool { return r.depth(order[i]) < r.depth(order[j]) })
	for _, k := range order {
		if r.inQuote[k] >= 0 || r.taken(k, s) {
			continue
		}
		if c, ok := r.verb(k, s); ok {
			r.claims = append(r.claims, c)
		}
	}
}

// taken reports whether token k stands in the content of a claim of the same
// sentence already: the outermost holder takes all, but what an "according to"
// carries is looked into.
func (r *reader) taken(k, s int) bool {
	for i := range r.claims {
		c := &r.claims[i]
		if c.sentence != s {
			continue
		}
		for _, x := range c.content {
			if x.first <= k && k < x.end {
				return true
			}
		}
	}
	return false
}

func (r *reader) depth(k int) int {
	d := 0
	for h := r.t.Tokens[k].Head; h >= 0 && d < 200; h = r.t.Tokens[h].Head {
		d++
	}
	return d
}
