package report

import (
	"slices"
	"strings"

	"github.com/stemmanews/stemma"
)

// index finds documents and claims of a report by the names that refer to
// them. It only reads the report.
type index struct {
	r      *stemma.Report
	doc    map[string]int             // path -> position in r.Documents
	claims map[string][]stemma.Claim  // path -> its claims
	claim  map[stemma.ClaimRef]int    // -> position in claims[path]
	pair   map[[2]string]*stemma.Pair // both orders
	names  map[string]string          // path -> a short name that no other document has
}

func newIndex(r *stemma.Report) *index {
	x := &index{
		r:      r,
		doc:    make(map[string]int, len(r.Documents)),
		claims: make(map[string][]stemma.Claim, len(r.Claims)),
		claim:  map[stemma.ClaimRef]int{},
		pair:   map[[2]string]*stemma.Pair{},
	}
	for i := range r.Documents {
		x.doc[r.Documents[i].Path] = i
	}
	for i := range r.Claims {
		dc := &r.Claims[i]
		x.claims[dc.Path] = dc.Claims
		for j := range dc.Claims {
			x.claim[stemma.ClaimRef{Path: dc.Path, ID: dc.Claims[j].ID}] = j
		}
	}
	for i := range r.Copies.Pairs {
		p := &r.Copies.Pairs[i]
		x.pair[[2]string{p.A, p.B}] = p
		x.pair[[2]string{p.B, p.A}] = p
	}
	x.names = shortNames(r.Documents)
	return x
}

// shortNames calls each document by its outlet; where two share one, with the
// day, and where they share that too, with the path.
func shortNames(docs []stemma.Document) map[string]string {
	forms := []func(d *stemma.Document) string{
		func(d *stemma.Document) string { return oneLine(d.Outlet) },
		func(d *stemma.Document) string { return oneLine(d.Outlet) + " (" + shortDate(d.Published.Date) + ")" },
		func(d *stemma.Document) string { return oneLine(d.Outlet) + " (" + oneLine(d.Path) + ")" },
	}
	names := make(map[string]string, len(docs))
	for i := range docs {
		if docs[i].Outlet == "" {
			names[docs[i].Path] = nodeName(docs[i].Path)
		}
	}
	for _, form := range forms {
		count := map[string]int{}
		for i := range docs {
			count[form(&docs[i])]++
		}
		for i := range docs {
			d := &docs[i]
			if _, ok := names[d.Path]; !ok && count[form(d)] == 1 {
				names[d.Path] = form(d)
			}
		}
	}
	return names
}

// document returns the document of that path, nil where there is none.
func (x *index) document(path string) *stemma.Document {
	if i, ok := x.doc[path]; ok {
		return &x.r.Documents[i]
	}
	return nil
}

// lookup returns what ref points to, or nil, nil.
func (x *index) lookup(ref stemma.ClaimRef) (*stemma.Document, *stemma.Claim) {
	j, ok := x.claim[ref]
	d := x.document(ref.Path)
	if !ok || d == nil {
		return nil, nil
	}
	return d, &x.claims[ref.Path][j]
}

// outlet is the short name of a document for people: its outlet, else its path.
func (x *index) outlet(path string) string {
	if n := x.names[path]; n != "" {
		return n
	}
	return nodeName(path)
}

// nodeName is a path for people; "lost:1" is told as what it is.
func nodeName(path string) string {
	if n, ok := strings.CutPrefix(path, "lost:"); ok {
		return "lost original " + oneLine(n)
	}
	return oneLine(path)
}

// inside clamps s to the text, so that a span that is off never panics here.
func inside(s stemma.Span, text string) stemma.Span {
	lo := min(max(s[0], 0), len(text))
	return stemma.Span{lo, min(max(s[1], lo), len(text))}
}

// extent is the stretch from the first to the last span of a claim.
func extent(c *stemma.Claim) (stemma.Span, bool) {
	all := slices.Concat(c.Source.Spans, c.Cue.Spans, c.Content.Spans)
	for i := range c.Figures {
		all = append(all, c.Figures[i].Span)
	}
	return hull(all)
}

