package sqlite

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/source"
	"github.com/stemmanews/stemma/store"
)

// Original implements [store.Reader].
func (t *tx) Original(sha string) ([]byte, error) {
	var data []byte
	if err := t.row(`SELECT data FROM originals WHERE sha = ?`, blobOf(sha)).Scan(&data); err != nil {
		return nil, missing(err, "original", sha)
	}
	b, err := unpack(data)
	if err != nil {
		return nil, fmt.Errorf("original %s: %w", sha, err)
	}
	return b, nil
}

// PutOriginal implements [store.Writer].
func (t *tx) PutOriginal(sha string, saved []byte) error {
	var there int
	if err := t.row(`SELECT count(*) FROM originals WHERE sha = ?`, blobOf(sha)).Scan(&there); err != nil || there > 0 {
		return err
	}
	data := pack(saved)
	return errors.Join(
		t.exec(`INSERT INTO originals (sha, size, data) VALUES (?, ?, ?)`, blobOf(sha), len(saved), data),
		t.count("originals", 1), t.count("bytes", len(saved)), t.count("packed", len(data)))
}

// count adds to a counter, so that what is kept need not be counted.
func (t *tx) count(name string, n int) error {
	return t.exec(`INSERT INTO counters (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = value + ?2`, name, n)
}

const reportColumns = `id, key, path, version, placed, grp, story, added`

func scanReport(s scanner) (r store.Report, err error) {
	err = s.Scan(&r.ID, &r.Key, &r.Path, &r.Version, &r.Placed, &r.Group, &r.Story, moment{&r.Added})
	return r, err
}

// Report implements [store.Reader].
func (t *tx) Report(id int64) (store.Report, error) {
	r, err := scanReport(t.row(`SELECT `+reportColumns+` FROM reports WHERE id = ?`, id))
	return r, missing(err, "report", id)
}

// ReportByKey implements [store.Reader].
func (t *tx) ReportByKey(key string) (store.Report, error) {
	r, err := scanReport(t.row(`SELECT `+reportColumns+` FROM reports WHERE key = ?`, key))
	return r, missing(err, "report", key)
}

// ReportByPath implements [store.Reader].
func (t *tx) ReportByPath(path string) (store.Report, error) {
	r, err := scanReport(t.row(`SELECT `+reportColumns+` FROM reports WHERE path = ?`, path))
	return r, missing(err, "report", path)
}

// Reports implements [store.Reader].
func (t *tx) Reports(after int64, limit int) ([]store.Report, error) {
	return t.reports(`SELECT `+reportColumns+` FROM reports WHERE id > ? ORDER BY id LIMIT ?`, after, all(limit))
}

// Stale implements [store.Reader]. Each part of it is a search in an index.
func (t *tx) Stale(analysis string, after int64, limit int) ([]store.Report, error) {
	return t.reports(`SELECT `+reportColumns+` FROM reports WHERE id IN (
			SELECT id FROM reports WHERE placed <> version
			UNION SELECT id FROM reports WHERE analysed < ?1
			UNION SELECT id FROM reports WHERE analysed > ?1)
		AND id > ?2 ORDER BY id LIMIT ?3`, analysis, after, all(limit))
}

// all is the LIMIT for "all where it is 0".
func all(limit int) int {
	if limit <= 0 {
		return -1
	}
	return limit
}

func (t *tx) reports(query string, args ...any) ([]store.Report, error) {
	var out []store.Report
	err := t.each(func(s scanner) error {
		r, err := scanReport(s)
		out = append(out, r)
		return err
	}, query, args...)
	if err != nil {
		return nil, fmt.Errorf("reading the reports: %w", err)
	}
	return out, nil
}

// AddReport implements [store.Writer].
func (t *tx) AddReport(r store.Report) (int64, error) {
	res, err := t.result(`INSERT INTO reports (key, path, version, placed, grp, story, added, analysed) VALUES (?, ?, ?, ?, ?, ?, ?, '')`,
		r.Key, r.Path, r.Version, r.Placed, r.Group, r.Story, microsOf(r.Added))
	if err != nil {
		return 0, fmt.Errorf("adding the report %s: %w", r.Path, err)
	}
	return res.LastInsertId()
}

