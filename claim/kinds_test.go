package claim_test

import (
	"testing"

	"github.com/stemmanews/stemma"
)

// one returns the claim of text whose content holds words.
func one(t *testing.T, text, in string) stemma.Claim {
	t.Helper()
	for _, c := range find(t, text) {
		for _, s := range c.Content.Spans {
			if len(in) <= s.Len() && contains(s.In(text), in) {
				return c
			}
		}
	}
	t.Fatalf("no claim with %q", in)
	return stemma.Claim{}
}

func contains(s, in string) bool {
	for i := 0; i+len(in) <= len(s); i++ {
		if s[i:i+len(in)] == in {
			return true
		}
	}
	return false
}

func TestMeasures(t *testing.T) {
	tests := []struct {
		text, figure, measure string
	}{
		{"The army said 17 soldiers were killed in the valley.", "17", "killed"},
		{"The clinic said two people were shot dead.", "two", "killed"},
		{"The union said about 190 people, dead or hurt, had been brought in.", "about 190", "killed-or-wounded"},
		{"The mayor said 60 people in the town had not been accounted for.", "60", "missing"},
		{"The envoy registered many cases. The envoy said there were 17 complaints of disappearance.", "17", "missing"},
		{"The tally of the detained is no clearer. The governor said 186.", "186", "arrested"},
		{"The board said 211 people had been arrested, including 19 minors.", "19", "arrested"},
		{"The agency said two teams had been held at the airport.", "two", "count"},
		{"The line said 197 passengers held tickets.", "197", "count"},
		{"They were hostages, she said. The police put the crowd at 12,000.", "12,000", "count"},
		{"The army said its patrols had killed at least 25 raiders.", "at least 25", "killed"},
		{"The clinic said it had dressed the wounds of seven sailors and that 12 others had died.", "12", "killed"},
		{"The agency said 90 people had been killed or injured.", "90", "killed-or-wounded"},
		{"The mayor said 30 people were missing.", "30", "missing"},
		{"The ministry said more than 2,000 villagers had been displaced.", "more than 2,000", "displaced"},
		{"Police said 60 people were arrested.", "60", "arrested"},
		{"The company said the repair would cost $3 million.", "$3 million", "money"},
		{"The survey said 41 percent of the houses were empty.", "41", "rate"},
		{"The ministry said its patrols captured 61 raiders of the Quill Band and killed at least nine.", "61", "captured"},
		{"The fire brigade said the wall had trapped 13 masons in the cellar.", "13", "missing"},
		{"The clinic said it was treating 28 people for burns.", "28", "wounded"},
		{"The clinic said it was treating 28 survivors.", "28", "count"},
		{"The guild said it would give 700 crowns to the widow of each mason who died.", "700", "money"},
		{"The captain said 34 vehicles were in the column.", "34", "count"},
	}
	for _, c := range tests {
		t.Run(c.measure+" "+c.figure, func(t *testing.T) {
			claim := one(t, c.text, c.figure)
			for _, f := range claim.Figures {
				if f.Text == c.figure {
					if f.Measure != c.measure {
						t.Errorf("measure %q, want %q", f.Measure, c.measure)
					}
					return
				}
			}
			t.Errorf("figures %+v, want %q", claim.Figures, c.figure)
		})
	}
}

func TestStances(t *testing.T) {
	tests := []struct{ text, in, stance, certainty string }{
		{"The minister rejected claims that the dam had failed.", "the dam", "denies", "certain"},
		{"The minister doubted that the dam had failed.", "the dam", "doubts", "certain"},
		{"The minister would neither confirm nor deny that the dam had failed.", "the dam", "declines", "certain"},
		{"The minister said the dam would be rebuilt next year.", "the dam", "expects", "certain"},
		{"The minister urged villagers to leave the valley.", "leave", "calls-for", "certain"},
		{"The minister believes the dam failed at night.", "the dam", "asserts", "probable"},
		{"The minister said the dam may have failed at night.", "the dam", "asserts", "possible"},
		{"The minister said the dam had not failed.", "the dam", "asserts", "certain"},
	}
	for _, c := range tests {
		t.Run(c.stance+" "+c.certainty, func(t *testing.T) {
			got := one(t, c.text, c.in)
			if got.Stance != c.stance || got.Certainty != c.certainty {
				t.Errorf("%s, %s; want %s, %s", got.Stance, got.Certainty, c.stance, c.certainty)
			}
		})
	}
}

func TestSaid(t *testing.T) {
	text := "Mara Lind, the chief engineer, said on Monday that the dam was safe. She said it would be checked again."
	claims := find(t, text)
	if len(claims) != 2 {
		t.Fatalf("%d claims, want 2", len(claims))
	}
	for i, c := range claims {
		if c.Said.Date != "2031-05-12" || c.Said.Span == nil || c.Said.Span.In(text) != "Monday" {
			t.Errorf("claim %d: said %+v, want Monday, 2031-05-12", i, c.Said)
		}
	}
	if got := find(t, "The engineer said the dam was safe.")[0].Said; got.Date != "2031-05-14" || got.Span != nil {
		t.Errorf("said %+v, want the day of publication, without a span: the sentence gives no day", got)
	}
}

func TestJoinedAndCarried(t *testing.T) {
	text := "The mayor called for an inquiry and said the toll would rise, adding that nobody had been warned."
	for _, in := range []string{"an inquiry", "the toll", "nobody"} {
		if got := words(text, one(t, text, in).Source.Spans); got != "The mayor" {
			t.Errorf("%s: source %q, want The mayor", in, got)
		}
	}
	text = "The institute, citing relatives, said about 70 miners had been killed."
	c := one(t, text, "about 70 miners")
	if got := words(text, c.Source.Spans); got != "relatives" || len(c.Via) != 1 {
		t.Errorf("source %q, via %+v; want relatives, via The observatory", got, c.Via)
	}
}

func TestOwnVoice(t *testing.T) {
	text := "The road is long. Six miners were killed in the collapse."
	claims := find(t, text)
	if len(claims) != 1 || !claims[0].OwnVoice() || claims[0].Source.Name != "The Test" || len(claims[0].Figures) != 1 {
		t.Fatalf("%+v, want one claim in the outlet's own voice with one figure", claims)
	}
}

func TestQuotationGoesOn(t *testing.T) {
	text := "\"The water came at night,\" said Ana Brodka. \"We heard nothing before it came.\"\n\n\"Nobody rang the bell that night.\""
	claims := find(t, text)
	if len(claims) != 1 {
		t.Fatalf("%d claims, want 1", len(claims))
	}
	if got := len(claims[0].Content.Spans); got < 2 {
		t.Errorf("%d content spans, want at least 2: %q", got, words(text, claims[0].Content.Spans))
	}
	if got := words(text, claims[0].Content.Spans); !contains(got, "Nobody rang") {
		t.Errorf("the last paragraph is not in %q", got)
	}
	if claims[0].Form != "direct" {
		t.Errorf("form %q, want direct", claims[0].Form)
	}
}

func TestNoClaims(t *testing.T) {
	for _, text := range []string{"", " \n\n", "The \"Night Owl\" is a bar near the station.", "Rain fell on the valley for two days."} {
		if got := find(t, text); len(got) != 0 {
			t.Errorf("%q: %d claims, want none: %+v", text, len(got), got)
		}
	}
}
