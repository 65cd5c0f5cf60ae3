package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/stemmanews/stemma"
	"golang.org/x/net/html"
)

// nasty are strings that act where they are not kept as words.
var nasty = []string{
	`<script>alert(1)</script>`,
	`<img src=x onerror=alert(1)>`,
	`"><svg onload=alert(1)>`,
	`</style><style>*{display:none}`,
	`{{.Title}} {{template "x"}}`,
	"\x1b[31mred\x1b[0m \x1b]0;title\x07 \u009b31m",
	"abc\u202Edcba\u2066x\u2069",
	"=HYPERLINK(\"http://x.example\")",
	" \t+1+1", "-2+3", "@SUM(A1)", "\tx", "\rx", "＝1+1",
	"| a | b |\n|---|---|", "# heading\n- list\n1. one", "[a](javascript:alert(1)) ![x](http://x.example/p.png)",
	"https://x.example/ www.x.example a@x.example",
	"a\x00b\x7fc", "bad \xff\xfe utf-8 \xe2\x80", "tag \U000E0041\U000E0042",
	"日本語の見出し 🏳️‍🌈 é", strings.Repeat("x", 3000), "line\nline\r\nline\u2028line", "",
}

// hostile is a report in which every string is s.
func hostile(s string) *stemma.Report {
	text := "A " + s + " said 40 died.\n\n" + s + "\n\nfoot " + s
	end := len(text)
	whole := stemma.Span{0, end}
	ref := []stemma.ClaimRef{{Path: s, ID: s}}
	forty := &stemma.Value{Low: stemma.Number(40), Comparator: s}
	return &stemma.Report{
		Version: stemma.Version,
		Documents: []stemma.Document{{ID: s, Path: s, URL: s, Outlet: s, Byline: s, Language: s, Text: text,
			Credits: []stemma.Credit{{Name: s, Span: stemma.Span{0, 1}}}, Headline: stemma.Headline{Text: s, Span: &stemma.Span{0, 2}},
			Published: stemma.Published{Date: s, From: s}, Body: []stemma.Span{{2, end / 2}},
			Furniture: []stemma.Furniture{{Span: stemma.Span{end / 2, end}, Kind: s}}},
			{Path: s + "2", Text: s, URL: "javascript:alert(1)"}},
		Claims: []stemma.DocumentClaims{{Path: s, ID: s, Claims: []stemma.Claim{{ID: s,
			Source: stemma.Source{Spans: []stemma.Span{{0, 1}}, Text: s, Name: s, Kind: s, Party: s},
			Via:    []stemma.Via{{Name: s, Span: &whole}}, Cue: stemma.Cue{Spans: []stemma.Span{{2, 2 + len(s)}}, Lemma: s},
			Content: stemma.Content{Spans: []stemma.Span{{3, end - 1}}}, Form: s, Stance: s, Certainty: s, Said: stemma.Said{Date: s},
			Figures: []stemma.Figure{{Span: stemma.Span{5, 9}, Text: s, Value: *forty, Measure: s, Of: s, Place: s}}}}}},
		Copies: stemma.Copies{
			Pairs: []stemma.Pair{{A: s, B: s + "2", Relation: s, Direction: s, Evidence: []stemma.Evidence{{Kind: s, Detail: s}}},
				{A: s, B: s + "3", Relation: stemma.RelationExcerpt, Direction: stemma.DirectionAB}},
			Families: []stemma.Family{{ID: s, Members: []string{s, s + "2"}, Edges: []stemma.Edge{{From: "lost:" + s, To: s}, {From: s, To: s + "2", Relation: s}}}},
			Changes:  []stemma.Change{{Kind: s, From: stemma.Side{Path: s, Span: &stemma.Span{1, 4}, Text: s}, To: stemma.Side{Path: s + "2", Text: s}, InheritedBy: []string{s}}}},
		Ledger: stemma.Ledger{Stories: []stemma.Story{{ID: s, Title: s, Documents: []string{s}, Event: &stemma.Event{Date: s, Place: s},
			Questions: []stemma.Question{{ID: s, Title: s, Measure: s, Of: s, Place: s, Remarks: []string{s}, ByParty: []stemma.PartyRange{{Party: s}},
				Entries: []stemma.Entry{
					{Claimant: s, Party: s, Stance: s, Value: forty, Text: s, AsOf: s, Said: s, Relation: s, Why: s, Claims: ref},
					{Claimant: s + "b", Stance: "denies", Value: forty, Text: "40", AsOf: "2031-01-01", Relation: "conflicts", Claims: ref}}},
				{ID: s, Title: s, Entries: []stemma.Entry{{Claimant: s, Party: s + "c", Stance: s, Text: s, AsOf: s, Said: "2031", Relation: s, Claims: ref}}}},
			Timeline: []stemma.TimelineLine{{Date: s, Text: s, Claims: ref, Where: []stemma.Place{{Path: s + "2", Span: stemma.Span{0, len(s)}}}}}}}},
		Skipped: []stemma.Skipped{{Path: s, Reason: s, Hint: s}},
		Notices: []stemma.Notice{{Path: s, Kind: s, Text: s}},
	}
}

