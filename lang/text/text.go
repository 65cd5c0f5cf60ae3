// Package text holds the analysed text of one document: arrays of structs that
// the components of lang only add to. Each component reads the layers to the
// left of it and fills its own:
//
//	tokenize → parse (tags, lemmas, trees) → names → timex → quantity → coref
//
// Token indexes are positions in Text.Tokens over the whole document; -1 means
// none. Byte offsets count bytes of Text.Doc.Text.
package text

import (
	"sort"

	"github.com/stemmanews/stemma"
)

// Text is the analysis of one document. Only headline and body are analysed;
// furniture has no tokens.
type Text struct {
	Doc        *stemma.Document
	Title      *Text // of a headline that stands outside the text, nil where there is none
	Tokens     []Token
	Sentences  []Sentence
	Names      []Name     // in order, not overlapping
	Times      []Time     // in order, not overlapping
	Quantities []Quantity // in order, not overlapping
	Mentions   []Mention  // in order of their first token; may nest
	Entities   []Entity
}

// TitleOf is the headline of a document as a document of its own.
func TitleOf(doc *stemma.Document) *stemma.Document {
	h := doc.Headline.Text
	return &stemma.Document{Path: doc.Path, Outlet: doc.Outlet, Published: doc.Published, Language: doc.Language, Text: h,
		Headline: stemma.Headline{Text: h, Span: &stemma.Span{0, len(h)}}}
}

// Token is a word of a Universal Dependencies tree (UD 2, English treebank
// conventions): "don't" is two tokens, "do" and "n't", that touch.
type Token struct {
	Span  stemma.Span
	UPOS  string // universal part of speech, "" before tagging
	XPOS  string // Penn tag
	Lemma string
	Feats string // UD features, "A=b|C=d", "" for none
	Head  int    // index into Text.Tokens; -1 for the root of its sentence
	Rel   string // UD relation with subtype
	Space bool   // white space follows, or the text ends
}

// Parts of the document in which a sentence stands.
const (
	InHeadline = "headline"
	InBody     = "body"
)

// Sentence is a range of tokens [First, End).
type Sentence struct {
	Span       stemma.Span
	First, End int
	Where      string // InHeadline or InBody
	Paragraph  int    // number of its paragraph in the document, from 0
}

// Types of name.
const (
	Person       = "PER"
	Location     = "LOC"
	Organisation = "ORG"
	Misc         = "MISC" // nationalities and groups, works, events
)

// Name is a proper name in the text.
type Name struct {
	Span       stemma.Span
	First, End int    // tokens
	Type       string // Person, Location, Organisation, Misc
	Name       string // fullest form of it in this document ("Ostberg" → "Mara Ostberg")
	Entity     int    // index into Text.Entities, -1 before coreference
}

// Types of time expression, as in TIMEX3 (ISO-TimeML).
const (
	Date     = "DATE"
	TimeOf   = "TIME"
	Duration = "DURATION"
	Set      = "SET"
)

// Time is a time expression. Value is its TIMEX3 value ("2024-12-23", "P3D",
// "2024-W51", "PAST_REF"); EDTF is the same as a date or an interval where it
// is one, resolved against the document's date, "" otherwise.
type Time struct {
	Span       stemma.Span
	First, End int
	Type       string
	Value      string
	EDTF       string
	Mod        string // TIMEX3 mod: START, MID, END, APPROX, BEFORE, AFTER, …
}

// Kinds of quantity.
const (
	Cardinal = "cardinal" // a count of things
	Money    = "money"
	Percent  = "percent" // of a hundred; shares and fractions too
	Measured = "measure" // with a unit of measurement
	Ordinal  = "ordinal"
	Age      = "age"
	Score    = "score"   // 3-1
	Factor   = "factor"  // twice, tenfold
	Nominal  = "nominal" // a number that only names: Route 66, 9/11, Boeing 737
)

// Quantity is a number, or words for one, with the words that bound it. Span
// covers number and comparator ("more than 3,000"), without the unit or the
// thing counted.
type Quantity struct {
	Span       stemma.Span
	Number     stemma.Span // the numeral alone
	First, End int         // tokens of Span
	Kind       string
	Value      stemma.Value
	Unit       string       // canonical: "kilometre", "USD", "percent", "" for a bare count
	UnitSpan   *stemma.Span // where the unit is written
	Of         string       // what is counted, in the text's words: "Norwegian divers"
	OfSpan     *stemma.Span
	Head       int    // token of the head of what is counted, -1 where it is left out
	Per        string // for rates: "month", "diver each week"
}

// Forms of mention.
const (
	ByName    = "name"
	ByPronoun = "pronoun"
	ByNoun    = "noun" // "the ministry", "the two countries"
)

// Mention is a stretch that speaks of an entity.
type Mention struct {
	Span       stemma.Span
	First, End int
	Head       int // token
	Form       string
	Entity     int // index into Text.Entities
}

// Entity is who or what the mentions of one document speak of.
type Entity struct {
	Name    string   // best full name in this document, "" where none is given
	Type    string   // Person, Location, Organisation, Misc, "" where unknown
	Aliases []string // other forms in this document, sorted
	Kind    string   // kind of source it would be: one of the stemma.Kind constants, "" where unknown
	Role    string   // title or office: "defence minister"
	Party   string   // country, side or body it belongs to, where the text says so
	Members []int    // for groups ("the two countries"): indexes of the entities meant
}

// SentenceOf returns the index of the sentence that holds token i, -1 where i
// is out of range. It takes time logarithmic in the number of sentences.
func (t *Text) SentenceOf(i int) int {
	s := sort.Search(len(t.Sentences), func(k int) bool { return t.Sentences[k].End > i })
	if s == len(t.Sentences) || i < t.Sentences[s].First {
		return -1
	}
	return s
}

// Word returns the bytes of token i.
func (t *Text) Word(i int) string { return t.Tokens[i].Span.In(t.Doc.Text) }

// Span returns the bytes from token first to before token end.
func (t *Text) Span(first, end int) stemma.Span {
	return stemma.Span{t.Tokens[first].Span[0], t.Tokens[end-1].Span[1]}
}

// TokensIn returns the range [first, end) of tokens that lie wholly inside s.
func (t *Text) TokensIn(s stemma.Span) (first, end int) {
	first = sort.Search(len(t.Tokens), func(i int) bool { return t.Tokens[i].Span[0] >= s[0] })
	end = first
	for end < len(t.Tokens) && t.Tokens[end].Span[1] <= s[1] {
		end++
	}
	return first, end
}
