package names

import (
	"github.com/stemmanews/stemma/lang/gazetteer"
	"github.com/stemmanews/stemma/lang/text"
)

// mend brings the borders of names to the conventions of names in news: no
// title before a person, nationalities inside the names of bodies, no bare
// "the Ministry".
func mend(t *text.Text, toks []token, doc *memory, all []text.Name) []text.Name {
	out := all[:0]
	for _, n := range all {
		s := t.Sentences[t.SentenceOf(n.First)]
		switch n.Type {
		case text.Person:
			n.First += leadingTitle(toks[n.First:n.End])
			for n.First < n.End && toks[n.First].shape == shapeOther {
				n.First++
			}
			for n.End > n.First && toks[n.End-1].shape == shapeOther {
				n.End--
			}
			n.End = hyphens(toks[:s.End], n)
		case text.Organisation, text.Location:
			n.First = nationality(toks, n, s.First, last2(out))
			if n.Type == text.Organisation {
				n.First = leftward(toks, n, s.First, last2(out))
			}
		}
		if n.First >= n.End || n.Type == text.Organisation && bare(toks, n, s.First) || n.End-n.First == 1 && ordinary(&toks[n.First], doc) {
			continue
		}
		n.Span = t.Span(n.First, n.End)
		out = append(out, n)
		if k := len(out) - 2; k >= 0 && out[k].End > n.First {
			out = append(out[:k], n) // a nationality that is now inside
		}
	}
	return out
}

// last2 is where the name before the open one must not be cut: its first token
// where it is a single word, its end otherwise.
func last2(out []text.Name) int {
	if len(out) == 0 {
		return 0
	}
	l := out[len(out)-1]
	if l.End-l.First == 1 {
		return l.First
	}
	return l.End
}

const person = gazetteer.FirstName | gazetteer.Surname

// leadingTitle returns the number of tokens of the titles at the start of a
// person's name; all of them where nothing follows.
func leadingTitle(toks []token) int {
	n := 0
	for n < len(toks) {
		k := titleAt(toks[n:])
		if k == 0 {
			return n
		}
		n += k
	}
	return n
}

// titleAt returns the number of tokens of the title that toks begins with, a
// nationality or body before it counted in: "US President".
func titleAt(toks []token) int {
	if len(toks) > 2 && toks[0].class&(gazetteer.Country|gazetteer.Adjective|gazetteer.Org) != 0 && toks[0].class&person == 0 {
		if n := titleAt(toks[1:]); n > 0 {
			return n + 1
		}
	}
	n := 0
	h := gazetteer.Start
	for i := range toks[:min(4, len(toks))] {
		h = h.Word(toks[i].word)
		if e, ok := gazetteer.Default().Find(h); ok && e.Class&(gazetteer.Address|gazetteer.Role) != 0 && e.Class&person == 0 {
			n = i + 1
		}
	}
	return n
}

// hyphens returns the end of a name with the parts that a tokeniser set off at
// hyphens: "Lee Ji - won".
func hyphens(toks []token, n text.Name) int {
	end := n.End
	for end+1 < len(toks) && toks[end].word == "-" && end > n.First && toks[end-1].capital() &&
		(toks[end+1].shape == shapeSmall && commonness(toks[end+1].low) == 0 || toks[end+1].shape == shapeTitle && n.End-n.First > 1) {
		end += 2
	}
	return end
}

// leftward returns the first token of a body's name with what the tagger left
// out before it: capitals ("Supreme | People's Assembly"), and a head with "of"
// ("Movement of the | Free Borderlands").
func leftward(toks []token, n text.Name, low, limit int) int {
	first := n.First
	for first-1 >= max(low, limit) {
		l := &toks[first-1]
		if l.shape != shapeTitle || l.class&(gazetteer.Role|gazetteer.Address|gazetteer.Calendar|gazetteer.FirstName) != 0 || commonness(l.low) > 0 && l.first {
			break
		}
		first--
	}
	h := first - 1
	if h >= low && toks[h].low == theHash {
		h--
	}
	if h > max(low, limit) && toks[h].word == "of" && toks[h-1].shape == shapeTitle && toks[h-1].class&(bodyWord|gazetteer.GroupHead) != 0 {
		return h - 1
	}
	return first
}

const bodyWord = gazetteer.Body | gazetteer.GovHead | gazetteer.OrgHead

