// Package story groups reports of one happening.
//
// Reports are compared by their words, weighted by rarity: names, places,
// numbers and rare words weigh most (tf-idf with a background of ordinary
// English, so that a folder of one story does not make its own names
// worthless), and by the days on which they were published. In a collection,
// pairs are found through an index of each report's rarest words, never by
// comparing all with all; groups are joined by average link, so that one
// chance likeness does not chain two happenings together. Copies are drawn to
// what they copied, where the words agree at all.
//
// [Group] groups a folder; [Index] takes one report more among many.
package story

import (
	"math"
	"slices"
	"sort"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/text"
)

// Group returns the stories of the texts as lists of indexes, each in
// ascending order, the lists in order of their first text. Every text is in
// exactly one story. copies may be nil.
func Group(texts []*text.Text, copies *stemma.Copies) [][]int {
	sigs := make([]Signature, len(texts))
	all := make([]int, len(texts))
	for i, t := range texts {
		sigs[i], all[i] = SignatureOf(t.Doc), i
	}
	return NewIndex(sigs).Group(all, ties(texts, copies))
}

// Group returns the stories of some reports of the index, given by number
// without repetition, as lists of numbers, each ascending, in order of their
// first. What it makes of all reports at once, and of a report with those that
// are near it and their stories, is mostly the same; where it differs, the
// later report has tipped a balance.
func (x *Index) Group(members []int, tied Ties) [][]int {
	c := newClusters(len(members), joinAt(x.in))
	for _, p := range x.pairs(members) {
		c.connect(p[0], p[1], x.tiedLikeness(members[p[0]], members[p[1]], tied))
	}
	c.merge()
	lists := c.lists()
	for _, l := range lists {
		for k := range l {
			l[k] = members[l[k]]
		}
		slices.Sort(l)
	}
	slices.SortFunc(lists, func(a, b []int) int { return a[0] - b[0] })
	return lists
}

// pairs lists the pairs of members, by their place in members, that are worth
// a comparison: all where there are few, else those alike by their key terms.
func (x *Index) pairs(members []int) [][2]int {
	if len(members) <= few {
		return allPairs(len(members))
	}
	postings := map[uint32][]posting{}
	partial := make([]float64, len(members))
	var out [][2]int
	for i, n := range members {
		var touched []int
		for _, t := range x.reports[n].keys {
			list := postings[t.id]
			if len(list) > widestTerm {
				continue
			}
			for _, p := range list {
				if partial[p.doc] == 0 {
					touched = append(touched, int(p.doc))
				}
				partial[p.doc] += float64(p.weight) * float64(t.weight)
			}
			postings[t.id] = append(list, posting{int32(i), t.weight})
		}
		for _, j := range touched {
			if partial[j] >= worthwhile {
				out = append(out, [2]int{j, i})
			}
			partial[j] = 0
		}
	}
	return out
}

func allPairs(n int) [][2]int {
	var out [][2]int
	for i := range n {
		for j := range i {
			out = append(out, [2]int{j, i})
		}
	}
	return out
}

// tiedLikeness adds to the likeness of two reports what their being copies
// adds, where their words agree at all.
func (x *Index) tiedLikeness(m, n int, tied Ties) float64 {
	l := x.Likeness(m, n)
	if l >= joinAtFew/2 {
		l += tied[[2]int{min(m, n), max(m, n)}]
	}
	return l
}

// Settings, found on development data: see docs/method/ledger.md.
const (
	joinAtFew       = 0.06 // average likeness at which two groups are one story, in a folder of few reports
	joinAtMany      = 0.16 // the same, in a collection
	few, many       = 20, 600
	rarityPower     = 1.25 // of the inverse document frequency
	backgroundShare = 0.35 // weight of the background of ordinary English
	headGain        = 2    // what a word of the headline counts
	leadWords       = 100  // words at the start of the body that count more
	leadGain        = 2.5  // what each of them counts
	tailWords       = 300  // words after which a word counts less
	tailGain        = 0.6  // what it counts
	nameBoost       = 1.6  // what names and numbers weigh more
	mostTerms       = 160  // words of a report that are compared
	keyTerms        = 40   // words of a report that the index holds
	widestTerm      = 400  // a word finds no pairs beyond this many reports
	worthwhile      = 0.02 // likeness by key terms from which a pair is compared
	looseness       = 0.1  // how much more alike to each other two close-knit groups must be
)

// joinAt is the average likeness at which two groups are one story. Whoever
// reads twenty reports mostly picked them for one story; in a collection
// likeness by chance is commoner.
func joinAt(n int) float64 {
	if n <= few {
		return joinAtFew
	}
	part := math.Log(float64(n)/few) / math.Log(float64(many)/few)
	return joinAtFew + (joinAtMany-joinAtFew)*min(1, part)
}

// tie is what a listed pair of reports adds to their likeness. Whole copies
// mostly tell of one happening; retellings are found by a skeleton of names and
// numbers, which in short reports of like events can agree by chance.
var tie = map[string]float64{
	stemma.RelationCopy: 0.2, stemma.RelationEdited: 0.15, stemma.RelationReworded: 0.05, stemma.RelationSummary: 0.03, stemma.RelationExcerpt: 0,
}

// Ties are what pairs of reports add to their likeness for being copies, by
// their numbers, the lower first.
type Ties map[[2]int]float64

// Tie is what a pair of reports adds to their likeness.
func Tie(p *stemma.Pair) float64 { return tie[p.Relation] * p.Related }

// ties are the additions to likeness by pair of texts, the lower index first.
func ties(texts []*text.Text, copies *stemma.Copies) Ties {
	m := Ties{}
	if copies == nil {
		return m
	}
	at := map[string]int{}
	for i, t := range texts {
		at[t.Doc.Path] = i
	}
	for _, p := range copies.Pairs {
		a, okA := at[p.A]
		b, okB := at[p.B]
		if okA && okB && a != b {
			m[[2]int{min(a, b), max(a, b)}] = Tie(&p)
		}
	}
	return m
}

// lists are the clusters as sorted lists.
func (c *clusters) lists() [][]int {
	byRoot := map[int][]int{}
	var roots []int
	for i := range c.parent {
		r := c.find(i)
		if byRoot[r] == nil {
			roots = append(roots, r)
		}
		byRoot[r] = append(byRoot[r], i)
	}
	out := make([][]int, 0, len(roots))
	for _, r := range roots {
		sort.Ints(byRoot[r])
		out = append(out, byRoot[r])
	}
	return out
}
