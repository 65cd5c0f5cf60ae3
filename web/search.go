package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/desk"
	"github.com/stemmanews/stemma/report"
	"github.com/stemmanews/stemma/store"
)

// searchMain is the page of a search.
type searchMain struct {
	Query     string
	Fields    []option
	Rows      []foundRow
	Claimants []claimantRow
	Stories   []storyRow
	Paging    paging
}

// foundRow is a report that was found.
type foundRow struct {
	Title, Href, Outlet, Day string
	Story, StoryHref         string
	Snippet                  []report.Fragment
	SnippetHref              string
	Claims                   []sayingRow
}

// sayingRow is a claim with its words.
type sayingRow struct {
	Who         []report.Link
	Stance      string
	Quote       string
	Figures     string
	Href        string
	Outlet, Day string
	Said        string
}

// claimantRow is a claimant in a list.
type claimantRow struct {
	Name, Href      string
	Reports, Claims int
}

func searchFields(chosen string) []option {
	list := []option{{Label: "everything"}, {Value: store.InClaims, Label: "claims"}, {Value: store.InClaimants, Label: "claimants"},
		{Value: store.InFigures, Label: "figures"}, {Value: store.InTitle, Label: "headlines"}, {Value: store.InText, Label: "text"}}
	for i := range list {
		list[i].Chosen = list[i].Value == chosen
	}
	return list
}

func (s *Server) search(w http.ResponseWriter, r *http.Request) error {
	query, field := searchAsked(r)
	m := searchMain{Query: query, Fields: searchFields(field)}
	if query != "" {
		if err := s.find(r, field, &m); err != nil {
			return err
		}
	}
	title := "Search"
	if query != "" {
		title = "Search: " + report.Line(query)
	}
	return s.show(w, r, http.StatusOK, "search", layout{Title: title, Nav: "search", Query: query, Main: m})
}

func searchAsked(r *http.Request) (query, field string) {
	q := r.URL.Query()
	field = q.Get("in")
	for _, o := range searchFields(field) {
		if o.Chosen {
			return strings.TrimSpace(q.Get("q")), field
		}
	}
	return strings.TrimSpace(q.Get("q")), ""
}

// find asks for one row more than a page holds, to know whether there is a
// next page.
func (s *Server) find(r *http.Request, field string, m *searchMain) error {
	offset := (pageOf(r) - 1) * pageRows
	found, err := s.ws.Search(r.Context(), m.Query, field, offset, pageRows+1)
	if err != nil {
		return err
	}
	m.Paging = newPaging(r, offset+len(found))
	for _, f := range found[:min(len(found), pageRows)] {
		m.Rows = append(m.Rows, newFoundRow(&f))
	}
	if offset > 0 {
		return nil
	}
	if field == "" || field == store.InClaimants {
		list, _, err := s.ws.Claimants(r.Context(), m.Query, 0, 6)
		if err != nil {
			return err
		}
		m.Claimants = claimantRows(list)
	}
	if field == "" {
		list, _, err := s.ws.Stories(r.Context(), store.StoryQuery{Match: m.Query, Limit: 6})
		if err != nil {
			return err
		}
		for _, line := range list {
			m.Stories = append(m.Stories, newStoryRow(line))
		}
	}
	return nil
}

// Claims of one report that a search shows.
const claimsShown = 5

func newFoundRow(f *desk.Found) foundRow {
	row := foundRow{Title: report.Line(f.Headline), Href: reportPage(f.Path), Outlet: report.Line(f.Outlet), Day: report.LongDate(f.Published),
		Story: report.Line(f.Title), StoryHref: storyPage(f.Story)}
	if row.Title == "" {
		row.Title = report.Line(f.Path)
	}
	if len(f.Snippet.Marks) > 0 {
		first := f.Snippet.Marks[0]
		row.SnippetHref = wordsPage(f.Path, stemma.Span{f.Snippet.Span[0] + first[0], f.Snippet.Span[0] + first[1]})
	}
	row.Snippet = snippetParts(&f.Snippet)
	for i := range f.Claims[:min(len(f.Claims), claimsShown)] {
		row.Claims = append(row.Claims, newSayingRow(&f.Claims[i]))
	}
	return row
}

// snippetParts are the words of a snippet with what was found marked.
func snippetParts(s *desk.Snippet) []report.Fragment {
	var out []report.Fragment
	at := 0
	for _, m := range s.Marks {
		if m[0] < at || m[1] > len(s.Text) {
			continue
		}
		out = append(out, report.Fragment{Text: report.Spaced(s.Text[at:m[0]])}, report.Fragment{Text: report.Spaced(s.Text[m[0]:m[1]]), Changed: true})
		at = m[1]
	}
	return append(out, report.Fragment{Text: report.Spaced(s.Text[at:])})
}

