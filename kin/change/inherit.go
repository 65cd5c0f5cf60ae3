package change

import (
	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin/align"
	"github.com/stemmanews/stemma/kin/view"
)

// Inherits reports whether the child of this step carries a change that its
// parent made (c's words are the parent's), and returns the change with the
// child's words.
func (s *Step) Inherits(c Found) (Found, bool) {
	if c.To == nil {
		d := &detector{Step: s}
		d.context()
		kept := c.First >= 0 && c.First < len(s.Parent.Words) && len(d.parentLinks[s.Parent.Words[c.First].Sentence]) > 0
		c.First = 0
		return c, (kept || len(s.Links) > 3) && !d.hasCaveat(-1)
	}
	first, end, same, tell := len(s.Child.Words), 0, 0, 0
	for i := c.First; i < c.End; i++ {
		w := s.Parent.Words[i]
		if w.Class == view.Stop && c.End-c.First > 1 {
			continue
		}
		tell++
		j := s.ToChild[i]
		if j < 0 {
			continue
		}
		x := s.Child.Words[j]
		if x.Norm == w.Norm || x.Key == w.Key || x.Class == view.Name && align.Similar(x.Norm, w.Norm) {
			same++
			first, end = min(first, j), max(end, j+1)
		}
	}
	if tell == 0 || same*2 < tell || end-first > 3*(c.End-c.First)+6 {
		return c, c.Kind == stemma.ChangeName && s.byName(&c) || c.Kind == stemma.ChangeFigure && s.byNumber(&c)
	}
	c.First, c.End = first, end
	return c, true
}

// Repeats reports whether change c lies where a change of a name was taken
// over from the parent: a misspelt name that is transliterated stays that
// change.
func (c Found) Repeats(carried Found) bool {
	name := func(k string) bool { return k == stemma.ChangeName || k == stemma.ChangePlace }
	return name(c.Kind) && name(carried.Kind) && c.To != nil && c.First < carried.End && carried.First < c.End
}

// byNumber looks for an altered number of people harmed in sentences that match
// none of the parent's.
func (s *Step) byNumber(c *Found) bool {
	for i := c.First; i < c.End; i++ {
		w := s.Parent.Words[i]
		h := harmNear(s.Parent, i)
		if w.Class != view.Number || h == 0 {
			continue
		}
		for j := s.Child.BodyFirst; j < len(s.Child.Words); j++ {
			if s.Child.Words[j].Norm == w.Norm && s.ToParent[j] < 0 && harmNear(s.Child, j) == h {
				c.First, c.End = j, j+1
				return true
			}
		}
	}
	return false
}

// byName looks for an altered name anywhere in the child, as another mention
// may have been kept.
func (s *Step) byName(c *Found) bool {
	last := s.Parent.Words[c.End-1].Norm
	for j := s.Child.BodyFirst; j < len(s.Child.Words); j++ {
		if w := s.Child.Words[j]; w.Norm == last && w.Class == view.Name {
			c.First, c.End = j, j+1
			return true
		}
	}
	return false
}
