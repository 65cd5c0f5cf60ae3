// Package conllu reads and writes analysed text in the CoNLL-U format of
// Universal Dependencies (https://universaldependencies.org/format.html) and
// in the two-column CoNLL form of named-entity corpora.
//
// A file that is read keeps its tokens, sentences and comments; what its
// annotation columns say is forgotten, to be filled anew.
package conllu

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/text"
)

// Doc is one document of a file: a text with tokens and sentences, and the
// lines that are printed again as they were.
type Doc struct {
	Text  *text.Text
	lines []line
	conll bool
}

// line is a line of the file: a token of the text, or one that is printed as
// it stands (a comment, a multiword token, an empty node, a blank line).
type line struct {
	token int // index into Text.Tokens, -1 for a line as it stands
	raw   string
	id    string // the token's number in its sentence
	form  string // the token's form, kept: it may hold blanks that the text lacks
	misc  string // the last column, kept
}

// builder puts a document's text together token by token.
type builder struct {
	doc   *Doc
	name  string
	out   strings.Builder
	space bool // a blank goes before the next token
	first int  // first token of the open sentence
}

func newBuilder(name string, conll bool) *builder {
	return &builder{doc: &Doc{Text: &text.Text{Doc: &stemma.Document{Path: name, Language: "en"}}, conll: conll}, name: name}
}

func (b *builder) token(form string) int {
	t := b.doc.Text
	if b.space {
		b.out.WriteByte(' ')
	}
	at := b.out.Len()
	b.out.WriteString(form)
	if n := len(t.Tokens); n > 0 {
		t.Tokens[n-1].Space = b.space
	}
	t.Tokens = append(t.Tokens, text.Token{Span: stemma.Span{at, b.out.Len()}, Head: -1})
	b.space = true
	return len(t.Tokens) - 1
}

// endSentence closes the open sentence, if it has tokens.
func (b *builder) endSentence() {
	t := b.doc.Text
	if n := len(t.Tokens); n > b.first {
		t.Tokens[n-1].Space = true
		span := stemma.Span{t.Tokens[b.first].Span[0], t.Tokens[n-1].Span[1]}
		t.Sentences = append(t.Sentences, text.Sentence{Span: span, First: b.first, End: n, Where: text.InBody})
		b.first, b.space = n, true
	}
}

func (b *builder) finish() *Doc {
	b.endSentence()
	t := b.doc.Text
	t.Doc.Text = b.out.String()
	t.Doc.Body = []stemma.Span{{0, len(t.Doc.Text)}}
	return b.doc
}

