package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/stemmanews/stemma"
)

// DocumentsTable writes what was read: one row a document, then what was not
// read or is in doubt. It needs Documents, Skipped and Notices of r.
func DocumentsTable(w io.Writer, r *stemma.Report, o TerminalOptions) error {
	t := &terminal{printer: newPrinter(w, o), x: newIndex(r), all: true}
	var rows [][]string
	for i := range r.Documents {
		d := &r.Documents[i]
		rows = append(rows, []string{d.Path, d.Outlet, publishedWords(d.Published), d.Language,
			fmt.Sprint(bodyWords(d)), fmt.Sprint(furnitureWords(d)), Clip(oneLine(d.Headline.Text), 60)})
	}
	if len(rows) > 0 {
		t.rows([]string{"path", "outlet", "published", "lang", "words", "furniture", "headline"}, rows)
	}
	t.blindSpots()
	return t.flush()
}

func publishedWords(p stemma.Published) string {
	if p.From == stemma.DateInferred {
		return p.Date + " (inferred)"
	}
	return p.Date
}

// bodyWords counts the words of the article.
func bodyWords(d *stemma.Document) int {
	n := 0
	for _, s := range d.Body {
		n += len(strings.Fields(inside(s, d.Text).In(d.Text)))
	}
	return n
}

// furnitureWords counts the words that are not the article.
func furnitureWords(d *stemma.Document) int {
	n := 0
	for _, f := range d.Furniture {
		n += len(strings.Fields(inside(f.Span, d.Text).In(d.Text)))
	}
	return n
}

// ClaimsTable writes the claims of each document: source, cue and stance on one
// line, the words on the next, then each figure. It needs Documents and Claims
// of r.
func ClaimsTable(w io.Writer, r *stemma.Report, o TerminalOptions) error {
	t := &terminal{printer: newPrinter(w, o), x: newIndex(r), all: true}
	for i := range r.Claims {
		if i > 0 {
			t.blank()
		}
		t.claims(&r.Claims[i])
	}
	return t.flush()
}

func (t *terminal) claims(dc *stemma.DocumentClaims) {
	d := t.x.document(dc.Path)
	if d == nil {
		d = &stemma.Document{Path: dc.Path}
	}
	title := strings.Join(nonEmpty(oneLine(d.Path), oneLine(d.Outlet), oneLine(d.Published.Date)), " · ")
	t.heading(title + " · " + Count(len(dc.Claims), "claim", "claims"))
	for i := range dc.Claims {
		t.claim(d, &dc.Claims[i])
	}
}

func (t *terminal) claim(d *stemma.Document, c *stemma.Claim) {
	id := oneLine(c.ID)
	hang := strings.Repeat(" ", t.cols(id)+2)
	head := []piece{sty(bold, sourceName(c))}
	if p := oneLine(c.Source.Party); p != "" && p != oneLine(c.Source.Name) {
		head = append(head, sty(faint, " ("+p+")"))
	}
	if cue := joined(d.Text, c.Cue.Spans); cue != "" {
		head = append(head, txt(" "), sty(cyan, cue))
	}
	if s := stanceNote(c); s != "" {
		head = append(head, txt(" "), sty(yellow, "["+s+"]"))
	}
	if v := viaNames(c); v != "" {
		head = append(head, sty(faint, " via "+v))
	}
	if c.Said.Date != "" {
		head = append(head, sty(faint, " "+oneLine(c.Said.Date)))
	}
	t.wrap(id+"  ", hang, head...)
	if words := joined(d.Text, c.Content.Spans); words != "" {
		t.wrap(hang, hang, txt(Clip(words, 400)))
	}
	for i := range c.Figures {
		t.wrap(hang+"= ", hang+"  ", sty(bold, figureLine(&c.Figures[i])))
	}
}

// sourceName is whom a claim is of, for people.
func sourceName(c *stemma.Claim) string {
	name := oneLine(c.Source.Name)
	switch {
	case c.OwnVoice() && name == "":
		return "the outlet itself"
	case c.OwnVoice():
		return name + ", in its own voice"
	case name != "":
		return name
	case c.Source.Text != "":
		return oneLine(c.Source.Text)
	}
	return "nobody named"
}

