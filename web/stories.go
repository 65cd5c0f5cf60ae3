package web

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/stemmanews/stemma/report"
	"github.com/stemmanews/stemma/store"
)

func (s *Server) home(w http.ResponseWriter, r *http.Request) error {
	http.Redirect(w, r, "/stories", http.StatusSeeOther)
	return nil
}

// storyRow is a story in the list.
type storyRow struct {
	store.Summary
	Href  string
	Event string
	Days  string
}

// storiesMain is the list of stories.
type storiesMain struct {
	Rows   []storyRow
	Match  string
	Order  string
	Orders []option
	Paging paging
	Stats  store.Stats
	Since  store.Mark
}

// option is a choice of a form.
type option struct {
	Value, Label string
	Chosen       bool
}

func orders(chosen string) []option {
	list := []option{{Value: store.ByUpdate, Label: "last changed"}, {Value: store.ByDoubt, Label: "most disputed"},
		{Value: store.BySize, Label: "most reports"}, {Value: store.ByDay, Label: "latest report"}}
	for i := range list {
		list[i].Chosen = list[i].Value == chosen
	}
	return list
}

func (s *Server) stories(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	m := storiesMain{Match: strings.TrimSpace(q.Get("q")), Order: q.Get("order")}
	m.Orders = orders(m.Order)
	since, err := s.ws.LastLook(r.Context(), visitorOf(r).Name)
	if err != nil {
		return err
	}
	m.Since = since
	list, total, err := s.ws.Stories(r.Context(), store.StoryQuery{Order: m.Order, Match: m.Match, Since: since.News,
		Offset: (pageOf(r) - 1) * pageRows, Limit: pageRows})
	if err != nil {
		return err
	}
	for _, line := range list {
		m.Rows = append(m.Rows, newStoryRow(line))
	}
	m.Paging = newPaging(r, total)
	if m.Stats, err = s.ws.Stats(r.Context()); err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, "stories", layout{Title: "Stories", Nav: "stories", Main: m})
}

func newStoryRow(line store.Summary) storyRow {
	row := storyRow{Summary: line, Href: storyPage(line.ID), Event: report.EventLine(line.Event), Days: report.LongDate(line.First)}
	if line.Title = report.Line(line.Title); line.Title == "" {
		line.Title = "Story " + line.ID
	}
	row.Title = line.Title
	if line.Last != line.First {
		row.Days += " to " + report.LongDate(line.Last)
	}
	return row
}

// Addresses of pages.

func storyPage(id string) string { return "/stories/" + url.PathEscape(id) }

func reportPage(path string) string { return "/report?path=" + url.QueryEscape(path) }

func comparePage(a, b string) string {
	return "/compare?a=" + url.QueryEscape(a) + "&b=" + url.QueryEscape(b)
}

func claimantPage(name string) string { return "/claimant?name=" + url.QueryEscape(name) }

// whos leads to each of those whom a name joins.
func whos(name string) []report.Link {
	var out []report.Link
	for n := range strings.SplitSeq(name, "; ") {
		if n != "" {
			out = append(out, report.Link{Href: claimantPage(n), Label: report.Line(n)})
		}
	}
	if len(out) == 0 {
		return []report.Link{{Label: "nobody named"}}
	}
	return out
}

// site tells the parts of a report where their pages are.
var site = &report.Site{StoryPage: storyPage, DocumentPage: reportPage, PairPage: comparePage, WordsPage: wordsPage}
