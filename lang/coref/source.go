package coref

import (
	"strings"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/gazetteer"
	"github.com/stemmanews/stemma/lang/names"
	"github.com/stemmanews/stemma/lang/text"
)

// Source returns who tokens first to before end of document doc (an index into
// the texts given to Unify) speak of. The stretch is a claim's source: a name
// with titles and appositions, a pronoun, or a noun phrase.
func (w *World) Source(doc, first, end int) Source {
	t := w.texts[doc]
	if first < 0 || end > len(t.Tokens) || first >= end {
		return Source{Kind: stemma.KindNone}
	}
	v := &span{w: w, r: w.views[doc], t: t, doc: doc, first: first, end: end}
	v.r.end = t.Sentences[max(0, t.SentenceOf(end-1))].End
	v.core = v.coreEnd()
	return v.source()
}

// span is a source's stretch of text under examination.
type span struct {
	w          *World
	r          *resolver
	t          *text.Text
	doc        int
	first, end int
	core       int // end of the head phrase: before a relative clause or an apposition
}

// coreEnd is where the head phrase ends: at a comma or bracket that is not part
// of a series, at a relative pronoun.
func (v *span) coreEnd() int {
	for i := v.first + 1; i < v.end; i++ {
		switch w := fold(v.t.Word(i)); w {
		case "who", "which", "that", "whose", ",", "(", "whom", "where", "–", "—", "--":
			if v.r.inName[i] < 0 {
				return i
			}
		case "we", "i", "interviewed", "contacted", "reached", "quoted", "asked", "questioned", "approached":
			if v.t.Tokens[i-1].UPOS == "NOUN" || v.t.Tokens[i-1].UPOS == "PROPN" {
				return i // "passengers we spoke to", "residents contacted by telephone"
			}
		}
	}
	return v.end
}

func (v *span) source() Source {
	if s, ok := v.pronoun(); ok {
		return s
	}
	if s, ok := v.joint(); ok {
		return s
	}
	if s, ok := v.announcement(); ok {
		return s
	}
	if n := v.headName(); n >= 0 {
		return v.named(n)
	}
	return v.nominal()
}

// announcements are words by which a body is quoted that speaks regularly; a
// report or a register is a document of its own.
var announcements = set("bulletin statement communique communiqué announcement total tally count toll figures findings update")

// announcement answers for "the coast guard's latest bulletin" and "the latest
// bulletin of the coast guard": the body speaks.
func (v *span) announcement() (Source, bool) {
	at := -1
	for i := v.first; i < v.core; i++ {
		if announcements[fold(v.t.Word(i))] && v.r.inName[i] < 0 {
			at = i
			break
		}
		if prepositions[fold(v.t.Word(i))] {
			return Source{}, false
		}
	}
	if at < 0 {
		return Source{}, false
	}
	for _, m := range v.t.Mentions {
		owner := m.First >= v.first && m.End < at && isPossessive(v.t.Word(m.End))
		author := m.First > at+1 && m.First <= at+3 && m.End <= v.end && (fold(v.t.Word(at+1)) == "of" || fold(v.t.Word(at+1)) == "from" || fold(v.t.Word(at+1)) == "by")
		if (owner || author) && v.t.Entities[m.Entity].Type == text.Organisation {
			words := v.t.Span(m.First, m.End).In(v.t.Doc.Text)
			sub := &span{w: v.w, r: v.r, t: v.t, doc: v.doc, first: m.First, end: m.End, core: m.End}
			if m.Form == text.ByNoun {
				return sub.nominal(), true
			}
			return v.entity(m.Entity, words), true
		}
	}
	return Source{}, false
}

