// Package eval scores the product on gold data. The metrics are those of the
// project's reference scorers, row by row; each file names the definition it
// follows. Scores run from 0 to 100 where they are shares.
package eval

import (
	"fmt"
	"sort"
)

// Row is one metric on one set: a share, a precision/recall/F1 triple, or a
// bare number.
type Row struct {
	Set    string
	Metric string
	kind   rowKind
	// for triples: right of the system's, found of the gold's, and their totals
	right, found, system, gold int
}

type rowKind int

const (
	triple rowKind = iota
	means          // a triple whose counts are millionths of means
	share          // right of gold
	number         // right
)

// Precision is the share of the system's answers that are right, 0 to 100.
func (r *Row) Precision() float64 { return ratio(r.right, r.system) }

// Recall is the share of the gold that was found, 0 to 100.
func (r *Row) Recall() float64 { return ratio(r.found, r.gold) }

// Score is the row's one figure: F1 of a triple, the share, or the number.
func (r *Row) Score() float64 {
	switch r.kind {
	case triple, means:
		p, q := r.Precision(), r.Recall()
		if p+q == 0 {
			return 0
		}
		return 2 * p * q / (p + q)
	case share:
		return ratio(r.right, r.gold)
	}
	return float64(r.right)
}

// String shows the figure with one decimal and what it is made of.
func (r *Row) String() string {
	switch r.kind {
	case triple:
		return fmt.Sprintf("%.1f (P %.1f, R %.1f; %d, %d)", r.Score(), r.Precision(), r.Recall(), r.system, r.gold)
	case means:
		return fmt.Sprintf("%.1f (P %.1f, R %.1f)", r.Score(), r.Precision(), r.Recall())
	case share:
		return fmt.Sprintf("%.1f (%d of %d)", r.Score(), r.right, r.gold)
	}
	return fmt.Sprint(r.right)
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return 100 * float64(a) / float64(b)
}

// Tally gathers rows in the order in which they are first named.
type Tally struct {
	Set    string
	Suffix string // goes behind the names of metrics, for a second way of running
	rows   []*Row
	at     map[string]*Row
}

// Rows returns the rows gathered.
func (t *Tally) Rows() []*Row { return t.rows }

// Get returns the row of a metric, nil where it was never counted.
func (t *Tally) Get(metric string) *Row { return t.at[metric] }

func (t *Tally) row(metric string, kind rowKind) *Row {
	if t.at == nil {
		t.at = map[string]*Row{}
	}
	metric += t.Suffix
	r := t.at[metric]
	if r == nil {
		r = &Row{Set: t.Set, Metric: metric, kind: kind}
		t.at[metric] = r
		t.rows = append(t.rows, r)
	}
	return r
}

// f adds to a triple whose right and found are the same.
func (t *Tally) f(metric string, right, system, gold int) { t.f4(metric, right, system, gold, right) }

func (t *Tally) f4(metric string, right, system, gold, found int) {
	r := t.row(metric, triple)
	r.right += right
	r.system += system
	r.gold += gold
	r.found += found
}

// a adds one decision to a share.
func (t *Tally) a(metric string, right bool) {
	n := 0
	if right {
		n = 1
	}
	t.shareOf(metric, n, 1)
}

func (t *Tally) shareOf(metric string, right, of int) {
	r := t.row(metric, share)
	r.right += right
	r.gold += of
}

// n adds to a bare number.
func (t *Tally) n(metric string, x int) { t.row(metric, number).right += x }

// pair is a match of system item s with gold item g.
type pair struct{ s, g int }

// greedy matches one to one by falling similarity above 0; ties go by input
// order.
func greedy(ns, ng int, similarity func(s, g int) float64) []pair {
	type scored struct {
		pair
		v float64
	}
	var all []scored
	for s := range ns {
		for g := range ng {
			if v := similarity(s, g); v > 0 {
				all = append(all, scored{pair{s, g}, v})
			}
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].v > all[j].v })
	usedS, usedG := make([]bool, ns), make([]bool, ng)
	var out []pair
	for _, c := range all {
		if !usedS[c.s] && !usedG[c.g] {
			usedS[c.s], usedG[c.g] = true, true
			out = append(out, c.pair)
		}
	}
	return out
}

// matching finds a largest one-to-one set of pairs with ok (Kuhn's augmenting
// paths).
func matching(ns, ng int, ok func(s, g int) bool) []pair {
	owner := make([]int, ng)
	for g := range owner {
		owner[g] = -1
	}
	var seen []bool
	var augment func(s int) bool
	augment = func(s int) bool {
		for g := range ng {
			if seen[g] || !ok(s, g) {
				continue
			}
			seen[g] = true
			if owner[g] < 0 || augment(owner[g]) {
				owner[g] = s
				return true
			}
		}
		return false
	}
	for s := range ns {
		seen = make([]bool, ng)
		augment(s)
	}
	var out []pair
	for g, s := range owner {
		if s >= 0 {
			out = append(out, pair{s, g})
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].s < out[j].s })
	return out
}

// set is a set of token or rune numbers.
type set map[int]bool

func dice(a, b set) float64 {
	if len(a) == 0 && len(b) == 0 {
		return 1
	}
	return 2 * float64(overlapCount(a, b)) / float64(len(a)+len(b))
}

func overlapCount(a, b set) int {
	n := 0
	for i := range a {
		if b[i] {
			n++
		}
	}
	return n
}

func same(a, b set) bool { return len(a) == len(b) && overlapCount(a, b) == len(a) }
