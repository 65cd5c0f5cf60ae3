package ledger

import (
	"sort"
	"strings"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/gazetteer"
	"github.com/stemmanews/stemma/lang/text"
)

// event is the story's what-where-when in one line: the day and the place that
// most reports name at their beginning, and the figures of the last day on
// which any were given. It is nil where neither day nor figures are known.
func (b *book) event(qs []*question) *stemma.Event {
	killed, wounded := b.main(qs, stemma.MeasureKilled), b.main(qs, stemma.MeasureWounded)
	if killed != nil && wounded != nil && !shareClaimant(killed.sts, wounded.sts) {
		wounded = nil // nobody speaks of both: they may be of two incidents
	}
	e := &stemma.Event{Date: b.eventDate(killed, wounded), Place: b.eventPlace(killed, wounded), Killed: latest(killed), Wounded: latest(wounded)}
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

// eventDate is the window of the casualty figures, else the day that most
// reports name at their beginning, else that of the first report.
func (b *book) eventDate(qs ...*question) string {
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
	if d := mostFrequent(windows); d != "" {
		return d
	}
	v := votes{}
	for _, i := range b.docs {
		t := b.in.Texts[i]
		pub := t.Doc.Published.Date
		if d := leadDate(t); d != "" {
			v.add(d, 2)
		} else if pub != "" && abs(daysBetween(b.first, pub)) <= 3 {
			v.add(pub, 1)
		}
	}
	if d := v.best(); d != "" {
		return d
	}
	return b.first
}

// leadDate is the day of the happening as one report gives it: the first full
// day in a sentence that tells of shooting, killing, hurting, striking or
// destroying, else the first at its beginning; never after the report.
func leadDate(t *text.Text) string {
	pub := t.Doc.Published.Date
	lead := leadEnd(t, 4)
	best, score := "", 0
	for _, x := range t.Times {
		if len(x.EDTF) != len("2006-01-02") || pub != "" && daysBetween(x.EDTF, pub) < 0 {
			continue
		}
		n, recent := 0, pub == "" || daysBetween(x.EDTF, pub) <= 14
		if k := t.SentenceOf(x.First); k >= 0 && k < 20 && tellsOfHarm(t, t.Sentences[k]) {
			n += 2
		}
		if x.First < lead && recent {
			n++
		}
		if recent {
			n++
		}
		if n > score && n > 1 {
			best, score = x.EDTF, n
		}
	}
	return best
}

// tellsOfHarm reports whether a sentence has a word of violence or loss.
func tellsOfHarm(t *text.Text, s text.Sentence) bool {
	for i := s.First; i < s.End; i++ {
		switch actionOf[stem(strings.ToLower(t.Word(i)))] {
		case "kill", "wound", "shoot", "strike", "destroy":
			return true
		}
	}
	return false
}

// leadEnd is the token after the headline and the first sentences of the body.
func leadEnd(t *text.Text, sentences int) int {
	n, end := 0, 0
	for _, s := range t.Sentences {
		if s.Where == text.InBody {
			n++
		}
		if n > sentences {
			break
		}
		end = s.End
	}
	return end
}

// eventPlace is the place that most casualty figures give, else the two that
// most reports name at their beginning.
func (b *book) eventPlace(qs ...*question) string {
	var at []string
	for _, q := range qs {
		if q == nil {
			continue
		}
		for _, s := range q.sts {
			at = append(at, s.place)
		}
	}
	v := votes{}
	for _, i := range b.docs {
		placesNamed(b.in.Texts[i], &v)
	}
	place := mostFrequent(at)
	for _, p := range v.top(3) {
		switch {
		case place == "":
			place = p
		case !strings.Contains(fold(place), fold(p)) && strings.Count(place, ",") < 2:
			place += ", " + p
		}
	}
	return place
}

// placesNamed votes for the places that a report names in its headline, at its
// beginning, and, with less weight, further on.
func placesNamed(t *text.Text, v *votes) {
	for _, p := range placesIn(t.Doc.Headline.Text) {
		v.add(p, 3)
	}
	lead := leadEnd(t, 4)
	seen := map[string]bool{}
	for _, n := range t.Names {
		if n.Type != text.Location {
			continue
		}
		name := titleCase(strings.Join(strings.Fields(n.Span.In(t.Doc.Text)), " "))
		if key := fold(name); !seen[key] {
			seen[key] = true
			if n.First < lead {
				v.add(name, 3)
			} else {
				v.add(name, 1)
			}
		}
	}
}

// placesIn are the places of the gazetteer that a headline names.
func placesIn(headline string) []string {
	words := phraseWords(headline)
	g := gazetteer.Default()
	var out []string
	for i := 0; i < len(words); i++ {
		h := gazetteer.Start
		found := 0
		for k := 0; k < 3 && i+k < len(words) && startsUpper(words[i+k]); k++ {
			h = h.Word(clean(words[i+k]))
			if e, ok := g.Find(h); ok && e.Class&gazetteer.Place != 0 {
				found = k + 1
			}
		}
		if found > 0 {
			out = append(out, clean(strings.Join(words[i:i+found], " ")))
			i += found - 1
		}
	}
	return out
}

// titleCase writes a name that is all in capitals, as in a dateline, in the
// common way.
func titleCase(s string) string {
	if s != strings.ToUpper(s) || len(s) < 4 {
		return s
	}
	words := strings.Fields(strings.ToLower(s))
	for i, w := range words {
		words[i] = capitalise(w)
	}
	return strings.Join(words, " ")
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
