package eval

import (
	"github.com/stemmanews/stemma"
)

// scored is a claim with its roles as token sets.
type scored struct {
	*stemma.Claim
	borderline             bool
	source, cue, content   set
	sourceWords, contWords set
}

// allClaims scores claims and figures of every document that has gold ones.
func (s *storyScorer) allClaims() {
	partial := false
	paths := map[string]bool{}
	for p, l := range s.gold.Claims {
		paths[p] = true
		for i := range l {
			partial = partial || l[i].Carries != nil
		}
	}
	for _, p := range sorted(paths) {
		s.claimsOf(p, partial)
	}
}

func (s *storyScorer) claimsOf(path string, partial bool) {
	w := newWords(s.gold.Texts[path])
	var gold, sys []scored
	var goldFigures, sysFigures []stemma.Figure
	for i := range s.gold.Claims[path] {
		c := &s.gold.Claims[path][i]
		goldFigures = append(goldFigures, c.Figures...)
		if bare := len(c.Cue.Spans) == 0 && len(c.Source.Spans) == 0; bare && (c.Source.Kind == stemma.KindMedia || c.OwnVoice) {
			continue
		}
		gold = append(gold, w.roles(&c.Claim, c.Borderline))
	}
	for i := range s.claims[path] {
		c := &s.claims[path][i]
		sysFigures = append(sysFigures, c.Figures...)
		if !c.OwnVoice() {
			sys = append(sys, w.roles(c, false))
		}
	}
	m := s.matchClaims(gold, sys, partial)
	for _, x := range m {
		s.labels(sys[x.s].Claim, gold[x.g].Claim)
	}
	for _, k := range []string{"stance", "certainty", "form", "source kind", "source name", "said"} {
		s.shareOf(k, 0, 0)
	}
	s.figures(sysFigures, goldFigures)
}

func (w *words) roles(c *stemma.Claim, borderline bool) scored {
	r := scored{Claim: c, borderline: borderline, source: w.in(c.Source.Spans), cue: w.in(c.Cue.Spans), content: w.in(c.Content.Spans)}
	r.sourceWords, r.contWords = w.only(r.source), w.only(r.content)
	return r
}

// matchClaims pairs claims one to one: Dice of at least half on the words of
// content and source. Borderline gold is neither missed nor wrong.
func (s *storyScorer) matchClaims(gold, sys []scored, partial bool) []pair {
	content := func(i, j int) float64 {
		a, b := &sys[i], &gold[j]
		if len(a.contWords) == 0 && len(b.contWords) == 0 { // "has not replied": the cues must overlap
			return min(1, float64(overlapCount(a.cue, b.cue)))
		}
		if d := dice(a.contWords, b.contWords); d >= 0.5 {
			return d
		}
		return 0
	}
	both := func(i, j int) float64 {
		if dice(sys[i].sourceWords, gold[j].sourceWords) < 0.5 {
			return 0
		}
		return content(i, j)
	}
	m := greedy(len(sys), len(gold), both)
	s.claimRow("claims", m, gold, sys, partial)
	s.claimRow("claims content", greedy(len(sys), len(gold), content), gold, sys, partial)
	return m
}

func (s *storyScorer) claimRow(metric string, m []pair, gold, sys []scored, partial bool) {
	found := map[int]bool{}
	soft, free, firm := 0, 0, 0
	for _, p := range m {
		found[p.s] = true
		if gold[p.g].borderline {
			soft++
		}
	}
	for i := range gold {
		if !gold[i].borderline {
			firm++
		}
	}
	for i := range sys {
		if partial && !found[i] && len(sys[i].Figures) == 0 && sys[i].Stance == stemma.StanceAsserts {
			free++
		}
	}
	s.f(metric, len(m)-soft, len(sys)-soft-free, firm)
}

func (s *storyScorer) labels(c, g *stemma.Claim) {
	if g.Stance != "" {
		s.a("stance", c.Stance == g.Stance)
	}
	if g.Certainty != "" {
		s.a("certainty", c.Certainty == g.Certainty)
	}
	if g.Form != "" {
		s.a("form", c.Form == g.Form)
	}
	if g.Source.Kind != "" {
		s.a("source kind", c.Source.Kind == g.Source.Kind)
	}
	if g.Source.Name != "" {
		s.a("source name", sameName(c.Source.Name, g.Source.Name))
	}
	if g.Said.Date != "" {
		s.a("said", c.Said.Date == g.Said.Date)
	}
}

