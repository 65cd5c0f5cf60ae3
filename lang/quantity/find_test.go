package quantity

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/text"
)

// tokens cuts src at white space and before and after punctuation: enough for
// tests that must not depend on the tokenizer.
func tokens(src string) *text.Text {
	t := &text.Text{Doc: &stemma.Document{Text: src}}
	start := -1
	flush := func(end int) {
		if start >= 0 {
			t.Tokens = append(t.Tokens, text.Token{Span: stemma.Span{start, end}, Head: -1})
			start = -1
		}
	}
	for i, r := range src {
		switch {
		case unicode.IsSpace(r):
			flush(i)
		case strings.ContainsRune(",;()!?", r) && !(r == ',' && i+1 < len(src) && src[i+1] >= '0' && src[i+1] <= '9'):
			flush(i)
			start = i
			flush(i + utf8.RuneLen(r))
		case start < 0:
			start = i
		}
	}
	flush(len(src))
	if len(t.Tokens) > 0 {
		t.Sentences = []text.Sentence{{Span: t.Span(0, len(t.Tokens)), End: len(t.Tokens), Where: text.InBody}}
	}
	return t
}

// show prints a quantity in one line: span | low..high comparator | kind unit | of.
func show(t *text.Text, q text.Quantity) string {
	bound := func(x *float64) string {
		if x == nil {
			return ""
		}
		return fmt.Sprintf("%.6g", *x)
	}
	s := fmt.Sprintf("%s|%s..%s %s|%s", q.Span.In(t.Doc.Text), bound(q.Value.Low), bound(q.Value.High), q.Value.Comparator, q.Kind)
	if q.Unit != "" {
		s += " " + q.Unit
	}
	if q.Per != "" {
		s += "/" + q.Per
	}
	if q.Of != "" {
		s += "|" + q.Of
	}
	return s
}

