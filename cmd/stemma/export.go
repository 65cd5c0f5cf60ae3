package main

import (
	"fmt"
	"io"
	"strconv"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/desk"
	"github.com/stemmanews/stemma/report"
)

// exportCmd writes a workspace out.
type exportCmd struct {
	workspaceFlags
	output
	Format    string   `enum:"json,csv,xlsx,md" default:"json" help:"json (documents, claims, copies, ledger), csv (one entry a row), xlsx (entries, reports, claims, changes) or md."`
	Story     []string `placeholder:"ID" help:"Only this story; may be given several times."`
	Originals string   `placeholder:"DIR" help:"Write the saved reports into this new folder, byte for byte, with a manifest.csv, and nothing else unless -o names a file."`
}

func (*exportCmd) Help() string {
	return `Writes the books out, corrections applied: to standard output, or to -o FILE. With --originals, writes
the saved bytes of every report, all versions of it, into a new folder; stemma report reads that
folder as it read the reports at first.

Examples:
  stemma export --format xlsx -o books.xlsx
  stemma export --format md --story s1
  stemma export --originals saved/`
}

func (c *exportCmd) Run(s *session) (err error) {
	ws, done, err := c.open(s)
	if err != nil {
		return err
	}
	defer func() { err = firstError(err, done()) }()
	if c.Originals != "" {
		n, err := writeOriginals(s.ctx, ws, c.Originals)
		if err != nil {
			return err
		}
		fmt.Fprintf(s.stderr, "Wrote %s to %s.\n", report.Count(n, "report", "reports"), c.Originals)
		if c.Out == "" {
			return nil
		}
	}
	write := map[string]func(*session, *desk.Workspace, io.Writer) error{"json": c.json, "csv": c.csv, "xlsx": c.xlsx, "md": c.markdown}[c.Format]
	return c.write(s, func(w io.Writer) error { return write(s, ws, w) })
}

// each calls f for the reports of the stories asked for, one after the other.
func (c *exportCmd) each(s *session, ws *desk.Workspace, f func(*stemma.Report) error) error {
	if len(c.Story) == 0 {
		return ws.EachStory(s.ctx, f)
	}
	for _, id := range c.Story {
		r, err := ws.StoryReport(s.ctx, id)
		if err != nil {
			return err
		}
		if err := f(r); err != nil {
			return err
		}
	}
	return nil
}

func (c *exportCmd) csv(s *session, ws *desk.Workspace, w io.Writer) error {
	if err := report.CSVRows(w, [][]string{report.EntryHeader}); err != nil {
		return err
	}
	return c.each(s, ws, func(r *stemma.Report) error { return report.CSVRows(w, report.EntryRows(r)) })
}

func (c *exportCmd) xlsx(s *session, ws *desk.Workspace, w io.Writer) error {
	b, err := report.NewWorkbook()
	if err != nil {
		return err
	}
	if err := c.each(s, ws, b.Add); err != nil {
		return err
	}
	return b.Write(w)
}

func (c *exportCmd) markdown(s *session, ws *desk.Workspace, w io.Writer) error {
	return c.each(s, ws, func(r *stemma.Report) error {
		return report.MarkdownUnder(w, r, r.Ledger.Stories[0].Title+" ("+r.Ledger.Stories[0].ID+")")
	})
}

