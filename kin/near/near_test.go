package near_test

import (
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"github.com/stemmanews/stemma/kin/near"
)

func TestShingles(t *testing.T) {
	for _, c := range []struct {
		name string
		a, b string
		n    int
		same bool
	}{
		{"case and marks do not count", "The ferry, Almandine - ran aground.", "the FERRY almandine ran (aground)", 3, true},
		{"order counts", "ran aground at dawn", "at dawn ran aground", 3, false},
		{"letters of other scripts are lower-cased", "ПАРОМ сел на мель", "паром сел на МЕЛЬ", 2, true},
		{"a word is not the letters of two", "aground today now", "a ground today now", 1, false},
		{"texts of few words are one shingle", "Fire out", "fire out", 3, true},
		{"and differ", "Fire out", "Fire on", 3, false},
		{"repeats count once", "no no no no no", "no no no no", 3, true},
	} {
		if got := slices.Equal(near.Shingles(c.a, c.n), near.Shingles(c.b, c.n)); got != c.same {
			t.Errorf("%s: same = %v", c.name, got)
		}
	}
	if got := near.Shingles(" -- … ", 3); got != nil {
		t.Errorf("no words give %v", got)
	}
	if got := len(near.Shingles("one two three four five", 3)); got != 3 {
		t.Errorf("five words have %d shingles of three", got)
	}
}

// texts are families of copies of all degrees, short ones among them.
func texts(n int, seed int64) []string {
	r := rand.New(rand.NewSource(seed))
	out := make([]string, n)
	var words []string
	for i := range out {
		if i%6 == 0 {
			words = nil
			for range 3 + r.Intn(150) {
				words = append(words, fmt.Sprint("w", r.Intn(20000)))
			}
		}
		own := slices.Clone(words)
		for range i % 6 * len(words) / 25 {
			own[r.Intn(len(own))] = fmt.Sprint("x", r.Intn(20000))
		}
		out[i] = strings.Join(own, " ")
	}
	return out
}

// slow compares all pairs, by sets of strings.
func slow(texts []string, n int, threshold float64) map[[2]int]float64 {
	sets := make([]map[string]bool, len(texts))
	for i, s := range texts {
		sets[i] = map[string]bool{}
		w := strings.Fields(s)
		k := min(n, len(w))
		for j := 0; j+k <= len(w); j++ {
			sets[i][strings.Join(w[j:j+k], " ")] = true
		}
	}
	out := map[[2]int]float64{}
	for a := range sets {
		for b := a + 1; b < len(sets); b++ {
			both := 0
			for s := range sets[a] {
				if sets[b][s] {
					both++
				}
			}
			if j := float64(both) / float64(len(sets[a])+len(sets[b])-both); j >= threshold {
				out[[2]int{a, b}] = j
			}
		}
	}
	return out
}

// TestFindsAllPairs holds the finder to the sets: nothing that is listed is
// wrong by a hair, and hardly a pair is missed, at any threshold.
func TestFindsAllPairs(t *testing.T) {
	all := texts(1200, 4)
	for _, threshold := range []float64{0.1, 0.3, 0.5, 0.8, 1} {
		want := slow(all, 3, threshold)
		f := near.New(3, threshold)
		for _, s := range all {
			f.Add(f.Sketch(s))
		}
		found := map[[2]int]bool{}
		for b := range f.Bands() {
			for p := range f.Band(b) {
				k := [2]int{p.A, p.B}
				if want[k] != p.Jaccard() || found[k] {
					t.Errorf("at %v: %v is listed with %v, want %v; before: %v", threshold, k, p.Jaccard(), want[k], found[k])
				}
				found[k] = true
			}
		}
		if missed := len(want) - len(found); missed*1000 > len(want) || len(want) < 100 {
			t.Errorf("at %v: %d of %d pairs are missed", threshold, missed, len(want))
		}
	}
}

func FuzzShingles(f *testing.F) {
	f.Add("One two\xffthree ſS ½ 4", 2)
	f.Fuzz(func(t *testing.T, s string, n int) {
		got := near.Shingles(s, n)
		if !slices.IsSorted(got) || !slices.Equal(got, near.Shingles(strings.Clone(s), n)) {
			t.Errorf("%q: %v", s, got)
		}
	})
}

func BenchmarkSketch(b *testing.B) {
	f := near.New(3, 0.5)
	s := texts(1, 1)[0] + " " + texts(1, 2)[0] + " " + texts(1, 3)[0]
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		f.Sketch(s)
	}
}
