package ledger

import (
	"sort"
	"strings"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/incident"
)

// event is the story's what-where-when in one line. Day and place are those
// that most reports give; the dead and hurt are what claimants say where
// several are quoted with figures that differ, else what most reports tell,
// people without a number included. It is nil where nothing is known.
func (b *book) event(qs []*question) *stemma.Event {
	accounts := make([]incident.Account, len(b.docs))
	for n, i := range b.docs {
		accounts[n] = incident.Read(b.in.Texts[i])
	}
	killed, wounded := b.main(qs, stemma.MeasureKilled), b.main(qs, stemma.MeasureWounded)
	common := (*question)(nil)
	if q, most := mostShared(qs, stemma.MeasureKilled); q != nil && most >= agreed(accounts) && !b.disputed(killed) {
		killed, common = q, q
	}
	if killed != nil && wounded != nil && !shareClaimant(killed.sts, wounded.sts) {
		wounded = nil // nobody speaks of both: they may be of two incidents
	}
	e := &stemma.Event{Date: b.eventDay(accounts, killed, wounded)}
	e.Killed, e.Wounded = told(accounts)
	if len(accounts) == 1 && !contested(qs, stemma.MeasureKilled) {
		e.Killed = highest(e.Killed)
	} else if len(accounts) == 1 {
		e.Killed = raised(e.Killed, qs, stemma.MeasureKilled)
	}
	claimed := e.Killed == nil && e.Wounded == nil || common != nil || b.disputed(killed) || b.disputed(wounded)
	if claimed {
		e.Killed, e.Wounded = b.counts(killed), b.counts(wounded)
	}
	e.Place = b.eventPlace(accounts, claimed, killed, wounded)
	if e.Date == "" && e.Killed == nil && e.Wounded == nil {
		return nil
	}
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

// disputed reports whether at least two claimants are quoted with different
// figures, each in several reports.
func (b *book) disputed(q *question) bool {
	if q == nil || len(b.docs) < 3 {
		return false
	}
	var first *entry
	for _, e := range q.entries {
		if !hasFigure(e) || e.sts[0].own || reportsOf(e) < 2 {
			continue
		}
		if first == nil {
			first = e
		} else if first.who != e.who && !sameNumber(first.value, e.value) {
			return true
		}
	}
	return false
}

// agreed is the number of reports that give one balance, where there are
// several reports: of reports of many things each may count the dead of another.
// Of few reports, and of those that tell of nobody's death, it is all.
func agreed(accounts []incident.Account) int {
	n := map[balance]int{}
	most := 0
	for i := range accounts {
		if x := (balance{accounts[i].Killed, accounts[i].Wounded}); x != (balance{}) {
			n[x]++
			most = max(most, n[x])
		}
	}
	if most == 0 || len(accounts) < leastMixed {
		return len(accounts) + 1
	}
	return most
}

// leastMixed is the number of reports from which a story may be of many things.
const leastMixed = 5

// mostShared is the question of a measure with the answer that stands in most
// reports, two at least, and how many they are; nil where none does.
func mostShared(qs []*question, measure string) (best *question, most int) {
	most = 1
	for _, q := range qs {
		for _, e := range q.entries {
			if q.measure == measure && hasFigure(e) && !e.sts[0].own && reportsOf(e) > most {
				best, most = q, reportsOf(e)
			}
		}
	}
	return best, most
}

// reportsOf is the number of documents that carry an entry.
func reportsOf(e *entry) int {
	docs := map[int]bool{}
	for _, s := range e.sts {
		docs[s.doc] = true
	}
	return len(docs)
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

// balance is what one report tells of the dead and the hurt.
type balance struct{ killed, wounded float64 }

// told is the balance that most reports give; of equals the one with more
// dead, which is the later as a rule. A single report may give several numbers,
// each from another source: then they are its range.
func told(accounts []incident.Account) (killed, wounded *stemma.Range) {
	if len(accounts) == 1 {
		a := &accounts[0]
		return between(a.KilledRange, a.Killed), between(a.WoundedRange, a.Wounded)
	}
	n := map[balance]int{}
	best := balance{}
	for i := range accounts {
		x := balance{accounts[i].Killed, accounts[i].Wounded}
		n[x] += 2
		if i == len(accounts)-1 {
			n[x]++
		}
	}
	for i := range accounts {
		x := balance{accounts[i].Killed, accounts[i].Wounded}
		if n[x] > n[best] || n[x] == n[best] && x.killed > best.killed {
			best = x
		}
	}
	return just(best.killed), just(best.wounded)
}

// contested reports whether the answers to a measure's questions leave a range:
// some are against others, or one gives two ends itself. Else what a report
// tells beside its total counts parts of it.
func contested(qs []*question, measure string) bool {
	for _, q := range qs {
		for _, e := range q.entries {
			switch {
			case q.measure != measure:
			case e.relation == stemma.EntryConflicts, e.relation == stemma.EntryDenies, hasFigure(e) && twoEnds(e.value):
				return true
			}
		}
	}
	return false
}

// twoEnds reports whether a value names a lowest and a highest number, or a
// highest alone.
func twoEnds(v *stemma.Value) bool {
	return v.Comparator == stemma.Between || v.Comparator == stemma.UpTo
}

// raised gives a range the high end of the answers that name two ends.
func raised(r *stemma.Range, qs []*question, measure string) *stemma.Range {
	for _, q := range qs {
		for _, e := range q.entries {
			if q.measure != measure || r == nil || r.High == nil || !hasFigure(e) || !twoEnds(e.value) {
				continue
			}
			if high := e.value.High; high != nil && *high > *r.High {
				r = &stemma.Range{Low: r.Low, High: high}
			}
		}
	}
	return r
}

// highest is the range of the high end alone.
func highest(r *stemma.Range) *stemma.Range {
	if r == nil || r.High == nil {
		return r
	}
	return just(*r.High)
}

// between is the range of the numbers given where they differ, else of the one
// number that the report comes to.
func between(r [2]float64, n float64) *stemma.Range {
	if r[0] == r[1] {
		return just(n)
	}
	return &stemma.Range{Low: &r[0], High: &r[1]}
}

// just is the range of one number, nil for none.
func just(n float64) *stemma.Range {
	if n == 0 {
		return nil
	}
	low, high := n, n
	return &stemma.Range{Low: &low, High: &high}
}

// eventDay is the day that most reports give, else the window of the casualty
// figures, else the first day of publication.
func (b *book) eventDay(accounts []incident.Account, qs ...*question) string {
	v := votes{}
	for n, i := range b.docs {
		pub := b.doc(i).Published.Date
		if d := accounts[n].Day; d != "" && (b.first == "" || d <= b.first) {
			v.add(d, 2)
		} else if pub != "" {
			v.add(pub, 1)
		}
	}
	if d := v.best(); d != "" {
		return d
	}
	var windows []string
	for _, q := range qs {
		if q == nil {
			continue
		}
		for _, s := range q.sts {
			if b.timeKey(q, s) == "" {
				windows = append(windows, s.window)
			}
		}
	}
	return firstOf(mostFrequent(windows), b.first)
}

// eventPlace joins up to three places for which most speaks; countries and
// regions of several stand behind what lies in them. The place of the figures
// comes first where it is they that are shown.
func (b *book) eventPlace(accounts []incident.Account, claimed bool, qs ...*question) string {
	v := votes{}
	for i := range accounts {
		for _, p := range accounts[i].Places {
			v.add(p.Place, p.Weight)
		}
	}
	weight := 4
	if claimed {
		weight = 40
	}
	for _, q := range qs {
		if q == nil {
			continue
		}
		for _, s := range q.sts {
			if s.place != "" {
				v.add(s.place, weight)
			}
		}
	}
	return v.place()
}

// place joins the two places of most weight, without those that a longer name
// holds, and a third: the country for which most speaks, unless another place
// has more.
func (v *votes) place() string {
	var near, far, parts []string
	for _, p := range v.top(len(v.order)) {
		if wide(p) {
			far = append(far, p)
		} else {
			near = append(near, p)
		}
	}
	add := func(list []string, most int) {
		for _, p := range list {
			if len(parts) < most && !strings.Contains(fold(strings.Join(parts, ", ")), fold(p)) {
				parts = append(parts, p)
			}
		}
	}
	add(near, 2)
	if len(far) > 0 && len(near) > 2 && v.n[near[2]] < v.n[far[0]] {
		add(far, 3)
	}
	add(near, 3)
	add(far, 3)
	return strings.Join(parts, ", ")
}

// votes counts strings; of equals the first counted wins.
type votes struct {
	n     map[string]int
	order []string
}

func (v *votes) add(s string, weight int) {
	if v.n == nil {
		v.n = map[string]int{}
	}
	if v.n[s] == 0 {
		v.order = append(v.order, s)
	}
	v.n[s] += weight
}

func (v *votes) best() string {
	if t := v.top(1); len(t) > 0 {
		return t[0]
	}
	return ""
}

func (v *votes) top(k int) []string {
	list := append([]string(nil), v.order...)
	sort.SliceStable(list, func(i, j int) bool { return v.n[list[i]] > v.n[list[j]] })
	return list[:min(k, len(list))]
}
