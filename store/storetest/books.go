package storetest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/store"
)

// line makes the line of a story.
func line(id, title string, reports, disputed int, last string, updated int) store.Summary {
	return store.Summary{ID: id, Title: title, Counts: stemma.Counts{Reports: reports, Independent: 1, Claimants: 2}, Questions: 3, Disputed: disputed,
		First: "2031-05-01", Last: last, Begun: noon, Updated: noon.Add(time.Duration(updated) * time.Minute)}
}

func (s *suite) stories() {
	var ids []string
	lines := map[string]store.Summary{}
	s.write(func(w store.Writer) error {
		for i, x := range []store.Summary{
			line("", "Ferry sinks off Norvik", 5, 0, "2031-05-04", 1),
			line("", "Landslide in Orvanet", 2, 3, "2031-05-09", 3),
			line("", "Árbol falls on Norvik ferry office", 9, 1, "2031-05-02", 2),
		} {
			id, err := w.NewStory()
			if err != nil {
				return err
			}
			x.ID = id
			ids, lines[id] = append(ids, id), x
			b := store.Book{Story: id, Machine: store.Page{Story: stemma.Story{ID: id, Title: x.Title, Documents: []string{"a"}}}}
			if i == 1 {
				x.Event = &stemma.Event{Place: "Orvanet"}
				lines[id] = x
				b.Corrected = &store.Page{Story: stemma.Story{ID: id, Title: "set right"}}
			}
			if err := errors.Join(w.PutBook(b, x), w.AddNews(store.News{At: noon, Story: id, Kind: store.NewsStory})); err != nil {
				return err
			}
		}
		return nil
	})
	if ids[0] == ids[1] || ids[1] == ids[2] {
		s.Fatalf("ids %v", ids)
	}
	s.read(func(r store.Reader) error {
		for _, c := range []struct {
			q    store.StoryQuery
			want []int
		}{
			{store.StoryQuery{}, []int{1, 2, 0}},
			{store.StoryQuery{Order: store.BySize}, []int{2, 0, 1}},
			{store.StoryQuery{Order: store.ByDay}, []int{1, 0, 2}},
			{store.StoryQuery{Order: store.ByDoubt}, []int{1, 2, 0}},
			{store.StoryQuery{Match: "ferry NORV"}, []int{2, 0}},
			{store.StoryQuery{Match: "arbol"}, []int{2}},
			{store.StoryQuery{Match: "nothing"}, nil},
			{store.StoryQuery{Offset: 1, Limit: 1}, []int{2}},
			{store.StoryQuery{Offset: 7}, nil},
		} {
			list, total, err := r.Stories(c.q)
			if err != nil {
				return err
			}
			var got, want []string
			for _, x := range list {
				got = append(got, x.ID)
			}
			for _, i := range c.want {
				want = append(want, ids[i])
			}
			s.same(fmt.Sprintf("stories %+v", c.q), got, want)
			if c.q.Offset == 0 && total != len(want) || c.q.Offset > 0 && total != 3 {
				s.Errorf("stories %+v: %d in all", c.q, total)
			}
		}
		list, _, err := r.Stories(store.StoryQuery{Since: 1})
		news := map[string]int{}
		for _, x := range list {
			news[x.ID] = x.News
			x.News = 0
			s.same("line", x, lines[x.ID])
		}
		s.same("news of stories", news, map[string]int{ids[0]: 0, ids[1]: 1, ids[2]: 1})
		b, err2 := r.Book(ids[1])
		if b.Current().Story.Title != "set right" || b.Machine.Story.Title != lines[ids[1]].Title {
			s.Errorf("book: %+v", b)
		}
		one, err3 := r.Summary(ids[0])
		s.same("summary", one, lines[ids[0]])
		_, e1 := r.Book("s99")
		_, e2 := r.Summary("s99")
		s.absent("Book", e1)
		s.absent("Summary", e2)
		return errors.Join(err, err2, err3)
	})
	s.write(func(w store.Writer) error { return w.DropBook(ids[0]) })
	s.read(func(r store.Reader) error {
		_, err := r.Book(ids[0])
		s.absent("the dropped book", err)
		_, total, err := r.Stories(store.StoryQuery{Match: "ferry"})
		if total != 1 {
			s.Errorf("%d stories match after one was dropped, want 1", total)
		}
		return err
	})
}

