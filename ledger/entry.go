package ledger

import (
	"sort"
	"strings"

	"github.com/stemmanews/stemma"
)

// entry is one claimant's answer while it is worked on.
type entry struct {
	who      int
	party    string
	stance   string
	value    *stemma.Value
	text     string
	asOf     string
	said     string
	relation string
	why      string
	rank     int // order among entries of one day
	sts      []*statement
	renamed  []*statement // of sts: those that call the claimant otherwise
	altered  []*statement // statements of copies that garbled this one
}

// entries makes the entries of a question: one for each claimant and value.
func (b *book) entries(q *question) []*entry {
	var list []*entry
	quoted := claimantsOf(q)
	for _, s := range q.sts {
		if s.change != nil || s.own && (b.attributed(s) || quoted >= 2 && !b.repeated(q, s)) || b.rebuts(s) {
			continue
		}
		if o := partOf(q, s); o != nil {
			q.remarks = append(q.remarks, b.names.list[s.who].name+" gives "+quote(s.text)+" "+s.figure.Of+" beside "+quote(o.text)+": taken for a part of it")
			continue
		}
		list = addTo(list, s)
	}
	list = b.joinWordings(b.joinSpokesmen(b.joinWordings(list)))
	for _, s := range q.sts {
		if s.change != nil {
			list = b.placeAltered(q, list, s)
		}
	}
	for _, e := range list {
		b.finish(e)
		b.noteNames(q, e)
	}
	b.sortEntries(list)
	return list
}

// noteNames points to the reports that call the claimant by a garbled name or
// exchange it for others of its side: they count, but the reader should know.
func (b *book) noteNames(q *question, e *entry) {
	name := b.names.list[e.who].name
	for _, s := range e.sts {
		if s.calledElse || !s.own && !described(name) && miswritten(s.claim.Source.Text, b.names.list[e.who].words) {
			e.renamed = append(e.renamed, s)
			q.remarks = append(q.remarks, s.path+" has "+quote(shorten(s.claim.Source.Text, 60))+" for "+name)
		}
	}
}

// miswritten reports whether the words for a source are the name of the
// claimant with words exchanged, not a shorter form of it.
func miswritten(source string, name []string) bool {
	for part := range strings.SplitSeq(source, ",") {
		part, _, _ = strings.Cut(part, " (")
		have := nameWords(part)
		if len(name) < 3 || len(have) != len(name) {
			continue
		}
		shared := 0
		for i, w := range name {
			if w == have[i] {
				shared++
			}
		}
		if shared < len(name) && 2*shared >= len(name) {
			return true
		}
	}
	return false
}

func addTo(list []*entry, s *statement) []*entry {
	for _, e := range list {
		if e.who == s.who && sameValue(e.value, s.value) && sameStance(e.stance, s.stance) && (e.who != 0 || e.sts[0].path == s.path || s.own == e.sts[0].own) {
			e.sts = append(e.sts, s)
			return list
		}
	}
	return append(list, &entry{who: s.who, party: s.party, stance: s.stance, value: s.value, text: s.text, sts: []*statement{s}})
}

// sameStance: asserting and expecting are one answer, denying is another.
func sameStance(a, b string) bool {
	against := func(s string) bool { return s == stemma.StanceDenies || s == stemma.StanceDoubts }
	return against(a) == against(b)
}

// attributed reports whether a figure in an outlet's own voice only repeats
// what somebody is quoted with: then it is no answer of the outlet.
func (b *book) attributed(s *statement) bool {
	for _, o := range b.figures {
		if !o.own && o.measure == s.measure && sameNumber(o.value, s.value) {
			return true
		}
	}
	return false
}

// claimantsOf counts those who are quoted with a figure.
func claimantsOf(q *question) int {
	who := map[int]bool{}
	for _, s := range q.sts {
		if s.stands() && s.who != 0 {
			who[s.who] = true
		}
	}
	return len(who)
}

// repeated reports whether another text, not copied from this one, states the
// same number in its own voice: then it is news that nobody is quoted with.
func (b *book) repeated(q *question, s *statement) bool {
	for _, o := range q.sts {
		if o.own && o.path != s.path && sameNumber(o.value, s.value) && !b.kin.sameText(s.path, s.span, o.path, o.span) {
			return true
		}
	}
	return false
}

// partOf finds the larger figure of which s is a part: the same claimant gives
// both in one breath ("186 arrested, 19 of them minors").
func partOf(q *question, s *statement) *statement {
	for _, o := range q.sts {
		if o != s && o.who == s.who && s.who != 0 && o.path == s.path && o.asOf == s.asOf && o.stance == s.stance && o.change == nil &&
			number(o.value) >= 2*number(s.value) && gap(o.span, s.span) < 400 && o.span[0] < s.span[0] && s.thing.within(o.thing) {
			return o
		}
	}
	return nil
}

