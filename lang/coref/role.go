package coref

import (
	"strings"

	"github.com/stemmanews/stemma/lang/gazetteer"
	"github.com/stemmanews/stemma/lang/text"
)

// roleAround reads the office of a person from the words before the name
// ("Norway's Transport Minister", "its spokesman,") or the apposition after
// it (", spokesman for the coast guard,"); the party for which the office is
// held; and the entity that a possessive pronoun in it points to, -1 for none.
func (r *resolver) roleAround(n *text.Name) (role, party string, owner int) {
	role, party, owner = r.roleBefore(n)
	if role == "" || party == "" {
		after, p, o := r.roleAfter(n)
		if role == "" {
			role = after
		}
		if party == "" {
			party = p
		}
		if owner < 0 {
			owner = o
		}
	}
	if party == "" {
		party = r.of(n.End, n.End)
	}
	if party == "" && owner >= 0 {
		party = r.partyOf(owner)
	}
	switch {
	case strings.Contains(role, "ombudsman"): // speaks for no government
		party = "ombudsman"
	case party == "" && ofState(role):
		party = r.home
	}
	return role, party, owner
}

// ofState reports whether an office is one of a country's government or forces:
// "interior minister", "police chief".
func ofState(role string) bool {
	for _, w := range strings.Fields(role) {
		switch w {
		case "minister", "police", "army", "military", "navy":
			return true
		}
	}
	return false
}

// roleBefore reads to the left of a name, over a comma.
func (r *resolver) roleBefore(n *text.Name) (role, party string, owner int) {
	owner = -1
	low := r.t.Sentences[r.t.SentenceOf(n.First)].First
	i := n.First
	if i > low && r.t.Word(i-1) == "," && i-1 > low {
		if first, ok := r.rolePhrase(i-1, low); !ok || first == i-1 {
			return "", "", -1
		}
		i--
	}
	for {
		first, ok := r.rolePhrase(i, low)
		if !ok {
			break
		}
		if s := r.words(first, i); !r.isAddress(s) || role == "" {
			role = join(s, role)
		}
		i = first
	}
	if i == n.First {
		return "", "", -1
	}
	party, owner = r.partyBefore(i, low)
	if r.past(i, low) {
		role = "former " + role
	}
	return strings.TrimSpace(role), party, owner
}

// past reports whether the words before token i say that an office was held
// before: former, then-, ex-.
func (r *resolver) past(i, low int) bool {
	for j := i - 1; j >= max(low, i-4); j-- {
		switch fold(r.t.Word(j)) {
		case "former", "then", "ex", "late", "ousted", "impeached":
			return true
		}
	}
	return false
}

// join puts an office before the rank that follows it.
func join(a, b string) string {
	if b == "" {
		return a
	}
	return a + " " + b
}

func (r *resolver) words(first, end int) string {
	return fold(r.t.Span(first, end).In(r.t.Doc.Text))
}

// isAddress reports whether a title says no office: "Mr", "Dr".
func (r *resolver) isAddress(s string) bool {
	e, ok := r.g.Phrase(s)
	return ok && e.Class&gazetteer.Address != 0 && e.Class&gazetteer.Role == 0
}

// rolePhrase returns where the title or role that ends before token end
// begins.
func (r *resolver) rolePhrase(end, low int) (first int, ok bool) {
	for n := min(3, end-low); n > 0; n-- {
		h := gazetteer.Start
		for i := end - n; i < end; i++ {
			h = h.Word(r.t.Word(i))
		}
		if e, found := r.g.Find(h); found && e.Class&(gazetteer.Role|gazetteer.Address) != 0 {
			return end - n, true
		}
	}
	return end, false
}

// partyBefore reads whose office it is from the words before it, up to six:
// a possessive, a nationality, the name of a body, a body without a name.
func (r *resolver) partyBefore(i, low int) (party string, owner int) {
	for j := i - 1; j >= max(low, i-6); j-- {
		w := fold(r.t.Word(j))
		if w == "," || w == "and" || speech[w] || prepositions[w] {
			break
		}
		if possessives[w] {
			return "", r.owner(j)
		}
		if k := r.inName[j]; k >= 0 {
			return r.partyOfName(k), -1
		}
		if p := r.nationality(j); p != "" {
			return p, -1
		}
		if class, _, _ := headOf(r.g, w); class&gazetteer.GovHead != 0 && r.home != "" && party == "" {
			party = r.home
		}
	}
	return party, -1
}

// nationality returns the country of an adjective at token j.
func (r *resolver) nationality(j int) string {
	w := r.t.Word(j)
	if !capital(w) {
		return ""
	}
	if j > 0 && capital(r.t.Word(j-1)) {
		if e, ok := r.g.Find(gazetteer.Start.Word(r.t.Word(j - 1)).Word(w)); ok && e.Class&(gazetteer.Adjective|gazetteer.Country|gazetteer.Capital) != 0 {
			return e.Country
		}
	}
	if e, ok := r.g.Word(w); ok && e.Class&(gazetteer.Adjective|gazetteer.Country|gazetteer.Capital) != 0 && e.Class&(gazetteer.FirstName|gazetteer.Surname) == 0 {
		return e.Country
	}
	return ""
}

