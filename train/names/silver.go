package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"

	"github.com/stemmanews/stemma/lang/gazetteer"
	"github.com/stemmanews/stemma/lang/names"
	"github.com/stemmanews/stemma/lang/text"
)

// readSilver labels a treebank with the names that a finder sees in it, and
// keeps the sentences in which these agree with the proper nouns that people
// marked: self-training with the borders checked.
func readSilver(path string, f *names.Finder) ([]names.Labelled, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("reading a treebank: %w", err)
	}
	defer file.Close()
	s := newSheet()
	var docs []names.Labelled
	sc := bufio.NewScanner(file)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		line := sc.Text()
		switch c := strings.Split(line, "\t"); {
		case strings.HasPrefix(line, "# newdoc"):
			s.next()
		case line == "":
			s.endSentence()
		case len(c) == 10 && isNumber(c[0]):
			s.token(c[1], c[3]) // the part of speech for now
		}
	}
	s.finish()
	for _, d := range s.out {
		f.Find(d.Text)
		if k := agreeing(d); len(k.Text.Tokens) > 0 {
			docs = append(docs, k)
		}
	}
	return docs, sc.Err()
}

// agreeing returns the sentences of d whose names are its proper nouns, with
// tags of names.
func agreeing(d names.Labelled) names.Labelled {
	tags := make([]string, len(d.Tags))
	for i := range tags {
		tags[i] = "O"
	}
	for _, n := range d.Text.Names {
		for i := n.First; i < n.End; i++ {
			tags[i] = "I-" + n.Type
		}
		tags[n.First] = "B-" + n.Type
	}
	sh := newSheet()
	for _, s := range d.Text.Sentences {
		if agrees(d, tags, s) {
			for i := s.First; i < s.End; i++ {
				sh.token(d.Text.Word(i), tags[i])
			}
			sh.endSentence()
		}
	}
	sh.finish()
	if len(sh.out) == 0 {
		return names.Labelled{Text: &text.Text{}}
	}
	return sh.out[0]
}

// agrees reports whether the names of a sentence are its proper nouns; short
// and shouted sentences are left out.
func agrees(d names.Labelled, tags []string, s text.Sentence) bool {
	some := false
	for i := s.First; i < s.End; i++ {
		w := d.Text.Word(i)
		e, _ := gazetteer.Default().Word(w)
		proper := d.Tags[i] == "PROPN"
		switch {
		case proper && tags[i] == "O" && e.Class&(gazetteer.Address|gazetteer.Role|gazetteer.Calendar) == 0:
			return false
		case !proper && tags[i][0] == 'B' && !strings.HasSuffix(tags[i], "MISC"):
			return false
		case proper && w[0] >= 'a' && w[0] <= 'z':
			return false
		}
		some = some || proper
	}
	return some && s.End-s.First > 4
}
