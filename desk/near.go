package desk

import (
	"cmp"
	"context"
	"iter"
	"runtime"
	"slices"
	"sync"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/article"
	"github.com/stemmanews/stemma/kin/near"
	"github.com/stemmanews/stemma/source"
)

// NearOptions say which near-duplicates to list.
type NearOptions struct {
	Paths     []string       // files, folders, "-" for standard input
	Source    source.Options // limits and charset
	Words     int            // words a shingle, at least 1
	Threshold float64        // least Jaccard similarity, above 0 and at most 1
	Workers   int            // goroutines; 0: one a core
	Progress  func(Progress) // called from one goroutine at a time; may be nil
}

// NearPair is a pair of documents with the overlap of their word shingles.
type NearPair struct {
	A       string  `json:"a"`
	B       string  `json:"b"`
	Jaccard float64 `json:"jaccard"` // Shared / Union
	Shared  int     `json:"shared"`  // different shingles that both have
	Union   int     `json:"union"`   // different shingles of both together
}

// Near finds all pairs of documents whose texts, page furniture included, share
// enough shingles, and yields them in the order of the input. There is no
// language analysis, and no text is kept. What could not be read is listed; the
// error is ErrNothing where that is all, the context's, or what yield returned.
func Near(ctx context.Context, o NearOptions, yield func(NearPair) error) ([]stemma.Skipped, error) {
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	if o.Progress == nil {
		o.Progress = func(Progress) {}
	}
	f := near.New(o.Words, o.Threshold)
	paths, left, err := sketchAll(ctx, &o, f)
	if err != nil {
		return left, err
	}
	if len(paths) == 0 {
		return left, ErrNothing
	}
	pairs, err := nearPairs(ctx, &o, f)
	if err != nil {
		return left, err
	}
	for _, p := range pairs {
		if err := yield(NearPair{paths[p.A], paths[p.B], p.Jaccard(), p.Shared, p.Union}); err != nil {
			return left, err
		}
	}
	return left, nil
}

// opened is a document as it was read, or why it was not.
type opened struct {
	raw source.Raw
	err error
}

// open streams the input.
func open(paths []string, o source.Options) iter.Seq[opened] {
	return func(yield func(opened) bool) {
		for raw, err := range source.Open(paths, o) {
			if !yield(opened{raw, err}) {
				return
			}
		}
	}
}

// sketchAll reads the input into f. It returns the paths of the texts.
func sketchAll(ctx context.Context, o *NearOptions, f *near.Finder) (paths []string, left []stemma.Skipped, err error) {
	type sketched struct {
		path   string
		sketch near.Sketch
		err    error
	}
	work := func(in opened) (out sketched) {
		out.path, out.err = in.raw.Path, in.err
		if out.err == nil {
			err := guarded(out.path, "reading", func() {
				var text string
				if text, out.err = wholeText(in.raw); out.err == nil {
					out.sketch = f.Sketch(text)
				}
			})
			out.err = cmp.Or(err, out.err)
		}
		return out
	}
	err = inOrder(ctx, o.Workers, open(o.Paths, o.Source), work, func(s sketched) error {
		if s.err != nil {
			left = append(left, skipped(s.err))
			return nil
		}
		paths = append(paths, s.path)
		f.Add(s.sketch)
		o.Progress(Progress{"reading", len(paths), 0})
		return nil
	})
	return paths, left, err
}

// wholeText is all text of a document; that of an HTML page is extracted.
func wholeText(raw source.Raw) (string, error) {
	if raw.Kind == source.Plain {
		return raw.Text, nil
	}
	doc, _, err := article.Extract(raw)
	return doc.Text, err
}

// nearPairs goes through the bands on the workers; the pairs are in order.
func nearPairs(ctx context.Context, o *NearOptions, f *near.Finder) ([]near.Pair, error) {
	var mu sync.Mutex
	var pairs []near.Pair
	done := 0
	err := parallel(ctx, o.Workers, f.Bands(), func(b int) {
		own := slices.Collect(f.Band(b))
		mu.Lock()
		defer mu.Unlock()
		pairs = append(pairs, own...)
		done++
		o.Progress(Progress{"comparing", done, f.Bands()})
	})
	slices.SortFunc(pairs, func(x, y near.Pair) int { return cmp.Or(cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B)) })
	return pairs, err
}
