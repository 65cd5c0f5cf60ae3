package claim

import "strings"

// inheritSources gives claims without a source the source of the verb that
// theirs is joined to: "called for an inquiry and said", "denied it, adding".
func (v *view) inheritSources(all []found) {
	for k := range all {
		a := &all[k]
		if len(a.source) > 0 || a.head < 0 || v.kids[a.head]&kidPassive != 0 {
			continue
		}
		h := a.head
		for steps := 0; steps < 3 && len(a.source) == 0; steps++ {
			rel := v.t.Tokens[h].Rel
			if rel != "conj" && rel != "advcl" && rel != "xcomp" && rel != "parataxis" || rel == "parataxis" && v.t.Tokens[a.head].XPOS != "VBG" {
				break
			}
			h = v.head(h)
			if h < 0 {
				break
			}
			a.source = v.sourceOfVerb(all, h, a)
		}
	}
}

// sourceOfVerb is the source of the claim whose cue is headed by h, or the
// subject of h.
func (v *view) sourceOfVerb(all []found, h int, a *found) []span {
	for k := range all {
		if all[k].head == h && len(all[k].source) > 0 {
			return all[k].source
		}
	}
	if v.kids[h]&kidPassive != 0 {
		return nil
	}
	s := v.subjectOf(h)
	if s.first == s.end || s.first < a.cue.end && a.cue.first < s.end || overlapsAny(s, a.content) {
		return nil
	}
	return []span{s}
}

// widenSource takes in the clause or apposition that the subject goes on with:
// "The company, which has mined the valley since 2019,".
func (v *view) widenSource(a *found) {
	if len(a.source) != 1 || a.head < 0 {
		return
	}
	s := v.subjectOf(a.head)
	o := &a.source[0]
	if s.first == s.end || s.first > o.first || s.end <= o.end || s.first < o.first-2 || s.end > a.cue.first || s.end-s.first > 30 || overlapsAny(s, a.content) {
		return
	}
	for i := o.end; i < s.end; i++ {
		if v.quote[i] >= 0 {
			return
		}
	}
	o.end = s.end
}

// splitContent ends a content where the verb of another attribution is joined
// to the cue: "said 40 had died and accused the guard".
func (v *view) splitContent(a *found) (next []span) {
	for k := range a.content {
		c := &a.content[k]
		for i := max(c.first, a.cue.end) + 1; i < c.end; i++ {
			if v.t.Tokens[i].Rel != "conj" || v.head(i) != a.head || v.quote[i] >= 0 || v.kids[i]&kidSubject != 0 {
				continue
			}
			if _, ok := lexicon[v.t.Tokens[i].Lemma]; !ok || v.t.Tokens[i].XPOS == "VBN" && v.t.Tokens[a.head].XPOS != "VBN" {
				continue
			}
			end := i
			for end > c.first+1 && (v.t.Tokens[end-1].UPOS == "CCONJ" || v.t.Tokens[end-1].UPOS == "PUNCT" && v.quote[end-1] < 0 || v.t.Tokens[end-1].UPOS == "AUX" || v.t.Tokens[end-1].UPOS == "ADV") {
				end--
			}
			if end > c.first {
				c.end = end
				a.content = a.content[:k+1]
				return []span{{i, i + 1}}
			}
		}
	}
	return nil
}

// documents are what one cites without its being the source in person.
var documents = set("image picture photo photograph video figure data statistic number law rule article section example case concern reason lack need fear threat risk evidence")

// joinCarriers turns "A, citing B, said that …" into a claim of B that came
// through A.
func (v *view) joinCarriers(all []found) []found {
	drop := make([]bool, len(all))
	for k := range all {
		a := &all[k]
		l := v.t.Tokens[a.head].Lemma
		if l != "cite" && l != "quote" || v.t.Tokens[a.head].XPOS != "VBG" || len(a.content) == 0 {
			continue
		}
		y := a.content[0]
		if r := v.rootOf(a.content); y.end-y.first > 10 || r < 0 || documents[v.t.Tokens[r].Lemma] || v.t.Tokens[r].UPOS == "VERB" {
			continue
		}
		for j := range all {
			b := &all[j]
			if j == k || drop[j] || v.sent[b.cue.first] != v.sent[a.cue.first] || len(b.source) == 0 || b.cue.first < a.cue.first && b.head != v.head(a.head) || overlapsAny(y, b.content) {
				continue
			}
			drop[k] = true
			if len(b.via) > 0 { // its source was split at the participle already
				break
			}
			carrier := v.t.Span(b.source[0].first, b.source[0].end)
			b.via = append(b.via, viaOf(v, carrier, b.cue))
			b.source = []span{y}
			break
		}
	}
	return kept(all, drop)
}

func kept(all []found, drop []bool) []found {
	out := all[:0]
	for k := range all {
		if !drop[k] {
			out = append(out, all[k])
		}
	}
	return out
}