func (s *suite) moves() {
	list := []store.Move{{At: noon, Kind: store.MoveMerge, From: "s2", To: "s1"}, {At: noon, Kind: store.MoveSplit, From: "s1", To: "s3"}}
	s.write(func(w store.Writer) error { return errors.Join(w.AddMove(list[0]), w.AddMove(list[1])) })
	s.read(func(r store.Reader) error {
		all, e1 := r.Moves("")
		one, e2 := r.Moves("s1")
		two, e3 := r.Moves("s3")
		s.same("all", all, list)
		s.same("s1", one, list)
		s.same("s3", two, list[1:])
		return errors.Join(e1, e2, e3)
	})
}

func (s *suite) search() {
	ids := s.fill(3)
	s.write(func(w store.Writer) error {
		return errors.Join(
			w.PutSearch(ids[0], store.Words{Title: "Old", Text: "old words"}),
			w.PutSearch(ids[0], store.Words{Title: "Ferry sinks", Text: "The ferry sank off Norvik. Nine sailors are missing.", Claims: "nine sailors are missing", Claimants: "Jonas Réval", Figures: "nine missing sailors"}),
			w.PutSearch(ids[1], store.Words{Title: "Harbour", Text: "Réval met sailors; nine of them left.", Claims: "they left", Claimants: "Ilse \"Brandvik\" AND OR NOT"}),
			w.PutSearch(ids[2], store.Words{}))
	})
	s.read(func(r store.Reader) error {
		for _, c := range []struct {
			query, field string
			want         []int
		}{
			{"nine sailors", "", []int{0, 1}},
			{`"nine sailors"`, "", []int{0}},
			{"SAIL*", "", []int{0, 1}},
			{"sail", "", nil},
			{"reval", "", []int{0, 1}},
			{"reval", store.InClaimants, []int{0}},
			{"sailors left", "", []int{1}},
			{"nine", store.InFigures, []int{0}},
			{"ferry", store.InTitle, []int{0}},
			{"old", "", nil},
			{"AND OR NOT", "", []int{1}},
			{`brandvik" AND`, "", []int{1}},
			{"", "", nil}, {`"" * -`, "", nil}, {"text:nine", "", nil}, {"NEAR(nine sailors)", "", nil}, {"nine'; DROP TABLE search", "", nil},
		} {
			q := store.ParseQuery(c.query)
			q.Field = c.field
			hits, err := r.Search(q)
			if err != nil {
				return fmt.Errorf("searching for %q: %w", c.query, err)
			}
			got, want := map[int64]bool{}, map[int64]bool{}
			for i, h := range hits {
				got[h.Report] = true
				if i > 0 && h.Score > hits[i-1].Score {
					s.Errorf("%q: not in order: %+v", c.query, hits)
				}
			}
			for _, i := range c.want {
				want[ids[i]] = true
			}
			s.same(fmt.Sprintf("search for %q in %q", c.query, c.field), got, want)
		}
		q := store.ParseQuery("nine")
		q.Limit, q.Offset = 1, 1
		hits, err := r.Search(q)
		if len(hits) != 1 {
			s.Errorf("second page: %+v", hits)
		}
		return err
	})
}

func (s *suite) claimants() {
	ids := s.fill(3)
	s.write(func(w store.Writer) error {
		return errors.Join(
			w.PutClaimants(ids[0], map[string]int{"Jonas Réval": 2, "Harbour office": 1}),
			w.PutClaimants(ids[1], map[string]int{"Jonas Réval": 1, "Ilse Brandvik": 1}),
			w.PutClaimants(ids[2], map[string]int{"Gone": 4}),
			w.PutClaimants(ids[2], map[string]int{"Harbour office": 5}),
			w.PutClaimants(ids[1], map[string]int{"Jonas Réval": 3}))
	})
	s.read(func(r store.Reader) error {
		all, total, e1 := r.Claimants("", 0, 0)
		s.same("claimants", all, []store.Claimant{{Name: "Harbour office", Reports: 2, Claims: 6}, {Name: "Jonas Réval", Reports: 2, Claims: 5}})
		if total != 2 {
			s.Errorf("%d claimants, want 2", total)
		}
		some, total, e2 := r.Claimants("rev jon", 0, 5)
		if total != 1 || len(some) != 1 || some[0].Name != "Jonas Réval" {
			s.Errorf("matching: %+v of %d", some, total)
		}
		second, _, e3 := r.Claimants("", 1, 1)
		s.same("second page", second, all[1:])
		reports, e4 := r.ClaimantReports("Harbour office", 0, 0)
		s.same("reports", reports, []int64{ids[2], ids[0]})
		none, e5 := r.ClaimantReports("Gone", 0, 0)
		s.same("reports of one who is gone", none, []int64(nil))
		return errors.Join(e1, e2, e3, e4, e5)
	})
}

