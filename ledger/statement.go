package ledger

import (
	"sort"
	"strings"

	"github.com/stemmanews/stemma"
)

// statement is a claim, or one figure of it, as it stands in one document.
type statement struct {
	doc        int // index of the text
	rank       int // position of the document in the book's order
	path       string
	claim      *stemma.Claim
	figure     *stemma.Figure // nil for a plain claim
	measure    string
	span       stemma.Span // of the figure, else of content or cue
	who        int         // claimant, 0 for nobody
	own        bool        // the outlet's own voice
	party      string
	kind       string // of the source
	stance     string
	value      *stemma.Value
	text       string
	thing      thing
	place      string
	window     string
	asOf       string
	said       string
	change     *stemma.Change // what garbled it, nil for a true reading
	truth      *statement     // the reading that it garbled, where that is here
	words      map[string]bool
	copyOf     *statement // the answer without a figure that stands at this place of the text that was copied
	calledElse bool       // stands under a claimant that its report does not name
	judges     bool       // judges another's figure ("far too low") without one of its own
}

// stands reports whether a statement is a claimant's own answer: not the
// outlet's voice, and no garbled copy of an answer that is here.
func (s *statement) stands() bool { return !s.own && (s.change == nil || s.truth == nil) }

// collect registers the claimants and lists all statements.
func (b *book) collect() {
	b.names.learnAcronyms(b.allNames())
	for rank, i := range b.docs {
		d := b.doc(i)
		claims := b.in.Claims[i]
		for j := range claims {
			c := &claims[j]
			base := b.statementOf(rank, i, d, c)
			n := 0
			for f := range c.Figures {
				if fig := &c.Figures[f]; keepsFigure(d, c, fig) {
					b.figures = append(b.figures, withFigure(base, fig, wordsAround(d, c, fig), beforeWindow(d, fig)))
					n++
				}
			}
			if n == 0 && !c.OwnVoice() {
				s := base
				b.plain = append(b.plain, &s)
			}
		}
	}
	b.sameAs = b.names.unify()
	for _, list := range [][]*statement{b.figures, b.plain} {
		for _, s := range list {
			s.who = b.sameAs[s.who]
		}
	}
	sort.SliceStable(b.figures, func(i, j int) bool { return before(b.figures[i], b.figures[j]) })
	sort.SliceStable(b.plain, func(i, j int) bool { return before(b.plain[i], b.plain[j]) })
}

// allNames are the names of outlets, of those whom reports credit, and of
// sources, in this order.
func (b *book) allNames() []string {
	var names []string
	for _, i := range b.docs {
		names = append(names, b.doc(i).Outlet)
		for _, c := range b.doc(i).Credits {
			names = append(names, c.Name)
		}
	}
	for _, i := range b.docs {
		for j := range b.in.Claims[i] {
			names = append(names, b.in.Claims[i][j].Source.Name)
		}
	}
	return names
}

func before(x, y *statement) bool {
	if x.rank != y.rank {
		return x.rank < y.rank
	}
	return x.span[0] < y.span[0]
}

func (b *book) statementOf(rank, i int, d *stemma.Document, c *stemma.Claim) statement {
	own := c.OwnVoice()
	name, party := c.Source.Name, c.Source.Party
	if own {
		name, party = d.Outlet, ""
	}
	said := c.Said.Date
	if said == "" || c.Stance == stemma.StanceUnverified && c.Source.Kind == stemma.KindMedia && d.Published.Date != "" {
		said = d.Published.Date // an outlet's caveat is of the day of its report
	}
	s := statement{
		doc: i, rank: rank, path: d.Path, claim: c, own: own, kind: c.Source.Kind,
		who: b.names.put(name, party, own), party: party, stance: c.Stance,
		span: claimSpan(c), asOf: said, said: said,
	}
	if s.stance == "" {
		s.stance = stemma.StanceAsserts
	}
	if k := c.Source.Kind; k == stemma.KindPerson || k == stemma.KindUnnamed || k == stemma.KindGroup {
		b.names.list[s.who].person = true
	}
	s.text = spansText(d.Text, c.Content.Spans)
	if s.text == "" {
		s.text = spansText(d.Text, c.Cue.Spans)
	}
	return s
}

// withFigure makes the statement of one figure; around are the words of the
// content beside it, lead those before its window.
func withFigure(s statement, f *stemma.Figure, around, lead string) *statement {
	s.figure, s.measure, s.value, s.span, s.text = f, f.Measure, &f.Value, f.Span, f.Text
	s.thing, s.place = thingOf(f.Of, f.Unit), f.Place
	switch {
	case countsPeople(f.Measure) && s.thing.class == "" && !s.thing.empty():
		s.thing.class = "people"
	case f.Measure == stemma.MeasureCount:
		s.thing = s.thing.doing(f.Of, around)
	}
	if f.Window != nil {
		s.window = f.Window.Date
	}
	if f.AsOf != "" {
		s.asOf = f.AsOf
	}
	if f.Window != nil && f.Window.Span != nil && len(f.Window.Date) == 10 && later(s.asOf, f.Window.Date) && upTo[lastWord(lead)] {
		s.asOf = f.Window.Date // "brought in by Saturday evening"
	}
	return &s
}