// rebuts reports whether a figure only takes up another's to deny it: the
// claimant denies or doubts close by, and the number is another's, given
// before in the same report.
func (b *book) rebuts(s *statement) bool {
	if s.own || !sameStance(s.stance, stemma.StanceAsserts) {
		return false
	}
	denies := false
	for _, o := range b.plain {
		if o.path == s.path && o.who == s.who && (o.stance == stemma.StanceDenies || o.stance == stemma.StanceDoubts) &&
			abs(o.span[0]-s.span[0]) < 400 {
			denies = true
		}
	}
	if !denies {
		return false
	}
	for _, o := range b.figures {
		if o.path == s.path && o.who != s.who && !o.own && o.span[0] < s.span[0] && o.measure == s.measure && number(o.value) == number(s.value) {
			return true
		}
	}
	return false
}

// joinSpokesmen puts what a person or office gives for a side under the body
// that is quoted with the same figure on the same day. Two named persons stay
// two claimants.
func (b *book) joinSpokesmen(list []*entry) []*entry {
	var out []*entry
	for _, e := range list {
		host := -1
		for i, o := range out {
			if b.oneVoice(e, o) {
				host = i
				break
			}
		}
		if host < 0 {
			out = append(out, e)
			continue
		}
		o := out[host]
		if b.hosts(e, o) {
			o, e = e, o
			out[host] = o
		}
		if described(b.nameOf(e)) && !described(b.nameOf(o)) && !sameValue(o.value, e.value) {
			for _, s := range e.sts {
				s.calledElse = true
			}
		}
		if !sameValue(o.value, e.value) && b.stronger(e, o) {
			o.value, o.text = e.value, e.text
		}
		o.sts = append(o.sts, e.sts...)
		o.altered = append(o.altered, e.altered...)
	}
	return out
}

// hosts reports whether of two entries of one voice e stands for both: a body
// before a person, a name before a description, what was printed first before
// what came later.
func (b *book) hosts(e, o *entry) bool {
	if isPerson(e) != isPerson(o) {
		return isPerson(o)
	}
	if x, y := described(b.nameOf(e)), described(b.nameOf(o)); x != y {
		return y
	}
	return b.printedBefore(e, o)
}

// printedBefore reports whether a report has e on an earlier day than any has o.
func (b *book) printedBefore(e, o *entry) bool {
	first := func(e *entry) string {
		d := ""
		for _, s := range e.sts {
			if p := b.doc(s.doc).Published.Date; p != "" && (d == "" || later(d, p)) {
				d = p
			}
		}
		return d
	}
	x, y := first(e), first(o)
	return x != "" && y != "" && later(y, x)
}

func isPerson(e *entry) bool { return e.sts[0].kind == stemma.KindPerson }

// oneVoice reports whether two entries give one figure for one side, within a
// day, and at least one of them for a body.
func (b *book) oneVoice(x, y *entry) bool {
	s, o := x.sts[0], y.sts[0]
	if s.own || o.own || isPerson(x) && isPerson(y) || !isOffice(s) && !isOffice(o) {
		return false
	}
	same := sameValue(x.value, y.value)
	if sx, so := described(b.names.list[s.who].name), described(b.names.list[o.who].name); sx != so {
		same = same || sameNumber(x.value, y.value) && number(x.value) >= 10 // "at least 1,100" of "officers", "about 1,100" of their staff
	}
	return b.speaksFor(s.who, o.who) && same &&
		sameStance(x.stance, y.stance) && abs(daysBetween(start(s.said), start(o.said))) <= 1
}

// speaksFor reports whether two claimants are of one party, or one of them is
// the party of the other.
func (b *book) speaksFor(x, y int) bool {
	p, q := b.names.party(x), b.names.party(y)
	if p != "" && strings.EqualFold(p, q) {
		return true
	}
	return p != "" && b.names.called(y, p) || q != "" && b.names.called(x, q)
}

func isOffice(s *statement) bool {
	k := s.kind
	return k == stemma.KindGovernment || k == stemma.KindOrganisation
}

// joinWordings joins what one claimant said of one number in other words:
// "approximately 1,400" and "at least 1,400". The wording that stands on top
// is the one that more independent texts carry; of equals the original's, then
// the quoted, then the one whose claimant is named, then the bounded one.
// Copies that reworded it count as altered, other texts as further reports.
func (b *book) joinWordings(list []*entry) []*entry {
	var out []*entry
	for _, e := range list {
		host := b.otherWording(out, e)
		if host == nil {
			out = append(out, e)
			continue
		}
		top, sub := host, e
		if b.stronger(e, host) {
			top, sub = e, host
		}
		merged := *top
		b.absorb(&merged, sub)
		*host = merged
	}
	return out
}

func (b *book) otherWording(list []*entry, e *entry) *entry {
	for _, o := range list {
		if o.who == e.who && e.who != 0 && sameNumber(o.value, e.value) && sameStance(o.stance, e.stance) &&
			number(e.value) >= 10 && abs(daysBetween(start(earliest(o.sts)), start(earliest(e.sts)))) <= 2 {
			return o
		}
	}
	return nil
}

