package lang_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang"
	"github.com/stemmanews/stemma/lang/text"
)

// samples are analysed texts with all layers filled.
func samples(t testing.TB) []*text.Text {
	a, err := lang.NewAnalyzer()
	if err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob("../examples/ferry/*.txt")
	if len(files) == 0 {
		t.Fatal("no examples")
	}
	var out []*text.Text
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		d := &stemma.Document{Path: f, Text: string(raw), Body: []stemma.Span{{0, len(raw)}}}
		d.Published.Date = "2031-05-06"
		d.Headline.Text = "Norvik ferry Alma sinks, nine sailors missing"
		out = append(out, a.Analyze(d))
	}
	return out
}

func TestPack(t *testing.T) {
	for _, x := range samples(t) {
		got, err := text.Unpack(x.Doc, text.Pack(x))
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(x, got, cmpopts.EquateEmpty()); d != "" {
			t.Errorf("%s: %s", x.Doc.Path, d)
		}
	}
}

// TestUnpackDamaged: other bytes give an error, or an analysis whose spans and
// indexes lie inside, never a panic.
func TestUnpackDamaged(t *testing.T) {
	x := samples(t)[0]
	b := text.Pack(x)
	for n := range b {
		if _, err := text.Unpack(x.Doc, b[:n]); err == nil {
			t.Fatalf("the first %d of %d bytes were taken for the whole", n, len(b))
		}
		c := append([]byte(nil), b...)
		c[n] ^= 0x55
		text.Unpack(x.Doc, c)
	}
}

func FuzzUnpack(f *testing.F) {
	x := samples(f)[0]
	f.Add(text.Pack(x))
	f.Fuzz(func(t *testing.T, b []byte) { text.Unpack(x.Doc, b) })
}

func BenchmarkUnpack(b *testing.B) {
	x := samples(b)[0]
	p := text.Pack(x)
	b.ReportMetric(float64(len(p))/float64(len(x.Tokens)), "bytes/token")
	for b.Loop() {
		text.Unpack(x.Doc, p)
	}
}
