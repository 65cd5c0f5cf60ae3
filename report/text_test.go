package report

import (
	"html"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stemmanews/stemma"
)

// TestWidth checks that no line of any text writer is wider than asked.
func TestWidth(t *testing.T) {
	reports := []*stemma.Report{quake(t)}
	for _, s := range nasty {
		reports = append(reports, hostile(s))
	}
	for _, width := range []int{24, 40, 80, 133} {
		for i, r := range reports {
			for _, wr := range writers[:5] {
				out := render(t, terminalWidth(wr.name, width), r)
				for line := range strings.Lines(out) {
					if n := columns(strings.TrimRight(line, "\n")); n > width {
						t.Errorf("%s, report %d at %d: %d columns: %s", wr.name, i, width, n, line)
					}
				}
			}
		}
	}
}

func TestColour(t *testing.T) {
	if out := render(t, terminalOf(Terminal), quake(t)); strings.Contains(out, "\x1b") {
		t.Error("escapes without colour")
	}
	coloured := render(t, colourTerminal, quake(t))
	if !strings.Contains(coloured, "\x1b[1m") || strings.Count(coloured, "\x1b[")%2 != 0 {
		t.Error("no colour, or one that is not ended")
	}
	bare := strings.NewReplacer("\x1b[0m", "", "\x1b[1m", "", "\x1b[2m", "", "\x1b[31m", "", "\x1b[33m", "", "\x1b[36m", "").Replace(coloured)
	if diff := cmp.Diff(render(t, terminalOf(Terminal), quake(t)), bare); diff != "" {
		t.Errorf("colour changes the words:\n%s", diff)
	}
}

func TestWordDiff(t *testing.T) {
	for _, c := range []struct {
		a, b, from, to string
	}{
		{"at least 40", "40", "[at least] 40", "40"},
		{"killed or wounded", "killed", "killed [or wounded]", "killed"},
		{"Lee Ji-won", "Lee Ji-yun", "Lee Ji-[won]", "Lee Ji-[yun]"},
		{"same", "same", "same", "same"},
		{"", "new", "", "[new]"},
		{"one two", "three four", "[one two]", "[three four]"},
	} {
		from, to := wordDiff(c.a, c.b)
		if got := bracketed(from); got != c.from {
			t.Errorf("%q to %q: before is %q, want %q", c.a, c.b, got, c.from)
		}
		if got := bracketed(to); got != c.to {
			t.Errorf("%q to %q: after is %q, want %q", c.a, c.b, got, c.to)
		}
	}
}

func bracketed(fs []Fragment) string {
	var b strings.Builder
	for _, f := range fs {
		if f.Changed {
			b.WriteString("[" + f.Text + "]")
		} else {
			b.WriteString(f.Text)
		}
	}
	return b.String()
}

func FuzzWordDiff(f *testing.F) {
	f.Add("at least 40 were killed", "40 killed,  they say")
	f.Add("", "\xff é́ 日本")
	f.Fuzz(func(t *testing.T, a, b string) {
		from, to := wordDiff(a, b)
		for _, side := range []struct {
			whole string
			parts []Fragment
		}{{a, from}, {b, to}} {
			text := ""
			for _, p := range side.parts {
				text += p.Text
			}
			if text != side.whole {
				t.Errorf("fragments make %q, not %q", text, side.whole)
			}
		}
	})
}

func TestClip(t *testing.T) {
	for _, c := range []struct {
		in   string
		n    int
		want string
	}{
		{"short", 10, "short"},
		{"one two three four", 14, "one two three…"},
		{"unbreakable-word-here", 8, "unbreak…"},
		{"日本語の長い文", 4, "日本語…"},
	} {
		if got := Clip(c.in, c.n); got != c.want {
			t.Errorf("Clip(%q, %d) = %q, want %q", c.in, c.n, got, c.want)
		}
	}
}

func TestNumbers(t *testing.T) {
	for x, want := range map[float64]string{0: "0", 999: "999", 1400: "1,400", 1234567.5: "1,234,567.5", -12000: "−12,000"} {
		if got := Number(x); got != want {
			t.Errorf("Number(%v) = %q, want %q", x, got, want)
		}
	}
	n := stemma.Number
	for _, c := range []struct {
		low, high *float64
		want      string
	}{
		{nil, nil, "no figure"}, {n(3000), nil, "3,000 or more"}, {nil, n(50), "up to 50"}, {n(5), n(5), "5"}, {n(5), n(8), "5 to 8"},
	} {
		if got := Bounds(c.low, c.high); got != c.want {
			t.Errorf("bounds = %q, want %q", got, c.want)
		}
	}
}

