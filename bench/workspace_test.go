package bench

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/desk"
	"github.com/stemmanews/stemma/lang/text"
	"github.com/stemmanews/stemma/lang/tokenize"
	"github.com/stemmanews/stemma/source"
	"github.com/stemmanews/stemma/store"
	"github.com/stemmanews/stemma/store/sqlite"
)

// workspaceSize is the number of reports in the workspace of the benchmarks:
// STEMMA_BENCH_REPORTS, 2,000 without it. STEMMA_BENCH_DB names a file that is
// made where it is not there and used again where it is.
func workspaceSize(b *testing.B) int {
	n := 2000
	if s := os.Getenv("STEMMA_BENCH_REPORTS"); s != "" {
		var err error
		if n, err = strconv.Atoi(s); err != nil {
			b.Fatal(err)
		}
	}
	return n
}

// analysed makes the analysis of a synthetic report: its words, and two claims
// with a figure, without the work of finding them.
func analysed(r Report, sum, version string) (store.Analysis, error) {
	d := stemma.Document{ID: "sha256:" + sum, Path: r.Path, Text: r.Text, Outlet: "Outlet " + r.Path[len(r.Path)-2:], Language: "en",
		Published: stemma.Published{Date: r.Date, From: stemma.DateGiven}}
	first := strings.Index(r.Text, "\n")
	d.Headline = stemma.Headline{Text: r.Text[:first], Span: &stemma.Span{0, first}}
	d.Body = []stemma.Span{{first + 2, len(r.Text)}}
	t := &text.Text{Doc: &d}
	tokenize.Fill(t)
	for i := range t.Tokens { // the size of a full analysis, not its sense
		t.Tokens[i].UPOS, t.Tokens[i].XPOS, t.Tokens[i].Rel = "NOUN", "NN", "dep"
		t.Tokens[i].Head = i - 1 - i%3
		if i%7 == 0 {
			t.Tokens[i].UPOS, t.Tokens[i].XPOS, t.Tokens[i].Rel, t.Tokens[i].Feats = "VERB", "VBD", "root", "Mood=Ind|Tense=Past|VerbForm=Fin"
		}
		t.Tokens[i].Head = max(-1, t.Tokens[i].Head)
	}
	a := store.Analysis{Key: store.Key{SHA256: sum, Version: version}, Text: text.Pack(t)}
	for i, s := range t.Sentences {
		if i == 0 || i%4 != 1 || s.End-s.First < 8 {
			continue
		}
		src, content, figure := t.Span(s.First, s.First+2), t.Span(s.First+3, s.End-1), t.Span(s.First+3, s.First+4)
		a.Claims = append(a.Claims, stemma.Claim{ID: "c" + strconv.Itoa(len(a.Claims)+1), Via: []stemma.Via{},
			Source:  stemma.Source{Spans: []stemma.Span{src}, Text: src.In(r.Text), Name: src.In(r.Text), Kind: stemma.KindPerson},
			Cue:     stemma.Cue{Spans: []stemma.Span{t.Tokens[s.First+2].Span}, Lemma: "say"},
			Content: stemma.Content{Spans: []stemma.Span{content}}, Form: stemma.FormIndirect, Stance: stemma.StanceAsserts, Certainty: stemma.CertaintyCertain,
			Said: stemma.Said{Date: r.Date},
			Figures: []stemma.Figure{{Span: figure, Text: figure.In(r.Text), Measure: stemma.MeasureKilled, Of: "people", Unit: "person", AsOf: r.Date,
				Value: stemma.Value{Low: stemma.Number(float64(i)), High: stemma.Number(float64(i)), Comparator: stemma.Exact}}}})
	}
	a.Document = d
	return a, nil
}

