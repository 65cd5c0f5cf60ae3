package coref

import (
	"sort"
	"strings"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/gazetteer"
	"github.com/stemmanews/stemma/lang/names"
	"github.com/stemmanews/stemma/lang/text"
)

// Source is who a stretch of text speaks of, as a claim's source needs it.
type Source struct {
	Name  string // best full name in the whole input; joint sources joined by "; "
	Kind  string // one of the stemma.Kind constants
	Party string // side, country or body it speaks for, "" where not said
	Local string // fullest form of the name in the document itself: differs from Name where the document garbles it or spells it in another way

	Place  bool // it is called by a place: a country, a town
	Speaks bool // it has a name, or the head of its description can speak
}

// World knows the entities of several documents, unified. It is not changed
// after it is made and is safe for use by several goroutines at once.
type World struct {
	texts []*text.Text
	views []*resolver
	start []int // node of a document's first entity
	root  []int // node -> node that stands for its class
	best  map[int]text.Entity

	outlets []string             // of the input, credits too, each once
	title   map[bodyTitle]string // bodies without a name -> fullest description
}

// Unify joins the entities of all documents: spellings of one name
// (transliterations are compared by their consonants), acronyms and their long
// forms, short forms with the one full form that fits, offices and their
// holders.
func Unify(texts []*text.Text) *World {
	w := &World{texts: texts, best: map[int]text.Entity{}}
	for _, t := range texts {
		w.views = append(w.views, newResolver(t))
		w.addOutlet(t.Doc.Outlet)
		for _, c := range t.Doc.Credits {
			w.addOutlet(c.Name)
		}
		w.start = append(w.start, len(w.root))
		for range t.Entities {
			w.root = append(w.root, len(w.root))
		}
	}
	w.join()
	w.bodies()
	w.elect()
	w.accounts()
	return w
}

func (w *World) addOutlet(s string) {
	if s != "" && !within(w.outlets, s) {
		w.outlets = append(w.outlets, s)
	}
}

func (w *World) find(n int) int {
	for w.root[n] != n {
		w.root[n] = w.root[w.root[n]]
		n = w.root[n]
	}
	return n
}

// union joins two classes; the lower node stands for both.
func (w *World) union(a, b int) {
	a, b = w.find(a), w.find(b)
	if a > b {
		a, b = b, a
	}
	w.root[b] = a
}

// named is a distinct name of the input with what bears it.
type named struct {
	name  string
	typ   string
	words []string
	node  int // first entity of that name
	docs  int
	role  string
	party string
}

// tooCommon is the number of names with one word in common from which on that
// word ("ministry") says nothing; it keeps the comparison of a large archive
// linear.
const tooCommon = 400

// join unifies entities, by name first, then by likeness of names.
func (w *World) join() {
	all := w.distinct()
	byWord := map[string][]int{}
	for i := range all {
		for _, k := range keys(&all[i]) {
			byWord[k] = append(byWord[k], i)
		}
	}
	for i := range all {
		tried := map[int]bool{i: true}
		for _, k := range keys(&all[i]) {
			if len(byWord[k]) > tooCommon {
				continue
			}
			for _, j := range byWord[k] {
				if j < i && !tried[j] && alike(&all[i], &all[j]) {
					w.union(all[i].node, all[j].node)
				}
				tried[j] = true
			}
		}
	}
	w.shorts(all, byWord)
	w.acronyms(all)
	w.holders(all)
}

// distinct lists the names of the input in order, each once, and unites the
// entities of one name.
func (w *World) distinct() []named {
	index := map[string]int{}
	var all []named
	for d, t := range w.texts {
		seen := map[int]bool{}
		for e := range t.Entities {
			x := &t.Entities[e]
			if x.Name == "" || len(x.Members) > 0 {
				continue
			}
			node := w.start[d] + e
			key := x.Type + fold(x.Name)
			i, ok := index[key]
			if !ok {
				i = len(all)
				index[key] = i
				all = append(all, named{name: x.Name, typ: x.Type, words: strings.Fields(fold(strings.ReplaceAll(x.Name, "’", "'"))), node: node})
			}
			w.union(all[i].node, node)
			if !seen[i] {
				seen[i] = true
				all[i].docs++
			}
			if all[i].role == "" {
				all[i].role = x.Role
			}
			if all[i].party == "" {
				all[i].party = x.Party
			}
		}
	}
	return all
}

