package desk

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"runtime"
	"slices"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/article"
	"github.com/stemmanews/stemma/claim"
	"github.com/stemmanews/stemma/kin"
	"github.com/stemmanews/stemma/kin/view"
	"github.com/stemmanews/stemma/lang/text"
	"github.com/stemmanews/stemma/lang/timex"
	"github.com/stemmanews/stemma/lang/tokenize"
	"github.com/stemmanews/stemma/source"
)

// BulkOptions say how to look for copies in a large input.
type BulkOptions struct {
	Paths    []string       // files, folders, "-" for standard input
	Source   source.Options // limits and charset
	Whole    bool           // all of every document is body
	Changes  bool           // find changes and claimants, too, for which every document is analysed in full
	Workers  int            // goroutines; 0: one a core
	Progress func(Progress) // called from one goroutine at a time; may be nil
}

// Bulk finds the copies in an input of any size in bounded memory: about 1 KB
// a report, and the texts of one group of related reports for each worker. The
// documents wait in a temporary file meanwhile. It yields the copies of each
// group that has some, in the order of their first reports; families are
// numbered through.
//
// Pairs and families are those of [Run]. What Run reads off all documents
// together Bulk reads off each group: the day of a document that prints none,
// the full names of sources, the readings that other reports confirm.
//
// What could not be read is listed; the error is ErrNothing where that is all,
// the context's, or what yield returned. Counts.Claimants is 0 without
// Changes.
func Bulk(ctx context.Context, o BulkOptions, yield func(*stemma.Copies) error) (stemma.Counts, []stemma.Skipped, error) {
	b := &bulk{BulkOptions: o, ctx: ctx, large: largeGroup}
	if b.Workers <= 0 {
		b.Workers = runtime.GOMAXPROCS(0)
	}
	if b.Progress == nil {
		b.Progress = func(Progress) {}
	}
	err := b.all(yield)
	return b.counts, b.skipped, err
}

// bulk is the state of one call of Bulk.
type bulk struct {
	BulkOptions
	ctx     context.Context
	large   int     // reports from which on a group is looked through first
	reader  *reader // with Changes
	spool   *spool
	survey  kin.Survey
	counts  stemma.Counts
	skipped []stemma.Skipped
}

func (b *bulk) all(yield func(*stemma.Copies) error) (err error) {
	if b.Changes {
		if b.reader, err = newReader(b.Whole); err != nil {
			return err
		}
	}
	if b.spool, err = newSpool(); err != nil {
		return err
	}
	defer b.spool.close()
	if err := b.read(); err != nil {
		return err
	}
	b.survey.Seal()
	pairs, err := b.pairs()
	if err != nil {
		return err
	}
	return b.compare(groupsOf(b.survey.Len(), pairs), yield)
}

// read extracts every document, looks at its words, and puts it away.
func (b *bulk) read() error {
	type looked struct {
		doc  []byte
		look kin.Look
		err  error
	}
	extract := article.Extract
	if b.Whole {
		extract = article.Whole
	}
	work := func(in opened) (out looked) {
		if in.err != nil {
			return looked{err: in.err}
		}
		err := guarded(in.raw.Path, "reading", func() {
			var doc stemma.Document
			if doc, _, out.err = extract(in.raw); out.err == nil {
				out.look = kin.LookAt(wordsOf(&doc))
				out.doc, out.err = json.Marshal(&doc)
			}
		})
		out.err = cmp.Or(err, out.err)
		return out
	}
	err := inOrder(b.ctx, b.Workers, open(b.Paths, b.Source), work, func(l looked) error {
		if l.err != nil {
			b.skipped = append(b.skipped, skipped(l.err))
			return nil
		}
		b.survey.Add(l.look)
		b.Progress(Progress{"reading", b.survey.Len(), 0})
		return b.spool.put(l.doc)
	})
	if err != nil {
		return err
	}
	if b.survey.Len() == 0 {
		return ErrNothing
	}
	b.counts.Reports = b.survey.Len()
	return b.spool.seal()
}

// wordsOf cuts a document into words, without further analysis.
func wordsOf(doc *stemma.Document) *text.Text {
	t := &text.Text{Doc: doc}
	tokenize.Fill(t)
	return t
}

// stretch is the number of reports, or pairs, that a worker takes at a time.
const stretch = 2048

// ranges yields [from, to) in stretches.
func ranges(n int) iter.Seq[[2]int] {
	return func(yield func([2]int) bool) {
		for i := 0; i < n; i += stretch {
			if !yield([2]int{i, min(n, i+stretch)}) {
				return
			}
		}
	}
}

