package main

import (
	"bufio"
	"fmt"
	"os"
	"sort"
	"strconv"
	"strings"

	"github.com/stemmanews/stemma/lang/names"
)

// gumToken is a word of GUM with the entity brackets in its last column.
type gumToken struct {
	form, upos, entity string
}

// mention is a span of a sentence that GUM marks as an entity.
type mention struct {
	first, end int
	kind       string
	head       int // its head word
}

// readGUM reads names out of GUM's nested entities, of all genres but news and
// interviews, which stand in a file of their own.
func readGUM(path string) ([]names.Labelled, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("reading GUM: %w", err)
	}
	defer f.Close()
	s := newSheet()
	skip := false
	var sentence []gumToken
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		line := sc.Text()
		if id, ok := strings.CutPrefix(line, "# newdoc id = "); ok {
			s.next()
			skip = strings.HasPrefix(id, "GUM_news") || strings.HasPrefix(id, "GUM_interview")
		}
		if line == "" {
			if !skip {
				s.gumSentence(sentence)
			}
			sentence = sentence[:0]
			continue
		}
		if c := strings.Split(line, "\t"); len(c) == 10 && isNumber(c[0]) {
			sentence = append(sentence, gumToken{c[1], c[3], entityOf(c[9])})
		}
	}
	s.finish()
	for i := range s.out {
		tidy(s.out[i], true)
	}
	return s.out, sc.Err()
}

func isNumber(s string) bool {
	_, err := strconv.Atoi(s)
	return err == nil
}

func entityOf(misc string) string {
	for _, part := range strings.Split(misc, "|") {
		if e, ok := strings.CutPrefix(part, "Entity="); ok {
			return e
		}
	}
	return ""
}

func (s *sheet) gumSentence(toks []gumToken) {
	tags := gumTags(toks)
	for i, k := range toks {
		s.token(k.form, tags[i])
	}
	s.endSentence()
}

// gumTags gives BIO tags: the name of each mention whose head is a proper noun,
// inner mentions first.
func gumTags(toks []gumToken) []string {
	tags := make([]string, len(toks))
	for i := range tags {
		tags[i] = "O"
	}
	all := mentions(toks)
	sort.SliceStable(all, func(i, j int) bool { return all[i].end-all[i].first < all[j].end-all[j].first })
	for _, m := range all {
		typ := map[string]string{"person": "PER", "place": "LOC", "organization": "ORG", "event": "MISC", "object": "MISC", "abstract": "MISC"}[m.kind]
		if typ == "" || m.head >= len(toks) || toks[m.head].upos != "PROPN" {
			continue
		}
		first, end := nameIn(toks, m)
		if free(tags[first:end]) {
			for i := first; i < end; i++ {
				tags[i] = "I-" + typ
			}
			tags[first] = "B-" + typ
		}
	}
	return tags
}

func free(tags []string) bool {
	for _, t := range tags {
		if t != "O" {
			return false
		}
	}
	return true
}

// nameIn widens the head of m to the name in it.
func nameIn(toks []gumToken, m mention) (first, end int) {
	first, end = m.head, m.head+1
	for first > m.first && toks[first-1].upos == "PROPN" {
		first--
	}
	for end < m.end {
		if toks[end].upos == "PROPN" || toks[end].upos == "NUM" && toks[end-1].upos == "PROPN" {
			end++
			continue
		}
		if f := toks[end].form; (f == "of" || f == "-" || f == "&") && end+1 < m.end && toks[end+1].upos == "PROPN" {
			end += 2
			continue
		}
		break
	}
	return first, end
}

// mentions reads the brackets of a sentence: "(2-person-new-cf1-1-coref" opens,
// "2)" closes.
func mentions(toks []gumToken) []mention {
	var out []mention
	open := map[string][]mention{}
	for i, k := range toks {
		for _, b := range brackets(k.entity) {
			id := strings.Trim(strings.SplitN(strings.Trim(b, "()"), "-", 2)[0], "()")
			if b[0] == '(' {
				open[id] = append(open[id], begin(b, i))
			}
			if b[len(b)-1] == ')' && len(open[id]) > 0 {
				m := open[id][len(open[id])-1]
				open[id] = open[id][:len(open[id])-1]
				m.end = i + 1
				out = append(out, m)
			}
		}
	}
	return out
}

// begin reads an opening bracket: number, kind, status, salience, centre,
// minimal span (numbers of tokens in the mention, from 1), link.
func begin(b string, i int) mention {
	f := strings.Split(strings.Trim(b, "()"), "-")
	m := mention{first: i, head: i}
	if len(f) > 1 {
		m.kind = f[1]
	}
	if len(f) > 5 {
		if n, err := strconv.Atoi(strings.Split(f[5], ",")[0]); err == nil {
			m.head = i + n - 1
		}
	}
	return m
}

// brackets cuts "(1-a(2-b)3)" into its parts.
func brackets(s string) []string {
	var out []string
	start := 0
	for i := 0; i < len(s); i++ {
		if s[i] == '(' && i > start {
			out = append(out, s[start:i])
			start = i
		}
		if s[i] == ')' {
			out = append(out, s[start:i+1])
			start = i + 1
		}
	}
	if start < len(s) {
		out = append(out, s[start:])
	}
	return out
}
