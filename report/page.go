package report

import (
	"fmt"
	"html/template"
	"net/url"
	"slices"
	"strings"

	"github.com/stemmanews/stemma"
)

// page is what the template shows.
type page struct {
	Title    string
	Policy   string
	Style    template.CSS
	Counts   stemma.Counts
	Spots    []unseen
	Stories  []StoryView
	Docs     []DocumentView
	Single   bool // one story: its title is the page's
	Language string
}

type StoryView struct {
	ID        string
	Title     string
	Counts    stemma.Counts
	Event     string
	Questions []QuestionView // those on which claimants differ stand first
	Singles   []QuestionView // those with one entry
	Families  []FamilyView
	Alone     []Link
	Excerpts  []ExcerptView
	Changes   []ChangeView
	Timeline  []LineView
}

type QuestionView struct {
	Question  *stemma.Question
	ID        string
	N         int
	Title     string
	Range     string
	Measure   string
	Differs   bool
	Claimants int
	Entries   []EntryView
	Plot      *Plot
	Remarks   []string
	Parties   []string
	Best      string // what a person holds to be the best answer, and why
}

type EntryView struct {
	Entry       *stemma.Entry
	ID          string
	N           int
	Class       string // colour of the claimant's party
	Claimant    string
	Party       string
	Stance      string // "" where it simply asserts
	Says        string
	Value       *stemma.Value
	AsOf, Said  string
	Relation    string
	Hint        string
	Why         string
	Reports     int
	Independent int
	Quoted      bool // the words stand out in Quote already
	Quote       *QuoteView
	More        []Link
}

type QuoteView struct {
	Before, Words, After string
	Href                 string
	Outlet               string
}

type FamilyView struct {
	Title string
	Plot  *TreePlot
	Edges []EdgeView
}

type EdgeView struct {
	From, To   Link
	Relation   string
	Class      string
	Shares     string
	Confidence string
	Evidence   []stemma.Evidence
	Compare    string // address of the two side by side, "" for none
}

type ExcerptView struct {
	Text  string
	From  Link
	To    Link
	Known bool
	Share string
}

type ChangeView struct {
	ID        string
	N         int
	Kind      string
	From, To  SideView
	Inherited []Link
}

type SideView struct {
	Where         Link
	Before, After string // context, where the words are few
	Words         []Fragment
	Gone          bool
	Lost          bool
}

type LineView struct {
	ID     string
	Date   string
	Text   string
	Places []Link
}

type DocumentView struct {
	ID        string
	Path      string
	Outlet    string
	Title     string // the headline, where it does not stand in the text
	Byline    string
	Published string
	DateFrom  string
	Doubtful  bool
	Credits   string
	URL       string
	Language  string
	Hash      string
	Claims    int
	Words     int
	Parents   []EdgeView
	Groups    []BlockGroup
	Lost      []string // anchors without words
}

// BlockGroup is a run of paragraphs of one kind.
type BlockGroup struct {
	Kind  string
	Name  string
	Folds bool // long furniture is folded away
	Lines []ParagraphView
}

type ParagraphView struct {
	Pieces []Inline
}

// pager builds the page: it numbers what has an anchor and remembers, for each
// place in a document, what leads there.
type pager struct {
	x     *index
	site  *Site // nil where all is on one page
	page  *page
	marks map[string][]mark         // path -> marks beside those of its claims
	back  map[claimPlace][]Link     // what uses a claim
	delta map[[2]string]deltaOfEdge // parent and child -> what the child changed
}

// claimPlace is a claim by its document and its position there.
type claimPlace struct {
	path string
	n    int
}

// deltaOfEdge is how many changes lie on an edge, and the anchor of the first.
type deltaOfEdge struct {
	count int
	first string
}

func newPager(r *stemma.Report, site *Site) *pager {
	return &pager{x: newIndex(r), site: site, marks: map[string][]mark{}, back: map[claimPlace][]Link{}, delta: map[[2]string]deltaOfEdge{}}
}

