package desk

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"iter"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/source"
	"github.com/stemmanews/stemma/source/feed"
	"github.com/stemmanews/stemma/source/fetch"
	"github.com/stemmanews/stemma/store"
)

// Fetcher gets one address from the web; [fetch.Client] is one.
type Fetcher interface {
	Get(context.Context, fetch.Request) (*fetch.Response, error)
}

// FollowOptions say how to follow.
type FollowOptions struct {
	Fetch    Fetcher
	Once     bool          // look at what is due now and return
	Every    time.Duration // between two looks at a list that was not given its own; 0: 15 minutes
	Since    time.Time     // reports that their list dates before are not fetched; zero: a week before the first look for sitemaps, no bound for feeds
	Sites    int           // sites asked at the same time; 0: 8
	Sleep    func(context.Context, time.Duration) error
	Event    func(Event)    // called from one goroutine at a time; may be nil
	Progress func(Progress) // of the analysis; may be nil
}

// Kinds of event while following.
const (
	EventList    = "list"    // a list was read; Count entries were new
	EventNew     = "new"     // a report is kept
	EventChanged = "changed" // a new version of a report is kept
	EventSame    = "same"    // nothing has changed
	EventFailed  = "failed"  // an address could not be read; Skipped says why
	EventWaiting = "waiting" // nothing is due before Until
)

// Event is one step of following, told when what it tells is kept.
type Event struct {
	Kind    string
	URL     string
	Path    string // of the report
	Count   int
	Until   time.Time
	Skipped stemma.Skipped
}

const (
	defaultEvery = 15 * time.Minute
	minEvery     = time.Minute
	maxPause     = 24 * time.Hour
	pageBatch    = 200 // pages between two looks at the lists
	maxListDepth = 3   // an index may name lists that name lists
	maxFailures  = 8   // of a page, before it is given up
	sitemapSpan  = 7 * 24 * time.Hour
)

// Watch keeps addresses of feeds, sitemaps, OPML lists or pages that name
// their feeds, to be followed from now on. every is the time between two
// looks, 0 for the usual. What is followed already is looked at again now.
func (w *Workspace) Watch(ctx context.Context, urls []string, every time.Duration) error {
	now := w.now()
	return w.store.Update(ctx, func(tx store.Writer) error {
		for _, u := range urls {
			x, err := tx.Watch(u)
			switch {
			case errors.Is(err, store.ErrNotFound), err == nil && x.Kind != store.WatchList:
				x = store.Watch{URL: u, Kind: store.WatchList, Added: now}
			case err != nil:
				return err
			}
			x.From, x.Due, x.Failures = "", now, 0
			if every > 0 {
				x.Every = max(every, minEvery)
			}
			if err := tx.PutWatch(x); err != nil {
				return err
			}
		}
		return nil
	})
}

// Unwatch ends the following of an address, of the lists that it named, and of
// their pages. Reports that came in stay. It is store.ErrNotFound where the
// address is not followed.
func (w *Workspace) Unwatch(ctx context.Context, url string) error {
	return w.store.Update(ctx, func(tx store.Writer) error {
		if _, err := tx.Watch(url); err != nil {
			return err
		}
		for todo := []string{url}; len(todo) > 0; todo = todo[1:] {
			named, err := tx.Watches(store.WatchQuery{From: todo[0]})
			if err != nil {
				return err
			}
			for _, x := range named {
				if x.URL != todo[0] {
					todo = append(todo, x.URL)
				}
			}
			if err := tx.DropWatch(todo[0]); err != nil {
				return err
			}
		}
		return nil
	})
}

// Watched lists what is followed: the lists, in order of address.
func (w *Workspace) Watched(ctx context.Context) (list []store.Watch, err error) {
	err = w.store.View(ctx, func(tx store.Reader) error {
		list, err = tx.Watches(store.WatchQuery{Kind: store.WatchList})
		return err
	})
	slices.SortFunc(list, func(a, b store.Watch) int { return strings.Compare(a.URL, b.URL) })
	return list, err
}

// Follow looks at what is followed whenever it is due, keeps the reports that
// it leads to, and brings the books up to date. It returns when nothing is due
// any more with Once, else when the context ends. It may be interrupted at any
// moment: what an event has told is kept, and the next call goes on from
// there. A failure of one address is told, and the rest goes on.
func (w *Workspace) Follow(ctx context.Context, o FollowOptions) error {
	f := &follower{w: w, o: o}
	if f.o.Every <= 0 {
		f.o.Every = defaultEvery
	}
	if f.o.Sites <= 0 {
		f.o.Sites = 8
	}
	for {
		more, err := f.round(ctx)
		if err != nil {
			return err
		}
		if more {
			continue
		}
		if f.o.Once {
			return nil
		}
		if err := f.wait(ctx); err != nil {
			return err
		}
	}
}

