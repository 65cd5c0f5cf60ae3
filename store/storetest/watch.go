package storetest

import (
	"errors"
	"time"

	"github.com/stemmanews/stemma/source"
	"github.com/stemmanews/stemma/store"
)

func (s *suite) watches() {
	list := store.Watch{URL: "https://news.example/feed", Kind: store.WatchList, Title: "Post", Every: 15 * time.Minute, ETag: `"1"`, LastModified: "x", Added: noon, Checked: noon, Due: noon.Add(time.Hour)}
	page := func(url string, due time.Time) store.Watch {
		return store.Watch{URL: url, Kind: store.WatchPage, From: list.URL, Listed: source.Given{Title: "T", Published: "2031-05-02"}, Updated: "u", Looks: 1, Due: due, Failures: 2, Error: "gone"}
	}
	a, b, c := page("https://news.example/a", noon), page("https://news.example/b", time.Time{}), page("https://news.example/c", noon)
	s.write(func(w store.Writer) error {
		return errors.Join(w.PutWatch(page(list.URL, noon)), w.PutWatch(list), w.PutWatch(c), w.PutWatch(b), w.PutWatch(a),
			w.PutWatch(page("https://news.example/d", noon)), w.DropWatch("https://news.example/d"), w.DropWatch("https://news.example/none"))
	})
	s.read(func(r store.Reader) error {
		got, err := r.Watch(list.URL)
		s.same("watch", got, list)
		_, none := r.Watch("https://news.example/d")
		s.absent("Watch", none)
		for _, q := range []struct {
			store.WatchQuery
			want []store.Watch
		}{
			{store.WatchQuery{}, []store.Watch{a, c, list, b}},
			{store.WatchQuery{Kind: store.WatchPage}, []store.Watch{a, c, b}},
			{store.WatchQuery{Kind: store.WatchPage, Due: noon, Limit: 1}, []store.Watch{a}},
			{store.WatchQuery{Due: noon.Add(-time.Second)}, nil},
			{store.WatchQuery{Due: noon.Add(time.Hour)}, []store.Watch{a, c, list}},
			{store.WatchQuery{From: list.URL}, []store.Watch{a, c, b}},
		} {
			got, qerr := r.Watches(q.WatchQuery)
			s.same("watches", got, q.want)
			err = errors.Join(err, qerr)
		}
		return err
	})
}
