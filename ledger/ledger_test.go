package ledger

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang"
	"github.com/stemmanews/stemma/lang/text"
)

// report is a document of an invented story and what it claims.
type report struct {
	path, outlet, day string
	claims            []said
}

// said is one claim: figure words stand in [brackets] inside the content.
type said struct {
	who, party, kind, stance, content string
	measure, of, place                string
	low, high                         float64 // -1 for open
	comparator, asOf                  string
}

// own is an outlet that speaks for itself.
const own = "Herald"

// input builds the ledger's input: the text of a document is its contents, one
// a line.
func input(reports []report) Input {
	var in Input
	var all []int
	for i, r := range reports {
		d := &stemma.Document{Path: r.path, Outlet: r.outlet}
		d.Published.Date = r.day
		d.Headline.Text = "Headline of " + r.path
		var claims []stemma.Claim
		for n, s := range r.claims {
			claims = append(claims, s.add(d, n))
		}
		d.Body = []stemma.Span{{0, len(d.Text)}}
		in.Texts = append(in.Texts, &text.Text{Doc: d})
		in.Claims = append(in.Claims, claims)
		all = append(all, i)
	}
	in.Stories = [][]int{all}
	return in
}

// add writes the content into d and returns the claim.
func (s said) add(d *stemma.Document, n int) stemma.Claim {
	c := stemma.Claim{ID: "c" + string(rune('1'+n)), Stance: s.stance, Source: stemma.Source{Name: s.who, Party: s.party, Kind: s.kind}}
	if c.Stance == "" {
		c.Stance = stemma.StanceAsserts
	}
	if c.Source.Kind == "" {
		c.Source.Kind = stemma.KindOrganisation
	}
	start := len(d.Text)
	open, end := strings.IndexByte(s.content, '['), strings.IndexByte(s.content, ']')
	plain := strings.NewReplacer("[", "", "]", "").Replace(s.content)
	d.Text += plain + "\n"
	c.Content.Spans = []stemma.Span{{start, start + len(plain)}}
	if s.who != "" && s.who != own {
		c.Source.Spans = []stemma.Span{{start, start}}
	}
	if open < 0 {
		return c
	}
	f := stemma.Figure{Span: stemma.Span{start + open, start + end - 1}, Measure: s.measure, Of: s.of, Place: s.place, AsOf: s.asOf, Unit: "person"}
	f.Text = d.Text[f.Span[0]:f.Span[1]]
	f.Value.Comparator = s.comparator
	if s.low >= 0 {
		f.Value.Low = stemma.Number(s.low)
	}
	if s.high >= 0 {
		f.Value.High = stemma.Number(s.high)
	}
	if f.AsOf == "" {
		f.AsOf = d.Published.Date
	}
	c.Figures = []stemma.Figure{f}
	return c
}

// exactly is a claim of n people killed.
func exactly(who, content string, n float64) said {
	return said{who: who, content: content, measure: stemma.MeasureKilled, of: "people", low: n, high: n, comparator: stemma.Exact}
}

// lines writes the entries of the questions of a measure, one a line.
func lines(l stemma.Ledger, measure string) []string {
	var out []string
	for _, s := range l.Stories {
		for _, q := range s.Questions {
			if q.Measure != measure {
				continue
			}
			for _, e := range q.Entries {
				out = append(out, strings.Join([]string{e.Claimant, e.Text, e.AsOf, e.Stance, e.Relation}, "|"))
			}
		}
	}
	return out
}

