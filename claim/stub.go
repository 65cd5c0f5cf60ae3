// Package claim finds who says what. This file holds the place of the finder
// until it lands; whoever lands it deletes this file.
package claim

import (
	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang"
)

// Finder finds claims.
type Finder struct{}

// NewFinder loads the models of the finder.
func NewFinder() (*Finder, error) { return &Finder{}, nil }

// Find returns the claims of one document.
func (*Finder) Find(t *lang.Text) []stemma.Claim { return nil }

// Resolve names the sources of all documents together.
func Resolve(texts []*lang.Text, claims [][]stemma.Claim) {}
