// Package coref finds who and what a text speaks of: it joins names, pronouns,
// titles and nouns of one document to entities, and the entities of several
// documents to one world.
package coref

import "github.com/stemmanews/stemma/lang/text"

// Resolve fills t.Mentions and t.Entities from the layers before it.
func Resolve(t *text.Text) {}
