package sqlite_test

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stemmanews/stemma/store"
	"github.com/stemmanews/stemma/store/sqlite"
)

var ctx = context.Background()

// TestOpenRefuses: what is no workspace of ours is refused with a reason and
// left as it is.
func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	file := func(name string, data []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	run := func(path string, statements ...string) string {
		db, err := sql.Open("sqlite", path)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		for _, s := range statements {
			if _, err := db.Exec(s); err != nil {
				t.Fatal(err)
			}
		}
		return path
	}
	made := func(name string) string {
		path := filepath.Join(dir, name)
		db, err := sqlite.Create(ctx, path, sqlite.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		return path
	}
	damaged := made("damaged.db")
	data, err := os.ReadFile(damaged)
	if err != nil {
		t.Fatal(err)
	}
	for i := 8192; i < len(data); i += 64 {
		copy(data[i:], "damage")
	}
	file("damaged.db", data)
	for name, c := range map[string]struct {
		path string
		want error
	}{
		"missing":        {filepath.Join(dir, "nowhere.db"), sqlite.ErrMissing},
		"folder":         {dir, sqlite.ErrForeign},
		"text":           {file("notes.txt", []byte("Shopping list: fish, bread and a new rope for the boat.")), sqlite.ErrForeign},
		"other database": {run(filepath.Join(dir, "other.db"), `CREATE TABLE recipes (name TEXT)`), sqlite.ErrForeign},
		"newer":          {run(made("newer.db"), `PRAGMA user_version = 999`), sqlite.ErrNewer},
		"damaged":        {damaged, sqlite.ErrDamaged},
	} {
		before, _ := os.ReadFile(c.path)
		db, err := sqlite.Open(ctx, c.path, sqlite.Options{})
		if err == nil {
			db.Close()
		}
		if !errors.Is(err, c.want) || !strings.HasPrefix(err.Error(), c.path) {
			t.Errorf("%s: %v, want %v with the name of the file", name, err, c.want)
		}
		if after, _ := os.ReadFile(c.path); string(before) != string(after) {
			t.Errorf("%s: the file was altered", name)
		}
	}
	if _, err := sqlite.Create(ctx, made("there.db"), sqlite.Options{}); !errors.Is(err, sqlite.ErrExists) {
		t.Errorf("Create over a file: %v", err)
	}
}

// TestLocked: a writer that waits in vain says why; a reader does not wait.
func TestLocked(t *testing.T) {
	db, path := create(t)
	defer db.Close()
	other, err := sql.Open("sqlite", "file:"+strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(path))
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	other.SetMaxOpenConns(1)
	if _, err := other.Exec(`BEGIN IMMEDIATE`); err != nil {
		t.Fatal(err)
	}
	hasty, err := sqlite.Open(ctx, path, sqlite.Options{Wait: 20 * time.Millisecond})
	if err != nil {
		t.Fatalf("opening it beside a writer: %v", err)
	}
	defer hasty.Close()
	if err := hasty.Update(ctx, func(store.Writer) error { return nil }); !errors.Is(err, sqlite.ErrLocked) || !strings.HasPrefix(err.Error(), path) {
		t.Errorf("Update: %v, want %v with the name of the file", err, sqlite.ErrLocked)
	}
	if err := db.View(ctx, func(r store.Reader) error { _, err := r.Stats(); return err }); err != nil {
		t.Errorf("reading beside a writer: %v", err)
	}
	if _, err := other.Exec(`ROLLBACK`); err != nil {
		t.Fatal(err)
	}
	if err := db.Update(ctx, func(w store.Writer) error { return w.PutBlob("a", nil) }); err != nil {
		t.Errorf("after the lock: %v", err)
	}
}

// TestTwoProcesses: two that have the file open see what the other wrote.
func TestTwoProcesses(t *testing.T) {
	a, path := create(t)
	defer a.Close()
	b, err := sqlite.Open(ctx, path, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	for _, db := range []*sqlite.DB{a, b, a} {
		if err := db.Update(ctx, func(w store.Writer) error { _, err := w.NewStory(); return err }); err != nil {
			t.Fatal(err)
		}
	}
	b.Update(ctx, func(w store.Writer) error {
		if id, err := w.NewStory(); id != "s4" || err != nil {
			t.Errorf("the fourth story is %s, %v", id, err)
		}
		return nil
	})
}

// TestDurable: what is kept is there after the file is opened anew, and the
// check of the whole file finds nothing.
func TestDurable(t *testing.T) {
	db, path := create(t)
	if err := db.Update(ctx, func(w store.Writer) error { return w.PutBlob("a", []byte("kept")) }); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := sqlite.Open(ctx, path, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.View(ctx, func(r store.Reader) error {
		b, err := r.Blob("a")
		if string(b) != "kept" {
			t.Errorf("blob %q", b)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if err := db.Check(ctx); err != nil {
		t.Error(err)
	}
}
