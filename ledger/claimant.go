package ledger

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

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
		if !c.own {
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
		words = append(words, w)
	}
	if len(words) == 0 {
		return articles // an outlet called "A" has a name all the same
	}
	return words
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
