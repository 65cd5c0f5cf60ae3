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
	Title string
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
	charWidth  = 7.3 // of a label, in pixels per column, on the wide side
	noteWidth  = 6.2
	labelCols  = 32
)

// newTreePlot lays out trees one below the other.
func (x *index) newTreePlot(roots []*node, href func(path string) string) *treePlot {
	t := &treePlot{}
	y := rowHeight / 2
	for _, n := range roots {
		y = t.place(x, n, 10, y, href)
	}
	t.H = y - rowHeight/2 + 4
	return t
}

// place puts n at row y and its kids below, and returns the next free row.
func (t *treePlot) place(x *index, n *node, left, y int, href func(string) string) int {
	row := treeRow{X: left, Y: y, TextX: left + 12, Label: clip(x.outlet(n.path), labelCols), Lost: x.document(n.path) == nil,
		Root: n.relation == "" && len(n.also) == 0, Note: x.treeNote(n), Href: href(n.path)}
	t.Rows = append(t.Rows, row)
	wide := max(float64(columns(row.Label))*charWidth, float64(columns(row.Note))*noteWidth)
	t.W = max(t.W, row.TextX+int(wide)+8)
	next := y + rowHeight
	for _, k := range n.kids {
		t.Edges = append(t.Edges, treeEdge{X: left, Y1: y, Y2: next, X2: left + edgeLength,
			Relation: oneLine(k.relation), Class: relationClass(k.relation), LabelX: left + edgeLength/2 + 2})
		next = t.place(x, k, left+edgeLength, next, href)
	}
	return next
}

// treeNote is the second line of a label.
func (x *index) treeNote(n *node) string {
	note := ""
	if d := x.document(n.path); d != nil {
		note = longDate(d.Published.Date)
	} else {
		note = "not among these reports"
	}
	for _, a := range n.also {
		note += ", also from " + clip(x.outlet(a.From), labelCols)
	}
	return note
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
