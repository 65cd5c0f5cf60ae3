package timex

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stemmanews/stemma/lang/text"
)

// A spec is one case of the public Recognizers-Text suite. Its subject is
// requests to a calendar, not news: half of its cases ask for readings that
// news would not have ("on 15", "between 3 and 12 next month").
type spec struct {
	Input   string
	Context struct{ ReferenceDateTime string }
	Results []struct {
		Text  string
		Value struct {
			Timex                            string
			PastResolution, FutureResolution map[string]string
		}
	}
}

// TestRecognizers counts the dates, intervals and durations of the specs that
// come out as they should; the bounds are what was measured, less a little.
func TestRecognizers(t *testing.T) {
	for _, tt := range []struct {
		file string
		min  float64
	}{{"DateParser", 30}, {"HolidayParser", 20}, {"DurationParser", 40}, {"DatePeriodParser", 33}, {"SetParser", 60}, {"TimeParser", 20}} {
		raw, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "data", "recognizers", "DateTime", tt.file+".json"))
		if err != nil {
			t.Skip("no shared data: ", err)
		}
		var specs []spec
		if err := json.Unmarshal([]byte(strings.TrimPrefix(string(raw), "\ufeff")), &specs); err != nil {
			t.Fatal(tt.file, err)
		}
		found, all := 0, 0
		for _, s := range specs {
			day := s.Context.ReferenceDateTime
			if len(day) >= 10 {
				day = day[:10]
			}
			x := read(s.Input, day)
			for _, r := range s.Results {
				all++
				ok := agrees(x, r.Value.Timex, r.Value.PastResolution, r.Value.FutureResolution)
				if ok {
					found++
				} else if os.Getenv("SHOW") == tt.file {
					t.Logf("%q: %q is %s, %v; got %s", s.Input, r.Text, r.Value.Timex, r.Value.PastResolution, show(x))
				}
			}
		}
		p := 100 * float64(found) / float64(all)
		t.Logf("%s: %d of %d, %.1f%%", tt.file, found, all, p)
		if p < tt.min {
			t.Errorf("%s: %.1f%%, want %.0f%%", tt.file, p, tt.min)
		}
	}
}

// agrees reports whether an expression of x has the value wanted: the TIMEX
// value itself, or the same days as one of the two resolutions.
func agrees(x *text.Text, timex string, past, future map[string]string) bool {
	for _, e := range x.Times {
		if e.Value == timex || strings.HasPrefix(timex, "T") && strings.HasSuffix(strings.TrimSuffix(e.Value, ":00"), timex) {
			return true
		}
		first, last, ok := Days(e.EDTF)
		if !ok {
			continue
		}
		for _, want := range []map[string]string{past, future} {
			if d := want["date"]; d != "" && d == iso(first) && first.Equal(last) {
				return true
			}
			if want["startDate"] != "" && want["startDate"] == iso(first) && (want["endDate"] == iso(last) || want["endDate"] == iso(last.AddDate(0, 0, 1))) {
				return true
			}
		}
	}
	return false
}
