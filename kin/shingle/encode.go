package shingle

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
)

// magic begins a saved index; its last byte is the version of the form and of
// the features: one that finds other features must not read the index.
const magic = "stemma index \x01"

// ErrVersion says that a saved index is of another version and must be built
// anew from the reports.
var ErrVersion = errors.New("the index is of another version")

// WriteTo saves the index (io.WriterTo): the magic, the length, then for each
// report id and number of features in varints, then the postings (all features
// in order, then the report of each, 4 bytes little-endian), and a CRC-32C of
// all before it. It takes 8 bytes a feature, so that loading takes no work.
func (x *Index) WriteTo(w io.Writer) (int64, error) {
	x.flush(0)
	sum := crc32.New(crc32.MakeTable(crc32.Castagnoli))
	e := encoder{w: bufio.NewWriterSize(io.MultiWriter(w, sum), 1<<16)}
	e.bytes([]byte(magic))
	e.uint(uint64(len(x.ids)))
	for n, id := range x.ids {
		e.int(id)
		size := uint64(x.sizes[n]) << 1
		if x.gone[uint32(n)] {
			size |= 1
		}
		e.uint(size)
	}
	var p postings
	if len(x.runs) > 0 {
		p = x.runs[0]
	}
	e.uint(uint64(len(p.features)))
	for _, list := range [][]uint32{p.features, p.reports} {
		for _, v := range list {
			e.bytes(binary.LittleEndian.AppendUint32(e.buf[:0], v))
		}
	}
	if e.err == nil {
		e.err = e.w.Flush()
	}
	if e.err == nil {
		_, e.err = w.Write(sum.Sum(nil))
		e.n += crc32.Size
	}
	if e.err != nil {
		return e.n, fmt.Errorf("saving the index of candidates: %w", e.err)
	}
	return e.n, nil
}

// encoder writes until the first error.
type encoder struct {
	w   *bufio.Writer
	n   int64
	err error
	buf [binary.MaxVarintLen64]byte
}

func (e *encoder) bytes(b []byte) {
	if e.err == nil {
		_, e.err = e.w.Write(b)
		e.n += int64(len(b))
	}
}

func (e *encoder) uint(v uint64) { e.bytes(e.buf[:binary.PutUvarint(e.buf[:], v)]) }
func (e *encoder) int(v int64)   { e.bytes(e.buf[:binary.PutVarint(e.buf[:], v)]) }

// Load reads an index that WriteTo saved. The error is ErrVersion where
// another version wrote it; a damaged one is refused.
func Load(data []byte) (*Index, error) {
	if len(data) < len(magic)+crc32.Size || string(data[:len(magic)-1]) != magic[:len(magic)-1] {
		return nil, errors.New("reading the index of candidates: it is none, or cut short")
	}
	if data[len(magic)-1] != magic[len(magic)-1] {
		return nil, ErrVersion
	}
	body, sum := data[:len(data)-crc32.Size], data[len(data)-crc32.Size:]
	if crc32.Checksum(body, crc32.MakeTable(crc32.Castagnoli)) != binary.BigEndian.Uint32(sum) {
		return nil, errors.New("reading the index of candidates: it is damaged (its checksum is wrong)")
	}
	d := decoder{data: body[len(magic):]}
	x := d.index()
	if d.bad || len(d.data) > 0 {
		return nil, errors.New("reading the index of candidates: it is damaged")
	}
	return x, nil
}

// decoder reads until something is wrong.
type decoder struct {
	data []byte
	bad  bool
}

func (d *decoder) uint() uint64 {
	v, n := binary.Uvarint(d.data)
	if n <= 0 {
		d.bad, d.data = true, nil
		return 0
	}
	d.data = d.data[n:]
	return v
}

func (d *decoder) int() int64 {
	v, n := binary.Varint(d.data)
	if n <= 0 {
		d.bad, d.data = true, nil
		return 0
	}
	d.data = d.data[n:]
	return v
}

// length reads the length of a list whose items take at least 2 bytes.
func (d *decoder) length() int {
	n := d.uint()
	if n > uint64(len(d.data)/2) {
		d.bad, d.data = true, nil
		return 0
	}
	return int(n)
}

func (d *decoder) index() *Index {
	x := &Index{}
	n := d.length()
	x.ids, x.sizes = make([]int64, n), make([]uint32, n)
	for i := range n {
		x.ids[i] = d.int()
		size := d.uint()
		x.sizes[i] = uint32(size >> 1)
		if size&1 == 1 {
			if x.gone == nil {
				x.gone = map[uint32]bool{}
			}
			x.gone[uint32(i)] = true
		}
	}
	m := d.length()
	if m == 0 {
		return x
	}
	p := postings{features: d.fixed(m)}
	p.reports = d.fixed(m)
	if d.bad {
		return x
	}
	for i, r := range p.reports {
		if int(r) >= n || i > 0 && p.features[i] < p.features[i-1] {
			d.bad = true
		}
	}
	x.runs = []postings{p}
	return x
}

// fixed reads n numbers of 4 bytes.
func (d *decoder) fixed(n int) []uint32 {
	if n > len(d.data)/4 {
		d.bad, d.data = true, nil
		return nil
	}
	out := make([]uint32, n)
	for i := range out {
		out[i] = binary.LittleEndian.Uint32(d.data[4*i:])
	}
	d.data = d.data[4*n:]
	return out
}
