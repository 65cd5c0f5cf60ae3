package desk

import (
	_ "embed" // for the sample
	"encoding/json"
	"fmt"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/article"
	"github.com/stemmanews/stemma/claim"
	"github.com/stemmanews/stemma/lang"
	"github.com/stemmanews/stemma/lang/text"
	"github.com/stemmanews/stemma/lang/timex"
	"github.com/stemmanews/stemma/source"
	"github.com/stemmanews/stemma/store"
)

// analysisVersion is the part of the version of the analysis of single reports
// that is counted by hand: it changes with any change of what article, lang or
// claim find that the sample does not show.
const analysisVersion = "1"

// sample is an invented report with something of everything that is looked
// for.
//
//go:embed sample.txt
var sample string

// version names the analysis of single reports. It is part of the key of every
// stored analysis, so that a workspace reads its reports again when another
// version of the program finds other things in them. What the sample gives
// stands for what all reports give.
func (r *reader) version() string {
	whole := *r
	whole.whole = false
	a := whole.analyse(source.Raw{Path: "sample", Text: sample, Kind: source.Plain}, store.Key{}, nil)
	b, err := json.Marshal(a)
	if err != nil {
		return analysisVersion
	}
	return analysisVersion + "-" + hexSum(b)[:12]
}

// reader analyses single reports. It is safe for use by several goroutines.
type reader struct {
	whole    bool
	analyzer *lang.Analyzer
	finder   *claim.Finder
}

func newReader(whole bool) (*reader, error) {
	a, err := lang.NewAnalyzer()
	if err != nil {
		return nil, fmt.Errorf("loading the language model: %w", err)
	}
	f, err := claim.NewFinder()
	if err != nil {
		return nil, fmt.Errorf("loading the claim model: %w", err)
	}
	return &reader{whole, a, f}, nil
}

// options is the part of an analysis' key that is not the original: what was
// given beside the text.
func (r *reader) options(v *store.Version) string {
	if v.Given == (source.Given{}) && v.Listed == (source.Given{}) && v.Text == "" && !r.whole {
		return ""
	}
	return hexSum(fmt.Appendf(nil, "%q %q %q %q %v", v.Given, v.Listed, v.Text, v.Kind, r.whole))[:16]
}

// analyse reads one report. anchor is the day that other reports give it where
// it names none, "" for none. A report that makes the program fail is skipped.
func (r *reader) analyse(raw source.Raw, k store.Key, anchor *stemma.Published) (out store.Analysis) {
	err := guarded(raw.Path, "analysing", func() { out = r.analysis(raw, k, anchor) })
	if err != nil {
		s := skipped(err)
		out = store.Analysis{Key: k, Skipped: &s}
	}
	return out
}

func (r *reader) analysis(raw source.Raw, k store.Key, anchor *stemma.Published) store.Analysis {
	extract := article.Extract
	if r.whole {
		extract = article.Whole
	}
	out := store.Analysis{Key: k}
	doc, notices, err := extract(raw)
	if err != nil {
		s := skipped(err)
		out.Skipped = &s
		return out
	}
	timex.Anchor([]*stemma.Document{&doc})
	if doc.Published.Date == "" && anchor != nil {
		doc.Published, out.Anchored = *anchor, true
	}
	t := r.analyzer.Analyze(&doc)
	out.Document, out.Notices, out.Text, out.Claims = doc, notices, text.Pack(t), r.finder.Find(t)
	return out
}

// unpack is the analysed text of a stored analysis, under the path that its
// report has.
func unpack(a *store.Analysis, path string) (*text.Text, error) {
	a.Document.Path = path
	t, err := text.Unpack(&a.Document, a.Text)
	if err != nil {
		return nil, fmt.Errorf("reading the analysis of %s: %w", path, err)
	}
	return t, nil
}
