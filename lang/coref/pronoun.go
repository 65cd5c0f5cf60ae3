package coref

import (
	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/gazetteer"
	"github.com/stemmanews/stemma/lang/text"
)

// isPronoun reports whether token i is a pronoun that may be resolved.
func (r *resolver) isPronoun(i int) bool {
	_, ok := pronouns[fold(r.t.Word(i))]
	return ok && r.t.Tokens[i].XPOS != "DT"
}

// pronoun links token i to its antecedent, where there is one.
func (r *resolver) pronoun(i int) {
	if k := r.owner(i); k >= 0 {
		r.solved[i] = k
		r.mention(k, i, i+1, i, text.ByPronoun)
	}
}

// owner returns the antecedent of the pronoun at token i, -1 for none.
func (r *resolver) owner(i int) int {
	p, ok := pronouns[fold(r.t.Word(i))]
	if !ok {
		return -1
	}
	if k, ok := r.solved[i]; ok {
		return k
	}
	if p.any || fold(r.t.Word(i)) == "which" {
		return r.relative(i, p)
	}
	if p.thing && r.empty(i) {
		return -1
	}
	best, high := -1, 0.0
	for k := range r.things {
		t := &r.things[k]
		if len(t.mentions) == 0 || !agrees(p, t) {
			continue
		}
		if s := r.salience(t, i); s > high {
			best, high = k, s
		}
	}
	if best >= 0 && r.things[best].gender == gazetteer.NoGender {
		r.things[best].gender = p.gender
	}
	return best
}

// relative returns the last thing before a relative pronoun in its sentence.
func (r *resolver) relative(i int, p pronoun) int {
	for m := len(r.mentions) - 1; m >= 0 && m > len(r.mentions)-6; m-- {
		x := r.mentions[m]
		if x.End <= i && i-x.End <= 4 && r.t.SentenceOf(x.First) == r.t.SentenceOf(i) {
			t := &r.things[x.Entity]
			if p.thing == (t.entity.Type != text.Person) || t.entity.Type == "" {
				return x.Entity
			}
		}
	}
	return -1
}

// agrees reports whether a pronoun can stand for a thing.
func agrees(p pronoun, t *thing) bool {
	switch {
	case p.gender != gazetteer.NoGender:
		return t.entity.Type == text.Person && !t.plural && (t.gender == gazetteer.NoGender || t.gender == p.gender)
	case p.plural:
		return t.plural || t.entity.Type == text.Organisation || t.kind == stemma.KindGroup
	case p.thing:
		return !t.plural && t.entity.Type != text.Person && t.entity.Type != text.Misc
	}
	return false
}

// empty reports whether an "it" speaks of nothing: "it is clear that", "it
// rained", "it was reported that".
func (r *resolver) empty(i int) bool {
	if fold(r.t.Word(i)) != "it" || i+2 >= len(r.t.Tokens) {
		return false
	}
	switch r.t.Tokens[i].Rel {
	case "expl":
		return true
	}
	next := fold(r.t.Word(i + 1))
	return next == "rained" || next == "snowed" || next == "seems" || next == "appears"
}

// salience says how likely a thing is to be meant by the pronoun at token i: the
// nearer its last mention the likelier, subjects more than others, names in
// quotations less when the pronoun stands outside one.
func (r *resolver) salience(t *thing, i int) float64 {
	distance := r.t.SentenceOf(i) - r.t.SentenceOf(t.last)
	if t.last >= i || distance > 6 {
		return 0
	}
	s := 10.0 - 2*float64(distance)
	if t.subject {
		s += 3
	}
	if t.quoted && !r.quoted[i] {
		s -= 4
	}
	if t.entity.Name != "" {
		s++
	}
	if t.entity.Type == text.Location {
		s -= 3
	}
	if pronouns[fold(r.t.Word(i))].plural && !t.plural {
		s -= 2
	}
	if t.kind == stemma.KindMedia {
		s--
	}
	if t.vague && !t.subject {
		s -= 2.5
	}
	if t.kind == stemma.KindDocument {
		s -= 2
	}
	s += 0.3 * float64(min(len(t.mentions), 5))
	s -= 0.02 * float64(min(i-t.last, 50))
	return s
}

// isCapital reports whether a place is a seat of government.
func (r *resolver) isCapital(k int) bool {
	e, ok := r.g.Phrase(r.things[k].entity.Name)
	return ok && e.Class&gazetteer.Capital != 0
}
