package desk

import (
	"fmt"
	"slices"
	"strings"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin"
	"github.com/stemmanews/stemma/store"
)

// compareVersions lists what an outlet altered from the version of a report
// that was placed last to the newest.
func (p *placing) compareVersions(m *member) error {
	versions, err := p.tx.Versions(m.report.ID)
	if err != nil {
		return err
	}
	var before *reading
	for _, v := range slices.Backward(versions[:m.version.Number-1]) {
		if v.Analysis.Version == "" {
			continue
		}
		if before, err = p.w.reading(p.tx, &m.report, &v); err == nil && !before.skipped {
			break
		}
		before = nil
	}
	p.revised[m.report.ID] = true
	if before == nil || m.read.skipped {
		return nil
	}
	m.version.Changes = kin.Revision(kin.Doc{Text: before.text, Claims: before.claims}, kin.Doc{Text: m.read.text, Claims: m.read.claims})
	for i := range m.version.Changes {
		c := &m.version.Changes[i]
		c.From.Path = fmt.Sprintf("%s@%d", m.report.Path, m.version.Number-1)
		c.To.Path = fmt.Sprintf("%s@%d", m.report.Path, m.version.Number)
	}
	return p.tx.SetVersion(m.version)
}

// tell records what is new in the books on a story. before is nil where the
// story is new.
func (p *placing) tell(before, now *store.Page, ms []*member) error {
	t := teller{p: p, before: before, now: now}
	t.reports(ms)
	if before == nil {
		t.add(store.News{Kind: store.NewsStory, Text: now.Story.Title})
		before = &store.Page{}
	}
	t.entries(&before.Story, ms)
	for _, n := range t.list {
		n.At, n.Story, n.Title = p.at, now.Story.ID, now.Story.Title
		if err := p.tx.AddNews(n); err != nil {
			return err
		}
	}
	return nil
}

type teller struct {
	p      *placing
	before *store.Page
	now    *store.Page
	list   []store.News
}

func (t *teller) add(n store.News) { t.list = append(t.list, n) }

// reports tells of reports that came in and of new versions.
func (t *teller) reports(ms []*member) {
	for _, m := range ms {
		n := store.News{Path: m.report.Path, Text: m.read.text.Doc.Headline.Text}
		switch id := m.report.ID; {
		case t.p.revised[id]:
			n.Kind, n.Changes = store.NewsVersion, m.version.Changes
			delete(t.p.revised, id)
		case t.p.came[id]:
			n.Kind = store.NewsReport
			if n.From = parentOf(&t.now.Copies, m.report.Path); n.From != "" {
				n.Kind = store.NewsCopy
			}
			delete(t.p.came, id)
		default:
			continue
		}
		t.add(n)
	}
}

// parentOf is a report that another took from, "" for none; whole copies
// before excerpts.
func parentOf(c *stemma.Copies, path string) string {
	for _, f := range c.Families {
		for _, e := range f.Edges {
			if e.To == path {
				return e.From
			}
		}
	}
	for _, x := range c.Pairs {
		switch {
		case x.B == path && x.Direction == stemma.DirectionAB:
			return x.A
		case x.A == path && x.Direction == stemma.DirectionBA:
			return x.B
		}
	}
	return ""
}

// answer is what an entry says, in a form that lasts when all is worked out
// anew.
type answer struct{ measure, claimant, stance, value string }

func answerOf(q *stemma.Question, e *stemma.Entry) answer {
	a := answer{q.Measure, e.Claimant, e.Stance, strings.ToLower(strings.Join(strings.Fields(e.Text), " "))}
	if e.Value != nil {
		a.value = valueKey(e.Value)
	}
	return a
}

func valueKey(v *stemma.Value) string {
	bound := func(x *float64) string {
		if x == nil {
			return ""
		}
		return fmt.Sprint(*x)
	}
	return v.Comparator + " " + bound(v.Low) + " " + bound(v.High)
}

// entries tells of entries that the books did not have before: in a new story
// only of those that contradict.
func (t *teller) entries(before *stemma.Story, ms []*member) {
	known, refs := map[answer]bool{}, map[stemma.ClaimRef]bool{}
	eachEntry(before, func(q *stemma.Question, e *stemma.Entry) {
		known[answerOf(q, e)] = true
		for _, r := range e.Claims {
			refs[r] = true
		}
	})
	for _, m := range ms { // claims of what was read anew have other numbers
		if t.p.fresh[m.report.ID] != nil {
			for r := range refs {
				if r.Path == m.report.Path {
					delete(refs, r)
				}
			}
		}
	}
	for i := range t.now.Story.Questions {
		q := &t.now.Story.Questions[i]
		for k := range q.Entries {
			e := &q.Entries[k]
			if known[answerOf(q, e)] || slices.ContainsFunc(e.Claims, func(r stemma.ClaimRef) bool { return refs[r] }) {
				continue
			}
			t.entry(q, k)
		}
	}
	if t.before != nil && slices.ContainsFunc(t.list, func(n store.News) bool { return n.Kind == store.NewsVersion }) {
		t.gone(before)
	}
}

func eachEntry(s *stemma.Story, f func(*stemma.Question, *stemma.Entry)) {
	for i := range s.Questions {
		for k := range s.Questions[i].Entries {
			f(&s.Questions[i], &s.Questions[i].Entries[k])
		}
	}
}

// entry tells of one entry.
func (t *teller) entry(q *stemma.Question, k int) {
	e := &q.Entries[k]
	n := store.News{Kind: store.NewsClaim, Question: q.Title, Claimant: e.Claimant, Text: e.Text, Claims: e.Claims}
	if len(e.Claims) > 0 {
		n.Path = e.Claims[0].Path
	}
	last := -1
	for i := range q.Entries[:k] {
		if q.Entries[i].Claimant == e.Claimant && e.Claimant != "" {
			last = i
		}
	}
	switch {
	case e.Relation == stemma.EntryDenies:
		n.Kind = store.NewsDenial
	case e.Relation == stemma.EntryConflicts:
		n.Kind = store.NewsConflict
	case t.before == nil || e.Relation == stemma.EntryRestates:
		return
	case e.Relation == stemma.EntryUpdates || last >= 0:
		n.Kind = store.NewsFigure
	}
	if last >= 0 {
		n.Before = q.Entries[last].Text
	}
	t.add(n)
}

// gone tells of answers that no report gives any more.
func (t *teller) gone(before *stemma.Story) {
	still := map[answer]bool{}
	eachEntry(&t.now.Story, func(q *stemma.Question, e *stemma.Entry) { still[answerOf(q, e)] = true })
	eachEntry(before, func(q *stemma.Question, e *stemma.Entry) {
		if a := answerOf(q, e); !still[a] {
			still[a] = true
			t.add(store.News{Kind: store.NewsGone, Question: q.Title, Claimant: e.Claimant, Before: e.Text, Claims: e.Claims})
		}
	})
}