// partyOfName is the party that a place or body stands for.
func (r *resolver) partyOfName(k int) string {
	n := &r.t.Names[k]
	e, ok := r.g.Phrase(n.Span.In(r.t.Doc.Text))
	if !ok {
		e, ok = r.g.Phrase(n.Name)
	}
	if ok && e.Country != "" && e.Class&(gazetteer.FirstName|gazetteer.Surname) == 0 {
		return e.Country
	}
	if ok && e.Class&gazetteer.Org != 0 && e.Name != "" {
		return e.Name
	}
	if n.Type == text.Organisation {
		for i := n.First; i < n.End; i++ {
			if c := r.nationality(i); c != "" {
				return c
			}
		}
		return n.Name
	}
	return ""
}

// partyOf is the party of an entity, or its name where it is a body or country
// itself.
func (r *resolver) partyOf(k int) string {
	e := r.things[k].entity
	if e.Party != "" {
		return e.Party
	}
	if e.Type == text.Location || e.Type == text.Organisation {
		return e.Name
	}
	return ""
}

// roleAfter reads an apposition: "X, a lecturer at Y,", "X, Y's envoy,".
func (r *resolver) roleAfter(n *text.Name) (role, party string, owner int) {
	end := r.t.Sentences[r.t.SentenceOf(n.First)].End
	i := n.End
	if i >= end || r.t.Word(i) != "," {
		return "", "", -1
	}
	owner = -1
	for j := i + 1; j < min(end, i+16); j++ {
		w := fold(r.t.Word(j))
		if w == "," || w == "." || w == "who" || speech[w] {
			break
		}
		if possessives[w] && owner < 0 {
			owner = r.owner(j)
		}
		if r.inName[j] >= 0 && party == "" {
			party = r.partyOfName(r.inName[j])
		}
		if p := r.nationality(j); p != "" && party == "" {
			party = p
		}
		if prepositions[w] && role == "" {
			break
		}
		if first, ok := r.rolePhrase(j+1, i+1); ok && role == "" {
			for j+1 < end {
				if f, ok := r.rolePhrase(j+2, i+1); !ok || f > first {
					break
				}
				j++
			}
			role = r.words(first, j+1)
			if p := r.of(j+1, j+8); p != "" {
				party = p
			}
		}
	}
	if role == "" {
		return "", "", -1
	}
	return role, party, owner
}

// of reads a party from "of Y", "for the Y", "from Y" that begins at token i,
// or between i and most.
func (r *resolver) of(i, most int) string {
	end := len(r.t.Tokens)
	for ; i < end && i <= most; i++ {
		w := fold(r.t.Word(i))
		if w == "," || speech[w] {
			return ""
		}
		if w != "of" && w != "for" && w != "at" && w != "from" {
			continue
		}
		for j := i + 1; j < min(end, i+5); j++ {
			if k := r.inName[j]; k >= 0 && r.t.Names[k].Type != text.Person && r.t.Names[k].Type != text.Misc {
				return r.partyOfName(k)
			}
			if p := r.nationality(j); p != "" {
				return p
			}
		}
	}
	return ""
}

// owned returns the end of the noun phrase that begins with a possessive name
// at token i ("Oslo's defence minister"), i where there is none.
func (r *resolver) owned(i int) int {
	n := &r.t.Names[r.nameAt[i]]
	if n.End >= r.end {
		return i
	}
	if w := r.t.Word(n.End); w != "'s" && w != "’s" && w != "'" && w != "’" {
		return i
	}
	end := r.phraseEnd(n.End + 1)
	if end == n.End+1 {
		return i
	}
	return end
}

// duties are verbs that tell an office without its title.
var duties = map[string][]string{
	"runs": {"director", "head", "chief", "manager"}, "heads": {"head", "director", "chief"}, "leads": {"leader", "head", "chief"},
	"directs": {"director", "head"}, "manages": {"manager", "head"}, "commands": {"commander", "chief"}, "chairs": {"chairman", "chair", "head"},
}

// office reads what somebody does: "X, who runs the Lakeside Hospital," is its
// director.
func (r *resolver) office(n *text.Name) (heads []string, party string) {
	i := n.End
	if i+2 >= len(r.t.Tokens) || r.t.Word(i) != "," || fold(r.t.Word(i+1)) != "who" {
		return nil, ""
	}
	heads = duties[fold(r.t.Word(i+2))]
	for j := i + 3; heads != nil && j < min(len(r.t.Tokens), i+6); j++ {
		if k := r.inName[j]; k >= 0 && r.t.Names[k].Type == text.Organisation {
			return heads, r.partyOfName(k)
		}
	}
	return heads, ""
}
