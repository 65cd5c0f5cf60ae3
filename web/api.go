package web

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/desk"
	"github.com/stemmanews/stemma/report"
	"github.com/stemmanews/stemma/store"
)

// The description of the API (OpenAPI 3.0). A test makes it from the types
// that are handed out, and validates every answer against it.
//
//go:embed openapi.json
var openAPI []byte

// answer is what one route of the API hands out.
type answer func(r *http.Request) (any, error)

// apiRoutes adds the API's routes.
func (s *Server) apiRoutes(handle func(pattern string, h http.Handler)) {
	get := func(path string, need role, f answer) { handle("GET /api/v1"+path, s.need(need, s.json(f))) }
	get("/stories", reads, s.apiStories)
	get("/stories/{id}", reads, s.apiStory)
	get("/stories/{id}/copies", reads, s.apiCopies)
	get("/document", reads, s.apiDocument)
	get("/quote", reads, s.apiQuote)
	get("/compare", reads, s.apiCompare)
	get("/search", reads, s.apiSearch)
	get("/claimants", reads, s.apiClaimants)
	get("/claimant", reads, s.apiClaimant)
	get("/news", reads, s.apiNews)
	get("/corrections", reads, s.apiJournal)
	get("/stats", reads, s.apiStats)
	get("/audit", administers, s.apiAudit)
	handle("GET /api/v1/document/original", s.need(reads, s.problems(s.original)))
	handle("POST /api/v1/corrections", s.need(edits, s.problems(s.apiCorrect)))
	handle("POST /api/v1/corrections/{id}/undo", s.need(edits, s.problems(s.apiUndo)))
	handle("GET /api/v1/openapi.json", s.need(reads, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(openAPI)
	})))
	handle("/api/", s.need(reads, s.problems(func(http.ResponseWriter, *http.Request) error {
		return fault{http.StatusNotFound, "There is no such address. /api/v1/openapi.json lists those there are."}
	})))
}

// problems answers errors as a program reads them.
func (s *Server) problems(f action) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := f(w, r); err != nil {
			status, text := statusOf(err)
			s.logFault(r, status, err)
			writeProblem(w, status, text)
		}
	})
}

// json answers with what f hands out.
func (s *Server) json(f answer) http.Handler {
	return s.problems(func(w http.ResponseWriter, r *http.Request) error {
		v, err := f(r)
		if err != nil {
			return err
		}
		return writeJSON(w, http.StatusOK, v)
	})
}

// writeJSON writes v as the commands print it: lists are never null.
func writeJSON(w http.ResponseWriter, status int, v any) error {
	var b bytes.Buffer
	if err := report.JSON(&b, v, false); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = b.WriteTo(w) // the client has left
	return nil
}

// Bounds of a list.
const (
	listDefault = 50
	listMost    = 500
)

// part reads offset and limit.
func part(q url.Values) (offset, limit int, err error) {
	o, err := number(q, "offset")
	if err != nil {
		return 0, 0, err
	}
	l, err := number(q, "limit")
	if err != nil {
		return 0, 0, err
	}
	if l == 0 {
		l = listDefault
	}
	return int(min(o, 1<<30)), int(min(l, listMost)), nil
}

func (s *Server) apiStories(r *http.Request) (any, error) {
	q := r.URL.Query()
	offset, limit, err := part(q)
	if err != nil {
		return nil, err
	}
	list, total, err := s.ws.Stories(r.Context(), store.StoryQuery{Order: q.Get("order"), Match: q.Get("q"), Offset: offset, Limit: limit})
	out := apiStories{Total: total}
	for _, l := range list {
		out.Stories = append(out.Stories, newAPILine(l))
	}
	return out, err
}

func (s *Server) apiStory(r *http.Request) (any, error) {
	st, err := s.storyAsked(r)
	if err != nil {
		return nil, err
	}
	out := apiBooks{Story: st.Story, Corrected: st.Corrected}
	for _, m := range st.Moves {
		out.Moves = append(out.Moves, apiMove{m.At, m.Kind, m.From, m.To})
	}
	return out, nil
}

