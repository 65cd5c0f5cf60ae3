package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/stemmanews/stemma/store"
)

// TestMigrate: a file of every older form is brought up to date.
func TestMigrate(t *testing.T) {
	for form := 1; form < len(migrations); form++ {
		path := filepath.Join(t.TempDir(), "old.db")
		db, err := sql.Open("sqlite", path)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range migrations[:form] {
			for _, s := range m {
				if _, err := db.Exec(s); err != nil {
					t.Fatal(err)
				}
			}
		}
		if _, err := db.Exec(fmt.Sprintf(`PRAGMA application_id = %d; PRAGMA user_version = %d`, applicationID, form)); err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		ours, err := Open(context.Background(), path, Options{})
		if err != nil {
			t.Fatalf("form %d: %v", form, err)
		}
		err = ours.Update(context.Background(), func(w store.Writer) error {
			id, err := w.AddReport(store.Report{Key: "k", Path: "p", Version: 1})
			if err != nil {
				return err
			}
			return w.AddVersion(store.Version{Report: id, Number: 1, SHA256: "00"})
		})
		if err != nil {
			t.Errorf("form %d: %v", form, err)
		}
		if err := ours.Close(); err != nil {
			t.Error(err)
		}
	}
}
