package names

import (
	"strings"

	"github.com/stemmanews/stemma/lang/gazetteer"
	"github.com/stemmanews/stemma/lang/text"
)

// evidence is what a document shows of the type of one name.
type evidence struct {
	votes [len4]int
}

// settle gives all uses of one name in a document the same type: the one that
// its surroundings prove ("the town of X", "X, a village", "(X)" after a body),
// else the most frequent; and cuts the names of headlines to those that the
// rest of the document or the tables know.
func settle(t *text.Text, toks []token, all []text.Name) []text.Name {
	proof := map[string]*evidence{}
	for i, n := range all {
		if toks[n.First].mode != caseNormal {
			continue
		}
		key := fold2(t, n)
		e := proof[key]
		if e == nil {
			e = &evidence{}
			proof[key] = e
		}
		e.votes[index(n.Type)]++
		if typ := surroundings(toks, all, i); typ >= 0 {
			e.votes[typ] += 10
			if n.End-n.First > 1 && ships[toks[n.First].low] { // "MV X" proves "X" too
				n.First++
				n.Span = t.Span(n.First, n.End)
				bare := proof[fold2(t, n)]
				if bare == nil {
					bare = &evidence{}
					proof[fold2(t, n)] = bare
				}
				bare.votes[typ] += 10
			}
		}
	}
	for i := range all {
		n := &all[i]
		if e := proof[fold2(t, *n)]; e != nil && fixed(toks[n.First:n.End]) < 0 {
			n.Type = typeNames[e.winner(index(n.Type))]
		}
	}
	bodies(toks, all)
	return headlines(t, toks, all, proof)
}

func fold2(t *text.Text, n text.Name) string {
	return strings.ToLower(strings.Join(strings.Fields(n.Span.In(t.Doc.Text)), " "))
}

func index(typ string) int {
	for i, s := range typeNames {
		if s == typ {
			return i
		}
	}
	return len4 - 1
}

// winner returns the type with most votes, own where none has more.
func (e *evidence) winner(own int) int {
	best := own
	for typ, n := range e.votes {
		if n > e.votes[best] {
			best = typ
		}
	}
	return best
}

// fixed returns the type of a phrase that the tables are sure of, -1 for none.
func fixed(p []token) int {
	n := len(p)
	if typ, ok := certain(p); ok && (n == 1 && p[0].pos == 4 || n > 1 && p[0].pos == 1 && p[n-1].pos == 3) {
		return typ
	}
	return -1
}

var (
	placeNouns = hashes("town", "city", "village", "district", "province", "region", "county", "island", "port", "hamlet", "valley", "river", "state", "municipality", "neighbourhood", "neighborhood", "suburb", "strait", "peninsula", "lake", "towns", "cities", "villages", "hamlets")
	ships      = hashes("mv", "ms", "ss", "uss", "hms", "vessel", "ferry", "ship", "tanker", "boat", "aboard", "freighter", "frigate", "submarine", "yacht", "trawler", "cruiser", "airliner")
	governs    = hashes("mayor", "mayoress", "governor", "prefect", "bishop", "archbishop", "residents", "resident", "inhabitants", "outskirts", "suburbs", "east", "west", "north", "south", "northeast", "northwest", "southeast", "southwest")
	companies  = hashes("company", "firm", "manufacturer", "maker", "operator", "agency", "charity", "group", "newspaper", "broadcaster", "owner", "supplier", "magazine", "website")
	whoHash    = gazetteer.Start.Word("who")
	article    = hashes("a", "an", "the")
)

// surroundings returns the type that the words round name i prove, -1 for none.
func surroundings(toks []token, all []text.Name, i int) int {
	n := all[i]
	before := func(k int) *token {
		if n.First-k >= 0 {
			return &toks[n.First-k]
		}
		return &token{}
	}
	after := func(k int) *token {
		if n.End+k < len(toks) {
			return &toks[n.End+k]
		}
		return &token{}
	}
	single := n.End-n.First == 1
	switch {
	case before(1).word == "of" && (placeNouns[before(2).low] || governs[before(2).low] && single), inPlace(before(1)) && placeNouns[after(0).low]:
		return 1
	case after(0).word == "," && article[after(1).low] && (placeNouns[after(2).low] || placeNouns[after(3).low] && after(2).shape == shapeSmall):
		return 1
	case before(1).word == "(" && after(0).word == ")" && i > 0 && all[i-1].End == n.First-1 && single && toks[n.First].shape == shapeCaps && all[i-1].Type == text.Organisation:
		return 2
	case after(0).word == "," && article[after(1).low] && (companies[after(2).low] || companies[after(3).low] && after(2).shape == shapeSmall):
		return 2
	case ships[before(1).low], !single && ships[toks[n.First].low]:
		return 3
	case after(0).word == "," && !single && (isRole(after(1)) || article[after(1).low] && (isRole(after(2)) || isRole(after(3)) && after(2).shape == shapeSmall)):
		return 0
	case after(0).word == "," && after(1).low == whoHash, after(0).low == whoHash && n.End-n.First > 1:
		return 0
	case before(1).word == "," && companies[before(2).low] && before(2).shape == shapeSmall:
		return 2
	case before(1).class&gazetteer.Address != 0 && before(1).class&gazetteer.FirstName == 0 && before(1).capital() && !before(1).first:
		return 0
	case companies[before(1).low] && before(1).shape == shapeSmall && (article[before(2).low] || before(2).shape == shapeSmall):
		return 2
	}
	return -1
}

