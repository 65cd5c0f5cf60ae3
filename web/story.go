package web

import (
	"context"
	"net/http"
	"net/url"
	"strconv"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/desk"
	"github.com/stemmanews/stemma/report"
	"github.com/stemmanews/stemma/store"
)

// storyMain is the page of one story.
type storyMain struct {
	report.StoryView
	Key       string // its id in the workspace
	Line      storyRow
	Reports   []reportRow
	Corrected bool // corrections apply
	Machine   bool // shown without corrections
	Moves     []moveRow
	News      []newsRow
}

// reportRow is a report in a list.
type reportRow struct {
	Path, Href, Outlet, Headline, Published, DateFrom string
	Credits                                           string
	Claims                                            int
	Versions                                          int
}

// moveRow tells of a merge or split of the story.
type moveRow struct{ Day, Text, Href string }

func (s *Server) story(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	st, err := s.ws.Story(r.Context(), id)
	if err != nil {
		return err
	}
	if st.Line.ID != id { // it went into another
		http.Redirect(w, r, storyPage(st.Line.ID), http.StatusSeeOther)
		return nil
	}
	m := storyMain{Key: id, Line: newStoryRow(st.Line), Corrected: st.Corrected, Machine: r.URL.Query().Get("machine") != ""}
	if m.Machine {
		st.Page = st.Machine
	}
	rep, err := s.storyReport(r.Context(), st, &m)
	if err != nil {
		return err
	}
	m.StoryView = site.Stories(rep)[0]
	m.Moves = moveRows(id, st.Moves)
	news, err := s.ws.News(r.Context(), store.NewsQuery{Story: id, Limit: 12})
	if err != nil {
		return err
	}
	m.News = newsRows(news)
	return s.show(w, r, http.StatusOK, "story", layout{Title: m.StoryView.Title, Nav: "stories", Main: m})
}

// storyReport gathers a story as a report of its own, and its documents as
// rows.
func (s *Server) storyReport(ctx context.Context, st *desk.Story, m *storyMain) (*stemma.Report, error) {
	rep := &stemma.Report{Version: stemma.Version, Copies: st.Copies, Ledger: stemma.Ledger{Stories: []stemma.Story{st.Story}}}
	docs, err := s.ws.Documents(ctx, st.Story.Documents)
	if err != nil {
		return nil, err
	}
	for _, d := range docs {
		rep.Documents = append(rep.Documents, d.Document)
		rep.Claims = append(rep.Claims, stemma.DocumentClaims{Path: d.Path, ID: d.ID, Claims: d.Claims})
		if m != nil {
			m.Reports = append(m.Reports, newReportRow(d))
		}
	}
	return rep, nil
}

func newReportRow(d *desk.Document) reportRow {
	return reportRow{Path: report.Line(d.Path), Href: reportPage(d.Path), Outlet: report.Line(d.Outlet), Headline: report.Line(d.Headline.Text),
		Published: d.Published.Date, DateFrom: d.Published.From, Credits: report.CreditNames(&d.Document), Claims: len(d.Claims), Versions: len(d.Versions)}
}

func moveRows(id string, moves []store.Move) []moveRow {
	var out []moveRow
	for _, m := range moves {
		row := moveRow{Day: m.At.Format("2 January 2006")}
		switch {
		case (m.Kind == store.MoveMerge || m.Kind == store.MoveJoin) && m.To == id:
			row.Text = "Story " + m.From + " went into this one."
		case (m.Kind == store.MoveSplit || m.Kind == store.MovePart) && m.To == id:
			row.Text, row.Href = "It came out of story "+m.From+".", storyPage(m.From)
		case m.Kind == store.MoveSplit || m.Kind == store.MovePart:
			row.Text, row.Href = "Story "+m.To+" came out of it.", storyPage(m.To)
		default:
			continue
		}
		out = append(out, row)
	}
	return out
}

// reportMain is the page of one report: its exact text with what was found.
type reportMain struct {
	report.DocumentView
	Key       string // its path, as it is
	Story     *storyRow
	Claims    []claimRow
	Versions  []versionRow
	Number    int
	Newest    bool
	Notices   []string
	Skipped   string
	Copies    []copyRow
	Original  string
	Elsewhere string // address of the page at its outlet
}

// claimRow is a claim beside the text.
type claimRow struct {
	ID, Href      string
	Who           []report.Link
	Stance, Quote string
	Figures       string
	Rejected      bool // by a correction: it does not count
}

// versionRow is one state of a report.
type versionRow struct {
	Number  int
	Added   string
	Href    string
	Shown   bool
	Changes []string
}

// copyRow is another report that shares words with this one.
type copyRow struct {
	Name, Href, Relation, Compare string
}

func (s *Server) report(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	number, err := versionAsked(q)
	if err != nil {
		return err
	}
	d, err := s.ws.DocumentVersion(r.Context(), q.Get("path"), number)
	if err != nil {
		return err
	}
	m := reportMain{Key: d.Path, Number: d.Version, Newest: d.Version == len(d.Versions), Original: "/report/original?path=" + url.QueryEscape(d.Path) + "&version=" + strconv.Itoa(d.Version)}
	rep := &stemma.Report{Documents: []stemma.Document{d.Document}, Claims: []stemma.DocumentClaims{{Path: d.Path, Claims: d.Claims}}}
	if d.Story != "" && m.Newest {
		if err := s.placed(r.Context(), d, rep, &m); err != nil {
			return err
		}
	}
	span, found := spanAsked(q, len(d.Text))
	var marks []stemma.Span
	if found {
		marks = append(marks, span)
	}
	m.DocumentView, _ = site.Document(rep, d.Path, marks...)
	m.facts(d)
	return s.show(w, r, http.StatusOK, "report", layout{Title: m.Outlet, Nav: "stories", Main: m})
}

