package tree

import (
	"fmt"
	"slices"
	"sort"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin/judge"
	"github.com/stemmanews/stemma/kin/view"
)

// secondParent is the part of a report that a second source must explain
// beyond the first for the report to be a merger of both.
const secondParent = 0.18

// misspelt is what it costs a parent to have more misspelt names than its
// child, by the part of its names.
const misspelt = 1.5

// central is what it costs a root to lie at the edge of its family, the mean
// distance to the others, 0 to 1: where nothing else tells, the original is in
// the middle, as in midpoint rooting.
const central = 0.25

// short is what it costs a root to be shorter than the longest of its family:
// copies cut more often than they add.
const short = 0.5

// creditsChild is what it costs a parent to credit the child's outlet, and
// creditsKin what it costs a root to credit the outlet of one of its family:
// an agency does not take from its customers.
const (
	creditsChild = 2.0
	creditsKin   = 0.5
)

// ownEarlier is what it costs a text to be the parent, or the root, of a shorter
// one of its own outlet: an update adds to the first version. Dates outweigh it.
const ownEarlier = 0.4

// fromSummary is what it costs a parent to be the shorter text of a summary.
const fromSummary = 0.6

// merged is the share up to which a text may be one of two sources of another
// rather than its copy.
const merged = 0.66

// Forest is the descent of all reports: Parents lists for each its parents,
// nearest first, and Family its family by number, -1 for reports on their own.
type Forest struct {
	Views   []*view.View
	Parents [][]int
	Family  []int
	Count   int // families
	pairs   map[[2]int]*judge.Verdict
	of      map[*view.View]int
	odd     []float64 // part of misspelt names
	lost    []int     // for each report without a parent here the number of its lost parent, from 1; 0 for none
	losts   int
}

// Grow finds the families of the verdicts and the descent within each.
// misspelt holds for each view the part of its names that are misspelt
// ([judge.Spellings.Misspelt]).
func Grow(views []*view.View, verdicts []judge.Verdict, misspelt []float64) *Forest {
	f := &Forest{Views: views, Parents: make([][]int, len(views)), odd: misspelt, pairs: map[[2]int]*judge.Verdict{}, of: map[*view.View]int{}}
	for i, v := range views {
		f.of[v] = i
	}
	verdicts = slices.Clone(verdicts)
	for i, v := range verdicts {
		f.pairs[[2]int{f.of[v.A], f.of[v.B]}] = &verdicts[i]
	}
	f.join(verdicts)
	f.lost = make([]int, len(views))
	for _, members := range f.Members() {
		f.descend(members)
		f.mourn(members)
	}
	return f
}

// joins reports whether a relation makes two reports one family.
func joins(relation string) bool {
	return relation != stemma.RelationNone && relation != stemma.RelationExcerpt
}

// join numbers the families: union-find over the joining pairs.
func (f *Forest) join(verdicts []judge.Verdict) {
	up := make([]int, len(f.Views))
	for i := range up {
		up[i] = i
	}
	find := func(x int) int {
		for up[x] != x {
			up[x] = up[up[x]]
			x = up[x]
		}
		return x
	}
	for i := range verdicts {
		if v := &verdicts[i]; joins(v.Relation) {
			a, b := find(f.of[v.A]), find(f.of[v.B])
			up[max(a, b)] = min(a, b)
		}
	}
	size, number := map[int]int{}, map[int]int{}
	for i := range up {
		size[find(i)]++
	}
	f.Family = make([]int, len(up))
	for i := range up {
		f.Family[i] = -1
		if r := find(i); size[r] > 1 {
			if _, ok := number[r]; !ok {
				number[r] = f.Count
				f.Count++
			}
			f.Family[i] = number[r]
		}
	}
}

// WithinFamily reports whether v is an excerpt between two reports that have
// an origin in common, so that the tree says more than the excerpt does.
func (f *Forest) WithinFamily(v judge.Verdict) bool {
	a, b := f.of[v.A], f.of[v.B]
	if v.Relation != stemma.RelationExcerpt || f.Family[a] < 0 || f.Family[a] != f.Family[b] {
		return false
	}
	origins := f.origins(b)
	return slices.ContainsFunc(f.origins(a), func(o int) bool { return slices.Contains(origins, o) })
}

