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
// frequency).
func (b *book) openQuestions(done []*question) []*question {
	m := b.newMatcher()
	var qs []*question
	for _, s := range b.plain {
		if !isReaction(s.stance) || s.who == 0 {
			continue
		}
		if q := m.questionOf(qs, s); q != nil {
			b.addPlain(q, s)
			continue
		}
		q := &question{}
		b.addPlain(q, s)
		qs = append(qs, q)
	}
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

// matcher compares the propositions of plain statements.
type matcher struct {
	b    *book
	df   map[string]int
	n    int
	used map[*statement]bool
}

func (b *book) newMatcher() *matcher {
	m := &matcher{b: b, df: map[string]int{}, used: map[*statement]bool{}}
	for _, list := range [][]*statement{b.plain, b.figures} {
		for _, s := range list {
			s.words = b.proposition(s)
			m.n++
			for w := range s.words {
				m.df[w]++
			}
		}
	}
	return m
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

func (m *matcher) same(a, c *statement) bool {
	part, n := m.shared(a.words, c.words)
	return n >= 3 && part >= 0.35 || n >= 2 && part >= 0.5
}

// questionOf finds the question that holds a statement on the same
// proposition, or the one whose words a bare "it" points back to.
func (m *matcher) questionOf(qs []*question, s *statement) *question {
	for _, q := range qs {
		for _, o := range q.sts {
			if m.same(s, o) || o.who == s.who && o.stance == s.stance && m.b.kin.descends(s.path, o.path) &&
				m.b.kin.sameText(o.path, o.span, s.path, s.span) && len(s.words) == 0 {
				return q
			}
		}
	}
	return nil
}

// addAssertions adds what others hold on the proposition of a question.
func (m *matcher) addAssertions(q *question) {
	seeds := append([]*statement(nil), q.sts...)
	for _, s := range seeds {
		if len(s.words) > 0 || s.stance != stemma.StanceDenies && s.stance != stemma.StanceDoubts {
			continue
		}
		if o := m.antecedent(s); o != nil && !m.used[o] {
			m.used[o] = true
			m.b.addPlain(q, o)
		}
	}
	for _, o := range m.b.plain {
		if isReaction(o.stance) || m.used[o] || o.who == 0 || o.stance == stemma.StanceCallsFor {
			continue
		}
		for _, s := range seeds {
			if m.same(o, s) {
				m.used[o] = true
				m.b.addPlain(q, o)
				break
			}
		}
	}
	sort.SliceStable(q.sts, func(i, j int) bool { return before(q.sts[i], q.sts[j]) })
}

// antecedent is the claim of another that stands last before a bare denial.
func (m *matcher) antecedent(s *statement) *statement {
	var best *statement
	for _, o := range m.b.plain {
		if o.path == s.path && o.who != s.who && !isReaction(o.stance) && o.span[0] < s.span[0] && s.span[0]-o.span[0] < 400 &&
			(best == nil || o.span[0] > best.span[0]) {
			best = o
		}
	}
	return best
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
		if t := proposition(e.text); len(contentWords(t)) >= 2 && (best == "" || !isReaction(e.stance) && len(t) < len(best)) {
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
