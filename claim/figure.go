package claim

import (
	"slices"
	"sort"
	"strings"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/text"
)

// figures returns the figures inside the contents of a claim.
func (v *view) figures(content []span, asOf string) []stemma.Figure {
	out := []stemma.Figure{}
	for _, k := range v.quantitiesIn(content) {
		if q := &v.t.Quantities[k]; v.counts(q) {
			out = append(out, v.figure(q, asOf))
		}
	}
	return out
}

// quantitiesIn lists the quantities that lie wholly in one of the spans, in
// their order. It looks at the spans only, for texts may be long.
func (v *view) quantitiesIn(spans []span) []int {
	var in []int
	all := v.t.Quantities
	for _, s := range spans {
		for k := sort.Search(len(all), func(k int) bool { return all[k].First >= s.first }); k < len(all) && all[k].First < s.end; k++ {
			if all[k].End <= s.end {
				in = append(in, k)
			}
		}
	}
	sort.Ints(in)
	return slices.Compact(in)
}

func inside(first, end int, spans []span) bool {
	for _, s := range spans {
		if s.first <= first && end <= s.end {
			return true
		}
	}
	return false
}

// counts reports whether q is a figure: no date, age, ordinal, score, duration
// or factor, and not the "one" of "one of them".
func (v *view) counts(q *text.Quantity) bool {
	switch q.Kind {
	case text.Ordinal, text.Age, text.Score, text.Factor, text.Nominal:
		return false
	}
	if q.First < 0 || q.End <= q.First || q.End > len(v.t.Tokens) || timeUnits[q.Unit] {
		return false
	}
	times := v.t.Times
	if i := sort.Search(len(times), func(i int) bool { return times[i].End > q.First }); i < len(times) && times[i].First < q.End {
		return false
	}
	w := strings.ToLower(q.Span.In(v.t.Doc.Text))
	if w == "one" || w == "1" {
		next := strings.ToLower(wordAt(v.t, q.End))
		if next == "of" || q.Head < 0 || next == "side" || next == "another" || next == "day" {
			return false
		}
	}
	if q.Head < 0 && q.First > 0 && strings.EqualFold(v.t.Word(q.First-1), "all") {
		return false // "laughed at all three"
	}
	return !vague[w] && !v.isAge(q)
}

// isAge reports whether a bare number tells the age of those before it:
// "children under three".
func (v *view) isAge(q *text.Quantity) bool {
	if q.Head >= q.End || q.First < 2 {
		return false
	}
	first := q.First
	if w := strings.ToLower(v.t.Word(first)); w != "under" && w != "over" && w != "above" && w != "below" {
		first--
	}
	switch strings.ToLower(v.t.Word(first)) {
	case "under", "over", "above", "below":
		return first > 0 && aged[v.t.Tokens[first-1].Lemma]
	}
	return false
}

// aged are people who are told apart by their age.
var aged = set("child boy girl person people anyone everyone those youth woman man minor pupil passenger")

var (
	timeUnits = set("second minute hour day week month year decade century millisecond fortnight")
	vague     = set("many few most all both some no much none half-dozen")
)

func wordAt(t *text.Text, i int) string {
	if i < 0 || i >= len(t.Tokens) {
		return ""
	}
	return t.Word(i)
}

func (v *view) figure(q *text.Quantity, asOf string) stemma.Figure {
	f := stemma.Figure{Span: q.Span, Text: q.Span.In(v.t.Doc.Text), Value: q.Value, Measure: v.measure(q), Of: q.Of, AsOf: asOf}
	if part := v.kindOfPart(q); part != "" {
		f.Of = part
	}
	if f.Of == "" {
		f.Of = v.behindQuotes(q)
	}
	f.Unit = q.Unit
	if f.Unit == "" && q.Kind == text.Cardinal {
		f.Unit = v.unit(q, f.Measure)
	}
	f.Place = v.place(q)
	f.Window = v.window(q)
	f.Counterfactual = v.counterfactual(q)
	return f
}

// kindOfPart is what the part is in "29 people, 11 of them civilians", "" where
// the text does not say so.
func (v *view) kindOfPart(q *text.Quantity) string {
	if !v.ofThem(q) {
		return ""
	}
	first := q.End + 2
	end := first
	for end < len(v.t.Tokens) && v.sent[end] == v.sent[q.First] && (v.t.Tokens[end].UPOS == "NOUN" || v.t.Tokens[end].UPOS == "ADJ") {
		end++
	}
	if end == first || v.t.Tokens[end-1].UPOS != "NOUN" {
		return ""
	}
	return v.t.Span(first, end).In(v.t.Doc.Text)
}

// behindQuotes is what is counted where the number stands in quotation marks:
// "several dozen" raiders.
func (v *view) behindQuotes(q *text.Quantity) string {
	i := q.End
	if i+1 >= len(v.t.Tokens) || v.sent[i+1] != v.sent[q.First] || v.t.Tokens[i].UPOS != "PUNCT" || !strings.ContainsAny(v.t.Word(i), "\"”’'") {
		return ""
	}
	first, end := i+1, i+1
	for end < len(v.t.Tokens) && v.sent[end] == v.sent[q.First] && (v.t.Tokens[end].UPOS == "NOUN" || v.t.Tokens[end].UPOS == "ADJ") {
		end++
	}
	if end == first || v.t.Tokens[end-1].UPOS != "NOUN" {
		return ""
	}
	return v.t.Span(first, end).In(v.t.Doc.Text)
}

