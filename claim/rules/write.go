package rules

import (
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/text"
)

// write turns what was found into claims, figures in the outlet's own voice
// among them, in the order of their first span.
func (r *reader) write() []stemma.Claim {
	var out []stemma.Claim
	used := map[int]bool{} // quantities that stand in a claim
	sort.SliceStable(r.claims, func(i, j int) bool { return r.claims[i].sentence < r.claims[j].sentence })
	for i := range r.claims {
		if c, ok := r.claim(&r.claims[i], used); ok {
			out = append(out, c)
		}
	}
	out = append(out, r.ownVoice(used)...)
	sort.SliceStable(out, func(i, j int) bool { return firstByte(&out[i]) < firstByte(&out[j]) })
	for i := range out {
		out[i].ID = "c" + strconv.Itoa(i+1)
	}
	return out
}

func firstByte(c *stemma.Claim) int {
	at := 1 << 62
	for _, l := range [][]stemma.Span{c.Source.Spans, c.Cue.Spans, c.Content.Spans} {
		for _, s := range l {
			at = min(at, s[0])
		}
	}
	return at
}

func (r *reader) claim(f *found, used map[int]bool) (stemma.Claim, bool) {
	sortRuns(f.content)
	c := stemma.Claim{Stance: f.entry.stance, Certainty: f.entry.certainty, Form: r.form(f)}
	c.Source.Spans = r.spans(f.source)
	c.Source.Text = r.quoteSpans(c.Source.Spans)
	c.Source.Name, c.Source.Kind = c.Source.Text, stemma.KindPerson
	if len(f.source) == 0 {
		c.Source.Kind, c.Source.Name = stemma.KindNone, ""
	}
	c.Cue = stemma.Cue{Spans: r.cueSpans(f.cue), Lemma: f.entry.lemma}
	c.Content.Spans = r.spans(f.content)
	for _, v := range f.via {
		s := r.t.Span(v.first, v.end)
		c.Via = append(c.Via, stemma.Via{Name: s.In(r.t.Doc.Text), Span: &s})
	}
	r.stance(f, &c)
	r.said(f, &c)
	c.Figures = r.figures(f.content, c.Said.Date, used)
	return c, len(c.Content.Spans) > 0
}

func (r *reader) spans(x []run) []stemma.Span {
	var out []stemma.Span
	for _, y := range x {
		if y.first < y.end {
			out = append(out, r.t.Span(y.first, y.end))
		}
	}
	return out
}

func (r *reader) quoteSpans(spans []stemma.Span) string {
	var parts []string
	for _, s := range spans {
		parts = append(parts, s.In(r.t.Doc.Text))
	}
	return strings.Join(parts, " … ")
}

// cueSpans joins neighbouring cue words.
func (r *reader) cueSpans(cue []int) []stemma.Span {
	sort.Ints(cue)
	var out []stemma.Span
	for i, k := range cue {
		if i > 0 && cue[i-1] == k-1 {
			out[len(out)-1][1] = r.t.Tokens[k].Span[1]
		} else if i == 0 || cue[i-1] != k {
			out = append(out, r.t.Tokens[k].Span)
		}
	}
	return out
}

func (r *reader) form(f *found) string {
	in, words := 0, 0
	for _, x := range f.content {
		for k := x.first; k < x.end; k++ {
			if r.t.Tokens[k].UPOS == "PUNCT" {
				continue
			}
			words++
			if r.inQuote[k] >= 0 {
				in++
			}
		}
	}
	switch {
	case in == 0:
		return stemma.FormIndirect
	case in >= words-1:
		return stemma.FormDirect
	}
	return stemma.FormMixed
}

// stance refines what the lexicon says by negation and by what is said.
func (r *reader) stance(f *found, c *stemma.Claim) {
	if f.negated {
		switch c.Stance {
		case stemma.StanceDenies:
			c.Stance = stemma.StanceAsserts
		case stemma.StanceAsserts:
			if l := f.entry.lemma; l == "confirm" || l == "establish" || l == "determine" {
				c.Stance = stemma.StanceUnverified
			} else if c.Certainty != stemma.CertaintyCertain {
				c.Stance = stemma.StanceDoubts
			} else {
				c.Stance = stemma.StanceDeclines
			}
		}
	}
	if c.Stance == stemma.StanceAsserts && c.Certainty == stemma.CertaintyCertain {
		c.Certainty = r.hedge(f.content)
		if r.future(f.content) {
			c.Stance = stemma.StanceExpects
		}
	}
}

func (r *reader) hedge(content []run) string {
	for _, x := range content {
		for k := x.first; k < min(x.end, x.first+14); k++ {
			switch strings.ToLower(r.t.Word(k)) {
			case "likely", "probably", "apparently", "reportedly", "allegedly", "estimated", "believed":
				return stemma.CertaintyProbable
			case "may", "might", "could", "possibly", "perhaps":
				return stemma.CertaintyPossible
			}
		}
	}
	return stemma.CertaintyCertain
}

// future reports whether the content's first verb is about what is to come.
func (r *reader) future(content []run) bool {
	for _, x := range content {
		for k := x.first; k < x.end; k++ {
			if u := r.t.Tokens[k].UPOS; u != "AUX" && u != "VERB" {
				continue
			}
			w := strings.ToLower(strings.ReplaceAll(r.t.Word(k), "’", "'"))
			return w == "will" || w == "'ll" || w == "wo" || w == "shall"
		}
	}
	return false
}

// said reads the day from a date in the cue's own clause.
func (r *reader) said(f *found, c *stemma.Claim) {
	se := r.t.Sentences[f.sentence]
	for i := range r.t.Times {
		x := &r.t.Times[i]
		if x.First < se.First || x.End > se.End || x.EDTF == "" || inRuns(x.First, f.content) || x.Type != text.Date {
			continue
		}
		s := x.Span
		c.Said = stemma.Said{Date: x.EDTF, Span: &s}
		if r.news(x.EDTF) {
			r.day = x.EDTF
		}
		return
	}
	c.Said.Date = r.day // the day of the news goes on until another is named
}

// news reports whether a day lies in the three days up to publication: such a
// day holds for the claims after it, an older one is background.
func (r *reader) news(day string) bool {
	d, err := time.Parse(time.DateOnly, day)
	p, err2 := time.Parse(time.DateOnly, r.t.Doc.Published.Date)
	if err != nil || err2 != nil {
		return false
	}
	age := p.Sub(d).Hours() / 24
	return age >= 0 && age <= 3
}
