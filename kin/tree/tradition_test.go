package tree

import (
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"
)

// Artificial traditions: a text is copied by scribes who err, other scribes
// copy the copies, and some of the copies are lost. Ways of erring are those
// of Roos & Heikkilä (2009) and of the copies that people made for them by
// hand: single words exchanged, spelt otherwise, left out, added and turned
// round, eyes that skip a line, the same slip made twice independently, and an
// obvious slip put right.

// script is an alphabet and how often its scribes err.
type script struct {
	name           string
	vowels, others string
}

var scripts = []script{
	{"latin", "aeiou", "bcdfglmnpqrstv"},
	{"french", "aeéèiouê", "bcdfglmnprstvç"},
	{"greek", "αεηιουω", "βγδζθκλμνπρστφχ"},
	{"cyrillic", "аеиоуыя", "бвгджзклмнпрстхш"},
}

// scribe copies texts.
type scribe struct {
	r     *rand.Rand
	s     script
	twins map[string]string // a word that any scribe is apt to write for another
	right map[string]string // what stands for a misspelt word: the next scribe may see it
	same  float64           // part of the errors that another scribe would make, too
}

func (s *scribe) word(n int) string {
	v, o := []rune(s.s.vowels), []rune(s.s.others)
	var b strings.Builder
	for range n {
		b.WriteRune(o[s.r.Intn(len(o))])
		b.WriteRune(v[s.r.Intn(len(v))])
	}
	if s.r.Intn(2) == 0 {
		b.WriteRune(o[s.r.Intn(len(o))])
	}
	return b.String()
}

// misspell changes one letter.
func (s *scribe) misspell(w string) string {
	r := []rune(w)
	v := []rune(s.s.vowels)
	switch i := s.r.Intn(len(r)); s.r.Intn(3) {
	case 0:
		r[i] = v[s.r.Intn(len(v))]
	case 1:
		r = slices.Insert(r, i, r[i])
	default:
		if len(r) > 3 {
			r = slices.Delete(r, i, i+1)
		}
	}
	if out := string(r); s.right[out] == "" && out != w {
		s.right[out] = w
	}
	return string(r)
}

func (s *scribe) twin(w string) string {
	if s.twins[w] == "" {
		s.twins[w] = s.word(1 + s.r.Intn(3))
		if s.r.Intn(2) == 0 {
			s.twins[w] = s.misspell(w)
		}
	}
	return s.twins[w]
}

// copy copies a text with errors in about rate of its words.
func (s *scribe) copy(words []string, rate float64) []string {
	var out []string
	for i := 0; i < len(words); i++ {
		w := words[i]
		if right := s.right[w]; right != "" && s.r.Float64() < 0.4 {
			w = right
		}
		if s.r.Float64() >= rate {
			out = append(out, w)
			continue
		}
		if s.r.Float64() < s.same {
			out = append(out, s.twin(w))
			continue
		}
		switch k := s.r.Intn(16); {
		case k < 6:
			out = append(out, s.misspell(w))
		case k < 9:
			out = append(out, s.word(1+s.r.Intn(3)))
		case k < 12: // left out
		case k < 13: // a line skipped
			i += s.r.Intn(6)
		case k < 14 && i+1 < len(words):
			out = append(out, words[i+1], w)
			i++
		default:
			out = append(out, w, s.word(1))
		}
	}
	return out
}

// tradition is a tree of copies with the texts of all.
type tradition struct {
	parent []int
	texts  [][]string
	there  []int // copies that are not lost
}

