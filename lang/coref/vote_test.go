package coref

import (
	"testing"

	"github.com/stemmanews/stemma/lang/text"
)

func TestOutranks(t *testing.T) {
	v := func(name string, docs, uses int, first string) vote {
		return vote{text.Entity{Name: name}, docs, uses, first}
	}
	for _, c := range []struct {
		what string
		a, b vote
	}{
		{"first in print before a few copies", v("Ida Brandvik", 1, 1, "2031-05-01"), v("Ida Brandvek", 2, 3, "2031-05-02")},
		{"a landslide before the first in print", v("Ida Brandvik", 3, 3, "2031-05-02"), v("Ida Brandvek", 1, 1, "2031-05-01")},
		{"dated before undated", v("Ida Brandvik", 1, 1, "2031-05-02"), v("Ida Brandvek", 2, 2, "")},
		{"most documents of a day", v("Ida Brandvik", 2, 2, "2031-05-02"), v("Ida Brandvek", 1, 4, "2031-05-02")},
		{"most uses", v("Ida Brandvik", 1, 4, ""), v("Ida Brandvek", 1, 2, "")},
		{"the longest", v("Ida Maria Brandvik", 1, 1, ""), v("Ida Brandvik", 1, 1, "")},
	} {
		if !c.a.outranks(&c.b) || c.b.outranks(&c.a) {
			t.Errorf("%s: %+v does not outrank %+v alone", c.what, c.a, c.b)
		}
	}
}
