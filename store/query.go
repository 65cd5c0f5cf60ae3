package store

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fields that a search can be confined to.
const (
	InTitle     = "title"
	InText      = "text"
	InClaims    = "claims"
	InClaimants = "claimants"
	InFigures   = "figures"
)

// Query is a search: reports that hold all terms.
type Query struct {
	Terms  []Term
	Field  string // one of the In constants, "" for all fields
	Offset int
	Limit  int // 0: 20
}

// Term is a word or a phrase. Prefix lets its last word go on.
type Term struct {
	Words  []string // folded
	Prefix bool
}

// maxTerms bounds a search: what stands beyond is left out.
const maxTerms = 32

// ParseQuery reads what a person types: words, "exact phrases", and begin*.
// Everything else is punctuation and separates words. No input is an error;
// a query without terms finds nothing.
func ParseQuery(s string) Query {
	var q Query
	for i, part := range strings.Split(strings.Map(straight, s), `"`) {
		if i%2 == 1 {
			q.add(Term{Words: Fold(part), Prefix: strings.HasSuffix(part, "*")})
			continue
		}
		for _, f := range strings.Fields(part) {
			q.add(Term{Words: Fold(f), Prefix: strings.HasSuffix(f, "*")})
		}
	}
	return q
}

func (q *Query) add(t Term) {
	if len(t.Words) > 0 && len(q.Terms) < maxTerms {
		q.Terms = append(q.Terms, t)
	}
}

func straight(r rune) rune {
	switch r {
	case '“', '”', '„', '«', '»':
		return '"'
	}
	return r
}

// Fold splits a text into words for a search: lower case, without accents,
// letters and digits only.
func Fold(s string) []string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.IsLetter(r), unicode.IsNumber(r):
			b.WriteRune(unicode.ToLower(r))
		default:
			b.WriteByte(' ')
		}
	}
	return strings.Fields(b.String())
}

// In reports whether the folded words hold the term, and where it begins.
func (t Term) In(words []string) (at int, ok bool) {
	for i := range words {
		if t.begins(words[i:]) {
			return i, true
		}
	}
	return 0, false
}

func (t Term) begins(words []string) bool {
	n := len(t.Words)
	if len(words) < n {
		return false
	}
	if !t.Prefix {
		return slices.Equal(words[:n], t.Words)
	}
	return slices.Equal(words[:n-1], t.Words[:n-1]) && strings.HasPrefix(words[n-1], t.Words[n-1])
}
