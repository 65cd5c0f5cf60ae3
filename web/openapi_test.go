package web

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/desk"
	"github.com/stemmanews/stemma/store"
)

var update = flag.Bool("update", false, "write openapi.json anew")

// described is what the description says of one route.
type described struct {
	does    string
	params  []param
	sends   any // the body, nil for none
	answers any // the answer, nil for none, raw for bytes
	status  int
	role    string
}

type param struct {
	name, kind, does string
	required         bool
}

type raw struct{}

var (
	pathOf   = param{"path", "string", "The report's path, as all output calls it.", true}
	version  = param{"version", "integer", "Number of a version, from 1; the newest where it is missing.", false}
	offset   = param{"offset", "integer", "How many to pass over.", false}
	limit    = param{"limit", "integer", "How many at most; 50 where it is missing, 500 at most.", false}
	machine  = param{"machine", "boolean", "The books as the machine keeps them, without corrections.", false}
	storyIDs = param{"id", "string", "The story's id.", true}
)

// descriptions are those of all routes of the API.
var descriptions = map[string]described{
	"GET /api/v1/stories": {"List stories.", []param{{"q", "string", "Words of the title.", false}, {"order", "string", "\"\" (last changed first), size, day or dispute.", false}, offset, limit}, nil, apiStories{}, 200, "read"},
	"GET /api/v1/stories/{id}": {"The books on one story: questions with their entries, timeline, event. The id of a story that has gone into another leads to that one.",
		[]param{storyIDs, machine}, nil, apiBooks{}, 200, "read"},
	"GET /api/v1/stories/{id}/copies": {"Who copied whom in a story: pairs with their passages, families, changes.", []param{storyIDs, machine}, nil, stemma.Copies{}, 200, "read"},
	"GET /api/v1/document":            {"One report: its exact text, what is article and what is not, its claims, its versions.", []param{pathOf, version}, nil, apiReport{}, 200, "read"},
	"GET /api/v1/document/original":   {"The saved bytes of a report.", []param{pathOf, version}, nil, raw{}, 200, "read"},
	"GET /api/v1/quote":               {"The exact words behind a claim, with their place in the report.", []param{pathOf, {"claim", "string", "The claim's id, c7.", true}}, nil, apiQuote{}, 200, "read"},
	"GET /api/v1/compare":             {"Two reports, the passages that they share, and what one changed of the other.", []param{{"a", "string", "Path of a report.", true}, {"b", "string", "Path of another.", true}}, nil, apiTwo{}, 200, "read"},
	"GET /api/v1/search": {"Search headlines, text, claims, claimants and figures: words, \"exact phrases\", begin*.",
		[]param{{"q", "string", "What to search.", true}, {"in", "string", "title, text, claims, claimants or figures; everything where it is missing.", false}, offset, limit}, nil, apiSearch{}, 200, "read"},
	"GET /api/v1/claimants": {"List those to whom claims are attributed, those in most reports first.", []param{{"q", "string", "Words of the name.", false}, offset, limit}, nil, apiClaimants{}, 200, "read"},
	"GET /api/v1/claimant":  {"What a claimant has said, report by report, the newest first; offset and limit count reports.", []param{{"name", "string", "The claimant's name.", true}, offset, limit}, nil, apiSayings{}, 200, "read"},
	"GET /api/v1/news": {"What was new, the newest first.", []param{{"after", "integer", "Numbers above this one.", false}, {"before", "integer", "Numbers below this one.", false},
		{"since", "string", "From this moment on (RFC 3339).", false}, {"story", "string", "Of this story only.", false}, {"kind", "array", "Of these kinds only.", false}, limit}, nil, apiNewsList{}, 200, "read"},
	"GET /api/v1/corrections":            {"The journal of corrections, the oldest first, those taken back too.", nil, nil, apiJournal{}, 200, "read"},
	"POST /api/v1/corrections":           {"Correct. The machine's own record stays as it is.", nil, apiCorrecting{}, store.Correction{}, 201, "edit"},
	"POST /api/v1/corrections/{id}/undo": {"Take a correction back.", []param{{"id", "integer", "The correction's number.", true}}, apiUndo{}, nil, 204, "edit"},
	"GET /api/v1/stats":                  {"Count what the workspace holds.", nil, nil, apiStats{}, 200, "read"},
	"GET /api/v1/audit":                  {"What was done, by whom, the newest first.", []param{{"before", "integer", "Numbers below this one.", false}, limit}, nil, apiAuditLog{}, 200, "admin"},
	"GET /api/v1/openapi.json":           {"This description.", nil, nil, map[string]any{}, 200, "read"},
}

