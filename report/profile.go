package report

import (
	"fmt"
	"io"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/stemmanews/stemma"
)

// Profiles are the shapes in which [Profile] writes the ledger's figures on the
// dead and hurt for recorders of casualties.
var Profiles = []string{"ucdp", "acled", "airwars", "wikipedia"}

// Profile writes the figures on people killed and hurt in the shape of a
// recorder's table: rows with the columns of the UCDP Georeferenced Event
// Dataset (codebook 24.1), of ACLED (codebook 2023), of Airwars' incident
// pages, or list lines with references for Wikipedia. What only a person can
// judge (best estimate, coordinates, scale of the source, grade) stays blank.
// The error is of an unknown name or of w.
func Profile(w io.Writer, r *stemma.Report, name string) error {
	x := newIndex(r)
	switch name {
	case "ucdp":
		return writeCSV(w, x.tolls(ucdpHeader, x.ucdpRow))
	case "acled":
		return writeCSV(w, x.tolls(acledHeader, x.acledRow))
	case "airwars":
		return writeCSV(w, x.tolls(airwarsHeader, x.airwarsRow))
	case "wikipedia":
		return x.wikipedia(w)
	}
	return fmt.Errorf("no profile %q: give one of %s", name, strings.Join(Profiles, ", "))
}

// toll is a question on the dead with the figures that stand at the end: the
// last of each claimant, denials aside.
type toll struct {
	story   *stemma.Story
	q       *stemma.Question
	wounded *stemma.Question // on the hurt of the same story, nil for none
	last    []*stemma.Entry
}

// tolls makes a row for every question on the dead.
func (x *index) tolls(header []string, row func(*toll) []string) [][]string {
	rows := [][]string{header}
	for i := range x.r.Ledger.Stories {
		s := &x.r.Ledger.Stories[i]
		var hurt *stemma.Question
		for j := range s.Questions {
			if s.Questions[j].Measure == stemma.MeasureWounded && hurt == nil {
				hurt = &s.Questions[j]
			}
		}
		for j := range s.Questions {
			if q := &s.Questions[j]; q.Measure == stemma.MeasureKilled {
				rows = append(rows, row(&toll{story: s, q: q, wounded: hurt, last: standing(q)}))
				hurt = nil // with the first question on the dead only
			}
		}
	}
	return rows
}

// standing are the figures of a question that stand at its end: of each
// claimant the last, denials and doubts aside.
func standing(q *stemma.Question) []*stemma.Entry {
	at := map[string]int{}
	var list []*stemma.Entry
	for k := range q.Entries {
		e := &q.Entries[k]
		if e.Value == nil || e.Stance == stemma.StanceDenies || e.Stance == stemma.StanceDoubts {
			continue
		}
		if i, ok := at[e.Claimant]; ok {
			list[i] = e
			continue
		}
		at[e.Claimant] = len(list)
		list = append(list, e)
	}
	return list
}

// span is the lowest low and the highest high of entries; high is nil where one
// of them is open.
func span(list []*stemma.Entry) (low, high *float64) {
	open := false
	for _, e := range list {
		l, h := e.Value.Low, e.Value.High
		if l == nil {
			l = h // "up to 40"
		}
		if l != nil && (low == nil || *l < *low) {
			low = l
		}
		if h == nil {
			open = true
		} else if high == nil || *h > *high {
			high = h
		}
	}
	if open {
		high = nil
	}
	return low, high
}

// sources are the reports behind entries, each once, in order of publication.
func (x *index) sources(list []*stemma.Entry) []*stemma.Document {
	seen := map[string]bool{}
	var docs []*stemma.Document
	for _, e := range list {
		for _, ref := range e.Claims {
			if d := x.document(ref.Path); d != nil && !seen[ref.Path] {
				seen[ref.Path] = true
				docs = append(docs, d)
			}
		}
	}
	sort.SliceStable(docs, func(i, j int) bool {
		if docs[i].Published.Date != docs[j].Published.Date {
			return docs[i].Published.Date < docs[j].Published.Date
		}
		return docs[i].Path < docs[j].Path
	})
	return docs
}

