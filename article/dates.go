package article

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/stemmanews/stemma"
)

// months has the names and common short forms of months in the languages whose
// pages the reader is likely to meet: English, French, German, Spanish,
// Italian, Portuguese, Dutch.
var months = monthTable(`
january jan janvier januar jänner enero ene gennaio gen janeiro januari
february feb février fevrier fév févr februar febrero febbraio fevereiro fev februari
march mar mars märz maerz marzo março maart mrt
april apr avril avr abril abr aprile
may mai mayo maggio maio mei
june jun juin juni junio giugno giu junho
july jul juillet juil juli julio luglio lug julho
august aug août aout agosto ago augustus
september sep sept septembre septiembre settembre setembro set
october oct octobre oktober okt octubre ottobre ott outubro out
november nov novembre noviembre novembro
december dec décembre decembre déc dezember dez diciembre dic dicembre dezembro`)

func monthTable(s string) map[string]int {
	t := map[string]int{}
	for i, names := range strings.Split(strings.TrimSpace(s), "\n") {
		for _, n := range strings.Fields(names) {
			if _, taken := t[n]; !taken {
				t[n] = i + 1
			}
		}
	}
	return t
}

// The forms of an absolute day. Names of months are looked up afterwards.
var (
	dayMonthYear = regexp.MustCompile(`(?i)\b(\d{1,2})(?:st|nd|rd|th|er|º|\.)?\s+(?:of\s+|de\s+)?(\pL{3,10})\.?,?\s+(?:de\s+|del\s+)?(\d{4})\b`)
	monthDayYear = regexp.MustCompile(`(?i)\b(\pL{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b`)
	dashDate     = regexp.MustCompile(`(?i)\b(\d{1,2})[-/](\pL{3,10})\.?[-/](\d{4})\b`)
	isoDate      = regexp.MustCompile(`\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:\b|T)`)
	numDate      = regexp.MustCompile(`\b(\d{1,2})([./-])(\d{1,2})[./-](\d{4})\b`)
	eastDate     = regexp.MustCompile(`(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]`)
)

// day is an absolute date with its place.
type day struct {
	span   stemma.Span
	date   string
	unsure bool // day and month may be exchanged
}

// findDays returns the absolute dates of s in order, offsets moved by base.
func findDays(s string, base int) []day {
	var ds []day
	add := func(m []int, y, mo, d string, unsure bool) {
		if date := makeDate(y, mo, d); date != "" {
			ds = insertDay(ds, day{stemma.Span{base + m[0], base + m[1]}, date, unsure})
		}
	}
	for _, m := range dayMonthYear.FindAllStringSubmatchIndex(s, -1) {
		add(m, s[m[6]:m[7]], s[m[4]:m[5]], s[m[2]:m[3]], false)
	}
	for _, m := range monthDayYear.FindAllStringSubmatchIndex(s, -1) {
		add(m, s[m[6]:m[7]], s[m[2]:m[3]], s[m[4]:m[5]], false)
	}
	for _, m := range dashDate.FindAllStringSubmatchIndex(s, -1) {
		add(m, s[m[6]:m[7]], s[m[4]:m[5]], s[m[2]:m[3]], false)
	}
	for _, re := range []*regexp.Regexp{isoDate, eastDate} {
		for _, m := range re.FindAllStringSubmatchIndex(s, -1) {
			m[1] = m[7]
			add(m, s[m[2]:m[3]], s[m[4]:m[5]], s[m[6]:m[7]], false)
		}
	}
	for _, m := range numDate.FindAllStringSubmatchIndex(s, -1) {
		d, mo := s[m[2]:m[3]], s[m[6]:m[7]]
		nd, _ := strconv.Atoi(d)
		nm, _ := strconv.Atoi(mo)
		if nm > 12 {
			d, mo = mo, d
		}
		add(m, s[m[8]:m[9]], mo, d, nd <= 12 && nm <= 12 && nd != nm && s[m[4]:m[5]] == "/")
	}
	return ds
}

// insertDay keeps the list in order and free of overlaps; what was found first
// stays.
func insertDay(ds []day, d day) []day {
	at := len(ds)
	for i := range ds {
		if ds[i].span.Overlaps(d.span) {
			return ds
		}
		if ds[i].span[0] > d.span[0] {
			at = min(at, i)
		}
	}
	ds = append(ds, day{})
	copy(ds[at+1:], ds[at:])
	ds[at] = d
	return ds
}

