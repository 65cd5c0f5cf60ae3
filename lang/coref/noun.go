package coref

import (
	"strings"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/gazetteer"
	"github.com/stemmanews/stemma/lang/text"
)

// phraseEnd returns the end of the noun phrase without a determiner that
// begins at token i: adjectives and nouns, up to a preposition, a verb or a
// mark. It is i where there is no noun.
func (r *resolver) phraseEnd(i int) int {
	j, head := i, -1
	for ; j < min(r.end, i+8); j++ {
		w := fold(r.t.Word(j))
		if breaks[w] || prepositions[w] || speech[w] || j > i && determiners[w] || r.nameAt[j] >= 0 && r.t.Names[r.nameAt[j]].Type == text.Person {
			break
		}
		switch r.t.Tokens[j].UPOS {
		case "NOUN", "PROPN":
			head = j
		case "ADJ", "NUM", "PUNCT", "PART", "ADV":
			if w == "\"" || w == "“" || w == "”" {
				return head + 1
			}
		case "":
			if c, _, _ := headOf(r.g, w); c != 0 {
				head = j
			} else if head >= 0 && !capital(r.t.Word(j)) {
				return head + 1
			}
		case "VERB":
			if head >= 0 || !strings.HasSuffix(w, "ed") && !strings.HasSuffix(w, "ing") {
				return max(head+1, i)
			}
		default:
			return max(head+1, i)
		}
	}
	if head < 0 {
		return i
	}
	return head + 1
}

// noun reads a noun phrase at token i and returns where to go on.
func (r *resolver) noun(i int) int {
	w := fold(r.t.Word(i))
	first := i
	if w == "that" && i+1 < r.end && determiners[fold(r.t.Word(i+1))] {
		return i + 1 // a conjunction
	}
	if determiners[w] {
		for i+1 < r.end && determiners[fold(r.t.Word(i+1))] {
			i++
		}
		i++
	} else if c, _, _ := headOf(r.g, w); c == 0 && r.t.Tokens[i].UPOS != "NOUN" && r.t.Tokens[i].UPOS != "ADJ" {
		return i + 1
	}
	if i >= r.end {
		return i
	}
	if k := r.nameAt[i]; k >= 0 && r.t.Names[k].Type != text.Misc && r.t.Names[k].Type != text.Location && !r.headFollows(r.t.Names[k].End) {
		return i
	}
	end := r.phraseEnd(i)
	if end <= i || end <= first {
		return max(i, first+1)
	}
	r.namesIn(first, end)
	r.possessor(first, end)
	r.nominal(first, end)
	return end
}

// possessor links the body in "the coast guard's latest count".
func (r *resolver) possessor(first, end int) {
	for j := first + 1; j < end-1; j++ {
		if isPossessive(r.t.Word(j)) && r.inName[j-1] < 0 {
			r.nominal(first, j)
			return
		}
	}
}

// headFollows reports whether token i is a small noun that can head a phrase:
// "the UN | mission".
func (r *resolver) headFollows(i int) bool {
	if i >= r.end || capital(r.t.Word(i)) {
		return false
	}
	c, _, _ := headOf(r.g, r.t.Word(i))
	return c != 0 && c&gazetteer.Role == 0
}

// namesIn links the names inside a noun phrase.
func (r *resolver) namesIn(first, end int) {
	for j := first; j < end; j++ {
		if k := r.nameAt[j]; k >= 0 && r.t.Names[k].Entity < 0 {
			r.name(k)
		}
	}
}

// phrase is a noun phrase taken apart.
type phrase struct {
	first, end int
	head       int    // token of its head
	word       string // folded head, in the singular
	full       string // folded words without determiner and possessor
	class      gazetteer.Class
	gender     byte
	plural     bool
	number     int    // "the two countries": 2
	definite   bool   // the, this, a possessive
	indefinite bool   // a, some, three
	country    string // of a nationality or possessor
	owner      int    // entity of a possessor, -1
	apposed    bool   // stands beside the name of what it means
}