// each joins what f says of documents, repeats left out.
func each(docs []*stemma.Document, f func(*stemma.Document) string) string {
	var parts []string
	seen := map[string]bool{}
	for _, d := range docs {
		if s := oneLine(f(d)); s != "" && !seen[s] {
			seen[s] = true
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, "; ")
}

func outletOf(d *stemma.Document) string {
	if d.Outlet != "" {
		return d.Outlet
	}
	return d.Path
}

func article(d *stemma.Document) string {
	return strings.Join(nonEmpty(outletOf(d), d.Published.Date, d.Headline.Text), ", ")
}

func claimantsOf(list []*stemma.Entry) string {
	var names []string
	for _, e := range list {
		names = append(names, oneLine(e.Claimant))
	}
	return strings.Join(names, "; ")
}

// happened is the day or stretch of the happening, as the story's event has it.
func (t *toll) happened() (first, last string) {
	if t.story.Event == nil {
		return "", ""
	}
	first, last, ok := strings.Cut(t.story.Event.Date, "/")
	if !ok {
		last = first
	}
	return first, last
}

func (t *toll) place() string {
	if t.q.Place != "" || t.story.Event == nil {
		return t.q.Place
	}
	return t.story.Event.Place
}

var ucdpHeader = []string{"id", "year", "number_of_sources", "source_article", "source_office", "source_date", "source_headline", "source_original",
	"where_prec", "where_coordinates", "where_description", "latitude", "longitude", "country", "event_clarity", "date_prec", "date_start", "date_end",
	"deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low", "independent_texts"}

// ucdpRow leaves blank what UCDP's coders judge: sides, coordinates, clarity and
// the best estimate.
func (x *index) ucdpRow(t *toll) []string {
	docs := x.sources(t.last)
	first, last := t.happened()
	low, high := span(t.last)
	row := cells(t.story.ID+"-"+t.q.ID, year(first), strconv.Itoa(len(docs)), each(docs, article), each(docs, outletOf),
		each(docs, func(d *stemma.Document) string { return d.Published.Date }), each(docs, func(d *stemma.Document) string { return d.Headline.Text }),
		claimantsOf(t.last), "", "", t.place(), "", "", "", "", datePrecision(first, last), first, last)
	return append(row, "", "", "", "", "", bound(high), bound(low), strconv.Itoa(t.story.Counts.Independent))
}

// days is the number of days from the first to the last, both counted.
func days(first, last string) (n int, ok bool) {
	a, err := time.Parse(time.DateOnly, first)
	b, err2 := time.Parse(time.DateOnly, last)
	if err != nil || err2 != nil {
		return 0, false
	}
	return int(b.Sub(a).Hours()/24) + 1, true
}

// datePrecision is UCDP's date_prec: 1 the day is known, 2 within two to six
// days, 3 within a week, 4 within a month, 5 longer; "" where nothing is known.
func datePrecision(first, last string) string {
	switch {
	case first == "":
		return ""
	case len(first) == 4:
		return "5"
	case len(first) == 7:
		return "4"
	case first == last:
		return "1"
	}
	n, ok := days(first, last)
	switch {
	case !ok || n > 31:
		return "5"
	case n > 7:
		return "4"
	case n == 7:
		return "3"
	}
	return "2"
}

var acledHeader = []string{"event_id_cnty", "event_date", "year", "time_precision", "event_type", "actor1", "actor2", "country", "admin1", "location",
	"latitude", "longitude", "geo_precision", "source", "source_scale", "notes", "fatalities"}

// acledRow gives the most conservative of the figures that stand at the end,
// vague numbers by ACLED's rule.
func (x *index) acledRow(t *toll) []string {
	docs := x.sources(t.last)
	first, last := t.happened()
	precision := ""
	switch p := datePrecision(first, last); p {
	case "1":
		precision = "1"
	case "2", "3":
		precision = "2"
	case "4", "5":
		precision = "3"
	}
	fatalities := ""
	var notes []string
	least := -1.0
	for _, e := range t.last {
		n := fatalitiesOf(e.Value)
		if least < 0 || n < least {
			least = n
			fatalities = strconv.FormatFloat(n, 'f', -1, 64)
		}
		notes = append(notes, fmt.Sprintf("%s (%s): %s", oneLine(e.Claimant), e.AsOf, oneLine(e.Text)))
	}
	return cells(t.story.ID+"-"+t.q.ID, first, year(first), precision, "", "", "", "", "", t.place(), "", "", "",
		each(docs, outletOf), "", oneLine(t.q.Title)+". "+strings.Join(notes, "; "), fatalities)
}

// fatalitiesOf is the number that ACLED writes for a figure: three for several,
// 12 for dozens, 100 for hundreds; of bounds the one that the words name.
func fatalitiesOf(v *stemma.Value) float64 {
	switch v.Comparator {
	case stemma.Several:
		return 3
	case stemma.Dozens:
		return 12
	case stemma.Hundreds:
		return 100
	case stemma.Thousands:
		return 1000
	}
	if v.Low != nil {
		return *v.Low
	}
	if v.High != nil {
		return *v.High
	}
	return 0
}

var airwarsHeader = []string{"incident", "date", "location", "killed_min", "killed_max", "injured_min", "injured_max", "sources", "independent_texts",
	"claimants", "contested", "grade"}

// airwarsRow gives the range and what a grade is judged by: how many texts stand
// behind it and whether the answers stand against each other.
func (x *index) airwarsRow(t *toll) []string {
	first, last := t.happened()
	date := first
	if last != first {
		date += "/" + last
	}
	low, high := span(t.last)
	var hurtLow, hurtHigh *float64
	if t.wounded != nil {
		hurtLow, hurtHigh = span(standing(t.wounded))
	}
	return cells(oneLine(t.q.Title), date, t.place(), bound(low), bound(high), bound(hurtLow), bound(hurtHigh),
		strconv.Itoa(len(x.sources(t.last))), strconv.Itoa(t.story.Counts.Independent), claimantsOf(t.last), yesNo(differs(t.q)), "")
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// wikipedia writes list lines, one a figure that stands at the end, with the
// first report that has it as reference.
func (x *index) wikipedia(w io.Writer) error {
	for i := range x.r.Ledger.Stories {
		s := &x.r.Ledger.Stories[i]
		for j := range s.Questions {
			q := &s.Questions[j]
			if q.Measure != stemma.MeasureKilled && q.Measure != stemma.MeasureWounded && q.Measure != stemma.MeasureKilledOrWounded {
				continue
			}
			for _, e := range standing(q) {
				line := fmt.Sprintf("* %s, %s: %s according to %s%s\n", wiki(q.Title), e.AsOf, wiki(e.Text), wiki(e.Claimant), x.reference(e))
				if _, err := io.WriteString(w, line); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// reference is a citation of the first report of an entry.
func (x *index) reference(e *stemma.Entry) string {
	docs := x.sources([]*stemma.Entry{e})
	if len(docs) == 0 {
		return ""
	}
	d := docs[0]
	out := "<ref>{{cite news"
	for _, p := range [][2]string{{"title", wiki(d.Headline.Text)}, {"url", wikiURL(d.URL)}, {"work", wiki(outletOf(d))}, {"date", wiki(d.Published.Date)}} {
		if p[1] != "" {
			out += " |" + p[0] + "=" + p[1]
		}
	}
	return out + "}}</ref>"
}

// wiki makes text from a document plain text in wiki markup.
func wiki(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "|", "&#124;", "[", "&#91;", "]", "&#93;", "{", "&#123;", "}", "&#125;",
		"'", "&#39;", "~", "&#126;", "#", "&#35;", "*", "&#42;").Replace(oneLine(s))
}

// wikiURL is a web address that cannot end a reference, "" for anything else.
func wikiURL(s string) string {
	if !strings.HasPrefix(s, "https://") && !strings.HasPrefix(s, "http://") {
		return ""
	}
	return strings.NewReplacer("|", "%7C", "[", "%5B", "]", "%5D", "{", "%7B", "}", "%7D", "<", "%3C", ">", "%3E", " ", "%20", "'", "%27").Replace(oneLine(s))
}