// SetReport implements [store.Writer].
func (t *tx) SetReport(r store.Report) error {
	res, err := t.result(`UPDATE reports SET key = ?, path = ?, version = ?, placed = ?, grp = ?, story = ?, added = ?,
		analysed = coalesce((SELECT analysis FROM versions WHERE report = ?8 AND number = ?3), '') WHERE id = ?8`,
		r.Key, r.Path, r.Version, r.Placed, r.Group, r.Story, microsOf(r.Added), r.ID)
	if err != nil {
		return fmt.Errorf("keeping the report %s: %w", r.Path, err)
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return errors.Join(err, fmt.Errorf("report %d: %w", r.ID, store.ErrNotFound))
	}
	return nil
}

// Versions implements [store.Reader].
func (t *tx) Versions(report int64) ([]store.Version, error) {
	var out []store.Version
	err := t.each(func(s scanner) error {
		var v store.Version
		err := s.Scan(&v.Report, &v.Number, sum{&v.SHA256}, sum{&v.Text}, &v.Name, &v.Kind, &v.Charset, inJSON{&v.Given}, inJSON{&v.Listed}, inJSON{&v.Notices},
			moment{&v.Added}, &v.Analysis.Version, &v.Analysis.Options, sum{&v.Analysis.SHA256}, inJSON{&v.Changes})
		out = append(out, v)
		return err
	}, `SELECT report, number, sha, text, name, kind, charset, given, listed, notices, added, analysis, options, analysed, changes
		FROM versions WHERE report = ? ORDER BY number`, report)
	if err != nil {
		return nil, fmt.Errorf("reading the versions of report %d: %w", report, err)
	}
	return out, nil
}

// AddVersion implements [store.Writer].
func (t *tx) AddVersion(v store.Version) error {
	return errors.Join(t.SetVersion(v), t.count("versions", 1))
}