// parsePhrase takes tokens first to before end apart.
func (r *resolver) parsePhrase(first, end int) phrase {
	p := phrase{first: first, end: end, head: end - 1, owner: -1}
	i := first
	for i < end {
		w := fold(r.t.Word(i))
		p.definite = p.definite || definite[w]
		p.indefinite = p.indefinite || indefinite[w] && !p.definite
		if n := numbers[w]; n > 0 {
			p.number = n
			p.definite = p.definite || w == "both"
		}
		if possessives[w] {
			p.owner = r.owner(i)
		}
		if !determiners[w] {
			break
		}
		i++
	}
	if i < end && r.nameAt[i] >= 0 {
		if n := &r.t.Names[r.nameAt[i]]; n.End < end && isPossessive(r.t.Word(n.End)) {
			p.definite, p.owner = true, n.Entity
			p.country = r.partyOfName(r.nameAt[i])
			i = n.End + 1
		}
	}
	for j := i; j < end-1 && p.country == ""; j++ {
		if p.country = r.nationality(j); p.country == "" && r.inName[j] >= 0 && r.t.Names[r.inName[j]].Type == text.Organisation {
			p.country = r.partyOfName(r.inName[j])
		}
	}
	for h := end - 1; h >= i; h-- {
		if c, _, _ := headOf(r.g, r.t.Word(h)); c != 0 {
			p.head = h
			break
		}
	}
	if r.t.Tokens[end-1].UPOS == "NOUN" {
		p.head = end - 1
	}
	w := fold(r.t.Word(p.head))
	p.class, p.gender, p.plural = headOf(r.g, w)
	p.word = w
	if p.plural {
		p.word = singular(w)
	}
	if i < end {
		p.full = r.words(i, end)
	}
	if two, ok := r.g.Phrase(lastTwo(p.full)); ok && two.Class&headClass != 0 {
		p.class, p.word = two.Class&headClass, lastTwo(p.full)
	}
	return p
}

func lastTwo(s string) string {
	f := strings.Fields(s)
	if len(f) < 2 {
		return s
	}
	last := f[len(f)-1]
	if one := singular(last); one != "" {
		last = one
	}
	return f[len(f)-2] + " " + last
}

func isPossessive(w string) bool { return w == "'s" || w == "’s" || w == "'" || w == "’" }

// nominal links a noun phrase to its entity, or makes a new one.
func (r *resolver) nominal(first, end int) {
	p := r.parsePhrase(first, end)
	if p.class == 0 && !p.plural {
		return
	}
	k := r.antecedent(&p)
	if k < 0 {
		k = r.newThing(r.newNominal(&p))
	}
	t := &r.things[k]
	if t.entity.Type == text.Person || t.entity.Name == "" || p.apposed {
		t.heads = addHead(t.heads, p.word)
	}
	if t.gender == gazetteer.NoGender {
		t.gender = p.gender
	}
	if t.kind == stemma.KindUnnamed && t.entity.Name == "" && p.definite && !p.plural && p.class&gazetteer.Role != 0 && !t.plural {
		t.kind, t.vague = stemma.KindPerson, t.vague && p.owner < 0 // a headline left the article out
	}
	r.mention(k, first, end, p.head, text.ByNoun)
}

// newNominal makes an entity that has no name.
func (r *resolver) newNominal(p *phrase) thing {
	k := thing{vague: p.indefinite || p.plural || !p.definite, kind: kindOfPhrase(p), gender: p.gender, plural: p.plural, heads: []string{p.word}, owner: p.owner}
	if p.class&gazetteer.Role != 0 {
		k.entity.Role = p.full
		if !p.plural {
			k.entity.Type = text.Person
		}
	} else if p.class != 0 && p.class&gazetteer.DocumentHead == 0 {
		k.entity.Type = text.Organisation
	}
	k.entity.Party = p.country
	if k.entity.Party == "" && p.owner >= 0 {
		k.entity.Party = r.partyOf(p.owner)
	}
	if k.entity.Party == "" && p.class&gazetteer.GovHead != 0 {
		k.entity.Party = r.home
	}
	if strings.Contains(p.full, "ombudsman") {
		k.entity.Party = "ombudsman"
	}
	return k
}

