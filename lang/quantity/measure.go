package quantity

import (
	"github.com/stemmanews/stemma/lang/internal/atom"
	"github.com/stemmanews/stemma/lang/text"
)

// currencyBefore reads a sign or code of currency at i and returns the
// canonical unit and where the number should begin: "$", "US$", "NZ $", "Rs.".
func (f *finder) currencyBefore(i int) (string, int) {
	if i >= len(f.a) {
		return "", i
	}
	a := &f.a[i]
	if a.Kind == atom.Number || i+1 >= len(f.a) {
		return "", i
	}
	unit, at := "", i+1
	switch {
	case a.Kind == atom.Sign:
		unit = signs[a.Low]
	case f.a[i+1].Is("$"):
		unit, at = dollars[a.Low], i+2
		if !a.Cap || unit == "" || f.a[i+1].Gap && len(a.Low) < 2 {
			return "", i
		}
	case f.a[i+1].Is("£") && a.Cap:
		unit, at = map[string]string{"e": "EGP", "le": "EGP"}[a.Low], i+2
	default:
		unit = codes[f.t.Doc.Text[a.Start:a.End]]
		if at < len(f.a) && f.a[at].Is(".") && !f.a[at].Gap {
			at++
		}
	}
	if unit == "" || unit == "cent" || at >= len(f.a) {
		return "", i
	}
	if f.a[at].Kind == atom.Number || a.Kind == atom.Sign && atom.IsNumberWord(f.a[at].Low) {
		return unit, at
	}
	return "", i
}

// unitAfter reads the unit after the number, and a rate.
func (f *finder) unitAfter(m *amount) {
	i := m.end
	if m.kind == text.Money {
		f.dollarsAfter(m)
		f.per(m, max(m.end, m.unitEnd))
		return
	}
	at := f.between(i, m)
	if p := f.quake(m); p >= 0 {
		m.kind = text.Measured
		m.unit, m.unitAt, m.unitEnd = "magnitude", p, p+1
		return
	}
	if m.scaled && (f.low(at) == "pounds" || f.low(at) == "pound") && f.low(at+1) != "of" { // millions of pounds are money
		m.kind = text.Money
		f.place(m, "GBP", at, at+1)
	} else if name := f.temperature(at, m); name != "" {
		m.kind = text.Measured
		f.place(m, name, at, at+1)
	} else if name, end := f.moneyAt(at); name != "" {
		m.kind = text.Money
		f.place(m, name, at, end)
	} else if name, end := f.unitAt(at, m.digits && !m.scaled && at == i); name != "" {
		m.kind = kindOf(name)
		f.place(m, name, at, end)
	} else if at > i && f.low(at) == "-" {
		return
	}
	f.per(m, max(m.end, m.unitEnd))
}

// quake finds "magnitude" before the number: "a magnitude of 7.1".
func (f *finder) quake(m *amount) int {
	p := m.first - 1
	if f.low(p) == "-" || f.low(p) == "of" {
		p--
	}
	if f.low(p) == "magnitude" && m.low < 10 {
		return p
	}
	return -1
}

// temperature reads a bare C or F after digits, where degrees went before.
func (f *finder) temperature(i int, m *amount) string {
	if i >= len(f.a) || !f.a[i].Cap || !m.digits || len(f.a[i].Low) != 1 || len(f.out) == f.sentence0 || Dimension(f.out[len(f.out)-1].Unit) != temperature {
		return ""
	}
	switch f.a[i].Low {
	case "c":
		return "degree Celsius"
	case "f":
		return "degree Fahrenheit"
	}
	return ""
}

func kindOf(name string) string {
	if name == "percent" || name == "percentage point" || name == "basis point" {
		return text.Percent
	}
	return text.Measured
}

func (f *finder) place(m *amount, name string, at, end int) {
	m.unit, m.unitAt, m.unitEnd, m.next = name, at, end, max(m.next, end)
}

// between steps over what may stand between number and unit: a hyphen, "of",
// "or so", "more", "full".
func (f *finder) between(i int, m *amount) int {
	switch w := f.low(i); {
	case w == "-" && i+1 < len(f.a) && !f.a[i].Gap:
		return i + 1
	case m.vague && w == "of":
		return i + 1
	case w == "or" && f.low(i+1) == "so":
		return i + 2
	case w == "odd", w == "more", w == "straight", w == "consecutive", w == "full", w == "additional", w == "extra", w == "further", w == "whole", w == "short", w == "long":
		return i + 1
	}
	return i
}

