package claim_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stemmanews/stemma"
)

func TestSpansAndStance(t *testing.T) {
	tests := []struct {
		text, source, cue, content, stance, form string
	}{
		{`The harbour master said the barge had run aground at dawn.`,
			"The harbour master", "said", "the barge had run aground at dawn", "asserts", "indirect"},
		{`"We heard the hull scrape," said Lena Brodka, a deckhand.`,
			"Lena Brodka, a deckhand", "said", `"We heard the hull scrape,"`, "asserts", "direct"},
		{`According to the port authority, 12 people were injured.`,
			"the port authority", "According to", "12 people were injured", "asserts", "indirect"},
		{`The ministry denied that the bridge had been closed.`,
			"The ministry", "denied", "that the bridge had been closed", "denies", "indirect"},
		{`The company declined to comment on the report.`,
			"The company", "declined to comment", "on the report", "declines", "indirect"},
		{`The agency could not verify the figures.`,
			"The agency", "not verify", "the figures", "unverified", "indirect"},
		{`The opposition leader called for an inquiry.`,
			"The opposition leader", "called for", "an inquiry", "calls-for", "indirect"},
		{`The mayor expects the water to fall on Friday.`,
			"The mayor", "expects", "the water to fall on Friday", "expects", "indirect"},
	}
	for _, c := range tests {
		t.Run(c.cue, func(t *testing.T) {
			claims := find(t, c.text)
			if len(claims) != 1 {
				t.Fatalf("%d claims, want 1", len(claims))
			}
			got := claims[0]
			for _, x := range [][3]string{
				{"source", words(c.text, got.Source.Spans), c.source}, {"cue", words(c.text, got.Cue.Spans), c.cue},
				{"content", words(c.text, got.Content.Spans), c.content}, {"stance", got.Stance, c.stance}, {"form", got.Form, c.form},
			} {
				if x[1] != x[2] {
					t.Errorf("%s: %q, want %q", x[0], x[1], x[2])
				}
			}
		})
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{
		`"No," he said. "Never.`, "", "\xff said \"x", `The ministry: "14 dead," it said, ‘and 3 hurt’.`, strings.Repeat("a ", 300),
		"“One.\n\n“Two,” said Ana, citing Bo.", "said said said", "Ten people were killed.\n\nAccording to whom?",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for i, c := range find(t, s) {
			for _, list := range [][]stemma.Span{c.Source.Spans, c.Cue.Spans, c.Content.Spans} {
				check(t, s, list)
			}
			if len(c.Content.Spans) == 0 {
				t.Errorf("claim %d has no content", i)
			}
			for _, fig := range c.Figures {
				check(t, s, []stemma.Span{fig.Span})
				if !within(fig.Span, c.Content.Spans) {
					t.Errorf("figure %q is outside its content", fig.Text)
				}
			}
		}
	})
}

// check reports spans that are empty, unordered, outside the text or off its
// rune boundaries.
func check(t *testing.T, text string, spans []stemma.Span) {
	t.Helper()
	end := 0
	for _, s := range spans {
		if s[0] < end || s[1] <= s[0] || s[1] > len(text) {
			t.Fatalf("span %v after %d in %d bytes", s, end, len(text))
		}
		if utf8.ValidString(text) && (!utf8.RuneStart(text[s[0]]) || s[1] < len(text) && !utf8.RuneStart(text[s[1]])) {
			t.Fatalf("span %v cuts a character", s)
		}
		end = s[1]
	}
}

func within(s stemma.Span, spans []stemma.Span) bool {
	for _, o := range spans {
		if o.Contains(s) {
			return true
		}
	}
	return false
}
