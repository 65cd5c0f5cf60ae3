// Package storetest is the conformance suite of package store: every
// implementation passes it.
package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/source"
	"github.com/stemmanews/stemma/store"
)

// Run tests a store. open returns an empty one each time; the suite closes it.
func Run(t *testing.T, open func(t *testing.T) store.Store) {
	for _, c := range []struct {
		name string
		f    func(*suite)
	}{
		{"originals", (*suite).originals}, {"reports", (*suite).reports}, {"stale", (*suite).stale}, {"versions", (*suite).versions},
		{"analyses", (*suite).analyses}, {"stories", (*suite).stories}, {"moves", (*suite).moves}, {"search", (*suite).search},
		{"claimants", (*suite).claimants}, {"relatives", (*suite).relatives}, {"news", (*suite).news}, {"journal", (*suite).journal}, {"looks and blobs", (*suite).looks},
		{"all or nothing", (*suite).allOrNothing}, {"one state", (*suite).oneState}, {"side by side", (*suite).sideBySide},
		{"access", (*suite).access}, {"cancelled", (*suite).cancelled}, {"stats", (*suite).stats}, {"watches", (*suite).watches},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := &suite{T: t, s: open(t)}
			c.f(s)
			if err := s.s.Close(); err != nil {
				t.Errorf("Close: %v", err)
			}
		})
	}
}

type suite struct {
	*testing.T
	s store.Store
}

var noon = time.Date(2031, 5, 4, 12, 0, 0, 0, time.UTC)

// write keeps what f writes; every error is fatal.
func (s *suite) write(f func(store.Writer) error) {
	s.Helper()
	if err := s.s.Update(context.Background(), f); err != nil {
		s.Fatalf("Update: %v", err)
	}
}

func (s *suite) read(f func(store.Reader) error) {
	s.Helper()
	if err := s.s.View(context.Background(), f); err != nil {
		s.Fatalf("View: %v", err)
	}
}

// same compares what was read with what was written; nil and empty lists are
// alike.
func (s *suite) same(what string, got, want any) {
	s.Helper()
	if d := cmp.Diff(want, got, cmpopts.EquateEmpty()); d != "" {
		s.Errorf("%s: -want +got\n%s", what, d)
	}
}

// absent wants store.ErrNotFound.
func (s *suite) absent(what string, err error) {
	s.Helper()
	if !errors.Is(err, store.ErrNotFound) {
		s.Errorf("%s: error %v, want store.ErrNotFound", what, err)
	}
}

// hash is a hexadecimal number that looks like a SHA-256.
func hash(n int) string { return fmt.Sprintf("%064x", n) }

func (s *suite) originals() {
	saved := [][]byte{{}, []byte("The ferry left."), make([]byte, 1<<20), {0, 1, 255}}
	s.write(func(w store.Writer) error {
		for i, b := range saved {
			if err := errors.Join(w.PutOriginal(hash(i), b), w.PutOriginal(hash(i), b)); err != nil {
				return err
			}
		}
		return nil
	})
	saved[1][0] = 'X' // the store has a copy of its own
	s.read(func(r store.Reader) error {
		for i, want := range [][]byte{{}, []byte("The ferry left."), make([]byte, 1<<20), {0, 1, 255}} {
			got, err := r.Original(hash(i))
			if err != nil || string(got) != string(want) {
				s.Errorf("original %d: %d bytes, %v; want %d bytes", i, len(got), err, len(want))
			}
		}
		_, err := r.Original(hash(99))
		s.absent("Original", err)
		return nil
	})
}

func report(n int) store.Report {
	return store.Report{Key: fmt.Sprint("file:/", n), Path: fmt.Sprint(n, ".txt"), Version: 1, Added: noon.Add(time.Duration(n) * time.Minute)}
}

// fill adds reports 1 to n with a version each, and returns their ids.
func (s *suite) fill(n int) []int64 {
	var ids []int64
	s.write(func(w store.Writer) error {
		for i := 1; i <= n; i++ {
			id, err := w.AddReport(report(i))
			if err != nil {
				return err
			}
			ids = append(ids, id)
			if err := w.AddVersion(store.Version{Report: id, Number: 1, SHA256: hash(i), Added: noon}); err != nil {
				return err
			}
		}
		return nil
	})
	return ids
}