// schemas makes JSON schemas of Go types, those with a name once each.
type schemas map[string]any

func (s schemas) of(t reflect.Type) map[string]any {
	switch t.Kind() {
	case reflect.Pointer:
		inner := s.of(t.Elem())
		if inner["$ref"] != nil {
			return map[string]any{"nullable": true, "allOf": []any{inner}}
		}
		inner["nullable"] = true
		return inner
	case reflect.Slice:
		return map[string]any{"type": "array", "items": s.of(t.Elem())}
	case reflect.Array:
		return map[string]any{"type": "array", "items": s.of(t.Elem()), "minItems": t.Len(), "maxItems": t.Len()}
	case reflect.String:
		return map[string]any{"type": "string"}
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	case reflect.Float64:
		return map[string]any{"type": "number"}
	case reflect.Int, reflect.Int64:
		return map[string]any{"type": "integer"}
	case reflect.Map, reflect.Interface:
		return map[string]any{"type": "object"}
	}
	if t == reflect.TypeFor[time.Time]() {
		return map[string]any{"type": "string", "format": "date-time"}
	}
	name := strings.TrimPrefix(t.Name(), "api")
	if s["type of "+name] == nil {
		s["type of "+name] = t
		props, required := map[string]any{}, []string{}
		s.fields(t, props, &required)
		s[name] = map[string]any{"type": "object", "properties": props, "required": required}
	}
	if s["type of "+name] != t {
		panic("two types are called " + name)
	}
	return map[string]any{"$ref": "#/components/schemas/" + name}
}

func (s schemas) fields(t reflect.Type, props map[string]any, required *[]string) {
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Anonymous {
			s.fields(f.Type, props, required)
			continue
		}
		name, opts, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "" || name == "-" {
			continue
		}
		props[name] = s.of(f.Type)
		if !strings.Contains(opts, "omitempty") {
			*required = append(*required, name)
		}
	}
}

// description makes the description of the API.
func description() ([]byte, error) {
	s := schemas{}
	problemRef := s.of(reflect.TypeFor[problem]())
	paths := map[string]map[string]any{}
	for pattern, d := range descriptions {
		method, path, _ := strings.Cut(pattern, " ")
		if paths[path] == nil {
			paths[path] = map[string]any{}
		}
		paths[path][strings.ToLower(method)] = s.operation(path, d, problemRef)
	}
	for name := range s {
		if strings.HasPrefix(name, "type of ") {
			delete(s, name)
		}
	}
	return json.MarshalIndent(map[string]any{
		"openapi": "3.0.3",
		"info": map[string]any{"title": "Stemma", "version": "1", "description": "The books that a workspace keeps on the coverage of stories. " +
			"A span is a pair of byte offsets into a document's text; a date is EDTF; lists are never null. Fields may be added, none is renamed or dropped within a version. " +
			"On a loopback address no token is needed; elsewhere send Authorization: Bearer."},
		"paths":      paths,
		"components": map[string]any{"schemas": s, "securitySchemes": map[string]any{"token": map[string]any{"type": "http", "scheme": "bearer"}}},
		"security":   []any{map[string]any{"token": []any{}}, map[string]any{}},
	}, "", " ")
}

func (s schemas) operation(path string, d described, problemRef map[string]any) map[string]any {
	failed := map[string]any{"description": "An error.", "content": map[string]any{"application/problem+json": map[string]any{"schema": problemRef}}}
	done := map[string]any{"description": "Done."}
	switch d.answers.(type) {
	case nil:
	case raw:
		done["content"] = map[string]any{"application/octet-stream": map[string]any{"schema": map[string]any{"type": "string", "format": "binary"}}}
	default:
		done["content"] = map[string]any{"application/json": map[string]any{"schema": s.of(reflect.TypeOf(d.answers))}}
	}
	op := map[string]any{"summary": d.does, "description": "Needs the role " + d.role + ".",
		"responses": map[string]any{string([]byte{byte('0' + d.status/100), byte('0' + d.status/10%10), byte('0' + d.status%10)}): done, "default": failed}}
	if d.sends != nil {
		op["requestBody"] = map[string]any{"required": true, "content": map[string]any{"application/json": map[string]any{"schema": s.of(reflect.TypeOf(d.sends))}}}
	}
	var params []any
	for _, p := range d.params {
		in, schema := "query", map[string]any{"type": p.kind}
		if strings.Contains(path, "{"+p.name+"}") {
			in = "path"
		}
		if p.kind == "array" {
			schema["items"] = map[string]any{"type": "string"}
		}
		params = append(params, map[string]any{"name": p.name, "in": in, "required": p.required, "description": p.does, "schema": schema})
	}
	if params != nil {
		op["parameters"] = params
	}
	return op
}

