package names

import (
	"unicode"
	"unicode/utf8"

	"github.com/stemmanews/stemma/lang/gazetteer"
	"github.com/stemmanews/stemma/lang/text"
)

// Shapes of a word.
const (
	shapeOther  = iota // punctuation and the like
	shapeNumber        // begins with a digit
	shapeSmall         // begins with a small letter
	shapeMixed         // small at first, a capital later: "iPhone", "al-Qaida"
	shapeTitle         // "Kim"
	shapeCamel         // "McDonald", "BioNTech"
	shapeCaps          // "UNHCR"
	shapeInit          // "J.", "U.S."
	shapeOne           // one capital letter
)

// Cases of a sentence.
const (
	caseNormal = iota
	caseTitle  // Nearly All Words Begin with a Capital
	caseUpper  // ALL CAPITALS
	caseLower  // no capital at all
)

// token is what the tagger sees of a token.
type token struct {
	word   string
	low    gazetteer.Hash  // folded word
	class  gazetteer.Class // of the word alone
	phrase gazetteer.Class // of the longest phrase of the tables that covers it
	gender byte
	pos    uint8 // place in that phrase: 0 none, 1 first, 2 inside, 3 last, 4 alone
	shape  uint8
	mode   uint8 // case of its sentence
	first  bool  // first word of its sentence, quotation marks aside
	cand   bool  // may be a part of a name
}

// capital reports whether the word begins with a capital letter.
func (k *token) capital() bool { return k.shape >= shapeTitle }

// see makes the tokens of all sentences ready for tagging.
func see(t *text.Text, g *gazetteer.Gazetteer) []token {
	toks := make([]token, len(t.Tokens))
	for i := range toks {
		k := &toks[i]
		k.word = t.Word(i)
		k.low = gazetteer.Start.Word(k.word)
		k.shape = shapeOf(k.word)
		if e, ok := g.Find(k.low); ok {
			k.class, k.gender = e.Class, e.Gender
		}
	}
	for _, s := range t.Sentences {
		sentence := toks[s.First:s.End]
		mode := caseOf(sentence)
		seen := false
		for i := range sentence {
			k := &sentence[i]
			k.mode = mode
			k.first = k.shape != shapeOther && !seen
			seen = after(k, seen)
		}
		phrases(sentence, g)
		candidates(sentence)
	}
	return toks
}

// after reports whether a sentence has begun after token k: a word begins it,
// a full stop or an opening quotation mark ends that, since corpora keep
// several sentences in one.
func after(k *token, seen bool) bool {
	if k.shape != shapeOther {
		return true
	}
	switch k.word {
	case ".", "?", "!", ":", "“", "‘", "``", "\"", "”":
		return false
	}
	return seen
}

// shapeOf returns the shape of w.
func shapeOf(w string) uint8 {
	r, n := utf8.DecodeRuneInString(w)
	switch {
	case unicode.IsDigit(r):
		return shapeNumber
	case !unicode.IsLetter(r):
		return shapeOther
	}
	upper, lower, dot := 0, 0, false
	for _, r := range w[n:] {
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLower(r):
			lower++
		case r == '.':
			dot = true
		}
	}
	capital := !unicode.IsLower(r) && unicode.IsUpper(r)
	switch {
	case !capital && upper > 0:
		return shapeMixed
	case !capital:
		return shapeSmall
	case upper+lower == 0 && dot, upper > 0 && lower == 0 && dot:
		return shapeInit
	case upper+lower == 0:
		return shapeOne
	case lower == 0:
		return shapeCaps
	case upper > 0:
		return shapeCamel
	}
	return shapeTitle
}

