package story

import (
	"cmp"
	"math"
	"slices"
)

// Index holds what is needed of each report of a collection to tell which
// belong to one story: about 1 KB a report. Reports are numbered in the order
// in which they came. It is not safe for use by several goroutines at once.
type Index struct {
	reports  []report         // by number
	in       int              // reports that were not removed
	df       map[uint32]int32 // in how many reports a term stands
	lines    map[uint64]repeats
	postings map[uint32][]posting
	scratch  map[uint32]float64 // for counts
}

// report is a signature as the collection weighs it.
type report struct {
	terms   []term // by id, of unit length
	keys    []term // the weightiest terms, by id
	day     int32
	removed bool
}

type term struct {
	id     uint32
	weight float32 // single precision halves the index of a large workspace
}

// posting is a report that holds a key term.
type posting struct {
	doc    int32
	weight float32
}

// repeats says in how many reports a line stands, and over which days.
type repeats struct {
	reports     int32
	first, last int32
}

// NewIndex makes an index of reports: all are counted before any is weighed,
// so that their order does not matter.
func NewIndex(sigs []Signature) *Index {
	x := &Index{df: map[uint32]int32{}, lines: map[uint64]repeats{}, postings: map[uint32][]posting{}, scratch: map[uint32]float64{}}
	for i := range sigs {
		x.countLines(&sigs[i])
	}
	for i := range sigs {
		x.countTerms(x.counts(&sigs[i]))
	}
	for i := range sigs {
		x.weigh(&sigs[i], x.counts(&sigs[i]))
	}
	return x
}

// Add takes one report up and returns its number. Its words weigh by the
// reports that came before it; those keep the weights that they had.
func (x *Index) Add(s Signature) int {
	x.countLines(&s)
	n := x.counts(&s)
	x.countTerms(n)
	return x.weigh(&s, n)
}

// Remove leaves a report out of all groups to come, a version that another
// replaced for instance.
func (x *Index) Remove(n int) {
	if r := &x.reports[n]; !r.removed {
		*r = report{removed: true}
		x.in--
	}
}

// Len is the number of reports that the index holds, those removed aside.
func (x *Index) Len() int { return x.in }

// countLines counts the lines of a report, each once.
func (x *Index) countLines(s *Signature) {
	seen := map[uint64]bool{}
	for _, l := range s.lines {
		if seen[l.hash] {
			continue
		}
		seen[l.hash] = true
		r, ok := x.lines[l.hash]
		if !ok {
			r = repeats{first: s.day, last: s.day}
		}
		x.lines[l.hash] = repeats{r.reports + 1, min(r.first, s.day), max(r.last, s.day)}
	}
}

// Boilerplate: a line that stands in so many reports over so many days is no
// news, it is what an outlet prints under everything.
const (
	boilerplateReports = 3
	boilerplateDays    = 14
)

func (x *Index) boilerplate(hash uint64) bool {
	r := x.lines[hash]
	return r.reports >= boilerplateReports && r.first != 0 && r.last-r.first > boilerplateDays
}

// counts are how often each term stands in a report, by part of the report.
// They hold until the next call.
func (x *Index) counts(s *Signature) map[uint32]float64 {
	n := x.scratch
	if len(n) > mostScratch { // a long report leaves no room behind that all others would go through
		n = map[uint32]float64{}
		x.scratch = n
	}
	clear(n)
	for _, t := range s.head {
		n[t] += headGain
	}
	at := 0
	for _, l := range s.lines {
		if x.boilerplate(l.hash) {
			continue
		}
		for _, t := range l.terms {
			n[t] += gain(at)
			at++
		}
	}
	return n
}

// mostScratch is the number of terms up to which the room for counting them is
// used again.
const mostScratch = 2000

// gain is what one occurrence of the body's word number at counts: the first
// words say what a report is about, the last mostly what happened before.
func gain(at int) float64 {
	switch {
	case at < leadWords:
		return leadGain
	case at < tailWords:
		return 1
	}
	return tailGain
}

