package claim

import (
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
