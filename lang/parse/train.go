package parse

import (
	"fmt"
	"io"
	"math/rand/v2"
	"slices"

	"github.com/stemmanews/stemma/lang/model"
	"github.com/stemmanews/stemma/lang/perceptron"
)

// Word is a word of a gold tree. Head is the index of its head in the
// sentence, -1 for the root's child.
type Word struct {
	Form, Lemma, UPOS, XPOS, Feats, Rel string
	Head                                int
}

// Sentence is a gold tree.
type Sentence []Word

// TrainOptions steer [Train].
type TrainOptions struct {
	TagEpochs, ParseEpochs int
	Folds                  int // of jackknifing
	FoldEpochs             int // of the parsers of the folds
	Seed                   uint64
	TagPack, ParsePack     perceptron.Pack
	WordNet                *WordNet  // what words can be that the treebanks do not know; may be nil
	Log                    io.Writer // progress
}

// gold is a training sentence in the form that the learners read.
type gold struct {
	words  []word
	counts []int   // how often each word occurs in the training data
	tags   []uint8 // joint tags
	first  []uint8 // what a first-pass tagger that did not see the sentence says
	heads  []int32
	labels []uint8
	guide  *guide // the first parser's tree, for the second
}

// Train learns all models from gold trees and returns the model file.
// Tags that the parser sees in training are predicted by taggers that did not
// see the sentence (jackknifing), so that it learns to live with their errors.
func Train(trees []Sentence, o TrainOptions) []byte {
	tags := collectTags(trees)
	labels := collectLabels(trees)
	lex, dict, lemmas := collectLexicon(trees), []byte(nil), collectLemmas(trees)
	if o.WordNet != nil {
		dict, lemmas = o.WordNet.dictionary(), o.WordNet.addLemmas(lemmas)
	}
	t := &learner{o: o, tags: tags, lex: readLexicon(lex, dict), labels: labels, random: rand.New(rand.NewPCG(o.Seed, 2))}
	t.tagNumbers()
	t.counts = countForms(trees)
	all := t.golds(append(slices.Clone(trees), distort(trees, t.random)...))
	fmt.Fprintf(o.Log, "%d sentences, %d joint tags, %d labels\n", len(all), len(tags.upos), len(labels))
	first, second := t.taggers(all)
	parser1, parser2 := t.parsers(all)
	return model.Join([]model.Section{
		{Name: "tags", Data: tags.lines()},
		{Name: "labels", Data: lines(labels)},
		{Name: "lexicon", Data: lex},
		{Name: "dictionary", Data: dict},
		{Name: "lemmas", Data: lemmas},
		{Name: "morphology", Data: collectMorphology(trees, t)},
		{Name: "tagger1", Data: first.Encode(o.TagPack)},
		{Name: "tagger2", Data: second.Encode(o.TagPack)},
		{Name: "parser1", Data: parser1.Encode(o.ParsePack)},
		{Name: "parser2", Data: parser2.Encode(o.ParsePack)},
	})
}

// Prune packs the models of a file that [Train] wrote anew.
func Prune(file []byte, tags, trees perceptron.Pack) ([]byte, error) {
	parts, err := model.Split(file)
	if err != nil {
		return nil, err
	}
	var out []model.Section
	for _, name := range []string{"tags", "labels", "lexicon", "dictionary", "lemmas", "morphology"} {
		out = append(out, model.Section{Name: name, Data: parts[name]})
	}
	for _, name := range []string{"tagger1", "tagger2", "parser1", "parser2"} {
		m, err := perceptron.Decode(parts[name])
		if err != nil {
			return nil, fmt.Errorf("pruning %s: %w", name, err)
		}
		pack := tags
		if name[0] == 'p' {
			pack = trees
		}
		out = append(out, model.Section{Name: name, Data: m.Weights().Encode(pack)})
	}
	return model.Join(out), nil
}

// learner holds what all steps of training share.
type learner struct {
	o      TrainOptions
	tags   *tagset
	number map[string]uint8
	lex    *lexicon
	labels []string
	counts map[string]int
	random *rand.Rand
}

func (t *learner) tagNumbers() {
	t.number = map[string]uint8{}
	for i := range t.tags.upos {
		t.number[t.tags.upos[i]+"/"+t.tags.xpos[i]] = uint8(i)
	}
}

// tagOf is the joint tag of a word; a rare pair is taken for the first with
// the same universal tag.
func (t *learner) tagOf(w Word) uint8 {
	if n, ok := t.number[w.UPOS+"/"+w.XPOS]; ok {
		return n
	}
	return uint8(max(0, slices.Index(t.tags.upos, w.UPOS)))
}

func (t *learner) golds(trees []Sentence) []*gold {
	var out []*gold
	var buf []byte
	for _, tree := range trees {
		g := &gold{}
		for _, w := range tree {
			var x word
			x, buf = t.lex.look(w.Form, buf)
			g.words = append(g.words, x)
			g.counts = append(g.counts, t.counts[normal(w.Form)])
			g.tags = append(g.tags, t.tagOf(w))
			head := int32(w.Head)
			if head < 0 {
				head = int32(len(tree))
			}
			g.heads = append(g.heads, head)
			g.labels = append(g.labels, uint8(slices.Index(t.labels, w.Rel)))
		}
		out = append(out, g)
	}
	return out
}