// dollarsAfter takes a redundant "dollars" or "(USD)" after a sign along.
func (f *finder) dollarsAfter(m *amount) {
	if name, end := f.moneyAt(m.end); name != "" && (name == m.unit || m.unit == "USD") && !isCent(name) {
		m.unit, m.next = name, end
	}
}

func isCent(name string) bool { return name == "cent" || name == "penny" }

// moneyAt reads the name or code of a currency: "US dollars", "roubles", "EUR".
func (f *finder) moneyAt(i int) (string, int) {
	if i >= len(f.a) {
		return "", 0
	}
	a := &f.a[i]
	if a.Kind == atom.Sign {
		switch s := signs[a.Low]; {
		case s == "":
		case a.Low == "¢", i+1 >= len(f.a) || f.a[i+1].Kind != atom.Number:
			return s, i + 1
		}
		return "", 0
	}
	if countryLeads[a.Low] && a.Cap {
		i++
	}
	if i >= len(f.a) {
		return "", 0
	}
	a = &f.a[i]
	if i+1 < len(f.a) && f.a[i+1].Kind == atom.Word {
		second := singular(f.a[i+1].Low, money)
		if second != "" {
			if name := national[a.Low+" "+second]; name != "" {
				return name, i + 2
			}
			if second == "sterling" && singular(a.Low, money) == "" && (a.Low == "pound" || a.Low == "pounds") {
				return "GBP", i + 2
			}
		}
		if name := national[a.Low+" "+singularPound(f.a[i+1].Low)]; name != "" {
			return name, i + 2
		}
	}
	if w := singular(a.Low, money); w != "" {
		return money[w], i + 1
	}
	if a.Low == "p" && !a.Cap && !a.Gap && i > 0 && f.a[i-1].Kind == atom.Number {
		return "penny", i + 1
	}
	if c := codes[f.t.Doc.Text[a.Start:a.End]]; c != "" && len(a.Low) == 3 {
		if i+1 < len(f.a) && c == "CFA franc" && (f.a[i+1].Is("francs") || f.a[i+1].Is("franc")) {
			return c, i + 2
		}
		return c, i + 1
	}
	return "", 0
}

func singularPound(w string) string {
	if w == "pounds" {
		return "pound"
	}
	return w
}

// singular returns w, or w without its plural s, where it is in the table, and
// "" where neither is.
func singular(w string, table map[string]string) string {
	if _, ok := table[w]; ok {
		return w
	}
	if n := len(w); n > 3 && w[n-1] == 's' {
		if _, ok := table[w[:n-1]]; ok {
			return w[:n-1]
		}
	}
	return ""
}

// unitAt reads a unit of measurement that begins at i and returns its canonical
// name and end, or "". Short symbols need digits before them.
func (f *finder) unitAt(i int, digits bool) (string, int) {
	if i >= len(f.a) || f.a[i].Kind == atom.Number {
		return "", 0
	}
	a := &f.a[i]
	switch {
	case a.Is("%"):
		return "percent", i + 1
	case a.Is("°"), a.Is("º"):
		return f.degrees(i)
	case a.Is("″") || a.Is("\"") && !a.Gap && digits && f.a[i-1].Digits <= 2:
		return "inch", i + 1
	case a.Is("per") && f.low(i+1) == "cent":
		return "percent", i + 2
	case (a.Is("parts") || a.Is("part")) && f.low(i+1) == "per" && (f.low(i+2) == "million" || f.low(i+2) == "billion"):
		return "part per " + f.low(i+2), i + 3
	case a.Is("degrees"), a.Is("degree"):
		return f.degrees(i)
	case a.Kind == atom.Sign:
		return "", 0
	}
	if p, ok := prefixed[a.Low]; ok {
		if name, end := f.twoWords(i, p); name != "" {
			return name, end
		}
	}
	w := singular(a.Low, surfaces)
	if w == "" || abbreviated(a.Low) && (!digits || f.taken(i)) {
		return "", 0
	}
	if a.Low == "pounds" && f.low(i+1) == "sterling" {
		return "", 0
	}
	name := surfaces[w]
	if caseful(a.Low) {
		name = f.byCase(i, name)
	}
	if name == "" {
		return "", 0
	}
	return f.perTime(name, i+1)
}

// caseful symbols mean other units in capitals, or none.
func caseful(w string) bool {
	switch w {
	case "m", "mw", "s", "g", "l", "mb", "ha", "min", "mi", "cal", "amp", "day", "mp", "pb", "db", "tb", "mj", "tw", "nm":
		return true
	}
	return false
}

