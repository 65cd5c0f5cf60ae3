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
	slots   []slot // open addressing
	keys    []uint32
	rows    [][]cell // none is empty
	found   [][]cell // scratch space of Score
	sink    int32    // has no meaning; it keeps reads from being left out
}

// slot is a place of the hash table: a feature and its row's number plus one,
// 0 for empty.
type slot struct {
	key uint32
	row int32
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
	return &Trainer{classes: classes, slots: make([]slot, 1<<16)}
}

// Classes is the number of classes.
func (t *Trainer) Classes() int { return t.classes }

// find returns the slot of feature f: where it is, or where it would go.
func (t *Trainer) find(f uint32) int {
	mask := len(t.slots) - 1
	i := int(finish(f)) & mask
	for t.slots[i].row != 0 && t.slots[i].key != f {
		i = (i + 1) & mask
	}
	return i
}

// Score sets scores to the sum of the weights of the features, a class each.
// It finds all rows before it reads the first, so that the waits for memory
// overlap.
func (t *Trainer) Score(features []uint32, scores []float32) {
	clear(scores)
	t.touch(features)
	t.found = t.found[:0]
	for _, f := range features {
		if s := t.slots[t.find(f)]; s.row != 0 {
			t.found = append(t.found, t.rows[s.row-1])
		}
	}
	for _, row := range t.found {
		t.sink += row[0].class
	}
	for _, row := range t.found {
		for i := range row {
			scores[row[i].class] += row[i].weight
		}
	}
}

// touch reads the slots of the features.
func (t *Trainer) touch(features []uint32) {
	mask := len(t.slots) - 1
	for _, f := range features {
		t.sink += t.slots[int(finish(f))&mask].row
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
	if t.slots[i].row == 0 {
		if 2*len(t.rows) >= len(t.slots) {
			t.grow()
			i = t.find(f)
		}
		t.keys = append(t.keys, f)
		t.rows = append(t.rows, nil)
		t.slots[i] = slot{f, int32(len(t.rows))}
	}
	row := &t.rows[t.slots[i].row-1]
	for k := range *row {
		if (*row)[k].class == int32(class) {
			return &(*row)[k]
		}
	}
	*row = append(*row, cell{class: int32(class), last: t.now})
	return &(*row)[len(*row)-1]
}

func (t *Trainer) grow() {
	t.slots = make([]slot, 2*len(t.slots))
	for r, f := range t.keys {
		t.slots[t.find(f)] = slot{f, int32(r + 1)}
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
