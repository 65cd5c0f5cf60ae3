package ledger

import (
	"sort"

	"github.com/stemmanews/stemma"
)

// kinship answers who copied whom.
type kinship struct {
	pairs   map[[2]string]*stemma.Pair // keyed in the order of the pair
	beside  map[string][]string        // the documents with which one makes a pair
	parents map[string][]string        // excerpts aside; lost nodes included
	roots   map[string][]string
	depths  map[string]int
	family  map[string]int
	to      map[string][]*stemma.Change // by the path of the altered document
	touched map[string][]*stemma.Change // by every document that carries the change
}

func newKinship(c *stemma.Copies) *kinship {
	k := &kinship{
		pairs: map[[2]string]*stemma.Pair{}, beside: map[string][]string{}, parents: map[string][]string{},
		roots: map[string][]string{}, depths: map[string]int{}, family: map[string]int{},
		to: map[string][]*stemma.Change{}, touched: map[string][]*stemma.Change{},
	}
	if c == nil {
		return k
	}
	for i := range c.Pairs {
		p := &c.Pairs[i]
		k.pairs[[2]string{p.A, p.B}] = p
		k.beside[p.A], k.beside[p.B] = append(k.beside[p.A], p.B), append(k.beside[p.B], p.A)
	}
	for i, f := range c.Families {
		for _, m := range f.Members {
			k.family[m] = i + 1
		}
		for _, e := range f.Edges {
			if e.Relation != stemma.RelationExcerpt {
				k.parents[e.To] = append(k.parents[e.To], e.From)
			}
		}
	}
	for i := range c.Changes {
		ch := &c.Changes[i]
		k.to[ch.To.Path] = append(k.to[ch.To.Path], ch)
		k.touched[ch.To.Path] = append(k.touched[ch.To.Path], ch)
		for _, p := range ch.InheritedBy {
			k.touched[p] = append(k.touched[p], ch)
		}
	}
	return k
}

// pair returns the pair of a and b and whether its sides are exchanged.
func (k *kinship) pair(a, b string) (p *stemma.Pair, exchanged bool) {
	if p := k.pairs[[2]string{a, b}]; p != nil {
		return p, false
	}
	return k.pairs[[2]string{b, a}], true
}

// depth is the length of the longest line of parents above a document.
func (k *kinship) depth(path string) int { return k.depthFrom(path, map[string]bool{}) }

func (k *kinship) depthFrom(path string, seen map[string]bool) int {
	if d, ok := k.depths[path]; ok {
		return d
	}
	if seen[path] { // a damaged tree may hold a cycle
		return 0
	}
	seen[path] = true
	d := 0
	for _, p := range k.parents[path] {
		d = max(d, 1+k.depthFrom(p, seen))
	}
	delete(seen, path)
	k.depths[path] = d
	return d
}

// origins are the texts, lost ones included, from which path descends.
func (k *kinship) origins(path string) []string {
	if r, ok := k.roots[path]; ok {
		return r
	}
	found := map[string]bool{}
	k.climb(path, map[string]bool{}, found)
	r := make([]string, 0, len(found))
	for n := range found {
		r = append(r, n)
	}
	sort.Strings(r)
	k.roots[path] = r
	return r
}

func (k *kinship) climb(path string, seen, found map[string]bool) {
	if seen[path] {
		return
	}
	seen[path] = true
	if len(k.parents[path]) == 0 {
		found[path] = true
		return
	}
	for _, p := range k.parents[path] {
		k.climb(p, seen, found)
	}
}

// descends reports whether child is a copy of parent, through any number of
// steps.
func (k *kinship) descends(child, parent string) bool {
	return child != parent && k.descendsFrom(child, parent, map[string]bool{})
}

func (k *kinship) descendsFrom(child, parent string, seen map[string]bool) bool {
	if seen[child] {
		return false
	}
	seen[child] = true
	for _, p := range k.parents[child] {
		if p == parent || k.descendsFrom(p, parent, seen) {
			return true
		}
	}
	return false
}

// related reports whether two documents share a text from which both descend.
func (k *kinship) related(a, b string) bool {
	if a == b {
		return true
	}
	if k.family[a] == 0 || k.family[a] != k.family[b] {
		return false
	}
	x, y := k.origins(a), k.origins(b)
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch {
		case x[i] == y[j]:
			return true
		case x[i] < y[j]:
			i++
		default:
			j++
		}
	}
	return false
}

// sameText reports whether the words at spanA of document a and at spanB of
// document b come from one text: a passage of the pair holds both, or the two
// descend from one text and the pair lists no passages to tell by.
func (k *kinship) sameText(a string, spanA stemma.Span, b string, spanB stemma.Span) bool {
	if a == b {
		return true
	}
	if k.listed(a, b) {
		return k.aligned(a, spanA, b, spanB)
	}
	return k.related(a, b)
}

