// Package view makes of an analysed document what the comparison of texts
// looks at: the words of the article's body with a spelling-proof form, its
// sentences, names, numbers and quotations. It looks at tokens and sentences
// only, so that a text that was merely cut into words and one that was analysed
// in full give the same view, and a large input need not be analysed before it
// is compared.
package view

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/text"
)

// Class says what a word can contribute to a comparison.
type Class uint8

// Classes of words.
const (
	Stop    Class = iota // function words
	Common               // words that most news text has
	Content              // all others
	Name                 // capitalised within a sentence
	Number
)

// Word is a word of the body or headline; punctuation is left out.
type Word struct {
	Span     stemma.Span
	Norm     string // lower case, no accents, one spelling (US), numbers in digits
	Key      string // what is compared when wording may differ: stem, sound of a name, number
	Class    Class
	Upper    bool // starts with a capital
	Initial  bool // first word of its sentence or quotation
	Quoted   bool // inside quotation marks
	Sentence int  // index into View.Sentences
}

// Sentence is a range of words [First, End).
type Sentence struct {
	Span       stemma.Span
	First, End int
	Headline   bool
	Paragraph  int
}

// Quote is a quotation: Span takes its marks along, words are [First, End).
type Quote struct {
	Span       stemma.Span
	First, End int
}

// View is one document as the comparison sees it.
type View struct {
	Path      string
	Doc       *stemma.Document
	Text      *text.Text
	Words     []Word
	Sentences []Sentence
	Quotes    []Quote
	BodyFirst int // index of the first word of the body: words before it are the headline's

	Keys  []KeyUse // the distinct keys of the body's words, sorted
	KeyOf []int32  // for each word the index of its key in Keys; headline words have 0
}

// KeyUse is a key, the class of its first word, and the number of sentences
// that have it.
type KeyUse struct {
	Key       string
	Class     Class
	Short     bool // a number of one digit
	Sentences int
}

// Of makes the view of an analysed document. It does not alter t.
func Of(t *text.Text) *View {
	v := &View{Path: t.Doc.Path, Doc: t.Doc, Text: t}
	v.addSentences(text.InHeadline)
	v.BodyFirst = len(v.Words)
	v.addSentences(text.InBody)
	v.markNames()
	v.markQuotes()
	v.indexKeys()
	return v
}

// Without is the view that leaves out the sentences of which drop holds, as if
// the document did not have them; v itself where it holds of none.
func (v *View) Without(drop func(sentence int) bool) *View {
	out := &View{Path: v.Path, Doc: v.Doc, Text: v.Text}
	for i, s := range v.Sentences {
		if drop(i) {
			continue
		}
		first := len(out.Words)
		for _, w := range v.Words[s.First:s.End] {
			w.Sentence, w.Quoted = len(out.Sentences), false
			out.Words = append(out.Words, w)
		}
		s.First, s.End = first, len(out.Words)
		out.Sentences = append(out.Sentences, s)
		if s.Headline {
			out.BodyFirst = s.End
		}
	}
	if len(out.Sentences) == len(v.Sentences) {
		return v
	}
	out.markQuotes()
	out.indexKeys()
	return out
}

// indexKeys fills Keys and KeyOf.
func (v *View) indexKeys() {
	v.KeyOf = make([]int32, len(v.Words))
	order := make([]int32, 0, v.BodyLen())
	for i := v.BodyFirst; i < len(v.Words); i++ {
		order = append(order, int32(i))
	}
	slices.SortFunc(order, func(x, y int32) int {
		return cmp.Or(strings.Compare(v.Words[x].Key, v.Words[y].Key), cmp.Compare(x, y))
	})
	last := -1 // sentence
	for _, i := range order {
		w := &v.Words[i]
		if n := len(v.Keys); n == 0 || v.Keys[n-1].Key != w.Key {
			v.Keys = append(v.Keys, KeyUse{Key: w.Key, Class: w.Class, Short: len(w.Norm) == 1})
			last = -1
		}
		k := &v.Keys[len(v.Keys)-1]
		w.Key = k.Key // one string for all
		if w.Sentence != last {
			k.Sentences++
			last = w.Sentence
		}
		v.KeyOf[i] = int32(len(v.Keys) - 1)
	}
}

func (v *View) addSentences(where string) {
	for _, s := range v.Text.Sentences {
		if (s.Where == text.InHeadline) != (where == text.InHeadline) {
			continue
		}
		k := Sentence{Span: s.Span, First: len(v.Words), Headline: where == text.InHeadline, Paragraph: s.Paragraph}
		for i := s.First; i < s.End && i < len(v.Text.Tokens); i++ {
			if w, ok := v.word(i); ok {
				w.Initial = len(v.Words) == k.First
				w.Sentence = len(v.Sentences)
				v.Words = append(v.Words, w)
			}
		}
		v.joinNumbers(k.First)
		k.End = len(v.Words)
		v.addPieces(k)
	}
}

// Sentences longer than longSentence words are cut into pieces of at least
// shortPiece words.
const (
	longSentence = 80
	shortPiece   = 8
	onePieceIn   = 12
)

