package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/stemmanews/stemma"
)

// How many questions of a story, entries and changes the summary shows; the
// HTML report has them all.
const (
	shownQuestions = 12
	shownEntries   = 3 // of one claimant: the first and the last ones
	shownChanges   = 12
)

// Terminal writes a summary that fits a terminal: the three counts, what could
// not be seen, per story the questions on which claimants differ, and the
// family trees with their changes.
func Terminal(w io.Writer, r *stemma.Report, o TerminalOptions) error {
	t := &terminal{printer: newPrinter(w, o), x: newIndex(r), all: o.All}
	t.wrap("", "", sty(bold, countsLine(r.Copies.Counts)))
	t.blindSpots()
	for i := range r.Ledger.Stories {
		t.story(&r.Ledger.Stories[i], len(r.Ledger.Stories) > 1)
	}
	t.families()
	t.changes()
	if o.HTML != "" {
		t.blank()
		t.wrap("", "", txt("Everything, with each sentence in its place: "), sty(bold, o.HTML))
	}
	return t.flush()
}

// terminal is a printer that knows the report.
type terminal struct {
	*printer
	x   *index
	all bool
}

func (t *terminal) blindSpots() {
	spots := blindSpots(t.x.r)
	if len(spots) == 0 {
		return
	}
	t.blank()
	t.wrap("", "", sty(yellow, "Not seen, or not for sure"))
	for _, u := range spots {
		t.wrap("  ", "  ", txt(u.Title))
		for i, it := range u.Items {
			if i == 5 && !t.all {
				t.wrap("    ", "    ", sty(faint, "and "+Count(len(u.Items)-i, "more", "more")))
				break
			}
			t.wrap("    ", "      ", sty(cyan, it.Path), sty(faint, ": "+strings.Join(nonEmpty(it.Text, it.Hint), ". ")))
		}
	}
}

func (t *terminal) story(s *stemma.Story, counts bool) {
	t.blank()
	t.heading(storyTitle(s))
	if counts {
		t.wrap("", "", txt(countsLine(s.Counts)))
	}
	if s.Event != nil {
		t.wrap("", "", txt(EventLine(s.Event)))
	}
	var quiet []*stemma.Question
	shown, left := 0, 0
	for i := range s.Questions {
		q := &s.Questions[i]
		switch {
		case !differs(q):
			quiet = append(quiet, q)
		case shown == shownQuestions && !t.all:
			left++
		default:
			t.question(q)
			shown++
		}
	}
	if left > 0 {
		t.blank()
		t.wrap("", "", sty(faint, "and "+Count(left, "more question", "more questions")+" on which claimants differ"))
	}
	t.quiet(quiet, shown > 0)
}

// quiet lists the questions on which nobody differs, a line each.
func (t *terminal) quiet(qs []*stemma.Question, others bool) {
	if len(qs) == 0 {
		return
	}
	t.blank()
	title := "Nobody differs on"
	if others {
		title = "Nobody differs on the rest"
	}
	t.wrap("", "", sty(bold, title))
	for i, q := range qs {
		if i == shownQuestions && !t.all {
			t.wrap("  ", "  ", sty(faint, "and "+Count(len(qs)-i, "more question", "more questions")))
			return
		}
		last := &stemma.Entry{}
		if n := len(q.Entries); n > 0 {
			last = &q.Entries[n-1]
		}
		t.wrap("  ", "    ", txt(oneLine(q.Title)+": "), sty(bold, Clip(saysWords(last), 80)),
			sty(faint, " "+strings.Join(nonEmpty(claimantWords(last), oneLine(last.AsOf)), ", ")))
	}
}

// question shows the entries claimant by claimant, in the order in which they
// first spoke.
func (t *terminal) question(q *stemma.Question) {
	t.blank()
	title := []piece{sty(bold, oneLine(q.Title))}
	if r := RangeWords(q.Range); r != "" {
		title = append(title, sty(faint, " · "+r))
	}
	t.wrap("", "  ", title...)
	for _, group := range byClaimant(q.Entries) {
		t.wrap("  ", "    ", txt(claimantWords(group[0])))
		for i, e := range group {
			if n := len(group) - shownEntries; n > 0 && !t.all && i > 0 && i <= n {
				if i == 1 {
					t.wrap("    ", "    ", sty(faint, "… "+Count(n, "entry", "entries")+" between"))
				}
				continue
			}
			t.entry(e)
		}
	}
	for _, remark := range q.Remarks {
		t.wrap("  ", "  ", sty(faint, oneLine(remark)))
	}
}

