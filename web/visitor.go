package web

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
)

// role is what a visitor may do; each includes those before it.
type role int

const (
	nothing role = iota
	reads
	edits
	administers
)

// visitor is who sends a request.
type visitor struct {
	Name  string
	Role  role
	key   string // of the session, "" without one
	token int64  // 0 without one
}

// CanEdit reports whether the visitor may correct.
func (v visitor) CanEdit() bool { return v.Role >= edits }

// IsAdmin reports whether the visitor may see tokens and the audit log.
func (v visitor) IsAdmin() bool { return v.Role >= administers }

type visitorKey struct{}

func visitorOf(r *http.Request) visitor {
	v, _ := r.Context().Value(visitorKey{}).(visitor)
	return v
}

func withVisitor(r *http.Request, v visitor) *http.Request {
	return r.WithContext(context.WithValue(r.Context(), visitorKey{}, v))
}

// formToken is what a form of this visitor carries, so that no other site can
// send it: an HMAC of the session under a secret of this process (OWASP, CSRF
// Prevention Cheat Sheet, signed token).
func (s *Server) formToken(r *http.Request) string {
	m := hmac.New(sha256.New, s.secret)
	m.Write([]byte("form:" + visitorOf(r).key))
	return base64.RawURLEncoding.EncodeToString(m.Sum(nil))
}

// form lets an action see only forms that carry the visitor's token.
func (s *Server) form(f action) action {
	return func(w http.ResponseWriter, r *http.Request) error {
		if err := r.ParseForm(); err != nil {
			return badRequest("The form could not be read: %v.", err)
		}
		if !hmac.Equal([]byte(r.PostForm.Get("csrf")), []byte(s.formToken(r))) {
			return fault{http.StatusForbidden, "This form is too old, or came from another site. Go back, load the page again and repeat."}
		}
		return f(w, r)
	}
}
