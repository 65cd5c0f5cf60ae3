package coref

import (
	"sort"
	"strings"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/gazetteer"
	"github.com/stemmanews/stemma/lang/text"
)

// description is how a document speaks of a body without its name: "Norway's
// coast guard", "the UN mission".
type description struct {
	node    int
	key     string // telling words in one spelling, country aside
	words   []string
	country string
	text    string // as it may stand for a name: "coast guard of Norway"
	named   bool
}

// bodies joins bodies that a document only describes with the body that
// another report names: the one body of the input in whose name the words of
// the description stand, the one that is described in the same words beside its
// name, or the one whose spokesman is the same person. What no report names is
// one body where the words and the country are the same. Where two bodies
// fit, none is chosen; and two reports must speak of two further names in
// common, so that the bodies of one story are not taken for those of another.
func (w *World) bodies() {
	b := &bodyJoiner{World: w, list: w.descriptions()}
	b.learnNames()
	b.shortNames()
	b.miswritten()
	b.bySpokesman()
	b.byDescription()
	b.byWordsOfName()
	b.alikeUnnamed()
	b.titles()
}

// bodyJoiner is the state while bodies are joined.
type bodyJoiner struct {
	*World
	list  []description
	name  map[int]string        // class -> a proper name of it
	known []map[int]bool        // document -> classes with a name, countries aside
	words map[string][]bodyName // word -> names of bodies that have it
}

// bodyName is a name of a body as one document has it.
type bodyName struct {
	node  int
	words []string
	party string
}

func (b *bodyJoiner) learnNames() {
	b.name, b.words = map[int]string{}, map[string][]bodyName{}
	g := gazetteer.Default()
	for d, t := range b.texts {
		known := map[int]bool{}
		for e := range t.Entities {
			x := &t.Entities[e]
			if x.Name == "" || len(x.Members) > 0 {
				continue
			}
			root := b.find(b.start[d] + e)
			if old := b.name[root]; len(x.Name) > len(old) {
				b.name[root] = x.Name
			}
			if !g.Is(x.Name, gazetteer.Country) && x.Kind != stemma.KindMedia {
				known[root] = true
			}
			if x.Type == text.Organisation && x.Kind != stemma.KindMedia {
				n := bodyName{b.start[d] + e, content(strings.Fields(fold(x.Name))), x.Party}
				for _, word := range n.words {
					b.words[word] = append(b.words[word], n)
				}
			}
		}
		b.known = append(b.known, known)
	}
}

// suffixes end names of companies and bodies and are left out in short.
var suffixes = set("corp corporation inc ltd limited company co plc group association organisation organization agency")

// shortNames joins a short name of a body to the one longer name that ends
// alike ("Coast Guard", "Danish Coast Guard") or only adds a word such as
// "Corp".
func (b *bodyJoiner) shortNames() {
	for i := range b.texts {
		for e := range b.texts[i].Entities {
			x := &b.texts[i].Entities[e]
			words := content(strings.Fields(fold(x.Name)))
			if x.Type != text.Organisation || len(words) < 2 || x.Kind == stemma.KindMedia || len(b.words[words[0]]) > tooCommon {
				continue
			}
			var longer []int
			for _, n := range b.words[words[0]] {
				if shortFor(words, n.words) && (x.Party == "" || n.party == "" || x.Party == n.party) {
					longer = append(longer, n.node)
				}
			}
			if class := b.only(i, longer); class >= 0 {
				b.union(class, b.start[i]+e)
			}
		}
	}
}

