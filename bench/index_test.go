package bench

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"sync"
	"testing"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin/shingle"
	"github.com/stemmanews/stemma/kin/view"
	"github.com/stemmanews/stemma/lang/text"
	"github.com/stemmanews/stemma/lang/tokenize"
)

// features are those of REPORTS synthetic reports (in the environment; 20,000
// without).
var features = sync.OnceValue(func() [][]uint32 {
	n, _ := strconv.Atoi(os.Getenv("REPORTS"))
	if n == 0 {
		n = 20_000
	}
	var out [][]uint32
	for r := range Reports(n, 5) {
		t := &text.Text{Doc: &stemma.Document{Text: r.Text, Body: []stemma.Span{{0, len(r.Text)}}}}
		tokenize.Fill(t)
		out = append(out, shingle.Of(view.Of(t)).Distinct(nil))
	}
	return out
})

// BenchmarkIndex adds one report to an index, searches for one, saves and loads
// the index.
func BenchmarkIndex(b *testing.B) {
	all := features()
	var x shingle.Index
	for i, f := range all {
		x.Add(int64(i), f)
	}
	b.Run(fmt.Sprintf("search-%d", len(all)), func(b *testing.B) {
		for i := range b.N {
			x.Search(all[i*7919%len(all)])
		}
	})
	b.Run(fmt.Sprintf("add-%d", len(all)), func(b *testing.B) {
		for i := range b.N {
			x.Add(int64(len(all)+i), all[i*7919%len(all)])
		}
	})
	var buf bytes.Buffer
	if _, err := x.WriteTo(&buf); err != nil {
		b.Fatal(err)
	}
	b.Run(fmt.Sprintf("load-%d", len(all)), func(b *testing.B) {
		b.ReportMetric(float64(buf.Len())/float64(x.Len()), "B/report")
		for b.Loop() {
			if _, err := shingle.Load(buf.Bytes()); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkCandidates finds all candidates, from the features on.
func BenchmarkCandidates(b *testing.B) {
	all := features()
	for n := len(all) / 8; n <= len(all); n *= 2 {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				var batch shingle.Batch
				for _, f := range all[:n] {
					batch.Add(f)
				}
				batch.Seal()
				pairs := 0
				for range batch.Candidates(0, n) {
					pairs++
				}
				b.ReportMetric(float64(pairs)/float64(n), "pairs/report")
			}
		})
	}
}
