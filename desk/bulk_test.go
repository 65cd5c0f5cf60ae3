package desk

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"github.com/stemmanews/stemma"
)

// bulkOf runs Bulk on the examples.
func bulkOf(t *testing.T, b *bulk) stemma.Copies {
	t.Helper()
	b.ctx, b.Paths, b.Progress = context.Background(), []string{"../examples"}, func(Progress) {}
	var all stemma.Copies
	err := b.all(func(c *stemma.Copies) error {
		all.Pairs, all.Families, all.Changes = append(all.Pairs, c.Pairs...), append(all.Families, c.Families...), append(all.Changes, c.Changes...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	all.Counts = b.counts
	return all
}

// lines are values as JSON, sorted: what they are, whatever their order.
func lines[T any](t *testing.T, list []T) []string {
	t.Helper()
	out := []string{}
	for _, x := range list {
		if f, ok := any(&x).(*stemma.Family); ok {
			f.ID = ""
		}
		data, err := json.Marshal(x)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, string(data))
	}
	slices.Sort(out)
	return out
}

// TestBulkFindsWhatRunFinds compares the road for archives with the road for
// folders: with and without the analysis, on one worker and on many, and where
// every group is taken for a very large one.
func TestBulkFindsWhatRunFinds(t *testing.T) {
	res, err := Run(context.Background(), Options{Paths: []string{"../examples"}, Until: Copies})
	if err != nil {
		t.Fatal(err)
	}
	want := res.Report.Copies
	for name, b := range map[string]*bulk{
		"in full":      {BulkOptions: BulkOptions{Changes: true, Workers: 4}, large: largeGroup},
		"words alone":  {BulkOptions: BulkOptions{Workers: 1}, large: largeGroup},
		"large groups": {BulkOptions: BulkOptions{Workers: 3}, large: 1},
	} {
		got := bulkOf(t, b)
		if w, g := lines(t, want.Pairs), lines(t, got.Pairs); !slices.Equal(w, g) || len(w) == 0 {
			t.Errorf("%s: pairs\n%v\nwant\n%v", name, g, w)
		}
		if w, g := lines(t, want.Families), lines(t, got.Families); !slices.Equal(w, g) || len(w) == 0 {
			t.Errorf("%s: families\n%v\nwant\n%v", name, g, w)
		}
		if want.Counts.Independent != got.Counts.Independent || want.Counts.Reports != got.Counts.Reports {
			t.Errorf("%s: counts %v, want %v", name, got.Counts, want.Counts)
		}
		if b.Changes {
			if got.Counts.Claimants == 0 || len(got.Changes) == 0 {
				t.Errorf("%s: %d claimants, %d changes", name, got.Counts.Claimants, len(got.Changes))
			}
		}
	}
}

func TestBulkStopsWhereNobodyListens(t *testing.T) {
	broken := errors.New("nobody listens")
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	_, _, err := Bulk(context.Background(), BulkOptions{Paths: []string{"../examples"}}, func(*stemma.Copies) error { return broken })
	if !errors.Is(err, broken) {
		t.Errorf("Bulk = %v, want what yield said", err)
	}
	if left, _ := filepath.Glob(filepath.Join(temp, "*")); len(left) > 0 {
		t.Errorf("temporary files are left: %v", left)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := Bulk(ctx, BulkOptions{Paths: []string{"../examples"}}, func(*stemma.Copies) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("Bulk after cancelling = %v", err)
	}
	if _, skipped, err := Bulk(context.Background(), BulkOptions{Paths: []string{os.DevNull}}, func(*stemma.Copies) error { return nil }); !errors.Is(err, ErrNothing) || len(skipped) != 1 {
		t.Errorf("Bulk of nothing = %v, %d skipped", err, len(skipped))
	}
}

func TestGroupsOf(t *testing.T) {
	got := groupsOf(6, []pair{{0, 3}, {1, 2}, {3, 5}})
	want := []group{{[]int{0, 3, 5}, [][2]int{{0, 1}, {1, 2}}}, {[]int{1, 2}, [][2]int{{0, 1}}}, {[]int{4}, nil}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("groupsOf = %v, want %v", got, want)
	}
	in, rest := loose(6, []pair{{0, 3}, {1, 2}, {3, 5}}, 2)
	if !reflect.DeepEqual(in, []pair{{0, 3}, {3, 5}}) || !reflect.DeepEqual(rest, []pair{{1, 2}}) {
		t.Errorf("loose = %v, %v", in, rest)
	}
}

func TestInOrder(t *testing.T) {
	var got []int
	err := inOrder(context.Background(), 5, slices.Values([]int{3, 1, 4, 1, 5, 9, 2, 6}), func(x int) int { return 10 * x }, func(x int) error {
		got = append(got, x)
		if len(got) == 6 {
			return errNothing
		}
		return nil
	})
	if !errors.Is(err, errNothing) || !slices.Equal(got, []int{30, 10, 40, 10, 50, 90}) {
		t.Errorf("inOrder took %v and said %v", got, err)
	}
}

var errNothing = errors.New("enough")
