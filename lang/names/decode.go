package names

import "github.com/stemmanews/stemma/lang/perceptron"

// scorer adds up weights: a trained model, or one in training.
type scorer interface {
	score(features []uint32, out *[labels]float32)
}

type modelScorer struct{ m *perceptron.Model }

func (s modelScorer) score(features []uint32, out *[labels]float32) {
	var sum [labels]int32
	s.m.Score(features, sum[:])
	for l, x := range sum {
		out[l] = float32(x)
	}
}

// decoder finds the best labels of a sentence (Viterbi). Its slices are used
// again from sentence to sentence.
type decoder struct {
	scorer   scorer
	step     [labels][labels]float32 // step[p][l]: weight of l after p
	local    [][labels]float32
	best     [][labels]float32
	back     [][labels]uint8
	features []uint32
}

func newDecoder(s scorer) *decoder {
	d := &decoder{scorer: s}
	d.readSteps()
	return d
}

// readSteps takes the weights of label pairs from the scorer.
func (d *decoder) readSteps() {
	for p := range labels {
		f := [1]uint32{perceptron.Hash1(fPrev, uint32(p))}
		d.scorer.score(f[:], &d.step[p])
	}
}

// sentence labels one sentence. Tokens that are no candidates are outside, so
// it is cut into stretches of candidates.
func (d *decoder) sentence(v view, tags []uint8) {
	cut(v.toks, func(first, end int) {
		d.clause(view{toks: v.toks[first:end], doc: v.doc}, tags[first:end])
	})
}

func (d *decoder) clause(v view, tags []uint8) {
	clear(tags)
	v.stretches(func(first, end int) { d.stretch(&v, first, end, tags) })
}

// stretches calls do for each run of neighbouring candidates.
func (v *view) stretches(do func(first, end int)) {
	for i := 0; i < len(v.toks); {
		if !v.toks[i].cand {
			i++
			continue
		}
		end := i
		for end < len(v.toks) && v.toks[end].cand {
			end++
		}
		do(i, end)
		i = end
	}
}

// stretch labels the candidates first to before end.
func (d *decoder) stretch(v *view, first, end int, tags []uint8) {
	n := end - first
	d.room(n)
	for i := range n {
		d.features = v.features(d.features[:0], first+i, true)
		d.scorer.score(d.features, &d.local[i])
	}
	d.viterbi(n)
	l := d.final(n)
	for i := n - 1; i >= 0; i-- {
		tags[first+i] = uint8(l)
		l = int(d.back[i][l])
	}
}

func (d *decoder) room(n int) {
	for len(d.local) < n {
		d.local = append(d.local, [labels]float32{})
		d.best = append(d.best, [labels]float32{})
		d.back = append(d.back, [labels]uint8{})
	}
}

const never = -1e30

// viterbi fills best and back for n tokens from local and step.
func (d *decoder) viterbi(n int) {
	for l := range labels {
		d.best[0][l] = never
		if follows(outside, l) {
			d.best[0][l] = d.local[0][l] + d.step[outside][l]
		}
	}
	for i := 1; i < n; i++ {
		for l := range labels {
			high, from := float32(never), 0
			for _, p := range before[l] {
				if s := d.best[i-1][p] + d.step[p][l]; s > high {
					high, from = s, p
				}
			}
			d.best[i][l] = high + d.local[i][l]
			d.back[i][l] = uint8(from)
		}
	}
}

// final returns the best label of the last of n tokens.
func (d *decoder) final(n int) int {
	l, high := outside, float32(never)
	for k := range labels {
		if s := d.best[n-1][k] + d.step[k][outside]; mayEnd(k) && s > high {
			l, high = k, s
		}
	}
	return l
}
