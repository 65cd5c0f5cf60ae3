package sqlite

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/stemmanews/stemma/store"
)

// PutSearch implements [store.Writer].
func (t *tx) PutSearch(report int64, w store.Words) error {
	return t.exec(`INSERT OR REPLACE INTO search (rowid, title, text, claims, claimants, figures) VALUES (?, ?, ?, ?, ?, ?)`,
		report, w.Title, w.Text, w.Claims, w.Claimants, w.Figures)
}

// ranked is the number of finds that are ranked: the newest ones. It bounds
// the time of a search for words that stand in most reports.
const ranked = 1000

// Search implements [store.Reader]: the best of the newest finds, by BM25.
func (t *tx) Search(q store.Query) ([]store.Hit, error) {
	if len(q.Terms) == 0 {
		return nil, nil
	}
	if q.Limit <= 0 {
		q.Limit = 20
	}
	var out []store.Hit
	err := t.each(func(s scanner) error {
		var h store.Hit
		err := s.Scan(&h.Report, &h.Score)
		out = append(out, h)
		return err
	}, `SELECT id, -score FROM (
			SELECT rowid AS id, bm25(search, 4.0, 1.0, 2.0, 4.0, 1.0) AS score FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?)
		ORDER BY score, id DESC LIMIT ? OFFSET ?`, match(q), ranked, q.Limit, max(q.Offset, 0))
	if err != nil {
		return nil, fmt.Errorf("searching: %w", err)
	}
	return out, nil
}

// match writes a query in FTS5's language. Words are folded: no character of
// them has a meaning there.
func match(q store.Query) string {
	var b strings.Builder
	if fields := []string{store.InTitle, store.InText, store.InClaims, store.InClaimants, store.InFigures}; slices.Contains(fields, q.Field) {
		b.WriteString(q.Field + " : ")
	}
	b.WriteString("(")
	for i, term := range q.Terms {
		if i > 0 {
			b.WriteString(" AND ")
		}
		b.WriteString(`"` + strings.Join(term.Words, " ") + `"`)
		if term.Prefix {
			b.WriteString(" *")
		}
	}
	b.WriteString(")")
	return b.String()
}

// PutClaimants implements [store.Writer]. The totals of each name are kept
// beside it, so that the list of claimants is read and not counted.
func (t *tx) PutClaimants(report int64, claims map[string]int) error {
	before := map[string]int{}
	err := t.each(func(s scanner) error {
		var name string
		var n int
		err := s.Scan(&name, &n)
		before[name] = n
		return err
	}, `SELECT names.name, named.claims FROM named JOIN names ON names.id = named.name WHERE named.report = ?`, report)
	if err != nil {
		return fmt.Errorf("keeping the claimants of report %d: %w", report, err)
	}
	for _, name := range slices.Sorted(maps.Keys(claims)) {
		if n := claims[name]; n != before[name] {
			if err := t.putName(report, name, n, before[name]); err != nil {
				return fmt.Errorf("keeping the claimant %q of report %d: %w", name, report, err)
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(before)) {
		if claims[name] == 0 {
			if err := t.dropName(report, name, before[name]); err != nil {
				return fmt.Errorf("keeping the claimant %q of report %d: %w", name, report, err)
			}
		}
	}
	return nil
}

// putName sets the number of claims that a name has in a report.
func (t *tx) putName(report int64, name string, n, before int) error {
	reports := 0
	if before == 0 {
		reports = 1
	}
	var id int64
	var fresh bool
	err := t.row(`INSERT INTO names (name, reports, claims) VALUES (?1, 1, ?2)
		ON CONFLICT (name) DO UPDATE SET reports = reports + ?3, claims = claims + ?2 - ?4
		RETURNING id, reports = 1 AND claims = ?2`, name, n, reports, before).Scan(&id, &fresh)
	if err != nil {
		return err
	}
	if fresh { // perhaps: writing the words once more does no harm
		if err := t.exec(`INSERT OR REPLACE INTO names_words (rowid, name) VALUES (?, ?)`, id, name); err != nil {
			return err
		}
	}
	return t.exec(`INSERT OR REPLACE INTO named (report, name, claims) VALUES (?, ?, ?)`, report, id, n)
}

// dropName takes a name out of a report.
func (t *tx) dropName(report int64, name string, before int) error {
	var id int64
	var left int
	err := t.row(`UPDATE names SET reports = reports - 1, claims = claims - ? WHERE name = ? RETURNING id, reports`, before, name).Scan(&id, &left)
	if err != nil {
		return err
	}
	if err := t.exec(`DELETE FROM named WHERE report = ? AND name = ?`, report, id); err != nil || left > 0 {
		return err
	}
	if err := t.exec(`DELETE FROM names WHERE id = ?`, id); err != nil {
		return err
	}
	return t.exec(`DELETE FROM names_words WHERE rowid = ?`, id)
}

// Claimants implements [store.Reader].
func (t *tx) Claimants(match string, offset, limit int) (list []store.Claimant, total int, err error) {
	where, args := ``, []any{}
	if words := store.Fold(match); len(words) > 0 {
		where, args = ` WHERE id IN (SELECT rowid FROM names_words WHERE names_words MATCH ?)`, []any{beginnings(words)}
	}
	if err := t.row(`SELECT count(*) FROM names`+where, args...).Scan(&total); err != nil {
		return nil, 0, fmt.Errorf("counting claimants: %w", err)
	}
	err = t.each(func(s scanner) error {
		var c store.Claimant
		err := s.Scan(&c.Name, &c.Reports, &c.Claims)
		list = append(list, c)
		return err
	}, `SELECT name, reports, claims FROM names`+where+` ORDER BY reports DESC, name LIMIT ? OFFSET ?`, append(args, all(limit), max(offset, 0))...)
	if err != nil {
		return nil, 0, fmt.Errorf("listing claimants: %w", err)
	}
	return list, total, nil
}

// ClaimantReports implements [store.Reader].
func (t *tx) ClaimantReports(name string, offset, limit int) ([]int64, error) {
	out, err := t.ids(`SELECT report FROM named WHERE name = (SELECT id FROM names WHERE name = ?) ORDER BY report DESC LIMIT ? OFFSET ?`,
		name, all(limit), max(offset, 0))
	if err != nil {
		return nil, fmt.Errorf("listing the reports with %q: %w", name, err)
	}
	return out, nil
}
