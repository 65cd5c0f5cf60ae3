package claim

import (
	"math/rand/v2"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/perceptron"
	"github.com/stemmanews/stemma/lang/text"
)

// Attribution is the gold of one claim: the spans of its three roles.
type Attribution struct {
	Source, Cue, Content []stemma.Span
}

// Labelled is an analysed text with all its attributions.
type Labelled struct {
	Text  *text.Text
	Gold  []Attribution
	Times int // how often it is seen in an epoch; 0 means once
}

// LearnOptions of [Learn]. Zero values mean 6 epochs each, and 2 folds.
type LearnOptions struct {
	CueEpochs, RoleEpochs int
	Folds                 int // parts in which cues are predicted by models that did not see them
	Seed                  uint64
	Progress              func(stage string, epoch int, accuracy float64)
}

// lesson is a labelled text as the trainers see it.
type lesson struct {
	v      *view
	gold   []span // main span of each cue
	claims []Attribution
	times  int
}

// Learn trains the two models: the cue tagger, and the role tagger on the cues
// that cue taggers trained on the other folds find, so that it learns to label
// nothing round a wrong cue.
func Learn(docs []Labelled, o LearnOptions) (cue, role *perceptron.Weights) {
	if o.CueEpochs == 0 {
		o.CueEpochs = 6
	}
	if o.RoleEpochs == 0 {
		o.RoleEpochs = 6
	}
	if o.Folds == 0 {
		o.Folds = 2
	}
	lessons := make([]*lesson, len(docs))
	for i, d := range docs {
		lessons[i] = newLesson(d)
	}
	cue = learnCues(lessons, -1, o)
	for fold := range o.Folds {
		m, err := perceptron.Decode(learnCues(lessons, fold, o).Encode(perceptron.Pack{}))
		if err != nil {
			panic(err) // Encode and Decode do not fit each other
		}
		sc := &scratch{scores: make([]int32, roleTags)}
		for i := fold; i < len(lessons); i += o.Folds {
			lessons[i].v.tagCues(m, sc, 0)
		}
	}
	return cue, learnRoles(lessons, o)
}

// newLesson maps the gold of d to tokens.
func newLesson(d Labelled) *lesson {
	l := &lesson{v: newView(d.Text), times: max(1, d.Times)}
	for _, a := range d.Gold {
		if len(a.Cue) == 0 {
			continue
		}
		c := touched(d.Text, a.Cue[0])
		if c.first == c.end || l.v.sent[c.first] != l.v.sent[c.end-1] {
			continue
		}
		l.gold = append(l.gold, c)
		l.claims = append(l.claims, a)
	}
	return l
}

// touched is the range of tokens that share a byte with s.
func touched(t *text.Text, s stemma.Span) span {
	first, _ := t.TokensIn(stemma.Span{s[0], s[0]})
	for first > 0 && t.Tokens[first-1].Span[1] > s[0] {
		first--
	}
	end := first
	for end < len(t.Tokens) && t.Tokens[end].Span[0] < s[1] {
		end++
	}
	return span{first, end}
}

// learnCues trains a cue tagger on all lessons but those of fold.
func learnCues(lessons []*lesson, fold int, o LearnOptions) *perceptron.Weights {
	t := perceptron.NewTrainer(cueTags)
	random := rand.New(rand.NewPCG(o.Seed, 2))
	scores := make([]float32, cueTags)
	var order []int
	for i, l := range lessons {
		for range l.times {
			if fold < 0 || i%o.Folds != fold {
				order = append(order, i)
			}
		}
	}
	for epoch := range o.CueEpochs {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		right, all := 0, 0
		for _, i := range order {
			r, n := lessons[i].teachCues(t, scores)
			right, all = right+r, all+n
		}
		if o.Progress != nil {
			o.Progress("cues", epoch, float64(right)/float64(max(1, all)))
		}
	}
	return t.Average()
}

