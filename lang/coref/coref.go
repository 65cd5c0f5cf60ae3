// Package coref finds who and what a text speaks of. [Resolve] joins the
// names, pronouns, titles and nouns of one document to entities; [Unify] joins
// the entities of several documents to one world, from which a claim takes the
// name, kind and party of its source.
//
// Resolution goes from left to right in the manner of the multi-pass sieve
// (Lee et al. 2013), most certain links first: names by their fullest form,
// appositions, roles, heads of bodies, groups of countries; pronouns last, by
// agreement, nearness, subjecthood and speakers. See docs/method/names.md.
package coref

import (
	"sort"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/gazetteer"
	"github.com/stemmanews/stemma/lang/names"
	"github.com/stemmanews/stemma/lang/text"
)

// Resolve fills t.Mentions and t.Entities, and the Entity of t.Names, from the
// layers before it. It uses tags and trees where they are there.
func Resolve(t *text.Text) {
	r := newResolver(t)
	r.towns()
	for s := range t.Sentences {
		r.sentence(s)
	}
	r.finish()
}

// towns makes places of names that the gazetteer knows as towns and that a
// preposition of place governs, where the tagger took them for people: "the
// Centre for Coasts in Dakar, who".
func (r *resolver) towns() {
	for k := range r.t.Names {
		n := &r.t.Names[k]
		if n.Type != text.Person || n.End != n.First+1 || n.First == 0 {
			continue
		}
		switch fold(r.t.Word(n.First - 1)) {
		case "in", "near", "outside":
		default:
			continue
		}
		if e, ok := r.g.Phrase(n.Name); ok && e.Class&(gazetteer.City|gazetteer.Capital) != 0 && e.Class&(gazetteer.FirstName|gazetteer.Surname) == 0 {
			n.Type = text.Location
		}
	}
}

// thing is an entity in the making.
type thing struct {
	entity   text.Entity
	kind     string // stemma.Kind…
	gender   byte   // gazetteer.Male, Female or NoGender
	plural   bool
	country  string // of a place
	heads    []string
	mentions []int // indexes into resolver.mentions
	last     int   // first token of the last mention
	subject  bool  // that mention was a subject
	quoted   bool  // and stood in a quotation
	vague    bool  // "a minister"
	owner    int   // thing whose role or body it is ("its spokesman"), -1
}

// resolver holds the state while a document is read.
type resolver struct {
	t        *text.Text
	g        *gazetteer.Gazetteer
	things   []thing
	mentions []text.Mention
	byName   map[string]int // type and name -> thing
	solved   map[int]int    // token of a pronoun -> thing
	nameAt   []int          // token -> name that begins there, -1
	inName   []int          // token -> name that covers it, -1
	quoted   []bool         // token stands in a quotation
	home     string         // country that the document is mostly about
	end      int            // end of the open sentence
}

func newResolver(t *text.Text) *resolver {
	r := &resolver{t: t, g: gazetteer.Default(), byName: map[string]int{}, solved: map[int]int{}}
	r.nameAt, r.inName = make([]int, len(t.Tokens)), make([]int, len(t.Tokens))
	for i := range t.Tokens {
		r.nameAt[i], r.inName[i] = -1, -1
	}
	for k, n := range t.Names {
		r.nameAt[n.First] = k
		for i := n.First; i < n.End; i++ {
			r.inName[i] = k
		}
	}
	r.quoted = quotations(t)
	r.home = r.homeCountry()
	return r
}

// sentence reads one sentence.
func (r *resolver) sentence(s int) {
	sent := r.t.Sentences[s]
	r.end = sent.End
	r.groups(sent)
	for i := sent.First; i < sent.End; {
		switch {
		case r.nameAt[i] >= 0:
			n := r.nameAt[i]
			if end := r.owned(i); end > i {
				r.namesIn(i, end)
				r.nominal(i, end)
				i = end
				continue
			}
			r.name(n)
			i = r.t.Names[n].End
		case r.isPronoun(i):
			r.pronoun(i)
			if possessives[fold(r.t.Word(i))] {
				i = r.noun(i) // "its spokesman"
			} else {
				i++
			}
		default:
			i = r.noun(i)
		}
	}
}

// finish orders mentions and hands the result over.
func (r *resolver) finish() {
	t := r.t
	r.officesLater()
	t.Entities = make([]text.Entity, len(r.things))
	for i := range r.things {
		e := r.things[i].entity
		e.Kind = r.things[i].kind
		sort.Strings(e.Aliases)
		t.Entities[i] = e
	}
	sort.SliceStable(r.mentions, func(i, j int) bool {
		a, b := r.mentions[i], r.mentions[j]
		return a.First < b.First || a.First == b.First && a.End > b.End
	})
	t.Mentions = r.mentions
}

// mention adds a mention of a thing.
func (r *resolver) mention(thing, first, end, head int, form string) {
	r.mentions = append(r.mentions, text.Mention{Span: r.t.Span(first, end), First: first, End: end, Head: head, Form: form, Entity: thing})
	k := &r.things[thing]
	k.mentions = append(k.mentions, len(r.mentions)-1)
	again := len(k.mentions) > 1 && k.subject && r.t.SentenceOf(k.last) == r.t.SentenceOf(first)
	k.last, k.subject, k.quoted = first, again || r.isSubject(first, end), r.quoted[head]
}

