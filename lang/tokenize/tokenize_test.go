package tokenize

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/text"
)

// fill tokenises s as the body of a document.
func fill(s string) *text.Text {
	t := &text.Text{Doc: &stemma.Document{Text: s, Body: []stemma.Span{{0, len(s)}}}}
	Fill(t)
	return t
}

// show writes tokens with a space between them, sentences with a bar.
func show(t *text.Text) string {
	var b strings.Builder
	for n, s := range t.Sentences {
		if n > 0 {
			b.WriteString(" | ")
		}
		for i := s.First; i < s.End; i++ {
			if i > s.First {
				b.WriteByte(' ')
			}
			b.WriteString(t.Word(i))
		}
	}
	return b.String()
}

func TestTokens(t *testing.T) {
	for _, c := range [][2]string{
		{"They don't know the city's mayor.", "They do n't know the city 's mayor ."},
		{"We can’t, won't; cannot.", "We ca n’t , wo n't ; can not ."},
		{"a well-known, re-elected 45-year-old man", "a well - known , re-elected 45 - year - old man"},
		{"It cost $1,400.50 (about 3.5%).", "It cost $ 1,400.50 ( about 3.5 % ) ."},
		{"US$5m at 10:30 and 5pm", "US$ 5 m at 10:30 and 5 pm"},
		{"the teachers' union", "the teachers ' union"},
		{"\"Stop,\" he said...", "\" Stop , \" he said ..."},
		{"See www.example.org/a?b=c, or write to a.b@example.org.", "See www.example.org/a?b=c , or write to a.b@example.org ."},
		{"and/or 9/11, 3/4 of 12/30/2021", "and / or 9/11 , 3 / 4 of 12/30/2021"},
		{"AT&T, O'Brien and Ba'athists", "AT&T , O'Brien and Ba'athists"},
		{"What?! No!!!", "What ?! | No !!!"},
		{"the '90s, they're 'em", "the '90s , they 're 'em"},
		{"2021—2022 – then--now", "2021 — 2022 – then -- now"},
		{"Mr. Wu of Acme Inc. came at 5 p.m. on Sept. 3.", "Mr. Wu of Acme Inc. came at 5 p.m. on Sept. 3 ."},
		{"the U.N.'s aid", "the U.N. 's aid"},
		{"“Да”, 東京 and naïve café", "“ Да ” , 東京 and naïve café"},
	} {
		if got := show(fill(c[0])); got != c[1] {
			t.Errorf("%s\n got %s\nwant %s", c[0], got, c[1])
		}
	}
}

func TestSentences(t *testing.T) {
	for _, c := range [][2]string{
		{"It fell. Nobody was hurt.", "It fell . | Nobody was hurt ."},
		{"\"It fell.\" Nobody was hurt.", "\" It fell . \" | Nobody was hurt ."},
		{"“Why did it fall?” Ms. Abel asked.", "“ Why did it fall ? ” Ms. Abel asked ."},
		{"\"Run!\" she cried. \"Run!\"", "\" Run ! \" she cried . | \" Run ! \""},
		{"He lives in the U.S. The rest left.", "He lives in the U.S . | The rest left ."},
		{"He met U.S. President Jo B. Hall Jr. on Friday.", "He met U.S. President Jo B. Hall Jr. on Friday ."},
		{"Well... maybe. Hmm... Yes.", "Well ... maybe . | Hmm ... | Yes ."},
		{"1. Wash your hands. 2. Dry them.", "1 . Wash your hands . | 2 . Dry them ."},
		{"(It fell.) Nobody knew.", "( It fell . ) | Nobody knew ."},
		{"LAGOS, Nigeria (AP) — A ferry sank.", "LAGOS , Nigeria ( AP ) — | A ferry sank ."},
		{"LAGOS - A ferry sank.", "LAGOS - | A ferry sank ."},
		{"Ferry sinks off Lagos", "Ferry sinks off Lagos"},
		{"It came at 5 p.m.", "It came at 5 p.m ."},
		{"It is 3.5. No, 4.", "It is 3.5 . | No , 4 ."},
	} {
		if got := show(fill(c[0])); got != c[1] {
			t.Errorf("%s\n got %s\nwant %s", c[0], got, c[1])
		}
	}
}

func TestParagraphs(t *testing.T) {
	wrapped := "The ferry that sank on the night of Sunday was\nlicensed for ninety, but the harbour master told\nus that he had counted many more than that when it\nleft.\n\nIt had left late."
	for _, c := range []struct {
		name, text string
		want       []int // paragraph of each sentence
	}{
		{"wrapped", wrapped, []int{0, 1}},
		{"line each", "A ferry sank.\nNobody knows why.\nA second ferry sailed past it and did not stop.", []int{0, 1, 2}},
		{"blank lines", "One.\r\n\r\nTwo. Three.\n \nFour", []int{0, 1, 1, 2}},
		{"bullets", "- one thing\n- another thing\n* a third", []int{0, 1, 2}},
	} {
		var got []int
		for _, s := range fill(c.text).Sentences {
			got = append(got, s.Paragraph)
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, d)
		}
	}
}

func TestOnlyHeadlineAndBody(t *testing.T) {
	src := "Ferry sinks\nMENU\nA ferry sank. Nobody knows why.\nShare"
	doc := &stemma.Document{Text: src, Body: []stemma.Span{{17, 48}}, Headline: stemma.Headline{Span: &stemma.Span{0, 11}}}
	tx := &text.Text{Doc: doc}
	Fill(tx)
	if got, want := show(tx), "Ferry sinks | A ferry sank . | Nobody knows why ."; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	if tx.Sentences[0].Where != text.InHeadline || tx.Sentences[1].Where != text.InBody {
		t.Error("wrong Where")
	}
}

// check asserts what holds of every analysis.
func check(t *testing.T, tx *text.Text) {
	t.Helper()
	src, at := tx.Doc.Text, 0
	for i, tok := range tx.Tokens {
		if tok.Span[0] < at || tok.Span.Len() <= 0 {
			t.Fatalf("token %d has span %v after %d", i, tok.Span, at)
		}
		for _, r := range src[at:tok.Span[0]] {
			if !isSpace(r) {
				t.Fatalf("%q lies between tokens", r)
			}
		}
		at = tok.Span[1]
		if tok.Space != spaceAt(src, at) {
			t.Fatalf("token %d %q: Space %v", i, tx.Word(i), tok.Space)
		}
	}
	for _, r := range src[at:] {
		if !isSpace(r) {
			t.Fatalf("%q lies after the last token", r)
		}
	}
	n := 0
	for _, s := range tx.Sentences {
		if s.First != n || s.End <= s.First {
			t.Fatalf("sentence [%d, %d) after %d", s.First, s.End, n)
		}
		n = s.End
	}
	if n != len(tx.Tokens) {
		t.Fatalf("sentences cover %d of %d tokens", n, len(tx.Tokens))
	}
}

func FuzzFill(f *testing.F) {
	for _, s := range []string{"", "It's 5pm.\n\nMr. O’Neil—can't!", "www.a.b@c.d...\xff\xfe'90s", "a\r\n\r\nb c", "U.S.", "''' (A) – B C"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { check(t, fill(s)) })
}

func BenchmarkFill(b *testing.B) {
	s := strings.Repeat("The ministry said on Monday that 1,400 divers hadn't returned. \"We don't know why,\" a well-known U.S. officer added.\n", 100)
	n := len(fill(s).Tokens)
	b.ReportAllocs()
	for b.Loop() {
		fill(s)
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
