package tree

import (
	"math"
	"slices"

	"github.com/stemmanews/stemma/kin/align"
	"github.com/stemmanews/stemma/kin/view"
)

// Readings of a column that are no word.
const (
	gap     = -1 // the witness has nothing here
	missing = -2 // the witness has nothing for so long that it may have lost a leaf
)

// table is the collation of all witnesses: a line for each place of the text
// with the reading of every witness, a number of a word, gap or missing.
type table struct {
	words []string // by number
	rows  [][]int  // for each place the readings of the witnesses
	used  int      // witnesses in the table so far
}

// collate lays all witnesses side by side, the nearest to those that are there
// already first. near holds their distances.
func collate(texts [][]string, near [][]float64) *table {
	t := &table{}
	number := map[string]int{}
	for _, i := range order(near) {
		line := make([]int, len(texts[i]))
		for k, w := range texts[i] {
			n, ok := number[w]
			if !ok {
				n = len(t.words)
				number[w] = n
				t.words = append(t.words, w)
			}
			line[k] = n
		}
		t.add(i, line, len(texts))
	}
	t.markMissing()
	return t
}

// order begins with the witness in the middle, and goes on with the one that
// is nearest to those before.
func order(near [][]float64) []int {
	n := len(near)
	first, least := 0, math.Inf(1)
	for i := range near {
		if s := sumOf(near[i]); s < least-1e-12 {
			first, least = i, s
		}
	}
	out := []int{first}
	for len(out) < n {
		next, d := -1, math.Inf(1) // distances are numbers up to 1, so that there is one
		for i := range n {
			if slices.Contains(out, i) {
				continue
			}
			for _, j := range out {
				if near[i][j] < d-1e-12 {
					next, d = i, near[i][j]
				}
			}
		}
		out = append(out, next)
	}
	return out
}

func sumOf(x []float64) float64 {
	s := 0.0
	for _, v := range x {
		s += v
	}
	return s
}

// add aligns a witness with the table.
func (t *table) add(witness int, line []int, n int) {
	c := collation{a: make([]string, len(t.rows)), b: make([]string, len(line))}
	for k, row := range t.rows {
		c.a[k] = t.words[commonest(row)]
	}
	for k, w := range line {
		c.b[k] = t.words[w]
	}
	c.pairs = [][2]int{}
	c.align(0, len(c.a), 0, len(c.b))
	var rows [][]int
	i, j := 0, 0
	put := func(toA, toB int) {
		t.between(&rows, i, toA, line[j:toB], witness, n)
		i, j = toA, toB
	}
	for _, p := range c.pairs {
		put(p[0], p[1])
		row := t.rows[p[0]]
		row[witness] = line[p[1]]
		rows = append(rows, row)
		i, j = p[0]+1, p[1]+1
	}
	put(len(t.rows), len(line))
	t.rows = rows
	t.used++
}

// between adds the places from i to a of the table, for which the witness has
// nothing of its own, and its words there that the table lacks. A word that
// some witness has at one of those places goes there.
func (t *table) between(rows *[][]int, i, a int, line []int, witness, n int) {
	from := 0
	for ; i < a; i++ {
		row := t.rows[i]
		if k := slices.IndexFunc(line[from:], func(w int) bool { return slices.Contains(row, w) }); k >= 0 {
			for _, w := range line[from : from+k] {
				*rows = append(*rows, t.row(witness, w, n))
			}
			row[witness] = line[from+k]
			from += k + 1
		}
		*rows = append(*rows, row)
	}
	for _, w := range line[from:] {
		*rows = append(*rows, t.row(witness, w, n))
	}
}

func (t *table) row(witness, w, n int) []int {
	row := make([]int, n)
	for k := range row {
		row[k] = gap
	}
	row[witness] = w
	return row
}

// commonest is the reading that most witnesses have, of equal ones the first.
func commonest(row []int) int {
	best, most := -1, 0
	for k, w := range row {
		if w < 0 {
			continue
		}
		n := 0
		for _, x := range row[k:] {
			if x == w {
				n++
			}
		}
		if n > most {
			best, most = w, n
		}
	}
	return best
}

// markMissing turns gaps of more than lacuna words, among places that most
// witnesses have, into missing.
func (t *table) markMissing() {
	if len(t.rows) == 0 {
		return
	}
	for w := range t.rows[0] {
		for k := 0; k < len(t.rows); {
			if t.rows[k][w] != gap {
				k++
				continue
			}
			end, words := k, 0
			for end < len(t.rows) && t.rows[end][w] == gap {
				if 2*present(t.rows[end]) > len(t.rows[end]) {
					words++
				}
				end++
			}
			for ; k < end; k++ {
				if words > lacuna {
					t.rows[k][w] = missing
				}
			}
		}
	}
}

// present counts the witnesses that have a word.
func present(row []int) int {
	n := 0
	for _, w := range row {
		if w >= 0 {
			n++
		}
	}
	return n
}

// distances gives for each two witnesses their disagreement per place that
// both have, 0 to 1.
func (t *table) distances(n int) [][]float64 {
	d := make([][]float64, n)
	for x := range d {
		d[x] = make([]float64, n)
		for y := range x {
			d[x][y] = t.distance(x, y)
			d[y][x] = d[x][y]
		}
	}
	return d
}

func (t *table) distance(x, y int) float64 {
	cost, all, run := 0.0, 0, 0
	for _, row := range t.rows {
		a, b := row[x], row[y]
		if a == missing || b == missing || a == gap && b == gap {
			continue
		}
		all++
		if a == gap || b == gap {
			run++
			cost += gapWord / float64(run)
			continue
		}
		run = 0
		cost += disagreement(t.words[a], t.words[b])
	}
	if all == 0 {
		return 1
	}
	return min(1, cost/float64(all))
}

// alikeWords reports whether two words are likely spellings of one.
func alikeWords(x, y string) bool { return view.Stem(x) == view.Stem(y) || align.Similar(x, y) }
