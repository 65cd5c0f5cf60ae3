package report

import (
	"fmt"
	"io"
	"strconv"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"github.com/stemmanews/stemma"
)

// Limits of a worksheet (Microsoft, "Excel specifications and limits").
const (
	sheetRows  = 1_048_576
	cellRunes  = 32_767
	clippedEnd = " …"
)

// Workbook is a spreadsheet in the form of Office Open XML (ISO/IEC 29500),
// written row by row: the entries of all questions, the documents, their
// claims and the changes. No cell is a formula: what a spreadsheet might take
// for one has a leading apostrophe, as in [CSV].
type Workbook struct {
	f      *excelize.File
	sheets []*sheet
}

// sheet is one kind of rows. A full one goes on in another.
type sheet struct {
	name    string
	header  []string
	numbers map[int]bool // columns that hold numbers
	part    int
	row     int
	w       *excelize.StreamWriter
}

// NewWorkbook makes an empty workbook.
func NewWorkbook() (*Workbook, error) {
	b := &Workbook{f: excelize.NewFile()}
	for _, s := range []*sheet{
		{name: "Entries", header: EntryHeader, numbers: columnsOf(EntryHeader, "low", "high", "reports", "independent", "quote_start", "quote_end")},
		{name: "Reports", header: documentHeader},
		{name: "Claims", header: claimHeader, numbers: columnsOf(claimHeader, "start", "end")},
		{name: "Changes", header: changeHeader},
	} {
		if err := b.begin(s); err != nil {
			return nil, err
		}
		b.sheets = append(b.sheets, s)
	}
	if err := b.f.DeleteSheet("Sheet1"); err != nil {
		return nil, fmt.Errorf("report: making a workbook: %w", err)
	}
	return b, nil
}

func columnsOf(header []string, names ...string) map[int]bool {
	out := map[int]bool{}
	for i, h := range header {
		for _, n := range names {
			if h == n {
				out[i] = true
			}
		}
	}
	return out
}

// begin opens a sheet, or the next part of it, and writes its header.
func (b *Workbook) begin(s *sheet) (err error) {
	s.part++
	name := s.name
	if s.part > 1 {
		name += " " + strconv.Itoa(s.part)
	}
	if _, err := b.f.NewSheet(name); err != nil {
		return fmt.Errorf("report: making a sheet: %w", err)
	}
	if s.w, err = b.f.NewStreamWriter(name); err != nil {
		return fmt.Errorf("report: making a sheet: %w", err)
	}
	if err := s.w.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return fmt.Errorf("report: making a sheet: %w", err)
	}
	s.row = 0
	return b.put(s, s.header, true)
}

func (b *Workbook) put(s *sheet, cells []string, header bool) error {
	if s.row == sheetRows {
		if err := s.w.Flush(); err != nil {
			return fmt.Errorf("report: writing a sheet: %w", err)
		}
		if err := b.begin(s); err != nil {
			return err
		}
	}
	values := make([]any, len(cells))
	for i, c := range cells {
		values[i] = clipCell(c)
		if x, err := strconv.ParseFloat(c, 64); err == nil && s.numbers[i] && !header {
			values[i] = x
		}
	}
	s.row++
	at, err := excelize.CoordinatesToCellName(1, s.row)
	if err == nil {
		err = s.w.SetRow(at, values)
	}
	if err != nil {
		return fmt.Errorf("report: writing a row: %w", err)
	}
	return nil
}

// clipCell shortens what no cell can hold.
func clipCell(s string) string {
	if utf8.RuneCountInString(s) <= cellRunes {
		return s
	}
	r := []rune(s)
	return string(r[:cellRunes-utf8.RuneCountInString(clippedEnd)]) + clippedEnd
}

// Add writes the rows of a report.
func (b *Workbook) Add(r *stemma.Report) error {
	for i, rows := range [][][]string{EntryRows(r), documentRows(r), claimRows(r), changeRows(r)} {
		for _, row := range rows {
			if err := b.put(b.sheets[i], row, false); err != nil {
				return err
			}
		}
	}
	return nil
}

// Write ends the workbook and writes it out.
func (b *Workbook) Write(w io.Writer) error {
	defer b.f.Close()
	for _, s := range b.sheets {
		if err := s.w.Flush(); err != nil {
			return fmt.Errorf("report: writing a sheet: %w", err)
		}
	}
	if err := b.f.Write(w); err != nil {
		return fmt.Errorf("report: writing a workbook: %w", err)
	}
	return nil
}

var documentHeader = []string{"path", "story", "outlet", "published", "date_from", "headline", "byline", "url", "language", "id", "credits"}

func documentRows(r *stemma.Report) [][]string {
	var out [][]string
	in := map[string]string{}
	for _, s := range r.Ledger.Stories {
		for _, p := range s.Documents {
			in[p] = s.ID
		}
	}
	for i := range r.Documents {
		d := &r.Documents[i]
		credits := ""
		for k, c := range d.Credits {
			if k > 0 {
				credits += "; "
			}
			credits += c.Name
		}
		out = append(out, cells(d.Path, in[d.Path], d.Outlet, d.Published.Date, d.Published.From, d.Headline.Text, d.Byline, d.URL, d.Language, d.ID, credits))
	}
	return out
}

var changeHeader = []string{"kind", "from_path", "from", "to_path", "to", "inherited_by"}

func changeRows(r *stemma.Report) [][]string {
	var out [][]string
	for _, c := range r.Copies.Changes {
		heirs := ""
		for k, p := range c.InheritedBy {
			if k > 0 {
				heirs += "; "
			}
			heirs += p
		}
		out = append(out, cells(c.Kind, c.From.Path, c.From.Text, c.To.Path, c.To.Text, heirs))
	}
	return out
}
