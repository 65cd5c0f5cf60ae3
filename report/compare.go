package report

import (
	"fmt"

	"github.com/stemmanews/stemma"
)

// CompareView is two reports side by side, passage by passage.
type CompareView struct {
	A, B       DocumentView // without their text
	Relation   string       // "" where they have no passage in common
	Class      string
	Shares     string
	Confidence string
	Direction  string
	Evidence   []stemma.Evidence
	Changes    []ChangeView
	Rows       []CompareRow
}

// CompareRow is a stretch of either text, or of both, with the words that
// differ and the changes that lie in it.
type CompareRow struct {
	ID       string
	From, To []Fragment
	Kind     string
	Changes  []Link
}

// Pair sets two documents of r side by side, as a page of its own on the
// site: anchors on it are "r1" for a row and "x1" for a change. It is false
// where r lacks one of them.
func (s *Site) Pair(r *stemma.Report, a, b string) (CompareView, bool) {
	p := newPager(r, s)
	da, db := p.x.document(a), p.x.document(b)
	if da == nil || db == nil {
		return CompareView{}, false
	}
	v := CompareView{A: p.facts(da), B: p.facts(db)}
	pair := p.x.pair[[2]string{a, b}]
	if pair != nil {
		v.describe(pair, a, da, db)
	}
	rows := alignedRows(da, db, passagesOf(pair, a))
	for i, row := range rows {
		w := CompareRow{ID: fmt.Sprintf("r%d", i+1), Kind: row.kind}
		w.From, w.To = row.words(da, db)
		v.Rows = append(v.Rows, w)
	}
	p.changesBetween(&v, rows, a, b)
	return v, true
}

func passagesOf(pair *stemma.Pair, a string) []stemma.Passage {
	if pair == nil {
		return nil
	}
	return passagesFrom(pair, a)
}

// describe tells how the two are related.
func (v *CompareView) describe(pair *stemma.Pair, a string, da, db *stemma.Document) {
	ofA, ofB := shares(pair, a)
	v.Relation, v.Class = oneLine(pair.Relation), relationClass(pair.Relation)
	v.Shares = percent(ofA) + " of the words on the left and " + percent(ofB) + " of those on the right stand in both"
	v.Confidence = percent(pair.Confidence)
	switch {
	case pair.Direction == stemma.DirectionUnknown || pair.Direction == "":
		v.Direction = "which of them took from the other is not known"
	case (pair.Direction == stemma.DirectionAB) == (pair.A == a):
		v.Direction = "the right one took from the left one"
	default:
		v.Direction = "the left one took from the right one"
	}
	for _, ev := range pair.Evidence {
		v.Evidence = append(v.Evidence, stemma.Evidence{Kind: oneLine(ev.Kind), Detail: oneLine(ev.Detail)})
	}
}

// changesBetween lists what one of the two altered in the other's words, and
// the rows where that stands.
func (b *pager) changesBetween(v *CompareView, rows []diffRow, left, right string) {
	for i := range b.x.r.Copies.Changes {
		c := &b.x.r.Copies.Changes[i]
		here := c.From.Path == left && c.To.Path == right
		if !here && (c.From.Path != right || c.To.Path != left) {
			continue
		}
		n := len(v.Changes)
		view := b.change(n, c, place{})
		view.From.Where.Href = b.wordsHref(c.From)
		view.To.Where.Href = b.wordsHref(c.To)
		v.Changes = append(v.Changes, view)
		for j, row := range rows {
			from, to := row.a, row.b
			if !here {
				from, to = to, from
			}
			if covers(from, c.From.Span) || covers(to, c.To.Span) {
				v.Rows[j].Changes = append(v.Rows[j].Changes, Link{"#" + view.ID, fmt.Sprintf("Δ%d %s", n+1, view.Kind), ""})
			}
		}
	}
}

func covers(row, s *stemma.Span) bool {
	return row != nil && s != nil && row.Overlaps(*s)
}

// wordsHref leads to the words of one side of a change.
func (b *pager) wordsHref(s stemma.Side) string {
	if s.Span == nil {
		return b.site.DocumentPage(s.Path)
	}
	return b.site.WordsPage(s.Path, *s.Span)
}
