package parse

import (
	"bytes"
	"io"
	"math/rand/v2"
	"testing"

	"github.com/stemmanews/stemma/lang/perceptron"
	"github.com/stemmanews/stemma/lang/text"
)

// randomTree returns the heads of a random projective tree over the words
// [from, to), whose root hangs on head.
func randomTree(r *rand.Rand, heads []int32, from, to, head int32) {
	if from >= to {
		return
	}
	root := from + r.Int32N(to-from)
	heads[root] = head
	for _, side := range [][2]int32{{from, root}, {root + 1, to}} {
		for at := side[0]; at < side[1]; {
			end := at + 1 + r.Int32N(side[1]-at)
			randomTree(r, heads, at, end, root)
			at = end
		}
	}
}

// TestOracle: from the first state of a projective tree, moves that cost
// nothing always exist and build the gold tree.
func TestOracle(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	for range 300 {
		n := 1 + r.Int32N(12)
		gold := make([]int32, n)
		randomTree(r, gold, 0, n, n)
		var s state
		s.reset(int(n))
		for !s.done() {
			can, cost := s.legal(), s.costs(gold)
			var free []int
			for kind, ok := range can {
				if ok && cost[kind] == 0 {
					free = append(free, kind)
				}
			}
			if len(free) == 0 {
				t.Fatalf("gold %v: no move without cost; stack %v, next %d", gold, s.stack, s.next)
			}
			s.apply(free[r.IntN(len(free))], 1)
		}
		for i, h := range gold {
			if s.nodes[i].head != h {
				t.Fatalf("gold %v: word %d got head %d", gold, i, s.nodes[i].head)
			}
		}
	}
}

// TestCosts: what a move is said to cost is what the best tree loses by it, as
// trying all moves tells.
func TestCosts(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 6))
	for range 200 {
		n := 2 + r.Int32N(4)
		gold := make([]int32, n)
		randomTree(r, gold, 0, n, n)
		var s state
		s.reset(int(n))
		for !s.done() {
			can, cost := s.legal(), s.costs(gold)
			before := loss(&s, gold)
			var kinds []int
			for kind, ok := range can {
				if !ok {
					continue
				}
				kinds = append(kinds, kind)
				// The oracle knows nothing of the rule that the root takes one
				// child only, so it may be one arc off.
				next := clone(&s)
				next.apply(kind, 1)
				if got := loss(next, gold) - before; s.next < s.n && max(got-cost[kind], cost[kind]-got) > 1 {
					t.Fatalf("gold %v, stack %v, next %d: move %d costs %d, oracle says %d", gold, s.stack, s.next, kind, got, cost[kind])
				}
			}
			s.apply(kinds[r.IntN(len(kinds))], 1)
		}
	}
}

func clone(s *state) *state {
	return &state{nodes: append([]node{}, s.nodes...), stack: append([]int32{}, s.stack...), next: s.next, n: s.n}
}

// loss is the smallest number of wrong heads of any tree that can still be
// built, found by trying all moves.
func loss(s *state, gold []int32) int {
	if s.done() {
		wrong := 0
		for i, h := range gold {
			if s.nodes[i].head != h {
				wrong++
			}
		}
		return wrong
	}
	best := 1 << 30
	for kind, ok := range s.legal() {
		if ok {
			next := clone(s)
			next.apply(kind, 1)
			best = min(best, loss(next, gold))
		}
	}
	return best
}

// trees are invented; words and trees repeat, so that a model can learn them.
func trees(n int) []Sentence {
	var all []Sentence
	for i := range n {
		noun, verb, lemma := "ferry", "sank", "sink"
		if i%2 == 1 {
			noun, verb, lemma = "bridge", "fell", "fall"
		}
		all = append(all, Sentence{
			{"The", "the", "DET", "DT", "", "det", 1}, {noun, noun, "NOUN", "NN", "Number=Sing", "nsubj", 2},
			{verb, lemma, "VERB", "VBD", "Tense=Past", "root", -1}, {".", ".", "PUNCT", ".", "", "punct", 2},
		})
	}
	return all
}

