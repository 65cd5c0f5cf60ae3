package shingle_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin/shingle"
	"github.com/stemmanews/stemma/kin/view"
	"github.com/stemmanews/stemma/lang/text"
	"github.com/stemmanews/stemma/lang/tokenize"
)

func sketch(s string) shingle.Sketch {
	t := &text.Text{Doc: &stemma.Document{Text: s, Body: []stemma.Span{{0, len(s)}}}}
	tokenize.Fill(t)
	return shingle.Of(view.Of(t))
}

// sets makes n sets of features, every third with half of what the one before
// has, and every set with a feature that all have.
func sets(n int, seed int64) [][]uint32 {
	r := rand.New(rand.NewSource(seed))
	out := make([][]uint32, n)
	for i := range out {
		s := []uint32{7, r.Uint32() % 500}
		for k := 0; k < 40; k++ {
			if i%3 == 2 && k < 20 {
				s = append(s, out[i-1][r.Intn(len(out[i-1]))])
			} else {
				s = append(s, r.Uint32())
			}
		}
		slices.Sort(s)
		out[i] = slices.Compact(s)
	}
	return out
}

func batchOf(sets [][]uint32) *shingle.Batch {
	b := &shingle.Batch{}
	for _, s := range sets {
		b.Add(s)
	}
	b.Seal()
	return b
}

// slow finds the candidates pair by pair, by the rule as it is written down:
// a feature counts 1 where up to 8 have it, half up to 64, and a quarter, for
// the next six reports only, beyond.
func slow(sets [][]uint32) map[[2]int]float64 {
	have := map[uint32][]int{}
	for i, s := range sets {
		for _, f := range s {
			have[f] = append(have[f], i)
		}
	}
	shared := map[[2]int]float64{}
	for _, in := range have {
		w, reach := 1.0, len(in)
		if len(in) > 8 {
			w = 0.5
		}
		if len(in) > 64 {
			w, reach = 0.25, 6
		}
		for x := range in {
			for y := x + 1; y < min(len(in), x+1+reach); y++ {
				shared[[2]int{in[x], in[y]}] += w
			}
		}
	}
	for k, s := range shared {
		if s < 2.5 || s < 0.02*float64(min(len(sets[k[0]]), len(sets[k[1]]))) {
			delete(shared, k)
		}
	}
	return shared
}

func TestBatchFindsWhatTheRuleSays(t *testing.T) {
	all := sets(300, 3)
	want := slow(all)
	if len(want) < 90 {
		t.Fatalf("only %d pairs to find: the test does not test", len(want))
	}
	b := batchOf(all)
	n := 0
	last := [2]int{-1, 0}
	for _, part := range [][2]int{{0, 120}, {120, 300}} {
		for c := range b.Candidates(part[0], part[1]) {
			n++
			k := [2]int{c.A, c.B}
			if want[k] != c.Shared {
				t.Errorf("%v shares %v, want %v", k, c.Shared, want[k])
			}
			if k[0] < last[0] || k[0] == last[0] && k[1] <= last[1] {
				t.Errorf("%v after %v", k, last)
			}
			last = k
		}
	}
	if n != len(want) {
		t.Errorf("%d pairs, want %d", n, len(want))
	}
}

// TestIndexAgreesWithBatch adds reports one by one: what each finds among the
// earlier ones is what the batch pairs it with, where no bucket is full.
func TestIndexAgreesWithBatch(t *testing.T) {
	all := sets(60, 5)
	var x shingle.Index
	found := map[[2]int]bool{}
	for i, s := range all {
		for _, m := range x.Search(s) {
			found[[2]int{int(m.ID - 1000), i}] = true
		}
		x.Add(int64(1000+i), s)
	}
	want := map[[2]int]bool{}
	for c := range batchOf(all).Candidates(0, len(all)) {
		want[[2]int{c.A, c.B}] = true
	}
	if fmt.Sprint(found) != fmt.Sprint(want) || len(want) == 0 {
		t.Errorf("the index finds %v, the batch %v", found, want)
	}
}