func TestFind(t *testing.T) {
	tests := []struct{ in, want string }{
		{"More than 2,600 South African miners were freed.", "More than 2,600|2600.. more-than|cardinal|South African miners"},
		{"One hundred and twenty people came.", "One hundred and twenty|120..120 exact|cardinal|people"},
		{"about 1,400 were hurt", "about 1,400|1400..1400 about|cardinal"},
		{"nearly 40 boats", "nearly 40|..40 nearly|cardinal|boats"},
		{"some 1.2 million voters", "some 1.2 million|1.2e+06..1.2e+06 about|cardinal|voters"},
		{"no fewer than 40 miners", "no fewer than 40|40.. at-least|cardinal|miners"},
		{"no more than six vans", "no more than six|..6 up-to|cardinal|vans"},
		{"up to 2000 goats", "up to 2000|..2000 up-to|cardinal|goats"},
		{"as many as 2,000 goats", "as many as 2,000|..2000 up-to|cardinal|goats"},
		{"at the very least 31 goats", "at the very least 31|31.. at-least|cardinal|goats"},
		{"at any rate 31 goats", "at any rate 31|31.. at-least|cardinal|goats"},
		{"well over 200 goats", "well over 200|200.. more-than|cardinal|goats"},
		{"107 or more goats", "107 or more|107.. at-least|cardinal|goats"},
		{"fifty, maybe more", "fifty, maybe more|50.. at-least|cardinal"},
		{"1,400-odd goats", "1,400-odd|1400..1400 about|cardinal|goats"},
		{"between 50 and 60 goats", "between 50 and 60|50..60 between|cardinal|goats"},
		{"somewhere in the range of 30 and 35 goats", "somewhere in the range of 30 and 35|30..35 between|cardinal|goats"},
		{"from 35 to 42 goats", "from 35 to 42|35..42 between|cardinal|goats"},
		{"25,000 to 30,000 goats", "25,000 to 30,000|25000..30000 between|cardinal|goats"},
		{"2 to 3 million goats", "2 to 3 million|2e+06..3e+06 between|cardinal|goats"},
		{"two or three goats", "two or three|2..3 between|cardinal|goats"},
		{"one or two goats", "one or two|1..2 between|cardinal|goats"},
		{"ten or a dozen goats", "ten or a dozen|10..12 between|cardinal|goats"},
		{"two dozen goats", "two dozen|24..24 exact|cardinal|goats"},
		{"dozens of goats", "dozens|24.. dozens|cardinal|goats"},
		{"a few dozen goats", "a few dozen|24.. dozens|cardinal|goats"},
		{"several hundred goats", "several hundred|200.. hundreds|cardinal|goats"},
		{"a number of hundred goats", "a number of hundred|200.. hundreds|cardinal|goats"},
		{"several thousand goats", "several thousand|3000.. several|cardinal|goats"},
		{"several goats", "several|3.. several|cardinal|goats"},
		{"tens of thousands of goats", "tens of thousands|20000.. tens-of-thousands|cardinal|goats"},
		{"hundreds of thousands of goats", "hundreds of thousands|200000.. hundreds-of-thousands|cardinal|goats"},
		{"millions of goats", "millions|2e+06.. millions|cardinal|goats"},
		{"1000’s of goats", "1000’s|2000.. thousands|cardinal|goats"},
		{"No injuries or deaths came of it", "No injuries or deaths|0..0 exact|cardinal|injuries or deaths"},
		{"No one was hurt", "No one|0..0 exact|cardinal"},
		{"No one knows", ""},
		{"not one goat was lost", "not one|0..0 exact|cardinal|goat"},
		{"$1.2bn in aid", "$1.2bn|1.2e+09..1.2e+09 exact|money USD"},
		{"$700 per diver each week", "$700|700..700 exact|money USD/diver each week"},
		{"NZ $ 26 million", "NZ $ 26 million|2.6e+07..2.6e+07 exact|money NZD"},
		{"over 422,000 euros", "over 422,000|422000.. more-than|money EUR"},
		{"£5m and 30 pence", "£5m|5e+06..5e+06 exact|money GBP; 30|30..30 exact|money penny"},
		{"24,000 CFA francs", "24,000|24000..24000 exact|money CFA franc"},
		{"40 Australian dollars", "40|40..40 exact|money AUD"},
		{"10 per cent of buildings", "10|10..10 exact|percent percent|buildings"},
		{"41% of permits", "41|41..41 exact|percent percent|permits"},
		{"almost half of the herd", "almost half|50..50 about|percent percent|herd"},
		{"two thirds of voters", "two thirds|66.6667..66.6667 exact|percent percent|voters"},
		{"nearly one in three goats", "nearly one in three|..33.3333 nearly|percent percent|goats"},
		{"about 40 km away", "about 40|40..40 about|measure kilometre"},
		{"minus 12 degrees Celsius", "minus 12|-12..-12 exact|measure degree Celsius"},
		{"65 km/h winds", "65|65..65 exact|measure kilometre per hour"},
		{"30 square miles of forest", "30|30..30 exact|measure square mile|forest"},
		{"less than 40 centimetres", "less than 40|..40 less-than|measure centimetre"},
		{"a 28-year-old driver", "28|28..28 exact|age year"},
		{"Ana Ruz, 34, said", "34|34..34 exact|age year"},
		{"the first goat", "first|1..1 exact|ordinal"},
		{"twice as many", "twice|2..2 exact|factor"},
		{"they won 3-1", "3-1|1..3 exact|score"},
		{"Flight 370 and F-16 jets and 9/11", "370|370..370 exact|nominal; 16|16..16 exact|nominal; 9/11|9..9 exact|nominal"},
		{"call 555-0100 now", "555-0100|555..555 exact|nominal"},
		{"100 goats had died and 1,000 were ill", "100|100..100 exact|cardinal|goats; 1,000|1000..1000 exact|cardinal|goats"},
		{"one of the goats", ""},
		{"profit rose from 2% to 3%", "2|2..2 exact|percent percent; 3|3..3 exact|percent percent"},
		{"sixty-five thousand two hundred and one", "sixty-five thousand two hundred and one|65201..65201 exact|cardinal"},
		{"5m people", "5m|5e+06..5e+06 exact|cardinal|people"},
		{"in the region of 70 goats", "in the region of 70|70..70 about|cardinal|goats"},
		{"upwards of 40 goats", "upwards of 40|40.. more-than|cardinal|goats"},
		{"The ruling party won 120 of 200 seats.", "120|120..120 exact|cardinal|seats; 200|200..200 exact|cardinal|seats"},
		{"fees of 900, 700 and 400 dollars", "900|900..900 exact|money USD; 700|700..700 exact|money USD; 400|400..400 exact|money USD"},
		{"she never flew with more than 84", "more than 84|..84 up-to|cardinal"},
		{"they add up to 232", "232|232..232 exact|cardinal"},
		{"a magnitude of 7.1", "7.1|7.1..7.1 exact|measure magnitude"},
		{"415 parts per million", "415|415..415 exact|measure part per million"},
		{"12.3 million pounds and 6 pounds", "12.3 million|1.23e+07..1.23e+07 exact|money GBP; 6|6..6 exact|measure pound"},
		{"the 400m hurdles", "400|400..400 exact|measure metre"},
		{"half an hour", "half|30..30 exact|measure minute"},
		{"(713) 555-2222 or 555.123.4567", "713) 555-2222|713..713 exact|nominal; 555.123.4567|555..555 exact|nominal"},
		{"grew at 6.5 to 7 percent", "6.5 to 7|6.5..7 between|percent percent"},
		{"rose 0.2 per cent to 108.35 per dollar", "0.2|0.2..0.2 exact|percent percent; 108.35|108.35..108.35 exact|cardinal/dollar"},
		{"exceeded 10%", "exceeded 10|10.. more-than|percent percent"},
	}
	for _, tt := range tests {
		x := tokens(tt.in)
		Find(x)
		var got []string
		for _, q := range x.Quantities {
			got = append(got, show(x, q))
		}
		g := strings.Join(got, "; ")
		if g != tt.want && !strings.HasPrefix(g, tt.want+";") || tt.want == "" && g != "" {
			t.Errorf("%q\n got %s\nwant %s", tt.in, g, tt.want)
		}
	}
}

