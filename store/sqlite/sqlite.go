// Package sqlite keeps a workspace in one SQLite file.
//
// The file is in write-ahead mode with synchronous=FULL: what Update has kept
// survives the end of the process and the loss of power, and a process that is
// killed at any moment leaves the file as the last Update left it. Writers
// wait for each other, also those of other processes; readers wait for nobody
// and see one state for as long as their View lasts.
//
// Saved bytes and analyses are compressed with Zstandard (RFC 8878). The
// search is SQLite's FTS5, over an index without a copy of the text. The
// tables are described in docs/formats.md.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"modernc.org/sqlite" // the driver, SQLite in Go

	"github.com/stemmanews/stemma/store"
)

// Reasons for which a file is not opened. The error's text says what to do.
var (
	ErrForeign = errors.New("is not a stemma workspace")
	ErrNewer   = errors.New("was written by a newer version of stemma: upgrade stemma to open it")
	ErrLocked  = errors.New("is in use by another program that does not let go of it: end that program, then try again")
	ErrDamaged = errors.New("is damaged: put back a copy of the file, or save what can still be read with stemma export")
	ErrMissing = errors.New("does not exist: make a workspace with stemma init")
	ErrExists  = errors.New("exists already")
)

// Options say how to open a file. The zero value will do.
type Options struct {
	Readers int           // connections that read at the same time; 0: 4
	Wait    time.Duration // how long a writer waits for another process; 0: 10 seconds
}

// DB is a workspace in a file. It implements [store.Store].
type DB struct {
	path    string
	pool    *sql.DB
	writer  chan *conn // holds the one connection that writes
	readers chan *conn
	all     []*conn
}

var _ store.Store = (*DB)(nil)

// Create makes a new workspace. It returns an error that wraps ErrExists where
// there is a file by that name.
func Create(ctx context.Context, path string, o Options) (*DB, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil, fmt.Errorf("%s %w", path, ErrExists)
	}
	if err != nil {
		return nil, fmt.Errorf("making a workspace: %w", err)
	}
	if err := f.Close(); err != nil {
		return nil, fmt.Errorf("making a workspace: %w", err)
	}
	db, err := open(ctx, path, o)
	if err != nil {
		os.Remove(path)
		return nil, err
	}
	return db, syncFolder(path)
}

// Open opens a workspace and brings an older form of it up to date. Errors
// name the file and wrap one of ErrMissing, ErrForeign, ErrNewer, ErrLocked or
// ErrDamaged where that is the reason.
func Open(ctx context.Context, path string, o Options) (*DB, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%s %w", path, ErrMissing)
	case err != nil:
		return nil, fmt.Errorf("opening a workspace: %w", err)
	case info.IsDir():
		return nil, fmt.Errorf("%s %w: it is a folder", path, ErrForeign)
	case info.Size() > 0 && !sqliteFile(path):
		return nil, fmt.Errorf("%s %w", path, ErrForeign)
	}
	return open(ctx, path, o)
}

// sqliteFile reports whether a file begins as SQLite's do.
func sqliteFile(path string) bool {
	const magic = "SQLite format 3\x00"
	f, err := os.Open(path)
	if err != nil {
		return true // opening it will say why
	}
	defer f.Close()
	head := make([]byte, len(magic))
	n, _ := f.Read(head)
	return string(head[:n]) == magic
}

// syncFolder makes the name of a new file durable.
func syncFolder(path string) error {
	d, err := os.Open(filepath.Dir(path))
	if err != nil {
		return fmt.Errorf("making a workspace: %w", err)
	}
	defer d.Close()
	d.Sync() // not every file system can
	return nil
}

func open(ctx context.Context, path string, o Options) (*DB, error) {
	if o.Readers <= 0 {
		o.Readers = 4
	}
	if o.Wait <= 0 {
		o.Wait = 10 * time.Second
	}
	pragmas := url.Values{"_pragma": {
		fmt.Sprintf("busy_timeout(%d)", o.Wait.Milliseconds()), "page_size(8192)", "synchronous(FULL)",
		"cache_size(-16000)", "temp_store(MEMORY)", "foreign_keys(ON)", "trusted_schema(OFF)",
	}}
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", path, err)
	}
	name := url.URL{Scheme: "file", OmitHost: true, Path: filepath.ToSlash(abs), RawQuery: pragmas.Encode()}
	pool, err := sql.Open("sqlite", name.String())
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", path, err)
	}
	db := &DB{path: path, pool: pool, writer: make(chan *conn, 1), readers: make(chan *conn, o.Readers)}
	if err := db.start(ctx, o.Readers); err != nil {
		pool.Close()
		return nil, db.explain(err)
	}
	return db, nil
}

