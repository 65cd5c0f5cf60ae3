package eval

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/stemmanews/stemma/lang/text"
)

// Word is a word of a gold treebank: tags, and the tree's edge to its head (an
// index into the words of all sentences, -1 for a root).
type Word struct {
	UPOS, XPOS string
	Head       int
	Rel        string
}

// ReadTrees reads the annotation columns of a CoNLL-U file.
func ReadTrees(r io.Reader) ([]Word, error) {
	var words []Word
	first := 0
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		line := sc.Text()
		if line == "" {
			first = len(words)
			continue
		}
		c := strings.Split(line, "\t")
		if strings.HasPrefix(line, "#") || len(c) != 10 || strings.ContainsAny(c[0], "-.") {
			continue
		}
		head, err := strconv.Atoi(c[6])
		if err != nil {
			return nil, fmt.Errorf("reading gold trees: head %q of %q: %w", c[6], c[1], err)
		}
		words = append(words, Word{c[3], c[4], first + head - 1, c[7]})
		if head == 0 {
			words[len(words)-1].Head = -1
		}
	}
	return words, sc.Err()
}

// Trees scores tags and trees on gold tokens (Zeman et al. 2018): UPOS, XPOS,
// UAS, and LAS with the subtypes of relations cut off. system holds the texts
// of the same file, in its order.
func Trees(t *Tally, gold []Word, system []*text.Text) error {
	n := 0
	for _, x := range system {
		first := n
		for i := range x.Tokens {
			if n == len(gold) {
				return fmt.Errorf("scoring trees: more words than the gold's %d", len(gold))
			}
			k, g := &x.Tokens[i], &gold[n]
			head := k.Head
			if head >= 0 {
				head += first
			}
			t.a("UPOS", k.UPOS == g.UPOS)
			t.a("XPOS", k.XPOS == g.XPOS)
			t.a("UAS", head == g.Head)
			t.a("LAS", head == g.Head && bare(k.Rel) == bare(g.Rel))
			n++
		}
	}
	if n != len(gold) {
		return fmt.Errorf("scoring trees: %d words, the gold has %d", n, len(gold))
	}
	return nil
}

// bare is a relation without its subtype.
func bare(rel string) string {
	b, _, _ := strings.Cut(rel, ":")
	return b
}

// ReadTags reads the tags of a file of a token and a tag a line; "" stands for
// the end of a sentence.
func ReadTags(r io.Reader) ([]string, error) {
	var tags []string
	sc := bufio.NewScanner(r)
	start := true
	for sc.Scan() {
		line := sc.Text()
		switch f := strings.Fields(line); {
		case len(f) == 0:
			if !start {
				tags = append(tags, "")
			}
			start = true
		case start && strings.HasPrefix(line, "# "):
		case len(f) < 2:
			return nil, fmt.Errorf("reading gold tags: no tag in %q", line)
		default:
			tags = append(tags, f[len(f)-1])
			start = false
		}
	}
	return tags, sc.Err()
}
