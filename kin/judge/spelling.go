package judge

import (
	"hash/maphash"
	"strings"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin/view"
)

// Spellings counts how many reports spell each name in which way. Names are
// the same where they sound the same. The zero value has seen no report.
type Spellings struct {
	seed     maphash.Seed
	reports  map[uint64]uint32 // by sound and spelling: reports that have it
	commoner map[uint64]uint32 // by sound: the most that reports have one spelling
}

// Spelling is a name as a report spells it.
type Spelling struct{ sound, norm string }

// SpellingsOf lists the names of a report, each spelling once.
func SpellingsOf(v *view.View) []Spelling {
	var out []Spelling
	seen := map[string]bool{}
	for _, w := range v.Words {
		if w.Class == view.Name && !seen[w.Norm] {
			seen[w.Norm] = true
			out = append(out, Spelling{w.Key, w.Norm})
		}
	}
	return out
}

// Add counts the names of one more report.
func (s *Spellings) Add(names []Spelling) {
	if s.reports == nil {
		s.seed, s.reports, s.commoner = maphash.MakeSeed(), map[uint64]uint32{}, map[uint64]uint32{}
	}
	for _, n := range names {
		k := maphash.Comparable(s.seed, n)
		s.reports[k]++
		sound := maphash.String(s.seed, n.sound)
		s.commoner[sound] = max(s.commoner[sound], s.reports[k])
	}
}

// Misspelt is the part of a report's names, 0 to 1, whose spelling hardly
// anybody else has while most others spell the same name alike: the mark of a
// slip, or of a way through another language.
func (s *Spellings) Misspelt(names []Spelling) float64 {
	odd := 0
	for _, n := range names {
		if s.reports != nil && 3*s.reports[maphash.Comparable(s.seed, n)] <= s.commoner[maphash.String(s.seed, n.sound)] {
			odd++
		}
	}
	return float64(odd) / float64(max(1, len(names)))
}

// Odd reports whether at least twice as many reports have another spelling of
// the name.
func (s *Spellings) Odd(n Spelling) bool {
	if s.reports == nil {
		return false
	}
	own := s.reports[maphash.Comparable(s.seed, n)]
	return own > 0 && 2*own <= s.commoner[maphash.String(s.seed, n.sound)]
}

// SharedErrors shows the names that both reports have, in the same places, in a
// spelling that most others do not have: the philologist's strongest evidence.
func (v *Verdict) SharedErrors(s *Spellings) (stemma.Evidence, bool) {
	e := stemma.Evidence{Kind: "shared-error", A: []stemma.Span{}, B: []stemma.Span{}}
	seen := map[string]bool{}
	var names []string
	for i, w := range v.A.Words {
		j := v.ToB[i]
		if j < 0 || w.Class != view.Name || v.B.Words[j].Norm != w.Norm || !s.Odd(Spelling{w.Key, w.Norm}) {
			continue
		}
		e.A, e.B = append(e.A, w.Span), append(e.B, v.B.Words[j].Span)
		if !seen[w.Norm] {
			seen[w.Norm] = true
			names = append(names, w.Span.In(v.A.Doc.Text))
		}
	}
	e.Detail = "both have " + strings.Join(names, ", ") + ", which most others spell otherwise"
	return e, len(names) > 0
}
