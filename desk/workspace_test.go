package desk_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/desk"
	"github.com/stemmanews/stemma/source"
	"github.com/stemmanews/stemma/store"
)

var noon = time.Date(2031, 5, 4, 12, 0, 0, 0, time.UTC)

// clock goes on by a minute at each look.
func clock() func() time.Time {
	n := 0
	return func() time.Time { n++; return noon.Add(time.Duration(n) * time.Minute) }
}

func workspace(t testing.TB) *desk.Workspace {
	t.Helper()
	w, err := desk.OpenWorkspace(context.Background(), store.NewMemory(), desk.WorkspaceOptions{Now: clock()})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func add(t testing.TB, w *desk.Workspace, paths ...string) desk.Added {
	t.Helper()
	a, err := w.Add(context.Background(), source.Open(paths, source.Options{Saved: true}))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func refresh(t testing.TB, w *desk.Workspace) {
	t.Helper()
	if err := w.Refresh(context.Background(), nil); err != nil {
		t.Fatal(err)
	}
}

// TestWorkspaceIsTheReport: a workspace gives the books that a run over the
// same files gives.
func TestWorkspaceIsTheReport(t *testing.T) {
	files, err := filepath.Glob(example + "/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	files = slices.DeleteFunc(files, func(f string) bool { return strings.Contains(f, "11-") }) // a story of its own
	want := run(t, desk.Options{Paths: files, Until: desk.Ledger})
	t.Run("at once", func(t *testing.T) {
		w := workspace(t)
		if a := add(t, w, files...); len(a.New) != len(want.Documents) {
			t.Fatalf("added %+v, want %d reports", a, len(want.Documents))
		}
		refresh(t, w)
		sameBooks(t, w, want)
	})
	t.Run("one by one", func(t *testing.T) {
		w := workspace(t)
		for _, f := range files {
			add(t, w, f)
			refresh(t, w)
		}
		sameBooks(t, w, want)
	})
}

func sameBooks(t *testing.T, w *desk.Workspace, want *stemma.Report) {
	ctx := context.Background()
	list, total, err := w.Stories(ctx, store.StoryQuery{})
	if err != nil || total != len(want.Ledger.Stories) {
		t.Fatalf("%d stories, %v; want %d", total, err, len(want.Ledger.Stories))
	}
	s, err := w.Story(ctx, list[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	s.Page.Story.ID = want.Ledger.Stories[0].ID
	if d := cmp.Diff(want.Ledger.Stories[0], s.Page.Story, cmpopts.EquateEmpty()); d != "" {
		t.Errorf("story: -run +workspace\n%s", d)
	}
	if d := cmp.Diff(want.Copies, s.Copies, cmpopts.EquateEmpty()); d != "" {
		t.Errorf("copies: -run +workspace\n%s", d)
	}
	for i, doc := range want.Documents {
		got, err := w.Document(ctx, doc.Path)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(doc, got.Document, cmpopts.EquateEmpty()); d != "" {
			t.Errorf("%s: %s", doc.Path, d)
		}
		if d := cmp.Diff(want.Claims[i].Claims, got.Claims, cmpopts.EquateEmpty()); d != "" {
			t.Errorf("claims of %s: %s", doc.Path, d)
		}
	}
}

func raws(list ...source.Raw) func(func(source.Raw, error) bool) {
	return func(yield func(source.Raw, error) bool) {
		for _, r := range list {
			if !yield(r, nil) {
				return
			}
		}
	}
}

func page(url, text string) source.Raw {
	return source.Raw{Path: url, Text: text, Kind: source.Plain, Charset: "utf-8", Given: source.Given{URL: url, Published: "2031-05-04"}}
}

// TestAddAgain: the same bytes are nothing new, other bytes under the same
// address are a new version, and one name is never given twice.
func TestAddAgain(t *testing.T) {
	ctx := context.Background()
	w := workspace(t)
	one := page("https://example.org/a", "The ferry Alma sank off Norvik on Sunday. Nine people died, the harbour office said.")
	two := page("https://example.org/a", "The ferry Alma sank off Norvik on Sunday. Eleven people died, the harbour office said.")
	file := source.Raw{Path: "001.txt", File: "/monday/001.txt", Text: "Rain fell over Tavra on Monday, the mayor said.", Kind: source.Plain, Charset: "utf-8"}
	other := file
	other.File, other.Text = "/tuesday/001.txt", "Snow fell over Tavra on Tuesday, the mayor said."
	moved := file
	moved.File = "/archive/001.txt"
	for _, c := range []struct {
		raw            source.Raw
		fresh, changed string
		same           int
	}{
		{one, one.Path, "", 0},
		{one, "", "", 1},
		{two, "", one.Path, 0},
		{two, "", "", 1},
		{file, "001.txt", "", 0},
		{file, "", "", 1},
		{other, "/tuesday/001.txt", "", 0},
		{moved, "", "", 1},
	} {
		a, err := w.Add(ctx, raws(c.raw))
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(a.New, a.Changed, a.Same); got != fmt.Sprint(list(c.fresh), list(c.changed), c.same) {
			t.Errorf("%s: got %s, want %q %q %d", c.raw.File+c.raw.Given.URL, got, c.fresh, c.changed, c.same)
		}
	}
	refresh(t, w)
	d, err := w.Document(ctx, one.Path)
	if err != nil || d.Version != 2 || d.Text != two.Text {
		t.Fatalf("version %d, %q, %v", d.Version, d.Text, err)
	}
	saved, _, err := w.Original(ctx, one.Path, 1)
	if err != nil || string(saved) != one.Text {
		t.Errorf("first version: %q, %v", saved, err)
	}
}

func list(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

func TestUnknown(t *testing.T) {
	ctx := context.Background()
	w := workspace(t)
	if _, err := w.Document(ctx, "nowhere"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("Document: %v", err)
	}
	if _, err := w.Story(ctx, "s9"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("Story: %v", err)
	}
}

func TestSearch(t *testing.T) {
	w := workspace(t)
	text := "The ferry Alma sank off Norvik on Sunday.\n\nHarbour master Jonas Réval said that nine sailors were missing. Divers found a bell."
	if _, err := w.Add(context.Background(), raws(page("https://example.org/a", text))); err != nil {
		t.Fatal(err)
	}
	refresh(t, w)
	for _, c := range []struct {
		query, field string
		found        bool
		marked       string
	}{
		{"ferry", "", true, "ferry"},
		{`"nine sailors"`, "", true, "nine sailors"},
		{`"sailors nine"`, "", false, ""},
		{"reval", store.InClaimants, true, "Réval"},
		{"sail*", store.InClaims, true, "sailors"},
		{"bell", store.InClaims, false, ""},
		{"", "", false, ""},
		{`"`, "", false, ""},
	} {
		got, err := w.Search(context.Background(), c.query, c.field, 0, 0)
		if err != nil {
			t.Fatal(err)
		}
		if (len(got) == 1) != c.found {
			t.Errorf("%s in %q: found %d", c.query, c.field, len(got))
			continue
		}
		if !c.found {
			continue
		}
		s := got[0].Snippet
		if len(s.Marks) == 0 || s.Marks[0].In(s.Text) != c.marked || s.Span.In(text) != s.Text {
			t.Errorf("%s: snippet %+v", c.query, s)
		}
	}
}
