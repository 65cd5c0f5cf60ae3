package quantity

import (
	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/internal/atom"
	"github.com/stemmanews/stemma/lang/text"
)

// phrase is a comparator that ends in the word under which it is filed: back
// holds the words before that one, nearest first.
type phrase struct {
	back []string
	cmp  string
}

// before lists the comparators that stand before a number, by last word, long
// ones first. The values follow the contract: "nearly" leaves the low end open.
var before = map[string][]phrase{
	"about":         {{nil, stemma.Approximately}},
	"around":        {{nil, stemma.Approximately}},
	"approximately": {{nil, stemma.Approximately}},
	"approx":        {{nil, stemma.Approximately}},
	"roughly":       {{nil, stemma.Approximately}},
	"circa":         {{nil, stemma.Approximately}},
	"near":          {{nil, stemma.Approximately}},
	"perhaps":       {{nil, stemma.Approximately}},
	"maybe":         {{nil, stemma.Approximately}},
	"probably":      {{nil, stemma.Approximately}},
	"some":          {{nil, stemma.Approximately}},
	"estimated":     {{[]string{"an"}, stemma.Approximately}, {[]string{"the"}, stemma.Approximately}, {nil, stemma.Approximately}},
	"almost":        {{nil, stemma.Approximately}},
	"virtually":     {{nil, stemma.Approximately}},
	"~":             {{nil, stemma.Approximately}},
	"≈":             {{nil, stemma.Approximately}},
	"nearly":        {{nil, stemma.Nearly}},
	"over":          {{nil, stemma.MoreThan}},
	"above":         {{nil, stemma.MoreThan}},
	"beyond":        {{nil, stemma.MoreThan}},
	">":             {{nil, stemma.MoreThan}},
	"≥":             {{nil, stemma.AtLeast}},
	"≤":             {{nil, stemma.UpTo}},
	"<":             {{nil, stemma.LessThan}},
	"=":             {{[]string{">"}, stemma.AtLeast}, {[]string{"<"}, stemma.UpTo}},
	"exceed":        {{nil, stemma.MoreThan}},
	"exceeds":       {{nil, stemma.MoreThan}},
	"exceeded":      {{nil, stemma.MoreThan}},
	"exceeding":     {{nil, stemma.MoreThan}},
	"surpassed":     {{nil, stemma.MoreThan}},
	"surpassing":    {{nil, stemma.MoreThan}},
	"surpasses":     {{nil, stemma.MoreThan}},
	"topped":        {{nil, stemma.MoreThan}},
	"topping":       {{nil, stemma.MoreThan}},
	"under":         {{nil, stemma.LessThan}},
	"below":         {{nil, stemma.LessThan}},
	"than": {
		{[]string{"fewer", "no"}, stemma.AtLeast}, {[]string{"less", "no"}, stemma.AtLeast}, {[]string{"fewer", "not"}, stemma.AtLeast},
		{[]string{"less", "not"}, stemma.AtLeast}, {[]string{"lower", "no"}, stemma.AtLeast}, {[]string{"lower", "not"}, stemma.AtLeast},
		{[]string{"more", "no"}, stemma.UpTo}, {[]string{"more", "not"}, stemma.UpTo}, {[]string{"greater", "no"}, stemma.UpTo}, {[]string{"higher", "no"}, stemma.UpTo},
		{[]string{"more", "n't"}, stemma.UpTo}, {[]string{"later", "no"}, stemma.UpTo}, {[]string{"larger", "no"}, stemma.UpTo},
		{[]string{"more"}, stemma.MoreThan}, {[]string{"greater"}, stemma.MoreThan}, {[]string{"larger"}, stemma.MoreThan}, {[]string{"higher"}, stemma.MoreThan},
		{[]string{"bigger"}, stemma.MoreThan}, {[]string{"longer"}, stemma.MoreThan}, {[]string{"better"}, stemma.MoreThan}, {[]string{"older"}, stemma.MoreThan},
		{[]string{"heavier"}, stemma.MoreThan}, {[]string{"taller"}, stemma.MoreThan}, {[]string{"farther"}, stemma.MoreThan}, {[]string{"further"}, stemma.MoreThan},
		{[]string{"fewer"}, stemma.LessThan}, {[]string{"less"}, stemma.LessThan}, {[]string{"lower"}, stemma.LessThan}, {[]string{"smaller"}, stemma.LessThan},
		{[]string{"shorter"}, stemma.LessThan}, {[]string{"younger"}, stemma.LessThan}, {[]string{"lighter"}, stemma.LessThan}, {[]string{"cheaper"}, stemma.LessThan},
	},
	"least":   {{[]string{"very", "the", "at"}, stemma.AtLeast}, {[]string{"the", "at"}, stemma.AtLeast}, {[]string{"at"}, stemma.AtLeast}},
	"most":    {{[]string{"very", "the", "at"}, stemma.UpTo}, {[]string{"the", "at"}, stemma.UpTo}, {[]string{"at"}, stemma.UpTo}},
	"rate":    {{[]string{"any", "at"}, stemma.AtLeast}},
	"minimum": {{[]string{"the"}, stemma.AtLeast}, {[]string{"a"}, stemma.AtLeast}},
	"maximum": {{[]string{"the"}, stemma.UpTo}, {[]string{"a"}, stemma.UpTo}},
	"to": {
		{[]string{"close"}, stemma.Approximately}, {[]string{"closer"}, stemma.Approximately}, {[]string{"near"}, stemma.Approximately}, {[]string{"up"}, stemma.UpTo},
		{[]string{"next"}, stemma.Approximately}, {[]string{"equal", "or", "than", "greater"}, stemma.AtLeast}, {[]string{"equal", "or", "than", "less"}, stemma.UpTo},
	},
	"upto": {{nil, stemma.UpTo}},
	"as": {
		{[]string{"many", "as"}, stemma.UpTo}, {[]string{"much", "as"}, stemma.UpTo}, {[]string{"high", "as"}, stemma.UpTo}, {[]string{"large", "as"}, stemma.UpTo},
		{[]string{"far", "as"}, stemma.UpTo}, {[]string{"long", "as"}, stemma.UpTo}, {[]string{"big", "as"}, stemma.UpTo},
		{[]string{"few", "as"}, stemma.AtLeast}, {[]string{"little", "as"}, stemma.AtLeast}, {[]string{"low", "as"}, stemma.AtLeast},
	},
	"of": {
		{[]string{"excess", "in"}, stemma.MoreThan}, {[]string{"upwards"}, stemma.MoreThan}, {[]string{"upward"}, stemma.MoreThan}, {[]string{"north"}, stemma.MoreThan},
		{[]string{"region", "the", "in"}, stemma.Approximately}, {[]string{"order", "the", "of"}, stemma.Approximately}, {[]string{"vicinity", "the", "in"}, stemma.Approximately},
		{[]string{"neighborhood", "the", "in"}, stemma.Approximately}, {[]string{"neighbourhood", "the", "in"}, stemma.Approximately},
		{[]string{"range", "the", "in"}, stemma.Approximately}, {[]string{"short"}, stemma.LessThan}, {[]string{"shy"}, stemma.LessThan}, {[]string{"south"}, stemma.LessThan},
		{[]string{"minimum", "a"}, stemma.AtLeast}, {[]string{"maximum", "a"}, stemma.UpTo}, {[]string{"estimate", "an"}, stemma.Approximately},
		{[]string{"average", "an"}, stemma.Approximately},
	},
}

