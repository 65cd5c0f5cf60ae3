package report

import (
	"strings"
	"testing"
	"unicode/utf8"

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
		{"Kim Yong-hyun", "Kim Yong-kyun", "Kim Yong-[hyun]", "Kim Yong-[kyun]"},
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

func bracketed(fs []fragment) string {
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
			parts []fragment
		}{{a, from}, {b, to}} {
			text := ""
			for _, p := range side.parts {
				text += p.Text
			}
			if want := strings.ToValidUTF8(side.whole, ""); utf8.ValidString(side.whole) && text != want {
				t.Errorf("fragments make %q, not %q", text, want)
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
		if got := clip(c.in, c.n); got != c.want {
			t.Errorf("clip(%q, %d) = %q, want %q", c.in, c.n, got, c.want)
		}
	}
}

func TestNumbers(t *testing.T) {
	for x, want := range map[float64]string{0: "0", 999: "999", 1100: "1,100", 1234567.5: "1,234,567.5", -12000: "−12,000"} {
		if got := number(x); got != want {
			t.Errorf("number(%v) = %q, want %q", x, got, want)
		}
	}
	n := stemma.Number
	for _, c := range []struct {
		low, high *float64
		want      string
	}{
		{nil, nil, "no figure"}, {n(3000), nil, "3,000 or more"}, {nil, n(50), "up to 50"}, {n(5), n(5), "5"}, {n(5), n(8), "5 to 8"},
	} {
		if got := bounds(c.low, c.high); got != c.want {
			t.Errorf("bounds = %q, want %q", got, c.want)
		}
	}
}