// kindOfPhrase is the kind of source of a noun phrase that names nobody
// (guideline, point 14).
func kindOfPhrase(p *phrase) string {
	switch {
	case p.word == "report" && p.plural && p.country == "":
		return stemma.KindMedia // "recent reports"
	case p.number > 0 && p.plural && p.class&gazetteer.DocumentHead == 0:
		return stemma.KindUnnamed
	case p.class&gazetteer.GroupHead != 0:
		return stemma.KindGroup
	case p.class&gazetteer.DocumentHead != 0 && p.class&(gazetteer.GovHead|gazetteer.OrgHead) == 0:
		return stemma.KindDocument
	case p.class&gazetteer.Role != 0 && p.plural:
		return kindOfPeople(p)
	case p.class&gazetteer.Role != 0 && p.definite:
		return stemma.KindPerson
	case p.class&gazetteer.Role != 0:
		return stemma.KindUnnamed
	case p.class&gazetteer.GovHead != 0:
		return stemma.KindGovernment
	case p.class&gazetteer.OrgHead != 0:
		return kindOfOffice(p)
	case p.class&gazetteer.MediaHead != 0:
		return stemma.KindMedia
	case p.class&gazetteer.DocumentHead != 0:
		return stemma.KindDocument
	}
	switch {
	case p.indefinite:
		return stemma.KindUnnamed
	case p.plural:
		return stemma.KindGroup
	}
	return stemma.KindOrganisation
}

var public = set("state federal national provincial government governor's governor’s president's president’s minister's minister’s ombudsman's ombudsman’s mayor's mayor’s prosecutor's prosecutor’s presidential ministerial")

// kindOfOffice tells public offices from other bodies.
func kindOfOffice(p *phrase) string {
	switch p.word {
	case "office", "agency", "bureau", "service", "commission", "body", "board", "committee":
		for _, w := range strings.Fields(p.full) {
			if public[w] {
				return stemma.KindGovernment
			}
		}
	}
	return stemma.KindOrganisation
}

// vague people cannot be told as a group.
var vague = set("expert analyst observer source person individual diplomat resident report witness doctor nurse")

// kindOfPeople tells people in the plural apart.
func kindOfPeople(p *phrase) string {
	switch {
	case p.number > 0, p.indefinite:
		return stemma.KindUnnamed
	case p.word == "minister":
		return stemma.KindGovernment
	case p.word == "official" || p.word == "officer":
		if e, ok := gazetteer.Default().Phrase(p.country); ok && e.Class&gazetteer.Country != 0 {
			return stemma.KindGovernment
		}
		if p.country != "" {
			return stemma.KindOrganisation
		}
		return stemma.KindUnnamed
	case vague[p.word] && !p.definite && p.country == "":
		return stemma.KindUnnamed
	}
	return stemma.KindGroup
}

// antecedent finds the entity of which a noun phrase speaks again, -1 for a new
// one.
func (r *resolver) antecedent(p *phrase) int {
	if k := r.apposed(p); k >= 0 {
		p.apposed = true
		return k
	}
	if !p.definite && p.class&(gazetteer.GovHead) == 0 {
		return -1
	}
	if p.number > 1 && p.plural {
		if k := r.several(p); k >= 0 {
			return k
		}
	}
	if p.plural {
		return r.sameHead(p)
	}
	if p.class&gazetteer.Role != 0 {
		return r.holder(p)
	}
	return r.body(p)
}

// apposed finds the name in apposition: "the manufacturer, Norvane", "Oslo's
// defence minister, Lund", "Colonel Ruiz, the spokesman".
func (r *resolver) apposed(p *phrase) int {
	i := p.end
	if i < r.end && r.t.Word(i) == "," {
		i++
	}
	for i < r.end && i < p.end+5 && r.nameAt[i] < 0 {
		if _, ok := r.rolePhrase(i+1, i); !ok {
			break
		}
		i++
	}
	if i < r.end && r.nameAt[i] >= 0 {
		n := &r.t.Names[r.nameAt[i]]
		if r.fits(p, n) && (i == p.end || r.t.Word(p.end) == "," && r.closed(n.End)) {
			return r.nameThing(n)
		}
	}
	if k := r.farApposed(p); k >= 0 {
		return k
	}
	if j := p.first - 2; j >= 0 && (p.indefinite || r.sideEnd(p.end)) && r.t.Word(j+1) == "," && r.inName[j] >= 0 && p.first-2 >= r.t.Sentences[r.t.SentenceOf(p.first)].First {
		if n := &r.t.Names[r.inName[j]]; r.fits(p, n) && n.Entity >= 0 && n.End == j+1 {
			return n.Entity
		}
	}
	return -1
}

// sideEnd reports whether an apposition behind a name can end at token i, or go
// on with a preposition or relative clause there; a verb makes it a subject.
func (r *resolver) sideEnd(i int) bool {
	if i >= r.end {
		return true
	}
	w := fold(r.t.Word(i))
	return prepositions[w] || breaks[w] && !speech[w]
}

