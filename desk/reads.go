package desk

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/store"
)

// Stories lists stories in the order asked for, and how many there are.
func (w *Workspace) Stories(ctx context.Context, q store.StoryQuery) (list []store.Summary, total int, err error) {
	err = w.store.View(ctx, func(tx store.Reader) error {
		list, total, err = tx.Stories(q)
		return err
	})
	return list, total, err
}

// Story is the books on one story, corrections applied. Line.ID differs from
// the id asked for where that story has gone into another.
type Story struct {
	Line store.Summary
	store.Page
	Machine   store.Page // as the machine keeps the books, without corrections
	Corrected bool       // Page differs from Machine by corrections
	Moves     []store.Move
}

// Story returns the books on a story; the id of a story that has gone into
// another leads to that one. The error wraps store.ErrNotFound where there is
// none.
func (w *Workspace) Story(ctx context.Context, id string) (*Story, error) {
	var s Story
	err := w.store.View(ctx, func(tx store.Reader) error {
		id, err := follow(tx, id)
		if err != nil {
			return err
		}
		b, err := tx.Book(id)
		if err != nil {
			return err
		}
		s.Page, s.Machine, s.Corrected = *b.Current(), b.Machine, b.Corrected != nil
		if s.Line, err = tx.Summary(id); err != nil {
			return err
		}
		s.Moves, err = tx.Moves(id)
		return err
	})
	if err != nil {
		return nil, err
	}
	return &s, nil
}

// follow leads from the id of a story to the one that it has gone into.
func follow(tx store.Reader, id string) (string, error) {
	for range 1000 { // a chain of merges, never a circle
		if _, err := tx.Summary(id); !errors.Is(err, store.ErrNotFound) {
			return id, err
		}
		moves, err := tx.Moves(id)
		if err != nil {
			return id, err
		}
		next := ""
		for _, m := range moves {
			if (m.Kind == store.MoveMerge || m.Kind == store.MoveJoin) && m.From == id {
				next = m.To
			}
		}
		if next == "" {
			break
		}
		id = next
	}
	return id, fmt.Errorf("story %s: %w", id, store.ErrNotFound)
}

// Document is one report with all that is known of it.
type Document struct {
	stemma.Document
	Claims   []stemma.Claim  // with the names that corrections gave
	Rejected map[string]bool // ids of claims that a correction rejected
	Notices  []stemma.Notice
	Skipped  *stemma.Skipped // why there is no article in it, nil where there is
	Story    string          // "" before the first refresh
	Version  int             // the one shown
	Versions []store.Version // the oldest first; Changes say what each altered
}

// Document returns a report by its path or by its id ("sha256:…" of its newest
// version is not looked up; give the path). The error wraps store.ErrNotFound
// where there is none. Before the first refresh it has no text yet.
func (w *Workspace) Document(ctx context.Context, path string) (*Document, error) {
	return w.DocumentVersion(ctx, path, 0)
}

// DocumentVersion is Document for an earlier version, by its number; 0 is the
// newest. Claims of earlier versions have the names that the text alone gives.
func (w *Workspace) DocumentVersion(ctx context.Context, path string, number int) (*Document, error) {
	var d Document
	err := w.store.View(ctx, func(tx store.Reader) error {
		r, err := tx.ReportByPath(path)
		if err != nil {
			return err
		}
		if number == 0 {
			number = r.Version
		}
		return w.document(tx, r, number, &d)
	})
	if err != nil {
		return nil, err
	}
	return &d, nil
}

func (w *Workspace) document(tx store.Reader, r store.Report, number int, d *Document) error {
	versions, err := tx.Versions(r.ID)
	if err != nil {
		return err
	}
	if number < 1 || number > len(versions) {
		return fmt.Errorf("version %d of %s: %w", number, r.Path, store.ErrNotFound)
	}
	v := versions[number-1]
	d.Story, d.Version, d.Versions = r.Story, number, versions
	d.Document = stemma.Document{Path: r.Path, ID: "sha256:" + v.SHA256, URL: v.Given.URL, Outlet: v.Given.Outlet}
	a, claims, err := shown(tx, r, &v)
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	if d.Skipped = a.Skipped; a.Skipped != nil {
		return nil
	}
	a.Document.Path = r.Path
	d.Document, d.Claims, d.Notices = a.Document, claims, a.Notices
	if number != r.Version {
		return nil
	}
	journal, err := inForce(tx)
	d.Claims, d.Rejected = corrected(journal, &d.Document, d.Claims)
	return err
}

// shown reads what is shown of a version: its analysis without the text, and
// its claims, of the newest version those that the story knows the names of.
func shown(tx store.Reader, r store.Report, v *store.Version) (store.Analysis, []stemma.Claim, error) {
	if v.Number == r.Version {
		claims, err := tx.Claims(r.ID)
		if err == nil {
			a, err := tx.Outline(v.Analysis)
			return a, claims, err
		}
		if !errors.Is(err, store.ErrNotFound) {
			return store.Analysis{}, nil, err
		}
	}
	a, err := tx.Analysis(v.Analysis)
	return a, a.Claims, err
}