// drop makes rare words look unknown now and then, as words of other texts
// will: one that occurs n times with probability 1/(1+4n). It returns a copy.
func (t *learner) drop(g *gold, ws []word) []word {
	ws = append(ws[:0], g.words...)
	for i := range ws {
		if n := g.counts[i]; n < 30 && t.random.IntN(1+4*n) == 0 {
			ws[i].known, ws[i].amb = ws[i].class, ws[i].class
			ws[i].lower, ws[i].form = ws[i].class, ws[i].class
		}
	}
	return ws
}

// taggers trains both passes and leaves in each gold sentence the tags that
// taggers that did not see it give it.
func (t *learner) taggers(all []*gold) (first, second *perceptron.Weights) {
	predicted := make([][]uint8, len(all))
	t.jackknife(all, func(train, held []int) {
		m := t.firstPass(all, train).decode(t.o.TagPack)
		for _, i := range held {
			predicted[i] = tagWith(all[i], &tagger{first: m})
		}
	})
	for i, g := range all {
		g.first = predicted[i]
	}
	final := make([][]uint8, len(all))
	right, total := 0, 0
	t.jackknife(all, func(train, held []int) {
		m := t.secondPass(all, train).decode(t.o.TagPack)
		for _, i := range held {
			final[i] = refineWith(all[i], m)
			for k, tag := range final[i] {
				total++
				if tag == all[i].tags[k] {
					right++
				}
			}
		}
	})
	fmt.Fprintf(t.o.Log, "jackknifed joint tags: %.2f%%\n", 100*float64(right)/float64(total))
	every := make([]int, len(all))
	for i := range every {
		every[i] = i
	}
	first, second = t.firstPass(all, every).Weights, t.secondPass(all, every).Weights
	for i, g := range all {
		for k := range g.words {
			g.words[k].tag = final[i][k]
		}
	}
	return first, second
}

// jackknife calls f with each fold held out. Copies of a sentence may fall in
// other folds than it; they are few.
func (t *learner) jackknife(all []*gold, f func(train, held []int)) {
	for fold := range t.o.Folds {
		var train, held []int
		for i := range all {
			if (i/8)%t.o.Folds == fold {
				held = append(held, i)
			} else {
				train = append(train, i)
			}
		}
		f(train, held)
	}
}

// learned are weights that can be made a model at once.
type learned struct{ *perceptron.Weights }

func (l learned) decode(p perceptron.Pack) *perceptron.Model {
	m, err := perceptron.Decode(l.Encode(p))
	if err != nil {
		panic(err) // what Encode writes, Decode reads
	}
	return m
}

// firstPass trains the first pass on its own predictions to the left.
func (t *learner) firstPass(all []*gold, train []int) learned {
	return t.learnTags(all, train, func(f []uint32, ws []word, _ []uint8, i int) []uint32 { return tagFeatures(f, ws, i) })
}

// secondPass trains the second pass on the jackknifed tags of the first.
func (t *learner) secondPass(all []*gold, train []int) learned {
	return t.learnTags(all, train, refineFeatures)
}

func (t *learner) learnTags(all []*gold, train []int, features func([]uint32, []word, []uint8, int) []uint32) learned {
	p := perceptron.NewTrainer(len(t.tags.upos))
	scores := make([]float32, len(t.tags.upos))
	order := slices.Clone(train)
	var f []uint32
	var ws []word
	for range t.o.TagEpochs {
		t.random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, n := range order {
			g := all[n]
			ws = t.drop(g, ws)
			for i := range ws {
				f = features(f[:0], ws, g.first, i)
				p.Score(f, scores)
				guess, want := perceptron.Best(scores), int(g.tags[i])
				if guess != want {
					p.Update(f, want, 1)
					p.Update(f, guess, -1)
				}
				p.Tick()
				ws[i].tag = uint8(guess)
			}
		}
	}
	return learned{p.Average()}
}

// tagWith returns the tags of a first pass.
func tagWith(g *gold, t *tagger) []uint8 {
	s := &scratch{words: slices.Clone(g.words), scores: make([]int32, 256)}
	out := make([]uint8, len(s.words))
	for i := range s.words {
		s.features = tagFeatures(s.features[:0], s.words, i)
		s.words[i].tag = uint8(s.best(t.first))
		out[i] = s.words[i].tag
	}
	return out
}

// refineWith returns the tags of a second pass.
func refineWith(g *gold, m *perceptron.Model) []uint8 {
	s := &scratch{words: slices.Clone(g.words), scores: make([]int32, 256)}
	out := make([]uint8, len(s.words))
	for i := range s.words {
		s.features = refineFeatures(s.features[:0], s.words, g.first, i)
		s.words[i].tag = uint8(s.best(m))
		out[i] = s.words[i].tag
	}
	return out
}

