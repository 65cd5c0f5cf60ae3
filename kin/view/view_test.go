package view_test

import (
	"testing"
	"unicode/utf8"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin/view"
	"github.com/stemmanews/stemma/lang/text"
	"github.com/stemmanews/stemma/lang/tokenize"
)

func of(body string) *view.View {
	d := &stemma.Document{Text: body, Body: []stemma.Span{{0, len(body)}}}
	t := &text.Text{Doc: d}
	tokenize.Fill(t)
	return view.Of(t)
}

func TestNormalise(t *testing.T) {
	for _, c := range [][2]string{
		{"Colour", "color"}, {"hour", "hour"}, {"four", "4"}, {"organised", "organized"}, {"promised", "promised"},
		{"kilometres", "kilometers"}, {"Muñoz", "munoz"}, {"Novačak", "novacak"}, {"1,400", "1400"}, {"87%", "87"},
		{"n't", "not"}, {"travelled", "traveled"}, {"sixty", "60"}, {"O’Neill", "oneill"}, {"\xff", ""},
	} {
		if got := view.Normalise(c[0]); got != c[1] {
			t.Errorf("Normalise(%q) = %q, want %q", c[0], got, c[1])
		}
	}
}

func TestSoundMeets(t *testing.T) {
	for _, c := range [][2]string{
		{"Marcelo", "Marselo"}, {"Cordoza", "Kordosa"}, {"Novačak", "Novachak"}, {"Yaşaroğlu", "Yasharoglu"},
		{"Menté", "Menti"}, {"Jovita", "Zhovita"}, {"Suleyman", "Souleiman"},
	} {
		if a, b := view.Sound(view.Normalise(c[0])), view.Sound(view.Normalise(c[1])); a != b {
			t.Errorf("%s sounds %q, %s %q", c[0], a, c[1], b)
		}
	}
	if view.Sound("brandel") == view.Sound("varga") {
		t.Error("unlike names sound alike")
	}
}

func TestStemMeets(t *testing.T) {
	for _, c := range [][2]string{{"stopped", "stop"}, {"parties", "party"}, {"names", "name"}, {"quickly", "quick"}, {"searching", "searched"}} {
		if a, b := view.Stem(c[0]), view.Stem(c[1]); a != b {
			t.Errorf("Stem(%s) = %q, Stem(%s) = %q", c[0], a, c[1], b)
		}
	}
}

func TestWordsAndQuotes(t *testing.T) {
	v := of(`Ninety-six people met Ilse Varga on the bridge. “We saw it,” she said, "and left." Some saw an open “mark.`)
	if v.Words[0].Norm != "96" || v.Words[0].Class != view.Number {
		t.Errorf("first word: %+v", v.Words[0])
	}
	var names []string
	for _, w := range v.Words {
		if w.Class == view.Name {
			names = append(names, w.Norm)
		}
	}
	if len(names) != 2 || names[0] != "ilse" || names[1] != "varga" {
		t.Errorf("names: %v", names)
	}
	if len(v.Quotes) != 2 || v.Quotes[0].Span.In(v.Doc.Text) != "“We saw it,”" {
		t.Errorf("quotes: %+v", v.Quotes)
	}
}

func FuzzView(f *testing.F) {
	f.Add("One “two” three.\n\nFour \"five six-seven Ninety-one 4,000.")
	f.Add("\xff«a» \u2028 x")
	f.Fuzz(func(t *testing.T, s string) {
		v := of(s)
		last := 0
		for i, w := range v.Words {
			if w.Span[0] < last || w.Span[1] > len(s) || w.Span[0] >= w.Span[1] {
				t.Fatalf("word %d: span %v after %d in %q", i, w.Span, last, s)
			}
			if utf8.ValidString(s) && !utf8.ValidString(w.Span.In(s)) {
				t.Fatalf("span %v cuts a character", w.Span)
			}
			if k := v.Sentences[w.Sentence]; i < k.First || i >= k.End {
				t.Fatalf("word %d not in its sentence %+v", i, k)
			}
			last = w.Span[1]
		}
		for _, q := range v.Quotes {
			if q.First >= q.End || q.Span[0] > v.Words[q.First].Span[0] || q.Span[1] < v.Words[q.End-1].Span[1] {
				t.Fatalf("quote %+v", q)
			}
		}
	})
}