// miswritten joins a name that the gazetteer does not know with the one name of
// the input that it knows and that begins with the same two words or more and
// has as many: a translation or a machine changed its end.
func (b *bodyJoiner) miswritten() {
	g := gazetteer.Default()
	for i := range b.texts {
		for e := range b.texts[i].Entities {
			x := &b.texts[i].Entities[e]
			words := content(strings.Fields(fold(x.Name)))
			if x.Type != text.Organisation || len(words) < 3 || g.Is(x.Name, gazetteer.Org) || len(b.words[words[0]]) > tooCommon {
				continue
			}
			var known []int
			for _, n := range b.words[words[0]] {
				if len(n.words) == len(words) && !equal(n.words, words) && equal(n.words[:len(words)-1], words[:len(words)-1]) && g.Is(b.name[b.find(n.node)], gazetteer.Org) {
					known = append(known, n.node)
				}
			}
			if class := b.only(i, known); class >= 0 {
				b.union(class, b.start[i]+e)
			}
		}
	}
}

func equal(a, b []string) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return len(a) == len(b)
}

func shortFor(short, long []string) bool {
	n := len(long) - len(short)
	if n <= 0 || n > 3 {
		return false
	}
	if strings.HasSuffix(" "+strings.Join(long, " "), " "+strings.Join(short, " ")) {
		return true
	}
	return n == 1 && suffixes[long[len(long)-1]] && strings.HasPrefix(strings.Join(long, " "), strings.Join(short, " ")+" ")
}

// meet reports whether two documents have two names in common.
func (b *bodyJoiner) meet(d, e int) bool {
	if d == e {
		return true
	}
	n := 0
	for c := range b.known[d] {
		if b.known[e][c] {
			n++
		}
	}
	return n >= 2
}

// docOf is the document of a node.
func (b *bodyJoiner) docOf(node int) int {
	return sort.Search(len(b.start), func(d int) bool { return b.start[d] > node }) - 1
}

// joinBodies joins two bodies unless both have a name and the names differ, or
// they belong to different stories.
func (b *bodyJoiner) joinBodies(x, y int) {
	if !b.meet(b.docOf(x), b.docOf(y)) {
		return
	}
	p, q := b.name[b.find(x)], b.name[b.find(y)]
	if p != "" && q != "" && p != q {
		return
	}
	b.union(x, y)
	if root := b.find(x); b.name[root] == "" {
		b.name[root] = p + q
	}
}

// only chooses the one class of candidates, -1 for none or several.
func (b *bodyJoiner) only(doc int, nodes []int) int {
	class := -1
	for _, n := range nodes {
		if !b.meet(doc, b.docOf(n)) {
			continue
		}
		if c := b.find(n); class >= 0 && class != c {
			return -1
		} else {
			class = c
		}
	}
	return class
}

// descriptions lists the definite descriptions of bodies, in order.
func (w *World) descriptions() []description {
	var list []description
	for d, t := range w.texts {
		r := w.views[d]
		for _, m := range t.Mentions {
			x := &t.Entities[m.Entity]
			if m.Form == text.ByName && x.Type == text.Organisation && x.Kind != stemma.KindMedia {
				if d, ok := w.titleBefore(d, m, x); ok {
					list = append(list, d)
				}
			}
			if m.Form != text.ByNoun || x.Type != text.Organisation || len(x.Members) > 0 || x.Kind == stemma.KindMedia || x.Kind == stemma.KindUnnamed {
				continue
			}
			r.end = t.Sentences[max(0, t.SentenceOf(m.End-1))].End
			p := r.parsePhrase(m.First, m.End)
			if p.indefinite || p.plural && !collective[p.word] {
				continue
			}
			list = append(list, w.describe(d, m, &p, x))
		}
	}
	return list
}

// titleBefore is what stands right before the name of a body: "the rebel movement
// FDV".
func (w *World) titleBefore(d int, m text.Mention, x *text.Entity) (description, bool) {
	t := w.texts[d]
	first := m.First
	for first > 0 && m.First-first < 3 && !capital(t.Word(first-1)) && (t.Tokens[first-1].UPOS == "NOUN" || t.Tokens[first-1].UPOS == "ADJ") {
		first--
	}
	if first == m.First || first == 0 || fold(t.Word(first-1)) != "the" {
		return description{}, false
	}
	var words []string
	for i := first; i < m.First; i++ {
		words = append(words, fold(t.Word(i)))
	}
	return description{node: w.start[d] + m.Entity, key: bodyKey(words), words: words, country: x.Party, text: strings.Join(words, " "), named: true}, true
}

