// Package treebank reads the gold annotation of CoNLL-U files for the
// trainers.
package treebank

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/stemmanews/stemma/lang/parse"
)

// ReadFiles reads the sentences of several files, in order.
func ReadFiles(paths []string) ([]parse.Sentence, error) {
	var all []parse.Sentence
	for _, p := range paths {
		s, err := Read(p)
		if err != nil {
			return nil, err
		}
		all = append(all, s...)
	}
	return all, nil
}

// Read reads the sentences of one file. Multiword tokens and empty nodes are
// left out.
func Read(path string) ([]parse.Sentence, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("reading a treebank: %w", err)
	}
	defer f.Close()
	var all []parse.Sentence
	var s parse.Sentence
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<20)
	for n := 1; in.Scan(); n++ {
		line := in.Text()
		if line == "" && len(s) > 0 {
			all = append(all, s)
			s = nil
		}
		if line == "" || line[0] == '#' {
			continue
		}
		c := strings.Split(line, "\t")
		if len(c) != 10 {
			return nil, fmt.Errorf("reading %s, line %d: %d columns, not 10", path, n, len(c))
		}
		if strings.ContainsAny(c[0], "-.") {
			continue
		}
		head, err := strconv.Atoi(c[6])
		if err != nil {
			return nil, fmt.Errorf("reading %s, line %d: head: %w", path, n, err)
		}
		s = append(s, parse.Word{
			Form: c[1], Lemma: c[2], UPOS: c[3], XPOS: c[4], Feats: blank(c[5]), Head: head - 1, Rel: c[7],
		})
	}
	if len(s) > 0 {
		all = append(all, s)
	}
	return all, in.Err()
}

func blank(s string) string {
	if s == "_" {
		return ""
	}
	return s
}
