package perceptron

import (
	"math"
	"slices"
)

// Trainer holds the weights while they are learned. It keeps only what updates
// touched, so its size follows the number of mistakes, not of features.
type Trainer struct {
	classes int
	now     int32
	slots   []int32 // open addressing: row number + 1, 0 for empty
	keys    []uint32
	rows    [][]cell
}

// cell is the weight of one feature for one class, with what averaging needs.
type cell struct {
	class  int32
	last   int32 // when total was brought up to date
	weight float32
	total  float32
}

// NewTrainer returns a trainer whose weights are all 0.
func NewTrainer(classes int) *Trainer {
	return &Trainer{classes: classes, slots: make([]int32, 1<<16)}
}

// Classes is the number of classes.
func (t *Trainer) Classes() int { return t.classes }

// find returns the slot of feature f: where it is, or where it would go.
func (t *Trainer) find(f uint32) int {
	mask := len(t.slots) - 1
	i := int(finish(f)) & mask
	for t.slots[i] != 0 && t.keys[t.slots[i]-1] != f {
		i = (i + 1) & mask
	}
	return i
}

// Score sets scores to the sum of the weights of the features, a class each.
func (t *Trainer) Score(features []uint32, scores []float32) {
	clear(scores)
	for _, f := range features {
		if s := t.slots[t.find(f)]; s != 0 {
			for _, c := range t.rows[s-1] {
				scores[c.class] += c.weight
			}
		}
	}
}

// Update adds amount to the weight of each feature for the class.
func (t *Trainer) Update(features []uint32, class int, amount float32) {
	for _, f := range features {
		c := t.cell(f, class)
		c.total += float32(t.now-c.last) * c.weight
		c.last = t.now
		c.weight += amount
	}
}

// cell returns the cell of a feature and class, new where there is none.
func (t *Trainer) cell(f uint32, class int) *cell {
	i := t.find(f)
	if t.slots[i] == 0 {
		if 2*len(t.rows) >= len(t.slots) {
			t.grow()
			i = t.find(f)
		}
		t.keys = append(t.keys, f)
		t.rows = append(t.rows, nil)
		t.slots[i] = int32(len(t.rows))
	}
	row := &t.rows[t.slots[i]-1]
	for k := range *row {
		if (*row)[k].class == int32(class) {
			return &(*row)[k]
		}
	}
	*row = append(*row, cell{class: int32(class), last: t.now})
	return &(*row)[len(*row)-1]
}

func (t *Trainer) grow() {
	t.slots = make([]int32, 2*len(t.slots))
	for r, f := range t.keys {
		t.slots[t.find(f)] = int32(r + 1)
	}
}

// Tick moves the clock on; call it once a decision. Average weighs each state
// of the weights by the time it lasted.
func (t *Trainer) Tick() { t.now++ }

// Average returns the mean of the weights over all ticks. Training may go on
// afterwards.
func (t *Trainer) Average() *Weights {
	order := make([]int, len(t.keys))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return int(int64(t.keys[a]) - int64(t.keys[b])) })
	w := &Weights{classes: t.classes}
	for _, r := range order {
		w.add(t.keys[r], t.rows[r], t.now)
	}
	return w
}

// Weights are learned weights, sorted by feature.
type Weights struct {
	classes  int
	features []feature
}

type feature struct {
	key   uint32
	cells []weight
}

type weight struct {
	class int
	value float32
}

func (w *Weights) add(key uint32, row []cell, now int32) {
	f := feature{key: key}
	for _, c := range row {
		total := float64(c.total) + float64(now-c.last)*float64(c.weight)
		if v := float32(total / math.Max(1, float64(now))); v != 0 {
			f.cells = append(f.cells, weight{int(c.class), v})
		}
	}
	if len(f.cells) > 0 {
		slices.SortFunc(f.cells, func(a, b weight) int { return a.class - b.class })
		w.features = append(w.features, f)
	}
}

// Features is the number of features that have a weight.
func (w *Weights) Features() int { return len(w.features) }
