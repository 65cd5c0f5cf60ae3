package parse

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
)

func lines(items []string) []byte { return []byte(strings.Join(items, "\n") + "\n") }

func (t *tagset) lines() []byte {
	var b strings.Builder
	for i := range t.upos {
		fmt.Fprintf(&b, "%s/%s\n", t.upos[i], t.xpos[i])
	}
	return []byte(b.String())
}

// byCount returns the keys of counts, the most frequent first.
func byCount(counts map[string]int) []string {
	keys := slices.Sorted(maps.Keys(counts))
	slices.SortStableFunc(keys, func(a, b string) int { return cmp.Compare(counts[b], counts[a]) })
	return keys
}

// collectTags returns the joint tags that occur at least twice.
func collectTags(trees []Sentence) *tagset {
	counts := map[string]int{}
	for _, s := range trees {
		for _, w := range s {
			counts[w.UPOS+"/"+w.XPOS]++
		}
	}
	var kept []string
	for _, k := range byCount(counts) {
		if counts[k] >= 2 && len(kept) < 250 {
			kept = append(kept, k)
		}
	}
	return readTags(lines(kept))
}

// collectLabels returns the relations, that of the root first.
func collectLabels(trees []Sentence) []string {
	seen := map[string]bool{}
	for _, s := range trees {
		for _, w := range s {
			seen[w.Rel] = true
		}
	}
	delete(seen, "root")
	return append([]string{"root"}, slices.Sorted(maps.Keys(seen))...)
}

func countForms(trees []Sentence) map[string]int {
	counts := map[string]int{}
	for _, s := range trees {
		for _, w := range s {
			counts[normal(w.Form)]++
		}
	}
	return counts
}

// collectLexicon returns lines of each form that occurs at least twice and of
// its joint tags, those below a twentieth of its occurrences aside.
func collectLexicon(trees []Sentence) []byte {
	tags := map[string]map[string]int{}
	for _, s := range trees {
		for _, w := range s {
			f := normal(w.Form)
			if tags[f] == nil {
				tags[f] = map[string]int{}
			}
			tags[f][w.UPOS+"/"+w.XPOS]++
		}
	}
	var b strings.Builder
	for _, f := range slices.Sorted(maps.Keys(tags)) {
		n := 0
		for _, c := range tags[f] {
			n += c
		}
		if n < 2 || strings.ContainsAny(f, "\t\n") {
			continue
		}
		fmt.Fprintf(&b, "%s\t", f)
		for i, k := range byCount(tags[f]) {
			if i == 0 || 20*tags[f][k] >= n {
				fmt.Fprintf(&b, "%s ", k)
			}
		}
		b.WriteByte('\n')
	}
	return []byte(b.String())
}

// collectLemmas learns the rules of the lemmatiser: for each tag and ending the
// most frequent rule, kept where the next shorter ending would say otherwise;
// whole words where the endings are wrong.
func collectLemmas(trees []Sentence) []byte {
	endings := map[string]map[string]int{}
	forms := map[string]map[string]int{}
	count := func(m map[string]map[string]int, key, val string) {
		if m[key] == nil {
			m[key] = map[string]int{}
		}
		m[key][val]++
	}
	for _, s := range trees {
		for _, w := range s {
			if strings.Contains(w.Feats, "Typo=Yes") || w.Lemma == "" || w.Lemma == "_" && w.Form != "_" {
				continue
			}
			base := w.Form
			if !keepsCase(w.XPOS) {
				base = strings.ToLower(base)
			}
			r := ruleFor(base, w.Lemma)
			val := fmt.Sprintf("%d\t%s", r.cut, r.add)
			count(forms, w.XPOS+" ^"+base, val)
			for n := max(0, len(base)-longestEnding); n <= len(base); n++ {
				count(endings, w.XPOS+" "+base[n:], val)
			}
		}
	}
	return pruneLemmas(endings, forms)
}

