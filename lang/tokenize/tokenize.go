// Package tokenize finds the paragraphs, sentences and tokens of raw news text.
//
// Only the headline and the body of a document are read. Tokens follow the
// English Web Treebank (UD 2): don't is do + n't, the nation's is the + nation
// + 's, a well-known man has five tokens, $5m is $ + 5 + m. Between two tokens
// there is nothing but white space, so the tokens rebuild the text.
//
// The work goes in three steps, each on the result of the last:
//
//  1. [paragraphs] cuts a segment at blank lines, and at single newlines where
//     those are not soft wraps;
//  2. a [scanner] cuts a paragraph into tokens;
//  3. [splitter] decides after which tokens a sentence ends.
package tokenize

import (
	"sort"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/text"
)

// Fill sets Tokens and Sentences of t from its document. Tags are left empty
// and every Head is -1.
func Fill(t *text.Text) {
	t.Tokens = make([]text.Token, 0, len(t.Doc.Text)/5+8)
	t.Sentences = t.Sentences[:0]
	paragraph := 0
	for _, seg := range segments(t.Doc) {
		for _, p := range paragraphs(t.Doc.Text, seg.span) {
			fillParagraph(t, p, seg.where, paragraph)
			paragraph++
		}
	}
}

// segment is a stretch of the document that is analysed.
type segment struct {
	span  stemma.Span
	where string
}

// segments returns headline and body in the order of the text, cut to what
// lies inside the text and is not covered by an earlier segment.
func segments(doc *stemma.Document) []segment {
	var all []segment
	if h := doc.Headline.Span; h != nil {
		all = append(all, segment{*h, text.InHeadline})
	}
	for _, b := range doc.Body {
		all = append(all, segment{b, text.InBody})
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].span[0] < all[j].span[0] })
	kept, done := all[:0], 0
	for _, s := range all {
		s.span = stemma.Span{max(s.span[0], done), min(s.span[1], len(doc.Text))}
		if s.span.Len() > 0 {
			done = s.span[1]
			kept = append(kept, s)
		}
	}
	return kept
}

// fillParagraph appends the tokens and sentences of one paragraph.
func fillParagraph(t *text.Text, p stemma.Span, where string, number int) {
	first := len(t.Tokens)
	s := scanner{src: t.Doc.Text[:p[1]], out: t.Tokens}
	s.scan(p[0])
	t.Tokens = s.out
	n := first
	for _, end := range (&splitter{t: t, first: first}).ends() {
		t.Sentences = append(t.Sentences, text.Sentence{
			Span: t.Span(n, end), First: n, End: end, Where: where, Paragraph: number,
		})
		n = end
	}
	last := len(t.Tokens) - 1
	if last >= first {
		t.Tokens[last].Space = spaceAt(t.Doc.Text, t.Tokens[last].Span[1])
	}
}

// Words returns the spans of the tokens of s, read as one paragraph.
func Words(s string) []stemma.Span {
	sc := scanner{src: s}
	sc.scan(0)
	spans := make([]stemma.Span, len(sc.out))
	for i, tok := range sc.out {
		spans[i] = tok.Span
	}
	return spans
}
