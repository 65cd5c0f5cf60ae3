package incident

import (
	"strings"

	"github.com/stemmanews/stemma/lang/gazetteer"
	"github.com/stemmanews/stemma/lang/text"
)

// phrase is a noun phrase without what follows its head, and what it tells of
// the people in it.
type phrase struct {
	first, end int // tokens
	tail       int // token after an age behind it: "Mara Ost, 24,"
	head       int
	low, high  float64 // how many people; high is -1 where it is open
	numeral    bool    // the number is written
	plural     bool
	human      bool // of people, as far as words tell
	bare       bool // a number, "others", "one": what is counted is left out
	other      bool // others than those named before
	definite   bool
	pronoun    bool
	none       bool // "no one"
	ordinal    int  // 3 for "the third victim"
	age        int  // years, -1 where none is given
	gender     byte
	name       string // of a person, folded
	entity     int    // -1 where none is known
}

// reader holds what is known of one text.
type reader struct {
	t       *text.Text
	low     []string // words in small letters
	nameAt  []int    // name that covers the token, -1
	numAt   []int    // quantity that covers the token, -1
	timeAt  []int    // time expression that covers the token, -1
	entity  []int    // entity of which the token is the head, -1
	phrases []phrase
	at      []int // phrase that covers the token, -1
}

func newReader(t *text.Text) *reader {
	n := len(t.Tokens)
	r := &reader{t: t, low: make([]string, n)}
	ints := make([]int, 5*n)
	for i := range ints {
		ints[i] = -1
	}
	r.nameAt, r.numAt, r.entity, r.timeAt, r.at = ints[:n], ints[n:2*n], ints[2*n:3*n], ints[3*n:4*n], ints[4*n:]
	for i := range t.Tokens {
		r.low[i] = strings.ToLower(t.Word(i))
	}
	for k := range t.Names {
		fill(r.nameAt, t.Names[k].First, t.Names[k].End, k)
	}
	for k := range t.Quantities {
		fill(r.numAt, t.Quantities[k].First, t.Quantities[k].End, k)
	}
	for k := range t.Times {
		fill(r.timeAt, t.Times[k].First, t.Times[k].End, k)
	}
	for k := range t.Mentions {
		if m := &t.Mentions[k]; m.Head >= 0 && m.Head < n {
			r.entity[m.Head] = m.Entity
		}
	}
	for s := range t.Sentences {
		r.chunk(t.Sentences[s])
	}
	return r
}

func fill(list []int, first, end, value int) {
	for i := max(first, 0); i < min(end, len(list)); i++ {
		list[i] = value
	}
}

// reach is how far the words round a token are looked at, so that a text
// without stops takes no longer than another.
const reach = 60

// around is the part of sentence s within reach of token i.
func around(i int, s text.Sentence) (first, end int) {
	return max(s.First, i-reach), min(s.End, i+reach)
}

// word is the small form of token i, "" outside the text.
func (r *reader) word(i int) string {
	if i < 0 || i >= len(r.low) {
		return ""
	}
	return r.low[i]
}

func (r *reader) upos(i int) string {
	if i < 0 || i >= len(r.low) {
		return ""
	}
	return r.t.Tokens[i].UPOS
}

// chunk finds the phrases of a sentence.
func (r *reader) chunk(s text.Sentence) {
	for i := s.First; i < s.End; {
		end := r.phraseEnd(i, s.End)
		if end == i || end == i+1 && r.low[i] == "them" && (r.word(i-1) == "among" || r.word(i-1) == "of") {
			i++
			continue
		}
		p := r.describe(i, end, s.End)
		fill(r.at, p.first, p.tail, len(r.phrases))
		r.phrases = append(r.phrases, p)
		i = max(p.tail, i+1)
	}
}

// phraseEnd returns the token after the noun phrase that begins at i, i where
// none does.
func (r *reader) phraseEnd(i, limit int) int {
	j, noun, aged := i, false, false
	for ; j < limit && j < i+14; j++ {
		w := r.low[j]
		if r.nameAt[j] >= 0 && j > i && r.t.Names[r.nameAt[j]].First == j && noun && r.personName(j) && !r.titled(j) {
			break
		}
		if n := r.ageEnd(j); n > j {
			j, aged = n-1, true
			continue
		}
		if h, ok := harmWords[w]; ok && r.nameAt[j] < 0 && !(j == i && h.how&byOf != 0) {
			if !r.premodifier(i, j) {
				break
			}
			continue
		}
		ok, isNoun := r.joins(i, j, noun)
		if !ok {
			break
		}
		noun = noun || isNoun
		if isNoun && r.t.Tokens[j].XPOS == "PRP" {
			return j + 1
		}
	}
	for j > i && r.upos(j-1) == "PUNCT" {
		j--
	}
	if !noun && !aged {
		return i
	}
	return j
}

