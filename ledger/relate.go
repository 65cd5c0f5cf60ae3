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

// own finds the earlier answer of the same claimant, or else of the same side,
// with which e is to be compared: of figures the nearest in size, for a body may
// give a total and its parts; of others, and of equals, the last.
func (b *book) own(prior []*entry, e *entry, ok func(*entry) bool) (last *entry, party bool) {
	for _, o := range prior {
		if o.who == e.who && e.who != 0 && ok(o) && (last == nil || ratio(o, e) <= ratio(last, e)) {
			last = o
		}
	}
	if last != nil {
		return last, false
	}
	for _, o := range prior {
		if b.sameSide(o, e) && ok(o) && (last == nil || ratio(o, e) <= ratio(last, e)) {
			last = o
		}
	}
	return last, last != nil
}

// ratio is how many times one figure is another, to a factor of three; 0 where
// one of them is none.
func ratio(o, e *entry) int {
	if o.value == nil || e.value == nil || number(o.value) == 0 || number(e.value) == 0 {
		return 0
	}
	x := number(o.value) / number(e.value)
	n := 0
	for x = max(x, 1/x); x > 3; x /= 3 {
		n++
	}
	return n
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

// figureRelation relates an answer with a figure: to the claimant's own
// earlier figure, else to its side's, else to the others'.
func (b *book) figureRelation(prior []*entry, e *entry) (relation, why string) {
	if o := b.givenBefore(prior, e); o == nil {
		whole := prior
		if prior = likewise(prior, e); len(prior) == 0 {
			return b.ofAnotherSort(whole, e)
		}
	}
	if o, party := b.own(prior, e, hasFigure); o != nil && !party {
		return b.againstOwn(o, e)
	} else if o != nil {
		return b.againstSide(prior, o, e)
	}
	last := b.rival(prior, e)
	if last == nil {
		if b.deniedBefore(prior) {
			return stemma.EntryConflicts, "a figure after a denial"
		}
		return stemma.EntryFirst, "first figure; what stands before gives none"
	}
	return b.againstOther(prior, last, e)
}

// rival is the figure of another that is most against e: the last that no
// number fits together with e, else the last.
func (b *book) rival(prior []*entry, e *entry) (last *entry) {
	for _, o := range prior {
		if hasFigure(o) && (last == nil || disjoint(o.value, e.value) || !disjoint(last.value, e.value)) {
			last = o
		}
	}
	return last
}

func (b *book) deniedBefore(prior []*entry) bool {
	for _, o := range prior {
		if o.stance == stemma.StanceDenies || o.stance == stemma.StanceDeclines {
			return true
		}
	}
	return false
}

// againstOwn compares with an earlier answer of the same claimant.
func (b *book) againstOwn(o, e *entry) (relation, why string) {
	switch {
	case sameValue(o.value, e.value):
		return stemma.EntryRestates, "gives the figure that the same claimant gave on " + dateOr(o.asOf)
	case e.sts[0].own && sharedReport(o, e) && number(e.value) < number(o.value):
		return stemma.EntryNarrower, "the same report tells of " + quote(o.text) + " in its own voice: a part of it"
	case e.sts[0].own && sharedReport(o, e):
		return stemma.EntryUpdates, "the same report gives " + quote(o.text) + " in its own voice: that is a part of this"
	case vague(e.value) && !disjoint(o.value, e.value) && !vague(o.value):
		return stemma.EntryRestates, "vaguer words for what the same claimant gave on " + dateOr(o.asOf) + ": " + quote(o.text)
	case e.value.High != nil && 5**e.value.High <= number(o.value):
		return stemma.EntryNarrower, "at most a fifth of what the same claimant gave, " + quote(o.text) + ": a part of it"
	case later(e.asOf, o.asOf) || later(e.said, o.said):
		return stemma.EntryUpdates, "the same claimant gave " + quote(o.text) + " on " + dateOr(o.asOf)
	case inside(e.value, o.value):
		return stemma.EntryNarrower, "lies within what the same claimant gave: " + quote(o.text)
	}
	return stemma.EntryConflicts, "the same claimant gave " + quote(o.text) + " on the same day"
}

// againstSide compares with an earlier answer of another who speaks for the
// same side. What is at most half of the side's figure counts a part of it: an
// officer who tells of his own unit, a hospital of its own patients.
func (b *book) againstSide(prior []*entry, o, e *entry) (relation, why string) {
	who := b.nameOf(o) + " of the same side"
	newer := later(e.asOf, o.asOf) || later(e.said, o.said)
	switch {
	case b.givenBefore(prior, e) != nil:
		return stemma.EntryRestates, "gives the figure that " + b.nameOf(b.givenBefore(prior, e)) + " gave"
	case vague(e.value) && !disjoint(o.value, e.value) && !vague(o.value):
		return stemma.EntryRestates, "vaguer words for what " + who + " gave on " + dateOr(o.asOf) + ": " + quote(o.text)
	case inside(e.value, o.value) && (bounded(o.value) || !newer):
		return stemma.EntryNarrower, "lies within what " + who + " gave: " + quote(o.text)
	case e.value.High != nil && !vague(o.value) && 2**e.value.High <= number(o.value):
		return stemma.EntryNarrower, "at most half of what " + who + " gave, " + quote(o.text) + ": a part of it"
	case newer && !vague(o.value):
		return stemma.EntryUpdates, who + " gave " + quote(o.text) + " on " + dateOr(o.asOf)
	}
	return stemma.EntryConflicts, who + " gave " + quote(o.text)
}

// givenBefore is the last earlier entry with the same figure, nil for none.
func (b *book) givenBefore(prior []*entry, e *entry) *entry {
	for i := len(prior) - 1; i >= 0; i-- {
		if o := prior[i]; hasFigure(o) && sameValue(o.value, e.value) {
			return o
		}
	}
	return nil
}

// againstOther compares with the answers of other claimants.
func (b *book) againstOther(prior []*entry, last, e *entry) (relation, why string) {
	if o := b.givenBefore(prior, e); o != nil {
		return stemma.EntryRestates, "gives the figure that " + b.nameOf(o) + " gave"
	}
	for i := len(prior) - 1; i >= 0 && (vague(e.value) || e.sts[0].own); i-- {
		if o := prior[i]; hasFigure(o) && inside(o.value, e.value) {
			return stemma.EntryRestates, "wider words that " + b.nameOf(o) + "’s " + quote(o.text) + " meets"
		}
	}
	if sameNumber(e.value, last.value) && inside(e.value, last.value) && sharedReport(last, e) {
		return stemma.EntryNarrower, "a tighter reading of " + b.nameOf(last) + "’s " + quote(last.text)
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
	case e.stance == stemma.StanceUnverified:
		return stemma.EntryRestates, "could not check what stands before: adds no answer to it"
	case e.stance == stemma.StanceDeclines:
		return b.declined(prior, o, e)
	case o != nil && isReaction(o.stance):
		return stemma.EntryUpdates, "the same claimant " + stanceVerb[o.stance] + " on " + dateOr(o.asOf)
	}
	return b.asserted(prior, o, e)
}

// declined relates a refusal to answer: it withholds the word that would bear
// out what stands before.
func (b *book) declined(prior []*entry, o, e *entry) (relation, why string) {
	switch {
	case o != nil && isReaction(o.stance) && (later(e.asOf, o.asOf) || later(e.said, o.said)):
		return stemma.EntryUpdates, "gives no answer; the same claimant " + stanceVerb[o.stance] + " on " + dateOr(o.asOf)
	case o != nil && isReaction(o.stance):
		return stemma.EntryRestates, "gives no answer; the same claimant " + stanceVerb[o.stance] + " on the same day"
	}
	return stemma.EntryConflicts, "does not bear out what stands before" + b.against(prior, e)
}

// asserted relates an assertion without a figure: against the figures or the
// denials of others, or with the assertions of others.
func (b *book) asserted(prior []*entry, own, e *entry) (relation, why string) {
	if own == nil && e.sts[0].judges {
		return stemma.EntryConflicts, "against what stands before" + b.against(prior, e)
	}
	against := true
	for _, o := range prior {
		against = against && o.who != e.who && (o.stance == stemma.StanceDenies || o.stance == stemma.StanceDoubts)
	}
	switch {
	case against:
		return stemma.EntryConflicts, "asserts what " + b.nameOf(prior[len(prior)-1]) + " denies"
	case own != nil:
		return stemma.EntryFirst, "first answer of this kind; the same claimant " + stanceVerb[own.stance] + " on " + dateOr(own.asOf)
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
