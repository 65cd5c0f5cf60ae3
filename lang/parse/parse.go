// Package parse gives tokens their tags, lemmas, features and dependency
// trees, after Universal Dependencies 2 (English).
//
// Everything is linear models over hashed features: a tagger in two passes
// from left to right, and a transition parser that reads the sentence once.
// See docs/method/parsing.md.
package parse

import (
	"fmt"
	"strings"

	"github.com/stemmanews/stemma/lang/model"
	"github.com/stemmanews/stemma/lang/perceptron"
	"github.com/stemmanews/stemma/lang/text"
)

// Parser holds the models. It is safe for use by several goroutines at once.
type Parser struct {
	lexicon *lexicon
	tags    *tagset
	tagger  tagger
	lemmas  *lemmatiser
	morph   *morphology
	parser  parser
}

// New loads the embedded models.
func New() (*Parser, error) { return Load(model.Parse()) }

// Load reads models that [Train] wrote. It keeps file and uses it as it is.
func Load(file []byte) (*Parser, error) {
	parts, err := model.Split(file)
	if err != nil {
		return nil, fmt.Errorf("loading the parser: %w", err)
	}
	p := &Parser{lexicon: readLexicon(parts["lexicon"], parts["dictionary"]), tags: readTags(parts["tags"]), lemmas: readLemmatiser(parts["lemmas"])}
	p.morph = readMorphology(parts["morphology"], p.tags)
	p.parser.labels = strings.Fields(string(parts["labels"]))
	for name, m := range map[string]**perceptron.Model{
		"tagger1": &p.tagger.first, "tagger2": &p.tagger.second, "parser1": &p.parser.first, "parser2": &p.parser.second,
	} {
		if *m, err = perceptron.Decode(parts[name]); err != nil {
			return nil, fmt.Errorf("loading the parser: %s: %w", name, err)
		}
	}
	return p, nil
}

// readTags reads lines of universal and Penn tags.
func readTags(data []byte) *tagset {
	t := &tagset{}
	for line := range strings.Lines(string(data)) {
		u, x, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "/")
		t.upos, t.xpos = append(t.upos, u), append(t.xpos, x)
		t.coarse = append(t.coarse, perceptron.String(u))
	}
	return t
}

// Fill sets the tags, lemmas, features, heads and relations of all tokens of t,
// whose sentences and tokens stand.
func (p *Parser) Fill(t *text.Text) {
	s := &scratch{scores: make([]int32, 256)}
	for _, sent := range t.Sentences {
		p.sentence(s, t, sent)
	}
}

// sentence analyses one sentence of t.
func (p *Parser) sentence(s *scratch, t *text.Text, sent text.Sentence) {
	s.words = s.words[:0]
	for i := sent.First; i < sent.End; i++ {
		var w word
		w, s.buf = p.lexicon.look(t.Word(i), s.buf)
		s.words = append(s.words, w)
	}
	p.tagger.tag(s)
	tree := p.parser.parse(s, p.tags)
	for i := range s.words {
		tok := &t.Tokens[sent.First+i]
		tag := s.words[i].tag
		tok.UPOS, tok.XPOS = p.tags.upos[tag], p.tags.xpos[tag]
		form := t.Word(sent.First + i)
		tok.Lemma, s.buf = p.lemmas.lemma(form, tok.XPOS, s.buf)
		tok.Feats, s.buf = p.morph.feats(tag, form, s.buf)
		n := &tree.nodes[i]
		tok.Rel = p.parser.labels[n.label]
		tok.Head = sent.First + int(n.head)
		if n.head == tree.n {
			tok.Head = -1
		}
	}
	if v := reroot(t.Tokens[sent.First:sent.End], sent.First, len(s.words) > 0 && t.Word(sent.End-1) == "."); v >= 0 {
		p.pastTense(&t.Tokens[sent.First+v], t.Word(sent.First+v), s)
	}
	s.signs = refine(t.Tokens[sent.First:sent.End], sent.First, s.signs)
}

// pastTense makes a participle a past tense.
func (p *Parser) pastTense(tok *text.Token, form string, s *scratch) {
	for tag, x := range p.tags.xpos {
		if x == "VBD" && p.tags.upos[tag] == "VERB" {
			tok.XPOS = x
			tok.Lemma, s.buf = p.lemmas.lemma(form, x, s.buf)
			tok.Feats, s.buf = p.morph.feats(uint8(tag), form, s.buf)
			return
		}
	}
}
