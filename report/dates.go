package report

import (
	"strings"
	"time"
)

// shortDate tells an EDTF date for a narrow place: "13 Nov", "Oct 2024"; what
// it cannot read it leaves as it is.
func shortDate(edtf string) string {
	if a, b, ok := strings.Cut(edtf, "/"); ok {
		return shortDate(a) + "–" + shortDate(b)
	}
	if t, err := time.Parse(time.DateOnly, edtf); err == nil {
		return t.Format("2 Jan")
	}
	if t, err := time.Parse("2006-01", edtf); err == nil {
		return t.Format("Jan 2006")
	}
	return oneLine(edtf)
}

// LongDate tells an EDTF date with its year: "13 November 2031".
func LongDate(edtf string) string {
	if a, b, ok := strings.Cut(edtf, "/"); ok {
		return LongDate(a) + " to " + LongDate(b)
	}
	if t, err := time.Parse(time.DateOnly, edtf); err == nil {
		return t.Format("2 January 2006")
	}
	if t, err := time.Parse("2006-01", edtf); err == nil {
		return t.Format("January 2006")
	}
	return oneLine(edtf)
}

// year is the year of an EDTF date, "" where it has none.
func year(edtf string) string {
	if len(edtf) >= 4 && strings.Trim(edtf[:4], "0123456789") == "" {
		return edtf[:4]
	}
	return ""
}

// dateBounds are the first and the last day of an EDTF date; false where it is
// none that can be placed.
func dateBounds(edtf string) (from, to time.Time, ok bool) {
	if a, b, found := strings.Cut(edtf, "/"); found {
		from, _, okA := dateBounds(a)
		_, to, okB := dateBounds(b)
		return from, to, okA && okB && !to.Before(from)
	}
	if t, err := time.Parse(time.DateOnly, edtf); err == nil {
		return t, t, true
	}
	if t, err := time.Parse("2006-01", edtf); err == nil {
		return t, t.AddDate(0, 1, -1), true
	}
	if t, err := time.Parse("2006", edtf); err == nil {
		return t, t.AddDate(1, 0, -1), true
	}
	return from, to, false
}
