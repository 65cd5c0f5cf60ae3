package claim

import (
	"strings"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/coref"
	"github.com/stemmanews/stemma/lang/text"
)

// Resolve sets name, kind and party of all sources, and the names of carriers,
// as all texts together know them. claims[i] are the claims of texts[i]; they
// are changed in place.
func Resolve(texts []*text.Text, claims [][]stemma.Claim) {
	world := coref.Unify(texts)
	for d, t := range texts {
		for i := range claims[d] {
			resolveSource(world, d, t, &claims[d][i])
			for k := range claims[d][i].Via {
				resolveVia(world, d, t, &claims[d][i].Via[k])
			}
		}
	}
}

func resolveSource(w *coref.World, d int, t *text.Text, c *stemma.Claim) {
	if c.OwnVoice() {
		c.Source.Name = t.Doc.Outlet
		return
	}
	if len(c.Source.Spans) == 0 {
		c.Source.Kind, c.Source.Name = stemma.KindNone, ""
		return
	}
	var parts []coref.Source
	for i, s := range c.Source.Spans {
		if r := touched(t, s); r.first < r.end && (i == 0 || !governed(t, r.first)) {
			parts = append(parts, w.Source(d, r.first, r.end))
		}
	}
	var names, parties []string
	for _, src := range speakers(parts) {
		if c.Source.Kind == "" {
			c.Source.Kind = src.Kind
		}
		names, parties = appendNew(names, src.Name), appendNew(parties, src.Party)
	}
	c.Source.Name, c.Source.Party = strings.Join(names, "; "), strings.Join(parties, "; ")
	if c.Source.Kind == "" {
		c.Source.Kind = stemma.KindUnnamed
	}
}

// governed reports whether what begins at a token hangs on a preposition before
// it: "in an interview with | the local station".
func governed(t *text.Text, first int) bool {
	for i := first - 1; i >= max(0, first-4); i-- {
		switch t.Tokens[i].UPOS {
		case "ADP":
			return true
		case "DET", "ADJ", "NOUN", "NUM":
			continue
		}
		break
	}
	return false
}

// speakers are the parts of a broken source that can speak: beside a named
// person or body, mere descriptions and strays ("the figure", "in the south")
// only belong to it, a place is where it is, and an outlet is what it spoke to.
// Where nobody is named, parts whose words name no speaker go.
func speakers(parts []coref.Source) []coref.Source {
	if len(parts) < 2 {
		return parts
	}
	if named := only(parts, isNamed); len(named) > 0 {
		if people := only(named, func(p coref.Source) bool { return p.Kind == stemma.KindPerson }); len(people) > 0 {
			return only(named, func(p coref.Source) bool { return p.Kind != stemma.KindMedia && !p.Place })
		}
		return named
	}
	if heads := only(parts, func(p coref.Source) bool { return p.Speaks }); len(heads) > 0 {
		return heads
	}
	return parts
}

func isNamed(p coref.Source) bool {
	switch p.Kind {
	case stemma.KindPerson, stemma.KindGovernment, stemma.KindOrganisation, stemma.KindMedia:
		return strings.ToLower(p.Name) != p.Name
	}
	return false
}

func only(parts []coref.Source, ok func(coref.Source) bool) []coref.Source {
	var out []coref.Source
	for _, p := range parts {
		if ok(p) {
			out = append(out, p)
		}
	}
	return out
}

func resolveVia(w *coref.World, d int, t *text.Text, via *stemma.Via) {
	if via.Span == nil {
		return
	}
	if r := touched(t, *via.Span); r.first < r.end {
		via.Name = w.Source(d, r.first, r.end).Name
	}
}

func appendNew(list []string, s string) []string {
	if s == "" {
		return list
	}
	for _, x := range list {
		if x == s {
			return list
		}
	}
	return append(list, s)
}
