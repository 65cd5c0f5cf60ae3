package claim

import (
	"unicode"
	"unicode/utf8"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/text"
)

// quote is a stretch in quotation marks, marks included. Only outermost ones
// are kept.
type quote struct {
	span   stemma.Span
	closed bool // a closing mark stands; a paragraph that goes on in the next has none
}

// quoteScanner reads one paragraph from left to right.
type quoteScanner struct {
	src  string
	end  int
	open int  // where the open quotation began, -1 for none
	mark rune // the mark that opened it
	out  []quote
}

// scanQuotes finds the quotations of t, in order. Marks may be straight,
// curly, angled or single; a quotation ends with its paragraph, and one that
// is not closed there and whose next paragraph does not open with a mark too
// is kept only where it opened the paragraph or follows a comma or colon.
func scanQuotes(t *text.Text) []quote {
	var out []quote
	spans := paragraphSpans(t)
	for i, p := range spans {
		s := quoteScanner{src: t.Doc.Text, end: p[1], open: -1}
		s.scan(p[0])
		if s.open >= 0 && (continues(t.Doc.Text, spans, i) || opensSpeech(t.Doc.Text, p[0], s.open)) {
			s.out = append(s.out, quote{span: stemma.Span{s.open, p[1]}})
		}
		out = append(out, s.out...)
	}
	return out
}

// paragraphSpans joins the sentences of each paragraph.
func paragraphSpans(t *text.Text) []stemma.Span {
	var out []stemma.Span
	for i, s := range t.Sentences {
		if i > 0 && s.Paragraph == t.Sentences[i-1].Paragraph && s.Span[0] >= out[len(out)-1][1] {
			out[len(out)-1][1] = s.Span[1]
		} else {
			out = append(out, s.Span)
		}
	}
	return out
}

// continues reports whether the paragraph after i opens with a quotation mark,
// as the next paragraph of one long quotation does.
func continues(src string, spans []stemma.Span, i int) bool {
	if i+1 >= len(spans) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(src[spans[i+1][0]:])
	return r == '"' || r == '“' || r == '«'
}

// opensSpeech reports whether the mark at open begins its paragraph or follows
// a comma or colon.
func opensSpeech(src string, start, open int) bool {
	i := open
	for i > start && (src[i-1] == ' ' || src[i-1] == '\n') {
		i--
	}
	return i == start || src[i-1] == ',' || src[i-1] == ':'
}

func (s *quoteScanner) scan(at int) {
	before := ' '
	for at < s.end {
		r, n := utf8.DecodeRuneInString(s.src[at:s.end])
		if r == '`' || r == '\'' {
			if at+1 < s.end && rune(s.src[at+1]) == r { // `` and '' of treebanks
				r, n = '"', 2
			}
		}
		after := ' '
		if at+n < s.end {
			after, _ = utf8.DecodeRuneInString(s.src[at+n:])
		}
		s.step(r, stemma.Span{at, at + n}, before, after)
		before = r
		at += n
	}
}

// step handles one character.
func (s *quoteScanner) step(r rune, at stemma.Span, before, after rune) {
	switch {
	case s.open < 0 && s.opens(r, at, before, after):
		s.open, s.mark = at[0], r
	case s.open >= 0 && s.closes(r, before, after):
		s.out = append(s.out, quote{span: stemma.Span{s.open, at[1]}, closed: true})
		s.open = -1
	}
}

// opens reports whether r begins a quotation.
func (s *quoteScanner) opens(r rune, at stemma.Span, before, after rune) bool {
	switch r {
	case '“', '„', '«', '‟':
		return true
	case '"':
		return !(unicode.IsDigit(before) && !unicode.IsLetter(after)) // 6'2"
	case '‘', '\'':
		return !wordRune(before) && wordRune(after) && s.singleCloses(at[1])
	}
	return false
}

// closes reports whether r ends the open quotation.
func (s *quoteScanner) closes(r, before, after rune) bool {
	switch s.mark {
	case '"':
		return r == '"' || r == '”'
	case '‘', '\'':
		return (r == '’' || r == '\'') && !wordRune(after) && !unicode.IsSpace(before)
	case '«':
		return r == '»'
	}
	return r == '”' || r == '"' || r == '“' && s.mark == '„'
}

// singleCloses reports whether a single mark that is no apostrophe follows:
// after a sign or before one, and not after a plural s where more follows.
func (s *quoteScanner) singleCloses(at int) bool {
	before := ' '
	for at < s.end {
		r, n := utf8.DecodeRuneInString(s.src[at:s.end])
		after := ' '
		if at+n < s.end {
			after, _ = utf8.DecodeRuneInString(s.src[at+n:])
		}
		if (r == '’' || r == '\'') && !wordRune(after) && !unicode.IsSpace(before) {
			return true
		}
		if r == '"' || r == '“' || r == '”' {
			return false
		}
		before = r
		at += n
	}
	return false
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
