package report

import (
	"github.com/mattn/go-runewidth"
)

// TreePlot is the drawing of a family, in CSS pixels: one row a text, children
// below and right of their parent.
type TreePlot struct {
	W, H  int
	Rows  []TreeRow
	Edges []TreeEdge
	// Seconds are the edges from second parents; they run round the right side.
	Seconds []SecondEdge
	Title   string
	ends    map[string][2]int // path -> where its label ends, and its row
	also    []*node
}

// SecondEdge runs from the label of a parent at X1, Y1 out to Gutter and back
// to that of a child at X2, Y2.
type SecondEdge struct {
	X1, Y1, X2, Y2, Gutter, Mid int
	Relation, Class             string
	Delta                       EdgeDelta
}

// EdgeDelta tells how many changes lie on an edge and where they are shown.
type EdgeDelta struct {
	Label, Href string // "" where there is none
}

type TreeRow struct {
	X, Y  int
	TextX int
	Label string
	Note  string
	Href  string
	Lost  bool
	Root  bool
}

// TreeEdge is an elbow from a parent at X, Y1 down to Y2 and right to X2.
type TreeEdge struct {
	X, Y1, Y2, X2 int
	Relation      string
	Class         string
	LabelX        int
	Delta         EdgeDelta
}

const (
	rowHeight  = 44
	edgeLength = 80
	charWidth  = 8 // of a label, in pixels per column, on the wide side
	noteWidth  = 6.2
	labelCols  = 32
)

// newTreePlot lays out trees one below the other.
func (b *pager) newTreePlot(roots []*node) *TreePlot {
	t := &TreePlot{ends: map[string][2]int{}}
	y := rowHeight / 2
	for _, n := range roots {
		y = t.place(b, n, 10, y)
	}
	t.H = y - rowHeight/2 + 4
	t.seconds(b)
	return t
}

// seconds draws the edges from second parents, each in a gutter of its own.
func (t *TreePlot) seconds(b *pager) {
	right := t.W
	for _, n := range t.also {
		for _, e := range n.also {
			from, ok := t.ends[e.From]
			if !ok {
				continue
			}
			to := t.ends[n.path]
			relation := oneLine(b.x.relation(e))
			delta := b.deltaOf(e.From, n.path)
			t.Seconds = append(t.Seconds, SecondEdge{X1: from[0], Y1: from[1], X2: to[0], Y2: to[1], Gutter: right + 8,
				Mid: (from[1] + to[1]) / 2, Relation: relation, Class: relationClass(relation), Delta: delta})
			right += 24 + int(float64(max(columns(relation), columns(delta.Label)))*noteWidth)
		}
	}
	t.W = right
}

// place puts n at row y and its kids below, and returns the next free row.
func (t *TreePlot) place(b *pager, n *node, left, y int) int {
	x := b.x
	row := TreeRow{X: left, Y: y, TextX: left + 12, Label: Clip(x.treeLabel(n.path), labelCols), Lost: x.document(n.path) == nil,
		Root: n.relation == "" && len(n.also) == 0, Note: x.treeNote(n), Href: b.docLink(n.path).Href}
	t.Rows = append(t.Rows, row)
	wide := max(float64(columns(row.Label))*charWidth, float64(columns(row.Note))*noteWidth)
	t.W = max(t.W, row.TextX+int(wide)+8)
	t.ends[n.path] = [2]int{row.TextX + int(float64(columns(row.Label))*charWidth) + 10, y}
	if len(n.also) > 0 {
		t.also = append(t.also, n)
	}
	next := y + rowHeight
	for _, k := range n.kids {
		t.Edges = append(t.Edges, TreeEdge{X: left, Y1: y, Y2: next, X2: left + edgeLength,
			Relation: oneLine(k.relation), Class: relationClass(k.relation), LabelX: left + edgeLength/2 + 2, Delta: b.deltaOf(n.path, k.path)})
		next = t.place(b, k, left+edgeLength, next)
	}
	return next
}

// treeLabel is the outlet alone: the day stands below it.
func (x *index) treeLabel(path string) string {
	if d := x.document(path); d != nil && d.Outlet != "" {
		return oneLine(d.Outlet)
	}
	return nodeName(path)
}

// treeNote is the second line of a label.
func (x *index) treeNote(n *node) string {
	d := x.document(n.path)
	switch {
	case d == nil:
		return "not among these reports"
	case d.Published.Date == "":
		return "no date"
	}
	return LongDate(d.Published.Date)
}

// relationClass is a CSS class for a known relation.
func relationClass(relation string) string {
	switch relation {
	case "copy", "edited", "reworded", "summary", "excerpt":
		return "r-" + relation
	}
	return "r-other"
}

// columns is the width of s in columns of a fixed-width face.
func columns(s string) int {
	c := runewidth.Condition{StrictEmojiNeutral: true}
	return c.StringWidth(s)
}
