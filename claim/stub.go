// Package claim finds who says what. For now it hands on to the rules; a
// learned finder can take their place here.
package claim

import (
	"slices"
	"strings"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/claim/rules"
	"github.com/stemmanews/stemma/lang"
	"github.com/stemmanews/stemma/lang/coref"
)

// Finder finds claims.
type Finder = rules.Finder

// NewFinder loads the finder.
func NewFinder() (*Finder, error) { return rules.NewFinder() }

// Resolve names the sources of all documents together.
func Resolve(texts []*lang.Text, claims [][]stemma.Claim) {
	w := coref.Unify(texts)
	for d, t := range texts {
		for i := range claims[d] {
			resolve(w, d, t, &claims[d][i])
		}
	}
}

func resolve(w *coref.World, d int, t *lang.Text, c *stemma.Claim) {
	if len(c.Source.Spans) == 0 {
		return
	}
	var names, parties []string
	for _, s := range c.Source.Spans {
		first, end := t.TokensIn(s)
		if first == end {
			continue
		}
		src := w.Source(d, first, end)
		if src.Name != "" && !slices.Contains(names, src.Name) {
			names = append(names, src.Name)
		}
		if src.Party != "" && !slices.Contains(parties, src.Party) {
			parties = append(parties, src.Party)
		}
		if src.Kind != "" {
			c.Source.Kind = src.Kind
		}
	}
	if len(names) > 0 {
		c.Source.Name = strings.Join(names, "; ")
	}
	c.Source.Party = strings.Join(parties, "; ")
	for i := range c.Via {
		if s := c.Via[i].Span; s != nil {
			if first, end := t.TokensIn(*s); first < end {
				if src := w.Source(d, first, end); src.Name != "" {
					c.Via[i].Name = src.Name
				}
			}
		}
	}
}
