package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/gazetteer"
	"github.com/stemmanews/stemma/lang/names"
	"github.com/stemmanews/stemma/lang/text"
)

// stock holds names to put in the place of others (mention replacement: Dai &
// Adel 2020), so that the model learns from context and sees the world's names.
type stock struct {
	given, family, places []string
	rng                   *rand.Rand
}

func openStock(dir string, seed uint64) (*stock, error) {
	s := &stock{rng: rand.New(rand.NewPCG(seed, 7))}
	for _, f := range []struct {
		file string
		cell []int
		sep  string
		to   *[]string
	}{
		{"firstnames.tsv", []int{1}, " ", &s.given},
		{"surnames.tsv", []int{1}, " ", &s.family},
		{"countries.tsv", []int{0, 4, 5}, "|", &s.places},
	} {
		b, err := os.ReadFile(filepath.Join(dir, f.file))
		if err != nil {
			return nil, fmt.Errorf("reading names to vary with: %w", err)
		}
		for line := range strings.Lines(string(b)) {
			cells := strings.Split(strings.TrimRight(line, "\n"), "\t")
			for _, c := range f.cell {
				if line[0] != '#' && c < len(cells) && cells[c] != "" {
					*f.to = append(*f.to, strings.Split(cells[c], f.sep)...)
				}
			}
		}
	}
	return s, nil
}

func (s *stock) pick(list []string) string { return list[s.rng.IntN(len(list))] }

// coin joins the beginning of one name with the end of another.
func (s *stock) coin(list []string) string {
	a, b := []rune(s.pick(list)), []rune(s.pick(list))
	w := string(a[:(len(a)+1)/2]) + strings.ToLower(string(b[len(b)/2:]))
	return strings.ReplaceAll(w, " ", "")
}

// vary returns a copy of d with other names in the places of most of its own.
// The same word gets the same new word throughout the document.
func (s *stock) vary(d names.Labelled) names.Labelled {
	sh := newSheet()
	known := map[string][]string{}
	for _, sent := range d.Text.Sentences {
		for i := sent.First; i < sent.End; {
			end := i + 1
			if d.Tags[i] != "O" {
				for end < sent.End && d.Tags[end][0] == 'I' {
					end++
				}
			}
			s.put(sh, d, i, end, known)
			i = end
		}
		sh.endSentence()
	}
	sh.finish()
	if len(sh.out) == 0 {
		return d
	}
	return sh.out[0]
}

// put writes tokens i to before end, a name or one other token.
func (s *stock) put(sh *sheet, d names.Labelled, i, end int, known map[string][]string) {
	words := make([]string, 0, end-i)
	for k := i; k < end; k++ {
		words = append(words, d.Text.Word(k))
	}
	switch d.Tags[i] {
	case "B-PER":
		for k := range words {
			words[k] = s.swap(words[k], known, func() string { return s.personWord(words[k], k == 0 && len(words) > 1) })
		}
		words = s.hyphen(words)
	case "B-LOC":
		key := "LOC " + strings.Join(words, " ")
		if known[key] == nil {
			known[key] = s.place(words)
		}
		words = known[key]
	case "B-ORG":
		for k := range words {
			words[k] = s.swap(words[k], known, func() string { return s.bodyWord(words[k], len(words)) })
		}
	}
	tag := d.Tags[i]
	for _, w := range words {
		sh.token(w, tag)
		if tag[0] == 'B' {
			tag = "I" + tag[1:]
		}
	}
}

// swap looks a word up, making its replacement at the first sight.
func (s *stock) swap(w string, known map[string][]string, make func() string) string {
	if known[w] == nil {
		known[w] = []string{make()}
	}
	return known[w][0]
}

func (s *stock) personWord(w string, given bool) string {
	e, _ := gazetteer.Default().Word(w)
	switch {
	case !capital(w) || len(w) < 3 || e.Class&(gazetteer.Particle|gazetteer.NameTail) != 0 || s.rng.IntN(10) < 2:
		return w
	case given && s.rng.IntN(10) < 7:
		return s.pick(s.given)
	case s.rng.IntN(2) == 0:
		return s.pick(s.family)
	}
	return s.coin(s.family)
}

func (s *stock) place(words []string) []string {
	e, _ := gazetteer.Default().Word(words[len(words)-1])
	switch {
	case s.rng.IntN(10) < 3 || e.Class&gazetteer.PlaceWord != 0 && s.rng.IntN(2) == 0:
		return words
	case s.rng.IntN(3) > 0:
		return strings.Fields(strings.ReplaceAll(s.pick(s.places), ",", " ,"))
	}
	return []string{s.coin(s.places)}
}

// bodyWord keeps the words that say what a body is, and changes the rest.
func (s *stock) bodyWord(w string, n int) string {
	e, _ := gazetteer.Default().Word(w)
	const keep = gazetteer.Body | gazetteer.Company | gazetteer.PlaceWord | gazetteer.EventWord | gazetteer.GovHead | gazetteer.OrgHead | gazetteer.MediaHead | gazetteer.GroupHead | gazetteer.Adjective | gazetteer.PartOfName
	switch {
	case !capital(w) || e.Class&keep != 0 || s.rng.IntN(10) < 5:
		return w
	case strings.ToUpper(w) == w && len(w) > 1:
		return s.letters(len(w))
	case n > 1 && e.Class&gazetteer.Place != 0:
		if p := s.pick(s.places); !strings.ContainsAny(p, " ,") {
			return p
		}
		return w
	case n > 1:
		return w
	}
	if s.rng.IntN(2) == 0 {
		return s.coin(s.places)
	}
	return s.coin(s.family)
}

func (s *stock) letters(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte('A' + s.rng.IntN(26))
	}
	return string(b)
}

// shout returns a copy of d in capitals, or with Every Word in One, as in
// headlines.
func shout(d names.Labelled, upper bool) names.Labelled {
	out := names.Labelled{Text: &text.Text{Doc: &stemma.Document{}}, Tags: d.Tags}
	sh := newSheet()
	for _, sent := range d.Text.Sentences {
		for i := sent.First; i < sent.End; i++ {
			w := d.Text.Word(i)
			switch {
			case upper:
				w = strings.ToUpper(w)
			case len(w) > 3 && w[0] >= 'a' && w[0] <= 'z':
				w = strings.ToUpper(w[:1]) + w[1:]
			}
			sh.token(w, d.Tags[i])
		}
		sh.endSentence()
	}
	sh.finish()
	if len(sh.out) == 0 {
		return out
	}
	return sh.out[0]
}

// hyphen now and then gives a name a part after a hyphen that the tokeniser
// set off.
func (s *stock) hyphen(words []string) []string {
	switch s.rng.IntN(12) {
	case 0:
		return append(words, "-", strings.ToLower(s.coin(s.given)))
	case 1:
		return append([]string{"Al", "-"}, words...)
	}
	return words
}
