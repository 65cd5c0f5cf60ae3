// Package desk runs the stages over an input: it reads, analyses, compares and
// keeps the books. It is the only package with goroutines and progress; the
// stages themselves are functions from values to values, so the result is the
// same on any number of cores.
package desk

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/article"
	"github.com/stemmanews/stemma/claim"
	"github.com/stemmanews/stemma/kin"
	"github.com/stemmanews/stemma/lang"
	"github.com/stemmanews/stemma/lang/timex"
	"github.com/stemmanews/stemma/ledger"
	"github.com/stemmanews/stemma/source"
	"github.com/stemmanews/stemma/story"
)

// Stage names a step of the road. A run does every stage up to Options.Until.
type Stage int

// The stages, in the order of the road.
const (
	Read Stage = iota
	Parse
	Claims
	Copies
	Ledger
)

// Options say what to run over.
type Options struct {
	Paths    []string       // files, folders, "-" for standard input
	Source   source.Options // limits and charset
	Until    Stage          // the last stage to run
	Whole    bool           // all of every document is body
	Each     bool           // every document is a story of its own
	Corpus   bool           // spans of claims as the PolNeAR corpus draws them
	Workers  int            // goroutines; 0: one a core
	Progress func(Progress) // called from one goroutine at a time; may be nil
}

// Progress says how far a stage has come. Total is 0 while it is not known.
type Progress struct {
	Stage string
	Done  int
	Total int
}

// Result is what a run found. Texts and Report.Documents stand in the same
// order, which is the order of the input.
type Result struct {
	Report stemma.Report
	Texts  []*lang.Text
}

// ErrNothing says that no document could be read; Result.Report.Skipped says
// why.
var ErrNothing = errors.New("no document could be read")

// Run reads the input and runs the stages. Documents that cannot be read are
// listed in Report.Skipped and the rest goes on. The error is ErrNothing where
// none is left, the context's where it was cancelled, or says which embedded
// model could not be loaded.
func Run(ctx context.Context, o Options) (*Result, error) {
	r := &run{ctx: ctx, Options: o, res: &Result{Report: stemma.Report{Version: stemma.Version}}}
	if r.Workers <= 0 {
		r.Workers = runtime.GOMAXPROCS(0)
	}
	return r.res, r.all()
}

// run is the state of one call of Run.
type run struct {
	Options
	ctx context.Context
	res *Result
	mu  sync.Mutex // guards Progress
}

func (r *run) all() error {
	if err := r.read(); err != nil {
		return err
	}
	timex.Anchor(pointers(r.res.Report.Documents))
	r.noticeDates()
	if r.Until == Read {
		return nil
	}
	if err := r.parse(); err != nil || r.Until == Parse {
		return err
	}
	claims, err := r.claims()
	if err != nil || r.Until == Claims {
		return err
	}
	return r.compare(claims)
}

// read fills the documents, in the order of the input: files are opened one
// after the other and extracted side by side.
func (r *run) read() error {
	var raws []source.Raw
	for raw, err := range source.Open(r.Paths, r.Source) {
		if r.ctx.Err() != nil {
			return r.ctx.Err()
		}
		if err != nil {
			r.skip(err)
			continue
		}
		raws = append(raws, raw)
		r.progress("reading", len(raws), 0)
	}
	type extracted struct {
		doc     stemma.Document
		notices []stemma.Notice
		err     error
	}
	extract := article.Extract
	if r.Whole {
		extract = article.Whole
	}
	out := make([]extracted, len(raws))
	err := r.each("extracting", len(raws), func(i int) {
		e := &out[i]
		if err := guarded(raws[i].Path, "reading", func() { e.doc, e.notices, e.err = extract(raws[i]) }); err != nil {
			e.err = err
		}
		raws[i] = source.Raw{} // the bytes are not needed any more
	})
	if err != nil {
		return err
	}
	rep := &r.res.Report
	for _, e := range out {
		if e.err != nil {
			r.skip(e.err)
			continue
		}
		rep.Documents = append(rep.Documents, e.doc)
		rep.Notices = append(rep.Notices, e.notices...)
	}
	if len(rep.Documents) == 0 {
		return ErrNothing
	}
	return nil
}

func (r *run) skip(err error) { r.res.Report.Skipped = append(r.res.Report.Skipped, skipped(err)) }

// skipped says why an input was left out.
func skipped(err error) stemma.Skipped {
	s := stemma.Skipped{Reason: err.Error()}
	if e, ok := errors.AsType[*source.Error](err); ok {
		s = stemma.Skipped{Path: e.Path, Reason: e.Reason, Hint: e.Hint}
		if e.Err != nil {
			s.Reason += ": " + e.Err.Error()
		}
	}
	return s
}

