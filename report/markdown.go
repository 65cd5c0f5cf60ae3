package report

import (
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/stemmanews/stemma"
)

// Markdown writes the report as GitHub-flavoured Markdown: the three counts,
// what could not be seen, each question as a table, the family trees, the
// changes, the timeline and the list of documents. Every word of a document is
// escaped.
func Markdown(w io.Writer, r *stemma.Report) error { return MarkdownUnder(w, r, "Stemma report") }

// MarkdownUnder is [Markdown] under a heading of the caller's.
func MarkdownUnder(w io.Writer, r *stemma.Report, heading string) error {
	m := &markdown{x: newIndex(r)}
	m.line("# "+escape(heading), "")
	m.line(m.bold(countsLine(r.Copies.Counts))+".", "")
	m.unseen()
	for i := range r.Ledger.Stories {
		m.story(&r.Ledger.Stories[i])
	}
	m.families()
	m.changes()
	m.documents()
	if _, err := io.WriteString(w, Visible(m.w.String())); err != nil {
		return fmt.Errorf("report: writing Markdown: %w", err)
	}
	return nil
}

// markdown gathers lines.
type markdown struct {
	x *index
	w strings.Builder
}

func (m *markdown) line(lines ...string) {
	for _, l := range lines {
		m.w.WriteString(l)
		m.w.WriteByte('\n')
	}
}

func (m *markdown) bold(s string) string { return "**" + s + "**" }

// row writes a table row; cells are escaped already.
func (m *markdown) row(cells ...string) { m.line("| " + strings.Join(cells, " | ") + " |") }

func (m *markdown) head(cells ...string) {
	m.line("")
	m.row(cells...)
	m.line("|" + strings.Repeat(" --- |", len(cells)))
}

func (m *markdown) unseen() {
	spots := blindSpots(m.x.r)
	if len(spots) == 0 {
		return
	}
	m.line("## What this report cannot see", "")
	for _, u := range spots {
		m.line("- " + escape(u.Title))
		for _, it := range u.Items {
			m.line("  - " + strings.Join(nonEmpty(escape(it.Path), escape(it.Text), escape(it.Hint)), " — "))
		}
	}
	m.line("")
}

func (m *markdown) story(s *stemma.Story) {
	m.line("## "+escape(storyTitle(s)), "", countsLine(s.Counts)+".", "")
	if s.Event != nil {
		m.line(escape(EventLine(s.Event)), "")
	}
	for i := range s.Questions {
		m.question(&s.Questions[i])
	}
	if len(s.Timeline) == 0 {
		return
	}
	m.line("### Timeline", "")
	for _, t := range s.Timeline {
		m.line("- " + m.bold(escape(t.Date)) + " " + escape(t.Text) + m.sources(t.Claims))
	}
	m.line("")
}

func (m *markdown) question(q *stemma.Question) {
	m.line("### " + escape(q.Title))
	if r := RangeWords(q.Range); r != "" {
		m.line("", "Range: "+r+".")
	}
	for _, remark := range q.Remarks {
		m.line("", escape(remark))
	}
	m.head("Claimant", "Says", "As of", "Relation", "Texts", "Words")
	for i := range q.Entries {
		e := &q.Entries[i]
		m.row(escape(claimantWords(e)), escape(saysWords(e)), escape(e.AsOf), escape(e.Relation),
			fmt.Sprintf("%d of %s", e.Independent, Count(e.Reports, "report", "reports")), m.quote(e))
	}
	m.line("")
}

func (m *markdown) quote(e *stemma.Entry) string {
	qs := m.x.quotes(e)
	if len(qs) == 0 {
		return ""
	}
	before, words, after := qs[0].parts(240)
	if words != "" {
		words = m.bold(escape(words))
	}
	return escape(before) + blank(strings.TrimRightFunc(before, unicode.IsSpace) != before) + words +
		blank(strings.TrimLeftFunc(after, unicode.IsSpace) != after) + escape(after) + " (" + escape(qs[0].path) + ")"
}

