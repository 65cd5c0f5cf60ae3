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
		return c, (kept || len(s.Links) > 3) && (c.Kind != stemma.ChangeCaveat || !d.hasCaveat(-1))
	}
	first, end, same, tell, numbers := len(s.Child.Words), 0, 0, 0, 0
	for i := c.First; i < c.End; i++ {
		w := s.Parent.Words[i]
		if w.Class == view.Stop && c.End-c.First > 1 {
			continue
		}
		tell++
		j := s.ToChild[i]
		if j < 0 || c.Kind == stemma.ChangeQuotation && !s.Child.Words[j].Quoted {
			continue
		}
		x := s.Child.Words[j]
		if x.Norm == w.Norm || x.Key == w.Key || x.Class == view.Name && align.Similar(x.Norm, w.Norm) {
			same++
			first, end = min(first, j), max(end, j+1)
			if w.Class == view.Number {
				numbers++
			}
		}
	}
	fact := c.Kind == stemma.ChangeAttribution && same+numbers >= minMoved && same*4 >= tell
	if tell == 0 || same*2 < tell && !fact || end-first > 3*(c.End-c.First)+6 {
		return c, s.retold(&c)
	}
	c.First, c.End = first, end
	return c, true
}

// retold reports whether the child carries a change in a sentence that matches
// none of the parent's, as a summary may.
func (s *Step) retold(c *Found) bool {
	switch c.Kind {
	case stemma.ChangeName, stemma.ChangePlace:
		return s.byName(c)
	case stemma.ChangeFigure:
		return s.byNumber(c)
	case stemma.ChangeMeasure:
		return s.byMeasure(c)
	case stemma.ChangeAttribution:
		return s.bySource(c)
	}
	return false
}

// Repeats reports whether change c lies where a change of a name was taken
// over from the parent: a misspelt name that is transliterated stays that
// change.
func (c Found) Repeats(carried Found) bool {
	name := func(k string) bool { return k == stemma.ChangeName || k == stemma.ChangePlace }
	return name(c.Kind) && name(carried.Kind) && c.To != nil && c.First < carried.End && carried.First < c.End
}

// byNumber looks for an altered number of people harmed.
func (s *Step) byNumber(c *Found) bool {
	to := tollsOf(s.Child, s.ChildClaims)
	for _, p := range tollsOf(s.Parent, s.ParentClaims) {
		if p.word < c.First || p.word >= c.End {
			continue
		}
		for _, t := range to {
			if t.measure == p.measure && s.Child.Words[t.word].Norm == s.Parent.Words[p.word].Norm {
				c.First, c.End = t.word, t.word+1
				return true
			}
		}
	}
	return false
}

// byMeasure looks for the number before a word of harm that was altered, with
// the same harm alone.
func (s *Step) byMeasure(c *Found) bool {
	for i := c.First - 1; i >= s.Parent.Sentences[s.Parent.Words[c.First].Sentence].First; i-- {
		if s.Parent.Words[i].Class != view.Number {
			continue
		}
		for j := s.Child.BodyFirst; j < len(s.Child.Words); j++ {
			if s.Child.Words[j].Norm == s.Parent.Words[i].Norm && harms(s.Child, j) == harm(s.Parent.Words[c.First]) {
				c.First, c.End = j, j+1
				return true
			}
		}
		return false
	}
	return false
}

// bySource looks for a source that was put in another's place, in a sentence
// with a number of the claim.
func (s *Step) bySource(c *Found) bool {
	k := s.Parent.Sentences[s.Parent.Words[c.First].Sentence]
	source := s.Parent.Words[c.First:c.End]
	if len(source) > (k.End-k.First)/2 {
		return false
	}
	for i := k.First; i < k.End; i++ {
		if s.Parent.Words[i].Class != view.Number {
			continue
		}
		for j := s.Child.BodyFirst; j < len(s.Child.Words); j++ {
			t := s.Child.Sentences[s.Child.Words[j].Sentence]
			if s.Child.Words[j].Norm == s.Parent.Words[i].Norm && meetAny(source, s.Child.Words[t.First:t.End]) {
				c.First, c.End = t.First, t.End
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
