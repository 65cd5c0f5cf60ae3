package ledger

import (
	"slices"
	"sort"
	"strings"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/gazetteer"
)

// question gathers statements that answer one question.
type question struct {
	measure string
	thing   thing
	sts     []*statement
	entries []*entry
	remarks []string
	title   string // for questions without a figure
}

// weight orders questions: people before things, more claimants, more entries.
func (q *question) weight() int {
	w := len(q.entries)
	who := map[int]bool{}
	for _, e := range q.entries {
		who[e.who] = true
	}
	w += 3 * len(who)
	if q.measure != "" {
		w += 20
	}
	if countsPeople(q.measure) {
		w += 1000
	}
	return w
}

// figureQuestions sorts the figures into questions and makes their entries.
func (b *book) figureQuestions() []*question {
	var qs []*question
	for _, measure := range measuresOf(b.figures) {
		qs = append(qs, b.questionsOf(measure)...)
	}
	var kept []*question
	for _, q := range qs {
		q.entries = b.entries(q)
		if b.worthKeeping(q) {
			kept = append(kept, q)
		}
	}
	return kept
}

func measuresOf(sts []*statement) []string {
	seen := map[string]bool{}
	var list []string
	for _, s := range sts {
		if m := s.measure; !seen[m] {
			seen[m] = true
			list = append(list, m)
		}
	}
	sort.Strings(list)
	return list
}

// questionsOf splits the figures of one measure by what is counted, then by
// place and time. A figure that does not say what it counts goes with the
// question in which its claimant says so elsewhere, else with that on people,
// else with the one that has most.
func (b *book) questionsOf(measure string) []*question {
	var qs []*question
	var bare []*statement
	for _, s := range b.figures {
		if s.measure != measure {
			continue
		}
		if measure == stemma.MeasureCount && (s.thing.empty() || s.thing.vague) {
			continue // "80 people": nothing says which question it answers
		}
		if s.thing.empty() {
			bare = append(bare, s)
			continue
		}
		put(&qs, s)
	}
	qs = b.mergeClasses(measure, qs)
	b.placeBare(measure, &qs, bare)
	var out []*question
	for _, q := range qs {
		for _, part := range b.byTime(q) {
			for _, here := range b.byPlace(part) {
				out = append(out, b.byGap(here)...)
			}
		}
	}
	return out
}

func put(qs *[]*question, s *statement) {
	for _, q := range *qs {
		if q.thing.same(s.thing) {
			q.sts = append(q.sts, s)
			for n := range s.thing.names {
				q.thing.names[n] = true
			}
			return
		}
	}
	t := s.thing
	t.names = map[string]bool{}
	for n := range s.thing.names {
		t.names[n] = true
	}
	*qs = append(*qs, &question{measure: s.measure, thing: t, sts: []*statement{s}})
}

// mergeClasses puts civilians with people where nobody else is told apart from
// them: "civilians killed" is its own question only beside soldiers or
// attackers killed.
func (b *book) mergeClasses(measure string, qs []*question) []*question {
	if !countsPeople(measure) {
		return qs
	}
	var people, civil *question
	others := false
	for _, q := range qs {
		switch q.thing.class {
		case "people":
			if people == nil {
				people = q
			}
		case "civilians":
			if civil == nil {
				civil = q
			}
		case "soldiers", "attackers":
			others = true
		}
	}
	if people == nil || civil == nil || others {
		return qs
	}
	people.sts = append(people.sts, civil.sts...)
	sort.SliceStable(people.sts, func(i, j int) bool { return before(people.sts[i], people.sts[j]) })
	var out []*question
	for _, q := range qs {
		if q != civil {
			out = append(out, q)
		}
	}
	return out
}

func (b *book) placeBare(measure string, qs *[]*question, bare []*statement) {
	if len(bare) == 0 {
		return
	}
	var most *question
	for _, q := range *qs {
		if most == nil || people(q) && !people(most) || people(q) == people(most) && len(q.sts) > len(most.sts) {
			most = q
		}
	}
	if most == nil {
		most = &question{measure: measure}
		*qs = append(*qs, most)
	}
	for _, s := range bare {
		q := most
		if o := answeredBy(*qs, s); o != nil {
			q = o
		}
		q.sts = append(q.sts, s)
	}
	for _, q := range *qs {
		sort.SliceStable(q.sts, func(i, j int) bool { return before(q.sts[i], q.sts[j]) })
	}
}

// answeredBy is the only question in which the claimant of s says what it
// counts, nil for none or several.
func answeredBy(qs []*question, s *statement) *question {
	var found *question
	for _, q := range qs {
		for _, o := range q.sts {
			if o.who != s.who || s.who == 0 || o.thing.empty() || o.own != s.own {
				continue
			}
			if found != nil && found != q {
				return nil
			}
			found = q
		}
	}
	return found
}