func TestHyphenated(t *testing.T) {
	for in, want := range map[string]bool{"a two-state plan": true, "two states": false, "an 18,000-person agency": true, "10-12 goats": false} {
		x := tokens(in)
		Find(x)
		if len(x.Quantities) != 1 || Hyphenated(x, &x.Quantities[0]) != want {
			t.Errorf("Hyphenated(%q) is not %v, of %d quantities", in, want, len(x.Quantities))
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"more than 3,000 goats", "£1.2bn–£1.5bn a year", "½ of 10-12’s", "\xff 12 \xfe-year-old", "between and 1,000,", "no one one in in 3", "°C 5°", "U.S. $ 5 thousand and a half", "1/0 9/11 555-0100-", "a couple million"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		x := tokens(s)
		Find(x)
		last := 0
		for _, q := range x.Quantities {
			if q.Span[0] < last || q.Span[1] <= q.Span[0] || q.Span[1] > len(s) {
				t.Fatalf("span %v after %d in %q", q.Span, last, s)
			}
			last = q.Span[1]
			if !q.Span.Contains(q.Number) {
				t.Fatalf("number %v outside %v", q.Number, q.Span)
			}
			for _, at := range []int{q.Span[0], q.Span[1], q.Number[0], q.Number[1]} {
				if at < len(s) && utf8.ValidString(s) && !utf8.RuneStart(s[at]) {
					t.Fatalf("offset %d inside a rune of %q", at, s)
				}
			}
			if q.First < 0 || q.End > len(x.Tokens) || q.First >= q.End {
				t.Fatalf("tokens %d..%d of %d", q.First, q.End, len(x.Tokens))
			}
			if q.OfSpan != nil && q.Of != q.OfSpan.In(s) {
				t.Fatalf("Of %q is not at %v", q.Of, *q.OfSpan)
			}
			if q.Value.Low != nil && q.Value.High != nil && *q.Value.Low > *q.Value.High {
				t.Fatalf("%v: low above high", q.Span)
			}
		}
		if _, err := json.Marshal(Records(x)); err != nil {
			t.Fatal(err)
		}
	})
}

