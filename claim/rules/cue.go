package rules

import (
	"strings"

	"github.com/stemmanews/stemma"
)

// accordingTo reads "according to X" and "in the words of X" at token k.
func (r *reader) accordingTo(k, s int) (found, bool) {
	t, se := r.t, r.t.Sentences[s]
	if !strings.EqualFold(t.Word(k), "according") || k+2 >= se.End || !strings.EqualFold(t.Word(k+1), "to") {
		return found{}, false
	}
	src := r.phraseAfter(k+2, se.End)
	if src.first == src.end {
		return found{}, false
	}
	c := found{cue: []int{k, k + 1}, source: []run{src}, sentence: s, anchor: k,
		entry: entry{lemma: "according to", stance: stemma.StanceAsserts, certainty: stemma.CertaintyCertain}}
	rest := r.without(r.clauseOf(k, s), run{k, src.end})
	if len(rest) == 0 {
		return found{}, false
	}
	c.content = rest
	return c, true
}

// phraseAfter reads the noun phrase that begins at token k.
func (r *reader) phraseAfter(k, end int) run {
	head := -1
	for i := k; i < min(end, k+14); i++ {
		if h := r.t.Tokens[i].Head; h < k && nominal(r.t.Tokens[i].UPOS) {
			head = i
			break
		}
	}
	if head < 0 {
		for i := k; i < min(end, k+8); i++ {
			if nominal(r.t.Tokens[i].UPOS) {
				head = i
			}
		}
		if head < 0 {
			return run{k, k}
		}
		return run{k, head + 1}
	}
	sub := r.subtree(head)
	return r.trim(run{k, max(head+1, min(sub.end, end))})
}

func nominal(upos string) bool { return upos == "NOUN" || upos == "PROPN" || upos == "PRON" }

// verb reads the claim that token k governs, if it is a cue.
func (r *reader) verb(k, s int) (found, bool) {
	t := r.t
	w := &t.Tokens[k]
	if w.UPOS != "VERB" && w.UPOS != "AUX" && !(w.UPOS == "ADJ" && r.child(k, "ccomp") >= 0) {
		return found{}, false
	}
	e, ok := r.lexicon[strings.ToLower(w.Lemma)]
	clause := r.clauseContent(k, s)
	if !ok {
		if len(clause) == 0 || !r.speaks(k) {
			return found{}, false
		}
		e = entry{strings.ToLower(w.Lemma), stemma.StanceAsserts, stemma.CertaintyCertain, "c"}
	}
	c := found{cue: []int{k}, entry: e, sentence: s, anchor: k}
	switch {
	case e.takes('c') && len(clause) > 0:
		c.content = clause
	case (e.takes('i') || e.takes('o')) && r.child(k, "xcomp") >= 0:
		c.content = []run{r.infinitive(k)}
	case e.takes('o') && r.object(k, "obl") >= 0:
		c.content = []run{r.trim(r.subtree(r.object(k, "obl")))}
	case e.takes('p') && r.object(k, "obl") >= 0:
		c.content = []run{r.trim(r.subtree(r.object(k, "obl")))}
	case e.takes('n') && r.object(k, "obj") >= 0:
		c.content = []run{r.trim(r.span(r.object(k, "obj"), k))}
	default:
		return found{}, false
	}
	c.source = r.sourceOf(k, s, c.content)
	c.negated = r.negated(k)
	if c.negated {
		c.cue = append(c.cue, r.negation(k))
	}
	r.phrasal(&c, k)
	if len(c.source) == 0 && !r.passive(k) {
		return found{}, false
	}
	r.citing(&c, k)
	return c, true
}

// speaks reports whether an unknown verb governs like a verb of saying: with a
// quotation, or a clause with "that", and a subject.
func (r *reader) speaks(k int) bool {
	if r.subject(k) < 0 {
		return false
	}
	for _, c := range r.children[k] {
		if rel := base(r.t.Tokens[c].Rel); rel == "ccomp" || rel == "parataxis" {
			if r.inQuote[c] >= 0 && !r.quotes[r.inQuote[c]].short {
				return true
			}
		}
	}
	return base(r.t.Tokens[k].Rel) == "parataxis" && r.t.Tokens[k].Head >= 0 && r.inQuote[r.t.Tokens[k].Head] >= 0
}