func newPage(r *stemma.Report) *page {
	b := newPager(r, nil)
	b.page = &page{
		Title:  "Stemma report",
		Policy: policy(pageStyle),
		Style:  template.CSS(pageStyle),
		Counts: r.Copies.Counts,
		Spots:  blindSpots(r),
	}
	b.page.Stories = b.stories()
	for i := range r.Documents {
		b.page.Docs = append(b.page.Docs, b.document(i))
	}
	if b.page.Single = len(b.page.Stories) == 1 && len(r.Ledger.Stories) == 1; b.page.Single {
		b.page.Title = b.page.Stories[0].Title
	} else if n := len(r.Ledger.Stories); n > 0 {
		b.page.Title = Count(n, "story", "stories")
	}
	return b.page
}

// stories shows the stories; families, changes and documents that belong to
// none stand in a last one without a ledger.
func (b *pager) stories() []StoryView {
	r := b.x.r
	home := map[string]int{}
	for i := range r.Ledger.Stories {
		for _, d := range r.Ledger.Stories[i].Documents {
			if _, ok := home[d]; !ok {
				home[d] = i
			}
		}
	}
	rest := len(r.Ledger.Stories)
	at := func(paths ...string) int {
		for _, p := range paths {
			if i, ok := home[p]; ok {
				return i
			}
		}
		return rest
	}
	views := make([]StoryView, rest+1)
	for i := range r.Ledger.Stories {
		views[i] = b.story(i, &r.Ledger.Stories[i])
	}
	for i := range r.Copies.Changes {
		c := &r.Copies.Changes[i]
		n := at(c.To.Path, c.From.Path)
		views[n].Changes = append(views[n].Changes, b.change(i, c, b.storyPlace(n)))
	}
	b.families(views, at)
	if last := &views[rest]; last.bare() {
		views = views[:rest]
	} else {
		last.ID, last.Title = "s0", "Outside any story"
	}
	return views
}

// bare reports whether a story has nothing to show.
func (s *StoryView) bare() bool {
	return len(s.Families)+len(s.Alone)+len(s.Excerpts)+len(s.Changes) == 0
}

func (b *pager) story(i int, s *stemma.Story) StoryView {
	at := b.storyPlace(i)
	v := StoryView{ID: at.id(""), Title: storyTitle(s), Counts: s.Counts, Event: EventLine(s.Event)}
	for n, q := range byWeight(s.Questions) {
		qv := b.question(at, n+1, q)
		if len(q.Entries) == 1 {
			v.Singles = append(v.Singles, qv)
		} else {
			v.Questions = append(v.Questions, qv)
		}
	}
	for n := range s.Timeline {
		v.Timeline = append(v.Timeline, b.line(at, n+1, &s.Timeline[n]))
	}
	return v
}

// byWeight orders questions: those on which claimants differ, those with
// several entries, those with one.
func byWeight(qs []stemma.Question) []*stemma.Question {
	weight := func(q *stemma.Question) int {
		switch {
		case differs(q):
			return 0
		case len(q.Entries) != 1:
			return 1
		}
		return 2
	}
	out := make([]*stemma.Question, len(qs))
	for i := range qs {
		out[i] = &qs[i]
	}
	slices.SortStableFunc(out, func(a, b *stemma.Question) int { return weight(a) - weight(b) })
	return out
}

func (b *pager) question(at place, n int, q *stemma.Question) QuestionView {
	v := QuestionView{Question: q, ID: at.id(fmt.Sprintf("q%d", n)), N: n, Title: oneLine(q.Title), Range: RangeWords(q.Range),
		Measure: oneLine(q.Measure), Differs: differs(q), Claimants: claimants(q)}
	for _, r := range q.Remarks {
		v.Remarks = append(v.Remarks, oneLine(r))
	}
	for _, p := range q.ByParty {
		v.Parties = append(v.Parties, oneLine(p.Party)+": "+RangeWords(&p.Range))
	}
	if q.Best != nil {
		v.Best = Bounds(q.Best.Value.Low, q.Best.Value.High) + " (" + oneLine(q.Best.Who) + ", " + LongDate(q.Best.At) + ": " + oneLine(q.Best.Why) + ")"
	}
	colours := map[string]int{}
	for i := range q.Entries {
		v.Entries = append(v.Entries, b.entry(at, &v, i+1, &q.Entries[i], colours))
	}
	v.Plot = newPlot(v.Entries)
	if v.Plot != nil {
		v.Plot.Title = "Values over time: " + v.Title
	}
	return v
}

// Number of colours in the style sheet; further parties share the last.
const partyColours = 7

// lastColour is the class that further parties share.
const lastColour = "p7"