// collective are plurals that mean a body.
var collective = set("force authority rebel insurgent militant guerrilla separatist jihadist organiser organizer marine chief")

func (w *World) describe(d int, m text.Mention, p *phrase, x *text.Entity) description {
	r, t := w.views[d], w.texts[d]
	country := p.country
	if country == "" {
		country = x.Party
	}
	var words, shown []string
	for i := m.First; i < m.End; i++ {
		word := fold(t.Word(i))
		if determiners[word] || isPossessive(word) || word == "country" && i+1 < m.End && isPossessive(t.Word(i+1)) {
			continue
		}
		if p.country != "" && (r.nationality(i) != "" || r.inName[i] >= 0 && r.partyOfName(r.inName[i]) == p.country) {
			if i+1 < m.End && !isPossessive(t.Word(i+1)) {
				shown = append(shown, t.Word(i)) // "Norwegian", "UN"
			}
			continue
		}
		words, shown = append(words, word), append(shown, t.Word(i))
	}
	s := strings.Join(shown, " ")
	if p.country != "" && len(shown) == len(words) && len(words) > 0 {
		s += " of " + p.country
	}
	return description{node: w.start[d] + m.Entity, key: bodyKey(words), words: words, country: country, text: s, named: x.Name != ""}
}

// sameHeads are heads of bodies that reports exchange.
var sameHeads = map[string]string{
	"armed forces": "army", "military": "army", "armed force": "army", "navy officers": "navy", "rebel movement": "rebels", "rebel group": "rebels",
	"insurgents": "rebels", "insurgency": "rebels", "guerrillas": "rebels", "guerrilla group": "rebels", "militants": "rebels", "militant group": "rebels",
	"organizers": "organisers", "defense ministry": "defence ministry", "defense department": "defence ministry", "coastguard": "coast guard",
	"spy agency": "intelligence service", "intelligence agency": "intelligence service",
}

func bodyKey(words []string) string {
	s := strings.Join(words, " ")
	if k := sameHeads[s]; k != "" {
		return k
	}
	return s
}

// tells reports whether a key says more than what kind of body is meant.
func (d *description) tells() bool {
	return len(d.words) > 1 || len(d.words) == 1 && (d.country != "" || !general[d.words[0]]) && !loose[d.words[0]] || d.key == "rebels"
}

// bySpokesman joins the bodies for which one person speaks.
func (w *bodyJoiner) bySpokesman() {
	body := map[int]int{}
	for d, t := range w.texts {
		for i, m := range t.Mentions {
			x := &t.Entities[m.Entity]
			if m.Form != text.ByNoun || x.Type != text.Person || x.Name == "" || !strings.HasPrefix(fold(t.Word(m.Head)), "spokes") {
				continue
			}
			o := w.employer(d, i)
			if o < 0 {
				continue
			}
			person := w.find(w.start[d] + m.Entity)
			if old, ok := body[person]; ok {
				w.joinBodies(old, o)
			} else {
				body[person] = o
			}
		}
	}
}

// employer is the node of the body in a phrase such as "its spokesman" or
// "spokesman for the coast guard", -1 where it says none.
func (w *World) employer(d, i int) int {
	t := w.texts[d]
	m := t.Mentions[i]
	for _, o := range t.Mentions {
		inside := o.First >= m.First && o.End < m.End && o.Entity != m.Entity
		behind := o.First >= m.End+1 && o.First <= m.End+2 && m.End < len(t.Tokens) && (fold(t.Word(m.End)) == "for" || fold(t.Word(m.End)) == "of")
		if (inside || behind) && t.Entities[o.Entity].Type == text.Organisation {
			return w.start[d] + o.Entity
		}
	}
	return -1
}