// keys are the marks that names which may be one have in common: their words
// and the consonants of these.
func keys(n *named) []string {
	var out []string
	for _, word := range n.words {
		if len(word) > 2 && word != "the" && word != "and" {
			out = append(out, n.typ+skeleton(word))
		}
	}
	if n.typ == text.Organisation {
		out = append(out, "acronym "+acronym(n.name))
	}
	return out
}

// acronym is the name itself where it is one, else its initials.
func acronym(s string) string {
	if !strings.Contains(s, " ") {
		return strings.ReplaceAll(s, ".", "")
	}
	var b strings.Builder
	for _, w := range strings.Fields(s) {
		if capital(w) {
			b.WriteByte(w[0])
		}
	}
	return b.String()
}

// alike reports whether two names are spellings or forms of one.
func alike(a, b *named) bool {
	if a.typ != b.typ {
		return false
	}
	switch a.typ {
	case text.Person:
		return samePerson(a, b)
	case text.Organisation:
		return names.Initials(a.name, b.name) || names.Initials(b.name, a.name) || sameBody(a, b)
	}
	return false
}

// samePerson compares full names: as many words, each alike, at least one of
// them the same or with the same consonants.
func samePerson(a, b *named) bool {
	if len(a.words) < 2 || len(a.words) != len(b.words) {
		return false
	}
	same, close := 0, 0
	for i := range a.words {
		switch {
		case a.words[i] == b.words[i]:
			same++
		case sound(a.words[i], b.words[i]):
			same++
		case distance(a.words[i], b.words[i]) <= max(1, len(a.words[i])/4):
			close++
		default:
			return false
		}
	}
	return same > 0 && close <= 1
}

// sameBody compares names of bodies of three words or more that differ in one.
func sameBody(a, b *named) bool {
	x, y := content(a.words), content(b.words)
	if min(len(x), len(y)) < 3 || len(x) != len(y) {
		return false
	}
	differ := 0
	for i := range x {
		if x[i] != y[i] {
			if differ++; !cousins(x[i], y[i]) {
				return false
			}
		}
	}
	return differ <= 1
}

// cousins are two forms of one word: organisation and organization.
func cousins(a, b string) bool {
	return skeleton(a) == skeleton(b) || distance(a, b) <= max(1, len(a)/4) || sameRoot(a, b)
}

// sameRoot reports whether two words begin with the same root: national,
// nationwide.
func sameRoot(a, b string) bool {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n >= 5 && 5*n >= 3*min(len(a), len(b))
}

func content(words []string) []string {
	var out []string
	for _, w := range words {
		if !prepositions[w] && w != "the" && w != "and" && w != "'s" {
			out = append(out, w)
		}
	}
	return out
}

// shorts gives names of one word the one full name of the input that has the
// word.
func (w *World) shorts(all []named, byWord map[string][]int) {
	for i := range all {
		a := &all[i]
		if a.typ != text.Person || len(a.words) != 1 {
			continue
		}
		class := -1
		for _, j := range byWord[text.Person+skeleton(a.words[0])] {
			b := &all[j]
			if len(b.words) < 2 || !holds(b.words, a.words[0]) {
				continue
			}
			if c := w.find(b.node); class >= 0 && class != c {
				class = -2
				break
			} else {
				class = c
			}
		}
		if class >= 0 {
			w.union(class, a.node)
		}
	}
}

// sound reports whether two words have the same three consonants or more.
func sound(a, b string) bool {
	s := skeleton(a)
	return s == skeleton(b) && (len(s) > 2 || distance(a, b) <= 2 && len(s) > 1)
}

func holds(words []string, w string) bool {
	for _, x := range words {
		if x == w || len(w) > 4 && sound(x, w) {
			return true
		}
	}
	return false
}

