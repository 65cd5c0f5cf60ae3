package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/store"
)

// place puts reports into groups and keeps the books of the stories that they
// touch, all in one transaction.
func (w *Workspace) place(ctx context.Context, ids []int64) error {
	err := w.store.Update(ctx, func(tx store.Writer) error {
		p, err := w.placing(ctx, tx)
		if err != nil {
			return err
		}
		if err := p.placeAll(ids); err != nil {
			return err
		}
		return p.keepTouched()
	})
	if err != nil {
		w.index = nil // it may hold what was not kept
		return fmt.Errorf("placing reports: %w", err)
	}
	return nil
}

// placing is the state of one transaction that places reports.
type placing struct {
	w       *Workspace
	ctx     context.Context
	tx      store.Writer
	index   *index
	at      time.Time
	journal []store.Correction // those in force
	touched map[string]bool    // stories whose books are to be kept anew
	fresh   map[int64]*member  // reports that are new or changed
	known   map[int64]*member  // read in this transaction
	named   map[int64]bool     // reports whose claims a correction may name anew
	came    map[int64]bool     // fresh reports that are new
	revised map[int64]bool     // fresh reports that have a new version
}

func (w *Workspace) placing(ctx context.Context, tx store.Writer) (*placing, error) {
	p := &placing{w: w, ctx: ctx, tx: tx, at: w.now(), touched: map[string]bool{}, fresh: map[int64]*member{}, known: map[int64]*member{}, named: map[int64]bool{}, came: map[int64]bool{}, revised: map[int64]bool{}}
	g, err := generation(tx)
	if err != nil {
		return nil, err
	}
	if w.index == nil || w.index.generation != g {
		if w.index, err = loadIndex(tx); err != nil {
			return nil, err
		}
	}
	p.index = w.index
	p.index.generation = g + 1
	if err := setGeneration(tx, g+1); err != nil {
		return nil, err
	}
	p.journal, err = inForce(tx)
	return p, err
}

// member reads a report once in the transaction.
func (p *placing) member(id int64) (*member, error) {
	if m := p.known[id]; m != nil {
		return m, nil
	}
	m, err := p.w.member(p.tx, id)
	if err == nil {
		p.known[id] = m
	}
	return m, err
}

// placeAll finds the groups of reports that are new or changed.
func (p *placing) placeAll(ids []int64) error {
	var placed []int64
	for _, id := range ids {
		m, err := p.member(id)
		if err != nil {
			return err
		}
		if m.version.Number != m.report.Version {
			continue // a newer version came in meanwhile; the next round takes it
		}
		if m.report.Story != "" {
			p.touched[m.report.Story] = true
		}
		p.fresh[id] = m
		switch {
		case m.report.Group == "" && m.report.Version == 1:
			p.came[id] = true
		case m.report.Placed > 0 && m.report.Placed < m.report.Version, m.report.Group == "":
			if err := p.compareVersions(m); err != nil {
				return err
			}
		}
		if m.read.skipped {
			if err := p.leave(m); err != nil {
				return err
			}
			continue
		}
		if err := p.meet(m); err != nil {
			return err
		}
		placed = append(placed, id)
	}
	return p.regroup(placed)
}

// leave takes a report without an article out of the index and the groups.
func (p *placing) leave(m *member) error {
	p.index.remove(m.report.ID)
	m.report.Group, m.report.Story, m.report.Placed = "", "", m.report.Version
	return errors.Join(p.tx.SetReport(m.report), p.tx.PutRelated(m.report.ID, nil), p.tx.PutClaimants(m.report.ID, nil), p.tx.PutSearch(m.report.ID, store.Words{}))
}

// meet finds the relatives of a report among all that are in the index, and
// takes it up there.
func (p *placing) meet(m *member) error {
	t := traceOf(p.w.memory.View(m.read.text))
	packed, err := t.pack()
	if err != nil {
		return err
	}
	p.index.copies.Remove(m.report.ID)
	var others []*member
	for _, x := range p.index.copies.Search(t.features) {
		o, err := p.member(x.ID)
		if err != nil {
			return err
		}
		if x.ID != m.report.ID && !o.read.skipped {
			others = append(others, o)
		}
	}
	related, err := p.relate(m, others)
	if err != nil {
		return err
	}
	p.index.add(m.report.ID, t)
	return errors.Join(p.tx.PutRelated(m.report.ID, related), p.tx.PutTrace(m.report.ID, packed))
}

// relate judges the pairs of a report with others.
func (p *placing) relate(m *member, others []*member) ([]store.Relative, error) {
	own := p.w.memory.View(m.read.text)
	out := make([]store.Relative, len(others))
	err := parallel(p.ctx, p.w.opts.Workers, len(others), func(i int) {
		a, b := own, p.w.memory.View(others[i].read.text)
		if others[i].report.ID < m.report.ID {
			a, b = b, a
		}
		v := p.w.memory.Judge(a, b)
		out[i] = store.Relative{Report: others[i].report.ID, Relation: v.Relation, Confidence: v.Confidence}
	})
	return slices.DeleteFunc(out, func(r store.Relative) bool { return r.Relation == stemma.RelationNone }), err
}

