package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/store"
)

// StoryReport is the books on one story with its documents and their claims,
// in the form that a run over a folder has; corrections are applied, and
// rejected claims left out.
func (w *Workspace) StoryReport(ctx context.Context, id string) (*stemma.Report, error) {
	s, err := w.Story(ctx, id)
	if err != nil {
		return nil, err
	}
	docs, err := w.Documents(ctx, s.Story.Documents)
	if err != nil {
		return nil, err
	}
	r := &stemma.Report{Version: stemma.Version, Copies: s.Copies, Ledger: stemma.Ledger{Stories: []stemma.Story{s.Page.Story}}}
	for _, d := range docs {
		claims := slices.DeleteFunc(d.Claims, func(c stemma.Claim) bool { return d.Rejected[c.ID] })
		r.Documents = append(r.Documents, d.Document)
		r.Claims = append(r.Claims, stemma.DocumentClaims{Path: d.Path, ID: d.ID, Claims: claims})
		r.Notices = append(r.Notices, d.Notices...)
	}
	return r, nil
}

// EachStory calls f for the report of every story, in order of their ids: one
// at a time is in memory.
func (w *Workspace) EachStory(ctx context.Context, f func(*stemma.Report) error) error {
	list, _, err := w.Stories(ctx, store.StoryQuery{})
	if err != nil {
		return err
	}
	slices.SortFunc(list, func(a, b store.Summary) int { return byNumber(a.ID, b.ID) })
	for _, line := range list {
		r, err := w.StoryReport(ctx, line.ID)
		if errors.Is(err, store.ErrNotFound) { // it went into another meanwhile
			continue
		}
		if err != nil {
			return err
		}
		if err := f(r); err != nil {
			return err
		}
	}
	return nil
}

// Skipped lists the reports in which there is no article, and why.
func (w *Workspace) Skipped(ctx context.Context) (out []stemma.Skipped, err error) {
	err = w.eachReport(ctx, func(tx store.Reader, r store.Report) error {
		if r.Story != "" || r.Placed == 0 {
			return nil
		}
		var d Document
		err := w.document(tx, r, r.Version, &d)
		if d.Skipped != nil {
			out = append(out, *d.Skipped)
		}
		return err
	})
	return out, err
}

// Saved is a version of a report with its saved bytes.
type Saved struct {
	Path    string // of the report
	Newest  bool
	Version store.Version
	Bytes   []byte
}

// EachSaved calls f for every version of every report, in the order in which
// the reports came, the newest version of each first.
func (w *Workspace) EachSaved(ctx context.Context, f func(*Saved) error) error {
	return w.eachReport(ctx, func(tx store.Reader, r store.Report) error {
		versions, err := tx.Versions(r.ID)
		if err != nil {
			return err
		}
		for i, v := range slices.Backward(versions) {
			s := Saved{Path: r.Path, Newest: i == len(versions)-1, Version: v}
			if s.Bytes, err = tx.Original(v.SHA256); err != nil {
				return err
			}
			if err := f(&s); err != nil {
				return err
			}
		}
		return nil
	})
}

// eachReport calls f for all reports, a part of them in each view of the
// store.
func (w *Workspace) eachReport(ctx context.Context, f func(store.Reader, store.Report) error) error {
	var after int64
	for {
		n := 0
		err := w.store.View(ctx, func(tx store.Reader) error {
			reports, err := tx.Reports(after, batch)
			if err != nil {
				return err
			}
			for _, r := range reports {
				n, after = n+1, r.ID
				if err := f(tx, r); err != nil {
					return fmt.Errorf("%s: %w", r.Path, err)
				}
			}
			return nil
		})
		if err != nil || n == 0 {
			return err
		}
	}
}
