package incident_test

import (
	"strings"
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

// A text kept without its words still has its sentences and names.
func TestReadWithoutTokens(t *testing.T) {
	a := analyzer(t)
	body := "Mara Ost, 24, and two others were killed in Leedham on Monday."
	doc := &stemma.Document{Path: "a", Text: body, Body: []stemma.Span{{0, len(body)}},
		Headline: stemma.Headline{Text: "Three killed in Leedham"}, Published: stemma.Published{Date: "2031-03-04"}}
	full := a.Analyze(doc)
	full.Tokens = nil
	if got := incident.Read(full); got.Killed != 3 {
		t.Errorf("killed %v, want the 3 of the headline", got.Killed)
	}
	full.Title.Tokens = nil
	if got := incident.Read(full); got.Killed != 0 || got.Day != "" || len(got.Places) != 0 {
		t.Errorf("without any token: %+v, want nothing", got)
	}
}

func TestBalance(t *testing.T) {
	a := analyzer(t)
	for _, tt := range []struct {
		name, title, body string
		killed, wounded   float64
	}{
		{"one man", "", "A man was shot and killed on Harrow Lane on Monday.", 1, 0},
		{"one hurt", "", "A woman was shot in the leg on Harrow Lane on Monday. She is in stable condition.", 0, 1},
		{"first shot, then dead", "", "A 24-year-old man was shot on Monday. Medics flew him to Leedham, where he died.", 1, 0},
		{"total of those hit", "", "Four people were shot in a bar on Monday, one of them fatally.", 1, 3},
		{"dead and hurt", "", "A bomb killed three people and injured seven others.", 3, 7},
		{"headline", "2 dead, 3 hurt in Leedham shooting", "Police are looking for the gunman.", 2, 3},
		{"headline with people", "Man killed, two teens wounded in Leedham", "Police are looking for witnesses.", 1, 2},
		{"list", "", "Mara Ost, 24, Ivo Ost, 31, and their daughter were killed in the blast.", 3, 0},
		{"named later", "", "A man was stabbed to death in his flat. The victim was identified as Ivo Ost, 31. Ost was dead when police came.", 1, 0},
		{"killer and himself", "", "A man shot and killed his two sons before turning the gun on himself.", 3, 0},
		{"age in a headline", "Boy, 16, shot in Leedham", "Police are looking for witnesses.", 0, 1},
		{"ages of two", "", "A father killed his 12- and 10-year-old sons before turning the gun on himself.", 3, 0},
		{"ages behind", "", "Two brothers, ages 6 and 9, and their aunt were found dead on Monday.", 3, 0},
		{"a fourth", "Three men shot, a fourth hurt in Leedham", "Police are looking for witnesses.", 0, 4},
		{"parts of a total", "", "Seven villagers, including a mother with her two children and one of them a baby, were killed.", 7, 0},
		{"spelt out", "", "The blast killed two miners, Ivo Ost and Pal Rehm.", 2, 0},
		{"along with", "", "Mara Ost was killed along with her two sons.", 3, 0},
		{"both in one number", "", "The army said that 190 soldiers were killed or wounded.", 0, 0},
		{"toll", "", "The death toll rose to 14 on Monday.", 14, 0},
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

// TestRange: the lowest and the highest number that anybody gives.
func TestRange(t *testing.T) {
	a := analyzer(t)
	for _, tt := range []struct {
		body string
		want [2]float64
	}{
		{"At least nine people were killed in the raid on Monday. The Harbour Radio said that 12 civilians had died. Three children were among those killed.", [2]float64{9, 12}},
		{"Between 14 and 18 people were killed in the raid on Monday.", [2]float64{14, 18}},
		{"Two women were killed in the raid.", [2]float64{2, 2}},
		{"A number of villagers were killed in the raid.", [2]float64{2, 2}},
	} {
		if got := read(t, a, "", tt.body).KilledRange; got != tt.want {
			t.Errorf("%q: %v, want %v", tt.body, got, tt.want)
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

// BenchmarkRead reads a report of ordinary length that is analysed already.
func BenchmarkRead(b *testing.B) {
	body := strings.Repeat("A man was shot and killed on Harrow Lane in Leedham on Monday, and three others were hurt. Police said that a woman and her two sons, aged 3 and 5, had been taken to a hospital. ", 12)
	doc := &stemma.Document{Path: "a", Text: body, Body: []stemma.Span{{0, len(body)}}, Published: stemma.Published{Date: "2031-03-04"}}
	t := analyzer(b).Analyze(doc)
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		incident.Read(t)
	}
}

// BenchmarkAnalyze is what stands before it.
func BenchmarkAnalyze(b *testing.B) {
	body := strings.Repeat("A man was shot and killed on Harrow Lane in Leedham on Monday, and three others were hurt. Police said that a woman and her two sons, aged 3 and 5, had been taken to a hospital. ", 12)
	doc := &stemma.Document{Path: "a", Text: body, Body: []stemma.Span{{0, len(body)}}, Published: stemma.Published{Date: "2031-03-04"}}
	a := analyzer(b)
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		a.Analyze(doc)
	}
}
