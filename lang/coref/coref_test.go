package coref

import (
	"strings"
	"testing"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/names"
	"github.com/stemmanews/stemma/lang/text"
	"github.com/stemmanews/stemma/lang/tokenize"
)

func finder(t testing.TB) *names.Finder {
	f, err := names.New()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// analyse runs the layers below coreference, without tags and trees.
func analyse(f *names.Finder, s string) *text.Text {
	t := &text.Text{Doc: &stemma.Document{Text: s, Outlet: "The Daily Example", Body: []stemma.Span{{0, len(s)}}}}
	tokenize.Fill(t)
	f.Find(t)
	Resolve(t)
	return t
}

// source looks up the words between bars in the first text: "the words |she|
// stands in".
func source(t *testing.T, w *World, context string) Source {
	t.Helper()
	x := w.texts[0]
	parts := strings.Split(context, "|")
	at := strings.Index(x.Doc.Text, strings.Join(parts, ""))
	if at < 0 {
		t.Fatalf("no %q", context)
	}
	at += len(parts[0])
	first, end := x.TokensIn(stemma.Span{at, at + len(parts[1])})
	return w.Source(0, first, end)
}

func TestSource(t *testing.T) {
	const story = `Norway's defence minister, Anders Holm, said on Monday that two ships had left Oslo. "They will be back," he said.

Sweden and Denmark said they knew nothing of it. The two countries called for calm.

The Harbour Safety Board (HSB) fined the line. The HSB said it would not wait. Its director, Karin Lund, told Reuters that she had warned the owners.

Holm denied that. The minister said the report was wrong. Three sailors said the sea was rough. Moscow declined to comment. We asked the line.`
	f := finder(t)
	w := Unify([]*text.Text{analyse(f, story)})
	tests := []struct {
		words       string
		name, kind  string
		party       string
		partyDoubts bool
	}{
		{"|Norway's defence minister, Anders Holm,|", "Anders Holm", "person", "Norway", false},
		{"\" |he| said", "Anders Holm", "person", "Norway", false},
		{"|Sweden and Denmark|", "Sweden; Denmark", "government", "Sweden; Denmark", false},
		{"|The two countries|", "Sweden; Denmark", "government", "Sweden; Denmark", false},
		{"|The HSB|", "Harbour Safety Board", "organisation", "", true},
		{"HSB said |it| would", "Harbour Safety Board", "organisation", "", true},
		{"|Its director, Karin Lund,|", "Karin Lund", "person", "Harbour Safety Board", false},
		{"that |she| had", "Karin Lund", "person", "Harbour Safety Board", false},
		{"|Holm| denied", "Anders Holm", "person", "Norway", false},
		{"|The minister|", "Anders Holm", "person", "Norway", false},
		{"|Three sailors|", "Three sailors", "unnamed", "", true},
		{"|Moscow|", "Russia", "government", "Russia", false},
		{"|We|", "The Daily Example", "media", "", true},
	}
	for _, tt := range tests {
		got := source(t, w, tt.words)
		if got.Name != tt.name || got.Kind != tt.kind || !tt.partyDoubts && got.Party != tt.party {
			t.Errorf("%s: got %+v, want %s, %s, %s", tt.words, got, tt.name, tt.kind, tt.party)
		}
	}
}

func TestUnify(t *testing.T) {
	f := finder(t)
	w := Unify([]*text.Text{
		analyse(f, "Foreign minister Andrei Kovalenka of Belarus spoke in Paris. Kovalenka said little."),
		analyse(f, "Foreign minister Andrei Kovalenko of Belarus spoke in Paris. Kovalenko said little."),
		analyse(f, "Belarusian foreign minister Andrei Kovalenko spoke in Paris on Monday."),
	})
	got := source(t, w, "|Kovalenka| said")
	if got.Name != "Andrei Kovalenko" || got.Local != "Andrei Kovalenka" {
		t.Errorf("got %+v", got)
	}
}

func TestSkeleton(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"zelensky", "zelenskyy", true}, {"mohammed", "muhammad", true}, {"delibaş", "delibas", true},
		{"holm", "lund", false}, {"kim", "king", false},
	} {
		if got := skeleton(tt.a) == skeleton(tt.b); got != tt.want {
			t.Errorf("%s %s: %s %s", tt.a, tt.b, skeleton(tt.a), skeleton(tt.b))
		}
	}
}

func FuzzResolve(f *testing.F) {
	fi := finder(f)
	for _, s := range []string{"He said \"she\" and they.", "The two countries, Iran and Iraq's ministers, said it.", "President of the\nMr. X, Y and Z", "its his her Their who \xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		x := analyse(fi, s)
		for _, m := range x.Mentions {
			if m.First < 0 || m.End > len(x.Tokens) || m.First >= m.End || m.Head < m.First || m.Head >= m.End || m.Entity < 0 || m.Entity >= len(x.Entities) || m.Span != x.Span(m.First, m.End) {
				t.Fatalf("mention %+v in %q", m, s)
			}
		}
		w := Unify([]*text.Text{x, x})
		for i := range x.Tokens {
			for j := i + 1; j <= min(i+6, len(x.Tokens)); j++ {
				if got := w.Source(1, i, j); got.Kind == "" {
					t.Fatalf("no kind for tokens %d to %d of %q: %+v", i, j, s, got)
				}
			}
		}
	})
}

func BenchmarkResolve(b *testing.B) {
	f := finder(b)
	x := analyse(f, strings.Repeat("Foreign minister Anna Berg said on Monday that the government of Norway had asked the United Nations for help. She did not say when, a spokesman for the ministry told the BBC in Oslo.\n\n", 30))
	b.ReportAllocs()
	for b.Loop() {
		Resolve(x)
	}
	b.ReportMetric(float64(len(x.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

func BenchmarkUnify(b *testing.B) {
	f := finder(b)
	var texts []*text.Text
	for i := range 200 {
		name := string(rune('A'+i%26)) + "nders " + string(rune('A'+i/26)) + "ergholm"
		texts = append(texts, analyse(f, "Foreign minister "+name+" said on Monday that Norway had asked the United Nations for help. He did not say when."))
	}
	b.ReportAllocs()
	for b.Loop() {
		Unify(texts)
	}
	b.ReportMetric(float64(len(texts))*float64(b.N)/b.Elapsed().Seconds(), "docs/s")
}