func TestConvert(t *testing.T) {
	tests := []struct {
		x        float64
		from, to string
		want     float64
	}{
		{10, "kilometre", "mile", 6.2137}, {13, "foot", "metre", 3.9624}, {32, "degree Fahrenheit", "degree Celsius", 0}, {100, "degree Celsius", "kelvin", 373.15},
		{60, "mile per hour", "kilometre per hour", 96.5606}, {16, "inch", "centimetre", 40.64}, {2, "square mile", "square kilometre", 5.17998},
	}
	for _, tt := range tests {
		got, err := Convert(tt.x, tt.from, tt.to)
		if err != nil || got-tt.want > 1e-3 || tt.want-got > 1e-3 {
			t.Errorf("Convert(%g %s, %s) = %g, %v; want %g", tt.x, tt.from, tt.to, got, err, tt.want)
		}
	}
	for _, bad := range [][2]string{{"metre", "kilogram"}, {"goat", "metre"}, {"metre", "goat"}, {"decibel", "volt"}} {
		if _, err := Convert(1, bad[0], bad[1]); err == nil {
			t.Errorf("Convert(%s, %s) gave no error", bad[0], bad[1])
		}
	}
	for w, name := range surfaces {
		if _, ok := units[name]; !ok && w != "" {
			t.Errorf("surface %q names %q, which is no unit", w, name)
		}
	}
}

var shared = filepath.Join("..", "..", "..", "shared")

// TestRecognizers reads the public specs of numbers, percentages, currencies
// and dimensions and counts how many values come out; the bounds are what was
// measured, less a little.
func TestRecognizers(t *testing.T) {
	for _, tt := range []struct {
		file string
		min  float64
	}{{"Number/NumberModel", 57}, {"NumberWithUnit/CurrencyModel", 80}, {"NumberWithUnit/DimensionModel", 80}, {"NumberWithUnit/AgeModel", 60}, {"NumberWithUnit/TemperatureModel", 60}, {"Number/NumberRangeModel", 40}, {"Number/PercentModel", 60}} {
		raw, err := os.ReadFile(filepath.Join(shared, "data", "recognizers", filepath.FromSlash(tt.file)+".json"))
		if err != nil {
			t.Skip("no shared data: ", err)
		}
		var cases []struct {
			Input   string
			Results []struct {
				Text       string
				Resolution map[string]any
			}
		}
		if err := json.Unmarshal([]byte(strings.TrimPrefix(string(raw), "\ufeff")), &cases); err != nil {
			t.Fatal(tt.file, err)
		}
		found, all := 0, 0
		for _, c := range cases {
			x := tokens(c.Input)
			Find(x)
			for _, r := range c.Results {
				want, ok := r.Resolution["value"].(string)
				if !ok {
					continue
				}
				all++
				if hit(x, want) {
					found++
				} else if testing.Verbose() && os.Getenv("SHOW") != "" {
					var got []string
					for _, q := range x.Quantities {
						got = append(got, show(x, q))
					}
					t.Logf("%s: want %s of %q in %q, got %v", tt.file, want, r.Text, c.Input, got)
				}
			}
		}
		p := 100 * float64(found) / float64(all)
		t.Logf("%s: %d of %d values, %.1f%%", tt.file, found, all, p)
		if p < tt.min {
			t.Errorf("%s: %.1f%% of values, want %.0f%%", tt.file, p, tt.min)
		}
	}
}

// hit reports whether a quantity of x has the value of a spec: "12", "20%" or
// an interval "[20,100)".
func hit(x *text.Text, want string) bool {
	want = strings.Trim(want, "[]()%")
	low, high, isRange := strings.Cut(want, ",")
	if !isRange {
		high = low
	}
	same := func(p *float64, s string) bool {
		if p == nil {
			return s == ""
		}
		var y float64
		if _, err := fmt.Sscan(s, &y); err != nil {
			return false
		}
		d := y - *p
		return d < 1e-5*(1+y*y) && d > -1e-5*(1+y*y)
	}
	for _, q := range x.Quantities {
		v := q.Value
		if !isRange && v.Low == nil {
			v.Low = v.High
		} else if !isRange && v.High == nil {
			v.High = v.Low
		}
		if same(v.Low, low) && same(v.High, high) {
			return true
		}
		if q.Kind == text.Percent && v.Low != nil && !isRange && same(stemma.Number(*v.Low/100), low) {
			return true
		}
	}
	return false
}

func BenchmarkFind(b *testing.B) {
	s := strings.Repeat("More than 3,000 soldiers of the northern army were killed or wounded in the hills near the town, the ministry said on its page, and the owner of the mill gave them $1.2bn and 40 km of road. ", 50)
	x := tokens(s)
	words := len(x.Tokens)
	b.ReportAllocs()
	for b.Loop() {
		Find(x)
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
