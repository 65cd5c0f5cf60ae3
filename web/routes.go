package web

import (
	"net/http"
)

// routes are all addresses that the server knows. Reading is GET; what changes
// the workspace is POST, and needs the role of an editor.
func (s *Server) routes() http.Handler {
	m := http.NewServeMux()
	handle := func(pattern string, h http.Handler) {
		s.patterns = append(s.patterns, pattern)
		m.Handle(pattern, s.measured(pattern, h))
	}
	page := func(pattern string, need role, f action) { handle(pattern, s.need(need, s.html(f))) }
	page("GET /{$}", reads, s.home)
	page("GET /stories", reads, s.stories)
	page("GET /stories/{id}", reads, s.story)
	page("GET /report", reads, s.report)
	page("GET /report/original", reads, s.original)
	page("GET /compare", reads, s.compare)
	page("GET /search", reads, s.search)
	page("GET /claimants", reads, s.claimants)
	page("GET /claimant", reads, s.claimant)
	page("GET /news", reads, s.news)
	page("GET /news.atom", reads, s.feed)
	page("GET /journal", reads, s.journal)
	page("GET /correct", edits, s.correctForm)
	page("POST /correct", edits, s.form(s.correct))
	page("POST /journal/undo", edits, s.form(s.undo))
	page("POST /looked", reads, s.form(s.looked))
	page("GET /live", reads, s.stream)
	page("GET /access", administers, s.access)
	page("POST /access/tokens", administers, s.form(s.addToken))
	page("POST /access/revoke", administers, s.form(s.revokeToken))
	page("POST /logout", reads, s.form(s.logout))
	page("/", reads, func(http.ResponseWriter, *http.Request) error {
		return fault{http.StatusNotFound, "There is no such page."}
	})
	page("GET /metrics", reads, s.metricsPage)
	s.apiRoutes(handle)
	handle("GET /login", s.html(s.loginForm))
	handle("POST /login", s.html(s.form(s.login)))
	handle("GET /healthz", http.HandlerFunc(s.healthz))
	handle("GET /assets/{name}", http.HandlerFunc(s.asset))
	return secured(s.hostGuard(sameOrigin(limited(m))))
}

// hostGuard refuses other names than the server's own; where tokens are asked
// for and no names are given, it answers to any.
func (s *Server) hostGuard(next http.Handler) http.Handler {
	if !s.open && len(s.opts.Hosts) == 0 {
		return next
	}
	return onlyHosts(s.opts.Hosts, next)
}

// sameOrigin refuses requests that change something and that a browser sent
// from another site, by the Sec-Fetch-Site and Origin headers.
func sameOrigin(next http.Handler) http.Handler {
	p := http.NewCrossOriginProtection()
	p.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Error(w, "This request came from another site, and was refused.", http.StatusForbidden)
	}))
	return p.Handler(next)
}