// acronyms gives bodies that a document knows by their letters alone the one
// body of the input that another document calls by these too.
func (w *World) acronyms(all []named) {
	owner := map[string]int{}
	for d, t := range w.texts {
		for e := range t.Entities {
			x := &t.Entities[e]
			if x.Type != text.Organisation {
				continue
			}
			for _, a := range x.Aliases {
				if strings.Contains(a, " ") || strings.ToUpper(a) != a {
					continue
				}
				node := w.start[d] + e
				if n, ok := owner[a]; ok && (n < 0 || w.find(n) != w.find(node)) {
					owner[a] = -1
				} else {
					owner[a] = node
				}
			}
		}
	}
	for i := range all {
		if n, ok := owner[all[i].name]; ok && n >= 0 && all[i].typ == text.Organisation {
			w.union(n, all[i].node)
		}
	}
}

// singular offices have one holder in a story, whatever side he is on.
var highOffices = set("president premier minister governor mayor ombudsman prefect chancellor king queen pope chief commander director")

// high reports whether an office is one of these.
func high(office string) bool {
	for _, w := range strings.Fields(office) {
		if highOffices[w] {
			return true
		}
	}
	return false
}

// holders gives offices without a name to the one person of the input who holds
// such an office for the same party.
func (w *World) holders(all []named) {
	byOffice := map[string]int{}
	vote := func(key string, node int) {
		if j, ok := byOffice[key]; ok && (j < 0 || w.find(j) != w.find(node)) {
			byOffice[key] = -1
		} else {
			byOffice[key] = node
		}
	}
	for i := range all {
		a := &all[i]
		if a.typ != text.Person || a.role == "" || strings.HasPrefix(a.role, "former") {
			continue
		}
		vote(office(a.role), a.node)
		if a.party != "" {
			vote(office(a.role)+"|"+a.party, a.node)
		}
	}
	for d, t := range w.texts {
		for e := range t.Entities {
			x := &t.Entities[e]
			if x.Name != "" || x.Type != text.Person || x.Role == "" || x.Kind != stemma.KindPerson {
				continue
			}
			o := office(x.Role)
			j, ok := byOffice[o+"|"+x.Party]
			if !ok || x.Party == "" {
				j, ok = byOffice[o]
				ok = ok && high(o)
			}
			if ok && j >= 0 {
				w.union(j, w.start[d]+e)
			}
		}
	}
}

// office is a role in one spelling.
func office(role string) string {
	role = strings.ReplaceAll(fold(role), "defense", "defence")
	words := strings.Fields(role)
	var out []string
	for _, x := range words {
		if x == "spokeswoman" || x == "spokesperson" {
			x = "spokesman"
		}
		if !former[x] {
			out = append(out, x)
		}
	}
	return strings.Join(out, " ")
}

// vote is a form of a name with the documents that have it.
type vote struct {
	e     text.Entity
	docs  int
	uses  int
	first string // earliest day of publication
}

// landslide is how many times the documents of another form a form must have
// that came later to print: a copy that garbles a name comes after, and few
// copies are no majority.
const landslide = 3

// outranks reports whether a form is a better name than another as complete.
func (v *vote) outranks(o *vote) bool {
	switch {
	case v.docs >= landslide*o.docs || o.docs >= landslide*v.docs:
		return v.docs > o.docs
	case before(v.first, o.first) || before(o.first, v.first):
		return before(v.first, o.first)
	case v.docs != o.docs:
		return v.docs > o.docs
	case v.uses != o.uses:
		return v.uses > o.uses
	}
	return len(v.e.Name) > len(o.e.Name)
}

// elect finds the display name, kind, party and role of each class: of its
// complete forms the one that stands in far more documents, first in print,
// in most documents, the most often, the longest.
func (w *World) elect() {
	votes := map[int][]vote{}
	for d, t := range w.texts {
		uses := make([]int, len(t.Entities))
		for _, m := range t.Mentions {
			uses[m.Entity]++
		}
		for e, x := range t.Entities {
			root := w.find(w.start[d] + e)
			list := votes[root]
			k := sort.Search(len(list), func(i int) bool { return list[i].e.Name >= x.Name })
			if k < len(list) && list[k].e.Name == x.Name {
				list[k].docs++
				list[k].uses += uses[e]
				list[k].first = earlier(list[k].first, t.Doc.Published.Date)
				list[k].e = fill(list[k].e, x)
				continue
			}
			list = append(list, vote{})
			copy(list[k+1:], list[k:])
			list[k] = vote{x, 1, uses[e], t.Doc.Published.Date}
			votes[root] = list
		}
	}
	for root, list := range votes {
		best := list[0]
		for _, v := range list[1:] {
			a, b := completeness(v.e), completeness(best.e)
			if a != b {
				if a > b {
					best = v
				}
				continue
			}
			if v.outranks(&best) {
				best = v
			}
		}
		e := best.e
		for _, v := range list {
			e = fill(e, v.e)
		}
		w.best[root] = e
	}
}

