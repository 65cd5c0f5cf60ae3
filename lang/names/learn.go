package names

import (
	"math/rand/v2"

	"github.com/stemmanews/stemma/lang/gazetteer"
	"github.com/stemmanews/stemma/lang/perceptron"
	"github.com/stemmanews/stemma/lang/text"
)

// Labelled is a document with the names that it should have: BIO tags with the
// types PER, LOC, ORG and MISC, one a token.
type Labelled struct {
	Text *text.Text
	Tags []string
}

// LearnOptions steer [Learn].
type LearnOptions struct {
	Epochs int
	Seed   uint64
	Drop   float64 // share of tokens whose lexical features are left out
	Folds  int     // for the second pass: the first is made on that many folds
	Log    func(format string, args ...any)
	Pack   perceptron.Pack
}

// Learn trains the two models and returns their files.
func Learn(docs []Labelled, o LearnOptions) (first, second []byte, err error) {
	cases := prepare(docs)
	w := learn(cases, o)
	first = w.Encode(o.Pack)
	if err := jackknife(cases, o); err != nil {
		return nil, nil, err
	}
	return first, learn(cases, o).Encode(o.Pack), nil
}

// example is a document ready to learn from.
type example struct {
	text *text.Text
	toks []token
	gold []uint8
	doc  *memory
}

func prepare(docs []Labelled) []*example {
	g := gazetteer.Default()
	var out []*example
	for _, d := range docs {
		toks := see(d.Text, g)
		e := &example{text: d.Text, toks: toks, doc: remember(toks), gold: make([]uint8, len(toks))}
		for _, s := range d.Text.Sentences {
			encode(d.Tags[s.First:s.End], toks[s.First:s.End], e.gold[s.First:s.End])
		}
		out = append(out, e)
	}
	return out
}

// encode turns BIO tags into labels. Names with a token that is no candidate
// cannot be learned and are left out.
func encode(tags []string, toks []token, out []uint8) {
	for i := 0; i < len(tags); {
		if tags[i] == "O" {
			i++
			continue
		}
		end := i + 1
		for end < len(tags) && tags[end] == "I"+tags[i][1:] {
			end++
		}
		put(out[i:end], toks[i:end], tags[i][2:])
		i = end
	}
}

func put(out []uint8, toks []token, name string) {
	typ := -1
	for k, s := range typeNames {
		if s == name {
			typ = k
		}
	}
	for i := range toks {
		if !toks[i].cand || typ < 0 {
			return
		}
	}
	n := len(out)
	for i := range out {
		part := [...]int{0, begin, inside, last, unit}[place(i, n)]
		out[i] = uint8(label(part, typ))
	}
}

// jackknife gives each document the labels of a first pass that was learned
// without it.
func jackknife(cases []*example, o LearnOptions) error {
	for fold := range o.Folds {
		var train, rest []*example
		for i, e := range cases {
			if i%o.Folds == fold {
				rest = append(rest, e)
			} else {
				train = append(train, e)
			}
		}
		m, err := perceptron.Decode(learn(train, o).Encode(o.Pack))
		if err != nil {
			return err
		}
		d := newDecoder(modelScorer{m})
		for _, e := range rest {
			tags := make([]uint8, len(e.toks))
			for _, s := range e.text.Sentences {
				d.sentence(view{toks: e.toks[s.First:s.End], doc: e.doc}, tags[s.First:s.End])
			}
			defer e.doc.learn(e.toks, tags)
		}
	}
	return nil
}

// trainScorer scores with weights in training.
type trainScorer struct{ t *perceptron.Trainer }

func (s trainScorer) score(features []uint32, out *[labels]float32) {
	s.t.Score(features, out[:])
}

// learn is the structured averaged perceptron.
func learn(cases []*example, o LearnOptions) *perceptron.Weights {
	type item struct {
		e          *example
		first, end int
	}
	var items []item
	for _, e := range cases {
		for _, s := range e.text.Sentences {
			cut(e.toks[s.First:s.End], func(first, end int) { items = append(items, item{e, s.First + first, s.First + end}) })
		}
	}
	rng := rand.New(rand.NewPCG(o.Seed, 1))
	tr := perceptron.NewTrainer(labels)
	st := &student{t: tr, d: &decoder{scorer: trainScorer{tr}}, rng: rng, drop: o.Drop}
	for epoch := range o.Epochs {
		rng.Shuffle(len(items), func(i, j int) { items[i], items[j] = items[j], items[i] })
		wrong := 0
		for _, it := range items {
			wrong += st.sentence(view{toks: it.e.toks[it.first:it.end], doc: it.e.doc}, it.e.gold[it.first:it.end])
		}
		if o.Log != nil {
			o.Log("epoch %d: %d labels wrong", epoch+1, wrong)
		}
	}
	return tr.Average()
}

// student decodes and corrects.
type student struct {
	t    *perceptron.Trainer
	d    *decoder
	rng  *rand.Rand
	drop float64
	all  [][]uint32
	tags []uint8
}

// sentence learns from one sentence and returns the number of wrong labels.
func (s *student) sentence(v view, gold []uint8) int {
	wrong := 0
	v.stretches(func(first, end int) { wrong += s.stretch(&v, first, end, gold[first:end]) })
	return wrong
}

func (s *student) stretch(v *view, first, end int, gold []uint8) int {
	n := end - first
	s.d.room(n)
	for len(s.all) < n {
		s.all = append(s.all, nil)
	}
	s.d.readSteps()
	for i := range n {
		s.all[i] = v.features(s.all[i][:0], first+i, s.rng.Float64() >= s.drop)
		s.d.scorer.score(s.all[i], &s.d.local[i])
	}
	s.d.viterbi(n)
	s.tags = append(s.tags[:0], make([]uint8, n)...)
	l := s.d.final(n)
	for i := n - 1; i >= 0; i-- {
		s.tags[i] = uint8(l)
		l = int(s.d.back[i][l])
	}
	return s.correct(n, gold)
}

// correct moves weights from the wrong labels to the right ones.
func (s *student) correct(n int, gold []uint8) int {
	wrong := 0
	pg, pt := outside, outside
	step := func(p, l int, by float32) {
		f := [1]uint32{perceptron.Hash1(fPrev, uint32(p))}
		s.t.Update(f[:], l, by)
	}
	for i := range n + 1 {
		g, t := outside, outside
		if i < n {
			g, t = int(gold[i]), int(s.tags[i])
		}
		if g != t {
			wrong++
			s.t.Update(s.all[i], g, 1)
			s.t.Update(s.all[i], t, -1)
		}
		if g != t || pg != pt {
			step(pg, g, 1)
			step(pt, t, -1)
		}
		pg, pt = g, t
	}
	s.t.Tick()
	return wrong
}