// json writes one object in the form of stemma report. It goes through the
// stories once for each of its lists, so that no more than one story is in
// memory.
func (c *exportCmd) json(s *session, ws *desk.Workspace, w io.Writer) error {
	j := &jsonWriter{w: w}
	counts, names := stemma.Counts{}, map[string]bool{}
	list := func(name string, rows func(*stemma.Report) []any) {
		j.open(name)
		j.keep(c.each(s, ws, func(r *stemma.Report) error {
			for _, row := range rows(r) {
				j.row(row)
			}
			return j.err
		}))
		j.close("]")
	}
	j.text(`{"version": ` + strconv.Itoa(stemma.Version))
	list("documents", func(r *stemma.Report) []any {
		n := r.Ledger.Stories[0].Counts
		counts.Reports, counts.Independent = counts.Reports+n.Reports, counts.Independent+n.Independent
		for _, name := range stemma.ClaimantNames(r.Claims) {
			names[name] = true
		}
		return anys(r.Documents)
	})
	list("claims", func(r *stemma.Report) []any { return anys(r.Claims) })
	j.group("copies")
	list("pairs", once(func(r *stemma.Report) []stemma.Pair { return r.Copies.Pairs }, func(p *stemma.Pair) string { return p.A + "\x00" + p.B }))
	families := 0
	byMembers := once(func(r *stemma.Report) []stemma.Family { return r.Copies.Families }, func(f *stemma.Family) string { return f.Members[0] })
	list("families", func(r *stemma.Report) []any {
		rows := byMembers(r)
		for i := range rows {
			f := rows[i].(stemma.Family)
			families++
			f.ID = "f" + strconv.Itoa(families)
			rows[i] = f
		}
		return rows
	})
	counts.Claimants = len(names)
	j.value("counts", counts)
	list("changes", once(func(r *stemma.Report) []stemma.Change { return r.Copies.Changes }, func(x *stemma.Change) string {
		return fmt.Sprint(x.Kind, x.From.Path, x.From.Text, x.To.Path, x.To.Text, spanOf(x.From.Span), spanOf(x.To.Span))
	}))
	j.close("}")
	j.group("ledger")
	list("stories", func(r *stemma.Report) []any { return anys(r.Ledger.Stories) })
	j.close("}")
	skipped, err := ws.Skipped(s.ctx)
	j.keep(err)
	j.value("skipped", skipped)
	list("notices", func(r *stemma.Report) []any { return anys(r.Notices) })
	j.text("}\n")
	return j.err
}

func spanOf(s *stemma.Span) stemma.Span {
	if s == nil {
		return stemma.Span{-1, -1}
	}
	return *s
}

func anys[T any](list []T) []any {
	out := make([]any, len(list))
	for i, x := range list {
		out[i] = x
	}
	return out
}

// once lists the parts of all stories, each of them once: copies between two
// stories stand in both.
func once[T any](list func(*stemma.Report) []T, key func(*T) string) func(*stemma.Report) []any {
	seen := map[string]bool{}
	return func(r *stemma.Report) []any {
		var out []any
		for _, x := range list(r) {
			if k := key(&x); !seen[k] {
				seen[k] = true
				out = append(out, x)
			}
		}
		return out
	}
}

// jsonWriter writes an object part by part. After an error it writes nothing
// more.
type jsonWriter struct {
	w     io.Writer
	err   error
	fresh bool // nothing stands in the list, or the group, yet
}

func (j *jsonWriter) keep(err error) {
	if j.err == nil {
		j.err = err
	}
}

func (j *jsonWriter) text(s string) {
	if j.err == nil {
		_, err := io.WriteString(j.w, s)
		j.keep(err)
	}
}

func (j *jsonWriter) next() {
	if !j.fresh {
		j.text(",\n")
	}
	j.fresh = false
}

func (j *jsonWriter) open(name string) {
	j.next()
	j.text(strconv.Quote(name) + ": [")
	j.fresh = true
}

func (j *jsonWriter) group(name string) {
	j.next()
	j.text(strconv.Quote(name) + ": {")
	j.fresh = true
}

func (j *jsonWriter) close(s string) {
	j.text(s)
	j.fresh = false
}

func (j *jsonWriter) row(v any) {
	j.next()
	if j.err == nil {
		j.keep(report.JSON(j.w, v, false))
	}
}

func (j *jsonWriter) value(name string, v any) {
	j.next()
	j.text(strconv.Quote(name) + ": ")
	if j.err == nil {
		j.keep(report.JSON(j.w, v, false))
	}
}
