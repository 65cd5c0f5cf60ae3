package story

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/text"
)

var shared = filepath.Join("..", "..", "shared")

// readArticles loads JSON lines of articles.
func readArticles(t testing.TB, path string) []*text.Text {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Skipf("no data here: %v", err)
	}
	defer f.Close()
	var out []*text.Text
	r := bufio.NewReader(f)
	for {
		line, err := r.ReadBytes('\n')
		if len(line) > 1 {
			var a struct{ Path, Title, Published, Text string }
			if err := json.Unmarshal(line, &a); err != nil {
				t.Fatalf("reading %s: %v", path, err)
			}
			d := &stemma.Document{Path: a.Path, Text: a.Text, Body: []stemma.Span{{0, len(a.Text)}}}
			d.Headline.Text = a.Title
			d.Published.Date = a.Published
			out = append(out, &text.Text{Doc: d})
		}
		if err != nil {
			return out
		}
	}
}

// readStories loads a TSV of path and story.
func readStories(t testing.TB, path string) map[string]string {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Skipf("no data here: %v", err)
	}
	m := map[string]string{}
	for n, line := range strings.Split(string(raw), "\n") {
		if f := strings.Split(line, "\t"); n > 0 && len(f) > 1 {
			m[f[0]] = f[1]
		}
	}
	return m
}

// agreement is the B-cubed F1 and the F1 of pairs of groups against gold.
func agreement(texts []*text.Text, gold map[string]string, groups [][]int) (bcubed, pairs float64) {
	two := func(n int) float64 { return float64(n*(n-1)) / 2 }
	size := map[string]int{}
	for _, s := range gold {
		size[s]++
	}
	var p, r, both, sys, all float64
	for _, g := range groups {
		in := map[string]int{}
		for _, i := range g {
			in[gold[texts[i].Doc.Path]]++
		}
		for s, n := range in {
			p += float64(n*n) / float64(len(g))
			r += float64(n*n) / float64(size[s])
			both += two(n)
		}
		sys += two(len(g))
	}
	for _, n := range size {
		all += two(n)
	}
	n := float64(len(gold))
	p, r = p/n, r/n
	return 2 * p * r / (p + r), 2 * both / (sys + all)
}

func TestGroupData(t *testing.T) {
	for _, c := range []struct {
		name, articles, stories string
		bcubed, pairs           float64 // least that must be reached
	}{
		{"fnc1", "fnc1/train.articles.jsonl", "fnc1/train.stories.tsv", 0.94, 0},
		{"ecbplus", "ecbplus/dev.articles.jsonl", "ecbplus/dev.stories.tsv", 0.885, 0},
		{"gva dev", "gva/dev.articles.jsonl", "gva/dev.docs.tsv", 0, 0.83},
		{"gva tune", "gva/tune.articles.jsonl", "gva/tune.docs.tsv", 0, 0.74},
	} {
		t.Run(c.name, func(t *testing.T) {
			texts := readArticles(t, filepath.Join(shared, "data", c.articles))
			gold := readStories(t, filepath.Join(shared, "data", c.stories))
			b, p := agreement(texts, gold, Group(texts, nil))
			t.Logf("B-cubed %.4f, pairs %.4f", b, p)
			if b < c.bcubed || p < c.pairs {
				t.Errorf("B-cubed %.4f, pairs %.4f; want at least %.2f, %.2f", b, p, c.bcubed, c.pairs)
			}
		})
	}
}

// TestGroupFolder: folders of one story each stay whole, and stories that are
// thrown together never mix.
func TestGroupFolder(t *testing.T) {
	dirs, _ := filepath.Glob(filepath.Join(shared, "gold", "traditions", "*"))
	dirs = append(dirs, filepath.Join(shared, "gold", "five-reports"))
	var mixed []*text.Text
	var home []string
	for _, dir := range dirs {
		texts := readFolder(t, dir)
		if g := Group(texts, nil); len(g) > 1 {
			t.Errorf("%s: %d stories: %v", filepath.Base(dir), len(g), g)
		}
		for _, x := range texts {
			mixed = append(mixed, x)
			home = append(home, dir)
		}
	}
	for _, g := range Group(mixed, nil) {
		for _, i := range g {
			if home[i] != home[g[0]] {
				t.Errorf("%s of %s stands with %s", mixed[i].Doc.Path, home[i], home[g[0]])
			}
		}
	}
}

func readFolder(t *testing.T, dir string) []*text.Text {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(dir, "gold.resolved.json"))
	if err != nil {
		t.Skipf("no gold here: %v", err)
	}
	var g struct {
		Docs []stemma.Document `json:"docs"`
	}
	if err := json.Unmarshal(raw, &g); err != nil {
		t.Fatal(err)
	}
	var out []*text.Text
	for i := range g.Docs {
		d := &g.Docs[i]
		body, err := os.ReadFile(filepath.Join(dir, "docs", d.Path))
		if err != nil {
			t.Fatal(err)
		}
		d.Text = string(body)
		out = append(out, &text.Text{Doc: d})
	}
	return out
}
