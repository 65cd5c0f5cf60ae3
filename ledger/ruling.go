package ledger

import (
	"slices"
	"sort"

	"github.com/stemmanews/stemma"
)

// Ruling is what a person decided about the questions of a story: that some
// are one (Join), or that some answers are a question of their own (Part). It
// changes nothing where a question that it names is not there.
type Ruling struct {
	Join []Asks // the others go into the first

	From  Asks              // the question that answers leave
	Part  []stemma.ClaimRef // claims of these answers
	Title string            // of the question that they are then
}

// Asks names a question: by claims of its entries where there are any, else by
// its title, else by what it asks.
type Asks struct {
	Measure string
	Of      string
	Place   string
	Title   string
	Claims  []stemma.ClaimRef
}

// rule applies rulings by joining questions with join, and returns those that
// name a question that is not among these.
func (b *book) rule(qs []*question, rulings []Ruling, join func(into, from *question)) (ruled []*question, rest []Ruling) {
	for _, r := range rulings {
		var ok bool
		if len(r.Join) > 0 {
			qs, ok = ruleJoin(qs, r.Join, join)
		} else {
			qs, ok = b.rulePart(qs, &r)
		}
		if !ok {
			rest = append(rest, r)
		}
	}
	return qs, rest
}

func ruleJoin(qs []*question, asks []Asks, join func(into, from *question)) ([]*question, bool) {
	found := make([]*question, len(asks))
	for i := range asks {
		if found[i] = asks[i].find(qs); found[i] == nil || found[i].measure != found[0].measure {
			return qs, false
		}
	}
	for _, q := range found[1:] {
		if k := slices.Index(qs, q); k >= 0 && q != found[0] {
			join(found[0], q)
			qs = slices.Delete(qs, k, k+1)
		}
	}
	return qs, true
}

// joinFigures joins what was said and makes the entries anew.
func (b *book) joinFigures(into, from *question) {
	if into.title == "" { // a person called it this, by the first of the two
		of, place, _ := into.asked()
		into.title = into.titleOf(of, place)
	}
	into.sts = append(into.sts, from.sts...)
	sort.SliceStable(into.sts, func(i, j int) bool { return before(into.sts[i], into.sts[j]) })
	into.remarks = nil
	into.entries = b.entries(into)
}

// joinEntries joins questions whose entries stand.
func joinEntries(into, from *question) {
	into.sts, into.entries = append(into.sts, from.sts...), append(into.entries, from.entries...)
	for _, r := range from.remarks {
		into.remarks = appendNew(into.remarks, r)
	}
}

// rulePart sets the answers apart that hold one of the claims.
func (b *book) rulePart(qs []*question, r *Ruling) ([]*question, bool) {
	q := r.From.find(qs)
	if q == nil {
		return qs, false
	}
	part := *q
	part.title, part.sts, part.entries, part.remarks = r.Title, nil, nil, nil
	var stay []*entry
	for _, e := range q.entries {
		if slices.ContainsFunc(e.sts, func(s *statement) bool { return holds(r.Part, s) }) {
			part.entries = append(part.entries, e)
		} else {
			stay = append(stay, e)
		}
	}
	if len(part.entries) == 0 {
		return qs, false
	}
	gone := map[*statement]bool{}
	for _, e := range part.entries {
		for _, s := range slices.Concat(e.sts, e.altered) {
			gone[s] = true
			part.sts = append(part.sts, s)
		}
	}
	q.entries = stay
	q.sts = slices.DeleteFunc(slices.Clone(q.sts), func(s *statement) bool { return gone[s] })
	return append(qs, &part), true
}

func holds(refs []stemma.ClaimRef, s *statement) bool {
	return slices.Contains(refs, stemma.ClaimRef{Path: s.path, ID: s.claim.ID})
}

// find is the question that is named, nil for none.
func (a *Asks) find(qs []*question) *question {
	var best *question
	most := 0
	for _, q := range qs {
		n := 0
		for _, s := range q.sts {
			if holds(a.Claims, s) {
				n++
			}
		}
		if q.measure == a.Measure && n > most {
			best, most = q, n
		}
	}
	if best != nil {
		return best
	}
	for _, same := range []func(*question) bool{a.titled, a.asked} {
		if i := slices.IndexFunc(qs, same); i >= 0 {
			return qs[i]
		}
	}
	return nil
}

func (a *Asks) titled(q *question) bool {
	of, place, _ := q.asked()
	return q.measure == a.Measure && a.Title != "" && q.titleOf(of, place) == a.Title
}

func (a *Asks) asked(q *question) bool {
	of, place, _ := q.asked()
	return q.measure == a.Measure && a.Measure != "" && fold(of) == fold(a.Of) && fold(place) == fold(a.Place)
}

// In is the question of a story that is named, nil for none.
func (a *Asks) In(s *stemma.Story) *stemma.Question {
	var best *stemma.Question
	most := 0
	for i := range s.Questions {
		n := 0
		for _, e := range s.Questions[i].Entries {
			for _, r := range e.Claims {
				if slices.Contains(a.Claims, r) {
					n++
				}
			}
		}
		if s.Questions[i].Measure == a.Measure && n > most {
			best, most = &s.Questions[i], n
		}
	}
	for i := range s.Questions {
		if q := &s.Questions[i]; best == nil && q.Measure == a.Measure && (q.Title == a.Title || a.Measure != "" && q.Of == a.Of && q.Place == a.Place) {
			best = q
		}
	}
	return best
}
