package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"crypto/rand"
	"crypto/sha256"

	"github.com/stemmanews/stemma/report"
	"github.com/stemmanews/stemma/store"
)

// roles by their names in the workspace.
var roles = map[string]role{store.RoleRead: reads, store.RoleEdit: edits, store.RoleAdmin: administers}

// ErrNoToken says that an address is reached from other machines and the
// workspace has no token to sign in with.
var ErrNoToken = errors.New("the workspace has no token, and this address is reached from other machines: " +
	"make one with 'stemma token add NAME --role admin', or serve on 127.0.0.1")

func (s *Server) needTokens(ctx context.Context) error {
	list, err := s.ws.Tokens(ctx)
	if err != nil {
		return err
	}
	for _, t := range list {
		if _, err := s.ws.Token(ctx, t.ID); err == nil {
			return nil
		}
	}
	return ErrNoToken
}

// need lets only visitors of a role through. On a loopback address everybody
// is the person at this machine.
func (s *Server) need(least role, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v, err := s.identify(r)
		if err != nil {
			s.logFault(r, http.StatusInternalServerError, err)
			http.Error(w, "The workspace cannot be read.", http.StatusInternalServerError)
			return
		}
		r = withVisitor(r, v)
		switch {
		case !s.open && !s.limiter.take(v.pace(r), 1):
			tooFast(w)
		case v.Role == nothing:
			s.askToSignIn(w, r)
		case v.Role < least:
			s.record(r, "refused", r.Method+" "+r.URL.Path)
			s.refuse(w, r, http.StatusForbidden, "Your token does not allow this.")
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// pace is what a visitor's requests are counted under.
func (v visitor) pace(r *http.Request) string {
	if v.token != 0 {
		return "token " + strconv.FormatInt(v.token, 10)
	}
	return peer(r)
}

// identify tells who sends a request: by the secret of a token, as a program
// sends it (RFC 6750), or by a session.
func (s *Server) identify(r *http.Request) (visitor, error) {
	if s.open {
		return visitor{Name: s.opts.Person, Role: administers}, nil
	}
	var t store.Token
	var key string
	var err error
	if secret, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		t, err = s.ws.TokenOf(r.Context(), strings.TrimSpace(secret))
		key = "bearer"
	} else if c, cerr := r.Cookie(sessionCookie); cerr == nil {
		id, ok := s.people.token(c.Value)
		if !ok {
			return visitor{}, nil
		}
		t, err = s.ws.Token(r.Context(), id)
		key = c.Value
	} else {
		return visitor{}, nil
	}
	if errors.Is(err, store.ErrNotFound) {
		return visitor{}, nil
	}
	return visitor{Name: t.Name, Role: roles[t.Role], key: key, token: t.ID}, err
}

// askToSignIn leads a person to the form, and tells a program.
func (s *Server) askToSignIn(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodGet && !strings.HasPrefix(r.URL.Path, "/api/") && r.Header.Get("Authorization") == "" {
		http.Redirect(w, r, "/login?"+url.Values{"next": {r.URL.RequestURI()}}.Encode(), http.StatusSeeOther)
		return
	}
	w.Header().Set("WWW-Authenticate", "Bearer")
	s.refuse(w, r, http.StatusUnauthorized, "Send a token: Authorization: Bearer …")
}

// refuse answers in the form of the address: JSON for a program.
func (s *Server) refuse(w http.ResponseWriter, r *http.Request, status int, text string) {
	if strings.HasPrefix(r.URL.Path, "/api/") {
		writeProblem(w, status, text)
		return
	}
	http.Error(w, text, status)
}

// record keeps what a visitor did in the audit log. That it could not be kept
// is logged, and stops nobody.
func (s *Server) record(r *http.Request, what, detail string) {
	who := visitorOf(r).Name
	if err := s.ws.Record(r.Context(), store.Audit{Who: who, What: what, Detail: report.Line(report.Clip(detail, 300)), From: peer(r)}); err != nil {
		s.opts.Log.Error("the audit log could not be written", "what", what, "error", err)
	}
}

// sessions are the people who are signed in. They end with the process.
type sessions struct {
	mu  sync.Mutex
	now func() time.Time
	all map[[sha256.Size]byte]*session // by the hash of the cookie's value
}

// session is one person in one browser.
type session struct {
	token       int64
	begun, seen time.Time
}

const sessionCookie = "stemma_session"

// How long a session lasts without a request, and at most.
const (
	sessionIdle = 12 * time.Hour
	sessionLife = 7 * 24 * time.Hour
	maxSessions = 10_000
)

func newSessions(now func() time.Time) *sessions {
	return &sessions{now: now, all: map[[sha256.Size]byte]*session{}}
}

// begin starts a session and returns the cookie's value.
func (p *sessions) begin(token int64) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	for k, s := range p.all {
		if p.over(s, now) || len(p.all) >= maxSessions {
			delete(p.all, k)
		}
	}
	key := rand.Text()
	p.all[sha256.Sum256([]byte(key))] = &session{token: token, begun: now, seen: now}
	return key
}

