package tokenize

import (
	"strings"
	"unicode/utf8"

	"github.com/stemmanews/stemma"
)

// widestWrap is the width beyond which lines are not taken for the lines of
// wrapped text: one that is longer is a paragraph of its own.
const widestWrap = 132

// line is a line of text without the white space round it.
type line struct {
	span  stemma.Span
	blank bool // a blank line stands before it
	wrap  bool // it goes on where the line before it was wrapped
}

// paragraphs cuts a segment at blank lines. A single newline is a soft wrap
// where a greedy wrapper would have broken the line there: where the next
// line's first word would not have fitted any more.
func paragraphs(src string, seg stemma.Span) []stemma.Span {
	lines := lines(src, seg)
	markWraps(src, lines)
	var out []stemma.Span
	for _, l := range lines {
		if l.wrap {
			out[len(out)-1][1] = l.span[1]
		} else {
			out = append(out, l.span)
		}
	}
	return out
}

// lines returns the lines of a segment that are not blank.
func lines(src string, seg stemma.Span) []line {
	var out []line
	blank := true
	for at := seg[0]; at < seg[1]; {
		end := seg[1]
		if i := strings.IndexAny(src[at:end], "\n\r\u2028\u2029"); i >= 0 {
			end = at + i
		}
		if s := trim(src, stemma.Span{at, end}); s.Len() > 0 {
			out = append(out, line{span: s, blank: blank})
			blank = false
		} else if end > at || src[at] == '\n' {
			blank = true
		}
		at = nextLine(src, end, seg[1])
	}
	return out
}

// nextLine returns the offset after the line break at end.
func nextLine(src string, end, limit int) int {
	if end >= limit {
		return limit
	}
	if strings.HasPrefix(src[end:limit], "\r\n") {
		return end + 2
	}
	_, n := utf8.DecodeRuneInString(src[end:limit])
	return end + n
}

// markWraps sets wrap for the lines that go on with the line before them.
func markWraps(src string, lines []line) {
	width := wrapWidth(src, lines)
	if width == 0 {
		return
	}
	for i := 1; i < len(lines); i++ {
		l := &lines[i]
		if !l.blank && !bullet(l.span.In(src)) {
			l.wrap = runes(src, lines[i-1].span)+1+firstWord(src, l.span) > width
		}
	}
}

// wrapWidth is the width to which the segment seems to be wrapped, 0 where it
// does not seem to be. It is wrapped where no line is too long and most of the
// lines that another follows are full; a list of short lines, or one line a
// paragraph, is not.
func wrapWidth(src string, lines []line) int {
	width := 0
	for _, l := range lines {
		if n := runes(src, l.span); firstWord(src, l.span) < n { // one long word is no measure
			width = max(width, n)
		}
	}
	if width > widestWrap || width < 30 {
		return 0
	}
	followed, full := 0, 0
	for i := 1; i < len(lines); i++ {
		if lines[i].blank {
			continue
		}
		followed++
		if runes(src, lines[i-1].span)+1+firstWord(src, lines[i].span) > width {
			full++
		}
	}
	if full < 2 || 2*full < followed {
		return 0
	}
	return width
}

func runes(src string, s stemma.Span) int { return utf8.RuneCountInString(s.In(src)) }

// firstWord is the length of the line's first word in runes.
func firstWord(src string, s stemma.Span) int {
	n := 0
	for _, r := range s.In(src) {
		if isSpace(r) {
			break
		}
		n++
	}
	return n
}

// bullet reports whether a line starts as an item of a list does.
func bullet(l string) bool {
	r, n := utf8.DecodeRuneInString(l)
	rest := l[n:]
	switch r {
	case '•', '▪', '‣', '●', '◦', '·', '►', '*':
		return true
	case '-', '–', '—':
		return strings.HasPrefix(rest, " ")
	}
	digits := len(l) - len(strings.TrimLeft(l, "0123456789"))
	return digits > 0 && digits <= 2 && (strings.HasPrefix(l[digits:], ". ") || strings.HasPrefix(l[digits:], ") "))
}

// trim takes white space off both ends of a span.
func trim(src string, s stemma.Span) stemma.Span {
	for s[0] < s[1] {
		r, n := utf8.DecodeRuneInString(src[s[0]:s[1]])
		if !isSpace(r) {
			break
		}
		s[0] += n
	}
	for s[0] < s[1] {
		r, n := utf8.DecodeLastRuneInString(src[s[0]:s[1]])
		if !isSpace(r) {
			break
		}
		s[1] -= n
	}
	return s
}