// parsers trains both parsers, the second on trees of first parsers that did
// not see the sentence.
func (t *learner) parsers(all []*gold) (first, second *perceptron.Weights) {
	mirrored := make([]*gold, len(all))
	for i, g := range all {
		mirrored[i] = g.mirror()
	}
	p := &parser{labels: t.labels}
	t.jackknife(all, func(train, held []int) {
		p.first = t.parser(mirrored, train, t.o.FoldEpochs).decode(t.o.ParsePack)
		s := &scratch{scores: make([]int32, 256)}
		for _, i := range held {
			p.run(p.first, s, mirrored[i].words, t.tags)
			all[i].guide = &guide{}
			all[i].guide.mirror(&s.state)
		}
	})
	every := make([]int, len(all))
	for i := range every {
		every[i] = i
	}
	return t.parser(mirrored, every, t.o.ParseEpochs).Weights, t.parser(all, every, t.o.ParseEpochs).Weights
}

// mirror is the sentence in reverse order.
func (g *gold) mirror() *gold {
	m := &gold{words: slices.Clone(g.words), counts: slices.Clone(g.counts), labels: slices.Clone(g.labels), heads: slices.Clone(g.heads)}
	n := int32(len(g.words))
	for i, h := range m.heads {
		if h < n {
			m.heads[i] = n - 1 - h
		}
	}
	slices.Reverse(m.words)
	slices.Reverse(m.counts)
	slices.Reverse(m.labels)
	slices.Reverse(m.heads)
	return m
}

// parser trains a parser with the dynamic oracle: after the first epoch it
// mostly follows its own moves, so that it learns to go on from its mistakes.
func (t *learner) parser(all []*gold, train []int, epochs int) learned {
	p := perceptron.NewTrainer(1 + 2*len(t.labels))
	order := slices.Clone(train)
	s := &scratch{}
	for epoch := range epochs {
		t.random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		right, total := 0, 0
		for _, n := range order {
			r, k := t.parseOne(p, s, all[n], epoch)
			right, total = right+r, total+k
		}
		fmt.Fprintf(t.o.Log, "parser epoch %d: %.2f%% of moves right\n", epoch, 100*float64(right)/float64(total))
	}
	return learned{p.Average()}
}

// parseOne parses one sentence and learns from it.
func (t *learner) parseOne(p *perceptron.Trainer, s *scratch, g *gold, epoch int) (right, total int) {
	s.words = t.drop(g, s.words)
	s.view.prepare(s.words, t.tags)
	s.view.s, s.view.guide = &s.state, g.guide
	s.state.reset(len(s.words))
	scores := make([]float32, p.Classes())
	for !s.state.done() {
		s.features = parseFeatures(s.features[:0], &s.view)
		p.Score(s.features, scores)
		can := s.state.legal()
		guess := bestMove(&s.state, can, scores, len(t.labels))
		want := t.bestGold(&s.state, g, can, scores)
		total++
		next := guess
		if !t.correct(&s.state, g, can, guess) {
			p.Update(s.features, want, 1)
			p.Update(s.features, guess, -1)
			if epoch == 0 || t.random.IntN(10) == 0 {
				next = want
			}
		} else {
			right++
		}
		p.Tick()
		s.state.apply(moveOf(next, len(t.labels)))
	}
	return right, total
}

// bestGold returns the class with the highest score among those that lose the
// fewest gold arcs and give the gold label.
func (t *learner) bestGold(s *state, g *gold, can [3]bool, scores []float32) int {
	cost := s.costs(g.heads)
	least, best := 1<<30, -1
	for kind, ok := range can {
		if ok && cost[kind] < least {
			least = cost[kind]
		}
	}
	for kind, ok := range can {
		if !ok || cost[kind] != least {
			continue
		}
		from, to := s.allowed(kind, len(t.labels))
		if c, fixed := t.goldClass(s, g, kind); fixed {
			from, to = c, c+1
		}
		for c := from; c < to; c++ {
			if best < 0 || scores[c] > scores[best] {
				best = c
			}
		}
	}
	return best
}

// goldClass is the class of a move of a kind that makes a gold arc, with its
// gold label; false where the move makes no gold arc.
func (t *learner) goldClass(s *state, g *gold, kind int) (int, bool) {
	if kind == shift {
		return 0, true
	}
	top := s.top(0)
	head := s.next
	if kind == right {
		head = s.top(1)
	}
	if g.heads[top] != head {
		return 0, false
	}
	return classOf(kind, g.labels[top], len(t.labels)), true
}

// correct reports whether a class loses as few gold arcs as any and gives the
// gold label.
func (t *learner) correct(s *state, g *gold, can [3]bool, class int) bool {
	cost := s.costs(g.heads)
	kind, _ := moveOf(class, len(t.labels))
	for k, ok := range can {
		if ok && cost[k] < cost[kind] {
			return false
		}
	}
	c, fixed := t.goldClass(s, g, kind)
	return !fixed || c == class
}
