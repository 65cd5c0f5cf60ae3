package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/mattn/go-runewidth"
)

// TerminalOptions say how text for a terminal is laid out.
type TerminalOptions struct {
	Width int    // columns; 80 where it is not positive
	Color bool   // ANSI colours
	HTML  string // path of the HTML report to point to, "" for none
	All   bool   // every question and change, not only the first ones
}

// Least width at which a line is still laid out; below it lines are longer
// than the terminal.
const minWidth = 20

// style is an ANSI select-graphic-rendition code (ECMA-48), "" for plain.
type style string

const (
	plain  style = ""
	bold   style = "1"
	faint  style = "2"
	red    style = "31"
	yellow style = "33"
	cyan   style = "36"
)

// piece is text in one style. Its text is made visible when it is printed.
type piece struct {
	text  string
	style style
}

func txt(text string) piece          { return piece{text, plain} }
func sty(s style, text string) piece { return piece{text, s} }

// printer lays text out in a given width. The buffered writer keeps the first
// error.
type printer struct {
	w     *bufio.Writer
	width int
	color bool
	cond  *runewidth.Condition // of its own: the package's depends on the locale
}

func newPrinter(w io.Writer, o TerminalOptions) *printer {
	if o.Width <= 0 {
		o.Width = 80
	}
	return &printer{
		w:     bufio.NewWriter(w),
		width: max(o.Width, minWidth),
		color: o.Color,
		cond:  &runewidth.Condition{StrictEmojiNeutral: true},
	}
}

func (t *printer) flush() error {
	if err := t.w.Flush(); err != nil {
		return fmt.Errorf("report: writing text: %w", err)
	}
	return nil
}

// cols is the number of terminal columns that s takes.
func (t *printer) cols(s string) int { return t.cond.StringWidth(s) }

func (t *printer) blank() { t.w.WriteByte('\n') }

// heading is a bold line with a rule below it.
func (t *printer) heading(s string) {
	s = oneLine(s)
	t.wrap("", "", sty(bold, s))
	t.w.WriteString(strings.Repeat("─", min(t.cols(s), t.width)) + "\n")
}

// wrap prints pieces as one paragraph: first before its first line, rest
// before the others.
func (t *printer) wrap(first, rest string, pieces ...piece) {
	first, rest = t.indent(first), t.indent(rest)
	for i, line := range t.fill(pieces, t.width-max(t.cols(first), t.cols(rest))) {
		if i == 0 {
			t.put(first, line)
		} else {
			t.put(rest, line)
		}
	}
}

// fill breaks pieces into lines of at most room columns; there is always one.
func (t *printer) fill(pieces []piece, room int) [][]piece {
	var lines [][]piece
	line, used := []piece{}, 0
	for _, u := range t.units(pieces, room) {
		if used > 0 && used+1+u.cols > room {
			lines = append(lines, line)
			line, used = nil, 0
		}
		if used > 0 {
			line = append(line, txt(" "))
			used++
		}
		line = append(line, u.pieces...)
		used += u.cols
	}
	return append(lines, line)
}

// indent cuts an indent so that at least half of the width is left for words.
func (t *printer) indent(s string) string {
	return t.cond.Truncate(s, t.width/2, "")
}

// unit is what stands between two spaces, in one style or several.
type unit struct {
	pieces []piece
	cols   int
}

// units splits pieces at white space, and a unit that is wider than room
// anywhere.
func (t *printer) units(pieces []piece, room int) []unit {
	var out []unit
	glue := false // nothing stands between the last unit and what comes
	for _, pc := range pieces {
		text := Spaced(pc.text)
		if text == "" {
			continue
		}
		glue = glue && text[0] != ' '
		for _, f := range strings.FieldsFunc(text, isSpace) {
			n := t.cols(f)
			if last := len(out) - 1; glue && out[last].cols+n <= room {
				out[last].pieces = append(out[last].pieces, piece{f, pc.style})
				out[last].cols += n
			} else {
				out = t.broken(out, piece{f, pc.style}, room)
			}
			glue = false
		}
		glue = len(out) > 0 && text[len(text)-1] != ' '
	}
	return out
}

