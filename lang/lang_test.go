package lang

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stemmanews/stemma"
)

func analyzer(t testing.TB) *Analyzer {
	t.Helper()
	a, err := NewAnalyzer()
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func document(s string) *stemma.Document {
	return &stemma.Document{Text: s, Body: []stemma.Span{{0, len(s)}}, Published: stemma.Published{Date: "2031-05-12"}}
}

const sample = "ASTRAVA (Reuters) - Defence Minister Ilan Varga said on Monday that more than 3,000 soldiers had crossed the river.\n\n" +
	"“We don't know why,” he told reporters. The ministry couldn’t be reached."

// TestLayersStand looks at one fact of each layer: that the components run,
// in order, on each other's results.
func TestLayersStand(t *testing.T) {
	tx := analyzer(t).Analyze(document(sample))
	if len(tx.Sentences) != 4 || tx.Sentences[0].Paragraph == tx.Sentences[3].Paragraph {
		t.Errorf("sentences: %+v", tx.Sentences)
	}
	if len(tx.Times) == 0 || tx.Times[0].EDTF == "" {
		t.Errorf("times: %+v", tx.Times)
	}
	if len(tx.Quantities) == 0 || len(tx.Names) == 0 || len(tx.Mentions) == 0 {
		t.Errorf("%d quantities, %d names, %d mentions", len(tx.Quantities), len(tx.Names), len(tx.Mentions))
	}
	for i, tok := range tx.Tokens {
		if tok.UPOS == "" || tok.Lemma == "" || tok.Rel == "" {
			t.Errorf("token %q: %+v", tx.Word(i), tok)
		}
	}
}

func TestSameTwice(t *testing.T) {
	a := analyzer(t)
	if x, y := a.Analyze(document(sample)), a.Analyze(document(sample)); !reflect.DeepEqual(x, y) {
		t.Error("two analyses of one document differ")
	}
}

// FuzzAnalyze checks that analysis never panics, leaves the text as it is, and
// keeps every span on the text.
func FuzzAnalyze(f *testing.F) {
	a := analyzer(f)
	for _, s := range []string{"", sample, "a\xffb \u00a0 “1.100,50 €” -- 5pm", strings.Repeat("(", 500), "On Monday, 3–4 May, he's $5m."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		doc := document(s)
		tx := a.Analyze(doc)
		if doc.Text != s {
			t.Fatal("the text was altered")
		}
		whole := stemma.Span{0, len(s)}
		span := func(what string, x stemma.Span) {
			if x[0] > x[1] || !whole.Contains(x) || utf8.ValidString(s) && !utf8.ValidString(x.In(s)) {
				t.Fatalf("%s has span %v in a text of %d bytes", what, x, len(s))
			}
		}
		for _, x := range tx.Tokens {
			span("token", x.Span)
		}
		for _, x := range tx.Names {
			span("name", x.Span)
		}
		for _, x := range tx.Times {
			span("time", x.Span)
		}
		for _, x := range tx.Quantities {
			span("quantity", x.Span)
		}
		for _, x := range tx.Mentions {
			span("mention", x.Span)
		}
	})
}

// BenchmarkAnalyze runs the whole analysis over invented stories: words per
// second and allocations for one pass over all of them.
func BenchmarkAnalyze(b *testing.B) {
	a := analyzer(b)
	paths, _ := filepath.Glob("../../shared/gold/traditions/*/docs/*.txt")
	if len(paths) == 0 {
		b.Skip("no ../shared/gold/traditions beside the repository")
	}
	var docs []*stemma.Document
	words := 0
	for _, p := range paths {
		s, err := os.ReadFile(p)
		if err != nil {
			b.Fatal(err)
		}
		docs = append(docs, document(string(s)))
		words += len(a.Analyze(docs[len(docs)-1]).Tokens)
	}
	b.ReportAllocs()
	for b.Loop() {
		for _, d := range docs {
			a.Analyze(d)
		}
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
	b.ReportMetric(float64(len(docs)), "docs/op")
}

func BenchmarkNewAnalyzer(b *testing.B) {
	for b.Loop() {
		analyzer(b)
	}
}
