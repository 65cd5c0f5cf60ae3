package sqlite

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/stemmanews/stemma/store"
)

// Book implements [store.Reader].
func (t *tx) Book(story string) (store.Book, error) {
	b := store.Book{Story: story}
	var machine, corrected []byte
	if err := t.row(`SELECT machine, corrected FROM books WHERE story = ?`, story).Scan(&machine, &corrected); err != nil {
		return b, missing(err, "story", story)
	}
	err := unpackJSON(machine, &b.Machine)
	if err == nil && corrected != nil {
		b.Corrected = new(store.Page)
		err = unpackJSON(corrected, b.Corrected)
	}
	if err != nil {
		return b, fmt.Errorf("story %s: %w", story, err)
	}
	return b, nil
}

// PutBook implements [store.Writer].
func (t *tx) PutBook(b store.Book, line store.Summary) error {
	machine, err := packJSON(b.Machine)
	if err != nil {
		return fmt.Errorf("keeping story %s: %w", b.Story, err)
	}
	var corrected any
	if b.Corrected != nil {
		if corrected, err = packJSON(b.Corrected); err != nil {
			return fmt.Errorf("keeping story %s: %w", b.Story, err)
		}
	}
	if err := t.exec(`INSERT OR REPLACE INTO books (story, machine, corrected) VALUES (?, ?, ?)`, b.Story, machine, corrected); err != nil {
		return fmt.Errorf("keeping story %s: %w", b.Story, err)
	}
	if err := t.putLine(b.Story, &line); err != nil {
		return fmt.Errorf("keeping story %s: %w", b.Story, err)
	}
	return nil
}