// follower is the state of one call of Follow.
type follower struct {
	w  *Workspace
	o  FollowOptions
	mu sync.Mutex // guards o.Event
}

func (f *follower) tell(e Event) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.o.Event != nil {
		f.o.Event(e)
	}
}

func (f *follower) failed(url string, err error) {
	s := skipped(err)
	if s.Path == "" {
		s.Path = url
	}
	f.tell(Event{Kind: EventFailed, URL: url, Skipped: s})
}

// round looks at the lists that are due, then at some of the pages, and says
// whether there may be more.
func (f *follower) round(ctx context.Context) (more bool, err error) {
	lists, err := f.due(ctx, store.WatchList, 0)
	if err != nil {
		return false, err
	}
	if err := f.bySite(ctx, lists, f.look); err != nil {
		return false, err
	}
	pages, err := f.due(ctx, store.WatchPage, pageBatch)
	if err != nil {
		return false, err
	}
	if err := f.bySite(ctx, pages, f.page); err != nil {
		return false, err
	}
	if err := f.w.Refresh(ctx, f.o.Progress); err != nil {
		return false, err
	}
	return len(lists)+len(pages) > 0, nil
}

func (f *follower) due(ctx context.Context, kind string, limit int) (list []store.Watch, err error) {
	err = f.w.store.View(ctx, func(tx store.Reader) error {
		list, err = tx.Watches(store.WatchQuery{Kind: kind, Due: f.w.now(), Limit: limit})
		return err
	})
	return list, err
}

// bySite calls do for each watch, those of one site one after the other. It
// returns the first error; errors end the round.
func (f *follower) bySite(ctx context.Context, list []store.Watch, do func(context.Context, store.Watch) error) error {
	caller := ctx
	ctx, cancel := context.WithCancelCause(caller)
	defer cancel(nil)
	var sites []string
	queue := map[string][]store.Watch{}
	for _, x := range list {
		s := site(x.URL)
		if queue[s] == nil {
			sites = append(sites, s)
		}
		queue[s] = append(queue[s], x)
	}
	var wg sync.WaitGroup
	turns := make(chan struct{}, f.o.Sites)
	for _, s := range sites {
		turns <- struct{}{}
		wg.Go(func() {
			defer func() { <-turns }()
			for _, x := range queue[s] {
				if ctx.Err() != nil {
					return
				}
				if err := do(ctx, x); err != nil {
					cancel(err)
					return
				}
			}
		})
	}
	wg.Wait()
	if caller.Err() != nil {
		return caller.Err()
	}
	return context.Cause(ctx)
}

// site is scheme and host of an address.
func site(url string) string {
	scheme, rest, _ := strings.Cut(url, "://")
	host, _, _ := strings.Cut(rest, "/")
	return scheme + "://" + host
}

// look fetches one list and keeps what it leads to.
func (f *follower) look(ctx context.Context, x store.Watch) error {
	resp, err := f.o.Fetch.Get(ctx, fetch.Request{URL: x.URL, ETag: x.ETag, LastModified: x.LastModified})
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		return f.listFailed(ctx, x, err)
	}
	l := &feed.List{}
	if !resp.NotModified {
		if l, err = feed.Parse(resp.Body, resp.URL, resp.Charset); err != nil {
			return f.listFailed(ctx, x, &source.Error{Path: x.URL, Reason: err.Error(), Hint: "check that it is the address of a feed, a sitemap or an OPML list"})
		}
		x.ETag, x.LastModified, x.Title = resp.ETag, resp.LastModified, l.Title
	}
	now := f.w.now()
	x.Checked, x.Looks, x.Failures, x.Error = now, x.Looks+1, 0, ""
	if x.Due = now.Add(f.every(&x)); l.Kind == feed.Page || x.Updated != "" {
		x.Due = time.Time{} // its feed is followed instead, or its index says when it changes
	}
	fresh := 0
	err = f.w.store.Update(ctx, func(tx store.Writer) error {
		fresh = 0 // a store may call again
		for _, e := range l.Entries {
			n, err := f.entry(tx, &x, l.Kind, e)
			if err != nil {
				return err
			}
			fresh += n
		}
		for _, link := range l.Lists {
			if err := f.link(tx, &x, link); err != nil {
				return err
			}
		}
		return tx.PutWatch(x)
	})
	if err != nil {
		return fmt.Errorf("keeping what %s leads to: %w", x.URL, err)
	}
	f.tell(Event{Kind: EventList, URL: x.URL, Count: fresh})
	if l.Left > 0 {
		f.failed(x.URL, &source.Error{Path: x.URL, Reason: fmt.Sprintf("has %d entries that were left out", l.Left),
			Hint: fmt.Sprintf("they have no address of the web, or stand behind the first %d, or behind a break in its XML", feed.MaxEntries)})
	}
	return nil
}