// unit is what is counted, one of it: "person", "vehicle".
func (v *view) unit(q *text.Quantity, measure string) string {
	switch measure {
	case stemma.MeasureKilled, stemma.MeasureWounded, stemma.MeasureKilledOrWounded, stemma.MeasureMissing,
		stemma.MeasureCaptured, stemma.MeasureArrested, stemma.MeasureDisplaced:
		return "person"
	}
	if q.Head < 0 || q.Head >= len(v.t.Tokens) {
		return ""
	}
	if v.people(q.Head) {
		return "person"
	}
	return v.t.Tokens[q.Head].Lemma
}

// place is the nearest name of a place after the number, or before it, in its
// sentence, that a preposition of place governs.
func (v *view) place(q *text.Quantity) string {
	best, far := "", 1<<30
	s := v.t.Sentences[v.sent[q.First]]
	for i := range v.t.Names {
		n := &v.t.Names[i]
		if n.Type != text.Location || n.First < s.First || n.End > s.End || n.First == 0 {
			continue
		}
		switch strings.ToLower(v.t.Word(n.First - 1)) {
		case "in", "at", "near", "to", "from", "of", "outside", "around", "across", "off", "the":
		default:
			continue
		}
		d := n.First - q.End
		if d < 0 {
			d = 2 * (q.First - n.End)
		}
		if d >= 0 && d < far {
			best, far = n.Name, d
		}
	}
	return best
}

// window is the time that the number covers: the nearest date in its sentence
// with a preposition that opens a stretch of time, or inside its clause.
func (v *view) window(q *text.Quantity) *stemma.Window {
	s := v.t.Sentences[v.sent[q.First]]
	var best *stemma.Window
	far := 14
	for i := range v.t.Times {
		tm := &v.t.Times[i]
		if tm.EDTF == "" || tm.First < s.First || tm.End > s.End || tm.First == 0 {
			continue
		}
		d := tm.First - q.End
		if d < 0 {
			d = q.First - tm.End
		}
		switch strings.ToLower(v.t.Word(tm.First - 1)) {
		case "since", "between", "from", "during", "in", "on", "within", "until", "by":
		default:
			continue
		}
		if d >= 0 && d < far {
			sp := tm.Span
			best, far = &stemma.Window{Date: tm.EDTF, Span: &sp}, d
		}
	}
	return best
}

// counterfactual reports whether the number is of what would have been.
func (v *view) counterfactual(q *text.Quantity) bool {
	s := v.t.Sentences[v.sent[q.First]]
	for i := max(s.First, q.First-10); i+1 < min(s.End, q.End+6); i++ {
		if w := strings.ToLower(v.t.Word(i)); (w == "would" || w == "could") && strings.ToLower(v.t.Word(i+1)) == "have" {
			return true
		}
	}
	return false
}

// ownMeasures are what is worth a claim in the outlet's own voice.
func ownMeasure(m string) bool {
	switch m {
	case stemma.MeasureKilled, stemma.MeasureWounded, stemma.MeasureKilledOrWounded, stemma.MeasureMissing,
		stemma.MeasureArrested, stemma.MeasureDisplaced, stemma.MeasureDeployed, stemma.MeasureMoney, stemma.MeasureCaptured:
		return true
	}
	return false
}

// ownVoice returns claims for the figures that stand outside all attributions:
// one for each clause.
func (v *view) ownVoice(all []found) []found {
	taken := make([]bool, len(v.t.Tokens))
	for _, a := range all {
		for _, part := range [][]span{a.source, a.content, {a.cue}} {
			for _, s := range part {
				for i := s.first; i < s.end; i++ {
					taken[i] = true
				}
			}
		}
	}
	var out []found
	for k := range v.t.Quantities {
		q := &v.t.Quantities[k]
		if !v.counts(q) || taken[q.First] || taken[q.End-1] || v.t.Sentences[v.sent[q.First]].Where == text.InHeadline {
			continue
		}
		if !ownMeasure(v.measureHere(q)) && !v.rescued(q) {
			continue
		}
		c := v.clause(q.First, taken)
		for i := c.first; i < c.end; i++ {
			taken[i] = true
		}
		out = append(out, found{own: true, content: []span{c}, head: -1})
	}
	return out
}

// rescued reports whether the number is of people saved.
func (v *view) rescued(q *text.Quantity) bool {
	i := q.End - 1
	if q.Head >= 0 && q.Head < len(v.t.Tokens) {
		i = q.Head
	}
	h := v.head(i)
	return h >= 0 && (v.t.Tokens[h].Lemma == "rescue" || v.t.Tokens[h].Lemma == "save")
}

// clause is the stretch of free tokens round i in its sentence, without signs
// at its ends.
func (v *view) clause(i int, taken []bool) span {
	s := v.t.Sentences[v.sent[i]]
	c := span{i, i + 1}
	for c.first > s.First && !taken[c.first-1] {
		c.first--
	}
	for c.end < s.End && !taken[c.end] {
		c.end++
	}
	return v.trimSigns(c)
}

// trimSigns takes full stops, commas and conjunctions off the ends of c.
func (v *view) trimSigns(c span) span {
	loose := func(i int) bool {
		up := v.t.Tokens[i].UPOS
		return up == "PUNCT" && v.quote[i] < 0 || up == "CCONJ"
	}
	for c.end > c.first+1 && loose(c.end-1) {
		c.end--
	}
	for c.first+1 < c.end && loose(c.first) {
		c.first++
	}
	return c
}
