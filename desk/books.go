package desk

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/claim"
	"github.com/stemmanews/stemma/kin"
	"github.com/stemmanews/stemma/lang/timex"
	"github.com/stemmanews/stemma/ledger"
	"github.com/stemmanews/stemma/store"
)

// keepTouched keeps the books of all touched stories anew.
func (p *placing) keepTouched() error {
	for _, id := range slices.SortedFunc(maps.Keys(p.touched), byNumber) {
		if err := p.ctx.Err(); err != nil {
			return err
		}
		if err := p.keepStory(id); err != nil {
			return fmt.Errorf("keeping story %s: %w", id, err)
		}
	}
	return nil
}

// byNumber puts s9 before s10.
func byNumber(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) }

func (p *placing) keepStory(id string) error {
	ids, err := p.tx.Members(id)
	if err != nil {
		return err
	}
	if len(ids) == 0 {
		return p.tx.DropBook(id)
	}
	ms := make([]*member, len(ids))
	for i, k := range ids {
		if ms[i], err = p.member(k); err != nil {
			return err
		}
	}
	if err := p.date(ms); err != nil {
		return err
	}
	resolve(ms)
	r, err := p.rulingFor(id, ms)
	if err != nil {
		return err
	}
	around, err := p.around(ms, &r)
	if err != nil {
		return err
	}
	b := store.Book{Story: id}
	if b.Machine, err = p.page(id, ms, around, ruling{}); err != nil {
		return err
	}
	if r.applies() {
		page, err := p.page(id, ms, around, r)
		if err != nil {
			return err
		}
		b.Corrected = &page
	}
	for _, m := range ms {
		if err := p.putMember(m); err != nil {
			return err
		}
	}
	return p.putBook(b, ms)
}

// resolve sets the names that a story's claims have in the light of all its
// reports.
func resolve(ms []*member) {
	claims := make([][]stemma.Claim, len(ms))
	for i, m := range ms {
		m.claims = m.read.fresh()
		claims[i] = m.claims
	}
	claim.Resolve(textsOf(ms), claims)
}

// date infers the days of undated reports from the other reports of their
// story, and analyses those anew whose day it finds, or finds to be another.
func (p *placing) date(ms []*member) error {
	docs := make([]*stemma.Document, len(ms))
	open := false
	for i, m := range ms {
		d := *m.read.text.Doc
		if m.read.anchored {
			d.Published = stemma.Published{}
		}
		docs[i], open = &d, open || d.Published.Date == ""
	}
	if !open {
		return nil
	}
	timex.Anchor(docs)
	for i, m := range ms {
		if docs[i].Published.Date == m.read.text.Doc.Published.Date {
			continue
		}
		if err := p.analyseDated(m, docs[i].Published); err != nil {
			return err
		}
	}
	return nil
}

// analyseDated reads a report anew with a day that others gave it.
func (p *placing) analyseDated(m *member, day stemma.Published) error {
	raw, err := p.w.load(p.tx, m.report.Path, &m.version)
	if err != nil {
		return err
	}
	k := store.Key{SHA256: m.version.SHA256, Version: p.w.version, Options: p.w.reader.options(&m.version)}
	anchor := &day
	if day.Date == "" {
		anchor = nil
	} else {
		k.Options += "@" + day.Date
	}
	a := p.w.reader.analyse(raw, k, anchor)
	if a.Skipped != nil {
		return fmt.Errorf("reading %s again: %s", m.report.Path, a.Skipped.Reason)
	}
	m.version.Analysis = k
	if err := errors.Join(p.tx.PutAnalysis(a), p.tx.SetVersion(m.version)); err != nil {
		return err
	}
	p.fresh[m.report.ID] = m
	m.read, err = p.w.reading(p.tx, &m.report, &m.version)
	return err
}

// around lists the reports outside a story that its copies lead to: all of
// their families, and those that took an excerpt or gave one.
func (p *placing) around(ms []*member, r *ruling) ([]*member, error) {
	seen := map[int64]bool{}
	var queue []int64
	for _, m := range ms {
		seen[m.report.ID] = true
		queue = append(queue, m.report.ID)
	}
	inside := len(queue)
	for _, c := range r.pairs { // a person says that these are relatives
		for _, path := range []string{c.A, c.B} {
			o, err := p.tx.ReportByPath(path)
			if err != nil {
				return nil, err
			}
			if !seen[o.ID] && o.Story != "" {
				seen[o.ID] = true
				queue = append(queue, o.ID)
			}
		}
	}
	for i := 0; i < len(queue); i++ {
		list, err := p.tx.Related(queue[i])
		if err != nil {
			return nil, err
		}
		for _, x := range list {
			if seen[x.Report] || x.Relation == stemma.RelationExcerpt && i >= inside {
				continue
			}
			seen[x.Report] = true
			queue = append(queue, x.Report)
		}
	}
	var out []*member
	for _, id := range queue[inside:] {
		m, err := p.member(id)
		if err != nil {
			return nil, err
		}
		if m.read.skipped {
			continue
		}
		o := *m
		if o.claims, err = p.tx.Claims(id); errors.Is(err, store.ErrNotFound) {
			o.claims, err = o.read.fresh(), nil
		}
		if err != nil {
			return nil, err
		}
		out = append(out, &o)
	}
	return out, nil
}