// pronoun answers for a single pronoun.
func (v *span) pronoun() (Source, bool) {
	w := fold(v.t.Word(v.first))
	if v.end-v.first > 1 {
		return Source{}, false
	}
	switch w {
	case "we", "us", "our", "i", "me":
		if !v.r.quoted[v.first] && v.t.Doc.Outlet != "" {
			return Source{Name: v.t.Doc.Outlet, Kind: stemma.KindMedia, Party: v.t.Doc.Outlet, Local: v.t.Doc.Outlet}, true
		}
	}
	if _, ok := pronouns[w]; !ok {
		return Source{}, false
	}
	for _, m := range v.t.Mentions {
		if m.First == v.first && m.End == v.end {
			return v.entity(m.Entity, v.t.Word(v.first)), true
		}
	}
	kind := stemma.KindPerson
	if p := pronouns[w]; p.thing || p.plural {
		kind = stemma.KindGroup
	}
	return Source{Name: v.t.Word(v.first), Local: v.t.Word(v.first), Kind: kind}, true
}

// joint answers for a series of names: "Norway, Chile and Japan".
func (v *span) joint() (Source, bool) {
	for _, m := range v.t.Mentions {
		if m.First < v.first || m.First > v.first+2 || m.End > v.end || m.End < v.end-1 {
			continue
		}
		e := v.t.Entities[m.Entity]
		if len(e.Members) == 0 || m.Form != text.ByName {
			continue
		}
		return v.members(e), true
	}
	return Source{}, false
}

func (v *span) members(e text.Entity) Source {
	var list, local, parties []string
	kind := ""
	for _, m := range e.Members {
		s := v.entity(m, "")
		list, local = append(list, s.Name), append(local, s.Local)
		if s.Party != "" && !within(parties, s.Party) {
			parties = append(parties, s.Party)
		}
		kind = s.Kind
	}
	return Source{Name: strings.Join(list, "; "), Kind: kind, Party: strings.Join(parties, "; "), Local: strings.Join(local, "; ")}
}