func TestKeep(t *testing.T) {
	cases := []struct {
		name    string
		reports []report
		measure string
		want    []string
	}{
		{"update and conflict", []report{
			{"a", "A", "2031-05-01", []said{exactly("Fire Brigade", "[four] people died in the fire", 4)}},
			{"b", "B", "2031-05-02", []said{exactly("Fire Brigade", "[six] people died in the fire", 6), exactly("Tenants Union", "[nine] tenants died", 9)}},
		}, stemma.MeasureKilled, []string{
			"Fire Brigade|four|2031-05-01|asserts|first",
			"Fire Brigade|six|2031-05-02|asserts|updates",
			"Tenants Union|nine|2031-05-02|asserts|conflicts",
		}},
		{"children are a part of the people, another claimant's too", []report{
			{"a", "A", "2031-05-01", []said{
				exactly("Fire Brigade", "[nine] people died", 9),
				{who: "Tenants Union", content: "[four] children died", measure: stemma.MeasureKilled, of: "children", low: 4, high: 4},
				exactly("Saint Ada Hospital", "[seven] people died", 7),
			}},
		}, stemma.MeasureKilled, []string{
			"Fire Brigade|nine|2031-05-01|asserts|first",
			"Tenants Union|four|2031-05-01|asserts|narrower",
			"Saint Ada Hospital|seven|2031-05-01|asserts|conflicts",
		}},
		{"more children than people is no part", []report{
			{"a", "A", "2031-05-01", []said{
				exactly("Fire Brigade", "[four] people died", 4),
				{who: "Tenants Union", content: "[six] children died", measure: stemma.MeasureKilled, of: "children", low: 6, high: 6},
			}},
		}, stemma.MeasureKilled, []string{
			"Fire Brigade|four|2031-05-01|asserts|first",
			"Tenants Union|six|2031-05-01|asserts|conflicts",
		}},
		{"a report does not contradict itself in its own voice", []report{
			{"a", own, "2031-05-01", []said{
				{who: own, kind: stemma.KindMedia, content: "[nine] people died", measure: stemma.MeasureKilled, of: "people", low: 9, high: 9},
				{who: own, kind: stemma.KindMedia, content: "[seven] people were found in the stairwell", measure: stemma.MeasureKilled, of: "people", low: 7, high: 7},
				exactly("Tenants Union", "[five] people died", 5),
			}},
		}, stemma.MeasureKilled, []string{
			"Herald|nine|2031-05-01|asserts|first",
			"Herald|seven|2031-05-01|asserts|narrower",
			"Tenants Union|five|2031-05-01|asserts|narrower",
		}},
		{"a tighter reading in the same report", []report{
			{"a", "A", "2031-05-01", []said{
				{who: "Fire Brigade", content: "[at least nine] people died", measure: stemma.MeasureKilled, of: "people", low: 9, high: -1, comparator: stemma.AtLeast},
				exactly("Tenants Union", "[nine] people died", 9),
			}},
		}, stemma.MeasureKilled, []string{
			"Fire Brigade|at least nine|2031-05-01|asserts|first",
			"Tenants Union|nine|2031-05-01|asserts|narrower",
		}},
		{"another claimant gives the same", []report{
			{"a", "A", "2031-05-01", []said{exactly("Fire Brigade", "[four] people died", 4), exactly("Saint Ada Hospital", "[four] people died", 4)}},
		}, stemma.MeasureKilled, []string{
			"Fire Brigade|four|2031-05-01|asserts|first",
			"Saint Ada Hospital|four|2031-05-01|asserts|restates",
		}},
		{"order is by as-of, not by publication", []report{
			{"a", "A", "2031-05-03", []said{{who: "Fire Brigade", content: "[four] people died on the first day", measure: stemma.MeasureKilled, of: "people", low: 4, high: 4, asOf: "2031-05-01"}}},
			{"b", "B", "2031-05-02", []said{exactly("Tenants Union", "[nine] people died", 9)}},
		}, stemma.MeasureKilled, []string{
			"Fire Brigade|four|2031-05-01|asserts|first",
			"Tenants Union|nine|2031-05-02|asserts|conflicts",
		}},
		{"a refusal to confirm stands in the question that it speaks of", []report{
			{"a", "A", "2031-05-01", []said{
				exactly("Tenants Union", "[nine] tenants died", 9),
				{who: "Fire Brigade", stance: stemma.StanceDeclines, content: "the number of dead"},
				{who: "A", kind: stemma.KindMedia, stance: stemma.StanceUnverified, content: "any of the figures"},
			}},
		}, stemma.MeasureKilled, []string{
			"Tenants Union|nine|2031-05-01|asserts|first",
			"Fire Brigade|the number of dead|2031-05-01|declines|conflicts",
			"A|any of the figures|2031-05-01|unverified|restates",
		}},
		{"two wordings of one statement", []report{
			{"a", "A", "2031-05-01", []said{{who: "Fire Brigade", content: "[approximately 110] people died", measure: stemma.MeasureKilled, of: "people", low: 110, high: 110, comparator: stemma.Approximately}}},
			{"b", "B", "2031-05-01", []said{{who: "Fire Brigade", content: "[at least 110] people died", measure: stemma.MeasureKilled, of: "people", low: 110, high: -1, comparator: stemma.AtLeast}}},
		}, stemma.MeasureKilled, []string{"Fire Brigade|approximately 110|2031-05-01|asserts|first"}},
		{"a part is no entry of its own", []report{
			{"a", "A", "2031-05-01", []said{
				{who: "Police", content: "[86] people were held", measure: stemma.MeasureArrested, of: "people", low: 86, high: 86},
				{who: "Police", content: "[nine] of them minors", measure: stemma.MeasureArrested, of: "people", low: 9, high: 9},
			}},
		}, stemma.MeasureArrested, []string{"Police|86|2031-05-01|asserts|first"}},
		{"a figure taken up only to be denied", []report{
			{"a", "A", "2031-05-01", []said{
				exactly("Tenants Union", "[nine] tenants died", 9),
				{who: "Mayor", kind: stemma.KindPerson, stance: stemma.StanceDenies, content: "it"},
				exactly("Mayor", "[nine] is a number out of a hat", 9),
			}},
		}, stemma.MeasureKilled, []string{
			"Tenants Union|nine|2031-05-01|asserts|first",
			"Mayor|it|2031-05-01|denies|denies",
		}},
		{"a side's part is narrower, its later total an update", []report{
			{"a", "A", "2031-05-01", []said{{who: "Police", party: "Norland", content: "[40] officers were hurt", measure: stemma.MeasureWounded, of: "officers", low: 40, high: 40}}},
			{"b", "B", "2031-05-02", []said{
				{who: "Police Clinic", party: "Norland", content: "[nine] officers were hurt", measure: stemma.MeasureWounded, of: "officers", low: 9, high: 9},
				{who: "Interior Ministry", party: "Norland", content: "[52] officers were hurt", measure: stemma.MeasureWounded, of: "officers", low: 52, high: 52},
			}},
		}, stemma.MeasureWounded, []string{
			"Police|40|2031-05-01|asserts|first",
			"Police Clinic|nine|2031-05-02|asserts|narrower",
			"Interior Ministry|52|2031-05-02|asserts|updates",
		}},
		{"a total is compared with the total, not with a part", []report{
			{"a", "A", "2031-05-01", []said{exactly("Agency", "[200] people died", 200)}},
			{"b", "B", "2031-05-02", []said{exactly("Agency", "[twelve] people died in one village", 12)}},
			{"c", "C", "2031-05-03", []said{exactly("Agency", "[450] people died", 450)}},
		}, stemma.MeasureKilled, []string{
			"Agency|200|2031-05-01|asserts|first",
			"Agency|twelve|2031-05-02|asserts|narrower",
			"Agency|450|2031-05-03|asserts|updates",
		}},
		{"whose figure is doubted", []report{
			{"a", "A", "2031-05-01", []said{
				{who: "Ministry", kind: stemma.KindGovernment, content: "[20] people died", measure: stemma.MeasureKilled, of: "people", low: 20, high: 20},
				{who: "Ministry", kind: stemma.KindGovernment, content: "[80] people were hurt", measure: stemma.MeasureWounded, of: "people", low: 80, high: 80},
				{who: "Doctors Union", content: "the official figure was far too low"},
			}},
		}, stemma.MeasureKilled, []string{
			"Ministry|20|2031-05-01|asserts|first",
			"Doctors Union|the official figure was far too low|2031-05-01|asserts|conflicts",
		}},
		{"a denial that names whom it speaks of", []report{
			{"a", "A", "2031-05-01", []said{
				{who: "Observers", content: "[eleven] civilians died", measure: stemma.MeasureKilled, of: "civilians", low: 11, high: 11},
				{who: "Army", content: "[two] soldiers died", measure: stemma.MeasureKilled, of: "soldiers", low: 2, high: 2},
				{who: "Army", stance: stemma.StanceDenies, content: "that any civilian had been hit"},
			}},
		}, stemma.MeasureKilled, []string{
			"Observers|eleven|2031-05-01|asserts|first",
			"Army|that any civilian had been hit|2031-05-01|denies|denies",
			"Army|two|2031-05-01|asserts|first",
		}},
		{"bases and capacities are no answers", []report{
			{"a", "A", "2031-05-01", []said{
				exactly("Teacher", "[nineteen] of her pupils died", 19),
				{who: "Teacher", content: "nineteen of her [33] pupils died", measure: stemma.MeasureKilled, of: "pupils", low: 33, high: 33},
			}},
		}, stemma.MeasureKilled, []string{"Teacher|nineteen|2031-05-01|asserts|first"}},
		{"a body under a person who speaks for it, and under its officers", []report{
			{"a", "A", "2031-05-01", []said{
				{who: "Joint Command", party: "Norland", kind: stemma.KindGovernment, content: "[about 110] people died", measure: stemma.MeasureKilled, of: "people", low: 110, high: 110, comparator: stemma.Approximately}}},
			{"b", "B", "2031-05-01", []said{
				{who: "Norland's navy officers", party: "Norland", kind: stemma.KindGovernment, content: "[at least 110] people died", measure: stemma.MeasureKilled, of: "people", low: 110, high: -1, comparator: stemma.AtLeast}}},
		}, stemma.MeasureKilled, []string{"Joint Command|about 110|2031-05-01|asserts|first"}},
		{"things counted are reconciled", []report{
			{"a", "A", "2031-05-01", []said{
				{who: "Army", content: "[twelve] soldiers died", measure: stemma.MeasureKilled, of: "soldiers", low: 12, high: 12},
				{who: "Rebels", content: "[thirty] troopers died", measure: stemma.MeasureKilled, of: "troopers", low: 30, high: 30},
			}},
		}, stemma.MeasureKilled, []string{"Army|twelve|2031-05-01|asserts|first", "Rebels|thirty|2031-05-01|asserts|conflicts"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			in := input(c.reports)
			l := Keep(in)
			checkLedger(t, in, l)
			got := lines(l, c.measure)
			if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

// TestMeasuresApart: killed and killed or wounded never share a question, and
// sums are remarked on, not merged.
func TestMeasuresApart(t *testing.T) {
	in := input([]report{{"a", "A", "2031-05-01", []said{
		exactly("Ministry", "[20] people died", 20),
		{who: "Ministry", content: "[80] people were hurt", measure: stemma.MeasureWounded, of: "people", low: 80, high: 80},
		{who: "Red Cross", content: "[about 100] people were killed or hurt", measure: stemma.MeasureKilledOrWounded, of: "people", low: 100, high: 100},
	}}})
	l := Keep(in)
	checkLedger(t, in, l)
	if n := len(l.Stories[0].Questions); n != 3 {
		t.Fatalf("%d questions, want 3", n)
	}
	found := false
	for _, q := range l.Stories[0].Questions {
		for _, r := range q.Remarks {
			found = found || q.Measure == stemma.MeasureKilledOrWounded && strings.Contains(r, "add up")
		}
	}
	if !found {
		t.Error("no remark that 20 and 80 add up to 100")
	}
}

// TestCopies: copies add reports, not independent texts; a figure that a copy
// garbled is listed as altered and is no entry.
func TestCopies(t *testing.T) {
	in := input([]report{
		{"a", "A", "2031-05-01", []said{exactly("Fire Brigade", "[four] people died in the fire", 4)}},
		{"b", "B", "2031-05-01", []said{exactly("Fire Brigade", "[four] people died in the fire", 4)}},
		{"c", "C", "2031-05-01", []said{exactly("Fire Brigade", "[forty] people died in the fire", 40)}},
		{"d", "D", "2031-05-01", []said{exactly("Fire Brigade", "[forty] people died in the fire", 40)}},
		{"e", "E", "2031-05-02", []said{exactly("Fire Brigade", "there were [four] dead", 4)}},
	})
	in.Copies = &stemma.Copies{
		Families: []stemma.Family{{ID: "f1", Members: []string{"a", "b", "c", "d"}, Edges: []stemma.Edge{{From: "a", To: "b"}, {From: "a", To: "c"}, {From: "c", To: "d"}}, Origin: "a"}},
		Changes: []stemma.Change{{Kind: stemma.ChangeFigure, From: stemma.Side{Path: "a", Span: &stemma.Span{0, 4}, Text: "four"},
			To: stemma.Side{Path: "c", Span: &stemma.Span{0, 5}, Text: "forty"}, InheritedBy: []string{"d"}}},
	}
	l := Keep(in)
	checkLedger(t, in, l)
	s := l.Stories[0]
	if s.Counts != (stemma.Counts{Reports: 5, Independent: 2, Claimants: 1}) {
		t.Errorf("counts %+v", s.Counts)
	}
	if len(s.Questions) != 1 || len(s.Questions[0].Entries) != 1 {
		t.Fatalf("got %v", lines(l, stemma.MeasureKilled))
	}
	e := s.Questions[0].Entries[0]
	if e.Reports != 3 || e.Independent != 2 || len(e.Altered) != 2 {
		t.Errorf("%d reports, %d independent, %d altered; want 3, 2, 2", e.Reports, e.Independent, len(e.Altered))
	}
}

// TestExcerpt: a passage that two unrelated reports share counts as one text.
func TestExcerpt(t *testing.T) {
	in := input([]report{
		{"a", "A", "2031-05-01", []said{exactly("Fire Brigade", "[four] people died in the fire", 4)}},
		{"b", "B", "2031-05-01", []said{exactly("Fire Brigade", "[four] people died in the fire", 4)}},
	})
	in.Copies = &stemma.Copies{Pairs: []stemma.Pair{{A: "a", B: "b", Relation: stemma.RelationExcerpt,
		Passages: []stemma.Passage{{A: stemma.Span{0, 30}, B: stemma.Span{0, 30}, Kind: stemma.PassageVerbatim}}}}}
	e := Keep(in).Stories[0].Questions[0].Entries[0]
	if e.Reports != 2 || e.Independent != 1 {
		t.Errorf("%d reports, %d independent; want 2, 1", e.Reports, e.Independent)
	}
}

// TestOpenQuestion: a denial meets the assertion that it denies in other words.
func TestOpenQuestion(t *testing.T) {
	in := input([]report{
		{"a", "A", "2031-05-01", []said{
			{who: "Rights Monitor", content: "Norwegian troops were dispatched to the Svalbard mine"},
			{who: "Harbour Board", content: "the crane had rusted for years"},
		}},
		{"b", "B", "2031-05-02", []said{{who: "Defence Ministry", stance: stemma.StanceDenies, content: "sending any soldiers from Norway to the mine on Svalbard"}}},
	})
	l := Keep(in)
	checkLedger(t, in, l)
	want := []string{
		"Rights Monitor|Norwegian troops were dispatched to the Svalbard mine|2031-05-01|asserts|first",
		"Defence Ministry|sending any soldiers from Norway to the mine on Svalbard|2031-05-02|denies|denies",
	}
	if got := lines(l, ""); strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestKeepOdd(t *testing.T) {
	empty := &stemma.Document{Path: "x"}
	for name, in := range map[string]Input{
		"nothing":    {},
		"no claims":  {Texts: []*text.Text{{Doc: empty}}, Claims: [][]stemma.Claim{nil}, Stories: [][]int{{0}}},
		"bad spans":  {Texts: []*text.Text{{Doc: empty}}, Claims: [][]stemma.Claim{{{ID: "c1", Content: stemma.Content{Spans: []stemma.Span{{5, 9}}}}}}, Stories: [][]int{{0}}},
		"cycle":      {Texts: []*text.Text{{Doc: empty}}, Claims: [][]stemma.Claim{nil}, Stories: [][]int{{0}}, Copies: &stemma.Copies{Families: []stemma.Family{{Members: []string{"x"}, Edges: []stemma.Edge{{From: "x", To: "y"}, {From: "y", To: "x"}}}}}},
		"no stories": {Texts: []*text.Text{{Doc: empty}}, Claims: [][]stemma.Claim{nil}},
	} {
		l := Keep(in)
		if len(l.Stories) != len(in.Stories) {
			t.Errorf("%s: %d stories, want %d", name, len(l.Stories), len(in.Stories))
		}
	}
}

// TestDeterministic: the same bytes on every run.
func TestDeterministic(t *testing.T) {
	in := input([]report{
		{"a", "A", "2031-05-01", []said{exactly("Fire Brigade", "[four] people died", 4), exactly("Tenants Union", "[nine] people died", 9)}},
		{"b", "B", "2031-05-01", []said{{who: "Mayor", stance: stemma.StanceDenies, content: "that the house had no fire stairs"}, {who: "Tenants Union", content: "the house never had fire stairs"}}},
	})
	first, err := json.Marshal(Keep(in))
	if err != nil {
		t.Fatal(err)
	}
	for range 20 {
		if again, _ := json.Marshal(Keep(in)); string(again) != string(first) {
			t.Fatalf("differs:\n%s\n%s", first, again)
		}
	}
}

func TestRanges(t *testing.T) {
	n := stemma.Number
	got := (*stemma.Range)(nil)
	for _, v := range []*stemma.Value{{Low: n(40), High: n(40)}, {Low: nil, High: n(50)}, {Low: n(30), High: n(35)}} {
		got = widen(got, v)
	}
	if *got.Low != 30 || *got.High != 50 {
		t.Errorf("range %v to %v, want 30 to 50", *got.Low, *got.High)
	}
	if got = widen(got, &stemma.Value{Low: n(60)}); got.High != nil {
		t.Errorf("an open value left the range closed at %v", *got.High)
	}
}

func TestThings(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"soldiers", "North Korean troopers", true},
		{"Ruritanian soldiers", "Graustark troops", false},
		{"people", "passengers of the night bus", true},
		{"people", "police officers", false},
		{"containers of shells", "containers", true},
		{"rifles", "blankets", false},
		{"", "rifles", true},
	} {
		if got := thingOf(c.a, "").same(thingOf(c.b, "")); got != c.same {
			t.Errorf("%q and %q: %v, want %v", c.a, c.b, got, c.same)
		}
	}
}

func TestCloseSpelling(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"zelensky", "zelenskyy", true}, {"tantoco", "tatnoco", true}, {"kim", "kin", false},
		{"maria", "mario", false}, {"harbour", "harvest", false},
	} {
		if got := closeSpelling(c.a, c.b); got != c.want {
			t.Errorf("%q, %q: %v", c.a, c.b, got)
		}
	}
}

// FuzzThing: reading what is counted never fails, and every thing is the same
// as itself.
func FuzzThing(f *testing.F) {
	for _, s := range []string{"", "soldiers", "İstanbul’s dead", "\xff\xfe", "of of of", "Norland sailors killed in the strait"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		x := thingOf(s, "person")
		if !x.same(x) {
			t.Errorf("%q is not the same as itself", s)
		}
		concepts(s)
		capitalise(s)
		if r := []rune(shorten(s, 20)); len(r) > 23 {
			t.Errorf("%q shortened to %d runes", s, len(r))
		}
	})
}

