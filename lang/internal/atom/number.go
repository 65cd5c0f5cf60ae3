package atom

// A Numeral is a cardinal number in atoms [First, End).
type Numeral struct {
	First, End int
	Value      float64
	Digits     bool // begins with digits
	Scaled     bool // has a word or suffix of scale: 1.2 million, 20k
	Dozen      bool // counts in dozens
}

// classes of number word
type numClass uint8

const (
	small   numClass = iota + 1 // zero … nineteen
	tens                        // twenty … ninety
	hundred                     // multiplies what stands before it, below a hundred
	scale                       // thousand, million, …
	dozen
)

type numWord struct {
	class numClass
	value float64
}

var numWords = map[string]numWord{
	"zero": {small, 0}, "one": {small, 1}, "two": {small, 2}, "three": {small, 3}, "four": {small, 4}, "five": {small, 5},
	"six": {small, 6}, "seven": {small, 7}, "eight": {small, 8}, "nine": {small, 9}, "ten": {small, 10}, "eleven": {small, 11},
	"twelve": {small, 12}, "thirteen": {small, 13}, "fourteen": {small, 14}, "fifteen": {small, 15}, "sixteen": {small, 16},
	"seventeen": {small, 17}, "eighteen": {small, 18}, "nineteen": {small, 19},
	"twenty": {tens, 20}, "thirty": {tens, 30}, "forty": {tens, 40}, "fourty": {tens, 40}, "fifty": {tens, 50}, "sixty": {tens, 60},
	"seventy": {tens, 70}, "eighty": {tens, 80}, "ninety": {tens, 90},
	"hundred": {hundred, 100}, "thousand": {scale, 1e3}, "lakh": {scale, 1e5}, "million": {scale, 1e6}, "mln": {scale, 1e6},
	"crore": {scale, 1e7}, "billion": {scale, 1e9}, "bln": {scale, 1e9}, "trillion": {scale, 1e12}, "quadrillion": {scale, 1e15},
	"dozen": {dozen, 12}, "dozens": {dozen, 12},
}

// suffixes of digits, written without a space: 20k, $1.2bn. Those of one
// letter may be units too and are for the caller to judge: see [Suffix].
var suffixes = map[string]float64{
	"k": 1e3, "m": 1e6, "mn": 1e6, "mm": 1e6, "b": 1e9, "bn": 1e9, "tn": 1e12, "t": 1e12,
}

// Suffix returns the scale that the word w stands for as a suffix of digits.
func Suffix(w string) (float64, bool) {
	v, ok := suffixes[w]
	return v, ok
}

// IsNumberWord reports whether w is part of a spelled number: "three",
// "hundred", "million".
func IsNumberWord(w string) bool { return numWords[w].class != 0 }

// SmallWord returns the value of a spelled number below a hundred.
func SmallWord(w string) (float64, bool) {
	n := numWords[w]
	return n.value, n.class == small || n.class == tens
}

// Cardinal reads the number that begins at a[i]: digits, words, or digits and
// a word of scale. "a" counts as one before hundred, thousand, … and dozen.
func Cardinal(a []Atom, i int) (Numeral, bool) {
	if i >= len(a) {
		return Numeral{}, false
	}
	if a[i].Kind == Number {
		return fromDigits(a, i), true
	}
	if n, ok := fractionOf(a, i); ok {
		return n, true
	}
	r := reader{a: a, i: i}
	switch low := a[i].Low; {
	case low == "a" || low == "an":
		if i+1 >= len(a) || !multiplier(a[i+1].Low) {
			return Numeral{}, false
		}
		r.i, r.group = i+1, 1
	case numWords[low].class == 0 || low == "dozens":
		return Numeral{}, false
	}
	r.words()
	if !r.began {
		return Numeral{}, false
	}
	n := Numeral{First: i, End: r.i, Value: r.total + r.group, Scaled: r.scaled, Dozen: r.dozen}
	return half(a, n), true
}

// fractionOf reads "half a million", "a half million", "quarter of a million".
func fractionOf(a []Atom, i int) (Numeral, bool) {
	j, x := i, 0.
	if (a[j].Is("a") || a[j].Is("one")) && j+1 < len(a) {
		j++
	}
	switch a[j].Low {
	case "half":
		x = 1. / 2
	case "quarter":
		x = 1. / 4
	default:
		return Numeral{}, false
	}
	j++
	if j+1 < len(a) && a[j].Is("of") && a[j+1].Is("a") {
		j++
	}
	if j < len(a) && (a[j].Is("a") || a[j].Is("-") && !a[j].Gap) {
		j++
	}
	if j >= len(a) || !multiplier(a[j].Low) {
		return Numeral{}, false
	}
	return Numeral{First: i, End: j + 1, Value: x * numWords[a[j].Low].value, Scaled: true, Dozen: a[j].Is("dozen")}, true
}

// multiplier reports whether w turns "a" or "half a" into a number.
func multiplier(w string) bool { return numWords[w].class >= hundred }

// reader adds up number words: group is what is below the next word of scale.
type reader struct {
	a             []Atom
	i             int
	total, group  float64
	last          float64 // smallest scale so far
	began, scaled bool
	dozen         bool
}

