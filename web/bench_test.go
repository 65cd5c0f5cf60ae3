package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/desk"
	"github.com/stemmanews/stemma/store"
	"github.com/stemmanews/stemma/store/sqlite"
)

// copied is one report of the example with all that the workspace keeps of it.
type copied struct {
	report   store.Report
	version  store.Version
	analysis store.Analysis
	claims   []stemma.Claim
}

// pattern is the example's story as the workspace keeps it.
type pattern struct {
	reports []copied
	book    store.Book
	line    store.Summary
}

// readTemplate takes the largest story out of a workspace.
func readTemplate(b *testing.B, s store.Store) pattern {
	var out pattern
	err := s.View(context.Background(), func(tx store.Reader) error {
		list, _, err := tx.Stories(store.StoryQuery{Order: store.BySize, Limit: 1})
		if err != nil {
			return err
		}
		out.line = list[0]
		if out.book, err = tx.Book(list[0].ID); err != nil {
			return err
		}
		ids, err := tx.Members(list[0].ID)
		if err != nil {
			return err
		}
		for _, id := range ids {
			var c copied
			if c.report, err = tx.Report(id); err != nil {
				return err
			}
			versions, err := tx.Versions(id)
			if err != nil {
				return err
			}
			c.version = versions[0]
			if c.analysis, err = tx.Analysis(c.version.Analysis); err != nil {
				return err
			}
			if c.claims, err = tx.Claims(id); err != nil {
				return err
			}
			out.reports = append(out.reports, c)
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return out
}

// under puts every path of a story into a folder.
func (t *pattern) under(folder string, v any, into any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	for i := range t.reports {
		p := t.reports[i].report.Path
		data = bytes.ReplaceAll(data, []byte(`"`+p+`"`), []byte(`"`+folder+"/"+p+`"`))
	}
	return json.Unmarshal(data, into)
}

// put writes the story once more, as number n, with words of its own.
func (t *pattern) put(tx store.Writer, n int) error {
	folder := fmt.Sprintf("%05d", n)
	story, err := tx.NewStory()
	if err != nil {
		return err
	}
	for i := range t.reports {
		if err := t.putReport(tx, &t.reports[i], folder, story, n); err != nil {
			return err
		}
	}
	book := store.Book{Story: story}
	if err := t.under(folder, t.book.Machine, &book.Machine); err != nil {
		return err
	}
	book.Machine.Story.ID = story
	book.Machine.Story.Title = fmt.Sprintf("%s (number%d)", t.line.Title, n)
	line := t.line
	line.ID, line.Title = story, book.Machine.Story.Title
	line.Updated = line.Updated.Add(time.Duration(n) * time.Second)
	if err := tx.AddNews(store.News{At: line.Updated, Kind: store.NewsConflict, Story: story, Title: line.Title, Claimant: "somebody", Text: "40"}); err != nil {
		return err
	}
	return tx.PutBook(book, line)
}

func (t *pattern) putReport(tx store.Writer, c *copied, folder, story string, n int) error {
	r, v, a := c.report, c.version, c.analysis
	r.Path, r.Key, r.Group, r.Story = folder+"/"+r.Path, "file:/"+folder+"/"+r.Path, story, story
	sum := sha256.Sum256([]byte(r.Key))
	v.SHA256, v.Text = hex.EncodeToString(sum[:]), ""
	a.Key.SHA256, v.Analysis.SHA256 = v.SHA256, v.SHA256
	a.Document.Path, a.Document.ID = r.Path, "sha256:"+v.SHA256
	id, err := tx.AddReport(r)
	if err != nil {
		return err
	}
	v.Report = id
	var body, said strings.Builder
	for _, s := range a.Document.Body {
		body.WriteString(s.In(a.Document.Text))
	}
	names := map[string]int{}
	for i := range c.claims {
		for name := range strings.SplitSeq(c.claims[i].Source.Name, "; ") {
			names[name+" of ward "+strconv.Itoa(n%997)]++
			said.WriteString(name + " ")
		}
	}
	words := store.Words{Title: a.Document.Headline.Text, Text: fmt.Sprintf("%s number%d ward%d", body.String(), n, n%997), Claimants: said.String()}
	for _, f := range []func() error{
		func() error { return tx.PutOriginal(v.SHA256, []byte(a.Document.Text)) }, func() error { return tx.AddVersion(v) }, func() error { return tx.PutAnalysis(a) },
		func() error { return tx.PutClaims(id, c.claims) }, func() error { return tx.PutSearch(id, words) }, func() error { return tx.PutClaimants(id, names) },
	} {
		if err := f(); err != nil {
			return err
		}
	}
	return nil
}

// bigWorkspace is a workspace with many copies of the example's story: 1,200
// reports, or as many as STEMMA_BIG_REPORTS says, in the file that STEMMA_BIG
// names, which is made where it is missing.
func bigWorkspace(b *testing.B) *desk.Workspace {
	b.Helper()
	path, reports := filepath.Join(b.TempDir(), "big.db"), 1200
	if p := os.Getenv("STEMMA_BIG"); p != "" {
		path = p
	}
	if n, err := strconv.Atoi(os.Getenv("STEMMA_BIG_REPORTS")); err == nil {
		reports = n
	}
	ctx := context.Background()
	db, err := sqlite.Open(ctx, path, sqlite.Options{})
	if err != nil {
		if db, err = sqlite.Create(ctx, path, sqlite.Options{}); err != nil {
			b.Fatal(err)
		}
		fillBig(b, db, reports)
	}
	b.Cleanup(func() { db.Close() })
	ws, err := desk.OpenWorkspace(ctx, db, desk.WorkspaceOptions{})
	if err != nil {
		b.Fatal(err)
	}
	return ws
}

func fillBig(b *testing.B, db store.Store, reports int) {
	b.Helper()
	if _, err := ferry(); err != nil {
		b.Fatal(err)
	}
	t := readTemplate(b, ferryStore)
	for n := 0; n*len(t.reports) < reports; n += 50 {
		err := db.Update(context.Background(), func(tx store.Writer) error {
			for k := n; k < n+50 && k*len(t.reports) < reports; k++ {
				if err := t.put(tx, k); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkScreens measures the server's time for each screen of a workspace:
// the median is the figure to look at.
func BenchmarkScreens(b *testing.B) {
	ws := bigWorkspace(b)
	s, err := New(context.Background(), ws, Options{})
	if err != nil {
		b.Fatal(err)
	}
	list, total, err := ws.Stories(context.Background(), store.StoryQuery{})
	if err != nil || total == 0 {
		b.Fatal(total, err)
	}
	path := func(n int) string { return fmt.Sprintf("%05d%%2F01-meridian.txt", n%total) }
	other := func(n int) string { return fmt.Sprintf("%05d%%2F05-harbour-standard.txt", n%total) }
	for _, c := range []struct {
		name string
		at   func(n int) string
	}{
		{"stories", func(n int) string { return fmt.Sprintf("/stories?page=%d", n%(total/pageRows+1)+1) }},
		{"stories-match", func(n int) string { return fmt.Sprintf("/stories?q=number%d", n%total) }},
		{"story", func(n int) string { return storyPage(list[n%len(list)].ID) }},
		{"report", func(n int) string { return "/report?path=" + path(n) }},
		{"compare", func(n int) string { return "/compare?a=" + path(n) + "&b=" + other(n) }},
		{"news", func(n int) string { return "/news" }},
		{"claimants", func(n int) string { return fmt.Sprintf("/claimants?page=%d", n%20+1) }},
		{"claimant", func(n int) string { return fmt.Sprintf("/claimant?name=Philippine+Coast+Guard+of+ward+%d", n%997) }},
		{"journal", func(n int) string { return "/journal" }},
		{"search-rare", func(n int) string { return fmt.Sprintf("/search?q=number%d+ferry", n%total) }},
		{"search-some", func(n int) string { return fmt.Sprintf("/search?q=ward%d", n%997) }},
		{"search-common", func(n int) string { return "/search?q=ferry" }},
		{"search-claimants", func(n int) string { return "/search?q=coast+guard&in=claimants" }},
	} {
		b.Run(c.name, func(b *testing.B) {
			var took []time.Duration
			for n := 0; b.Loop(); n++ {
				r := httptest.NewRequest(http.MethodGet, c.at(n), nil)
				r.Host = "localhost"
				w := httptest.NewRecorder()
				begun := time.Now()
				s.Handler().ServeHTTP(w, r)
				took = append(took, time.Since(begun))
				if w.Code != http.StatusOK && c.name != "claimant" {
					b.Fatalf("%s: status %d", c.at(n), w.Code)
				}
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "median-ms")
			b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
		})
	}
}