func (b *book) stronger(e, o *entry) bool {
	if x, y := b.kin.independentAmong(e.sts), b.kin.independentAmong(o.sts); x != y {
		return x > y
	}
	if e.sts[0].path != o.sts[0].path && b.kin.related(e.sts[0].path, o.sts[0].path) {
		return before(e.sts[0], o.sts[0])
	}
	if x, y := quotes(e), quotes(o); x != y {
		return x
	}
	if x, y := described(e.sts[0].claim.Source.Name), described(o.sts[0].claim.Source.Name); x != y {
		return y
	}
	if x, y := bounded(e.value), bounded(o.value); x != y {
		return x
	}
	return false
}

// quotes reports whether an answer stands in quotation marks: then its words
// are the claimant's own.
func quotes(e *entry) bool {
	for _, s := range e.sts {
		if s.claim.Form == stemma.FormDirect || s.claim.Form == stemma.FormMixed {
			return true
		}
	}
	return false
}

func bounded(v *stemma.Value) bool { return v.Low != nil && v.High != nil }

// absorb adds the statements of another wording to e.
func (b *book) absorb(e, other *entry) {
	for _, s := range other.sts {
		if b.copiedFromAny(e.sts, s) {
			e.altered = append(e.altered, s)
		} else {
			e.sts = append(e.sts, s)
		}
	}
	e.altered = append(e.altered, other.altered...)
}

func (b *book) copiedFromAny(sts []*statement, s *statement) bool {
	for _, o := range sts {
		if b.kin.descends(s.path, o.path) {
			return true
		}
	}
	return false
}

// placeAltered lists a garbled figure under the entry that it garbled; where
// the true reading is not in the input it stays an entry.
func (b *book) placeAltered(q *question, list []*entry, s *statement) []*entry {
	for _, e := range list {
		for _, o := range e.sts {
			if o == s.truth {
				if b.otherText(e, s) {
					s.calledElse = s.calledElse || e.who != s.who
					e.sts = append(e.sts, s)
				} else {
					e.altered = append(e.altered, s)
				}
				q.remarks = append(q.remarks, alteredRemark(s, e))
				return list
			}
		}
	}
	for _, e := range list {
		if e.who == s.who && s.who != 0 && sameNumber(e.value, s.value) {
			if s.change.Kind == stemma.ChangeComparator && !b.copiedFromAny(e.sts, s) {
				e.sts = append(e.sts, s) // another text's bounds for the same words
			} else {
				e.altered = append(e.altered, s)
			}
			q.remarks = append(q.remarks, alteredRemark(s, e))
			return list
		}
	}
	if s.truth != nil { // its true reading stands under another question
		q.remarks = append(q.remarks, s.path+" has "+quote(s.text)+", changed from "+quote(s.truth.text)+" ("+s.change.Kind+"); see changes")
		return list
	}
	return addTo(list, s)
}

// otherText reports whether a reading that was altered in its words or its source
// only, not in its number, stands in a text that was not copied from the answer:
// then it is a report of the same answer.
func (b *book) otherText(e *entry, s *statement) bool {
	if s.change.Kind != stemma.ChangeComparator && s.change.Kind != stemma.ChangeAttribution || !sameNumber(e.value, s.value) {
		return false
	}
	for _, o := range e.sts {
		if o.path == s.path {
			return false
		}
	}
	return !b.copiedFromAny(e.sts, s)
}

func alteredRemark(s *statement, e *entry) string {
	return s.path + " has " + quote(s.text) + ", changed from " + quote(e.text) + " (" + s.change.Kind + "); see changes"
}

func quote(s string) string { return "“" + s + "”" }

// finish chooses the words and dates of an entry: those of the statement that
// was not copied from another, the first in time.
func (b *book) finish(e *entry) {
	sort.SliceStable(e.sts, func(i, j int) bool { return before(e.sts[i], e.sts[j]) })
	top := e.sts[0]
	for _, s := range e.sts {
		if e.value != nil && !sameValue(s.value, e.value) {
			continue
		}
		if !sameValue(top.value, e.value) || earlierOriginal(b, s, top) {
			top = s
		}
	}
	e.text, e.asOf, e.said, e.rank = top.text, top.asOf, top.said, top.rank<<20+top.span[0]
	if e.party = b.names.party(e.who); e.who == 0 {
		e.party = ""
	}
}

func earlierOriginal(b *book, s, top *statement) bool {
	return b.kin.depth(s.path) == b.kin.depth(top.path) && s.asOf != "" && later(top.asOf, s.asOf)
}

func earliest(sts []*statement) string {
	d := ""
	for _, s := range sts {
		if d == "" || s.asOf != "" && later(d, s.asOf) {
			d = s.asOf
		}
	}
	return d
}

func (b *book) sortEntries(list []*entry) {
	sort.SliceStable(list, func(i, j int) bool {
		x, y := list[i], list[j]
		if end(x.asOf) != end(y.asOf) {
			return later(y.asOf, x.asOf)
		}
		if end(x.said) != end(y.said) {
			return later(y.said, x.said)
		}
		return x.rank < y.rank
	})
}