// upTo are words before the day up to which a figure was counted.
var upTo = set("by until")

func lastWord(s string) string {
	words := strings.Fields(strings.ToLower(s))
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}

// keepsFigure tells figures that answer a question from those that only
// describe: what would have happened, sizes, headlines in the outlet's voice
// (they repeat the text below), forecasts of counts.
func keepsFigure(d *stemma.Document, c *stemma.Claim, f *stemma.Figure) bool {
	if f.Counterfactual || f.Value.Low == nil && f.Value.High == nil {
		return false
	}
	if c.OwnVoice() && d.Headline.Span != nil && d.Headline.Span.Contains(f.Span) || isBase(d, f) {
		return false
	}
	if countsPeople(f.Measure) && (c.Stance == stemma.StanceCallsFor || thingOf(f.Of, "").inanimate()) {
		return false
	}
	switch f.Measure {
	case "":
		return false
	case stemma.MeasureCount:
		return !isCapacity(d, f) && !isMeasured(f.Unit) && c.Stance != stemma.StanceExpects && c.Stance != stemma.StanceCallsFor
	}
	return true
}

// isBase reports whether a number only says of how many: "19 of her 33 pupils",
// "two of the five on the list".
func isBase(d *stemma.Document, f *stemma.Figure) bool {
	if f.Span[0] < 0 || f.Span[0] > len(d.Text) {
		return false
	}
	words := strings.Fields(strings.ToLower(strings.ToValidUTF8(d.Text[max(0, f.Span[0]-40):f.Span[0]], "")))
	n := len(words)
	if n > 0 && bases[words[n-1]] {
		n--
	}
	return n >= 2 && words[n-1] == "of" && (counting[words[n-2]] || strings.ContainsAny(words[n-2], "0123456789"))
}

var (
	bases    = set("the her his its their those these our")
	counting = set(`one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
		nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred some many most half dozens several none`)
)

// isCapacity reports whether a count is of how many there may be ("licensed for
// 260") or of how many more ("13 more than"): neither says how many there are.
func isCapacity(d *stemma.Document, f *stemma.Figure) bool {
	if f.Span[0] < 0 || f.Span[1] > len(d.Text) {
		return false
	}
	lead := strings.ToLower(d.Text[max(0, f.Span[0]-24):f.Span[0]])
	for _, w := range []string{"licensed for", "certified for", "authorized for", "authorised for", "permitted", "capacity of", "built for", "designed for", "room for"} {
		if strings.Contains(lead, w) {
			return true
		}
	}
	rest := strings.TrimLeft(strings.ToLower(d.Text[f.Span[1]:min(len(d.Text), f.Span[1]+12)]), " ")
	return strings.HasPrefix(rest, "more than") || strings.HasPrefix(rest, "fewer than") || strings.HasPrefix(rest, "less than")
}

// wordsAround are the words of the claim's content that follow a figure and,
// after them, those that stand before it, at most 80 bytes of each.
func wordsAround(d *stemma.Document, c *stemma.Claim, f *stemma.Figure) string {
	for _, s := range c.Content.Spans {
		if s.Contains(f.Span) && 0 <= s[0] && s[1] <= len(d.Text) {
			rest, lead := d.Text[f.Span[1]:s[1]], d.Text[s[0]:f.Span[0]]
			if len(rest) > 80 {
				rest = rest[:80]
			}
			if len(lead) > 80 {
				lead = lead[len(lead)-80:]
			}
			return strings.ToValidUTF8(rest+" "+lead, "")
		}
	}
	return ""
}

// beforeWindow are the words, at most 16 bytes, before the date words of a
// figure's window.
func beforeWindow(d *stemma.Document, f *stemma.Figure) string {
	if f.Window == nil || f.Window.Span == nil || f.Window.Span[0] < 0 || f.Window.Span[0] > len(d.Text) {
		return ""
	}
	at := f.Window.Span[0]
	return strings.ToValidUTF8(d.Text[max(0, at-16):at], "")
}

func claimSpan(c *stemma.Claim) stemma.Span {
	for _, l := range [][]stemma.Span{c.Content.Spans, c.Cue.Spans, c.Source.Spans} {
		if len(l) > 0 {
			return l[0]
		}
	}
	if len(c.Figures) > 0 {
		return c.Figures[0].Span
	}
	return stemma.Span{}
}

func spansText(t string, spans []stemma.Span) string {
	parts := make([]string, 0, len(spans))
	for _, s := range spans {
		if 0 <= s[0] && s[0] < s[1] && s[1] <= len(t) {
			parts = append(parts, strings.Join(strings.Fields(s.In(t)), " "))
		}
	}
	return strings.Join(parts, " … ")
}

