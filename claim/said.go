package claim

import (
	"strings"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/text"
)

// said finds the date words of the cue: in its sentence, outside content and
// source, nearest to the cue.
func (v *view) said(a *found) stemma.Said {
	s := v.t.Sentences[v.sent[a.cue.first]]
	best, far := -1, 1<<30
	for i := range v.t.Times {
		tm := &v.t.Times[i]
		if tm.First < s.First || tm.End > s.End || tm.EDTF == "" || tm.Type != text.Date && tm.Type != text.TimeOf {
			continue
		}
		if overlapsAny(span{tm.First, tm.End}, a.content) || overlapsAny(span{tm.First, tm.End}, a.source) {
			continue
		}
		d := tm.First - a.cue.end
		if d < 0 {
			d = a.cue.first - tm.End
		}
		if v.dependsOn(tm.First, tm.End, a.head) {
			d -= 100
		} else if v.crosses(tm.First, a) {
			continue
		}
		if d < far {
			best, far = i, d
		}
	}
	if best < 0 {
		return stemma.Said{}
	}
	sp := v.t.Times[best].Span
	return stemma.Said{Date: v.t.Times[best].EDTF, Span: &sp}
}

// dependsOn reports whether the head of tokens [first, end) is governed by
// head, through a preposition or a noun at most.
func (v *view) dependsOn(first, end, head int) bool {
	i := first
	for h := v.head(i); h >= first && h < end; h = v.head(i) {
		i = h
	}
	h := v.head(i)
	return h == head || h >= 0 && v.head(h) == head && v.t.Tokens[h].UPOS != "VERB"
}

// crosses reports whether another cue stands between token i and the cue.
func (v *view) crosses(i int, a *found) bool {
	lo, hi := i, a.cue.first
	if i >= a.cue.end {
		lo, hi = a.cue.end, i
	}
	for k := lo; k < hi; k++ {
		if v.cue[k] != cueOut {
			return true
		}
	}
	return false
}

// carryDates gives a claim without a day of its own that of the claim before
// it, where the same source goes on: a pronoun or the same words for it, in
// the same paragraph or the next.
func (v *view) carryDates(all []found, claims []stemma.Claim) {
	last := -1
	for i := range claims {
		a := &all[i]
		if a.own || len(a.source) == 0 {
			continue
		}
		if claims[i].Said.Date == "" && last >= 0 && v.goesOnFrom(&all[last], a) {
			claims[i].Said = claims[last].Said
			for k := range claims[i].Figures {
				claims[i].Figures[k].AsOf = claims[i].Said.Date
			}
		}
		last = -1
		if claims[i].Said.Date != "" {
			last = i
		}
	}
}

// goesOnFrom reports whether b has the source of a, as far as its words tell.
func (v *view) goesOnFrom(a, b *found) bool {
	from, to := v.t.Sentences[v.sent[a.cue.first]].Paragraph, v.t.Sentences[v.sent[b.cue.first]].Paragraph
	if to-from > 1 {
		return false
	}
	s, o := b.source[0], a.source[0]
	if s == o || v.t.Tokens[s.first].UPOS == "PRON" && s.end == s.first+1 {
		return true
	}
	return strings.Contains(v.t.Span(o.first, o.end).In(v.t.Doc.Text), v.t.Span(s.first, s.end).In(v.t.Doc.Text))
}
