package tree

import (
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"
)

func TestArborescence(t *testing.T) {
	cases := []struct {
		name string
		n    int
		arcs []Arc
		root []float64
		want []int
	}{
		{"one", 1, nil, []float64{1}, []int{-1}},
		{"chain", 3, []Arc{{0, 1, .1}, {1, 2, .1}, {0, 2, .3}}, []float64{1, 1, 1}, []int{-1, 0, 1}},
		{"cycle broken at its dearest", 3, []Arc{{1, 2, .1}, {2, 1, .1}, {0, 1, .5}, {0, 2, .4}}, []float64{1, 2, 2}, []int{-1, 2, 0}},
		{"two roots", 2, []Arc{{0, 1, 3}}, []float64{1, 1}, []int{-1, -1}},
		{"nested cycles", 4, []Arc{{0, 1, 1}, {1, 0, 1}, {1, 2, 2}, {2, 1, 2}, {2, 3, 1}, {3, 2, 1}}, []float64{9, 9, 9, 5}, []int{1, 2, 3, -1}},
	}
	for _, c := range cases {
		if got := Arborescence(c.n, c.arcs, c.root); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// TestArborescenceIsCheapest compares with all forests of small graphs.
func TestArborescenceIsCheapest(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	for round := 0; round < 200; round++ {
		n := 2 + r.Intn(4)
		cost := map[[2]int]float64{}
		var arcs []Arc
		root := make([]float64, n)
		for i := range root {
			root[i] = float64(1 + r.Intn(20))
			for j := range root {
				if i != j && r.Intn(3) > 0 {
					c := float64(r.Intn(12))
					arcs = append(arcs, Arc{i, j, c})
					cost[[2]int{i, j}] = c
				}
			}
		}
		price := func(parent []int) (sum float64, ok bool) {
			for v, p := range parent {
				if p < 0 {
					sum += root[v]
					continue
				}
				c, there := cost[[2]int{p, v}]
				if !there {
					return 0, false
				}
				sum += c
				for u, steps := v, 0; u >= 0; u, steps = parent[u], steps+1 {
					if steps > n {
						return 0, false
					}
				}
			}
			return sum, true
		}
		best := -1.0
		parent := make([]int, n)
		var try func(v int)
		try = func(v int) {
			if v == n {
				if s, ok := price(parent); ok && (best < 0 || s < best) {
					best = s
				}
				return
			}
			for p := -1; p < n; p++ {
				parent[v] = p
				try(v + 1)
			}
		}
		try(0)
		if got, ok := price(Arborescence(n, arcs, root)); !ok || got != best {
			t.Fatalf("round %d: cost %v (valid %v), want %v", round, got, ok, best)
		}
	}
}

// copyOf changes some words of a text: every copy gets its own errors.
func copyOf(words []string, r *rand.Rand, errors int) []string {
	out := slices.Clone(words)
	for k := 0; k < errors; k++ {
		out[r.Intn(len(out))] = fmt.Sprintf("err%d", r.Intn(1e6))
	}
	return out
}

func TestBuildFindsTheGroups(t *testing.T) {
	r := rand.New(rand.NewSource(3))
	var archetype []string
	for i := 0; i < 600; i++ {
		archetype = append(archetype, fmt.Sprintf("word%d", r.Intn(300)))
	}
	left, right := copyOf(archetype, r, 40), copyOf(archetype, r, 40)
	names := []string{"A", "B", "C", "D", "E"}
	var texts []string
	for i, p := range [][]string{left, left, right, right, right} {
		if i == 2 {
			texts = append(texts, strings.Join(p, " ")) // C is the lost head of its group itself
			continue
		}
		texts = append(texts, strings.Join(copyOf(p, r, 15), " "))
	}
	s, err := Build(names, texts)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := s.Edges(&b); err != nil {
		t.Fatal(err)
	}
	parent := map[string]string{}
	for _, n := range s.Nodes {
		if n.Parent >= 0 {
			parent[n.Name] = s.Nodes[n.Parent].Name
		}
	}
	if parent["D"] != "C" || parent["E"] != "C" {
		t.Errorf("D and E should come from C:\n%s", b.String())
	}
	if parent["A"] != parent["B"] || !strings.HasPrefix(parent["A"], "*") {
		t.Errorf("A and B should come from one lost text:\n%s", b.String())
	}
}

func TestBuildFewAndBad(t *testing.T) {
	if _, err := Build([]string{"A"}, nil); err == nil {
		t.Error("no error for a name without a text")
	}
	if _, err := Build(nil, nil); err == nil {
		t.Error("no error for no witnesses")
	}
	for _, texts := range [][]string{{"a"}, {"", ""}, {"a b", "a c"}, {"x", "x", "x"}, {"\xff\xfe", "…", "1"}} {
		names := []string{"A", "B", "C"}[:len(texts)]
		s, err := Build(names, texts)
		if err != nil {
			t.Fatalf("%q: %v", texts, err)
		}
		roots := 0
		s.walk(func(i, depth int, last bool) { roots++ })
		if roots != len(s.Nodes) {
			t.Errorf("%q: %d of %d nodes hang together", texts, roots, len(s.Nodes))
		}
	}
}

func TestWriters(t *testing.T) {
	s := &Stemma{Nodes: []Node{{Name: "a<b", Parent: 2, Length: .5}, {Name: "c'd\x1b", Parent: 2, Length: .25}, {Name: "*1", Lost: true, Parent: -1}}}
	for _, c := range []struct {
		write func(*strings.Builder) error
		want  string
	}{
		{func(b *strings.Builder) error { return s.Text(b) }, "*1\n├─ a<b\n└─ c'd\n"},
		{func(b *strings.Builder) error { return s.Newick(b) }, "('a<b':0.50000,'c''d\x1b':0.25000)'*1';\n"},
		{func(b *strings.Builder) error { return s.Edges(b) }, "*1 a<b\n*1 c'd\x1b\n"},
	} {
		var b strings.Builder
		if err := c.write(&b); err != nil || b.String() != c.want {
			t.Errorf("got %q, %v; want %q", b.String(), err, c.want)
		}
	}
	var svg, dot strings.Builder
	if s.SVG(&svg) != nil || strings.Contains(svg.String(), "a<b") || !strings.Contains(svg.String(), "a&lt;b") {
		t.Errorf("svg: %s", svg.String())
	}
	if s.DOT(&dot) != nil || !strings.Contains(dot.String(), `"*1" [style=dashed]`) {
		t.Errorf("dot: %s", dot.String())
	}
}

func FuzzBuild(f *testing.F) {
	f.Add("a b c d", "a b d", "a x c d")
	f.Add("", "\xff", "1 1 1 1")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		s, err := Build([]string{"A", "B", "C"}, []string{a, b, c})
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		s.walk(func(int, int, bool) { n++ })
		if n != len(s.Nodes) {
			t.Fatalf("%d of %d nodes hang together", n, len(s.Nodes))
		}
	})
}
