package kin

import (
	"iter"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin/align"
	"github.com/stemmanews/stemma/kin/judge"
	"github.com/stemmanews/stemma/kin/shingle"
	"github.com/stemmanews/stemma/kin/view"
	"github.com/stemmanews/stemma/lang/text"
)

// Survey is what the comparison must know of all reports together: which are
// worth comparing, what is boilerplate, and how names are spelt. It holds
// about 1 KB of a report and no text, so that an input which does not fit into
// memory can be compared group by group, with the same result as all at once.
//
// First every report is added, in order; then Seal; then the other methods,
// which several goroutines may call.
type Survey struct {
	sketches    []shingle.Sketch // until Seal
	outlets     []string
	known       map[string]string // outlets, each string once
	spellings   judge.Spellings
	boilerplate *shingle.Boilerplate
	batch       shingle.Batch
	memory      *Memory // nil for none
}

// Look is what a survey keeps of one report.
type Look struct {
	sketch shingle.Sketch
	names  []judge.Spelling
	outlet string
}

// LookAt looks at one report, which needs to be cut into words only
// (tokenize.Fill). It may be called by several goroutines.
func LookAt(t *text.Text) Look {
	return lookAt(view.Of(t))
}

func lookAt(v *view.View) Look {
	return Look{shingle.Of(v), judge.SpellingsOf(v), v.Doc.Outlet}
}

// Add adds the next report.
func (s *Survey) Add(l Look) {
	if s.known == nil {
		s.known = map[string]string{}
	}
	if _, ok := s.known[l.outlet]; !ok {
		s.known[l.outlet] = l.outlet
	}
	s.sketches, s.outlets = append(s.sketches, l.sketch), append(s.outlets, s.known[l.outlet])
	s.spellings.Add(l.names)
}

// Len is the number of reports.
func (s *Survey) Len() int { return len(s.outlets) }

// learn finds the boilerplate.
func (s *Survey) learn() {
	s.boilerplate = shingle.Learn(len(s.sketches), func(i int) shingle.Sketch { return s.sketches[i] }, func(i int) string { return s.outlets[i] })
}

// Seal finishes the survey after the last Add.
func (s *Survey) Seal() {
	s.learn()
	for i := range s.sketches {
		s.batch.Add(s.sketches[i].Distinct(s.boilerplate.Drop(s.sketches[i], s.outlets[i])))
		s.sketches[i] = shingle.Sketch{}
	}
	s.sketches = nil
	s.batch.Seal()
}

// Candidates yields the pairs worth comparing whose first report is one of
// [from, to), by their numbers, in order.
func (s *Survey) Candidates(from, to int) iter.Seq[shingle.Candidate] {
	return s.batch.Candidates(from, to)
}

// Compare compares some of the reports: docs, whose pairs worth comparing are
// given by their places in docs, the lower first, in ascending order. Changes
// are left out where they are not wanted; they need the whole analysis of the
// reports, all else their words only.
func (s *Survey) Compare(docs []Doc, pairs [][2]int, changes bool) stemma.Copies {
	return s.compare(docs, each(pairs), changes)
}

// View is the view of one of the reports, without boilerplate.
func (s *Survey) View(t *text.Text) *view.View {
	return s.without(s.memory.see(t))
}

// Akin reports whether one of two reports took something from the other, or
// both from a third.
func Akin(a, b *view.View) bool {
	return judge.Pair(align.Pair(a, b)).Relation != stemma.RelationNone
}

// views makes the views of documents, without boilerplate, and says which part
// of their names is misspelt.
func (s *Survey) views(docs []Doc) (views []*view.View, misspelt []float64) {
	views, misspelt = make([]*view.View, len(docs)), make([]float64, len(docs))
	for i, d := range docs {
		x := s.memory.see(d.Text)
		misspelt[i] = s.spellings.Misspelt(x.look.names)
		views[i] = s.without(x)
	}
	return views, misspelt
}

// without is the view of x without its boilerplate.
func (s *Survey) without(x *seen) *view.View {
	if s.boilerplate.Len() == 0 {
		return x.view
	}
	drop := s.boilerplate.Drop(x.look.sketch, x.look.outlet)
	if drop == nil {
		return x.view
	}
	return s.memory.without(x.view, drop)
}