// start opens the connections, the writer's first, which makes or checks the
// tables.
func (db *DB) start(ctx context.Context, readers int) error {
	for i := range readers + 1 {
		c, err := db.pool.Conn(ctx)
		if err != nil {
			return err
		}
		x := newConn(c)
		db.all = append(db.all, x)
		if i > 0 {
			db.readers <- x
			continue
		}
		if err := migrate(x); err != nil {
			return err
		}
		if err := x.exec(`PRAGMA journal_mode = WAL`); err != nil { // not before: a file that is not ours is left alone
			return err
		}
		if err := db.check(x); err != nil {
			return err
		}
		db.writer <- x
	}
	return nil
}

// checkedBytes is the size up to which a whole file is checked when it is
// opened; it takes about a second. Beyond, [DB.Check] does it when asked to.
const checkedBytes = 64 << 20

func (db *DB) check(c *conn) error {
	if info, err := os.Stat(db.path); err != nil || info.Size() > checkedBytes {
		return nil
	}
	return quickCheck(c)
}

func quickCheck(c *conn) error {
	var verdict string
	if err := c.row(`PRAGMA quick_check(1)`).Scan(&verdict); err != nil {
		return err
	}
	if verdict != "ok" {
		return fmt.Errorf("%w (%s)", ErrDamaged, verdict)
	}
	return nil
}

// Check looks at the whole file for damage; it reads all of it.
func (db *DB) Check(ctx context.Context) error {
	c, err := take(ctx, db.readers)
	if err != nil {
		return err
	}
	defer func() { db.readers <- c }()
	return db.explain(quickCheck(c))
}

// take waits for a connection.
func take(ctx context.Context, from chan *conn) (*conn, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	select {
	case c, ok := <-from:
		if !ok {
			return nil, errClosed
		}
		return c, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

var errClosed = errors.New("the workspace is closed")

// View implements [store.Store].
func (db *DB) View(ctx context.Context, f func(store.Reader) error) error {
	c, err := take(ctx, db.readers)
	if err != nil {
		return err
	}
	defer func() { db.readers <- c }()
	if err := c.exec(`BEGIN`); err != nil {
		return db.explain(err)
	}
	defer c.exec(`ROLLBACK`)
	return db.explain(f(&tx{conn: c, db: db}))
}

// Update implements [store.Store].
func (db *DB) Update(ctx context.Context, f func(store.Writer) error) error {
	c, err := take(ctx, db.writer)
	if err != nil {
		return err
	}
	defer func() { db.writer <- c }()
	if err := c.exec(`BEGIN IMMEDIATE`); err != nil {
		return db.explain(err)
	}
	kept := false
	defer func() {
		if !kept {
			c.exec(`ROLLBACK`)
		}
	}()
	if err := f(&tx{conn: c, db: db}); err != nil {
		return db.explain(err)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := c.exec(`COMMIT`); err != nil {
		return db.explain(err)
	}
	kept = true
	return nil
}

// Close implements [store.Store]. It writes the log back into the file.
func (db *DB) Close() error {
	w := <-db.writer
	for range cap(db.readers) {
		<-db.readers
	}
	close(db.writer)
	close(db.readers)
	w.exec(`PRAGMA optimize`)
	var errs []error
	for _, c := range db.all {
		errs = append(errs, c.close())
	}
	return errors.Join(append(errs, db.pool.Close())...)
}

// Result codes of SQLite (sqlite.org/rescode.html).
const (
	codeBusy    = 5
	codeLocked  = 6
	codeCorrupt = 11
	codeFull    = 13
	codeNotADB  = 26
)

// explain says what SQLite's code means for the file.
func (db *DB) explain(err error) error {
	for _, known := range []error{ErrForeign, ErrNewer, ErrDamaged} {
		if errors.Is(err, known) {
			return fmt.Errorf("%s %w", db.path, err)
		}
	}
	e, ok := errors.AsType[*sqlite.Error](err)
	if !ok {
		return err
	}
	switch e.Code() & 0xff {
	case codeBusy, codeLocked:
		return fmt.Errorf("%s %w", db.path, ErrLocked)
	case codeCorrupt:
		return fmt.Errorf("%s %w: %w", db.path, ErrDamaged, err)
	case codeNotADB:
		return fmt.Errorf("%s %w", db.path, ErrForeign)
	case codeFull:
		return fmt.Errorf("%s cannot grow: the disk is full: %w", db.path, err)
	}
	return fmt.Errorf("workspace %s: %w", db.path, err)
}
