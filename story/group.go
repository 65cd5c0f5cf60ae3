// Package story groups reports of one happening.
//
// Reports are compared by their words, weighted by rarity: names, places,
// numbers and rare words weigh most (tf-idf with a background of ordinary
// English, so that a folder of one story does not make its own names
// worthless), and by the days on which they were published. Pairs are found
// through an index of each report's rarest words, never by comparing all with
// all; groups are joined by average link, so that one chance likeness does not
// chain two happenings together.
// Copies are drawn to what they copied, where the words agree at all.
package story

import (
	"math"
	"sort"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/text"
)

// Group returns the stories of the texts as lists of indexes, each in
// ascending order, the lists in order of their first text. Every text is in
// exactly one story. copies may be nil.
func Group(texts []*text.Text, copies *stemma.Copies) [][]int {
	sigs := signatures(texts)
	n := len(sigs)
	c := newClusters(n)
	tied := ties(texts, copies)
	for _, p := range candidates(sigs) {
		l := likeness(&sigs[p.a], &sigs[p.b])
		if l >= joinAtFew/2 {
			l += tied[p]
		}
		c.connect(p.a, p.b, l)
	}
	c.merge()
	return c.lists()
}

// Thresholds, set on development data: see docs/method/ledger.md.
const (
	joinAtFew       = 0.10 // average likeness at which two groups are one story, in a folder of few reports
	joinAtMany      = 0.16 // the same, in a collection
	few, many       = 20, 600
	rarityPower     = 1.25 // of the inverse document frequency
	backgroundShare = 0.35 // weight of the background of ordinary English
	leadWords       = 100  // words at the start of the body that count more
	keyTerms        = 40   // words of a report that the index holds
	widestTerm      = 400  // a word finds no pairs beyond this many reports
	worthwhile      = 0.02 // likeness by key terms from which a pair is compared
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

// pair is a candidate: two reports that share key terms.
type pair struct{ a, b int }

// candidates lists the pairs of reports whose key terms alone make them alike
// enough to be worth a full comparison.
func candidates(sigs []signature) []pair {
	postings := map[int][]posting{}
	var out []pair
	partial := make([]float64, len(sigs))
	for i := range sigs {
		var touched []int
		for _, t := range sigs[i].keys {
			list := postings[t.id]
			if len(list) <= widestTerm {
				for _, p := range list {
					if partial[p.doc] == 0 {
						touched = append(touched, p.doc)
					}
					partial[p.doc] += p.weight * t.weight
				}
				postings[t.id] = append(list, posting{i, t.weight})
			}
		}
		for _, j := range touched {
			if partial[j] >= worthwhile {
				out = append(out, pair{j, i})
			}
			partial[j] = 0
		}
	}
	return out
}

// posting is a report that holds a key term.
type posting struct {
	doc    int
	weight float64
}

// likeness is the cosine of two reports, lessened by the days between them.
func likeness(a, b *signature) float64 {
	s := cosine(a.terms, b.terms)
	if a.day == 0 || b.day == 0 {
		return s
	}
	return s * nearness(a.day-b.day)
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

// tie is what a listed pair of reports adds to their likeness. Whole copies
// mostly tell of one happening; retellings are found by a skeleton of names and
// numbers, which in short reports of like events can agree by chance.
var tie = map[string]float64{
	stemma.RelationCopy: 0.2, stemma.RelationEdited: 0.15, stemma.RelationReworded: 0.1, stemma.RelationSummary: 0.05, stemma.RelationExcerpt: 0.05,
}

// ties are the additions to likeness by pair of texts, the lower index first.
func ties(texts []*text.Text, copies *stemma.Copies) map[pair]float64 {
	m := map[pair]float64{}
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
			m[pair{min(a, b), max(a, b)}] = tie[p.Relation] * p.Confidence
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