// premodifier reports whether the word of harm at j stands before its noun:
// "the wounded man".
func (r *reader) premodifier(i, j int) bool {
	if j == i || r.upos(j+1) != "NOUN" && r.upos(j+1) != "PROPN" {
		return false
	}
	if _, harm := harmWords[r.word(j+1)]; harm {
		return false
	}
	u := r.upos(j - 1)
	return u == "DET" || u == "NUM" || r.t.Tokens[j-1].XPOS == "PRP$"
}

// joins says whether token j continues the phrase that began at i, and whether
// it can be its head.
func (r *reader) joins(i, j int, noun bool) (ok, head bool) {
	tok := &r.t.Tokens[j]
	if j > i && r.numAt[j] >= 0 && r.numAt[j] == r.numAt[j-1] {
		return true, true // "between 14 and 28"
	}
	switch tok.UPOS {
	case "NOUN", "PROPN":
		return !r.verbInHeadline(i, j), true
	case "INTJ", "X":
		_, human := person(r.low[j])
		return human, human
	case "NUM":
		return !noun || r.nameAt[j] >= 0, true
	case "PRON":
		switch tok.XPOS {
		case "PRP$":
			return j == i, false
		case "PRP", "NN":
			return j == i, !r.possessive(j)
		case "WP", "WDT":
			return false, false
		}
		return j == i || !noun, true
	case "DET":
		return j == i || !noun && r.upos(j-1) == "DET", tok.Lemma == "another" || tok.Lemma == "both" || tok.Lemma == "all"
	case "ADJ":
		return !noun || r.word(j-1) == "-" || isOther(r.low[j]) || isUpper(r.t.Word(j)) && j > i && isUpper(r.t.Word(j-1)) && r.upos(j-1) != "NOUN", isOther(r.low[j]) || ordinals[r.low[j]] > 2
	case "VERB":
		return j > i && !noun && (tok.XPOS == "VBN" || tok.XPOS == "VBG") && (r.upos(j+1) == "NOUN"), false
	case "ADV":
		return j > i && !noun && r.upos(j+1) == "ADJ" || r.numAt[j] >= 0, false
	case "PUNCT":
		return r.low[j] == "-" && !r.t.Tokens[j].Space && j > i && !r.t.Tokens[j-1].Space, false
	case "ADP", "SCONJ":
		return r.numAt[j] >= 0, false // "at least", "more than"
	}
	return false, false
}

// possessive reports whether a "her" that is tagged as an object is hers of whom
// the next words tell: "her two sons".
func (r *reader) possessive(i int) bool {
	next := r.upos(i + 1)
	return r.low[i] == "her" && (next == "NUM" || next == "NOUN" || next == "ADJ")
}

// verbInHeadline reports whether what looks like a noun in the plural is the
// verb of a headline, behind one person: "girl recovers".
func (r *reader) verbInHeadline(i, j int) bool {
	if j == i || r.t.Tokens[j].XPOS != "NNS" || r.t.Tokens[j-1].XPOS != "NN" || r.t.Tokens[j-1].UPOS != "NOUN" {
		return false
	}
	_, human := person(r.low[j-1])
	_, also := person(r.low[j])
	return human && !also
}

func isOther(w string) bool { return w == "other" || w == "others" }

