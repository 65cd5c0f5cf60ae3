package eval

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/stemmanews/stemma"
)

// token is a word with inner . ' ’ - or a single sign, as the reference
// scorers count them.
var token = regexp.MustCompile(`[\pL\pN_]+(?:[.'’-][\pL\pN_]+)*|[^\pL\pN_\pZ\s]`)

// words maps byte spans of a text to sets of token numbers.
type words struct {
	text   string
	tokens [][]int
	word   []bool // holds a letter or digit
}

func newWords(text string) *words {
	w := &words{text: text, tokens: token.FindAllStringIndex(text, -1)}
	w.word = make([]bool, len(w.tokens))
	for i, t := range w.tokens {
		w.word[i] = strings.ContainsFunc(text[t[0]:t[1]], func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) })
	}
	return w
}

// in returns the tokens that the spans touch.
func (w *words) in(spans []stemma.Span) set {
	s := set{}
	for _, sp := range spans {
		for i := w.first(sp[0]); i < len(w.tokens) && w.tokens[i][0] < sp[1]; i++ {
			s[i] = true
		}
	}
	return s
}

// first returns the first token that ends after byte at.
func (w *words) first(at int) int {
	lo, hi := 0, len(w.tokens)
	for lo < hi {
		if m := (lo + hi) / 2; w.tokens[m][1] <= at {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}

// only keeps the tokens that are words.
func (w *words) only(s set) set {
	out := set{}
	for i := range s {
		if w.word[i] {
			out[i] = true
		}
	}
	return out
}

var nameWord = regexp.MustCompile(`[\pL\pN_]+`)

func nameTokens(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range nameWord.FindAllString(strings.ToLower(s), -1) {
		switch w {
		case "the", "a", "an", "of":
		default:
			out[w] = true
		}
	}
	return out
}

// sameName: equal but for case, or token-set Dice of at least 0.6.
func sameName(a, b string) bool {
	if strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b)) {
		return true
	}
	x, y := nameTokens(a), nameTokens(b)
	if len(x) == 0 || len(y) == 0 {
		return false
	}
	return 2*float64(shared(x, y))/float64(len(x)+len(y)) >= 0.6
}

func shared(x, y map[string]bool) int {
	n := 0
	for w := range x {
		if y[w] {
			n++
		}
	}
	return n
}