// regroup groups placed reports with the groups near them, one neighbourhood
// after the other.
func (p *placing) regroup(placed []int64) error {
	var hoods []map[int64]bool
	for _, id := range placed {
		hood, err := p.neighbourhood(id)
		if err != nil {
			return err
		}
		apart := hoods[:0:0]
		for _, h := range hoods { // neighbourhoods that meet are one
			if meets(h, hood) {
				maps.Copy(hood, h)
			} else {
				apart = append(apart, h)
			}
		}
		hoods = append(apart, hood)
	}
	for _, h := range hoods {
		if err := p.regroupHood(slices.Sorted(maps.Keys(h))); err != nil {
			return err
		}
	}
	return nil
}

func meets(a, b map[int64]bool) bool {
	for id := range a {
		if b[id] {
			return true
		}
	}
	return false
}

// neighbourhood is a report with all groups that it may belong to, its old one
// and those of its relatives too.
func (p *placing) neighbourhood(id int64) (map[int64]bool, error) {
	hood := map[int64]bool{id: true}
	groups := map[string]bool{}
	look := func(id int64) error {
		m, err := p.report(id)
		if err != nil || groups[m.Group] {
			return err
		}
		hood[id] = true
		if m.Group == "" {
			return nil
		}
		groups[m.Group] = true
		members, err := p.tx.GroupMembers(m.Group)
		for _, k := range members {
			hood[k] = true
		}
		return err
	}
	related, err := p.tx.Related(id)
	if err != nil {
		return nil, err
	}
	for _, r := range related {
		if err := look(r.Report); err != nil {
			return nil, err
		}
	}
	for _, k := range append(p.index.near(id), id) {
		if err := look(k); err != nil {
			return nil, err
		}
	}
	for k := range hood { // a report without an article is in no group
		if _, ok := p.index.number[k]; !ok {
			delete(hood, k)
		}
	}
	return hood, nil
}

// report is the row of a report, as this transaction has it.
func (p *placing) report(id int64) (*store.Report, error) {
	if m := p.known[id]; m != nil {
		return &m.report, nil
	}
	r, err := p.tx.Report(id)
	return &r, err
}

func (p *placing) regroupHood(ids []int64) error {
	lists, err := p.index.group(ids, p.tx.Related)
	if err != nil {
		return err
	}
	before := map[int64]string{}
	for _, id := range ids {
		r, err := p.report(id)
		if err != nil {
			return err
		}
		before[id] = r.Group
	}
	names, moves, err := name(lists, before, p.tx.NewStory)
	if err != nil {
		return err
	}
	for i, list := range lists {
		for _, id := range list {
			if err := p.assign(id, names[i]); err != nil {
				return err
			}
		}
	}
	return p.record(moves)
}

// assign gives a report its group, and the story that follows from it.
func (p *placing) assign(id int64, group string) error {
	r, err := p.report(id)
	if err != nil {
		return err
	}
	story, err := p.storyOf(r.Path, group)
	if err != nil {
		return err
	}
	if p.fresh[id] == nil && r.Group == group && r.Story == story {
		return nil
	}
	if r.Story != "" {
		p.touched[r.Story] = true
	}
	p.touched[story] = true
	r.Group, r.Story = group, story
	if p.fresh[id] != nil {
		r.Placed = r.Version
	}
	return p.tx.SetReport(*r)
}

// record keeps moves and tells of them.
func (p *placing) record(moves []store.Move) error {
	for _, m := range moves {
		m.At = p.at
		if err := p.tx.AddMove(m); err != nil {
			return err
		}
		n := store.News{At: p.at, Kind: store.NewsMerge, Story: m.To, From: m.From}
		if m.Kind == store.MoveSplit {
			n.Kind = store.NewsSplit
		}
		line, err := p.tx.Summary(m.From)
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return err
		}
		n.Title = line.Title
		if err := p.tx.AddNews(n); err != nil {
			return err
		}
	}
	return nil
}

// name gives groups their names: a group keeps the name that most of its
// reports had, where no other group has more of them; the rest get new names.
// Names that nobody keeps went into the group that most of their reports are
// in now. before is the group of each report, "" for none.
func name(lists [][]int64, before map[int64]string, fresh func() (string, error)) ([]string, []store.Move, error) {
	type vote struct {
		list int
		name string
		n    int
	}
	var votes []vote
	for i, list := range lists {
		n := map[string]int{}
		for _, id := range list {
			if g := before[id]; g != "" {
				n[g]++
			}
		}
		for g, k := range n {
			votes = append(votes, vote{i, g, k})
		}
	}
	slices.SortFunc(votes, func(a, b vote) int {
		return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(len(a.name), len(b.name)), cmp.Compare(a.name, b.name), cmp.Compare(a.list, b.list))
	})
	names, taken := make([]string, len(lists)), map[string]bool{}
	for _, v := range votes {
		if names[v.list] == "" && !taken[v.name] {
			names[v.list], taken[v.name] = v.name, true
		}
	}
	var moves []store.Move
	for i := range names {
		if names[i] != "" {
			continue
		}
		id, err := fresh()
		if err != nil {
			return nil, nil, err
		}
		names[i] = id
		for _, v := range votes {
			if v.list == i { // the one that most of its reports were in
				moves = append(moves, store.Move{Kind: store.MoveSplit, From: v.name, To: id})
				break
			}
		}
	}
	gone := map[string]bool{}
	for _, v := range votes {
		if !taken[v.name] && !gone[v.name] {
			gone[v.name] = true
			moves = append(moves, store.Move{Kind: store.MoveMerge, From: v.name, To: names[v.list]})
		}
	}
	return names, moves, nil
}
