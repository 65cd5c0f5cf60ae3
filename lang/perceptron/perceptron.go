// Package perceptron is a linear multi-class classifier over hashed features,
// trained as an averaged perceptron (Freund & Schapire 1999; Collins 2002).
// The tagger, the parser and the finders of lang and claim use it.
//
// A feature is any 32-bit number; make one with [Hash] from a template number
// and the hashes of what stands in the template's slots:
//
//	f := perceptron.Hash(7, perceptron.String("said"), perceptron.String("NNP"))
//
// To train a plain classifier, gather examples and call [Train]:
//
//	w := perceptron.Train(classes, examples, perceptron.Options{Epochs: 8, Seed: 1})
//	os.WriteFile("x.model", w.Encode(perceptron.Pack{}), 0o644)
//
// For structured learning (a tagger that sees its own last tags, a parser with
// a beam) drive a [Trainer] yourself: Score, decide, Update what was right by
// +1 and what was wrong by -1, Tick once a decision, Average at the end.
//
// To use a model, embed its file and [Decode] it; that copies nothing and
// takes no time, whatever its size:
//
//	m, err := perceptron.Decode(file)
//	scores := make([]int32, m.Classes())
//	m.Score(features, scores)
//	best := perceptron.Best(scores)
//
// Everything is deterministic: the same examples in the same order with the
// same options give the same bytes.
package perceptron

import "math/rand/v2"

// String hashes a string to 32 bits (FNV-1a with a finishing mix).
func String(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return finish(h)
}

// Bytes is [String] for a byte slice.
func Bytes(s []byte) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return finish(h)
}

// finish spreads the bits of h, as the last step of MurmurHash3 does.
func finish(h uint32) uint32 {
	h ^= h >> 16
	h *= 0x85ebca6b
	h ^= h >> 13
	h *= 0xc2b2ae35
	return h ^ h>>16
}

const golden = 0x9E3779B97F4A7C15

// Hash joins a template number and the values in its slots into one feature.
// The order of the values counts.
func Hash(template uint32, values ...uint32) uint32 {
	h := uint64(template+1) * golden
	for _, v := range values {
		h = (h ^ h>>29 ^ uint64(v)) * golden
	}
	return uint32(h >> 32)
}

// Hash1 is [Hash] with one value, without a slice.
func Hash1(template, a uint32) uint32 {
	h := uint64(template+1) * golden
	h = (h ^ h>>29 ^ uint64(a)) * golden
	return uint32(h >> 32)
}

// Hash2 is [Hash] with two values, without a slice.
func Hash2(template, a, b uint32) uint32 {
	h := uint64(template+1) * golden
	h = (h ^ h>>29 ^ uint64(a)) * golden
	h = (h ^ h>>29 ^ uint64(b)) * golden
	return uint32(h >> 32)
}

// Hash3 is [Hash] with three values, without a slice.
func Hash3(template, a, b, c uint32) uint32 {
	h := uint64(template+1) * golden
	h = (h ^ h>>29 ^ uint64(a)) * golden
	h = (h ^ h>>29 ^ uint64(b)) * golden
	h = (h ^ h>>29 ^ uint64(c)) * golden
	return uint32(h >> 32)
}

// Best returns the class with the highest score, the lowest such class where
// several are equal.
func Best[N int32 | float32](scores []N) int {
	best := 0
	for i, s := range scores {
		if s > scores[best] {
			best = i
		}
	}
	return best
}

// Example is one labelled case for [Train].
type Example struct {
	Features []uint32
	Class    int
}

// Options of [Train]. The zero value means ten epochs and seed 0.
type Options struct {
	Epochs int
	Seed   uint64
	// Margin asks the right class to win by this much; 0 is the plain
	// perceptron.
	Margin float32
	// Progress, where set, is told the share of right decisions after each
	// epoch.
	Progress func(epoch int, accuracy float64)
}

// Train learns to tell the classes 0 to classes-1 apart.
func Train(classes int, examples []Example, o Options) *Weights {
	if o.Epochs == 0 {
		o.Epochs = 10
	}
	t := NewTrainer(classes)
	scores := make([]float32, classes)
	random := rand.New(rand.NewPCG(o.Seed, 1))
	for epoch := range o.Epochs {
		right := 0
		for _, i := range random.Perm(len(examples)) {
			right += t.learn(examples[i], scores, o.Margin)
		}
		if o.Progress != nil {
			o.Progress(epoch, float64(right)/float64(max(1, len(examples))))
		}
	}
	return t.Average()
}

// learn makes one decision and its update; it returns 1 where the decision was
// right.
func (t *Trainer) learn(e Example, scores []float32, margin float32) int {
	t.Score(e.Features, scores)
	right := 0
	if Best(scores) == e.Class {
		right = 1
	}
	scores[e.Class] -= margin
	if guess := Best(scores); guess != e.Class {
		t.Update(e.Features, e.Class, 1)
		t.Update(e.Features, guess, -1)
	}
	t.Tick()
	return right
}
