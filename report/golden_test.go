package report

import (
	"bytes"
	"errors"
	"io"
	"testing"

	"github.com/stemmanews/stemma"
)

// writers are all that write a report, by the golden file they write.
var writers = []struct {
	name  string
	write func(w io.Writer, r *stemma.Report) error
}{
	{"terminal.txt", terminalOf(Terminal)},
	{"documents.txt", terminalOf(DocumentsTable)},
	{"claims.txt", terminalOf(ClaimsTable)},
	{"copies.txt", terminalOf(CopiesTable)},
	{"ledger.txt", terminalOf(LedgerTable)},
	{"report.md", Markdown},
	{"report.csv", CSV},
	{"claims.csv", ClaimsCSV},
	{"ucdp.csv", profileOf("ucdp")},
	{"acled.csv", profileOf("acled")},
	{"airwars.csv", profileOf("airwars")},
	{"wikipedia.txt", profileOf("wikipedia")},
}

func profileOf(name string) func(io.Writer, *stemma.Report) error {
	return func(w io.Writer, r *stemma.Report) error { return Profile(w, r, name) }
}

func terminalOf(f func(io.Writer, *stemma.Report, TerminalOptions) error) func(io.Writer, *stemma.Report) error {
	return func(w io.Writer, r *stemma.Report) error {
		return f(w, r, TerminalOptions{Width: 100, HTML: "stemma.html"})
	}
}

func colourTerminal(w io.Writer, r *stemma.Report) error {
	return Terminal(w, r, TerminalOptions{Width: 100, Color: true, HTML: "stemma.html"})
}

// terminalWidth is the text writer of that golden file at another width.
func terminalWidth(name string, width int) func(io.Writer, *stemma.Report) error {
	o := TerminalOptions{Width: width, HTML: "stemma.html"}
	return func(w io.Writer, r *stemma.Report) error {
		switch name {
		case "documents.txt":
			return DocumentsTable(w, r, o)
		case "claims.txt":
			return ClaimsTable(w, r, o)
		case "copies.txt":
			return CopiesTable(w, r, o)
		case "ledger.txt":
			return LedgerTable(w, r, o)
		}
		return Terminal(w, r, o)
	}
}

func TestGolden(t *testing.T) {
	for _, wr := range writers {
		t.Run(wr.name, func(t *testing.T) {
			var first, second bytes.Buffer
			if err := wr.write(&first, quake(t)); err != nil {
				t.Fatal(err)
			}
			if err := wr.write(&second, quake(t)); err != nil {
				t.Fatal(err)
			}
			if first.String() != second.String() {
				t.Error("two runs give different bytes")
			}
			golden(t, wr.name, first.String())
		})
	}
}

// TestEmpty gives every writer reports with nothing in them.
func TestEmpty(t *testing.T) {
	for _, r := range []*stemma.Report{
		{},
		{Documents: []stemma.Document{{}}, Claims: []stemma.DocumentClaims{{Claims: []stemma.Claim{{}}}}},
		{Copies: stemma.Copies{Pairs: []stemma.Pair{{}}, Families: []stemma.Family{{}, {Members: []string{"a", "b"}, Edges: []stemma.Edge{{}, {From: "a", To: "b"}, {From: "b", To: "a"}, {From: "a", To: "a"}}}}, Changes: []stemma.Change{{}}}},
		{Ledger: stemma.Ledger{Stories: []stemma.Story{{Questions: []stemma.Question{{Entries: []stemma.Entry{{}, {Value: &stemma.Value{}}}}}, Timeline: []stemma.TimelineLine{{}}, Event: &stemma.Event{}}}}},
	} {
		for _, wr := range append(writers, writerHTML) {
			if out := render(t, wr.write, r); wr.name == "terminal.txt" && out == "" {
				t.Errorf("%s: nothing for %+v", wr.name, r)
			}
		}
	}
}

// failing is a writer that takes nothing.
type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestWriteErrors(t *testing.T) {
	for _, wr := range append(writers, writerHTML) {
		if err := wr.write(failing{}, quake(t)); !errors.Is(err, io.ErrClosedPipe) {
			t.Errorf("%s: error %v, want one that wraps the writer's", wr.name, err)
		}
	}
	if err := JSON(failing{}, quake(t), true); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("JSON: error %v", err)
	}
}

func BenchmarkHTML(b *testing.B) {
	r := quake(b)
	for b.Loop() {
		if err := HTML(io.Discard, r); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkTerminal(b *testing.B) {
	r := quake(b)
	for b.Loop() {
		if err := Terminal(io.Discard, r, TerminalOptions{Width: 100}); err != nil {
			b.Fatal(err)
		}
	}
}
