package ledger

import (
	"github.com/stemmanews/stemma"
)

// event is the story's what-where-when: the day that casualty figures speak
// of, their place, and the latest figure of each claimant who gave one on the
// last day.
func (b *book) event(qs []*question) *stemma.Event {
	killed, wounded := b.main(qs, stemma.MeasureKilled), b.main(qs, stemma.MeasureWounded)
	if killed == nil && wounded == nil {
		return nil
	}
	e := &stemma.Event{Killed: latest(killed), Wounded: latest(wounded)}
	var windows, at []string
	for _, q := range []*question{killed, wounded} {
		if q == nil {
			continue
		}
		for _, s := range q.sts {
			if b.timeKey(q, s) == "" {
				windows = append(windows, s.window)
			}
			at = append(at, s.place)
		}
	}
	if e.Date = mostFrequent(windows); e.Date == "" {
		e.Date = b.first
	}
	e.Place = mostFrequent(at)
	return e
}

// main is the question of a measure with most statements.
func (b *book) main(qs []*question, measure string) *question {
	var best *question
	for _, q := range qs {
		if q.measure == measure && (best == nil || len(q.sts) > len(best.sts)) {
			best = q
		}
	}
	return best
}

// latest spans the figures of the last day on which any was given.
func latest(q *question) *stemma.Range {
	if q == nil {
		return nil
	}
	day := ""
	for _, e := range q.entries {
		if hasFigure(e) && (day == "" || later(e.asOf, day)) {
			day = e.asOf
		}
	}
	var r *stemma.Range
	for _, e := range q.entries {
		if hasFigure(e) && e.asOf == day {
			r = widen(r, e.value)
		}
	}
	return r
}