func TestSavedIndexIsTheSame(t *testing.T) {
	var x shingle.Index
	all := sets(700, 8)
	for i, s := range all {
		x.Add(int64(3*i-50), s)
	}
	x.Remove(-50 + 3*1)
	var buf bytes.Buffer
	n, err := x.WriteTo(&buf)
	if err != nil || n != int64(buf.Len()) {
		t.Fatalf("WriteTo = %d, %v; %d bytes", n, err, buf.Len())
	}
	y, err := shingle.Load(buf.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if y.Len() != 699 || x.Len() != 699 {
		t.Errorf("%d and %d reports, want 699", x.Len(), y.Len())
	}
	for i, s := range all {
		a, b := x.Search(s), y.Search(s)
		if !slices.Equal(a, b) {
			t.Fatalf("report %d: %v before, %v after", i, a, b)
		}
		if i == 2 && slices.ContainsFunc(a, func(m shingle.Match) bool { return m.ID == -47 }) {
			t.Error("a report that was removed is found")
		}
	}
	y.Add(9999, all[5])
	if m := y.Search(all[5]); !slices.ContainsFunc(m, func(m shingle.Match) bool { return m.ID == 9999 }) {
		t.Errorf("what is added after loading is not found: %v", m)
	}
}

func TestDamagedIndexIsRefused(t *testing.T) {
	var x shingle.Index
	for i, s := range sets(50, 9) {
		x.Add(int64(i), s)
	}
	var buf bytes.Buffer
	if _, err := x.WriteTo(&buf); err != nil {
		t.Fatal(err)
	}
	for at := 0; at < buf.Len(); at += 7 {
		bad := slices.Clone(buf.Bytes())
		bad[at] ^= 0x10
		if _, err := shingle.Load(bad); err == nil {
			t.Errorf("byte %d changed and nobody noticed", at)
		}
		if _, err := shingle.Load(buf.Bytes()[:at]); err == nil {
			t.Errorf("cut at %d and nobody noticed", at)
		}
	}
	other := slices.Clone(buf.Bytes())
	other[len("stemma index ")]++
	if _, err := shingle.Load(other); !errors.Is(err, shingle.ErrVersion) {
		t.Errorf("another version: %v", err)
	}
}

func FuzzLoad(f *testing.F) {
	var x shingle.Index
	x.Add(4, []uint32{1, 2, 3})
	var buf bytes.Buffer
	if _, err := x.WriteTo(&buf); err != nil {
		f.Fatal(err)
	}
	f.Add(buf.Bytes())
	f.Add([]byte("stemma index \x01"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if x, err := shingle.Load(data); err == nil {
			x.Search([]uint32{1, 2, 3})
		}
	})
}

// News in several forms, as it comes.
const (
	report  = "The ferry Almandine ran aground off Cape Sorrel at dawn on Tuesday with 214 people aboard, the coast guard at Port Vellen said. Divers from the salvage vessel Tarn found two breaches in the hull near the engine room."
	spun    = "With 214 passengers on it, the Almandine ferry hit rocks near Cape Sorrel early Tuesday, according to Port Vellen's coast guard. Two holes in its hull close to the engine were discovered by divers of the Tarn, a salvage ship."
	bare    = "ferry almandine ran aground off cape sorrel at dawn tuesday with 214 people aboard coast guard at port vellen said divers from salvage vessel tarn found two breaches in hull"
	german  = "Die Fähre Almandine lief am Dienstag vor Kap Sorrel mit 214 Menschen auf Grund, teilte die Küstenwache in Port Vellen mit. Taucher des Bergungsschiffs Tarn fanden zwei Risse im Rumpf."
	german2 = "Mit 214 Menschen an Bord lief die Fähre Almandine vor Kap Sorrel auf Grund, wie die Küstenwache in Port Vellen mitteilte. Im Rumpf fanden Taucher des Bergungsschiffs Tarn zwei Risse."
	other   = "Parliament in Oslin passed the budget for fisheries by 61 votes to 58 on Friday after a debate of nine hours, the speaker announced."
)

func TestRewordedAndBareTextMeets(t *testing.T) {
	texts := []string{report, spun, bare, german, german2, other}
	b := &shingle.Batch{}
	for _, s := range texts {
		b.Add(sketch(s).Distinct(nil))
	}
	b.Seal()
	found := map[[2]int]bool{}
	for c := range b.Candidates(0, len(texts)) {
		found[[2]int{c.A, c.B}] = true
	}
	for _, k := range [][2]int{{0, 1}, {0, 2}, {3, 4}} {
		if !found[k] {
			t.Errorf("%v is no candidate", k)
		}
	}
	for k := range found {
		if k[1] == 5 {
			t.Errorf("unrelated reports %v are candidates", k)
		}
	}
}

// TestBoilerplateIsLearnt: a paragraph that an outlet has under reports that
// share nothing else is boilerplate for that outlet; what four copies of one
// report share is not.
func TestBoilerplateIsLearnt(t *testing.T) {
	const standing = "The Quay Gazette is owned by its readers and takes no money from parties, ports or shipping lines."
	var texts, outlets []string
	r := rand.New(rand.NewSource(1))
	word := func() string { return fmt.Sprintf("w%c%c%c", 'a'+r.Intn(26), 'a'+r.Intn(26), 'a'+r.Intn(26)) }
	for range 5 {
		var b strings.Builder
		for range 6 {
			for range 12 {
				b.WriteString(word() + " ")
			}
			b.WriteString("end.\n\n")
		}
		texts, outlets = append(texts, b.String()+standing), append(outlets, "Quay Gazette")
	}
	for k := range 5 {
		texts, outlets = append(texts, fmt.Sprintf("%s\n\nEdition %d of the report.", report, k)), append(outlets, "Harbour Post")
	}
	sketches := make([]shingle.Sketch, len(texts))
	for i, s := range texts {
		sketches[i] = sketch(s)
	}
	b := shingle.Learn(len(texts), func(i int) shingle.Sketch { return sketches[i] }, func(i int) string { return outlets[i] })
	last := sketches[0].Sentences[len(sketches[0].Sentences)-1].Hash
	if b.Len() != 1 || !b.Known(last, "Quay Gazette") || b.Known(last, "Harbour Post") {
		t.Errorf("%d sentences learnt; the standing one for its outlet: %v, for another: %v", b.Len(), b.Known(last, "Quay Gazette"), b.Known(last, "Harbour Post"))
	}
	with, without := sketches[0].Distinct(nil), sketches[0].Distinct(b.Drop(sketches[0], "Quay Gazette"))
	if len(without) >= len(with) || b.Drop(sketches[5], "Harbour Post") != nil {
		t.Errorf("%d features of %d are left", len(without), len(with))
	}
}

func BenchmarkIndexSearch(b *testing.B) {
	all := sets(100_000, 2)
	var x shingle.Index
	for i, s := range all {
		x.Add(int64(i), s)
	}
	b.ResetTimer()
	for i := range b.N {
		x.Search(all[i%len(all)])
	}
}

func BenchmarkIndexLoad(b *testing.B) {
	var x shingle.Index
	for i, s := range sets(100_000, 2) {
		x.Add(int64(i), s)
	}
	var buf bytes.Buffer
	if _, err := x.WriteTo(&buf); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(buf.Len()))
	for b.Loop() {
		if _, err := shingle.Load(buf.Bytes()); err != nil {
			b.Fatal(err)
		}
	}
}