// byClaimant groups entries, claimants in the order of their first entry.
func byClaimant(es []stemma.Entry) [][]*stemma.Entry {
	at := map[string]int{}
	var groups [][]*stemma.Entry
	for i := range es {
		e := &es[i]
		g, ok := at[e.Claimant]
		if !ok {
			g = len(groups)
			at[e.Claimant] = g
			groups = append(groups, nil)
		}
		groups[g] = append(groups[g], e)
	}
	return groups
}

// entry shows one entry on a line, and below it the words it stands on.
func (t *terminal) entry(e *stemma.Entry) {
	date := oneLine(e.AsOf)
	if date == "" {
		date = "undated"
	}
	qs := t.x.quotes(e)
	says := Clip(saysWords(e), 160)
	if len(qs) > 0 && e.Value == nil && oneLine(qs[0].focus.In(qs[0].text)) == entryWords(e) {
		says = Stance(e.Stance) // the words follow
	}
	head := []piece{txt(date + " · "), sty(bold, says)}
	if e.Relation != "" && oneLine(e.Relation) != says {
		head = append(head, txt(" · "), sty(relationStyle(e.Relation), oneLine(e.Relation)))
	}
	t.wrap("    ", "      ", append(head, sty(faint, " · "+textsWords(e)))...)
	if len(qs) == 0 {
		return
	}
	where := oneLine(qs[0].path)
	if n := len(refPaths(e.Claims)); n > 1 {
		where += fmt.Sprintf(" +%d", n-1)
	}
	before, words, after := qs[0].parts(max(60, 2*(t.width-8)-t.cols(where)-2))
	t.wrap("      › ", "        ", sty(faint, before), txt(words), sty(faint, after), sty(faint, " —\u00a0"), sty(cyan, where))
}

// relationStyle sets apart what stands against something, and what moves.
func relationStyle(relation string) style {
	switch relation {
	case stemma.EntryConflicts, stemma.EntryDenies:
		return red
	case stemma.EntryUpdates, stemma.EntryDeclines, stemma.EntryUnverified:
		return yellow
	}
	return faint
}

// textsWords tells on how many texts an entry rests.
func textsWords(e *stemma.Entry) string {
	return Count(e.Independent, "text", "texts") + " in " + Count(e.Reports, "report", "reports")
}

func (t *terminal) families() {
	if len(t.x.r.Documents) < 2 {
		return
	}
	t.blank()
	t.heading("Who copied whom")
	for i := range t.x.r.Copies.Families {
		f := &t.x.r.Copies.Families[i]
		if len(familyNodes(f)) < 2 {
			continue
		}
		for _, n := range t.x.trees(f) {
			t.node(n, "", "", nil)
		}
	}
	if alone := t.x.alone(); len(alone) > 0 {
		names := make([]string, len(alone))
		for i, a := range alone {
			names[i] = nodeName(a)
		}
		t.wrap("", "  ", txt("Independent of the others, excerpts aside: "), sty(cyan, strings.Join(names, ", ")))
	}
	for _, e := range t.x.excerpts() {
		t.wrap("", "  ", txt("Excerpt: "+excerptWords(e)))
	}
}

// node draws a text and those below it. more is called after a node's own
// lines with the lead of its further lines, for what a table adds.
func (t *terminal) node(n *node, lead, branch string, more func(n *node, lead string)) {
	below := lead
	switch branch {
	case "├─ ":
		below += "│  "
	case "└─ ":
		below += "   "
	}
	label := []piece{}
	if n.relation != "" {
		label = append(label, sty(faint, oneLine(n.relation)+": "))
	}
	label = append(label, sty(bold, nodeName(n.path)))
	if d := t.x.document(n.path); d != nil {
		label = append(label, sty(faint, " · "+strings.Join(nonEmpty(oneLine(d.Outlet), oneLine(d.Published.Date)), ", ")))
	}
	for _, a := range n.also {
		label = append(label, sty(faint, "; also from "+nodeName(a.From)))
	}
	hang := below + "   "
	if len(n.kids) > 0 {
		hang = below + "│  "
	}
	t.wrap(lead+branch, hang, label...)
	if more != nil {
		more(n, hang)
	}
	for i, k := range n.kids {
		b := "├─ "
		if i == len(n.kids)-1 {
			b = "└─ "
		}
		t.node(k, below, b, more)
	}
}

