package timex

import (
	"strings"
	"time"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/text"
)

// Record is a time expression as `stemma parse --format jsonl` prints it.
type Record struct {
	Span  stemma.Span `json:"span"`
	Text  string      `json:"text"`
	Type  string      `json:"type"`
	Value string      `json:"value"`
	Mod   string      `json:"mod"`
	EDTF  string      `json:"edtf"`
}

// Records returns the time expressions of t for printing.
func Records(t *text.Text) []Record {
	out := []Record{}
	for i := range t.Times {
		x := &t.Times[i]
		out = append(out, Record{Span: x.Span, Text: x.Span.In(t.Doc.Text), Type: x.Type, Value: x.Value, Mod: x.Mod, EDTF: x.EDTF})
	}
	return out
}

// Interval joins expression i with the next one where the words between them
// make a range of them: "between 8 October and 13 October", "from Monday to
// Friday"; after "since" the range ends with the day of publication. It returns
// the EDTF interval and the span of what it was read from.
func Interval(t *text.Text, i int) (edtf string, span stemma.Span, ok bool) {
	if i < 0 || i >= len(t.Times) {
		return "", span, false
	}
	a := &t.Times[i]
	lead := ""
	if a.First > 0 {
		lead = strings.ToLower(t.Word(a.First - 1))
	}
	if day, known := published(t.Doc); known && lead == "since" && a.EDTF != "" {
		from, _, _ := strings.Cut(a.EDTF, "/")
		return from + "/" + iso(day), a.Span, from <= iso(day)
	}
	if i+1 >= len(t.Times) {
		return "", span, false
	}
	b := &t.Times[i+1]
	if a.EDTF == "" || b.EDTF == "" || strings.Contains(a.EDTF, "/") || strings.Contains(b.EDTF, "/") || a.EDTF > b.EDTF || b.Span[0] < a.Span[1] {
		return "", span, false
	}
	switch strings.TrimSpace(t.Doc.Text[a.Span[1]:b.Span[0]]) {
	case "and":
		ok = lead == "between"
	case "to", "until", "till", "through", "-", "–":
		ok = true
	}
	return a.EDTF + "/" + b.EDTF, stemma.Span{a.Span[0], b.Span[1]}, ok
}

// Days returns the first and last day of an EDTF date or interval as the
// program writes them: "2033", "2033-05", "203X", "2033-21", intervals.
func Days(edtf string) (first, last time.Time, ok bool) {
	from, to, isRange := strings.Cut(edtf, "/")
	first, last, ok = stretch(from)
	if ok && isRange {
		_, last, ok = stretch(to)
	}
	return first, last, ok
}

// stretch reads one EDTF date.
func stretch(s string) (first, last time.Time, ok bool) {
	if len(s) == 4 && strings.HasSuffix(s, "X") {
		from, err := time.Parse("2006", strings.ReplaceAll(s, "X", "0"))
		years := 10
		if strings.HasSuffix(s, "XX") {
			years = 100
		}
		return from, from.AddDate(years, 0, -1), err == nil
	}
	if len(s) == 7 && s[5] == '2' && s[6] >= '1' && s[6] <= '4' {
		from, err := time.Parse("2006", s[:4])
		from = from.AddDate(0, 2+3*int(s[6]-'1'), 0)
		return from, from.AddDate(0, 3, -1), err == nil
	}
	for _, l := range [...]struct {
		layout  string
		y, m, d int
	}{{"2006-01-02", 0, 0, 1}, {"2006-01", 0, 1, 0}, {"2006", 1, 0, 0}} {
		if from, err := time.Parse(l.layout, s); err == nil {
			return from, from.AddDate(l.y, l.m, l.d).AddDate(0, 0, -1), true
		}
	}
	return first, last, false
}
