package kin_test

import (
	"testing"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin"
)

// A retelling that moves a name to a sentence of its own and spells it
// otherwise: the spelling is a change all the same.
func TestRespeltNameInARetelling(t *testing.T) {
	retold := `In a hearing on the disaster, the head of works, Ines Sae-molna, was not heard.

The bridge over the Larn at Oskerby collapsed on Monday night, killing 14 people, the mayor said. Divers searched the river until dawn.

Mayor Tomas Brandel said at least 30 people had been hurt. He blamed the Norlund construction firm, which repaired two piers in 2019. The company denied that its work was at fault.`
	original := wire + "\n\nThe council will meet again on Friday. Its spokeswoman, Ines Sae-molnu, gave no reason."
	c := kin.Compare([]kin.Doc{report("a", "2031-05-05", original), report("b", "2031-05-06", retold)})
	for _, ch := range c.Changes {
		if ch.Kind == stemma.ChangeName && ch.From.Text == "Ines Sae-molnu" && ch.To.Text == "Ines Sae-molna" && ch.To.Path == "b" {
			return
		}
	}
	t.Errorf("no change of the name among %+v", c.Changes)
}
