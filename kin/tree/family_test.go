package tree

import "testing"

func TestAboveFollowsAllLines(t *testing.T) {
	f := &Forest{Parents: [][]int{nil, {0}, {1, 3}, nil}}
	for _, c := range []struct {
		a, i int
		want bool
	}{{0, 2, true}, {3, 2, true}, {2, 0, false}, {3, 1, false}, {1, 1, false}} {
		if got := f.Above(c.a, c.i); got != c.want {
			t.Errorf("Above(%d, %d) = %v", c.a, c.i, got)
		}
	}
	if o := f.origins(2); len(o) != 2 || o[0] != 0 || o[1] != 3 {
		t.Errorf("origins: %v", o)
	}
	if !f.descends(2, 3) || !f.descends(3, 3) || f.descends(3, 2) {
		t.Error("descends")
	}
}