func (s *suite) news() {
	kinds := []string{store.NewsStory, store.NewsClaim, store.NewsDenial, store.NewsClaim}
	s.write(func(w store.Writer) error {
		for i, k := range kinds {
			n := store.News{At: noon.Add(time.Duration(i) * time.Hour), Kind: k, Story: fmt.Sprint("s", 1+i%2), Text: "nine",
				Claims: []stemma.ClaimRef{{Path: "a", ID: "c1"}}}
			if err := w.AddNews(n); err != nil {
				return err
			}
		}
		return nil
	})
	s.read(func(r store.Reader) error {
		for _, c := range []struct {
			q    store.NewsQuery
			want []int64
		}{
			{store.NewsQuery{}, []int64{4, 3, 2, 1}},
			{store.NewsQuery{After: 2}, []int64{4, 3}},
			{store.NewsQuery{Before: 3}, []int64{2, 1}},
			{store.NewsQuery{Since: noon.Add(2 * time.Hour)}, []int64{4, 3}},
			{store.NewsQuery{Story: "s2"}, []int64{4, 2}},
			{store.NewsQuery{Kinds: []string{store.NewsDenial, store.NewsStory}}, []int64{3, 1}},
			{store.NewsQuery{Limit: 1}, []int64{4}},
		} {
			list, err := r.News(c.q)
			if err != nil {
				return err
			}
			var got []int64
			for _, n := range list {
				got = append(got, n.ID)
				if n.Text != "nine" || len(n.Claims) != 1 || n.Kind != kinds[n.ID-1] {
					s.Errorf("news: %+v", n)
				}
			}
			s.same(fmt.Sprintf("news %+v", c.q), got, c.want)
		}
		return nil
	})
}

func (s *suite) journal() {
	c := store.Correction{At: noon, Who: "Ada", Why: "the office says so", Kind: store.BestEstimate, Value: &stemma.Value{Low: stemma.Number(9), Comparator: stemma.AtLeast},
		Questions: []store.QuestionRef{{Measure: "killed", Of: "sailors", Claims: []store.ClaimPin{{Path: "a", Span: stemma.Span{1, 5}, Words: "nine"}}}}}
	u := &store.Undone{At: noon.Add(time.Hour), Who: "Bo", Why: "not so"}
	var ids []int64
	s.write(func(w store.Writer) error {
		for range 2 {
			id, err := w.AddCorrection(c)
			if err != nil {
				return err
			}
			ids = append(ids, id)
		}
		return w.SetUndone(ids[0], u)
	})
	s.read(func(r store.Reader) error {
		got, err := r.Journal()
		first, second := c, c
		first.ID, first.Undone, second.ID = ids[0], u, ids[1]
		s.same("journal", got, []store.Correction{first, second})
		return err
	})
	s.write(func(w store.Writer) error { return w.SetUndone(ids[0], nil) })
	s.read(func(r store.Reader) error {
		got, err := r.Journal()
		if len(got) != 2 || got[0].Undone != nil {
			s.Errorf("after redoing: %+v", got)
		}
		return err
	})
	s.absent("SetUndone", s.s.Update(context.Background(), func(w store.Writer) error { return w.SetUndone(999, u) }))
}

func (s *suite) looks() {
	m := store.Mark{At: noon, News: 7}
	s.write(func(w store.Writer) error {
		return errors.Join(w.SetLook("ada", store.Mark{At: noon, News: 3}), w.SetLook("ada", m), w.PutBlob("index", []byte("x")), w.PutBlob("index", []byte{1, 0, 2}))
	})
	s.read(func(r store.Reader) error {
		got, e1 := r.Look("ada")
		s.same("look", got, m)
		none, e2 := r.Look("bo")
		s.same("look of one who never did", none, store.Mark{})
		b, e3 := r.Blob("index")
		s.same("blob", b, []byte{1, 0, 2})
		_, err := r.Blob("nothing")
		s.absent("Blob", err)
		return errors.Join(e1, e2, e3)
	})
}

