package eval

import (
	"sort"
	"strings"
	"unicode"

	"github.com/stemmanews/stemma"
)

// Story scores a whole story against hand-made gold, as the reference scorer
// traditions.py defines it: text, copies, changes, claims, ledger. It adds to
// t, so that stories are pooled.
func Story(t *Tally, g *Gold, r *stemma.Report) {
	s := &storyScorer{Tally: t, gold: g, report: r, paths: map[string]bool{}, docs: map[string]*stemma.Document{}, claims: map[string][]stemma.Claim{}}
	for _, d := range g.Docs {
		s.paths[d.Path] = true
	}
	for i := range r.Documents {
		s.docs[s.path(r.Documents[i].Path)] = &r.Documents[i]
	}
	for _, d := range r.Claims {
		s.claims[s.path(d.Path)] = append(s.claims[s.path(d.Path)], d.Claims...)
	}
	s.text()
	if g.Parents != nil || g.Families != nil {
		s.copies()
	}
	if g.Changes != nil {
		s.changes()
	}
	if len(g.Claims) > 0 {
		s.allClaims()
	}
	s.ledger()
}

type storyScorer struct {
	*Tally
	gold   *Gold
	report *stemma.Report
	paths  map[string]bool
	docs   map[string]*stemma.Document
	claims map[string][]stemma.Claim
}

// path gives the gold's name of a document: the same, or what it ends in.
func (s *storyScorer) path(p string) string {
	if s.paths[p] || strings.HasPrefix(p, "lost:") {
		return p
	}
	if i := strings.LastIndexByte(p, '/'); i >= 0 && s.paths[p[i+1:]] {
		return p[i+1:]
	}
	return ""
}

// text scores body, furniture, headline and date.
func (s *storyScorer) text() {
	for i := range s.gold.Docs {
		d := &s.gold.Docs[i]
		if len(d.Body) == 0 {
			continue
		}
		text := s.gold.Texts[d.Path]
		sys := s.docs[d.Path]
		if sys == nil {
			sys = &stemma.Document{}
		}
		every := inked(text, []stemma.Span{{0, len(text)}})
		gb, gh := inked(text, d.Body), inked(text, headline(d))
		sb, sh := inked(text, sys.Body), inked(text, headline(sys))
		gf, sf := without(every, gb, gh), without(every, sb, sh)
		if sys.ID == "" {
			sf = byteSet{}
		}
		s.f("body", common(gb, sb), len(sb), len(gb))
		s.f("furniture", common(gf, sf), len(sf), len(gf))
		s.furnitureKinds(text, d, sys)
		if len(gh) > 0 {
			s.a("headline", 2*float64(common(gh, sh)) >= 0.8*float64(len(gh)+len(sh)))
		}
		if d.Published.Date != "" {
			s.a("published", sys.Published.Date == d.Published.Date)
		}
	}
}

func (s *storyScorer) furnitureKinds(text string, d, sys *stemma.Document) {
	kind := map[int]string{}
	for _, f := range sys.Furniture {
		for b := range inked(text, []stemma.Span{f.Span}) {
			kind[b] = f.Kind
		}
	}
	for _, f := range d.Furniture {
		c := inked(text, []stemma.Span{f.Span})
		right := 0
		for b := range c {
			if kind[b] == f.Kind {
				right++
			}
		}
		s.shareOf("furniture kind", right, len(c))
	}
}

func headline(d *stemma.Document) []stemma.Span {
	if d.Headline.Span == nil {
		return nil
	}
	return []stemma.Span{*d.Headline.Span}
}

// byteSet is a set of byte offsets.
type byteSet map[int]bool

// inked returns the bytes of the non-blank characters under the spans.
func inked(text string, spans []stemma.Span) byteSet {
	out := byteSet{}
	for _, sp := range spans {
		for i, r := range text[sp[0]:sp[1]] {
			if unicode.IsSpace(r) {
				continue
			}
			for b := range len(string(r)) {
				out[sp[0]+i+b] = true
			}
		}
	}
	return out
}