func (p *sessions) over(s *session, now time.Time) bool {
	return now.Sub(s.seen) > sessionIdle || now.Sub(s.begun) > sessionLife
}

// token is that of a session which goes on.
func (p *sessions) token(key string) (int64, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	s := p.all[sha256.Sum256([]byte(key))]
	if s == nil || p.over(s, p.now()) {
		return 0, false
	}
	s.seen = p.now()
	return s.token, true
}

func (p *sessions) end(key string) {
	p.mu.Lock()
	delete(p.all, sha256.Sum256([]byte(key)))
	p.mu.Unlock()
}

// loginMain is the page on which a person signs in.
type loginMain struct {
	Next  string
	Wrong bool
}

func (s *Server) loginForm(w http.ResponseWriter, r *http.Request) error {
	return s.show(w, r, http.StatusOK, "login", layout{Title: "Sign in", Main: loginMain{Next: localPath(r.URL.Query().Get("next"))}})
}

// localPath is a path of this site, "/" for anything else: nobody is led away
// by a link to the form.
func localPath(next string) string {
	u, err := url.Parse(next)
	if err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || strings.ContainsAny(next, "\\\r\n\t") {
		return "/"
	}
	return next
}

// Requests that one try to sign in counts as.
const loginCost = 20

func (s *Server) login(w http.ResponseWriter, r *http.Request) error {
	if s.open {
		http.Redirect(w, r, "/", http.StatusSeeOther)
		return nil
	}
	if !s.limiter.take(peer(r), loginCost) {
		tooFast(w)
		return nil
	}
	next := localPath(r.PostForm.Get("next"))
	t, err := s.ws.TokenOf(r.Context(), strings.TrimSpace(r.PostForm.Get("token")))
	if errors.Is(err, store.ErrNotFound) {
		s.record(r, "sign-in failed", "")
		return s.show(w, r, http.StatusUnauthorized, "login", layout{Title: "Sign in", Main: loginMain{Next: next, Wrong: true}})
	}
	if err != nil {
		return err
	}
	s.record(withVisitor(r, visitor{Name: t.Name}), "sign-in", "")
	http.SetCookie(w, s.cookie(s.people.begin(t.ID), int(sessionLife.Seconds())))
	http.Redirect(w, r, next, http.StatusSeeOther)
	return nil
}

func (s *Server) cookie(value string, age int) *http.Cookie {
	return &http.Cookie{Name: sessionCookie, Value: value, Path: "/", MaxAge: age, HttpOnly: true, Secure: s.opts.TLS, SameSite: http.SameSiteStrictMode}
}

func (s *Server) logout(w http.ResponseWriter, r *http.Request) error {
	if c, err := r.Cookie(sessionCookie); err == nil {
		s.people.end(c.Value)
	}
	http.SetCookie(w, s.cookie("", -1))
	http.Redirect(w, r, "/login", http.StatusSeeOther)
	return nil
}
