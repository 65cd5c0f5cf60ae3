package report

import "github.com/stemmanews/stemma"

// node is a text in a drawn family tree. A text with two parents hangs below
// the first; the others are told in also.
type node struct {
	path     string // or "lost:1"
	relation string // to the parent, "" at a root
	pair     *stemma.Pair
	also     []stemma.Edge
	kids     []*node
}

// trees turns a family into drawn trees, one for each text that nobody in it
// was taken from, in the order of the members.
func (x *index) trees(f *stemma.Family) []*node {
	names := familyNodes(f)
	nodes := make(map[string]*node, len(names))
	for _, n := range names {
		nodes[n] = &node{path: n}
	}
	hung := map[string]bool{}
	for _, e := range f.Edges {
		child, parent := nodes[e.To], nodes[e.From]
		switch {
		case e.From == "" || parent == child:
		case hung[e.To] || below(child, parent):
			child.also = append(child.also, e)
		default:
			hung[e.To] = true
			child.pair = x.pair[[2]string{e.From, e.To}]
			child.relation = x.relation(e)
			parent.kids = append(parent.kids, child)
		}
	}
	var roots []*node
	for _, n := range names {
		if !hung[n] {
			roots = append(roots, nodes[n])
		}
	}
	return roots
}

// familyNodes are the members in order, after the lost parents that edges name.
func familyNodes(f *stemma.Family) []string {
	seen := map[string]bool{}
	var lost, names []string
	for _, m := range f.Members {
		if !seen[m] {
			names = append(names, m)
		}
		seen[m] = true
	}
	for _, e := range f.Edges {
		for _, n := range []string{e.From, e.To} {
			if n != "" && !seen[n] {
				lost = append(lost, n)
				seen[n] = true
			}
		}
	}
	return append(lost, names...)
}

// below reports whether target hangs somewhere below n, or is n.
func below(n, target *node) bool {
	if n == target {
		return true
	}
	for _, k := range n.kids {
		if below(k, target) {
			return true
		}
	}
	return false
}

// relation is how an edge's child relates to its parent.
func (x *index) relation(e stemma.Edge) string {
	if e.Relation != "" {
		return e.Relation
	}
	if p := x.pair[[2]string{e.From, e.To}]; p != nil {
		return p.Relation
	}
	return ""
}

// shares are the parts of parent and child that lie in common passages.
func shares(p *stemma.Pair, parent string) (ofParent, ofChild float64) {
	if p.A == parent {
		return p.ShareA, p.ShareB
	}
	return p.ShareB, p.ShareA
}

// alone are the documents that stand in no family with another.
func (x *index) alone() []string {
	joined := map[string]bool{}
	for i := range x.r.Copies.Families {
		f := &x.r.Copies.Families[i]
		if len(familyNodes(f)) < 2 {
			continue
		}
		for _, m := range f.Members {
			joined[m] = true
		}
	}
	var out []string
	for i := range x.r.Documents {
		if p := x.r.Documents[i].Path; !joined[p] {
			out = append(out, p)
		}
	}
	return out
}

// excerpt is a pair in which one text took passages from another, told from
// the giver to the taker where that is known.
type excerpt struct {
	from, to string
	known    bool
	pair     *stemma.Pair
}

func (x *index) excerpts() []excerpt {
	var out []excerpt
	for i := range x.r.Copies.Pairs {
		p := &x.r.Copies.Pairs[i]
		if p.Relation != stemma.RelationExcerpt {
			continue
		}
		e := excerpt{from: p.A, to: p.B, known: p.Direction != stemma.DirectionUnknown && p.Direction != "", pair: p}
		if p.Direction == stemma.DirectionBA {
			e.from, e.to = p.B, p.A
		}
		out = append(out, e)
	}
	return out
}
