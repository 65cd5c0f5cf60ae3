package ledger

import (
	"sort"
	"strings"
	"unicode"

	"github.com/stemmanews/stemma"
)

// adopt settles what copies of one sentence disagree on because one of them was
// read or worded worse: statements that stand at the same place of one text
// take the claimant, the thing counted and the dates of the original, and a bare count takes the
// measure that another copy shows.
func (b *book) adopt() {
	for _, group := range b.aligned() {
		b.settleMeasure(group)
		top := originalOf(group)
		for _, s := range group {
			if s == top || b.reattributed(s) {
				continue
			}
			if s.own != top.own && !(s.own && b.wordForWord(top, s)) {
				continue
			}
			s.who, s.party, s.kind, s.own, s.asOf, s.said = top.who, top.party, top.kind, top.own, top.asOf, top.said
			if s.measure == top.measure {
				s.thing, s.place, s.window = top.thing, top.place, top.window
			}
		}
	}
}

// adoptPlain gives answers without a figure that stand at the place of an
// answer of the same stance in the text that was copied its claimant and dates:
// copies garble names, and are printed later.
func (b *book) adoptPlain() {
	byPath, rank := map[string][]*statement{}, map[string]int{}
	for _, s := range b.plain {
		byPath[s.path], rank[s.path] = append(byPath[s.path], s), s.rank
	}
	nearest := map[string][]string{} // the reports beside one, the last in the order of copying first
	for _, s := range b.plain {
		paths, ok := nearest[s.path]
		if !ok {
			for _, p := range b.kin.beside[s.path] {
				if len(byPath[p]) > 0 && rank[p] < s.rank {
					paths = append(paths, p)
				}
			}
			sort.Slice(paths, func(i, j int) bool { return rank[paths[i]] > rank[paths[j]] })
			nearest[s.path] = paths
		}
		if o := b.original(byPath, paths, s); o != nil && !b.ownUpdate(o, s) {
			s.who, s.party, s.kind, s.copyOf = o.who, o.party, o.kind, o
			if isReaction(s.stance) {
				s.asOf, s.said = o.asOf, o.said
			}
		}
	}
}

// original is the answer that s copies, nil for none: of those at its place the
// one of the same claimant and words in the nearest report, else the one that
// stands as far into the passage.
func (b *book) original(byPath map[string][]*statement, paths []string, s *statement) *statement {
	var found *statement
	least := 0.2 // of a passage's length
	for _, p := range paths {
		for _, o := range byPath[p] {
			if o.stance != s.stance || !b.kin.aligned(o.path, o.span, s.path, s.span) {
				continue
			}
			if o.who == s.who && o.text == s.text {
				return o
			}
			d := b.kin.apart(o.path, o.span, s.path, s.span)
			if o.who == s.who {
				d /= 2
			}
			if d < least {
				found, least = o, d
			}
		}
	}
	return found
}

// nameRoles gives a figure of somebody who is only described ("the mayor of the
// town") to the one who is named with the same number further down the same
// report: the lead of a report tells by role what its body tells by name.
func (b *book) nameRoles() {
	for _, s := range b.figures {
		if s.own || s.who == 0 || !described(b.names.list[s.who].name) {
			continue
		}
		for _, o := range b.figures {
			if o.path == s.path && o.span[0] > s.span[0] && !o.own && o.who != 0 && o.measure == s.measure && sameNumber(o.value, s.value) &&
				number(s.value) >= 10 && !described(b.names.list[o.who].name) {
				if p := b.names.party(s.who); p != "" && b.names.party(o.who) == "" {
					b.names.list[o.who].parties[p]++
				}
				s.who, s.party = o.who, o.party
				break
			}
		}
	}
}

// described reports whether a name begins or ends with a word in small letters:
// "mayor of Lostmere", "Ruritanian president".
func described(name string) bool {
	words := strings.Fields(name)
	if len(words) == 0 {
		return false
	}
	return startsLower(words[0]) || startsLower(words[len(words)-1])
}

func startsLower(w string) bool {
	for _, c := range w {
		return unicode.IsLower(c)
	}
	return false
}

