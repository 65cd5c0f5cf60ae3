package names

import (
	"github.com/stemmanews/stemma/lang/gazetteer"
	"github.com/stemmanews/stemma/lang/text"
)

// fullest gives each name the fullest form of it in the document.
func fullest(t *text.Text, g *gazetteer.Gazetteer) {
	for i := range t.Names {
		t.Names[i].Name = t.Names[i].Span.In(t.Doc.Text)
	}
}