// SetVersion implements [store.Writer].
func (t *tx) SetVersion(v store.Version) error {
	given, err1 := jsonOf(v.Given, v.Given == source.Given{})
	listed, err4 := jsonOf(v.Listed, v.Listed == source.Given{})
	notices, err2 := jsonOf(v.Notices, len(v.Notices) == 0)
	changes, err3 := jsonOf(v.Changes, len(v.Changes) == 0)
	if err := errors.Join(err1, err2, err3, err4); err != nil {
		return fmt.Errorf("keeping a version of report %d: %w", v.Report, err)
	}
	err := t.exec(`INSERT OR REPLACE INTO versions (report, number, sha, text, name, kind, charset, given, listed, notices, added, analysis, options, analysed, changes)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		v.Report, v.Number, blobOf(v.SHA256), blobOf(v.Text), v.Name, v.Kind, v.Charset, given, listed, notices,
		microsOf(v.Added), v.Analysis.Version, v.Analysis.Options, blobOf(v.Analysis.SHA256), changes)
	if err != nil {
		return fmt.Errorf("keeping a version of report %d: %w", v.Report, err)
	}
	return t.exec(`UPDATE reports SET analysed = ? WHERE id = ? AND version = ?`, v.Analysis.Version, v.Report, v.Number)
}

// notes are the parts of an analysis that are mostly empty.
type notes struct {
	Notices  []stemma.Notice `json:",omitempty"`
	Anchored bool            `json:",omitempty"`
	Skipped  *stemma.Skipped `json:",omitempty"`
}

// Analysis implements [store.Reader].
func (t *tx) Analysis(k store.Key) (store.Analysis, error) {
	a := store.Analysis{Key: k}
	var doc, claims, text []byte
	var n notes
	err := t.row(`SELECT document, claims, text, notes FROM analyses WHERE sha = ? AND version = ? AND options = ?`,
		blobOf(k.SHA256), k.Version, k.Options).Scan(&doc, &claims, &text, inJSON{&n})
	if err != nil {
		return a, missing(err, "analysis of", k.SHA256)
	}
	a.Notices, a.Anchored, a.Skipped = n.Notices, n.Anchored, n.Skipped
	err = errors.Join(unpackJSON(doc, &a.Document), unpackJSON(claims, &a.Claims))
	if err == nil {
		a.Text, err = unpack(text)
	}
	if err != nil {
		return a, fmt.Errorf("analysis of %s: %w", k.SHA256, err)
	}
	return a, nil
}

// Outline implements [store.Reader].
func (t *tx) Outline(k store.Key) (store.Analysis, error) {
	a := store.Analysis{Key: k}
	var doc []byte
	var n notes
	err := t.row(`SELECT document, notes FROM analyses WHERE sha = ? AND version = ? AND options = ?`,
		blobOf(k.SHA256), k.Version, k.Options).Scan(&doc, inJSON{&n})
	if err != nil {
		return a, missing(err, "analysis of", k.SHA256)
	}
	a.Notices, a.Anchored, a.Skipped = n.Notices, n.Anchored, n.Skipped
	if err := unpackJSON(doc, &a.Document); err != nil {
		return a, fmt.Errorf("analysis of %s: %w", k.SHA256, err)
	}
	return a, nil
}

// PutAnalysis implements [store.Writer].
func (t *tx) PutAnalysis(a store.Analysis) error {
	doc, err1 := packJSON(a.Document)
	claims, err2 := packJSON(a.Claims)
	n, err3 := jsonOf(notes{a.Notices, a.Anchored, a.Skipped}, len(a.Notices) == 0 && !a.Anchored && a.Skipped == nil)
	if err := errors.Join(err1, err2, err3); err != nil {
		return fmt.Errorf("keeping the analysis of %s: %w", a.Key.SHA256, err)
	}
	return t.exec(`INSERT OR REPLACE INTO analyses (sha, version, options, document, claims, text, notes) VALUES (?, ?, ?, ?, ?, ?, ?)`,
		blobOf(a.Key.SHA256), a.Key.Version, a.Key.Options, doc, claims, pack(a.Text), n)
}

// DropAnalyses implements [store.Writer].
func (t *tx) DropAnalyses(sha, keep string) error {
	return t.exec(`DELETE FROM analyses WHERE sha = ? AND version <> ?`, blobOf(sha), keep)
}

// Claims implements [store.Reader].
func (t *tx) Claims(report int64) ([]stemma.Claim, error) {
	var data []byte
	var claims []stemma.Claim
	if err := t.row(`SELECT data FROM claims WHERE report = ?`, report).Scan(&data); err != nil {
		return nil, missing(err, "claims of report", report)
	}
	return claims, unpackJSON(data, &claims)
}

// PutClaims implements [store.Writer].
func (t *tx) PutClaims(report int64, claims []stemma.Claim) error {
	data, err := packJSON(claims)
	if err != nil {
		return fmt.Errorf("keeping the claims of report %d: %w", report, err)
	}
	return t.exec(`INSERT OR REPLACE INTO claims (report, data) VALUES (?, ?)`, report, data)
}

// Members implements [store.Reader].
func (t *tx) Members(story string) ([]int64, error) {
	return t.ids(`SELECT id FROM reports WHERE story = ? ORDER BY id`, story)
}

// GroupMembers implements [store.Reader].
func (t *tx) GroupMembers(group string) ([]int64, error) {
	return t.ids(`SELECT id FROM reports WHERE grp = ? ORDER BY id`, group)
}

func (t *tx) ids(query string, args ...any) ([]int64, error) {
	var out []int64
	err := t.each(func(s scanner) error {
		var id int64
		err := s.Scan(&id)
		out = append(out, id)
		return err
	}, query, args...)
	return out, err
}

// NewStory implements [store.Writer].
func (t *tx) NewStory() (string, error) {
	var n int64
	err := t.row(`INSERT INTO counters (name, value) VALUES ('story', 1) ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value`).Scan(&n)
	return "s" + strconv.FormatInt(n, 10), err
}

// Blob implements [store.Reader].
func (t *tx) Blob(name string) ([]byte, error) {
	var data []byte
	if err := t.row(`SELECT data FROM blobs WHERE name = ?`, name).Scan(&data); err != nil {
		return nil, missing(err, "blob", name)
	}
	return unpack(data)
}

// PutBlob implements [store.Writer].
func (t *tx) PutBlob(name string, b []byte) error {
	return t.exec(`INSERT OR REPLACE INTO blobs (name, data) VALUES (?, ?)`, name, pack(b))
}

// Look implements [store.Reader].
func (t *tx) Look(reader string) (m store.Mark, err error) {
	err = missing(t.row(`SELECT at, news FROM looks WHERE reader = ?`, reader).Scan(moment{&m.At}, &m.News), "reader", reader)
	if errors.Is(err, store.ErrNotFound) {
		err = nil
	}
	return m, err
}

// SetLook implements [store.Writer].
func (t *tx) SetLook(reader string, m store.Mark) error {
	return t.exec(`INSERT OR REPLACE INTO looks (reader, at, news) VALUES (?, ?, ?)`, reader, microsOf(m.At), m.News)
}

// Journal implements [store.Reader].
func (t *tx) Journal() ([]store.Correction, error) {
	var out []store.Correction
	err := t.each(func(s scanner) error {
		var c store.Correction
		var id int64
		if err := s.Scan(&id, inJSON{&c}, inJSON{&c.Undone}); err != nil {
			return err
		}
		c.ID = id
		out = append(out, c)
		return nil
	}, `SELECT id, data, undone FROM journal ORDER BY id`)
	if err != nil {
		return nil, fmt.Errorf("reading the journal: %w", err)
	}
	return out, nil
}

// AddCorrection implements [store.Writer].
func (t *tx) AddCorrection(c store.Correction) (int64, error) {
	undone := c.Undone
	c.ID, c.Undone = 0, nil
	data, err := json.Marshal(c)
	if err != nil {
		return 0, fmt.Errorf("keeping a correction: %w", err)
	}
	res, err := t.result(`INSERT INTO journal (data) VALUES (?)`, string(data))
	if err != nil {
		return 0, fmt.Errorf("keeping a correction: %w", err)
	}
	id, err := res.LastInsertId()
	if err == nil && undone != nil {
		err = t.SetUndone(id, undone)
	}
	return id, err
}

// SetUndone implements [store.Writer].
func (t *tx) SetUndone(id int64, u *store.Undone) error {
	data, err := jsonOf(u, u == nil)
	if err != nil {
		return fmt.Errorf("undoing correction %d: %w", id, err)
	}
	res, err := t.result(`UPDATE journal SET undone = ? WHERE id = ?`, data, id)
	if err != nil {
		return fmt.Errorf("undoing correction %d: %w", id, err)
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return errors.Join(err, fmt.Errorf("correction %d: %w", id, store.ErrNotFound))
	}
	return nil
}

// Related implements [store.Reader].
func (t *tx) Related(report int64) ([]store.Relative, error) {
	var out []store.Relative
	err := t.each(func(s scanner) error {
		var r store.Relative
		err := s.Scan(&r.Report, &r.Relation, &r.Confidence)
		out = append(out, r)
		return err
	}, `SELECT other, relation, confidence FROM related WHERE report = ? ORDER BY other`, report)
	if err != nil {
		return nil, fmt.Errorf("reading the relatives of report %d: %w", report, err)
	}
	return out, nil
}

// PutRelated implements [store.Writer].
func (t *tx) PutRelated(report int64, list []store.Relative) error {
	before, err := t.Related(report)
	if err != nil {
		return err
	}
	for _, r := range before {
		if err := t.exec(`DELETE FROM related WHERE report = ? AND other = ?`, r.Report, report); err != nil {
			return err
		}
	}
	if err := t.exec(`DELETE FROM related WHERE report = ?`, report); err != nil {
		return err
	}
	for _, r := range list {
		const insert = `INSERT OR REPLACE INTO related (report, other, relation, confidence) VALUES (?, ?, ?, ?)`
		if err := errors.Join(t.exec(insert, report, r.Report, r.Relation, r.Confidence), t.exec(insert, r.Report, report, r.Relation, r.Confidence)); err != nil {
			return fmt.Errorf("keeping the relatives of report %d: %w", report, err)
		}
	}
	return nil
}

// PutTrace implements [store.Writer].
func (t *tx) PutTrace(report int64, trace []byte) error {
	return t.exec(`INSERT OR REPLACE INTO traces (report, data) VALUES (?, ?)`, report, append([]byte{}, trace...))
}

// Traces implements [store.Reader].
func (t *tx) Traces(after int64, f func(report int64, trace []byte) error) error {
	return t.each(func(s scanner) error {
		var id int64
		var data []byte
		if err := s.Scan(&id, &data); err != nil {
			return err
		}
		return f(id, data)
	}, `SELECT report, data FROM traces WHERE report > ? ORDER BY report`, after)
}
