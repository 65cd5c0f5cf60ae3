package change

import (
	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin/view"
)

// placeKinds tells towns (1) from the land round them (2): one name can mean
// either.
var placeKinds = classes("city town village capital", "region province oblast area district county prefecture governorate department territory")

// leastWitnesses is the number of other reports that must agree on what kind
// of place a name means.
const leastWitnesses = 2

// mostMentions is the number of mentions up to which reports are compared one
// by one: what more have is known to everybody, or common to many events.
const mostMentions = 256

// typedMention is a mention of a place with the word for its kind.
type typedMention struct {
	place
	kind int
	span stemma.Span
}

// PlaceTypes finds places that a report takes for another kind, the city for
// the region of its name, against two other reports on the event that agree.
// Only reports for which alone holds are looked at.
func PlaceTypes(views []*view.View, alone func(i int) bool) []Reading {
	mentions := map[string][]typedMention{}
	var names []string
	for i, v := range views {
		for k := v.BodyFirst; k < len(v.Words); k++ {
			if v.Words[k].Class != view.Name {
				continue
			}
			if m := typedAt(v, i, k); m.kind != 0 {
				key := v.Words[k].Norm
				if mentions[key] == nil {
					names = append(names, key)
				}
				mentions[key] = append(mentions[key], m)
			}
		}
	}
	var out []Reading
	for _, n := range names {
		all := mentions[n]
		if len(all) > mostMentions {
			continue
		}
		last := -1
		for _, m := range all {
			if m.report == last || !alone(m.report) {
				continue
			}
			last = m.report
			if r, ok := odd(views, all, m.report); ok {
				out = append(out, r)
			}
		}
	}
	return out
}

// typedAt reads the kind of place beside the name at word k: city of Bakoro,
// Bakoro province.
func typedAt(v *view.View, i, k int) typedMention {
	if k >= 2 && v.Words[k-1].Norm == "of" && touching(v, k-2, k-1) {
		if kind := placeKinds[v.Words[k-2].Norm]; kind != 0 {
			return typedMention{place{i, k}, kind, v.SpanOf(k-2, k+1)}
		}
	}
	if k+1 < len(v.Words) && touching(v, k, k+1) {
		if kind := placeKinds[v.Words[k+1].Norm]; kind != 0 {
			return typedMention{place{i, k}, kind, v.SpanOf(k, k+2)}
		}
	}
	return typedMention{}
}

// odd is the reading of report i where it knows a name as one kind of place
// only and all others, two at least, as the other.
func odd(views []*view.View, mentions []typedMention, i int) (r Reading, ok bool) {
	var mine, theirs *typedMention
	witnesses := map[int]bool{}
	for k := range mentions {
		m := &mentions[k]
		switch {
		case m.report == i && mine == nil:
			mine = m
		case m.report == i && mine.kind != m.kind:
			return r, false
		case m.report == i:
		case theirs != nil && theirs.kind != m.kind:
			return r, false
		case sharedNames(views[m.report], views[i]) >= leastNames:
			witnesses[m.report] = true
			if theirs == nil {
				theirs = m
			}
		}
	}
	if mine == nil || theirs == nil || mine.kind == theirs.kind || len(witnesses) < leastWitnesses {
		return r, false
	}
	return Reading{Kind: stemma.ChangePlace, From: theirs.report, To: i, FromSpan: theirs.span, ToSpan: mine.span}, true
}
