package ledger

import (
	"strconv"
	"strings"

	"github.com/stemmanews/stemma"
)

// relate fills relation and reason of all entries of a question, in order.
func (b *book) relate(q *question) {
	b.sortEntries(q.entries)
	for i, e := range q.entries {
		e.relation, e.why = b.relation(q.entries[:i], e)
	}
}

func (b *book) relation(prior []*entry, e *entry) (relation, why string) {
	if len(prior) == 0 {
		return stemma.EntryFirst, "first answer in these reports"
	}
	if e.value != nil && e.stance != stemma.StanceDenies && e.stance != stemma.StanceDoubts {
		return b.figureRelation(prior, e)
	}
	return b.plainRelation(prior, e)
}

// own finds the last earlier answer of the same claimant, or else of the same
// party.
func (b *book) own(prior []*entry, e *entry, ok func(*entry) bool) (last *entry, party bool) {
	for i := len(prior) - 1; i >= 0; i-- {
		if prior[i].who == e.who && e.who != 0 && ok(prior[i]) {
			return prior[i], false
		}
	}
	for i := len(prior) - 1; i >= 0; i-- {
		if b.sameSide(prior[i], e) && ok(prior[i]) {
			return prior[i], true
		}
	}
	return nil, false
}

// sameSide reports whether two answers are of one party, or one of the body
// for which the other speaks.
func (b *book) sameSide(o, e *entry) bool {
	if o.who == 0 || e.who == 0 {
		return false
	}
	return e.party != "" && (strings.EqualFold(o.party, e.party) || strings.EqualFold(b.nameOf(o), e.party)) ||
		o.party != "" && strings.EqualFold(b.nameOf(e), o.party)
}

func hasFigure(e *entry) bool {
	return e.value != nil && e.stance != stemma.StanceDenies && e.stance != stemma.StanceDoubts
}

func (b *book) figureRelation(prior []*entry, e *entry) (relation, why string) {
	if o, party := b.own(prior, e, hasFigure); o != nil {
		return b.againstOwn(o, e, party)
	}
	var last *entry
	for _, o := range prior {
		if hasFigure(o) && (last == nil || disjoint(o.value, e.value) || !disjoint(last.value, e.value)) {
			last = o
		}
	}
	if last == nil {
		if b.deniedBefore(prior) {
			return stemma.EntryConflicts, "a figure after a denial"
		}
		return stemma.EntryFirst, "first figure; what stands before gives none"
	}
	return b.againstOther(prior, last, e)
}

func (b *book) deniedBefore(prior []*entry) bool {
	for _, o := range prior {
		if o.stance == stemma.StanceDenies || o.stance == stemma.StanceDeclines {
			return true
		}
	}
	return false
}

// againstOwn compares with an earlier answer of the claimant or its side.
func (b *book) againstOwn(o, e *entry, party bool) (relation, why string) {
	who := "the same claimant"
	if party {
		who = b.nameOf(o) + " of the same side"
	}
	switch {
	case sameValue(o.value, e.value):
		return stemma.EntryRestates, "gives the figure that " + who + " gave on " + dateOr(o.asOf)
	case vague(e.value) && !disjoint(o.value, e.value) && !vague(o.value):
		return stemma.EntryRestates, "vaguer words for what " + who + " gave on " + dateOr(o.asOf) + ": " + quote(o.text)
	case later(e.asOf, o.asOf) || later(e.said, o.said):
		return stemma.EntryUpdates, who + " gave " + quote(o.text) + " on " + dateOr(o.asOf)
	case inside(e.value, o.value):
		return stemma.EntryNarrower, "lies within what " + who + " gave: " + quote(o.text)
	}
	return stemma.EntryConflicts, who + " gave " + quote(o.text) + " on the same day"
}

// againstOther compares with the answers of other claimants.
func (b *book) againstOther(prior []*entry, last, e *entry) (relation, why string) {
	for i := len(prior) - 1; i >= 0; i-- {
		if o := prior[i]; hasFigure(o) && sameValue(o.value, e.value) {
			return stemma.EntryBacks, b.nameOf(o) + " gave the same figure"
		}
	}
	for i := len(prior) - 1; i >= 0 && vague(e.value); i-- {
		if o := prior[i]; hasFigure(o) && !disjoint(e.value, o.value) {
			return stemma.EntryRestates, "vague words that " + b.nameOf(o) + "’s " + quote(o.text) + " meets"
		}
	}
	if disjoint(e.value, last.value) {
		return stemma.EntryConflicts, "no number fits both this and " + b.nameOf(last) + "’s " + quote(last.text)
	}
	return stemma.EntryConflicts, "another figure than " + b.nameOf(last) + "’s " + quote(last.text)
}

// plainRelation relates an answer without a figure of its own.
func (b *book) plainRelation(prior []*entry, e *entry) (relation, why string) {
	o := sameClaimant(prior, e)
	switch {
	case o != nil && o.stance == e.stance && o.value == nil:
		return stemma.EntryRestates, "said before, on " + dateOr(o.asOf)
	case e.stance == stemma.StanceDenies:
		return stemma.EntryDenies, "denies what stands before" + b.against(prior, e)
	case e.stance == stemma.StanceDoubts:
		return stemma.EntryConflicts, "doubts what stands before" + b.against(prior, e)
	case o != nil && isReaction(o.stance) != isReaction(e.stance):
		return stemma.EntryUpdates, "the same claimant " + stanceVerb[o.stance] + " on " + dateOr(o.asOf)
	case e.stance == stemma.StanceDeclines:
		return stemma.EntryDeclines, "gives no answer" + b.against(prior, e)
	case e.stance == stemma.StanceUnverified:
		return stemma.EntryUnverified, "could not check what stands before"
	}
	return stemma.EntryFirst, "first answer of this claimant"
}

// sameClaimant is the last earlier answer of the claimant, nil for none.
func sameClaimant(prior []*entry, e *entry) *entry {
	for i := len(prior) - 1; i >= 0; i-- {
		if prior[i].who == e.who && e.who != 0 {
			return prior[i]
		}
	}
	return nil
}

var stanceVerb = map[string]string{
	stemma.StanceAsserts: "asserted it", stemma.StanceDenies: "denied it", stemma.StanceDoubts: "doubted it",
	stemma.StanceDeclines: "gave no answer", stemma.StanceUnverified: "could not verify it",
	stemma.StanceExpects: "expected it", stemma.StanceCallsFor: "called for it",
}

// against names whom an answer is against: the last other claimant who
// asserts.
func (b *book) against(prior []*entry, e *entry) string {
	for i := len(prior) - 1; i >= 0; i-- {
		if o := prior[i]; o.who != e.who && o.stance == stemma.StanceAsserts {
			return ": " + b.nameOf(o) + "’s " + quote(shorten(o.text, 80))
		}
	}
	return ""
}

func (b *book) nameOf(e *entry) string {
	if e.who == 0 {
		return "somebody not named"
	}
	return b.names.list[e.who].name
}

func dateOr(d string) string {
	if d == "" {
		return "an unknown day"
	}
	return d
}

// shorten cuts s at a word near n runes.
func shorten(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	cut := n
	for cut > n/2 && r[cut] != ' ' {
		cut--
	}
	return strings.TrimRight(string(r[:cut]), " ,;") + " …"
}

func formatNumber(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
