package change

import (
	"slices"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin/view"
)

// attributions finds claims that the child states as facts: the content of a
// claim of the parent stands in a sentence of the child that is on nobody's
// word and does not name the source.
func (d *detector) attributions() {
	for i := range d.ParentClaims {
		p := &d.ParentClaims[i]
		if p.OwnVoice() || len(p.Source.Spans) == 0 || len(p.Cue.Spans) == 0 || len(p.Content.Spans) == 0 || p.Stance == stemma.StanceExpects {
			continue
		}
		a := wordsAt(d.Parent, slices.Concat(p.Source.Spans, p.Content.Spans))
		kept := d.keptOf(p)
		if len(a) == 0 || len(kept) == 0 {
			continue
		}
		t := mainSentence(d.Child, kept)
		b := d.Child.Sentences[t]
		if !d.mostly(b, kept) || b.Headline || d.Foreign[t] || d.mentions(p, t) || d.onWord(b, kept) || d.goesOn(p, t, kept) || anyQuoted(d.Child, kept) {
			continue
		}
		if d.once("attribution", "fact", b.Span.In(d.Child.Doc.Text)) {
			d.add(stemma.ChangeAttribution, a[0], a[len(a)-1]+1, b.First, b.End)
		}
	}
}

// keptOf lists the child's words that render the telling words of a claim's
// content; none where it renders too few, or too small a part of them.
func (d *detector) keptOf(p *stemma.Claim) []int {
	var kept []int
	all, weight := 0, 0
	for _, i := range wordsAt(d.Parent, p.Content.Spans) {
		w := d.Parent.Words[i]
		if w.Class == view.Stop {
			continue
		}
		all++
		if j := d.renders(i); j >= 0 && meets(w, d.Child.Words[j]) {
			kept = append(kept, j)
			weight++
			if w.Class == view.Number {
				weight++
			}
		}
	}
	need := 12 // of 20; a number tells more than words
	if weight > len(kept) {
		need = 9
	}
	if weight < minMoved || len(kept)*20 < all*need {
		return nil
	}
	return kept
}

// renders is the counterpart of the parent's word i, or the same word elsewhere
// in a linked sentence where both are without one; -1 for none.
func (d *detector) renders(i int) int {
	if j := d.ToChild[i]; j >= 0 {
		return j
	}
	for _, l := range d.parentLinks[d.Parent.Words[i].Sentence] {
		s := d.Child.Sentences[d.Links[l].B]
		for j := s.First; j < s.End; j++ {
			if d.ToParent[j] < 0 && d.Child.Words[j].Key == d.Parent.Words[i].Key {
				return j
			}
		}
	}
	return -1
}

// mostly reports whether the kept words are at least a quarter of the telling
// words of a sentence of the child, so that it is about what the claim says.
func (d *detector) mostly(s view.Sentence, kept []int) bool {
	n, all := 0, 0
	for j := s.First; j < s.End; j++ {
		if d.Child.Words[j].Class == view.Stop {
			continue
		}
		all++
		if slices.Contains(kept, j) {
			n++
		}
	}
	return n*4 >= all
}

// mainSentence is the sentence that has most of the words.
func mainSentence(v *view.View, words []int) int {
	n := map[int]int{}
	best := v.Words[words[0]].Sentence
	for _, j := range words {
		s := v.Words[j].Sentence
		n[s]++
		if n[s] > n[best] || n[s] == n[best] && s < best {
			best = s
		}
	}
	return best
}

// onWord reports whether a sentence of the child stands on somebody's word:
// a claim has some of the kept words, or the sentence has a word of saying that
// the claim layer made nothing of.
func (d *detector) onWord(s view.Sentence, kept []int) bool {
	covered := 0
	for _, j := range kept {
		for i := range d.ChildClaims {
			if c := &d.ChildClaims[i]; !c.OwnVoice() && touches(c, d.Child.Words[j].Span) && !d.within(c, kept) {
				covered++
				break
			}
		}
	}
	if covered*3 >= len(kept) {
		return true
	}
	for i := s.First; i < s.End; i++ {
		if w := d.Child.Words[i]; saying[w.Key] && !w.Quoted && !d.inClaim(w.Span) || d.account(s, i) {
			return true
		}
	}
	return false
}

// within reports whether the source of a claim of the child is itself among
// the words that render the parent's content: half of voters do not trust it.
func (d *detector) within(c *stemma.Claim, kept []int) bool {
	return len(c.Source.Spans) > 0 && slices.ContainsFunc(kept, func(j int) bool { return inAny(c.Source.Spans, d.Child.Words[j].Span) })
}

// account reports whether word i names somebody's count or version: the
// ministry's own count.
func (d *detector) account(s view.Sentence, i int) bool {
	if !accounts[d.Child.Words[i].Norm] {
		return false
	}
	for k := max(s.First, i-2); k < i; k++ {
		if w := d.Child.Words[k].Norm; w == "s" || possessives[w] {
			return true
		}
	}
	return false
}

func (d *detector) inClaim(span stemma.Span) bool {
	for i := range d.ChildClaims {
		if c := &d.ChildClaims[i]; !c.OwnVoice() && touches(c, span) {
			return true
		}
	}
	return false
}

// goesOn reports whether the sentence after or before t renders the same claim
// and has its attribution.
func (d *detector) goesOn(p *stemma.Claim, t int, kept []int) bool {
	for _, l := range d.linksOf[t] {
		for _, o := range d.parentLinks[d.Links[l].A] {
			if s := d.Links[o].B; s != t && d.mentions(p, s) && d.onWord(d.Child.Sentences[s], kept) {
				return true
			}
		}
	}
	return false
}

func anyQuoted(v *view.View, words []int) bool {
	return slices.ContainsFunc(words, func(j int) bool { return v.Words[j].Quoted })
}

// touches reports whether any part of a claim lies in span.
func touches(c *stemma.Claim, span stemma.Span) bool {
	for _, part := range [][]stemma.Span{c.Source.Spans, c.Cue.Spans, c.Content.Spans} {
		for _, s := range part {
			if s.Overlaps(span) {
				return true
			}
		}
	}
	return false
}

// cueIn is the first word of a sentence, outside quotations, that may signal an
// attribution, -1 where there is none.
func cueIn(v *view.View, s view.Sentence) int {
	for i := s.First; i < s.End; i++ {
		if cues[v.Words[i].Key] && !v.Words[i].Quoted {
			return i
		}
	}
	return -1
}
