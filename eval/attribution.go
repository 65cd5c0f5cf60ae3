package eval

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/stemmanews/stemma"
)

// AttributionSet is a corpus of attributions in the manner of PolNeAR:
// articles, and for each the source, cue and content spans of its claims.
type AttributionSet struct {
	Articles string // the articles' file, JSON lines that stemma reads
	Texts    map[string]string
	Gold     []attributions
	CofeNet  []paragraph // nil where the set has no such file
}

type attributions struct {
	Path         string
	Attributions []struct{ Source, Cue, Content []stemma.Span }
}

// paragraph is an instance of CofeNet's form (Wang et al. 2022): tokens with
// BIO labels.
type paragraph struct {
	Path   string
	Tokens []stemma.Span
	Labels []string
}

// LoadAttributions reads NAME.gold.jsonl, NAME.articles.jsonl beside it, and
// cofenet_NAME.jsonl where there is one.
func LoadAttributions(gold string) (*AttributionSet, error) {
	base := strings.TrimSuffix(gold, ".gold.jsonl")
	s := &AttributionSet{Articles: base + ".articles.jsonl", Texts: map[string]string{}}
	if err := readLines(gold, &s.Gold); err != nil {
		return nil, err
	}
	var articles []struct{ Path, Text string }
	if err := readLines(s.Articles, &articles); err != nil {
		return nil, err
	}
	for _, a := range articles {
		s.Texts[a.Path] = a.Text
	}
	cofenet := filepath.Join(filepath.Dir(gold), "cofenet_"+filepath.Base(base)+".jsonl")
	if _, err := os.Stat(cofenet); err == nil {
		if err := readLines(cofenet, &s.CofeNet); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// readLines decodes one JSON object a line.
func readLines[T any](path string, into *[]T) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("reading gold: %w", err)
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 64<<20)
	for n := 1; sc.Scan(); n++ {
		if strings.TrimSpace(sc.Text()) == "" {
			continue
		}
		var v T
		if err := json.Unmarshal(sc.Bytes(), &v); err != nil {
			return fmt.Errorf("reading gold %s, line %d: %w", path, n, err)
		}
		*into = append(*into, v)
	}
	if err := sc.Err(); err != nil {
		return fmt.Errorf("reading gold %s: %w", path, err)
	}
	return nil
}

// roleNames are the three roles in the order of the reference scorer.
var roleNames = []string{"content", "cue", "source"}

// spansOf gives the spans of a role of a claim.
func spansOf(c *stemma.Claim, role string) []stemma.Span {
	switch role {
	case "content":
		return c.Content.Spans
	case "cue":
		return c.Cue.Spans
	}
	return c.Source.Spans
}

// held is an attribution with its roles as token sets and words alone.
type held struct {
	spans map[string][]stemma.Span
	all   map[string]set
	words map[string]set
}

func (w *words) held(spans map[string][]stemma.Span) held {
	h := held{spans: spans, all: map[string]set{}, words: map[string]set{}}
	for _, r := range roleNames {
		h.all[r] = w.in(spans[r])
		h.words[r] = w.only(h.all[r])
	}
	return h
}

// Attributions scores claims as the reference scorer claims.py defines it: per
// role exact and half matches, whole attributions, and CofeNet's exact spans.
func Attributions(t *Tally, s *AttributionSet, found []stemma.DocumentClaims) {
	system := map[string][]map[string][]stemma.Span{}
	for _, d := range found {
		for i := range d.Claims {
			c := &d.Claims[i]
			if len(c.Source.Spans) == 0 && len(c.Cue.Spans) == 0 {
				continue // the outlet's own voice
			}
			roles := map[string][]stemma.Span{}
			for _, r := range roleNames {
				roles[r] = spansOf(c, r)
			}
			system[d.Path] = append(system[d.Path], roles)
		}
	}
	for _, g := range s.Gold {
		w := newWords(s.Texts[g.Path])
		var gold, sys []held
		for _, a := range g.Attributions {
			gold = append(gold, w.held(map[string][]stemma.Span{"source": a.Source, "cue": a.Cue, "content": a.Content}))
		}
		for _, a := range system[g.Path] {
			sys = append(sys, w.held(a))
		}
		t.document(sys, gold)
	}
	if s.CofeNet != nil {
		t.cofenet(s.CofeNet, system)
	}
}

