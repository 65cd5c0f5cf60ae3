package shingle

import (
	"iter"
	"slices"
)

// Batch holds the features of many reports, for finding all candidates among
// them. Each feature takes 4 bytes, and 4 more where other reports share it.
// Adding and sealing is for one goroutine; after that Candidates may be called
// by several.
type Batch struct {
	features []uint32 // of report after report; once sealed, the number of the feature's bucket
	ends     []int    // end of each report's features
	starts   []int    // start of each bucket in reports, and its end after the last
	reports  []uint32 // bucket after bucket, rising within each
}

// alone is the bucket of features that one report only has.
const alone = ^uint32(0)

// Add adds the next report by its distinct features. It keeps no reference to
// them.
func (b *Batch) Add(distinct []uint32) {
	b.features = append(b.features, distinct...)
	b.ends = append(b.ends, len(b.features))
}

// Len is the number of reports.
func (b *Batch) Len() int { return len(b.ends) }

// slice is the number of features that are sorted at a time; each takes 16
// bytes while it is.
const slice = 1 << 23

// Seal sorts the features into buckets of reports that share them. It is to be
// called once, after the last Add. The features of all reports may be 2^32.
func (b *Batch) Seal() {
	parts := uint64(1 + len(b.features)/slice)
	done := make([]uint64, len(b.features)/64+1) // places that have their bucket
	of := b.owners()
	var keys, spare []uint64
	for p := uint64(0); p < parts; p++ {
		low, high := p<<32/parts, (p+1)<<32/parts
		keys = keys[:0]
		for at, f := range b.features {
			if uint64(f) >= low && uint64(f) < high && done[at>>6]>>(at&63)&1 == 0 {
				keys = append(keys, uint64(f)<<32|uint64(at))
				done[at>>6] |= 1 << (at & 63)
			}
		}
		keys, spare = sortKeys(keys, spare)
		b.scan(keys, of)
	}
	b.starts = append(b.starts, len(b.reports))
}

// scan makes buckets of sorted keys: feature, place.
func (b *Batch) scan(keys []uint64, of func(at uint32) uint32) {
	for i := 0; i < len(keys); {
		j := i + 1
		for j < len(keys) && keys[j]>>32 == keys[i]>>32 {
			j++
		}
		number := alone
		if j > i+1 {
			number = uint32(len(b.starts))
			b.starts = append(b.starts, len(b.reports))
		}
		for _, k := range keys[i:j] {
			b.features[uint32(k)] = number
			if number != alone {
				b.reports = append(b.reports, of(uint32(k)))
			}
		}
		i = j
	}
}

// owners returns a function that tells to which report a place in features
// belongs. It keeps the report of every 64th place.
func (b *Batch) owners() func(at uint32) uint32 {
	hint := make([]uint32, 0, len(b.features)/64+1)
	r := uint32(0)
	for at := 0; at < len(b.features); at += 64 {
		for b.ends[r] <= at {
			r++
		}
		hint = append(hint, r)
	}
	return func(at uint32) uint32 {
		r := hint[at>>6]
		for b.ends[r] <= int(at) {
			r++
		}
		return r
	}
}

// sortKeys sorts by the upper 32 bits, equal ones in the order in which they
// stand (radix sort, least digit first). It returns the sorted keys and the
// spare space, either of which may be what the other was.
func sortKeys(keys, spare []uint64) (sorted, rest []uint64) {
	spare = slices.Grow(spare[:0], len(keys))[:len(keys)]
	for _, shift := range []int{32, 43, 54} {
		var count [1 << 11]int
		for _, k := range keys {
			count[k>>shift&(1<<11-1)]++
		}
		sum := 0
		for d, n := range count {
			count[d], sum = sum, sum+n
		}
		for _, k := range keys {
			d := k >> shift & (1<<11 - 1)
			spare[count[d]] = k
			count[d]++
		}
		keys, spare = spare, keys
	}
	return keys, spare
}

// size is the number of features of report i.
func (b *Batch) size(i int) int { return b.ends[i] - b.first(i) }

func (b *Batch) first(i int) int {
	if i == 0 {
		return 0
	}
	return b.ends[i-1]
}

// Candidates yields the pairs worth comparing whose first report is one of
// [from, to), in order.
func (b *Batch) Candidates(from, to int) iter.Seq[Candidate] {
	return func(yield func(Candidate) bool) {
		shared := make([]uint32, b.Len()) // quarters
		var met []uint32
		for i := from; i < to; i++ {
			met = b.meet(uint32(i), shared, met[:0])
			slices.Sort(met)
			for _, j := range met {
				s := shared[j]
				shared[j] = 0
				if enough(s, b.size(i), b.size(int(j))) && !yield(Candidate{i, int(j), quarter * float64(s)}) {
					return
				}
			}
		}
	}
}

// meet adds up for report i what later reports share with it, and lists them.
func (b *Batch) meet(i uint32, shared, met []uint32) []uint32 {
	for _, number := range b.features[b.first(int(i)):b.ends[i]] {
		if number == alone {
			continue
		}
		bucket := b.reports[b.starts[number]:b.starts[number+1]]
		at, _ := slices.BinarySearch(bucket, i)
		later := bucket[at+1:]
		if len(bucket) > fullBucket {
			later = later[:min(len(later), neighbours)]
		}
		w := uint32(rarity(len(bucket)))
		for _, j := range later {
			if shared[j] == 0 {
				met = append(met, j)
			}
			shared[j] += w
		}
	}
	return met
}