// page works out the books on a story.
func (p *placing) page(id string, ms, around []*member, r ruling) (store.Page, error) {
	all := append(slices.Clone(ms), around...)
	slices.SortFunc(all, func(a, b *member) int { return cmp.Compare(a.report.ID, b.report.ID) })
	place, inside := map[int64]int{}, map[string]bool{}
	for i, m := range all {
		place[m.report.ID] = i
	}
	var members []int
	for _, m := range ms {
		members = append(members, place[m.report.ID])
		inside[m.report.Path] = true
	}
	pairs, err := p.pairs(all, place)
	if err != nil {
		return store.Page{}, err
	}
	docs := r.docs(all)
	copies := kin.CompareAmong(p.w.memory, docs, pairs, r.pairs...)
	in := ledger.Input{Texts: textsOf(all), Copies: &copies, Stories: [][]int{members}, Rulings: r.questions}
	for i := range docs {
		in.Claims = append(in.Claims, docs[i].Claims)
	}
	page := store.Page{Story: ledger.Keep(in).Stories[0]}
	page.Story.ID = id
	page.Copies = within(copies, inside)
	page.Copies.Counts = page.Story.Counts
	page.Copies.Counts.Claimants = claimantCount(docs, members)
	r.estimate(&page.Story)
	return page, nil
}

func claimantCount(docs []kin.Doc, members []int) int {
	list := make([]stemma.DocumentClaims, len(members))
	for i, k := range members {
		list[i].Claims = docs[k].Claims
	}
	return stemma.Claimants(list)
}

// pairs lists the related pairs among reports, by their places.
func (p *placing) pairs(all []*member, place map[int64]int) ([][2]int, error) {
	var out [][2]int
	for i, m := range all {
		list, err := p.tx.Related(m.report.ID)
		if err != nil {
			return nil, err
		}
		for _, r := range list {
			if k, ok := place[r.Report]; ok && i < k {
				out = append(out, [2]int{i, k})
			}
		}
	}
	slices.SortFunc(out, func(a, b [2]int) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	return out, nil
}

// within keeps of copies what has to do with some reports.
func within(c stemma.Copies, inside map[string]bool) stemma.Copies {
	out := stemma.Copies{Pairs: []stemma.Pair{}, Families: []stemma.Family{}, Changes: []stemma.Change{}}
	for _, x := range c.Pairs {
		if inside[x.A] || inside[x.B] {
			out.Pairs = append(out.Pairs, x)
		}
	}
	for _, x := range c.Families {
		if slices.ContainsFunc(x.Members, func(m string) bool { return inside[m] }) {
			x.ID = "f" + strconv.Itoa(len(out.Families)+1)
			out.Families = append(out.Families, x)
		}
	}
	for _, x := range c.Changes {
		if inside[x.From.Path] || inside[x.To.Path] || slices.ContainsFunc(x.InheritedBy, func(m string) bool { return inside[m] }) {
			out.Changes = append(out.Changes, x)
		}
	}
	return out
}

// putMember keeps the claims of a report where its story names them anew.
func (p *placing) putMember(m *member) error {
	id := m.report.ID
	if p.fresh[id] == nil && !p.named[id] {
		before, err := p.tx.Claims(id)
		if err == nil && sameNames(before, m.claims) {
			return nil
		}
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return err
		}
	}
	if err := p.tx.PutClaims(id, m.claims); err != nil {
		return err
	}
	claims, _ := corrected(p.journal, m.read.text.Doc, m.claims)
	return errors.Join(p.tx.PutSearch(id, words(m.read.text.Doc, claims)), p.tx.PutClaimants(id, claimants(claims)))
}

// sameNames reports whether claims of one analysis have the same names.
func sameNames(a, b []stemma.Claim) bool {
	return slices.EqualFunc(a, b, func(x, y stemma.Claim) bool {
		return x.ID == y.ID && x.Source.Name == y.Source.Name && x.Source.Kind == y.Source.Kind && x.Source.Party == y.Source.Party &&
			slices.EqualFunc(x.Via, y.Via, func(v, w stemma.Via) bool { return v.Name == w.Name })
	})
}

// putBook keeps the books on a story, and what is new in them.
func (p *placing) putBook(b store.Book, ms []*member) error {
	var before *store.Page
	line := summarise(&b.Current().Story, ms)
	line.Begun, line.Updated = p.at, p.at
	old, err := p.tx.Book(b.Story)
	switch {
	case err == nil && sameJSON(old, b):
		return p.tell(old.Current(), b.Current(), ms)
	case err == nil:
		before = old.Current()
		was, err := p.tx.Summary(b.Story)
		if err != nil {
			return err
		}
		line.Begun = was.Begun
	case !errors.Is(err, store.ErrNotFound):
		return err
	}
	if err := p.tx.PutBook(b, line); err != nil {
		return err
	}
	return p.tell(before, b.Current(), ms)
}

// sameJSON compares values as they are kept.
func sameJSON(a, b any) bool {
	x, err1 := json.Marshal(a)
	y, err2 := json.Marshal(b)
	return err1 == nil && err2 == nil && bytes.Equal(x, y)
}

// summarise is the line of a story, times aside.
func summarise(s *stemma.Story, ms []*member) store.Summary {
	line := store.Summary{ID: s.ID, Title: s.Title, Counts: s.Counts, Questions: len(s.Questions), Event: s.Event}
	for i := range s.Questions {
		if slices.ContainsFunc(s.Questions[i].Entries, disputes) {
			line.Disputed++
		}
	}
	for _, m := range ms {
		d, _, _ := strings.Cut(m.read.text.Doc.Published.Date, "/")
		if d == "" {
			continue
		}
		if line.First == "" || d < line.First {
			line.First = d
		}
		line.Last = max(line.Last, d)
	}
	return line
}

func disputes(e stemma.Entry) bool {
	return e.Relation == stemma.EntryConflicts || e.Relation == stemma.EntryDenies
}
