package parse

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stemmanews/stemma/lang/perceptron"
)

// word is what the tagger and the parser see of a token: hashes of its form
// and of parts of it.
type word struct {
	form  uint32    // as written
	lower uint32    // in lower case, digits as 0
	known uint32    // lower, or for a word that is not in the lexicon its class
	amb   uint32    // the tags that the lexicon gives it, or what the dictionary says that it can be, or its class
	class uint32    // shape and ending: what is known of an unknown word
	shape uint32    // Xxxx → X+x, 3.5 → 0.0
	pre   [3]uint32 // first 2, 3, 4 bytes of lower, on rune boundaries
	suf   [4]uint32 // last 1 to 4 runes of lower
	flags uint8
	tag   uint8 // joint tag, once it is chosen
}

// Flags of a word.
const (
	isCapital  = 1 << iota // starts with a capital
	isAllUpper             // has letters, none of them small
	hasDigit
	hasHyphen
)

// look fills the attributes of a word that its form gives. buf is scratch
// space; it is returned grown.
func (x *lexicon) look(form string, buf []byte) (word, []byte) {
	buf = appendNormal(buf[:0], form)
	w := word{form: perceptron.String(form), lower: perceptron.Bytes(buf)}
	var shape uint32
	w.flags, shape = shapeOf(form)
	w.shape = perceptron.Hash1(201, shape)
	for i := range w.pre {
		w.pre[i] = perceptron.Hash1(uint32(202+i), perceptron.Bytes(buf[:boundary(buf, i+2)]))
	}
	end := len(buf)
	for i := range w.suf {
		if end > 0 {
			_, n := utf8.DecodeLastRune(buf[:end])
			end -= n
		}
		w.suf[i] = perceptron.Hash1(uint32(206+i), perceptron.Bytes(buf[end:]))
	}
	w.class = perceptron.Hash2(210, w.suf[1], shape)
	if e, ok := x.entries[string(buf)]; ok {
		w.known, w.amb = w.lower, e
	} else {
		w.known, w.amb = w.class, x.unknown(buf, w.class, shape)
	}
	return w, buf
}

// unknown is the code of a word that is not among the entries, in its normal
// form: what the dictionary says that it can be, else its class.
func (x *lexicon) unknown(form []byte, class, shape uint32) uint32 {
	if e := x.others.ambiguity(form, shape); e != 0 {
		return e
	}
	return class
}

// boundary returns n, or less where n is inside a rune of b or after its end.
func boundary(b []byte, n int) int {
	if n >= len(b) {
		return len(b)
	}
	for n > 0 && !utf8.RuneStart(b[n]) {
		n--
	}
	return n
}

// appendNormal appends form in lower case with each digit as 0 and a curly
// apostrophe as a straight one.
func appendNormal(buf []byte, form string) []byte {
	for i := 0; i < len(form); i++ {
		c := form[i]
		switch {
		case c >= utf8.RuneSelf:
			s := strings.ReplaceAll(strings.ToLower(form[i:]), "’", "'")
			return append(buf, s...)
		case 'A' <= c && c <= 'Z':
			c |= 0x20
		case '0' <= c && c <= '9':
			c = '0'
		}
		buf = append(buf, c)
	}
	return buf
}

// normal is appendNormal as a string.
func normal(form string) string { return string(appendNormal(nil, form)) }

// shapeOf returns the flags of a form and a code of its shape: the classes of
// its characters, runs of one class as one, eight runs at most.
func shapeOf(form string) (flags uint8, shape uint32) {
	upper, lower, last, runs := 0, 0, uint32(0), 0
	for i, r := range form {
		var c uint32
		switch {
		case r == '-':
			c = 5
			flags |= hasHyphen
		case '0' <= r && r <= '9':
			c = 3
			flags |= hasDigit
		case 'a' <= r && r <= 'z' || r >= utf8.RuneSelf && unicode.IsLower(r):
			c = 2
			lower++
		case 'A' <= r && r <= 'Z' || r >= utf8.RuneSelf && unicode.IsUpper(r):
			c = 1
			upper++
			if i == 0 {
				flags |= isCapital
			}
		case r == '.':
			c = 6
		case r == '\'' || r == '’':
			c = 7
		default:
			c = 4
		}
		if c != last && runs < 8 {
			shape = shape<<3 | c
			runs++
		}
		last = c
	}
	if upper > 0 && lower == 0 {
		flags |= isAllUpper
		if upper > 1 {
			shape |= 1 << 30
		}
	}
	return flags, shape
}

// lexicon holds the words that occur often enough in the training data, with
// a code of the tags that they have there.
type lexicon struct {
	entries map[string]uint32 // normal form → hash of its tags
	others  dictionary        // what the rest can be
}

func readLexicon(data, others []byte) *lexicon {
	x := &lexicon{entries: make(map[string]uint32, len(data)/10), others: others}
	for line := range strings.Lines(string(data)) {
		w, tags, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		x.entries[w] = perceptron.Hash1(211, perceptron.String(tags))
	}
	return x
}