func people(q *question) bool { return q.thing.class == "people" }

// byTime sets figures of another time apart: those whose window ended long
// before the reports, and, for things that flow (sent, deployed, money), those
// whose windows do not meet.
func (b *book) byTime(q *question) []*question {
	groups := map[string][]*statement{}
	var keys []string
	usual := middle(q.sts)
	for _, s := range q.sts {
		key := b.timeKey(q, s)
		if key == "" && b.ofLongTrouble(s, usual) {
			key = "all along"
		}
		if groups[key] == nil {
			keys = append(keys, key)
		}
		groups[key] = append(groups[key], s)
	}
	out := make([]*question, 0, len(keys))
	for _, k := range keys {
		part := *q
		part.sts = groups[k]
		out = append(out, &part)
	}
	return out
}

// trouble are words for what goes on for years, and for years themselves.
var trouble = set("conflict war insurgency uprising rebellion insurrection decade years since")

// timesUsual is how many times the usual figure of a question one must be that
// counts the dead of the whole conflict beside those of the day.
const timesUsual = 20

// ofLongTrouble reports whether a figure counts what a conflict cost all along:
// far above what is usual in its question, with words behind it that say so.
func (b *book) ofLongTrouble(s *statement, usual float64) bool {
	if s.figure == nil || s.value == nil || s.value.Low == nil || usual <= 0 || *s.value.Low < timesUsual*usual {
		return false
	}
	for w := range strings.FieldsSeq(strings.ToLower(wordsAround(b.doc(s.doc), s.claim, s.figure))) {
		if trouble[strings.Trim(w, ".,;:\"“”")] {
			return true
		}
	}
	return false
}

// middle is the middle one of the figures' lower ends, 0 where there are fewer
// than three figures.
func middle(sts []*statement) float64 {
	var lows []float64
	for _, s := range sts {
		if s.value != nil && s.value.Low != nil {
			lows = append(lows, *s.value.Low)
		}
	}
	if len(lows) < 3 {
		return 0
	}
	slices.Sort(lows)
	return lows[len(lows)/2]
}

func (b *book) timeKey(q *question, s *statement) string {
	if s.window == "" {
		if b.first != "" && s.asOf != "" && daysBetween(end(s.asOf), start(b.first)) > 60 {
			return s.asOf
		}
		return ""
	}
	if b.first != "" && len(end(s.window)) == 10 && daysBetween(end(s.window), start(b.first)) > 60 {
		return s.window
	}
	switch q.measure {
	case stemma.MeasureSent, stemma.MeasureDeployed, stemma.MeasureMoney, stemma.MeasureRate:
		return start(s.window)[:min(7, len(start(s.window)))]
	}
	return ""
}

// byPlace sets apart a place of its own: two claimants or more speak of it and
// of no other place, or nobody speaks of both and the figures lie weeks apart.
func (b *book) byPlace(q *question) []*question {
	places := map[string][]*statement{}
	var keys []string
	specific := 0
	for _, s := range q.sts {
		key := ""
		if !wide(s.place) {
			key = strings.Join(nameWords(s.place), " ")
		}
		if places[key] == nil {
			keys = append(keys, key)
			if key != "" {
				specific++
			}
		}
		places[key] = append(places[key], s)
	}
	if specific < 2 {
		return []*question{q}
	}
	sort.SliceStable(keys, func(i, j int) bool { return len(places[keys[i]]) > len(places[keys[j]]) })
	rest := *q
	rest.sts = nil
	var out []*question
	for n, k := range keys {
		if n > 0 && k != "" && b.ownPlace(places[k], q.sts) {
			part := *q
			part.sts = places[k]
			out = append(out, &part)
			continue
		}
		rest.sts = append(rest.sts, places[k]...)
	}
	sort.SliceStable(rest.sts, func(i, j int) bool { return before(rest.sts[i], rest.sts[j]) })
	return append([]*question{&rest}, out...)
}

// byGap sets losses apart that lie more than a month from all others and have
// no claimant in common with them: another happening in a long story.
func (b *book) byGap(q *question) []*question {
	if !isCasualty(q.measure) || q.measure == stemma.MeasureMissing {
		return []*question{q}
	}
	byDay := append([]*statement(nil), q.sts...)
	sort.SliceStable(byDay, func(i, j int) bool { return start(byDay[i].asOf) < start(byDay[j].asOf) })
	for i := 1; i < len(byDay); i++ {
		if daysBetween(start(byDay[i-1].asOf), start(byDay[i].asOf)) > 30 && !shareClaimant(byDay[:i], byDay[i:]) {
			early, late := *q, *q
			early.sts, late.sts = sorted(byDay[:i]), sorted(byDay[i:])
			return append([]*question{&early}, b.byGap(&late)...)
		}
	}
	return []*question{q}
}

