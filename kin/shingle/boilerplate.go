package shingle

import "slices"

// Boilerplate are the sentences that outlets repeat in reports that are
// otherwise unrelated: their standing paragraphs, notes on themselves, and the
// background that they paste under every report on a subject. A copy is not
// recognised by them, and they are no part of what one report took from
// another.
type Boilerplate struct {
	known map[boiler]bool
}

// boiler is a sentence and the outlet that repeats it, 0 for all outlets.
type boiler struct {
	sentence uint32
	outlet   uint32
}

const (
	// repeatedBy is the number of reports of one outlet from which on a sentence
	// that they share may be boilerplate, and repeatedByAll the same for reports
	// whatever their outlet.
	repeatedBy    = 4
	repeatedByAll = 12
	// looked is the number of pairs of reports that are looked at.
	looked = 12
	// mostlySame is the part of the shorter report's features in sentences that
	// both have word for word from which the two are copies; restSame the part
	// of the other features from which they are on the same news.
	mostlySame = 0.4
	restSame   = 0.08
)

// Known reports whether a sentence by its hash is boilerplate of an outlet.
func (b *Boilerplate) Known(sentence uint32, outlet string) bool {
	if b == nil || sentence == 0 || len(b.known) == 0 {
		return false
	}
	return b.known[boiler{sentence, 0}] || outlet != "" && b.known[boiler{sentence, outletHash(outlet)}]
}

// Len is the number of sentences known.
func (b *Boilerplate) Len() int {
	if b == nil {
		return 0
	}
	return len(b.known)
}

// Drop is the test of which sentences of s to leave out, nil for none.
func (b *Boilerplate) Drop(s Sketch, outlet string) func(sentence int) bool {
	if !slices.ContainsFunc(s.Sentences, func(x Sentence) bool { return b.Known(x.Hash, outlet) }) {
		return nil
	}
	return func(i int) bool { return b.Known(s.Sentences[i].Hash, outlet) }
}

func outletHash(outlet string) uint32 { return max(1, hash(outlet, "")) }

// Learn finds the boilerplate of n reports. sketch and outlet give each of
// them; an outlet that is not known is "".
func Learn(n int, sketch func(i int) Sketch, outlet func(i int) string) *Boilerplate {
	var keys []uint64 // sentence, report
	for i := range n {
		for _, s := range sketch(i).Sentences {
			if s.Hash != 0 {
				keys = append(keys, uint64(s.Hash)<<32|uint64(i))
			}
		}
	}
	keys, _ = sortKeys(keys, nil)
	b := &Boilerplate{known: map[boiler]bool{}}
	for i := 0; i < len(keys); {
		j := i + 1
		for j < len(keys) && keys[j]>>32 == keys[i]>>32 {
			j++
		}
		if j-i >= repeatedBy {
			b.learn(uint32(keys[i]>>32), distinctReports(keys[i:j]), sketch, outlet)
		}
		i = j
	}
	return b
}

func distinctReports(keys []uint64) []int {
	out := make([]int, len(keys))
	for i, k := range keys {
		out[i] = int(uint32(k))
	}
	return slices.Compact(out)
}

// learn judges one sentence that the reports have.
func (b *Boilerplate) learn(sentence uint32, reports []int, sketch func(int) Sketch, outlet func(int) string) {
	if len(reports) >= repeatedByAll && unrelated(reports, sketch) {
		b.known[boiler{sentence, 0}] = true
		return
	}
	by := map[string][]int{}
	for _, i := range reports {
		if o := outlet(i); o != "" {
			by[o] = append(by[o], i)
		}
	}
	for o, own := range by {
		if len(own) >= repeatedBy && unrelated(own, sketch) {
			b.known[boiler{sentence, outletHash(o)}] = true
		}
	}
}

// unrelated reports whether most of the reports, all of which share a
// sentence, have nothing else in common.
func unrelated(reports []int, sketch func(int) Sketch) bool {
	pairs, strange := 0, 0
	step := max(1, len(reports)/looked)
	for i := 0; i+step < len(reports); i += step {
		pairs++
		if !related(sketch(reports[i]), sketch(reports[i+step])) {
			strange++
		}
	}
	return strange*3 >= pairs*2 && strange >= repeatedBy-1
}

// related reports whether two reports that share a sentence share more than
// sentences that any two of their outlets' reports may share.
func related(a, b Sketch) bool {
	inA, inB := hashes(a), hashes(b)
	sameA, restA := split(a, inB)
	sameB, restB := split(b, inA)
	if float64(max(sameA, sameB)) >= mostlySame*float64(min(len(a.Features), len(b.Features))) {
		return true
	}
	return float64(common(restA, restB)) >= restSame*float64(max(1, min(len(restA), len(restB))))
}

func hashes(s Sketch) map[uint32]bool {
	m := make(map[uint32]bool, len(s.Sentences))
	for _, x := range s.Sentences {
		m[x.Hash] = true
	}
	return m
}

// split counts the features of the sentences that the other report has too,
// and returns those of the rest, sorted.
func split(s Sketch, other map[uint32]bool) (same int, rest []uint32) {
	first := uint32(0)
	for _, x := range s.Sentences {
		if x.Hash != 0 && other[x.Hash] {
			same += int(x.End - first)
		} else {
			rest = append(rest, s.Features[first:x.End]...)
		}
		first = x.End
	}
	slices.Sort(rest)
	return same, slices.Compact(rest)
}

// common counts what two sorted lists have in common.
func common(a, b []uint32) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			n, i, j = n+1, i+1, j+1
		}
	}
	return n
}
