package report

import (
	"github.com/mattn/go-runewidth"
)

// treePlot is the drawing of a family, in CSS pixels: one row a text, children
// below and right of their parent.
type treePlot struct {
	W, H  int
	Rows  []treeRow
	Edges []treeEdge
	// Seconds are the edges from second parents; they run round the right side.
	Seconds []secondEdge
	Title   string
	ends    map[string][2]int // path -> where its label ends, and its row
	also    []*node
}

// secondEdge runs from the label of a parent at X1, Y1 out to Gutter and back
// to that of a child at X2, Y2.
type secondEdge struct {
	X1, Y1, X2, Y2, Gutter, Mid int
	Relation, Class             string
}

type treeRow struct {
	X, Y  int
	TextX int
	Label string
	Note  string
	Href  string
	Lost  bool
	Root  bool
}

// treeEdge is an elbow from a parent at X, Y1 down to Y2 and right to X2.
type treeEdge struct {
	X, Y1, Y2, X2 int
	Relation      string
	Class         string
	LabelX        int
}

const (
	rowHeight  = 44
	edgeLength = 74
	charWidth  = 8 // of a label, in pixels per column, on the wide side
	noteWidth  = 6.2
	labelCols  = 32
)

// newTreePlot lays out trees one below the other.
func (x *index) newTreePlot(roots []*node, href func(path string) string) *treePlot {
	t := &treePlot{ends: map[string][2]int{}}
	y := rowHeight / 2
	for _, n := range roots {
		y = t.place(x, n, 10, y, href)
	}
	t.H = y - rowHeight/2 + 4
	t.seconds(x)
	return t
}

// seconds draws the edges from second parents, each in a gutter of its own.
func (t *treePlot) seconds(x *index) {
	right := t.W
	for _, n := range t.also {
		for _, e := range n.also {
			from, ok := t.ends[e.From]
			if !ok {
				continue
			}
			to := t.ends[n.path]
			relation := oneLine(x.relation(e))
			t.Seconds = append(t.Seconds, secondEdge{X1: from[0], Y1: from[1], X2: to[0], Y2: to[1], Gutter: right + 8,
				Mid: (from[1] + to[1]) / 2, Relation: relation, Class: relationClass(relation)})
			right += 24 + int(float64(columns(relation))*noteWidth)
		}
	}
	t.W = right
}

// place puts n at row y and its kids below, and returns the next free row.
func (t *treePlot) place(x *index, n *node, left, y int, href func(string) string) int {
	row := treeRow{X: left, Y: y, TextX: left + 12, Label: clip(x.treeLabel(n.path), labelCols), Lost: x.document(n.path) == nil,
		Root: n.relation == "" && len(n.also) == 0, Note: x.treeNote(n), Href: href(n.path)}
	t.Rows = append(t.Rows, row)
	wide := max(float64(columns(row.Label))*charWidth, float64(columns(row.Note))*noteWidth)
	t.W = max(t.W, row.TextX+int(wide)+8)
	t.ends[n.path] = [2]int{row.TextX + int(float64(columns(row.Label))*charWidth) + 10, y}
	if len(n.also) > 0 {
		t.also = append(t.also, n)
	}
	next := y + rowHeight
	for _, k := range n.kids {
		t.Edges = append(t.Edges, treeEdge{X: left, Y1: y, Y2: next, X2: left + edgeLength,
			Relation: oneLine(k.relation), Class: relationClass(k.relation), LabelX: left + edgeLength/2 + 2})
		next = t.place(x, k, left+edgeLength, next, href)
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
	return longDate(d.Published.Date)
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
