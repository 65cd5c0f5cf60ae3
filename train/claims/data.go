package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/claim"
	"github.com/stemmanews/stemma/lang"
)

// analyst runs the language analysis.
type analyst struct{ an *lang.Analyzer }

func newAnalyst() (*analyst, error) {
	an, err := lang.NewAnalyzer()
	if err != nil {
		return nil, err
	}
	return &analyst{an}, nil
}

func (a *analyst) texts(docs []*stemma.Document) []*lang.Text {
	out := make([]*lang.Text, len(docs))
	for i, d := range docs {
		out[i] = a.an.Analyze(d)
	}
	return out
}

// load reads articles from a .jsonl file or a gold folder.
func load(path string) ([]*stemma.Document, error) {
	if strings.HasSuffix(path, ".jsonl") {
		return articles(path)
	}
	g, err := readGold(path)
	if err != nil {
		return nil, err
	}
	return g.documents(path)
}

type article struct {
	Path, Outlet, Published, Text string
}

// articles reads JSON lines; all of each text is body.
func articles(path string) ([]*stemma.Document, error) {
	var out []*stemma.Document
	err := lines(path, func(line []byte) error {
		var a article
		if err := json.Unmarshal(line, &a); err != nil {
			return err
		}
		out = append(out, &stemma.Document{Path: a.Path, Outlet: a.Outlet, Text: a.Text, Language: "en",
			Published: stemma.Published{Date: a.Published}, Body: []stemma.Span{{0, len(a.Text)}}})
		return nil
	})
	return out, err
}

func lines(path string, each func([]byte) error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<26)
	for s.Scan() {
		if err := each(s.Bytes()); err != nil {
			return fmt.Errorf("reading %s: %w", path, err)
		}
	}
	return s.Err()
}

// polnear reads FILE.articles.jsonl and the FILE.gold.jsonl beside it.
func (a *analyst) polnear(path string) ([]claim.Labelled, error) {
	docs, err := articles(path)
	if err != nil {
		return nil, err
	}
	gold := map[string][]claim.Attribution{}
	err = lines(strings.TrimSuffix(path, ".articles.jsonl")+".gold.jsonl", func(line []byte) error {
		var g struct {
			Path         string
			Attributions []claim.Attribution
		}
		if err := json.Unmarshal(line, &g); err != nil {
			return err
		}
		gold[g.Path] = g.Attributions
		return nil
	})
	if err != nil {
		return nil, err
	}
	out := make([]claim.Labelled, len(docs))
	for i, t := range a.texts(docs) {
		out[i] = claim.Labelled{Text: t, Gold: gold[docs[i].Path]}
	}
	return out, nil
}

// story is what is read of a gold.resolved.json.
type story struct {
	Docs []struct {
		Path, Outlet string
		Headline     any
		Published    any
		Body         []stemma.Span
	}
	Claims map[string][]stemma.Claim
}

func readGold(dir string) (*story, error) {
	data, err := os.ReadFile(filepath.Join(dir, "gold.resolved.json"))
	if err != nil {
		return nil, err
	}
	var g story
	if err := json.Unmarshal(data, &g); err != nil {
		return nil, fmt.Errorf("reading %s: %w", dir, err)
	}
	return &g, nil
}

// documents reads the texts beside the gold, with headline, body and date as
// the gold has them.
func (g *story) documents(dir string) ([]*stemma.Document, error) {
	var out []*stemma.Document
	for _, d := range g.Docs {
		data, err := os.ReadFile(filepath.Join(dir, "docs", d.Path))
		if err != nil {
			return nil, err
		}
		doc := &stemma.Document{Path: d.Path, Outlet: d.Outlet, Text: string(data), Language: "en", Body: d.Body}
		doc.Published.Date = field(d.Published, "date")
		if m, ok := d.Headline.(map[string]any); ok {
			if s, ok := m["span"].([]any); ok && len(s) == 2 {
				sp := stemma.Span{int(s[0].(float64)), int(s[1].(float64))}
				doc.Headline = stemma.Headline{Text: sp.In(doc.Text), Span: &sp}
			}
		}
		if len(doc.Body) == 0 {
			doc.Body = []stemma.Span{{0, len(doc.Text)}}
		}
		out = append(out, doc)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Path < out[j].Path })
	return out, nil
}

// field is x[name], or x itself where it is a string.
func field(x any, name string) string {
	if m, ok := x.(map[string]any); ok {
		x = m[name]
	}
	s, _ := x.(string)
	return s
}

// gold reads a folder of this project's own gold, the documents that have
// claims.
func (a *analyst) gold(dir string) ([]claim.Labelled, error) {
	g, err := readGold(dir)
	if err != nil {
		return nil, err
	}
	docs, err := g.documents(dir)
	if err != nil {
		return nil, err
	}
	var out []claim.Labelled
	for i, t := range a.texts(docs) {
		claims, ok := g.Claims[docs[i].Path]
		if !ok {
			continue
		}
		l := claim.Labelled{Text: t}
		for _, c := range claims {
			l.Gold = append(l.Gold, claim.Attribution{Source: c.Source.Spans, Cue: c.Cue.Spans, Content: c.Content.Spans})
		}
		out = append(out, l)
	}
	return out, nil
}
