package coref

import "github.com/stemmanews/stemma/lang/text"

// Source is who a stretch of text speaks of, as a claim's source needs it.
type Source struct {
	Name  string // best full name in the whole input; joint sources joined by "; "
	Kind  string // stemma.KindPerson and so on
	Party string // side, country or body it speaks for, "" where not said
}

// World knows the entities of several documents, unified.
type World struct {
	texts []*text.Text
}

// Unify joins the entities of all documents: spellings of one name, acronyms
// and their long forms, roles and their holders.
func Unify(texts []*text.Text) *World { return &World{texts: texts} }

// Source returns who tokens first to before end of document doc (an index into
// the texts given to Unify) speak of.
func (w *World) Source(doc, first, end int) Source {
	t := w.texts[doc]
	return Source{Name: t.Span(first, end).In(t.Doc.Text)}
}