func pruneLemmas(endings, forms map[string]map[string]int) []byte {
	keys := slices.Sorted(maps.Keys(endings))
	slices.SortStableFunc(keys, func(a, b string) int { return len(a) - len(b) })
	kept := map[string]string{}
	for _, k := range keys {
		best := byCount(endings[k])[0]
		if endings[k][best] >= 2 && best != shorter(kept, k) || !strings.Contains(k[strings.IndexByte(k, ' ')+1:], "") {
			kept[k] = best
		}
	}
	for _, k := range slices.Sorted(maps.Keys(forms)) {
		best := byCount(forms[k])[0]
		if forms[k][best] >= 2 && best != shorter(kept, strings.Replace(k, "^", "", 1)+"") && best != kept[strings.Replace(k, "^", "", 1)] {
			kept[k] = best
		}
	}
	var b strings.Builder
	for _, k := range slices.Sorted(maps.Keys(kept)) {
		fmt.Fprintf(&b, "%s\t%s\n", k, kept[k])
	}
	return []byte(b.String())
}

// shorter is the rule that the longest kept ending shorter than that of key
// gives, "0\t" where there is none.
func shorter(kept map[string]string, key string) string {
	i := strings.IndexByte(key, ' ') + 1
	for n := i + 1; n <= len(key); n++ {
		if r, ok := kept[key[:i]+key[n:]]; ok {
			return r
		}
	}
	return "0\t"
}

// leftOut are features that say how a word is written rather than what it is,
// or that the tree decides.
func leftOut(f string) bool {
	name, _, _ := strings.Cut(f, "=")
	switch name {
	case "Typo", "ExtPos", "Abbr", "Style", "Foreign", "Voice":
		return true
	}
	return false
}

// collectMorphology returns the most frequent features of each joint tag, and
// of each form that has others.
func collectMorphology(trees []Sentence, t *learner) []byte {
	byTag, byForm := map[string]map[string]int{}, map[string]map[string]int{}
	count := func(m map[string]map[string]int, key, val string) {
		if m[key] == nil {
			m[key] = map[string]int{}
		}
		m[key][val]++
	}
	for _, s := range trees {
		for _, w := range s {
			key := w.UPOS + "/" + w.XPOS
			if _, ok := t.number[key]; !ok || strings.Contains(w.Feats, "Typo=Yes") {
				continue
			}
			f := strings.Join(slices.DeleteFunc(strings.Split(w.Feats, "|"), leftOut), "|")
			count(byTag, key, f)
			count(byForm, key+"\t"+normal(w.Form), f)
		}
	}
	var b strings.Builder
	for _, k := range slices.Sorted(maps.Keys(byTag)) {
		fmt.Fprintf(&b, "%s\t\t%s\n", k, byCount(byTag[k])[0])
	}
	for _, k := range slices.Sorted(maps.Keys(byForm)) {
		tag, _, _ := strings.Cut(k, "\t")
		best := byCount(byForm[k])[0]
		if byForm[k][best] >= 2 && best != byCount(byTag[tag])[0] {
			fmt.Fprintf(&b, "%s\t%s\n", k, best)
		}
	}
	return []byte(b.String())
}

// distort returns copies of some sentences in other letter cases, as headlines
// and web text have them: small, all capitals, each word capitalised.
func distort(trees []Sentence, random *rand.Rand) []Sentence {
	var out []Sentence
	for _, s := range trees {
		switch random.IntN(24) {
		case 0:
			out = append(out, mapForms(s, strings.ToLower))
		case 1:
			out = append(out, mapForms(s, strings.ToUpper))
		case 2:
			out = append(out, mapForms(withoutStop(s), capitalise))
		}
	}
	return out
}

func mapForms(s Sentence, f func(string) string) Sentence {
	c := slices.Clone(s)
	for i := range c {
		c[i].Form = f(c[i].Form)
	}
	return c
}

func capitalise(w string) string {
	if len(w) == 0 || w[0] >= 0x80 {
		return w
	}
	return strings.ToUpper(w[:1]) + w[1:]
}

// withoutStop leaves off a final full stop that has no children.
func withoutStop(s Sentence) Sentence {
	n := len(s) - 1
	if n < 1 || s[n].Form != "." || s[n].Head < 0 {
		return s
	}
	for _, w := range s {
		if w.Head == n {
			return s
		}
	}
	return s[:n]
}
