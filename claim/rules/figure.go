package rules

import (
	"strings"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/text"
)

// figures reads the quantities of a content.
func (r *reader) figures(content []run, said string, used map[int]bool) []stemma.Figure {
	var out []stemma.Figure
	for i := range r.t.Quantities {
		q := &r.t.Quantities[i]
		if used[i] || !inRuns(q.First, content) || !counted(q) {
			continue
		}
		used[i] = true
		out = append(out, r.figure(q, said))
	}
	return out
}

// counted reports whether a quantity is a figure: ages, ordinals, names and
// scores are not.
func counted(q *text.Quantity) bool {
	switch q.Kind {
	case text.Cardinal, text.Money, text.Percent, text.Measured:
		return q.Kind != text.Measured || !strings.Contains("second minute hour day week month year", q.Unit)
	}
	return false
}

func (r *reader) figure(q *text.Quantity, said string) stemma.Figure {
	f := stemma.Figure{Span: q.Span, Text: q.Span.In(r.t.Doc.Text), Value: q.Value, Of: q.Of, Unit: q.Unit, AsOf: said}
	if f.AsOf == "" {
		f.AsOf = r.t.Doc.Published.Date
	}
	f.Measure = r.measure(q)
	if f.Unit == "" {
		f.Unit = "person"
	}
	f.Place = r.place(q)
	return f
}

// measures are words that type a figure, by lemma.
var measures = map[string]string{
	"kill": stemma.MeasureKilled, "die": stemma.MeasureKilled, "dead": stemma.MeasureKilled, "death": stemma.MeasureKilled,
	"slay": stemma.MeasureKilled, "slain": stemma.MeasureKilled, "fatality": stemma.MeasureKilled, "perish": stemma.MeasureKilled, "execute": stemma.MeasureKilled,
	"murder": stemma.MeasureKilled, "body": stemma.MeasureKilled, "drown": stemma.MeasureKilled, "toll": stemma.MeasureKilled, "corpse": stemma.MeasureKilled,
	"wound": stemma.MeasureWounded, "injure": stemma.MeasureWounded, "injured": stemma.MeasureWounded, "wounded": stemma.MeasureWounded, "hurt": stemma.MeasureWounded, "injury": stemma.MeasureWounded,
	"casualty": stemma.MeasureKilledOrWounded,
	"miss":     stemma.MeasureMissing, "missing": stemma.MeasureMissing, "absent": stemma.MeasureMissing, "unaccounted": stemma.MeasureMissing,
	"capture": stemma.MeasureCaptured, "prisoner": stemma.MeasureCaptured, "hostage": stemma.MeasureCaptured, "seize": stemma.MeasureCaptured,
	"arrest": stemma.MeasureArrested, "detain": stemma.MeasureArrested, "custody": stemma.MeasureArrested, "detainee": stemma.MeasureArrested,
	"displace": stemma.MeasureDisplaced, "displaced": stemma.MeasureDisplaced, "homeless": stemma.MeasureDisplaced, "evacuate": stemma.MeasureDisplaced, "flee": stemma.MeasureDisplaced,
	"deploy": stemma.MeasureDeployed, "mobilize": stemma.MeasureDeployed, "mobilise": stemma.MeasureDeployed, "station": stemma.MeasureDeployed,
	"send": stemma.MeasureSent, "dispatch": stemma.MeasureSent, "ship": stemma.MeasureSent, "deliver": stemma.MeasureSent,
}

func (r *reader) measure(q *text.Quantity) string {
	switch q.Kind {
	case text.Money:
		if q.Per != "" {
			return stemma.MeasureRate
		}
		return stemma.MeasureMoney
	case text.Percent:
		return stemma.MeasureRate
	case text.Measured:
		return stemma.MeasureCount
	}
	if m := r.upward(q); m != "" {
		return m
	}
	return stemma.MeasureCount
}

// upward looks at the words that govern the figure, nearest first, and at the
// words beside it.
func (r *reader) upward(q *text.Quantity) string {
	t := r.t
	k := q.Head
	if k < 0 {
		k = q.First
	}
	for steps := 0; k >= 0 && steps < 5; steps++ {
		if m := r.typed(k); m != "" {
			return m
		}
		for _, c := range r.children[k] {
			if rel := base(t.Tokens[c].Rel); rel == "amod" || rel == "acl" || rel == "nmod" || rel == "xcomp" || rel == "conj" && steps == 0 {
				if m := r.typed(c); m != "" {
					return m
				}
			}
		}
		k = t.Tokens[k].Head
	}
	for k := q.End; k < min(q.End+5, len(t.Tokens)); k++ {
		if m := r.typed(k); m != "" {
			return m
		}
		if w := t.Word(k); w == "." || w == "," {
			break
		}
	}
	return ""
}

// typed gives the measure of a word, killed and wounded together where they
// are joined by "or" or "and" over one number.
func (r *reader) typed(k int) string {
	m := measures[strings.ToLower(r.t.Tokens[k].Lemma)]
	if m == "" {
		m = measures[strings.ToLower(r.t.Word(k))]
	}
	if m != stemma.MeasureKilled && m != stemma.MeasureWounded {
		return m
	}
	for _, d := range []int{k - 2, k + 2} {
		if d < 0 || d >= len(r.t.Tokens) {
			continue
		}
		mid := strings.ToLower(r.t.Word((k + d) / 2))
		other := measures[strings.ToLower(r.t.Tokens[d].Lemma)]
		if (mid == "or" || mid == "and") && other != m && (other == stemma.MeasureKilled || other == stemma.MeasureWounded) {
			return stemma.MeasureKilledOrWounded
		}
	}
	return m
}

// place is the last place name after "in", "near" or "at" in the figure's
// sentence.
func (r *reader) place(q *text.Quantity) string {
	s := r.t.SentenceOf(q.First)
	if s < 0 {
		return ""
	}
	se, out := r.t.Sentences[s], ""
	for _, n := range r.t.Names {
		if n.First >= se.First && n.End <= se.End && n.Type == text.Location && n.First > q.First && n.First > 0 {
			switch strings.ToLower(r.t.Word(n.First - 1)) {
			case "in", "near", "at", "of", "the", "around":
				out = n.Name
			}
		}
	}
	return out
}

// ownVoice makes claims of the outlet out of figures that nobody else states.
func (r *reader) ownVoice(used map[int]bool) []stemma.Claim {
	var out []stemma.Claim
	for s := range r.t.Sentences {
		se := r.t.Sentences[s]
		if se.Where != text.InBody {
			continue
		}
		whole := []run{r.trim(run{se.First, se.End})}
		var figures []stemma.Figure
		for i := range r.t.Quantities {
			q := &r.t.Quantities[i]
			if used[i] || q.First < se.First || q.End > se.End || !counted(q) {
				continue
			}
			if f := r.figure(q, ""); f.Measure != stemma.MeasureCount && f.Measure != stemma.MeasureRate {
				used[i] = true
				figures = append(figures, f)
			}
		}
		if len(figures) == 0 || whole[0].first >= whole[0].end {
			continue
		}
		c := stemma.Claim{Form: stemma.FormIndirect, Stance: stemma.StanceAsserts, Certainty: stemma.CertaintyCertain, Figures: figures}
		c.Source.Kind, c.Source.Name = stemma.KindMedia, r.t.Doc.Outlet
		c.Content.Spans = r.spans(whole)
		out = append(out, c)
	}
	return out
}