// bridge is a small story with a lost original: two outlets ran the same piece
// of an agency that is not in the input.
func bridge() *stemma.Report {
	a := "Bridge shut after crack\n\nInspectors closed the Vell bridge on Monday, the harbour office said. At least 40 lorries were turned back.\n\nNobody was hurt."
	b := "Bridge shut\n\nOur weather: rain.\n\nInspectors closed the Vell bridge on Monday. 40 lorries were turned back.\n\nShips can pass."
	at := func(text, s string) stemma.Span {
		i := strings.Index(text, s)
		return stemma.Span{i, i + len(s)}
	}
	p := func(s stemma.Span) *stemma.Span { return &s }
	forty := stemma.Value{Low: stemma.Number(40), Comparator: stemma.AtLeast}
	ref := []stemma.ClaimRef{{Path: "a.txt", ID: "c1"}}
	return &stemma.Report{Version: stemma.Version,
		Documents: []stemma.Document{
			{ID: "sha256:1", Path: "a.txt", Outlet: "Vell Echo", Text: a, Headline: stemma.Headline{Text: "Bridge shut after crack", Span: p(at(a, "Bridge shut after crack"))},
				Published: stemma.Published{Date: "2040-05-07", From: stemma.DateText}, Body: []stemma.Span{{25, len(a)}}},
			{ID: "sha256:2", Path: "b.txt", Outlet: "Vell Echo", URL: "https://b.example/1", Text: b, Headline: stemma.Headline{Text: "Bridge shut"}, Language: "en",
				Published: stemma.Published{Date: "2040-05-07", From: stemma.DateInferred}, Body: []stemma.Span{{33, len(b)}},
				Furniture: []stemma.Furniture{{Span: stemma.Span{0, 33}, Kind: stemma.FurnitureOther}}}},
		Claims: []stemma.DocumentClaims{{Path: "a.txt", ID: "sha256:1", Claims: []stemma.Claim{{ID: "c1",
			Source: stemma.Source{Spans: []stemma.Span{at(a, "the harbour office")}, Text: "the harbour office", Name: "harbour office", Kind: stemma.KindOrganisation},
			Cue:    stemma.Cue{Spans: []stemma.Span{at(a, "said")}, Lemma: "say"}, Content: stemma.Content{Spans: []stemma.Span{at(a, "Inspectors closed the Vell bridge on Monday")}},
			Form: stemma.FormIndirect, Stance: stemma.StanceAsserts, Certainty: stemma.CertaintyCertain,
			Figures: []stemma.Figure{{Span: at(a, "At least 40"), Text: "At least 40", Value: forty, Measure: stemma.MeasureCount, Of: "lorries"}}}}}},
		Copies: stemma.Copies{Counts: stemma.Counts{Reports: 2, Independent: 1, Claimants: 1},
			Pairs: []stemma.Pair{{A: "a.txt", B: "b.txt", Relation: stemma.RelationEdited, ShareA: 0.8, ShareB: 0.7, Direction: stemma.DirectionUnknown, Confidence: 0.9,
				Passages: []stemma.Passage{{A: at(a, "Inspectors closed the Vell bridge on Monday, the harbour office said. At least 40 lorries were turned back."),
					B: at(b, "Inspectors closed the Vell bridge on Monday. 40 lorries were turned back."), Kind: stemma.PassageEdited}}}},
			Families: []stemma.Family{{ID: "f1", Members: []string{"a.txt", "b.txt"}, Edges: []stemma.Edge{
				{From: "lost:1", To: "a.txt", Relation: stemma.RelationCopy}, {From: "lost:1", To: "b.txt", Relation: stemma.RelationEdited}}}},
			Changes: []stemma.Change{{Kind: stemma.ChangeComparator, From: stemma.Side{Path: "a.txt", Span: p(at(a, "At least 40")), Text: "At least 40"},
				To: stemma.Side{Path: "b.txt", Span: p(at(b, "40")), Text: "40"}}}},
		Ledger: stemma.Ledger{Stories: []stemma.Story{{ID: "s1", Title: "Vell bridge", Documents: []string{"a.txt", "b.txt"}, Counts: stemma.Counts{Reports: 2, Independent: 1, Claimants: 1},
			Questions: []stemma.Question{{ID: "q1", Title: "Lorries turned back", Measure: stemma.MeasureCount, Of: "lorries", Range: &stemma.Range{Low: stemma.Number(40)},
				Entries: []stemma.Entry{{Claimant: "harbour office", Stance: stemma.StanceAsserts, Value: &forty, Text: "At least 40", AsOf: "2040-05-07", Said: "2040-05-07",
					Relation: stemma.EntryFirst, Why: "nobody spoke before", Claims: ref, Reports: 2, Independent: 1}}}},
			Timeline: []stemma.TimelineLine{{Date: "2040-05-07", Text: "The bridge is closed", Claims: ref, Where: []stemma.Place{{Path: "b.txt", Span: at(b, "Inspectors closed the Vell bridge on Monday")}}}}}}}}
}

func TestGoldenPage(t *testing.T) {
	out := render(t, HTML, bridge())
	from, to := strings.Index(out, "<style>"), strings.Index(out, "</style>")
	page := strings.Replace(out[:from]+out[to:], html.EscapeString(policy(pageStyle)), "POLICY", 1)
	golden(t, "bridge.html", page) // without the style sheet, which stands in report.css
	golden(t, "bridge.txt", render(t, terminalOf(Terminal), bridge()))
}

func TestDiffView(t *testing.T) {
	var b strings.Builder
	for _, width := range []int{100, 50} {
		if err := DiffView(&b, bridge(), "b.txt", "a.txt", TerminalOptions{Width: width}); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(b.String()) {
			if n := columns(strings.TrimRight(line, "\n")); n > 100 {
				t.Errorf("%d columns: %s", n, line)
			}
		}
	}
	golden(t, "diff.txt", b.String())
	for _, pair := range [][2]string{{"a.txt", "c.txt"}, {"c.txt", "a.txt"}, {"a.txt", "a.txt"}} {
		if err := DiffView(&b, bridge(), pair[0], pair[1], TerminalOptions{}); err == nil {
			t.Errorf("%q: no error", pair)
		}
	}
}
