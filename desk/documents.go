package desk

import (
	"context"
	"errors"
	"strings"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/store"
)

// Documents returns reports by their paths, in that order; those that are not
// there are left out.
func (w *Workspace) Documents(ctx context.Context, paths []string) ([]*Document, error) {
	var out []*Document
	err := w.store.View(ctx, func(tx store.Reader) error {
		out = nil
		for _, p := range paths {
			r, err := tx.ReportByPath(p)
			if errors.Is(err, store.ErrNotFound) {
				continue
			}
			if err != nil {
				return err
			}
			var d Document
			if err := w.document(tx, r, r.Version, &d); err != nil {
				return err
			}
			out = append(out, &d)
		}
		return nil
	})
	return out, err
}

// Summary returns the line of one story. The error wraps store.ErrNotFound
// where there is none.
func (w *Workspace) Summary(ctx context.Context, id string) (line store.Summary, err error) {
	err = w.store.View(ctx, func(tx store.Reader) error {
		line, err = tx.Summary(id)
		return err
	})
	return line, err
}

// Quote is the words of a claim's content, stretches joined by an ellipsis.
func (d *Document) Quote(c *stemma.Claim) string {
	var quote []string
	for _, s := range c.Content.Spans {
		quote = append(quote, s.In(d.Text))
	}
	return strings.Join(quote, " … ")
}

// waitingMost bounds the count of reports that wait.
const waitingMost = 1000

// Waiting is how many reports came in that are not in the books yet, at most
// 1000.
func (w *Workspace) Waiting(ctx context.Context) (n int, err error) {
	err = w.store.View(ctx, func(tx store.Reader) error {
		stale, err := tx.Stale(w.version, 0, waitingMost)
		n = len(stale)
		return err
	})
	return n, err
}
