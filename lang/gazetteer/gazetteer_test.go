package gazetteer

import (
	"slices"
	"testing"
)

func TestFind(t *testing.T) {
	tests := []struct {
		phrase  string
		class   Class
		country string
	}{
		{"South Korea", Country, "South Korea"},
		{"SOUTH KOREAN", Adjective, "South Korea"},
		{"Kremlin", Capital, "Russia"},
		{"Downing Street", Capital, "United Kingdom"},
		{"Pentagon", Capital, "United States"},
		{"Mariupol", City, "Ukraine"},
		{"Reuters", Media, ""},
		{"People’s Daily", Media, "China"},
		{"People's Daily", Media, "China"},
		{"UNHCR", Org | Acronym, "United Nations"},
		{"Commodore", Address, ""},
		{"defense minister", Role, ""},
		{"São Paulo", City, "Brazil"},
		{"coast guard", GovHead, ""},
		{"Jordan", Country | FirstName | Surname, "Jordan"},
		{"Washington, D.C.", Capital, "United States"},
	}
	for _, tt := range tests {
		e, ok := Default().Phrase(tt.phrase)
		if !ok || e.Class&tt.class != tt.class || e.Country != tt.country {
			t.Errorf("%s: got %v %+v, want class %b of %q", tt.phrase, ok, e, tt.class, tt.country)
		}
	}
	if e, ok := Default().Phrase("no such phrase"); ok {
		t.Errorf("found %+v", e)
	}
}

func TestAlike(t *testing.T) {
	words := []string{"World", "Wellness", "Organization"}
	if got := Default().Alike(words, 1); !slices.Contains(got, "World Health Organization") {
		t.Errorf("Alike(%v, 1) = %v", words, got)
	}
	if got := Default().Alike(words, 0); len(got) != 0 {
		t.Errorf("Alike(%v, 0) = %v, want none", words, got)
	}
}

func TestTablesAreWhole(t *testing.T) {
	if n := len(Default().entries); n < 5000 {
		t.Errorf("%d entries", n)
	}
	for _, name := range []string{"countries", "places", "orgs", "media", "titles", "heads", "forms", "firstnames", "surnames"} {
		for _, r := range rows(name) {
			for _, cell := range r {
				for _, s := range list(cell) {
					if s == "" || s[0] == ' ' || s[len(s)-1] == ' ' {
						t.Errorf("%s: %q has an empty or untrimmed item %q", name, r[0], s)
					}
				}
			}
		}
	}
}

func TestGender(t *testing.T) {
	for phrase, want := range map[string]byte{"spokeswoman": Female, "Mr": Male, "spokesperson": NoGender, "Mary": Female} {
		if e, _ := Default().Phrase(phrase); e.Gender != want {
			t.Errorf("%s: %q, want %q", phrase, e.Gender, want)
		}
	}
}

func TestLookupAllocatesNothing(t *testing.T) {
	g := Default()
	n := testing.AllocsPerRun(100, func() { g.Find(Start.Word("São").Word("Paulo")); g.Longest("South") })
	if n != 0 {
		t.Errorf("%v allocations a lookup", n)
	}
}

func BenchmarkFind(b *testing.B) {
	g := Default()
	b.ReportAllocs()
	for b.Loop() {
		g.Find(Start.Word("South").Word("Korea"))
	}
}

func FuzzHashOf(f *testing.F) {
	f.Add("St. Peter's Square")
	f.Add("\xff ’s,")
	f.Fuzz(func(t *testing.T, s string) {
		HashOf(s)
		var w Words
		n := 0
		for w.Reset(s); w.Next(); {
			if w.Text == "" {
				t.Fatal("empty word")
			}
			n += len(w.Text)
		}
		if n > len(s) {
			t.Fatalf("words of %q are longer than it", s)
		}
	})
}