func (f *follower) every(x *store.Watch) time.Duration {
	if x.Every > 0 {
		return x.Every
	}
	return max(f.o.Every, minEvery)
}

// entry keeps a page that a list leads to, to be fetched where it is new, or
// changed as the list has it. It returns 1 where it is to be fetched.
func (f *follower) entry(tx store.Writer, list *store.Watch, kind string, e feed.Entry) (int, error) {
	now := f.w.now()
	p, err := tx.Watch(e.URL)
	switch {
	case errors.Is(err, store.ErrNotFound):
		p = store.Watch{URL: e.URL, Kind: store.WatchPage, From: list.URL, Added: now}
	case err != nil:
		return 0, err
	case p.Kind != store.WatchPage, p.Updated == e.Updated:
		return 0, nil
	}
	p.Listed, p.Updated = e.Listed, e.Updated
	if old := f.tooOld(list, kind, e.At); old && p.Looks == 0 {
		return 0, tx.PutWatch(p)
	}
	p.Due, p.Failures = now, 0
	return 1, tx.PutWatch(p)
}

// tooOld says whether a report lies before what is asked for. Sitemaps list
// all that a site ever had: of those, the last week counts on the first look.
func (f *follower) tooOld(list *store.Watch, kind string, at time.Time) bool {
	switch {
	case !f.o.Since.IsZero():
		return !at.IsZero() && at.Before(f.o.Since)
	case kind == feed.Sitemap && at.IsZero():
		return list.Looks <= 1
	case kind == feed.Sitemap:
		return at.Before(list.Added.Add(-sitemapSpan))
	}
	return false
}

// link keeps a list that a list leads to.
func (f *follower) link(tx store.Writer, list *store.Watch, link feed.Link) error {
	now := f.w.now()
	if list.Depth >= maxListDepth {
		return nil
	}
	x, err := tx.Watch(link.URL)
	switch {
	case errors.Is(err, store.ErrNotFound):
		x = store.Watch{URL: link.URL, Kind: store.WatchList, From: list.URL, Every: list.Every, Depth: list.Depth + 1, Added: now}
	case err != nil:
		return err
	case x.Kind != store.WatchList, x.Updated == link.Updated:
		return nil
	}
	x.Updated, x.Due, x.Failures = link.Updated, now, 0
	if x.Looks == 0 && f.tooOld(list, feed.Sitemap, link.At) && !link.At.IsZero() {
		x.Due = time.Time{}
	}
	return tx.PutWatch(x)
}

// listFailed keeps the failure of a list, which is tried again later and
// later. A list that is gone for good is followed no more.
func (f *follower) listFailed(ctx context.Context, x store.Watch, err error) error {
	pause := min(f.every(&x)<<min(x.Failures, 10), max(maxPause, f.every(&x)))
	status, ok := errors.AsType[*fetch.StatusError](err)
	if ok {
		pause = max(pause, status.Wait)
	}
	x.Failures++
	x.Error, x.Due = skipped(err).Reason, f.w.now().Add(pause)
	if ok && status.Code == http.StatusGone {
		x.Due = time.Time{}
	}
	return f.keepFailure(ctx, x, err)
}

func (f *follower) keepFailure(ctx context.Context, x store.Watch, err error) error {
	if kerr := f.w.store.Update(ctx, func(tx store.Writer) error { return tx.PutWatch(x) }); kerr != nil {
		return fmt.Errorf("keeping the state of %s: %w", x.URL, kerr)
	}
	f.failed(x.URL, err)
	return nil
}