// nationality returns the first token of the name of a body with the
// nationality before it: "Indian Navy".
func nationality(toks []token, n text.Name, low, limit int) int {
	if n.First <= low || n.First-1 < limit {
		return n.First
	}
	l, f := &toks[n.First-1], &toks[n.First]
	if l.capital() && l.class&(gazetteer.Adjective|gazetteer.Country) != 0 && f.capital() && f.class&bodyWord != 0 && f.class&gazetteer.PlaceWord == 0 {
		return n.First - 1
	}
	return n.First
}

// bare reports whether the name of a body is no more than a general word after
// an article: "the Ministry". Words that are names of bodies as they stand
// ("Congress") are kept.
func bare(toks []token, n text.Name, low int) bool {
	if n.End-n.First > 1 || n.First <= low {
		return false
	}
	k, l := &toks[n.First], &toks[n.First-1]
	if k.shape != shapeTitle || k.class&gazetteer.Org != 0 || k.class&(bodyWord|gazetteer.Company|gazetteer.Address|gazetteer.Role) == 0 {
		return false
	}
	switch l.low {
	case theHash, gazetteer.Start.Word("this"), gazetteer.Start.Word("its"), gazetteer.Start.Word("our"), gazetteer.Start.Word("their"):
		return true
	}
	return false
}

// ordinary reports whether a name of one word is a common word that has its
// capital from its place: at the start of a sentence, or in a line of capitals.
func ordinary(k *token, doc *memory) bool {
	const known = nameClass | gazetteer.FirstName | gazetteer.Surname
	if !k.first && k.mode == caseNormal || k.class&known != 0 || doc.words[k.low].marks&seenMiddle != 0 {
		return false
	}
	return commonness(k.low) > 0 || k.class&(gazetteer.Military|gazetteer.Role|gazetteer.Address) != 0
}

// certainties overrules the tagger where a phrase of the tables can be nothing
// but a place, a body or a nationality: it saw no name there, a part of one, or
// took a country for a body.
func certainties(toks []token, tags []uint8) {
	for i := 0; i < len(toks); {
		n := 1
		if toks[i].pos == 1 {
			for i+n < len(toks) && toks[i+n].pos == 2 {
				n++
			}
			n++
		}
		n = min(n, len(toks)-i)
		if typ, ok := certain(toks[i : i+n]); ok && toks[i].cand && closed(tags, i, i+n) && (typ != 2 || clean(tags[i:i+n])) {
			for j := range n {
				tags[i+j] = uint8(label([...]int{0, begin, inside, last, unit}[place(j, n)], typ))
			}
		}
		i += n
	}
}

// closed reports whether no name of the tagger crosses the borders of tokens
// first to before end.
func closed(tags []uint8, first, end int) bool {
	if tags[first] != outside {
		if part, _ := split(int(tags[first])); part == inside || part == last {
			return false
		}
	}
	if tags[end-1] != outside {
		if part, _ := split(int(tags[end-1])); part == begin || part == inside {
			return false
		}
	}
	return true
}

// certain returns the type (an index of typeNames) of a phrase that can be
// nothing else.
func certain(p []token) (typ int, ok bool) {
	k := &p[0]
	if k.pos != 1 && k.pos != 4 || !k.capital() || k.mode == caseUpper {
		return 0, false
	}
	const other = gazetteer.FirstName | gazetteer.Surname | gazetteer.Address | gazetteer.Role | gazetteer.Calendar | gazetteer.Work
	single := len(p) == 1
	if k.phrase&other != 0 || single && (commonness(k.low) > 0 && k.shape != shapeCaps || len(k.word) < 3 && k.shape != shapeCaps) {
		return 0, false
	}
	org, loc := k.phrase&gazetteer.Org != 0, k.phrase&gazetteer.Country != 0
	adjective := k.phrase&(gazetteer.Adjective|gazetteer.People|gazetteer.Group) != 0
	switch {
	case loc && !org:
		return 1, true
	case adjective && !org && !loc && k.phrase&(gazetteer.City|gazetteer.Region) == 0:
		return 3, true
	case org && !loc && !adjective && !(single && k.class&(bodyWord|gazetteer.PlaceWord) != 0):
		return 2, true
	}
	return 0, false
}

func clean(tags []uint8) bool {
	for _, t := range tags {
		if t != outside {
			return false
		}
	}
	return true
}