func (x *Index) countTerms(counts map[uint32]float64) {
	for t := range counts {
		x.df[t]++
	}
	x.in++
}

// weigh takes a counted report up.
func (x *Index) weigh(s *Signature, counts map[uint32]float64) int {
	r := report{day: s.day, terms: make([]term, 0, len(counts))}
	for t, n := range counts {
		if idf := x.idf(t); idf > 0 {
			r.terms = append(r.terms, term{t, float32((1 + math.Log(n)) * math.Pow(idf, rarityPower) * s.boost(t))})
		}
	}
	slices.SortFunc(r.terms, heavier)
	r.terms = slices.Clone(r.terms[:min(mostTerms, len(r.terms))]) // and not the room of all terms
	normalise(r.terms)
	r.keys = slices.Clone(r.terms[:min(keyTerms, len(r.terms))])
	slices.SortFunc(r.terms, byID)
	slices.SortFunc(r.keys, byID)
	n := len(x.reports)
	x.reports = append(x.reports, r)
	for _, t := range r.keys {
		if list := x.postings[t.id]; len(list) <= widestTerm {
			x.postings[t.id] = append(list, posting{int32(n), t.weight})
		}
	}
	return n
}

// boost is what a term weighs more for being a name or a number.
func (s *Signature) boost(t uint32) float64 {
	if _, ok := slices.BinarySearch(s.names, t); ok {
		return nameBoost
	}
	return 1
}

// idf is the rarity of a term: in the collection, and in ordinary English, so
// that a folder of one story does not make its own names worthless.
func (x *Index) idf(t uint32) float64 {
	total := float64(x.in) + backgroundShare*float64(background)
	return math.Log(total / (1 + float64(x.df[t]) + backgroundShare*float64(rarity[t])))
}

func normalise(terms []term) {
	var norm float64
	for _, t := range terms {
		norm += float64(t.weight) * float64(t.weight)
	}
	norm = math.Sqrt(norm)
	for i := range terms {
		terms[i].weight = float32(float64(terms[i].weight) / norm)
	}
}

func heavier(a, b term) int {
	return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.id, b.id))
}

func byID(a, b term) int { return cmp.Compare(a.id, b.id) }

// Near lists the reports that can belong to one story with report n, in
// ascending order: alone, they would be half alike enough. Whoever places a
// new report groups it anew with the stories of those.
func (x *Index) Near(n int) []int {
	partial := map[int]float64{}
	for _, t := range x.reports[n].keys {
		for _, p := range x.postings[t.id] {
			partial[int(p.doc)] += float64(p.weight) * float64(t.weight)
		}
	}
	var out []int
	for m, l := range partial {
		if m != n && l >= worthwhile && !x.reports[m].removed && x.Likeness(m, n) >= joinAt(x.in)/2 {
			out = append(out, m)
		}
	}
	slices.Sort(out)
	return out
}

// Likeness is how alike two reports are, 0 to 1: the cosine of their weighed
// words, lessened by the days between them.
func (x *Index) Likeness(a, b int) float64 {
	r, s := &x.reports[a], &x.reports[b]
	l := cosine(r.terms, s.terms)
	if r.day == 0 || s.day == 0 {
		return l
	}
	return l * nearness(int(r.day-s.day))
}

func cosine(a, b []term) float64 {
	var s float64
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].id == b[j].id:
			s += float64(a[i].weight) * float64(b[j].weight)
			i++
			j++
		case a[i].id < b[j].id:
			i++
		default:
			j++
		}
	}
	return s
}

// nearness is 1 within three days and falls to 0.6 over the following weeks.
func nearness(days int) float64 {
	if days < 0 {
		days = -days
	}
	switch {
	case days <= 3:
		return 1
	case days <= 10:
		return 1 - 0.03*float64(days-3)
	case days <= 100:
		return 0.79 - 0.002*float64(days-10)
	}
	return 0.6
}
