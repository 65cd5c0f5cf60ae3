package incident

import (
	"strings"

	"github.com/stemmanews/stemma/lang/text"
)

var elsewhere = set("year unrelated separate annually statistics average yearly")

// past reports whether a harm is of another happening: statistics, a year gone
// by.
func (r *reader) past(h *harm) bool {
	first, end := around(h.at, r.t.Sentences[h.sentence])
	for i := first; i < end; i++ {
		if elsewhere[r.low[i]] && r.ageEnd(i-2) <= i && r.ageEnd(i-1) <= i {
			return true
		}
		if r.low[i] == "ago" && (r.word(i-1) == "years" || r.word(i-1) == "months" || r.word(i-1) == "year") {
			return true
		}
	}
	return false
}

// before reports whether all days that the sentence of a harm names lie more
// than a day before that of the incident.
func (r *reader) before(h *harm, day string) bool {
	if day == "" {
		day = r.t.Doc.Published.Date
	}
	if day == "" {
		return false
	}
	found := false
	from, to := around(h.at, r.t.Sentences[h.sentence])
	for i := from; i < to; i++ {
		k := r.timeAt[i]
		if k < 0 {
			continue
		}
		x := &r.t.Times[k]
		if x.EDTF == "" || x.Type == text.Duration || x.Type == text.Set {
			continue
		}
		_, end, ok := strings.Cut(x.EDTF, "/")
		if !ok {
			end = x.EDTF
		}
		if days(lastDay(end), day) <= 1 {
			return false
		}
		found = true
	}
	return found
}

// lastDay is the last day of a year, a month or a day in EDTF.
func lastDay(date string) string {
	switch len(date) {
	case 4:
		return date + "-12-31"
	case 7:
		return date + "-28"
	}
	return date
}

// desks are words behind "homicide" in the names of those who investigate.
var desks = set("unit units detective detectives investigator investigators squad bureau division task section team department")

// tellsOfDeath reports whether the text speaks of a death in its event's name.
func (r *reader) tellsOfDeath() bool {
	for i, w := range r.low {
		if i > 120 {
			break
		}
		switch {
		case w == "fatal" || w == "deadly" || w == "fatally", w == "homicide" && !desks[r.word(i+1)], w == "slaying", w == "murder", w == "manslaughter":
			if !strings.Contains(r.word(i-1), "attempt") && r.word(i+1) != "last" && r.word(i+2) != "last" && r.word(i+3) != "last" {
				return true
			}
		}
	}
	return false
}
