package eval

import "github.com/stemmanews/stemma"

type docPair [2]string // sorted

func pairOf(a, b string) docPair {
	if b < a {
		a, b = b, a
	}
	return docPair{a, b}
}

// link is a pair's relation, and its parent and child where the direction is
// known.
type link struct {
	relation      string
	parent, child string
}

func linkOf(p *stemma.Pair, a, b string) link {
	l := link{relation: p.Relation}
	switch p.Direction {
	case stemma.DirectionAB:
		l.parent, l.child = a, b
	case stemma.DirectionBA:
		l.parent, l.child = b, a
	}
	return l
}

// kinship is the gold's and the system's view of who is whose kin.
type kinship struct {
	home    map[string]int // gold family of each document
	gold    []map[string]bool
	sys     []map[string]bool
	goldUp  map[string]map[string]bool // child to parents, lost ones too
	sysUp   map[string]map[string]bool
	there   map[docPair]link // gold's links among documents that are there
	order   []docPair        // of there, in a fixed order
	listed  map[docPair]link // the system's
	inorder []docPair
}

// copies scores pairs, relations, directions, edges, parents and counts.
func (s *storyScorer) copies() {
	k := s.kinship()
	g, sy := closed(k.gold), closed(k.sys)
	s.f("pairs", inBoth(g, sy), len(sy), len(g))
	s.listedPairs(k, g)
	s.excerpts(k)
	s.relations(k)
	s.parents(k)
	s.counts(k)
}

func (s *storyScorer) kinship() *kinship {
	k := &kinship{home: map[string]int{}, goldUp: map[string]map[string]bool{}, sysUp: map[string]map[string]bool{},
		there: map[docPair]link{}, listed: map[docPair]link{}}
	s.goldKin(k)
	for i := range s.report.Copies.Pairs {
		p := &s.report.Copies.Pairs[i]
		a, b := s.path(p.A), s.path(p.B)
		if s.paths[a] && s.paths[b] && a != b && p.Relation != stemma.RelationNone {
			if _, ok := k.listed[pairOf(a, b)]; !ok {
				k.inorder = append(k.inorder, pairOf(a, b))
			}
			k.listed[pairOf(a, b)] = linkOf(p, a, b)
		}
	}
	for _, f := range s.report.Copies.Families {
		m := map[string]bool{}
		for _, p := range f.Members {
			if p = s.path(p); p != "" {
				m[p] = true
			}
		}
		k.sys = append(k.sys, m)
		for _, e := range f.Edges {
			if a, b := s.path(e.From), s.path(e.To); a != "" && b != "" {
				add(k.sysUp, b, a)
			}
		}
	}
	return k
}

func (s *storyScorer) goldKin(k *kinship) {
	all := map[string]bool{}
	var tree [][2]string
	children := map[string]bool{}
	for c := range s.gold.Parents {
		children[c] = true
	}
	put := func(p docPair, l link) {
		if _, ok := k.there[p]; !ok {
			k.order = append(k.order, p)
			k.there[p] = l
		}
	}
	for _, c := range sorted(children) {
		for _, e := range s.gold.Parents[c] {
			if e.Relation != stemma.RelationExcerpt {
				tree = append(tree, [2]string{e.From, c})
				add(k.goldUp, c, e.From)
			}
			if s.paths[e.From] && s.paths[c] {
				p := pairOf(e.From, c)
				if _, ok := k.there[p]; !ok {
					k.order = append(k.order, p)
				}
				k.there[p] = link{e.Relation, e.From, c}
			}
		}
	}
	for i := range s.gold.Pairs {
		if p := &s.gold.Pairs[i]; s.paths[p.A] && s.paths[p.B] {
			put(pairOf(p.A, p.B), linkOf(p, p.A, p.B))
		}
	}
	for _, f := range s.gold.Families {
		m := map[string]bool{}
		for _, p := range f.Members {
			if s.paths[p] {
				m[p], all[p] = true, true
			}
		}
		k.gold = append(k.gold, m)
	}
	if len(s.gold.Families) == 0 {
		k.gold = joined(tree, s.paths)
		all = s.paths
	}
	for _, p := range sorted(s.paths) {
		if !all[p] {
			k.gold = append(k.gold, map[string]bool{p: true})
		}
	}
	for i, f := range k.gold {
		for p := range f {
			k.home[p] = i
		}
	}
}