// degrees are adverbs that a comparator takes along: "well over", "far more than".
var degrees = map[string]bool{
	"well": true, "just": true, "far": true, "slightly": true, "considerably": true, "noticeably": true, "significantly": true, "substantially": true,
	"much": true, "somewhat": true, "marginally": true, "a": false, "comfortably": true, "way": true, "very": true,
	"only": false, "somewhere": true, "anywhere": true, "possibly": true, "probably": true, "potentially": true,
}

// bound reads the comparators around the number.
func (f *finder) bound(m *amount) {
	f.boundAfter(m)
	f.boundBefore(m)
}

func (f *finder) boundBefore(m *amount) {
	p := m.first - 1
	if p < f.floor || f.barred(p, m) {
		return
	}
	for _, ph := range before[f.a[p].Low] {
		first, ok := f.backwards(p, ph.back)
		if !ok {
			continue
		}
		for first > f.floor && degrees[f.a[first-1].Low] {
			first--
		}
		m.first = first
		f.combine(m, f.negated(first, ph.cmp))
		return
	}
}

// negated turns "more than" into "up to" after a negation close by: "never
// flew with more than 84".
func (f *finder) negated(first int, c string) string {
	if c != stemma.MoreThan {
		return c
	}
	for k := first - 1; k >= max(f.floor, first-4) && f.a[k].Kind == atom.Word; k-- {
		switch f.a[k].Low {
		case "not", "n't", "never", "without", "cannot":
			return stemma.UpTo
		case "but", "that", "because", "and", "only", "just":
			return c
		}
	}
	return c
}

