package ledger

import (
	"math"
	"sort"
	"strings"

	"github.com/stemmanews/stemma"
)

// openQuestions groups what is denied, doubted, left open or not verified with
// the assertions on the same proposition: questions to be answered yes or no.
// A proposition is found again by the names and other telling words that two
// contents share, weighted by their rarity in the story (inverse document
// frequency); in one report also by order: an answer follows what it answers.
// Counts that answer no question of their own ("as many as 40 boarded unlisted")
// are answers, too.
func (b *book) openQuestions(done []*question) []*question {
	m := b.newMatcher(done)
	var qs []*question
	for _, s := range b.plain {
		if !isReaction(s.stance) || s.who == 0 || hollow(s.text) && plural(b.spokenOf(s)) {
			continue // "could not verify either account" asks nothing of its own
		}
		for _, part := range m.byThing(s) {
			q := m.questionOf(qs, part)
			if q == nil {
				q = &question{}
				qs = append(qs, q)
			}
			m.add(q, part)
		}
	}
	qs = m.merged(qs)
	for _, q := range qs {
		m.addAssertions(q)
	}
	var out []*question
	for _, q := range qs {
		if m.answered(q) {
			q.title = b.openTitle(q)
			out = append(out, q)
		}
	}
	return out
}

// merged joins questions whose answers speak of one class of things and of one
// more thing in common.
func (m *matcher) merged(qs []*question) []*question {
	var out []*question
	for _, q := range qs {
		var host *question
		for _, o := range out {
			if m.oneThing(o, q) {
				host = o
				break
			}
		}
		if host == nil {
			out = append(out, q)
			continue
		}
		for _, s := range q.sts {
			m.add(host, s)
		}
	}
	return out
}

func (m *matcher) oneThing(a, c *question) bool {
	for _, x := range a.sts {
		for _, y := range c.sts {
			class := false
			for w := range x.words {
				class = class || w[0] == '#' && y.words[w]
			}
			if _, n := m.shared(x.words, y.words); class && n >= 2 {
				return true
			}
		}
	}
	return false
}

// byThing splits an answer that speaks of several classes of things: it answers
// a question on each. A denial does where it lists them ("neither troops nor
// weapons").
func (m *matcher) byThing(s *statement) []*statement {
	var classes []string
	for _, w := range sortedWords(s.words) {
		if w[0] == '#' {
			classes = append(classes, w)
		}
	}
	if len(classes) < 2 || isReaction(s.stance) && !listing(s.text) {
		return []*statement{s}
	}
	parts := make([]*statement, 0, len(classes))
	for _, c := range classes {
		part := *s
		part.words = map[string]bool{}
		for w := range s.words {
			if w[0] != '#' || w == c {
				part.words[w] = true
			}
		}
		parts = append(parts, &part)
	}
	return parts
}

// listing reports whether a content lists things: "troops or weapons".
func listing(content string) bool {
	low := " " + strings.ToLower(content) + " "
	for _, w := range []string{" or ", " nor ", " both ", " not only ", " as well as ", " but also "} {
		if strings.Contains(low, w) {
			return true
		}
	}
	return false
}

// matcher compares the propositions of statements.
type matcher struct {
	b     *book
	df    map[string]int
	n     int
	at    map[*statement]*question // where statements stand
	loose []*statement             // assertions and counts without a question, in order
}

func (b *book) newMatcher(done []*question) *matcher {
	m := &matcher{b: b, df: map[string]int{}, at: map[*statement]*question{}}
	for _, q := range done {
		for _, s := range q.sts {
			m.at[s] = q
		}
	}
	for _, list := range [][]*statement{b.plain, b.figures} {
		for _, s := range list {
			s.words = b.proposition(s)
			m.n++
			for w := range s.words {
				m.df[w]++
			}
			if m.canAnswer(s) {
				m.loose = append(m.loose, m.byThing(s)...)
			}
		}
	}
	sort.SliceStable(m.loose, func(i, j int) bool { return before(m.loose[i], m.loose[j]) })
	for _, s := range b.plain {
		if isReaction(s.stance) && hollow(s.text) && s.claim.About == nil {
			if o := m.antecedent(s); o != nil {
				s.words = o.words
			}
		}
	}
	return m
}

