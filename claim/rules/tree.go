package rules

import (
	"sort"
	"strings"
)

// base is a relation without its subtype.
func base(rel string) string {
	b, _, _ := strings.Cut(rel, ":")
	return b
}

// child returns the first child of k with a relation, -1 where there is none.
func (r *reader) child(k int, rel string) int {
	for _, c := range r.children[k] {
		if base(r.t.Tokens[c].Rel) == rel {
			return c
		}
	}
	return -1
}

// object returns the child of k with a relation that stands after it.
func (r *reader) object(k int, rel string) int {
	for _, c := range r.children[k] {
		if c > k && base(r.t.Tokens[c].Rel) == rel {
			return c
		}
	}
	if r.passive(k) && rel == "obj" {
		return r.subject(k)
	}
	return -1
}

func (r *reader) subject(k int) int { return r.child(k, "nsubj") }

func (r *reader) passive(k int) bool {
	for _, c := range r.children[k] {
		if rel := r.t.Tokens[c].Rel; rel == "aux:pass" || rel == "nsubj:pass" {
			return true
		}
	}
	return false
}

// subtree is the range from the first to the last token below k.
func (r *reader) subtree(k int) run {
	out := run{k, k + 1}
	stack := []int{k}
	for steps := 0; len(stack) > 0 && steps <= len(r.t.Tokens); steps++ {
		x := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		out.first, out.end = min(out.first, x), max(out.end, x+1)
		stack = append(stack, r.children[x]...)
	}
	return out
}

// span is the subtree of c without what lies on the other side of cue k.
func (r *reader) span(c, k int) run {
	x := r.subtree(c)
	if c > k {
		x.first = max(x.first, k+1)
	} else {
		x.end = min(x.end, k)
	}
	return x
}

// trim cuts commas, stops and dashes off both ends; quotation marks stay.
func (r *reader) trim(x run) run {
	for x.first < x.end && r.edge(x.first) {
		x.first++
	}
	for x.end > x.first && r.edge(x.end-1) {
		x.end--
	}
	return x
}

func (r *reader) edge(k int) bool {
	switch r.t.Word(k) {
	case ",", ".", ";", ":", "-", "–", "—", "--", "and", "but":
		return true
	}
	return false
}

// without cuts a range out of another.
func (r *reader) without(x, cut run) []run {
	var out []run
	for _, y := range []run{{x.first, min(x.end, cut.first)}, {max(x.first, cut.end), x.end}} {
		if y.first < y.end {
			if y = r.trim(y); y.first < y.end {
				out = append(out, y)
			}
		}
	}
	return out
}

// cutBy takes the cue and its subject out of a content that runs over them.
func (r *reader) cutBy(x run, k int) []run {
	if k < x.first || k >= x.end {
		return []run{x}
	}
	own := run{k, k + 1}
	if s := r.subject(k); s >= 0 {
		sub := r.subtree(s)
		own.first, own.end = min(own.first, sub.first), max(own.end, sub.end)
	}
	return r.without(x, own)
}

// negation returns the token that negates k, -1 for none.
func (r *reader) negation(k int) int {
	for _, c := range r.children[k] {
		switch strings.ToLower(strings.ReplaceAll(r.t.Word(c), "’", "'")) {
		case "not", "n't", "never", "neither", "nor", "cannot":
			return c
		}
	}
	return -1
}

func (r *reader) negated(k int) bool { return r.negation(k) >= 0 }

func sortRuns(x []run) { sort.Slice(x, func(i, j int) bool { return x[i].first < x[j].first }) }
