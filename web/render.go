package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"

	"github.com/stemmanews/stemma/report"
	"github.com/stemmanews/stemma/store"
)

//go:embed templates/*.tmpl
var templateFiles embed.FS

//go:embed assets/*
var assetFiles embed.FS

// page is a parsed page: the layout with one page's own parts.
type page = *template.Template

// parsePages parses each page's template together with the layout and the
// parts of a report.
func parsePages() (map[string]page, error) {
	files, err := fs.Glob(templateFiles, "templates/*.tmpl")
	if err != nil {
		return nil, fmt.Errorf("web: listing the templates: %w", err)
	}
	pages := map[string]page{}
	for _, f := range files {
		name := strings.TrimSuffix(path.Base(f), ".tmpl")
		if name == "layout" || name == "shared" {
			continue
		}
		t, err := report.Parts()
		if err != nil {
			return nil, err
		}
		t, err = t.Funcs(functions).ParseFS(templateFiles, "templates/layout.tmpl", "templates/shared.tmpl", f)
		if err != nil {
			return nil, fmt.Errorf("web: parsing the template of page %s: %w", name, err)
		}
		pages[name] = t.Lookup("layout")
	}
	return pages, nil
}

// functions are what templates call.
var functions = template.FuncMap{
	"asset":  assetURL,
	"day":    report.LongDate,
	"line":   report.Line,
	"num":    func(n int) string { return report.Number(float64(n)) },
	"count":  func(n int, one, many string) string { return report.Count(n, one, many) },
	"choose": choose,
	"whos":   whos,
}

// layout is what every page shows around its own part.
type layout struct {
	Title  string
	Nav    string // the entry of the navigation that is marked
	Main   any
	You    visitor
	Open   bool   // nobody signs in here
	CSRF   string // for forms
	News   int    // what is new since the visitor's last look
	Query  string // what was searched
	Notice string
}

// show renders a page.
func (s *Server) show(w http.ResponseWriter, r *http.Request, status int, name string, l layout) error {
	l.You, l.Open = visitorOf(r), s.open
	l.CSRF = s.formToken(r)
	if n, err := s.newsCount(r); err == nil && l.You.Role != nothing {
		l.News = n
	}
	var b strings.Builder
	if err := s.pages[name].Execute(&b, &l); err != nil {
		return fmt.Errorf("web: filling page %s: %w", name, err)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(report.Visible(b.String()))) // the visitor has left
	return nil
}

// fault is an error that the visitor is told of, with its HTTP status.
type fault struct {
	status int
	text   string
}

func (f fault) Error() string { return f.text }

func badRequest(format string, args ...any) error {
	return fault{http.StatusBadRequest, fmt.Sprintf(format, args...)}
}

// statusOf is the status and the words for an error.
func statusOf(err error) (int, string) {
	var f fault
	var big *http.MaxBytesError
	switch {
	case errors.As(err, &f):
		return f.status, f.text
	case errors.As(err, &big):
		return http.StatusRequestEntityTooLarge, "The request is too large."
	case errors.Is(err, store.ErrNotFound):
		return http.StatusNotFound, "There is nothing by that name in this workspace."
	}
	return http.StatusInternalServerError, "Something went wrong here. The log of the server says what."
}

// action answers one route.
type action func(w http.ResponseWriter, r *http.Request) error

// html answers with a page, and with a page that tells of an error.
func (s *Server) html(f action) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		err := f(w, r)
		if err == nil {
			return
		}
		status, text := statusOf(err)
		s.logFault(r, status, err)
		if err := s.show(w, r, status, "fault", layout{Title: http.StatusText(status), Main: text}); err != nil {
			s.logFault(r, http.StatusInternalServerError, err)
			http.Error(w, text, status)
		}
	})
}

func (s *Server) logFault(r *http.Request, status int, err error) {
	if status >= 500 && r.Context().Err() == nil {
		s.opts.Log.Error("request failed", "method", r.Method, "path", r.URL.Path, "error", err)
	}
}

// bundle is the app's own style sheet after that of the parts.
var bundle = report.Style() + asset("app.css")

func asset(name string) string {
	b, _ := assetFiles.ReadFile("assets/" + name) // embedded: it is there, or no test passes
	return string(b)
}

// assets are the files of the app by name, with their media types.
var assets = map[string]struct{ media, body string }{
	"app.css":  {"text/css; charset=utf-8", bundle},
	"app.js":   {"text/javascript; charset=utf-8", asset("app.js")},
	"icon.svg": {"image/svg+xml", asset("icon.svg")},
}

// assetURL names an asset with its hash, so that it may be kept for ever.
func assetURL(name string) string {
	sum := sha256.Sum256([]byte(assets[name].body))
	return "/assets/" + name + "?v=" + hex.EncodeToString(sum[:6])
}

func (s *Server) asset(w http.ResponseWriter, r *http.Request) {
	a, ok := assets[r.PathValue("name")]
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", a.media)
	w.Header().Set("Content-Length", strconv.Itoa(len(a.body)))
	w.Header().Set("Cache-Control", "max-age=31536000, immutable")
	_, _ = w.Write([]byte(a.body))
}

// Rows of a page of a list.
const pageRows = 25

// paging tells which part of a list a page shows.
type paging struct {
	Number, Last int // pages, from 1
	Total        int
	Prev, Next   string // addresses, "" at either end
}

// pageOf reads the number of the page asked for.
func pageOf(r *http.Request) int {
	n, err := strconv.Atoi(r.URL.Query().Get("page"))
	if err != nil || n < 1 || n > 1<<20 {
		return 1
	}
	return n
}

func newPaging(r *http.Request, total int) paging {
	p := paging{Number: pageOf(r), Last: max(1, (total+pageRows-1)/pageRows), Total: total}
	if p.Number > 1 {
		p.Prev = withPage(r, p.Number-1)
	}
	if p.Number < p.Last {
		p.Next = withPage(r, p.Number+1)
	}
	return p
}

// withPage is the address of this list at another page.
func withPage(r *http.Request, n int) string {
	q := r.URL.Query()
	q.Set("page", strconv.Itoa(n))
	return r.URL.Path + "?" + q.Encode()
}