// newTradition makes a tradition of n copies of which about lost are lost.
func newTradition(seed int64, sc script, n, length int, lost, rate, same float64) *tradition {
	s := &scribe{r: rand.New(rand.NewSource(seed)), s: sc, twins: map[string]string{}, right: map[string]string{}, same: same}
	var vocabulary, first []string
	for range length / 2 {
		vocabulary = append(vocabulary, s.word(1+s.r.Intn(4)))
	}
	zipf := rand.NewZipf(s.r, 1.2, 4, uint64(len(vocabulary)-1))
	for range length {
		first = append(first, vocabulary[zipf.Uint64()])
	}
	t := &tradition{parent: []int{-1}, texts: [][]string{first}}
	for k := 1; k < n; k++ {
		p := s.r.Intn(k)
		if k > 2 && s.r.Intn(2) == 0 {
			p = k - 1 - s.r.Intn(3)
		}
		words := s.copy(t.texts[p], rate*(0.1+2*s.r.Float64()*s.r.Float64()))
		if s.r.Intn(12) == 0 { // a fragment
			from := s.r.Intn(len(words) / 3)
			words = words[from : from+len(words)/2]
		}
		t.parent, t.texts = append(t.parent, p), append(t.texts, words)
	}
	for i := range t.parent {
		if s.r.Float64() >= lost {
			t.there = append(t.there, i)
		}
	}
	return t
}

// steps gives the number of branches between each two of the nodes.
func steps(parent []int, nodes []int) [][]int {
	path := func(i int) (p []int) {
		for ; i >= 0; i = parent[i] {
			p = append([]int{i}, p...)
		}
		return p
	}
	d := make([][]int, len(nodes))
	for x, i := range nodes {
		d[x] = make([]int, len(nodes))
		for y, j := range nodes {
			a, b := path(i), path(j)
			k := 0
			for k < len(a) && k < len(b) && a[k] == b[k] {
				k++
			}
			d[x][y] = len(a) + len(b) - 2*k
		}
	}
	return d
}

// averageSignDistance is the score of Roos & Heikkilä (2009), 0 to 1: over all
// witnesses a and pairs b, c of others, whether a is nearer to b or to c.
func averageSignDistance(gold, got [][]int) float64 {
	sum, n := 0.0, 0.0
	sign := func(x int) float64 { return float64(min(1, max(-1, x))) }
	for a := range gold {
		for b := range gold {
			for c := range b {
				if a != b && a != c {
					u := sign(gold[a][b]-gold[a][c]) - sign(got[a][b]-got[a][c])
					sum += 1 - max(u, -u)/2
					n++
				}
			}
		}
	}
	return sum / n
}

func (t *tradition) score(tb testing.TB, build func(names, texts []string) (*Stemma, error)) float64 {
	var names, texts []string
	for _, i := range t.there {
		names, texts = append(names, fmt.Sprint(i)), append(texts, strings.Join(t.texts[i], " "))
	}
	s, err := build(names, texts)
	if err != nil {
		tb.Fatal(err)
	}
	var up, nodes []int
	for i, n := range s.Nodes {
		up = append(up, n.Parent)
		if !n.Lost {
			nodes = append(nodes, i)
		}
	}
	return averageSignDistance(steps(t.parent, t.there), steps(up, nodes))
}

// care is how well scribes copy: the part of the words that they get wrong, the
// part of the errors that others would make, too, and the score that is
// reached at least.
var care = []struct {
	name               string
	rate, same, expect float64
}{{"easy", 0.04, 0.2, 0.88}, {"hard", 0.015, 0.45, 0.77}}

// meanScore is the mean average sign distance of some traditions.
func meanScore(tb testing.TB, rate, same float64, traditions int) float64 {
	sum := 0.0
	for k := range traditions {
		t := newTradition(int64(k), scripts[k%4], 16+k%3*7, 600+200*(k%5), 0.4, rate, same)
		sum += t.score(tb, Build)
	}
	return sum / float64(traditions)
}

func TestTraditions(t *testing.T) {
	for _, c := range care {
		if got := meanScore(t, c.rate, c.same, 8); got < c.expect {
			t.Errorf("%s: average sign distance %.3f, want %.2f", c.name, got, c.expect)
		}
	}
}

// BenchmarkTraditions reports the average sign distance in hundredths: 50 is
// chance.
func BenchmarkTraditions(b *testing.B) {
	for _, c := range care {
		b.Run(c.name, func(b *testing.B) {
			for range b.N {
				b.ReportMetric(100*meanScore(b, c.rate, c.same, 24), "sign")
			}
		})
	}
}
