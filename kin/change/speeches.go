package change

import (
	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin/view"
)

// sameRun is the number of words in a row that two quotations of one speaker
// share where they render the same words.
const sameRun = 3

// Speeches finds quotations of a speaker that the child renders otherwise than
// the parent, where nothing round them is shared: both name the speaker, and
// the words agree in a run. It is for excerpts, whose sentences are their own.
func (s *Step) Speeches() []Found {
	var out []Found
	for i := range s.ChildClaims {
		for k := range s.ParentClaims {
			c, p := &s.ChildClaims[i], &s.ParentClaims[k]
			if c.Source.Name == "" || c.Source.Name != p.Source.Name {
				continue
			}
			out = append(out, s.speech(quotesOf(s.Parent, p), quotesOf(s.Child, c))...)
		}
	}
	return out
}

// speech compares the quotations of two claims, sentence by sentence.
func (s *Step) speech(parent, child []view.Quote) []Found {
	var out []Found
	for _, q := range child {
		for _, p := range parent {
			a, b := telling(s.Parent, p), telling(s.Child, q)
			if sharesRun(a, b) && !within(a, b) && !contiguous(b, a) {
				to := q.Span
				out = append(out, Found{Kind: stemma.ChangeQuotation, From: p.Span, To: &to, First: q.First, End: q.End, Lost: -1})
				break
			}
		}
	}
	return out
}

// quotesOf lists the sentences of the quotations in a claim's content.
func quotesOf(v *view.View, c *stemma.Claim) []view.Quote {
	var out []view.Quote
	for _, q := range v.Quotes {
		if inAny(c.Content.Spans, q.Span) {
			out = append(out, sentencesOf(v, q)...)
		}
	}
	return out
}

// sharesRun reports whether two lists share sameRun words in a row.
func sharesRun(a, b []string) bool {
	for i := 0; i+sameRun <= len(a); i++ {
		if contiguous(b, a[i:i+sameRun]) {
			return true
		}
	}
	return false
}
