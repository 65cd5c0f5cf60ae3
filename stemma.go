// Package stemma holds the vocabulary of the program: the values that its
// stages hand to each other and print, and their JSON form (version 1).
//
// A stemma is the family tree that philologists draw of the copies of a lost
// text. The program draws such trees of news reports and keeps the books on
// what they claim. This package has types only; the stages live in packages of
// their own and run from left to right:
//
//	source → article → lang → claim → kin → story → ledger → report
//
// Conventions that hold for every type here:
//
//   - A [Span] counts bytes of the document's text, start included, end not.
//   - A date is an EDTF string (ISO 8601-2:2019, level 1): "2031-05-06",
//     "2031-05", "2031-05-02/2031-05-07"; "" where it is not known.
//   - Lists are never null in JSON: they are [] where they are empty.
package stemma

// Version names the JSON form that the commands print.
const Version = 1

// Span is a half-open range [start, end) of byte offsets into a document's
// text. In JSON it is a pair of numbers.
type Span [2]int

// Start is the offset of the first byte.
func (s Span) Start() int { return s[0] }

// End is the offset after the last byte.
func (s Span) End() int { return s[1] }

// Len is the number of bytes covered.
func (s Span) Len() int { return s[1] - s[0] }

// Contains reports whether o lies wholly inside s.
func (s Span) Contains(o Span) bool { return s[0] <= o[0] && o[1] <= s[1] }

// Overlaps reports whether s and o share at least one byte.
func (s Span) Overlaps(o Span) bool { return max(s[0], o[0]) < min(s[1], o[1]) }

// In returns the bytes of text that s covers; it panics where s is not inside
// text, as a slice expression does.
func (s Span) In(text string) string { return text[s[0]:s[1]] }

// Report is everything that one run found: what `stemma report --format json`
// prints.
type Report struct {
	Version   int              `json:"version"`
	Documents []Document       `json:"documents"`
	Claims    []DocumentClaims `json:"claims"`
	Copies    Copies           `json:"copies"`
	Ledger    Ledger           `json:"ledger"`
	Skipped   []Skipped        `json:"skipped"`
	Notices   []Notice         `json:"notices"`
}

// Skipped is an input that could not be read, with the reason and what the
// user can do about it.
type Skipped struct {
	Path   string `json:"path"`
	Reason string `json:"reason"`
	Hint   string `json:"hint"`
}

// Notice is something that the run could not see or is unsure about in a
// document that it did read: no date, a guessed date, another language.
type Notice struct {
	Path string `json:"path"`
	Kind string `json:"kind"` // undated, inferred-date, language, charset, truncated, withdrawn
	Text string `json:"text"`
}
