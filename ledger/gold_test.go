package ledger

import (
	"encoding/json"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"testing"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/text"
)

// goldStory is what the tests read of a gold.resolved.json.
type goldStory struct {
	Docs     []stemma.Document         `json:"docs"`
	Parents  map[string][]goldParent   `json:"parents"`
	Families []stemma.Family           `json:"families"`
	Claims   map[string][]stemma.Claim `json:"claims"`
	Changes  []stemma.Change           `json:"changes"`
	// Questions are compared by the scorer's rule only.
	Questions []struct {
		Measure string `json:"measure"`
		Entries []struct {
			Claimant string        `json:"claimant"`
			Value    *stemma.Value `json:"value"`
			Relation string        `json:"relation"`
			Docs     []string      `json:"docs"`
		} `json:"entries"`
	} `json:"questions"`
}

type goldParent struct {
	From     string `json:"from"`
	Relation string `json:"relation"`
}

// readGold loads a gold story as input of the ledger. Claims of copies that
// gold does not annotate are projected from the originals, word by word.
func readGold(t *testing.T, dir string) (Input, goldStory) {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(dir, "gold.resolved.json"))
	if err != nil {
		t.Skipf("no gold here: %v", err)
	}
	var g goldStory
	if err := json.Unmarshal(raw, &g); err != nil {
		t.Fatalf("reading %s: %v", dir, err)
	}
	in := Input{Copies: &stemma.Copies{Changes: g.Changes}}
	var all []int
	for i := range g.Docs {
		d := &g.Docs[i]
		body, err := os.ReadFile(filepath.Join(dir, "docs", d.Path))
		if err != nil {
			t.Fatal(err)
		}
		d.Text = string(body)
		in.Texts = append(in.Texts, &text.Text{Doc: d})
		all = append(all, i)
	}
	for i := range g.Docs {
		claims := g.Claims[g.Docs[i].Path]
		if claims == nil {
			claims = project(&g, i)
		}
		in.Claims = append(in.Claims, claims)
	}
	for n, f := range g.Families {
		f.Edges = nil
		for _, m := range f.Members {
			for _, p := range g.Parents[m] {
				if p.Relation != stemma.RelationExcerpt {
					f.Edges = append(f.Edges, stemma.Edge{From: p.From, To: m, Relation: p.Relation})
				}
			}
		}
		g.Families[n] = f
	}
	in.Copies.Families = g.Families
	in.Stories = [][]int{all}
	return in, g
}

// project finds the words of gold claims in a document that has none.
func project(g *goldStory, i int) []stemma.Claim {
	to := &g.Docs[i]
	paths := make([]string, 0, len(g.Claims))
	for p := range g.Claims {
		paths = append(paths, p)
	}
	sort.Strings(paths)
	var out []stemma.Claim
	seen := map[string]bool{}
	for _, p := range paths {
		from := docOf(g, p)
		for _, c := range g.Claims[p] {
			if len(c.Content.Spans) == 0 {
				continue
			}
			s := c.Content.Spans[0]
			at := strings.Index(to.Text, s.In(from.Text))
			if at < 0 || s.Len() < 12 || seen[s.In(from.Text)] {
				continue
			}
			seen[s.In(from.Text)] = true
			c.ID = "p" + strconv.Itoa(len(out)+1)
			out = append(out, shift(c, at-s[0], len(to.Text)))
		}
	}
	return out
}

func docOf(g *goldStory, path string) *stemma.Document {
	for i := range g.Docs {
		if g.Docs[i].Path == path {
			return &g.Docs[i]
		}
	}
	return nil
}

func shift(c stemma.Claim, by, limit int) stemma.Claim {
	move := func(s stemma.Span) stemma.Span {
		return stemma.Span{min(max(0, s[0]+by), limit), min(max(0, s[1]+by), limit)}
	}
	content := make([]stemma.Span, len(c.Content.Spans))
	for i, s := range c.Content.Spans {
		content[i] = move(s)
	}
	c.Content.Spans = content
	figures := make([]stemma.Figure, len(c.Figures))
	for i, f := range c.Figures {
		f.Span = move(f.Span)
		figures[i] = f
	}
	c.Figures = figures
	return c
}

// TestGold keeps the ledger from gold claims, families and changes, so that it
// measures the ledger alone. LEDGER_OUT names a folder for the output, to be
// scored with traditions.py.
func TestGold(t *testing.T) {
	root := filepath.Join("..", "..", "shared", "gold")
	dirs, _ := filepath.Glob(filepath.Join(root, "traditions", "*"))
	dirs = append([]string{filepath.Join(root, "five-reports")}, dirs...)
	for _, dir := range dirs {
		name := filepath.Base(dir)
		t.Run(name, func(t *testing.T) {
			in, _ := readGold(t, dir)
			withKin(t, &in)
			l := Keep(in)
			checkLedger(t, in, l)
			if out := os.Getenv("LEDGER_OUT"); out != "" {
				raw, err := json.MarshalIndent(l, "", " ")
				if err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(out, name+".json"), raw, 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// checkLedger holds for every ledger of every input.
func checkLedger(t *testing.T, in Input, l stemma.Ledger) {
	t.Helper()
	known := map[stemma.ClaimRef]*stemma.Claim{}
	for i, x := range in.Texts {
		for j := range in.Claims[i] {
			known[stemma.ClaimRef{Path: x.Doc.Path, ID: in.Claims[i][j].ID}] = &in.Claims[i][j]
		}
	}
	for _, s := range l.Stories {
		for _, q := range s.Questions {
			for n, e := range q.Entries {
				if len(e.Claims) == 0 {
					t.Errorf("%s: entry of %q without a claim", q.ID, e.Claimant)
				}
				for _, r := range append(append([]stemma.ClaimRef{}, e.Claims...), e.Altered...) {
					if known[r] == nil {
						t.Errorf("%s: entry of %q points to %v, which does not exist", q.ID, e.Claimant, r)
					}
				}
				if e.Value != nil {
					checkMeasure(t, q, e, known)
				}
				if n > 0 && later(q.Entries[n-1].AsOf, e.AsOf) {
					t.Errorf("%s: %q stands before %q", q.ID, q.Entries[n-1].AsOf, e.AsOf)
				}
				if e.Independent < 1 || e.Independent > e.Reports {
					t.Errorf("%s: %d independent texts in %d reports", q.ID, e.Independent, e.Reports)
				}
				if e.Relation == "" || e.Why == "" {
					t.Errorf("%s: entry of %q has relation %q, why %q", q.ID, e.Claimant, e.Relation, e.Why)
				}
			}
		}
	}
}

func checkMeasure(t *testing.T, q stemma.Question, e stemma.Entry, known map[stemma.ClaimRef]*stemma.Claim) {
	t.Helper()
	for _, r := range e.Claims {
		c := known[r]
		if c == nil {
			continue
		}
		ok := false
		for _, f := range c.Figures {
			ok = ok || f.Measure == q.Measure
		}
		if !ok {
			t.Errorf("%s: %v has no figure of measure %q", q.ID, r, q.Measure)
		}
	}
}