func (l *lesson) teachCues(t *perceptron.Trainer, scores []float32) (right, all int) {
	v := l.v
	want := make([]int8, len(v.t.Tokens))
	for _, c := range l.gold {
		for i := c.first; i < c.end; i++ {
			want[i] = cueInside
		}
		want[c.first] = cueBegin
	}
	a := newArcs(v)
	var f []uint32
	for s := range v.t.Sentences {
		var p1, p2 int8
		for i := v.t.Sentences[s].First; i < v.t.Sentences[s].End; i++ {
			f = v.cueFeatures(f[:0], &a, i, p1, p2)
			t.Score(f, scores)
			guess := perceptron.Best(scores)
			if w := int(want[i]); guess != w {
				t.Update(f, w, 1)
				t.Update(f, guess, -1)
			} else {
				right++
			}
			all++
			t.Tick()
			p1, p2 = int8(guess), p1
		}
	}
	return right, all
}

// example is one scene with its gold tags.
type example struct {
	s    *scene
	want []int8
}

// learnRoles trains the role tagger.
func learnRoles(lessons []*lesson, o LearnOptions) *perceptron.Weights {
	var examples []example
	for _, l := range lessons {
		e := l.examples()
		for range l.times {
			examples = append(examples, e...)
		}
	}
	t := perceptron.NewTrainer(roleTags)
	random := rand.New(rand.NewPCG(o.Seed, 3))
	sc := &scratch{scores: make([]int32, roleTags)}
	for epoch := range o.RoleEpochs {
		random.Shuffle(len(examples), func(i, j int) { examples[i], examples[j] = examples[j], examples[i] })
		right := 0
		for _, e := range examples {
			if e.teach(t, sc) {
				right++
			}
		}
		if o.Progress != nil {
			o.Progress("roles", epoch, float64(right)/float64(max(1, len(examples))))
		}
	}
	return t.Average()
}

// examples are the gold cues with their roles, and the wrong cues that were
// predicted, with none.
func (l *lesson) examples() []example {
	predicted := l.v.spansOf(l.v.cue)
	for _, c := range l.gold {
		for i := c.first; i < c.end; i++ {
			l.v.cue[i] = cueInside
		}
		l.v.cue[c.first] = cueBegin
	}
	var out []example
	for k, c := range l.gold {
		s := newScene(l.v, c)
		out = append(out, example{s, s.gold(l.claims[k])})
	}
	for _, c := range predicted {
		if !overlapsAny(c, l.gold) {
			s := newScene(l.v, c)
			out = append(out, example{s, make([]int8, len(s.spots))})
		}
	}
	return out
}

func overlapsAny(c span, all []span) bool {
	for _, o := range all {
		if c.first < o.end && o.first < c.end {
			return true
		}
	}
	return false
}

// gold tags the tokens of the scene's window.
func (s *scene) gold(a Attribution) []int8 {
	want := make([]int8, len(s.spots))
	mark := func(spans []stemma.Span, begin int8) {
		for _, sp := range spans {
			r := touched(s.v.t, sp)
			tag := begin
			for i := max(r.first, s.window.first); i < min(r.end, s.window.end); i++ {
				if i >= s.cue.first && i < s.cue.end {
					tag = begin
					continue
				}
				want[i-s.window.first] = tag
				tag = begin + 1
			}
		}
	}
	mark(a.Content, contentBegin)
	mark(a.Source, sourceBegin)
	for k := 1; k < len(want); k++ { // a source inside a content cuts it
		if want[k] == contentInside && want[k-1] != contentBegin && want[k-1] != contentInside {
			want[k] = contentBegin
		}
	}
	return want
}

// teach labels the scene and moves the weights where it went wrong.
func (e *example) teach(t *perceptron.Trainer, sc *scratch) bool {
	floats := make([]float32, roleTags)
	score := func(f []uint32, out []int32) {
		t.Score(f, floats)
		for i, x := range floats {
			out[i] = int32(x)
		}
	}
	got := e.s.label(score, sc)
	right := true
	for k := range got {
		gp, wp := before(got, k), before(e.want, k)
		if got[k] == e.want[k] && gp == wp {
			continue
		}
		right = false
		i := e.s.window.first + k
		if got[k] != e.want[k] {
			f := e.s.features(nil, i)
			t.Update(f, int(e.want[k]), 1)
			t.Update(f, int(got[k]), -1)
		}
		t.Update(e.s.transition(nil, i, wp), int(e.want[k]), 1)
		t.Update(e.s.transition(nil, i, gp), int(got[k]), -1)
	}
	t.Tick()
	return right
}

func before(tags []int8, k int) int {
	if k == 0 {
		return roleOut
	}
	return int(tags[k-1])
}