func (s *suite) reports() {
	ids := s.fill(5)
	if !slices.IsSorted(ids) || ids[0] < 1 {
		s.Fatalf("ids %v do not ascend", ids)
	}
	want := report(2)
	want.ID, want.Group, want.Story, want.Placed = ids[1], "s1", "s2", 1
	s.write(func(w store.Writer) error { return w.SetReport(want) })
	s.read(func(r store.Reader) error {
		for what, f := range map[string]func() (store.Report, error){
			"by id":   func() (store.Report, error) { return r.Report(ids[1]) },
			"by key":  func() (store.Report, error) { return r.ReportByKey(want.Key) },
			"by path": func() (store.Report, error) { return r.ReportByPath(want.Path) },
		} {
			got, err := f()
			if err != nil {
				return err
			}
			s.same(what, got, want)
		}
		some, err := r.Reports(ids[0], 2)
		if err != nil {
			return err
		}
		if len(some) != 2 || some[0].ID != ids[1] || some[1].ID != ids[2] {
			s.Errorf("Reports: %+v", some)
		}
		if all, err := r.Reports(0, 0); err != nil || len(all) != 5 {
			s.Errorf("all reports: %d, %v", len(all), err)
		}
		members, err := r.Members("s2")
		s.same("members", members, ids[1:2])
		group, err2 := r.GroupMembers("s1")
		s.same("group", group, ids[1:2])
		_, e1 := r.Report(999)
		_, e2 := r.ReportByKey("url:nowhere")
		_, e3 := r.ReportByPath("nowhere")
		s.absent("Report", e1)
		s.absent("ReportByKey", e2)
		s.absent("ReportByPath", e3)
		return errors.Join(err, err2)
	})
	moved := want
	moved.Path, moved.Story = "other.txt", "s3"
	s.write(func(w store.Writer) error { return w.SetReport(moved) })
	s.read(func(r store.Reader) error {
		_, err := r.ReportByPath(want.Path)
		s.absent("the old path", err)
		members, err := r.Members("s2")
		s.same("members after the move", members, []int64(nil))
		return err
	})
	for name, f := range map[string]func(store.Writer) error{
		"key": func(w store.Writer) error {
			_, err := w.AddReport(store.Report{Key: want.Key, Path: "new"})
			return err
		},
		"path": func(w store.Writer) error {
			_, err := w.AddReport(store.Report{Key: "new", Path: report(3).Path})
			return err
		},
		"unknown": func(w store.Writer) error { return w.SetReport(store.Report{ID: 999, Key: "k", Path: "p"}) },
	} {
		if err := s.s.Update(context.Background(), f); err == nil {
			s.Errorf("%s: no error", name)
		}
	}
}

func (s *suite) stale() {
	ids := s.fill(4)
	s.write(func(w store.Writer) error {
		for i, x := range []struct {
			version string
			placed  int
		}{{"2", 1}, {"1", 1}, {"2", 0}, {"3", 1}} {
			v := store.Version{Report: ids[i], Number: 1, SHA256: hash(i + 1), Added: noon, Analysis: store.Key{SHA256: hash(i + 1), Version: x.version}}
			r := report(i + 1)
			r.ID, r.Placed = ids[i], x.placed
			if err := errors.Join(w.SetVersion(v), w.SetReport(r)); err != nil {
				return err
			}
		}
		return nil
	})
	s.read(func(r store.Reader) error {
		list, err := r.Stale("2", 0, 10)
		var got []int64
		for _, x := range list {
			got = append(got, x.ID)
		}
		s.same("stale", got, []int64{ids[1], ids[2], ids[3]})
		rest, err2 := r.Stale("2", ids[1], 1)
		if len(rest) != 1 || rest[0].ID != ids[2] {
			s.Errorf("stale after %d: %+v", ids[1], rest)
		}
		return errors.Join(err, err2)
	})
}

