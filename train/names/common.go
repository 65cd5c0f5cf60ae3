package main

import (
	"bufio"
	"fmt"
	"os"
	"sort"
	"strings"
)

// writeCommon counts the words that stand in small letters in the treebanks and
// writes those seen twice or more with a band from 1 (rare) to 4.
func writeCommon(path string, treebanks ...string) error {
	count := map[string]int{}
	for _, t := range treebanks {
		if err := countSmall(t, count); err != nil {
			return err
		}
	}
	var words []string
	for w, n := range count {
		if n >= 2 {
			words = append(words, w)
		}
	}
	sort.Strings(words)
	var b strings.Builder
	for _, w := range words {
		fmt.Fprintf(&b, "%s\t%d\n", w, band(count[w]))
	}
	return os.WriteFile(path, []byte(b.String()), 0o644)
}

func band(n int) int {
	switch {
	case n >= 100:
		return 4
	case n >= 20:
		return 3
	case n >= 5:
		return 2
	}
	return 1
}

func countSmall(path string, count map[string]int) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("counting words: %w", err)
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		c := strings.Split(sc.Text(), "\t")
		if len(c) == 10 && isNumber(c[0]) && c[3] != "PROPN" && c[3] != "X" && len(c[1]) > 1 && small(c[1]) {
			count[c[1]]++
		}
	}
	return sc.Err()
}

// small reports whether a word is of small ASCII letters alone.
func small(w string) bool {
	for i := 0; i < len(w); i++ {
		if w[i] < 'a' || w[i] > 'z' {
			return false
		}
	}
	return true
}
