package names

import (
	"strings"
	"testing"

	"github.com/stemmanews/stemma/lang/gazetteer"
	"github.com/stemmanews/stemma/lang/text"
)

// found lists the names of a text as "TYPE words".
func found(f *Finder, s string) []string {
	x := tokenised(s)
	f.Find(x)
	var out []string
	for _, n := range x.Names {
		out = append(out, n.Type+" "+n.Span.In(s))
	}
	return out
}

func TestRules(t *testing.T) {
	f := finder(t)
	tests := []struct{ why, text, want, not string }{
		{"titles stay outside", "They met Deputy Foreign Minister Anna Berglund on Monday .", "PER Anna Berglund", "PER Deputy"},
		{"a nationality is part of a body", "He joined the Danish Navy in May .", "ORG Danish Navy", ""},
		{"a country is a place", "It was the third win for South Korea this year .", "LOC South Korea", "ORG South Korea"},
		{"a nationality of two words", "Six South Korean ships sailed .", "MISC South Korean", ""},
		{"an article proves a body", "It was built by the Northern Weavers ' Association last year .", "ORG Northern Weavers ' Association", ""},
		{"a bare head is no name", "He said the Ministry had paid .", "", "ORG Ministry"},
		{"the town of", "It struck the town of Brevikholm at noon .", "LOC Brevikholm", "PER Brevikholm"},
		{"a ship is neither place nor body", "The ferry Solveig Star sank off the coast .", "MISC Solveig Star", ""},
		{"split hyphens", "The driver , Park Min - jun , said so .", "PER Park Min - jun", ""},
		{"money is no place", "It cost US $ 5 million .", "", "LOC US"},
		{"a given name begins a person", "A friend of Maria Ostrowska heard it .", "PER Maria Ostrowska", ""},
		{"sentences in one line", "They went to Paris . Nobody saw them .", "LOC Paris", "PER Nobody"},
	}
	for _, tt := range tests {
		got := strings.Join(found(f, tt.text), "; ")
		if !strings.Contains(got, tt.want) || tt.not != "" && strings.Contains(got, tt.not) {
			t.Errorf("%s: %q: got %q, want %q, not %q", tt.why, tt.text, got, tt.want, tt.not)
		}
	}
}

func TestOneTypeADocument(t *testing.T) {
	f := finder(t)
	got := found(f, "Harwen said it was ready .\nHarwen Lines Corp owns two ships .\nThe owners of Harwen Lines were told .\n")
	for _, s := range got {
		if strings.Contains(s, "Harwen Lines") && !strings.HasPrefix(s, text.Organisation) {
			t.Errorf("%q in %q", s, got)
		}
	}
}

func TestShapes(t *testing.T) {
	for w, want := range map[string]uint8{
		"said": shapeSmall, "Kim": shapeTitle, "UNHCR": shapeCaps, "U.S.": shapeInit, "J.": shapeInit, "A": shapeOne,
		"McDonald": shapeCamel, "iPhone": shapeMixed, "31": shapeNumber, ",": shapeOther, "": shapeOther, "Łódź": shapeTitle,
	} {
		if got := shapeOf(w); got != want {
			t.Errorf("%q: %d, want %d", w, got, want)
		}
	}
}

func TestLabels(t *testing.T) {
	for typ := range len4 {
		for part := range 4 {
			if p, k := split(label(part, typ)); p != part || k != typ {
				t.Errorf("label of %d, %d reads back as %d, %d", part, typ, p, k)
			}
		}
	}
	if follows(label(begin, 0), outside) || follows(label(begin, 0), label(last, 1)) || !follows(label(begin, 0), label(last, 0)) || !follows(outside, label(unit, 3)) {
		t.Error("wrong order of labels allowed")
	}
}

func TestFeaturesAreTheSameWithoutWords(t *testing.T) {
	x := tokenised("Anna Berglund spoke .")
	toks := see(x, gazetteer.Default())
	v := view{toks: toks, doc: remember(toks)}
	all, hidden := v.features(nil, 0, true), v.features(nil, 0, false)
	if len(hidden) >= len(all) || len(hidden) == 0 {
		t.Errorf("%d features, %d with the word hidden", len(all), len(hidden))
	}
}

func TestLearn(t *testing.T) {
	x := tokenised("Quorvex said no .\nThe man from Quorvex left .\n")
	doc := Labelled{Text: x, Tags: strings.Fields("B-ORG O O O O O O B-ORG O O")}
	first, second, err := Learn([]Labelled{doc, doc}, LearnOptions{Epochs: 5, Folds: 2})
	if err != nil {
		t.Fatal(err)
	}
	again, _, _ := Learn([]Labelled{doc, doc}, LearnOptions{Epochs: 5, Folds: 2})
	if string(first) != string(again) {
		t.Error("two runs give two models")
	}
	f, err := Load(first, second)
	if err != nil {
		t.Fatal(err)
	}
	if got := found(f, "Quorvex said no ."); len(got) != 1 || got[0] != "ORG Quorvex" {
		t.Errorf("learned %q", got)
	}
	if _, err := Load([]byte("no model"), second); err == nil {
		t.Error("a broken model loads")
	}
}
