package claim

import (
	"slices"
	"strings"
)

// mend puts right what the models leave: rules that hold for every claim.
// read finds source and content of one more cue.
func (v *view) mend(all []found, read func(span) (found, bool)) []found {
	for k := 0; k < len(all); k++ {
		for _, c := range v.splitContent(&all[k]) {
			v.cue[c.first] = cueBegin
			if a, ok := read(c); ok && !overlapsClaims(a, all) {
				all = append(all, a)
			}
		}
	}
	for k := range all {
		a := &all[k]
		for i := range a.source {
			a.source[i] = v.trimSource(a.source[i])
		}
		v.takeSubject(a)
		v.widenSource(a)
		v.widenCue(a)
		v.mendAccording(a)
		v.widenNeither(a)
		for i := range a.content {
			a.content[i] = v.trimContent(a.content[i])
		}
	}
	all = slices.DeleteFunc(all, func(a found) bool { return len(a.content) == 0 })
	all = v.tailDenials(all)
	v.mendSources(all)
	v.cutParticiples(all)
	v.borrowSources(all)
	v.inheritSources(all)
	all = v.dropNested(v.nest(v.joinCarriers(all)))
	v.goOn(all)
	for k := range all {
		v.toldOutlet(&all[k])
		slices.SortFunc(all[k].content, func(a, b span) int { return a.first - b.first })
	}
	return all
}

// overlapsClaims reports whether the cue of a stands in the cue or content of
// another claim.
func overlapsClaims(a found, all []found) bool {
	for k := range all {
		if overlapsAny(a.cue, all[k].content) || overlapsAny(a.cue, []span{all[k].cue}) {
			return true
		}
	}
	return false
}

// trimContent leaves out the sentence's full stop where it stands outside the
// quotation marks.
func (v *view) trimContent(c span) span {
	for c.end > c.first+1 && v.quote[c.end-1] < 0 {
		switch v.t.Word(c.end - 1) {
		case ".", ";", ",", ":":
			c.end--
			continue
		}
		break
	}
	return c
}

// takeSubject gives an active cue that lacks a source the subject that the
// tree shows, and takes it from the content.
func (v *view) takeSubject(a *found) {
	if len(a.source) > 0 || a.head < 0 || v.kids[a.head]&kidPassive != 0 {
		return
	}
	s := v.subjectOf(a.head)
	if s.first == s.end || s.first < a.cue.end && a.cue.first < s.end {
		return
	}
	if w := strings.ToLower(v.t.Word(s.first)); s.end == s.first+1 && (w == "it" || w == "there") {
		return
	}
	var rest []span
	for _, c := range a.content {
		switch {
		case c.end <= s.first || s.end <= c.first:
			rest = append(rest, c)
		case c.first >= s.first && c.end <= s.end: // all of it is the subject
		default:
			return
		}
	}
	if len(rest) == 0 {
		return
	}
	a.source, a.content = []span{s}, rest
}

// subjectOf is the subtree of the subject of head, empty where it has none.
func (v *view) subjectOf(head int) span {
	for i := int(v.lo[head]); i <= int(v.hi[head]); i++ {
		if v.head(i) == head && v.t.Tokens[i].Rel == "nsubj" {
			return v.trimSigns(span{int(v.lo[i]), int(v.hi[i]) + 1})
		}
	}
	return span{}
}

// widenCue takes the verb of telling into a cue of refusing: declined to say |
// whether; declined to comment | on.
func (v *view) widenCue(a *found) {
	c := &a.content[0]
	if l := v.t.Tokens[a.head].Lemma; l != "decline" && l != "refuse" || c.first != a.cue.end || c.end-c.first < 3 {
		return
	}
	if v.t.Word(c.first) == "to" && telling[v.t.Tokens[c.first+1].Lemma] {
		a.cue.end += 2
		c.first += 2
	}
}

// trimSource cuts auxiliaries and adverbs off the end of a source.
func (v *view) trimSource(s span) span {
	for s.end > s.first+1 && (v.t.Tokens[s.end-1].UPOS == "AUX" || v.t.Tokens[s.end-1].XPOS == "MD") {
		s.end--
	}
	return s
}
