package story

import (
	"encoding/binary"
	"errors"
	"hash/fnv"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/stemmanews/stemma"
)

// Signature is what a report tells of, in a form that does not depend on the
// other reports: the words of its headline and of each line of its body. It
// can be kept as bytes, some 4 a word.
type Signature struct {
	day   int32 // days since 1970, 0 where the report is undated
	head  []uint32
	lines []line
	names []uint32 // terms that are names or numbers here, ascending
}

// line is one line of the body: the unit in which outlets repeat themselves.
type line struct {
	hash  uint64
	terms []uint32
}

// SignatureOf reads the signature of a document: its headline and its body, or
// all of its text where no body is marked.
func SignatureOf(d *stemma.Document) Signature {
	c := casing{}
	s := Signature{day: dayOf(d.Published.Date), head: termsOf(d.Headline.Text)}
	for _, part := range body(d) {
		for l := range strings.Lines(part) {
			if l = strings.TrimSpace(l); l == "" {
				continue
			}
			s.lines = append(s.lines, line{hashLine(l), termsOf(l)})
			c.read(l)
		}
	}
	s.names = c.names()
	return s
}

func body(d *stemma.Document) []string {
	var out []string
	for _, s := range d.Body {
		if 0 <= s[0] && s[0] <= s[1] && s[1] <= len(d.Text) {
			out = append(out, s.In(d.Text))
		}
	}
	if len(out) == 0 {
		out = append(out, d.Text)
	}
	return out
}

// termsOf are the words of s as numbers. Two words can share a number; among a
// million words one in four thousand does, which does no harm.
func termsOf(s string) []uint32 {
	words := Words(s)
	out := make([]uint32, len(words))
	for i, w := range words {
		out[i] = termOf(w)
	}
	return out
}

func termOf(w string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(w))
	return h.Sum32()
}

func hashLine(s string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(s))
	return h.Sum64()
}

// casing counts by term how often it stands with a small and with a capital
// letter where a sentence does not begin.
type casing map[uint32]*[2]int

// read counts the words of a line.
func (c casing) read(line string) {
	begins := true
	for _, w := range strings.FieldsFunc(line, unicode.IsSpace) {
		word := strings.TrimLeftFunc(w, notWord)
		if word == "" {
			continue
		}
		if word != w && strings.ContainsAny(w[:len(w)-len(word)], `"“`) {
			begins = true
		}
		capital := 0
		if r := firstRune(word); unicode.IsUpper(r) || unicode.IsDigit(r) {
			capital = 1
		}
		if !begins || unicode.IsDigit(firstRune(word)) {
			for _, t := range termsOf(word) {
				if c[t] == nil {
					c[t] = new([2]int)
				}
				c[t][capital]++
			}
		}
		begins = strings.ContainsRune(".!?:", rune(w[len(w)-1]))
	}
}

// names are the terms that mostly stand with a capital letter, and numbers.
func (c casing) names() []uint32 {
	out := []uint32{}
	for t, n := range c {
		if n[1] > 0 && n[1] >= 4*n[0] {
			out = append(out, t)
		}
	}
	slices.Sort(out)
	return out
}

func notWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

func dayOf(date string) int32 {
	if len(date) < 10 {
		return 0
	}
	t, err := time.Parse(time.DateOnly, date[:10])
	if err != nil {
		return 0
	}
	return int32(t.Unix() / 86400)
}

// signatureForm is the first byte of a signature kept as bytes.
const signatureForm = 1

// AppendBinary appends the signature as bytes. The error is always nil.
func (s Signature) AppendBinary(b []byte) ([]byte, error) {
	b = append(b, signatureForm)
	b = binary.AppendVarint(b, int64(s.day))
	b = appendTerms(b, s.head)
	b = appendTerms(b, s.names)
	b = binary.AppendUvarint(b, uint64(len(s.lines)))
	for _, l := range s.lines {
		b = binary.LittleEndian.AppendUint64(b, l.hash)
		b = appendTerms(b, l.terms)
	}
	return b, nil
}

func appendTerms(b []byte, terms []uint32) []byte {
	b = binary.AppendUvarint(b, uint64(len(terms)))
	for _, t := range terms {
		b = binary.LittleEndian.AppendUint32(b, t)
	}
	return b
}

// MarshalBinary gives the signature as bytes. The error is always nil.
func (s Signature) MarshalBinary() ([]byte, error) { return s.AppendBinary(nil) }

var errSignature = errors.New("not a signature of a story in this version's form")

// UnmarshalBinary reads what [Signature.MarshalBinary] gave. It fails on
// anything else.
func (s *Signature) UnmarshalBinary(b []byte) error {
	r := &bytesReader{b: b}
	if r.byte() != signatureForm {
		return errSignature
	}
	*s = Signature{day: int32(r.varint()), head: r.terms(), names: r.terms()}
	for n := r.count(9); n > 0 && !r.bad; n-- {
		s.lines = append(s.lines, line{r.uint64(), r.terms()})
	}
	if r.bad || len(r.b) > 0 {
		return errSignature
	}
	return nil
}

// bytesReader reads numbers off b; bad says that b ended too soon.
type bytesReader struct {
	b   []byte
	bad bool
}

// take is the next n bytes, zeros where there are fewer.
func (r *bytesReader) take(n int) []byte {
	if n > len(r.b) {
		r.bad, r.b = true, nil
		return make([]byte, n)
	}
	out := r.b[:n]
	r.b = r.b[n:]
	return out
}

func (r *bytesReader) byte() byte     { return r.take(1)[0] }
func (r *bytesReader) uint64() uint64 { return binary.LittleEndian.Uint64(r.take(8)) }

func (r *bytesReader) varint() int64 {
	x, n := binary.Varint(r.b)
	r.take(max(n, 1))
	return x
}

// count reads how many things of at least size bytes follow.
func (r *bytesReader) count(size int) int {
	x, n := binary.Uvarint(r.b)
	r.take(max(n, 1))
	if x > uint64(len(r.b)/size) {
		r.bad, r.b = true, nil
		return 0
	}
	return int(x)
}

func (r *bytesReader) terms() []uint32 {
	out := make([]uint32, r.count(4))
	for i := range out {
		out[i] = binary.LittleEndian.Uint32(r.take(4))
	}
	return out
}