// canAnswer reports whether a statement can be an assertion of an open question.
func (m *matcher) canAnswer(s *statement) bool {
	if isReaction(s.stance) || s.who == 0 || s.own || s.stance == stemma.StanceCallsFor {
		return false
	}
	return s.figure == nil || s.measure == stemma.MeasureCount && m.at[s] == nil && s.change == nil && !isMeasured(s.figure.Unit)
}

func (m *matcher) add(q *question, s *statement) {
	m.at[s] = q
	if s.figure == nil {
		m.b.addPlain(q, s)
		return
	}
	q.sts, q.entries = append(q.sts, s), addTo(q.entries, s)
	m.b.finish(q.entries[len(q.entries)-1])
	q.measure = s.measure
}

// proposition are the telling words of what is held, or of what it points to.
func (b *book) proposition(s *statement) map[string]bool {
	d := b.doc(s.doc)
	t := spansText(d.Text, s.claim.Content.Spans)
	if a := s.claim.About; a != nil {
		t += " " + a.Text
	}
	return concepts(t)
}

// hollow reports whether a content says nothing of its own: "this",
// "something", "these allegations".
func hollow(content string) bool {
	n := 0
	for _, w := range nameWords(content) {
		if !references[w] && !hollowWords[stem(w)] {
			n++
		}
	}
	return n == 0
}

var hollowWords = stems("something allegation accusation charge claim report suggestion question matter story subject such")

func (m *matcher) weight(w string) float64 {
	return math.Log(1 + float64(m.n)/float64(1+m.df[w]))
}

// shared is the weighted part of the smaller word set that both have, and the
// number of shared words.
func (m *matcher) shared(a, c map[string]bool) (part float64, n int) {
	var both, x, y float64
	for _, w := range sortedWords(a) {
		x += m.weight(w)
		if c[w] {
			both += m.weight(w)
			n++
		}
	}
	for _, w := range sortedWords(c) {
		y += m.weight(w)
	}
	if x == 0 || y == 0 {
		return 0, 0
	}
	return both / min(x, y), n
}

// sortedWords makes sums of floats come out the same on every run.
func sortedWords(m map[string]bool) []string {
	list := make([]string, 0, len(m))
	for w := range m {
		list = append(list, w)
	}
	sort.Strings(list)
	return list
}

// same reports whether two statements are on one proposition: they share enough
// of what they say and do not speak of different things ("soldiers", "weapons").
func (m *matcher) same(a, c *statement) bool {
	part, n := m.shared(a.words, c.words)
	if !(n >= 3 && part >= 0.35 || n >= 2 && part >= 0.5) {
		return false
	}
	return !otherThing(a.words, c.words)
}

// otherThing reports whether two word sets name classes of things and have none
// in common.
func otherThing(a, c map[string]bool) bool {
	x, y, both := false, false, false
	for w := range a {
		x = x || w[0] == '#'
		both = both || w[0] == '#' && c[w]
	}
	for w := range c {
		y = y || w[0] == '#'
	}
	return x && y && !both
}

// light are words that propositions on anything share.
var light = stems("come go get make take put give see say tell know think want need use become time way thing something part place")

// follows reports whether s stands right behind o in one report, or right before
// it in one sentence ("denied it after a paper reported that …"), says something
// of what o says, and answers it.
func (m *matcher) follows(o, s *statement) bool {
	if o.path != s.path || o.who == s.who || hollow(s.text) {
		return false
	}
	behind := o.span[0] < s.span[0] && s.span[0]-o.span[1] <= 250
	ahead := o.span[0] >= s.span[1] && o.span[0]-s.span[1] <= 160 && !strings.Contains(m.b.between(s, o), ". ")
	if !behind && !ahead {
		return false
	}
	for _, w := range sortedWords(o.words) {
		if s.words[w] && !light[w] && m.df[w]*4 <= m.n {
			return ahead || m.last(s) == o
		}
	}
	return false
}

// between is the text between two statements of one report.
func (b *book) between(s, o *statement) string {
	d := b.doc(s.doc)
	if s.span[1] < 0 || s.span[1] > o.span[0] || o.span[0] > len(d.Text) {
		return ""
	}
	return d.Text[s.span[1]:o.span[0]]
}