// page fetches one report and keeps it. Its state is kept after the report, so
// that an end in between costs one more look and nothing else.
func (f *follower) page(ctx context.Context, x store.Watch) error {
	resp, err := f.o.Fetch.Get(ctx, fetch.Request{URL: x.URL, ETag: x.ETag, LastModified: x.LastModified})
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		return f.pageFailed(ctx, x, err, fetch.Lasting(err))
	}
	event := Event{Kind: EventSame, URL: x.URL}
	if !resp.NotModified {
		added, err := f.w.Add(ctx, fetched(resp, x.Listed, f.w.opts.MaxBytes))
		if err != nil {
			return err
		}
		switch {
		case len(added.Skipped) > 0 && len(added.New)+len(added.Changed)+added.Same == 0:
			s := added.Skipped[0]
			return f.pageFailed(ctx, x, &source.Error{Path: s.Path, Reason: s.Reason, Hint: s.Hint}, true)
		case len(added.New) > 0:
			event.Kind, event.Path = EventNew, added.New[0]
		case len(added.Changed) > 0:
			event.Kind, event.Path = EventChanged, added.Changed[0]
		}
		x.ETag, x.LastModified = resp.ETag, resp.LastModified
	}
	now := f.w.now()
	if x.Looks++; event.Kind == EventChanged {
		x.Looks = 1
	}
	x.Checked, x.Failures, x.Error, x.Due = now, 0, "", nextLook(&x, now)
	if err := f.w.store.Update(ctx, func(tx store.Writer) error { return tx.PutWatch(x) }); err != nil {
		return fmt.Errorf("keeping the state of %s: %w", x.URL, err)
	}
	f.tell(event)
	return nil
}

// looks are the times after which a page is looked at again: most edits come
// within a day. A change begins the series anew.
var looks = []time.Duration{time.Hour, 4 * time.Hour, 24 * time.Hour, 7 * 24 * time.Hour}

func nextLook(x *store.Watch, now time.Time) time.Time {
	if x.Looks > len(looks) {
		return time.Time{}
	}
	d := looks[x.Looks-1]
	return now.Add(d + time.Duration(spread(x.URL)*float64(d)/4)).Truncate(time.Second)
}

// spread is a number in [0, 1) that an address always has: it keeps looks from
// falling together, and runs alike.
func spread(url string) float64 {
	h := fnv.New32a()
	h.Write([]byte(url))
	return float64(h.Sum32()) / (1 << 32)
}

// pageFailed keeps the failure of a page, which is tried again later and later
// unless the failure will last.
func (f *follower) pageFailed(ctx context.Context, x store.Watch, err error, lasting bool) error {
	pause := min(10*time.Minute<<min(x.Failures, 10), maxPause)
	status, ok := errors.AsType[*fetch.StatusError](err)
	if ok {
		pause = max(pause, status.Wait)
	}
	pause += time.Duration(spread(x.URL) * float64(pause) / 2)
	x.Failures++
	x.Error, x.Due = skipped(err).Reason, f.w.now().Add(pause).Truncate(time.Second)
	if lasting || x.Failures >= maxFailures {
		x.Due = time.Time{}
	}
	return f.keepFailure(ctx, x, err)
}

// wait sleeps until the next address is due.
func (f *follower) wait(ctx context.Context) error {
	now := f.w.now()
	next := now.Add(f.o.Every)
	err := f.w.store.View(ctx, func(tx store.Reader) error {
		list, err := tx.Watches(store.WatchQuery{Limit: 1})
		if len(list) > 0 && !list[0].Due.IsZero() && list[0].Due.Before(next) {
			next = list[0].Due // what another program adds is seen by then too
		}
		return err
	})
	if err != nil {
		return err
	}
	f.tell(Event{Kind: EventWaiting, Until: next})
	sleep := f.o.Sleep
	if sleep == nil {
		sleep = pause
	}
	return sleep(ctx, max(next.Sub(now), time.Second))
}

func pause(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// fetched are the reports of an answer, with their saved bytes.
func fetched(resp *fetch.Response, listed source.Given, maxBytes int64) iter.Seq2[source.Raw, error] {
	return source.Fetched(resp.URL, resp.Body, resp.Media, resp.Charset, listed, source.Options{MaxBytes: maxBytes, Saved: true})
}

// Pages fetches addresses of reports, one after the other, for Add. What cannot
// be fetched is an error in its place; where the context ends, the rest is left
// out. progress may be nil.
func Pages(ctx context.Context, f Fetcher, urls []string, maxBytes int64, progress func(Progress)) iter.Seq2[source.Raw, error] {
	return func(yield func(source.Raw, error) bool) {
		for i, u := range urls {
			if progress != nil {
				progress(Progress{"fetching", i, len(urls)})
			}
			resp, err := f.Get(ctx, fetch.Request{URL: u})
			if ctx.Err() != nil {
				return
			}
			if err != nil {
				if !yield(source.Raw{}, err) {
					return
				}
				continue
			}
			for raw, err := range fetched(resp, source.Given{}, maxBytes) {
				if !yield(raw, err) {
					return
				}
			}
		}
	}
}