// TestDescription: openapi.json is what the types and the table say (-update
// writes it), and every route of the API is in it, and no other.
func TestDescription(t *testing.T) {
	want, err := description()
	if err != nil {
		t.Fatal(err)
	}
	want = append(want, '\n')
	if *update {
		if err := os.WriteFile("openapi.json", want, 0o644); err != nil {
			t.Fatal(err)
		}
	} else if !bytes.Equal(want, openAPI) {
		t.Error("openapi.json is not what the types say; go test ./web -run Description -update writes it anew")
	}
	s, err := New(context.Background(), shared(t), Options{})
	if err != nil {
		t.Fatal(err)
	}
	var served []string
	for _, p := range s.patterns {
		if strings.Contains(p, " /api/v1/") {
			served = append(served, p)
		}
	}
	slices.Sort(served)
	var said []string
	for p := range descriptions {
		said = append(said, p)
	}
	slices.Sort(said)
	if !slices.Equal(served, said) {
		t.Errorf("served %q\ndescribed %q", served, said)
	}
}

// strict is the description with no field allowed beside those it names.
func strict(t *testing.T) *openapi3.T {
	t.Helper()
	doc, err := openapi3.NewLoader().LoadFromData(openAPI)
	if err != nil {
		t.Fatal(err)
	}
	if err := doc.Validate(context.Background()); err != nil {
		t.Fatal(err)
	}
	no := false
	for _, s := range doc.Components.Schemas {
		s.Value.AdditionalProperties = openapi3.AdditionalProperties{Has: &no}
	}
	doc.Servers = nil
	return doc
}