// wordsPage leads to a stretch of a report's text.
func wordsPage(path string, s stemma.Span) string {
	return fmt.Sprintf("%s&start=%d&end=%d#here1", reportPage(path), s[0], s[1])
}

func newSayingRow(s *desk.Saying) sayingRow {
	row := sayingRow{Who: whosOf(&s.Claim), Stance: report.Stance(s.Stance),
		Quote: report.Clip(report.Line(s.Quote), 240), Href: reportPage(s.Path) + "#" + url.PathEscape(s.ID),
		Outlet: report.Line(s.Outlet), Day: report.LongDate(s.Published), Said: report.LongDate(s.Said.Date)}
	if row.Outlet == "" {
		row.Outlet = report.Line(s.Path)
	}
	row.Figures = figureWords(&s.Claim)
	return row
}

// whosOf are the sources of a claim.
func whosOf(c *stemma.Claim) []report.Link {
	switch {
	case c.OwnVoice():
		return []report.Link{{Label: "the outlet itself"}}
	case c.Source.Name == "" && c.Source.Text != "":
		return []report.Link{{Label: report.Line(c.Source.Text)}}
	}
	return whos(c.Source.Name)
}

// figureWords are the figures of a claim in its own words.
func figureWords(c *stemma.Claim) string {
	var words []string
	for i := range c.Figures {
		words = append(words, report.Line(c.Figures[i].Text))
	}
	return strings.Join(words, ", ")
}

func claimantRows(list []store.Claimant) []claimantRow {
	var out []claimantRow
	for _, c := range list {
		out = append(out, claimantRow{report.Line(c.Name), claimantPage(c.Name), c.Reports, c.Claims})
	}
	return out
}

// claimantsMain lists those to whom claims are attributed.
type claimantsMain struct {
	Match  string
	Rows   []claimantRow
	Paging paging
}

func (s *Server) claimants(w http.ResponseWriter, r *http.Request) error {
	m := claimantsMain{Match: strings.TrimSpace(r.URL.Query().Get("q"))}
	list, total, err := s.ws.Claimants(r.Context(), m.Match, (pageOf(r)-1)*pageRows, pageRows)
	if err != nil {
		return err
	}
	m.Rows, m.Paging = claimantRows(list), newPaging(r, total)
	return s.show(w, r, http.StatusOK, "claimants", layout{Title: "Sources", Nav: "claimants", Main: m})
}

// claimantMain is what one claimant has said over time, story by story.
type claimantMain struct {
	Name    string
	Stories []claimantStory
	More    string // address of the earlier reports
	Rename  string // address of the form that gives it another name
}

// claimantStory is a stretch of what a claimant said in one story.
type claimantStory struct {
	Title, Href string
	Rows        []sayingRow
}

// Reports of a claimant that one page shows.
const claimantReports = 40

func (s *Server) claimant(w http.ResponseWriter, r *http.Request) error {
	name := r.URL.Query().Get("name")
	offset := (pageOf(r) - 1) * claimantReports
	list, err := s.ws.Claimant(r.Context(), name, offset, claimantReports)
	if err != nil {
		return err
	}
	if len(list) == 0 {
		return fmt.Errorf("claimant %q: %w", name, store.ErrNotFound)
	}
	m := claimantMain{Name: report.Line(name), Rename: "/correct?" + url.Values{"kind": {store.NameClaimant}, "from": {name}}.Encode()}
	titles := map[string]string{}
	reports := map[string]bool{}
	for i := range list {
		reports[list[i].Path] = true
		m.put(&list[i], s.storyTitle(r, list[i].Story, titles))
	}
	if len(reports) == claimantReports {
		m.More = "/claimant?" + url.Values{"name": {name}, "page": {strconv.Itoa(pageOf(r) + 1)}}.Encode()
	}
	return s.show(w, r, http.StatusOK, "claimant", layout{Title: m.Name, Nav: "claimants", Main: m})
}

// put adds a claim to the part of its story.
func (m *claimantMain) put(c *desk.Saying, title string) {
	href := storyPage(c.Story)
	for i := range m.Stories {
		if m.Stories[i].Href == href {
			m.Stories[i].Rows = append(m.Stories[i].Rows, newSayingRow(c))
			return
		}
	}
	m.Stories = append(m.Stories, claimantStory{title, href, []sayingRow{newSayingRow(c)}})
}

// storyTitle looks the title of a story up, once.
func (s *Server) storyTitle(r *http.Request, id string, known map[string]string) string {
	if t, ok := known[id]; ok {
		return t
	}
	known[id] = "Story " + id
	if line, err := s.ws.Summary(r.Context(), id); err == nil && line.Title != "" {
		known[id] = report.Line(line.Title)
	}
	return known[id]
}
