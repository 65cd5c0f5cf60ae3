package desk

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/stemmanews/stemma/source"
	"github.com/stemmanews/stemma/store"
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
	var after int64
	for done := 0; ; {
		jobs, err := w.stale(ctx, after)
		if err != nil {
			return fmt.Errorf("looking for what is new: %w", err)
		}
		if len(jobs) == 0 {
			return nil
		}
		if err := w.work(ctx, jobs); err != nil {
			return err
		}
		var ids []int64
		if err := w.store.Update(ctx, func(tx store.Writer) (err error) {
			ids, err = keepAnalyses(tx, jobs)
			return err
		}); err != nil {
			return fmt.Errorf("keeping analyses: %w", err)
		}
		if len(ids) > 0 {
			if err := w.place(ctx, ids); err != nil {
				return err
			}
		}
		after = jobs[len(jobs)-1].report.ID
		done += len(jobs)
		progress(Progress{Stage: "keeping the books", Done: done})
	}
}

// job is one version to analyse. raw is empty where its analysis is there.
type job struct {
	report  store.Report
	version store.Version
	before  store.Key // the analysis that was in force
	raw     source.Raw
	err     error // why raw could not be read
	out     *store.Analysis
}

// stale makes jobs of the next reports that are not up to date.
func (w *Workspace) stale(ctx context.Context, after int64) (jobs []job, err error) {
	err = w.store.View(ctx, func(tx store.Reader) error {
		reports, err := tx.Stale(w.version, after, batch)
		if err != nil {
			return err
		}
		jobs = make([]job, len(reports))
		for i, r := range reports {
			if jobs[i], err = w.job(tx, r); err != nil {
				return err
			}
		}
		return nil
	})
	return jobs, err
}

func (w *Workspace) job(tx store.Reader, r store.Report) (job, error) {
	versions, err := tx.Versions(r.ID)
	if err != nil {
		return job{}, err
	}
	v := versions[len(versions)-1]
	j := job{report: r, version: v, before: v.Analysis}
	if v.Analysis.Version == w.version {
		return j, nil
	}
	k := store.Key{SHA256: v.SHA256, Version: w.version, Options: w.reader.options(&v)}
	j.version.Analysis = k
	if _, err := tx.Analysis(k); !errors.Is(err, store.ErrNotFound) {
		return j, err
	}
	j.out = &store.Analysis{Key: k}
	j.raw, j.err = w.load(tx, r.Path, &v)
	return j, nil
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

// keepAnalyses keeps what was read and lists the reports to place: those that
// are new or changed, and those of which another version of the analysis says
// something else.
func keepAnalyses(tx store.Writer, jobs []job) (ids []int64, err error) {
	for i := range jobs {
		j := &jobs[i]
		if j.out != nil {
			if err := tx.PutAnalysis(*j.out); err != nil {
				return nil, err
			}
		}
		same, err := sameAnalysis(tx, j)
		if err != nil {
			return nil, err
		}
		if err := tx.SetVersion(j.version); err != nil {
			return nil, err
		}
		if same {
			continue
		}
		ids = append(ids, j.report.ID)
		r, err := tx.Report(j.report.ID) // it may have a new version by now
		if err != nil {
			return nil, err
		}
		if r.Placed == r.Version { // so that it is placed again, also after an interruption
			r.Placed = 0
			if err := tx.SetReport(r); err != nil {
				return nil, err
			}
		}
	}
	return ids, nil
}

// sameAnalysis reports whether a report that is in its place has an analysis
// that says what the one before said. What was dated from other reports is
// never the same: it is dated anew.
func sameAnalysis(tx store.Writer, j *job) (bool, error) {
	if j.report.Placed != j.report.Version || j.before == j.version.Analysis || j.before == (store.Key{}) {
		return false, nil
	}
	a, err := tx.Analysis(j.before)
	if errors.Is(err, store.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	b, err := tx.Analysis(j.version.Analysis)
	if err != nil {
		return false, err
	}
	if err := tx.DropAnalyses(j.version.SHA256, j.version.Analysis.Version); err != nil {
		return false, err
	}
	if a.Anchored || b.Anchored {
		return false, nil
	}
	a.Key = b.Key
	return sameJSON(a, b), nil
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
