package report

import (
	"bytes"
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
