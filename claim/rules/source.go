package rules

import "strings"

// sourceOf finds who holds what cue k signals.
func (r *reader) sourceOf(k, s int, content []run) []run {
	for x, steps := k, 0; x >= 0 && steps < 6; x, steps = r.t.Tokens[x].Head, steps+1 {
		if sub := r.subject(x); sub >= 0 && !inRuns(sub, content) && !(x == k && r.passive(k)) {
			return []run{r.holder(sub, x)}
		}
		if x == k {
			if by := r.agent(k); by >= 0 {
				return []run{r.trim(r.subtree(by))}
			}
		}
		switch base(r.t.Tokens[x].Rel) {
		case "conj", "advcl", "xcomp", "acl", "parataxis", "ccomp":
		default:
			return nil
		}
		if base(r.t.Tokens[x].Rel) == "acl" { // the man who said; a report saying
			h := r.t.Tokens[x].Head
			return []run{r.trim(run{r.subtree(h).first, min(r.subtree(x).first, h+1)})}
		}
	}
	return nil
}

// holder is the subject's phrase, on its side of the verb.
func (r *reader) holder(sub, verb int) run {
	x := r.trim(r.span(sub, verb))
	if sub < verb { // a comma that closes an apposition belongs to it
		if x.end < verb && r.t.Word(x.end) == "," && r.commas(x) {
			x.end++
		}
	}
	return x
}

func (r *reader) commas(x run) bool {
	for k := x.first; k < x.end; k++ {
		if r.t.Word(k) == "," {
			return true
		}
	}
	return false
}

// agent finds "by X" of a passive.
func (r *reader) agent(k int) int {
	if !r.passive(k) {
		return -1
	}
	for _, c := range r.children[k] {
		if base(r.t.Tokens[c].Rel) != "obl" {
			continue
		}
		if m := r.child(c, "case"); m >= 0 && strings.EqualFold(r.t.Word(m), "by") {
			return c
		}
	}
	return -1
}

func inRuns(k int, x []run) bool {
	for _, y := range x {
		if y.first <= k && k < y.end {
			return true
		}
	}
	return false
}
