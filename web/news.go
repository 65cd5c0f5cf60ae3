package web

import (
	"encoding/xml"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/stemmanews/stemma/report"
	"github.com/stemmanews/stemma/store"
)

// newsRow is one thing that was new, in words.
type newsRow struct {
	ID              int64
	Day, Time       string
	At              time.Time
	Kind, Label     string
	Warn            bool // it stands against something
	Text            string
	Before          string
	Question        string
	Href            string // where it is shown
	Story, StoryRef string
	New             bool // since the visitor's last look
}

// newsLabels name the kinds of news for people.
var newsLabels = map[string]string{
	store.NewsStory: "new story", store.NewsReport: "new report", store.NewsCopy: "new copy", store.NewsVersion: "edited",
	store.NewsClaim: "new claim", store.NewsFigure: "revised figure", store.NewsConflict: "conflict", store.NewsDenial: "denial",
	store.NewsGone: "withdrawn", store.NewsMerge: "stories merged", store.NewsSplit: "story split",
}

// newsRows tells news in words.
func newsRows(list []store.News) []newsRow {
	var out []newsRow
	for i := range list {
		out = append(out, newNewsRow(&list[i]))
	}
	return out
}

func newNewsRow(n *store.News) newsRow {
	row := newsRow{ID: n.ID, At: n.At, Day: n.At.Format("2 January 2006"), Time: n.At.Format("15:04"), Kind: n.Kind, Label: newsLabels[n.Kind],
		Warn:  n.Kind == store.NewsConflict || n.Kind == store.NewsDenial || n.Kind == store.NewsGone,
		Story: report.Line(n.Title), StoryRef: storyPage(n.Story), Question: report.Line(n.Question), Before: report.Line(n.Before)}
	if row.Label == "" {
		row.Label = report.Line(n.Kind)
	}
	row.Text = newsText(n)
	row.Href = row.StoryRef
	if n.Path != "" {
		row.Href = reportPage(n.Path)
	}
	if len(n.Claims) > 0 {
		row.Href = reportPage(n.Claims[0].Path) + "#" + url.PathEscape(n.Claims[0].ID)
	}
	return row
}

// newsText says what happened, in one sentence without its kind.
func newsText(n *store.News) string {
	who, words := report.Line(n.Claimant), report.Clip(report.Line(n.Text), 240)
	switch n.Kind {
	case store.NewsReport:
		return report.Line(n.Path)
	case store.NewsCopy:
		return report.Line(n.Path) + " took from " + report.Line(n.From) + changed(len(n.Changes))
	case store.NewsVersion:
		return report.Line(n.Path) + " was edited" + changed(len(n.Changes))
	case store.NewsMerge, store.NewsSplit, store.NewsStory:
		return report.Line(n.Title)
	}
	if who == "" {
		return words
	}
	return who + ": " + words
}

func changed(n int) string {
	if n == 0 {
		return ""
	}
	return ", " + report.Count(n, "change", "changes")
}

// newsMain is the page of news.
type newsMain struct {
	Days    []newsDay
	Kinds   []option
	Since   store.Mark
	Only    bool // since the last look only
	Earlier string
	Feed    string
	Last    int64
}

// newsDay is the news of one day.
type newsDay struct {
	Day  string
	Rows []newsRow
}

// News of one page.
const newsShown = 100

func (s *Server) news(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	since, err := s.ws.LastLook(r.Context(), visitorOf(r).Name)
	if err != nil {
		return err
	}
	m := newsMain{Since: since, Only: q.Get("since") == "look", Feed: "/news.atom"}
	ask := store.NewsQuery{Story: q.Get("story"), Limit: newsShown, Kinds: q["kind"]}
	if m.Only {
		ask.After = since.News
	}
	if ask.Before, err = number(q, "before"); err != nil {
		return err
	}
	list, err := s.ws.News(r.Context(), ask)
	if err != nil {
		return err
	}
	m.fill(list, since)
	if len(list) == newsShown {
		q.Set("before", strconv.FormatInt(list[len(list)-1].ID, 10))
		m.Earlier = "/news?" + q.Encode()
	}
	for _, k := range newsKinds {
		o := option{Value: k, Label: newsLabels[k]}
		for _, c := range q["kind"] {
			o.Chosen = o.Chosen || c == k
		}
		m.Kinds = append(m.Kinds, o)
	}
	return s.show(w, r, http.StatusOK, "news", layout{Title: "News", Nav: "news", Main: m})
}

