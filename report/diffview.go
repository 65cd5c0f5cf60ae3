package report

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"github.com/stemmanews/stemma"
)

// Width in columns from which two texts stand side by side.
const sideBySide = 60

// DiffView writes two reports beside each other, passage by passage in the
// order of a, with the words that differ marked: in colour, or without it in
// the manner of wdiff, [-before-] and {+after+}. What only one of them has
// stands alone in its column. It needs Documents and Copies of r.
func DiffView(w io.Writer, r *stemma.Report, a, b string, o TerminalOptions) error {
	x := newIndex(r)
	da, db, pair := x.document(a), x.document(b), x.pair[[2]string{a, b}]
	switch {
	case da == nil:
		return fmt.Errorf("report: comparing two reports: no document %q", a)
	case db == nil:
		return fmt.Errorf("report: comparing two reports: no document %q", b)
	case pair == nil || len(pair.Passages) == 0:
		return fmt.Errorf("report: comparing two reports: %q and %q have no passage in common", a, b)
	}
	t := &terminal{printer: newPrinter(w, o), x: x, all: true}
	t.pairHead(pair, a, b)
	between := changesBetween(r.Copies.Changes, a, b)
	for _, row := range alignedRows(da, db, wholeParagraphs(da, db, passagesFrom(pair, a))) {
		t.diffRow(row.words(da, db))
		between = t.rowChanges(row, a, between)
		t.blank()
	}
	for _, c := range between { // what no row has: sentences that are gone
		t.change(c)
	}
	return t.flush()
}

// changesBetween are the changes that led from one of two reports to the other.
func changesBetween(all []stemma.Change, a, b string) []*stemma.Change {
	var out []*stemma.Change
	for i := range all {
		if c := &all[i]; c.From.Path == a && c.To.Path == b || c.From.Path == b && c.To.Path == a {
			out = append(out, c)
		}
	}
	return out
}

// rowChanges prints the changes whose words stand in a row, and returns the
// others.
func (t *terminal) rowChanges(row diffRow, a string, cs []*stemma.Change) []*stemma.Change {
	var rest []*stemma.Change
	for _, c := range cs {
		in := row.b
		if c.To.Path == a {
			in = row.a
		}
		if c.To.Span != nil && in != nil && c.To.Span.Overlaps(*in) {
			t.change(c)
		} else {
			rest = append(rest, c)
		}
	}
	return rest
}

// wholeParagraphs joins passages that lie in one paragraph of both texts, and
// widens each to the ends of its paragraphs as far as no other passage has
// them: a reader compares sentences, not the stretches that happen to agree.
func wholeParagraphs(a, b *stemma.Document, ps []stemma.Passage) []stemma.Passage {
	var out []stemma.Passage
	for _, p := range ps {
		if n := len(out); n > 0 {
			q := &out[n-1]
			if together(a.Text, q.A, p.A) && together(b.Text, q.B, p.B) {
				q.A[1], q.B[1] = max(q.A[1], p.A[1]), max(q.B[1], p.B[1])
				continue
			}
		}
		out = append(out, p)
	}
	sidesA, sidesB := make([]stemma.Span, len(out)), make([]stemma.Span, len(out))
	for i, p := range out {
		sidesA[i], sidesB[i] = p.A, p.B
	}
	for i := range out {
		out[i].A, out[i].B = widened(a.Text, sidesA, i), widened(b.Text, sidesB, i)
		sidesA[i], sidesB[i] = out[i].A, out[i].B
	}
	return out
}

// together reports whether q is part of p, or follows it in one paragraph.
func together(text string, p, q stemma.Span) bool {
	return p.Overlaps(q) || p[1] <= q[0] && !strings.Contains(text[p[1]:q[0]], "\n")
}

// widened is span i of spans, stretched to the ends of its paragraph but not
// into another span.
func widened(text string, spans []stemma.Span, i int) stemma.Span {
	s := spans[i]
	low, high := strings.LastIndexByte(text[:s[0]], '\n')+1, len(text)
	if n := strings.IndexByte(text[s[1]:], '\n'); n >= 0 {
		high = s[1] + n
	}
	for k, o := range spans {
		switch {
		case k == i:
		case o[1] <= s[0]:
			low = max(low, o[1])
		case o[0] >= s[1]:
			high = min(high, o[0])
		}
	}
	return stemma.Span{min(low, s[0]), max(high, s[1])}
}