// placed adds what the story of a report says of it.
func (s *Server) placed(ctx context.Context, d *desk.Document, rep *stemma.Report, m *reportMain) error {
	st, err := s.ws.Story(ctx, d.Story)
	if err != nil {
		return err
	}
	row := newStoryRow(st.Line)
	m.Story = &row
	rep.Copies, rep.Ledger.Stories = st.Copies, []stemma.Story{st.Story}
	var others []string
	for _, p := range st.Copies.Pairs {
		other := p.A
		switch d.Path {
		case p.A:
			other = p.B
		case p.B:
		default:
			continue
		}
		if len(others) == copiesShown {
			break
		}
		others = append(others, other)
		m.Copies = append(m.Copies, copyRow{report.Line(other), reportPage(other), report.Line(p.Relation), comparePage(p.A, p.B)})
	}
	docs, err := s.ws.Documents(ctx, others)
	if err != nil {
		return err
	}
	for _, o := range docs { // their names are wanted, not their text
		o.Text, o.Body, o.Furniture, o.Headline.Span, o.Published.Span = "", nil, nil, nil, nil
		rep.Documents = append(rep.Documents, o.Document)
		for i := range m.Copies {
			if others[i] == o.Path && o.Outlet != "" {
				m.Copies[i].Name = report.Line(o.Outlet)
			}
		}
	}
	return nil
}

// Copies that the page of a report lists.
const copiesShown = 40

// facts fills in what stands beside the text.
func (m *reportMain) facts(d *desk.Document) {
	m.Elsewhere = m.URL
	for i := range d.Claims {
		m.Claims = append(m.Claims, newClaimRow(d, i))
	}
	for _, v := range d.Versions {
		row := versionRow{Number: v.Number, Added: v.Added.Format("2 January 2006, 15:04"), Shown: v.Number == d.Version,
			Href: reportPage(d.Path) + "&version=" + strconv.Itoa(v.Number)}
		for _, c := range v.Changes {
			row.Changes = append(row.Changes, report.Line(c.Kind+": “"+c.From.Text+"” became “"+c.To.Text+"”"))
		}
		m.Versions = append(m.Versions, row)
	}
	for _, n := range d.Notices {
		m.Notices = append(m.Notices, report.Line(n.Text))
	}
	if d.Skipped != nil {
		m.Skipped = report.Line(d.Skipped.Reason + ". " + d.Skipped.Hint)
	}
}

func newClaimRow(d *desk.Document, i int) claimRow {
	c := &d.Claims[i]
	return claimRow{ID: report.Line(c.ID), Href: "#c" + strconv.Itoa(i+1), Who: whosOf(c), Stance: report.Stance(c.Stance),
		Quote: report.Clip(report.Line(d.Quote(c)), 140), Figures: figureWords(c), Rejected: d.Rejected[c.ID]}
}

func versionAsked(q url.Values) (int, error) {
	v := q.Get("version")
	if v == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(v)
	if err != nil || n < 1 {
		return 0, badRequest("The version of a report is a number from 1.")
	}
	return n, nil
}

// spanAsked reads start and end, byte offsets into the text, that a link wants
// marked.
func spanAsked(q url.Values, size int) (stemma.Span, bool) {
	start, err := strconv.Atoi(q.Get("start"))
	if err != nil {
		return stemma.Span{}, false
	}
	end, err := strconv.Atoi(q.Get("end"))
	if err != nil || start < 0 || end <= start || end > size {
		return stemma.Span{}, false
	}
	return stemma.Span{start, end}, true
}

// original hands out the saved bytes as a file: a browser keeps it and does
// not show it.
func (s *Server) original(w http.ResponseWriter, r *http.Request) error {
	number, err := versionAsked(r.URL.Query())
	if err != nil {
		return err
	}
	saved, v, err := s.ws.Original(r.Context(), r.URL.Query().Get("path"), number)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "application/octet-stream")
	h.Set("Content-Disposition", `attachment; filename="`+v.SHA256+`.saved"`)
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'")
	h.Set("Content-Length", strconv.Itoa(len(saved)))
	_, _ = w.Write(saved)
	return nil
}

func (s *Server) compare(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	p, err := s.ws.Pair(r.Context(), q.Get("a"), q.Get("b"))
	if err != nil {
		return err
	}
	rep := &stemma.Report{Documents: []stemma.Document{p.A.Document, p.B.Document},
		Claims: []stemma.DocumentClaims{{Path: p.A.Path, Claims: p.A.Claims}, {Path: p.B.Path, Claims: p.B.Claims}}}
	if p.Pair != nil {
		rep.Copies.Pairs = []stemma.Pair{*p.Pair}
	}
	rep.Copies.Changes = p.Changes
	m := compareMain{AHref: reportPage(p.A.Path), BHref: reportPage(p.B.Path), Swap: comparePage(p.B.Path, p.A.Path)}
	m.CompareView, _ = site.Pair(rep, p.A.Path, p.B.Path)
	if p.A.Story != "" {
		m.Story = storyPage(p.A.Story)
		m.Confirm = "/correct?" + url.Values{"kind": {store.ConfirmPair}, "story": {p.A.Story}, "a": {p.A.Path}, "b": {p.B.Path}}.Encode()
	}
	return s.show(w, r, http.StatusOK, "compare", layout{Title: m.A.Outlet + " and " + m.B.Outlet, Nav: "stories", Main: m})
}

// compareMain is the page of two reports side by side.
type compareMain struct {
	report.CompareView
	AHref, BHref, Story, Swap, Confirm string
}
