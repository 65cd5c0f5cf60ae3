package timex

import (
	"time"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/internal/atom"
	"github.com/stemmanews/stemma/lang/text"
	"github.com/stemmanews/stemma/lang/tokenize"
)

// Anchor infers the day of publication of documents that have none, from the
// dates they print, and says on which words it rests. In order:
//
//  1. the latest full date of a document, where it is news: in the lead, with
//     its weekday, or under an embedded post;
//  2. "Monday, December 23", whose weekday fixes the year: the first year that
//     fits from the latest year that the document mentions, or the year of the
//     other documents;
//  3. a day and month alone that lies within a week of a dated document of the
//     same input.
//
// A bare weekday in the lead, before that date, is the day of the news: the
// first such day from the date on, unless that is too far from the other
// documents. Documents of which none of this holds
// stay undated. The result is a day on or before the day of publication: news
// rarely prints later ones.
func Anchor(docs []*stemma.Document) {
	open := map[int]*evidence{}
	for i, d := range docs {
		if d != nil && d.Published.Date == "" {
			open[i] = look(d)
		}
	}
	for i := range docs {
		if e := open[i]; e != nil && e.alone(docs[i]) {
			delete(open, i)
		}
	}
	days := dated(docs)
	for i := range docs {
		if e := open[i]; e != nil {
			e.among(docs[i], days)
		}
	}
}

// dated lists the days of the documents that have one.
func dated(docs []*stemma.Document) []time.Time {
	var days []time.Time
	for _, d := range docs {
		if t, ok := published(d); ok {
			days = append(days, t)
		}
	}
	return days
}

// sighting is a date as a document prints it.
type sighting struct {
	at      moment
	weekday int // written with it, 0 for none
	ahead   bool
	news    bool // in a sentence that reports
	post    bool // with the signature of an embedded post
	printed bool // in digits, not worked out
	owns    bool // "Saturday's ambush": the day of what happened, not of the news
	sent    int
	span    stemma.Span
}

// evidence is what a document says about days.
type evidence struct {
	days     []sighting // with day and month; year where it is printed
	weekdays []sighting // alone, in the lead
	year     int        // latest year mentioned that is not to come
}

// earliest is the first year in which a report may have appeared; what is
// older is history.
const earliest = 1990

// lead is the number of sentences in which news says when it happened.
const lead = 4

// look collects the dates of a document, furniture that belongs to the article
// included, that of other articles and readers' comments left out.
func look(d *stemma.Document) *evidence {
	x := *d
	x.Body, x.Headline.Span, x.Published = readable(d), nil, stemma.Published{}
	t := &text.Text{Doc: &x}
	tokenize.Fill(t)
	f := finder{t: t, keep: true}
	for s := range t.Sentences {
		f.sentence(s)
	}
	e := &evidence{}
	for _, s := range f.seen {
		e.note(s)
	}
	return e
}

// readable lists the parts of the text that may date the article.
func readable(d *stemma.Document) []stemma.Span {
	var out []stemma.Span
	at := 0
	for _, f := range d.Furniture {
		switch f.Kind {
		case stemma.FurnitureRelated, stemma.FurnitureComment, stemma.FurnitureNavigation, stemma.FurnitureAuthor:
			if f.Span[0] >= at && f.Span[1] <= len(d.Text) && f.Span[0] < f.Span[1] {
				if f.Span[0] > at {
					out = append(out, stemma.Span{at, f.Span[0]})
				}
				at = f.Span[1]
			}
		}
	}
	if at < len(d.Text) {
		out = append(out, stemma.Span{at, len(d.Text)})
	}
	return out
}

func (e *evidence) note(s sighting) {
	switch {
	case s.ahead:
	case s.at.g == day && s.at.w > 0 || s.at.g == day && s.weekday > 0 && s.at.d == 0:
		if s.sent < lead && !s.owns {
			e.weekdays = append(e.weekdays, s)
		}
	case s.at.g == day && s.at.d > 0 && s.printed:
		if s.at.y > 0 && s.weekday > 0 && isoWeekday(s.at.date()) != s.weekday {
			return // the weekday contradicts the date
		}
		e.days = append(e.days, s)
		e.year = max(e.year, s.at.y)
	case s.at.g == year || s.at.g == month || s.at.g == quarter:
		e.year = max(e.year, s.at.y)
	}
}

// alone dates the document by what it says itself.
func (e *evidence) alone(d *stemma.Document) bool {
	best, found := sighting{}, false
	for _, s := range e.days {
		if s.at.y == 0 && s.weekday > 0 && e.year > 0 {
			s.at.y = fitting(s, e.year)
		}
		if s.at.y == 0 || s.sent >= lead && s.weekday == 0 && !s.post || s.at.y < max(e.year, earliest) {
			continue
		}
		if !found || s.at.date().After(best.at.date()) {
			best, found = s, true
		}
	}
	if !found {
		return false
	}
	e.give(d, e.latest(best), nil)
	return true
}