func (s *suite) versions() {
	ids := s.fill(2)
	span := stemma.Span{3, 9}
	v := store.Version{Report: ids[0], Number: 2, SHA256: hash(7), Text: hash(8), Name: "a/1.html", Kind: source.HTML, Charset: "utf-8",
		Given: source.Given{URL: "https://example.org/a", Outlet: "Post"}, Listed: source.Given{Published: "2031-05-02"}, Notices: []stemma.Notice{{Path: "a", Kind: "charset", Text: "guessed"}},
		Added: noon, Analysis: store.Key{SHA256: hash(7), Version: "1", Options: "x"},
		Changes: []stemma.Change{{Kind: stemma.ChangeFigure, From: stemma.Side{Path: "a@1", Span: &span, Text: "nine"}, To: stemma.Side{Path: "a@2", Text: "ten"}}}}
	s.write(func(w store.Writer) error { return w.AddVersion(v) })
	s.read(func(r store.Reader) error {
		got, err := r.Versions(ids[0])
		if len(got) != 2 || got[0].Number != 1 {
			s.Fatalf("versions: %+v", got)
		}
		s.same("version", got[1], v)
		none, err2 := r.Versions(999)
		s.same("versions of nothing", none, []store.Version(nil))
		return errors.Join(err, err2)
	})
}

func claims(names ...string) []stemma.Claim {
	var out []stemma.Claim
	for i, n := range names {
		out = append(out, stemma.Claim{ID: fmt.Sprint("c", i+1), Source: stemma.Source{Name: n, Spans: []stemma.Span{{i, i + 1}}}, Via: []stemma.Via{}, Cue: stemma.Cue{Spans: []stemma.Span{}}, Content: stemma.Content{Spans: []stemma.Span{{1, 2}}}})
	}
	return out
}

func (s *suite) analyses() {
	ids := s.fill(1)
	key := store.Key{SHA256: hash(1), Version: "1", Options: "given"}
	a := store.Analysis{Key: key, Document: stemma.Document{Path: "a", Text: "The ferry left.\x00\u2028", Body: []stemma.Span{{0, 15}}},
		Claims: claims("Jonas Reval"), Text: []byte{1, 2, 0, 255}, Notices: []stemma.Notice{{Kind: "undated"}}, Anchored: true}
	other := store.Analysis{Key: store.Key{SHA256: hash(1), Version: "0"}, Skipped: &stemma.Skipped{Path: "a", Reason: "is empty"}}
	s.write(func(w store.Writer) error {
		return errors.Join(w.PutAnalysis(a), w.PutAnalysis(a), w.PutAnalysis(other), w.PutClaims(ids[0], a.Claims), w.PutClaims(ids[0], claims("A", "B")))
	})
	a.Claims[0].Source.Spans[0] = stemma.Span{8, 9} // the store has a copy of its own
	s.read(func(r store.Reader) error {
		got, err := r.Analysis(key)
		a.Claims[0].Source.Spans[0] = stemma.Span{0, 1}
		s.same("analysis", got, a)
		outline, err0 := r.Outline(key)
		s.same("outline", outline, store.Analysis{Key: key, Document: a.Document, Notices: a.Notices, Anchored: true})
		_, e0 := r.Outline(store.Key{SHA256: hash(1), Version: "1"})
		s.absent("Outline with other options", e0)
		failed, err2 := r.Analysis(other.Key)
		s.same("failed analysis", failed, other)
		c, err3 := r.Claims(ids[0])
		s.same("claims", c, claims("A", "B"))
		_, e := r.Analysis(store.Key{SHA256: hash(1), Version: "1"})
		s.absent("Analysis with other options", e)
		_, e = r.Claims(999)
		s.absent("Claims", e)
		return errors.Join(err, err0, err2, err3)
	})
	s.write(func(w store.Writer) error { return w.DropAnalyses(hash(1), "1") })
	s.read(func(r store.Reader) error {
		_, err := r.Analysis(other.Key)
		s.absent("the dropped analysis", err)
		_, err = r.Analysis(key)
		return err
	})
}
