package change

import (
	"testing"

	"github.com/stemmanews/stemma"
)

// The words of a headline come first in a view: a run over its end and the
// body's beginning has a span that ends before it starts, and is no change.
func TestScattered(t *testing.T) {
	forward, backward := stemma.Span{10, 20}, stemma.Span{76, 66}
	for _, c := range []struct {
		found Found
		want  bool
	}{
		{Found{From: forward, To: &forward}, false},
		{Found{From: forward}, false}, // words that are gone
		{Found{From: backward, To: &forward}, true},
		{Found{From: forward, To: &backward}, true},
	} {
		if got := scattered(c.found); got != c.want {
			t.Errorf("scattered(%v, %v) = %v, want %v", c.found.From, c.found.To, got, c.want)
		}
	}
}
