package kin_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin"
)

// story for changes: a base and one altered sentence of it each.
var base = []string{
	"A fire destroyed the grain store of Velmar on Monday evening, the harbour office said.",
	"Harbour master Oskar Lindqvist said at least 30 people had been killed or wounded in the blast.",
	"The Velmar Gazette has been unable to verify those numbers.",
	"The store, which belongs to the Brunn company, stood about 15 miles north of the old lighthouse.",
	`"We had warned the owners twice and nobody came," said Lindqvist at the quay.`,
	"The company was not insured against fire, according to its director, Hanna Moller.",
	"Workers from 12 villages helped to carry sacks of barley out of the smoke until Tuesday morning.",
	"An inquiry by the county court is expected to take six weeks.",
}

func changed(t *testing.T, index int, with string) []stemma.Change {
	t.Helper()
	alt := slices.Clone(base)
	if with == "" {
		alt = slices.Delete(alt, index, index+1)
	} else {
		alt[index] = with
	}
	docs := analysed(t, document("a", "2031-05-06", strings.Join(base, "\n\n")), document("b", "2031-05-07", strings.Join(alt, "\n\n")))
	c := kin.Compare(docs)
	checkInvariants(t, docs, c)
	if len(c.Families) != 1 || len(c.Families[0].Edges) != 1 || c.Families[0].Edges[0].From != "a" {
		t.Fatalf("families: %+v", c.Families)
	}
	return c.Changes
}

func TestChanges(t *testing.T) {
	cases := []struct {
		name  string
		index int
		with  string
		kind  string
		from  string
		to    string
	}{
		{"letters of a name", 1, "Harbour master Oskar Linqdvist said at least 30 people had been killed or wounded in the blast.", "name", "Oskar Lindqvist", "Oskar Linqdvist"},
		{"figure", 6, "Workers from 21 villages helped to carry sacks of barley out of the smoke until Tuesday morning.", "figure", "12", "21"},
		{"bound", 1, "Harbour master Oskar Lindqvist said more than 30 people had been killed or wounded in the blast.", "comparator", "at least 30", "more than 30"},
		{"bound dropped", 1, "Harbour master Oskar Lindqvist said 30 people had been killed or wounded in the blast.", "comparator", "at least 30", "30"},
		{"measure", 1, "Harbour master Oskar Lindqvist said at least 30 people had been killed in the blast.", "measure", "killed or wounded", "killed"},
		{"unit swapped", 3, "The store, which belongs to the Brunn company, stood about 15 kilometers north of the old lighthouse.", "figure", "about 15 miles", "about 15 kilometers"},
		{"compass", 3, "The store, which belongs to the Brunn company, stood about 15 miles south of the old lighthouse.", "place", "north", "south"},
		{"day", 0, "A fire destroyed the grain store of Velmar on Sunday evening, the harbour office said.", "date", "Monday", "Sunday"},
		{"quotation", 4, `"We had begged the owners twice and nobody came," said Lindqvist at the quay.`, "quotation", `"We had warned the owners twice and nobody came,"`, `"We had begged the owners twice and nobody came,"`},
		{"negation in a quotation", 4, `"We had warned the owners twice and everybody came," said Lindqvist at the quay.`, "polarity", `"We had warned the owners twice and nobody came,"`, `"We had warned the owners twice and everybody came,"`},
		{"negation", 5, "The company was insured against fire, according to its director, Hanna Moller.", "polarity", "company was not insured", "company was insured"},
		{"claim to fact", 1, "At least 30 people were killed or wounded in the blast.", "attribution", strings.TrimSuffix(base[1], "."), "At least 30 people were killed or wounded in the blast"},
		{"caveat", 2, "", "caveat", base[2], ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := changed(t, c.index, c.with)
			if len(got) != 1 || got[0].Kind != c.kind || got[0].From.Text != c.from || got[0].To.Text != c.to {
				t.Errorf("got %+v", got)
			}
		})
	}
}

func TestRephrasingIsNoChange(t *testing.T) {
	for _, c := range []struct {
		index int
		with  string
	}{
		{1, "Harbor master Oskar Lindqvist said no fewer than thirty people had been killed or wounded in the blast."},
		{3, "The store, which belongs to the Brunn company, stood about 24 kilometres north of the old lighthouse."},
		{4, "“We had warned the owners twice and nobody came,” Lindqvist said at the quay."},
		{6, "Workers from twelve villages helped carry sacks of barley out of the smoke until Tuesday morning."},
		{7, "An inquiry by the county court is expected to last six weeks."},
	} {
		if got := changed(t, c.index, c.with); len(got) != 0 {
			t.Errorf("%s: %+v", c.with, got)
		}
	}
}

func TestInheritance(t *testing.T) {
	b := slices.Clone(base)
	b[1] = strings.Replace(b[1], "Lindqvist", "Linqdvist", 1)
	cc := slices.Clone(b)
	cc[6] = "Labourers out of 12 villages assisted in hauling bags of barley from the smoke till Tuesday morning."
	c := kin.Compare([]kin.Doc{report("a", "2031-05-06", strings.Join(base, "\n\n")),
		report("b", "2031-05-07", strings.Join(b, "\n\n")), report("c", "2031-05-08", strings.Join(cc, "\n\n"))})
	if len(c.Changes) != 1 || c.Changes[0].To.Path != "b" || !slices.Equal(c.Changes[0].InheritedBy, []string{"c"}) {
		t.Errorf("changes: %+v", c.Changes)
	}
}

func TestMergedReport(t *testing.T) {
	second := []string{
		"Children of the fishing school drew the burning store on the pavement of Kestrel Street.",
		`"It looked like a lantern that somebody had dropped," said Mila Antonsen, who is nine.`,
		"Her teacher, Jonas Ferrand, said 44 pupils had lost their gloves and two had lost a dog.",
		"The bakery handed out 300 loaves before noon and closed its doors for the first time since 1988.",
		"Neighbours hung lanterns in the windows and sang until the ferry horn answered from the bay.",
		"A retired pilot, Emil Sand, keeps the list of the missing animals in a biscuit tin.",
	}
	merged := slices.Concat(base[:4], second[:4])
	c := kin.Compare([]kin.Doc{report("a", "2031-05-06", strings.Join(base, "\n\n")),
		report("b", "2031-05-06", strings.Join(second, "\n\n")), report("c", "2031-05-07", strings.Join(merged, "\n\n"))})
	if len(c.Families) != 1 || len(c.Families[0].Edges) != 2 || c.Families[0].Origin != "" || c.Counts.Independent != 2 {
		t.Errorf("families %+v, counts %+v", c.Families, c.Counts)
	}
}

// TestOnePressConference: two who quote one speech took nothing from each
// other.
func TestOnePressConference(t *testing.T) {
	one := "Rain stopped the harvest in the Tolm valley on Friday.\n\n\"We will pay every farmer before the first snow,\" said minister Greta Holm at a news conference.\n\nThe union of growers counted 40 flooded farms and asked for pumps.\n\nA pump costs as much as a tractor, its chairman said."
	two := "Minister Greta Holm faced hard questions over the floods.\n\n\"We will pay every farmer before the first snow,\" she said.\n\nOpposition members laughed, and one threw a wet boot on the table.\n\nForecasters see more storms from the west by Sunday."
	c := kin.Compare([]kin.Doc{report("a", "2031-05-06", one), report("b", "2031-05-06", two)})
	if len(c.Families) != 0 || len(c.Pairs) != 0 || c.Counts.Independent != 2 {
		t.Errorf("pairs %+v", c.Pairs)
	}
}