// farApposed finds the name in apposition behind what a preposition adds: "the
// envoy to the region, X, said", "Minister of Transport X".
func (r *resolver) farApposed(p *phrase) int {
	if p.end >= r.end || !prepositions[fold(r.t.Word(p.end))] || p.class&gazetteer.Role == 0 {
		return -1
	}
	for j := p.end + 1; j < min(r.end, p.end+9); j++ {
		w := fold(r.t.Word(j))
		if u := r.t.Tokens[j].UPOS; u == "VERB" || u == "AUX" || speech[w] || w == "." {
			return -1
		}
		if k := r.nameAt[j]; k >= 0 && r.t.Names[k].Type == text.Person && capital(r.t.Word(j-1)) && r.inName[j-1] < 0 && r.fits(p, &r.t.Names[k]) {
			return r.nameThing(&r.t.Names[k])
		}
		if w != "," {
			continue
		}
		for j++; j < r.end && r.nameAt[j] < 0; j++ {
			if _, ok := r.rolePhrase(j+1, j); !ok {
				return -1
			}
		}
		if j < r.end {
			if n := &r.t.Names[r.nameAt[j]]; r.fits(p, n) && r.closed(n.End) {
				return r.nameThing(n)
			}
		}
		return -1
	}
	return -1
}

// closed reports whether an apposition may end at token i: a comma, or the verb.
func (r *resolver) closed(i int) bool {
	if i >= r.end {
		return true
	}
	w := fold(r.t.Word(i))
	return w == "," || w == "." || speech[w] || r.t.Tokens[i].UPOS == "VERB" || r.t.Tokens[i].UPOS == "AUX"
}

// fits reports whether a name can be what a noun phrase is.
func (r *resolver) fits(p *phrase, n *text.Name) bool {
	if p.plural {
		return false
	}
	role := p.class&gazetteer.Role != 0
	switch n.Type {
	case text.Person:
		return role
	case text.Organisation:
		return !role && p.class != 0 && p.class&gazetteer.DocumentHead == 0 || p.word == "owner" || p.word == "operator" || p.word == "manufacturer"
	}
	return false
}

// holder finds the person who holds the office of the phrase.
func (r *resolver) holder(p *phrase) int {
	best, score := -1, 0
	if strings.Contains(p.full, "year-old") {
		return r.lastPerson(p)
	}
	for k := range r.things {
		t := &r.things[k]
		if t.entity.Type != text.Person || t.plural {
			continue
		}
		s := r.officeScore(p, t)
		if s > 0 && (s > score || s == score && t.last > r.things[best].last) {
			best, score = k, s
		}
	}
	return best
}

// lastPerson returns the person named last in this sentence or the two before:
// "the 46-year-old driver" tells more of somebody just named.
func (r *resolver) lastPerson(p *phrase) int {
	best := -1
	for k := range r.things {
		t := &r.things[k]
		if t.entity.Type != text.Person || t.entity.Name == "" || t.plural || !r.near(t, 2) || t.last >= p.first {
			continue
		}
		if p.gender != gazetteer.NoGender && t.gender != gazetteer.NoGender && p.gender != t.gender {
			continue
		}
		if best < 0 || t.last > r.things[best].last {
			best = k
		}
	}
	return best
}

// officeScore says how well a phrase fits a person's office, 0 for not at all.
func (r *resolver) officeScore(p *phrase, t *thing) int {
	s := 0
	for _, h := range t.heads {
		switch {
		case h == p.full:
			s = max(s, 4)
		case h == p.word, strings.HasSuffix(h, " "+p.word):
			s = max(s, 3)
		case strings.HasSuffix(p.full, " "+h) || strings.HasPrefix(h, p.word+" "):
			s = max(s, 2)
		}
	}
	if s == 0 {
		return 0
	}
	if p.country != "" && t.entity.Party != "" {
		if p.country != t.entity.Party {
			return 0
		}
		s += 2
	}
	if p.owner >= 0 && t.owner == p.owner {
		s += 2
	}
	if p.gender != gazetteer.NoGender && t.gender != gazetteer.NoGender && p.gender != t.gender {
		return 0
	}
	if t.entity.Name == "" && !strings.HasSuffix(p.full, p.word) {
		s--
	}
	return s
}

