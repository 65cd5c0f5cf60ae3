package sqlite

import (
	"fmt"
)

// applicationID marks the file as a workspace: "STMA".
const applicationID = 0x53544D41

// migrations lead from one form of the file to the next. The number of those
// done is the file's user_version. A migration that has been released is never
// altered: what comes later is a new one.
var migrations = [][]string{{
	`CREATE TABLE originals (
		id INTEGER PRIMARY KEY, sha BLOB NOT NULL UNIQUE, size INTEGER NOT NULL, data BLOB NOT NULL)`,
	`CREATE TABLE reports (
		id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, path TEXT NOT NULL UNIQUE,
		version INTEGER NOT NULL, placed INTEGER NOT NULL, grp TEXT NOT NULL, story TEXT NOT NULL,
		added INTEGER NOT NULL, analysed TEXT NOT NULL)`,
	`CREATE INDEX reports_unplaced ON reports (id) WHERE placed <> version`,
	`CREATE INDEX reports_analysed ON reports (analysed)`,
	`CREATE INDEX reports_story ON reports (story)`,
	`CREATE INDEX reports_grp ON reports (grp)`,
	`CREATE TABLE versions (
		report INTEGER NOT NULL, number INTEGER NOT NULL, sha BLOB NOT NULL, text BLOB,
		name TEXT NOT NULL, kind TEXT NOT NULL, charset TEXT NOT NULL, given TEXT, notices TEXT,
		added INTEGER NOT NULL, analysis TEXT NOT NULL, options TEXT NOT NULL, analysed BLOB, changes TEXT,
		PRIMARY KEY (report, number)) WITHOUT ROWID`,
	`CREATE TABLE analyses (
		id INTEGER PRIMARY KEY, sha BLOB NOT NULL, version TEXT NOT NULL, options TEXT NOT NULL,
		document BLOB NOT NULL, claims BLOB NOT NULL, text BLOB NOT NULL, notes TEXT,
		UNIQUE (sha, version, options))`,
	`CREATE TABLE claims (report INTEGER PRIMARY KEY, data BLOB NOT NULL)`,
	`CREATE VIRTUAL TABLE search USING fts5 (title, text, claims, claimants, figures,
		content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2")`,
	`CREATE TABLE names (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, reports INTEGER NOT NULL, claims INTEGER NOT NULL)`,
	`CREATE INDEX names_reports ON names (reports DESC, name)`,
	`CREATE VIRTUAL TABLE names_words USING fts5 (name,
		content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2", detail=none)`,
	`CREATE TABLE named (report INTEGER NOT NULL, name INTEGER NOT NULL, claims INTEGER NOT NULL, PRIMARY KEY (report, name)) WITHOUT ROWID`,
	`CREATE INDEX named_name ON named (name, report)`,
	`CREATE TABLE related (report INTEGER NOT NULL, other INTEGER NOT NULL, relation TEXT NOT NULL, confidence REAL NOT NULL,
		PRIMARY KEY (report, other)) WITHOUT ROWID`,
	`CREATE TABLE traces (report INTEGER PRIMARY KEY, data BLOB NOT NULL)`,
	`CREATE TABLE books (story TEXT PRIMARY KEY, machine BLOB NOT NULL, corrected BLOB) WITHOUT ROWID`,
	`CREATE TABLE stories (
		n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, reports INTEGER NOT NULL,
		independent INTEGER NOT NULL, claimants INTEGER NOT NULL, questions INTEGER NOT NULL,
		disputed INTEGER NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL, event TEXT,
		begun INTEGER NOT NULL, updated INTEGER NOT NULL)`,
	`CREATE INDEX stories_updated ON stories (updated)`,
	`CREATE INDEX stories_reports ON stories (reports)`,
	`CREATE INDEX stories_last ON stories (last)`,
	`CREATE INDEX stories_disputed ON stories (disputed)`,
	`CREATE VIRTUAL TABLE stories_words USING fts5 (title,
		content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2", detail=none)`,
	`CREATE TABLE moves (id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, kind TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL)`,
	`CREATE INDEX moves_source ON moves (source)`,
	`CREATE INDEX moves_target ON moves (target)`,
	`CREATE TABLE news (id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, kind TEXT NOT NULL, story TEXT NOT NULL, data BLOB NOT NULL)`,
	`CREATE INDEX news_story ON news (story, id)`,
	`CREATE INDEX news_at ON news (at)`,
	`CREATE TABLE looks (reader TEXT PRIMARY KEY, at INTEGER NOT NULL, news INTEGER NOT NULL) WITHOUT ROWID`,
	`CREATE TABLE journal (id INTEGER PRIMARY KEY AUTOINCREMENT, data TEXT NOT NULL, undone TEXT)`,
	`CREATE TABLE tokens (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, role TEXT NOT NULL, hash TEXT NOT NULL UNIQUE,
		made INTEGER NOT NULL, expires INTEGER NOT NULL, revoked INTEGER NOT NULL)`,
	`CREATE TABLE audit (id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL,
		detail TEXT NOT NULL, origin TEXT NOT NULL)`,
	`CREATE TABLE blobs (name TEXT PRIMARY KEY, data BLOB NOT NULL)`,
	`CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID`,
}, {
	`ALTER TABLE versions ADD COLUMN listed TEXT`,
	`CREATE TABLE watches (url TEXT PRIMARY KEY, kind TEXT NOT NULL, origin TEXT NOT NULL, due INTEGER NOT NULL, data TEXT NOT NULL)`,
	`CREATE INDEX watches_due ON watches (kind, due, url)`,
	`CREATE INDEX watches_origin ON watches (origin)`,
}}

// migrate makes the tables of a new file, or brings those of an older form up
// to date, in one transaction.
func migrate(c *conn) error {
	if current(c) {
		return nil // without the writer's lock
	}
	if err := c.exec(`BEGIN IMMEDIATE`); err != nil {
		return err
	}
	err := upgrade(c)
	if err != nil {
		c.exec(`ROLLBACK`)
		return err
	}
	return c.exec(`COMMIT`)
}

func upgrade(c *conn) error {
	var app, form, tables int
	if err := c.row(`PRAGMA application_id`).Scan(&app); err != nil {
		return err
	}
	if err := c.row(`PRAGMA user_version`).Scan(&form); err != nil {
		return err
	}
	if err := c.row(`SELECT count(*) FROM sqlite_schema`).Scan(&tables); err != nil {
		return err
	}
	switch {
	case app == 0 && tables == 0 && form == 0: // new
	case app != applicationID:
		return ErrForeign
	case form > len(migrations):
		return ErrNewer
	}
	for ; form < len(migrations); form++ {
		for _, s := range migrations[form] {
			if _, err := c.c.ExecContext(background, s); err != nil {
				return fmt.Errorf("bringing the file to form %d: %w", form+1, err)
			}
		}
	}
	for _, s := range []string{fmt.Sprintf(`PRAGMA application_id = %d`, applicationID), fmt.Sprintf(`PRAGMA user_version = %d`, form)} {
		if _, err := c.c.ExecContext(background, s); err != nil {
			return err
		}
	}
	return nil
}

// current reports whether a file is ours and of the newest form.
func current(c *conn) bool {
	var app, form int
	return c.row(`PRAGMA application_id`).Scan(&app) == nil && c.row(`PRAGMA user_version`).Scan(&form) == nil &&
		app == applicationID && form == len(migrations)
}
