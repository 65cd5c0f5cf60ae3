// Package timex finds the time expressions of a text and what they stand for:
// a TIMEX3 type and value (ISO-TimeML) and an EDTF date against the document's
// day of publication.
//
// One pass over the atoms of a sentence (see lang/internal/atom). The first
// word of an expression is looked up in one table; a small hand-written reader
// takes over from there. Weekdays and months without a year take their
// direction from the tense of the nearest verb: in news, "on Monday" is the
// last one, today included, unless the verb looks ahead. "Two days later",
// "the previous week" count from the date that was mentioned last.
package timex

import (
	"time"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/internal/atom"
	"github.com/stemmanews/stemma/lang/text"
)

// Find fills t.Times. Where the document has no day of publication, what hangs
// on it is left open: "XXXX-12-23", and EDTF "".
func Find(t *text.Text) {
	f := finder{t: t}
	if base, ok := published(t.Doc); ok {
		f.base, f.known, f.ref, f.day = base, true, dayOf(base), dayOf(base)
	}
	for s := range t.Sentences {
		f.sentence(s)
	}
	t.Times = f.out
}

// published reads the document's day; a month or year alone does not do.
func published(d *stemma.Document) (time.Time, bool) {
	if d == nil || len(d.Published.Date) < 10 {
		return time.Time{}, false
	}
	t, err := time.Parse(time.DateOnly, d.Published.Date[:10])
	return t, err == nil && t.Year() > 0
}

// finder reads one text.
type finder struct {
	t       *text.Text
	a       []atom.Atom
	base    time.Time // day of publication
	known   bool
	ref     moment // the date mentioned last
	day     moment // the day mentioned last, and in which sentence
	daySent int
	sent    int
	floor   int // first atom that belongs to no expression yet
	depth   int // of expressions inside expressions
	out     []text.Time
	keep    bool // note the expressions in seen too
	seen    []sighting
}

// found is an expression in the making: atoms [first, end).
type found struct {
	first, end int
	typ        string
	value      string
	edtf       string
	mod        string
	at         moment // of a date or time; at.g none otherwise
}

func (f *finder) sentence(s int) {
	f.a = atom.Append(f.a[:0], f.t, f.t.Sentences[s])
	f.floor, f.sent = 0, s
	for i := 0; i < len(f.a); {
		x, ok := f.read(i)
		if !ok {
			i++
			continue
		}
		f.widen(&x)
		f.add(x)
		if f.keep {
			f.see(x, s)
		}
		i, f.floor = x.end, x.end
	}
}

// add keeps x and, where it is a date, remembers it for what comes after.
func (f *finder) add(x found) {
	if x.at.g != none {
		if x.value == "" {
			x.value = x.at.value()
		}
		if x.edtf == "" {
			x.edtf = x.at.edtf()
		}
		if x.at.y > 0 && x.at.w == 0 {
			f.ref = x.at
			f.ref.t = ""
			if f.ref.g == clock {
				f.ref.g = day
			}
			if f.ref.g == day {
				f.day, f.daySent = f.ref, f.sent
			}
		}
	}
	first, last := &f.a[x.first], &f.a[x.end-1]
	f.out = append(f.out, text.Time{
		Span: stemma.Span{first.Start, last.End}, First: first.Tok, End: last.Tok + 1,
		Type: x.typ, Value: x.value, EDTF: x.edtf, Mod: x.mod,
	})
}

// low is the lower-case word of atom i, "" outside the sentence.
func (f *finder) low(i int) string {
	if i < 0 || i >= len(f.a) || f.a[i].Kind == atom.Number {
		return ""
	}
	return f.a[i].Low
}

// word looks atom i up.
func (f *finder) word(i int) word {
	if i < 0 || i >= len(f.a) || f.a[i].Kind != atom.Word {
		return word{}
	}
	w := lexicon[f.a[i].Low]
	if w.cap && !f.a[i].Cap {
		return word{}
	}
	return w
}

// hyphen steps over a hyphen written without spaces.
func (f *finder) hyphen(i int) int {
	if i < len(f.a) && (f.a[i].Is("-") || f.a[i].Is("‑")) && !f.a[i].Gap {
		return i + 1
	}
	return i
}

// read reads the expression that begins at atom i; those that hold another
// call it again, to a depth that no sensible text exceeds.
func (f *finder) read(i int) (found, bool) {
	if i >= len(f.a) || f.depth > 4 {
		return found{}, false
	}
	f.depth++
	defer func() { f.depth-- }()
	a := &f.a[i]
	if a.Kind == atom.Number {
		return f.number(i)
	}
	if a.Kind == atom.Sign {
		if (a.Is("'") || a.Is("’") || a.Is("‘")) && i+1 < len(f.a) && f.a[i+1].Kind == atom.Number && !f.a[i+1].Gap {
			return f.shortYear(i)
		}
		return found{}, false
	}
	switch w := f.word(i); w.class {
	case cMonth:
		return f.monthFirst(i, i)
	case cWeekday:
		return f.weekday(i, i, 0, false)
	case cRelative:
		return f.relative(i, i)
	case cPart:
		return f.part(i)
	case cSeason:
		return f.season(i, i, 0, false)
	case cToday:
		return f.today(i)
	case cRef:
		return f.reference(i, w)
	case cSet:
		return f.adverbSet(i, w)
	case cEarly:
		return f.early(i, i)
	case cEvery:
		return f.every(i)
	case cNoon:
		return f.noon(i)
	case cHoliday:
		return f.holiday(i)
	case cVague:
		return f.duration(i)
	case cUnit:
		if f.a[i].Low == "second" {
			return f.ordinal(i, i, 2, i+1)
		}
		return f.bareUnits(i)
	case cEdge:
		return f.edge(i, i)
	}
	return f.otherWord(i)
}