// persons marks persons that the tagger missed: two or more capitals that begin
// with a given name, or that follow a title or role.
func persons(s []token, tags []uint8) {
	for i := 0; i < len(s); i++ {
		k := &s[i]
		if tags[i] != outside || k.shape != shapeTitle || k.mode != caseNormal || k.class&(gazetteer.Role|gazetteer.Address|gazetteer.Calendar) != 0 {
			continue
		}
		end := personEnd(s, tags, i)
		rare := commonness(k.low) == 0 || i+1 < end && commonness(s[i+1].low) == 0
		given := k.class&gazetteer.FirstName != 0 && rare && !k.first
		titled := i > 0 && s[i-1].class&(gazetteer.Role|gazetteer.Address) != 0 && rare
		mister := i > 0 && s[i-1].class&gazetteer.Address != 0 && s[i-1].gender != gazetteer.NoGender && s[i-1].capital() && commonness(k.low) == 0
		if end-i >= 2 && (given || titled) || mister {
			for j := i; j < end; j++ {
				tags[j] = uint8(label([...]int{0, begin, inside, last, unit}[place(j-i, end-i)], 0))
			}
		}
		i = max(i, end-1)
	}
}

// personEnd returns the end of the stretch of capitals and particles that
// begins at token i.
func personEnd(s []token, tags []uint8, i int) int {
	end := i + 1
	for j := i + 1; j < len(s) && tags[j] == outside; j++ {
		k := &s[j]
		switch {
		case (k.shape == shapeTitle || k.shape == shapeInit || k.shape == shapeCamel || k.shape == shapeOne) && k.class&(bodyWord|gazetteer.Role|gazetteer.Calendar|gazetteer.Company) == 0:
			end = j + 1
		case k.class&gazetteer.Particle != 0, k.word == "-" && j > i+1:
		default:
			return end
		}
	}
	return end
}

// institutions marks bodies that the tagger missed or saw in part: two or more
// capitals the last of which is a word of bodies, after an article ("the Eastern
// Doctors' Association") or a place or nationality ("Kenya | Navy"); and
// acronyms after an article.
func institutions(s []token, tags []uint8) {
	if len(s) > 1 && tags[0] == outside && s[0].mode == caseNormal && letters(&s[0]) && (s[1].word == "," || saidSet[s[1].low]) {
		tags[0] = uint8(label(unit, 2))
	}
	for i := 1; i < len(s); i++ {
		if tags[i] != outside || !s[i].capital() || s[i].mode != caseNormal {
			continue
		}
		if letters(&s[i]) && s[i-1].shape == shapeSmall && s[i-1].class&(gazetteer.GovHead|gazetteer.OrgHead|gazetteer.GroupHead|gazetteer.MediaHead) != 0 {
			tags[i] = uint8(label(unit, 2)) // "the movement MLF"
			continue
		}
		first := i
		if tags[i-1] != outside {
			first = nameStart(tags, i-1)
		} else if s[i-1].low != theHash {
			continue
		}
		end, capitals := i, i-first
		for j := i; j < len(s) && tags[j] == outside; j++ {
			if s[j].capital() && s[j].class&gazetteer.Calendar == 0 {
				end, capitals = j+1, capitals+1
			} else if !possessive(s[j].word) {
				break
			}
		}
		l := &s[max(i, end-1)]
		body := capitals > 1 && l.class&bodyWord != 0 && l.class&(gazetteer.PlaceWord|gazetteer.Address|gazetteer.Role) == 0
		if body || first == i && end == i+1 && letters(&s[i]) {
			for j := first; j < end; j++ {
				tags[j] = uint8(label([...]int{0, begin, inside, last, unit}[place(j-first, end-first)], 2))
			}
		}
		i = max(i, end-1)
	}
}

// nameStart returns the first token of the name that ends at token i, i+1 where
// that name is a person's.
func nameStart(tags []uint8, i int) int {
	part, typ := split(int(tags[i]))
	if typ == 0 {
		return i + 1
	}
	for part != begin && part != unit && i > 0 {
		i--
		part, _ = split(int(tags[i]))
	}
	return i
}

// terms are acronyms that are no bodies.
var terms = hashes("GDP", "CEO", "CFO", "DNA", "DVD", "HIV", "USD", "VAT", "GPS", "PHD", "FAQ", "SMS", "LNG", "GMT", "UTC", "CCTV", "PCR", "MRI", "NGO", "URL", "USB", "SUV", "IPO", "ETF", "GST", "MOU", "VIP", "ICU", "IED", "CPI", "GNP", "AGM", "EEZ", "LGBT", "SIM", "ATM", "PDF", "RNA", "IQ", "PPE", "CV", "UFO", "AIDS", "COVID", "SARS")

// letters reports whether a token is an acronym of three to eight letters.
func letters(k *token) bool {
	return k.shape == shapeCaps && len(k.word) >= 3 && len(k.word) <= 8 && !terms[k.low] && commonness(k.low) == 0
}

func possessive(w string) bool { return w == "'" || w == "’" || w == "'s" || w == "’s" }