func (t *terminal) changes() {
	cs := t.x.r.Copies.Changes
	if len(cs) == 0 {
		return
	}
	t.blank()
	t.heading("What the copies changed")
	shown := cs
	if len(cs) > shownChanges && !t.all {
		shown = t.x.weightiest(cs)[:shownChanges]
	}
	for _, group := range byEdge(shown) {
		t.wrap("", "  ", sty(cyan, edgeTitle(group[0].From.Path, group[0].To.Path)))
		for _, c := range group {
			t.change(c)
		}
	}
	if n := len(cs) - len(shown); n > 0 {
		t.wrap("", "", sty(faint, "and "+Count(n, "more change", "more changes")))
	}
}

// edgeTitle names the two reports of a change; a report may contradict itself, or
// differ from what no report of the input has.
func edgeTitle(from, to string) string {
	switch from {
	case to:
		return "within " + nodeName(to)
	case "":
		return "in " + nodeName(to)
	}
	return nodeName(from) + " → " + nodeName(to)
}

// weightiest orders changes by how much they can mislead, kind by kind. What an
// outlet changed in its own report comes last: it may be news.
func (x *index) weightiest(cs []stemma.Change) []stemma.Change {
	order := []string{stemma.ChangeFigure, stemma.ChangeMeasure, stemma.ChangePolarity, stemma.ChangeAttribution, stemma.ChangeCaveat,
		stemma.ChangeComparator, stemma.ChangeQuotation, stemma.ChangeDate, stemma.ChangePlace, stemma.ChangeName}
	rank := func(c stemma.Change) int {
		n := slices.Index(order, c.Kind)
		if n < 0 {
			n = len(order)
		}
		if c.From.Path != c.To.Path && x.sameOutlet(c.From.Path, c.To.Path) {
			n += 100
		}
		return n
	}
	out := slices.Clone(cs)
	slices.SortStableFunc(out, func(a, b stemma.Change) int { return rank(a) - rank(b) })
	return out
}

func (x *index) sameOutlet(a, b string) bool {
	da, db := x.document(a), x.document(b)
	return da != nil && db != nil && da.Outlet != "" && da.Outlet == db.Outlet
}

// byEdge groups changes by the two texts they lie between, in order of the
// first of each.
func byEdge(cs []stemma.Change) [][]*stemma.Change {
	at := map[[2]string]int{}
	var groups [][]*stemma.Change
	for i := range cs {
		key := [2]string{cs[i].From.Path, cs[i].To.Path}
		g, ok := at[key]
		if !ok {
			g = len(groups)
			at[key] = g
			groups = append(groups, nil)
		}
		groups[g] = append(groups[g], &cs[i])
	}
	return groups
}

// change shows before and after on one line where they are short, else below
// each other, cut around the first words that differ.
func (t *terminal) change(c *stemma.Change) {
	from, to := wordDiff(oneLine(c.From.Text), oneLine(c.To.Text))
	head := []piece{sty(bold, oneLine(c.Kind)), txt(": ")}
	tail := sty(faint, inherited(c))
	before, after := t.side(from, red), t.side(to, bold)
	if len(c.From.Text)+len(c.To.Text) < t.width-24 {
		line := append(append(append(head, before...), txt(" → ")), after...)
		t.wrap("  ", "    ", append(line, tail)...)
		return
	}
	t.wrap("  ", "    ", head[0], tail)
	t.wrap("    - ", "      ", before...)
	t.wrap("    + ", "      ", after...)
}

// side shows one reading with its changed words in a style.
func (t *terminal) side(fs []Fragment, s style) []piece {
	var out []piece
	n := 0
	for _, f := range fs {
		text := Clip(f.Text, max(20, 240-n))
		if n += len(f.Text); n > 260 {
			return append(out, txt("…"))
		}
		if f.Changed {
			out = append(out, sty(s, text))
		} else {
			out = append(out, txt(text))
		}
	}
	if len(out) == 0 {
		return []piece{sty(faint, "(nothing)")}
	}
	return out
}

// inherited tells which texts took a change over.
func inherited(c *stemma.Change) string {
	if len(c.InheritedBy) == 0 {
		return ""
	}
	names := make([]string, len(c.InheritedBy))
	for i, p := range c.InheritedBy {
		names[i] = nodeName(p)
	}
	return ", and so in " + strings.Join(names, ", ")
}
