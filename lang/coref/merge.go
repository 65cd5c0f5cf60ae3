package coref

import (
	"github.com/stemmanews/stemma/lang/gazetteer"
	"github.com/stemmanews/stemma/lang/text"
)

// knownAs returns the entity that goes under a name as well: "the authority,
// known by its Finnish initials MVL", -1 where the text says no such thing.
func (r *resolver) knownAs(n *text.Name) int {
	low := r.t.Sentences[r.t.SentenceOf(n.First)].First
	if k := r.bracketed(n, low); k >= 0 {
		return k
	}
	for i := n.First - 1; i > low && i > n.First-8; i-- {
		w := fold(r.t.Word(i))
		if w == "," || speech[w] {
			return -1
		}
		if w != "known" {
			continue
		}
		for m := len(r.mentions) - 1; m >= 0; m-- {
			x := r.mentions[m]
			if x.First < low {
				return -1
			}
			if x.End <= i && x.End >= i-2 && r.things[x.Entity].entity.Type != text.Person {
				return x.Entity
			}
		}
	}
	return -1
}

// bracketed returns the body whose initials, or some of them, stand in brackets
// behind it: "the Joint Chiefs Committee Joint Staff (JCS)".
func (r *resolver) bracketed(n *text.Name, low int) int {
	if n.First-2 < low || r.t.Word(n.First-1) != "(" || n.End != n.First+1 || n.Type != text.Organisation {
		return -1
	}
	letters := r.t.Word(n.First)
	for m := len(r.mentions) - 1; m >= 0; m-- {
		x := r.mentions[m]
		if x.First < low {
			return -1
		}
		if x.Form != text.ByName || x.End > n.First-1 || n.First-1-x.End > 3 || r.things[x.Entity].entity.Type != text.Organisation {
			continue
		}
		at := 0
		for i := x.First; i < n.First-1 && at < len(letters); i++ {
			if w := r.t.Word(i); w != "" && w[0] == letters[at] {
				at++
			}
		}
		if at == len(letters) && at > 1 {
			return x.Entity
		}
	}
	return -1
}

// adopt lets a name stand for entity j from now on; k, its own entity, is new.
func (r *resolver) adopt(j, k int, n *text.Name) int {
	if r.things[j].entity.Type == text.Location || r.things[k].entity.Type == text.Location {
		return k
	}
	for _, a := range r.things[k].entity.Aliases {
		r.alias(j, a)
	}
	r.merge(j, k)
	e := &r.things[j].entity
	if e.Name == "" || r.g.Is(r.things[k].entity.Name, gazetteer.Org) && !r.g.Is(e.Name, gazetteer.Org) {
		if e.Name != "" {
			r.alias(j, e.Name)
		}
		e.Name, e.Type = r.things[k].entity.Name, text.Organisation
	}
	r.alias(j, n.Span.In(r.t.Doc.Text))
	r.byName[n.Type+fold(r.things[k].entity.Name)] = j
	n.Entity = j
	return j
}

// officesLater gives the holders of offices that were spoken of before they
// were named, or otherwise found no holder on the way, the one person of the
// document whose office it is; the nearest where there are several.
func (r *resolver) officesLater() {
	for k := range r.things {
		t := &r.things[k]
		if t.entity.Name != "" || t.entity.Type != text.Person || t.vague || len(t.mentions) == 0 {
			continue
		}
		m := r.mentions[t.mentions[0]]
		r.end = m.End
		p := r.parsePhrase(m.First, m.End)
		best := -1
		for j := range r.things {
			o := &r.things[j]
			if o.entity.Name == "" || o.entity.Type != text.Person || r.officeScore(&p, o) < 3 {
				continue
			}
			if best < 0 || abs(o.last-m.First) < abs(r.things[best].last-m.First) {
				best = j
			}
		}
		if best >= 0 {
			r.merge(best, k)
		}
	}
}

// merge moves the mentions of k to best.
func (r *resolver) merge(best, k int) {
	for _, m := range r.things[k].mentions {
		r.mentions[m].Entity = best
	}
	b := &r.things[best]
	b.mentions = append(b.mentions, r.things[k].mentions...)
	if b.entity.Party == "" {
		b.entity.Party = r.things[k].entity.Party
	}
	r.things[k].mentions = nil
}

func abs(x int) int { return max(x, -x) }
