package change

import (
	"slices"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin/view"
	"github.com/stemmanews/stemma/lang/text"
)

// kindOfName tells places from other names: by the name layer and the words in
// the name, else by what the words before its mentions say.
func kindOfName(p, c *view.View, a0, a1, b0, b1 int) string {
	switch typ := layerType(p, p.SpanOf(a0, a1)); {
	case placeWords[p.Words[a0].Norm] || placeWords[p.Words[a1-1].Norm]:
		return stemma.ChangePlace
	case typ == text.Organisation || anyBody(p, a0, a1):
		return stemma.ChangeName
	case typ == text.Location:
		return stemma.ChangePlace
	}
	if a1-a0 <= 2 && where(p, a0, a1)+where(c, b0, b1) > 0 {
		return stemma.ChangePlace
	}
	return stemma.ChangeName
}

func anyBody(v *view.View, first, end int) bool {
	return slices.ContainsFunc(v.Words[first:end], func(w view.Word) bool { return bodyWords[w.Norm] })
}

// where weighs the mentions of a name in a view: how many say that something
// is in, at or near it, less how many the name layer takes for no place.
func where(v *view.View, first, end int) int {
	n := 0
	for i := 0; i+end-first <= len(v.Words); i++ {
		if !sameWords(v, i, first, end) {
			continue
		}
		if i > 0 && placePrepositions[v.Words[i-1].Norm] && v.Words[i-1].Sentence == v.Words[i].Sentence {
			n += 2
		} else if typ := layerType(v, v.SpanOf(i, i+end-first)); typ != "" && typ != text.Location {
			n--
		}
	}
	return n
}

// sameWords reports whether the words from i on are those of [first, end).
func sameWords(v *view.View, i, first, end int) bool {
	for k := first; k < end; k++ {
		if v.Words[i+k-first].Norm != v.Words[k].Norm {
			return false
		}
	}
	return true
}

// layerType is the type of the name that the analysis found at span, "" for
// none.
func layerType(v *view.View, span stemma.Span) string {
	for _, n := range v.Text.Names {
		if n.Span.Overlaps(span) {
			return n.Type
		}
	}
	return ""
}