// goOn adds quotations without a cue of their own to the claim before them: in
// the same paragraph, or opening the next where that claim ends in one.
func (v *view) goOn(all []found) {
	for q := range v.quotes {
		c := span{int(v.qfirst[q]), int(v.qend[q])}
		if c.end-c.first < 5 || v.title(q) || !v.wholeSentences(c) {
			continue
		}
		best := -1
		free := true
		for k := range all {
			a := &all[k]
			if overlapsAny(c, a.content) || overlapsAny(c, a.source) || a.cue.first < c.end && c.first < a.cue.end {
				free = false
				break
			}
			if last := a.last(); last <= c.first && (best < 0 || last > all[best].last()) {
				best = k
			}
		}
		if free && best >= 0 && v.continuesClaim(&all[best], c) {
			all[best].content = append(all[best].content, c)
		}
	}
}

// wholeSentences reports whether c begins a sentence and ends one.
func (v *view) wholeSentences(c span) bool {
	s, e := v.t.Sentences[v.sent[c.first]], v.t.Sentences[v.sent[c.end-1]]
	return c.first-s.First < 1 && e.End-c.end < 2
}

// continuesClaim reports whether the quotation c may go on with a.
func (v *view) continuesClaim(a *found, c span) bool {
	end := a.last() - 1
	from, to := v.t.Sentences[v.sent[end]], v.t.Sentences[v.sent[c.first]]
	quoted := false
	for _, p := range a.content {
		for i := p.first; i < p.end; i++ {
			quoted = quoted || v.quote[i] >= 0
		}
	}
	if from.Paragraph == to.Paragraph {
		return v.sent[c.first]-v.sent[end] <= 1
	}
	return quoted && to.Paragraph-from.Paragraph == 1 && v.sent[c.first]-v.sent[end] == 1 && c.first == to.First
}

// last is the token after the last one of the claim.
func (a *found) last() int {
	last := a.cue.end
	for _, list := range [][]span{a.source, a.content} {
		for _, s := range list {
			last = max(last, s.end)
		}
	}
	return last
}

// widenNeither takes all of "neither confirm nor deny" and "never confirmed or
// denied" into the cue.
func (v *view) widenNeither(a *found) {
	lo := max(0, a.head-6)
	nor := -1
	for i := a.head; i >= lo; i-- {
		switch w := strings.ToLower(v.t.Word(i)); w {
		case "nor", "or":
			nor = i
		case "neither", "never", "not", "n't", "n’t":
			if w != "neither" && (nor < 1 || v.t.Tokens[a.head].Lemma != "deny" || !verifying[v.t.Tokens[nor-1].Lemma]) {
				continue
			}
			if nor > 0 && i < a.cue.first && a.head-nor <= 2 && !overlapsAny(span{i, a.cue.first}, a.source) {
				a.cue.first = i
				a.content = cutAll(a.content, a.cue)
			}
			return
		}
	}
	// the cue is the first of the two verbs
	for i := a.head + 1; i < min(a.head+5, len(v.t.Tokens)-1); i++ {
		if strings.ToLower(v.t.Word(i)) == "nor" && v.t.Tokens[i+1].UPOS == "VERB" && a.cue.first > 0 && strings.EqualFold(v.t.Word(max(0, a.cue.first-1)), "neither") {
			a.cue.first, a.cue.end = a.cue.first-1, i+2
			a.content = cutAll(a.content, a.cue)
			return
		}
	}
}

// cutAll takes the tokens of cut out of spans.
func cutAll(spans []span, cut span) []span {
	var out []span
	for _, s := range spans {
		if s.first < min(s.end, cut.first) {
			out = append(out, span{s.first, min(s.end, cut.first)})
		}
		if max(s.first, cut.end) < s.end {
			out = append(out, span{max(s.first, cut.end), s.end})
		}
	}
	return out
}

// mendSources gives a source that swallowed another attribution only what is
// its own: of "The mayor called for help and | said" the mayor, of "The
// observatory, citing relatives, | said" the relatives, by way of the
// observatory.
func (v *view) mendSources(all []found) {
	for k := range all {
		a := &all[k]
		if len(a.source) != 1 || a.own {
			continue
		}
		if v.splitCiting(a) {
			continue
		}
		for j := range all {
			b := &all[j]
			if j != k && len(b.source) == 1 && inside(b.cue.first, b.cue.end, a.source) && b.source[0].first == a.source[0].first && b.source[0].end <= b.cue.first {
				a.source = b.source
			}
		}
	}
}

// splitCiting splits a source at ", citing", ", quoting" or ", referring to".
func (v *view) splitCiting(a *found) bool {
	s := a.source[0]
	for i := s.first + 2; i < s.end-1; i++ {
		from := v.citing(i, s.end)
		if from == 0 || v.t.Word(i-1) != "," {
			continue
		}
		carrier, cited := span{s.first, i - 1}, v.trimSigns(span{from, s.end})
		if r := v.rootOf([]span{cited}); r < 0 || documents[v.t.Tokens[r].Lemma] {
			a.source[0] = carrier
			return true
		}
		a.via = append(a.via, viaOf(v, v.t.Span(carrier.first, carrier.end), a.cue))
		a.source = []span{cited}
		return true
	}
	return false
}

// citing returns where what is cited begins, 0 where token i does not cite.
func (v *view) citing(i, end int) int {
	switch strings.ToLower(v.t.Word(i)) {
	case "citing", "quoting":
		return i + 1
	case "referring":
		if i+2 < end && strings.ToLower(v.t.Word(i+1)) == "to" {
			return i + 2
		}
	}
	return 0
}
