package ledger

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stemmanews/stemma/lang/gazetteer"
	"golang.org/x/text/unicode/norm"
)

// register maps the names of claimants to numbers; spellings of one name share
// a number. Number 0 is nobody.
type register struct {
	byKey    map[string]int
	list     []claimant
	acronyms map[string]string // initials -> the one name in the story that has them
}

type claimant struct {
	name    string // as first registered
	words   []string
	parties map[string]int
	own     bool // seen only as an outlet in its own voice
	person  bool // a named person, or people whom the text does not name
	joined  bool // stands under a longer name
}

func newRegister() *register {
	return &register{byKey: map[string]int{"": 0}, list: []claimant{{}}}
}

// put returns the number of a name, registering it where it is new.
func (r *register) put(name, party string, own bool) int {
	if full := r.acronyms[name]; full != "" {
		name = full
	}
	words := nameWords(name)
	if len(words) == 0 {
		return 0
	}
	key := strings.Join(words, " ")
	id, ok := r.byKey[key]
	if !ok {
		if id = r.alike(words); id == 0 {
			id = len(r.list)
			r.list = append(r.list, claimant{name: name, words: words, parties: map[string]int{}, own: true})
		}
		r.byKey[key] = id
	}
	c := &r.list[id]
	if party != "" {
		c.parties[party]++
	}
	c.own = c.own && own
	return id
}

// learnAcronyms notes the names whose initials can stand for them: an outlet
// that calls itself by its letters is the outlet. Initials of two names stand
// for neither.
func (r *register) learnAcronyms(names []string) {
	r.acronyms = map[string]string{}
	for _, name := range names {
		for _, a := range initials(name) {
			if old, ok := r.acronyms[a]; ok && !strings.EqualFold(old, name) {
				r.acronyms[a] = ""
				continue
			}
			r.acronyms[a] = name
		}
	}
}

// initials are the capitals of a name, with and without the small words.
func initials(name string) []string {
	var all, capitals strings.Builder
	words := 0
	for _, w := range strings.FieldsFunc(name, func(c rune) bool { return !unicode.IsLetter(c) && c != '\'' && c != '’' }) {
		c, _ := utf8.DecodeRuneInString(w)
		all.WriteRune(unicode.ToUpper(c))
		if unicode.IsUpper(c) {
			capitals.WriteRune(c)
			words++
		}
	}
	if words < 2 {
		return nil
	}
	if all.String() == capitals.String() {
		return []string{all.String()}
	}
	return []string{all.String(), capitals.String()}
}

// alike finds a registered name that is another spelling of words: as many
// words, each equal or one or two letters apart in a long word.
func (r *register) alike(words []string) int {
	for id := 1; id < len(r.list); id++ {
		o := r.list[id].words
		if len(o) != len(words) {
			continue
		}
		same, near := 0, 0
		for i := range words {
			switch {
			case words[i] == o[i]:
				same++
			case closeSpelling(words[i], o[i]):
				near++
			}
		}
		if same+near == len(words) && (same > 0 || len(words) == 1) {
			return id
		}
	}
	return 0
}

// unify joins a short name to the one longer name in the story that holds it
// and ends alike ("coast guard", "Ruritanian Coast Guard"), or that only adds
// a company's or body's last word to it ("Fjordline", "Fjordline Corp"). It returns
// the number that stands for each number.
func (r *register) unify() []int {
	to := make([]int, len(r.list))
	for a := range r.list {
		to[a] = a
		if a == 0 || r.list[a].person || !shortens(r.list[a].name) {
			continue
		}
		var longer []int
		for b := 1; b < len(r.list); b++ {
			if b != a && !r.list[b].person && !joint(r.list[b].name) && extends(r.list[b].words, r.list[a].words) {
				longer = append(longer, b)
			}
		}
		if len(longer) == 1 {
			to[a] = longer[0]
		}
	}
	for a := range to {
		for steps := 0; to[a] != to[to[a]] && steps < len(to); steps++ {
			to[a] = to[to[a]]
		}
		if b := to[a]; b != a {
			r.absorb(b, a)
		}
	}
	return to
}

// joint reports whether a name stands for several claimants together.
func joint(name string) bool { return strings.Contains(name, ";") }