// newThing adds an entity.
func (r *resolver) newThing(k thing) int {
	if k.owner == 0 {
		k.owner = -1
	}
	r.things = append(r.things, k)
	return len(r.things) - 1
}

// name links a name to its entity.
func (r *resolver) name(n int) int {
	name := &r.t.Names[n]
	word := name.Span.In(r.t.Doc.Text)
	k := r.nameThing(name)
	name.Entity = k
	r.alias(k, word)
	if name.Type == text.Person {
		r.person(k, name)
	} else if j := r.knownAs(name); j >= 0 && j != k {
		k = r.adopt(j, k, name)
	}
	r.mention(k, name.First, name.End, name.End-1, text.ByName)
	return k
}

// alias notes another form of a thing's name.
func (r *resolver) alias(k int, s string) {
	e := &r.things[k].entity
	if s == e.Name {
		return
	}
	for _, a := range e.Aliases {
		if a == s {
			return
		}
	}
	e.Aliases = append(e.Aliases, s)
}

// nameThing finds or makes the entity of a name. A country is one entity under
// all its names.
func (r *resolver) nameThing(n *text.Name) int {
	k := thing{entity: text.Entity{Name: n.Name, Type: n.Type}, kind: kindOfName(r.g, n.Type, n.Name)}
	e, ok := r.g.Phrase(n.Name)
	if ok && n.Type == text.Location {
		k.country = e.Country
		if e.Class&gazetteer.Country != 0 {
			k.entity.Name = e.Name
		}
	}
	if ok && n.Type == text.Organisation && e.Class&gazetteer.Org != 0 {
		k.entity.Party = e.Country
		if e.Name != "" && e.Class&gazetteer.Acronym != 0 && e.Kind != stemma.KindMedia {
			k.entity.Name = e.Name
		}
	}
	key := n.Type + fold(k.entity.Name)
	if i, ok := r.byName[key]; ok {
		return i
	}
	if r.isOutlet(n.Name) {
		k.kind = stemma.KindMedia
	}
	i := r.newThing(k)
	r.byName[key] = i
	return i
}

// isOutlet reports whether a name is the document's own outlet or a credit.
func (r *resolver) isOutlet(name string) bool {
	d := r.t.Doc
	if d.Outlet != "" && (fold(d.Outlet) == fold(name) || names.Initials(name, d.Outlet)) {
		return true
	}
	for _, c := range d.Credits {
		if fold(c.Name) == fold(name) || names.Initials(name, c.Name) {
			return true
		}
	}
	return false
}

// person adds what stands round a person's name: gender, role, party.
func (r *resolver) person(k int, n *text.Name) {
	p := &r.things[k]
	if p.gender == gazetteer.NoGender {
		p.gender = r.genderOf(n)
	}
	duty, body := r.office(n)
	for _, h := range duty {
		p.heads = addHead(p.heads, h)
	}
	if p.entity.Party == "" {
		p.entity.Party = body
	}
	role, party, owner := r.roleAround(n)
	if p.entity.Role == "" {
		p.entity.Role = role
	}
	if role != "" {
		p.heads = addHead(p.heads, role)
	}
	if p.entity.Party == "" {
		p.entity.Party = party
	}
	if p.owner < 0 {
		p.owner = owner
	}
}

func addHead(heads []string, h string) []string {
	for _, x := range heads {
		if x == h {
			return heads
		}
	}
	return append(heads, h)
}

// genderOf reads gender from the title before a name and from given names.
func (r *resolver) genderOf(n *text.Name) byte {
	for i := n.First - 1; i >= max(0, n.First-3); i-- {
		e, ok := r.g.Word(r.t.Word(i))
		if ok && e.Class&(gazetteer.Address|gazetteer.Role) != 0 && e.Gender != gazetteer.NoGender {
			return e.Gender
		}
		if !ok || e.Class&(gazetteer.Address|gazetteer.Role) == 0 {
			break
		}
	}
	var w gazetteer.Words
	for w.Reset(n.Name); w.Next(); {
		if e, ok := r.g.Word(w.Text); ok && e.Class&gazetteer.FirstName != 0 && e.Gender != gazetteer.NoGender {
			return e.Gender
		}
	}
	return gazetteer.NoGender
}

// isSubject guesses whether tokens first to before end are a subject: by the
// tree where there is one, else a verb of speech behind or the start of the
// sentence.
func (r *resolver) isSubject(first, end int) bool {
	head := r.t.Tokens[end-1]
	for i := first; i < end; i++ {
		if h := r.t.Tokens[i].Head; h >= 0 && (h < first || h >= end) {
			head = r.t.Tokens[i]
		}
	}
	for n := 0; n < 4 && head.Head >= 0 && (head.Rel == "appos" || head.Rel == "flat"); n++ {
		head = r.t.Tokens[head.Head]
	}
	if head.Rel != "" {
		return len(head.Rel) >= 5 && head.Rel[:5] == "nsubj"
	}
	s := r.t.SentenceOf(first)
	if s >= 0 && first-r.t.Sentences[s].First < 3 {
		return true
	}
	return end < len(r.t.Tokens) && speech[fold(r.t.Word(end))] || first > 0 && speech[fold(r.t.Word(first-1))]
}