func (s *storyScorer) listedPairs(k *kinship, gold map[docPair]bool) {
	full, right, right2, listed := 0, 0, 0, 0
	for _, l := range k.there {
		if l.relation != stemma.RelationExcerpt {
			full++
		}
	}
	for p, l := range k.listed {
		if l.relation == stemma.RelationExcerpt {
			continue
		}
		listed++
		if gold[p] {
			right++
		}
		if g, ok := k.there[p]; ok && g.relation != stemma.RelationExcerpt {
			right2++
		}
	}
	s.f4("pairs listed", right, listed, full, right2)
}

func (s *storyScorer) excerpts(k *kinship) {
	var gx []docPair
	for _, p := range k.order {
		if k.there[p].relation == stemma.RelationExcerpt {
			gx = append(gx, p)
		}
	}
	found := map[docPair]bool{}
	right, listed := 0, 0
	for _, p := range k.inorder {
		if k.listed[p].relation != stemma.RelationExcerpt {
			continue
		}
		listed++
		ok := false
		for _, g := range gx {
			if k.takesFrom(p, g) {
				ok, found[g] = true, true
			}
		}
		if ok {
			right++
		}
	}
	s.f4("excerpts", right, listed, len(gx), len(found))
}

// takesFrom reports whether a listed excerpt p is the gold excerpt g, or takes
// from another member of the family that g takes from.
func (k *kinship) takesFrom(p, g docPair) bool {
	if p == g {
		return true
	}
	l := k.there[g]
	ways := [][2]string{{l.parent, l.child}}
	if l.parent == "" {
		ways = [][2]string{{g[0], g[1]}, {g[1], g[0]}}
	}
	for _, w := range ways {
		for i, x := range p {
			if x == w[1] && k.home[p[1-i]] == k.home[w[0]] {
				return true
			}
		}
	}
	return false
}

func (s *storyScorer) relations(k *kinship) {
	for _, m := range []string{"relation", "direction", "relation of all", "direction of all"} {
		s.shareOf(m, 0, 0)
	}
	for _, p := range k.order {
		g := k.there[p]
		l, ok := k.listed[p]
		sameWay := ok && l.parent == g.parent && l.child == g.child
		s.a("relation of all", ok && l.relation == g.relation)
		if g.parent != "" {
			s.a("direction of all", sameWay)
		}
		if ok {
			s.a("relation", l.relation == g.relation)
			if g.parent != "" {
				s.a("direction", sameWay)
			}
		}
	}
}

func (s *storyScorer) parents(k *kinship) {
	for _, m := range []string{"parent", "parent (lenient)", "parent (set)", "no parent"} {
		s.shareOf(m, 0, 0)
	}
	gr, sr := resolved(k.goldUp, s.paths), resolved(k.sysUp, s.paths)
	ge, se := edgeSet(gr), edgeSet(sr)
	s.f("edges", inBoth(ge, se), len(se), len(ge))
	for _, n := range sorted(s.paths) {
		home := k.gold[k.home[n]]
		if len(gr[n]) == 0 && len(home) == 1 || len(k.goldUp[n]) == 0 {
			s.a("no parent", len(sr[n]) == 0)
			continue
		}
		ok, exact := shared(gr[n], sr[n]) > 0, len(gr[n]) == len(sr[n]) && shared(gr[n], sr[n]) == len(gr[n])
		if len(gr[n]) == 0 {
			ok = len(sr[n]) == 0 && k.withKin(n, home)
			exact = ok
		}
		s.a("parent", ok)
		s.a("parent (lenient)", ok || k.sibling(n, sr[n], s.paths))
		s.a("parent (set)", exact)
	}
}

