package kin_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin"
)

// Reports of one event that took nothing from each other.
const (
	harbourOne = `Rescuers in Port Halvard counted the victims of the tanker Isolde on Monday. Governor Elin Marstrand and Coast Guard chief Torvald Bjerke came to the Halvard Fjord.

"The number of sailors killed or wounded has exceeded 240," Elin Marstrand said.

The navy lent its military equipment to the town of Halvard, and the Norrland Red Cross brought raw materials for huts. The region of Skarvik sent nurses.`

	harbourTwo = `Schools stayed shut and ferries were late. Elin Marstrand wore a borrowed coat. Nearly 240 sailors were killed or wounded, people were told before noon.

Two ministers from Norrland wrote a letter about pilots, which Torvald Bjerke read aloud in a tent. Captains from the region of Skarvik want slower traffic in the Halvard Fjord.

The insurer of the Isolde asked for patience. Bakers gave away bread.`

	harbourThree = `The tanker Isolde broke in the Halvard Fjord off Port Halvard. Torvald Bjerke and Elin Marstrand thanked the people of Norrland.

Uncooked materials lay on the quay beside navy tools that nobody had ordered. Buses from the city of Skarvik stood in the rain.`
)

// TestChangesWithoutParent: what reports show against each other, or against a
// quotation of their own.
func TestChangesWithoutParent(t *testing.T) {
	docs := analysed(t, document("one", "2031-05-05", harbourOne), document("two", "2031-05-06", harbourTwo), document("three", "2031-05-06", harbourThree))
	c := kin.Compare(docs)
	checkInvariants(t, docs, c)
	if len(c.Families) != 0 {
		t.Fatalf("families: %+v", c.Families)
	}
	var got []string
	for _, ch := range c.Changes {
		got = append(got, strings.Join([]string{ch.Kind, ch.From.Path, ch.From.Text, ch.To.Path, ch.To.Text}, "|"))
	}
	slices.Sort(got)
	want := []string{
		"comparator|one|exceeded 240|two|Nearly 240",
		"name|one|military equipment|three|navy tools",
		"name|one|raw materials|three|Uncooked materials",
		"place|one|region of Skarvik|three|city of Skarvik",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestOwnQuotation: a headline or lead that says less than the quotation.
func TestOwnQuotation(t *testing.T) {
	body := `Nearly 320 passengers were hurt when the cable car of Mount Sorrel stopped on Sunday.

"So far more than 320 people were hurt," said its manager, Ada Quint.`
	c := kin.Compare(analysed(t, document("a", "2031-05-05", body)))
	if len(c.Changes) != 1 || c.Changes[0].Kind != stemma.ChangeComparator || c.Changes[0].To.Text != "Nearly 320" || c.Changes[0].From.Text != "more than 320" {
		t.Errorf("changes: %+v", c.Changes)
	}
}

// TestMachineNames: an organisation that the gazetteer knows, with a machine's
// words; one such name alone may be a slip.
func TestMachineNames(t *testing.T) {
	for _, c := range []struct {
		body string
		want int
	}{
		{"The World Wellness Organization warned of fever in the camp at Osk. The Worldwide Atomic Energy Company denied it.", 0},
		{"The World Wellness Organization warned of fever in the camp at Osk, and the spy company of the district sent two men.", 2},
	} {
		got := kin.Compare(analysed(t, document("a", "2031-05-05", c.body))).Changes
		if len(got) != c.want {
			t.Errorf("%s: %+v", c.body, got)
		}
		for _, ch := range got {
			if ch.Kind != stemma.ChangeName || ch.From.Path != "" || ch.From.Text == "" || ch.From.Span != nil {
				t.Errorf("change: %+v", ch)
			}
		}
	}
}