// calls are requests for every route, on the example's workspace.
func calls(t *testing.T, ws *desk.Workspace) []string {
	t.Helper()
	ctx := context.Background()
	list, _, err := ws.Stories(ctx, store.StoryQuery{Order: store.BySize})
	if err != nil {
		t.Fatal(err)
	}
	st, err := ws.Story(ctx, list[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	claim := st.Story.Questions[0].Entries[0].Claims[0]
	names, _, err := ws.Claimants(ctx, "", 0, 1)
	if err != nil {
		t.Fatal(err)
	}
	pair := st.Copies.Pairs[0]
	return []string{"/stories", "/stories?q=ferry&order=size&limit=1&offset=0", "/stories/" + list[0].ID, "/stories/" + list[0].ID + "?machine=true", "/stories/" + list[0].ID + "/copies",
		"/document?path=" + url.QueryEscape(claim.Path), "/document?version=1&path=" + url.QueryEscape(claim.Path), "/document/original?path=" + url.QueryEscape(claim.Path),
		"/quote?claim=" + claim.ID + "&path=" + url.QueryEscape(claim.Path), "/compare?a=" + url.QueryEscape(pair.A) + "&b=" + url.QueryEscape(pair.B),
		"/search?q=ferry", "/search?q=ferry&in=claims&limit=2", "/claimants", "/claimants?q=coast&limit=3", "/claimant?limit=5&name=" + url.QueryEscape(names[0].Name),
		"/news", "/news?kind=conflict&kind=denial&limit=3", "/corrections", "/stats", "/audit?limit=5", "/openapi.json",
		// errors
		"/stories/none", "/document?path=none", "/document?path=none&version=0", "/quote?path=none&claim=c1", "/compare?a=none&b=none", "/stories?limit=-1", "/news?since=yesterday", "/stories/none/copies"}
}

// TestAnswers calls every route and holds the answer against the description.
func TestAnswers(t *testing.T) {
	ws := shared(t)
	ts := serve(t, ws, Options{})
	doc := strict(t)
	router, err := gorillamux.NewRouter(doc)
	if err != nil {
		t.Fatal(err)
	}
	called := map[string]bool{}
	for _, c := range calls(t, ws) {
		r, _ := http.NewRequest(http.MethodGet, ts.URL+"/api/v1"+c, nil)
		check(t, ts, router.FindRoute, r, called)
	}
	for pattern := range descriptions {
		if strings.HasPrefix(pattern, "GET") && !called[pattern] {
			t.Errorf("%s was not called with success", pattern)
		}
	}
}

type finder = func(*http.Request) (*routers.Route, map[string]string, error)

// check sends a request and validates it and its answer.
func check(t *testing.T, ts *httptest.Server, find finder, r *http.Request, called map[string]bool) (int, []byte) {
	t.Helper()
	resp, err := ts.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	route, params, err := find(r)
	if err != nil {
		t.Errorf("%s: not described: %v", r.URL, err)
		return resp.StatusCode, body
	}
	if resp.StatusCode < 300 {
		called[r.Method+" "+route.Path] = true
	}
	in := &openapi3filter.RequestValidationInput{Request: r, PathParams: params, Route: route, Options: &openapi3filter.Options{AuthenticationFunc: openapi3filter.NoopAuthenticationFunc, IncludeResponseStatus: true}}
	out := &openapi3filter.ResponseValidationInput{RequestValidationInput: in, Status: resp.StatusCode, Header: resp.Header, Options: in.Options}
	out.SetBodyBytes(body)
	if err := openapi3filter.ValidateResponse(context.Background(), out); err != nil {
		t.Errorf("%s %s: the answer is not as described: %v", r.Method, r.URL, err)
	}
	if resp.StatusCode >= 500 {
		t.Errorf("%s: status %d", r.URL, resp.StatusCode)
	}
	return resp.StatusCode, body
}

// TestCorrectByAPI corrects, reads the journal, and takes it back.
func TestCorrectByAPI(t *testing.T) {
	ws := own(t, map[string]string{"a": "Nine people died in Norvik, the harbour office said."})
	ts := serve(t, ws, Options{Person: "Ada"})
	router, err := gorillamux.NewRouter(strict(t))
	if err != nil {
		t.Fatal(err)
	}
	called := map[string]bool{}
	post := func(path, media, body string) (int, []byte) {
		r, _ := http.NewRequest(http.MethodPost, ts.URL+"/api/v1"+path, strings.NewReader(body))
		r.Header.Set("Content-Type", media)
		return check(t, ts, router.FindRoute, r, called)
	}
	for _, c := range []struct {
		media, body string
		want        int
	}{
		{"text/plain", `{"kind":"name-claimant","why":"x","from":"harbour office","name":"y"}`, 415},
		{"application/x-www-form-urlencoded", "kind=name-claimant", 415},
		{"application/json", `{"kind":"name-claimant","from":"harbour office","name":"y"}`, 400},
		{"application/json", `{"kind":"nonsense","why":"x"}`, 400},
		{"application/json", `{"kind":"name-claimant","why":"x","surprise":1}`, 400},
		{"application/json", `{"kind":"name-claimant"`, 400},
		{"application/json", `{"kind":"reject-claim","why":"x","claims":[{"path":"none","id":"c1"}]}`, 404},
		{"application/json", `{"kind":"name-claimant","why":"its full name","from":"harbour office","name":"Harbour Office of Norvik"}`, 201},
	} {
		if got, body := post("/corrections", c.media, c.body); got != c.want {
			t.Errorf("%s %s: status %d, want %d: %s", c.media, c.body, got, c.want, body)
		}
	}
	journal, err := ws.Journal(context.Background())
	if err != nil || len(journal) != 1 || journal[0].Who != "Ada" || journal[0].Name != "Harbour Office of Norvik" {
		t.Fatalf("journal %+v, %v", journal, err)
	}
	if got, body := post("/corrections/1/undo", "application/json", `{"why":"a mistake"}`); got != 204 {
		t.Errorf("undo: status %d: %s", got, body)
	}
	if got, _ := post("/corrections/99/undo", "application/json", `{"why":"a mistake"}`); got != 404 {
		t.Errorf("undo of nothing: status %d", got)
	}
	if journal, _ = ws.Journal(context.Background()); journal[0].Undone == nil {
		t.Error("it was not taken back")
	}
	if len(called) != 2 {
		t.Errorf("called %v", called)
	}
}