// markAltered marks the figures that a copy garbled: first in the first
// carrier of a change, then in those that inherited it.
func (b *book) markAltered() {
	for _, s := range b.figures {
		for _, c := range b.kin.to[s.path] {
			if spoils(c.Kind) && touches(c, s) && b.garbled(c, s) {
				s.change, s.truth = c, b.trueReading(c, s)
				break
			}
		}
	}
	for _, s := range b.figures {
		if s.change != nil {
			continue
		}
		for _, c := range b.kin.touched[s.path] {
			if c.To.Path == s.path || !spoils(c.Kind) {
				continue
			}
			if o := b.carried(c, s); o != nil {
				s.change, s.truth = c, o.truth
				break
			}
		}
	}
}

// carried finds the garbled figure of the first carrier that s repeats.
func (b *book) carried(c *stemma.Change, s *statement) *statement {
	for _, o := range b.figures {
		if o.change == c && o.path == c.To.Path && o.measure == s.measure && sameValue(o.value, s.value) {
			return o
		}
	}
	return nil
}

func spoils(kind string) bool {
	switch kind {
	case stemma.ChangeFigure, stemma.ChangeMeasure, stemma.ChangeComparator, stemma.ChangeAttribution:
		return true
	}
	return false
}

// touches reports whether a change lies at a figure: at its words, or, for who
// says it and for what is measured, at the source or close by.
func touches(c *stemma.Change, s *statement) bool {
	if c.To.Span == nil || c.To.Path != s.path {
		return false
	}
	switch c.Kind {
	case stemma.ChangeAttribution:
		return c.To.Span.Overlaps(s.span) || overlapsAny(*c.To.Span, s.claim.Source.Spans)
	case stemma.ChangeMeasure:
		return c.To.Span.Overlaps(s.span) || c.To.Span.Len() < 60 && gap(*c.To.Span, s.span) < 80 && overlapsAny(*c.To.Span, s.claim.Content.Spans)
	}
	return c.To.Span.Overlaps(s.span)
}

// gap is the number of bytes between two spans.
func gap(a, b stemma.Span) int { return max(a[0]-b[1], b[0]-a[1], 0) }

func overlapsAny(s stemma.Span, list []stemma.Span) bool {
	for _, o := range list {
		if s.Overlaps(o) {
			return true
		}
	}
	return false
}

// garbled tells a spoilt figure from news: an update of the same outlet, or a
// value that others give too, is news.
func (b *book) garbled(c *stemma.Change, s *statement) bool {
	if c.Kind == stemma.ChangeFigure && b.isUpdate(c) {
		return false
	}
	for _, o := range b.figures {
		if o != s && o.who == s.who && !o.own && !b.touched(o) && o.measure == s.measure && sameValue(o.value, s.value) &&
			o.path != c.To.Path && !b.carries(c, o.path) && !b.kin.descends(o.path, c.To.Path) {
			return false
		}
	}
	return true
}

// touched reports whether any change lies at a figure.
func (b *book) touched(s *statement) bool {
	for _, c := range b.kin.to[s.path] {
		if spoils(c.Kind) && touches(c, s) {
			return true
		}
	}
	return false
}

func (b *book) carries(c *stemma.Change, path string) bool {
	for _, p := range c.InheritedBy {
		if p == path {
			return true
		}
	}
	return false
}

// isUpdate reports whether a changed figure is the outlet's own later news.
func (b *book) isUpdate(c *stemma.Change) bool {
	from, to := b.byPath(c.From.Path), b.byPath(c.To.Path)
	if from == nil || to == nil {
		return false
	}
	return from.Outlet != "" && from.Outlet == to.Outlet && later(to.Published.Date, from.Published.Date)
}

func (b *book) byPath(path string) *stemma.Document {
	for _, i := range b.docs {
		if d := b.doc(i); d.Path == path {
			return d
		}
	}
	return nil
}

// trueReading finds the figure that a change spoilt.
func (b *book) trueReading(c *stemma.Change, s *statement) *statement {
	var best *statement
	for _, o := range b.figures {
		if o.change != nil || o == s || o.own {
			continue
		}
		if o.path == c.From.Path && b.standsAt(c, o, s) {
			if best == nil || near(o, s) > near(best, s) {
				best = o
			}
		}
	}
	return best
}

// standsAt reports whether o can be what a change spoilt: the change names its
// words, or it gives the same number.
func (b *book) standsAt(c *stemma.Change, o, s *statement) bool {
	if c.From.Span != nil && (c.From.Span.Overlaps(o.span) || overlapsAny(*c.From.Span, o.claim.Content.Spans)) {
		return true
	}
	return sameNumber(o.value, s.value)
}

// near prefers, among figures at one place, the one of the same measure and
// number.
func near(o, s *statement) int {
	n := 0
	if o.measure == s.measure {
		n++
	}
	if sameNumber(o.value, s.value) {
		n += 2
	}
	return n
}
