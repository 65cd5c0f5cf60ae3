package perceptron

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"math/bits"
	"slices"
)

// Pack says how weights are made small. The zero value keeps every weight that
// does not round to 0.
type Pack struct {
	// MinWeight drops weights below this share of the largest.
	MinWeight float64
	// MaxFeatures keeps that many features at most, those with the largest
	// weights; 0 keeps all.
	MaxFeatures int
}

// The form of a model, all numbers little-endian:
//
//	magic "SPM2", uint32 classes, uint32 log2 of the number of buckets,
//	float32 scale, uint32 number of features,
//	uint32 start of each bucket (one more than there are buckets),
//	the buckets: for each feature uint16 mark, uint8 number of cells,
//	and for each cell uint8 class, int8 code of the weight.
//
// Files that start with "SPM1" are older: there a code c stands for c·scale.
//
// A code c stands for the weight c·|c|·scale: fine steps for small weights,
// coarse ones for large. (To cut off the largest weights for the sake of finer
// steps costs far more than coarse steps do: a tagger lost 2 points by it.)
//
// The high bits of a feature choose its bucket, the low 16 are its mark. So a
// model is used as it lies in the file, without being read into a table.
const (
	magic  = "SPM2"
	older  = "SPM1"
	header = 20
	// perBucket is the mean number of features in a bucket: fewer make a
	// larger index, more make longer searches.
	perBucket = 2
)

// Model is a packed model. It is safe for use by several goroutines at once.
type Model struct {
	classes  int
	shift    uint // bucket = feature >> shift
	scale    float32
	features int
	units    *[256]int32
	index    []byte
	data     []byte
}

// Encode packs the weights into the bytes that [Decode] reads.
func (w *Weights) Encode(p Pack) []byte {
	if w.classes > 256 {
		panic("perceptron: more than 256 classes cannot be packed")
	}
	scale := w.scale()
	rows := w.quantise(scale, p)
	log := max(0, bits.Len(uint(len(rows)/perBucket)))
	log = min(log, 24)
	out := make([]byte, header, header+4<<log+16*len(rows))
	copy(out, magic)
	binary.LittleEndian.PutUint32(out[4:], uint32(w.classes))
	binary.LittleEndian.PutUint32(out[8:], uint32(log))
	binary.LittleEndian.PutUint32(out[12:], math.Float32bits(scale))
	binary.LittleEndian.PutUint32(out[16:], uint32(len(rows)))
	index, data := layOut(rows, log)
	return append(append(out, index...), data...)
}

// row is a feature whose weights are 8-bit numbers.
type row struct {
	key   uint32
	cells []packed
}

type packed struct {
	class uint8
	value int8
}

// scale is the weight of one unit of the packed numbers.
func (w *Weights) scale() float32 {
	largest := 0.0
	for _, f := range w.features {
		for _, c := range f.cells {
			largest = max(largest, math.Abs(float64(c.value)))
		}
	}
	if largest == 0 {
		return 1
	}
	return float32(largest / (127 * 127))
}

// code is the code of a weight of so many units.
func code(units float64) int {
	c := int(math.Round(math.Sqrt(math.Abs(units))))
	if units < 0 {
		return -min(127, c)
	}
	return min(127, c)
}

// units holds the weight of each code, linear those of the older form.
var units, linear = func() (u, l [256]int32) {
	for i := range u {
		c := int32(int8(i))
		u[i], l[i] = c*max(c, -c), c
	}
	return u, l
}()

// quantise rounds the weights and drops the small.
func (w *Weights) quantise(scale float32, p Pack) []row {
	least := max(1, code(p.MinWeight*127*127))
	var rows []row
	for _, f := range w.features {
		r := row{key: f.key}
		for _, c := range f.cells {
			if v := code(float64(c.value / scale)); v >= least || -v >= least {
				r.cells = append(r.cells, packed{uint8(c.class), int8(v)})
			}
		}
		if len(r.cells) > 0 {
			rows = append(rows, r)
		}
	}
	if p.MaxFeatures > 0 && len(rows) > p.MaxFeatures {
		rows = heaviest(rows, p.MaxFeatures)
	}
	return rows
}

// heaviest keeps the n rows with the largest sums of absolute weights, in
// their order.
func heaviest(rows []row, n int) []row {
	mass := func(r row) int {
		sum := 0
		for _, c := range r.cells {
			sum += int(c.value) * int(c.value)
		}
		return sum
	}
	sorted := slices.Clone(rows)
	slices.SortStableFunc(sorted, func(a, b row) int { return mass(b) - mass(a) })
	sorted = sorted[:n]
	slices.SortFunc(sorted, func(a, b row) int { return int(int64(a.key) - int64(b.key)) })
	return sorted
}

// layOut writes rows, sorted by key, into 1<<log buckets.
func layOut(rows []row, log int) (index, data []byte) {
	shift := uint(32 - log)
	next := 0
	for b := range 1 << log {
		index = binary.LittleEndian.AppendUint32(index, uint32(len(data)))
		for next < len(rows) && int(uint64(rows[next].key)>>shift) == b {
			data = rows[next].append(data)
			next++
		}
	}
	return binary.LittleEndian.AppendUint32(index, uint32(len(data))), data
}