// Read reads CoNLL-U. A document begins at "# newdoc"; its path is the id that
// stands there, or name. Errors give the line's number.
func Read(r io.Reader, name string) ([]*Doc, error) {
	var docs []*Doc
	b := newBuilder(name, false)
	touching := 0 // tokens left of a multiword token, between which no blank stands
	after := true // what stands after the multiword token
	n := 0
	err := eachLine(r, func(s string) error {
		n++
		if strings.HasPrefix(s, "# newdoc") {
			if len(b.doc.Text.Tokens) > 0 {
				docs = append(docs, b.finish())
				b = newBuilder(name, false)
			}
			if _, id, ok := strings.Cut(s, "id = "); ok {
				b.doc.Text.Doc.Path = strings.TrimSpace(id)
			}
		}
		if s == "" || strings.HasPrefix(s, "#") {
			if s == "" {
				b.endSentence()
			}
			b.doc.lines = append(b.doc.lines, line{token: -1, raw: s})
			return nil
		}
		c := strings.Split(s, "\t")
		if len(c) != 10 {
			return fmt.Errorf("%s, line %d: %d columns, not the 10 of CoNLL-U", name, n, len(c))
		}
		spaced := !hasFeature(c[9], "SpaceAfter=No")
		if strings.ContainsAny(c[0], "-.") {
			if strings.Contains(c[0], "-") {
				words, ok := wordRange(c[0])
				if !ok {
					return fmt.Errorf("%s, line %d: %q is no range of words", name, n, c[0])
				}
				touching, after = words, spaced
			}
			b.doc.lines = append(b.doc.lines, line{token: -1, raw: s})
			return nil
		}
		b.doc.lines = append(b.doc.lines, line{token: b.token(c[1]), id: c[0], form: c[1], misc: c[9]})
		switch {
		case touching > 1:
			b.space = false
			touching--
		case touching == 1:
			b.space = after
			touching = 0
		default:
			b.space = spaced
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if len(b.doc.Text.Tokens) > 0 {
		docs = append(docs, b.finish())
	}
	return docs, nil
}

// wordRange returns the number of words of a multiword token, whose id is
// "FIRST-LAST". No word of any language has fifty parts.
func wordRange(id string) (words int, ok bool) {
	from, to, _ := strings.Cut(id, "-")
	first, err1 := strconv.Atoi(from)
	last, err2 := strconv.Atoi(to)
	if err1 != nil || err2 != nil || last < first || last-first > 50 {
		return 0, false
	}
	return last - first + 1, true
}

// ReadNames reads the two-column form: a token, a tab or blanks, a tag; a
// blank line ends a sentence. "# newdoc" begins a document.
func ReadNames(r io.Reader, name string) ([]*Doc, error) {
	var docs []*Doc
	b := newBuilder(name, true)
	start := true // of a sentence
	err := eachLine(r, func(s string) error {
		if start && strings.HasPrefix(s, "# ") {
			if strings.HasPrefix(s, "# newdoc") && len(b.doc.Text.Tokens) > 0 {
				docs = append(docs, b.finish())
				b = newBuilder(name, true)
			}
			b.doc.lines = append(b.doc.lines, line{token: -1, raw: s})
			return nil
		}
		if strings.TrimSpace(s) == "" {
			b.endSentence()
			start = true
			b.doc.lines = append(b.doc.lines, line{token: -1, raw: s})
			return nil
		}
		start = false
		form, _, ok := strings.Cut(s, "\t")
		if !ok {
			form = strings.Fields(s)[0]
		}
		b.doc.lines = append(b.doc.lines, line{token: b.token(form), form: form})
		return nil
	})
	if err != nil {
		return nil, err
	}
	if len(b.doc.Text.Tokens) > 0 {
		docs = append(docs, b.finish())
	}
	return docs, nil
}

func eachLine(r io.Reader, f func(string) error) error {
	br := bufio.NewReaderSize(r, 1<<16)
	for {
		s, err := br.ReadString('\n')
		if s != "" {
			if e := f(strings.TrimRight(s, "\r\n")); e != nil {
				return e
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("reading CoNLL: %w", err)
		}
	}
}

func hasFeature(column, feature string) bool {
	for f := range strings.SplitSeq(column, "|") {
		if f == feature {
			return true
		}
	}
	return false
}

// Write prints the document in the form in which it was read, with the
// annotation of its text.
func (d *Doc) Write(w io.Writer) error {
	b := bufio.NewWriter(w)
	tags := Tags(d.Text)
	sentence := 0
	for _, l := range d.lines {
		if l.token < 0 {
			fmt.Fprintln(b, l.raw)
			continue
		}
		if d.conll {
			fmt.Fprintf(b, "%s\t%s\n", l.form, tags[l.token])
			continue
		}
		for d.Text.Sentences[sentence].End <= l.token {
			sentence++
		}
		writeToken(b, d.Text, l.token, d.Text.Sentences[sentence].First, l.form, l.misc)
	}
	return b.Flush()
}

// Write prints a text in CoNLL-U. Words that touch, such as "do" and "n't",
// stand under a multiword token, as in the English treebanks.
func Write(w io.Writer, t *text.Text) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "# newdoc id = %s\n", oneLine(t.Doc.Path))
	for i, s := range t.Sentences {
		fmt.Fprintf(b, "# sent_id = %d\n# text = %s\n", i+1, oneLine(s.Span.In(t.Doc.Text)))
		for k := s.First; k < s.End; k++ {
			if end := multiword(t, k, s.End); end > k+1 && (k == s.First || multiword(t, k-1, s.End) == k) {
				fmt.Fprintf(b, "%d-%d\t%s\t_\t_\t_\t_\t_\t_\t_\t%s\n", k-s.First+1, end-s.First, t.Span(k, end).In(t.Doc.Text), spaceAfter(t, end-1))
			}
			misc := spaceAfter(t, k)
			if inMultiword(t, k, s.First, s.End) {
				misc = "_"
			}
			writeToken(b, t, k, s.First, t.Word(k), misc)
		}
		fmt.Fprintln(b)
	}
	return b.Flush()
}

// multiword returns the end of the run of clitics that follow token k.
func multiword(t *text.Text, k, end int) int {
	k++
	for k < end && !t.Tokens[k-1].Space && clitic(t.Word(k), t.Word(k-1)) {
		k++
	}
	return k
}

func inMultiword(t *text.Text, k, first, end int) bool {
	return multiword(t, k, end) > k+1 || k > first && multiword(t, k-1, end) > k
}

// clitic tells words that English spelling joins to the word before.
func clitic(word, before string) bool {
	switch w := strings.ToLower(strings.ReplaceAll(word, "’", "'")); w {
	case "n't", "'s", "'re", "'ve", "'ll", "'d", "'m":
		return true
	case "not":
		return strings.EqualFold(before, "can")
	case "na", "ta":
		return strings.EqualFold(before, "gon") || strings.EqualFold(before, "wan") || strings.EqualFold(before, "got")
	}
	return false
}

func spaceAfter(t *text.Text, k int) string {
	if t.Tokens[k].Space {
		return "_"
	}
	return "SpaceAfter=No"
}

// writeToken prints token k of a sentence that begins at token first.
func writeToken(b *bufio.Writer, t *text.Text, k, first int, form, misc string) {
	w := &t.Tokens[k]
	head := 0
	if w.Head >= 0 {
		head = w.Head - first + 1
	}
	fmt.Fprintf(b, "%d\t%s\t%s\t%s\t%s\t%s\t%d\t%s\t_\t%s\n", k-first+1, form, empty(w.Lemma), empty(w.UPOS), empty(w.XPOS), empty(w.Feats), head, empty(w.Rel), misc)
}

func empty(s string) string {
	if s == "" {
		return "_"
	}
	return s
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// Tags gives each token its BIO tag: "B-PER", "I-PER", "O".
func Tags(t *text.Text) []string {
	tags := make([]string, len(t.Tokens))
	for i := range tags {
		tags[i] = "O"
	}
	for _, n := range t.Names {
		for k := n.First; k < n.End; k++ {
			tags[k] = "I-" + n.Type
		}
		tags[n.First] = "B-" + n.Type
	}
	return tags
}

// WriteNames prints a text in the two-column form.
func WriteNames(w io.Writer, t *text.Text) error {
	b := bufio.NewWriter(w)
	tags := Tags(t)
	fmt.Fprintf(b, "# newdoc id = %s\n", oneLine(t.Doc.Path))
	for _, s := range t.Sentences {
		for k := s.First; k < s.End; k++ {
			fmt.Fprintf(b, "%s\t%s\n", t.Word(k), tags[k])
		}
		fmt.Fprintln(b)
	}
	return b.Flush()
}
