package change

import (
	"slices"
	"strconv"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin/view"
)

// A sentence counts as dropped or added only between reports of which most is
// the same: whoever cuts a report to half says nothing by what is gone.
const mostlyKept = 0.6

// leastToll is the least number of people harmed whose loss is told.
const leastToll = 10

// passages finds sentences that matter and that the child dropped, or added,
// between sentences that both have: somebody's denial, or a number of people
// harmed on somebody's word. An update and a merged report replace and choose,
// which is their trade.
func (d *detector) passages() {
	if d.updated || len(d.Foreign) > 0 {
		return
	}
	if covered(d.Parent, d.parentLinks) >= mostlyKept {
		for _, s := range weighty(d.Parent, d.ParentClaims, d.parentLinks, d.Child) {
			d.out = append(d.out, Found{Kind: stemma.ChangeDropped, From: d.Parent.Sentences[s].Span, First: d.standsNow(s), End: -1, Lost: s})
		}
	}
}

// covered is the part of a view's body sentences, by words, that have a link.
func covered(v *view.View, links map[int][]int) float64 {
	in, all := 0, 0
	for s, k := range v.Sentences {
		if !k.Headline {
			all += k.End - k.First
			if len(links[s]) > 0 {
				in += k.End - k.First
			}
		}
	}
	return float64(in) / float64(max(1, all))
}

// weighty lists the sentences of a view without a link, between others that
// have one, which hold a denial or a toll that the other report lacks.
func weighty(v *view.View, claims []stemma.Claim, links map[int][]int, o *view.View) []int {
	var out []int
	other, keys := vocabulary(o), keysOf(o)
	for i := range claims {
		c := &claims[i]
		if c.OwnVoice() || len(c.Source.Spans) == 0 || len(c.Content.Spans) == 0 || !weighs(v, c, other) {
			continue
		}
		words := wordsAt(v, c.Content.Spans)
		if len(words) == 0 {
			continue
		}
		s := v.Words[words[0]].Sentence
		between := len(links[s]) == 0 && len(links[s-1]) > 0 && len(links[s+1]) > 0
		if between && !v.Sentences[s].Headline && !saidThere(v.Words[v.Sentences[s].First:v.Sentences[s].End], keys) && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// saidThere reports whether most telling words are among the keys of the other
// report, which then may say the same elsewhere.
func saidThere(words []view.Word, keys map[string]bool) bool {
	n, all := 0, 0
	for _, w := range words {
		if w.Class == view.Stop {
			continue
		}
		all++
		if keys[w.Key] {
			n++
		}
	}
	return n*10 > all*7
}

func keysOf(v *view.View) map[string]bool {
	m := map[string]bool{}
	for _, k := range v.Keys {
		m[k.Key] = true
	}
	return m
}

// weighs reports whether a claim is a denial or a toll whose number the other
// report lacks.
func weighs(v *view.View, c *stemma.Claim, other map[string]bool) bool {
	if c.Stance == stemma.StanceDenies {
		return true
	}
	for _, f := range c.Figures {
		i := numberAt(v, f.Span)
		if i >= 0 && harmed[measureOf(v, i, f)] && numberValue(v.Words[i]) >= leastToll && !other[v.Words[i].Norm] {
			return true
		}
	}
	return false
}

// numberValue is the value of a number word, 0 for others.
func numberValue(w view.Word) float64 {
	x, _ := strconv.ParseFloat(w.Norm, 64)
	return x
}