func (r *reader) words() {
	for r.i < len(r.a) {
		j := r.i
		if r.began || r.group > 0 {
			j = r.joint()
		}
		if j >= len(r.a) || r.a[j].Kind != Word || !r.take(numWords[r.a[j].Low]) {
			return
		}
		r.i, r.began = j+1, true
	}
}

// joint steps over the hyphen of "twenty-one" and the "and" of "one hundred
// and twenty"; it returns where the next number word should stand.
func (r *reader) joint() int {
	switch a := r.a[r.i]; {
	case a.Is("-") && !a.Gap:
		return r.i + 1
	case a.Is("and") && (r.group >= 100 || r.group == 0 && r.total > 0) && int64(r.group)%100 == 0 && r.i+1 < len(r.a):
		if c := numWords[r.a[r.i+1].Low].class; c == small || c == tens {
			return r.i + 1
		}
	}
	return r.i
}

// take adds one number word, or reports that it cannot follow.
func (r *reader) take(w numWord) bool {
	below := int64(r.group) % 100
	switch w.class {
	case small:
		if below != 0 && !(below >= 20 && below%10 == 0 && 0 < w.value && w.value < 10) || r.began && w.value == 0 {
			return false
		}
		r.group += w.value
	case tens:
		if below != 0 {
			return false
		}
		r.group += w.value
	case hundred:
		if r.group >= 100 {
			return false
		}
		r.group, r.scaled = max(r.group, 1)*100, true
	case scale:
		if r.last != 0 && w.value >= r.last || !r.began && r.group == 0 {
			return false
		}
		r.total += max(r.group, 1) * w.value
		r.group, r.last, r.scaled = 0, w.value, true
	case dozen:
		if r.dozen || r.total > 0 {
			return false
		}
		r.group, r.dozen, r.last = max(r.group, 1)*12, true, 1
	default:
		return false
	}
	return true
}

// fromDigits reads digits and what may follow them: a vulgar fraction, "and a
// half", a word of scale, "dozen".
func fromDigits(a []Atom, i int) Numeral {
	n := Numeral{First: i, End: i + 1, Value: a[i].Value, Digits: true}
	if i+1 < len(a) && a[i+1].Kind == Number && a[i+1].Value < 1 && a[i+1].Digits == 0 && !a[i+1].Gap {
		n.Value += a[i+1].Value
		n.End++
	}
	n = mixed(a, n)
	n = half(a, n)
	return scaled(a, n)
}

// mixed reads the fraction of "2 1/2".
func mixed(a []Atom, n Numeral) Numeral {
	if i := n.End; i+2 < len(a) && a[i-1].Plain && a[i].Plain && a[i].Gap && a[i+1].Is("/") && a[i+2].Plain &&
		a[i].Value < a[i+2].Value && a[i].Digits == 1 && a[i+2].Digits <= 2 {
		n.Value += a[i].Value / a[i+2].Value
		n.End += 3
	}
	return n
}

// scaled reads words of scale after digits: "1.2 million", "3-million",
// "5 hundred thousand".
func scaled(a []Atom, n Numeral) Numeral {
	for last := 1e18; n.End < len(a); {
		j := n.End
		if a[j].Is("-") && !a[j].Gap && j+1 < len(a) && !a[j+1].Gap {
			j++
		}
		w := numWords[a[j].Low]
		if a[j].Kind != Word || w.class < hundred || w.value >= last && w.class != scale || w.class == dozen && n.Dozen {
			break
		}
		n.Value, n.End, n.Scaled, n.Dozen, last = n.Value*w.value, j+1, true, w.class == dozen, w.value
	}
	return n
}

// half reads "and a half" and a scale after it: "two and a half million".
func half(a []Atom, n Numeral) Numeral {
	i := n.End
	if i+2 >= len(a) || !a[i].Is("and") || !a[i+1].Is("a") && !a[i+1].Is("one") {
		return n
	}
	switch a[i+2].Low {
	case "half":
		n.Value += .5
	case "quarter":
		n.Value += .25
	default:
		return n
	}
	n.End = i + 3
	return scaled(a, n)
}

// Ordinal reads an ordinal in words or digits: "third", "twenty-first", "21st".
func Ordinal(a []Atom, i int) (value float64, end int, ok bool) {
	if i >= len(a) {
		return 0, i, false
	}
	if a[i].Kind == Number {
		if i+1 < len(a) && a[i].Plain && !a[i+1].Gap {
			switch a[i+1].Low {
			case "st", "nd", "rd", "th":
				return a[i].Value, i + 2, true
			}
		}
		return 0, i, false
	}
	if v, ok := ordinals[a[i].Low]; ok {
		return v, i + 1, true
	}
	if w := numWords[a[i].Low]; w.class == tens && i+1 < len(a) {
		j := i + 1
		if a[j].Is("-") && j+1 < len(a) {
			j++
		}
		if v := ordinals[a[j].Low]; 0 < v && v < 10 {
			return w.value + v, j + 1, true
		}
	}
	return 0, i, false
}

var ordinals = map[string]float64{
	"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
	"eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17,
	"eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60,
	"seventieth": 70, "eightieth": 80, "ninetieth": 90, "hundredth": 100, "thousandth": 1000, "millionth": 1e6,
}