func (t *terminal) pairHead(pair *stemma.Pair, a, b string) {
	ofA, ofB := shares(pair, a)
	t.wrap("", "", sty(bold, nodeName(a)), txt(" and "), sty(bold, nodeName(b)), txt(": "+oneLine(pair.Relation)),
		sty(faint, ", "+percent(ofA)+" and "+percent(ofB)+" of their words in common"))
	t.blank()
}

// passagesFrom are the passages of a pair with the side of path as A.
func passagesFrom(pair *stemma.Pair, path string) []stemma.Passage {
	ps := slices.Clone(pair.Passages)
	if pair.A != path {
		for i := range ps {
			ps[i].A, ps[i].B = ps[i].B, ps[i].A
		}
	}
	slices.SortStableFunc(ps, func(p, q stemma.Passage) int { return p.A[0] - q.A[0] })
	return ps
}

// diffRow is a stretch of either text, or of both; nil where one has none.
type diffRow struct {
	a, b *stemma.Span
	kind string // of the passage, "" for what only one of them has
}

// alignedRows sets the passages beside each other and what lies between them in
// rows of their own. A passage that stands earlier in b than the one before
// takes no text between along.
func alignedRows(a, b *stemma.Document, ps []stemma.Passage) []diffRow {
	var rows []diffRow
	atA, atB := bodySpan(a)[0], bodySpan(b)[0]
	upTo := func(endA, endB int) {
		for _, s := range wordy(a.Text, stemma.Span{atA, endA}) {
			rows = append(rows, diffRow{a: &s})
		}
		for _, s := range wordy(b.Text, stemma.Span{atB, endB}) {
			rows = append(rows, diffRow{b: &s})
		}
	}
	for _, p := range ps {
		pa, pb := inside(p.A, a.Text), inside(p.B, b.Text)
		upTo(pa[0], pb[0])
		rows = append(rows, diffRow{&pa, &pb, p.Kind})
		atA, atB = max(atA, pa[1]), max(atB, pb[1])
	}
	upTo(bodySpan(a)[1], bodySpan(b)[1])
	return rows
}

// wordy are the paragraphs of a stretch that are more than punctuation.
func wordy(text string, in stemma.Span) []stemma.Span {
	return slices.DeleteFunc(paragraphs(text, inside(in, text)), func(s stemma.Span) bool {
		return !strings.ContainsFunc(s.In(text), func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
	})
}

// words are the words of a row on either side, and which of them differ.
func (r diffRow) words(a, b *stemma.Document) (from, to []Fragment) {
	return wordDiff(oneLine(textOf(r.a, a)), oneLine(textOf(r.b, b)))
}

func textOf(s *stemma.Span, d *stemma.Document) string {
	if s == nil {
		return ""
	}
	return s.In(d.Text)
}

// bodySpan reaches from the first to the last byte of the article.
func bodySpan(d *stemma.Document) stemma.Span {
	if h, ok := hull(d.Body); ok {
		return inside(h, d.Text)
	}
	return stemma.Span{0, len(d.Text)}
}

func (t *terminal) diffRow(from, to []Fragment) {
	left, right := t.marked(from, red, "[-", "-]"), t.marked(to, bold, "{+", "+}")
	if t.width < sideBySide {
		if len(left) > 0 {
			t.wrap("< ", "  ", left...)
		}
		if len(right) > 0 {
			t.wrap("> ", "  ", right...)
		}
		return
	}
	t.beside(left, right)
}

// marked sets changed words apart, by colour or by brackets.
func (t *terminal) marked(fs []Fragment, s style, open, end string) []piece {
	var out []piece
	for _, f := range fs {
		switch {
		case !f.Changed:
			out = append(out, txt(f.Text))
		case t.color:
			out = append(out, sty(s, f.Text))
		default:
			out = append(out, txt(open+f.Text+end))
		}
	}
	return out
}

// beside prints two paragraphs in two columns.
func (t *printer) beside(left, right []piece) {
	width := (t.width - 3) / 2
	l, r := t.fill(left, width), t.fill(right, width)
	for y := range max(len(l), len(r)) {
		var line []piece
		used := 0
		if y < len(l) {
			for _, pc := range l[y] {
				used += t.cols(pc.text)
			}
			line = append(line, l[y]...)
		}
		line = append(line, txt(strings.Repeat(" ", width-used)+" │ "))
		if y < len(r) {
			line = append(line, r[y]...)
		}
		t.put("", line)
	}
}