// clauseContent finds a clause or a quotation that the cue governs, or in
// which it stands as a parenthesis.
func (r *reader) clauseContent(k, s int) []run {
	t := r.t
	se := t.Sentences[s]
	if c := r.child(k, "ccomp"); c >= 0 {
		return r.withQuote(r.cutBy(r.trim(r.subtree(c)), k), k, se.First, se.End)
	}
	if h := t.Tokens[k].Head; h >= 0 && base(t.Tokens[k].Rel) == "parataxis" && h < k {
		own := r.subtree(k)
		rest := r.without(run{se.First, se.End}, own)
		return rest
	}
	for _, c := range r.children[k] { // said is the root, the quotation hangs on it
		if base(t.Tokens[c].Rel) == "parataxis" && (r.inQuote[c] >= 0 || c < k) {
			return r.cutBy(r.trim(r.subtree(c)), k)
		}
	}
	return r.quoteBeside(k, se.First, se.End)
}

// quoteBeside finds a quotation next to the cue's clause.
func (r *reader) quoteBeside(k, first, end int) []run {
	var out []run
	for _, q := range r.quotes {
		if q.short || q.end <= first || q.first >= end {
			continue
		}
		if q.first <= k && k < q.end {
			return nil
		}
		out = append(out, run{q.first, q.end})
	}
	return out
}

// withQuote widens content to the quotations that it touches.
func (r *reader) withQuote(content []run, k, first, end int) []run {
	for i := range content {
		for _, q := range r.quotes {
			if q.first < content[i].end && content[i].first < q.end && !(q.first <= k && k < q.end) {
				content[i].first, content[i].end = min(content[i].first, q.first), max(content[i].end, q.end)
			}
		}
	}
	return content
}

func (r *reader) infinitive(k int) run {
	x := r.subtree(r.child(k, "xcomp"))
	if o := r.child(k, "obj"); o >= 0 && r.lexicon[strings.ToLower(r.t.Tokens[k].Lemma)].takes('o') {
		x.first = min(x.first, r.subtree(o).first)
	}
	return r.trim(x)
}

// clauseOf is the clause that "according to" at token k qualifies: the
// sentence, or the clause of the nearest clause head that has a subject.
func (r *reader) clauseOf(k, s int) run {
	return run{r.t.Sentences[s].First, r.t.Sentences[s].End}
}

// citing finds "A, citing B, said": the source is B, by way of A.
func (r *reader) citing(c *found, k int) {
	for _, a := range r.children[k] {
		l := strings.ToLower(r.t.Tokens[a].Lemma)
		if (l == "cite" || l == "quote") && strings.HasSuffix(strings.ToLower(r.t.Word(a)), "ing") {
			if o := r.object(a, "obj"); o >= 0 && len(c.source) > 0 {
				c.via = c.source
				c.source = []run{r.trim(r.subtree(o))}
				c.cue = append([]int{a}, c.cue...)
			}
		}
	}
}

// phrasal joins "decline to say", "could not verify", "neither confirmed nor
// denied", "refused to comment" into one cue.
func (r *reader) phrasal(c *found, k int) {
	t := r.t
	l := strings.ToLower(t.Tokens[k].Lemma)
	switch {
	case l == "decline" || l == "refuse":
		x := r.child(k, "xcomp")
		if x < 0 {
			return
		}
		if _, ok := r.lexicon[strings.ToLower(t.Tokens[x].Lemma)]; ok || t.Tokens[x].Lemma == "discuss" {
			c.cue = append(c.cue, x)
			c.entry.stance = stemma.StanceDeclines
			if inner := r.clauseContent(x, c.sentence); len(inner) > 0 {
				c.content = inner
			} else if o := r.object(x, "obj"); o >= 0 {
				c.content = []run{r.trim(r.subtree(o))}
			} else if o := r.object(x, "obl"); o >= 0 {
				c.content = []run{r.trim(r.subtree(o))}
			}
		}
	case l == "confirm" || l == "deny":
		for _, x := range r.children[k] {
			if w := strings.ToLower(t.Word(x)); w == "neither" || w == "nor" {
				c.entry.stance = stemma.StanceDeclines
			}
		}
		if o := r.child(k, "conj"); o >= 0 && c.negated {
			if m := strings.ToLower(t.Tokens[o].Lemma); m == "confirm" || m == "deny" {
				c.cue, c.entry.stance = append(c.cue, o), stemma.StanceDeclines
			}
		}
	}
}
