package tokenize

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/text"
)

// isSpace reports whether r separates tokens: white space, and the invisible
// marks that pages leave in text.
func isSpace(r rune) bool {
	if r < 0x80 {
		return r == ' ' || '\t' <= r && r <= '\r' || r < 0x20
	}
	return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' || r == '\u2060'
}

func isWord(r rune) bool {
	if r < 0x80 {
		return 'a' <= r|0x20 && r|0x20 <= 'z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '\u00ad' || r == '\u200d'
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }
func isUpper(b byte) bool { return 'A' <= b && b <= 'Z' }
func isLower(b byte) bool { return 'a' <= b && b <= 'z' }

// spaceAt reports whether white space or the end of src is at offset i.
func spaceAt(src string, i int) bool {
	if i >= len(src) {
		return true
	}
	r, _ := utf8.DecodeRuneInString(src[i:])
	return isSpace(r)
}

// scanner cuts text into tokens. It looks at one chunk without white space at
// a time.
type scanner struct {
	src string
	out []text.Token
}

// scan appends the tokens of src from offset at on.
func (s *scanner) scan(at int) {
	for at < len(s.src) {
		r, n := utf8.DecodeRuneInString(s.src[at:])
		if isSpace(r) {
			at += n
			continue
		}
		end := at + n
		for end < len(s.src) {
			r, n := utf8.DecodeRuneInString(s.src[end:])
			if isSpace(r) {
				break
			}
			end += n
		}
		s.chunk(at, end)
		if len(s.out) > 0 {
			s.out[len(s.out)-1].Space = true
		}
		at = end
	}
}

func (s *scanner) emit(at, end int) {
	s.out = append(s.out, text.Token{Span: stemma.Span{at, end}, Head: -1})
}

// chunk appends the tokens of one chunk.
func (s *scanner) chunk(at, end int) {
	for at < end {
		if n := addressLen(s.src[at:end]); n > 0 {
			s.emit(at, at+n)
			at += n
			continue
		}
		if n := emoticon(s.src[at:end]); n > 0 {
			s.emit(at, at+n)
			at += n
			continue
		}
		r, _ := utf8.DecodeRuneInString(s.src[at:end])
		if isWord(r) || (r == '\'' || r == '’') && elided(s.src[at:end]) {
			n := wordLen(s.src[at:end])
			s.word(at, at+n)
			at += n
			continue
		}
		n := symbolLen(s.src[at:end])
		s.emit(at, at+n)
		at += n
	}
}

// elided reports whether an apostrophe at the start of c belongs to the word
// after it: '90s, 'em, and the clitics that stand after a mark (the U.N.'s).
func elided(c string) bool {
	rest := strings.TrimPrefix(strings.TrimPrefix(c, "'"), "’")
	word := rest[:wordRun(rest)]
	if w := strings.ToLower(word); elisions[w] || clitics[w] {
		return true
	}
	return len(word) == 3 && isDigit(word[0]) && isDigit(word[1]) && word[2] == 's'
}

// wordRun is the length of the letters and digits at the start of c.
func wordRun(c string) int { return run(c, 0, isWord) }

// addressLen is the length of a web or mail address at the start of c, 0 where
// there is none. Punctuation at its end is left off.
func addressLen(c string) int {
	if len(c) < 6 {
		return 0
	}
	link := hasPrefixFold(c, "http://") || hasPrefixFold(c, "https://") || hasPrefixFold(c, "www.") || hasPrefixFold(c, "ftp://")
	mark := strings.IndexByte(c, '@')
	mail := mark > 0 && mark < len(c)-3 && strings.IndexByte(c[mark:], '.') > 0 && isWord(rune(c[0]))
	if !link && !mail {
		return 0
	}
	n := len(c)
	if i := strings.IndexAny(c, "<>\"|[]{}“”«»"); i > 0 {
		n = i
	}
	if mail && !link && strings.ContainsAny(c[:n], "()/") {
		return 0
	}
	for n > 0 && strings.IndexByte(".,;:!?'\")*", c[n-1]) >= 0 {
		if c[n-1] == ')' && strings.IndexByte(c[:n], '(') >= 0 {
			break
		}
		n--
	}
	return strings.LastIndex(c[:n], lastRune(c[:n])) + len(lastRune(c[:n]))
}

// lastRune is the last rune of c, as a string.
func lastRune(c string) string {
	_, n := utf8.DecodeLastRuneInString(c)
	return c[len(c)-n:]
}

func hasPrefixFold(c, prefix string) bool {
	return len(c) >= len(prefix) && strings.EqualFold(c[:len(prefix)], prefix)
}

// emoticon is the length of an emoticon that fills c, but for a stop.
func emoticon(c string) int {
	if len(c) < 2 || len(c) > 5 || isWord(rune(c[0])) && c[0] != 'X' {
		return 0
	}
	n := len(strings.TrimRight(c, ".,"))
	if emoticons[c[:n]] {
		return n
	}
	return 0
}

// symbolLen is the length of the token of punctuation or symbols at the start
// of c: a run of one mark, of stops, of ! and ?, or else one rune.
func symbolLen(c string) int {
	r, n := utf8.DecodeRuneInString(c)
	switch r {
	case '.', '-', '=', '*', '_', '~', '#', '+', '<', '>', '`', '\'', '’', '…', '—', '^':
		return run(c, n, func(x rune) bool { return x == r })
	case '!', '?':
		return run(c, n, func(x rune) bool { return x == '!' || x == '?' })
	}
	return n
}

// run extends n over the runes of c that accept holds of.
func run(c string, n int, accept func(rune) bool) int {
	for n < len(c) {
		r, k := utf8.DecodeRuneInString(c[n:])
		if !accept(r) {
			break
		}
		n += k
	}
	return n
}
