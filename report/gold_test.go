package report

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stemmanews/stemma"
)

var update = flag.Bool("update", false, "write the golden files anew")

// gold is the annotated form of an invented story, as far as a report shows it.
type gold struct {
	Title  string `json:"title"`
	Counts struct {
		Reports     int `json:"reports"`
		Independent int `json:"independent"`
	} `json:"counts"`
	Docs    []stemma.Document `json:"docs"`
	Parents map[string][]struct {
		From     string `json:"from"`
		Relation string `json:"relation"`
	} `json:"parents"`
	Families []struct {
		ID      string   `json:"id"`
		Members []string `json:"members"`
		Origins []string `json:"origins"`
	} `json:"families"`
	Claims    map[string][]stemma.Claim `json:"claims"`
	Changes   []stemma.Change           `json:"changes"`
	Questions []struct {
		stemma.Question
		Entries []struct {
			stemma.Entry
			Docs []string `json:"docs"`
		} `json:"entries"`
	} `json:"questions"`
	Timeline []stemma.TimelineLine `json:"timeline"`
	Event    *stemma.Event         `json:"event"`
}

// loadGold reads testdata/NAME and gives it the form that the stages produce.
func loadGold(t testing.TB, dir string) *stemma.Report {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, "gold.resolved.json"))
	if err != nil {
		t.Fatal(err)
	}
	var g gold
	if err := json.Unmarshal(data, &g); err != nil {
		t.Fatal(err)
	}
	r := &stemma.Report{Version: stemma.Version, Documents: g.Docs}
	for i := range r.Documents {
		d := &r.Documents[i]
		text, err := os.ReadFile(filepath.Join(dir, "docs", d.Path))
		if err != nil {
			t.Fatal(err)
		}
		d.Text, d.Language = string(text), "en"
		r.Claims = append(r.Claims, stemma.DocumentClaims{Path: d.Path, Claims: g.Claims[d.Path]})
	}
	r.Copies = g.copies(r)
	r.Ledger = stemma.Ledger{Stories: []stemma.Story{g.story(r)}}
	return r
}

func (g *gold) copies(r *stemma.Report) stemma.Copies {
	c := stemma.Copies{Changes: g.Changes, Counts: g.counts(r)}
	for _, f := range g.Families {
		fam := stemma.Family{ID: f.ID, Members: f.Members, Origin: f.Origins[0]}
		for _, m := range f.Members {
			for _, p := range g.Parents[m] {
				if p.Relation != stemma.RelationExcerpt {
					fam.Edges = append(fam.Edges, stemma.Edge{From: p.From, To: m})
				}
			}
		}
		c.Families = append(c.Families, fam)
	}
	for _, d := range g.Docs {
		for _, p := range g.Parents[d.Path] {
			c.Pairs = append(c.Pairs, goldPair(p.From, d.Path, p.Relation))
		}
	}
	return c
}

func goldPair(from, to, relation string) stemma.Pair {
	p := stemma.Pair{A: from, B: to, Relation: relation, Direction: stemma.DirectionAB, ShareA: 0.62, ShareB: 0.91, Confidence: 0.97,
		Evidence: []stemma.Evidence{{Kind: "date", Detail: "published later"}}}
	if relation == stemma.RelationExcerpt {
		p.ShareA, p.ShareB = 0.18, 0.21
	}
	if to < from {
		p.A, p.B, p.Direction, p.ShareA, p.ShareB = to, from, stemma.DirectionBA, p.ShareB, p.ShareA
	}
	return p
}

func (g *gold) counts(r *stemma.Report) stemma.Counts {
	names := map[string]bool{}
	for _, dc := range r.Claims {
		for _, c := range dc.Claims {
			names[c.Source.Name] = true
		}
	}
	return stemma.Counts{Reports: g.Counts.Reports, Independent: g.Counts.Independent, Claimants: len(names)}
}

func (g *gold) story(r *stemma.Report) stemma.Story {
	s := stemma.Story{ID: "s1", Title: g.Title, Counts: r.Copies.Counts, Timeline: g.Timeline, Event: g.Event}
	for _, d := range g.Docs {
		s.Documents = append(s.Documents, d.Path)
	}
	for _, gq := range g.Questions {
		q := gq.Question
		for _, ge := range gq.Entries {
			e := ge.Entry
			e.Reports, e.Independent = len(ge.Docs), g.origins(ge.Docs)
			for _, path := range ge.Docs {
				if ref, ok := findClaim(g.Claims[path], path, &e); ok {
					e.Claims = append(e.Claims, ref)
				}
			}
			q.Entries = append(q.Entries, e)
		}
		s.Questions = append(s.Questions, q)
	}
	return s
}

// origins counts the texts of paths whose parents are not among them.
func (g *gold) origins(paths []string) int {
	n := 0
	for _, p := range paths {
		own := true
		for _, parent := range g.Parents[p] {
			own = own && !slices.Contains(paths, parent.From)
		}
		if own {
			n++
		}
	}
	return n
}

// findClaim guesses the claim of a document that an entry of the gold means: it
// names documents only.
func findClaim(claims []stemma.Claim, path string, e *stemma.Entry) (stemma.ClaimRef, bool) {
	best, score := -1, 1
	for i := range claims {
		c, n := &claims[i], 0
		if c.Source.Name == e.Claimant {
			n += 2
		}
		if c.Stance == e.Stance {
			n++
		}
		for _, f := range c.Figures {
			if e.Value != nil && sameValue(*e.Value, f.Value) {
				n += 3
			}
		}
		if n > score && (n > 3 || e.Value == nil && n == 3) {
			best, score = i, n
		}
	}
	if best < 0 {
		return stemma.ClaimRef{}, false
	}
	return stemma.ClaimRef{Path: path, ID: claims[best].ID}, true
}

// quake is the story of the golden files, with what could not be seen added.
func quake(t testing.TB) *stemma.Report {
	r := loadGold(t, "testdata/quake")
	r.Skipped = []stemma.Skipped{{Path: "notes.docx", Reason: "not a text format that can be read", Hint: "save it as plain text or HTML"}}
	r.Notices = []stemma.Notice{
		{Path: "08-trendwire-daily.txt", Kind: "inferred-date", Text: "2031-11-14, from weekdays in the text"},
		{Path: "bilten.txt", Kind: "language", Text: "looks like Croatian; read, but no claims were found in it"},
	}
	return r
}

// merged is one report on several stories.
func merged(t testing.TB, dirs ...string) *stemma.Report {
	r := &stemma.Report{Version: stemma.Version}
	for _, dir := range dirs {
		s := loadGold(t, dir)
		r.Documents = append(r.Documents, s.Documents...)
		r.Claims = append(r.Claims, s.Claims...)
		r.Copies.Pairs = append(r.Copies.Pairs, s.Copies.Pairs...)
		r.Copies.Families = append(r.Copies.Families, s.Copies.Families...)
		r.Copies.Changes = append(r.Copies.Changes, s.Copies.Changes...)
		r.Copies.Counts.Reports += s.Copies.Counts.Reports
		r.Copies.Counts.Independent += s.Copies.Counts.Independent
		r.Copies.Counts.Claimants += s.Copies.Counts.Claimants
		r.Ledger.Stories = append(r.Ledger.Stories, s.Ledger.Stories...)
	}
	return r
}

// golden compares got with a file under testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", "golden", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v (run: go test ./report -update)", err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s differs (-want +got):\n%s", name, diff)
	}
}