// fill puts reports with their analyses into a store; placing them is left to
// Refresh.
func fill(db store.Store, reports []Report, version string) error {
	for len(reports) > 0 {
		part := reports[:min(1000, len(reports))]
		reports = reports[len(part):]
		err := db.Update(context.Background(), func(tx store.Writer) error {
			for _, r := range part {
				if err := put(tx, r, version); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func put(tx store.Writer, r Report, version string) error {
	h := sha256.Sum256([]byte(r.Text))
	sum := hex.EncodeToString(h[:])
	a, err := analysed(r, sum, version)
	if err != nil {
		return err
	}
	if err := tx.PutOriginal(sum, []byte(r.Text)); err != nil {
		return err
	}
	id, err := tx.AddReport(store.Report{Key: "file:" + r.Path, Path: r.Path, Version: 1})
	if err != nil {
		return err
	}
	if err := tx.AddVersion(store.Version{Report: id, Number: 1, SHA256: sum, Name: r.Path, Kind: source.Plain, Charset: "utf-8", Analysis: a.Key}); err != nil {
		return err
	}
	return tx.PutAnalysis(a)
}

// openWorkspace opens the workspace of the benchmarks, or makes it.
func openWorkspace(b *testing.B, n int) (*desk.Workspace, *sqlite.DB) {
	b.Helper()
	ctx := context.Background()
	path := os.Getenv("STEMMA_BENCH_DB")
	if path == "" {
		path = filepath.Join(b.TempDir(), "bench.db")
	}
	var db *sqlite.DB
	_, err := os.Stat(path)
	if err != nil {
		db, err = sqlite.Create(ctx, path, sqlite.Options{})
	} else {
		db, err = sqlite.Open(ctx, path, sqlite.Options{})
	}
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { db.Close() })
	w, err := desk.OpenWorkspace(ctx, db, desk.WorkspaceOptions{})
	if err != nil {
		b.Fatal(err)
	}
	there, err := w.Stats(ctx)
	if err != nil {
		b.Fatal(err)
	}
	if there.Reports < n {
		if err := fill(db, Coverage(n, 5)[there.Reports:], w.AnalysisVersion()); err != nil {
			b.Fatal(err)
		}
	}
	start := time.Now()
	err = w.Refresh(ctx, func(p desk.Progress) {
		if p.Done%(64*50) == 0 {
			b.Logf("%v: placed %d", time.Since(start).Round(time.Second), p.Done)
		}
	})
	if err != nil {
		b.Fatal(err)
	}
	return w, db
}

// BenchmarkWorkspace measures a workspace at work: a report that comes in, and
// what each screen reads.
func BenchmarkWorkspace(b *testing.B) {
	ctx := context.Background()
	w, _ := openWorkspace(b, workspaceSize(b))
	stats, err := w.Stats(ctx)
	if err != nil {
		b.Fatal(err)
	}
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	b.Logf("%d reports, %d stories; file %d MB, originals %d MB (packed %d MB): %.1f KB a report beside 1.5 times the packed originals; heap %d MB",
		stats.Reports, stats.Stories, stats.File>>20, stats.Bytes>>20, stats.Packed>>20,
		(float64(stats.File)-1.5*float64(stats.Packed))/float64(stats.Reports)/1024, m.HeapAlloc>>20)
	list, _, err := w.Stories(ctx, store.StoryQuery{Order: store.BySize, Limit: 200})
	if err != nil {
		b.Fatal(err)
	}
	biggest := list[0]
	b.Logf("the largest story has %d reports", biggest.Counts.Reports)
	names, _, err := w.Claimants(ctx, "", 0, 50)
	if err != nil {
		b.Fatal(err)
	}
	each := func(name string, f func(i int) error) {
		b.Run(name, func(b *testing.B) {
			var took []time.Duration
			for i := 0; b.Loop(); i++ {
				start := time.Now()
				if err := f(i); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(start))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "median-ms")
		})
	}
	more := Coverage(stats.Reports+4000, 5)[stats.Reports:]
	next := 0
	add := func(int) error {
		r := more[next%len(more)]
		next++
		raw := source.Raw{Path: r.Path, File: "/" + r.Path, Text: r.Text, Kind: source.Plain, Charset: "utf-8", Given: source.Given{Published: r.Date}}
		_, err := w.Add(ctx, func(yield func(source.Raw, error) bool) { yield(raw, nil) })
		if err != nil {
			return err
		}
		return w.Refresh(ctx, nil)
	}
	start := time.Now()
	if err := add(0); err != nil { // the first in a process reads the index
		b.Fatal(err)
	}
	b.Logf("the first report after the start took %v", time.Since(start).Round(time.Millisecond))
	each("add", add)
	story := func(i int) string { return list[i%len(list)].ID }
	each("stories", func(i int) error { _, _, err := w.Stories(ctx, store.StoryQuery{Limit: 50}); return err })
	each("stories by dispute", func(i int) error {
		_, _, err := w.Stories(ctx, store.StoryQuery{Order: store.ByDoubt, Limit: 50, Offset: 1000})
		return err
	})
	each("story", func(i int) error { _, err := w.Story(ctx, story(i)); return err })
	each("largest story", func(i int) error { _, err := w.StoryReport(ctx, biggest.ID); return err })
	each("document", func(i int) error { _, err := w.Document(ctx, fmt.Sprintf("r%07d", i*7919%stats.Reports)); return err })
	each("claimants", func(i int) error { _, _, err := w.Claimants(ctx, "", 100, 50); return err })
	each("claimants by name", func(i int) error { _, _, err := w.Claimants(ctx, names[i%len(names)].Name[:3], 0, 50); return err })
	each("claimant", func(i int) error { _, err := w.Claimant(ctx, names[i%len(names)].Name, 0, 50); return err })
	each("news", func(i int) error { _, err := w.News(ctx, store.NewsQuery{Limit: 100}); return err })
	each("search common word", func(i int) error { _, err := w.Search(ctx, "bafen", "", 0, 20); return err })
	each("search two words", func(i int) error { _, err := w.Search(ctx, spell(200)+" "+spell(3000), "", 0, 20); return err })
	each("search phrase", func(i int) error {
		_, err := w.Search(ctx, `"`+strings.Join(strings.Fields(more[0].Text)[3:5], " ")+`"`, "", 0, 20)
		return err
	})
	each("search prefix in claims", func(i int) error { _, err := w.Search(ctx, "ba*", store.InClaims, 0, 20); return err })
}
