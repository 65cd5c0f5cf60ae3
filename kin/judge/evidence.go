package judge

import (
	"fmt"
	"strings"
	"time"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin/view"
)

// Evidence lists for people what speaks for the relation and the direction of
// a pair.
func Evidence(v *Verdict) []stemma.Evidence {
	ev := []stemma.Evidence{v.overlap()}
	if v.Extent.Links > 2 {
		ev = append(ev, v.order())
	}
	if e, ok := v.numbers(); ok {
		ev = append(ev, e)
	}
	if e, ok := v.quotations(); ok {
		ev = append(ev, e)
	}
	if e, ok := v.names(); ok {
		ev = append(ev, e)
	}
	ev = append(ev, v.credit()...)
	if e, ok := v.dates(); ok {
		ev = append(ev, e)
	}
	return ev
}

func (v *Verdict) overlap() stemma.Evidence {
	e := stemma.Evidence{Kind: "overlap", A: []stemma.Span{}, B: []stemma.Span{}}
	e.Detail = fmt.Sprintf("%.0f%% of one text and %.0f%% of the other say the same; %.0f%% of those words are the same", 100*v.ShareA, 100*v.ShareB, 100*v.Fidelity)
	return e
}

func (v *Verdict) order() stemma.Evidence {
	return stemma.Evidence{Kind: "order", A: []stemma.Span{}, B: []stemma.Span{},
		Detail: fmt.Sprintf("%d of %d shared passages stand in the same order", v.InOrder, v.Extent.Links)}
}

// numbers shows the figures that both have in shared passages.
func (v *Verdict) numbers() (stemma.Evidence, bool) {
	e := stemma.Evidence{Kind: "figure", A: []stemma.Span{}, B: []stemma.Span{}}
	for i, w := range v.A.Words {
		if j := v.ToB[i]; j >= 0 && w.Class == view.Number {
			e.A, e.B = append(e.A, w.Span), append(e.B, v.B.Words[j].Span)
		}
	}
	e.Detail = fmt.Sprintf("has %d of %d figures of the shared passages", len(e.A), v.NumbersA)
	return e, len(e.A) > 1
}

// names shows the names that the two spell otherwise, each once.
func (v *Verdict) names() (stemma.Evidence, bool) {
	e := stemma.Evidence{Kind: "name", A: []stemma.Span{}, B: []stemma.Span{}}
	seen, first := map[string]bool{}, ""
	for i, w := range v.A.Words {
		j := v.ToB[i]
		if j < 0 || w.Class != view.Name || v.B.Words[j].Norm == w.Norm || seen[w.Norm] {
			continue
		}
		seen[w.Norm] = true
		e.A, e.B = append(e.A, w.Span), append(e.B, v.B.Words[j].Span)
		if first == "" {
			first = w.Span.In(v.A.Doc.Text) + " in the first, " + v.B.Words[j].Span.In(v.B.Doc.Text) + " in the second"
		}
	}
	e.Detail = fmt.Sprintf("%d names are spelt otherwise: %s", len(e.A), first)
	if len(e.A) == 1 {
		e.Detail = "a name is spelt otherwise: " + first
	}
	return e, len(e.A) > 0
}

// quotations shows the quotations that stand in both word for word.
func (v *Verdict) quotations() (stemma.Evidence, bool) {
	e := stemma.Evidence{Kind: "quotation", A: []stemma.Span{}, B: []stemma.Span{}}
	for _, q := range v.A.Quotes {
		if j := v.ToB[q.First]; j >= 0 && v.sameWords(q) {
			e.A, e.B = append(e.A, q.Span), append(e.B, v.B.SpanOf(j, j+q.End-q.First))
		}
	}
	e.Detail = fmt.Sprintf("%d quotations are the same", len(e.A))
	if len(e.A) == 1 {
		e.Detail = "one quotation is the same"
	}
	return e, len(e.A) > 0
}