// ageEnd returns the token after "17-year-old" or "17 year old" at j, j where
// there is none.
func (r *reader) ageEnd(j int) int {
	if r.upos(j) != "NUM" && !isDigits(r.low[j]) {
		if compactAge(r.low[j]) > 0 {
			return j + 1
		}
		return j
	}
	k := j + 1
	if r.word(k) == "-" && (r.word(k+1) == "and" || r.word(k+1) == "or") && k+2 < len(r.low) && j+3 == k+2 { // "12- and 10-year-old"
		if n := r.ageEnd(k + 2); n > k+2 {
			return n
		}
	}
	if w := r.word(k); (w == "yo" || w == "y/o") && !r.t.Tokens[j].Space {
		return k + 1
	}
	if r.word(k) == "-" {
		k++
	}
	switch r.word(k) {
	case "year", "years", "month", "months", "week", "day", "yr":
	default:
		return j
	}
	k++
	if r.word(k) == "-" {
		k++
	}
	if w := r.word(k); w != "old" && w != "olds" {
		return j
	}
	return k + 1
}

// years is the age in years that begins at token k and ends before end, -1
// where it cannot be told; infants have age 0.
func (r *reader) years(k, end int) int {
	for i := k; i < end; i++ {
		if strings.HasPrefix(r.low[i], "month") || strings.HasPrefix(r.low[i], "week") || strings.HasPrefix(r.low[i], "day") || strings.Contains(r.low[i], "-month") {
			return 0
		}
	}
	if n := number(r.low[k]); n >= 0 {
		return n
	}
	if n := compactAge(r.low[k]); n > 0 {
		return n
	}
	if q := r.numAt[k]; q >= 0 && r.t.Quantities[q].Value.Low != nil {
		return int(*r.t.Quantities[q].Value.Low)
	}
	return -1
}

// compactAge reads an age in one word, "4yo", "4-year-old"; 0 for none.
func compactAge(w string) int {
	for _, end := range []string{"-year-old", "-month-old", "yo", "y/o", "-yr-old"} {
		if n, ok := strings.CutSuffix(w, end); ok && isDigits(n) {
			return max(number(n), 0)
		}
	}
	return 0
}

func isDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

func (r *reader) personName(i int) bool {
	return i >= 0 && r.nameAt[i] >= 0 && r.t.Names[r.nameAt[i]].Type == text.Person
}

// titled reports whether the name at j follows its title: "deputy Mara Ost".
func (r *reader) titled(j int) bool {
	if _, ok := person(r.word(j - 1)); ok {
		return true
	}
	return gazetteer.Default().Is(r.word(j-1), gazetteer.Address|gazetteer.Role)
}

// describe reads what a phrase tells.
func (r *reader) describe(i, end, limit int) phrase {
	p := phrase{first: i, end: end, tail: end, head: end - 1, low: 1, high: 1, age: -1, entity: -1}
	for k := i; k < end; k++ {
		r.modifier(&p, k)
	}
	p.entity = r.entity[p.head]
	w := r.low[p.head]
	p.plural = p.numeral && p.low > 1 || r.t.Tokens[p.head].XPOS == "NNS" || r.t.Tokens[p.head].XPOS == "NNPS" || w == "people" || w == "olds" || pluralPronouns[w]
	r.headWord(&p, w)
	if p.name != "" && !p.numeral && r.nameAt[p.head] >= 0 {
		p.plural = false
	}
	if !p.numeral && p.plural {
		p.low, p.high = 2, -1
	}
	p.age, p.tail = r.ageBehind(&p, limit)
	return p
}

var (
	pluralPronouns = set("they them themselves others both we us those")
	nobody         = set("no none nobody neither")
	definiteWords  = set("the this that these those his her their its both my our your him he she they them himself herself themselves")
)

// modifier notes what a word of the phrase says of the whole.
func (r *reader) modifier(p *phrase, k int) {
	w := r.low[k]
	switch {
	case nobody[w]:
		p.none = true
	case w == "no" || w == "one" && r.word(k-1) == "no":
		p.none = true
	case isOther(w), w == "another":
		p.other = true
	}
	if n := ordinals[w]; n > 0 {
		p.ordinal = n
	}
	if definiteWords[w] && k == p.first {
		p.definite = true
	}
	if n := r.ageEnd(k); n > k {
		p.age = r.years(k, n)
		if r.word(k+2) == "and" && r.word(k+1) == "-" { // "12- and 10-year-old sons"
			p.age, p.low, p.high, p.numeral = -1, 2, 2, true
		}
		return
	}
	if q := r.numAt[k]; q >= 0 && r.inAge(k) {
		return
	} else if q >= 0 {
		r.count(p, q)
	}
	if w == "couple" || w == "pair" || w == "both" || w == "twins" {
		p.low, p.high, p.numeral = 2, 2, true
	}
}