func (s *storyScorer) figures(sys, gold []stemma.Figure) {
	value := func(i, j int) bool { return sameValue(&sys[i].Value, &gold[j].Value) }
	typed := func(i, j int) bool { return sys[i].Measure == gold[j].Measure && value(i, j) }
	at := func(i, j int) bool { return typed(i, j) && sys[i].Span.Overlaps(gold[j].Span) }
	s.f("figures", len(matching(len(sys), len(gold), typed)), len(sys), len(gold))
	s.f("figures value", len(matching(len(sys), len(gold), value)), len(sys), len(gold))
	s.f("figures at", len(matching(len(sys), len(gold), at)), len(sys), len(gold))
}

// sameValue compares bounds; nil is no value at all.
func sameValue(a, b *stemma.Value) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	return sameNumber(a.Low, b.Low) && sameNumber(a.High, b.High)
}

func sameNumber(a, b *float64) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	return *a == *b
}

// entry is a ledger entry as it is compared.
type entry struct {
	claimant, relation, stance string
	measure                    *string // nil where the gold has null
	value                      *stemma.Value
	docs                       map[string]bool
}

// ledger scores the entries of all questions, and the event.
func (s *storyScorer) ledger() {
	if s.gold.Questions != nil {
		s.entries(s.goldEntries(), s.systemEntries())
	}
	if s.gold.Event != nil {
		s.event(s.gold.Event, s.mainEvent())
	}
}

func (s *storyScorer) goldEntries() []entry {
	var out []entry
	for _, q := range *s.gold.Questions {
		for _, e := range q.Entries {
			x := entry{e.Claimant, e.Relation, e.Stance, e.Measure, e.Value, asSet(e.Docs)}
			if x.measure == nil || *x.measure == "" {
				x.measure = q.Measure
			}
			if len(e.Docs) == 0 {
				for _, c := range e.Claims {
					x.docs[c.Path] = true
				}
			}
			out = append(out, x)
		}
	}
	return out
}

func (s *storyScorer) systemEntries() []entry {
	var out []entry
	for _, st := range s.report.Ledger.Stories {
		for i := range st.Questions {
			q := &st.Questions[i]
			for j := range q.Entries {
				e := &q.Entries[j]
				x := entry{e.Claimant, e.Relation, e.Stance, &q.Measure, e.Value, map[string]bool{}}
				for _, c := range e.Claims {
					x.docs[s.path(c.Path)] = true
				}
				out = append(out, x)
			}
		}
	}
	return out
}

func (s *storyScorer) entries(gold, sys []entry) {
	lenient := func(i, j int) bool {
		a, b := &sys[i], &gold[j]
		return b.measure != nil && *a.measure == *b.measure && sameValue(a.value, b.value) && sameName(a.claimant, b.claimant)
	}
	near := func(i, j int) float64 {
		a, b := &sys[i], &gold[j]
		n := shared(a.docs, b.docs)
		if !lenient(i, j) || len(b.docs) > 0 && 2*n < max(len(a.docs), len(b.docs)) {
			return 0
		}
		v := 1 + float64(n)/float64(max(1, len(a.docs)+len(b.docs)-n))
		if a.relation == b.relation {
			v += 0.1
		}
		if a.stance == b.stance {
			v += 0.1
		}
		return v
	}
	m := greedy(len(sys), len(gold), near)
	s.f("entries", len(m), len(sys), len(gold))
	s.f("entries lenient", len(matching(len(sys), len(gold), lenient)), len(sys), len(gold))
	s.shareOf("entry relation", 0, 0)
	s.shareOf("entry stance", 0, 0)
	for _, p := range m {
		if r := gold[p.g].relation; r != "" {
			s.a("entry relation", sys[p.s].relation == r)
		}
		if r := gold[p.g].stance; r != "" {
			s.a("entry stance", sys[p.s].stance == r)
		}
	}
}

// mainEvent is the event of the story with the most gold documents.
func (s *storyScorer) mainEvent() *stemma.Event {
	best, most := &stemma.Event{}, -1
	for i := range s.report.Ledger.Stories {
		st := &s.report.Ledger.Stories[i]
		n := map[string]bool{}
		for _, p := range st.Documents {
			if p = s.path(p); p != "" {
				n[p] = true
			}
		}
		if len(n) > most {
			most, best = len(n), st.Event
		}
	}
	if best == nil {
		best = &stemma.Event{}
	}
	return best
}

func (s *storyScorer) event(g, e *stemma.Event) {
	if g.Date != "" {
		s.a("event date", e.Date == g.Date)
	}
	if g.Place != "" {
		s.a("event place", shared(nameTokens(e.Place), nameTokens(g.Place)) > 0)
	}
	if g.Killed != nil {
		s.a("event killed", sameRange(e.Killed, g.Killed))
	}
	if g.Wounded != nil {
		s.a("event wounded", sameRange(e.Wounded, g.Wounded))
	}
}

func sameRange(a, b *stemma.Range) bool {
	return a != nil && b != nil && sameNumber(a.Low, b.Low) && sameNumber(a.High, b.High)
}
