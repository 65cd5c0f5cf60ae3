package desk

import (
	"context"
	"errors"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/store"
)

// Pin names a claim of a document by its words, so that a correction finds it
// again when claims are numbered anew: by the first stretch of its content, or
// else of its figures, its cue or its source.
func (d *Document) Pin(c *stemma.Claim) store.ClaimPin {
	p := store.ClaimPin{Path: d.Path}
	spans := c.Content.Spans
	for i := range c.Figures {
		spans = append(spans[:len(spans):len(spans)], c.Figures[i].Span)
	}
	spans = append(append(spans[:len(spans):len(spans)], c.Cue.Spans...), c.Source.Spans...)
	if len(spans) > 0 {
		p.Span, p.Words = spans[0], spans[0].In(d.Text)
	}
	return p
}

// Pins names claims by their words; references to claims that are not there
// are left out.
func (w *Workspace) Pins(ctx context.Context, refs []stemma.ClaimRef) ([]store.ClaimPin, error) {
	var out []store.ClaimPin
	docs := map[string]*Document{}
	for _, ref := range refs {
		d := docs[ref.Path]
		if d == nil {
			var err error
			if d, err = w.Document(ctx, ref.Path); errors.Is(err, store.ErrNotFound) {
				continue
			} else if err != nil {
				return nil, err
			}
			docs[ref.Path] = d
		}
		for i := range d.Claims {
			if d.Claims[i].ID == ref.ID {
				out = append(out, d.Pin(&d.Claims[i]))
			}
		}
	}
	return out, nil
}

// pinsOfQuestion are enough claims to tell two questions apart.
const pinsOfQuestion = 8

// Refer names a question by what it asks and by claims of its entries.
func (w *Workspace) Refer(ctx context.Context, q *stemma.Question) (store.QuestionRef, error) {
	ref := store.QuestionRef{Measure: q.Measure, Of: q.Of, Place: q.Place, Title: q.Title}
	var refs []stemma.ClaimRef
	for i := range q.Entries {
		if c := q.Entries[i].Claims; len(c) > 0 && len(refs) < pinsOfQuestion {
			refs = append(refs, c[0])
		}
	}
	var err error
	ref.Claims, err = w.Pins(ctx, refs)
	return ref, err
}
