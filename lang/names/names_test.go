package names

import (
	"slices"
	"strings"
	"testing"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/text"
)

// tokenised makes a text of one sentence a line, tokens set off by blanks.
func tokenised(s string) *text.Text {
	t := &text.Text{Doc: &stemma.Document{Text: s}}
	at := 0
	for line := range strings.Lines(s) {
		first := len(t.Tokens)
		for i := 0; i < len(line); {
			n := strings.IndexAny(line[i:]+" ", " \n")
			if n > 0 {
				t.Tokens = append(t.Tokens, text.Token{Span: stemma.Span{at + i, at + i + n}, Head: -1, Space: true})
			}
			i += n + 1
		}
		if n := len(t.Tokens); n > first {
			t.Sentences = append(t.Sentences, text.Sentence{Span: t.Span(first, n), First: first, End: n, Where: text.InBody})
		}
		at += len(line)
	}
	return t
}

func finder(t testing.TB) *Finder {
	f, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestFind(t *testing.T) {
	f := finder(t)
	tests := []struct{ text, want string }{
		{"Danish ministers met in Paris on Tuesday .", "LOC Paris"},
		{"President Maria Lopez told Reuters that France would help .", "PER Maria Lopez; ORG Reuters; LOC France"},
		{"The Ministry of Defence in London said nothing .", "ORG Ministry of Defence; LOC London"},
		{"GUNMEN ATTACK CONVOY IN NIGERIA", "LOC NIGERIA"},
		{"Mr Anders Holm , a lawyer from Oslo , said so .", "PER Anders Holm; LOC Oslo"},
		{"", ""},
	}
	for _, tt := range tests {
		x := tokenised(tt.text)
		f.Find(x)
		var got []string
		for _, n := range x.Names {
			if n.Type != text.Misc {
				got = append(got, n.Type+" "+n.Span.In(tt.text))
			}
		}
		if s := strings.Join(got, "; "); s != tt.want {
			t.Errorf("%q:\n got %s\nwant %s", tt.text, s, tt.want)
		}
	}
}

func TestFindTwiceIsTheSame(t *testing.T) {
	f := finder(t)
	a, b := tokenised("Kim met Lee in Seoul .\nThe UN mission said so .\n"), tokenised("Kim met Lee in Seoul .\nThe UN mission said so .\n")
	f.Find(a)
	f.Find(b)
	f.Find(b)
	if !slices.Equal(a.Names, b.Names) {
		t.Errorf("%v and %v", a.Names, b.Names)
	}
}

func FuzzFind(f *testing.F) {
	fi := finder(f)
	for _, s := range []string{"The President of the United States spoke .", "A - b U.S. $ 5\nDr .\n", "\xff\xfe É – “ X ” ( Y )", "Mr Mr Mr"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		x := tokenised(s)
		fi.Find(x)
		end := 0
		for _, n := range x.Names {
			if n.First < end || n.End <= n.First || n.End > len(x.Tokens) || n.Span != x.Span(n.First, n.End) {
				t.Fatalf("name %+v after %d in %q", n, end, s)
			}
			if x.SentenceOf(n.First) != x.SentenceOf(n.End-1) {
				t.Fatalf("name %+v crosses sentences of %q", n, s)
			}
			end = n.End
		}
	})
}

func BenchmarkFind(b *testing.B) {
	f := finder(b)
	x := tokenised(strings.Repeat("Foreign minister Anna Berg said on Monday that the government of Norway had asked the United Nations for help .\nShe did not say when , a spokesman for the ministry told the BBC in Oslo .\n", 50))
	b.ReportAllocs()
	for b.Loop() {
		f.Find(x)
	}
	b.ReportMetric(float64(len(x.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

func TestFullestForm(t *testing.T) {
	f := finder(t)
	x := tokenised("The Harbour Safety Board ( HSB ) fined the line , Mr Anders Holm said .\nHolm spoke for the HSB .\n")
	f.Find(x)
	got := map[string]string{}
	for _, n := range x.Names {
		got[n.Span.In(x.Doc.Text)] = n.Name
	}
	for short, want := range map[string]string{"Holm": "Anders Holm", "HSB": "Harbour Safety Board"} {
		if got[short] != want {
			t.Errorf("%s is %q, want %q (%v)", short, got[short], want, got)
		}
	}
}

func TestInitials(t *testing.T) {
	for _, tt := range []struct {
		short, long string
		want        bool
	}{
		{"UN", "United Nations", true}, {"HSB", "Harbour Safety Board", true}, {"MSF", "Médecins Sans Frontières", true},
		{"ABC", "United Nations", false}, {"U", "United", false}, {"", "", false},
	} {
		if got := Initials(tt.short, tt.long); got != tt.want {
			t.Errorf("%s, %s: %v", tt.short, tt.long, got)
		}
	}
}