// listed reports whether the passages that two documents share are known.
func (k *kinship) listed(a, b string) bool {
	p, _ := k.pair(a, b)
	return p != nil && len(p.Passages) > 0
}

// aligned reports whether two spans stand at one place of two reports: in one
// passage, or between the same two passages of a copy, where a sentence was
// reworded beyond recognition.
func (k *kinship) aligned(a string, spanA stemma.Span, b string, spanB stemma.Span) bool {
	_, _, ok := k.stretch(a, spanA, b, spanB)
	return ok
}

// apart says how far two aligned spans lie from the same place of the stretch
// that holds both, as a share of its length.
func (k *kinship) apart(a string, spanA stemma.Span, b string, spanB stemma.Span) float64 {
	x, y, ok := k.stretch(a, spanA, b, spanB)
	if !ok {
		return 1
	}
	into := func(s, p stemma.Span) float64 { return float64(s[0]-p[0]) / float64(max(1, p.Len())) }
	d := into(spanA, x) - into(spanB, y)
	return max(d, -d)
}

// stretch is the part of a and the part of b that were taken from one text and
// hold the spans.
func (k *kinship) stretch(a string, spanA stemma.Span, b string, spanB stemma.Span) (inA, inB stemma.Span, ok bool) {
	_, exchanged := k.pair(a, b)
	if x := k.passage(a, spanA, b, spanB); x != nil {
		inA, inB, ok = x.A, x.B, true
	} else {
		if exchanged {
			spanA, spanB = spanB, spanA
		}
		inA, inB, ok = k.between(a, spanA, b, spanB)
	}
	if exchanged {
		inA, inB = inB, inA
	}
	return inA, inB, ok
}

// widestGap is the length in bytes up to which what stands between two passages
// is taken for one stretch of both reports.
const widestGap = 500

// between finds the gap between two neighbouring passages of a copy that holds
// both spans; they are in the order of the pair.
func (k *kinship) between(a string, spanA stemma.Span, b string, spanB stemma.Span) (gapA, gapB stemma.Span, ok bool) {
	p, _ := k.pair(a, b)
	if p == nil || p.Relation == stemma.RelationExcerpt || p.Relation == stemma.RelationSummary {
		return gapA, gapB, false
	}
	before, after := -1, -1
	for i := range p.Passages {
		x := &p.Passages[i]
		if x.A[1] <= spanA[0] && (before < 0 || x.A[1] > p.Passages[before].A[1]) {
			before = i
		}
		if x.A[0] >= spanA[1] && (after < 0 || x.A[0] < p.Passages[after].A[0]) {
			after = i
		}
	}
	if before < 0 || after < 0 {
		return gapA, gapB, false
	}
	x, y := &p.Passages[before], &p.Passages[after]
	gapA, gapB = stemma.Span{x.A[1], y.A[0]}, stemma.Span{x.B[1], y.B[0]}
	return gapA, gapB, gapB[0] <= spanB[0] && spanB[1] <= gapB[1] && gapA.Len() <= widestGap && gapB.Len() <= widestGap
}

// passage is the passage that holds both spans, nil for none.
func (k *kinship) passage(a string, spanA stemma.Span, b string, spanB stemma.Span) *stemma.Passage {
	p, exchanged := k.pair(a, b)
	if p == nil {
		return nil
	}
	if exchanged {
		spanA, spanB = spanB, spanA
	}
	for i := range p.Passages {
		if x := &p.Passages[i]; x.A.Overlaps(spanA) && x.B.Overlaps(spanB) {
			return x
		}
	}
	return nil
}

// independent counts the origins of documents; an article merged from two
// texts that are both here adds none.
func (k *kinship) independent(paths []string) int {
	found := map[string]bool{}
	for _, p := range paths {
		for _, r := range k.origins(p) {
			found[r] = true
		}
	}
	return len(found)
}

// independentAmong counts the texts behind statements: those that came from
// one text, excerpts too, count once.
func (k *kinship) independentAmong(sts []*statement) int {
	group := make([]int, len(sts))
	for i := range group {
		group[i] = i
	}
	find := func(i int) int {
		for group[i] != i {
			i = group[i]
		}
		return i
	}
	n := len(sts)
	for i := range sts {
		for j := range i {
			x, y := find(i), find(j)
			if x != y && k.sameText(sts[i].path, sts[i].span, sts[j].path, sts[j].span) {
				group[max(x, y)] = min(x, y)
				n--
			}
		}
	}
	return n
}
