package claim

import (
	"time"

	"github.com/stemmanews/stemma"
)

// newsDays gives claims that name no day the day of the news: the last day
// that a claim before them named, where it lies in the days up to publication.
// Reports name the day once, at the top; what follows was said on it. The span
// stays empty, because no words of the claim's own say so. Claims about older
// days break nothing: a day of the background is not carried on.
func (v *view) newsDays(all []found, claims []stemma.Claim) {
	day := ""
	for i := range claims {
		c := &claims[i]
		switch {
		case all[i].own:
		case c.Said.Span != nil && v.recent(c.Said.Date):
			day = c.Said.Date
		case c.Said.Date == "":
			c.Said.Date = day
		}
	}
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
