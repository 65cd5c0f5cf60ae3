// Package gazetteer knows names of the real world in general: countries with
// their adjectives, peoples, seats of government, cities and regions;
// organisations and news outlets; titles and roles of people; heads of bodies
// ("ministry", "agency"); first names and common surnames. The tables are data
// files of this project, embedded.
//
// Phrases are looked up by a hash of their folded words (FNV-1a, 64 bit), so a
// lookup allocates nothing:
//
//	h := gazetteer.Start
//	h = h.Word("south").Word("korea")
//	e, ok := gazetteer.Default().Find(h)
package gazetteer

import (
	"embed"
	"strings"
	"sync"
)

//go:embed data/*.tsv
var data embed.FS

// Class is a set of things that a phrase can be.
type Class uint64

// Classes. A phrase may be of several ("Jordan": a country, a first name).
const (
	Country      Class = 1 << iota
	Adjective          // "South Korean"
	People             // "Koreans"
	Capital            // and other seats of government: "Kremlin", "Pentagon"
	City               // cities and regions of a country
	Region             // regions that cross borders, continents
	Water              // seas, rivers, straits, islands in dispute
	Mountain           // mountains and ranges
	Org                // organisations
	Acronym            // short form of an organisation in capitals
	Media              // outlets and agencies of the press
	Address            // a title right before a name: "Mr", "Gen."
	Role               // an office or trade: "spokeswoman", "defence minister"
	FirstName          // given name
	Surname            // common family name
	GovHead            // "ministry", "police"
	OrgHead            // "agency", "committee"
	GroupHead          // "rebels", "movement"
	MediaHead          // "newspaper", "news agency"
	DocumentHead       // "report", "statement"
	Company            // last word of a company's name: "Inc."
	Body               // word in a body's name: "University"
	PlaceWord          // word in a place's name: "Street", "Island"
	EventWord          // word in an event's name: "War", "Cup"
	Particle           // inside a person's name: "bin", "von"
	NameTail           // after a person's name: "Jr."
	Calendar           // months, days, feasts
	Group              // religions, ethnic and political groups
	Work               // events, works, products
	Military           // words of war
	PartOfName         // a word of some longer phrase that is a name
	LongName           // phrase of more than one word
)

// Place is everything that names a place.
const Place = Country | Capital | City | Region | Water | Mountain

// Genders of names, titles and roles.
const (
	NoGender byte = 0
	Male     byte = 'm'
	Female   byte = 'f'
)

// Entry is what is known of a phrase.
type Entry struct {
	Class   Class
	Name    string // full or usual name of what the phrase means: "South Korea" for "Seoul" the capital
	Country string // country that it belongs to or speaks for, "" for none
	Kind    string // kind of source (stemma.Kind…) of an organisation or head, "" for none
	Gender  byte   // Male, Female or NoGender
}

// Gazetteer holds all tables. It is never changed after it is built.
type Gazetteer struct {
	entries map[Hash]Entry
	alike   map[Hash][]string // organisations of three words and more by all their words but one
	starts  map[Hash]uint8    // words of the longest phrase that begins with this word
}

// Default returns the tables that are built into the program. They are read
// once, at the first call.
func Default() *Gazetteer { return load() }

var load = sync.OnceValue(build)

// Find returns the entry of the phrase with hash h.
func (g *Gazetteer) Find(h Hash) (Entry, bool) {
	e, ok := g.entries[h]
	return e, ok
}

// Word looks up a single word.
func (g *Gazetteer) Word(w string) (Entry, bool) { return g.Find(Start.Word(w)) }

// Phrase looks up a phrase whose words are set off by single blanks.
func (g *Gazetteer) Phrase(s string) (Entry, bool) { return g.Find(HashOf(s)) }

// Is reports whether the phrase s is of class c.
func (g *Gazetteer) Is(s string, c Class) bool {
	e, ok := g.Phrase(s)
	return ok && e.Class&c != 0
}

// Longest returns the number of words of the longest phrase that begins with
// word w, 0 where none does.
func (g *Gazetteer) Longest(w string) int { return int(g.starts[Start.Word(w)]) }

// build reads the tables. They are part of the program, so a fault in them is
// a fault of the program and found by its tests.
func build() *Gazetteer {
	g := &Gazetteer{alike: map[Hash][]string{}, entries: make(map[Hash]Entry, 16000), starts: make(map[Hash]uint8, 12000)}
	g.countries(rows("countries"))
	g.places(rows("places"))
	g.organisations(rows("orgs"))
	g.media(rows("media"))
	g.titles(rows("titles"))
	g.heads(rows("heads"))
	g.forms(rows("forms"))
	g.firstNames(rows("firstnames"))
	g.surnames(rows("surnames"))
	return g
}

// rows returns the lines of a table, split at tabs, without remarks.
func rows(name string) [][]string {
	b, err := data.ReadFile("data/" + name + ".tsv")
	if err != nil {
		panic("gazetteer: " + err.Error())
	}
	var out [][]string
	for line := range strings.Lines(string(b)) {
		line = strings.TrimRight(line, "\n")
		if line != "" && line[0] != '#' {
			out = append(out, append(strings.Split(line, "\t"), "", "", "", "", ""))
		}
	}
	return out
}

// list splits a cell.
func list(cell string) []string {
	if cell == "" {
		return nil
	}
	return strings.Split(cell, "|")
}