func (b *pager) entry(at place, q *QuestionView, n int, e *stemma.Entry, colours map[string]int) EntryView {
	key := e.Party
	if key == "" {
		key = e.Claimant
	}
	if _, ok := colours[key]; !ok {
		colours[key] = min(len(colours)+1, partyColours)
	}
	v := EntryView{Entry: e, ID: fmt.Sprintf("%s-e%d", q.ID, n), N: n, Class: fmt.Sprintf("p%d", colours[key]),
		Claimant: oneLine(e.Claimant), Party: oneLine(e.Party), Says: entryWords(e), Value: e.Value,
		AsOf: e.AsOf, Said: e.Said, Relation: oneLine(e.Relation), Hint: relationHint(e.Relation), Why: oneLine(e.Why),
		Reports: e.Reports, Independent: e.Independent}
	if v.Claimant == "" {
		v.Claimant = "nobody named"
	}
	if v.Party == v.Claimant {
		v.Party = ""
	}
	if e.Stance != stemma.StanceAsserts {
		v.Stance = Stance(e.Stance)
	}
	b.quotes(at, &v, q, e)
	return v
}

// quotes shows the first quotation of an entry and links to the others.
func (b *pager) quotes(at place, v *EntryView, q *QuestionView, e *stemma.Entry) {
	for i, qt := range b.x.quotes(e) {
		place := claimPlace{qt.path, qt.claim}
		b.back[place] = append(b.back[place], Link{at.href(v.ID), fmt.Sprintf("%d.%d", q.N, v.N), "Entry " + fmt.Sprint(v.N) + " of: " + q.Title})
		href := b.claimHref(qt.path, qt.claim)
		if i > 0 {
			v.More = append(v.More, Link{href, b.x.outlet(qt.path), nodeName(qt.path)})
			continue
		}
		before, words, after := qt.parts(280)
		v.Quote = &QuoteView{before, words, after, href, b.x.outlet(qt.path)}
		v.Quoted = e.Value == nil && words == v.Says
	}
}

func (b *pager) line(at place, n int, t *stemma.TimelineLine) LineView {
	v := LineView{ID: at.id(fmt.Sprintf("t%d", n)), Date: LongDate(t.Date), Text: oneLine(t.Text)}
	back := Link{at.href(v.ID), fmt.Sprintf("T%d", n), "Timeline: " + v.Text}
	seen := map[string]int{}
	for _, ref := range t.Claims {
		if _, c := b.x.lookup(ref); c == nil {
			continue
		}
		place := claimPlace{ref.Path, b.x.claim[ref]}
		b.back[place] = append(b.back[place], back)
		v.Places = append(v.Places, b.placeLink(ref.Path, b.claimHref(ref.Path, place.n), seen))
	}
	for i, w := range t.Where {
		d := b.x.document(w.Path)
		if d == nil || seen[w.Path] > 0 {
			continue
		}
		id := fmt.Sprintf("%s-w%d", v.ID, i+1)
		b.marks[w.Path] = append(b.marks[w.Path], mark{span: inside(w.Span, d.Text), class: "when", rank: 5, id: id,
			title: "Timeline: " + v.Text, back: []Link{back}})
		v.Places = append(v.Places, Link{b.docPlace(w.Path).href(id), b.x.outlet(w.Path), nodeName(w.Path)})
	}
	return v
}

// placeLink leads to a place in a document; further places in the same one are
// told by their number.
func (b *pager) placeLink(path, href string, seen map[string]int) Link {
	seen[path]++
	l := Link{href, b.x.outlet(path), nodeName(path)}
	if n := seen[path]; n > 1 {
		l.Label, l.Title = fmt.Sprint(n), fmt.Sprintf("%s, place %d", nodeName(path), n)
	}
	return l
}

// Context around a change, in bytes, and the length up to which it is shown.
const (
	contextBytes = 60
	shortSide    = 60
)

