package kin_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin"
	"github.com/stemmanews/stemma/lang/text"
	"github.com/stemmanews/stemma/lang/tokenize"
)

// report makes an analysed report out of plain text, all of it body.
func report(path, date, body string) kin.Doc {
	d := &stemma.Document{Path: path, Text: body, Body: []stemma.Span{{0, len(body)}}}
	d.Published.Date = date
	t := &text.Text{Doc: d}
	tokenize.Fill(t)
	return kin.Doc{Text: t}
}

const wire = `The bridge over the Larn at Oskerby collapsed on Monday night, killing 14 people, the mayor said.

"We heard a crack and then the lamps went out," said Ilse Varga, who keeps the toll house. Divers searched the river until dawn.

Mayor Tomas Brandel said at least 30 people had been hurt. He blamed the Norlund construction firm, which repaired two piers in 2019. The company denied that its work was at fault.

The bridge, built in 1931, carried 9,000 vehicles a day. A detour of 22 kilometres leads through Hallen.`

const edited = `The bridge over the Larn at Oskerby collapsed on Monday night, killing 41 people, the mayor said.

"We heard a crack and then the lamps went out," said Ilse Vargas, who keeps the toll house.

Mayor Tomas Brandel said at least 30 people had been hurt. He blamed the Norlund construction firm, which repaired two piers in 2019. The company denied that its work was at fault.`

const reworded = `The crossing above the Larn in Oskerby came down on Monday night and 41 persons died, according to the mayor.

"We heard a bang and afterwards the lights failed," said Ilse Vargas, keeper of the toll house.

Tomas Brandel, the mayor, stated that no fewer than 30 persons were injured. He put the blame on the building firm Norlund, which mended two piers in 2019. The firm denied its work had been faulty.`

const other = `Farmers in the Hallen valley expect a poor harvest of plums after three weeks of rain.

The growers' union said prices might double by October. Its chairwoman, Petra Solvik, asked the ministry for a loan of 5 million crowns.

In the market hall of Oskerby traders had already raised their prices on Tuesday.`

func story() []kin.Doc {
	return []kin.Doc{
		report("a", "2031-05-06", wire), report("b", "2031-05-07", edited),
		report("c", "2031-05-08", reworded), report("d", "2031-05-08", other),
	}
}

func TestCompareFindsTheFamily(t *testing.T) {
	c := kin.Compare(story())
	if len(c.Families) != 1 {
		t.Fatalf("families: %+v", c.Families)
	}
	want := []stemma.Edge{{From: "a", To: "b", Relation: "edited"}, {From: "b", To: "c", Relation: "reworded"}}
	if got := c.Families[0]; !reflect.DeepEqual(got.Edges, want) || got.Origin != "a" {
		t.Errorf("edges %+v, origin %q; want %+v from a", got.Edges, got.Origin, want)
	}
	if c.Counts.Reports != 4 || c.Counts.Independent != 2 {
		t.Errorf("counts: %+v", c.Counts)
	}
}

func TestCompareOfCopies(t *testing.T) {
	c := kin.Compare([]kin.Doc{report("a", "2031-05-06", wire), report("b", "2031-05-06", wire)})
	if len(c.Pairs) != 1 || c.Pairs[0].Relation != stemma.RelationCopy || c.Pairs[0].ShareA < 0.99 {
		t.Errorf("pairs: %+v", c.Pairs)
	}
}

func TestInvariants(t *testing.T) {
	docs := append(story(), report("empty", "", ""), report("odd", "x", "\xff\xfe “a” \x00 12 12 12\n\n\"open"), report("dots", "", "... . ! ?"))
	c := kin.Compare(docs)
	checkInvariants(t, docs, c)
	if again := kin.Compare(docs); !reflect.DeepEqual(c, again) {
		t.Error("two runs differ")
	}
}

func checkInvariants(t *testing.T, docs []kin.Doc, c stemma.Copies) {
	t.Helper()
	text := map[string]string{}
	for _, d := range docs {
		text[d.Text.Doc.Path] = d.Text.Doc.Text
	}
	inside := func(path string, s stemma.Span) {
		if s[0] < 0 || s[1] < s[0] || s[1] > len(text[path]) {
			t.Errorf("span %v outside %s", s, path)
		}
	}
	for _, p := range c.Pairs {
		if p.ShareA < 0 || p.ShareA > 1 || p.ShareB < 0 || p.ShareB > 1 || p.Confidence < 0 || p.Confidence > 1 {
			t.Errorf("pair %s %s: shares %v %v, confidence %v", p.A, p.B, p.ShareA, p.ShareB, p.Confidence)
		}
		for _, q := range p.Passages {
			inside(p.A, q.A)
			inside(p.B, q.B)
		}
		for _, e := range p.Evidence {
			for _, s := range e.A {
				inside(p.A, s)
			}
			for _, s := range e.B {
				inside(p.B, s)
			}
		}
	}
	for _, ch := range c.Changes {
		for _, s := range []stemma.Side{ch.From, ch.To} {
			if s.Span != nil {
				inside(s.Path, *s.Span)
				if got := s.Span.In(text[s.Path]); got != s.Text {
					t.Errorf("change says %q, text has %q", s.Text, got)
				}
			}
		}
	}
}

func FuzzCompare(f *testing.F) {
	f.Add(wire, reworded)
	f.Add("", "“")
	f.Add("One \"two\" 3.", "1 two \"3\"\xff")
	f.Fuzz(func(t *testing.T, a, b string) {
		docs := []kin.Doc{report("a", "", a), report("b", "2031-01-01", b)}
		checkInvariants(t, docs, kin.Compare(docs))
	})
}

func BenchmarkCompare(b *testing.B) {
	var docs []kin.Doc
	for i := 0; i < 50; i++ {
		for k, s := range []string{wire, edited, reworded, other} {
			docs = append(docs, report(fmt.Sprint(i, k), "2031-05-06", s))
		}
	}
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		kin.Compare(docs)
	}
}

// TestOrderOfInput: where dates tell, the order of the input changes nothing
// but the order of the output.
func TestOrderOfInput(t *testing.T) {
	docs := story()
	slices.Reverse(docs)
	c := kin.Compare(docs)
	if len(c.Families) != 1 {
		t.Fatalf("families: %+v", c.Families)
	}
	edges := map[stemma.Edge]bool{}
	for _, e := range c.Families[0].Edges {
		edges[e] = true
	}
	for _, e := range []stemma.Edge{{From: "a", To: "b", Relation: "edited"}, {From: "b", To: "c", Relation: "reworded"}} {
		if !edges[e] {
			t.Errorf("edge %+v is missing: %+v", e, c.Families[0].Edges)
		}
	}
}

// TestMovedSentences: a copy in another order is a copy still.
func TestMovedSentences(t *testing.T) {
	paragraphs := strings.Split(wire, "\n\n")
	slices.Reverse(paragraphs)
	c := kin.Compare([]kin.Doc{report("a", "2031-05-06", wire), report("b", "2031-05-07", strings.Join(paragraphs, "\n\n"))})
	if len(c.Pairs) != 1 || c.Pairs[0].ShareB < 0.95 {
		t.Errorf("pairs: %+v", c.Pairs)
	}
}
