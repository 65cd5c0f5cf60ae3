package desk_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stemmanews/stemma/desk"
	"github.com/stemmanews/stemma/source"
	"github.com/stemmanews/stemma/store"
	"github.com/stemmanews/stemma/store/sqlite"
)

// Environment of a child that adds reports until it is killed.
const (
	childDB   = "STEMMA_TEST_CHILD_DB"
	childFrom = "STEMMA_TEST_CHILD_FROM"
)

func TestMain(m *testing.M) {
	if path := os.Getenv(childDB); path != "" {
		from, _ := strconv.Atoi(os.Getenv(childFrom))
		if err := addForever(path, from); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// numbered is invented report number n: every third is a copy of the one
// before.
func numbered(n int) source.Raw {
	of := n
	if n%3 == 2 {
		of--
	}
	town := []string{"Orvanet", "Tavra", "Lostmere", "Norvik", "Skerry"}[of%5] + strconv.Itoa(of/5)
	text := fmt.Sprintf("A barge with %d sacks of barley ran aground off %s on Monday.\n\nHarbour master Jonas Reval said that %d sailors were missing near %s.", 40+of, town, 2+of%9, town)
	return page(fmt.Sprintf("https://example.org/%d", n), text)
}

// addForever adds report after report, says so when each is kept, and brings
// the books up to date now and then.
func addForever(path string, from int) error {
	ctx := context.Background()
	db, err := sqlite.Open(ctx, path, sqlite.Options{})
	if err != nil {
		return err
	}
	w, err := desk.OpenWorkspace(ctx, db, desk.WorkspaceOptions{Now: clock(), Workers: 1})
	if err != nil {
		return err
	}
	fmt.Println("ready")
	for n := from; ; n++ {
		if _, err := w.Add(ctx, raws(numbered(n))); err != nil {
			return err
		}
		fmt.Println("kept", n)
		if n%3 == 0 {
			if err := w.Refresh(ctx, nil); err != nil {
				return err
			}
			fmt.Println("refreshed", n)
		}
	}
}

// TestKill kills a process at 200 random moments while it adds reports and
// keeps books: nothing that it said was kept is lost, the file is whole, and
// the books are brought up to date by whoever comes next.
func TestKill(t *testing.T) {
	kills, files := 200, 4
	if testing.Short() {
		kills = 20
	}
	for f := range files {
		t.Run(strconv.Itoa(f), func(t *testing.T) {
			t.Parallel()
			k := &killing{path: filepath.Join(t.TempDir(), "a.db"), random: rand.New(rand.NewSource(int64(f)))}
			db, err := sqlite.Create(context.Background(), k.path, sqlite.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			for i := range kills / files {
				k.run(t)
				if i%10 == 9 {
					k.check(t, false)
				}
			}
			k.check(t, true)
			if len(k.kept) < kills/files/2 {
				t.Errorf("only %d reports were kept by %d processes: they were killed too soon to tell anything", len(k.kept), kills/files)
			}
		})
	}
}

type killing struct {
	path   string
	random *rand.Rand
	kept   []int // reports that were said to be kept
	next   int
}

// run starts a process and kills it.
func (k *killing) run(t *testing.T) {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childDB+"="+k.path, childFrom+"="+strconv.Itoa(k.next))
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	started := make(chan struct{})
	soon, early := time.Duration(k.random.Intn(60_000))*time.Microsecond, k.random.Intn(8) == 0
	go func() {
		if !early {
			<-started
		}
		time.Sleep(soon)
		cmd.Process.Kill()
	}()
	ready := false
	for lines := bufio.NewScanner(out); lines.Scan(); {
		switch word, n, _ := strings.Cut(lines.Text(), " "); word {
		case "ready":
			ready = true
			close(started)
		case "kept":
			i, err := strconv.Atoi(n)
			if err != nil {
				t.Fatal(err)
			}
			k.kept, k.next = append(k.kept, i), i+1
		}
	}
	if !ready {
		close(started)
	}
	err = cmd.Wait()
	if exit, ok := errors.AsType[*exec.ExitError](err); !ok || exit.Exited() {
		t.Fatalf("the process ended by itself: %v\n%s", err, said.String())
	}
}

// check opens the workspace and looks for all that was kept.
func (k *killing) check(t *testing.T, finish bool) {
	ctx := context.Background()
	db, err := sqlite.Open(ctx, k.path, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.Check(ctx); err != nil {
		t.Fatal(err)
	}
	w, err := desk.OpenWorkspace(ctx, db, desk.WorkspaceOptions{Now: clock()})
	if err != nil {
		t.Fatal(err)
	}
	if finish {
		if err := w.Refresh(ctx, nil); err != nil {
			t.Fatal(err)
		}
	}
	for _, n := range k.kept {
		raw := numbered(n)
		saved, _, err := w.Original(ctx, raw.Path, 0)
		if err != nil || string(saved) != raw.Text {
			t.Fatalf("report %d was kept, and is lost: %q, %v", n, saved, err)
		}
	}
	if finish {
		consistent(t, w, k.kept)
	}
}

// consistent holds the books against the reports.
func consistent(t *testing.T, w *desk.Workspace, kept []int) {
	ctx := context.Background()
	list, _, err := w.Stories(ctx, store.StoryQuery{})
	if err != nil {
		t.Fatal(err)
	}
	in := map[string]string{}
	for _, line := range list {
		s, err := w.Story(ctx, line.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range s.Story.Documents {
			if in[p] != "" {
				t.Errorf("%s stands in %s and in %s", p, in[p], line.ID)
			}
			in[p] = line.ID
		}
	}
	for _, n := range kept {
		d, err := w.Document(ctx, numbered(n).Path)
		if err != nil || d.Story == "" || in[d.Path] != d.Story {
			t.Errorf("report %d says it is in %q, the books say %q, %v", n, d.Story, in[numbered(n).Path], err)
		}
		if hits, err := w.Search(ctx, strconv.Itoa(40+n)+" barley", "", 0, 100); n%3 != 2 && (err != nil || !slices.ContainsFunc(hits, func(f desk.Found) bool { return f.Path == d.Path })) {
			t.Errorf("report %d is not found by its words: %d hits, %v", n, len(hits), err)
		}
	}
}
