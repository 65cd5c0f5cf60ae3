package atom

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/text"
)

// one makes a text of one token for each word between blanks.
func one(src string) (*text.Text, text.Sentence) {
	t := &text.Text{Doc: &stemma.Document{Text: src}}
	at := 0
	for _, w := range strings.FieldsFunc(src, func(r rune) bool { return r == ' ' || r == '\u202f' }) {
		at += strings.Index(src[at:], w)
		t.Tokens = append(t.Tokens, text.Token{Span: stemma.Span{at, at + len(w)}})
		at += len(w)
	}
	return t, text.Sentence{End: len(t.Tokens)}
}

func TestAppend(t *testing.T) {
	tests := []struct{ in, want string }{
		{"$1.2bn", "$ 1.2 bn"},
		{"10-year-old", "10 - year - old"},
		{"at 3 a.m. the U.S. slept", "at 3 a.m the u.s slept"},
		{"10 o’clock", "10 o'clock"},
		{"the mill’s roof", "the mill's roof"},
		{"1,400-odd or 12,34", "1,400 - odd or 12 , 34"},
		{"12.05.2033 and 3.5", "12 . 05 . 2033 and 3.5"},
		{"40\u202f000 goats", "40\u202f000 goats"},
		{"1½ MH17", "1 ½ mh 17"},
		{"end.Next", "end . next"},
	}
	for _, tt := range tests {
		x, s := one(tt.in)
		var got []string
		for _, a := range Append(nil, x, s) {
			got = append(got, a.Low)
		}
		if g := strings.Join(got, " "); g != tt.want {
			t.Errorf("%q: %q, want %q", tt.in, g, tt.want)
		}
	}
}

func TestCardinal(t *testing.T) {
	tests := []struct {
		in   string
		want float64
		end  int
	}{
		{"one hundred and twenty goats", 120, 4}, {"twenty-one", 21, 3}, {"sixty-five thousand two hundred and one", 65201, 8}, {"a dozen", 12, 2},
		{"half a million", 5e5, 3}, {"half million", 5e5, 2}, {"a quarter of a million", 2.5e5, 5}, {"three dozens", 36, 2}, {"two and a half million", 2.5e6, 5}, {"1.2 million", 1.2e6, 2}, {"3 1/2", 3.5, 4}, {"1,100", 1100, 1}, {"twelve hundred", 1200, 2},
		{"two million three hundred thousand", 2.3e6, 5}, {"six and seven", 6, 1}, {"forty two", 42, 2}, {"ten twenty", 10, 1},
	}
	for _, tt := range tests {
		x, s := one(tt.in)
		n, ok := Cardinal(Append(nil, x, s), 0)
		if !ok || n.Value != tt.want || n.End != tt.end {
			t.Errorf("%q: %v %v, want %g to atom %d", tt.in, n, ok, tt.want, tt.end)
		}
	}
	for _, in := range []string{"goats", "a goat", "dozens of goats", "a half of goats", "thousand goats", "half", "and", ""} {
		x, s := one(in)
		if n, ok := Cardinal(Append(nil, x, s), 0); ok {
			t.Errorf("%q: read as %v", in, n)
		}
	}
}

func TestOrdinal(t *testing.T) {
	for in, want := range map[string]float64{"third": 3, "21st": 21, "twenty-first": 21, "eleventh": 11, "fiftieth": 50} {
		x, s := one(in)
		if got, _, ok := Ordinal(Append(nil, x, s), 0); !ok || got != want {
			t.Errorf("%q: %g %v, want %g", in, got, ok, want)
		}
	}
}

func FuzzAppend(f *testing.F) {
	for _, s := range []string{"$1.2bn U.S.A. o’clock 1,400,0 \xff\xfe ’’ a.b.c", "12.5.6 ½½ 1\u202f000", "A.a.’s"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		x, s := one(src)
		atoms := Append(nil, x, s)
		last := 0
		for i, a := range atoms {
			if a.Start < last || a.End <= a.Start || a.End > len(src) {
				t.Fatalf("atom %d at %d..%d after %d", i, a.Start, a.End, last)
			}
			last = a.End
			if utf8.ValidString(src) && (!utf8.RuneStart(src[a.Start]) || a.End < len(src) && !utf8.RuneStart(src[a.End])) {
				t.Fatalf("atom %d cuts a rune of %q", i, src)
			}
			if n, ok := Cardinal(atoms, i); ok && (n.End <= i || n.End > len(atoms)) {
				t.Fatalf("number at %d ends at %d", i, n.End)
			}
			if _, end, ok := Ordinal(atoms, i); ok && (end <= i || end > len(atoms)) {
				t.Fatalf("ordinal at %d ends at %d", i, end)
			}
		}
	})
}