// shortens reports whether a name can be the short form of a longer one: a
// country is not short for a body of it, nor several claimants for one.
func shortens(name string) bool {
	if joint(name) {
		return false
	}
	return !gazetteer.Default().Is(name, gazetteer.Country)
}

func (r *register) absorb(b, a int) {
	for p, n := range r.list[a].parties {
		r.list[b].parties[p] += n
	}
	r.list[b].own = r.list[b].own && r.list[a].own
	r.list[a].joined = true
}

var lastWords = set("corp corporation inc ltd limited company co plc group association organisation organization agency committee commission foundation")

// extends reports whether long holds every word of short and more, and either
// ends alike or only adds words that end names of bodies.
func extends(long, short []string) bool {
	if len(long) <= len(short) || len(short) == 0 {
		return false
	}
	have := map[string]bool{}
	for _, w := range long {
		have[w] = true
	}
	for _, w := range short {
		if !have[w] {
			return false
		}
	}
	if long[len(long)-1] == short[len(short)-1] {
		return len(long)-len(short) <= 3
	}
	for i, w := range long {
		if i < len(short) && w != short[i] || i >= len(short) && !lastWords[w] {
			return false
		}
	}
	return true
}

// called reports whether a claimant goes by a name, or by a longer form of it.
func (r *register) called(id int, name string) bool {
	words := nameWords(name)
	return strings.Join(r.list[id].words, " ") == strings.Join(words, " ") || extends(r.list[id].words, words) || extends(words, r.list[id].words)
}

// party is the side that most statements of a claimant give it.
func (r *register) party(id int) string {
	best, n := "", 0
	keys := make([]string, 0, len(r.list[id].parties))
	for p := range r.list[id].parties {
		keys = append(keys, p)
	}
	sort.Strings(keys)
	for _, p := range keys {
		if r.list[id].parties[p] > n {
			best, n = p, r.list[id].parties[p]
		}
	}
	return best
}

// claimants counts those who are named, outlets in their own voice aside.
func (r *register) claimants() int {
	n := 0
	for _, c := range r.list[1:] {
		if !c.own && !c.joined {
			n++
		}
	}
	return n
}

// nameWords are the words by which names are compared: lower case, no accents,
// no articles, possessives or "of".
func nameWords(name string) []string {
	var words, articles []string
	for _, w := range strings.FieldsFunc(fold(name), func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != '\''
	}) {
		w = strings.Trim(strings.TrimSuffix(w, "'s"), "'")
		switch w {
		case "":
			continue
		case "the", "a", "an", "of":
			articles = append(articles, w)
			continue
		}
		if o := nameSynonyms[w]; o != "" {
			w = o
		}
		words = append(words, w)
	}
	if len(words) == 0 {
		return articles // an outlet called "A" has a name all the same
	}
	return words
}

// nameSynonyms are words that names of one body have for each other.
var nameSynonyms = map[string]string{
	"military": "army", "defense": "defence", "center": "centre", "organization": "organisation", "labor": "labour",
	"spokeswoman": "spokesman", "spokesperson": "spokesman", "govt": "government",
}

// fold lowers the case, strips accents and evens out apostrophes.
func fold(s string) string {
	var b strings.Builder
	for _, c := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, c):
		case c == '’' || c == '‘' || c == 'ʼ':
			b.WriteByte('\'')
		case c == 'ı':
			b.WriteByte('i')
		case c == 'ø':
			b.WriteByte('o')
		case c == 'ł':
			b.WriteByte('l')
		default:
			b.WriteRune(unicode.ToLower(c))
		}
	}
	return b.String()
}

// closeSpelling reports whether two words differ by one letter, or by two in
// words of eight letters or more; short words must be equal.
func closeSpelling(a, b string) bool {
	x, y := []rune(a), []rune(b)
	longest := max(len(x), len(y))
	if longest < 6 || longest-min(len(x), len(y)) > 2 {
		return false
	}
	limit := 1
	if longest >= 8 {
		limit = 2
	}
	return distance(x, y) <= limit
}

// distance is the edit distance, an exchange of neighbours counting one
// (Damerau-Levenshtein, optimal string alignment).
func distance(x, y []rune) int {
	var before []int
	last := make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row := make([]int, len(y)+1)
		row[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last = last, row
	}
	return last[len(y)]
}