// aligned groups figures of the same value that stand in one passage of
// different reports.
func (b *book) aligned() [][]*statement {
	group := make([]int, len(b.figures))
	for i := range group {
		group[i] = i
	}
	find := func(i int) int {
		for group[i] != i {
			i = group[i]
		}
		return i
	}
	for j, s := range b.figures {
		for i, o := range b.figures[:j] {
			if x, y := find(i), find(j); x != y && b.repeats(o, s) {
				group[max(x, y)] = min(x, y)
			}
		}
	}
	lists := map[int][]*statement{}
	var out [][]*statement
	for i, s := range b.figures {
		lists[find(i)] = append(lists[find(i)], s)
	}
	for i := range b.figures {
		if l := lists[i]; len(l) > 1 {
			out = append(out, l)
		}
	}
	return out
}

// repeats reports whether s is the same figure as o in a copy of o's sentence.
func (b *book) repeats(o, s *statement) bool {
	if o.path == s.path || !sameValue(o.value, s.value) || o.measure != s.measure && o.measure != stemma.MeasureCount && s.measure != stemma.MeasureCount {
		return false
	}
	if o.thing.inanimate() != s.thing.inanimate() {
		return false // three dead, three rifles
	}
	if b.kin.aligned(o.path, o.span, s.path, s.span) {
		return o.who == s.who || !b.elsewhere(o, s) && !b.elsewhere(s, o)
	}
	return o.measure == s.measure && !b.kin.listed(o.path, s.path) && b.kin.related(o.path, s.path) && b.sharedName(o, s)
}

// elsewhere reports whether the claimant of s gives its figure in o's report,
// too: then o, of another, is not that figure.
func (b *book) elsewhere(o, s *statement) bool {
	for _, x := range b.inReport(o.path) {
		if x != o && x.who == s.who && x.own == s.own && x.measure == s.measure && sameValue(x.value, s.value) {
			return true
		}
	}
	return false
}

// inReport are the figures of one report.
func (b *book) inReport(path string) []*statement {
	if b.byReport == nil {
		b.byReport = map[string][]*statement{}
		for _, s := range b.figures {
			b.byReport[s.path] = append(b.byReport[s.path], s)
		}
	}
	return b.byReport[path]
}

// sharedName reports whether two statements of related reports can be one
// claimant's by their names alone.
func (b *book) sharedName(o, s *statement) bool {
	return o.who == s.who || sharesWord(b.names.list[o.who].words, b.names.list[s.who].words)
}

func sharesWord(a, c []string) bool {
	for _, x := range a {
		for _, y := range c {
			if x == y || closeSpelling(x, y) {
				return true
			}
		}
	}
	return false
}

// settleMeasure gives a bare count the measure that most of its group have.
func (b *book) settleMeasure(group []*statement) {
	var named []string
	for _, s := range group {
		if s.measure != stemma.MeasureCount {
			named = append(named, s.measure)
		}
	}
	m := mostFrequent(named)
	if m == "" {
		return
	}
	for _, s := range group {
		if s.measure == stemma.MeasureCount {
			s.measure = m
			s.thing = thingOf(s.figure.Of, s.figure.Unit)
		}
	}
}

// originalOf is the first attributed statement of a group, in the order of
// copying, else the first.
func originalOf(group []*statement) *statement {
	for _, s := range group {
		if !s.own && s.who != 0 {
			return s
		}
	}
	return group[0]
}

// reattributed reports whether the copies' changes list another source at s.
func (b *book) reattributed(s *statement) bool {
	for _, c := range b.kin.to[s.path] {
		if c.Kind == stemma.ChangeAttribution && touches(c, s) {
			return true
		}
	}
	return false
}

// wordForWord reports whether two statements stand in a passage that was taken
// as it was: then what was attributed in one is attributed in the other.
func (b *book) wordForWord(o, s *statement) bool {
	p := b.kin.passage(o.path, o.span, s.path, s.span)
	return p != nil && p.Kind != stemma.PassageReworded
}
