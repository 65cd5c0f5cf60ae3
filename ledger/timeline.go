package ledger

import (
	"sort"
	"strings"

	"github.com/stemmanews/stemma"
)

// timeline lists who said what when, one line for a claimant, a day and a
// question; the days of which figures tell; and what reports tell in their own
// voice of a day gone by, one line for a happening however many reports tell it.
func (b *book) timeline(qs []*question) []stemma.TimelineLine {
	lines := []stemma.TimelineLine{}
	seen := map[string]bool{}
	add := func(l stemma.TimelineLine) {
		if key := l.Date + "\x00" + fold(l.Text); !seen[key] {
			seen[key] = true
			lines = append(lines, l)
		}
	}
	for _, q := range qs {
		for _, e := range q.entries {
			if e.asOf == "" || e.who == 0 {
				continue
			}
			l := stemma.TimelineLine{Date: e.asOf, Text: b.lineText(q, e), Claims: refs(e.sts), Where: places(e.sts)}
			add(l)
			if day := windowOf(e); day != "" && day != e.asOf {
				l.Date = day
				add(l)
			}
		}
	}
	for _, l := range b.happenings() {
		add(l)
	}
	sort.SliceStable(lines, func(i, j int) bool {
		if lines[i].Date != lines[j].Date {
			return lines[i].Date < lines[j].Date
		}
		return lines[i].Text < lines[j].Text
	})
	return lines
}

// windowOf is the day, month or stretch that the figures of an entry tell of, ""
// where they do not say one thing.
func windowOf(e *entry) string {
	day := ""
	for _, s := range e.sts {
		if s.window == "" || len(start(s.window)) < 7 || s.figure == nil || !isCasualty(s.measure) && s.measure != stemma.MeasureSent && s.measure != stemma.MeasureDeployed {
			continue
		}
		if day != "" && day != s.window {
			return ""
		}
		day = s.window
	}
	return day
}

func (b *book) lineText(q *question, e *entry) string {
	name := b.names.list[e.who].name
	if e.value != nil {
		var ofs []string
		for _, s := range e.sts {
			ofs = append(ofs, s.figure.Of)
		}
		what := strings.TrimSpace(mostFrequent(ofs) + " " + measureWords[q.measure])
		return name + ": " + strings.TrimSpace(e.text+" "+what)
	}
	said := proposition(e.text)
	if hollow(said) {
		if q.title != "" {
			said = q.title
		}
		return name + " " + stanceLine[e.stance] + ": " + shorten(said, 140)
	}
	return name + " " + stanceLine[e.stance] + ": " + quote(shorten(said, 140))
}

var stanceLine = map[string]string{
	stemma.StanceAsserts: "says", stemma.StanceDenies: "denies", stemma.StanceDoubts: "doubts", stemma.StanceDeclines: "gives no answer on",
	stemma.StanceUnverified: "could not verify", stemma.StanceExpects: "expects", stemma.StanceCallsFor: "calls for",
}

func places(sts []*statement) []stemma.Place {
	out := make([]stemma.Place, 0, len(sts))
	for _, s := range sts {
		out = append(out, stemma.Place{Path: s.path, Span: s.span})
	}
	return out
}
