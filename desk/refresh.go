package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"sync"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/claim"
	"github.com/stemmanews/stemma/kin"
	"github.com/stemmanews/stemma/lang/text"
	"github.com/stemmanews/stemma/ledger"
	"github.com/stemmanews/stemma/source"
	"github.com/stemmanews/stemma/store"
	"github.com/stemmanews/stemma/story"
)

// Refresh brings the books up to date: it analyses what came in since, places
// it in stories, keeps the books of the stories that it touches, and records
// what is new. It may be interrupted at any moment: what is done is kept, and
// the next call goes on from there. progress may be nil; it is called from one
// goroutine at a time.
func (w *Workspace) Refresh(ctx context.Context, progress func(Progress)) error {
	w.refresh.Lock()
	defer w.refresh.Unlock()
	if progress == nil {
		progress = func(Progress) {}
	}
	changed, err := w.analyseStale(ctx, progress)
	if err != nil || !changed {
		return err
	}
	return w.place(ctx, progress)
}

// analyseStale analyses the newest versions that have no analysis yet, and
// says whether there is something to place.
func (w *Workspace) analyseStale(ctx context.Context, progress func(Progress)) (bool, error) {
	var after int64
	any, done := false, 0
	for {
		var jobs []job
		err := w.store.View(ctx, func(tx store.Reader) error {
			stale, err := tx.Stale(w.version, after, batch)
			if err != nil {
				return err
			}
			jobs, err = w.jobs(tx, stale)
			return err
		})
		if err != nil {
			return any, fmt.Errorf("looking for what is new: %w", err)
		}
		if len(jobs) == 0 {
			return any, nil
		}
		any = true
		if err := w.work(ctx, jobs); err != nil {
			return any, err
		}
		if err := w.store.Update(ctx, func(tx store.Writer) error { return keepAnalyses(tx, jobs) }); err != nil {
			return any, fmt.Errorf("keeping analyses: %w", err)
		}
		after = jobs[len(jobs)-1].report.ID
		done += len(jobs)
		progress(Progress{Stage: "analysing", Done: done})
	}
}

// job is one version to analyse. raw is empty where its analysis is there.
type job struct {
	report  store.Report
	version store.Version
	raw     source.Raw
	err     error // why raw could not be read
	out     *store.Analysis
}

func (w *Workspace) jobs(tx store.Reader, reports []store.Report) ([]job, error) {
	out := make([]job, len(reports))
	for i, r := range reports {
		versions, err := tx.Versions(r.ID)
		if err != nil {
			return nil, err
		}
		v := versions[len(versions)-1]
		k := store.Key{SHA256: v.SHA256, Version: w.version, Options: w.reader.options(&v)}
		out[i] = job{report: r, version: v}
		if v.Analysis.Version == w.version {
			continue
		}
		out[i].version.Analysis = k
		if _, err := tx.Analysis(k); err == nil {
			continue
		} else if !errors.Is(err, store.ErrNotFound) {
			return nil, err
		}
		out[i].out = &store.Analysis{Key: k}
		out[i].raw, out[i].err = w.load(tx, r.Path, &v)
	}
	return out, nil
}

// work analyses on all workers.
func (w *Workspace) work(ctx context.Context, jobs []job) error {
	return parallel(ctx, w.opts.Workers, len(jobs), func(i int) {
		j := &jobs[i]
		switch {
		case j.out == nil:
		case j.err != nil:
			s := skipped(j.err)
			j.out.Skipped = &s
		default:
			*j.out = w.reader.analyse(j.raw, j.out.Key, nil)
		}
		j.raw = source.Raw{}
	})
}

func keepAnalyses(tx store.Writer, jobs []job) error {
	for i := range jobs {
		j := &jobs[i]
		if j.out != nil {
			if err := tx.PutAnalysis(*j.out); err != nil {
				return err
			}
		}
		if err := tx.SetVersion(j.version); err != nil {
			return err
		}
	}
	return nil
}

// parallel calls f for 0 ≤ i < n on some goroutines, in no order.
func parallel(ctx context.Context, workers, n int, f func(i int)) error {
	var wg sync.WaitGroup
	next := make(chan int)
	for range min(workers, n) {
		wg.Go(func() {
			for i := range next {
				f(i)
			}
		})
	}
	for i := range n {
		if ctx.Err() != nil {
			break
		}
		next <- i
	}
	close(next)
	wg.Wait()
	return ctx.Err()
}

// member is a report in the books: its analysis, and its claims as its story
// knows them.
type member struct {
	report store.Report
	text   *text.Text
	claims []stemma.Claim
}

