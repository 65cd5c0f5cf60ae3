package tokenize

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/text"
)

// longest is the number of tokens after which a sentence is cut whatever it
// looks like, to bound the work of what follows.
const longest = 400

// splitter finds the ends of the sentences of one paragraph, whose tokens are
// t.Tokens[first:].
type splitter struct {
	t     *text.Text
	first int
}

func (s *splitter) word(i int) string { return s.t.Tokens[i].Span.In(s.t.Doc.Text) }

// ends returns the index after the last token of each sentence. It may split
// the stop off an abbreviation that ends a sentence ("in the U.S." + ".").
func (s *splitter) ends() []int {
	var ends []int
	begin := s.first
	if d := s.dateline(); d > 0 {
		ends = append(ends, d)
		begin = d
	}
	for i := begin; i < len(s.t.Tokens); i++ {
		end := s.endAt(i, begin)
		if end == 0 && i-begin+1 >= longest {
			end = i + 1
		}
		if end > 0 && end < len(s.t.Tokens) {
			end += s.splitStop(i, end)
			ends = append(ends, end)
			begin, i = end, end-1
		}
	}
	if last := len(s.t.Tokens) - 1; last >= begin {
		s.splitStop(last, last+1)
		ends = append(ends, len(s.t.Tokens))
	}
	return ends
}

// endAt returns the index after the sentence that token i closes, closing
// quotes and brackets included; 0 where it closes none.
func (s *splitter) endAt(i, begin int) int {
	w := s.word(i)
	kind := stopKind(w)
	if kind == 0 {
		return 0
	}
	end := i + 1
	for end < len(s.t.Tokens) && !s.t.Tokens[end-1].Space && closes(s.word(end)) {
		end++
	}
	if end == len(s.t.Tokens) {
		return end
	}
	if !s.t.Tokens[end-1].Space && kind != mark || s.listNumber(i, begin) {
		return 0
	}
	if !s.startsAfter(kind, i, end) {
		return 0
	}
	return end
}

// Kinds of token that may end a sentence.
const (
	stop      = 1 + iota // a full stop
	mark                 // ! or ?
	ellipsis             // …
	shortened            // an abbreviation with its stop
)

// stopKind says how the token w may end a sentence; 0 for not at all.
func stopKind(w string) int {
	switch last := w[len(w)-1]; {
	case w == ".":
		return stop
	case last == '!' || last == '?':
		return mark
	case strings.HasPrefix(w, "..") || strings.HasPrefix(w, "…"):
		return ellipsis
	case last == '.' && len(w) > 1 && isWord(rune(w[0])):
		return shortened
	}
	return 0
}

// closes reports whether w is a closing quotation mark or bracket.
func closes(w string) bool {
	switch w {
	case "\"", "'", "''", "”", "’", "’’", "»", ")", "]", "}":
		return true
	}
	return false
}

// startsAfter reports whether a sentence can start at token next, given that
// token i closed the one before as kind says.
func (s *splitter) startsAfter(kind, i, next int) bool {
	quoted := next > i+1
	w := s.word(next)
	start := next
	for start+1 < len(s.t.Tokens) && opens(w) {
		start++
		w = s.word(start)
	}
	r, _ := utf8.DecodeRuneInString(w)
	upper := unicode.IsUpper(r) || unicode.IsTitle(r) || unicode.IsLetter(r) && !unicode.IsLower(r)
	if quoted && kind != stop && s.speechTag(start) {
		return false
	}
	switch {
	case kind == shortened:
		return s.afterAbbreviation(i, start, upper)
	case upper || unicode.IsDigit(r) || start > next:
		return true
	case kind == stop:
		return !quoted && unicode.IsLower(r) && len(s.word(max(i-1, s.first))) > 3
	case unicode.IsLower(r):
		return false
	}
	return !unicode.IsPunct(r)
}

// opens reports whether w is an opening quotation mark or bracket or a bullet.
func opens(w string) bool {
	switch w {
	case "\"", "'", "``", "“", "‘", "«", "(", "[", "{", "•", "*", "-", "—", "–":
		return true
	}
	return false
}

