package incident_test

import (
	"testing"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/incident"
	"github.com/stemmanews/stemma/lang"
)

// read analyses a report of 2031-03-04, a Tuesday, and reads its account.
func read(t *testing.T, a *lang.Analyzer, title, body string) incident.Account {
	t.Helper()
	doc := &stemma.Document{Path: "a", Text: body, Body: []stemma.Span{{0, len(body)}},
		Headline: stemma.Headline{Text: title}, Published: stemma.Published{Date: "2031-03-04"}}
	return incident.Read(a.Analyze(doc))
}

func analyzer(t testing.TB) *lang.Analyzer {
	t.Helper()
	a, err := lang.NewAnalyzer()
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestBalance(t *testing.T) {
	a := analyzer(t)
	for _, tt := range []struct {
		name, title, body string
		killed, wounded   float64
	}{
		{"one man", "", "A man was shot and killed on Harrow Lane on Monday.", 1, 0},
		{"one hurt", "", "A woman was shot in the leg on Harrow Lane on Monday. She is in stable condition.", 0, 1},
		{"first shot, then dead", "", "A 24-year-old man was shot on Monday. He was taken to a hospital, where he died.", 1, 0},
		{"total of those hit", "", "Four people were shot in a bar on Monday, one of them fatally.", 1, 3},
		{"dead and hurt", "", "A bomb killed three people and injured seven others.", 3, 7},
		{"headline", "2 dead, 3 hurt in Leedham shooting", "Police are looking for the gunman.", 2, 3},
		{"headline with people", "Man killed, two teens wounded in Leedham", "Police are looking for witnesses.", 1, 2},
		{"list", "", "Mara Ost, 24, Ivo Ost, 31, and their daughter were killed in the blast.", 3, 0},
		{"named later", "", "A man was stabbed to death in his flat. The victim was identified as Ivo Ost, 31. Ost was dead when police came.", 1, 0},
		{"killer and himself", "", "A man shot and killed his two sons before turning the gun on himself.", 3, 0},
		{"nobody", "", "No one was injured in the fire.", 0, 0},
		{"only tried", "", "He had threatened to kill his neighbour.", 0, 0},
		{"of another year", "", "A man was shot in the arm on Monday. Police counted 40 people killed in the city this year.", 0, 1},
		{"a death without a victim", "", "Detectives made an arrest in a fatal shooting in Leedham.", 1, 0},
	} {
		got := read(t, a, tt.title, tt.body)
		if got.Killed != tt.killed || got.Wounded != tt.wounded {
			t.Errorf("%s: killed %v, wounded %v, want %v, %v (people %+v, tolls %+v)", tt.name, got.Killed, got.Wounded, tt.killed, tt.wounded, got.People, got.Tolls)
		}
	}
}

func TestDayAndPlace(t *testing.T) {
	a := analyzer(t)
	got := read(t, a, "", "LEEDHAM, Ostland -- A man was killed in a shooting on Sunday, police said on Monday. A suspect was arrested on Tuesday in Brackwater.")
	if got.Day != "2031-03-02" {
		t.Errorf("day %q, want the Sunday, 2031-03-02", got.Day)
	}
	best := incident.Vote{}
	for _, v := range got.Places {
		if v.Weight > best.Weight {
			best = v
		}
	}
	if best.Place != "Leedham" {
		t.Errorf("place %q, want Leedham (%v)", best.Place, got.Places)
	}
}

// FuzzRead makes sure that no text breaks the reader.
func FuzzRead(f *testing.F) {
	f.Add("2 dead, 3 hurt", "Four people were shot, one of them fatally.")
	f.Add("", "17-year-old (24), and and shot himself, her body's of the")
	a := analyzer(f)
	f.Fuzz(func(t *testing.T, title, body string) {
		read(t, a, title, body)
	})
}