func render(t *testing.T, write func(io.Writer, *stemma.Report) error, r *stemma.Report) string {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestHostileText checks every text writer: the output is UTF-8 and no
// character in it steers anything.
func TestHostileText(t *testing.T) {
	for _, s := range nasty {
		for _, wr := range append(writers, writerHTML) {
			out := render(t, wr.write, hostile(s))
			if !utf8.ValidString(out) {
				t.Errorf("%s: %q gives bytes that are not UTF-8", wr.name, s)
			}
			if strings.HasSuffix(wr.name, ".csv") {
				out = strings.ReplaceAll(out, "\r\n", "\n")
			}
			for _, r := range out {
				if hidden(r) || r == '\t' && strings.HasSuffix(wr.name, ".csv") {
					t.Errorf("%s: %q gives %U", wr.name, s, r)
					break
				}
			}
		}
	}
}

var writerHTML = struct {
	name  string
	write func(io.Writer, *stemma.Report) error
}{"report.html", HTML}

// TestHostileHTML checks that the elements and attributes of the page do not
// depend on the words in it.
func TestHostileHTML(t *testing.T) {
	for _, s := range nasty {
		if strings.TrimSpace(s) == "" || strings.ContainsAny(s, "\n\r\t") || len(s) > 1000 || safeURL(s) != "" {
			continue // other paragraphs, a link: other elements
		}
		plain := shape(t, render(t, HTML, hostile(strings.Repeat("p", len(s)))))
		if diff := cmp.Diff(plain, shape(t, render(t, HTML, hostile(s)))); diff != "" {
			t.Errorf("%q changes the page (-plain +got):\n%s", s, diff)
		}
	}
	page := render(t, HTML, hostile(`x`))
	for _, bad := range []string{"javascript:", "<script", "http-equiv=\"refresh"} {
		if strings.Contains(page, bad) {
			t.Errorf("the page has %q", bad)
		}
	}
}

// shape lists the elements of a page with the names of their attributes.
func shape(t *testing.T, page string) []string {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		line := n.Data
		for _, a := range n.Attr {
			line += " " + a.Key
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "src" {
				t.Errorf("the page has an attribute %s=%q", a.Key, a.Val)
			}
		}
		out = append(out, line)
	}
	return out
}

// TestHostileCSV checks that rows and cells stay whole and that no cell is a
// formula.
func TestHostileCSV(t *testing.T) {
	for _, write := range []func(io.Writer, *stemma.Report) error{CSV, ClaimsCSV} {
		for _, s := range nasty {
			out := render(t, write, hostile(s))
			if strings.Count(out, "\n") != strings.Count(out, "\r\n") {
				t.Errorf("%q gives a line end that is not CRLF", s)
			}
			rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
			if err != nil {
				t.Fatalf("%q: %v", s, err)
			}
			for _, row := range rows {
				for _, c := range row {
					if c != "" && strings.ContainsRune("=+-@＝＋－＠\t\r", firstRune(strings.TrimSpace(c))) {
						t.Errorf("%q gives the cell %q", s, c)
					}
				}
			}
		}
	}
}

func TestCell(t *testing.T) {
	for in, want := range map[string]string{
		"":          "",
		"plain":     "plain",
		"=1+1":      "'=1+1",
		"  =1+1":    "'=1+1",
		"\u00a0=1":  "'\u00a0=1",
		"-5":        "'-5",
		"\tx":       "'x",
		"\rx":       "'␍x",
		"a=b":       "a=b",
		"a\nb":      "a b",
		"a\x1b[31m": "a␛[31m",
	} {
		if got := cell(in); got != want {
			t.Errorf("cell(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestEscapeMarkdown(t *testing.T) {
	for in, want := range map[string]string{
		"plain, 3.5 (x) - y":  "plain, 3.5 (x) - y",
		"*a* _b_ `c` [d](e)":  "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e)",
		"<b>&amp;":            "\\<b\\>\\&amp;",
		"- list":              "\\- list",
		"1. list":             "1\\. list",
		"# head":              "\\# head",
		"a | b":               "a \\| b",
		"https://x.example/a": "https\\://x.example/a",
		"www.x.example":       "www\\.x.example",
		"a\nb":                "a b",
	} {
		if got := escape(in); got != want {
			t.Errorf("escape(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestTableCellsStayWhole counts the cells of each table row of hostile
// Markdown.
func TestTableCellsStayWhole(t *testing.T) {
	for _, s := range nasty {
		want := 0
		for line := range strings.Lines(render(t, Markdown, hostile(s))) {
			bars := strings.Count(strings.ReplaceAll(line, `\|`, ""), "|")
			if bars == 0 {
				want = 0
				continue
			}
			if want == 0 {
				want = bars
			}
			if bars != want {
				t.Errorf("%q: a row has %d bars, its head %d: %s", s, bars, want, line)
			}
		}
	}
}

// TestJSONKeepsWords checks that JSON alone gives the words as they are.
func TestJSONKeepsWords(t *testing.T) {
	for _, s := range nasty {
		if !utf8.ValidString(s) {
			continue // JSON has no bytes that are not UTF-8
		}
		in := hostile(s)
		var got stemma.Report
		if err := json.Unmarshal([]byte(render(t, func(w io.Writer, r *stemma.Report) error { return JSON(w, r, true) }, in)), &got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(Normalize(*in), got); diff != "" {
			t.Errorf("%q does not come back (-want +got):\n%s", s, diff)
		}
	}
}
