package eval

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/stemmanews/stemma"
)

// Incident is a registry's record of one incident.
type Incident struct {
	ID              string
	Date            string
	State, City     string
	Killed, Injured float64
	Docs            []string
}

// LoadIncidents reads NAME.docs.tsv (path, incident) and NAME.incidents.tsv
// beside it; the map gives each document its incident.
func LoadIncidents(docs string) ([]Incident, map[string]string, error) {
	rows, err := ReadTSV(docs)
	if err != nil {
		return nil, nil, err
	}
	home, members := map[string]string{}, map[string][]string{}
	for _, r := range rows {
		home[r["path"]] = r["incident"]
		members[r["incident"]] = append(members[r["incident"]], r["path"])
	}
	records, err := ReadTSV(strings.TrimSuffix(docs, ".docs.tsv") + ".incidents.tsv")
	if err != nil {
		return nil, nil, err
	}
	var out []Incident
	for _, r := range records {
		i := Incident{ID: r["incident"], Date: r["date"], State: r["state"], City: r["city"], Docs: members[r["incident"]]}
		for key, into := range map[string]*float64{"killed": &i.Killed, "injured": &i.Injured} {
			if *into, err = strconv.ParseFloat(r[key], 64); err != nil {
				return nil, nil, fmt.Errorf("reading gold: incident %s: %s: %w", i.ID, key, err)
			}
		}
		out = append(out, i)
	}
	return out, home, nil
}

// Incidents scores the merged what-where-when of each incident by the story
// that most of its documents belong to, after the reference scorer gva.py.
func Incidents(t *Tally, gold []Incident, stories []stemma.Story) {
	at, size := map[string]int{}, map[int]int{}
	for i, s := range stories {
		for _, d := range s.Documents {
			if _, ok := at[d]; !ok {
				at[d] = i
				size[i]++
			}
		}
	}
	for i := range gold {
		g := &gold[i]
		e := &stemma.Event{}
		best := mostOf(g.Docs, at, size)
		if best >= 0 && stories[best].Event != nil {
			e = stories[best].Event
		}
		there := best >= 0
		killed, injured := there && exactly(e.Killed, g.Killed), there && exactly(e.Wounded, g.Injured)
		date, place := there && nearDay(e.Date, g.Date), there && holds(e.Place, g.City)
		t.a("killed", killed)
		t.a("injured", injured)
		t.a("killed+injured", killed && injured)
		t.a("date", date)
		t.a("place", place)
		t.a("all", killed && injured && date && place)
	}
}

// mostOf gives the story that holds most of the documents, the smaller one
// where two do, -1 where none does.
func mostOf(docs []string, at map[string]int, size map[int]int) int {
	n := map[int]int{}
	for _, d := range docs {
		if s, ok := at[d]; ok {
			n[s]++
		}
	}
	best := -1
	for s := range n {
		if best < 0 || n[s] > n[best] || n[s] == n[best] && (size[s] < size[best] || size[s] == size[best] && s < best) {
			best = s
		}
	}
	return best
}

// exactly reports a range of the one number n; no range is 0.
func exactly(r *stemma.Range, n float64) bool {
	if r == nil {
		return n == 0
	}
	return r.Low != nil && r.High != nil && *r.Low == n && *r.High == n
}

// nearDay reports whether a date of at most two weeks comes within a day of
// the gold's.
func nearDay(date, gold string) bool {
	first, last, ok := days(date)
	g, _, gok := days(gold)
	return ok && gok && first-1 <= g && g <= last+1 && last-first <= 14
}

// days gives the first and last day of an EDTF date or interval, counted from
// a fixed day.
func days(edtf string) (first, last int, ok bool) {
	a, b, both := strings.Cut(edtf, "/")
	if !both {
		b = a
	}
	from, ok1 := day(a, false)
	to, ok2 := day(b, true)
	return from, to, ok1 && ok2
}

func day(s string, end bool) (int, bool) {
	for _, form := range []struct {
		layout              string
		years, months, days int
	}{{"2006-01-02", 0, 0, 0}, {"2006-01", 0, 1, -1}, {"2006", 1, 0, -1}} {
		if d, err := time.Parse(form.layout, s); err == nil {
			if end {
				d = d.AddDate(form.years, form.months, form.days)
			}
			return int(d.Unix() / 86400), true
		}
	}
	return 0, false
}

var bracketed = regexp.MustCompile(`\([^)]*\)`)

// holds reports whether all words of a place's name stand in place.
func holds(place, name string) bool {
	words := func(s string) []string {
		return nameWord.FindAllString(strings.ToLower(bracketed.ReplaceAllString(s, "")), -1)
	}
	have := asSet(words(place))
	need, all := []string{}, words(name)
	for _, w := range all {
		switch w {
		case "city", "county", "of", "township":
		default:
			need = append(need, w)
		}
	}
	if len(need) == 0 {
		need = all
	}
	for _, w := range need {
		if !have[w] {
			return false
		}
	}
	return len(need) > 0
}

// Assessment is one page on one incident with the range of its casualties.
type Assessment struct {
	Path       string
	Date       string
	KilledMin  *float64 `json:"killed_min"`
	KilledMax  *float64 `json:"killed_max"`
	InjuredMin *float64 `json:"injured_min"`
	InjuredMax *float64 `json:"injured_max"`
}

// LoadAssessments reads NAME.gold.jsonl.
func LoadAssessments(path string) ([]Assessment, error) {
	var out []Assessment
	err := readLines(path, &out)
	return out, err
}

// Assessments scores ranges and disagreement page by page, after the reference
// scorer airwars.py; every page is a story of its own.
func Assessments(t *Tally, gold []Assessment, stories []stemma.Story) {
	by := map[string]*stemma.Story{}
	for i := range stories {
		for _, d := range stories[i].Documents {
			by[d] = &stories[i]
		}
	}
	right, yes, should := 0, 0, 0
	for _, g := range gold {
		s := by[g.Path]
		e := &stemma.Event{}
		if s != nil && s.Event != nil {
			e = s.Event
		}
		if g.KilledMin != nil {
			t.a("killed range", s != nil && sameEnds(e.Killed, g.KilledMin, g.KilledMax))
			differ, said := *g.KilledMin != *g.KilledMax, s != nil && conflict(s)
			right += one(differ && said)
			yes += one(said)
			should += one(differ)
		}
		if g.InjuredMin != nil {
			t.a("injured range", s != nil && sameEnds(e.Wounded, g.InjuredMin, g.InjuredMax))
		}
	}
	t.f("conflict", right, yes, should)
}

// sameEnds compares a range with both ends of the gold; no range is 0 to 0.
func sameEnds(r *stemma.Range, low, high *float64) bool {
	if r == nil {
		return *low == 0 && *high == 0
	}
	return sameNumber(r.Low, low) && sameNumber(r.High, high)
}

// conflict reports whether the system says that the killed are in dispute.
func conflict(s *stemma.Story) bool {
	if e := s.Event; e != nil && e.Killed != nil && !sameNumber(e.Killed.Low, e.Killed.High) {
		return true
	}
	for i := range s.Questions {
		q := &s.Questions[i]
		for j := range q.Entries {
			if r := q.Entries[j].Relation; q.Measure == stemma.MeasureKilled && (r == stemma.EntryConflicts || r == stemma.EntryDenies) {
				return true
			}
		}
	}
	return false
}