func (r row) append(data []byte) []byte {
	data = binary.LittleEndian.AppendUint16(data, uint16(r.key))
	data = append(data, uint8(min(255, len(r.cells))))
	for _, c := range r.cells[:min(255, len(r.cells))] {
		data = append(data, c.class, uint8(c.value))
	}
	return data
}

var errShort = errors.New("shorter than its header says")

// Decode reads a model that [Weights.Encode] wrote. The model keeps file and
// uses it as it is.
func Decode(file []byte) (*Model, error) {
	if len(file) < header || string(file[:4]) != magic && string(file[:4]) != older {
		return nil, errors.New("decoding a perceptron model: it does not start with " + magic)
	}
	u := func(at int) uint32 { return binary.LittleEndian.Uint32(file[at:]) }
	log := u(8)
	if u(4) > 256 || log > 24 {
		return nil, fmt.Errorf("decoding a perceptron model: %d classes, 2^%d buckets", u(4), log)
	}
	indexLen := 4 * (1<<log + 1)
	if len(file) < header+indexLen {
		return nil, fmt.Errorf("decoding a perceptron model: %w", errShort)
	}
	m := &Model{
		classes: int(u(4)), shift: uint(32 - log), scale: math.Float32frombits(u(12)), features: int(u(16)), units: &units,
		index: file[header : header+indexLen], data: file[header+indexLen:],
	}
	if string(file[:4]) == older {
		m.units = &linear
	}
	if int(binary.LittleEndian.Uint32(m.index[indexLen-4:])) != len(m.data) {
		return nil, fmt.Errorf("decoding a perceptron model: %w", errShort)
	}
	return m, nil
}

// Weights returns the weights of the model, to be packed anew.
func (m *Model) Weights() *Weights {
	w := &Weights{classes: m.classes}
	for b := range len(m.index)/4 - 1 {
		place := binary.LittleEndian.Uint64(m.index[4*b:])
		bucket := m.data[uint32(place):uint32(place>>32)]
		for len(bucket) >= 3 {
			n := 3 + 2*int(bucket[2])
			key := uint32(uint64(b)<<m.shift) | uint32(binary.LittleEndian.Uint16(bucket))
			w.features = append(w.features, m.feature(key, bucket[3:n]))
			bucket = bucket[n:]
		}
	}
	return w
}

func (m *Model) feature(key uint32, cells []byte) feature {
	f := feature{key: key}
	for ; len(cells) >= 2; cells = cells[2:] {
		f.cells = append(f.cells, weight{int(cells[0]), m.scale * float32(m.units[cells[1]])})
	}
	return f
}

// Classes is the number of classes.
func (m *Model) Classes() int { return m.classes }

// Features is the number of features that have a weight.
func (m *Model) Features() int { return m.features }

// Scale is the weight that one unit of a score stands for: score × Scale is in
// the units of the trainer's margins.
func (m *Model) Scale() float32 { return m.scale }

// Score sets scores, a class each, to the sum of the weights of the features.
// It allocates nothing. len(scores) must be at least Classes.
func (m *Model) Score(features []uint32, scores []int32) {
	clear(scores)
	m.Add(features, scores)
}

// batch is how many features [Model.Add] looks up at once.
const batch = 64

// Add is [Model.Score] without setting the scores to 0 first.
//
// A look-up waits for memory twice: for the bucket's place and for the bucket.
// Add asks for those of a whole batch before it reads the first, so that the
// waits overlap; that more than halves its time.
func (m *Model) Add(features []uint32, scores []int32) {
	var places [batch]uint64
	for len(features) > 0 {
		n := min(batch, len(features))
		m.touch(features[:n], &places)
		for i, f := range features[:n] {
			m.addBucket(places[i], uint16(f), scores)
		}
		features = features[n:]
	}
}

// touch looks up the places of buckets and reads a byte of each. What it
// returns has no meaning; it keeps the compiler from leaving the reads out, as
// it would if it could see that nobody uses it.
//
//go:noinline
func (m *Model) touch(features []uint32, places *[batch]uint64) (sum byte) {
	index, data := m.index, m.data
	for i, f := range features {
		b := int(uint64(f)>>m.shift) * 4
		places[i&(batch-1)] = binary.LittleEndian.Uint64(index[b : b+8])
	}
	for i := range features {
		place := places[i&(batch-1)]
		if at, end := int(uint32(place)), int(place>>32); at < end && end <= len(data) {
			sum += data[at] + data[end-1]
		}
	}
	return sum
}

// addBucket adds the weights of the feature with a mark in a bucket.
func (m *Model) addBucket(place uint64, mark uint16, scores []int32) {
	at, end := int(uint32(place)), int(place>>32)
	data := m.data
	for at < end {
		n := int(data[at+2])
		if binary.LittleEndian.Uint16(data[at:]) != mark {
			at += 3 + 2*n
			continue
		}
		cells := data[at+3 : at+3+2*n]
		for len(cells) >= 2 {
			scores[cells[0]] += m.units[cells[1]]
			cells = cells[2:]
		}
		return
	}
}