// combine sets the comparator c on an amount that may have one: a range keeps
// its ends, a vague word its own comparator.
func (f *finder) combine(m *amount, c string) {
	switch {
	case m.vague:
	case m.cmp == stemma.Between && (c == stemma.Approximately || c == stemma.Nearly):
	case m.cmp == stemma.Exact, m.cmp == stemma.Between, c != stemma.Approximately && m.cmp == stemma.Approximately:
		m.set(c)
	}
}

// backwards matches words before atom p, nearest first.
func (f *finder) backwards(p int, back []string) (int, bool) {
	for _, w := range back {
		p--
		if p < f.floor || f.a[p].Low != w {
			return 0, false
		}
	}
	return p, true
}

// barred tells uses of comparator words that bound no number.
func (f *finder) barred(p int, m *amount) bool {
	prev := ""
	if p > 0 {
		prev = f.a[p-1].Low
	}
	switch f.a[p].Low {
	case "about":
		return talk[prev]
	case "some":
		return m.cmp == stemma.Exact && m.high == 1 || prev == "and"
	case "to":
		return f.low(p-1) == "up" && adds[f.low(p-2)]
	case "under", "over":
		return prev == "from" || prev == "took" || prev == "all" || prev == "win" || prev == "victory" || f.a[p].Cap && p > 0
	case "near", "beyond", "around", "above", "below":
		return f.a[p].Cap && p > 0 || m.high <= 1
	}
	return false
}

// adds are verbs whose "up to" gives a sum, not a bound.
var adds = map[string]bool{"add": true, "adds": true, "added": true, "adding": true, "amount": true, "amounted": true, "sum": true, "summed": true, "count": true, "went": true, "gone": true}

// talk are words after which "about" names a topic.
var talk = map[string]bool{
	"talk": true, "talks": true, "talked": true, "talking": true, "asked": true, "ask": true, "know": true, "knew": true, "worried": true, "concerned": true,
	"think": true, "thinking": true, "complained": true, "learn": true, "learned": true, "wrote": true, "questions": true, "story": true, "film": true, "book": true,
	"information": true, "concerns": true, "heard": true, "speak": true, "spoke": true, "speaking": true, "tell": true, "told": true,
}

// boundAfter reads "or more", "or so", "-odd", "+", "and counting", …; the unit
// may stand between the number and it: "10 km or more".
func (f *finder) boundAfter(m *amount) {
	i := max(m.end, m.unitEnd)
	if end, c := f.trailing(m.end); c != "" {
		i = end
		f.extend(m, end, c)
	} else if m.unitEnd > m.end {
		if end, c := f.trailing(i); c != "" {
			m.set(c)
			m.next = max(m.next, end)
		}
	}
}

func (f *finder) extend(m *amount, end int, c string) {
	f.combine(m, c)
	m.end, m.next = end, max(m.next, end)
}