// pairs lists the pairs worth comparing, in order. Pairs of very large groups
// are looked at one by one, and those that only looked alike are dropped: they
// would tie unrelated families together, more so the larger the input.
func (b *bulk) pairs() ([]pair, error) {
	n := b.survey.Len()
	var all []pair
	err := inOrder(b.ctx, b.Workers, ranges(n), func(r [2]int) (own []pair) {
		for c := range b.survey.Candidates(r[0], r[1]) {
			own = append(own, pair{uint32(c.A), uint32(c.B)})
		}
		return own
	}, func(own []pair) error {
		all = append(all, own...)
		b.Progress(Progress{"pairing", len(all), 0})
		return nil
	})
	if err != nil {
		return nil, err
	}
	check, rest := loose(n, all, b.large)
	if len(check) == 0 {
		return all, nil
	}
	done := 0
	err = inOrder(b.ctx, b.Workers, ranges(len(check)), func(r [2]int) kept { return b.akin(check[r[0]:r[1]]) }, func(k kept) error {
		rest = append(rest, k.pairs...)
		done += stretch
		b.Progress(Progress{"checking", min(done, len(check)), len(check)})
		return k.err
	})
	slices.SortFunc(rest, pair.compare)
	return rest, err
}

// kept are the pairs that are related indeed.
type kept struct {
	pairs []pair
	err   error
}

// akin keeps the pairs that are related.
func (b *bulk) akin(pairs []pair) (out kept) {
	views := map[uint32]*view.View{}
	at := func(i uint32) *view.View {
		if views[i] == nil && out.err == nil {
			var doc *stemma.Document
			if doc, out.err = b.spool.get(int(i)); out.err == nil {
				views[i] = b.survey.View(wordsOf(doc))
			}
		}
		return views[i]
	}
	for _, p := range pairs {
		x, y := at(p.a), at(p.b)
		if out.err != nil {
			return out
		}
		if kin.Akin(x, y) {
			out.pairs = append(out.pairs, p)
		}
	}
	return out
}

// compared is what came of a group.
type compared struct {
	copies    stemma.Copies
	claimants []string
	reports   int
	err       error
	skipped   error
}

// compare goes through the groups on the workers and yields their copies.
func (b *bulk) compare(groups []group, yield func(*stemma.Copies) error) error {
	claimants := map[string]bool{}
	families, done := 0, 0
	err := inOrder(b.ctx, b.Workers, slices.Values(groups), b.group, func(c compared) error {
		if c.err != nil {
			return c.err
		}
		done += c.reports
		b.Progress(Progress{"comparing", done, b.counts.Reports})
		b.counts.Independent += c.copies.Counts.Independent
		for _, name := range c.claimants {
			claimants[name] = true
		}
		if c.skipped != nil {
			b.skipped = append(b.skipped, skipped(c.skipped))
		}
		for k := range c.copies.Families {
			families++
			c.copies.Families[k].ID = fmt.Sprintf("f%d", families)
		}
		if len(c.copies.Pairs) == 0 {
			return nil
		}
		return yield(&c.copies)
	})
	b.counts.Claimants = len(claimants)
	return err
}

// group compares the reports of a group.
func (b *bulk) group(g group) (out compared) {
	out.reports = len(g.members)
	if len(g.members) == 1 && !b.Changes {
		out.copies.Counts.Independent = 1
		return out
	}
	docs := make([]*stemma.Document, len(g.members))
	for i, m := range g.members {
		if docs[i], out.err = b.spool.get(m); out.err != nil {
			return out
		}
	}
	out.skipped = guarded(docs[0].Path, "comparing the reports related to", func() {
		timex.Anchor(docs)
		in, found := b.analyse(docs)
		out.copies = b.survey.Compare(in, g.pairs, b.Changes)
		out.claimants = stemma.ClaimantNames(found)
	})
	return out
}

// analyse analyses the documents of a group as far as it is needed.
func (b *bulk) analyse(docs []*stemma.Document) ([]kin.Doc, []stemma.DocumentClaims) {
	texts, claims := make([]*text.Text, len(docs)), make([][]stemma.Claim, len(docs))
	for i, d := range docs {
		if b.Changes {
			texts[i] = b.reader.analyzer.Analyze(d)
			claims[i] = b.reader.finder.Find(texts[i])
		} else {
			texts[i] = wordsOf(d)
		}
	}
	if b.Changes {
		claim.Resolve(texts, claims)
	}
	in, found := make([]kin.Doc, len(docs)), make([]stemma.DocumentClaims, len(docs))
	for i, t := range texts {
		in[i] = kin.Doc{Text: t, Claims: claims[i]}
		found[i] = stemma.DocumentClaims{Path: t.Doc.Path, ID: t.Doc.ID, Claims: claims[i]}
	}
	return in, found
}