// add joins e to what is known of the phrase. The first table that gives a
// name, country, kind or gender keeps it.
func (g *Gazetteer) add(phrase string, e Entry) {
	h, words := phraseHash(phrase)
	if words > 1 {
		e.Class |= LongName
	}
	old, ok := g.entries[h]
	if ok {
		e = merge(old, e)
	}
	g.entries[h] = e
	g.index(phrase, words, e.Class)
}

// merge joins two entries of one phrase.
func merge(old, e Entry) Entry {
	old.Class |= e.Class
	if old.Name == "" {
		old.Name = e.Name
	}
	if old.Country == "" && old.Class&(FirstName|Surname) == 0 {
		old.Country = e.Country
	}
	if old.Kind == "" {
		old.Kind = e.Kind
	}
	if old.Gender == NoGender {
		old.Gender = e.Gender
	}
	return old
}

// index notes with which word the phrase begins, and its capitalised words.
func (g *Gazetteer) index(phrase string, words int, c Class) {
	first := true
	var w Words
	for w.Reset(phrase); w.Next(); {
		h := Start.Word(w.Text)
		if first {
			g.starts[h] = max(g.starts[h], uint8(min(words, 255)))
			first = false
		}
		if words > 1 && c&(Org|Media) != 0 && isCapital(w.Text) {
			e := g.entries[h]
			e.Class |= PartOfName
			g.entries[h] = e
		}
	}
}

func (g *Gazetteer) countries(table [][]string) {
	for _, r := range table {
		name := r[0]
		for _, s := range append([]string{name}, list(r[1])...) {
			g.add(s, Entry{Class: Country, Name: name, Country: name, Kind: "government"})
		}
		cells := []Class{Adjective, People, Capital, City}
		for i, c := range cells {
			for _, s := range list(r[2+i]) {
				g.add(s, Entry{Class: c, Country: name})
			}
		}
	}
}

func (g *Gazetteer) places(table [][]string) {
	classes := map[string]Class{"continent": Region, "region": Region, "water": Water, "mountain": Mountain}
	for _, r := range table {
		for _, s := range list(r[1]) {
			g.add(s, Entry{Class: classes[r[0]], Name: s})
		}
	}
}

// organisations reads rows of a name, its other names, kind and party. In the
// rows that list bodies of one make ("Google|…") all are names of their own.
func (g *Gazetteer) organisations(table [][]string) {
	const many = 8
	for _, r := range table {
		names := append([]string{r[0]}, list(r[1])...)
		for _, s := range names {
			e := Entry{Class: Org, Name: r[0], Country: r[3], Kind: r[2]}
			if len(names) > many {
				e.Name = s
			}
			if isAcronym(s) {
				e.Class |= Acronym
			}
			g.add(s, e)
			g.addAlike(s)
		}
	}
}

func (g *Gazetteer) media(table [][]string) {
	const alike = 3 // outlets of one country share a row; a few names are aliases
	for _, r := range table {
		names := append([]string{r[0]}, list(r[1])...)
		for i, s := range names {
			e := Entry{Class: Org | Media, Name: s, Country: r[2], Kind: "media"}
			if len(names) <= alike && i > 0 {
				e.Name = r[0]
			}
			if isAcronym(s) {
				e.Class |= Acronym
			}
			g.add(s, e)
		}
	}
}

func (g *Gazetteer) titles(table [][]string) {
	for _, r := range table {
		class := Address
		if r[0] == "role" {
			class = Role
		}
		for _, s := range list(r[2]) {
			g.add(s, Entry{Class: class, Gender: gender(r[1])})
		}
	}
}

func (g *Gazetteer) heads(table [][]string) {
	classes := map[string]Class{"government": GovHead, "organisation": OrgHead, "group": GroupHead, "media": MediaHead, "document": DocumentHead}
	for _, r := range table {
		for _, s := range list(r[1]) {
			g.add(s, Entry{Class: classes[r[0]], Kind: r[0]})
		}
	}
}

func (g *Gazetteer) forms(table [][]string) {
	classes := map[string]Class{"company": Company, "body": Body, "place": PlaceWord, "event": EventWord,
		"particle": Particle, "nametail": NameTail, "calendar": Calendar, "group": Group, "work": Work, "military": Military}
	for _, r := range table {
		for _, s := range list(r[1]) {
			g.add(s, Entry{Class: classes[r[0]]})
		}
	}
}

func (g *Gazetteer) firstNames(table [][]string) {
	for _, r := range table {
		for _, s := range strings.Fields(r[1]) {
			g.add(s, Entry{Class: FirstName, Gender: gender(r[0])})
		}
	}
}

func (g *Gazetteer) surnames(table [][]string) {
	for _, r := range table {
		for _, s := range strings.Fields(r[1]) {
			g.add(s, Entry{Class: Surname})
		}
	}
}

// gender reads a cell.
func gender(cell string) byte {
	if cell == "m" || cell == "f" {
		return cell[0]
	}
	return NoGender
}

// isAcronym reports whether s is one word without a small letter.
func isAcronym(s string) bool {
	return len(s) > 1 && !strings.Contains(s, " ") && strings.ToUpper(s) == s
}

// isCapital reports whether s begins with an ASCII capital.
func isCapital(s string) bool { return s != "" && s[0] >= 'A' && s[0] <= 'Z' }
