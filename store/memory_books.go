package store

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Book implements [Reader].
func (m *memory) Book(story string) (Book, error) {
	b, ok := m.s.books[story]
	return unpack[Book](b, ok, "story", story)
}

// PutBook implements [Writer].
func (m *memory) PutBook(b Book, line Summary) error {
	line.ID, line.News = b.Story, 0
	put(m, m.s.lines, b.Story, line)
	return putPacked(m, m.s.books, b.Story, b)
}

// DropBook implements [Writer].
func (m *memory) DropBook(story string) error {
	drop(m, m.s.lines, story)
	drop(m, m.s.books, story)
	return nil
}

// Summary implements [Reader].
func (m *memory) Summary(story string) (Summary, error) {
	s, ok := m.s.lines[story]
	if !ok {
		return s, fmt.Errorf("story %s: %w", story, ErrNotFound)
	}
	return s, nil
}

// Stories implements [Reader].
func (m *memory) Stories(q StoryQuery) ([]Summary, int, error) {
	want := Fold(q.Match)
	var list []Summary
	for _, s := range m.s.lines {
		if hasWords(s.Title, want) {
			list = append(list, s)
		}
	}
	slices.SortFunc(list, func(a, b Summary) int {
		return cmp.Or(order(q.Order, a, b), b.Updated.Compare(a.Updated), cmp.Compare(len(a.ID), len(b.ID)), cmp.Compare(a.ID, b.ID))
	})
	total := len(list)
	list = page(list, q.Offset, q.Limit)
	for i := range list {
		news, err := m.News(NewsQuery{After: q.Since, Story: list[i].ID})
		if err != nil {
			return nil, 0, err
		}
		list[i].News = len(news)
	}
	return list, total, nil
}

func order(by string, a, b Summary) int {
	switch by {
	case BySize:
		return cmp.Compare(b.Counts.Reports, a.Counts.Reports)
	case ByDay:
		return cmp.Compare(b.Last, a.Last)
	case ByDoubt:
		return cmp.Compare(b.Disputed, a.Disputed)
	}
	return 0
}

// hasWords reports whether a text holds words that begin with all of want.
func hasWords(text string, want []string) bool {
	have := Fold(text)
	for _, w := range want {
		if !slices.ContainsFunc(have, func(h string) bool { return strings.HasPrefix(h, w) }) {
			return false
		}
	}
	return true
}

// page is the part of a list that a query asks for; limit 0 means all.
func page[T any](list []T, offset, limit int) []T {
	list = list[min(max(offset, 0), len(list)):]
	if limit > 0 {
		list = list[:min(limit, len(list))]
	}
	return list
}

// Moves implements [Reader].
func (m *memory) Moves(story string) ([]Move, error) {
	var out []Move
	for _, n := range slices.Sorted(maps.Keys(m.s.moves)) {
		if v := m.s.moves[n]; story == "" || v.From == story || v.To == story {
			out = append(out, v)
		}
	}
	return out, nil
}

// AddMove implements [Writer].
func (m *memory) AddMove(v Move) error {
	put(m, m.s.moves, m.next("move"), v)
	return nil
}

// PutClaimants implements [Writer].
func (m *memory) PutClaimants(report int64, claims map[string]int) error {
	put(m, m.s.claimants, report, maps.Clone(claims))
	return nil
}

// Claimants implements [Reader].
func (m *memory) Claimants(match string, offset, limit int) ([]Claimant, int, error) {
	want := Fold(match)
	all := map[string]*Claimant{}
	for _, names := range m.s.claimants {
		for name, n := range names {
			if all[name] == nil {
				if !hasWords(name, want) {
					continue
				}
				all[name] = &Claimant{Name: name}
			}
			all[name].Reports++
			all[name].Claims += n
		}
	}
	var list []Claimant
	for _, c := range all {
		list = append(list, *c)
	}
	slices.SortFunc(list, func(a, b Claimant) int {
		return cmp.Or(cmp.Compare(b.Reports, a.Reports), cmp.Compare(a.Name, b.Name))
	})
	return page(list, offset, limit), len(list), nil
}