// withKin reports whether the system puts n together with one of its family.
func (k *kinship) withKin(n string, home map[string]bool) bool {
	for _, f := range k.sys {
		if !f[n] {
			continue
		}
		for m := range f {
			if m != n && home[m] {
				return true
			}
		}
	}
	return false
}

// sibling reports whether one of the given parents shares a lost parent with n.
func (k *kinship) sibling(n string, parents map[string]bool, there map[string]bool) bool {
	for m := range parents {
		if m == n {
			continue
		}
		for p := range k.goldUp[m] {
			if !there[p] && k.goldUp[n][p] {
				return true
			}
		}
	}
	return false
}

func (s *storyScorer) counts(k *kinship) {
	want := origins(s.gold)
	have := s.report.Copies.Counts.Independent
	s.n("independent: absolute error", abs(have-want))
	s.n("independent: gold", want)
	if g := s.gold.Counts.Claimants; g > 0 {
		s.n("claimants: absolute error", abs(s.report.Copies.Counts.Claimants-g))
		s.n("claimants: gold", g)
	}
}

// origins counts the documents, or lost ones, from which all descend by any
// relation but excerpt.
func origins(g *Gold) int {
	up := map[string]map[string]bool{}
	for c, l := range g.Parents {
		for _, e := range l {
			if e.Relation != stemma.RelationExcerpt && e.Relation != stemma.RelationNone {
				add(up, c, e.From)
			}
		}
	}
	out := map[string]bool{}
	var climb func(n string, seen map[string]bool)
	climb = func(n string, seen map[string]bool) {
		if seen[n] {
			return
		}
		seen[n] = true
		if len(up[n]) == 0 {
			out[n] = true
		}
		for p := range up[n] {
			climb(p, seen)
		}
	}
	for _, d := range g.Docs {
		climb(d.Path, map[string]bool{})
	}
	return len(out)
}

// resolved gives each document its nearest parents that are there, lost nodes
// passed through.
func resolved(up map[string]map[string]bool, there map[string]bool) map[string]map[string]bool {
	out := map[string]map[string]bool{}
	for n := range there {
		out[n] = map[string]bool{}
		var climb func(n string, seen map[string]bool)
		climb = func(m string, seen map[string]bool) {
			for p := range up[m] {
				if there[p] {
					out[n][p] = true
				} else if !seen[p] {
					seen[p] = true
					climb(p, seen)
				}
			}
		}
		climb(n, map[string]bool{n: true})
	}
	return out
}

func edgeSet(up map[string]map[string]bool) map[docPair]bool {
	out := map[docPair]bool{}
	for c, ps := range up {
		for p := range ps {
			out[docPair{p, c}] = true
		}
	}
	return out
}

func closed(families []map[string]bool) map[docPair]bool {
	out := map[docPair]bool{}
	for _, f := range families {
		for a := range f {
			for b := range f {
				if a < b {
					out[docPair{a, b}] = true
				}
			}
		}
	}
	return out
}

// joined puts names together that edges join.
func joined(edges [][2]string, names map[string]bool) []map[string]bool {
	parent := map[string]string{}
	var find func(x string) string
	find = func(x string) string {
		if p, ok := parent[x]; ok && p != x {
			return find(p)
		}
		return x
	}
	for _, e := range edges {
		if a, b := find(e[0]), find(e[1]); a != b {
			parent[a] = b
		}
	}
	by := map[string]map[string]bool{}
	var order []string
	for _, n := range sorted(names) {
		r := find(n)
		if by[r] == nil {
			by[r] = map[string]bool{}
			order = append(order, r)
		}
		by[r][n] = true
	}
	var out []map[string]bool
	for _, r := range order {
		out = append(out, by[r])
	}
	return out
}

func inBoth(a, b map[docPair]bool) int {
	n := 0
	for p := range a {
		if b[p] {
			n++
		}
	}
	return n
}

func add(m map[string]map[string]bool, k, v string) {
	if m[k] == nil {
		m[k] = map[string]bool{}
	}
	m[k][v] = true
}

func abs(x int) int {
	if x < 0 {
		return -x
	}
	return x
}
