package report

import (
	"sort"
	"strings"

	"github.com/stemmanews/stemma"
)

// mark is a stretch of a document's text that is shown apart. Marks may nest
// and overlap.
type mark struct {
	span  stemma.Span
	class string
	rank  int    // of marks on the same span the lower one lies outside
	id    string // anchor, on the first piece only
	title string
	back  []Link // where the words are used, after the last piece
}

// Link leads to another part of the page.
type Link struct {
	Href, Label, Title string
}

// piece of a marked text: words, or a mark around further pieces.
type Inline struct {
	Text  string
	Class string
	ID    string
	Title string
	Kids  []Inline
	Back  []Link
}

// nest turns the text of span with its marks into pieces that lie in each
// other: where two marks cross, the later is split at the end of the earlier.
// The pieces' texts, in order, are the text of span, made visible.
func nest(text string, span stemma.Span, marks []mark) []Inline {
	ms := within(marks, span)
	sortMarks(ms)
	return nestSorted(text, span, ms)
}

// within are the marks cut to span. A mark that began before it loses its
// anchor, one that goes on after it its links back.
func within(marks []mark, span stemma.Span) []mark {
	var out []mark
	for _, m := range marks {
		if m.span.Overlaps(span) {
			out = append(out, cut(m, span))
		}
	}
	return out
}

func cut(m mark, span stemma.Span) mark {
	if m.span[0] < span[0] {
		m.span[0], m.id = span[0], ""
	}
	if m.span[1] > span[1] {
		m.span[1], m.back = span[1], nil
	}
	return m
}

func sortMarks(ms []mark) {
	sort.SliceStable(ms, func(i, j int) bool {
		a, b := &ms[i], &ms[j]
		if a.span[0] != b.span[0] {
			return a.span[0] < b.span[0]
		}
		if a.span[1] != b.span[1] {
			return a.span[1] > b.span[1]
		}
		return a.rank < b.rank
	})
}

func nestSorted(text string, span stemma.Span, ms []mark) []Inline {
	var out []Inline
	at := span[0]
	for len(ms) > 0 {
		m := ms[0]
		inner, rest := split(ms[1:], m.span)
		out = appendText(out, text[at:m.span[0]])
		out = append(out, Inline{Class: m.class, ID: m.id, Title: m.title, Back: m.back,
			Kids: nestSorted(text, m.span, inner)})
		at, ms = m.span[1], rest
	}
	return appendText(out, text[at:span[1]])
}

// split divides sorted marks into those inside span and those after it; what
// crosses its end is in both.
func split(ms []mark, span stemma.Span) (inner, rest []mark) {
	crossed := false
	for _, m := range ms {
		if m.span[0] >= span[1] {
			rest = append(rest, m)
			continue
		}
		inner = append(inner, cut(m, span))
		if m.span[1] > span[1] {
			rest = append(rest, cut(m, stemma.Span{span[1], m.span[1]}))
			crossed = true
		}
	}
	if crossed {
		sortMarks(rest)
		sortMarks(inner)
	}
	return inner, rest
}

func appendText(out []Inline, s string) []Inline {
	if s == "" {
		return out
	}
	return append(out, Inline{Text: Visible(s)})
}

// block is a paragraph of a document with the part of the page that it is.
type block struct {
	span stemma.Span
	kind string // "headline", "body", a kind of furniture, or "" for text that is none
}

const (
	blockHeadline = "headline"
	blockBody     = "body"
)

// blocks cuts a document into paragraphs; none crosses from body to furniture.
func blocks(d *stemma.Document) []block {
	var out []block
	for _, part := range parts(d) {
		for _, s := range paragraphs(d.Text, part.span) {
			out = append(out, block{s, part.kind})
		}
	}
	return out
}

// parts cuts the whole text at the edges of headline, body and furniture.
func parts(d *stemma.Document) []block {
	var named []block
	if d.Headline.Span != nil {
		named = append(named, block{inside(*d.Headline.Span, d.Text), blockHeadline})
	}
	for _, s := range d.Body {
		named = append(named, block{inside(s, d.Text), blockBody})
	}
	for _, f := range d.Furniture {
		named = append(named, block{inside(f.Span, d.Text), f.Kind})
	}
	sort.SliceStable(named, func(i, j int) bool { return named[i].span[0] < named[j].span[0] })
	var out []block
	at := 0
	for _, b := range named {
		if b.span[0] > at {
			out = append(out, block{stemma.Span{at, b.span[0]}, ""})
		}
		b.span[0] = max(b.span[0], at)
		if b.span[1] > b.span[0] {
			out = append(out, b)
			at = b.span[1]
		}
	}
	return append(out, block{stemma.Span{at, len(d.Text)}, ""})
}

// A line at least this long, in bytes, is a paragraph of its own; shorter ones
// are taken for lines of a hard-wrapped paragraph.
const paragraphLine = 90

// paragraphs cuts a stretch at blank lines and after long lines, and leaves out
// the white space around.
func paragraphs(text string, in stemma.Span) []stemma.Span {
	var out []stemma.Span
	start := in[0]
	for at := in[0]; at < in[1]; {
		end := in[1]
		if nl := strings.IndexByte(text[at:in[1]], '\n'); nl >= 0 {
			end = at + nl + 1
		}
		line := strings.TrimSpace(text[at:end])
		if line == "" || len(line) >= paragraphLine {
			out = appendTrimmed(out, text, stemma.Span{start, end})
			start = end
		}
		at = end
	}
	return appendTrimmed(out, text, stemma.Span{start, in[1]})
}

func appendTrimmed(out []stemma.Span, text string, s stemma.Span) []stemma.Span {
	body := s.In(text)
	left := len(body) - len(strings.TrimLeft(body, " \t\r\n"))
	right := len(strings.TrimRight(body, " \t\r\n"))
	if left >= right {
		return out
	}
	return append(out, stemma.Span{s[0] + left, s[0] + right})
}
