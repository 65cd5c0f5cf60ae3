package web

import (
	"context"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stemmanews/stemma/desk"
	"github.com/stemmanews/stemma/report/browsertest"
	"github.com/stemmanews/stemma/store"
	"golang.org/x/net/html"
)

// screen is a page to look at.
type screen struct{ name, path string }

// screens are all kinds of pages of the example's workspace.
func screens(t *testing.T, ws *desk.Workspace, ts *httptest.Server) []screen {
	t.Helper()
	list, _, err := ws.Stories(context.Background(), store.StoryQuery{Order: store.BySize, Limit: 1})
	if err != nil || len(list) == 0 {
		t.Fatalf("no story: %v", err)
	}
	story := storyPage(list[0].ID)
	_, body, _ := get(t, ts, story)
	out := []screen{{"stories", "/stories"}, {"story", story}, {"search", "/search?q=ferry"}, {"news", "/news"}, {"claimants", "/claimants"},
		{"journal", "/journal"}, {"access", "/access"}, {"login", "/login"}, {"missing", "/nothing"}}
	first := map[string]string{"/report?path=": "report", "/compare?": "compare", "/claimant?": "claimant", "/correct?kind=entry": "correct-entry",
		"/correct?kind=question": "correct-question", "/correct?kind=split-story": "correct-split", "/correct?kind=merge-stories": "correct-merge"}
	for n := range parsed(t, body).Descendants() {
		href := ""
		if n.Type == html.ElementNode && n.Data == "a" {
			href = attr(n, "href")
		}
		for prefix, name := range first {
			if strings.HasPrefix(href, prefix) {
				page, _, _ := strings.Cut(href, "#")
				out = append(out, screen{name, page})
				delete(first, prefix)
			}
		}
	}
	if len(first) > 0 {
		t.Fatalf("the story has no link to %v", first)
	}
	return append(out, screen{"correct-pair", "/correct?kind=confirm-pair&" + strings.TrimPrefix(find(out, "compare"), "/compare?") + "&story=" + url.QueryEscape(list[0].ID)})
}

func find(list []screen, name string) string {
	for _, s := range list {
		if s.name == name {
			return s.path
		}
	}
	return ""
}

// TestScreens opens every screen, narrow and wide, light and dark: nothing
// sticks out, no link in a page is dead, nothing comes from elsewhere, and the
// console stays silent.
func TestScreens(t *testing.T) {
	ws := shared(t)
	ts := serve(t, ws, Options{})
	ctx := browsertest.Open(t)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	console := chromedp.Console(ctx)
	for _, s := range screens(t, ws, ts) {
		for _, width := range []int64{390, 1280} {
			if err := browsertest.Show(ctx, ts.URL+s.path, "light", width, 900, 1); err != nil {
				t.Fatal(err)
			}
			f, err := browsertest.Look(ctx)
			if err != nil {
				t.Fatal(err)
			}
			if f.Overflow > 0 {
				t.Errorf("%s at %d pixels is %v pixels too wide", s.name, width, f.Overflow)
			}
			if len(f.Dead)+len(f.Twice) > 0 {
				t.Errorf("%s: dead links %q, ids twice %q", s.name, f.Dead, f.Twice)
			}
			for _, n := range f.Network {
				if !strings.HasPrefix(n, ts.URL+"/") {
					t.Errorf("%s loaded %s", s.name, n)
				}
			}
		}
	}
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[any](`console.log("the end")`)); err != nil {
		t.Fatal(err)
	}
	for m, err := range console {
		if err != nil {
			t.Fatal(err)
		}
		if m.Text == "the end" {
			break
		}
		if !strings.Contains(m.Text, "404") { // the missing page says so
			t.Errorf("the console says: %s", m.Text)
		}
	}
}

// TestScreensAxe runs axe-core on every screen, narrow and wide, light and
// dark.
func TestScreensAxe(t *testing.T) {
	ws := shared(t)
	ts := serve(t, ws, Options{})
	ctx := browsertest.Open(t)
	axe := browsertest.Axe(t, ctx)
	for _, s := range screens(t, ws, ts) {
		for _, scheme := range []string{"light", "dark"} {
			for _, width := range []int64{390, 1280} {
				if err := browsertest.Show(ctx, ts.URL+s.path, scheme, width, 900, 1); err != nil {
					t.Fatal(err)
				}
				for _, v := range axe() {
					t.Errorf("%s, %s, %d pixels: %s", s.name, scheme, width, v)
				}
			}
		}
	}
}

