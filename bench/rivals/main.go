// Command rivals lists near-duplicates with Stemma and with
// github.com/ekzhu/minhash-lsh in one run on the same texts, and holds both to
// the truth. It is a module of its own, so that the product does not depend on
// the rival:
//
//	go run ./bench/coverage -n 100000 > coverage.jsonl
//	cd bench/rivals && go run . ../../coverage.jsonl
//
// Both cut the words (lower case, runs of letters and digits), make shingles of
// three, sketch them and propose pairs; the time of each holds all of that, on
// one core, and for Stemma the exact comparison of what was proposed, too.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"
	"unicode"

	minhashlsh "github.com/ekzhu/minhash-lsh"
	"github.com/stemmanews/stemma/kin/near"
)

const words = 3

func main() {
	threshold := flag.Float64("t", 0.5, "least Jaccard similarity")
	hashes := flag.Int("hashes", 128, "hash functions of minhash-lsh; 128 is its usual number")
	n := flag.Int("n", 0, "take the first n texts only; 0: all")
	flag.Parse()
	texts, err := load(flag.Arg(0), *n)
	if err != nil {
		fmt.Fprintln(os.Stderr, "rivals:", err)
		os.Exit(1)
	}
	want := truth(texts, *threshold)
	fmt.Printf("%d texts, %d pairs with Jaccard >= %v\n", len(texts), len(want), *threshold)
	first := report("stemma", want, func() map[[2]int]bool { return stemma(texts, *threshold) })
	second := report("minhash-lsh", want, func() map[[2]int]bool { return rival(texts, *threshold, *hashes) })
	fmt.Printf("stemma takes %.3f of minhash-lsh's time\n", first.Seconds()/second.Seconds())
}

func load(path string, n int) ([]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var texts []string
	for s := bufio.NewReaderSize(f, 1<<20); n == 0 || len(texts) < n; {
		line, err := s.ReadBytes('\n')
		if len(line) == 0 {
			break
		}
		var a struct{ Text string }
		if err := json.Unmarshal(line, &a); err != nil {
			return nil, fmt.Errorf("%s: line %d: %w", path, len(texts)+1, err)
		}
		texts = append(texts, a.Text)
		if err != nil {
			break
		}
	}
	return texts, nil
}

func report(name string, want map[[2]int]bool, list func() map[[2]int]bool) time.Duration {
	start := time.Now()
	got := list()
	took := time.Since(start)
	right := 0
	for p := range got {
		if want[p] {
			right++
		}
	}
	fmt.Printf("%-12s %8.2f s  recall %.5f  precision %.5f  (%d pairs)\n", name, took.Seconds(),
		float64(right)/float64(len(want)), float64(right)/float64(max(1, len(got))), len(got))
	return took
}

// stemma lists pairs with kin/near.
func stemma(texts []string, threshold float64) map[[2]int]bool {
	f := near.New(words, threshold)
	for _, s := range texts {
		f.Add(f.Sketch(s))
	}
	out := map[[2]int]bool{}
	for b := range f.Bands() {
		for p := range f.Band(b) {
			out[[2]int{p.A, p.B}] = true
		}
	}
	return out
}

// rival lists pairs with minhash-lsh, as its README shows: sign, add, index,
// query. What it returns are candidates; it keeps no sets to compare.
func rival(texts []string, threshold float64, hashes int) map[[2]int]bool {
	lsh := minhashlsh.NewMinhashLSH(hashes, threshold)
	signatures := make([][]uint64, len(texts))
	for i, s := range texts {
		m := minhashlsh.NewMinhash(1, hashes)
		for _, g := range grams(s) {
			m.Push([]byte(g))
		}
		signatures[i] = m.Signature()
		lsh.Add(i, signatures[i])
	}
	lsh.Index()
	out := map[[2]int]bool{}
	for i, s := range signatures {
		for _, k := range lsh.Query(s) {
			if j := k.(int); j != i {
				out[[2]int{min(i, j), max(i, j)}] = true
			}
		}
	}
	return out
}

// grams are the runs of three words of a text, as strings.
func grams(s string) []string {
	w := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_'
	})
	k := min(words, len(w))
	var out []string
	for i := 0; i+k <= len(w) && k > 0; i++ {
		out = append(out, strings.Join(w[i:i+k], " "))
	}
	return out
}

// truth lists all pairs at or above the threshold, by counting for every text
// what it shares with each text before it, shingle by shingle.
func truth(texts []string, threshold float64) map[[2]int]bool {
	number, have := map[string]int{}, [][]int32{}
	sizes := make([]int, len(texts))
	out := map[[2]int]bool{}
	for i, s := range texts {
		g := grams(s)
		slices.Sort(g)
		g = slices.Compact(g)
		sizes[i] = len(g)
		shared := map[int32]int{}
		for _, x := range g {
			k, ok := number[x]
			if !ok {
				k = len(have)
				number[x], have = k, append(have, nil)
			}
			for _, j := range have[k] {
				shared[j]++
			}
			have[k] = append(have[k], int32(i))
		}
		for j, n := range shared {
			if float64(n) >= threshold*float64(sizes[i]+sizes[j]-n)-1e-9 {
				out[[2]int{int(j), i}] = true
			}
		}
	}
	return out
}
