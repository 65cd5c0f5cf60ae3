package ledger

import (
	"strings"

	"github.com/stemmanews/stemma"
)

func sameBound(a, b *float64) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}

// sameValue reports whether two values allow the same numbers.
func sameValue(a, b *stemma.Value) bool {
	if a == nil || b == nil {
		return a == b
	}
	return sameBound(a.Low, b.Low) && sameBound(a.High, b.High)
}

// number is the numeral that the words name: the lower bound, or the upper
// where only that is given.
func number(v *stemma.Value) float64 {
	if v.Low != nil {
		return *v.Low
	}
	if v.High != nil {
		return *v.High
	}
	return 0
}

// sameNumber reports whether two values name one numeral, comparators aside:
// "approximately 1,400" and "at least 1,400", not "40 to 60" and "40".
func sameNumber(a, b *stemma.Value) bool {
	return a != nil && b != nil && number(a) == number(b) && isRange(a) == isRange(b) && (!isRange(a) || sameValue(a, b))
}

func isRange(v *stemma.Value) bool {
	return v.Low != nil && v.High != nil && *v.Low != *v.High
}

// vague reports whether the words give an order of magnitude only.
func vague(v *stemma.Value) bool {
	switch v.Comparator {
	case stemma.Several, stemma.Dozens, stemma.Hundreds, stemma.Thousands, stemma.TensOfThousands,
		stemma.HundredsOfThousands, stemma.Millions:
		return true
	}
	return false
}

// inside reports whether all that a allows lies within b, which is wider.
func inside(a, b *stemma.Value) bool {
	if sameValue(a, b) {
		return false
	}
	lowOK := b.Low == nil || a.Low != nil && *a.Low >= *b.Low
	highOK := b.High == nil || a.High != nil && *a.High <= *b.High
	return lowOK && highOK
}

// disjoint reports whether no number is allowed by both.
func disjoint(a, b *stemma.Value) bool {
	return a.High != nil && b.Low != nil && *a.High < *b.Low || b.High != nil && a.Low != nil && *b.High < *a.Low
}

// start is the first day of an EDTF date or interval, as comparable text.
func start(date string) string {
	first, _, _ := strings.Cut(date, "/")
	return first
}

// end is the last day of an EDTF date or interval; a month or year ends late.
func end(date string) string {
	_, last, ok := strings.Cut(date, "/")
	if !ok {
		last = date
	}
	switch len(last) {
	case 4:
		return last + "-12-31"
	case 7:
		return last + "-31"
	}
	return last
}

// later reports whether a is after b; an unknown date is after all others.
func later(a, b string) bool {
	if a == "" || b == "" {
		return a == "" && b != ""
	}
	return end(a) > end(b)
}
