// Package judge says how two aligned reports are related, which took from
// which, and why. All it goes by are features that a person can read.
package judge

import (
	"math"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin/align"
)

// Verdict is the judgement on a pair of reports.
type Verdict struct {
	*align.Alignment
	align.Extent
	Relation   string
	Confidence float64
}

// Thresholds, in shares of words.
const (
	copyShare     = 0.93 // of both bodies, for copy
	copyFidelity  = 0.97
	editKept      = 0.66 // of the wording, from which a copy is edited and not reworded
	editIntact    = 0.25 // the same of words in sentences that nobody touched
	editFidelity  = 0.75 // words that are the same, from which a part counts as taken faithfully
	takenFaithful = 0.28 // of either body, word for word, from which it is more than an excerpt
	takenFreely   = 0.36 // the same in other words
	excerptShare  = 0.06
	excerptWords  = 30   // outside quotation marks: two who quote one speech took nothing from each other
	fewWords      = 22   // the same for all relations but between nearly equal texts
	summaryShare  = 0.72 // of the longer body; a summary leaves out more
)

// Pair judges an alignment.
func Pair(al *align.Alignment) Verdict {
	v := Verdict{Alignment: al, Extent: al.Extent()}
	v.Relation = v.relation()
	v.Confidence = v.confidence()
	return v
}

func (v *Verdict) relation() string {
	most, least, taken := max(v.ShareA, v.ShareB), min(v.ShareA, v.ShareB), v.taken()
	switch {
	case v.Extent.Links == 0 || v.Unquoted < fewWords && most < 0.8:
		return stemma.RelationNone
	case least >= copyShare && v.Fidelity >= copyFidelity:
		return stemma.RelationCopy
	case most >= copyShare && least >= 0.3 && v.Fidelity >= 0.98 && v.Intact >= 0.97:
		return stemma.RelationCopy // nothing but cut
	case taken < takenFreely && (v.Fidelity < editFidelity || most < takenFaithful):
		return v.excerpt(most, taken)
	case v.kept() >= editKept || v.Intact >= editIntact:
		return stemma.RelationEdited
	case least < summaryShare && v.shorter() < 0.8:
		return stemma.RelationSummary
	}
	return stemma.RelationReworded
}

// excerpt tells excerpts from reports that share facts or quotations.
func (v *Verdict) excerpt(most, taken float64) string {
	faithful := v.Fidelity >= 0.85 && most >= excerptShare && v.Unquoted >= excerptWords
	freely := taken >= 0.18 && v.Extent.Links >= 8 && v.Unquoted >= 5*excerptWords && v.InOrder*10 >= v.Extent.Links*6
	if faithful || freely {
		return stemma.RelationExcerpt
	}
	return stemma.RelationNone
}

// taken is the part of the shorter body that was taken, by the side on which
// the passages have fewer words: a long sentence that holds a few words of
// another does not count in full.
func (v *Verdict) taken() float64 {
	return float64(min(v.WordsA, v.WordsB)) / float64(max(1, min(v.A.BodyLen(), v.B.BodyLen())))
}

// kept says how much of the wording was kept, about 0 to 1: the telling words,
// and the runs of words as against single ones. Who rewords puts other words
// for the telling ones and leaves the small words between them; who edits
// leaves telling words and whole phrases.
func (v *Verdict) kept() float64 { return v.Telling + (v.Runs-v.Fidelity)/2 }

// shorter is the length of the shorter body over that of the longer.
func (v *Verdict) shorter() float64 {
	a, b := float64(v.A.BodyLen()), float64(v.B.BodyLen())
	return min(a, b) / max(a, b, 1)
}

// Sure is how likely it is, 0 to 1, that a pair is related as it is said to be,
// in the direction that is given, if one is. The chances of a direction are
// those counted on invented stories from which reports or dates were taken
// away; docs/method/copies.md has the counts.
func (v *Verdict) Sure(direction string) float64 {
	if direction == stemma.DirectionUnknown {
		return v.Confidence
	}
	_, a := CreditsOutlet(v.A.Doc, v.B.Doc)
	_, b := CreditsOutlet(v.B.Doc, v.A.Doc)
	dated := Later(v.A.Doc, v.B.Doc) || Later(v.B.Doc, v.A.Doc)
	chance := 0.8 // by the words alone
	switch excerpt := v.Relation == stemma.RelationExcerpt; {
	case dated && (a || b):
		chance = 0.97
	case excerpt:
		chance = 0.5
	case dated || a || b:
		chance = 0.89
	}
	return math.Round(100*chance*v.Confidence) / 100
}

// confidence grows with the words that are shared outside quotations, their
// faithfulness and their order.
func (v *Verdict) confidence() float64 {
	if v.Relation == stemma.RelationNone {
		return 0
	}
	order := float64(v.InOrder) / float64(max(1, v.Extent.Links))
	weight := float64(v.Unquoted) * (0.3 + v.Fidelity) * (0.4 + 0.6*order) * max(v.ShareA, v.ShareB)
	c := 1 - 0.5*math.Exp(-weight/40)
	return math.Round(c*100) / 100
}
