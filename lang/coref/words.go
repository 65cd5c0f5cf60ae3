package coref

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/gazetteer"
	"github.com/stemmanews/stemma/lang/text"
)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

var (
	speech       = set("said says told added announced wrote claimed denied argued explained noted asked warned insisted tweeted confirmed reported stated declared acknowledged admitted alleged estimated believes believed thinks called accused rejected dismissed declined replied vowed urged ordered")
	determiners  = set("the this that these those a an its his her their our my your both all some several many few each every another one two three four five six seven eight nine ten other no any such")
	definite     = set("the this that these those its his her their both")
	indefinite   = set("a an one another some several many few two three four five six seven eight nine ten any dozens hundreds")
	numbers      = map[string]int{"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
	possessives  = set("its his her their our my your whose")
	prepositions = set("of in at for from by with on about to near into over under after before during against between among around as than through via")
	breaks       = set("who which that whose where when while because although though if and or but said says , ; : ( ) -- – — . ? !")
	former       = set("former then ex acting interim deputy late outgoing incoming senior top chief newly current longtime retired new own official main local regional national provincial state federal")
)

// pronoun is what a pronoun asks of its antecedent.
type pronoun struct {
	gender byte
	plural bool
	thing  bool // it, its, which
	any    bool // who
}

var pronouns = map[string]pronoun{
	"he": {gender: gazetteer.Male}, "him": {gender: gazetteer.Male}, "his": {gender: gazetteer.Male}, "himself": {gender: gazetteer.Male},
	"she": {gender: gazetteer.Female}, "her": {gender: gazetteer.Female}, "hers": {gender: gazetteer.Female}, "herself": {gender: gazetteer.Female},
	"they": {plural: true}, "them": {plural: true}, "their": {plural: true}, "themselves": {plural: true},
	"it": {thing: true}, "its": {thing: true}, "itself": {thing: true},
	"who": {any: true}, "whose": {any: true}, "whom": {any: true}, "which": {thing: true},
}

// fold makes words comparable.
func fold(s string) string { return strings.ToLower(s) }

// singular returns the likely singular of a noun, "" where it is none in the
// plural.
func singular(w string) string {
	switch {
	case strings.HasSuffix(w, "men"):
		return w[:len(w)-2] + "an"
	case strings.HasSuffix(w, "people"):
		return w[:len(w)-6] + "person"
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "sses"), strings.HasSuffix(w, "ches"), strings.HasSuffix(w, "shes"):
		return w[:len(w)-2]
	case strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && len(w) > 3:
		return w[:len(w)-1]
	}
	return ""
}

const headClass = gazetteer.Role | gazetteer.GovHead | gazetteer.OrgHead | gazetteer.GroupHead | gazetteer.MediaHead | gazetteer.DocumentHead

// headOf returns what is known of a noun as the head of a phrase.
func headOf(g *gazetteer.Gazetteer, w string) (class gazetteer.Class, gender byte, plural bool) {
	w = fold(w)
	if e, ok := g.Word(w); ok && e.Class&headClass != 0 {
		return e.Class & headClass, e.Gender, e.Class&gazetteer.GroupHead != 0 && singular(w) != ""
	}
	if s := singular(w); s != "" {
		if e, ok := g.Word(s); ok && e.Class&headClass != 0 {
			return e.Class & headClass, e.Gender, true
		}
	}
	return 0, 0, singular(w) != ""
}

// kindOfName is the kind of source that a name is.
func kindOfName(g *gazetteer.Gazetteer, typ, name string) string {
	switch typ {
	case text.Person:
		return stemma.KindPerson
	case text.Location:
		return stemma.KindGovernment
	}
	if e, ok := g.Phrase(name); ok && e.Class&gazetteer.Org != 0 && e.Kind != "" {
		return e.Kind
	}
	if e, ok := g.Phrase(name); ok && e.Class&gazetteer.Place != 0 {
		return stemma.KindGovernment
	}
	return kindOfWords(g, name)
}

// kindOfWords judges a body by the words of its name: the head decides, which
// in English is the last word before "of", "for" or "on".
func kindOfWords(g *gazetteer.Gazetteer, name string) string {
	words := strings.Fields(name)
	head := len(words)
	for i, w := range words {
		if i > 0 && prepositions[fold(w)] || i > 0 && (w == "," || w == "(") {
			head = i
			break
		}
	}
	for i := head - 1; i >= 0; i-- {
		if i < head-1 {
			if e, ok := g.Phrase(words[i] + " " + words[i+1]); ok && e.Class&headClass&^gazetteer.Role != 0 {
				return e.Kind
			}
		}
		if k := kindOfHead(g, words[i]); k != "" {
			return k
		}
	}
	return stemma.KindOrganisation
}

// kindOfHead is the kind of a body with that head word, "" where the word says
// nothing.
func kindOfHead(g *gazetteer.Gazetteer, w string) string {
	class, _, _ := headOf(g, w)
	switch {
	case class&gazetteer.GovHead != 0:
		return stemma.KindGovernment
	case class&gazetteer.OrgHead != 0:
		return stemma.KindOrganisation
	case class&gazetteer.GroupHead != 0:
		return stemma.KindGroup
	case class&gazetteer.MediaHead != 0:
		return stemma.KindMedia
	}
	return ""
}

// quotations marks the tokens that stand between quotation marks. A quotation
// ends with its paragraph at the latest.
func quotations(t *text.Text) []bool {
	out := make([]bool, len(t.Tokens))
	open, paragraph := false, -1
	for s := range t.Sentences {
		if p := t.Sentences[s].Paragraph; p != paragraph {
			open, paragraph = false, p
		}
		for i := t.Sentences[s].First; i < t.Sentences[s].End; i++ {
			switch t.Word(i) {
			case "“", "``", "«":
				open = true
			case "”", "''", "»":
				open = false
			case "\"":
				open = !open
			}
			out[i] = open
		}
	}
	return out
}

// homeCountry is the country that most names and nationalities of the text
// point to, the first of these where several are equal.
func (r *resolver) homeCountry() string {
	count := map[string]int{}
	best, most := "", 1
	for i := range r.t.Tokens {
		if !capital(r.t.Word(i)) {
			continue
		}
		h := gazetteer.Start
		for j := i; j < min(i+3, len(r.t.Tokens)); j++ {
			h = h.Word(r.t.Word(j))
			e, ok := r.g.Find(h)
			const place = gazetteer.Country | gazetteer.Adjective | gazetteer.People | gazetteer.Capital | gazetteer.City
			if !ok || e.Class&place == 0 || e.Country == "" || e.Class&(gazetteer.FirstName|gazetteer.Surname) != 0 {
				continue
			}
			c := e.Country
			if count[c]++; count[c] > most {
				best, most = c, count[c]
			}
		}
	}
	return best
}

// capital reports whether a word begins with a capital letter.
func capital(w string) bool {
	c, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(c)
}
