package incident

import (
	"time"

	"github.com/stemmanews/stemma/lang/text"
)

// day is the day of the incident as the report gives it: of the full days not
// after the report, the one that stands nearest to words of harm and to the
// beginning, where it is not the day of an arrest or of words. "" where no day
// speaks for itself.
func (r *reader) day(hs []harm) string {
	pub := r.t.Doc.Published.Date
	told := map[int]bool{}
	for i := range hs {
		told[hs[i].sentence] = true
	}
	best, top := "", 2
	for i := range r.t.Times {
		x := &r.t.Times[i]
		if len(x.EDTF) != len(time.DateOnly) || pub != "" && days(x.EDTF, pub) < 0 {
			continue
		}
		s := r.t.SentenceOf(x.First)
		if s < 0 {
			continue
		}
		n := r.weighDay(x, r.t.Sentences[s])
		if told[s] {
			n += 3
		}
		if s < headSentences {
			n += 2
		}
		if pub == "" || days(x.EDTF, pub) <= 14 {
			n++
		}
		if n > top {
			best, top = x.EDTF, n
		}
	}
	return best
}

var (
	happenings = set("shooting shootings attack incident explosion crash accident blast bombing raid airstrike strike stabbing homicide murder killing massacre clash collision fire quake earthquake gunfire shots happened occurred erupted")
	aftermath  = set("say tell arrest charge identify announce release plead sentence convict appear book confirm report issue update post publish hold schedule turn surrender file")
)

// weighDay says how far the words beside a day speak for it being the day of
// the incident.
func (r *reader) weighDay(x *text.Time, s text.Sentence) int {
	n := 0
	first, end := around(x.First, s)
	for k := first; k < end; k++ {
		if happenings[r.low[k]] {
			n = 2
			break
		}
	}
	for k := x.First - 1; k >= max(x.First-4, s.First); k-- {
		if r.upos(k) == "VERB" || r.upos(k) == "AUX" {
			if aftermath[r.t.Tokens[k].Lemma] {
				n -= 3
			}
			break
		}
	}
	return n
}

// days is the number of days from a to b, 0 where one is no full date.
func days(a, b string) int {
	x, errX := time.Parse(time.DateOnly, a)
	y, errY := time.Parse(time.DateOnly, b)
	if errX != nil || errY != nil {
		return 0
	}
	return int(y.Sub(x).Hours() / 24)
}