// byDescription joins an unnamed body with the one named body that is described
// in the same words.
func (b *bodyJoiner) byDescription() {
	named := map[string][]int{}
	for i := range b.list {
		if d := &b.list[i]; d.named && d.tells() {
			named[d.key] = append(named[d.key], i)
		}
	}
	for i := range b.list {
		d := &b.list[i]
		if d.named || !d.tells() || len(named[d.key]) > tooCommon {
			continue
		}
		var nodes []int
		for _, j := range named[d.key] {
			if o := &b.list[j]; d.country == "" || o.country == "" || d.country == o.country {
				nodes = append(nodes, o.node)
			}
		}
		if class := b.only(b.docOf(d.node), nodes); class >= 0 {
			b.joinBodies(class, d.node)
		}
	}
}

// byWordsOfName joins an unnamed body with the one named body whose name has
// the words of the description; general heads ("agency", "authority") stand
// for each other.
func (b *bodyJoiner) byWordsOfName() {
	for i := range b.list {
		d := &b.list[i]
		if d.named || len(d.words) < 2 {
			continue
		}
		var nodes []int
		for _, a := range b.words[d.words[0]] {
			if len(b.words[d.words[0]]) <= tooCommon && bears(a.words, d.words) && (d.country == "" || a.party == "" || d.country == a.party) {
				nodes = append(nodes, a.node)
			}
		}
		if class := b.only(b.docOf(d.node), nodes); class >= 0 {
			b.joinBodies(class, d.node)
		}
	}
}

// bodyHeads can stand for each other at the end of a body's name.
var bodyHeads = set("agency authority office body service administration department commission board bureau group observatory organisation organization association institute centre center mission council committee")

// bears reports whether a name has the words of a description, at least one of
// which is not a general head.
func bears(name, words []string) bool {
	told := 0
	for _, x := range words {
		switch {
		case within(name, x):
			if !bodyHeads[x] {
				told++
			}
		case !bodyHeads[x] || !hasHead(name):
			return false
		}
	}
	return told > 0 && len(name) > 1
}

func hasHead(name []string) bool {
	for _, x := range name {
		if bodyHeads[x] {
			return true
		}
	}
	return false
}

// alikeUnnamed joins bodies that no report names, by words and country.
func (b *bodyJoiner) alikeUnnamed() {
	first := map[string]int{}
	for i := range b.list {
		d := &b.list[i]
		if d.named || !d.tells() {
			continue
		}
		key := d.key + "|" + d.country
		if n, ok := first[key]; ok {
			b.joinBodies(n, d.node)
		} else {
			first[key] = d.node
		}
	}
}

// titles choose, for bodies that no report names, the fullest description in
// the same telling words: the one of most words, then the commonest, then the
// one with an adjective ("Danish navy" before "navy of Denmark").
func (b *bodyJoiner) titles() {
	b.title = map[bodyTitle]string{}
	uses := map[bodyTitle]map[string]int{}
	for i := range b.list {
		d := &b.list[i]
		if !d.tells() || len(d.words) > 4 {
			continue
		}
		k := bodyTitle{b.find(d.node), d.key}
		if uses[k] == nil {
			uses[k] = map[string]int{}
		}
		uses[k][d.text]++
		if old, n := b.title[k], uses[k]; old == "" || fuller(d.text, old, n) {
			b.title[k] = d.text
		}
	}
}

func fuller(a, b string, uses map[string]int) bool {
	x, y := len(content(strings.Fields(a))), len(content(strings.Fields(b)))
	if x != y {
		return x > y
	}
	if uses[a] != uses[b] {
		return uses[a] > uses[b]
	}
	return !strings.Contains(a, " of ") && strings.Contains(b, " of ")
}

// bodyTitle is a class of bodies and the words by which it is described.
type bodyTitle struct {
	class int
	key   string
}