func (v *Verdict) sameWords(q view.Quote) bool {
	j := v.ToB[q.First]
	if j+q.End-q.First > len(v.B.Words) {
		return false
	}
	for k := q.First; k < q.End; k++ {
		if v.B.Words[j+k-q.First].Norm != v.A.Words[k].Norm {
			return false
		}
	}
	return true
}

// credit shows whom each report credits where the other is that outlet, or
// both credit one agency.
func (v *Verdict) credit() []stemma.Evidence {
	var ev []stemma.Evidence
	for _, c := range v.A.Doc.Credits {
		for _, d := range v.B.Doc.Credits {
			if strings.EqualFold(c.Name, d.Name) && !credited(ev, c.Name) {
				ev = append(ev, stemma.Evidence{Kind: "credit", Detail: "both credit " + c.Name, A: []stemma.Span{c.Span}, B: []stemma.Span{d.Span}})
			}
		}
	}
	if c, ok := CreditsOutlet(v.B.Doc, v.A.Doc); ok {
		ev = append(ev, stemma.Evidence{Kind: "credit", Detail: "the second credits " + c.Name, A: []stemma.Span{}, B: []stemma.Span{c.Span}})
	}
	if c, ok := CreditsOutlet(v.A.Doc, v.B.Doc); ok {
		ev = append(ev, stemma.Evidence{Kind: "credit", Detail: "the first credits " + c.Name, A: []stemma.Span{c.Span}, B: []stemma.Span{}})
	}
	return ev
}

func credited(ev []stemma.Evidence, name string) bool {
	for _, e := range ev {
		if strings.EqualFold(e.Detail, "both credit "+name) {
			return true
		}
	}
	return false
}

// CreditsOutlet returns the credit of d that names the outlet of source, which
// is not d's own.
func CreditsOutlet(d, source *stemma.Document) (stemma.Credit, bool) {
	name := bare(source.Outlet)
	if len(name) < 3 || name == bare(d.Outlet) {
		return stemma.Credit{}, false
	}
	for _, c := range d.Credits {
		if strings.Contains(bare(c.Name), name) {
			return c, true
		}
	}
	return stemma.Credit{}, false
}

// bare is an outlet's name without its article, in lower case.
func bare(name string) string {
	return strings.TrimSpace(strings.TrimPrefix(strings.ToLower(name), "the "))
}

func (v *Verdict) dates() (stemma.Evidence, bool) {
	a, b := v.A.Doc.Published, v.B.Doc.Published
	e := stemma.Evidence{Kind: "date", A: spans(a.Span), B: spans(b.Span)}
	switch {
	case Later(v.B.Doc, v.A.Doc):
		e.Detail = fmt.Sprintf("the second is dated %s, %s after the first", b.Date, days(a.Date, b.Date))
	case Later(v.A.Doc, v.B.Doc):
		e.Detail = fmt.Sprintf("the first is dated %s, %s after the second", a.Date, days(b.Date, a.Date))
	default:
		return e, false
	}
	return e, true
}

// days is the time between two days, in words.
func days(from, to string) string {
	a, err1 := time.Parse(time.DateOnly, from)
	b, err2 := time.Parse(time.DateOnly, to)
	switch n := int(b.Sub(a).Hours() / 24); {
	case err1 != nil || err2 != nil:
		return "some time"
	case n == 1:
		return "a day"
	default:
		return fmt.Sprintf("%d days", n)
	}
}

func spans(s *stemma.Span) []stemma.Span {
	if s == nil {
		return []stemma.Span{}
	}
	return []stemma.Span{*s}
}

// ExcerptDirection says which of two reports took an excerpt from the other:
// the one dated later, or the one that credits the other's outlet.
func ExcerptDirection(v *Verdict) string {
	_, aCredits := CreditsOutlet(v.A.Doc, v.B.Doc)
	_, bCredits := CreditsOutlet(v.B.Doc, v.A.Doc)
	switch {
	case Later(v.B.Doc, v.A.Doc) || bCredits && !aCredits:
		return stemma.DirectionAB
	case Later(v.A.Doc, v.B.Doc) || aCredits && !bCredits:
		return stemma.DirectionBA
	}
	return stemma.DirectionUnknown
}
