package ledger

import "github.com/stemmanews/stemma"

// counts spans the last figures of those who keep count: claimants who gave
// figures on several days, themselves or for their side. A toll rises, so a
// lower figure of an earlier day is overtaken, and so is one that its first
// giver has since put right. A higher figure of another whom several reports
// quote still stands against them and is the high end. Where nobody keeps count
// it is what was given on the last day.
func (b *book) counts(q *question) *stemma.Range {
	if q == nil {
		return nil
	}
	last := lastFigures(q)
	var keepers []*entry
	for _, e := range last {
		if keepsCount(q, e) {
			keepers = append(keepers, e)
		}
	}
	var r *stemma.Range
	for _, e := range keepers {
		if !overtaken(keepers, e) && !corrected(q, e) {
			r = widen(r, e.value)
		}
	}
	if r == nil {
		return latest(q)
	}
	for _, e := range last {
		if r.High != nil && number(e.value) > *r.High && reportsOf(e)+len(e.altered) > 1 && !corrected(q, e) {
			r.High = e.value.High
		}
	}
	return r
}

// lastFigures are the claimants' own last figures, in order.
func lastFigures(q *question) []*entry {
	at := map[int]int{}
	var list []*entry
	for _, e := range q.entries {
		if !hasFigure(e) || e.sts[0].own {
			continue
		}
		if i, ok := at[e.who]; ok && e.who != 0 {
			list[i] = e
			continue
		}
		at[e.who] = len(list)
		list = append(list, e)
	}
	return list
}

// keepsCount reports whether the claimant of e, or its side, has put a figure
// of an earlier day up to date.
func keepsCount(q *question, e *entry) bool {
	for _, o := range q.entries {
		if o.who == e.who && e.who != 0 && hasFigure(o) && (o.relation == stemma.EntryUpdates || later(e.asOf, o.asOf)) {
			return true
		}
	}
	return false
}

// overtaken reports whether a figure of a later day is higher.
func overtaken(list []*entry, e *entry) bool {
	for _, o := range list {
		if o != e && later(o.asOf, e.asOf) && exceeds(o, e) {
			return true
		}
	}
	return false
}

// corrected reports whether another gave the same figure first and a higher
// one since.
func corrected(q *question, e *entry) bool {
	for _, first := range q.entries {
		if first.who == e.who || first.who == 0 || !hasFigure(first) || !sameNumber(first.value, e.value) {
			continue
		}
		for _, o := range q.entries {
			if o.who == first.who && hasFigure(o) && later(o.asOf, first.asOf) && exceeds(o, first) {
				return true
			}
		}
	}
	return false
}