// before reports whether one day of publication is earlier than another; an
// unknown day is after all others.
func before(a, b string) bool { return a != "" && (b == "" || a < b) }

func earlier(a, b string) string {
	if before(b, a) {
		return b
	}
	return a
}

// fill takes from x what e lacks.
func fill(e, x text.Entity) text.Entity {
	if e.Role == "" {
		e.Role = x.Role
	}
	if e.Party == "" {
		e.Party = x.Party
	}
	if e.Kind == "" {
		e.Kind = x.Kind
	}
	return e
}

// outlet returns the news outlet of the input that an entity is: by its name, by
// its initials, or, for the document's own outlet, by a word of it ("the
// Ledger").
func (w *World) outlet(doc int, e text.Entity) string {
	if e.Name == "" || e.Type == "" || e.Type == text.Person && strings.Contains(e.Name, " ") {
		return ""
	}
	name := strings.TrimPrefix(fold(e.Name), "the ")
	if own := w.texts[doc].Doc.Outlet; own != "" && partOf(strings.Fields(name), strings.Fields(fold(own))) {
		return own
	}
	if e.Type == text.Person {
		return ""
	}
	for _, o := range w.outlets {
		if strings.TrimPrefix(fold(o), "the ") == name || names.Initials(e.Name, o) {
			return o
		}
	}
	return ""
}

// partOf reports whether all words of a short name are in the longer one, more
// than a place that heads it ("Lima" is not "Lima Ledger").
func partOf(short, long []string) bool {
	for _, x := range short {
		if !within(long, x) {
			return false
		}
	}
	if len(short) == 1 && len(long) > 1 {
		e, ok := gazetteer.Default().Word(short[0])
		return !ok || e.Class&(gazetteer.Place|gazetteer.Adjective) == 0
	}
	return len(short) < len(long)
}

// completeness ranks forms of a name: none, an acronym or single word, full, and
// for bodies that of the gazetteer, which no copy garbled.
func completeness(e text.Entity) int {
	switch {
	case e.Name == "":
		return 0
	case !strings.Contains(e.Name, " "):
		return 1
	case e.Type == text.Organisation && gazetteer.Default().Is(e.Name, gazetteer.Org):
		return 3
	}
	return 2
}

// Entity returns the unified entity of entity e of document doc: its best name
// in the whole input, with role, kind and party from any document.
func (w *World) Entity(doc, e int) text.Entity {
	return w.best[w.find(w.start[doc]+e)]
}

// skeleton is a word's consonants in one spelling, without doubles: two
// transliterations of a name mostly have the same.
func skeleton(word string) string {
	var b strings.Builder
	last := byte(0)
	for _, r := range gazetteer.Plain(word) {
		c := byte(r)
		switch r {
		case 'a', 'e', 'i', 'o', 'u', 'y', 'w', 'h', 'j', '\'', '-', '’', '.':
			continue
		case 'c', 'q', 'k':
			c = 'k'
		case 'z':
			c = 's'
		case 'v', 'f', 'b', 'p':
			c = 'v'
		case 'd', 't':
			c = 't'
		}
		if r < 128 && c != last {
			b.WriteByte(c)
			last = c
		} else if r >= 128 {
			b.WriteRune(r)
			last = 0
		}
	}
	if b.Len() == 0 {
		return word
	}
	return b.String()
}

// distance is the edit distance (Levenshtein) of two words in bytes.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diagonal := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := diagonal
			if a[i-1] != b[j-1] {
				cost = min(diagonal, row[j], row[j-1]) + 1
			}
			diagonal, row[j] = row[j], cost
		}
	}
	return row[len(b)]
}