// latest looks for a day and month without a year soon after best.
func (e *evidence) latest(best sighting) sighting {
	for _, s := range e.days {
		if s.at.y != 0 || !s.news && s.weekday == 0 {
			continue
		}
		s.at.y = best.at.y
		if t := s.at.date(); t.After(best.at.date()) && t.Before(best.at.date().AddDate(0, 0, 40)) && (s.weekday == 0 || isoWeekday(t) == s.weekday) {
			best = s
		}
	}
	return best
}

// fitting is the first year from y on, at most four later, in which the day
// falls on its weekday; 0 where there is none.
func fitting(s sighting, y int) int {
	for c := y; c < y+5; c++ {
		if valid(c, s.at.m, s.at.d) && isoWeekday(ymd(c, s.at.m, s.at.d)) == s.weekday {
			return c
		}
	}
	return 0
}

// near is how far, in days, a day may lie from the other documents to be taken
// for the day of another report of their story.
const near = 7

// among dates the document by the days of the others.
func (e *evidence) among(d *stemma.Document, days []time.Time) {
	best, found := sighting{}, false
	for _, s := range e.days {
		if s.at.y == 0 {
			s.at.y = nearest(s, days)
		} else if !s.news && !s.post && s.weekday == 0 {
			continue
		}
		if s.at.y == 0 || distance(s.at.date(), days) > near {
			continue
		}
		if !found || s.at.date().After(best.at.date()) {
			best, found = s, true
		}
	}
	if found {
		e.give(d, best, days)
	}
}

// nearest is the year that puts the day nearest to one of days and agrees with
// its weekday.
func nearest(s sighting, days []time.Time) int {
	year, gap := 0, near+1
	for _, t := range days {
		for y := t.Year() - 1; y <= t.Year()+1; y++ {
			if !valid(y, s.at.m, s.at.d) || s.weekday > 0 && isoWeekday(ymd(y, s.at.m, s.at.d)) != s.weekday {
				continue
			}
			if g := distance(ymd(y, s.at.m, s.at.d), []time.Time{t}); g < gap {
				year, gap = y, g
			}
		}
	}
	return year
}

// distance is the number of days from t to the nearest of days.
func distance(t time.Time, days []time.Time) int {
	best := 1 << 30
	for _, d := range days {
		n := int(t.Sub(d).Hours() / 24)
		best = min(best, max(n, -n))
	}
	return best
}

// give dates the document by s, or by the weekday of its lead that follows s
// where that too lies near the other documents.
func (e *evidence) give(d *stemma.Document, s sighting, days []time.Time) {
	t := s.at.date()
	for _, w := range e.weekdays {
		if s.weekday != 0 || w.span[0] >= s.span[0] {
			continue
		}
		next := t.AddDate(0, 0, (w.weekday-isoWeekday(t)+7)%7)
		if len(days) == 0 || distance(next, days) <= near {
			t, s = next, w
		}
		break
	}
	span := s.span
	d.Published = stemma.Published{Date: iso(t), From: stemma.DateInferred, Span: &span}
}

// says are the verbs that make a sentence one of news.
var says = map[string]bool{"said": true, "says": true, "told": true, "announced": true, "reported": true, "according": true, "confirmed": true, "claimed": true, "stated": true, "declared": true, "warned": true, "added": true, "accused": true, "denied": true, "published": true, "updated": true, "posted": true}

// reports says whether the sentence at hand tells what somebody said, and
// whether it has the signature of an embedded post ("@name").
func (f *finder) reports() (speech, post bool) {
	for i := range f.a {
		speech = speech || says[f.a[i].Low]
		post = post || f.a[i].Is("@") && i+1 < len(f.a) && !f.a[i+1].Gap
	}
	return speech, post
}

// see notes an expression for [Anchor].
func (f *finder) see(x found, s int) {
	w := 0
	if c := f.word(x.first); c.class == cWeekday {
		w = c.n
	}
	printed := false
	for i := x.first; i < x.end; i++ {
		printed = printed || f.a[i].Kind == atom.Number
	}
	speech, post := f.reports()
	f.seen = append(f.seen, sighting{at: x.at, weekday: w, ahead: f.tense(x.first, x.end) > 0,
		news: s < lead || speech, post: post, printed: printed, owns: f.low(x.end) == "'s", sent: s, span: stemma.Span{f.a[x.first].Start, f.a[x.end-1].End}})
}
