package web

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/desk"
	"github.com/stemmanews/stemma/store"
	"golang.org/x/net/html"
)

// coverage is an invented story for corrections, and one of its own.
var coverage = map[string]string{
	"herald":  "Ferry sinks off Norvik\n\nNORVIK, May 4, 2031 - Nine people were killed when the ferry Alma sank off Norvik on Sunday, the harbour office said. Mayor Jonas Reval denied that nine people were killed. \"Twelve people were killed,\" Reval told reporters. The coast guard said 40 people were injured.",
	"courier": "Toll of the Norvik ferry\n\nNORVIK, May 5, 2031 - Fourteen people were killed when the ferry Alma sank off Norvik, the harbour office said on Monday. The hospital of Norvik said 38 people were injured.",
	"orchard": "Apple harvest begins in Tavra\n\nTAVRA, May 4, 2031 - Growers in Tavra said on Sunday that the harvest of apples had begun early. The ministry of farming said 300 pickers were sent.",
}

// largest is the story with most reports.
func largest(t *testing.T, ws *desk.Workspace) *desk.Story {
	t.Helper()
	list, _, err := ws.Stories(context.Background(), store.StoryQuery{Order: store.BySize, Limit: 1})
	if err != nil || len(list) == 0 {
		t.Fatalf("no story: %v", err)
	}
	st, err := ws.Story(context.Background(), list[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	return st
}

// several is the question of a story with most entries.
func several(t *testing.T, st *desk.Story) *stemma.Question {
	t.Helper()
	var q *stemma.Question
	for i := range st.Story.Questions {
		if x := &st.Story.Questions[i]; q == nil || len(x.Entries) > len(q.Entries) {
			q = x
		}
	}
	if q == nil || len(q.Entries) < 2 {
		t.Fatalf("no question with two entries: %+v", st.Story.Questions)
	}
	return q
}

// formOf reads the form of one kind of correction from a page, as a browser
// would send it.
func formOf(t *testing.T, ts *httptest.Server, page, kind string) url.Values {
	t.Helper()
	status, body, _ := get(t, ts, page)
	if status != http.StatusOK {
		t.Fatalf("%s: status %d", page, status)
	}
	for n := range parsed(t, body).Descendants() {
		if n.Type != html.ElementNode || n.Data != "form" {
			continue
		}
		if form := fields(n); form.Get("kind") == kind && form.Get("csrf") != "" {
			return form
		}
	}
	t.Fatalf("%s has no form for %s", page, kind)
	return nil
}

// fields are the values that a form would send.
func fields(form *html.Node) url.Values {
	out := url.Values{}
	for n := range form.Descendants() {
		_, checked := attribute(n, "checked")
		kind := attr(n, "type")
		if n.Type == html.ElementNode && n.Data == "input" && (checked || kind != "checkbox" && kind != "radio") {
			out.Add(attr(n, "name"), attr(n, "value"))
		}
	}
	return out
}

func attribute(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

// submit sends a form and wants it kept.
func submit(t *testing.T, ts *httptest.Server, form url.Values) {
	t.Helper()
	form.Set("why", "seen with own eyes")
	r, err := ts.Client().PostForm(ts.URL+"/correct", form)
	if err != nil {
		t.Fatal(err)
	}
	r.Body.Close()
	if r.StatusCode != http.StatusOK || r.Request.URL.Path != "/journal" {
		t.Fatalf("%v: status %d at %s", form, r.StatusCode, r.Request.URL)
	}
}

// TestCorrectByForm corrects in every way that the pages offer, looks for what
// it does, and takes it back.
func TestCorrectByForm(t *testing.T) {
	ws := own(t, coverage)
	ts := serve(t, ws, Options{Person: "Ada"})
	st := largest(t, ws)
	q := several(t, st)
	entry := "/correct?" + url.Values{"kind": {"entry"}, "story": {st.Line.ID}, "question": {q.ID}, "entry": {"1"}}.Encode()
	story := storyPage(st.Line.ID)
	page := func() string {
		_, body, _ := get(t, ts, story)
		return body
	}
	before := page()
	for _, c := range []struct {
		kind, page string
		set        url.Values
		shows      func(body string) bool
	}{
		{store.NameClaimant, entry, url.Values{"name": {"Bureau of Wonders"}}, has("Bureau of Wonders")},
		{store.NameClaimant, entry, url.Values{"name": {"Bureau of Wonders"}, "where": {"here"}}, has("Bureau of Wonders")},
		{store.RejectClaim, entry, nil, func(body string) bool {
			return strings.Count(body, `class="disc`) < strings.Count(before, `class="disc`)
		}},
		{store.BestEstimate, entry, url.Values{"low": {"11"}, "high": {"1,200"}}, has("11 to 1,200 (Ada")},
		{store.SplitQuestion, entry, url.Values{"name": {"Killed as first told"}}, has("Killed as first told")},
		{store.SplitStory, "/correct?kind=split-story&story=" + st.Line.ID, url.Values{"document": {"courier"}}, func(body string) bool { return !strings.Contains(body, `<th scope="row">courier`) }},
	} {
		form := formOf(t, ts, c.page, c.kind)
		for k, v := range c.set {
			form[k] = v
		}
		submit(t, ts, form)
		if !c.shows(page()) {
			t.Errorf("%s %v does not show:\n%s", c.kind, c.set, text(t, page()))
		}
		if _, machine, _ := get(t, ts, story+"?machine=1"); c.kind != store.SplitStory && c.shows(machine) {
			t.Errorf("%s shows in the machine's record", c.kind)
		}
		journal, err := ws.Journal(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		last := journal[len(journal)-1]
		if last.Kind != c.kind || last.Who != "Ada" || last.Why != "seen with own eyes" {
			t.Errorf("journal: %+v", last)
		}
		if status, _ := post(t, ts, "/journal", "/journal/undo", url.Values{"id": {strconv.FormatInt(last.ID, 10)}, "why": {"a test"}}); status != http.StatusOK {
			t.Errorf("taking %s back: status %d", c.kind, status)
		}
		if c.shows(page()) {
			t.Errorf("%s still shows after it was taken back", c.kind)
		}
	}
}

// text is what one reads on a page.
func text(t *testing.T, body string) string {
	t.Helper()
	var b strings.Builder
	for n := range parsed(t, body).Descendants() {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
	}
	return b.String()
}

func has(words string) func(string) bool {
	return func(body string) bool { return strings.Contains(html.UnescapeString(body), words) }
}

// TestMergeByForm merges two stories and follows the old address.
func TestMergeByForm(t *testing.T) {
	ws := own(t, coverage)
	ts := serve(t, ws, Options{})
	list, total, err := ws.Stories(context.Background(), store.StoryQuery{Order: store.BySize})
	if err != nil || total < 2 {
		t.Skipf("the reports stand in %d stories; %v", total, err)
	}
	form := formOf(t, ts, "/correct?kind=merge-stories&story="+list[0].ID, store.MergeStories)
	form.Add("story", list[1].ID)
	submit(t, ts, form)
	status, body, _ := get(t, ts, storyPage(list[1].ID))
	if status != http.StatusOK || !strings.Contains(body, "Apple harvest") || !strings.Contains(body, "Ferry sinks") {
		t.Errorf("status %d; the merged story lacks a report", status)
	}
}

// TestFormFaults sends what no form would.
func TestFormFaults(t *testing.T) {
	ws := own(t, coverage)
	ts := serve(t, ws, Options{})
	id := largest(t, ws).Line.ID
	for name, c := range map[string]struct {
		form url.Values
		want int
	}{
		"no reason":        {url.Values{"kind": {store.NameClaimant}, "from": {"x"}, "name": {"y"}}, 400},
		"no kind":          {url.Values{"why": {"x"}}, 400},
		"no claim":         {url.Values{"kind": {store.RejectClaim}, "why": {"x"}}, 400},
		"a broken claim":   {url.Values{"kind": {store.RejectClaim}, "why": {"x"}, "claim": {"nonsense"}}, 400},
		"a missing claim":  {url.Values{"kind": {store.RejectClaim}, "why": {"x"}, "claim": {"c99 herald"}}, 404},
		"a missing story":  {url.Values{"kind": {store.MergeStories}, "why": {"x"}, "story": {id, "s999"}}, 422},
		"one story":        {url.Values{"kind": {store.MergeStories}, "why": {"x"}, "story": {id}}, 400},
		"no such question": {url.Values{"kind": {store.BestEstimate}, "why": {"x"}, "story": {id}, "question": {"q999"}, "low": {"1"}}, 404},
		"no figure":        {url.Values{"kind": {store.BestEstimate}, "why": {"x"}, "story": {id}, "question": {"q1"}}, 400},
		"words":            {url.Values{"kind": {store.BestEstimate}, "why": {"x"}, "story": {id}, "question": {"q1"}, "low": {"many"}}, 400},
		"upside down":      {url.Values{"kind": {store.BestEstimate}, "why": {"x"}, "story": {id}, "question": {"q1"}, "low": {"9"}, "high": {"1"}}, 400},
		"one report":       {url.Values{"kind": {store.ConfirmPair}, "why": {"x"}, "document": {"herald"}, "relation": {"copy"}}, 400},
	} {
		if status, _ := post(t, ts, "/access", "/correct", c.form); status != c.want {
			t.Errorf("%s: status %d, want %d", name, status, c.want)
		}
	}
}