// otherWord reads expressions that begin with an article, a number word, an
// ordinal or "fiscal".
func (f *finder) otherWord(i int) (found, bool) {
	switch f.a[i].Low {
	case "the":
		return f.definite(i)
	case "a", "an", "half", "one":
		return f.duration(i)
	case "fiscal", "financial":
		return f.fiscal(i, i)
	case "another", "all":
		return f.another(i)
	case "at":
		if f.low(i+1) == "present" && f.low(i+2) != "the" {
			return found{first: i + 1, end: i + 2, typ: text.Date, value: "PRESENT_REF"}, true
		}
	case "once":
		if f.low(i+1) == "a" || f.low(i+1) == "every" || f.low(i+1) == "each" {
			return f.frequency(i, i+1)
		}
	case "twice", "thrice":
		return f.frequency(i, i+1)
	case "q", "h":
		return f.quarterDigits(i)
	case "nineties", "eighties", "seventies", "sixties", "fifties", "forties", "thirties", "twenties":
		return f.spelledDecade(i, i)
	case "long":
		if f.low(i+1) == "ago" {
			return found{first: i, end: i + 2, typ: text.Date, value: "PAST_REF"}, true
		}
	}
	if atom.IsNumberWord(f.a[i].Low) {
		if x, ok := f.duration(i); ok {
			return x, true
		}
		if x, ok := f.spokenClock(i); ok {
			return x, true
		}
	}
	if n, end, ok := atom.Ordinal(f.a, i); ok {
		return f.ordinal(i, i, int(n), end)
	}
	return found{}, false
}

// definite reads what follows "the"; the article belongs to the expression.
func (f *finder) definite(i int) (found, bool) {
	j := i + 1
	if j >= len(f.a) {
		return found{}, false
	}
	if f.low(j) == "second" {
		return f.ordinal(i, j, 2, j+1)
	}
	switch w := f.word(j); w.class {
	case cRelative:
		return f.relative(i, j)
	case cEarly:
		return f.early(i, j)
	case cEdge:
		return f.edge(i, j)
	case cUnit:
		return f.theUnit(i, j, w)
	case cSeason:
		return f.season(i, j, 0, false)
	case cPart:
		if x, ok := f.part(j); ok {
			x.first = i
			return x, true
		}
		return found{}, false
	case cSet, cRef, cNoon, cHoliday, cToday, cMonth, cWeekday:
		return found{}, false
	}
	switch f.a[j].Low {
	case "future", "near":
		return f.theFuture(i, j)
	case "moment":
		return found{first: i, end: j + 1, typ: text.Date, value: "PRESENT_REF"}, f.low(i-1) == "at" && f.low(j+1) != "of" && f.low(j+1) != "when"
	case "very":
		if f.word(j+1).class == cEdge {
			return f.edge(i, j+1)
		}
	case "time":
		return found{first: i, end: j + 2, typ: text.Date, value: "PRESENT_REF"}, f.low(j+1) == "being"
	case "fiscal", "financial":
		return f.fiscal(i, j)
	case "nineties", "eighties", "seventies", "sixties", "fifties", "forties", "thirties", "twenties":
		return f.spelledDecade(i, j)
	}
	if n, end, ok := atom.Ordinal(f.a, j); ok {
		return f.ordinal(i, j, int(n), end)
	}
	if f.a[j].Kind == atom.Number || f.a[j].Is("'") || f.a[j].Is("’") || f.a[j].Is("‘") {
		x, ok := f.read(j)
		if ok && x.first == j && x.at.g == decade {
			x.first = i
			return x, true
		}
	}
	return found{}, false
}

func (f *finder) theFuture(i, j int) (found, bool) {
	if f.low(j) == "near" {
		if w := f.low(j + 1); w == "future" || w == "term" {
			return found{first: i, end: j + 2, typ: text.Date, value: "FUTURE_REF"}, true
		}
		return found{}, false
	}
	return found{first: i, end: j + 1, typ: text.Date, value: "FUTURE_REF"}, f.low(i-1) == "in" || f.low(i-1) == "for" || f.low(i-1) == "of"
}

// widen takes words of degree before a duration or date along: "nearly five
// months", "more than a decade".
func (f *finder) widen(x *found) {
	p := x.first - 1
	if p < f.floor {
		return
	}
	if x.typ == text.Duration && !f.a[x.first].Is("the") {
		f.widenDuration(x, p)
	}
}

func (f *finder) widenDuration(x *found, p int) {
	switch f.low(p) {
	case "nearly", "almost":
		x.mod, x.first = "LESS_THAN", p
	case "about", "around", "approximately", "roughly", "some":
		x.mod, x.first = "APPROX", p
	case "over":
		x.mod, x.first = "MORE_THAN", p
	case "than":
		switch f.low(p - 1) {
		case "more", "longer":
			x.mod, x.first = "MORE_THAN", p-1
		case "less", "fewer", "shorter":
			x.mod, x.first = "LESS_THAN", p-1
		}
	case "least":
		if f.low(p-1) == "at" {
			x.mod, x.first = "EQUAL_OR_MORE", p-1
		}
	case "to":
		if f.low(p-1) == "up" {
			x.mod, x.first = "EQUAL_OR_LESS", p-1
		}
	}
	x.first = max(x.first, f.floor)
}