// addPieces adds a sentence. A long one, as text without punctuation gives, is
// cut where its own words say (one word in onePieceIn, by its hash), so that
// two copies are cut at the same places.
func (v *View) addPieces(k Sentence) {
	if k.End-k.First <= longSentence {
		v.addPiece(k, k)
		return
	}
	p := k
	for i := k.First + 1; i < k.End; i++ {
		n := i - p.First
		if n >= shortPiece && cutAt(v.Words[i].Norm) || n >= longSentence {
			p.End = i
			v.addPiece(p, k)
			p.First = i
		}
	}
	p.End = k.End
	v.addPiece(p, k)
}

func (v *View) addPiece(p, k Sentence) {
	if p.End == p.First {
		return
	}
	if p.First != k.First || p.End != k.End {
		p.Span = v.SpanOf(p.First, p.End)
	}
	for i := p.First; i < p.End; i++ {
		v.Words[i].Sentence = len(v.Sentences)
	}
	v.Sentences = append(v.Sentences, p)
}

// cutAt reports whether pieces begin at this word (FNV-1a).
func cutAt(w string) bool {
	h := uint32(2166136261)
	for i := 0; i < len(w); i++ {
		h = (h ^ uint32(w[i])) * 16777619
	}
	return (h>>8)%onePieceIn == 0
}

// joinNumbers makes one word of numbers like ninety-six that are several
// tokens, from word first on.
func (v *View) joinNumbers(first int) {
	out := v.Words[:first]
	for _, w := range v.Words[first:] {
		if n := len(out); n > first && joins(out[n-1], w, v.Doc.Text) {
			p := &out[n-1]
			p.Norm = p.Norm[:1] + w.Norm
			p.Key, p.Span[1] = "#"+p.Norm, w.Span[1]
			continue
		}
		out = append(out, w)
	}
	v.Words = out
}

// joins reports whether tens and ones, in words, stand for one number.
func joins(tens, ones Word, text string) bool {
	return tens.Class == Number && ones.Class == Number && len(tens.Norm) == 2 && tens.Norm[1] == '0' && tens.Norm[0] > '1' &&
		len(ones.Norm) == 1 && ones.Norm != "0" && ones.Span[0]-tens.Span[1] == 1 && text[tens.Span[1]] == '-' && text[tens.Span[0]] > '9'
}

// word makes the word of token i; false for punctuation.
func (v *View) word(i int) (Word, bool) {
	span := v.Text.Tokens[i].Span
	raw := span.In(v.Doc.Text)
	if !strings.ContainsFunc(raw, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		return Word{}, false
	}
	w := Word{Span: span, Norm: Normalise(raw)}
	r, _ := utf8.DecodeRuneInString(raw)
	w.Upper = unicode.IsUpper(r)
	w.classify()
	return w, w.Norm != ""
}

func (w *Word) classify() {
	switch {
	case isNumber(w.Norm):
		w.Class, w.Key = Number, "#"+w.Norm
	case stopWords[w.Norm]:
		w.Class, w.Key = Stop, w.Norm
	default:
		w.Class, w.Key = Content, Stem(w.Norm)
		if commonStems[w.Key] {
			w.Class = Common
		}
	}
}

// markNames gives capitalised words within sentences the class Name and the
// key of their sound; a first word is a name where the document capitalises it
// elsewhere too, or where another name follows it.
func (v *View) markNames() {
	inside, lower := map[string]bool{}, map[string]bool{}
	for _, w := range v.Words {
		switch {
		case w.Upper && !w.Initial && !v.titleCase(w.Sentence):
			inside[w.Norm] = true
		case !w.Upper:
			lower[w.Norm] = true
		}
	}
	for i := range v.Words {
		w := &v.Words[i]
		if !w.Upper || w.Class == Number || w.Class == Stop || calendar[w.Norm] {
			continue
		}
		sure := !w.Initial && !v.titleCase(w.Sentence) || w.Initial && w.Class == Content && !lower[w.Norm] && v.beforeName(i)
		if sure || inside[w.Norm] && !lower[w.Norm] {
			w.Class, w.Key = Name, "@"+Sound(w.Norm)
		}
	}
}

// beforeName reports whether a capitalised word follows word i directly.
func (v *View) beforeName(i int) bool {
	if i+1 >= len(v.Words) {
		return false
	}
	w, n := v.Words[i], v.Words[i+1]
	return n.Upper && n.Class != Stop && n.Class != Number && n.Sentence == w.Sentence && n.Span[0]-w.Span[1] == 1 && !v.titleCase(w.Sentence)
}

// titleCase reports whether most words of a sentence are capitalised, as in
// headlines, so that a capital tells nothing.
func (v *View) titleCase(s int) bool {
	k := v.Sentences[s]
	upper := 0
	for _, w := range v.Words[k.First:k.End] {
		if w.Upper {
			upper++
		}
	}
	return upper*10 > (k.End-k.First)*7
}

// BodyLen is the number of words in the body.
func (v *View) BodyLen() int { return len(v.Words) - v.BodyFirst }

// Body returns the index of the first sentence of the body.
func (v *View) Body() int {
	for i, s := range v.Sentences {
		if !s.Headline {
			return i
		}
	}
	return len(v.Sentences)
}

// SpanOf returns the bytes from word first to before word end.
func (v *View) SpanOf(first, end int) stemma.Span {
	return stemma.Span{v.Words[first].Span[0], v.Words[end-1].Span[1]}
}
