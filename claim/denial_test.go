package claim_test

import "testing"

func TestDenials(t *testing.T) {
	tests := []struct{ text, source, content, stance string }{
		{"Observers said that Vorna had sent shells to Arl, something both Vorna and Ostrel have denied.", "both Vorna and Ostrel", "something", "denies"},
		{"The union said that the fuel was stolen, allegations denied by the Quillmere Line.", "the Quillmere Line", "allegations", "denies"},
		{"“This is fake news,” the mayor said.", "the mayor", "This is fake news", "denies"},
		{"The mayor said the report on the false alarm was long.", "The mayor", "the false alarm", "asserts"},
		{"The harbour master said he did not know how the union had arrived at that number.", "The harbour master", "arrived at that number", "doubts"},
		{"The line has never confirmed or denied the sale of the ship.", "The line", "the sale", "declines"},
	}
	for _, tt := range tests {
		found := false
		for _, c := range find(t, tt.text) {
			if len(c.Source.Spans) == 0 || len(c.Content.Spans) == 0 || !contains(c.Content.Spans[0].In(tt.text), tt.content) || c.Stance != tt.stance {
				continue
			}
			found = found || contains(c.Source.Spans[0].In(tt.text), tt.source)
		}
		if !found {
			t.Errorf("%s: no claim of %s that %s %q", tt.text, tt.source, tt.stance, tt.content)
		}
	}
}

// TestAge: "children under three" counts nobody.
func TestAge(t *testing.T) {
	for _, c := range find(t, "The line declined to say whether children under three were on the list.") {
		if len(c.Figures) > 0 {
			t.Errorf("figures %+v", c.Figures)
		}
	}
}