// ClaimantReports implements [Reader].
func (m *memory) ClaimantReports(name string, offset, limit int) ([]int64, error) {
	var out []int64
	for id, names := range m.s.claimants {
		if names[name] > 0 {
			out = append(out, id)
		}
	}
	slices.SortFunc(out, func(a, b int64) int { return cmp.Compare(b, a) })
	return page(out, offset, limit), nil
}

// PutSearch implements [Writer].
func (m *memory) PutSearch(report int64, w Words) error {
	put(m, m.s.words, report, folded{
		InTitle: Fold(w.Title), InText: Fold(w.Text), InClaims: Fold(w.Claims),
		InClaimants: Fold(w.Claimants), InFigures: Fold(w.Figures),
	})
	return nil
}

// Search implements [Reader].
func (m *memory) Search(q Query) ([]Hit, error) {
	var out []Hit
	for id, fields := range m.s.words {
		if score := fields.score(q); score > 0 {
			out = append(out, Hit{id, score})
		}
	}
	slices.SortFunc(out, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(b.Report, a.Report))
	})
	if q.Limit == 0 {
		q.Limit = 20
	}
	return page(out, q.Offset, q.Limit), nil
}

// score counts the fields that hold the terms; 0 where one term is nowhere.
func (f folded) score(q Query) float64 {
	n := 0
	for _, t := range q.Terms {
		found := false
		for field, words := range f {
			if q.Field != "" && q.Field != field {
				continue
			}
			if _, ok := t.In(words); ok {
				found = true
				n++
			}
		}
		if !found {
			return 0
		}
	}
	return float64(n)
}

// News implements [Reader].
func (m *memory) News(q NewsQuery) ([]News, error) {
	var out []News
	for _, id := range slices.Backward(slices.Sorted(maps.Keys(m.s.news))) {
		if id <= q.After || q.Before > 0 && id >= q.Before {
			continue
		}
		n, err := unpack[News](m.s.news[id], true, "news", id)
		if err != nil {
			return nil, err
		}
		if n.At.Before(q.Since) || q.Story != "" && n.Story != q.Story || len(q.Kinds) > 0 && !slices.Contains(q.Kinds, n.Kind) {
			continue
		}
		out = append(out, n)
		if q.Limit > 0 && len(out) == q.Limit {
			break
		}
	}
	return out, nil
}

// AddNews implements [Writer].
func (m *memory) AddNews(n News) error {
	n.ID = m.next("news")
	return putPacked(m, m.s.news, n.ID, n)
}

// Look implements [Reader].
func (m *memory) Look(reader string) (Mark, error) { return m.s.looks[reader], nil }

// SetLook implements [Writer].
func (m *memory) SetLook(reader string, k Mark) error {
	put(m, m.s.looks, reader, k)
	return nil
}

// Journal implements [Reader].
func (m *memory) Journal() ([]Correction, error) {
	var out []Correction
	for _, id := range slices.Sorted(maps.Keys(m.s.journal)) {
		c, err := unpack[Correction](m.s.journal[id], true, "correction", id)
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}

// AddCorrection implements [Writer].
func (m *memory) AddCorrection(c Correction) (int64, error) {
	c.ID = m.next("correction")
	return c.ID, putPacked(m, m.s.journal, c.ID, c)
}

// SetUndone implements [Writer].
func (m *memory) SetUndone(id int64, u *Undone) error {
	b, ok := m.s.journal[id]
	c, err := unpack[Correction](b, ok, "correction", id)
	if err != nil {
		return err
	}
	c.Undone = u
	return putPacked(m, m.s.journal, id, c)
}

// Stats implements [Reader].
func (m *memory) Stats() (Stats, error) {
	s := Stats{Reports: len(m.s.reports), Versions: len(m.s.versions), Originals: len(m.s.originals), Stories: len(m.s.lines), News: m.s.counters["news"]}
	for _, b := range m.s.originals {
		s.Bytes += int64(len(b))
	}
	s.Packed = s.Bytes
	return s, nil
}
