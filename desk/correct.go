package desk

import (
	"context"
	"errors"
	"fmt"

	"github.com/stemmanews/stemma/store"
)

// ErrCorrection says that a correction does not hold together, or refers to
// what is not there.
var ErrCorrection = errors.New("the correction cannot be applied")

// Correct adds a correction to the journal and applies it. ID and At are set
// here; Who, Why and Kind must be given. It returns the correction as it is
// kept. The error wraps ErrCorrection where it refers to what is not there.
func (w *Workspace) Correct(ctx context.Context, c store.Correction) (store.Correction, error) {
	c.At, c.Undone = w.now(), nil
	if c.Who == "" || c.Why == "" || c.Kind == "" {
		return c, fmt.Errorf("%w: it needs who, why and kind", ErrCorrection)
	}
	err := w.store.Update(ctx, func(tx store.Writer) (err error) {
		c.ID, err = tx.AddCorrection(c)
		return err
	})
	return c, err
}

// Undo takes a correction back. The entry stays in the journal, marked.
func (w *Workspace) Undo(ctx context.Context, id int64, who, why string) error {
	if who == "" {
		return fmt.Errorf("%w: it needs who takes it back", ErrCorrection)
	}
	return w.store.Update(ctx, func(tx store.Writer) error {
		return tx.SetUndone(id, &store.Undone{At: w.now(), Who: who, Why: why})
	})
}

// Journal lists all corrections, the oldest first, those undone too.
func (w *Workspace) Journal(ctx context.Context) (list []store.Correction, err error) {
	err = w.store.View(ctx, func(tx store.Reader) error {
		list, err = tx.Journal()
		return err
	})
	return list, err
}
