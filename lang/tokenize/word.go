package tokenize

import (
	"strings"
	"unicode/utf8"
)

// wordLen is the length of the word at the start of c, with the marks that
// belong inside it: U.S., O'Brien, 3.5, 1,400, 10:30, AT&T, re-elected.
func wordLen(c string) int {
	n := len(c) - len(strings.TrimPrefix(strings.TrimPrefix(c, "'"), "’"))
	for n < len(c) {
		r, k := utf8.DecodeRuneInString(c[n:])
		if !isWord(r) {
			if k = joins(c, n, r, k); k == 0 {
				break
			}
		}
		n += k
	}
	if n < len(c) && c[n] == '.' && (n+1 == len(c) || c[n+1] != '.') && abbreviated(c[:n+1]) {
		n++
	}
	if n+1 == len(c) && c[n] == '$' && (c[:n] == "US" || c[:n] == "HK" || c[:n] == "C" || c[:n] == "A" || c[:n] == "NZ") ||
		n+1 < len(c) && c[n] == '$' && isDigit(c[n+1]) && n <= 2 && isUpper(c[0]) {
		n++
	}
	return n
}

// joins returns the length of the mark r at c[n:] where it holds two parts of
// one word together, 0 where it parts them.
func joins(c string, n int, r rune, k int) int {
	if n == 0 || n+k >= len(c) {
		return 0
	}
	next, _ := utf8.DecodeRuneInString(c[n+k:])
	if !isWord(next) {
		return 0
	}
	before, after := c[n-1], c[n+k]
	ok := false
	switch r {
	case '.':
		ok = stopJoins(c, n)
	case ',':
		ok = isDigit(before) && threeDigits(c[n+1:])
	case ':':
		ok = isDigit(before) && isDigit(after)
	case '/':
		ok = isDigit(before) && isDigit(after) && !fraction(c)
	case '\'', '’', 'ʼ', '`':
		ok = !isDigit(before)
	case '&':
		ok = isUpper(before) && isUpper(after) && n <= 3
	case '_', '@', '%':
		ok = r == '_' || strings.IndexByte(c, '@') >= 0
	case '-', '\u2010', '\u2011':
		ok = hyphenJoins(c, n)
	}
	if !ok {
		return 0
	}
	return k
}

// stopJoins reports whether the stop at c[n] is inside a word: 3.5, U.S, p.m,
// example.com, but not the end of a sentence that lacks its space.
func stopJoins(c string, n int) bool {
	if isDigit(c[n-1]) || isDigit(c[n+1]) {
		return isDigit(c[n-1]) && isDigit(c[n+1]) || n == 1
	}
	left := c[:n]
	if i := strings.LastIndexByte(left, '.'); i >= 0 {
		left = left[i+1:]
	}
	return len(left) == 1 || !(isUpper(c[n+1]) && isLower(c[n-1])) || n+3 >= len(c)
}

// threeDigits reports whether c starts with a group of exactly three digits.
func threeDigits(c string) bool {
	return len(c) >= 3 && isDigit(c[0]) && isDigit(c[1]) && isDigit(c[2]) && (len(c) == 3 || !isDigit(c[3]))
}

// fraction reports whether c starts with a common fraction (3/4), which the
// treebank splits, unlike dates (9/11).
func fraction(c string) bool {
	return len(c) >= 3 && c[1] == '/' && c[0] < c[2] && (len(c) == 3 || !isDigit(c[3]) && c[3] != '/') &&
		strings.IndexByte("2345689", c[2]) >= 0 && (c[0] == '1' || c[2] == '3' || c[2] == '4' || c[2] == '5')
}

// hyphenJoins reports whether the hyphen at c[n] stays inside its word: after
// a prefix (re-elected), and in numbers like those of telephones.
func hyphenJoins(c string, n int) bool {
	if strings.IndexByte(c[:n], '-') < 0 && joinedPrefixes[strings.ToLower(c[:n])] {
		return true
	}
	digits := 0
	for i := 0; i < len(c) && (isDigit(c[i]) || c[i] == '-'); i++ {
		if isDigit(c[i]) {
			digits++
		}
	}
	return digits >= 7 && isDigit(c[n-1]) && isDigit(c[n+1])
}

// abbreviated reports whether w, which ends in a stop, keeps it: a known
// abbreviation, an initial, or letters with stops between them.
func abbreviated(w string) bool {
	stem := w[:len(w)-1]
	if len(stem) == 1 {
		return isUpper(stem[0])
	}
	if abbreviations[stem] != 0 || abbreviations[strings.ToLower(stem)] == inner {
		return true
	}
	return strings.IndexByte(stem, '.') > 0 && letterStops(stem)
}

// letterStops reports whether w is single letters with stops between: U.S, p.m.
func letterStops(w string) bool {
	for i := 0; i < len(w); i++ {
		if i%2 == 0 && !isUpper(w[i]) && !isLower(w[i]) || i%2 == 1 && w[i] != '.' {
			return false
		}
	}
	return len(w)%2 == 1
}

// word appends the tokens of a word: one, or several where it is contracted.
func (s *scanner) word(at, end int) {
	w := s.src[at:end]
	cut := unitCut(w)
	if cut == 0 {
		cut = contraction(w)
	}
	if cut == 0 {
		s.emit(at, end)
		return
	}
	s.emit(at, at+cut)
	if rest := w[cut:]; cut > 0 && contraction(rest) > 0 && rest[0] != '\'' {
		s.word(at+cut, end)
		return
	}
	s.emit(at+cut, end)
}

// unitCut is where a number ends whose unit is written to it (5pm, 30km), 0
// where w is no such word.
func unitCut(w string) int {
	if !isDigit(w[0]) {
		return 0
	}
	n := len(w) - len(strings.TrimLeft(w, "0123456789.,:"))
	if n < len(w) && units[strings.ToLower(w[n:])] && isDigit(w[n-1]) {
		return n
	}
	return 0
}

// contraction is the offset at which a contracted word is cut, 0 for none.
func contraction(w string) int {
	if len(w) > 16 || len(w) < 3 {
		return apostropheCut(w)
	}
	if n := apostropheCut(w); n > 0 {
		return n
	}
	return contractions[strings.ToLower(w)]
}

// apostropheCut cuts n't, 's, 're, 've, 'll, 'd and 'm off the end of w.
func apostropheCut(w string) int {
	i := strings.LastIndexAny(w, "'’ʼ`")
	if i <= 0 {
		return 0
	}
	_, k := utf8.DecodeRuneInString(w[i:])
	tail := w[i+k:]
	if (tail == "t" || tail == "T") && i >= 2 && w[i-1]|0x20 == 'n' {
		return i - 1
	}
	if len(tail) <= 2 && clitics[strings.ToLower(tail)] {
		return i
	}
	return 0
}