// noticeDates tells of documents whose day is unknown or was worked out.
func (r *run) noticeDates() {
	rep := &r.res.Report
	for _, d := range rep.Documents {
		switch {
		case d.Published.Date == "":
			rep.Notices = append(rep.Notices, stemma.Notice{Path: d.Path, Kind: "undated",
				Text: "no publication date found: words such as \"Monday\" stay without a day; give one in a manifest.csv"})
		case d.Published.From == stemma.DateInferred:
			rep.Notices = append(rep.Notices, stemma.Notice{Path: d.Path, Kind: "inferred-date",
				Text: "publication date " + d.Published.Date + " was worked out from dates in the text"})
		}
	}
}

func (r *run) parse() error {
	a, err := lang.NewAnalyzer()
	if err != nil {
		return fmt.Errorf("loading the language model: %w", err)
	}
	return r.analyseAll(a.Analyze)
}

// analyseAll fills the texts. One that makes analyse fail stays without words.
func (r *run) analyseAll(analyse func(*stemma.Document) *lang.Text) error {
	docs := r.res.Report.Documents
	r.res.Texts = make([]*lang.Text, len(docs))
	return r.eachGuarded("analysing", "analysing",
		func(i int) { r.res.Texts[i] = analyse(&docs[i]) },
		func(i int) { r.res.Texts[i] = &lang.Text{Doc: &docs[i]} })
}

func (r *run) claims() ([][]stemma.Claim, error) {
	f, err := claim.NewFinder()
	if err != nil {
		return nil, fmt.Errorf("loading the claim model: %w", err)
	}
	f.Corpus = r.Corpus
	claims := make([][]stemma.Claim, len(r.res.Texts))
	err = r.eachGuarded("finding claims", "finding the claims of",
		func(i int) { claims[i] = f.Find(r.res.Texts[i]) },
		func(i int) { claims[i] = []stemma.Claim{} })
	if err != nil {
		return nil, err
	}
	claim.Resolve(r.res.Texts, claims)
	for i, t := range r.res.Texts {
		r.res.Report.Claims = append(r.res.Report.Claims,
			stemma.DocumentClaims{Path: t.Doc.Path, ID: t.Doc.ID, Claims: claims[i]})
	}
	return claims, nil
}

// compare runs the stages that look at all documents together: copies,
// stories, ledger.
func (r *run) compare(claims [][]stemma.Claim) error {
	texts, rep := r.res.Texts, &r.res.Report
	docs := make([]kin.Doc, len(texts))
	for i, t := range texts {
		docs[i] = kin.Doc{Text: t, Claims: claims[i]}
	}
	r.progress("comparing", 0, len(docs))
	rep.Copies = kin.Compare(docs)
	rep.Copies.Counts.Claimants = stemma.Claimants(rep.Claims)
	if r.ctx.Err() != nil || r.Until == Copies {
		return r.ctx.Err()
	}
	in := ledger.Input{Texts: texts, Claims: claims, Copies: &rep.Copies}
	if r.Each {
		for i := range texts {
			in.Stories = append(in.Stories, []int{i})
		}
	} else {
		in.Stories = story.Group(texts, &rep.Copies)
	}
	r.progress("keeping the ledger", len(docs), len(docs))
	rep.Ledger = ledger.Keep(in)
	return r.ctx.Err()
}

// each calls f for 0 ≤ i < n on the workers, in no order, and reports
// progress. It returns early with the context's error.
func (r *run) each(stage string, n int, f func(i int)) error {
	var wg sync.WaitGroup
	next := make(chan int)
	done := 0
	for range min(r.Workers, n) {
		wg.Go(func() {
			for i := range next {
				f(i)
				r.mu.Lock()
				done++
				r.report(Progress{stage, done, n})
				r.mu.Unlock()
			}
		})
	}
	for i := range n {
		if r.ctx.Err() != nil {
			break
		}
		next <- i
	}
	close(next)
	wg.Wait()
	return r.ctx.Err()
}

func (r *run) progress(stage string, done, total int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.report(Progress{stage, done, total})
}

func (r *run) report(p Progress) {
	if r.Progress != nil {
		r.Progress(p)
	}
}

func pointers(docs []stemma.Document) []*stemma.Document {
	out := make([]*stemma.Document, len(docs))
	for i := range docs {
		out[i] = &docs[i]
	}
	return out
}
