// Package bench makes synthetic coverage with known copies, for measuring how
// the comparison of reports grows with the input. The same seed gives the same
// reports everywhere.
package bench

import (
	"fmt"
	"iter"
	"math/rand"
	"slices"
	"strings"
)

// Report is a synthetic report and the number of the report that it was taken
// from, -1 for originals.
type Report struct {
	Path   string
	Date   string
	Text   string
	Parent int
}

// copiesOf is the number of reports that an original gets on average, itself
// included.
const copiesOf = 4

// Coverage makes n reports: originals of 12 to 24 sentences, and copies that
// cut, exchange words or alter a figure. Words follow Zipf's law over 40,000
// made-up words, as those of natural text do.
func Coverage(n int, seed int64) []Report { return slices.Collect(Reports(n, seed)) }

// reach is the number of reports before a copy one of which it is taken from.
const reach = 20

// Reports yields what Coverage makes, one report after the other, and keeps
// the last few only.
func Reports(n int, seed int64) iter.Seq[Report] {
	return func(yield func(Report) bool) {
		r := rand.New(rand.NewSource(seed))
		zipf := rand.NewZipf(r, 1.1, 8, 40000)
		var last [reach + 1][]string // bodies in sentences
		for i := 0; i < n; i++ {
			rep := Report{Path: fmt.Sprintf("r%07d", i), Parent: -1}
			var body []string
			if i > 0 && r.Intn(copiesOf) > 0 {
				rep.Parent = max(0, i-1-r.Intn(reach))
				body = rewrite(last[rep.Parent%len(last)], r, zipf)
			} else {
				body = original(r, zipf)
			}
			last[i%len(last)] = body
			rep.Date = fmt.Sprintf("%04d-%02d-%02d", 2001+i/3000%90, 1+i/250%12, 1+i/10%28)
			rep.Text = strings.Join(body, "\n\n")
			if !yield(rep) {
				return
			}
		}
	}
}

func original(r *rand.Rand, zipf *rand.Zipf) []string {
	var body []string
	for k := 12 + r.Intn(13); k > 0; k-- {
		var words []string
		for w := 10 + r.Intn(16); w > 0; w-- {
			words = append(words, word(r, zipf))
		}
		words[0] = strings.ToUpper(words[0][:1]) + words[0][1:]
		body = append(body, strings.Join(words, " ")+".")
	}
	return body
}

// word makes a word, a number now and then, or a name.
func word(r *rand.Rand, zipf *rand.Zipf) string {
	switch r.Intn(20) {
	case 0:
		return fmt.Sprint(2 + r.Intn(900))
	case 1:
		w := spell(zipf.Uint64() + 50000)
		return strings.ToUpper(w[:1]) + w[1:]
	}
	return spell(zipf.Uint64())
}

// spell gives each number a word of its own.
func spell(n uint64) string {
	const consonants, vowels = "bdfgklmnprstvz", "aeiou"
	var b strings.Builder
	for n += 70; n > 0; n /= 70 {
		b.WriteByte(consonants[n%14])
		b.WriteByte(vowels[n/14%5])
	}
	return b.String() + "n"
}

// rewrite copies a body: some sentences go, some words are exchanged.
func rewrite(body []string, r *rand.Rand, zipf *rand.Zipf) []string {
	rate := []int{1000, 40, 8, 4}[r.Intn(4)] // one word in rate is exchanged
	var out []string
	for _, s := range body {
		if r.Intn(8) == 0 && len(out) > 5 {
			continue
		}
		words := strings.Fields(s)
		for i := range words[:len(words)-1] {
			if r.Intn(rate) == 0 {
				words[i] = word(r, zipf)
			}
		}
		out = append(out, strings.Join(words, " "))
	}
	return out
}
