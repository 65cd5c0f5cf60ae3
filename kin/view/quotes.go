package view

import (
	"unicode/utf8"

	"github.com/stemmanews/stemma"
)

// longestQuote is the number of bytes after which an open quotation mark is
// taken for a stray one.
const longestQuote = 1500

// markQuotes finds the quotations of the body by their double marks, straight,
// curly or angled, and marks their words. A quotation ends with its paragraph.
func (v *View) markQuotes() {
	for i, n := 0, len(v.Sentences); i < n; {
		j := i
		for j < n && v.Sentences[j].Paragraph == v.Sentences[i].Paragraph && v.Sentences[j].Headline == v.Sentences[i].Headline {
			j++
		}
		v.quotesIn(stemma.Span{v.Sentences[i].Span[0], v.Sentences[j-1].Span[1]})
		i = j
	}
	v.markQuotedWords()
}

func (v *View) quotesIn(para stemma.Span) {
	open := -1
	for at := para[0]; at < para[1]; {
		r, n := utf8.DecodeRuneInString(v.Doc.Text[at:])
		switch {
		case (r == '"' || r == '”' || r == '“' || r == '»') && open >= 0 && r != '“':
			v.addQuote(stemma.Span{open, at + n})
			open = -1
		case r == '"' || r == '“' || r == '«':
			open = at
		}
		if open >= 0 && at-open > longestQuote {
			open = -1
		}
		at += n
	}
}

func (v *View) addQuote(s stemma.Span) {
	first := v.wordAt(s[0])
	end := first
	for end < len(v.Words) && v.Words[end].Span[1] <= s[1] && v.Words[end].Span[0] >= s[0] {
		end++
	}
	if end > first {
		v.Quotes = append(v.Quotes, Quote{Span: s, First: first, End: end})
	}
}

// wordAt returns the index of the first word in text order that starts at or
// after offset. Headline words come first in Words whatever their place, so
// both parts are looked through.
func (v *View) wordAt(offset int) int {
	best := len(v.Words)
	for _, part := range [][2]int{{0, v.BodyFirst}, {v.BodyFirst, len(v.Words)}} {
		lo, hi := part[0], part[1]
		for lo < hi {
			mid := (lo + hi) / 2
			if v.Words[mid].Span[0] < offset {
				lo = mid + 1
			} else {
				hi = mid
			}
		}
		if lo < part[1] && (best == len(v.Words) || v.Words[lo].Span[0] < v.Words[best].Span[0]) {
			best = lo
		}
	}
	return best
}

func (v *View) markQuotedWords() {
	for _, q := range v.Quotes {
		for i := q.First; i < q.End; i++ {
			v.Words[i].Quoted = true
		}
		if w := &v.Words[q.First]; w.Class == Content || w.Class == Common {
			w.Initial = true
		}
	}
}
