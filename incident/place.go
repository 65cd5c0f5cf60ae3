package incident

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stemmanews/stemma/lang/gazetteer"
	"github.com/stemmanews/stemma/lang/text"
)

// Vote is a place and how much speaks for it being that of the incident.
type Vote struct {
	Place  string
	Weight int
}

// places weighs the places that the text names: in the date line, after "in"
// beside words of harm, before "police", elsewhere.
func (r *reader) places(hs []harm, title bool) []Vote {
	told := map[int]bool{}
	for i := range hs {
		told[hs[i].sentence] = true
	}
	var out []Vote
	for _, c := range r.capitalised() {
		s := r.t.SentenceOf(c.First)
		n := r.weighPlace(c)
		if n == 0 || s < 0 {
			continue
		}
		if told[s] && n > 1 {
			n += 2
		}
		if title || s < headSentences {
			n += 2
		}
		out = append(out, Vote{placeName(r.t.Span(c.First, c.End).In(r.t.Doc.Text)), n})
	}
	return out
}

// capitalised lists names of places and, where no name was found, words in
// capitals behind a preposition of place or before "police".
func (r *reader) capitalised() []text.Name {
	var out []text.Name
	for i := 0; i < len(r.t.Tokens); {
		end := i
		for end < len(r.t.Tokens) && end < i+5 && r.upos(end) == "PROPN" && isUpper(r.t.Word(end)) && r.low[end] != "police" && (end == i || r.nameAt[end] == r.nameAt[i] || r.nameAt[end] < 0 || r.nameAt[i] < 0) {
			end++
		}
		if k := r.nameAt[i]; k >= 0 && r.t.Names[k].First == i && r.t.Names[k].Type == text.Location {
			end = r.t.Names[k].End
		}
		if end > i {
			typ := ""
			if k := r.nameAt[i]; k >= 0 {
				typ = r.t.Names[k].Type
			}
			out = append(out, text.Name{First: i, End: end, Type: typ})
		}
		i = max(end, i+1)
	}
	return out
}

func isUpper(w string) bool {
	for _, c := range w {
		return unicode.IsUpper(c)
	}
	return false
}

var (
	whereWords = set("in near at outside around")
	localHeads = set("police officers officer detectives man woman teen boy girl resident residents neighborhood area deputies firefighters fire shooting home house school hospital store mayor apartment nightclub")
	notPlaces  = set("monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december street avenue road drive boulevard lane st. ave. rd. dr. blvd. hospital center church school university high")
)

// weighPlace says how far the words round a capitalised stretch speak for it
// naming the place; 0 where it is none.
func (r *reader) weighPlace(c text.Name) int {
	if notPlaces[r.low[c.End-1]] || notPlaces[r.low[c.First]] || c.Type == text.Person {
		return 0
	}
	e, known := gazetteer.Default().Phrase(r.t.Span(c.First, c.End).In(r.t.Doc.Text))
	if known && e.Class&(gazetteer.Country|gazetteer.Region) != 0 {
		return 1
	}
	n := 0
	switch {
	case whereWords[r.word(c.First-1)]:
		n = 4
	case localHeads[r.word(c.End)]:
		n = 3
	case c.Type == text.Location:
		n = 1
	}
	if r.dateline(c) {
		n = 5
	}
	if known && e.Class&(gazetteer.City|gazetteer.Capital) != 0 {
		n++
	}
	return n
}

// dateline reports whether a stretch begins a paragraph at the top and a dash
// or an opening bracket follows within a few words: "LEEDHAM, Calif. --".
func (r *reader) dateline(c text.Name) bool {
	s := r.t.SentenceOf(c.First)
	if s < 0 || s > 4 || c.First != r.t.Sentences[s].First {
		return false
	}
	for k := c.End; k < min(c.End+6, len(r.low)); k++ {
		switch w := r.low[k]; w {
		case "-", "--", "–", "—", "(", ">>", ">":
			return true
		case ",", ".":
		default:
			if r.upos(k) != "PROPN" && r.upos(k) != "NUM" {
				return false
			}
		}
	}
	return false
}

// placeName writes a name in one line, and the common way where it is all in
// capitals.
func placeName(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if s != strings.ToUpper(s) || len(s) < 4 {
		return s
	}
	words := strings.Fields(strings.ToLower(s))
	for i, w := range words {
		first, n := utf8.DecodeRuneInString(w)
		words[i] = string(unicode.ToUpper(first)) + w[n:]
	}
	return strings.Join(words, " ")
}
