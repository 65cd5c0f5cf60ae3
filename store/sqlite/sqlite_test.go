package sqlite_test

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/stemmanews/stemma/store"
	"github.com/stemmanews/stemma/store/sqlite"
	"github.com/stemmanews/stemma/store/storetest"
)

func create(t testing.TB) (*sqlite.DB, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a b?#%.db") // no part of a name has a meaning
	db, err := sqlite.Create(context.Background(), path, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return db, path
}

func TestSQLite(t *testing.T) {
	storetest.Run(t, func(t *testing.T) store.Store {
		db, _ := create(t)
		return db
	})
}
