package change

import (
	"cmp"
	"slices"
	"strings"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin/view"
)

// quotations finds quotations whose words the child altered, sentence by
// sentence. A quotation that was only cut or lengthened, or spelt otherwise, is
// not changed.
func (d *detector) quotations() {
	pairs := d.quotePairs()
	for k, q := range d.Child.Quotes {
		if pairs[k] < 0 || len(telling(d.Child, q)) < 2 {
			continue
		}
		p := d.Parent.Quotes[pairs[k]]
		kind, parts := "", sentencesOf(d.Child, q)
		for _, part := range parts {
			kind = cmp.Or(kind, d.altered(p, part, len(parts) > 1))
		}
		if kind == "" {
			continue
		}
		d.add(kind, p.First, p.End, q.First, q.End)
		f := &d.out[len(d.out)-1]
		f.From = p.Span
		to := q.Span
		f.To = &to
	}
}

// altered is the kind of change that a sentence of a quotation of the child, one
// of several or not, shows against the parent's quotation p, "" for none.
func (d *detector) altered(p, part view.Quote, several bool) string {
	whole, b := telling(d.Parent, p), telling(d.Child, part)
	if len(b) == 0 || within(whole, b) || d.saidElsewhere(b) {
		return ""
	}
	near, matched := d.counterpartOf(p, part)
	a := telling(d.Parent, near)
	if matched == 0 && (several || len(sentencesOf(d.Parent, p)) > 1) || contiguous(b, a) && negationsIn(a) == negationsIn(b) {
		return ""
	}
	if (elided(d.Parent, p) || elided(d.Child, part)) && (subsequence(whole, b) || subsequence(b, a)) {
		return ""
	}
	if negationsIn(a) != negationsIn(b) && similarity(a, b) >= 0.7 {
		return stemma.ChangePolarity
	}
	return stemma.ChangeQuotation
}

// saidElsewhere reports whether another quotation of the parent has the words.
func (d *detector) saidElsewhere(b []string) bool {
	return slices.ContainsFunc(d.Parent.Quotes, func(p view.Quote) bool { return within(telling(d.Parent, p), b) })
}

// counterpartOf is the sentence of the parent's quotation p from which most of
// the words of part come, and their number; all of p where none is.
func (d *detector) counterpartOf(p, part view.Quote) (view.Quote, int) {
	best, most := p, 0
	for _, s := range sentencesOf(d.Parent, p) {
		n := 0
		for j := part.First; j < part.End; j++ {
			if i := d.ToParent[j]; i >= s.First && i < s.End {
				n++
			}
		}
		if n > most {
			best, most = s, n
		}
	}
	return best, most
}

// sentencesOf cuts a quotation at the ends of its sentences.
func sentencesOf(v *view.View, q view.Quote) []view.Quote {
	var out []view.Quote
	first := q.First
	for i := q.First + 1; i <= q.End; i++ {
		if i == q.End || v.Words[i].Sentence != v.Words[first].Sentence {
			out = append(out, view.Quote{Span: v.SpanOf(first, i), First: first, End: i})
			first = i
		}
	}
	return out
}

// elided reports whether a quotation says that words were left out.
func elided(v *view.View, q view.Quote) bool {
	s := q.Span.In(v.Doc.Text)
	return strings.Contains(s, "...") || strings.Contains(s, "…") || strings.Contains(s, "[")
}

// quotePairs gives for each quotation of the child that of the parent from
// which it comes, -1 for none: by their words, and where as many are left on
// both sides between two pairs, by their order.
func (d *detector) quotePairs() []int {
	pairs := make([]int, len(d.Child.Quotes))
	used := map[int]bool{-1: true}
	for k, q := range d.Child.Quotes {
		pairs[k] = d.counterpart(q)
		used[pairs[k]] = true
	}
	for k := 0; k < len(pairs); {
		end := k
		for end < len(pairs) && pairs[end] < 0 {
			end++
		}
		from, to := -1, len(d.Parent.Quotes)
		if k > 0 {
			from = pairs[k-1]
		}
		if end < len(pairs) {
			to = pairs[end]
		}
		if to-from-1 == end-k && (k > 0 || end < len(pairs)) {
			for i := k; i < end; i++ {
				if p := from + 1 + i - k; !used[p] && d.maySay(p, i) {
					pairs[i] = p
				}
			}
		}
		k = end + 1
	}
	return pairs
}

// maySay reports whether quotation q of the child may render p of the parent:
// they are about as long and stand beside linked sentences.
func (d *detector) maySay(p, q int) bool {
	x, y := d.Parent.Quotes[p], d.Child.Quotes[q]
	n, m := x.End-x.First, y.End-y.First
	if min(n, m)*2 < max(n, m) {
		return false
	}
	sa, sb := d.Parent.Words[x.First].Sentence, d.Child.Words[y.First].Sentence
	for _, l := range d.Links {
		if da, db := sa-l.A, sb-l.B; da == db && da >= -1 && da <= 1 {
			return true
		}
	}
	return false
}

// counterpart is the parent's quotation from which most of q's words come, -1
// for none. The words that tell nothing count too where they stand in linked
// sentences.
func (d *detector) counterpart(q view.Quote) int {
	best, most := -1, 0
	for k, p := range d.Parent.Quotes {
		n := 0
		for j := q.First; j < q.End; j++ {
			if i := d.ToParent[j]; i >= p.First && i < p.End {
				n++
			}
		}
		if n > most {
			best, most = k, n
		}
	}
	if most*3 >= q.End-q.First && most > 0 || most >= 4 {
		return best
	}
	return -1
}

// telling is the words of a quotation, contractions undone.
func telling(v *view.View, q view.Quote) []string {
	var out []string
	for i := q.First; i < q.End; i++ {
		w := v.Words[i]
		if bracketed(v, w.Span) {
			continue
		}
		switch w.Norm {
		case "s", "m", "d", "am", "is", "are", "was":
			continue
		}
		out = append(out, w.Norm)
	}
	return out
}

// bracketed reports whether a word stands in square brackets: the writer's, not
// the speaker's.
func bracketed(v *view.View, s stemma.Span) bool {
	text := v.Doc.Text
	open := strings.LastIndexByte(text[max(0, s[0]-60):s[0]], '[')
	return open >= 0 && strings.LastIndexByte(text[max(0, s[0]-60):s[0]], ']') < open
}

// within reports whether b stands in a, word for word and in one piece.
func within(a, b []string) bool { return slices.Equal(a, b) || contiguous(a, b) }

// subsequence reports whether the words of b stand in a in their order.
func subsequence(a, b []string) bool {
	i := 0
	for _, w := range b {
		for i < len(a) && a[i] != w {
			i++
		}
		if i == len(a) {
			return false
		}
		i++
	}
	return true
}

func contiguous(a, b []string) bool {
	for i := 0; i+len(b) <= len(a); i++ {
		k := 0
		for k < len(b) && a[i+k] == b[k] {
			k++
		}
		if k == len(b) {
			return true
		}
	}
	return false
}

func negationsIn(words []string) int {
	n := 0
	for _, w := range words {
		if negations[w] {
			n++
		}
	}
	return n
}

// similarity is the Dice measure of the distinct words.
func similarity(a, b []string) float64 {
	in := map[string]int{}
	for _, w := range a {
		in[view.Stem(w)] |= 1
	}
	for _, w := range b {
		in[view.Stem(w)] |= 2
	}
	both, all := 0, 0
	for _, m := range in {
		if m == 3 {
			both += 2
			all += 2
		} else {
			all++
		}
	}
	return float64(both) / float64(max(1, all))
}
