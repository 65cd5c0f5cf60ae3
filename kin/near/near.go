// Package near lists all pairs of texts whose sets of word shingles overlap to
// a given degree: near-duplicates in the sense of Broder (On the resemblance
// and containment of documents, 1997). It needs no language analysis and knows
// no language.
//
// Each text gets a similarity sketch, cut into bands (locality-sensitive
// hashing; Leskovec, Rajaraman & Ullman, Mining of Massive Datasets, ch. 3).
// Texts that agree in a band are compared by their exact Jaccard similarity, so
// that every pair which is listed is right; of the pairs that lie at the
// threshold itself one in 2,000 is not found, of those above it fewer.
package near

import (
	"iter"
	"math"
	"slices"
)

// Pair is a pair of texts by their numbers, A before B: they have Shared
// shingles in common, and Union in all.
type Pair struct {
	A, B          int
	Shared, Union int
}

// Jaccard is the similarity of the pair, 0 to 1.
func (p Pair) Jaccard() float64 { return float64(p.Shared) / float64(p.Union) }

// Finder holds the shingles of texts: 8 bytes for each, and some 230 bytes for
// each text. After the last Add its other methods may be called by several
// goroutines.
type Finder struct {
	words, rows, bands int
	threshold          float64
	texts              [][]uint64 // shingles, sorted
	room               []uint64   // where the next texts' shingles go
	band               []uint32   // of text after text; 0 for texts without words
}

const (
	// missed is the part of the pairs at the threshold that no band finds.
	missed = 0.0005
	// mostBins is the number of values up to which a sketch may have.
	mostBins = 256
	// roomFor is the number of shingles for which space is taken at a time.
	roomFor = 1 << 20
)

// New makes a finder for shingles of that many words, at least 1, and pairs of
// at least that Jaccard similarity, above 0 and at most 1.
func New(words int, threshold float64) *Finder {
	f := &Finder{words: words, threshold: threshold, rows: 1}
	f.bands = bandsFor(1, threshold)
	for r := 2; r*bandsFor(r, threshold) <= mostBins && r <= 16; r++ {
		f.rows, f.bands = r, bandsFor(r, threshold)
	}
	return f
}

// bandsFor is the number of bands of r values with which no more than the part
// missed of the pairs at similarity t agree in none.
func bandsFor(r int, t float64) int {
	p := math.Pow(t, float64(r))
	if p > 1-missed {
		return 1
	}
	return int(math.Ceil(math.Log(missed) / math.Log(1-p)))
}

// Sketch is what a text is found by.
type Sketch struct {
	shingles []uint64
	bands    []uint32
}

// Sketch sketches a text. It may be called by several goroutines.
func (f *Finder) Sketch(text string) Sketch {
	s := Sketch{shingles: Shingles(text, f.words)}
	if len(s.shingles) == 0 {
		return s
	}
	bins := sketch(s.shingles, f.rows*f.bands)
	s.bands = make([]uint32, f.bands)
	for b := range s.bands {
		h := uint64(b) + 1
		for _, v := range bins[b*f.rows : (b+1)*f.rows] {
			h = mix(h ^ v)
		}
		s.bands[b] = max(1, uint32(h>>32))
	}
	return s
}

// Add adds the next text.
func (f *Finder) Add(s Sketch) {
	if len(f.room) < len(s.shingles) {
		f.room = make([]uint64, max(roomFor, len(s.shingles)))
	}
	n := copy(f.room, s.shingles)
	f.texts = append(f.texts, f.room[:n:n])
	f.room = f.room[n:]
	if s.bands == nil {
		s.bands = make([]uint32, f.bands)
	}
	f.band = append(f.band, s.bands...)
}

// Len is the number of texts.
func (f *Finder) Len() int { return len(f.texts) }

// Bands is the number of bands.
func (f *Finder) Bands() int { return f.bands }

// Band yields the pairs that agree in this band and in none before it, in no
// particular order. All bands together yield each pair once.
func (f *Finder) Band(b int) iter.Seq[Pair] {
	return func(yield func(Pair) bool) {
		keys := make([]uint64, 0, len(f.texts)) // value, text
		for i := range f.texts {
			if v := f.of(i)[b]; v != 0 {
				keys = append(keys, uint64(v)<<32|uint64(i))
			}
		}
		slices.Sort(keys)
		for i := 0; i < len(keys); {
			j := i + 1
			for j < len(keys) && keys[j]>>32 == keys[i]>>32 {
				j++
			}
			if !f.bucket(keys[i:j], b, yield) {
				return
			}
			i = j
		}
	}
}

// bucket yields the pairs among texts that agree in band b.
func (f *Finder) bucket(keys []uint64, b int, yield func(Pair) bool) bool {
	for i, x := range keys {
		for _, y := range keys[i+1:] {
			p := Pair{A: int(uint32(x)), B: int(uint32(y))}
			if f.before(p, b) || !f.compare(&p) {
				continue
			}
			if !yield(p) {
				return false
			}
		}
	}
	return true
}

func (f *Finder) of(i int) []uint32 { return f.band[i*f.bands : (i+1)*f.bands] }

// before reports whether the pair agrees in a band before b.
func (f *Finder) before(p Pair, b int) bool {
	x, y := f.of(p.A), f.of(p.B)
	for k := range b {
		if x[k] == y[k] {
			return true
		}
	}
	return false
}

// compare fills Shared and Union, and reports whether the pair reaches the
// threshold. It stops as soon as it cannot.
func (f *Finder) compare(p *Pair) bool {
	a, b := f.texts[p.A], f.texts[p.B]
	all := len(a) + len(b)
	need := int(math.Ceil(f.threshold*float64(all)/(1+f.threshold) - 1e-9)) // shared ones, for the threshold
	i, j, n := 0, 0, 0
	for missA, missB := len(a)-need, len(b)-need; i < len(a) && j < len(b) && missA >= 0 && missB >= 0; {
		switch {
		case a[i] < b[j]:
			i, missA = i+1, missA-1
		case a[i] > b[j]:
			j, missB = j+1, missB-1
		default:
			i, j, n = i+1, j+1, n+1
		}
	}
	p.Shared, p.Union = n, all-n
	return n >= need && n > 0
}