func (t *tx) putLine(id string, s *store.Summary) error {
	event, err := jsonOf(s.Event, s.Event == nil)
	if err != nil {
		return err
	}
	n := storyNumber(id)
	err = t.exec(`INSERT OR REPLACE INTO stories (n, id, title, reports, independent, claimants, questions, disputed, first, last, event, begun, updated)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		n, id, s.Title, s.Counts.Reports, s.Counts.Independent, s.Counts.Claimants, s.Questions, s.Disputed, s.First, s.Last, event,
		microsOf(s.Begun), microsOf(s.Updated))
	if err != nil {
		return err
	}
	return t.exec(`INSERT OR REPLACE INTO stories_words (rowid, title) VALUES (?, ?)`, n, s.Title)
}

// storyNumber is the number of a story by its id, which NewStory made.
func storyNumber(id string) int64 {
	n, _ := strconv.ParseInt(strings.TrimPrefix(id, "s"), 10, 64)
	return n
}

// DropBook implements [store.Writer].
func (t *tx) DropBook(story string) error {
	return errors.Join(
		t.exec(`DELETE FROM books WHERE story = ?`, story),
		t.exec(`DELETE FROM stories WHERE id = ?`, story),
		t.exec(`DELETE FROM stories_words WHERE rowid = ?`, storyNumber(story)))
}

const lineColumns = `id, title, reports, independent, claimants, questions, disputed, first, last, event, begun, updated`

func scanLine(s scanner) (x store.Summary, err error) {
	err = s.Scan(&x.ID, &x.Title, &x.Counts.Reports, &x.Counts.Independent, &x.Counts.Claimants, &x.Questions, &x.Disputed, &x.First, &x.Last,
		inJSON{&x.Event}, moment{&x.Begun}, moment{&x.Updated})
	return x, err
}

// Summary implements [store.Reader].
func (t *tx) Summary(story string) (store.Summary, error) {
	s, err := scanLine(t.row(`SELECT `+lineColumns+` FROM stories WHERE id = ?`, story))
	return s, missing(err, "story", story)
}

// orders are the clauses of the orders of a list.
var orders = map[string]string{
	store.ByUpdate: `updated DESC, n`,
	store.BySize:   `reports DESC, updated DESC, n`,
	store.ByDay:    `last DESC, updated DESC, n`,
	store.ByDoubt:  `disputed DESC, updated DESC, n`,
}

// Stories implements [store.Reader].
func (t *tx) Stories(q store.StoryQuery) (list []store.Summary, total int, err error) {
	order, ok := orders[q.Order]
	if !ok {
		order = orders[store.ByUpdate]
	}
	where, args := ``, []any{}
	if words := store.Fold(q.Match); len(words) > 0 {
		where, args = ` WHERE n IN (SELECT rowid FROM stories_words WHERE stories_words MATCH ?)`, []any{beginnings(words)}
	}
	if err := t.row(`SELECT count(*) FROM stories`+where, args...).Scan(&total); err != nil {
		return nil, 0, fmt.Errorf("counting stories: %w", err)
	}
	err = t.each(func(s scanner) error {
		x, err := scanLine(s)
		list = append(list, x)
		return err
	}, `SELECT `+lineColumns+` FROM stories`+where+` ORDER BY `+order+` LIMIT ? OFFSET ?`, append(args, all(q.Limit), max(q.Offset, 0))...)
	if err != nil {
		return nil, 0, fmt.Errorf("listing stories: %w", err)
	}
	for i := range list {
		if err := t.row(`SELECT count(*) FROM news WHERE story = ? AND id > ?`, list[i].ID, q.Since).Scan(&list[i].News); err != nil {
			return nil, 0, fmt.Errorf("counting news: %w", err)
		}
	}
	return list, total, nil
}

// beginnings is an FTS5 query for words that begin with all of these.
func beginnings(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = `"` + w + `" *`
	}
	return strings.Join(quoted, " ")
}

// Moves implements [store.Reader].
func (t *tx) Moves(story string) ([]store.Move, error) {
	var out []store.Move
	err := t.each(func(s scanner) error {
		var m store.Move
		err := s.Scan(moment{&m.At}, &m.Kind, &m.From, &m.To)
		out = append(out, m)
		return err
	}, `SELECT at, kind, source, target FROM moves WHERE ?1 = '' OR source = ?1 OR target = ?1 ORDER BY id`, story)
	if err != nil {
		return nil, fmt.Errorf("reading the moves of story %s: %w", story, err)
	}
	return out, nil
}

// AddMove implements [store.Writer].
func (t *tx) AddMove(m store.Move) error {
	return t.exec(`INSERT INTO moves (at, kind, source, target) VALUES (?, ?, ?, ?)`, microsOf(m.At), m.Kind, m.From, m.To)
}

// News implements [store.Reader].
func (t *tx) News(q store.NewsQuery) ([]store.News, error) {
	where, args := []string{`id > ?`}, []any{q.After}
	add := func(clause string, arg any) { where, args = append(where, clause), append(args, arg) }
	if q.Before > 0 {
		add(`id < ?`, q.Before)
	}
	if !q.Since.IsZero() {
		add(`at >= ?`, microsOf(q.Since))
	}
	if q.Story != "" {
		add(`story = ?`, q.Story)
	}
	if len(q.Kinds) > 0 {
		where = append(where, `kind IN (`+strings.TrimSuffix(strings.Repeat(`?,`, len(q.Kinds)), ",")+`)`)
		for _, k := range q.Kinds {
			args = append(args, k)
		}
	}
	var out []store.News
	err := t.each(func(s scanner) error {
		var n store.News
		var data []byte
		var id int64
		if err := s.Scan(&id, &data); err != nil {
			return err
		}
		err := unpackJSON(data, &n)
		n.ID = id
		out = append(out, n)
		return err
	}, `SELECT id, data FROM news WHERE `+strings.Join(where, ` AND `)+` ORDER BY id DESC LIMIT ?`, append(args, all(q.Limit))...)
	if err != nil {
		return nil, fmt.Errorf("reading the news: %w", err)
	}
	return out, nil
}

// AddNews implements [store.Writer].
func (t *tx) AddNews(n store.News) error {
	n.ID = 0
	data, err := packJSON(n)
	if err != nil {
		return fmt.Errorf("keeping news: %w", err)
	}
	return t.exec(`INSERT INTO news (at, kind, story, data) VALUES (?, ?, ?, ?)`, microsOf(n.At), n.Kind, n.Story, data)
}

// Stats implements [store.Reader].
func (t *tx) Stats() (s store.Stats, err error) {
	err = t.row(`SELECT (SELECT count(*) FROM reports), (SELECT count(*) FROM stories), coalesce((SELECT max(id) FROM news), 0)`).
		Scan(&s.Reports, &s.Stories, &s.News)
	if err != nil {
		return s, fmt.Errorf("counting what the workspace holds: %w", err)
	}
	var versions, originals int64
	counts := map[string]*int64{"versions": &versions, "originals": &originals, "bytes": &s.Bytes, "packed": &s.Packed}
	err = t.each(func(r scanner) error {
		var name string
		var n int64
		err := r.Scan(&name, &n)
		if to := counts[name]; to != nil {
			*to = n
		}
		return err
	}, `SELECT name, value FROM counters`)
	if err != nil {
		return s, fmt.Errorf("counting what the workspace holds: %w", err)
	}
	s.Versions, s.Originals = int(versions), int(originals)
	for _, end := range []string{"", "-wal"} {
		if info, err := os.Stat(t.db.path + end); err == nil {
			s.File += info.Size()
		}
	}
	return s, nil
}