var ordinals = map[string]int{"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}

// inAge reports whether token k is inside an age.
func (r *reader) inAge(k int) bool {
	for j := max(k-4, 0); j <= k; j++ {
		if n := r.ageEnd(j); n > k {
			return true
		}
	}
	return false
}

// count takes the number of quantity q.
func (r *reader) count(p *phrase, q int) {
	x := &r.t.Quantities[q]
	if x.Kind != text.Cardinal || p.numeral {
		return
	}
	p.numeral, p.low, p.high = true, 0, -1
	if x.Value.Low != nil {
		p.low = *x.Value.Low
	}
	if x.Value.High != nil {
		p.high = *x.Value.High
	}
	p.none = p.none || p.high == 0
}

// headWord says what kind of thing the head of the phrase is.
func (r *reader) headWord(p *phrase, w string) {
	tok := &r.t.Tokens[p.head]
	for k := p.first; k < p.end; k++ {
		if r.personName(k) {
			n := r.t.Names[r.nameAt[k]]
			p.name, p.human = strings.ToLower(n.Name), true
			if p.entity < 0 {
				p.entity = n.Entity
			}
		}
	}
	if g, ok := person(w); ok {
		p.human, p.gender = true, g
	}
	switch {
	case w == "old" || w == "olds" || p.age >= 0:
		p.human = true
	case isOther(w) || w == "another" || w == "both" || ordinals[w] > 2 || tok.UPOS == "NUM" && r.nameAt[p.head] < 0:
		p.human, p.bare = true, true
	case tok.UPOS == "PRON":
		p.pronoun = true
		p.human = humanPronouns[w] || p.none
		p.gender = pronounGender[w]
	case w == "number" && r.word(p.end) == "of":
		p.human, p.plural = true, true
	case collective[w]:
		p.human = p.numeral
		if q := r.quantityAt(p.end + 1); r.word(p.end) == "of" && q >= 0 && !p.numeral { // "a family of six"
			r.count(p, q)
			p.human, p.plural = p.numeral, p.numeral
		}
	}
}

// quantityAt is the quantity that covers token i, -1 for none.
func (r *reader) quantityAt(i int) int {
	if i < 0 || i >= len(r.numAt) {
		return -1
	}
	return r.numAt[i]
}

var (
	collective    = set("family group crew crowd team party")
	humanPronouns = set("he him she her they them himself herself themselves who whom those")
	pronounGender = map[string]byte{"he": 'm', "him": 'm', "himself": 'm', "she": 'f', "her": 'f', "herself": 'f'}
)

// ageBehind reads an age that stands behind the phrase: "Mara Ost, 24," and
// "Mara Ost (24)".
func (r *reader) ageBehind(p *phrase, limit int) (age, tail int) {
	k := p.end
	if w := r.word(k + 1); k+2 < limit && r.low[k] == "," && (w == "ages" || w == "aged" || w == "age") && isDigits(r.low[k+2]) {
		for k += 3; k+1 < limit && (r.low[k] == "," || r.low[k] == "and") && isDigits(r.low[k+1]); k += 2 {
		}
		if w == "ages" || p.plural {
			return p.age, k
		}
		return number(r.low[p.end+2]), k
	}
	if k+1 >= limit || r.low[k] != "," && r.low[k] != "(" || !isDigits(r.low[k+1]) {
		return p.age, p.end
	}
	n := number(r.low[k+1])
	next := r.word(k + 2)
	if n < 1 || n > 110 || next != "," && next != ")" && next != "." && next != "and" && next != ";" && k+2 < limit {
		return p.age, p.end
	}
	if p.age >= 0 || !p.human || p.bare {
		return p.age, p.end
	}
	if m := number(r.word(k + 3)); p.plural && next == "and" && m > 0 && !p.numeral { // "his sons, 10 and 12,"
		p.low, p.high, p.numeral = 2, 2, true
		return -1, k + 4
	}
	if next == ")" {
		return n, k + 3
	}
	return n, k + 2
}

// number is the value of a numeral up to 200, -1 for another.
func number(s string) int {
	if !isDigits(s) || len(s) > 3 {
		return -1
	}
	n := 0
	for i := 0; i < len(s); i++ {
		n = 10*n + int(s[i]-'0')
	}
	return n
}
