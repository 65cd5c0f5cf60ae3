// Package victim reads who was killed and who was hurt in the happening that a
// report tells of, also where no number is written: "a woman and her two sons
// were shot, one of them fatally". It finds words of harm, the people they
// speak of, and counts each person once.
//
// The practice is that of casualty recorders (Every Casualty, Standards for
// Casualty Recording, 2016; Gun Violence Archive, methodology): attackers who
// die or are hurt count, and a total outranks the parts.
package incident

import (
	"github.com/stemmanews/stemma/lang/text"
)

// Toll is a number that one stretch of a report gives, or a count of people.
type Toll struct {
	Effect    Effect
	Low, High float64 // High is -1 where it is open
	Sentence  int     // index in the text, -1 in a headline outside it
	Other     bool    // of others than those told of before
	Part      bool    // of some of those told of before
	Weak      bool
	General   bool // of people as such, not of children or women
	Single    bool // of one person, who is listed
	Past      bool // of other happenings
}

// Account is what one report tells of the people harmed.
type Account struct {
	Tolls                     []Toll   // numbers, in order
	People                    []Person // one by one, in order
	Nobody                    [4]bool  // by Effect: the report says that there was none
	Deadly                    bool     // "fatal", "homicide": somebody died, whoever
	Killed                    float64
	Wounded                   float64
	KilledRange, WoundedRange [2]float64
	Day                       string // of the incident, "" where the report does not say
	Places                    []Vote
}

// Person is one of the harmed.
type Person struct {
	Name   string // folded, "" where none is given
	Effect Effect
	Age    int // -1 where none is given
	Gender byte
	entity int
	where  int // sentence of the first mention
	weak   bool
	self   bool
}

// Read returns the account that a report gives. Its headline is read too. A
// text that is split into sentences and no further, as one kept without its
// words, tells nothing.
func Read(t *text.Text) Account {
	c := &census{}
	r := readerOf(t)
	hs := r.harms()
	c.day = r.day(hs)
	var places []Vote
	if t.Title != nil {
		title := readerOf(t.Title)
		c.add(title, title.harms(), true)
		places = title.places(nil, true)
	}
	c.add(r, hs, false)
	a := c.account()
	a.Day, a.Places = c.day, append(places, r.places(hs, false)...)
	return a
}

// readerOf reads a text, as empty where it has no tokens: the other layers
// point at them.
func readerOf(t *text.Text) *reader {
	if len(t.Tokens) == 0 {
		t = &text.Text{Doc: t.Doc}
	}
	return newReader(t)
}
