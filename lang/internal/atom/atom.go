// Package atom cuts the tokens of a sentence into pieces that do not depend on
// how the tokenizer treats hyphens, currency signs and suffixes: runs of
// letters, numerals, and single other characters. "$1.2bn" is three atoms,
// "10-year-old" five, whichever tokens they came in. The readers of dates and
// quantities share it.
package atom

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stemmanews/stemma/lang/text"
)

// Kind tells words, numerals and other characters apart.
type Kind uint8

// Kinds of atom.
const (
	Word Kind = iota
	Number
	Sign // one character that is neither
)

// Atom is a piece of a token.
type Atom struct {
	Start, End int     // bytes of the document's text
	Tok        int     // index of its token
	Low        string  // lower case; ’ is ', and a final full stop of "a.m." is left out
	Value      float64 // of a numeral
	Digits     int     // digits of a numeral before its decimal point
	Kind       Kind
	Plain      bool // numeral of nothing but digits
	Gap        bool // white space, or something without a token, before it
	Cap        bool // begins with a capital
}

// Is reports whether the atom is the word or sign w.
func (a *Atom) Is(w string) bool { return a.Kind != Number && a.Low == w }

// Append appends the atoms of sentence s to buf.
func Append(buf []Atom, t *text.Text, s text.Sentence) []Atom {
	prev := -1
	last := 0
	if s.First < s.End && s.End <= len(t.Tokens) {
		last = t.Tokens[s.End-1].Span[1]
	}
	for i := s.First; i < s.End && i < len(t.Tokens); i++ {
		span := t.Tokens[i].Span
		for at := max(span[0], prev); at < span[1]; {
			a := next(t.Doc.Text, at, span[1], last)
			a.Tok, a.Gap = i, at != prev
			prev, at = a.End, a.End
			if a.Kind == Sign && isSpace(a.Low) {
				prev = -1
				continue
			}
			buf = append(buf, a)
		}
	}
	return buf
}

func isSpace(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsSpace(r)
}

// next reads one atom of src[at:end]; a numeral may go on to last, for thin
// spaces between its groups of digits part tokens.
func next(src string, at, end, last int) Atom {
	c := src[at]
	switch {
	case c >= '0' && c <= '9':
		return numeral(src, at, max(end, last))
	case c < utf8.RuneSelf && !isLetter(rune(c)) && c != '\'':
		return Atom{Start: at, End: at + 1, Kind: Sign, Low: src[at : at+1]}
	}
	return word(src, at, end)
}

// word reads a run of letters; single letters joined by full stops ("a.m.")
// and apostrophes before a letter ("o'clock", "'s") belong to it.
func word(src string, at, end int) Atom {
	a := Atom{Start: at, Kind: Word}
	i, letters, dots, curly := at, 0, 0, false
	for i < end {
		r, n := utf8.DecodeRuneInString(src[i:end])
		switch {
		case isLetter(r):
			letters++
		case isApostrophe(r) && letterAt(src, i+n, end):
			curly = curly || n > 1
		case r == '.' && letters == dots+1 && letterAt(src, i+1, end) && singleLetter(src, i+1, end):
			dots++
		default:
			n = 0
		}
		if n == 0 {
			break
		}
		i += n
	}
	if i == at || letters == 0 {
		_, n := utf8.DecodeRuneInString(src[at:end])
		s := src[at : at+n]
		if v, ok := vulgar[s]; ok {
			return Atom{Start: at, End: at + n, Kind: Number, Low: s, Value: v}
		}
		return Atom{Start: at, End: at + n, Kind: Sign, Low: s}
	}
	a.End = i
	low := src[at:i]
	if dots > 0 && i < end && src[i] == '.' {
		a.End++
	}
	r, _ := utf8.DecodeRuneInString(low)
	a.Cap = unicode.IsUpper(r)
	if curly {
		low = strings.ReplaceAll(low, "’", "'")
	}
	a.Low = lower(low)
	return a
}

// singleLetter reports whether exactly one letter stands at i.
func singleLetter(src string, i, end int) bool {
	_, n := utf8.DecodeRuneInString(src[i:end])
	return !letterAt(src, i+n, end)
}

func letterAt(src string, i, end int) bool {
	if i >= end {
		return false
	}
	r, _ := utf8.DecodeRuneInString(src[i:end])
	return isLetter(r)
}

func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r|0x20 && r|0x20 <= 'z'
	}
	return unicode.IsLetter(r) || unicode.IsMark(r)
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' }

// lower is strings.ToLower without work for words that are lower case already.
func lower(s string) string {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			return strings.ToLower(s)
		}
	}
	return s
}

// numeral reads digits with groups of three ("1,400", or with thin spaces) and
// one decimal point. "12.05.2033" is not a decimal: its parts are read singly.
func numeral(src string, at, end int) Atom {
	a := Atom{Start: at, Kind: Number, Plain: true}
	i, v := digits(src, at, end, 0)
	a.Digits = i - at
	for a.Digits <= 3 || !a.Plain {
		n := separator(src[i:end])
		if n == 0 {
			break
		}
		j, w := digits(src, i+n, end, v)
		if j-i-n != 3 {
			break
		}
		i, v, a.Plain = j, w, false
		a.Digits += 3
	}
	if i+1 < end && src[i] == '.' && !(at >= 2 && src[at-1] == '.' && isDigit(src[at-2])) {
		j, f := digits(src, i+1, end, 0)
		if j > i+1 && !(j+1 < end && src[j] == '.' && isDigit(src[j+1])) && j-i < 16 {
			v += f / pow10(j-i-1)
			i, a.Plain = j, false
		}
	}
	a.End, a.Value, a.Low = i, v, src[at:i]
	return a
}

// separator returns the length of a thousands separator at the start of s.
func separator(s string) int {
	for _, sep := range [...]string{",", "\u00a0", "\u202f", "\u2009"} {
		if strings.HasPrefix(s, sep) {
			return len(sep)
		}
	}
	return 0
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func digits(src string, at, end int, v float64) (int, float64) {
	for at < end && isDigit(src[at]) {
		v = v*10 + float64(src[at]-'0')
		at++
	}
	return at, v
}

func pow10(n int) float64 {
	p := 1.0
	for ; n > 0; n-- {
		p *= 10
	}
	return p
}

var vulgar = map[string]float64{
	"½": 1. / 2, "⅓": 1. / 3, "⅔": 2. / 3, "¼": 1. / 4, "¾": 3. / 4, "⅕": 1. / 5, "⅖": 2. / 5, "⅗": 3. / 5,
	"⅘": 4. / 5, "⅙": 1. / 6, "⅚": 5. / 6, "⅛": 1. / 8, "⅜": 3. / 8, "⅝": 5. / 8, "⅞": 7. / 8,
}
