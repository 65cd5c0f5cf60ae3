package view

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// plainLetters are letters that decomposition leaves whole.
var plainLetters = map[rune]string{
	'ß': "ss", 'ł': "l", 'ı': "i", 'ø': "o", 'đ': "d", 'ð': "d", 'þ': "th", 'æ': "ae", 'œ': "oe",
	'ə': "e", 'ŋ': "ng", '’': "", '\'': "", '‘': "", '\u00ad': "", '\u200d': "",
}

// Normalise gives the form of a word in which texts are compared: lower case,
// without accents and apostrophes, in American spelling, numbers in digits.
func Normalise(raw string) string {
	if s, ok := asciiLower(raw); ok {
		return spelling(s)
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(strings.ToValidUTF8(raw, ""))) {
		if s, ok := plainLetters[r]; ok {
			b.WriteString(s)
		} else if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(r)
		}
	}
	return spelling(b.String())
}

// asciiLower is the quick way for plain ASCII words.
func asciiLower(s string) (string, bool) {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 || s[i] == '\'' {
			return "", false
		}
	}
	return strings.ToLower(s), true
}

// spelling brings numbers to digits and British spellings to American ones.
func spelling(w string) string {
	if n, ok := numberWords[w]; ok {
		return n
	}
	if w != "" && (w[0] >= '0' && w[0] <= '9' || w[0] == '$') {
		return digits(w)
	}
	if s, ok := contractions[w]; ok {
		return s
	}
	if s, ok := american[w]; ok {
		return s
	}
	return americanEnding(w)
}

// digits takes the separators of thousands out of a numeral and a percent sign
// off its end.
func digits(w string) string {
	w = strings.TrimPrefix(strings.TrimSuffix(w, "%"), "$")
	if plain := strings.ReplaceAll(w, ",", ""); isNumber(plain) {
		return plain
	}
	return w
}

// isNumber reports whether w is a numeral in digits.
func isNumber(w string) bool {
	if w == "" || w[0] < '0' || w[0] > '9' {
		return false
	}
	_, err := strconv.ParseFloat(w, 64)
	return err == nil
}

// americanEnding rewrites endings that differ between British and American
// spelling.
func americanEnding(w string) string {
	switch n := len(w); {
	case n > 6 && strings.Contains(w, "isation"):
		return strings.Replace(w, "isation", "ization", 1)
	case n > 6 && (strings.HasSuffix(w, "ise") || strings.HasSuffix(w, "ised") || strings.HasSuffix(w, "ises")) && !keepsIse(w):
		i := strings.LastIndex(w, "is")
		return w[:i] + "iz" + w[i+2:]
	case n > 6 && strings.HasSuffix(w, "ising") && !keepsIse(w):
		return w[:n-5] + "izing"
	case n > 5 && (strings.HasSuffix(w, "our") || strings.HasSuffix(w, "ours") || strings.HasSuffix(w, "oured") || strings.HasSuffix(w, "ouring")) && !keepsOur(w):
		i := strings.LastIndex(w, "our")
		return w[:i] + "or" + w[i+3:]
	case n > 6 && (strings.HasSuffix(w, "elled") || strings.HasSuffix(w, "elling") || strings.HasSuffix(w, "eller")):
		i := strings.LastIndex(w, "ell")
		return w[:i] + "el" + w[i+3:]
	case n > 6 && (strings.HasSuffix(w, "metres") || strings.HasSuffix(w, "litres")):
		return w[:n-3] + "ers"
	case n > 5 && (strings.HasSuffix(w, "metre") || strings.HasSuffix(w, "litre")):
		return w[:n-2] + "er"
	}
	return w
}

func keepsIse(w string) bool {
	for _, p := range []string{"prom", "surpr", "exerc", "compr", "adv", "dev", "superv", "rev", "telev", "enterpr", "merchand", "expert", "otherw", "likew", "parad", "disgu", "franch", "ra", "pra", "no", "po", "upra", "apprai"} {
		if strings.HasPrefix(w, p) {
			return true
		}
	}
	return false
}

func keepsOur(w string) bool {
	for _, p := range []string{"hour", "four", "tour", "pour", "your", "scour", "devour", "detour", "contour", "velour", "paramour", "glamour"} {
		if strings.HasPrefix(w, p) {
			return true
		}
	}
	return false
}

// Stem cuts the endings of English inflection, roughly: the aim is that forms
// of a word meet, not that the stem is a word.
func Stem(w string) string {
	n := len(w)
	switch {
	case n <= 3:
		return w
	case n > 5 && strings.HasSuffix(w, "ies"):
		return w[:n-3] + "y"
	case n > 5 && strings.HasSuffix(w, "ied"):
		return w[:n-3] + "y"
	case n > 6 && strings.HasSuffix(w, "ation"):
		return undouble(w[:n-5])
	case n > 5 && strings.HasSuffix(w, "ing"):
		return undouble(w[:n-3])
	case n > 4 && strings.HasSuffix(w, "ed"):
		return undouble(w[:n-2])
	case n > 4 && strings.HasSuffix(w, "ly"):
		return w[:n-2]
	case n > 4 && (strings.HasSuffix(w, "sses") || strings.HasSuffix(w, "ches") || strings.HasSuffix(w, "shes") || strings.HasSuffix(w, "xes")):
		return w[:n-2]
	case strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us"):
		if w = w[:n-1]; n > 5 {
			w = strings.TrimSuffix(w, "e")
		}
		return w
	case n > 4 && strings.HasSuffix(w, "e"):
		return w[:n-1]
	}
	return w
}

// undouble makes one of a doubled last consonant, and drops a last e.
func undouble(w string) string {
	n := len(w)
	if n > 3 && w[n-1] == w[n-2] && !strings.ContainsRune("aeiouls", rune(w[n-1])) {
		return w[:n-1]
	}
	return w
}

// Sound maps a normalised name to its consonants such that transliterations of
// one name meet: Novačak and Novachak, Cordoza and Kordosa. Names with fewer
// than two consonants keep their letters.
func Sound(w string) string {
	var b strings.Builder
	last := byte(0)
	for i := 0; i < len(w); i++ {
		c := soundOf(w, i)
		if c != 0 && c != last {
			b.WriteByte(c)
		}
		if c != 0 || strings.IndexByte("aeiou", w[i]) >= 0 {
			last = c
		}
	}
	if b.Len() < 2 {
		return w
	}
	return b.String()
}

// soundOf is the class of the letter at i: 0 for vowels, half-vowels and
// breaths.
func soundOf(w string, i int) byte {
	next := byte(0)
	if i+1 < len(w) {
		next = w[i+1]
	}
	switch c := w[i]; c {
	case 'a', 'e', 'i', 'o', 'u', 'y', 'w', 'h':
		return 0
	case 'c':
		if next == 'e' || next == 'i' || next == 'y' {
			return 's'
		}
		return 'k'
	case 'q':
		return 'k'
	case 'z':
		if next == 'h' {
			return 'j'
		}
		return 's'
	case 'p':
		if next == 'h' {
			return 'f'
		}
		return 'p'
	case 'j':
		if i > 0 && strings.IndexByte("aeiou", w[i-1]) >= 0 {
			return 0 // j for y after a vowel
		}
		return 'j'
	case 'v', 'b':
		return 'b'
	default:
		return c
	}
}
