// Rarity counts in how many stretches of ordinary English a word stands. The
// result is story/rarity.tsv: what a word is worth as evidence that two
// reports tell of one happening, where the input itself is too small to say.
//
//	go run ./train/rarity -o story/rarity.tsv EWT.conllu GUM.conllu
//
// A stretch is 15 sentences, or less at the end of a document. Words are
// stemmed as in package story; those in fewer than three stretches are left
// out (unseen words count as rarest).
package main

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"sort"
	"strings"

	"github.com/stemmanews/stemma/story"
)

const stretch = 15

func main() {
	out := flag.String("o", "rarity.tsv", "output `file`")
	flag.Parse()
	df, n := map[string]int{}, 0
	for _, path := range flag.Args() {
		raw, err := os.ReadFile(path)
		if err != nil {
			fail(fmt.Errorf("reading treebank: %w", err))
		}
		n += count(string(raw), df)
	}
	if err := write(*out, df, n); err != nil {
		fail(fmt.Errorf("writing %s: %w", *out, err))
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "rarity:", err)
	os.Exit(1)
}

// count adds the words of a treebank to df and returns the stretches seen.
func count(conllu string, df map[string]int) int {
	words, sentences, n := map[string]bool{}, 0, 0
	flush := func() {
		if sentences > 0 {
			n++
			for w := range words {
				df[w]++
			}
		}
		words, sentences = map[string]bool{}, 0
	}
	for line := range strings.Lines(conllu) {
		if strings.HasPrefix(line, "# newdoc") {
			flush()
		}
		text, ok := strings.CutPrefix(line, "# text = ")
		if !ok {
			continue
		}
		for _, w := range story.Words(text) {
			words[w] = true
		}
		if sentences++; sentences == stretch {
			flush()
		}
	}
	flush()
	return n
}

func write(path string, df map[string]int, n int) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	fmt.Fprintf(w, "# Stretches of English that hold a word; %d in all. Made by train/rarity from UD English EWT (CC BY-SA 4.0) and GUM (CC BY and others).\n", n)
	fmt.Fprintf(w, "\t%d\n", n)
	keys := make([]string, 0, len(df))
	for k := range df {
		if df[k] > 2 {
			keys = append(keys, k)
		}
	}
	sort.Slice(keys, func(i, j int) bool {
		if df[keys[i]] != df[keys[j]] {
			return df[keys[i]] > df[keys[j]]
		}
		return keys[i] < keys[j]
	})
	for _, k := range keys {
		fmt.Fprintf(w, "%s\t%d\n", k, df[k])
	}
	if err := w.Flush(); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