// TestScreenshots saves a picture of every screen into the folder that
// STEMMA_SHOTS names, to look at them.
func TestScreenshots(t *testing.T) {
	dir := browsertest.Shots(t)
	ws := shared(t)
	ts := serve(t, ws, Options{})
	ctx := browsertest.Open(t)
	for _, s := range screens(t, ws, ts) {
		for _, v := range []struct {
			name, scheme  string
			width, height int64
		}{{"-wide", "light", 1280, 1300}, {"-dark", "dark", 1280, 1100}, {"-phone", "light", 390, 1600}} {
			if err := browsertest.Show(ctx, ts.URL+s.path, v.scheme, v.width, v.height, 1); err != nil {
				t.Fatal(err)
			}
			browsertest.Save(t, ctx, dir, s.name+v.name)
		}
	}
}

// focusScript tells what has the focus, whether that is seen, and where it is.
const focusScript = `(() => {
  const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();
  return {tag: e.tagName, id: e.id, name: e.getAttribute("name") || "", text: (e.innerText || e.value || "").trim().slice(0, 40),
    seen: e === document.body || r.bottom > 0 && r.top < innerHeight && r.right > 0 && r.left < innerWidth,
    ring: s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0};
})()`

// focus is what has the focus.
type focus struct {
	Tag  string `json:"tag"`
	ID   string `json:"id"`
	Name string `json:"name"`
	Text string `json:"text"`
	Seen bool   `json:"seen"`
	Ring bool   `json:"ring"`
}

// press presses a key and tells what has the focus then.
func press(t *testing.T, ctx context.Context, keys string) focus {
	t.Helper()
	if err := chromedp.Do(ctx, chromedp.KeyEvent(keys)); err != nil {
		t.Fatal(err)
	}
	f, err := chromedp.Run(ctx, chromedp.Evaluate[focus](focusScript))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// TestKeyboardReachesAll goes through every screen with the tabulator key:
// what has the focus is in the window and shows it.
func TestKeyboardReachesAll(t *testing.T) {
	ws := shared(t)
	ts := serve(t, ws, Options{})
	ctx := browsertest.Open(t)
	for _, s := range screens(t, ws, ts) {
		if err := browsertest.Show(ctx, ts.URL+s.path, "light", 1280, 900, 1); err != nil {
			t.Fatal(err)
		}
		if f := press(t, ctx, kb.Tab); f.Text != "Skip to the page" || !f.Seen {
			t.Errorf("%s: the first stop is %+v", s.name, f)
		}
		stops := 0
		for range 30 {
			f := press(t, ctx, kb.Tab)
			if f.Tag == "BODY" {
				break // past the last
			}
			if stops++; !f.Seen || !f.Ring {
				t.Errorf("%s: stop %d is not seen: %+v", s.name, stops, f)
			}
		}
		if stops < 6 {
			t.Errorf("%s has only %d stops", s.name, stops)
		}
	}
}

// TestCorrectByKeyboard names a claimant without a mouse, and searches with
// the slash.
func TestCorrectByKeyboard(t *testing.T) {
	ws := own(t, coverage)
	ts := serve(t, ws, Options{})
	ctx := browsertest.Open(t)
	if err := browsertest.Show(ctx, ts.URL+"/correct?kind=claim&path=herald&claim=c1", "light", 1280, 900, 1); err != nil {
		t.Fatal(err)
	}
	until := func(name string) {
		for range 40 {
			if f := press(t, ctx, kb.Tab); f.Name == name || f.Tag == "BUTTON" && f.Text == name {
				return
			}
		}
		t.Fatalf("no stop %q", name)
	}
	until("name")
	press(t, ctx, "Harbour Office of Norvik")
	until("why")
	press(t, ctx, "its full name")
	until("Set the name")
	press(t, ctx, kb.Enter)
	if err := chromedp.Do(ctx, chromedp.WaitVisible(chromedp.CSS(".journal"))); err != nil {
		t.Fatal(err)
	}
	journal, err := ws.Journal(context.Background())
	if err != nil || len(journal) != 1 || journal[0].Name != "Harbour Office of Norvik" {
		t.Fatalf("journal %+v, %v", journal, err)
	}
	if f := press(t, ctx, "/"); f.ID != "find" {
		t.Errorf("the slash leads to %+v", f)
	}
}

// TestLivePage: a page that is open tells of what comes in.
func TestLivePage(t *testing.T) {
	ws := own(t, coverage)
	ts := serve(t, ws, Options{})
	ctx := browsertest.Open(t)
	if err := browsertest.Show(ctx, ts.URL+"/stories", "light", 1280, 900, 1); err != nil {
		t.Fatal(err)
	}
	time.Sleep(300 * time.Millisecond) // the first state arrives
	more(t, ws)
	var text string
	for range 100 {
		got, err := chromedp.Run(ctx, chromedp.Evaluate[string](`document.getElementById("live").innerText`))
		if err != nil {
			t.Fatal(err)
		}
		if text = got; strings.Contains(text, "1 new report") && strings.Contains(text, "there is news") {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Errorf("the page says %q", text)
}
