package sqlite

import (
	"encoding/json"
	"fmt"

	"github.com/stemmanews/stemma/store"
)

// Watch implements [store.Reader].
func (t *tx) Watch(url string) (w store.Watch, err error) {
	return w, missing(t.row(`SELECT data FROM watches WHERE url = ?`, url).Scan(inJSON{&w}), "address", url)
}

// Watches implements [store.Reader].
func (t *tx) Watches(q store.WatchQuery) ([]store.Watch, error) {
	limit := q.Limit
	if limit <= 0 {
		limit = -1
	}
	var out []store.Watch
	err := t.each(func(s scanner) error {
		var w store.Watch
		err := s.Scan(inJSON{&w})
		out = append(out, w)
		return err
	}, `SELECT data FROM watches WHERE (?1 = '' OR kind = ?1) AND (?2 = '' OR origin = ?2) AND (?3 = 0 OR due <> 0 AND due <= ?3)
		ORDER BY due = 0, due, url LIMIT ?4`, q.Kind, q.From, microsOf(q.Due), limit)
	if err != nil {
		return nil, fmt.Errorf("reading what is followed: %w", err)
	}
	return out, nil
}

// PutWatch implements [store.Writer].
func (t *tx) PutWatch(w store.Watch) error {
	data, err := json.Marshal(w)
	if err != nil {
		return fmt.Errorf("keeping the address %s: %w", w.URL, err)
	}
	return t.exec(`INSERT OR REPLACE INTO watches (url, kind, origin, due, data) VALUES (?, ?, ?, ?, ?)`, w.URL, w.Kind, w.From, microsOf(w.Due), string(data))
}

// DropWatch implements [store.Writer].
func (t *tx) DropWatch(url string) error { return t.exec(`DELETE FROM watches WHERE url = ?`, url) }