func within(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// headName returns the name that is the head of the stretch: of a person with
// titles before it or in apposition; of a place or body that no noun follows.
func (v *span) headName() int {
	for i := v.first; i < v.end; i++ {
		k := v.r.nameAt[i]
		if k < 0 || v.t.Names[k].End > v.end {
			continue
		}
		n := &v.t.Names[k]
		if v.isHead(n) {
			return k
		}
	}
	return -1
}

// isHead reports whether name n is whom the stretch means.
func (v *span) isHead(n *text.Name) bool {
	if n.Type == text.Misc || n.End < v.end && isPossessive(v.t.Word(n.End)) && n.End+1 < v.end {
		return false
	}
	for i := n.First - 1; i >= v.first; i-- { // "the office of President X"
		w := fold(v.t.Word(i))
		if prepositions[w] {
			return false
		}
		if w == "," {
			break
		}
		if _, ok := v.r.rolePhrase(i+1, i); !ok && n.Type == text.Person {
			break
		}
	}
	if n.Type == text.Person {
		return n.First < v.core || n.First <= v.core+6 || fold(v.t.Word(v.first)) == "one"
	}
	if n.First >= v.core {
		return v.apposition(n)
	}
	if n.End >= v.core {
		return true
	}
	w := fold(v.t.Word(n.End))
	return prepositions[w] || breaks[w] || w == "and" || v.t.Tokens[n.End].UPOS == "VERB" || v.t.Tokens[n.End].UPOS == "PUNCT"
}

// apposition reports whether a body's name right behind the comma is in
// apposition to a head phrase that can be one: "the operator, Fjordline".
func (v *span) apposition(n *text.Name) bool {
	if n.First > v.core+3 || v.t.Word(v.core) != "," || n.Type != text.Organisation {
		return false
	}
	p := v.r.parsePhrase(v.first, v.core)
	return p.class&(gazetteer.GovHead|gazetteer.OrgHead|gazetteer.GroupHead|gazetteer.MediaHead) != 0 || p.word == "owner" || p.word == "operator" || p.word == "manufacturer"
}

// named answers for a name.
func (v *span) named(k int) Source {
	n := &v.t.Names[k]
	s := v.entity(n.Entity, n.Name)
	if i := n.First - 1; i >= v.first && n.Type != text.Person && !capital(v.t.Word(i)) {
		if k := kindOfHead(v.r.g, v.t.Word(i)); k != "" && s.Kind != stemma.KindMedia {
			s.Kind = k // "the magazine X"
		}
	}
	if n.Type == text.Organisation {
		s.Name, s.Local = v.ofCountry(n, s.Name), v.ofCountry(n, s.Local)
	}
	return s
}

// ofCountry adds the possessor: "Norway's Maritime Authority" is
// "Maritime Authority of Norway".
func (v *span) ofCountry(n *text.Name, name string) string {
	i := n.First - 1
	if i < 1 || !isPossessive(v.t.Word(i)) || v.r.inName[i-1] < 0 {
		return name
	}
	if e, ok := v.r.g.Phrase(name); ok && e.Kind == stemma.KindMedia {
		return name
	}
	p := v.r.partyOfName(v.r.inName[i-1])
	if p == "" || strings.Contains(name, p) || v.t.Names[v.r.inName[i-1]].Type != text.Location {
		return name
	}
	return name + " of " + p
}

// entity answers for an entity of the document; words are what stands in the
// text, for entities without a name.
func (v *span) entity(e int, words string) Source {
	if e < 0 {
		return Source{Name: words, Local: words, Kind: stemma.KindUnnamed}
	}
	own := v.t.Entities[e]
	if len(own.Members) > 0 {
		return v.members(own)
	}
	x := v.w.Entity(v.doc, e)
	s := Source{Name: x.Name, Kind: x.Kind, Party: x.Party, Local: own.Name, Place: own.Type == text.Location, Speaks: true}
	if own.Party != "" {
		s.Party = own.Party
	}
	if x.Name == "" {
		if m := v.firstNoun(e); m != nil {
			if b, ok := v.unnamedBody(e, m.First, m.End); ok {
				return b
			}
			words = v.describe(m.First, m.End)
		}
		s.Name, s.Kind = words, own.Kind
	}
	if s.Local == "" || completeness(own) < completeness(x) {
		s.Local = s.Name
	}
	if own.Type == text.Location {
		s = v.state(s)
	}
	if o := v.w.outlet(v.doc, own); o != "" {
		s = Source{Name: o, Local: o, Kind: stemma.KindMedia, Party: s.Party}
	}
	if s.Kind == "" {
		s.Kind = stemma.KindUnnamed
	}
	return s
}

// state turns a capital into its country; buildings keep their name
// ("Kremlin").
func (v *span) state(s Source) Source {
	e, ok := v.r.g.Phrase(s.Name)
	if !ok {
		return s
	}
	s.Party = e.Country
	if e.Class&gazetteer.Capital != 0 && e.Class&gazetteer.Country == 0 && !building(s.Name) && e.Country != "" {
		s.Name, s.Local = e.Country, e.Country
	}
	return s
}

// building reports whether a seat of government is called by a house and not by
// a city.
func building(s string) bool {
	switch fold(s) {
	case "kremlin", "pentagon", "white house", "downing street", "10 downing street", "number 10", "number ten", "whitehall", "westminster", "elysee", "élysée", "blue house",
		"capitol hill", "foggy bottom", "oval office", "malacanang", "malacañang", "planalto", "casa rosada", "miraflores", "la moneda", "union buildings", "knesset", "buckingham palace",
		"verkhovna rada", "state duma", "zhongnanhai", "moncloa", "aso rock", "quai d'orsay", "matignon", "beehive", "government house":
		return true
	}
	return false
}

// firstNoun is the first noun phrase that speaks of an entity, nil for none.
func (v *span) firstNoun(e int) *text.Mention {
	for i := range v.t.Mentions {
		if m := &v.t.Mentions[i]; m.Entity == e && m.Form == text.ByNoun {
			return m
		}
	}
	return nil
}

// nominal answers for a noun phrase.
func (v *span) nominal() Source {
	p := v.r.parsePhrase(v.first, v.headEnd())
	for _, m := range v.t.Mentions {
		if m.Form != text.ByNoun || m.First < v.first || m.First > v.first+1 || m.End > v.core+1 {
			continue
		}
		x := v.w.Entity(v.doc, m.Entity)
		if x.Name != "" && (!p.plural || collective[p.word] && x.Type == text.Organisation) || len(v.t.Entities[m.Entity].Members) > 0 {
			return v.entity(m.Entity, "")
		}
		if s, ok := v.unnamedBody(m.Entity, m.First, m.End); ok {
			return s
		}
		if v.t.Entities[m.Entity].Party != "" && p.country == "" {
			p.country = v.t.Entities[m.Entity].Party
		}
		break
	}
	if e, ok := v.r.g.Phrase(p.full); ok && e.Class&gazetteer.People != 0 && p.definite && p.plural && e.Country != "" {
		return Source{Name: e.Country, Local: e.Country, Kind: stemma.KindGovernment, Party: e.Country} // "the Russians"
	}
	name := v.describe(v.first, v.core)
	if o := v.reporter(&p, name); o != "" {
		return Source{Name: o, Local: o, Kind: stemma.KindMedia, Party: o}
	}
	s := Source{Name: name, Local: name, Kind: kindOfPhrase(&p), Party: p.country, Speaks: p.class != 0}
	if p.word == "office" && v.official() {
		s.Kind = stemma.KindGovernment
	}
	if p.class&gazetteer.GovHead != 0 && (p.word == "government" || p.word == "state") && s.Party == "" {
		s.Party = v.r.home
	}
	if s.Party != "" && p.full == "government" {
		s.Name = "Government of " + s.Party
	}
	return s
}

// unnamedBody answers for a body that no report names: by the fullest
// description that the input has of it in the same telling words. first to end
// is the mention that speaks of it here.
func (v *span) unnamedBody(e, first, end int) (Source, bool) {
	own, x := &v.t.Entities[e], v.w.Entity(v.doc, e)
	if x.Name != "" || own.Type != text.Organisation || own.Kind == stemma.KindUnnamed || own.Kind == stemma.KindMedia {
		return Source{}, false
	}
	p := v.r.parsePhrase(first, end)
	d := v.w.describe(v.doc, text.Mention{First: first, End: end, Entity: e}, &p, own)
	title := v.w.title[bodyTitle{v.w.find(d.node), d.key}]
	if title == "" || len(strings.Fields(title)) <= len(strings.Fields(d.text)) {
		return Source{}, false
	}
	return Source{Name: title, Local: title, Kind: x.Kind, Party: x.Party}, true
}

// official reports whether an office is one of state: "of the president".
func (v *span) official() bool {
	for i := v.first; i < v.core; i++ {
		if w := fold(v.t.Word(i)); highOffices[w] && w != "director" && w != "chief" {
			return true
		}
	}
	return false
}

// reporter returns the outlet where the phrase means it: "our reporter", "a Star
// reporter", "the Star".
func (v *span) reporter(p *phrase, name string) string {
	own := v.t.Doc.Outlet
	if own == "" {
		return ""
	}
	switch p.word {
	case "reporter", "correspondent", "journalist", "team":
		if fold(v.t.Word(v.first)) == "our" {
			return own
		}
		for i := v.first; i < v.core && p.word != "team"; i++ {
			if w := v.t.Word(i); capital(w) && i > v.first && within(strings.Fields(own), w) {
				return own
			}
		}
	}
	if f := strings.Fields(name); len(f) > 0 && capital(f[0]) {
		return v.w.outlet(v.doc, text.Entity{Name: name, Type: text.Organisation})
	}
	return ""
}

// headEnd is the end of the head phrase without what a preposition adds.
func (v *span) headEnd() int {
	for i := v.first + 1; i < v.core; i++ {
		if prepositions[fold(v.t.Word(i))] && v.r.inName[i] < 0 {
			return i
		}
	}
	return v.core
}

// describe is the text of a noun phrase without article.
func (v *span) describe(first, end int) string {
	for first < end-1 {
		w := fold(v.t.Word(first))
		if w != "the" && w != "that" && w != "a" && w != "an" && w != "its" && w != "his" && w != "her" && w != "their" && w != "our" {
			break
		}
		first++
	}
	return names.Clean(v.t.Span(first, end).In(v.t.Doc.Text))
}