func TestTrain(t *testing.T) {
	o := TrainOptions{TagEpochs: 2, ParseEpochs: 2, FoldEpochs: 1, Folds: 2, Seed: 1, Log: io.Discard}
	file := Train(trees(80), o)
	if !bytes.Equal(file, Train(trees(80), o)) {
		t.Error("two runs of the trainer differ")
	}
	small, err := Prune(file, perceptron.Pack{MaxFeatures: 50}, perceptron.Pack{MaxFeatures: 50})
	if err != nil || len(small) >= len(file) {
		t.Errorf("pruned from %d to %d bytes, error %v", len(file), len(small), err)
	}
	p, err := Load(file)
	if err != nil {
		t.Fatal(err)
	}
	tx := analyse(p, "The bridge sank.")
	checkTrees(t, tx)
	if w := tx.Tokens[2]; w.Rel != "root" || w.Lemma != "sink" || tx.Tokens[1].Rel != "nsubj" {
		t.Errorf("%+v", tx.Tokens)
	}
}

func TestLemma(t *testing.T) {
	p := load(t)
	for _, c := range []struct{ form, xpos, want string }{
		{"soldiers", "NNS", "soldier"}, {"Countries", "NNS", "country"}, {"said", "VBD", "say"}, {"went", "VBD", "go"},
		{"wounded", "VBN", "wound"}, {"stopped", "VBD", "stop"}, {"Varga", "NNP", "Varga"}, {"men", "NNS", "man"},
		{"is", "VBZ", "be"}, {"n't", "RB", "not"}, {"worse", "JJR", "bad"}, {"naïveté", "NN", "naïveté"},
	} {
		if got, _ := p.lemmas.lemma(c.form, c.xpos, nil); got != c.want {
			t.Errorf("%s/%s: %s, want %s", c.form, c.xpos, got, c.want)
		}
	}
}

// TestRefine sets verb forms from trees that are given.
func TestRefine(t *testing.T) {
	verb := func(xpos, rel string, head int) text.Token {
		return text.Token{UPOS: "VERB", XPOS: xpos, Rel: rel, Head: head}
	}
	child := func(xpos, lemma, rel string, head int) text.Token {
		return text.Token{UPOS: "AUX", XPOS: xpos, Lemma: lemma, Rel: rel, Head: head}
	}
	for _, c := range []struct {
		name string
		toks []text.Token
		at   int
		want string
	}{
		{"were killed", []text.Token{child("VBD", "be", "aux:pass", 1), verb("VBN", "root", -1)}, 1, passive},
		{"have said", []text.Token{child("VBP", "have", "aux", 1), verb("VBN", "root", -1)}, 1, perfect},
		{"killed and buried", []text.Token{verb("VBN", "acl", -1), verb("VBN", "conj", 0)}, 1, passive},
		{"have seen and heard", []text.Token{child("VBP", "have", "aux", 1), verb("VBN", "root", -1), verb("VBN", "conj", 1)}, 2, perfect},
		{"to go", []text.Token{child("TO", "to", "mark", 1), verb("VB", "xcomp", -1)}, 1, infinitive},
		{"go", []text.Token{verb("VB", "root", -1)}, 0, imperative},
		{"do n't go", []text.Token{child("VB", "do", "aux", 2), child("RB", "not", "advmod", 2), verb("VB", "root", -1)}, 2, imperative},
		{"is going", []text.Token{child("VBZ", "be", "aux", 1), verb("VBG", "root", -1)}, 1, present},
		{"going (clause of a noun)", []text.Token{verb("VBG", "acl", -1)}, 0, gerund},
	} {
		refine(c.toks, 0, nil)
		if got := c.toks[c.at].Feats; got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
