package desk

import (
	"context"
	"errors"
	"fmt"
	"math/rand"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stemmanews/stemma/source"
	"github.com/stemmanews/stemma/store"
	"github.com/stemmanews/stemma/store/sqlite"
)

func inMemory(t testing.TB, s store.Store) *Workspace {
	t.Helper()
	at := time.Date(2031, 5, 4, 12, 0, 0, 0, time.UTC)
	w, err := OpenWorkspace(context.Background(), s, WorkspaceOptions{Now: func() time.Time { at = at.Add(time.Minute); return at }})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// barge is invented report n, in words made up; reports come in threes, of
// which the third is a copy of the second.
func barge(n int) source.Raw {
	of := n
	if n%3 == 2 {
		of--
	}
	r := rand.New(rand.NewSource(int64(of)))
	word := func() string {
		var b strings.Builder
		for range 3 {
			b.WriteByte("bdfgklmnprstvz"[r.Intn(14)])
			b.WriteByte("aeiou"[r.Intn(5)])
		}
		return b.String()
	}
	var b strings.Builder
	for range 5 {
		w := word()
		fmt.Fprintf(&b, "The %s of %s met %d %s near the %s and the %s.\n\n", word(), strings.ToUpper(w[:1])+w[1:], 2+r.Intn(900), word(), word(), word())
	}
	fmt.Fprintf(&b, "Harbour master Jonas Reval said that %d sailors were missing.", 2+of%9)
	url := fmt.Sprintf("https://example.org/%d", n)
	return source.Raw{Path: url, Text: b.String(), Kind: source.Plain, Charset: "utf-8", Given: source.Given{URL: url, Published: fmt.Sprintf("2031-%02d-%02d", 1+of/3%12, 1+of/36%28)}}
}

func addBarges(t testing.TB, w *Workspace, from, to int) {
	t.Helper()
	if _, err := w.Add(context.Background(), func(yield func(source.Raw, error) bool) {
		for n := from; n < to; n++ {
			if !yield(barge(n), nil) {
				return
			}
		}
	}); err != nil {
		t.Fatal(err)
	}
}

// pathsOfStories are the paths of each story, sorted.
func pathsOfStories(t testing.TB, w *Workspace) []string {
	t.Helper()
	list, _, err := w.Stories(context.Background(), store.StoryQuery{})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, line := range list {
		s, err := w.Story(context.Background(), line.ID)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, fmt.Sprint(s.Page.Story.Documents))
	}
	slices.Sort(out)
	return out
}