// caseOf judges how a sentence uses capitals.
func caseOf(s []token) uint8 {
	words, capital, upper, long, longCapital := 0, 0, 0, 0, 0
	for i := range s {
		switch s[i].shape {
		case shapeOther, shapeNumber:
			continue
		case shapeCaps, shapeInit, shapeOne:
			upper++
			capital++
		case shapeTitle, shapeCamel:
			capital++
		}
		words++
		if len(s[i].word) > 3 {
			long++
			if s[i].capital() {
				longCapital++
			}
		}
	}
	switch {
	case words >= 3 && upper*10 >= words*8:
		return caseUpper
	case long >= 4 && longCapital*10 >= long*8:
		return caseTitle
	case words >= 4 && capital == 0:
		return caseLower
	}
	return caseNormal
}

// phrases marks the longest phrases of the tables, from left to right. A phrase
// of one word is marked too. In running text a phrase that is a name must begin
// with a capital.
func phrases(s []token, g *gazetteer.Gazetteer) {
	for i := 0; i < len(s); {
		n, class := longest(s[i:], g)
		if n == 0 {
			i++
			continue
		}
		for j := range n {
			s[i+j].phrase = class
			s[i+j].pos = place(j, n)
		}
		i += n
	}
}

// names of things; the rest of the classes are words about them.
const nameClass = gazetteer.Place | gazetteer.Org | gazetteer.Media | gazetteer.Adjective | gazetteer.People | gazetteer.Group | gazetteer.Work

// longest returns the number of tokens and the class of the longest phrase at
// the start of s, 0 for none.
func longest(s []token, g *gazetteer.Gazetteer) (n int, class gazetteer.Class) {
	most := min(g.Longest(s[0].word), len(s))
	h := gazetteer.Start
	for j := range most {
		h = h.Word(s[j].word)
		e, ok := g.Find(h)
		if !ok {
			continue
		}
		c := e.Class
		if !s[0].capital() && s[0].mode != caseLower && s[0].mode != caseUpper && s[0].shape != shapeMixed {
			c &^= nameClass
		}
		if c&^(gazetteer.LongName|gazetteer.PartOfName) != 0 {
			n, class = j+1, c
		}
	}
	return n, class
}

// place returns the pos of the j-th of n tokens.
func place(j, n int) uint8 {
	switch {
	case n == 1:
		return 4
	case j == 0:
		return 1
	case j == n-1:
		return 3
	}
	return 2
}

// candidates marks the tokens that can be part of a name: all that begin with
// a capital or hold a digit beside one, those in a phrase that is a name, and
// up to three small words, marks or numbers between two such.
func candidates(s []token) {
	const bridge = 3
	last := -1
	for i := range s {
		k := &s[i]
		strong := k.capital() || k.shape == shapeMixed || k.phrase&nameClass != 0 ||
			k.mode == caseLower && k.class&(nameClass|gazetteer.FirstName|gazetteer.Surname) != 0
		if !strong {
			continue
		}
		if last >= 0 && i-last-1 <= bridge {
			for j := last + 1; j < i; j++ {
				s[j].cand = true
			}
		}
		k.cand = true
		last = i
	}
	for i := range s {
		if i+1 < len(s) && s[i+1].word == "$" {
			s[i].cand = false // US $, no place
		}
		if i > 1 && s[i].shape == shapeSmall && s[i-1].word == "-" && s[i-2].capital() && commonness(s[i].low) == 0 {
			s[i-1].cand, s[i].cand = true, true // Yong - hyun
		}
		if s[i].shape == shapeNumber && (i > 0 && s[i-1].capital() || i+1 < len(s) && s[i+1].capital()) {
			s[i].cand = true
		}
	}
}

// cut splits a sentence where a full stop ends one inside it: corpora and
// careless typing keep several sentences in one. It calls f with the borders.
func cut(s []token, f func(first, end int)) {
	first := 0
	for i := 1; i+1 < len(s); i++ {
		if !stop(s[i].word) || !s[i+1].first || s[i+1].shape == shapeSmall {
			continue
		}
		if l := &s[i-1]; l.shape == shapeOne || l.shape == shapeTitle && l.class&gazetteer.Address != 0 || len(l.word) < 3 && l.capital() {
			continue
		}
		f(first, i+1)
		first = i + 1
	}
	f(first, len(s))
}

func stop(w string) bool { return w == "." || w == "?" || w == "!" }