// makeDate returns an EDTF day, or "" where there is no such day.
func makeDate(year, month, d string) string {
	m, err := strconv.Atoi(month)
	if err != nil {
		m = months[strings.ToLower(month)]
	}
	y, _ := strconv.Atoi(year)
	n, _ := strconv.Atoi(d)
	t := time.Date(y, time.Month(m), n, 0, 0, 0, 0, time.UTC)
	if y < 1800 || y > 2200 || m < 1 || n < 1 || int(t.Month()) != m || t.Day() != n {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", y, m, n)
}

var urlDate = regexp.MustCompile(`(?:^|[/_-])((?:19|20|21)\d\d)[/_-]?(0[1-9]|1[0-2])[/_-]?([0-3]\d)(?:[/_.-]|$)`)

// dateInURL reads the day from addresses such as /2031/05/02/.
func dateInURL(url string) string {
	if m := urlDate.FindStringSubmatch(url); m != nil {
		return makeDate(m[1], m[2], m[3])
	}
	return ""
}

var edtfDay = regexp.MustCompile(`^\d{4}(?:-\d\d){0,2}(?:/\d{4}(?:-\d\d){0,2})?$`)

// plainDate reads a date as a manifest or metadata writes it: EDTF stays as it
// is, everything else is searched for a day.
func plainDate(s string) string {
	s = strings.TrimSpace(s)
	if edtfDay.MatchString(s) {
		return s
	}
	if ds := findDays(s, 0); len(ds) > 0 {
		return ds[0].date
	}
	if len(s) >= 8 && edtfDay.MatchString(s[:4]) {
		return makeDate(s[:4], s[4:6], s[6:8])
	}
	return ""
}

// published picks the publication date: given, else of the page's metadata,
// else of the feed that led to the page, else printed in the text, else in the
// address.
func (p page) published(doc *stemma.Document, ls []line) stemma.Published {
	if d := plainDate(p.given.Published); d != "" {
		return stemma.Published{Date: d, From: stemma.DateGiven}
	}
	if d := plainDate(p.meta.Published); d != "" {
		return stemma.Published{Date: d, From: stemma.DateMetadata}
	}
	if d := plainDate(p.listed.Published); d != "" {
		return stemma.Published{Date: d, From: stemma.DateFeed}
	}
	if d, ok := printedDay(doc, ls); ok {
		return stemma.Published{Date: d.date, From: stemma.DateText, Span: &d.span}
	}
	if d := dateInURL(doc.URL); d != "" {
		return stemma.Published{Date: d, From: stemma.DateURL}
	}
	return stemma.Published{}
}

var (
	saysPublished = regexp.MustCompile(`(?i)(?:published|posted|first published|date|created|issued)\W*(?:on|at|:)?\W*(?:\pL+day,?\s*)?$`)
	saysUpdated   = regexp.MustCompile(`(?i)(?:updat\w*|modified|changed|edited|corrected)(?:\s+(?:on|at|to\s+date))?\W*(?:\pL+day,?\s*)?$`)
)

// printedDay finds the day that a report prints of itself: in a date line near
// the headline, in another line of the page's head, in the dateline, or in its
// foot.
func printedDay(doc *stemma.Document, ls []line) (day, bool) {
	best, score := day{}, 0
	begun := false
	for i := range ls {
		l := &ls[i]
		zone := zoneScore(l, begun)
		var days []day
		switch {
		case l.label != labelBody:
			days = findDays(l.text, l.start)
		case begun:
			continue
		default:
			begun, zone, days = true, 16, datelineDays(l)
		}
		for _, d := range days {
			if s := zone + wording(doc.Text[l.start:d.span[0]]); zone > 0 && s > score {
				best, score = d, s
			}
		}
	}
	return best, score > 0
}

// zoneScore says how likely a date in this line of furniture is the page's.
func zoneScore(l *line, begun bool) int {
	score := 0
	switch {
	case l.label == stemma.FurnitureRelated, l.label == stemma.FurnitureComment, l.label == stemma.FurnitureEmbed, l.label == stemma.FurnitureCaption:
		return 0
	case !begun:
		score = 32
	case l.label == stemma.FurnitureAuthor:
		score = 12
	default:
		score = 8
	}
	if l.label == stemma.FurnitureDate {
		score += 8
	}
	return score
}

// wording prefers the day of publication to that of a later change.
func wording(before string) int {
	switch {
	case saysPublished.MatchString(before):
		return 2
	case saysUpdated.MatchString(before):
		return -1
	}
	return 0
}

// datelineDays finds days in the opening of the first paragraph, before the
// dash that ends a dateline.
func datelineDays(l *line) []day {
	m := dateline.FindStringSubmatchIndex(l.text)
	if m == nil {
		return nil
	}
	return findDays(l.text[:m[1]], l.start)
}
