package names

import (
	"github.com/stemmanews/stemma/lang/gazetteer"
	"github.com/stemmanews/stemma/lang/perceptron"
)

// Things that a document shows of a word, wherever it stands in it.
const (
	seenSmall      = 1 << iota // also without a capital
	seenTitled                 // after a title or role
	seenGiven                  // after a given name
	seenFollowed               // before another capital
	seenIn                     // after in, at, from, near
	seenSaid                   // before a verb of speech
	seenPossessive             // before 's
	seenThe                    // after "the"
	seenParen                  // alone in brackets
	seenMiddle                 // with a capital inside a sentence
	seenHead                   // before a word of bodies
	seenComma                  // before a comma and a place
	seenOften                  // three times or more
)

// memory is what a document showed of its words (the context aggregation of
// Ratinov & Roth 2009), and in the second pass the types that the first pass
// gave them.
type memory struct {
	words map[gazetteer.Hash]seen
}

type seen struct {
	marks uint16
	count uint16
	types [len4 + 1]uint16 // how often the first pass gave each type, and none
}

var (
	inWords = hashes("in", "at", "from", "near", "across", "outside", "around", "throughout")
	saidSet = hashes("said", "says", "told", "added", "announced", "wrote", "claimed", "who", "denied", "argued", "explained", "noted", "asked", "told", "warned", "insisted", "tweeted")
	theHash = gazetteer.Start.Word("the")
)

func hashes(words ...string) map[gazetteer.Hash]bool {
	m := make(map[gazetteer.Hash]bool, len(words))
	for _, w := range words {
		m[gazetteer.Start.Word(w)] = true
	}
	return m
}

// remember gathers the marks of all words of a document.
func remember(toks []token) *memory {
	m := &memory{words: make(map[gazetteer.Hash]seen, len(toks)/4)}
	for i := range toks {
		k := &toks[i]
		if !k.capital() || k.mode != caseNormal {
			continue
		}
		s := m.words[k.low]
		s.count++
		s.marks |= marks(toks, i)
		if s.count >= 3 {
			s.marks |= seenOften
		}
		m.words[k.low] = s
	}
	for i := range toks {
		if k := &toks[i]; k.shape == shapeSmall {
			if s, ok := m.words[k.low]; ok {
				s.marks |= seenSmall
				m.words[k.low] = s
			}
		}
	}
	return m
}

// marks says what the place of token i shows of its word.
func marks(toks []token, i int) uint16 {
	var out uint16
	if !toks[i].first {
		out |= seenMiddle
	}
	if i > 0 && !toks[i].first {
		l := &toks[i-1]
		switch {
		case l.class&gazetteer.FirstName != 0 && l.capital():
			out |= seenGiven
		case l.class&(gazetteer.Address|gazetteer.Role) != 0 && l.shape >= shapeSmall:
			out |= seenTitled
		case inWords[l.low]:
			out |= seenIn
		case l.low == theHash:
			out |= seenThe
		case l.word == "(" && i+1 < len(toks) && toks[i+1].word == ")":
			out |= seenParen
		}
	}
	if i+1 < len(toks) && !toks[i+1].first {
		out |= marksRight(toks, i+1)
	}
	return out
}

func marksRight(toks []token, i int) uint16 {
	r := &toks[i]
	switch {
	case saidSet[r.low]:
		return seenSaid
	case r.word == "'s" || r.word == "’s" || r.word == "'" || r.word == "’":
		return seenPossessive
	case r.word == "," && i+1 < len(toks) && toks[i+1].class&gazetteer.Place != 0 && toks[i+1].capital():
		return seenComma
	case r.capital() && r.class&(gazetteer.Body|gazetteer.Company) != 0:
		return seenHead | seenFollowed
	case r.capital():
		return seenFollowed
	}
	return 0
}

// learn adds the labels that the first pass gave.
func (m *memory) learn(toks []token, tags []uint8) {
	for i := range toks {
		k := &toks[i]
		s, ok := m.words[k.low]
		if !ok || !k.capital() || k.mode != caseNormal {
			continue
		}
		s.types[typeOf(tags[i])]++
		m.words[k.low] = s
	}
}

// typeOf returns the type of a label, len4 for outside.
func typeOf(tag uint8) int {
	if tag == outside {
		return len4
	}
	_, typ := split(int(tag))
	return typ
}

// features appends what the document shows of the word of k.
func (m *memory) features(out []uint32, k *token, i int, v *view) []uint32 {
	s, ok := m.words[k.low]
	if !ok {
		return out
	}
	for b := range 13 {
		if s.marks&(1<<b) != 0 {
			out = append(out, perceptron.Hash2(fDoc, uint32(b), uint32(k.shape)))
		}
	}
	out = append(out, perceptron.Hash2(fDocWord, uint32(s.marks), uint32(k.mode)))
	return s.typeFeatures(out, k)
}

// typeFeatures appends the types that the first pass gave the word.
func (s *seen) typeFeatures(out []uint32, k *token) []uint32 {
	total := 0
	for _, n := range s.types {
		total += int(n)
	}
	if total == 0 {
		return out
	}
	for typ, n := range s.types {
		if n > 0 {
			band := uint32(4 * int(n) / total)
			out = append(out, perceptron.Hash3(fMemory, uint32(typ), band, uint32(min(total, 4))), perceptron.Hash3(fMemoryPhrase, uint32(typ), band, uint32(k.mode)))
		}
	}
	return out
}
