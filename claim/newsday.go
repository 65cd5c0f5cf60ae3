package claim

import (
	"time"

	"github.com/stemmanews/stemma"
)

// newsDays gives claims that name no day the day of the news: the last day
// that a claim before them named, where it lies in the days up to publication,
// else the day of publication. Reports name the day once, at the top; what
// follows was said on it. The span stays empty, because no words of the claim's
// own say so. Claims about older days break nothing: a day of the background is
// not carried on. Where the day of publication was only worked out, the first
// day that a claim names will do, wherever in its sentence it stands.
func (v *view) newsDays(all []found, claims []stemma.Claim) {
	day := v.t.Doc.Published.Date
	sure := v.t.Doc.Published.From != stemma.DateInferred
	for i := range claims {
		c := &claims[i]
		switch {
		case all[i].own:
		case c.Said.Span != nil && v.recent(c.Said.Date) && (!sure || v.beside(&all[i], *c.Said.Span)):
			day, sure = c.Said.Date, true
		case c.Said.Date == "":
			c.Said.Date = day
		}
	}
}

// beside reports whether date words stand right behind the cue ("told reporters
// on Monday"): farther away they may be the day of what is told.
func (v *view) beside(a *found, date stemma.Span) bool {
	first, _ := v.t.TokensIn(date)
	return first >= a.cue.end && first-a.cue.end <= 4
}

// newsAge is how many days before publication a day still counts as news.
const newsAge = 3

// recent reports whether a day lies at most newsAge days before publication.
func (v *view) recent(day string) bool {
	d, err := time.Parse(time.DateOnly, day)
	published, err2 := time.Parse(time.DateOnly, v.t.Doc.Published.Date)
	if err != nil || err2 != nil {
		return false
	}
	age := published.Sub(d).Hours() / 24
	return age >= 0 && age <= newsAge
}