// body finds the organisation, authority or document that a phrase means: one
// of the same head; one in whose name the head stands; for general heads ("the
// group", "the agency") the last that fits.
func (r *resolver) body(p *phrase) int {
	best, score := -1, 0
	for k := range r.things {
		t := &r.things[k]
		if s := r.bodyScore(p, t); s > 0 && (s > score || s == score && t.last > r.things[best].last) {
			best, score = k, s
		}
	}
	return best
}

// general heads can stand for any body of the kind.
var general = set("group company firm agency organisation organization body movement union party association authority operator outlet newspaper bank club carrier airline manufacturer corporation charity alliance bloc paper team mission office institute university college hospital think tank tank watchdog observatory commission committee council ministry department force force rebels militia militants insurgents")

// loose heads are said of bodies whose names do not have the word.
var loose = set("group company firm agency organisation organization body operator outlet corporation charity carrier airline manufacturer watchdog newspaper broadcaster")

func (r *resolver) bodyScore(p *phrase, t *thing) int {
	if t.entity.Type == text.Person || t.plural || t.entity.Type == text.Misc {
		return 0
	}
	if p.country != "" && t.entity.Party != "" && p.country != t.entity.Party {
		return 0
	}
	if t.entity.Name == "" {
		return r.nominalScore(p, t)
	}
	if t.entity.Type == text.Location {
		if (p.word == "country" || p.word == "nation" || p.word == "kingdom" || p.word == "republic") && t.country == t.entity.Name && r.near(t, 3) {
			return 2
		}
		return 0
	}
	name := " " + fold(t.entity.Name) + " "
	if p.full != "" && strings.Contains(name, " "+p.full+" ") {
		if r.near(t, 6) {
			return 6
		}
		return 2
	}
	if strings.Contains(name, " "+p.word+" ") && (p.full == p.word || p.country != "" || p.definite && r.near(t, 4)) {
		return 5
	}
	for _, h := range t.heads {
		if h == p.word {
			return 4
		}
	}
	if p.definite && general[p.word] && (loose[p.word] || !strings.Contains(t.entity.Name, " ")) && !r.complement(p) && r.fitsKind(p, t) && r.near(t, 4) && p.full == p.word {
		return 2
	}
	return 0
}

// nominalScore compares a phrase with an entity that has no name.
func (r *resolver) nominalScore(p *phrase, t *thing) int {
	for _, h := range t.heads {
		if h != p.word && !(p.full == p.word && strings.HasSuffix(h, " "+p.word)) {
			continue
		}
		switch near := r.near(t, 3); {
		case loose[p.word] && p.full == p.word && near:
			return 2 // "the group": whichever was spoken of last
		case loose[p.word] && p.full == p.word:
			return 1
		case near:
			return 6
		}
		return 3
	}
	return 0
}

// complement reports whether words that tell which one is meant follow the
// phrase: "the office of the president".
func (r *resolver) complement(p *phrase) bool {
	if p.end >= r.end {
		return false
	}
	w := fold(r.t.Word(p.end))
	return w == "of" || w == "in" || w == "at" || w == "for" || w == "that" || w == "who"
}

// fitsKind reports whether a general head can stand for the entity.
func (r *resolver) fitsKind(p *phrase, t *thing) bool {
	switch {
	case p.class&gazetteer.GovHead != 0:
		return t.kind == stemma.KindGovernment
	case p.class&gazetteer.MediaHead != 0:
		return t.kind == stemma.KindMedia
	case p.word == "group" || p.class&gazetteer.GroupHead != 0:
		return t.kind == stemma.KindGroup || t.kind == stemma.KindOrganisation
	case p.word == "company" || p.word == "firm" || p.word == "corporation" || p.word == "operator" || p.word == "manufacturer":
		return t.kind == stemma.KindOrganisation && t.entity.Party != "United Nations"
	}
	return t.kind == stemma.KindOrganisation || p.word == "agency" && t.kind == stemma.KindGovernment
}

// near reports whether a thing was last spoken of at most n sentences ago.
func (r *resolver) near(t *thing, n int) bool {
	return r.t.SentenceOf(r.end-1)-r.t.SentenceOf(t.last) <= n
}

// sameHead finds a plural entity with the head of the phrase.
func (r *resolver) sameHead(p *phrase) int {
	for k := len(r.things) - 1; k >= 0; k-- {
		t := &r.things[k]
		if !t.plural || t.entity.Name != "" || len(t.entity.Members) > 0 {
			continue
		}
		for _, h := range t.heads {
			if h == p.word && (p.country == "" || p.country == t.entity.Party) {
				return k
			}
		}
	}
	return -1
}
