package tree

import (
	"fmt"
	"math/rand"
	"strings"
	"testing"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin/align"
	"github.com/stemmanews/stemma/kin/judge"
	"github.com/stemmanews/stemma/kin/view"
	"github.com/stemmanews/stemma/lang/text"
	"github.com/stemmanews/stemma/lang/tokenize"
)

// rewriter rewords as machines do: it has a favourite word for each word, by
// which it would be taken back the next time, and at times a new one.
type rewriter struct {
	r    *rand.Rand
	next int
	swap map[int]int
}

func (w *rewriter) reword(words []int, change float64) []int {
	out := make([]int, len(words))
	for i, x := range words {
		switch u := w.r.Float64(); {
		case i%3 == 0: // names and numbers stay
			out[i] = x
		case u < change/3:
			w.next++
			out[i] = w.next
		case u < change:
			if _, ok := w.swap[x]; !ok {
				w.next++
				w.swap[x], w.swap[w.next] = w.next, x
			}
			out[i] = w.swap[x]
		default:
			out[i] = x
		}
	}
	return out
}

// chainOf makes a source and a chain of rewritings, of which the first are the
// boldest.
func chainOf(steps int, seed int64) [][]int {
	w := &rewriter{r: rand.New(rand.NewSource(seed)), next: 1000, swap: map[int]int{}}
	words := make([]int, 180)
	for i := range words {
		words[i] = i
	}
	out := [][]int{words}
	for k := range steps {
		out = append(out, w.reword(out[k], 0.55-0.15*min(float64(k), 2)))
	}
	return out
}

func viewOf(path, date string, words []int) *view.View {
	var b strings.Builder
	for i, x := range words {
		if i%3 == 0 {
			fmt.Fprintf(&b, "%d ", 100+x) // a number is sure to link the sentences
		} else {
			fmt.Fprintf(&b, "%s ", syllables(x))
		}
		if i%12 == 11 {
			b.WriteString("end.\n")
		}
	}
	d := &stemma.Document{Path: path, Text: b.String(), Body: []stemma.Span{{0, b.Len()}}}
	d.Published.Date = date
	t := &text.Text{Doc: d}
	tokenize.Fill(t)
	return view.Of(t)
}

func syllables(x int) string {
	s := ""
	for range 4 {
		s += string("bdfgklmnprst"[x%12]) + string("aeiou"[x/12%5])
		x = x/7 + 3*x
	}
	return s
}

func grow(views []*view.View) *Forest {
	var verdicts []judge.Verdict
	for i, a := range views {
		for _, b := range views[i+1:] {
			verdicts = append(verdicts, judge.Pair(align.Pair(a, b)))
		}
	}
	var all judge.Spellings
	for _, v := range views {
		all.Add(judge.SpellingsOf(v))
	}
	misspelt := make([]float64, len(views))
	for i, v := range views {
		misspelt[i] = all.Misspelt(judge.SpellingsOf(v))
	}
	return Grow(views, verdicts, misspelt)
}

func TestSeriesOfRewritings(t *testing.T) {
	right, all := 0, 0
	for seed := range int64(3) {
		chain := chainOf(10, seed)
		views := make([]*view.View, len(chain))
		for i, words := range chain {
			views[(i*4+3)%11] = viewOf(fmt.Sprint(i), "", words) // not in order
		}
		for i, ps := range grow(views).Parents {
			var k int
			fmt.Sscan(views[i].Path, &k)
			all++
			if k == 0 && len(ps) == 0 || k > 0 && len(ps) == 1 && views[ps[0]].Path == fmt.Sprint(k-1) {
				right++
			}
		}
	}
	if right*10 < all*7 {
		t.Errorf("%d of %d texts have their parent", right, all)
	}
}

func TestNoSeriesWhereDatesTell(t *testing.T) {
	chain := chainOf(9, 1)
	views := make([]*view.View, len(chain))
	for i, words := range chain {
		views[i] = viewOf(fmt.Sprint(i), fmt.Sprintf("2031-03-%02d", 20-i), words) // dated against the words
	}
	f := grow(views)
	if len(f.Parents[9]) != 0 {
		t.Errorf("the text of the first day has a parent: %v", f.Parents)
	}
}
