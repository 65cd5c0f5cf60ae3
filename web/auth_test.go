package web

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/stemmanews/stemma/desk"
	"github.com/stemmanews/stemma/store"
)

// public serves a workspace as on an address that others reach.
func public(t *testing.T, ws *desk.Workspace) *httptest.Server {
	t.Helper()
	return serve(t, ws, Options{Addr: "0.0.0.0:8765", Rate: 1000})
}

func token(t *testing.T, ws *desk.Workspace, name, role string) (string, store.Token) {
	t.Helper()
	secret, tk, err := ws.AddToken(context.Background(), name, role, 0)
	if err != nil {
		t.Fatal(err)
	}
	return secret, tk
}

// send sends a request with a bearer token and returns the status.
func sendAs(t *testing.T, ts *httptest.Server, secret, method, path string, form url.Values) int {
	t.Helper()
	r, _ := http.NewRequest(method, ts.URL+path, strings.NewReader(form.Encode()))
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if secret != "" {
		r.Header.Set("Authorization", "Bearer "+secret)
	}
	return do(t, ts, r)
}

func TestNoTokenNoServer(t *testing.T) {
	ws := own(t, map[string]string{"a": "Nine people died in Norvik, the harbour office said."})
	for _, addr := range []string{"0.0.0.0:8765", ":8765", "192.168.1.4:80", "[::]:1", "desk.example:80"} {
		if _, err := New(context.Background(), ws, Options{Addr: addr}); !errors.Is(err, ErrNoToken) {
			t.Errorf("%s: %v", addr, err)
		}
	}
	for _, addr := range []string{"127.0.0.1:8765", "localhost:1", "[::1]:1", "127.3.4.5:1"} {
		if _, err := New(context.Background(), ws, Options{Addr: addr}); err != nil {
			t.Errorf("%s: %v", addr, err)
		}
	}
	_, tk := token(t, ws, "Ada", store.RoleAdmin)
	if err := ws.RevokeToken(context.Background(), tk.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := New(context.Background(), ws, Options{Addr: ":1"}); !errors.Is(err, ErrNoToken) {
		t.Errorf("with a revoked token: %v", err)
	}
}

// TestRoles asks for pages of each role with tokens of each.
func TestRoles(t *testing.T) {
	ws := own(t, map[string]string{"a": "Nine people died in Norvik, the harbour office said."})
	read, _ := token(t, ws, "Ada", store.RoleRead)
	edit, _ := token(t, ws, "Bela", store.RoleEdit)
	admin, gone := token(t, ws, "Cleo", store.RoleAdmin)
	ts := public(t, ws)
	for _, c := range []struct {
		path                    string
		none, read, edit, admin int
	}{
		{"/stories", 303, 200, 200, 200},
		{"/correct?kind=claim&path=a&claim=c1", 303, 403, 200, 200},
		{"/access", 303, 403, 403, 200},
		{"/metrics", 303, 200, 200, 200},
		{"/healthz", 200, 200, 200, 200},
		{"/login", 200, 200, 200, 200},
		{"/assets/app.css", 200, 200, 200, 200},
	} {
		for _, as := range []struct {
			secret string
			want   int
		}{{"", c.none}, {read, c.read}, {edit, c.edit}, {admin, c.admin}} {
			if got := sendAs(t, ts, as.secret, http.MethodGet, c.path, nil); got != as.want {
				t.Errorf("%s: status %d, want %d", c.path, got, as.want)
			}
		}
	}
	if got := sendAs(t, ts, read, http.MethodPost, "/correct", url.Values{"kind": {store.RejectClaim}}); got != http.StatusForbidden {
		t.Errorf("a reader corrects: status %d", got)
	}
	if got := sendAs(t, ts, "stemma_wrong", http.MethodGet, "/stories", nil); got != http.StatusUnauthorized {
		t.Errorf("a wrong token: status %d", got)
	}
	if err := ws.RevokeToken(context.Background(), gone.ID); err != nil {
		t.Fatal(err)
	}
	if got := sendAs(t, ts, admin, http.MethodGet, "/stories", nil); got != http.StatusUnauthorized {
		t.Errorf("a revoked token: status %d", got)
	}
}

// TestSession signs in as a person, corrects, and is out when the token ends.
func TestSession(t *testing.T) {
	ctx := context.Background()
	ws := own(t, map[string]string{"a": "Nine people died in Norvik, the harbour office said."})
	secret, tk := token(t, ws, "Bela", store.RoleEdit)
	ts := public(t, ws)
	jar, _ := cookiejar.New(nil)
	ts.Client().Jar = jar
	if status, body := post(t, ts, "/login", "/login", url.Values{"token": {"wrong"}}); status != http.StatusUnauthorized || !strings.Contains(body, "No such token") {
		t.Errorf("a wrong token: status %d", status)
	}
	_, body, _ := get(t, ts, "/login")
	csrf := tokenField.FindStringSubmatch(body)[1]
	c := *ts.Client()
	c.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	r, err := c.PostForm(ts.URL+"/login", url.Values{"csrf": {csrf}, "token": {secret}, "next": {"/news"}})
	if err != nil {
		t.Fatal(err)
	}
	r.Body.Close()
	if r.StatusCode != http.StatusSeeOther || r.Header.Get("Location") != "/news" || len(r.Cookies()) != 1 {
		t.Fatalf("status %d, location %q, cookies %v", r.StatusCode, r.Header.Get("Location"), r.Cookies())
	}
	if k := r.Cookies()[0]; !k.HttpOnly || k.SameSite != http.SameSiteStrictMode || k.Path != "/" {
		t.Errorf("cookie %+v", k)
	}
	if status, _ := post(t, ts, "/correct?kind=claim&path=a&claim=c1", "/correct", url.Values{"kind": {store.NameClaimant}, "from": {"harbour office"}, "name": {"Harbour Office of Norvik"}, "why": {"its full name"}, "who": {"somebody else"}}); status != http.StatusOK {
		t.Errorf("correcting: status %d", status)
	}
	journal, err := ws.Journal(ctx)
	if err != nil || len(journal) != 1 || journal[0].Who != "Bela" {
		t.Fatalf("journal %+v, %v", journal, err)
	}
	log, err := ws.AuditLog(ctx, 0, 0)
	var whats []string
	for _, a := range log {
		whats = append(whats, a.Who+" "+a.What)
	}
	if want := "Bela correct,Bela sign-in, sign-in failed"; strings.Join(whats, ",") != want || err != nil {
		t.Errorf("audit log %q, want %q; %v", whats, want, err)
	}
	if err := ws.RevokeToken(ctx, tk.ID); err != nil {
		t.Fatal(err)
	}
	if status, body, _ := get(t, ts, "/stories"); status != http.StatusOK || !strings.Contains(body, "Sign in") {
		t.Errorf("after the token was revoked: status %d", status)
	}
}

// TestPace stops a visitor who tries many tokens, and not another.
func TestPace(t *testing.T) {
	ws := own(t, map[string]string{"a": "Nine people died in Norvik, the harbour office said."})
	secret, _ := token(t, ws, "Ada", store.RoleRead)
	ts := serve(t, ws, Options{Addr: ":1", Rate: 5})
	refused := 0
	for range 60 {
		if sendAs(t, ts, "stemma_guess", http.MethodGet, "/stories", nil) == http.StatusTooManyRequests {
			refused++
		}
	}
	if refused < 20 {
		t.Errorf("%d of 60 guesses were refused", refused)
	}
	if got := sendAs(t, ts, secret, http.MethodGet, "/stories", nil); got != http.StatusOK {
		t.Errorf("another visitor: status %d", got)
	}
}

// TestTokensPage makes a token, shows its secret once, and revokes it.
func TestTokensPage(t *testing.T) {
	ws := own(t, map[string]string{"a": "Nine people died in Norvik, the harbour office said."})
	ts := serve(t, ws, Options{})
	status, body := post(t, ts, "/access", "/access/tokens", url.Values{"name": {"Ada <b>"}, "role": {"read"}, "days": {"30"}})
	at := strings.Index(body, "<pre>stemma_")
	if status != http.StatusOK || at < 0 {
		t.Fatalf("status %d: %s", status, body)
	}
	secret, _, _ := strings.Cut(body[at+len("<pre>"):], "<")
	tk, err := ws.TokenOf(context.Background(), secret)
	if err != nil || tk.Name != "Ada <b>" || tk.Expires.Sub(tk.Made).Hours() != 720 {
		t.Fatalf("%+v, %v", tk, err)
	}
	if strings.Contains(tk.Hash, secret) {
		t.Error("the secret is kept")
	}
	if _, body, _ := get(t, ts, "/access"); strings.Contains(body, secret) {
		t.Error("the secret is shown again")
	}
	if status, _ := post(t, ts, "/access", "/access/revoke", url.Values{"id": {"1"}}); status != http.StatusOK {
		t.Errorf("revoking: status %d", status)
	}
	if _, err := ws.TokenOf(context.Background(), secret); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("after revoking: %v", err)
	}
}

// TestMetrics counts a request and reads the count.
func TestMetrics(t *testing.T) {
	ts := serve(t, own(t, map[string]string{"a": "Nine people died in Norvik, the harbour office said."}), Options{})
	get(t, ts, "/stories")
	get(t, ts, "/stories/none")
	r, err := ts.Client().Get(ts.URL + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	b, _ := io.ReadAll(r.Body)
	for _, want := range []string{`stemma_requests_total{route="GET /stories",status="200"} 1`, `stemma_requests_total{route="GET /stories/{id}",status="404"} 1`,
		"stemma_reports 1\n", `stemma_request_seconds_count{route="GET /stories"} 1`} {
		if !strings.Contains(string(b), want) {
			t.Errorf("no line %s in\n%s", want, b)
		}
	}
	if status, body, _ := get(t, ts, "/healthz"); status != 200 || body != "ok\n" {
		t.Errorf("healthz: %d %q", status, body)
	}
}
