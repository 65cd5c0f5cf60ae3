package claim

import (
	"slices"
	"strings"
)

// goesOn reports whether a is a participle that goes on with what was said:
// ", adding that".
func (v *view) goesOn(a *found) bool {
	if a.own || a.cue.first == 0 || v.t.Tokens[a.head].XPOS != "VBG" || v.quote[a.cue.first] >= 0 {
		return false
	}
	return v.t.Word(a.cue.first-1) == ","
}

// cutParticiples ends contents before ", adding that", which is a claim of its
// own.
func (v *view) cutParticiples(all []found) {
	for k := range all {
		b := &all[k]
		if !v.goesOn(b) {
			continue
		}
		for j := range all {
			a := &all[j]
			if j == k || a.cue.first > b.cue.first {
				continue
			}
			if slices.ContainsFunc(b.source, func(s span) bool { return overlapsAny(s, a.content) }) {
				b.source = nil
			}
			for i := range a.content {
				c := &a.content[i]
				if c.first < b.cue.first-1 && b.cue.first < c.end && v.sent[c.first] == v.sent[b.cue.first] {
					c.end = b.cue.first - 1
				}
			}
		}
	}
}

// borrowSources gives such a participle the source of the claim before it in
// its sentence.
func (v *view) borrowSources(all []found) {
	for k := range all {
		b := &all[k]
		if len(b.source) > 0 || !v.goesOn(b) {
			continue
		}
		best := -1
		for j := range all {
			a := &all[j]
			if j == k || len(a.source) == 0 || a.cue.first >= b.cue.first || v.sent[a.cue.first] != v.sent[b.cue.first] {
				continue
			}
			if best < 0 || a.cue.first > all[best].cue.first {
				best = j
			}
		}
		if best >= 0 && !overlapsAny(all[best].source[0], b.content) {
			b.source = all[best].source
		}
	}
}

// dropNested leaves out claims inside the content of others, and requests not
// to be named.
func (v *view) dropNested(all []found) []found {
	drop := make([]bool, len(all))
	for k := range all {
		b := &all[k]
		if v.anonymity(b) {
			drop[k] = true
			continue
		}
		for j := range all {
			a := &all[j]
			if j != k && !drop[j] && inside(b.cue.first, b.cue.end, a.content) && !inside(a.cue.first, a.cue.end, b.content) && len(b.via) == 0 {
				drop[k] = true
				break
			}
		}
	}
	return kept(all, drop)
}

// anonymity reports whether a source only asks not to be named.
func (v *view) anonymity(a *found) bool {
	if len(a.content) == 0 || a.own {
		return false
	}
	c := a.content[0]
	for i := c.first; i < min(c.end, c.first+5); i++ {
		switch strings.ToLower(v.t.Word(i)) {
		case "named", "identified", "anonymity", "anonymous", "unnamed":
			return true
		}
	}
	return false
}

// mendAccording gives the source of "according to" the apposition behind it
// that was taken for content.
func (v *view) mendAccording(a *found) {
	if strings.ToLower(v.t.Word(a.cue.first)) != "according" || len(a.source) != 1 || len(a.content) < 2 {
		return
	}
	last := a.content[len(a.content)-1]
	if a.content[0].end <= a.cue.first && last.first >= a.source[0].end && last.first <= a.source[0].end+1 && v.quote[last.first] < 0 {
		a.source[0].end = last.end
		a.content = a.content[:len(a.content)-1]
	}
}
