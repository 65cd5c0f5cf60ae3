package coref

import (
	"strings"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/text"
)

// groups makes an entity of each series of names of one type: "Norway, Chile
// and Japan".
func (r *resolver) groups(s text.Sentence) {
	for i := s.First; i < s.End; {
		k := r.nameAt[i]
		if k < 0 {
			i++
			continue
		}
		last := r.series(k, s.End)
		if last > k {
			r.group(k, last)
		}
		i = r.t.Names[last].End
	}
}

// series returns the last name of the series that begins with name k: names of
// one type with commas between and "and" before the last.
func (r *resolver) series(k, end int) int {
	last, closed := k, false
	for m := k + 1; m < len(r.t.Names) && !closed; m++ {
		n := &r.t.Names[m]
		if n.First >= end || !r.compatible(n, &r.t.Names[k]) {
			break
		}
		between := fold(strings.Join(strings.Fields(r.between(r.t.Names[m-1].End, n.First)), " "))
		between = strings.TrimSuffix(strings.TrimSuffix(between, "the"), " ")
		switch between {
		case ",":
		case "and", ", and", "&":
			closed = true
		default:
			return k
		}
		last = m
	}
	if !closed {
		return k
	}
	return last
}

// compatible reports whether two names can stand in one series of sources.
func (r *resolver) compatible(a, b *text.Name) bool {
	if a.Type == b.Type {
		return true
	}
	return a.Type != text.Person && b.Type != text.Person && kindOfName(r.g, a.Type, a.Name) == stemma.KindGovernment && kindOfName(r.g, b.Type, b.Name) == stemma.KindGovernment
}

func (r *resolver) between(i, j int) string {
	var words []string
	for ; i < j && len(words) < 5; i++ {
		words = append(words, r.t.Word(i))
	}
	return strings.Join(words, " ")
}

// group makes the entity of names k to last.
func (r *resolver) group(k, last int) {
	var members []int
	var names []string
	for m := k; m <= last; m++ {
		e := r.nameThing(&r.t.Names[m])
		members = append(members, e)
		names = append(names, r.display(e))
	}
	t := thing{entity: text.Entity{Name: strings.Join(names, "; "), Members: members}, plural: true, kind: r.things[members[0]].kind}
	key := "group" + fold(t.entity.Name)
	g, ok := r.byName[key]
	if !ok {
		g = r.newThing(t)
		r.byName[key] = g
	}
	first, end := r.t.Names[k].First, r.t.Names[last].End
	r.mention(g, first, end, first, text.ByName)
}

// display is the name under which an entity is shown as a source: a country for
// its seat of government.
func (r *resolver) display(k int) string { return r.things[k].entity.Name }

// several finds whom "the two countries" means: the last group of so many, else
// the last so many countries that were named one by one.
func (r *resolver) several(p *phrase) int {
	for k := len(r.things) - 1; k >= 0; k-- {
		t := &r.things[k]
		if len(t.entity.Members) == p.number && r.near(t, 12) && r.memberFits(p, t.entity.Members[0]) {
			return k
		}
	}
	if !isState(p.word) {
		return -1
	}
	return r.gather(p)
}

var states = set("country nation state side neighbour neighbor ally government power capital party korea")

func isState(w string) bool { return states[w] }

// memberFits reports whether things like k are what the phrase counts.
func (r *resolver) memberFits(p *phrase, k int) bool {
	t := &r.things[k]
	switch {
	case isState(p.word):
		return t.entity.Type == text.Location
	case t.entity.Type == text.Person:
		return p.class != 0 && t.kind == stemma.KindPerson
	case t.entity.Type == text.Organisation:
		return p.class != 0
	}
	return false
}

// gather makes a group of the last countries named.
func (r *resolver) gather(p *phrase) int {
	var found []int
	for i := p.first - 1; i >= 0 && len(found) < p.number && p.first-i < 120; i-- {
		n := r.nameAt[i]
		if n < 0 {
			continue
		}
		k := r.t.Names[n].Entity
		if k < 0 || r.things[k].country == "" || r.things[k].country != r.things[k].entity.Name && !r.isCapital(k) || r.hasCountry(found, r.things[k].country) {
			continue
		}
		found = append(found, k)
	}
	if len(found) < p.number {
		return -1
	}
	var names []string
	var members []int
	for i := len(found) - 1; i >= 0; i-- {
		members = append(members, found[i])
		names = append(names, r.display(found[i]))
	}
	return r.newThing(thing{entity: text.Entity{Name: strings.Join(names, "; "), Members: members}, plural: true, kind: stemma.KindGovernment})
}

// hasCountry reports whether one of the things is or governs the country.
func (r *resolver) hasCountry(list []int, country string) bool {
	for _, x := range list {
		if r.things[x].country == country {
			return true
		}
	}
	return false
}
