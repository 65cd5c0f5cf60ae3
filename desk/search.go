package desk

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/store"
)

// Found is one report that a search found.
type Found struct {
	Path      string
	Outlet    string
	Headline  string
	Published string
	Story     string
	Title     string // of the story
	Snippet   Snippet
	Claims    []Saying // those that hold all terms in content, claimant or figures
}

// Snippet is a stretch of a report's text around what was searched for.
type Snippet struct {
	Span  stemma.Span   // in the document's text
	Text  string        // its words
	Marks []stemma.Span // what was found, in Text
}

// Search lists reports whose headline, body, claims, claimants or figures
// hold all terms of a query: words, "exact phrases", begin*. field confines
// it to one of the store.In fields, "" searches all; limit 0 means 20.
func (w *Workspace) Search(ctx context.Context, query, field string, offset, limit int) ([]Found, error) {
	q := store.ParseQuery(query)
	q.Field, q.Offset, q.Limit = field, offset, limit
	var out []Found
	err := w.store.View(ctx, func(tx store.Reader) error {
		hits, err := tx.Search(q)
		if err != nil {
			return err
		}
		for _, h := range hits {
			r, err := tx.Report(h.Report)
			if err != nil {
				return err
			}
			var d Document
			if err := w.document(tx, r, r.Version, &d); err != nil {
				return err
			}
			f := d.found(q)
			if line, err := tx.Summary(d.Story); err == nil {
				f.Title = line.Title
			}
			out = append(out, f)
		}
		return nil
	})
	return out, err
}

func (d *Document) found(q store.Query) Found {
	f := Found{Path: d.Path, Outlet: d.Outlet, Headline: d.Headline.Text, Published: d.Published.Date, Story: d.Story}
	f.Snippet = snippet(&d.Document, q.Terms)
	for i := range d.Claims {
		if s := d.saying(i); s.holds(q) {
			f.Claims = append(f.Claims, s)
		}
	}
	return f
}

// holds reports whether a claim by itself holds all terms.
func (s *Saying) holds(q store.Query) bool {
	parts := map[string]string{store.InClaims: s.Quote, store.InClaimants: s.Source.Name}
	for _, x := range s.Figures {
		parts[store.InFigures] += " " + strings.Join([]string{x.Text, x.Measure, x.Of, x.Place}, " ")
	}
	text := parts[store.InClaims] + "\n" + parts[store.InClaimants] + "\n" + parts[store.InFigures]
	if part, ok := parts[q.Field]; ok {
		text = part
	} else if q.Field != "" {
		return false
	}
	words := store.Fold(text)
	for _, t := range q.Terms {
		if _, ok := t.In(words); !ok {
			return false
		}
	}
	return len(q.Terms) > 0
}

// The length of a snippet in bytes, and what of it stands before the find.
const (
	snippetLen    = 240
	snippetBefore = 80
)

// snippet is the stretch around the first find, in the body or else the
// headline.
func snippet(d *stemma.Document, terms []store.Term) Snippet {
	var marks []stemma.Span
	stretches := d.Body
	if d.Headline.Span != nil {
		stretches = append(slices.Clone(d.Body), *d.Headline.Span)
	}
	for _, body := range stretches {
		if marks = finds(d.Text, body, terms); len(marks) > 0 {
			return cut(d.Text, body, marks)
		}
	}
	if len(d.Body) == 0 {
		return Snippet{}
	}
	return cut(d.Text, d.Body[0], nil)
}

// finds lists the words and phrases of a stretch of text that a term covers.
func finds(text string, in stemma.Span, terms []store.Term) []stemma.Span {
	var out []stemma.Span
	words, spans := wordsIn(text, in)
	for i := 0; i < len(words); i++ {
		for _, t := range terms {
			if at, ok := t.In(words[i:min(len(words), i+len(t.Words))]); ok && at == 0 {
				out = append(out, stemma.Span{spans[i][0], spans[i+len(t.Words)-1][1]})
				i += len(t.Words) - 1
				break
			}
		}
	}
	return out
}

// wordsIn are the folded words of a stretch, with where they stand.
func wordsIn(text string, in stemma.Span) (words []string, spans []stemma.Span) {
	start := -1
	end := func(at int) {
		if start < 0 {
			return
		}
		for _, w := range store.Fold(text[start:at]) {
			words, spans = append(words, w), append(spans, stemma.Span{start, at})
		}
		start = -1
	}
	for i, r := range text[in[0]:in[1]] {
		switch inWord := unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.Mn, r); {
		case !inWord:
			end(in[0] + i)
		case start < 0:
			start = in[0] + i
		}
	}
	end(in[1])
	return words, spans
}

// cut is the stretch of in around the first mark, at borders of words.
func cut(text string, in stemma.Span, marks []stemma.Span) Snippet {
	from := in[0]
	if len(marks) > 0 {
		from = max(in[0], marks[0][0]-snippetBefore)
	}
	to := min(in[1], from+snippetLen)
	for from > in[0] && !isBlank(text[from-1]) {
		from--
	}
	for to < in[1] && (!utf8.RuneStart(text[to]) || !isBlank(text[to])) {
		to++
	}
	s := Snippet{Span: stemma.Span{from, to}, Text: text[from:to]}
	for _, m := range marks {
		if s.Span.Contains(m) {
			s.Marks = append(s.Marks, stemma.Span{m[0] - from, m[1] - from})
		}
	}
	return s
}

func isBlank(b byte) bool { return b == ' ' || b == '\n' || b == '\t' || b == '\r' }
