// Package change lists what a copy altered: figures, names, places, dates,
// quotations, caveats, attributions, negations. It looks at the sentences that
// parent and child have in common, word beside word, and leaves alone what
// keeps the meaning: other units, other spellings, numbers in words, synonyms.
package change

import (
	"slices"
	"sort"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin/align"
	"github.com/stemmanews/stemma/kin/view"
)

// Step is one step of descent: a parent and a child, aligned.
type Step struct {
	Parent, Child *view.View
	Links         []align.Link // A is the parent's, B the child's
	ToParent      []int        // for each word of the child its counterpart, or -1
	ToChild       []int
	Foreign       map[int]bool // sentences of the child that come from its other parent

	ParentClaims, ChildClaims []stemma.Claim
}

// NewStep turns an alignment so that the parent is on the A side.
func NewStep(al *align.Alignment, parentIsA bool) *Step {
	if parentIsA {
		return &Step{Parent: al.A, Child: al.B, Links: al.Links, ToParent: al.ToA, ToChild: al.ToB}
	}
	s := &Step{Parent: al.B, Child: al.A, ToParent: al.ToB, ToChild: al.ToA}
	for _, l := range al.Links {
		l.A, l.B = l.B, l.A
		words := make([]align.Match, len(l.Words))
		for i, m := range l.Words {
			words[i] = align.Match{A: m.B, B: m.A, Kind: m.Kind}
		}
		l.Words = words
		s.Links = append(s.Links, l)
	}
	sort.SliceStable(s.Links, func(i, j int) bool { return s.Links[i].A < s.Links[j].A })
	return s
}

// Found is a change with the words of the child that carry it; First is -1
// where words are gone.
type Found struct {
	Kind       string
	From       stemma.Span // in the parent
	To         *stemma.Span
	First, End int // words of the child
	Lost       int // sentence of the parent that is gone, -1
}

// Only keeps the links for which take holds: a child of two parents compares
// each sentence with the parent that has more of it.
func (s *Step) Only(take func(l align.Link) bool, foreign map[int]bool) {
	var kept []align.Link
	for _, l := range s.Links {
		if take(l) {
			kept = append(kept, l)
		}
	}
	s.Foreign = foreign
	s.Links = kept
}

// Changes lists what the child altered, in the order of the child's text.
func (s *Step) Changes() []Found {
	d := &detector{Step: s, parentHas: vocabulary(s.Parent), childHas: vocabulary(s.Child), parentNames: capitalised(s.Parent), childNames: capitalised(s.Child),
		contents: map[*stemma.Claim][]int{}, taken: map[int]bool{}, updatedNumber: map[int]bool{}, seen: map[string]bool{}}
	d.context()
	d.quotations()
	d.names()
	d.respelt()
	d.renderings()
	d.accents()
	d.figures()
	d.vagueNumbers()
	d.measures()
	d.hedges()
	d.days()
	d.directions()
	d.negations()
	d.attributions()
	d.sources()
	d.stances()
	d.wordings()
	d.caveats()
	d.passages()
	d.out = slices.DeleteFunc(d.out, func(c Found) bool { return scattered(c) || d.ofSource(c) })
	sort.SliceStable(d.out, func(i, j int) bool { return d.out[i].First < d.out[j].First })
	return d.out
}

// ofSource reports whether a change of a name lies in the name of a source that
// was put in another's place, which says more.
func (d *detector) ofSource(c Found) bool {
	return (c.Kind == stemma.ChangeName || c.Kind == stemma.ChangePlace) && slices.ContainsFunc(d.out, func(a Found) bool {
		return a.Kind == stemma.ChangeAttribution && a.To != nil && a.End-a.First <= longestSource && a.First <= c.First && c.End <= a.End
	})
}

// longestSource is the number of words up to which an altered attribution is
// but the name of a source.
const longestSource = 10

// scattered reports whether the words of a change run backwards in the text:
// the words of a headline come first in a view, wherever it stands, so that a
// run over its end and the body's beginning is no stretch of the text.
func scattered(c Found) bool {
	return c.From.Len() < 0 || c.To != nil && c.To.Len() <= 0
}

// detector gathers the changes of one step.
type detector struct {
	*Step
	parentHas, childHas     map[string]bool // normalised words
	parentNames, childNames map[string]bool // those with a capital
	linksOf                 map[int][]int   // by sentence of the child
	parentLinks             map[int][]int   // by sentence of the parent
	taken                   map[int]bool    // words of the child that a change covers
	seen                    map[string]bool
	contents                map[*stemma.Claim][]int // words of the contents of claims
	contentOf               map[int][]int           // by word of the parent: the claims that have it in their contents
	updatedNumber           map[int]bool            // numbers of the parent that a change of figures covers
	updated                 bool                    // the child brings figures up to date
	translated              bool                    // the child transliterates names
	out                     []Found
}

func vocabulary(v *view.View) map[string]bool {
	m := map[string]bool{}
	for _, w := range v.Words {
		m[w.Norm] = true
	}
	return m
}

// capitalised lists the words that a view has with a capital.
func capitalised(v *view.View) map[string]bool {
	m := map[string]bool{}
	for _, w := range v.Words {
		if w.Upper {
			m[w.Norm] = true
		}
	}
	return m
}

func (d *detector) context() {
	d.linksOf, d.parentLinks = map[int][]int{}, map[int][]int{}
	for k, l := range d.Links {
		d.linksOf[l.B] = append(d.linksOf[l.B], k)
		d.parentLinks[l.A] = append(d.parentLinks[l.A], k)
	}
}

// add notes a change of the parent's words [a0,a1) into the child's [b0,b1).
func (d *detector) add(kind string, a0, a1, b0, b1 int) {
	to := d.Child.SpanOf(b0, b1)
	d.out = append(d.out, Found{Kind: kind, From: d.Parent.SpanOf(a0, a1), To: &to, First: b0, End: b1, Lost: -1})
	for j := b0; j < b1; j++ {
		d.taken[j] = true
	}
}

// once reports whether a change from one form to another is met for the first
// time.
func (d *detector) once(kind, from, to string) bool {
	k := kind + "\x00" + from + "\x00" + to
	if d.seen[k] {
		return false
	}
	d.seen[k] = true
	return true
}
