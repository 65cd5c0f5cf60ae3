package eval

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang"
)

// TimexText is an article with its gold time expressions. DCT marks the
// article's own date line, which is not scored.
type TimexText struct {
	Path    string
	Text    string
	Timexes []struct {
		Span        stemma.Span
		Type, Value string
		DCT         bool
	}
}

// LoadTimexes reads NAME.gold.jsonl.
func LoadTimexes(path string) ([]TimexText, error) {
	var out []TimexText
	err := readLines(path, &out)
	return out, err
}

// timexAt is a time expression with its span cut to letters and digits.
type timexAt struct {
	at          stemma.Span
	kind, value string
}

// Timexes scores time expressions as TempEval-3 does (UzZaman et al. 2013,
// task A), after the reference scorer timex.py.
func Timexes(t *Tally, gold []TimexText, found []lang.Record) {
	system := map[string]*lang.Record{}
	for i := range found {
		system[found[i].Path] = &found[i]
	}
	var strict, relaxed, kinds, values, ns, ng int
	for _, g := range gold {
		var dct []stemma.Span
		var want []timexAt
		for _, x := range g.Timexes {
			if at := trim(g.Text, x.Span); x.DCT {
				dct = append(dct, at)
			} else {
				want = append(want, timexAt{at, x.Type, nospace(x.Value)})
			}
		}
		have := systemTimexes(g.Text, system[g.Path], dct)
		ns, ng = ns+len(have), ng+len(want)
		m := greedy(len(have), len(want), func(i, j int) float64 { return overlapping(have[i].at, want[j].at) })
		for _, p := range m {
			h, w := have[p.s], want[p.g]
			relaxed++
			strict += one(h.at == w.at)
			kinds += one(h.kind == w.kind)
			values += one(h.value == w.value)
		}
	}
	t.f("strict", strict, ns, ng)
	t.f("relaxed", relaxed, ns, ng)
	t.f("type F1", kinds, ns, ng)
	t.f("value F1", values, ns, ng)
}

func systemTimexes(text string, r *lang.Record, dct []stemma.Span) []timexAt {
	var out []timexAt
	if r == nil {
		return nil
	}
next:
	for _, x := range r.Timexes {
		at := trim(text, x.Span)
		for _, d := range dct {
			if at.Overlaps(d) {
				continue next
			}
		}
		out = append(out, timexAt{at, x.Type, nospace(x.Value)})
	}
	return out
}

// overlapping prefers equal spans, then the longest overlap.
func overlapping(a, b stemma.Span) float64 {
	if a == b {
		return 1e6 + float64(a.Len())
	}
	return max(0, float64(min(a[1], b[1])-max(a[0], b[0])))
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

func nospace(s string) string { return strings.Join(strings.Fields(s), "") }

// trim cuts what is neither letter nor digit off both ends.
func trim(text string, s stemma.Span) stemma.Span {
	for s[0] < s[1] {
		r, n := utf8.DecodeRuneInString(text[s[0]:s[1]])
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			break
		}
		s[0] += n
	}
	for s[1] > s[0] {
		r, n := utf8.DecodeLastRuneInString(text[s[0]:s[1]])
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			break
		}
		s[1] -= n
	}
	return s
}