// speechTag reports whether the words from i on tell who spoke the quotation
// before them: Smith said, the minister asked, she added.
func (s *splitter) speechTag(i int) bool {
	for k := i; k < min(i+5, len(s.t.Tokens)); k++ {
		if speech[strings.ToLower(s.word(k))] {
			return true
		}
	}
	return false
}

// afterAbbreviation decides whether the abbreviation at token i ended its
// sentence: only where it may, and where the next word is one that starts
// sentences.
func (s *splitter) afterAbbreviation(i, next int, upper bool) bool {
	w := strings.TrimSuffix(s.word(i), ".")
	if abbreviations[w] == inner || abbreviations[strings.ToLower(w)] == inner {
		return false
	}
	if len(w) == 1 && w != "I" && i > s.first && startsUpper(s.word(i-1)) {
		return false // an initial
	}
	return upper && starters[s.word(next)]
}

func startsUpper(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}

// listNumber reports whether the stop at token i belongs to the number of a
// list item at the start of the sentence: "1. Wash your hands."
func (s *splitter) listNumber(i, begin int) bool {
	if i != begin+1 || s.word(i) != "." {
		return false
	}
	w := s.word(begin)
	return len(w) <= 3 && strings.Trim(w, "0123456789") == "" || len(w) == 1 && isLower(w[0])
}

// splitStop makes the stop of an abbreviation a token of its own where the
// abbreviation ends a sentence, as the treebank does. It returns the number of
// tokens that it added: 1 or 0.
func (s *splitter) splitStop(i, end int) int {
	tok := s.t.Tokens[i]
	w := s.word(i)
	if end != i+1 || stopKind(w) != shortened {
		return 0
	}
	at := tok.Span[1] - 1
	last := text.Token{Span: stemma.Span{at, at + 1}, Head: -1, Space: tok.Space}
	s.t.Tokens[i].Span[1], s.t.Tokens[i].Space = at, false
	s.t.Tokens = append(s.t.Tokens, text.Token{})
	copy(s.t.Tokens[end+1:], s.t.Tokens[end:])
	s.t.Tokens[end] = last
	return 1
}

// dateline returns the index after a dateline at the start of the paragraph
// ("KYIV, Ukraine (AP) —"), 0 where there is none. It is a sentence of its own,
// so that the tree of the first sentence is not built round it.
func (s *splitter) dateline() int {
	n := min(len(s.t.Tokens), s.first+14)
	capitals := n > s.first && allCapitals(s.word(s.first))
	bracket := false
	for i := s.first; i < n; i++ {
		w := s.word(i)
		switch {
		case w == "—" || w == "–" || w == "--" || w == "-" && s.spaced(i):
			if i > s.first && i+2 < len(s.t.Tokens) && (capitals || bracket) {
				return i + 1
			}
			return 0
		case w == ")":
			bracket = true
		case !startsUpper(w) && !isDigit(w[0]) && strings.IndexByte(",(./-", w[0]) < 0:
			return 0
		}
	}
	return 0
}

// spaced reports whether white space stands before and after token i.
func (s *splitter) spaced(i int) bool {
	return i > s.first && s.t.Tokens[i-1].Space && s.t.Tokens[i].Space
}

// allCapitals reports whether w has at least three letters and no small one.
func allCapitals(w string) bool {
	return utf8.RuneCountInString(w) >= 3 && startsUpper(w) && w == strings.ToUpper(w)
}

// speech holds verbs that tell who spoke.
var speech = set(`said says say asked asks added adds told tells replied wrote writes shouted cried continued noted explained insisted
	declared announced recalled warned joked exclaimed demanded wondered remarked quipped tweeted posted read reads`)

// starters are words that, with a capital, start sentences and seldom names.
var starters = set(`The He She It In But And They This We I A An As At On For If That These Those There When While After Before Since
	Although Though However Meanwhile His Her Its Their Our My You Your What Who Where Why How Some Many Most Several All Both No Not
	Also Now Then Thus So Or Yet Still Another One Two Three With From By To Under Until According Despite During Earlier Later Officials
	Police Last Asked Among Because Between Like Once Such`)
