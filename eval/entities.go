package eval

import (
	"strings"
)

// span of a typed entity over tokens [first, last].
type entity struct {
	first, last int
	kind        string
}

// Entities scores named entities as conlleval counts (span and type), after
// the reference scorer ner.py. gold and system hold one BIO tag a token, "" for
// a sentence border. rename maps types before they are compared; types that it
// maps to "" and, where only is not empty, types not in only are left out.
func Entities(t *Tally, gold, system []string, rename map[string]string, only []string) {
	keep := asSet(only)
	prepare := func(tags []string) map[entity]bool {
		out := map[entity]bool{}
		for _, e := range entities(tags) {
			if to, ok := rename[e.kind]; ok {
				e.kind = to
			}
			if e.kind != "" && (len(only) == 0 || keep[e.kind]) {
				out[e] = true
			}
		}
		return out
	}
	g, s := prepare(gold), prepare(system)
	t.f("all", bothEntities(g, s, ""), len(s), len(g))
	kinds := map[string]bool{}
	for e := range g {
		kinds[e.kind] = true
	}
	for e := range s {
		kinds[e.kind] = true
	}
	for _, k := range sorted(kinds) {
		t.f(k, bothEntities(g, s, k), ofKind(s, k), ofKind(g, k))
	}
}

func bothEntities(a, b map[entity]bool, kind string) int {
	n := 0
	for e := range a {
		if b[e] && (kind == "" || e.kind == kind) {
			n++
		}
	}
	return n
}

func ofKind(a map[entity]bool, kind string) int {
	n := 0
	for e := range a {
		if e.kind == kind {
			n++
		}
	}
	return n
}

// entities reads IOB1, BIO2 and BIOES tags.
func entities(tags []string) []entity {
	var out []entity
	var cur *entity
	close := func() {
		if cur != nil {
			out = append(out, *cur)
			cur = nil
		}
	}
	for i, tag := range tags {
		p, kind, _ := strings.Cut(tag, "-")
		if cur != nil && (p == "" || p == "O" || p == "B" || p == "S" || kind != cur.kind) {
			close()
		}
		if p == "O" || p == "" {
			continue
		}
		if cur != nil {
			cur.last = i
		} else {
			cur = &entity{i, i, kind}
		}
		if p == "E" || p == "S" {
			close()
		}
	}
	close()
	return out
}