func isRole(k *token) bool {
	return k.class&gazetteer.Role != 0 && k.class&(gazetteer.OrgHead|gazetteer.GovHead|gazetteer.GroupHead|gazetteer.MediaHead) == 0 && k.shape == shapeSmall
}

func inPlace(k *token) bool { return k.low == theHash || inWords[k.low] }

// bodies gives short forms of a body's name its type ("Harbour Lines" where the
// document has "Harbour Lines Corp"), and acronyms that pass for persons.
func bodies(toks []token, all []text.Name) {
	stems := map[gazetteer.Hash]bool{}
	for _, n := range all {
		end := n.End
		for end > n.First+1 && (toks[end-1].class&(gazetteer.Company|gazetteer.Body) != 0 || toks[end-1].word == ".") {
			end--
		}
		if n.Type == text.Organisation && end < n.End {
			stems[hashTokens(toks[n.First:end])] = true
		}
	}
	families := map[gazetteer.Hash]bool{} // last words of persons' full names
	for _, n := range all {
		if l := &toks[n.End-1]; n.Type == text.Person && n.End-n.First > 1 && l.class&gazetteer.Place == 0 {
			families[l.low] = true
		}
	}
	for i := range all {
		n := &all[i]
		p := toks[n.First:n.End]
		switch {
		case n.Type != text.Person && len(p) == 1 && families[p[0].low] && fixed(p) < 0 && p[0].shape == shapeTitle:
			n.Type = text.Person
		case n.Type == text.Location && len(p) > 1 && len(p) < 4 && given(p):
			n.Type = text.Person
		case n.Type == text.Organisation || fixed(p) >= 0 || p[0].class&gazetteer.Place != 0:
		case stems[hashTokens(p)] && p[0].class&(gazetteer.Adjective|gazetteer.Country) == 0:
			n.Type = text.Organisation
		case n.Type == text.Person && len(p) == 1 && p[0].shape == shapeCaps && p[0].mode == caseNormal && len(p[0].word) > 2 && p[0].class&person == 0:
			n.Type = text.Organisation
		}
	}
}

// given reports whether a name begins with a given name and is no place for all
// that is known.
func given(p []token) bool {
	l := &p[len(p)-1]
	return p[0].class&gazetteer.FirstName != 0 && p[0].class&gazetteer.Place == 0 && p[0].phrase&gazetteer.Place == 0 && commonness(p[0].low) == 0 &&
		l.class&(gazetteer.PlaceWord|bodyWord|gazetteer.Place) == 0 && l.capital()
}

func hashTokens(p []token) gazetteer.Hash {
	h := gazetteer.Start
	for i := range p {
		h = h.Word(p[i].word)
	}
	return h
}

// headlines keeps of the names in lines of capitals and in headlines those that
// running text or the tables know, and persons with a known given name.
func headlines(t *text.Text, toks []token, all []text.Name, proof map[string]*evidence) []text.Name {
	out := make([]text.Name, 0, len(all))
	for _, n := range all {
		if toks[n.First].mode == caseNormal || toks[n.First].mode == caseLower || proof[fold2(t, n)] != nil || fixed(toks[n.First:n.End]) >= 0 {
			out = append(out, n)
			continue
		}
		out = append(out, known(t, toks, n, proof)...)
	}
	return out
}

// known cuts a name of a headline to its known parts; where it has none it
// stays as it is.
func known(t *text.Text, toks []token, n text.Name, proof map[string]*evidence) []text.Name {
	var out []text.Name
	for i := n.First; i < n.End; {
		step := 1
		for end := n.End; end > i; end-- {
			part := text.Name{Span: t.Span(i, end), First: i, End: end, Type: n.Type, Entity: -1}
			if e := proof[fold2(t, part)]; e != nil {
				part.Type = typeNames[e.winner(index(n.Type))]
			} else if typ := fixed(toks[i:end]); typ >= 0 {
				part.Type = typeNames[typ]
			} else {
				continue
			}
			out = append(out, part)
			step = end - i
			break
		}
		i += step
	}
	if len(out) == 0 {
		return []text.Name{n}
	}
	return out
}