// TestUpgrade: another version of the analysis reads all reports again, keeps
// what says the same, and drops what the old version found.
func TestUpgrade(t *testing.T) {
	ctx := context.Background()
	s := store.NewMemory()
	w := inMemory(t, s)
	addBarges(t, w, 0, 9)
	if err := w.Refresh(ctx, nil); err != nil {
		t.Fatal(err)
	}
	before, _, err := w.Stories(ctx, store.StoryQuery{})
	if err != nil {
		t.Fatal(err)
	}
	newer := inMemory(t, s)
	newer.version = "newer"
	read := 0
	if err := newer.Refresh(ctx, func(p Progress) { read = p.Done }); err != nil || read != 9 {
		t.Fatalf("%d reports read again, %v; want 9", read, err)
	}
	after, _, err := newer.Stories(ctx, store.StoryQuery{})
	if err != nil {
		t.Fatal(err)
	}
	if !sameJSON(before, after) {
		t.Errorf("the list of stories changed:\n%+v\n%+v", before, after)
	}
	if news, err := newer.News(ctx, store.NewsQuery{After: 1 << 40}); err != nil || len(news) != 0 {
		t.Errorf("news of an upgrade that changed nothing: %+v, %v", news, err)
	}
	err = s.View(ctx, func(tx store.Reader) error {
		for n := int64(1); n <= 9; n++ {
			v, err := tx.Versions(n)
			if err != nil {
				return err
			}
			if v[0].Analysis.Version != "newer" {
				t.Errorf("report %d has the analysis %+v", n, v[0].Analysis)
			}
			old := v[0].Analysis
			old.Version = w.version
			if _, err := tx.Analysis(old); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("report %d: the old analysis is there: %v", n, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := newer.Refresh(ctx, func(Progress) { t.Error("something was read a third time") }); err != nil {
		t.Fatal(err)
	}
}

// TestInterrupted: a refresh that was interrupted is taken up where it
// stopped, and comes to the same books.
func TestInterrupted(t *testing.T) {
	ctx := context.Background()
	whole, broken := inMemory(t, store.NewMemory()), inMemory(t, store.NewMemory())
	const n = 3*batch + 10
	for _, w := range []*Workspace{whole, broken} {
		addBarges(t, w, 0, n)
	}
	if err := whole.Refresh(ctx, nil); err != nil {
		t.Fatal(err)
	}
	stop, cancel := context.WithCancel(ctx)
	if err := broken.Refresh(stop, func(Progress) { cancel() }); !errors.Is(err, context.Canceled) {
		t.Fatalf("Refresh after cancelling: %v", err)
	}
	done := 0
	if err := broken.Refresh(ctx, func(p Progress) { done = p.Done }); err != nil || done == 0 || done >= n {
		t.Fatalf("%d of %d reports were worked on after the interruption, %v", done, n, err)
	}
	if a, b := pathsOfStories(t, whole), pathsOfStories(t, broken); !slices.Equal(a, b) {
		t.Errorf("stories differ:\n%q\n%q", a, b)
	}
}

// TestLarge: beyond the number of reports up to which all are grouped anew,
// one report at a time comes to the groups that are there by design.
func TestLarge(t *testing.T) {
	if testing.Short() {
		t.Skip("slow")
	}
	ctx := context.Background()
	w := inMemory(t, store.NewMemory())
	const n = small + 100
	addBarges(t, w, 0, small-50)
	for from := small - 50; from < n; from += 10 {
		if err := w.Refresh(ctx, nil); err != nil {
			t.Fatal(err)
		}
		addBarges(t, w, from, from+10)
	}
	if err := w.Refresh(ctx, nil); err != nil {
		t.Fatal(err)
	}
	copies, together := 0, 0
	for k := 1; k+1 < n; k += 3 {
		a, err := w.Document(ctx, barge(k).Path)
		if err != nil {
			t.Fatal(err)
		}
		b, err := w.Document(ctx, barge(k+1).Path)
		if err != nil {
			t.Fatal(err)
		}
		copies++
		if a.Story == b.Story && a.Story != "" {
			together++
		}
	}
	if together*20 < copies*19 {
		t.Errorf("%d of %d copies stand in the story of what they copied", together, copies)
	}
	if stories := len(pathsOfStories(t, w)); stories < n/6 {
		t.Errorf("only %d stories among %d reports", stories, n)
	}
}

// TestTwoDesks: two programs at work on one file see what the other did.
func TestTwoDesks(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "a.db")
	one, err := sqlite.Create(ctx, path, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer one.Close()
	two, err := sqlite.Open(ctx, path, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer two.Close()
	desks := []*Workspace{inMemory(t, one), inMemory(t, two)}
	for n := range 9 {
		w := desks[n%2]
		addBarges(t, w, n, n+1)
		if err := w.Refresh(ctx, nil); err != nil {
			t.Fatal(err)
		}
	}
	alone := inMemory(t, store.NewMemory())
	for n := range 9 {
		addBarges(t, alone, n, n+1)
		if err := alone.Refresh(ctx, nil); err != nil {
			t.Fatal(err)
		}
	}
	if a, b := pathsOfStories(t, alone), pathsOfStories(t, desks[0]); !slices.Equal(a, b) {
		t.Errorf("stories differ:\n%q\n%q", a, b)
	}
}

// TestName: which group keeps which name.
func TestName(t *testing.T) {
	for _, c := range []struct {
		name   string
		lists  [][]int64
		before map[int64]string
		want   []string
		moves  []store.Move
	}{
		{"new", [][]int64{{1}, {2}}, nil, []string{"n1", "n2"}, nil},
		{"grown", [][]int64{{1, 2, 3}}, map[int64]string{1: "s1", 2: "s1"}, []string{"s1"}, nil},
		{"merged", [][]int64{{1, 2, 3}}, map[int64]string{1: "s1", 2: "s2", 3: "s2"}, []string{"s2"}, []store.Move{{Kind: store.MoveMerge, From: "s1", To: "s2"}}},
		{"merged, as many", [][]int64{{1, 2}}, map[int64]string{1: "s10", 2: "s9"}, []string{"s9"}, []store.Move{{Kind: store.MoveMerge, From: "s10", To: "s9"}}},
		{"split", [][]int64{{1}, {2, 3}}, map[int64]string{1: "s1", 2: "s1", 3: "s1"}, []string{"n1", "s1"}, []store.Move{{Kind: store.MoveSplit, From: "s1", To: "n1"}}},
		{"exchanged", [][]int64{{1, 4}, {2, 3}}, map[int64]string{1: "s1", 2: "s1", 3: "s1", 4: "s4"}, []string{"s4", "s1"}, nil},
	} {
		n := 0
		got, moves, err := name(c.lists, c.before, func() (string, error) { n++; return fmt.Sprint("n", n), nil })
		if err != nil || !slices.Equal(got, c.want) || !slices.Equal(moves, c.moves) {
			t.Errorf("%s: %q, %+v, %v; want %q, %+v", c.name, got, moves, err, c.want, c.moves)
		}
	}
}
