package ledger

import (
	"sort"

	"github.com/stemmanews/stemma"
)

// render turns a worked question into what is printed.
func (b *book) render(q *question) stemma.Question {
	b.relate(q)
	out := stemma.Question{Measure: q.measure, Entries: []stemma.Entry{}, ByParty: []stemma.PartyRange{}, Remarks: []string{}}
	out.Of, out.Place, out.Unit = q.asked()
	out.Title = q.titleOf(out.Of, out.Place)
	for _, e := range q.entries {
		out.Entries = append(out.Entries, b.renderEntry(e))
	}
	out.Range, out.ByParty = ranges(q.entries)
	for _, r := range q.remarks {
		out.Remarks = appendNew(out.Remarks, r)
	}
	return out
}

// asked says what a question asks: of what, where, in which unit.
func (q *question) asked() (of, place, unit string) {
	var ofs, places, units, narrow []string
	for _, s := range q.sts {
		if s.figure != nil {
			ofs, places, units = append(ofs, s.figure.Of), append(places, s.place), append(units, s.figure.Unit)
		}
	}
	for _, p := range places {
		if !wide(p) {
			narrow = append(narrow, p)
		}
	}
	if place = mostFrequent(narrow); place == "" {
		place = mostFrequent(places)
	}
	if 5*count(places, place) < len(places) {
		place = "" // too few say where
	}
	return mostFrequent(ofs), place, mostFrequent(units)
}

func count(list []string, s string) int {
	n := 0
	for _, o := range list {
		if o == s {
			n++
		}
	}
	return n
}

func appendNew(list []string, s string) []string {
	for _, o := range list {
		if o == s {
			return list
		}
	}
	return append(list, s)
}

func (b *book) renderEntry(e *entry) stemma.Entry {
	out := stemma.Entry{
		Party: e.party, Stance: e.stance, Value: e.value, Text: e.text, AsOf: e.asOf, Said: e.said,
		Relation: e.relation, Why: e.why, Claims: refs(e.sts), Altered: refs(append(append([]*statement(nil), e.altered...), e.renamed...)),
		Reports: reports(e.sts), Independent: b.kin.independentAmong(e.sts),
	}
	if e.who != 0 {
		out.Claimant = b.names.list[e.who].name
	}
	return out
}

func refs(sts []*statement) []stemma.ClaimRef {
	out := []stemma.ClaimRef{}
	seen := map[stemma.ClaimRef]bool{}
	for _, s := range sts {
		if r := (stemma.ClaimRef{Path: s.path, ID: s.claim.ID}); !seen[r] {
			seen[r] = true
			out = append(out, r)
		}
	}
	return out
}

func reports(sts []*statement) int {
	seen := map[string]bool{}
	for _, s := range sts {
		seen[s.path] = true
	}
	return len(seen)
}

// ranges spans all asserted figures, over all and for each party. A bound that
// one answer leaves open stays open.
func ranges(entries []*entry) (all *stemma.Range, byParty []stemma.PartyRange) {
	byParty = []stemma.PartyRange{}
	parties := map[string]*stemma.Range{}
	var names []string
	for _, e := range entries {
		if !hasFigure(e) {
			continue
		}
		all = widen(all, e.value)
		if e.party != "" {
			if parties[e.party] == nil {
				names = append(names, e.party)
			}
			parties[e.party] = widen(parties[e.party], e.value)
		}
	}
	sort.Strings(names)
	for _, n := range names {
		byParty = append(byParty, stemma.PartyRange{Party: n, Range: *parties[n]})
	}
	return all, byParty
}

// widen adds a value to a range. "up to 50" has no lower bound of its own and
// leaves the lower bound as it is; "more than 40" opens the upper.
func widen(r *stemma.Range, v *stemma.Value) *stemma.Range {
	if r == nil {
		return &stemma.Range{Low: v.Low, High: v.High}
	}
	w := *r
	if w.Low == nil || v.Low != nil && *v.Low < *w.Low {
		w.Low = v.Low
		if v.Low == nil {
			w.Low = r.Low
		}
	}
	if w.High != nil && (v.High == nil || *v.High > *w.High) {
		w.High = v.High
	}
	return &w
}

// totals remarks where killed and wounded of one claimant add up to the killed
// or wounded of another: parts of one total, not separate evidence.
func (b *book) totals(qs []stemma.Question) {
	for i := range qs {
		if qs[i].Measure != stemma.MeasureKilledOrWounded {
			continue
		}
		for j := range qs {
			for k := range qs {
				if qs[j].Measure == stemma.MeasureKilled && qs[k].Measure == stemma.MeasureWounded {
					addUp(&qs[i], &qs[j], &qs[k])
				}
			}
		}
	}
}

func addUp(total, killed, wounded *stemma.Question) {
	for _, k := range killed.Entries {
		for _, w := range wounded.Entries {
			if k.Value == nil || w.Value == nil || k.Claimant != w.Claimant || k.AsOf != w.AsOf {
				continue
			}
			sum := number(k.Value) + number(w.Value)
			for _, t := range total.Entries {
				if t.Value != nil && number(t.Value) == sum && !isRange(t.Value) {
					total.Remarks = appendNew(total.Remarks, formatNumber(number(k.Value))+" killed and "+formatNumber(number(w.Value))+
						" wounded of "+k.Claimant+" ("+killed.ID+", "+wounded.ID+") add up to the "+formatNumber(sum)+" of "+t.Claimant+
						": perhaps parts of one total, not separate evidence")
				}
			}
		}
	}
}