// trailing matches a comparator that begins at i.
func (f *finder) trailing(i int) (int, string) {
	if i >= len(f.a) {
		return 0, ""
	}
	w := func(k int) string {
		if i+k < len(f.a) {
			return f.a[i+k].Low
		}
		return ""
	}
	switch w(0) {
	case "or", "and":
		switch w(1) {
		case "more", "above", "over", "greater", "higher", "upwards", "up", "counting":
			if w(2) == "than" {
				return 0, ""
			}
			return i + 2, stemma.AtLeast
		case "so", "thereabouts":
			return i + 2, stemma.Approximately
		case "fewer", "less", "under", "below", "lower":
			if w(0) == "or" && w(2) != "than" {
				return i + 2, stemma.UpTo
			}
		}
	case ",", "(":
		if (w(1) == "maybe" || w(1) == "perhaps" || w(1) == "possibly" || w(1) == "probably") && w(2) == "more" {
			return i + 3, stemma.AtLeast
		}
		if w(1) == "if" && w(2) == "not" && w(3) == "more" {
			return i + 4, stemma.AtLeast
		}
		if w(1) == "or" && (w(2) == "more" || w(2) == "maybe" && w(3) == "more") {
			return i + 3, stemma.AtLeast
		}
	case "-":
		if w(1) == "odd" {
			return i + 2, stemma.Approximately
		}
		if w(1) == "plus" || w(1) == "something" {
			return i + 2, stemma.AtLeast
		}
	case "odd":
		return i + 1, stemma.Approximately
	case "+":
		if !f.a[i].Gap {
			return i + 1, stemma.AtLeast
		}
	case "plus":
		if w(1) == "" || f.a[i+1].Kind == atom.Word && w(1) != "a" && w(1) != "the" {
			return i + 1, stemma.AtLeast
		}
	}
	return 0, ""
}

// changeWords open a change from one value to another: the ends of "rose from
// 2% to 3%" are two values, no range.
var changeWords = map[string]bool{
	"rose": true, "rise": true, "rises": true, "rising": true, "risen": true, "fell": true, "fall": true, "falls": true, "falling": true, "fallen": true, "increase": true,
	"increased": true, "increases": true, "increasing": true, "decrease": true, "decreased": true, "decreasing": true, "cut": true, "cutting": true, "up": true, "down": true,
	"grew": true, "grow": true, "grown": true, "growing": true, "raise": true, "raised": true, "raising": true, "drop": true, "dropped": true, "dropping": true,
	"reduced": true, "reduce": true, "reducing": true, "jumped": true, "climbed": true, "went": true, "moved": true, "changed": true, "lowered": true, "slipped": true,
	"declined": true, "decline": true, "improved": true, "dipped": true, "expanded": true, "revised": true, "corrected": true, "soared": true, "shrank": true, "surged": true,
	"plunged": true, "slashed": true, "slid": true, "doubled": true, "tripled": true, "upgraded": true, "widened": true, "narrowed": true, "jump": true, "plummeted": true,
	"bringing": true, "extended": true, "expand": true,
}

// ranged reads the second end of a range: "between X and Y", "X to Y", "X-Y",
// "X or Y", "from X to Y".
func (f *finder) ranged(m *amount) {
	i := m.end
	lead := ""
	if m.first > f.floor {
		lead = f.a[m.first-1].Low
	}
	skipped := f.unitBetween(i, m)
	i = skipped
	if i+1 >= len(f.a) {
		return
	}
	sep, at := f.a[i].Low, i+1
	switch {
	case sep == "to" && f.a[i].Gap, (sep == "-" || sep == "–" || sep == "—" || sep == "~" || sep == "‑") && f.a[i].Gap == f.a[at].Gap:
		if sep == "-" && f.a[at].Is("to") && at+2 < len(f.a) && f.a[at+1].Is("-") {
			at += 2
		}
	case sep == "-" && f.a[at].Is("to"):
		at++
		if at < len(f.a) && f.a[at].Is("-") {
			at++
		}
	case sep == "and" && f.openRange(m) != "":
		lead = f.openRange(m)
	case sep == "or" && !f.a[m.num].Is("one") || sep == "or" && f.smallPair(m, at):
	default:
		return
	}
	before := *m
	f.closeRange(m, lead, sep, at)
	if skipped > before.end && m.cmp == stemma.Between && f.unitBetween(m.end, m) == m.end && !f.percentAt(m.end) {
		*m = before // "0.2 per cent to 108.35 yen"
	}
}