// last is the statement of another claimant that stands last before s.
func (m *matcher) last(s *statement) *statement {
	var best *statement
	for _, o := range m.loose {
		if o.path == s.path && o.who != s.who && o.span[0] < s.span[0] && (best == nil || o.span[0] > best.span[0]) &&
			(o.figure == nil || !hollow(s.text)) {
			best = o
		}
	}
	return best
}

// questionOf finds the question that holds a statement on the same proposition,
// or the text that it copies.
func (m *matcher) questionOf(qs []*question, s *statement) *question {
	if s.copyOf != nil {
		for _, q := range qs {
			if m.holds(q, s.copyOf) && !m.elsewhereBySplit(q, s) {
				return q
			}
		}
	}
	for _, q := range qs {
		if m.onOther(q, s) {
			continue
		}
		for _, o := range q.sts {
			if m.same(s, o) {
				return q
			}
		}
	}
	return nil
}

// onOther reports whether a question is on another class of things: that of its
// first statement that names one.
func (m *matcher) onOther(q *question, s *statement) bool {
	for _, o := range q.sts {
		for w := range o.words {
			if w[0] == '#' {
				return otherThing(o.words, s.words)
			}
		}
	}
	return false
}

// holds reports whether a question has a statement, or a part of it.
func (m *matcher) holds(q *question, s *statement) bool {
	for _, o := range q.sts {
		if o.claim == s.claim && o.figure == s.figure {
			return true
		}
	}
	return false
}

// elsewhereBySplit reports whether a question is on another class of things than
// this part of an answer.
func (m *matcher) elsewhereBySplit(q *question, s *statement) bool {
	for _, o := range q.sts {
		if o.claim == s.copyOf.claim {
			return otherThing(o.words, s.words)
		}
	}
	return false
}

// addAssertions adds what others hold on the proposition of a question, what
// the same claimant adds to its denial, and copies of both.
func (m *matcher) addAssertions(q *question) {
	seeds := append([]*statement(nil), q.sts...)
	for _, s := range seeds {
		if !hollow(s.text) || s.stance == stemma.StanceUnverified {
			continue
		}
		if o := m.antecedent(s); o != nil && m.at[o] == nil {
			m.add(q, o)
		}
	}
	for _, o := range m.loose {
		if m.at[o] != nil {
			continue
		}
		if o.copyOf != nil && m.holds(q, o.copyOf) {
			m.add(q, o)
			continue
		}
		for _, s := range seeds {
			if !m.onOther(q, o) && (o.figure == nil && m.same(o, s) || m.follows(o, s)) {
				m.add(q, o)
				break
			}
		}
	}
	sort.SliceStable(q.sts, func(i, j int) bool { return before(q.sts[i], q.sts[j]) })
}

// antecedent is the claim of another that stands last before a bare denial.
func (m *matcher) antecedent(s *statement) *statement {
	o := m.last(s)
	if o == nil || s.span[0]-o.span[0] >= 600 {
		return nil
	}
	return o
}

// answered reports whether a question has two sides: two claimants, one of
// whom asserts.
func (m *matcher) answered(q *question) bool {
	who := map[int]bool{}
	asserted := false
	for _, e := range q.entries {
		who[e.who] = true
		asserted = asserted || !isReaction(e.stance)
	}
	return len(who) > 1 && asserted
}

// openTitle words the question by the shortest assertion of the first report.
func (b *book) openTitle(q *question) string {
	best := ""
	for _, e := range q.entries {
		if t := proposition(e.text); len(contentWords(t)) >= 2 && !hollow(t) && (best == "" || !isReaction(e.stance) && len(t) < len(best)) {
			best = t
		}
	}
	if best == "" && len(q.entries) > 0 {
		best = q.entries[0].text
	}
	return capitalise(shorten(best, 110)) + "?"
}

// proposition strips what introduces or ends a content clause.
func proposition(s string) string {
	s = strings.Trim(s, " ,.;\"“”")
	for _, lead := range []string{"that ", "whether ", "if "} {
		s = strings.TrimPrefix(s, lead)
	}
	return strings.Trim(s, " ,.;\"“”?!")
}