// broken appends pc as one unit, or as several of at most room columns.
func (t *printer) broken(out []unit, pc piece, room int) []unit {
	for t.cols(pc.text) > room {
		head := t.cond.Truncate(pc.text, room, "")
		if head == "" { // a character wider than the room
			head = string(firstRune(pc.text))
		}
		if head == pc.text {
			break
		}
		out = append(out, unit{[]piece{{head, pc.style}}, t.cols(head)})
		pc.text = pc.text[len(head):]
	}
	return append(out, unit{[]piece{pc}, t.cols(pc.text)})
}

// put prints one line.
func (t *printer) put(lead string, line []piece) {
	var b strings.Builder
	b.WriteString(lead)
	for _, pc := range line {
		if t.color && pc.style != plain {
			b.WriteString("\x1b[" + string(pc.style) + "m" + pc.text + "\x1b[0m")
		} else {
			b.WriteString(pc.text)
		}
	}
	t.w.WriteString(strings.TrimRight(b.String(), " ") + "\n")
}

// rows prints a table without rules: a column is as wide as its widest cell
// where there is room, and wraps where there is not. The last column takes
// what is left. A terminal too narrow for columns gets a paragraph a row.
func (t *printer) rows(head []string, rows [][]string) {
	if t.width < leastColumn*len(head) {
		t.list(head, rows)
		return
	}
	widths := t.columnWidths(append([][]string{head}, rows...))
	t.row(widths, head, bold)
	for _, r := range rows {
		t.row(widths, r, plain)
	}
}

// Columns of text that a table's column needs to be of use, gap included.
const leastColumn = 9

// list prints each row as a paragraph of its first cell and the others by name.
func (t *printer) list(head []string, rows [][]string) {
	for _, r := range rows {
		t.wrap("", "  ", sty(bold, r[0]))
		for i, c := range r[1:] {
			t.wrap("  ", "    ", sty(faint, head[i+1]+": "), txt(c))
		}
	}
}

// columnWidths shares the width out: columns that ask for less than an equal
// part get what they ask for, the others divide the rest.
func (t *printer) columnWidths(rows [][]string) []int {
	n := len(rows[0])
	ask := make([]int, n)
	for _, r := range rows {
		for i, c := range r {
			ask[i] = max(ask[i], t.cols(oneLine(c)), 1)
		}
	}
	room, open := t.width-2*(n-1), n
	widths := make([]int, n)
	if ask[0] <= t.width*2/5 { // the name of the row stays whole where it can
		widths[0] = ask[0]
		room -= ask[0]
		open--
	}
	for settled := true; settled; {
		settled = false
		for i := range ask {
			if widths[i] == 0 && ask[i]*open <= room {
				widths[i], settled = ask[i], true
				room -= ask[i]
				open--
			}
		}
	}
	for i := range widths {
		if widths[i] == 0 {
			widths[i] = max(room/open, 1)
			room -= widths[i]
			open--
		}
	}
	return widths
}

// row prints the cells beside each other, each wrapped in its column.
func (t *printer) row(widths []int, cells []string, s style) {
	lines := make([][]string, len(cells))
	height := 1
	for i, c := range cells {
		lines[i] = t.lines(oneLine(c), widths[i])
		height = max(height, len(lines[i]))
	}
	for y := range height {
		var line []piece
		for i := range cells {
			cell := ""
			if y < len(lines[i]) {
				cell = lines[i][y]
			}
			pad := ""
			if i < len(cells)-1 {
				pad = strings.Repeat(" ", max(widths[i]-t.cols(cell), 0)+2)
			}
			line = append(line, piece{cell, s}, piece{pad, plain})
		}
		t.put("", line)
	}
}

// lines wraps s to width columns.
func (t *printer) lines(s string, width int) []string {
	var out []string
	for _, line := range t.fill([]piece{txt(s)}, width) {
		var b strings.Builder
		for _, pc := range line {
			b.WriteString(pc.text)
		}
		out = append(out, b.String())
	}
	return out
}
