package parse

import (
	"bytes"

	"github.com/stemmanews/stemma/lang/perceptron"
)

// dictionary says what a word can be that the treebanks do not know: sorted
// lines of a word in small letters, a tab, and letters. n, v, a, r: a noun, verb,
// adjective, adverb in its ground form; P, G: an irregular past or gerund; S: an
// irregular plural; C: an irregular comparative or superlative.
type dictionary []byte

// find returns the letters of a word, nil where it is not there.
func (d dictionary) find(w []byte) []byte {
	lo, hi := 0, len(d)
	for lo < hi {
		at := bytes.LastIndexByte(d[lo:(lo+hi)/2], '\n') + 1 + lo
		end := at + bytes.IndexByte(d[at:], '\n')
		tab := at + bytes.IndexByte(d[at:end], '\t')
		switch c := bytes.Compare(d[at:tab], w); {
		case c == 0:
			return d[tab+1 : end]
		case c < 0:
			lo = end + 1
		default:
			hi = at
		}
	}
	return nil
}

// What a form can be.
const (
	noun = 1 << iota
	verb
	adjective
	adverb
	irregularPast
	irregularGerund
	irregularPlural
	irregularDegree
	sOfNoun
	sOfVerb
	edOfVerb
	ingOfVerb
	degree
)

var letters = map[byte]uint32{'n': noun, 'v': verb, 'a': adjective, 'r': adverb, 'P': irregularPast, 'G': irregularGerund, 'S': irregularPlural, 'C': irregularDegree}

// can says what a form in small letters can be, by its own entry and those of
// what it may be an inflection of; 0 where the dictionary knows neither.
func (d dictionary) can(form []byte) uint32 {
	if len(d) == 0 || len(form) < 2 {
		return 0
	}
	can := uint32(0)
	for _, c := range d.find(form) {
		can |= letters[c]
	}
	for _, e := range inflections {
		stem, ok := bytes.CutSuffix(form, []byte(e.ending))
		if !ok || len(stem) < 2 {
			continue
		}
		if e.doubled {
			n := len(stem)
			if n < 3 || stem[n-1] != stem[n-2] {
				continue
			}
			stem = stem[:n-1]
		}
		var room [40]byte
		for _, c := range d.find(append(append(room[:0], stem...), e.add...)) {
			if x := letters[c] & e.of; x != 0 {
				can |= e.is[x]
			}
		}
	}
	return can
}

// inflection is an ending, what takes its place in the ground form, which
// ground forms it can follow, and what it makes of each.
type inflection struct {
	ending, add string
	doubled     bool // the last consonant is doubled before it
	of          uint32
	is          map[uint32]uint32
}

var (
	ess  = map[uint32]uint32{noun: sOfNoun, verb: sOfVerb}
	ed   = map[uint32]uint32{verb: edOfVerb}
	ing  = map[uint32]uint32{verb: ingOfVerb}
	more = map[uint32]uint32{adjective: degree}
)

var inflections = []inflection{
	{"s", "", false, noun | verb, ess}, {"es", "", false, noun | verb, ess}, {"ies", "y", false, noun | verb, ess},
	{"ed", "", false, verb, ed}, {"ed", "e", false, verb, ed}, {"ied", "y", false, verb, ed}, {"ed", "", true, verb, ed},
	{"ing", "", false, verb, ing}, {"ing", "e", false, verb, ing}, {"ing", "", true, verb, ing},
	{"er", "", false, adjective, more}, {"er", "e", false, adjective, more}, {"ier", "y", false, adjective, more},
	{"est", "", false, adjective, more}, {"est", "e", false, adjective, more}, {"iest", "y", false, adjective, more},
}

// ambiguity is the code of what a form can be, with its shape; 0 where it is
// not known.
func (d dictionary) ambiguity(form []byte, shape uint32) uint32 {
	can := d.can(form)
	if can == 0 {
		return 0
	}
	return perceptron.Hash2(212, can, shape)
}