// blank is a space where the text has one: escape trims what it is given.
func blank(there bool) string {
	if there {
		return " "
	}
	return ""
}

// sources lists the documents behind claims, each once.
func (m *markdown) sources(refs []stemma.ClaimRef) string {
	paths := refPaths(refs)
	if len(paths) == 0 {
		return ""
	}
	for i := range paths {
		paths[i] = escape(paths[i])
	}
	return " (" + strings.Join(paths, ", ") + ")"
}

func (m *markdown) families() {
	m.line("## Family tree", "")
	for i := range m.x.r.Copies.Families {
		f := &m.x.r.Copies.Families[i]
		if len(familyNodes(f)) < 2 {
			continue
		}
		for _, n := range m.x.trees(f) {
			m.node(n, 0)
		}
		m.line("")
	}
	if alone := m.x.alone(); len(alone) > 0 {
		m.line("Independent of the others, excerpts aside: " + escape(strings.Join(alone, ", ")) + ".")
	}
	for _, e := range m.x.excerpts() {
		m.line("", escape(excerptWords(e))+".")
	}
	m.line("")
}

func (m *markdown) node(n *node, depth int) {
	label := m.bold(escape(nodeName(n.path)))
	if n.relation != "" {
		label = escape(n.relation) + ": " + label
	}
	for _, a := range n.also {
		label += "; also from " + escape(nodeName(a.From))
	}
	m.line(strings.Repeat("  ", depth) + "- " + label)
	for _, k := range n.kids {
		m.node(k, depth+1)
	}
}

func (m *markdown) changes() {
	if len(m.x.r.Copies.Changes) == 0 {
		return
	}
	m.line("## Changes")
	m.head("Kind", "Before", "After", "First in", "Inherited by")
	for i := range m.x.r.Copies.Changes {
		c := &m.x.r.Copies.Changes[i]
		m.row(escape(c.Kind), m.side(c.From), m.side(c.To), escape(c.To.Path), escape(strings.Join(c.InheritedBy, ", ")))
	}
	m.line("")
}

func (m *markdown) side(s stemma.Side) string {
	if s.Text == "" {
		return "(nothing)"
	}
	return escape(Clip(oneLine(s.Text), 240))
}

func (m *markdown) documents() {
	m.line("## Documents")
	m.head("Path", "Outlet", "Published", "Headline", "Claims")
	for i := range m.x.r.Documents {
		d := &m.x.r.Documents[i]
		m.row(escape(d.Path), escape(d.Outlet), escape(d.Published.Date), escape(Clip(oneLine(d.Headline.Text), 160)),
			fmt.Sprint(len(m.x.claims[d.Path])))
	}
}

// escape makes s plain text of one line in Markdown: no markup, no HTML, no
// table cell of its own, no link that a reader did not ask for.
func escape(s string) string {
	s = oneLine(s)
	var b strings.Builder
	for i, r := range s {
		if strings.ContainsRune("\\`*_[]<>#|~&$@", r) || steersLine(s, i, r) || startsLink(s, i, r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// steersLine reports whether r at i makes a list, a rule or a heading of a line
// that s may begin: "- x", "1. x", "===".
func steersLine(s string, i int, r rune) bool {
	switch r {
	case '-', '+', '=', '!':
		return i == 0
	case '.', ')':
		return i > 0 && strings.Trim(s[:i], "0123456789") == ""
	}
	return false
}

// startsLink reports whether GitHub would make a link of the words around the
// colon or full stop r at i: "https://…", "www.…".
func startsLink(s string, i int, r rune) bool {
	return r == ':' && strings.HasPrefix(s[i:], "://") ||
		r == '.' && i >= 3 && strings.EqualFold(s[i-3:i], "www")
}

func nonEmpty(parts ...string) []string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return out
}