func (f *finder) byCase(i int, name string) string {
	s := f.t.Doc.Text[f.a[i].Start:f.a[i].End]
	switch s {
	case "M", "S", "G", "HA", "Ha", "Min", "Mi", "Cal", "Amp", "mp", "Mp":
		return ""
	case "MW":
		return "megawatt"
	case "mW":
		return ""
	case "Mb":
		return "megabit"
	case "Nm":
		return "newton metre"
	}
	return name
}

// taken reports that a one-letter symbol is something else: "5 m people".
func (f *finder) taken(i int) bool {
	a := &f.a[i]
	if a.Low == "in" || a.Low == "pc" {
		return a.Gap
	}
	if len(a.Low) == 1 && a.Gap && a.Low != "m" && a.Low != "g" && a.Low != "l" {
		return true
	}
	return a.Low == "l" && a.Gap && a.Cap
}

// degrees reads "degrees Celsius", "°C", "degrees".
func (f *finder) degrees(i int) (string, int) {
	switch f.low(i + 1) {
	case "c", "celsius", "centigrade":
		return "degree Celsius", i + 2
	case "f", "fahrenheit":
		return "degree Fahrenheit", i + 2
	}
	return "degree", i + 1
}

// twoWords reads "square miles", "light years", "kilowatt-hours".
func (f *finder) twoWords(i int, prefix string) (string, int) {
	j := i + 1
	if f.low(j) == "." || f.low(j) == "-" && j < len(f.a) && !f.a[j].Gap {
		j++
	}
	if j >= len(f.a) {
		return "", 0
	}
	w := f.a[j].Low
	base := ""
	if s := singular(w, surfaces); s != "" {
		base = surfaces[s]
	} else if w == "points" || w == "point" {
		base = "point"
	}
	if base == "" {
		return "", 0
	}
	name := prefix + base
	if c := composed[name]; c != "" {
		return c, j + 1
	}
	if _, ok := units[name]; ok {
		return name, j + 1
	}
	return "", 0
}

// perTime joins a length, data or mass with "per hour", "an hour", "/h".
func (f *finder) perTime(name string, i int) (string, int) {
	j := i
	switch f.low(i) {
	case "per", "/", "a", "an":
		j++
	default:
		return name, i
	}
	w := f.low(j)
	if w == "h" && f.low(i) == "/" {
		w = "hour"
	}
	if s := singular(w, surfaces); s != "" {
		if _, ok := units[name+" per "+surfaces[s]]; ok {
			return name + " per " + surfaces[s], j + 1
		}
	}
	if w == "square" && f.low(j+1) == "inch" && name == "pound" {
		return "pound per square inch", j + 2
	}
	if w == "hour" && name == "kilometre" {
		return "kilometre per hour", j + 1
	}
	return name, i
}

// per reads the rate of an amount: "a month", "per diver each week", "/kg".
func (f *finder) per(m *amount, i int) {
	j := i
	switch f.low(i) {
	case "per", "/":
		j = i + 1
		if f.low(j) == "cent" || f.low(i) == "/" && (j >= len(f.a) || f.a[j].Kind != atom.Word) {
			return
		}
	case "a", "an", "each", "every":
		if m.kind == text.Cardinal && m.unit == "" || !durationUnits[f.low(i+1)] {
			return
		}
		j = i + 1
	default:
		return
	}
	end := f.perEnd(j)
	if end > j {
		m.perAt, m.perEnd, m.next = j, end, max(m.next, end)
	}
}

var durationUnits = map[string]bool{"second": true, "minute": true, "hour": true, "day": true, "week": true, "month": true, "year": true, "night": true, "share": true, "barrel": true,
	"litre": true, "liter": true, "gallon": true, "ton": true, "tonne": true, "kilo": true, "kilogram": true, "piece": true, "head": true, "person": true, "ounce": true, "bottle": true, "unit": true, "quarter": true, "ticket": true, "pound": true}

// perEnd finds the end of what a rate is counted over: one noun, an adjective
// before it, and a time ("diver each week").
func (f *finder) perEnd(j int) int {
	end := j
	if j < len(f.a) && f.a[j].Kind == atom.Word {
		end++
		if f.upos(j) == "ADJ" && end < len(f.a) && f.upos(end) == "NOUN" || f.low(j) == "square" || f.low(j) == "cubic" || f.low(j) == "metric" {
			end = min(end+1, len(f.a))
		}
	} else if j < len(f.a) && f.a[j].Kind == atom.Number && (f.low(j+1) == "people" || f.low(j+1) == "inhabitants" || f.low(j+1) == "residents") {
		return j + 2
	}
	switch f.low(end) {
	case "each", "every", "a", "an", "per":
		if durationUnits[f.low(end+1)] {
			end += 2
		}
	}
	return end
}