func without(a byteSet, others ...byteSet) byteSet {
	out := byteSet{}
next:
	for b := range a {
		for _, o := range others {
			if o[b] {
				continue next
			}
		}
		out[b] = true
	}
	return out
}

func common(a, b byteSet) int { return overlapCount(set(a), set(b)) }

// changes scores what the copies altered.
func (s *storyScorer) changes() {
	gold := *s.gold.Changes
	sys := make([]GoldChange, len(s.report.Copies.Changes))
	for i, c := range s.report.Copies.Changes {
		sys[i] = GoldChange{Kind: c.Kind, From: s.side(c.From), To: s.side(c.To)}
		for _, p := range c.InheritedBy {
			if p = s.path(p); p != "" {
				sys[i].InheritedBy = append(sys[i].InheritedBy, p)
			}
		}
	}
	place := func(i, j int) bool { return samePlace(&sys[i], &gold[j]) }
	strict := func(i, j int) bool { return sys[i].Kind == gold[j].Kind && place(i, j) }
	m := matching(len(sys), len(gold), strict)
	s.f("changes", len(m), len(sys), len(gold))
	s.f("changes lenient", len(matching(len(sys), len(gold), place)), len(sys), len(gold))
	s.inherited(m, sys, gold)
	for _, k := range kinds(gold) {
		right := 0
		for _, p := range m {
			if gold[p.g].Kind == k {
				right++
			}
		}
		s.f("changes: "+k, right, count(sys, k), count(gold, k))
	}
	s.traps(sys, gold)
}

func (s *storyScorer) side(x stemma.Side) stemma.Side {
	x.Path = s.path(x.Path)
	return x
}

func samePlace(s, g *GoldChange) bool {
	if s.To.Path != g.To.Path {
		return false
	}
	if s.To.Span != nil && g.To.Span != nil {
		return s.To.Span.Overlaps(*g.To.Span)
	}
	return s.From.Path == g.From.Path && s.From.Span != nil && g.From.Span != nil && s.From.Span.Overlaps(*g.From.Span)
}

func (s *storyScorer) inherited(m []pair, sys, gold []GoldChange) {
	hit, ns, ng := 0, 0, 0
	for _, p := range m {
		hit += shared(asSet(sys[p.s].InheritedBy), asSet(gold[p.g].InheritedBy))
		ns += len(asSet(sys[p.s].InheritedBy))
	}
	for _, c := range gold {
		ng += len(asSet(c.InheritedBy))
	}
	s.f("inherited", hit, ns, ng)
}

// traps counts changes reported where the gold says that nothing changed.
func (s *storyScorer) traps(sys, gold []GoldChange) {
	fallen := 0
	for i := range s.gold.NotChanges {
		trap := &s.gold.NotChanges[i]
		at := strings.Index(s.gold.Texts[trap.To.Path], trap.To.Text)
		if trap.To.Text == "" || at < 0 {
			continue
		}
		span := stemma.Span{at, at + len(trap.To.Text)}
		if trap.To.Span != nil {
			span = *trap.To.Span
		}
		for j := range sys {
			c := &sys[j]
			if c.To.Path == trap.To.Path && c.To.Span != nil && c.To.Span.Overlaps(span) && !anyChange(gold, c) {
				fallen++
				break
			}
		}
	}
	if len(s.gold.NotChanges) > 0 {
		s.n("traps: fallen into", fallen)
		s.n("traps: set", len(s.gold.NotChanges))
	}
}

func anyChange(gold []GoldChange, c *GoldChange) bool {
	for j := range gold {
		if c.Kind == gold[j].Kind && samePlace(c, &gold[j]) {
			return true
		}
	}
	return false
}

func kinds(c []GoldChange) []string {
	seen := map[string]bool{}
	for i := range c {
		seen[c[i].Kind] = true
	}
	return sorted(seen)
}

func count(c []GoldChange, kind string) int {
	n := 0
	for i := range c {
		if c[i].Kind == kind {
			n++
		}
	}
	return n
}

func asSet(l []string) map[string]bool {
	m := map[string]bool{}
	for _, x := range l {
		m[x] = true
	}
	return m
}

func sorted(m map[string]bool) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}
