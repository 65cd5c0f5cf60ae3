package shingle

import (
	"cmp"
	"slices"
	"sort"
)

// Index finds for one report at a time the earlier ones worth comparing with
// it. It takes 8 bytes a feature: about 1 KB for a report of 300 words. The
// zero value is an empty index. Only one goroutine may add or remove at a
// time, and none may search beside it.
type Index struct {
	ids   []int64 // of reports by number
	sizes []uint32
	gone  map[uint32]bool
	runs  []postings // older and longer before younger
	tail  []uint64   // feature, number: not yet in runs, unsorted
}

// postings are features in order, each with the numbers of its reports,
// rising.
type postings struct {
	features []uint32
	reports  []uint32
}

// Match is a report of the index with the number of features that it shares
// with what was looked for, the rare ones counted in full.
type Match struct {
	ID     int64
	Shared float64
}

// longestTail is the number of features that are looked through one by one
// before they are sorted into a run.
const longestTail = 1 << 12

// Add adds a report by its distinct features ([Sketch.Distinct]) under an id
// of the caller's. A report that has changed is to be removed first.
func (x *Index) Add(id int64, distinct []uint32) {
	n := uint32(len(x.ids))
	x.ids, x.sizes = append(x.ids, id), append(x.sizes, uint32(len(distinct)))
	for _, f := range distinct {
		x.tail = append(x.tail, uint64(f)<<32|uint64(n))
	}
	if len(x.tail) >= longestTail {
		x.flush(2)
	}
}

// Remove takes the report with this id out. It takes time in step with the
// number of reports; the space stays in use until the index is built anew.
func (x *Index) Remove(id int64) {
	for n, k := range x.ids {
		if k == id {
			if x.gone == nil {
				x.gone = map[uint32]bool{}
			}
			x.gone[uint32(n)] = true
		}
	}
}

// Len is the number of reports that can be found.
func (x *Index) Len() int { return len(x.ids) - len(x.gone) }

// flush sorts the tail into a run, and joins the last runs until each is at
// least ratio times as long as the next, so that there are few of them and
// every feature is moved few times. Ratio 0 joins all.
func (x *Index) flush(ratio int) {
	if len(x.tail) > 0 {
		slices.Sort(x.tail)
		p := postings{make([]uint32, len(x.tail)), make([]uint32, len(x.tail))}
		for i, k := range x.tail {
			p.features[i], p.reports[i] = uint32(k>>32), uint32(k)
		}
		x.runs, x.tail = append(x.runs, p), x.tail[:0]
	}
	for n := len(x.runs); n > 1 && (ratio == 0 || len(x.runs[n-2].features) < ratio*len(x.runs[n-1].features)); n = len(x.runs) {
		x.runs = append(x.runs[:n-2], merged(x.runs[n-2], x.runs[n-1]))
	}
}

// merged joins two runs; the reports of a come before those of b.
func merged(a, b postings) postings {
	n := len(a.features) + len(b.features)
	out := postings{make([]uint32, 0, n), make([]uint32, 0, n)}
	i := 0
	for j, f := range b.features {
		k := i
		for k < len(a.features) && a.features[k] <= f {
			k++
		}
		out.features, out.reports = append(out.features, a.features[i:k]...), append(out.reports, a.reports[i:k]...)
		out.features, out.reports = append(out.features, f), append(out.reports, b.reports[j])
		i = k
	}
	out.features, out.reports = append(out.features, a.features[i:]...), append(out.reports, a.reports[i:]...)
	return out
}

// Search lists the reports worth comparing with one of these distinct
// features, those that share most first.
func (x *Index) Search(distinct []uint32) []Match {
	tail := slices.Clone(x.tail)
	slices.Sort(tail)
	shared := map[uint32]uint32{} // quarters
	var bucket []uint32
	for _, f := range distinct {
		n := 0
		n, bucket = x.bucket(f, tail, bucket[:0])
		for _, r := range bucket {
			shared[r] += uint32(rarity(n + 1))
		}
	}
	var out []Match
	for n, s := range shared {
		if !x.gone[n] && enough(s, len(distinct), int(x.sizes[n])) {
			out = append(out, Match{x.ids[n], quarter * float64(s)})
		}
	}
	slices.SortFunc(out, func(a, b Match) int { return cmp.Or(cmp.Compare(b.Shared, a.Shared), cmp.Compare(a.ID, b.ID)) })
	return out
}

// bucket counts the reports that have feature f, and lists them, youngest
// first; of a full bucket only the next neighbours.
func (x *Index) bucket(f uint32, tail []uint64, out []uint32) (int, []uint32) {
	i := sort.Search(len(tail), func(i int) bool { return uint32(tail[i]>>32) >= f })
	j := i
	for j < len(tail) && uint32(tail[j]>>32) == f {
		j++
	}
	n := j - i
	for j--; j >= i; j-- {
		out = append(out, uint32(tail[j]))
	}
	for k := len(x.runs) - 1; k >= 0; k-- {
		r := &x.runs[k]
		i, ok := slices.BinarySearch(r.features, f)
		if !ok {
			continue
		}
		j := i + sort.Search(len(r.features)-i, func(k int) bool { return r.features[i+k] > f })
		n += j - i
		for j--; j >= i && len(out) < fullBucket; j-- {
			out = append(out, r.reports[j])
		}
	}
	if n >= fullBucket {
		out = out[:neighbours]
	}
	return n, out
}