func (s *Server) apiCopies(r *http.Request) (any, error) {
	st, err := s.storyAsked(r)
	if err != nil {
		return nil, err
	}
	return st.Copies, nil
}

// storyAsked is the story of a path, as the machine keeps it where the query
// says so.
func (s *Server) storyAsked(r *http.Request) (*desk.Story, error) {
	st, err := s.ws.Story(r.Context(), r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	if r.URL.Query().Get("machine") == "true" {
		st.Page, st.Corrected = st.Machine, false
	}
	return st, nil
}

func (s *Server) apiDocument(r *http.Request) (any, error) {
	q := r.URL.Query()
	n, err := versionAsked(q)
	if err != nil {
		return nil, err
	}
	d, err := s.ws.DocumentVersion(r.Context(), q.Get("path"), n)
	if err != nil {
		return nil, err
	}
	return newAPIDocument(d), nil
}

func (s *Server) apiQuote(r *http.Request) (any, error) {
	q := r.URL.Query()
	d, err := s.ws.Document(r.Context(), q.Get("path"))
	if err != nil {
		return nil, err
	}
	for i := range d.Claims {
		if d.Claims[i].ID == q.Get("claim") {
			return newAPIQuote(d, &d.Claims[i]), nil
		}
	}
	return nil, fmt.Errorf("claim %q of %s: %w", q.Get("claim"), d.Path, store.ErrNotFound)
}

func newAPIQuote(d *desk.Document, c *stemma.Claim) apiQuote {
	out := apiQuote{Path: d.Path, ID: d.ID, Outlet: d.Outlet, Published: d.Published.Date, URL: d.URL, Claim: *c}
	for _, span := range c.Content.Spans {
		out.Words = append(out.Words, apiWords{span, span.In(d.Text)})
	}
	span := report.Extent(c)
	out.Context = apiWords{span, span.In(d.Text)}
	return out
}

func (s *Server) apiCompare(r *http.Request) (any, error) {
	p, err := s.ws.Pair(r.Context(), r.URL.Query().Get("a"), r.URL.Query().Get("b"))
	if err != nil {
		return nil, err
	}
	return apiTwo{p.A.Document, p.B.Document, p.Pair, p.Changes}, nil
}

func (s *Server) apiSearch(r *http.Request) (any, error) {
	offset, limit, err := part(r.URL.Query())
	if err != nil {
		return nil, err
	}
	query, field := searchAsked(r)
	list, err := s.ws.Search(r.Context(), query, field, offset, limit)
	return newAPISearch(list), err
}

func (s *Server) apiClaimants(r *http.Request) (any, error) {
	offset, limit, err := part(r.URL.Query())
	if err != nil {
		return nil, err
	}
	list, total, err := s.ws.Claimants(r.Context(), r.URL.Query().Get("q"), offset, limit)
	out := apiClaimants{Total: total}
	for _, c := range list {
		out.Claimants = append(out.Claimants, apiClaimant(c))
	}
	return out, err
}

func (s *Server) apiClaimant(r *http.Request) (any, error) {
	offset, limit, err := part(r.URL.Query())
	if err != nil {
		return nil, err
	}
	name := r.URL.Query().Get("name")
	list, err := s.ws.Claimant(r.Context(), name, offset, limit)
	return apiSayings{name, newAPISayings(list)}, err
}

func (s *Server) apiNews(r *http.Request) (any, error) {
	q := r.URL.Query()
	ask := store.NewsQuery{Story: q.Get("story"), Kinds: q["kind"]}
	var err error
	if ask.After, err = number(q, "after"); err != nil {
		return nil, err
	}
	if ask.Before, err = number(q, "before"); err != nil {
		return nil, err
	}
	if since := q.Get("since"); since != "" {
		if ask.Since, err = time.Parse(time.RFC3339, since); err != nil {
			return nil, badRequest("\"since\" is a time such as 2031-05-04T12:00:00Z.")
		}
	}
	if _, ask.Limit, err = part(q); err != nil {
		return nil, err
	}
	list, err := s.ws.News(r.Context(), ask)
	return apiNewsList{list}, err
}

func (s *Server) apiJournal(r *http.Request) (any, error) {
	list, err := s.ws.Journal(r.Context())
	return apiJournal{list}, err
}

func (s *Server) apiStats(r *http.Request) (any, error) {
	stats, err := s.ws.Stats(r.Context())
	if err != nil {
		return nil, err
	}
	waiting, err := s.ws.Waiting(r.Context())
	return apiStats{stats.Reports, stats.Versions, stats.Stories, stats.News, waiting, stats.Bytes, stats.File}, err
}

func (s *Server) apiAudit(r *http.Request) (any, error) {
	before, err := number(r.URL.Query(), "before")
	if err != nil {
		return nil, err
	}
	_, limit, err := part(r.URL.Query())
	if err != nil {
		return nil, err
	}
	log, err := s.ws.AuditLog(r.Context(), before, limit)
	var out apiAuditLog
	for _, a := range log {
		out.Audit = append(out.Audit, apiDeed(a))
	}
	return out, err
}

// sent reads a body of JSON. Other media types are refused: a form of another
// site can send them, JSON it cannot.
func sent[T any](r *http.Request) (v T, err error) {
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind != "application/json" {
		return v, fault{http.StatusUnsupportedMediaType, "Send JSON, with Content-Type: application/json."}
	}
	d := json.NewDecoder(r.Body)
	d.DisallowUnknownFields()
	if err := d.Decode(&v); err != nil {
		var big *http.MaxBytesError
		if errors.As(err, &big) {
			return v, err
		}
		return v, badRequest("The body cannot be read: %s.", report.Line(err.Error()))
	}
	if _, err := d.Token(); err != io.EOF {
		return v, badRequest("The body has more than one value.")
	}
	return v, nil
}

func (s *Server) apiCorrect(w http.ResponseWriter, r *http.Request) error {
	in, err := sent[apiCorrecting](r)
	if err != nil {
		return err
	}
	c, err := s.fromAPI(r, &in)
	if err != nil {
		return err
	}
	if c, err = s.ws.Correct(r.Context(), c); errors.Is(err, desk.ErrCorrection) {
		return fault{http.StatusUnprocessableEntity, report.Line(err.Error()) + "."}
	} else if err != nil {
		return err
	}
	s.record(r, "correct", fmt.Sprintf("correction %d: %s", c.ID, c.Kind))
	return writeJSON(w, http.StatusCreated, c)
}

// fromAPI is the correction that a program describes.
func (s *Server) fromAPI(r *http.Request, in *apiCorrecting) (store.Correction, error) {
	c := store.Correction{Who: visitorOf(r).Name, Why: strings.TrimSpace(in.Why), Kind: in.Kind, Stories: in.Stories, Documents: in.Documents,
		From: in.From, Name: strings.TrimSpace(in.Name), Relation: in.Relation, Direction: in.Direction, Value: in.Value}
	if _, ok := correctionLabels[c.Kind]; !ok {
		return c, badRequest("No correction is of the kind %q.", report.Line(c.Kind))
	}
	if c.Why == "" {
		return c, badRequest("A correction needs a reason: \"why\".")
	}
	var err error
	if c.Claims, err = s.pins(r.Context(), in.Claims); err != nil {
		return c, err
	}
	for _, id := range in.Questions {
		if len(in.Stories) == 0 {
			return c, badRequest("Questions are named within a story: give it in \"stories\".")
		}
		_, q, err := s.question(r.Context(), in.Stories[0], id)
		if err != nil {
			return c, err
		}
		ref, err := s.ws.Refer(r.Context(), q)
		if err != nil {
			return c, err
		}
		c.Questions = append(c.Questions, ref)
	}
	return c, wanting(&c)
}

func (s *Server) apiUndo(w http.ResponseWriter, r *http.Request) error {
	in, err := sent[apiUndo](r)
	if err != nil {
		return err
	}
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		return fmt.Errorf("correction %q: %w", r.PathValue("id"), store.ErrNotFound)
	}
	if err := s.takeBack(r, id, in.Why); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}