// Original returns the saved bytes of a version of a report, 0 for the newest.
func (w *Workspace) Original(ctx context.Context, path string, number int) (saved []byte, v store.Version, err error) {
	err = w.store.View(ctx, func(tx store.Reader) error {
		r, err := tx.ReportByPath(path)
		if err != nil {
			return err
		}
		versions, err := tx.Versions(r.ID)
		if err != nil {
			return err
		}
		if number == 0 {
			number = r.Version
		}
		if number < 1 || number > len(versions) {
			return fmt.Errorf("version %d of %s: %w", number, path, store.ErrNotFound)
		}
		v = versions[number-1]
		saved, err = tx.Original(v.SHA256)
		return err
	})
	return saved, v, err
}

// Pair is two reports side by side.
type Pair struct {
	A, B    *Document
	Pair    *stemma.Pair // how they are related, A and B perhaps exchanged; nil where neither took from the other
	Changes []stemma.Change
}

// Pair returns two reports with their passages and what one changed of the
// other.
func (w *Workspace) Pair(ctx context.Context, a, b string) (*Pair, error) {
	var p Pair
	var err error
	if p.A, err = w.Document(ctx, a); err != nil {
		return nil, err
	}
	if p.B, err = w.Document(ctx, b); err != nil {
		return nil, err
	}
	for _, id := range []string{p.A.Story, p.B.Story} {
		if id == "" || p.Pair != nil {
			continue
		}
		s, err := w.Story(ctx, id)
		if err != nil {
			return nil, err
		}
		p.find(&s.Copies)
	}
	return &p, nil
}

func (p *Pair) find(c *stemma.Copies) {
	a, b := p.A.Path, p.B.Path
	for i := range c.Pairs {
		if x := &c.Pairs[i]; x.A == a && x.B == b || x.A == b && x.B == a {
			p.Pair = x
		}
	}
	for _, x := range c.Changes {
		if x.From.Path == a && x.To.Path == b || x.From.Path == b && x.To.Path == a {
			p.Changes = append(p.Changes, x)
		}
	}
}

// Claimants lists those whose names hold words that begin with those of
// match, and how many there are.
func (w *Workspace) Claimants(ctx context.Context, match string, offset, limit int) (list []store.Claimant, total int, err error) {
	err = w.store.View(ctx, func(tx store.Reader) error {
		list, total, err = tx.Claimants(match, offset, limit)
		return err
	})
	return list, total, err
}

// Saying is one claim in its report.
type Saying struct {
	stemma.Claim
	Path      string
	Outlet    string
	Headline  string
	Published string
	Story     string
	Quote     string // the words of the content
}

// Claimant lists what a claimant has said, report by report, the newest report
// first; offset and limit count reports.
func (w *Workspace) Claimant(ctx context.Context, name string, offset, limit int) ([]Saying, error) {
	var out []Saying
	err := w.store.View(ctx, func(tx store.Reader) error {
		ids, err := tx.ClaimantReports(name, offset, limit)
		if err != nil {
			return err
		}
		for _, id := range ids {
			var d Document
			r, err := tx.Report(id)
			if err != nil {
				return err
			}
			if err := w.document(tx, r, r.Version, &d); err != nil {
				return err
			}
			for i := range d.Claims {
				if claimants(d.Claims[i : i+1])[name] > 0 {
					out = append(out, d.saying(i))
				}
			}
		}
		return nil
	})
	return out, err
}

func (d *Document) saying(i int) Saying {
	return Saying{Claim: d.Claims[i], Path: d.Path, Outlet: d.Outlet, Headline: d.Headline.Text,
		Published: d.Published.Date, Story: d.Story, Quote: d.Quote(&d.Claims[i])}
}

// News lists what is new, the newest first.
func (w *Workspace) News(ctx context.Context, q store.NewsQuery) (list []store.News, err error) {
	err = w.store.View(ctx, func(tx store.Reader) error {
		list, err = tx.News(q)
		return err
	})
	return list, err
}

// LastLook says when a reader looked last; the zero Mark where never.
func (w *Workspace) LastLook(ctx context.Context, reader string) (m store.Mark, err error) {
	err = w.store.View(ctx, func(tx store.Reader) error {
		m, err = tx.Look(reader)
		return err
	})
	return m, err
}

// Looked records that a reader has seen all news up to now.
func (w *Workspace) Looked(ctx context.Context, reader string) error {
	return w.store.Update(ctx, func(tx store.Writer) error {
		s, err := tx.Stats()
		if err != nil {
			return err
		}
		return tx.SetLook(reader, store.Mark{At: w.now(), News: s.News})
	})
}

// Stats counts what the workspace holds.
func (w *Workspace) Stats(ctx context.Context) (s store.Stats, err error) {
	err = w.store.View(ctx, func(tx store.Reader) error {
		s, err = tx.Stats()
		return err
	})
	return s, err
}

// AnalysisVersion names the analysis of single reports by this program: it
// differs where another version of the program finds other things in them.
func (w *Workspace) AnalysisVersion() string { return w.version }

// Clock is the workspace's clock.
func (w *Workspace) Clock() time.Time { return w.now() }