// newsKinds are the kinds in the order of the form.
var newsKinds = []string{store.NewsConflict, store.NewsDenial, store.NewsFigure, store.NewsClaim, store.NewsGone, store.NewsReport, store.NewsCopy,
	store.NewsVersion, store.NewsStory, store.NewsMerge, store.NewsSplit}

func (m *newsMain) fill(list []store.News, since store.Mark) {
	for i := range list {
		row := newNewsRow(&list[i])
		row.New = row.ID > since.News
		m.Last = max(m.Last, row.ID)
		if n := len(m.Days); n == 0 || m.Days[n-1].Day != row.Day {
			m.Days = append(m.Days, newsDay{Day: row.Day})
		}
		d := &m.Days[len(m.Days)-1]
		d.Rows = append(d.Rows, row)
	}
}

// number reads a number of a query, 0 where there is none.
func number(q url.Values, name string) (int64, error) {
	v := q.Get(name)
	if v == "" {
		return 0, nil
	}
	n, err := strconv.ParseInt(v, 10, 64)
	if err != nil || n < 0 {
		return 0, badRequest("%q is not a number: %s.", name, report.Line(v))
	}
	return n, nil
}

// newsCount is how much is new since the visitor's last look; 99 stands for
// more.
func (s *Server) newsCount(r *http.Request) (int, error) {
	since, err := s.ws.LastLook(r.Context(), visitorOf(r).Name)
	if err != nil {
		return 0, err
	}
	stats, err := s.ws.Stats(r.Context())
	if err != nil {
		return 0, err
	}
	return int(min(max(stats.News-since.News, 0), 99)), nil
}

// looked records that the visitor has seen what is new.
func (s *Server) looked(w http.ResponseWriter, r *http.Request) error {
	if err := s.ws.Looked(r.Context(), visitorOf(r).Name); err != nil {
		return err
	}
	http.Redirect(w, r, "/news", http.StatusSeeOther)
	return nil
}

// atom is a feed (RFC 4287).
type atom struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Links   []atomLink  `xml:"link"`
	Author  atomAuthor  `xml:"author"`
	Entries []atomEntry `xml:"entry"`
}

type atomAuthor struct {
	Name string `xml:"name"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID       string       `xml:"id"`
	Title    string       `xml:"title"`
	Updated  string       `xml:"updated"`
	Link     atomLink     `xml:"link"`
	Category atomCategory `xml:"category"`
	Summary  string       `xml:"summary"`
}

type atomCategory struct {
	Term string `xml:"term,attr"`
}

// feed is the news as an Atom feed, of one story where "story" names it.
func (s *Server) feed(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	list, err := s.ws.News(r.Context(), store.NewsQuery{Story: q.Get("story"), Kinds: q["kind"], Limit: newsShown})
	if err != nil {
		return err
	}
	base := "http://" + r.Host
	if s.opts.TLS {
		base = "https://" + r.Host
	}
	f := atom{ID: base + r.URL.RequestURI(), Title: "Stemma: what is new", Updated: s.ws.Clock().Format(time.RFC3339), Author: atomAuthor{"Stemma"},
		Links: []atomLink{{"self", base + r.URL.RequestURI()}, {"", base + "/news"}}}
	for i := range list {
		row := newNewsRow(&list[i])
		f.Entries = append(f.Entries, atomEntry{ID: fmt.Sprintf("%s/news#n%d", base, row.ID), Title: row.Label + ": " + row.Text, Updated: row.At.Format(time.RFC3339),
			Link: atomLink{"", base + row.Href}, Category: atomCategory{row.Kind}, Summary: row.summary()})
	}
	if len(list) > 0 {
		f.Updated = list[0].At.Format(time.RFC3339)
	}
	out, err := xml.MarshalIndent(f, "", " ")
	if err != nil {
		return fmt.Errorf("web: writing the feed: %w", err)
	}
	w.Header().Set("Content-Type", "application/atom+xml; charset=utf-8")
	_, _ = w.Write(append([]byte(xml.Header), out...))
	return nil
}

func (n *newsRow) summary() string {
	text := n.Story
	if n.Question != "" {
		text += " · " + n.Question
	}
	if n.Before != "" {
		text += " · before: " + n.Before
	}
	return text
}