// allOrNothing: an Update that fails, or panics, has written nothing.
func (s *suite) allOrNothing() {
	ids := s.fill(2)
	wrong := errors.New("wrong")
	spoil := func(w store.Writer) error {
		r := report(1)
		r.ID, r.Path, r.Story = ids[0], "spoilt", "s1"
		b := store.Book{Story: "s1"}
		_, e1 := w.AddReport(report(7))
		_, e2 := w.AddCorrection(store.Correction{Who: "x"})
		return errors.Join(e1, e2, w.SetReport(r), w.PutOriginal(hash(5), []byte("x")), w.PutBook(b, line("s1", "Spoilt", 1, 0, "", 0)),
			w.PutSearch(ids[0], store.Words{Text: "spoilt"}), w.PutClaimants(ids[0], map[string]int{"Spoilt": 1}), w.AddNews(store.News{At: noon}),
			w.SetLook("ada", store.Mark{News: 1}), w.PutBlob("b", []byte("x")), w.AddMove(store.Move{Kind: store.MoveMerge, From: "s1", To: "s2"}),
			w.PutClaims(ids[0], claims("x")), w.AddVersion(store.Version{Report: ids[0], Number: 2, SHA256: hash(5)}))
	}
	err := s.s.Update(context.Background(), func(w store.Writer) error {
		if err := spoil(w); err != nil {
			return err
		}
		return wrong
	})
	if !errors.Is(err, wrong) {
		s.Fatalf("Update: %v, want the error of its function", err)
	}
	func() {
		defer func() {
			if recover() == nil {
				s.Error("the panic was swallowed")
			}
		}()
		s.s.Update(context.Background(), func(w store.Writer) error {
			if err := spoil(w); err != nil {
				s.Error(err)
			}
			panic("wrong")
		})
	}()
	s.read(func(r store.Reader) error {
		got, e1 := r.Report(ids[0])
		want := report(1)
		want.ID = ids[0]
		s.same("report", got, want)
		all, e2 := r.Reports(0, 0)
		versions, e3 := r.Versions(ids[0])
		hits, e4 := r.Search(store.ParseQuery("spoilt"))
		_, names, e5 := r.Claimants("", 0, 0)
		_, stories, e6 := r.Stories(store.StoryQuery{})
		news, e7 := r.News(store.NewsQuery{})
		journal, e8 := r.Journal()
		moves, e9 := r.Moves("")
		members, e10 := r.Members("s1")
		if len(all) != 2 || len(versions) != 1 || len(hits) != 0 || names != 0 || stories != 0 || len(news) != 0 || len(journal) != 0 || len(moves) != 0 || len(members) != 0 {
			s.Errorf("left behind: %d reports, %d versions, %d hits, %d names, %d stories, %d news, %d corrections, %d moves, %d members",
				len(all), len(versions), len(hits), names, stories, len(news), len(journal), len(moves), len(members))
		}
		_, err := r.Original(hash(5))
		s.absent("original", err)
		_, err = r.Blob("b")
		s.absent("blob", err)
		_, err = r.Claims(ids[0])
		s.absent("claims", err)
		return errors.Join(e1, e2, e3, e4, e5, e6, e7, e8, e9, e10)
	})
}

// oneState: a View sees one state, also while others write.
func (s *suite) oneState() {
	s.fill(1)
	count := func(r store.Reader) int {
		all, err := r.Reports(0, 0)
		if err != nil {
			s.Error(err)
		}
		return len(all)
	}
	inside, done := make(chan bool), make(chan bool)
	go func() {
		<-inside
		s.write(func(w store.Writer) error { _, err := w.AddReport(report(9)); return err })
		close(done)
	}()
	s.read(func(r store.Reader) error {
		before := count(r)
		close(inside)
		select {
		case <-done: // a store whose writers do not wait for readers
		case <-time.After(50 * time.Millisecond):
		}
		if after := count(r); after != before {
			s.Errorf("%d reports, then %d, in one View", before, after)
		}
		return nil
	})
	<-done
	s.read(func(r store.Reader) error {
		if n := count(r); n != 2 {
			s.Errorf("%d reports after the writer, want 2", n)
		}
		return nil
	})
}

