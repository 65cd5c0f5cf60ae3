package web

import (
	"net/http"
)

// need lets only visitors of a role through. On a loopback address everybody
// is the person at this machine.
func (s *Server) need(least role, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, withVisitor(r, visitor{Name: s.opts.Person, Role: administers}))
	})
}