func (b *pager) change(i int, c *stemma.Change, at place) ChangeView {
	v := ChangeView{ID: fmt.Sprintf("x%d", i+1), N: i + 1, Kind: oneLine(c.Kind)}
	back := Link{at.href(v.ID), fmt.Sprintf("Δ%d", v.N), "Change " + fmt.Sprint(v.N) + ": " + v.Kind}
	v.From, v.To = b.side(v.ID+"-from", "was", c.From, back), b.side(v.ID+"-to", "now", c.To, back)
	v.From.Words, v.To.Words = wordDiff(oneLine(c.From.Text), oneLine(c.To.Text))
	for _, path := range c.InheritedBy {
		v.Inherited = append(v.Inherited, b.docLink(path))
	}
	edge := [2]string{c.From.Path, c.To.Path}
	if b.delta[edge].count == 0 {
		b.delta[edge] = deltaOfEdge{first: v.ID}
	}
	b.delta[edge] = deltaOfEdge{b.delta[edge].count + 1, b.delta[edge].first}
	return v
}

func (b *pager) side(id, class string, s stemma.Side, back Link) SideView {
	v := SideView{Where: b.docLink(s.Path), Gone: strings.TrimSpace(s.Text) == "", Lost: strings.HasPrefix(s.Path, "lost:")}
	d := b.x.document(s.Path)
	if d == nil || s.Span == nil {
		return v
	}
	span := inside(*s.Span, d.Text)
	v.Where.Href = b.docPlace(s.Path).href(id)
	b.marks[s.Path] = append(b.marks[s.Path], mark{span: span, class: "chg " + class, rank: 6, id: id,
		title: back.Title, back: []Link{back}})
	if len(s.Text) <= shortSide {
		v.Before, v.After = surroundings(d.Text, span)
	}
	return v
}

// surroundings are what stands before and after span on its line, a few words each.
func surroundings(text string, span stemma.Span) (before, after string) {
	lo := strings.LastIndexByte(text[:span[0]], '\n') + 1
	hi := len(text)
	if nl := strings.IndexByte(text[span[1]:], '\n'); nl >= 0 {
		hi = span[1] + nl
	}
	before = clipStart(Spaced(text[lo:span[0]]), contextBytes)
	after = Clip(Spaced(text[span[1]:hi]), contextBytes)
	return before, after
}

// families puts each family, lone document and excerpt into its story.
func (b *pager) families(views []StoryView, at func(paths ...string) int) {
	r := b.x.r
	for i := range r.Copies.Families {
		f := &r.Copies.Families[i]
		if len(familyNodes(f)) < 2 {
			continue
		}
		s := &views[at(f.Members...)]
		s.Families = append(s.Families, b.family(f, len(s.Families)+1))
	}
	for _, path := range b.x.alone() {
		s := &views[at(path)]
		s.Alone = append(s.Alone, b.docLink(path))
	}
	for _, e := range b.x.excerpts() {
		s := &views[at(e.to, e.from)]
		_, share := shares(e.pair, e.from)
		s.Excerpts = append(s.Excerpts, ExcerptView{From: b.docLink(e.from), To: b.docLink(e.to), Known: e.known, Share: percent(share)})
	}
}

func (b *pager) family(f *stemma.Family, n int) FamilyView {
	roots := b.x.trees(f)
	v := FamilyView{Title: fmt.Sprintf("Family %d: %s", n, Count(len(f.Members), "report", "reports")),
		Plot: b.newTreePlot(roots)}
	v.Plot.Title = "Family tree: " + Count(len(f.Members), "report", "reports")
	for _, e := range f.Edges {
		if e.From != "" {
			v.Edges = append(v.Edges, b.edge(e))
		}
	}
	return v
}

func (b *pager) edge(e stemma.Edge) EdgeView {
	v := EdgeView{From: b.docLink(e.From), To: b.docLink(e.To), Relation: b.x.relation(e), Compare: b.compareHref(e.From, e.To)}
	v.Class = relationClass(v.Relation)
	pair := b.x.pair[[2]string{e.From, e.To}]
	if pair == nil {
		return v
	}
	ofParent, ofChild := shares(pair, e.From)
	v.Shares = percent(ofChild) + " of its words come from there, " + percent(ofParent) + " of the other's are used"
	v.Confidence = percent(pair.Confidence)
	for _, ev := range pair.Evidence {
		v.Evidence = append(v.Evidence, stemma.Evidence{Kind: oneLine(ev.Kind), Detail: oneLine(ev.Detail)})
	}
	return v
}

// safeURL is u where it leads to a web page, "" otherwise.
func safeURL(u string) string {
	if p, err := url.Parse(strings.TrimSpace(u)); err == nil && (p.Scheme == "http" || p.Scheme == "https") && p.Host != "" {
		return p.String()
	}
	return ""
}
