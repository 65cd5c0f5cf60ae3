package desk_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/desk"
	"github.com/stemmanews/stemma/source"
	"github.com/stemmanews/stemma/store"
)

// sinking are invented reports of one story, in the order in which they come.
var sinking = []source.Raw{
	on(page("https://post.example/1", "The ferry Alma sank off Norvik on Sunday in a storm.\n\nHarbour master Jonas Reval said that nine sailors were killed. Divers from Tavra searched the wreck of the Alma until the evening, and the coast guard closed the strait.\n\nThe owner of the ferry, the Brunn company, gave no answer on Sunday."), "2031-05-04"),
	on(page("https://mirror.example/1", "The ferry Alma sank off Norvik on Sunday in a storm.\n\nHarbour master Jonas Reval said that nine sailors were killed. Divers from Tavra searched the wreck of the Alma until the evening, and the coast guard closed the strait."), "2031-05-05"),
	on(page("https://herald.example/1", "Eleven sailors were killed when the ferry Alma went down off Norvik, harbour master Jonas Reval said on Tuesday.\n\nThe spokeswoman of the Brunn company, Ilse Brandvik, denied that eleven sailors were killed."), "2031-05-06"),
}

func on(r source.Raw, day string) source.Raw {
	r.Given.Published = day
	return r
}

func give(t testing.TB, w *desk.Workspace, list ...source.Raw) {
	t.Helper()
	if _, err := w.Add(context.Background(), raws(list...)); err != nil {
		t.Fatal(err)
	}
	refresh(t, w)
}

// told lists news in short, the oldest first.
func told(t testing.TB, w *desk.Workspace, after int64) (out []string, last int64) {
	t.Helper()
	list, err := w.News(context.Background(), store.NewsQuery{After: after})
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range list {
		s := strings.Join([]string{n.Kind, n.Claimant, n.Text, n.Before, n.Path, n.From}, "|")
		out, last = append([]string{s}, out...), max(last, n.ID)
	}
	return out, last
}

func TestNews(t *testing.T) {
	w := workspace(t)
	var last int64
	for i, want := range [][]string{
		{"report||The ferry Alma sank off Norvik on Sunday in a storm.||https://post.example/1|",
			"story||The ferry Alma sank off Norvik on Sunday in a storm.|||"},
		{"copy||The ferry Alma sank off Norvik on Sunday in a storm.||https://mirror.example/1|https://post.example/1"},
		{"report||||https://herald.example/1|",
			"figure|Jonas Reval|Eleven|nine|https://herald.example/1|",
			"denial|Ilse Brandvik|eleven||https://herald.example/1|"},
	} {
		give(t, w, sinking[i])
		got, n := told(t, w, last)
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("news of report %d: -want +got\n%s", i+1, d)
		}
		last = n
	}
	refresh(t, w)
	give(t, w, sinking...)
	if got, _ := told(t, w, last); len(got) != 0 {
		t.Errorf("news of nothing new: %q", got)
	}
}

// TestVersion: what an outlet altered is listed with the version, and told.
func TestVersion(t *testing.T) {
	ctx := context.Background()
	w := workspace(t)
	give(t, w, sinking[0], sinking[2])
	_, last := told(t, w, 0)
	edited := sinking[0]
	edited.Text = strings.Replace(edited.Text, "nine sailors", "ten sailors", 1)
	edited.Text = strings.Replace(edited.Text, "The owner of the ferry, the Brunn company, gave no answer on Sunday.", "Two cranes from Tavra will lift the wreck on Friday.", 1)
	give(t, w, edited)
	d, err := w.Document(ctx, edited.Path)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range d.Versions[1].Changes {
		got = append(got, c.Kind+"|"+c.From.Text+"|"+c.To.Text)
	}
	want := []string{"figure|nine|ten", "added||Two cranes from Tavra will lift the wreck on Friday.", "dropped|The owner of the ferry, the Brunn company, gave no answer on Sunday.|"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("changes: -want +got\n%s", diff)
	}
	news, _ := told(t, w, last)
	if s := fmt.Sprint(news); !strings.Contains(s, "version|") || !strings.Contains(s, "gone|Jonas Reval||nine|") {
		t.Errorf("news: %q", news)
	}
	old, err := w.DocumentVersion(ctx, edited.Path, 1)
	if err != nil || old.Text != sinking[0].Text {
		t.Errorf("first version: %q, %v", old.Text, err)
	}
}

// TestReaders: every reader has a last look of their own.
func TestReaders(t *testing.T) {
	ctx := context.Background()
	w := workspace(t)
	give(t, w, sinking[0])
	if err := w.Looked(ctx, "ada"); err != nil {
		t.Fatal(err)
	}
	give(t, w, sinking[2])
	for reader, want := range map[string]bool{"ada": false, "bo": true} {
		m, err := w.LastLook(ctx, reader)
		if err != nil {
			t.Fatal(err)
		}
		list, err := w.News(ctx, store.NewsQuery{After: m.News})
		if err != nil {
			t.Fatal(err)
		}
		seen := false
		for _, n := range list {
			seen = seen || n.Path == sinking[0].Path
		}
		if seen != want || len(list) == 0 {
			t.Errorf("%s: %d news, the first report among them: %v", reader, len(list), seen)
		}
	}
}

// TestUndated: a report without a date is dated by its story, also when that
// comes later.
func TestUndated(t *testing.T) {
	ctx := context.Background()
	w := workspace(t)
	undated := sinking[1]
	undated.Given.Published = ""
	undated.Text = strings.ReplaceAll(undated.Text, "on Sunday", "on 4 May")
	give(t, w, undated)
	for i, want := range []string{"", "2031-05-04"} {
		if i == 1 {
			give(t, w, sinking[0])
		}
		d, err := w.Document(ctx, undated.Path)
		if err != nil || d.Published.Date != want {
			t.Errorf("after %d reports: published %+v, %v; want %q", i+1, d.Published, err, want)
		}
	}
	d, err := w.Document(ctx, undated.Path)
	if err != nil || d.Published.From != stemma.DateInferred {
		t.Errorf("published %+v, %v", d.Published, err)
	}
}