// stanceNote tells stance and certainty where they are not the plain ones.
func stanceNote(c *stemma.Claim) string {
	var parts []string
	if c.Stance != stemma.StanceAsserts && c.Stance != "" {
		parts = append(parts, oneLine(c.Stance))
	}
	if c.Certainty != stemma.CertaintyCertain && c.Certainty != "" {
		parts = append(parts, oneLine(c.Certainty))
	}
	return strings.Join(parts, ", ")
}

// CopiesTable writes the counts, the family trees, for each edge its shares and
// evidence, the excerpts, and the changes. It needs Documents and Copies of r.
func CopiesTable(w io.Writer, r *stemma.Report, o TerminalOptions) error {
	t := &terminal{printer: newPrinter(w, o), x: newIndex(r), all: true}
	c := r.Copies.Counts
	t.wrap("", "", sty(bold, countsLine(c)))
	for i := range r.Copies.Families {
		f := &r.Copies.Families[i]
		if len(familyNodes(f)) < 2 {
			continue
		}
		t.blank()
		for _, n := range t.x.trees(f) {
			t.node(n, "", "", t.edge)
		}
	}
	t.aloneAndExcerpts()
	t.changes()
	return t.flush()
}

// edge prints what is known of the edge above n.
func (t *terminal) edge(n *node, lead string) {
	if n.pair == nil {
		return
	}
	from := n.pair.A
	if from == n.path {
		from = n.pair.B
	}
	t.evidence(n.pair, from, lead)
}

func (t *terminal) evidence(pr *stemma.Pair, from, lead string) {
	ofParent, ofChild := shares(pr, from)
	t.wrap(lead, lead, sty(faint, "takes "+percent(ofParent)+" of it, which is "+percent(ofChild)+
		" of its own words; direction "+oneLine(pr.Direction)+", confidence "+percent(pr.Confidence)))
	for _, e := range pr.Evidence {
		t.wrap(lead+"· ", lead+"  ", sty(faint, oneLine(e.Kind)+": "+oneLine(e.Detail)))
	}
}

func (t *terminal) aloneAndExcerpts() {
	if alone := t.x.alone(); len(alone) > 0 {
		t.blank()
		t.wrap("", "", sty(bold, "Independent of the others, excerpts aside"))
		for _, a := range alone {
			t.wrap("  ", "    ", txt(nodeName(a)), sty(faint, " · "+t.x.outlet(a)))
		}
	}
	for _, e := range t.x.excerpts() {
		t.blank()
		t.wrap("", "  ", sty(bold, "Excerpt: "), txt(excerptWords(e)))
		t.evidence(e.pair, e.from, "  ")
	}
}

// LedgerTable writes every question of every story with all its entries, and
// the timelines. It needs Documents, Claims and Ledger of r.
func LedgerTable(w io.Writer, r *stemma.Report, o TerminalOptions) error {
	t := &terminal{printer: newPrinter(w, o), x: newIndex(r), all: true}
	for i := range r.Ledger.Stories {
		s := &r.Ledger.Stories[i]
		if i > 0 {
			t.blank()
		}
		t.heading(storyTitle(s))
		t.wrap("", "", txt(countsLine(s.Counts)))
		for j := range s.Questions {
			t.question(&s.Questions[j])
		}
		t.timeline(s.Timeline)
	}
	return t.flush()
}

func (t *terminal) timeline(lines []stemma.TimelineLine) {
	if len(lines) == 0 {
		return
	}
	t.blank()
	t.wrap("", "", sty(bold, "Timeline"))
	for _, l := range lines {
		where := ""
		if paths := refPaths(l.Claims); len(paths) > 0 {
			where = " " + oneLine(paths[0])
		}
		t.wrap("  ", "    ", sty(bold, oneLine(l.Date)), txt("  "+oneLine(l.Text)), sty(cyan, where))
	}
}
