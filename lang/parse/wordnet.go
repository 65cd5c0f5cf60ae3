package parse

import (
	"bufio"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
)

// WordNet is what the trainer takes from the files of Princeton WordNet 3.0
// (Fellbaum 1998): which words are nouns, verbs, adjectives and adverbs, and
// the irregular forms. Names and words of several parts are left out.
type WordNet struct {
	letters   map[string]string    // word → letters of [dictionary]
	irregular map[string][2]string // tag, space, form → form and lemma
}

// ReadWordNet reads the folder of WordNet's database files. The error names
// the file that could not be read.
func ReadWordNet(dir fs.FS) (*WordNet, error) {
	w := &WordNet{map[string]string{}, map[string][2]string{}}
	for name, letter := range map[string]string{"noun": "n", "verb": "v", "adj": "a", "adv": "r"} {
		err := eachLine(dir, "data."+name, func(line string) { w.synset(line, letter) })
		if err != nil {
			return nil, err
		}
	}
	for _, name := range []string{"noun", "verb", "adj"} {
		err := eachLine(dir, name+".exc", func(line string) { w.exception(line, name) })
		if err != nil {
			return nil, err
		}
	}
	return w, nil
}

func eachLine(dir fs.FS, name string, f func(string)) error {
	file, err := dir.Open(name)
	if err != nil {
		return fmt.Errorf("reading WordNet: %w", err)
	}
	defer file.Close()
	s := bufio.NewScanner(file)
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		f(s.Text())
	}
	if s.Err() != nil {
		return fmt.Errorf("reading WordNet: %s: %w", name, s.Err())
	}
	return nil
}

// synset reads a line of a data file: offset, file number, kind, the number of
// words in hexadecimal, and word and sense in turn (wndb(5WN)).
func (w *WordNet) synset(line, letter string) {
	cells := strings.Fields(line)
	if strings.HasPrefix(line, " ") || len(cells) < 6 {
		return
	}
	var n int
	if _, err := fmt.Sscanf(cells[3], "%x", &n); err != nil {
		return
	}
	for i := range n {
		if 4+2*i >= len(cells) {
			return
		}
		word, _, _ := strings.Cut(cells[4+2*i], "(")
		w.add(word, letter)
	}
}

// add notes a letter of a word; anything but small letters and hyphens is left
// out.
func (w *WordNet) add(word, letter string) {
	if strings.Trim(word, "abcdefghijklmnopqrstuvwxyz-") == "" && len(word) > 1 && !strings.Contains(w.letters[word], letter) {
		w.letters[word] += letter
	}
}

// exception reads a line of irregular forms: the form and its ground forms.
func (w *WordNet) exception(line, of string) {
	form, lemma, _ := strings.Cut(line, " ")
	lemma, _, _ = strings.Cut(lemma, " ")
	if lemma == "" || form == lemma {
		return
	}
	letter, tags := "S", []string{"NNS"}
	switch {
	case of == "verb" && strings.HasSuffix(form, "ing"):
		letter, tags = "G", []string{"VBG"}
	case of == "verb" && strings.HasSuffix(form, "s"):
		return
	case of == "verb":
		letter, tags = "P", []string{"VBD", "VBN"}
	case of == "adj":
		letter, tags = "C", []string{"JJR", "JJS"}
	}
	w.add(form, letter)
	for _, tag := range tags {
		w.irregular[tag+" "+form] = [2]string{form, lemma}
	}
}

// dictionary is the dictionary's file.
func (w *WordNet) dictionary() []byte {
	var b strings.Builder
	for _, word := range slices.Sorted(maps.Keys(w.letters)) {
		l := strings.Split(w.letters[word], "")
		slices.Sort(l)
		fmt.Fprintf(&b, "%s\t%s\n", word, strings.Join(l, ""))
	}
	return []byte(b.String())
}

// addLemmas adds rules for the irregular forms that the rules learned get
// wrong.
func (w *WordNet) addLemmas(rules []byte) []byte {
	l := readLemmatiser(rules)
	lines := strings.SplitAfter(strings.TrimSuffix(string(rules), "\n"), "\n")
	if n := len(lines); n > 0 {
		lines[n-1] += "\n"
	}
	for _, key := range slices.Sorted(maps.Keys(w.irregular)) {
		tag, form, _ := strings.Cut(key, " ")
		lemma := w.irregular[key][1]
		_, known := l.rules[tag+" ^"+form]
		if got, _ := l.lemma(form, tag, nil); known || got == lemma {
			continue
		}
		r := ruleFor(form, lemma)
		lines = append(lines, fmt.Sprintf("%s ^%s\t%d\t%s\n", tag, form, r.cut, r.add))
	}
	slices.Sort(lines)
	return []byte(strings.Join(lines, ""))
}
