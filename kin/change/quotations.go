package change

import (
	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin/view"
)

// quotations finds quotations whose words the child altered. A quotation that
// was only cut, or spelt otherwise, is not changed.
func (d *detector) quotations() {
	pairs := d.quotePairs()
	for k, q := range d.Child.Quotes {
		if pairs[k] < 0 {
			continue
		}
		p := d.Parent.Quotes[pairs[k]]
		a, b := telling(d.Parent, p), telling(d.Child, q)
		if len(b) < 2 || within(a, b) {
			continue
		}
		kind := stemma.ChangeQuotation
		if na, nb := negationsIn(a), negationsIn(b); na != nb && similarity(a, b) >= 0.7 {
			kind = stemma.ChangePolarity
		}
		d.add(kind, p.First, p.End, q.First, q.End)
		f := &d.out[len(d.out)-1]
		f.From = p.Span
		to := q.Span
		f.To = &to
	}
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
	for _, w := range v.Words[q.First:q.End] {
		switch w.Norm {
		case "s", "m", "d", "am", "is", "are", "was":
			continue
		}
		out = append(out, w.Norm)
	}
	return out
}

// within reports whether b stands in a, word for word and in one piece; or in
// pieces, where words were only cut out.
func within(a, b []string) bool {
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
	// cut out in the middle of a short stretch, words are missing
	return len(b) == len(a) || contiguous(a, b)
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
