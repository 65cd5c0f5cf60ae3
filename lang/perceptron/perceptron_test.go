package perceptron

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"
)

// examples of a task that a linear model can learn: the class is the remainder
// by 3 of a number of which each example sees name and noise.
func examples(n int) []Example {
	random := rand.New(rand.NewPCG(7, 7))
	var es []Example
	for range n {
		k := random.IntN(300)
		es = append(es, Example{Class: k % 3, Features: []uint32{
			Hash(1, String(fmt.Sprint(k))), Hash(2, random.Uint32N(50)), Hash(3),
		}})
	}
	return es
}

func accuracy(m *Model, es []Example) float64 {
	scores := make([]int32, m.Classes())
	right := 0
	for _, e := range es {
		m.Score(e.Features, scores)
		if Best(scores) == e.Class {
			right++
		}
	}
	return float64(right) / float64(len(es))
}

func TestTrainEncodeDecode(t *testing.T) {
	es := examples(4000)
	w := Train(3, es, Options{Epochs: 6, Seed: 3})
	m, err := Decode(w.Encode(Pack{}))
	if err != nil {
		t.Fatal(err)
	}
	if a := accuracy(m, es); a < 0.99 {
		t.Errorf("accuracy %.3f on the examples it was trained on", a)
	}
	small, err := Decode(w.Encode(Pack{MaxFeatures: 100}))
	if err != nil {
		t.Fatal(err)
	}
	if small.Features() != 100 || m.Features() <= 100 {
		t.Errorf("%d features of %d after MaxFeatures 100", small.Features(), m.Features())
	}
}

func TestTrainIsDeterministic(t *testing.T) {
	es := examples(500)
	a := Train(3, es, Options{Epochs: 3, Seed: 3}).Encode(Pack{})
	b := Train(3, es, Options{Epochs: 3, Seed: 3}).Encode(Pack{})
	if !bytes.Equal(a, b) {
		t.Error("two runs differ")
	}
}

// TestAverage checks lazy averaging against weights summed at every tick.
func TestAverage(t *testing.T) {
	tr := NewTrainer(2)
	f := []uint32{9}
	var sum, scores [2]float32
	for i := range 10 {
		if i%3 == 0 {
			tr.Update(f, i%2, float32(i+1))
		}
		tr.Score(f, scores[:])
		for c := range sum {
			sum[c] += scores[c]
		}
		tr.Tick()
	}
	got := tr.Average().features[0].cells
	for c := range sum {
		if want := sum[c] / 10; got[c].value != want {
			t.Errorf("class %d: average %v, want %v", c, got[c].value, want)
		}
	}
}

func TestHashForms(t *testing.T) {
	if Hash(4, 1) != Hash1(4, 1) || Hash(4, 1, 2) != Hash2(4, 1, 2) || Hash(4, 1, 2, 3) != Hash3(4, 1, 2, 3) {
		t.Error("the forms of Hash disagree")
	}
	if Hash2(4, 1, 2) == Hash2(4, 2, 1) {
		t.Error("order does not count")
	}
	if String("abc") != Bytes([]byte("abc")) {
		t.Error("String and Bytes disagree")
	}
}

func TestDecodeErrors(t *testing.T) {
	good := Train(3, examples(50), Options{Epochs: 1}).Encode(Pack{})
	for name, file := range map[string][]byte{
		"empty": nil, "other magic": append([]byte("XXXX"), good[4:]...),
		"cut": good[:len(good)-1], "cut in index": good[:header+2], "header only": good[:header],
	} {
		if _, err := Decode(file); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func BenchmarkScore(b *testing.B) {
	m, err := Decode(Train(3, examples(4000), Options{Epochs: 3}).Encode(Pack{}))
	if err != nil {
		b.Fatal(err)
	}
	es := examples(1000)
	scores := make([]int32, 3)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		m.Score(es[i%len(es)].Features, scores)
	}
}

// TestWeightsOfModel: a model that is unpacked and packed again is the same.
func TestWeightsOfModel(t *testing.T) {
	file := Train(3, examples(4000), Options{Epochs: 3}).Encode(Pack{})
	m, err := Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	if again := m.Weights().Encode(Pack{}); !bytes.Equal(file, again) {
		t.Error("packing again changed the file")
	}
}