// place puts all reports in stories and keeps their books.
func (w *Workspace) place(ctx context.Context, progress func(Progress)) error {
	var all []member
	err := w.store.View(ctx, func(tx store.Reader) error {
		reports, err := tx.Reports(0, 0)
		if err != nil {
			return err
		}
		all, err = w.members(tx, reports)
		return err
	})
	if err != nil {
		return fmt.Errorf("reading the reports: %w", err)
	}
	progress(Progress{Stage: "comparing", Total: len(all)})
	texts := textsOf(all)
	copies := kin.Compare(docsOf(all))
	groups := story.Group(texts, &copies)
	progress(Progress{Stage: "keeping the ledger", Done: len(all), Total: len(all)})
	return w.store.Update(ctx, func(tx store.Writer) error {
		for _, g := range groups {
			part := make([]member, len(g))
			for i, k := range g {
				part[i] = all[k]
			}
			if err := w.keep(tx, part); err != nil {
				return err
			}
		}
		return nil
	})
}

// members reads the reports that have an article in them.
func (w *Workspace) members(tx store.Reader, reports []store.Report) ([]member, error) {
	var out []member
	for _, r := range reports {
		versions, err := tx.Versions(r.ID)
		if err != nil {
			return nil, err
		}
		a, err := tx.Analysis(versions[len(versions)-1].Analysis)
		if err != nil {
			return nil, err
		}
		if a.Skipped != nil {
			continue
		}
		t, err := unpack(&a, r.Path)
		if err != nil {
			return nil, err
		}
		out = append(out, member{r, t, a.Claims})
	}
	return out, nil
}

func textsOf(ms []member) []*text.Text {
	out := make([]*text.Text, len(ms))
	for i := range ms {
		out[i] = ms[i].text
	}
	return out
}

func docsOf(ms []member) []kin.Doc {
	out := make([]kin.Doc, len(ms))
	for i := range ms {
		out[i] = kin.Doc{Text: ms[i].text, Claims: ms[i].claims}
	}
	return out
}

// keep keeps the books of one group: under the story that most of its reports
// stood in, or a new one.
func (w *Workspace) keep(tx store.Writer, ms []member) error {
	id, err := w.storyOf(tx, ms)
	if err != nil {
		return err
	}
	page := books(ms)
	page.Story.ID = id
	if err := w.putBook(tx, id, page); err != nil {
		return err
	}
	for i := range ms {
		m := &ms[i]
		m.report.Group, m.report.Story, m.report.Placed = id, id, m.report.Version
		if err := tx.SetReport(m.report); err != nil {
			return err
		}
		if err := index(tx, m); err != nil {
			return err
		}
	}
	return nil
}

// books are the pages on one story.
func books(ms []member) store.Page {
	claims := make([][]stemma.Claim, len(ms))
	for i := range ms {
		claims[i] = ms[i].claims
	}
	texts := textsOf(ms)
	claim.Resolve(texts, claims)
	copies := kin.Compare(docsOf(ms))
	all := make([]stemma.DocumentClaims, len(ms))
	story := make([]int, len(ms))
	for i := range ms {
		all[i].Claims, story[i] = claims[i], i
	}
	copies.Counts.Claimants = stemma.Claimants(all)
	l := ledger.Keep(ledger.Input{Texts: texts, Claims: claims, Copies: &copies, Stories: [][]int{story}})
	return store.Page{Story: l.Stories[0], Copies: copies}
}

func (w *Workspace) storyOf(tx store.Writer, ms []member) (string, error) {
	votes := map[string]int{}
	for _, m := range ms {
		if m.report.Group != "" {
			votes[m.report.Group]++
		}
	}
	best := ""
	for id, n := range votes {
		if n > votes[best] || n == votes[best] && cmp.Or(cmp.Compare(len(id), len(best)), cmp.Compare(id, best)) < 0 {
			best = id
		}
	}
	if best != "" {
		return best, nil
	}
	return tx.NewStory()
}

// putBook keeps a page and its line, where it is not what is there.
func (w *Workspace) putBook(tx store.Writer, id string, page store.Page) error {
	old, err := tx.Book(id)
	switch {
	case err == nil && reflect.DeepEqual(old.Machine, page):
		return nil
	case err != nil && !errors.Is(err, store.ErrNotFound):
		return err
	}
	line := summarise(&page.Story)
	line.Begun, line.Updated = w.now(), w.now()
	if before, err := tx.Summary(id); err == nil {
		line.Begun = before.Begun
	}
	return tx.PutBook(store.Book{Story: id, Machine: page}, line)
}

// summarise is the line of a story, times aside.
func summarise(s *stemma.Story) store.Summary {
	line := store.Summary{ID: s.ID, Title: s.Title, Counts: s.Counts, Questions: len(s.Questions), Event: s.Event}
	for _, q := range s.Questions {
		if slices.ContainsFunc(q.Entries, func(e stemma.Entry) bool {
			return e.Relation == stemma.EntryConflicts || e.Relation == stemma.EntryDenies
		}) {
			line.Disputed++
		}
	}
	return line
}

// index makes a report found by its words and its claimants.
func index(tx store.Writer, m *member) error {
	if err := tx.PutClaims(m.report.ID, m.claims); err != nil {
		return err
	}
	if err := tx.PutSearch(m.report.ID, words(m)); err != nil {
		return err
	}
	return tx.PutClaimants(m.report.ID, claimants(m.claims))
}
