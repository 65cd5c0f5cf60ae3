package rules

import (
	"github.com/stemmanews/stemma/lang"
	"github.com/stemmanews/stemma/lang/text"
)

// quote is a quotation in tokens [first, end), marks included.
type quote struct {
	first, end int
	short      bool // a word or two inside a sentence: part of it, not a quotation
}

// quotations finds stretches in quotation marks. A mark that is not closed in
// its paragraph closes at the paragraph's end.
func quotations(t *lang.Text) []quote {
	var out []quote
	open, mark := -1, ""
	for s := range t.Sentences {
		se := &t.Sentences[s]
		if open >= 0 && s > 0 && t.Sentences[s-1].Paragraph != se.Paragraph {
			out = append(out, newQuote(t, open, se.First))
			open = -1
		}
		for k := se.First; k < se.End; k++ {
			w := t.Word(k)
			switch {
			case open < 0 && opens(t, k, w):
				open, mark = k, closing(w)
			case open >= 0 && (w == mark || w == "''" && mark == "\""):
				out = append(out, newQuote(t, open, k+1))
				open = -1
			}
		}
	}
	if open >= 0 {
		out = append(out, newQuote(t, open, len(t.Tokens)))
	}
	return out
}

func newQuote(t *lang.Text, first, end int) quote {
	words := 0
	for k := first; k < end; k++ {
		if t.Tokens[k].UPOS != "PUNCT" {
			words++
		}
	}
	return quote{first: first, end: end, short: words <= 3}
}

func opens(t *lang.Text, k int, w string) bool {
	switch w {
	case "“", "„", "«", "``":
		return true
	case "\"":
		return !t.Tokens[k].Space
	case "‘", "'":
		return !t.Tokens[k].Space && (k == 0 || t.Tokens[k-1].Space) && t.Tokens[k].UPOS == "PUNCT"
	}
	return false
}

func closing(w string) string {
	switch w {
	case "“", "„":
		return "”"
	case "«":
		return "»"
	case "``":
		return "''"
	case "‘":
		return "’"
	}
	return w
}

// looseQuotes gives quotations without a cue to the claim before them in the
// same or the preceding paragraph: direct quotation goes on without a cue.
func (r *reader) looseQuotes() {
	for _, q := range r.quotes {
		if q.short || r.covered(q) {
			continue
		}
		s := r.t.SentenceOf(q.first)
		if s < 0 || r.t.Sentences[s].Where != text.InBody {
			continue
		}
		best := -1
		for i := range r.claims {
			c := &r.claims[i]
			if near := r.t.Sentences[s].Paragraph - r.t.Sentences[c.sentence].Paragraph; c.sentence <= s && near >= 0 && near <= 1 && r.quoted(c) {
				if best < 0 || r.claims[best].sentence <= c.sentence {
					best = i
				}
			}
		}
		if best >= 0 {
			r.claims[best].content = append(r.claims[best].content, run{q.first, q.end})
		}
	}
}

func (r *reader) covered(q quote) bool {
	for i := range r.claims {
		for _, x := range r.claims[i].content {
			if x.first < q.end && q.first < x.end {
				return true
			}
		}
	}
	return false
}

func (r *reader) quoted(c *found) bool {
	for _, x := range c.content {
		if r.inQuote[x.first] >= 0 && !r.quotes[r.inQuote[x.first]].short {
			return true
		}
	}
	return false
}
