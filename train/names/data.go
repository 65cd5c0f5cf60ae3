package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/gazetteer"
	"github.com/stemmanews/stemma/lang/names"
	"github.com/stemmanews/stemma/lang/text"
)

// read returns all documents to learn from.
func read(dir string) ([]names.Labelled, error) {
	var docs []names.Labelled
	for _, f := range []struct {
		path  string
		chunk int  // sentences a document, where the file does not tell
		misc  bool // nationalities are not marked in it: mark them
	}{
		{"ner/wikigold.conll", 12, false},
		{"ner/uner_ewt-dev.conll", 0, true},
		{"ner/meantime-dev.conll", 0, false},
		{"ner/gum_news_interview-dev.conll", 0, true},
	} {
		d, err := readConll(filepath.Join(dir, f.path), f.chunk)
		if err != nil {
			return nil, err
		}
		for i := range d {
			tidy(d[i], f.misc)
		}
		docs = append(docs, d...)
	}
	more, err := readGUM(filepath.Join(dir, "ud/en_gum_nonNC-ud-train.conllu"))
	if err != nil {
		return nil, err
	}
	return append(docs, more...), nil
}

// sheet puts a labelled document together.
type sheet struct {
	out  []names.Labelled
	text strings.Builder
	doc  names.Labelled
	open int
}

func newSheet() *sheet {
	s := &sheet{}
	s.next()
	return s
}

func (s *sheet) next() {
	s.finish()
	s.doc = names.Labelled{Text: &text.Text{Doc: &stemma.Document{}}}
	s.text.Reset()
	s.open = 0
}

func (s *sheet) finish() {
	if s.doc.Text == nil || len(s.doc.Text.Tokens) == 0 {
		return
	}
	s.endSentence()
	s.doc.Text.Doc.Text = s.text.String()
	s.out = append(s.out, s.doc)
	s.doc = names.Labelled{}
}

func (s *sheet) token(form, tag string) {
	at := s.text.Len()
	s.text.WriteString(form)
	s.doc.Text.Tokens = append(s.doc.Text.Tokens, text.Token{Span: stemma.Span{at, s.text.Len()}, Head: -1, Space: true})
	s.doc.Tags = append(s.doc.Tags, tag)
	s.text.WriteByte(' ')
}

func (s *sheet) endSentence() {
	t := s.doc.Text
	if n := len(t.Tokens); n > s.open {
		t.Sentences = append(t.Sentences, text.Sentence{Span: t.Span(s.open, n), First: s.open, End: n, Where: text.InBody})
		s.open = n
	}
}

// readConll reads token and BIO tag; every chunk sentences begin a document,
// and so does a line "# newdoc".
func readConll(path string, chunk int) ([]names.Labelled, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("reading names: %w", err)
	}
	defer f.Close()
	s := newSheet()
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		line := sc.Text()
		form, tag, ok := strings.Cut(line, "\t")
		switch {
		case strings.HasPrefix(line, "# newdoc"):
			s.next()
		case ok:
			s.token(form, tag)
		case line == "":
			s.endSentence()
			if chunk > 0 && len(s.doc.Text.Sentences) >= chunk {
				s.next()
			}
		}
	}
	s.finish()
	return s.out, sc.Err()
}

// tidy brings tags to one convention: BIO2; no title before a person's name, no
// article before a name, no brackets in one; nationalities and groups as MISC,
// also where the corpus does not mark them (misc).
func tidy(d names.Labelled, misc bool) {
	for i, tag := range d.Tags {
		if strings.HasPrefix(tag, "I-") && (i == 0 || d.Tags[i-1] == "O" || d.Tags[i-1][2:] != tag[2:]) {
			d.Tags[i] = "B-" + tag[2:]
		}
	}
	for i := 0; i < len(d.Tags); {
		if d.Tags[i] == "O" {
			i++
			continue
		}
		end := i + 1
		for end < len(d.Tags) && d.Tags[end][0] == 'I' {
			end++
		}
		tidyName(d, i, end)
		i = end
	}
	for i := range d.Tags {
		if e := wordOf(d, i); misc && d.Tags[i] == "O" && capital(d.Text.Word(i)) && ofPeople(e) {
			d.Tags[i] = "B-MISC"
		}
	}
}

const people = gazetteer.Adjective | gazetteer.People | gazetteer.Group

// ofPeople reports whether a word is a nationality or group and no more.
func ofPeople(c gazetteer.Class) bool {
	return c&people != 0 && c&(gazetteer.Country|gazetteer.Acronym|gazetteer.FirstName|gazetteer.Org|gazetteer.City) == 0
}

func wordOf(d names.Labelled, i int) gazetteer.Class {
	e, _ := gazetteer.Default().Word(d.Text.Word(i))
	return e.Class
}

func capital(w string) bool { return w[0] >= 'A' && w[0] <= 'Z' }

// tidyName trims the name of tokens first to before end.
func tidyName(d names.Labelled, first, end int) {
	typ := d.Tags[first][2:]
	drop := func(n int) {
		for range n {
			d.Tags[first] = "O"
			first++
		}
		if first < end {
			d.Tags[first] = "B-" + typ
		}
	}
	if w := d.Text.Word(first); strings.EqualFold(w, "the") || strings.EqualFold(w, "a") {
		drop(1)
	}
	for typ == "PER" && first < end {
		n := title(d, first, end)
		if n == 0 {
			break
		}
		drop(n)
	}
	if first < end && end-first == 1 && typ != "MISC" && ofPeople(wordOf(d, first)) {
		d.Tags[first] = "B-MISC"
	}
	for i := first; i < end; i++ {
		switch w := d.Text.Word(i); {
		case w == "(" || w == ")":
			d.Tags[i] = "O"
		case i > first && d.Tags[i-1] == "O":
			d.Tags[i] = "B-" + typ
		}
	}
}

// title returns the number of tokens of the title at the start of a name.
func title(d names.Labelled, first, end int) int {
	h := gazetteer.Start
	n := 0
	for i := first; i < min(end, first+4); i++ {
		h = h.Word(d.Text.Word(i))
		if e, ok := gazetteer.Default().Find(h); ok && e.Class&(gazetteer.Address|gazetteer.Role) != 0 && e.Class&(gazetteer.FirstName|gazetteer.Surname) == 0 {
			n = i - first + 1
		}
	}
	return n
}