func sorted(sts []*statement) []*statement {
	out := append([]*statement(nil), sts...)
	sort.SliceStable(out, func(i, j int) bool { return before(out[i], out[j]) })
	return out
}

func shareClaimant(x, y []*statement) bool {
	who := map[int]bool{}
	for _, s := range x {
		if s.stands() {
			who[s.who] = true
		}
	}
	for _, s := range y {
		if s.stands() && who[s.who] {
			return true
		}
	}
	return false
}

// wide reports whether a place is a country, a region of several or unknown: it
// may hold any other.
func wide(place string) bool {
	if place == "" {
		return true
	}
	e, ok := gazetteer.Default().Phrase(place)
	return ok && e.Class&(gazetteer.Country|gazetteer.Region) != 0
}

func (b *book) ownPlace(here, all []*statement) bool {
	inside := map[*statement]bool{}
	who := map[int]bool{}
	for _, s := range here {
		inside[s] = true
		if s.stands() {
			who[s.who] = true
		}
	}
	if len(who) == 0 {
		return false
	}
	gap := 1 << 30
	for _, s := range all {
		if inside[s] || !s.stands() {
			continue
		}
		if who[s.who] {
			return false
		}
		for _, h := range here {
			gap = min(gap, abs(daysBetween(start(s.asOf), start(h.asOf))))
		}
	}
	return len(who) > 1 || gap > 21
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// worthKeeping tells questions from mere numbers. People killed, hurt,
// missing, held, driven out or sent are always asked after; other counts only
// where people are counted and two answers stand side by side. Counts of
// things are incidental to most stories.
func (b *book) worthKeeping(q *question) bool {
	if len(q.entries) == 0 {
		return false
	}
	if b.background(q) {
		return false
	}
	if countsPeople(q.measure) || q.measure == stemma.MeasureSent {
		return true
	}
	who := map[int]bool{}
	days := map[string]bool{}
	for _, e := range q.entries {
		if !e.sts[0].own {
			who[e.who] = true
			days[e.asOf] = true
		}
	}
	return q.thing.ofPeople() && (len(who) > 1 || len(days) > 1)
}

// background reports whether a question is of long before the story and at
// most one claimant answers it.
func (b *book) background(q *question) bool {
	who := map[int]bool{}
	for _, e := range q.entries {
		for _, s := range e.sts {
			if b.timeKey(q, s) == "" || daysBetween(end(firstOf(s.window, s.asOf)), start(b.first)) <= 60 {
				return false
			}
			if !s.own {
				who[s.who] = true
			}
		}
	}
	return len(who) < 2
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// plainPeople are words for people that say no more than "people" does.
var plainPeople = map[string]bool{"": true, "bodies": true, "body": true, "dead": true, "deaths": true, "death": true, "fatalities": true,
	"individuals": true, "persons": true, "lives": true, "casualties": true, "victims": true, "things": true}

// titleOf words a question: what is counted, how, where.
func (q *question) titleOf(of, place string) string {
	if q.title != "" {
		return q.title
	}
	of = strings.TrimSpace(of)
	words := measureWords[q.measure]
	switch {
	case countsPeople(q.measure) && plainPeople[fold(of)]:
		of = "People"
	case of == "":
		of = "Number"
	}
	t := of
	if words != "" && !strings.Contains(of, words) {
		t += " " + words
	}
	t = capitalise(t)
	if place != "" && !strings.Contains(fold(t), fold(place)) {
		t += ", " + place
	}
	return t
}

var measureWords = map[string]string{
	stemma.MeasureKilled: "killed", stemma.MeasureWounded: "wounded", stemma.MeasureKilledOrWounded: "killed or wounded",
	stemma.MeasureMissing: "missing", stemma.MeasureCaptured: "captured", stemma.MeasureArrested: "arrested",
	stemma.MeasureDisplaced: "displaced", stemma.MeasureDeployed: "deployed", stemma.MeasureSent: "sent",
}

// mostFrequent returns the commonest non-empty string, the first seen of equals.
func mostFrequent(list []string) string {
	n := map[string]int{}
	best := ""
	for _, s := range list {
		if s != "" {
			n[s]++
		}
	}
	for _, s := range list {
		if s != "" && (best == "" || n[s] > n[best]) {
			best = s
		}
	}
	return best
}