func TestCountsKept(t *testing.T) {
	for _, tt := range []struct {
		of   string
		want bool
	}{
		{"passengers", true},
		{"hospitals", false}, // incidental, though two claimants count them
	} {
		l := Keep(input([]report{{path: "a", outlet: "Ostland Post", day: "2031-03-02", claims: []said{
			{who: "Harbour Board", content: "[210] " + tt.of + " had been reached", measure: stemma.MeasureCount, of: tt.of, low: 210, high: 210},
			{who: "Pilots' Union", content: "[340] " + tt.of + " had been reached", measure: stemma.MeasureCount, of: tt.of, low: 340, high: 340},
		}}}))
		if got := len(l.Stories[0].Questions) > 0; got != tt.want {
			t.Errorf("a question on %s: %v, want %v", tt.of, got, tt.want)
		}
	}
}

func TestEventOfOneIncident(t *testing.T) {
	for _, tt := range []struct {
		second string
		want   bool
	}{
		{"Harbour Board", true},
		{"Pilots' Union", false}, // nobody gives both: no toll of one incident
	} {
		l := Keep(input([]report{{path: "a", outlet: "Ostland Post", day: "2031-03-02", claims: []said{
			{who: "Harbour Board", content: "[6] people were killed", measure: stemma.MeasureKilled, of: "people", low: 6, high: 6},
			{who: tt.second, content: "[90] people were wounded", measure: stemma.MeasureWounded, of: "people", low: 90, high: 90},
		}}}))
		e := l.Stories[0].Event
		if e == nil || e.Killed == nil || (e.Wounded != nil) != tt.want {
			t.Errorf("wounded by %s: event %+v, want wounded %v", tt.second, e, tt.want)
		}
	}
}

