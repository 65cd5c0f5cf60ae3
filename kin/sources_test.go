package kin_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin"
)

// said makes a claim of a source's words and a content's words in a text.
func said(t *testing.T, in, source, content string) stemma.Claim {
	t.Helper()
	at := func(s string) []stemma.Span {
		i := strings.Index(in, s)
		if i < 0 {
			t.Fatalf("%q is not in the text", s)
		}
		return []stemma.Span{{i, i + len(s)}}
	}
	return stemma.Claim{Source: stemma.Source{Spans: at(source), Text: source, Name: source, Kind: stemma.KindPerson}, Content: stemma.Content{Spans: at(content)}}
}

func TestOtherSource(t *testing.T) {
	for _, c := range []struct {
		with, source, content string
		want                  int
	}{
		{"According to Hanna Moller at least 30 people had been killed or wounded in the blast.", "Hanna Moller", "at least 30 people had been killed or wounded in the blast", 1},
		{"According to Oskar Lindqvist at least 30 people had been killed or wounded in the blast.", "Oskar Lindqvist", "at least 30 people had been killed or wounded in the blast", 0},
	} {
		alt := slices.Clone(base)
		alt[1] = c.with
		docs := analysed(t, document("a", "2031-05-06", strings.Join(base, "\n\n")), document("b", "2031-05-07", strings.Join(alt, "\n\n")))
		a, b := docs[0], docs[1]
		a.Claims = []stemma.Claim{said(t, a.Text.Doc.Text, "Oskar Lindqvist", "at least 30 people had been killed or wounded in the blast")}
		b.Claims = []stemma.Claim{said(t, b.Text.Doc.Text, c.source, c.content)}
		n := 0
		for _, ch := range kin.Compare([]kin.Doc{a, b}).Changes {
			if ch.Kind == stemma.ChangeAttribution && ch.To.Text == c.source {
				n++
			}
		}
		if n != c.want {
			t.Errorf("%s: %d changes of source, want %d", c.with, n, c.want)
		}
	}
}
