package incident

import (
	"strings"

	"github.com/stemmanews/stemma/lang/text"
)

var elsewhere = set("year unrelated separate annually statistics average yearly")

// past reports whether a harm is of another happening: statistics, a year gone
// by.
func (r *reader) past(h *harm) bool {
	s := r.t.Sentences[h.sentence]
	for i := s.First; i < s.End; i++ {
		if elsewhere[r.low[i]] && r.ageEnd(i-2) <= i && r.ageEnd(i-1) <= i {
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
	s := r.t.Sentences[h.sentence]
	for i := range r.t.Times {
		x := &r.t.Times[i]
		if x.EDTF == "" || x.First < s.First || x.End > s.End || x.Type == text.Duration || x.Type == text.Set {
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

// tellsOfDeath reports whether the text speaks of a death in its event's name.
func (r *reader) tellsOfDeath() bool {
	for i, w := range r.low {
		if i > 120 {
			break
		}
		switch {
		case w == "fatal" || w == "deadly" || w == "fatally", w == "homicide" && r.word(i+1) != "unit" && r.word(i+1) != "detectives", w == "slaying", w == "murder", w == "manslaughter":
			if !strings.Contains(r.word(i-1), "attempt") {
				return true
			}
		}
	}
	return false
}