// origins lists the reports without a parent from which i descends, perhaps i
// itself, and as negative numbers the lost ones.
func (f *Forest) origins(i int) []int {
	var out []int
	seen := map[int]bool{}
	var up func(i int)
	up = func(i int) {
		if seen[i] {
			return
		}
		seen[i] = true
		switch {
		case f.lost[i] > 0:
			out = append(out, -f.lost[i])
		case len(f.Parents[i]) == 0:
			out = append(out, i)
		}
		for _, p := range f.Parents[i] {
			up(p)
		}
	}
	up(i)
	return out
}

// Members lists the reports of each family, in order.
func (f *Forest) Members() [][]int {
	out := make([][]int, f.Count)
	for i, k := range f.Family {
		if k >= 0 {
			out[k] = append(out[k], i)
		}
	}
	return out
}

// Verdict returns the judgement on a pair, nil where the two were not
// compared, and whether i is its A.
func (f *Forest) Verdict(i, j int) (v *judge.Verdict, isA bool) {
	if v := f.pairs[[2]int{i, j}]; v != nil {
		return v, true
	}
	return f.pairs[[2]int{j, i}], false
}

// joined reports whether the relation of i and j makes them one family.
func (f *Forest) joined(i, j int) bool {
	v, _ := f.Verdict(i, j)
	return v != nil && joins(v.Relation)
}

// Index gives the number of each view.
func (f *Forest) Index() map[*view.View]int { return f.of }

// descend finds the parents within one family.
func (f *Forest) descend(members []int) {
	if f.readSeries(members) {
		return
	}
	var arcs []Arc
	root := make([]float64, len(members))
	longest := 1
	for _, i := range members {
		longest = max(longest, f.Views[i].BodyLen())
	}
	for x, i := range members {
		far := 0.0 // how far the others lie from i
		for y, j := range members {
			if v, isA := f.Verdict(i, j); v != nil && i != j && joins(v.Relation) {
				cost := v.Descent(isA) + misspelt*max(0, f.odd[i]-f.odd[j])
				if _, ok := judge.CreditsOutlet(f.Views[i].Doc, f.Views[j].Doc); ok {
					cost += creditsChild
					root[x] = max(root[x], creditsKin)
				}
				if retells(v, f.Views[i], f.Views[j]) {
					cost += fromSummary
				}
				if updates(f.Views[i], f.Views[j]) {
					cost += ownEarlier
					root[x] = max(root[x], ownEarlier)
				}
				arcs = append(arcs, Arc{x, y, cost})
				far += min(cost, 1)
			} else if i != j {
				far++
			}
		}
		root[x] += judge.RootCost(f.Views[i].Doc) + central*far/float64(max(1, len(members)-1)) + short*(1-float64(f.Views[i].BodyLen())/float64(longest))
	}
	for x, p := range Arborescence(len(members), arcs, root) {
		if p >= 0 {
			f.Parents[members[x]] = []int{members[p]}
		}
	}
	for _, i := range members {
		f.turn(i)
	}
	for _, i := range members {
		f.merge(i, members)
	}
}

// retells reports whether a is a summary of b.
func retells(v *judge.Verdict, a, b *view.View) bool {
	return v.Relation == stemma.RelationSummary && a.BodyLen() < b.BodyLen()
}

// updates reports whether a is likely a later version of b.
func updates(a, b *view.View) bool {
	own := a.Doc.Outlet
	return own != "" && own == b.Doc.Outlet && 20*a.BodyLen() > 21*b.BodyLen() && !judge.Later(b.Doc, a.Doc)
}

// turn looks at report i whose parent p has a parent q of its own: where what
// p shares with i is not what it has from q, and neither has most of the
// other, p was merged from q and i, and i is its second parent, not its child.
func (f *Forest) turn(i int) {
	if len(f.Parents[i]) == 0 {
		return
	}
	p := f.Parents[i][0]
	if len(f.Parents[p]) == 0 {
		return
	}
	v, _ := f.Verdict(p, i)
	q, _ := f.Verdict(f.Parents[p][0], p)
	later := judge.Later(f.Views[i].Doc, f.Views[p].Doc)
	if !later && !retells(v, f.Views[i], f.Views[p]) && max(v.ShareA, v.ShareB) < merged && judge.Gain(q, v, f.Views[p]) > secondParent {
		f.Parents[i] = nil
		f.Parents[p] = append(f.Parents[p], i)
	}
}

