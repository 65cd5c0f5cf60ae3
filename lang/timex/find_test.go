package timex

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/text"
	"github.com/stemmanews/stemma/lang/tokenize"
)

// read analyses src as the body of a document of that day.
func read(src, published string) *text.Text {
	doc := &stemma.Document{Text: src, Body: []stemma.Span{{0, len(src)}}}
	doc.Published.Date = published
	t := &text.Text{Doc: doc}
	tokenize.Fill(t)
	Find(t)
	return t
}

func show(t *text.Text) string {
	var out []string
	for _, x := range t.Times {
		s := x.Span.In(t.Doc.Text) + "|" + x.Type + "|" + x.Value
		if x.EDTF != x.Value {
			s += "|" + x.EDTF
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

// TestFind reads against Wednesday, 18 May 2033.
func TestFind(t *testing.T) {
	tests := []struct{ in, want string }{
		{"The mill burned on Monday.", "Monday|DATE|2033-05-16"},
		{"The mill burned on Wednesday.", "Wednesday|DATE|2033-05-18"},
		{"They will vote on Friday.", "Friday|DATE|2033-05-20"},
		{"They voted last Wednesday and will meet next Monday.", "last Wednesday|DATE|2033-05-11; next Monday|DATE|2033-05-23"},
		{"The mill burned Tuesday night.", "Tuesday night|TIME|2033-05-17TNI|2033-05-17"},
		{"It opened on Thursday, December 23.", "Thursday, December 23|DATE|2032-12-23"},
		{"It opened on December 23, 2032.", "December 23, 2032|DATE|2032-12-23"},
		{"It opened on 23 December 2032 at 10:15 GMT.", "23 December 2032|DATE|2032-12-23; 10:15 GMT|TIME|2032-12-23T10:15Z|2032-12-23"},
		{"It opened on the 23rd of December.", "the 23rd of December|DATE|2032-12-23"},
		{"It opened in December.", "December|DATE|2032-12"},
		{"It opens in June and will close in July.", "June|DATE|2033-06; July|DATE|2033-07"},
		{"It ran 14-16 March.", "14-16 March|DATE|2033-03-14/2033-03-16"},
		{"It ran from March 14 to 16.", "March 14 to 16|DATE|2033-03-14/2033-03-16"},
		{"Made on 2033-04-01 and 12/24/2032.", "2033-04-01|DATE|2033-04-01; 12/24/2032|DATE|2032-12-24"},
		{"In 1998 and since 2001 the 1990s went on.", "1998|DATE|1998; 2001|DATE|2001; the 1990s|DATE|199|199X"},
		{"The 19th century ended.", "The 19th century|DATE|18|18XX"},
		{"They met yesterday morning and today.", "yesterday morning|TIME|2033-05-17TMO|2033-05-17; today|DATE|2033-05-18"},
		{"They met last week, this month and last year.", "last week|DATE|2033-W19|2033-05-09/2033-05-15; this month|DATE|2033-05; last year|DATE|2032"},
		{"They met in early August 2032 and late last month.", "early August 2032|DATE|2032-08|2032-08-01/2032-08-10; late last month|DATE|2033-04|2033-04-21/2033-04-30"},
		{"They met in mid-2031.", "mid-2031|DATE|2031"},
		{"They met three days ago, two weeks ago and five years ago.", "three days ago|DATE|2033-05-15; two weeks ago|DATE|2033-W18|2033-05-02/2033-05-08; five years ago|DATE|2028"},
		{"They met on May 3. Two days later they left; the previous day it rained.", "May 3|DATE|2033-05-03; Two days later|DATE|2033-05-05; the previous day|DATE|2033-05-04"},
		{"It took two hours and 30 minutes.", "two hours and 30 minutes|DURATION|PT2H30M|"},
		{"A three-day visit of nearly five months.", "three-day|DURATION|P3D|; nearly five months|DURATION|P5M|"},
		{"It fell over the past five days.", "the past five days|DURATION|P5D|2033-05-13/2033-05-18"},
		{"It grew in recent years and for decades.", "recent years|DATE|PAST_REF|; decades|DURATION|PXDE|"},
		{"It comes out weekly and every two months.", "weekly|SET|P1W|; every two months|SET|P2M|"},
		{"He earns $2,000 a month.", "a month|SET|P1M|"},
		{"He now says he recently left.", "now|DATE|PRESENT_REF|; recently|DATE|PAST_REF|"},
		{"They left at 3:30 p.m. on Monday.", "3:30 p.m. on Monday|TIME|2033-05-16T15:30|2033-05-16"},
		{"They left at noon.", "noon|TIME|2033-05-18T12:00|2033-05-18"},
		{"Profit in the third quarter of 2032 and Q1 2033.", "the third quarter of 2032|DATE|2032-Q3|2032-07/2032-09; Q1 2033|DATE|2033-Q1|2033-01/2033-03"},
		{"They met last spring and will in the summer of 2034.", "last spring|DATE|2032-SP|2032-21; the summer of 2034|DATE|2034-SU|2034-22"},
		{"They met at Christmas.", "Christmas|DATE|2032-12-25"},
		{"By the end of the year it was over.", "the end of the year|DATE|2033"},
		{"It may rain. They march. He was second and killed 2000 people.", ""},
		{"In May they rested; the day before yesterday too.", "May|DATE|2033-05; the day before yesterday|DATE|2033-05-16"},
		{"They met in February this year, on Friday last week and on the first Friday of March.", "February this year|DATE|2033-02; Friday last week|DATE|2033-05-13; the first Friday of March|DATE|2033-03-04"},
		{"It ran in 2014-2018 and on Friday the 13th.", "2014|DATE|2014; 2018|DATE|2018; Friday the 13th|DATE|2033-05-13"},
		{"A 2031 report said so earlier this month.", "2031|DATE|2031; earlier this month|DATE|2033-05|2033-05-01/2033-05-18"},
		{"They met in the early hours of Tuesday and this Thursday.", "the early hours of Tuesday|DATE|2033-05-17; this Thursday|DATE|2033-05-19"},
		{"It fell in the second half of last year and the year to March.", "the second half of last year|DATE|2032-H2|2032-07/2032-12; the year|DURATION|P1Y|; March|DATE|2033-03"},
		{"They met on the 27th.", "the 27th|DATE|2033-04-27"},
		{"It took another month and half an hour.", "another month|DURATION|P1M|; half an hour|DURATION|PT30M|"},
		{"Black Friday and Mother's Day passed.", "Black Friday|DATE|2032-11-26; Mother's Day|DATE|2033-05-08"},
		{"The 28-year-old driver.", "28-year-old|DURATION|P28Y|"},
		{"It fell in the same period last year.", "the same period last year|DATE|2032-05"},
	}
	for _, tt := range tests {
		if got := show(read(tt.in, "2033-05-18")); got != tt.want {
			t.Errorf("%q\n got %s\nwant %s", tt.in, got, tt.want)
		}
	}
}

func TestFindUndated(t *testing.T) {
	tests := []struct{ in, want string }{
		{"They met on Monday.", "Monday|DATE|XXXX-WXX-1|"},
		{"They met on December 23.", "December 23|DATE|XXXX-12-23|"},
		{"They met last week.", "last week|DATE|XXXX-WXX|"},
		{"They met in 2031.", "2031|DATE|2031"},
		{"They met yesterday.", "yesterday|DATE|XXXX-XX-XX|"},
	}
	for _, tt := range tests {
		if got := show(read(tt.in, "")); got != tt.want {
			t.Errorf("%q\n got %s\nwant %s", tt.in, got, tt.want)
		}
	}
}

func TestInterval(t *testing.T) {
	x := read("They met between May 3 and May 6.", "2033-05-18")
	if got, _, ok := Interval(x, 0); !ok || got != "2033-05-03/2033-05-06" {
		t.Errorf("Interval = %q, %v; of %s", got, ok, show(x))
	}
	x = read("They have met since May 3.", "2033-05-18")
	if got, _, ok := Interval(x, 0); !ok || got != "2033-05-03/2033-05-18" {
		t.Errorf("Interval = %q, %v; of %s", got, ok, show(x))
	}
	x = read("They met on May 3 and May 6.", "2033-05-18")
	if got, _, ok := Interval(x, 0); ok {
		t.Errorf("Interval = %q for two days that are no range", got)
	}
}

func TestDays(t *testing.T) {
	tests := []struct{ in, first, last string }{
		{"2033", "2033-01-01", "2033-12-31"}, {"2033-02", "2033-02-01", "2033-02-28"}, {"2033-05-18", "2033-05-18", "2033-05-18"}, {"203X", "2030-01-01", "2039-12-31"},
		{"2033-21", "2033-03-01", "2033-05-31"}, {"2033-01/2033-03", "2033-01-01", "2033-03-31"}, {"20XX", "2000-01-01", "2099-12-31"},
	}
	for _, tt := range tests {
		a, b, ok := Days(tt.in)
		if !ok || iso(a) != tt.first || iso(b) != tt.last {
			t.Errorf("Days(%s) = %s, %s, %v; want %s, %s", tt.in, iso(a), iso(b), ok, tt.first, tt.last)
		}
	}
	if _, _, ok := Days("PAST_REF"); ok {
		t.Error("Days(PAST_REF) found days")
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"the end of the early late mid last Monday, 31 February 0000", "99/99/99 2033-13-41T25:61", "the last few of several a couple", "'99s \xff ’80s", "a year ago a year a", "in the same period of", "Q9 H0 fiscal the", "Easter 1583 the day after the day before tomorrow", "mid mid mid mid mid mid", "10.99 p.m. 2400 hours 24:00"} {
		f.Add(s, "2033-05-18")
		f.Add(s, "")
	}
	f.Fuzz(func(t *testing.T, s, day string) {
		x := read(s, day)
		last := 0
		for _, e := range x.Times {
			if e.Span[0] < last || e.Span[1] <= e.Span[0] || e.Span[1] > len(s) {
				t.Fatalf("span %v after %d in %q", e.Span, last, s)
			}
			last = e.Span[1]
			for _, at := range e.Span {
				if at < len(s) && utf8.ValidString(s) && !utf8.RuneStart(s[at]) {
					t.Fatalf("offset %d inside a rune of %q", at, s)
				}
			}
			if e.Value == "" || e.Type == "" {
				t.Fatalf("%q has no value", e.Span.In(s))
			}
			if e.EDTF != "" {
				if _, _, ok := Days(e.EDTF); !ok {
					t.Fatalf("%q has EDTF %q", e.Span.In(s), e.EDTF)
				}
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	s := strings.Repeat("More than 3,000 soldiers of the northern army were killed on Monday in the hills near the town, the ministry said on its page, and the owner of the mill gave them bread for two days last week. ", 50)
	x := read(s, "2033-05-18")
	words := len(x.Tokens)
	b.ReportAllocs()
	for b.Loop() {
		Find(x)
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
