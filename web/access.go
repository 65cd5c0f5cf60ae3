package web

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/stemmanews/stemma/report"
	"github.com/stemmanews/stemma/store"
)

// accessMain is the page of tokens and of what was done.
type accessMain struct {
	Tokens  []tokenRow
	Secret  string // of a token that was made just now
	For     string
	Audit   []auditRow
	Earlier string
	Roles   []option
}

// tokenRow is a token without its secret.
type tokenRow struct {
	ID               int64
	Name, Role, Made string
	Ends             string
	Live             bool
}

// auditRow is one thing that was done.
type auditRow struct {
	At, Who, What, Detail, From string
}

// Rows of the audit log on one page.
const auditShown = 100

func (s *Server) access(w http.ResponseWriter, r *http.Request) error {
	return s.showAccess(w, r, accessMain{})
}

func (s *Server) showAccess(w http.ResponseWriter, r *http.Request, m accessMain) error {
	m.Roles = []option{{Value: store.RoleRead, Label: "read"}, {Value: store.RoleEdit, Label: "edit: read and correct"}, {Value: store.RoleAdmin, Label: "admin: all, tokens too"}}
	tokens, err := s.ws.Tokens(r.Context())
	if err != nil {
		return err
	}
	for _, t := range tokens {
		m.Tokens = append(m.Tokens, newTokenRow(t, s.opts.Now()))
	}
	before, err := number(r.URL.Query(), "before")
	if err != nil {
		return err
	}
	log, err := s.ws.AuditLog(r.Context(), before, auditShown)
	if err != nil {
		return err
	}
	for _, a := range log {
		m.Audit = append(m.Audit, auditRow{a.At.Format("2006-01-02 15:04:05"), report.Line(a.Who), report.Line(a.What), report.Line(a.Detail), report.Line(a.From)})
	}
	if len(log) == auditShown {
		m.Earlier = "/access?before=" + strconv.FormatInt(log[len(log)-1].ID, 10) + "#audit"
	}
	return s.show(w, r, http.StatusOK, "access", layout{Title: "Access", Nav: "access", Main: m})
}

func newTokenRow(t store.Token, now time.Time) tokenRow {
	row := tokenRow{ID: t.ID, Name: report.Line(t.Name), Role: t.Role, Made: t.Made.Format("2 January 2006"), Live: true}
	switch {
	case !t.Revoked.IsZero():
		row.Live, row.Ends = false, "revoked "+t.Revoked.Format("2 January 2006")
	case !t.Expires.IsZero():
		row.Live, row.Ends = t.Expires.After(now), "until "+t.Expires.Format("2 January 2006")
	}
	return row
}

// addToken makes a token and shows its secret, once.
func (s *Server) addToken(w http.ResponseWriter, r *http.Request) error {
	f := r.PostForm
	days, err := strconv.Atoi(f.Get("days"))
	if f.Get("days") != "" && (err != nil || days < 0 || days > 36500) {
		return badRequest("The number of days is none.")
	}
	secret, t, err := s.ws.AddToken(r.Context(), strings.TrimSpace(f.Get("name")), f.Get("role"), time.Duration(days)*24*time.Hour)
	if err != nil {
		return badRequest("%s.", report.Line(err.Error()))
	}
	s.record(r, "token", fmt.Sprintf("made %d for %s, %s", t.ID, t.Name, t.Role))
	return s.showAccess(w, r, accessMain{Secret: secret, For: report.Line(t.Name)})
}

func (s *Server) revokeToken(w http.ResponseWriter, r *http.Request) error {
	id, err := strconv.ParseInt(r.PostForm.Get("id"), 10, 64)
	if err != nil {
		return badRequest("The form names no token.")
	}
	if err := s.ws.RevokeToken(r.Context(), id); err != nil {
		return err
	}
	s.record(r, "revoke", fmt.Sprintf("token %d", id))
	http.Redirect(w, r, "/access", http.StatusSeeOther)
	return nil
}
