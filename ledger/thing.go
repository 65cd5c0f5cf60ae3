package ledger

import (
	_ "embed"
	"strings"
	"unicode"

	"github.com/stemmanews/stemma"
)

//go:embed things.tsv
var thingTable string

// classOf maps a stem to the class of things that it names.
var classOf = readClasses(thingTable)

func readClasses(table string) map[string]string {
	m := map[string]string{}
	for line := range strings.Lines(table) {
		class, words, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || strings.HasPrefix(class, "#") {
			continue
		}
		for _, w := range strings.Fields(words) {
			if _, taken := m[stem(w)]; !taken {
				m[stem(w)] = class
			}
		}
	}
	return m
}

// thing is what is counted, in a form that can be compared.
type thing struct {
	class string          // "" where the words are of no known class
	head  string          // stem of the head noun
	names map[string]bool // whose: names in the words, stemmed and lowered
	stems map[string]bool
	unit  string
	vague bool // people, but not what they do or suffer
}

// thingOf reads the words for what is counted. The head is the last word
// before the first preposition or participle clause.
func thingOf(of, unit string) thing {
	t := thing{names: map[string]bool{}, stems: map[string]bool{}, unit: strings.ToLower(unit)}
	headDone := false
	for i, w := range strings.FieldsFunc(of, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != '\'' && c != '’' }) {
		low := fold(w)
		if stop[low] {
			if i > 0 && preposition[low] {
				headDone = true
			}
			continue
		}
		s := stem(low)
		t.stems[s] = true
		if losses[s] {
			continue
		}
		if i > 0 && unicode.IsUpper([]rune(w)[0]) || i == 0 && properLooking(w, s) {
			t.names[s] = true
			continue
		}
		if headDone {
			continue
		}
		t.head = s
		if c := classOf[s]; c != "" {
			t.class = c
		}
	}
	if t.class == "" && t.head != "" && (t.unit == "person" || t.unit == "people") {
		t.class = "people"
	}
	return t
}

// losses are words that tell what befell people, not who they are.
var losses = stems("casualties losses dead deaths victims fatalities lives injuries wounded injured hurt killed others things missing")

// properLooking tells a name from a capital at the start of the words.
func properLooking(w, s string) bool {
	return unicode.IsUpper([]rune(w)[0]) && classOf[s] == ""
}

// doings are what people who are merely counted do or suffer: a count of
// people is compared only with counts of people in the same case.
var doings = []struct {
	name  string
	stems map[string]bool
}{
	{"rescued", stems("rescued survivors survived saved pulled alive recovered dug")},
	{"aboard", stems("aboard passengers boarded crew onboard manifest carrying carried sail sailed ship ferry boat vessel plane flight train bus")},
	{"marching", stems("marchers marched demonstrators demonstrated protesters protested rally rallied crowd attended turnout gathered part joined assembled marching")},
	{"voting", stems("voters voted votes ballots")},
	{"infected", stems("infected cases infections sick ill")},
}

// doing narrows a count of people by what they do, as the words for them say
// or else the words beside the figure.
func (t thing) doing(of, around string) thing {
	if t.class != "people" && !t.empty() {
		return t
	}
	for _, words := range []string{of, around} {
		for _, w := range nameWords(words) {
			for _, d := range doings {
				if d.stems[stem(w)] {
					t.class = d.name
					return t
				}
			}
		}
	}
	if t.class == "people" && t.head != "" {
		t.class, t.vague = "", true
	}
	return t
}

// isMeasured reports whether a unit measures (length, time, weight, share)
// rather than counts things.
func isMeasured(unit string) bool { return measured[stem(fold(unit))] }

var measured = stems(`kilometre kilometer km metre meter m centimetre centimeter cm millimetre millimeter mm mile foot feet inch yard
	nautical knot kmh kph km/h mph hour minute second day week month year decade quarter degree celsius fahrenheit magnitude kilogram kg
	gram tonne ton gross litre liter gallon barrel hectare acre percent percentage share point watt kilowatt megawatt volt`)

func (t thing) empty() bool { return t.class == "" && t.head == "" }

// same reports whether two wordings count one thing.
func (t thing) same(o thing) bool {
	if t.empty() || o.empty() {
		return true
	}
	if len(t.names) > 0 && len(o.names) > 0 && !meets(t.names, o.names) {
		return false
	}
	if t.class != "" || o.class != "" {
		return t.class == o.class
	}
	return t.head == o.head
}

// within reports whether what is counted can be a part of o without being a
// kind of its own: minors of people held, not civilians of people killed.
func (t thing) within(o thing) bool {
	switch t.class {
	case "civilians", "soldiers", "police", "attackers":
		return t.class == o.class
	}
	return true
}

func meets(a, b map[string]bool) bool {
	for w := range a {
		if b[w] {
			return true
		}
	}
	return false
}

// inanimate reports whether the words name a class of things that cannot be
// killed, hurt or held.
func (t thing) inanimate() bool {
	switch t.class {
	case "weapons", "containers", "homes", "vehicles", "places":
		return true
	}
	return false
}

func (t thing) ofPeople() bool {
	switch t.class {
	case "soldiers", "police", "attackers", "civilians", "people":
		return true
	}
	for _, d := range doings {
		if t.class == d.name {
			return true
		}
	}
	return false
}

// countsPeople reports whether a measure counts people by its own meaning.
func countsPeople(measure string) bool {
	switch measure {
	case stemma.MeasureKilled, stemma.MeasureWounded, stemma.MeasureKilledOrWounded, stemma.MeasureMissing,
		stemma.MeasureCaptured, stemma.MeasureArrested, stemma.MeasureDisplaced, stemma.MeasureDeployed:
		return true
	}
	return false
}