// TestOpenQuestions: who asserts and who denies, on one class of things each.
func TestOpenQuestions(t *testing.T) {
	in := input([]report{{"a", "A", "2031-05-01", []said{
		{who: "Vorna", content: "Ostrel is sending soldiers to fight in Arl"},
		{who: "Observers", content: "Ostrel is sending rifles to Arl"},
		{who: "Ostrel", stance: stemma.StanceDenies, content: "sending soldiers or rifles to Arl"},
		{who: "Dockers", content: "a flag was burned on the quay"},
		{who: "Marchers", stance: stemma.StanceDenies, content: "that anybody had burned a flag"},
	}}})
	l := Keep(in)
	checkLedger(t, in, l)
	var got []string
	for _, q := range l.Stories[0].Questions {
		line := ""
		for _, e := range q.Entries {
			line += e.Claimant + " " + e.Stance + " " + e.Relation + "; "
		}
		got = append(got, line)
	}
	want := []string{
		"Vorna asserts first; Ostrel denies denies; ",
		"Observers asserts first; Ostrel denies denies; ",
		"Dockers asserts first; Marchers denies denies; ",
	}
	if len(got) != len(want) {
		t.Fatalf("got %q", got)
	}
	for _, w := range want {
		found := false
		for _, g := range got {
			found = found || g == w
		}
		if !found {
			t.Errorf("no question %q in %q", w, got)
		}
	}
}

// TestHappenings: what two reports tell of one day in their own voice is one
// line; what they attribute is not told in their own voice.
func TestHappenings(t *testing.T) {
	a, err := lang.NewAnalyzer()
	if err != nil {
		t.Fatal(err)
	}
	in := Input{Claims: [][]stemma.Claim{nil, nil}, Stories: [][]int{{0, 1}}}
	for i, s := range []string{"The Lund bridge at Norvik collapsed in March 2029.", "In March 2029 the Lund bridge in Norvik collapsed. It is expected to open again in June 2031."} {
		d := &stemma.Document{Path: []string{"a", "b"}[i], Text: s, Body: []stemma.Span{{0, len(s)}}, Language: "en"}
		d.Published.Date = "2031-05-02"
		in.Texts = append(in.Texts, a.Analyze(d))
	}
	var got []string
	for _, l := range Keep(in).Stories[0].Timeline {
		got = append(got, l.Date+" "+l.Text)
		if len(l.Where) != 2 {
			t.Errorf("%d places, want both reports", len(l.Where))
		}
	}
	if want := "2029-03 The Lund bridge at Norvik collapsed in March 2029."; strings.Join(got, "|") != want {
		t.Errorf("got %q", got)
	}
}