// merge adds a second parent to report i where one explains much of what the
// first leaves unexplained.
func (f *Forest) merge(i int, members []int) {
	if len(f.Parents[i]) != 1 {
		return
	}
	p := f.Parents[i][0]
	first, _ := f.Verdict(p, i)
	best, gain, cost := -1, secondParent, 0.0
	for _, q := range members {
		v, isA := f.Verdict(q, i)
		if q == p || q == i || v == nil || !joins(v.Relation) || f.descends(q, i) || retells(v, f.Views[q], f.Views[i]) || judge.Later(f.Views[q].Doc, f.Views[i].Doc) {
			continue
		}
		g := judge.Gain(first, v, f.Views[i])
		c := v.Descent(isA)
		if g > gain+0.02 || best >= 0 && g > gain-0.02 && c < cost {
			best, gain, cost = q, max(g, gain), c
		}
	}
	if best >= 0 {
		f.Parents[i] = append(f.Parents[i], best)
	}
}

// mourn gives reports of a family that have no parent here, but share text
// with each other, a lost one.
func (f *Forest) mourn(members []int) {
	roots := slices.DeleteFunc(slices.Clone(members), func(i int) bool { return len(f.Parents[i]) > 0 })
	for x, i := range roots {
		for _, j := range roots[x+1:] {
			if !f.joined(i, j) {
				continue
			}
			switch {
			case f.lost[i] == 0 && f.lost[j] == 0:
				f.losts++
				f.lost[i], f.lost[j] = f.losts, f.losts
			case f.lost[j] == 0:
				f.lost[j] = f.lost[i]
			case f.lost[i] == 0:
				f.lost[i] = f.lost[j]
			}
		}
	}
}

// descends reports whether i stands below a by any line, or is a.
func (f *Forest) descends(i, a int) bool { return i == a || f.Above(a, i) }

// Offers reports whether an ancestor of source has at least as much of what
// taker took from it, so that taker may have it from there.
func (f *Forest) Offers(source, taker int) bool {
	v, _ := f.Verdict(source, taker)
	for i := range f.Views {
		if i == taker || f.Family[i] < 0 || f.Family[i] != f.Family[source] || !f.Above(i, source) {
			continue
		}
		if w, _ := f.Verdict(i, taker); w != nil && 10*w.Unquoted >= 9*v.Unquoted {
			return true
		}
	}
	return false
}

// TopDown lists all reports such that parents come before their children.
func (f *Forest) TopDown() []int {
	var out []int
	seen := make([]bool, len(f.Views))
	var visit func(i int)
	visit = func(i int) {
		if seen[i] {
			return
		}
		seen[i] = true
		for _, p := range f.Parents[i] {
			visit(p)
		}
		out = append(out, i)
	}
	for i := range f.Views {
		visit(i)
	}
	return out
}

// Above reports whether a is an ancestor of i by any line.
func (f *Forest) Above(a, i int) bool {
	seen := map[int]bool{}
	var up func(i int) bool
	up = func(i int) bool {
		for _, p := range f.Parents[i] {
			if p == a {
				return true
			}
			if !seen[p] {
				seen[p] = true
				if up(p) {
					return true
				}
			}
		}
		return false
	}
	return up(i)
}

// Families writes the forest in the form of the contract.
func (f *Forest) Families(name func(int) string) []stemma.Family {
	out := []stemma.Family{}
	for k, members := range f.Members() {
		fam := stemma.Family{ID: name(k), Members: []string{}, Edges: []stemma.Edge{}}
		var roots []string
		for _, i := range members {
			fam.Members = append(fam.Members, f.Views[i].Path)
			if k := f.lost[i]; k > 0 {
				fam.Edges = append(fam.Edges, stemma.Edge{From: fmt.Sprintf("lost:%d", k), To: f.Views[i].Path})
				roots = append(roots, "")
			} else if len(f.Parents[i]) == 0 {
				roots = append(roots, f.Views[i].Path)
			}
			for _, p := range f.Parents[i] {
				v, _ := f.Verdict(p, i)
				fam.Edges = append(fam.Edges, stemma.Edge{From: f.Views[p].Path, To: f.Views[i].Path, Relation: v.Relation})
			}
		}
		if len(roots) == 1 {
			fam.Origin = roots[0]
		}
		sort.SliceStable(fam.Edges, func(i, j int) bool { return fam.Edges[i].To < fam.Edges[j].To })
		out = append(out, fam)
	}
	return out
}

// Independent counts the reports that have no parent, those of a lost parent
// once.
func (f *Forest) Independent() int {
	n := f.losts
	for i, p := range f.Parents {
		if len(p) == 0 && f.lost[i] == 0 {
			n++
		}
	}
	return n
}