// sideBySide: many readers and writers at once.
func (s *suite) sideBySide() {
	const writers, each = 8, 10
	var wg sync.WaitGroup
	for k := range writers {
		wg.Go(func() {
			for i := range each {
				err := s.s.Update(context.Background(), func(w store.Writer) error {
					id, err := w.AddReport(report(1000*k + i))
					return errors.Join(err, w.AddVersion(store.Version{Report: id, Number: 1, SHA256: hash(1000*k + i)}))
				})
				err2 := s.s.View(context.Background(), func(r store.Reader) error {
					_, err := r.ReportByKey(report(1000*k + i).Key)
					return err
				})
				if err := errors.Join(err, err2); err != nil {
					s.Error(err)
				}
			}
		})
	}
	wg.Wait()
	s.read(func(r store.Reader) error {
		all, err := r.Reports(0, 0)
		if len(all) != writers*each {
			s.Errorf("%d reports, want %d", len(all), writers*each)
		}
		return err
	})
}

func (s *suite) cancelled() {
	ctx, cancel := context.WithCancel(context.Background())
	err := s.s.Update(ctx, func(w store.Writer) error {
		_, err := w.AddReport(report(1))
		cancel()
		return err
	})
	if !errors.Is(err, context.Canceled) {
		s.Errorf("Update: %v", err)
	}
	if err := s.s.View(ctx, func(store.Reader) error { return nil }); !errors.Is(err, context.Canceled) {
		s.Errorf("View: %v", err)
	}
	s.read(func(r store.Reader) error {
		all, err := r.Reports(0, 0)
		if len(all) != 0 {
			s.Error("a cancelled Update was kept")
		}
		return err
	})
}

func (s *suite) stats() {
	s.fill(3)
	s.write(func(w store.Writer) error {
		id, err := w.NewStory()
		return errors.Join(err, w.PutOriginal(hash(1), []byte("nine bytes")), w.PutBook(store.Book{Story: id}, line(id, "T", 1, 0, "", 0)), w.AddNews(store.News{At: noon}))
	})
	s.read(func(r store.Reader) error {
		got, err := r.Stats()
		if got.Packed == 0 {
			s.Error("nothing packed")
		}
		got.Packed, got.File = 0, 0
		s.same("stats", got, store.Stats{Reports: 3, Versions: 3, Originals: 1, Stories: 1, News: 1, Bytes: 10})
		return err
	})
}

func (s *suite) relatives() {
	ids := s.fill(3)
	s.write(func(w store.Writer) error {
		return errors.Join(
			w.PutRelated(ids[2], []store.Relative{{Report: ids[0], Relation: stemma.RelationCopy, Confidence: 0.5}, {Report: ids[1], Relation: stemma.RelationExcerpt, Confidence: 1}}),
			w.PutRelated(ids[0], []store.Relative{{Report: ids[1], Relation: stemma.RelationEdited, Confidence: 0.25}}),
			w.PutTrace(ids[1], []byte("old")), w.PutTrace(ids[1], []byte{1, 0}), w.PutTrace(ids[0], nil))
	})
	s.read(func(r store.Reader) error {
		for i, want := range [][]store.Relative{
			{{Report: ids[1], Relation: stemma.RelationEdited, Confidence: 0.25}},
			{{Report: ids[0], Relation: stemma.RelationEdited, Confidence: 0.25}, {Report: ids[2], Relation: stemma.RelationExcerpt, Confidence: 1}},
			{{Report: ids[1], Relation: stemma.RelationExcerpt, Confidence: 1}},
		} {
			got, err := r.Related(ids[i])
			if err != nil {
				return err
			}
			s.same(fmt.Sprint("relatives of ", ids[i]), got, want)
		}
		var got []string
		collect := func(id int64, trace []byte) error { got = append(got, fmt.Sprint(id, trace)); return nil }
		e1 := r.Traces(0, collect)
		s.same("traces", got, []string{fmt.Sprint(ids[0], []byte{}), fmt.Sprint(ids[1], []byte{1, 0})})
		got = nil
		e2 := r.Traces(ids[0], collect)
		if len(got) != 1 {
			s.Errorf("traces after the first: %v", got)
		}
		return errors.Join(e1, e2)
	})
}
