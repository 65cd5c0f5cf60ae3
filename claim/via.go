package claim

import (
	"strings"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/gazetteer"
	"github.com/stemmanews/stemma/lang/text"
)

func viaOf(v *view, source stemma.Span, cue span) stemma.Via {
	c := v.trimCue(cue, v.headOf(cue))
	return stemma.Via{Name: source.In(v.t.Doc.Text), Span: &source,
		Cue: &stemma.Cue{Spans: v.spans([]span{c}), Lemma: v.cueLemma(c)}}
}

// toldOutlet finds the outlet to which the source spoke: "told the Daily
// Post".
func (v *view) toldOutlet(a *found) {
	if len(a.via) > 0 || a.head < 0 || a.own {
		return
	}
	switch v.t.Tokens[a.head].Lemma {
	case "tell", "inform", "say", "speak":
	default:
		return
	}
	for i := range v.t.Names {
		n := &v.t.Names[i]
		if n.First < a.cue.end || n.First > a.cue.end+2 || n.Type == text.Person || n.Type == text.Location {
			continue
		}
		if !gazetteer.Default().Is(n.Span.In(v.t.Doc.Text), gazetteer.Media) || overlapsAny(span{n.First, n.End}, a.content) {
			continue
		}
		if p := strings.ToLower(wordAt(v.t, n.First-1)); n.First > a.cue.end && p != "the" && p != "to" && p != "with" {
			continue
		}
		sp := n.Span
		a.via = append(a.via, stemma.Via{Name: n.Name, Span: &sp})
		return
	}
}

// nest puts the inner claim of "According to the Daily Post, the minister
// believes" in place of the carrier's.
func (v *view) nest(all []found) []found {
	drop := make([]bool, len(all))
	for k := range all {
		a := &all[k]
		if !v.carrier(a) {
			continue
		}
		for j := range all {
			b := &all[j]
			if j == k || b.own || !inside(b.cue.first, b.cue.end, a.content) || len(b.source) == 0 || v.sent[a.cue.first] != v.sent[b.cue.first] {
				continue
			}
			b.via = append([]stemma.Via{viaOf(v, v.t.Span(a.source[0].first, a.source[0].end), a.cue)}, b.via...)
			drop[k] = true
			break
		}
	}
	return kept(all, drop)
}

// carrier reports whether the source of a is an outlet.
func (v *view) carrier(a *found) bool {
	if len(a.source) != 1 {
		return false
	}
	for i := range v.t.Names {
		n := &v.t.Names[i]
		if n.First >= a.source[0].first && n.End <= a.source[0].end && gazetteer.Default().Is(n.Span.In(v.t.Doc.Text), gazetteer.Media) {
			return true
		}
	}
	return false
}
