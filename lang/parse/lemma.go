package parse

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// lemmatiser turns a form and its Penn tag into a lemma: by the rule of the
// longest known ending. A rule cuts so many bytes off the end and adds some
// ("ies" of NNS: 3, "y"); an ending may be the whole word, for exceptions.
type lemmatiser struct {
	rules map[string]rule // tag, space, ending; "^" before an ending that is a whole word
}

type rule struct {
	cut int
	add string
}

// longestEnding is the length in bytes of the longest ending that a rule has,
// whole words aside.
const longestEnding = 6

// lemma returns the lemma of a form. Names keep their capitals. buf is scratch
// space.
func (l *lemmatiser) lemma(form, xpos string, buf []byte) (string, []byte) {
	base := form
	if !keepsCase(xpos) {
		base = strings.ToLower(form)
	}
	buf = append(append(buf[:0], xpos...), ' ', '^')
	head := len(buf)
	buf = append(buf, base...)
	if r, ok := l.rules[string(buf)]; ok {
		return r.apply(base), buf
	}
	for n := max(0, len(base)-longestEnding); n <= len(base); n++ {
		if n < len(base) && !utf8.RuneStart(base[n]) {
			continue
		}
		buf = append(buf[:head-1], base[n:]...)
		if r, ok := l.rules[string(buf)]; ok {
			return r.apply(base), buf
		}
	}
	return base, buf
}

// keepsCase reports whether lemmas of words with the tag keep their capitals.
func keepsCase(xpos string) bool {
	switch xpos {
	case "NNP", "NNPS", "ADD", "GW", "FW", "SYM", "NFP":
		return true
	}
	return false
}

func (r rule) apply(base string) string {
	if r.cut == 0 && r.add == "" {
		return base
	}
	n := len(base) - r.cut
	if n < 0 || n < len(base) && !utf8.RuneStart(base[n]) {
		return base
	}
	return base[:n] + r.add
}

// ruleFor is the rule that turns base into lemma by changing its end.
func ruleFor(base, lemma string) rule {
	n := 0
	for n < len(base) && n < len(lemma) && base[n] == lemma[n] {
		n++
	}
	for n > 0 && (n < len(base) && !utf8.RuneStart(base[n]) || n < len(lemma) && !utf8.RuneStart(lemma[n])) {
		n--
	}
	return rule{len(base) - n, lemma[n:]}
}

// readLemmatiser reads lines of key, cut and add, parted by tabs.
func readLemmatiser(data []byte) *lemmatiser {
	l := &lemmatiser{rules: make(map[string]rule, len(data)/14)}
	for line := range strings.Lines(string(data)) {
		key, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		cut, add, _ := strings.Cut(rest, "\t")
		n, _ := strconv.Atoi(cut)
		l.rules[key] = rule{n, add}
	}
	return l
}