// percentAt reports whether a percent sign or word stands at i.
func (f *finder) percentAt(i int) bool {
	name, _ := f.unitAt(i, true)
	return name == "percent"
}

// unitBetween steps over a unit written at both ends: "2% to 3%", "$5 to $10".
func (f *finder) unitBetween(i int, m *amount) int {
	if i < len(f.a) && (f.a[i].Is("%") || f.a[i].Is("percent") || f.a[i].Is("per") && i+1 < len(f.a) && f.a[i+1].Is("cent")) {
		j := i + 1
		if f.a[i].Is("per") {
			j++
		}
		if j < len(f.a) && (f.a[j].Is("to") || f.a[j].Is("and") || f.a[j].Is("-") || f.a[j].Is("–") || f.a[j].Is("or")) {
			return j
		}
	}
	return i
}

// openRange returns the word that opens a range before the number: "between",
// or "range" for "(somewhere) in the range of X and Y".
func (f *finder) openRange(m *amount) string {
	p := m.first - 1
	switch {
	case p < f.floor:
	case f.a[p].Is("between"):
		return "between"
	case f.a[p].Is("of") && p-3 >= f.floor && f.a[p-1].Is("range") && f.a[p-2].Is("the") && f.a[p-3].Is("in"):
		return "range"
	}
	return ""
}

func (f *finder) smallPair(m *amount, at int) bool {
	return at < len(f.a) && f.a[at].Is("two")
}

// closeRange reads the second number at atom at and joins both.
func (f *finder) closeRange(m *amount, lead, sep string, at int) {
	unit, j := f.currencyBefore(at)
	n, ok := f.cardinal(j, unit != "" || m.kind == text.Money)
	if !ok || unit != "" && m.unit != "" && unit != m.unit {
		return
	}
	low := m.low
	if n.Scaled && !m.scaled && low < 1000 && m.digits == n.Digits {
		low *= scaleOf(n.Value) // "2 to 3 million" begins at two million
	}
	if low >= n.Value || lead == "from" && m.first >= 2 && f.changes(m.first-2) {
		return
	}
	if sep == "to" && lead != "from" && n.Value > 10*low && f.changes(m.first-1) { // up 12 to 3,012
		return
	}
	if sep == "or" && n.Value > 2*low+2 || n.Value > 1000*max(low, 1) && sep != "and" {
		return
	}
	m.low, m.high, m.cmp = low, n.Value, stemma.Between
	m.end, m.numEnd, m.next = n.End, n.End, n.End
	m.scaled = n.Scaled
	if unit != "" && m.unit == "" {
		m.kind, m.unit, m.unitAt, m.unitEnd = text.Money, unit, at, j
	}
	switch lead {
	case "between", "from":
		m.first--
		for m.first > f.floor && (f.a[m.first-1].Is("somewhere") || f.a[m.first-1].Is("anywhere")) {
			m.first--
		}
	case "range":
		m.first -= 4
		for m.first > f.floor && (f.a[m.first-1].Is("somewhere") || f.a[m.first-1].Is("anywhere")) {
			m.first--
		}
	}
}

// changes reports whether a word of change stands within the few atoms up to p.
func (f *finder) changes(p int) bool {
	for k := p; k >= 0 && k > p-5; k-- {
		if changeWords[f.a[k].Low] {
			return true
		}
		if f.a[k].Kind == atom.Sign && f.a[k].Low != "," && f.a[k].Low != "%" {
			return false
		}
	}
	return false
}

// scaleOf returns the largest power of a thousand not above x.
func scaleOf(x float64) float64 {
	s := 1.0
	for s*1000 <= x {
		s *= 1000
	}
	return s
}
