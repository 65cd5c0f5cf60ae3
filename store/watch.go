package store

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/stemmanews/stemma/source"
)

// Kinds of address that are watched.
const (
	WatchList = "list" // a feed, sitemap, or list of feeds
	WatchPage = "page" // a report that a list led to
)

// Watch is an address of the web that is looked at again.
type Watch struct {
	URL          string
	Kind         string
	From         string // the list that named it, "" where a user did
	Title        string // of a list
	Listed       source.Given
	Updated      string        // when a page was last changed, as its list has it
	Every        time.Duration // between two looks at a list; 0: by its list
	ETag         string        // validators of the last answer
	LastModified string
	Depth        int // of a list: lists between it and the one that a user named
	Added        time.Time
	Checked      time.Time // when the last answer came, zero for none
	Looks        int       // answers so far
	Due          time.Time // when to look next; zero: not again
	Failures     int       // in a row
	Error        string    // the last failure, "" where the last look went well
}

// WatchQuery asks for watches. Zero fields ask for all.
type WatchQuery struct {
	Kind  string
	From  string
	Due   time.Time // those that are due by then
	Limit int
}

// WatchReader reads what is followed.
type WatchReader interface {
	Watch(url string) (Watch, error)
	// Watches lists watches: those due the longest first, then by address;
	// those that are not to be looked at again last.
	Watches(q WatchQuery) ([]Watch, error)
}

// WatchWriter keeps what is followed.
type WatchWriter interface {
	// PutWatch keeps a watch, in the place of the one with its address.
	PutWatch(w Watch) error
	// DropWatch removes one; it does nothing where there is none.
	DropWatch(url string) error
}

// Watch implements [Reader].
func (m *memory) Watch(url string) (Watch, error) {
	w, ok := m.s.watches[url]
	if !ok {
		return Watch{}, fmt.Errorf("the address %s: %w", url, ErrNotFound)
	}
	return w, nil
}

// Watches implements [Reader].
func (m *memory) Watches(q WatchQuery) ([]Watch, error) {
	var out []Watch
	for _, w := range m.s.watches {
		if q.has(&w) {
			out = append(out, w)
		}
	}
	slices.SortFunc(out, func(a, b Watch) int {
		never := func(w Watch) int {
			if w.Due.IsZero() {
				return 1
			}
			return 0
		}
		return cmp.Or(never(a)-never(b), a.Due.Compare(b.Due), cmp.Compare(a.URL, b.URL))
	})
	if q.Limit > 0 && len(out) > q.Limit {
		out = out[:q.Limit]
	}
	return out, nil
}

func (q *WatchQuery) has(w *Watch) bool {
	return (q.Kind == "" || q.Kind == w.Kind) && (q.From == "" || q.From == w.From) &&
		(q.Due.IsZero() || !w.Due.IsZero() && !w.Due.After(q.Due))
}

// PutWatch implements [Writer].
func (m *memory) PutWatch(w Watch) error {
	put(m, m.s.watches, w.URL, w)
	return nil
}

// DropWatch implements [Writer].
func (m *memory) DropWatch(url string) error {
	drop(m, m.s.watches, url)
	return nil
}
