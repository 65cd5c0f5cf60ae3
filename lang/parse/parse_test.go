package parse

import (
	"strings"
	"testing"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/text"
	"github.com/stemmanews/stemma/lang/tokenize"
)

func load(t testing.TB) *Parser {
	t.Helper()
	p, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func analyse(p *Parser, s string) *text.Text {
	t := &text.Text{Doc: &stemma.Document{Text: s, Body: []stemma.Span{{0, len(s)}}}}
	tokenize.Fill(t)
	p.Fill(t)
	return t
}

// checkTrees asserts that each sentence is a tree with one root, and that every
// layer is filled.
func checkTrees(t *testing.T, tx *text.Text) {
	t.Helper()
	for _, s := range tx.Sentences {
		roots := 0
		for i := s.First; i < s.End; i++ {
			tok := tx.Tokens[i]
			if tok.UPOS == "" || tok.XPOS == "" || tok.Lemma == "" || tok.Rel == "" {
				t.Fatalf("token %q: %+v lacks a layer", tx.Word(i), tok)
			}
			if (tok.Head == -1) != (tok.Rel == "root") {
				t.Fatalf("token %q has head %d and relation %s", tx.Word(i), tok.Head, tok.Rel)
			}
			if tok.Head == -1 {
				roots++
				continue
			}
			steps := 0
			for k := i; k >= 0; k = tx.Tokens[k].Head {
				if k < s.First || k >= s.End || steps > s.End-s.First {
					t.Fatalf("token %d: its path leaves the sentence or goes round", i)
				}
				steps++
			}
		}
		if roots != 1 {
			t.Fatalf("%d roots in %q", roots, s.Span.In(tx.Doc.Text))
		}
	}
}

// TestParse looks at the relations that the rest of the program lives on.
func TestParse(t *testing.T) {
	p := load(t)
	tx := analyse(p, "The ministry said that three soldiers were killed near the river on Monday.")
	checkTrees(t, tx)
	word := func(w string) int {
		for i := range tx.Tokens {
			if tx.Word(i) == w {
				return i
			}
		}
		t.Fatalf("no token %q", w)
		return -1
	}
	for _, c := range []struct{ child, rel, head string }{
		{"three", "nummod", "soldiers"}, {"ministry", "nsubj", "said"}, {"killed", "ccomp", "said"}, {"soldiers", "nsubj:pass", "killed"},
		{"were", "aux:pass", "killed"}, {"that", "mark", "killed"},
	} {
		tok := tx.Tokens[word(c.child)]
		if tok.Rel != c.rel || tok.Head != word(c.head) {
			t.Errorf("%s: %s of token %d, want %s of %s", c.child, tok.Rel, tok.Head, c.rel, c.head)
		}
	}
	said, killed := tx.Tokens[word("said")], tx.Tokens[word("killed")]
	if said.Lemma != "say" || said.XPOS != "VBD" || said.Head != -1 || !strings.Contains(said.Feats, "Tense=Past") {
		t.Errorf("said: %+v", said)
	}
	if killed.Lemma != "kill" || !strings.Contains(killed.Feats, "Voice=Pass") {
		t.Errorf("killed: %+v", killed)
	}
}

func TestLoadErrors(t *testing.T) {
	for _, file := range [][]byte{nil, []byte("SMC1\x00\x00\x00\x00"), []byte("nonsense")} {
		if _, err := Load(file); err == nil {
			t.Errorf("no error for %q", file)
		}
	}
}

func FuzzFill(f *testing.F) {
	p := load(f)
	for _, s := range []string{"", "A. b? C!", "don't \xff\xfe “é” 東京\n\n- x", "((((((", strings.Repeat("a ", 900)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { checkTrees(t, analyse(p, s)) })
}

func BenchmarkFill(b *testing.B) {
	p := load(b)
	s := strings.Repeat("The ministry said on Monday that 1,400 divers hadn't returned from the north. "+
		"\"We don't know why, and nobody has told us what they were doing there,\" a well-known officer added.\n", 40)
	tx := analyse(p, s)
	b.ReportAllocs()
	for b.Loop() {
		p.Fill(tx)
	}
	b.ReportMetric(float64(len(tx.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		load(b)
	}
}