// Extent is the stretch from the first to the last span of a claim, the zero
// Span where it has none.
func Extent(c *stemma.Claim) stemma.Span {
	s, _ := extent(c)
	return s
}

// hull is the smallest span around all of spans.
func hull(spans []stemma.Span) (stemma.Span, bool) {
	if len(spans) == 0 {
		return stemma.Span{}, false
	}
	h := spans[0]
	for _, s := range spans[1:] {
		h = stemma.Span{min(h[0], s[0]), max(h[1], s[1])}
	}
	return h, true
}

// quote is a stretch of a document that stands behind a finding, with the words
// in it that matter most.
type quote struct {
	path  string
	claim int // position in its document's claims, -1 where none
	span  stemma.Span
	focus stemma.Span // inside span; empty where no words stand out
	text  string      // of the whole document
}

// quotes returns the words behind an entry, one for each claim that is there.
func (x *index) quotes(e *stemma.Entry) []quote {
	var qs []quote
	for _, ref := range e.Claims {
		if q, ok := x.quote(ref, e.Text, e.Value); ok {
			qs = append(qs, q)
		}
	}
	return qs
}

func (x *index) quote(ref stemma.ClaimRef, words string, v *stemma.Value) (quote, bool) {
	d, c := x.lookup(ref)
	if c == nil {
		return quote{}, false
	}
	span, ok := extent(c)
	if !ok {
		return quote{}, false
	}
	span = inside(span, d.Text)
	q := quote{path: d.Path, claim: x.claim[ref], span: span, text: d.Text}
	q.focus = inside(focus(c, d.Text, span, words, v), d.Text)
	return q, true
}

// focus is the span of the figure that an entry stands on: the one with its
// words, else the one with its value, else the place of the words themselves.
func focus(c *stemma.Claim, text string, in stemma.Span, words string, v *stemma.Value) stemma.Span {
	for i := range c.Figures {
		if c.Figures[i].Text == words && words != "" {
			return c.Figures[i].Span
		}
	}
	for i := range c.Figures {
		if v != nil && sameValue(*v, c.Figures[i].Value) {
			return c.Figures[i].Span
		}
	}
	if at := strings.Index(in.In(text), words); at >= 0 && words != "" {
		return stemma.Span{in[0] + at, in[0] + at + len(words)}
	}
	return stemma.Span{in[0], in[0]}
}

func sameValue(a, b stemma.Value) bool {
	return a.Comparator == b.Comparator && sameBound(a.Low, b.Low) && sameBound(a.High, b.High)
}

func sameBound(a, b *float64) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}

// parts returns the quote cut to about n runes around its focus: what comes
// before, the focus, what comes after, each made visible and on one line.
func (q quote) parts(n int) (before, words, after string) {
	f := q.focus
	if f.Len() == 0 || !q.span.Contains(f) {
		return "", "", Clip(oneLine(q.span.In(q.text)), n)
	}
	before = Spaced(q.text[q.span[0]:f[0]])
	words = oneLine(f.In(q.text))
	after = Spaced(q.text[f[1]:q.span[1]])
	room := max(n-len([]rune(words)), 20)
	if len([]rune(before))+len([]rune(after)) <= room {
		return before, words, after
	}
	before = clipStart(before, max(room/2, room-len([]rune(after))))
	return before, words, Clip(after, room-len([]rune(before)))
}

// Spaced is oneLine that keeps one space at either end where there was some.
func Spaced(s string) string {
	t := oneLine(s)
	if t == "" {
		if s != "" {
			return " "
		}
		return ""
	}
	v := []rune(Visible(s))
	if isSpace(v[0]) {
		t = " " + t
	}
	if isSpace(v[len(v)-1]) {
		t += " "
	}
	return t
}

// clipStart shortens s to about its last n runes, at a word.
func clipStart(s string, n int) string {
	rs := []rune(s)
	if len(rs) <= n {
		return s
	}
	from := len(rs) - n + 1
	for i := from; i < from+n/3 && i < len(rs); i++ {
		if isSpace(rs[i]) {
			from = i + 1
			break
		}
	}
	return "…" + string(rs[from:])
}
