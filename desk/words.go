package desk

import (
	"slices"
	"strings"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/store"
)

// words are the parts of a report that a search looks at.
func words(doc *stemma.Document, list []stemma.Claim) store.Words {
	var body, claims, figures strings.Builder
	for _, s := range doc.Body {
		body.WriteString(s.In(doc.Text))
		body.WriteString("\n")
	}
	for i := range list {
		c := &list[i]
		for _, s := range c.Content.Spans {
			claims.WriteString(s.In(doc.Text))
			claims.WriteString("\n")
		}
		for _, f := range c.Figures {
			figures.WriteString(strings.Join([]string{f.Text, f.Measure, f.Of, f.Place}, " "))
			figures.WriteString("\n")
		}
	}
	return store.Words{Title: doc.Headline.Text, Text: body.String(), Claims: claims.String(),
		Claimants: strings.Join(names(list), "\n"), Figures: figures.String()}
}

// claimants counts the claims of each named source; joint sources count one by
// one, the outlet's own voice not.
func claimants(claims []stemma.Claim) map[string]int {
	out := map[string]int{}
	for i := range claims {
		if c := &claims[i]; !c.OwnVoice() && c.Source.Name != "" {
			for name := range strings.SplitSeq(c.Source.Name, "; ") {
				out[name]++
			}
		}
	}
	return out
}

// names are the claimants, sorted.
func names(claims []stemma.Claim) []string {
	var out []string
	for n := range claimants(claims) {
		out = append(out, n)
	}
	slices.Sort(out)
	return out
}
