package gazetteer

import (
	"unicode"
	"unicode/utf8"
)

// Hash is the FNV-1a hash of a phrase whose letters are folded to small ones
// and whose words are joined by blanks. A curly apostrophe counts as a
// straight one.
type Hash uint64

// Start is the hash of the empty phrase.
const Start Hash = 14695981039346656037

const prime = 1099511628211

// Word returns the hash of the phrase with one more word at its end.
func (h Hash) Word(w string) Hash {
	if h != Start {
		h = h.byte(' ')
	}
	for i := 0; i < len(w); i++ {
		c := w[i]
		if c >= utf8.RuneSelf {
			return h.runes(w[i:])
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		h = h.byte(c)
	}
	return h
}

func (h Hash) byte(c byte) Hash { return (h ^ Hash(c)) * prime }

// runes adds text with letters beyond ASCII.
func (h Hash) runes(w string) Hash {
	var buf [utf8.UTFMax]byte
	for _, r := range w {
		if r == '’' {
			r = '\''
		}
		n := utf8.EncodeRune(buf[:], unicode.ToLower(r))
		for _, c := range buf[:n] {
			h = h.byte(c)
		}
	}
	return h
}

// Words cuts a phrase of the tables into the words of a treebank token
// sequence: at blanks, before a possessive, and round a comma or a hyphen-free
// slash. "St. Petersburg" stays "St." "Petersburg".
type Words struct {
	Text string // the word after Next
	rest string
}

// Reset starts at the beginning of s.
func (w *Words) Reset(s string) { w.rest = s; w.Text = "" }

// Next steps to the next word and reports whether there is one.
func (w *Words) Next() bool {
	for len(w.rest) > 0 && w.rest[0] == ' ' {
		w.rest = w.rest[1:]
	}
	if w.rest == "" {
		return false
	}
	n := wordEnd(w.rest)
	w.Text, w.rest = w.rest[:n], w.rest[n:]
	return true
}

// wordEnd returns the length of the first word of s, which begins with none
// of the cuts.
func wordEnd(s string) int {
	if s[0] == ',' {
		return 1
	}
	if n := possessive(s); n > 0 && (n == len(s) || s[n] == ' ') {
		return n
	}
	for i := 1; i < len(s); i++ {
		if s[i] == ' ' || s[i] == ',' {
			return i
		}
		if n := possessive(s[i:]); n > 0 && (i+n == len(s) || s[i+n] == ' ') {
			return i
		}
	}
	return len(s)
}

// possessive returns the length of an "'s" or "'" at the start of s, or 0.
func possessive(s string) int {
	for _, q := range []string{"'s", "’s", "'", "’"} {
		if len(s) >= len(q) && s[:len(q)] == q {
			return len(q)
		}
	}
	return 0
}

// HashOf returns the hash of a phrase.
func HashOf(s string) Hash {
	h, _ := phraseHash(s)
	return h
}

// phraseHash returns the hash of a phrase and the number of its words.
func phraseHash(s string) (h Hash, words int) {
	h = Start
	var w Words
	for w.Reset(s); w.Next(); words++ {
		h = h.Word(w.Text)
	}
	return h, words
}