func (t *Tally) document(sys, gold []held) {
	for _, r := range roleNames {
		s, g := having(sys, r), having(gold, r)
		equal := func(i, j int) bool { return same(s[i].all[r], g[j].all[r]) }
		t.f(r+"/exact", len(matching(len(s), len(g), equal)), len(s), len(g))
		m := greedy(len(s), len(g), func(i, j int) float64 { return atLeastHalf(s[i].wide(r), g[j].wide(r)) })
		t.f(r+"/half", len(m), len(s), len(g))
	}
	whole := func(i, j int) bool {
		for _, r := range roleNames {
			if !same(sys[i].all[r], gold[j].all[r]) {
				return false
			}
		}
		return true
	}
	t.f("whole/exact", len(matching(len(sys), len(gold), whole)), len(sys), len(gold))
	m := greedy(len(sys), len(gold), func(i, j int) float64 {
		a, b := &sys[i], &gold[j]
		if len(a.words["content"]) == 0 || dice(a.words["source"], b.words["source"]) < 0.5 {
			return 0
		}
		return atLeastHalf(a.words["content"], b.words["content"])
	})
	t.f("whole/match-half", len(m), len(sys), len(gold))
}

// wide is a role's words, or its signs where it has no word (a cue may be a
// colon).
func (h *held) wide(role string) set {
	if len(h.words[role]) > 0 {
		return h.words[role]
	}
	return h.all[role]
}

func having(l []held, role string) []held {
	var out []held
	for i := range l {
		if len(l[i].all[role]) > 0 {
			out = append(out, l[i])
		}
	}
	return out
}

func atLeastHalf(a, b set) float64 {
	if d := dice(a, b); d >= 0.5 {
		return d
	}
	return 0
}

// cofenet counts exact contiguous spans within CofeNet's paragraphs.
func (t *Tally) cofenet(paragraphs []paragraph, system map[string][]map[string][]stemma.Span) {
	for _, p := range paragraphs {
		lo, hi := p.Tokens[0][0], p.Tokens[0][1]
		for _, k := range p.Tokens {
			hi = max(hi, k[1])
		}
		area := stemma.Span{lo, hi}
		var here []map[string][]stemma.Span
		for _, a := range system[p.Path] {
			if touches(a, area) {
				here = append(here, a)
			}
		}
		gold, sys := bioSpans(p.Labels), bioSpans(toBIO(p.Tokens, here))
		for _, r := range []string{"source", "cue", "content"} {
			right := 0
			for _, x := range sys[r] {
				if slices.Contains(gold[r], x) {
					right++
				}
			}
			t.f("cofenet/"+r+"/exact", right, len(sys[r]), len(gold[r]))
		}
	}
}

func touches(a map[string][]stemma.Span, area stemma.Span) bool {
	for _, r := range roleNames {
		for _, s := range a[r] {
			if s[0] < area[1] && s[1] > area[0] {
				return true
			}
		}
	}
	return false
}

// bioSpans reads the token ranges of each label.
func bioSpans(labels []string) map[string][]stemma.Span {
	out := map[string][]stemma.Span{}
	role, start := "", 0
	for i, l := range append(slices.Clone(labels), "O") {
		if role != "" && l != "I-"+role {
			out[role] = append(out[role], stemma.Span{start, i})
			role = ""
		}
		if r, ok := strings.CutPrefix(l, "B-"); ok {
			role, start = r, i
		}
	}
	return out
}

// owner names the attribution, role and span that a token belongs to; later
// ones win, as in the reference scorer.
type owner struct {
	claim, span int
	role        string
}

func toBIO(tokens []stemma.Span, all []map[string][]stemma.Span) []string {
	own := make([]owner, len(tokens))
	for k, a := range all {
		for _, r := range []string{"content", "source", "cue"} {
			for n, s := range a[r] {
				for i, x := range tokens {
					if x[0] < s[1] && x[1] > s[0] && x[1] > x[0] {
						own[i] = owner{k, n, r}
					}
				}
			}
		}
	}
	for i := 1; i+1 < len(tokens); i++ { // a token that the tokeniser invented goes with its span if that goes on
		if tokens[i][0] == tokens[i][1] && own[i-1].role != "" && own[i-1] == own[i+1] {
			own[i] = own[i-1]
		}
	}
	labels := make([]string, len(tokens))
	for i, o := range own {
		switch {
		case o.role == "":
			labels[i] = "O"
		case i > 0 && own[i-1] == o:
			labels[i] = "I-" + o.role
		default:
			labels[i] = "B-" + o.role
		}
	}
	return labels
}
