package change

import (
	_ "embed"
	"slices"
	"strings"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin/view"
	"github.com/stemmanews/stemma/lang/gazetteer"
)

//go:embed synonyms.txt
var synonymsText string

//go:embed harmless.txt
var harmlessText string

// stoodFor gives for the stem of a machine's word the words of another sense
// that it may have stood for; harmless those of the same sense.
var stoodFor, harmless = synonyms(synonymsText), synonyms(harmlessText)

func synonyms(table string) map[string][]string {
	m := map[string][]string{}
	for _, line := range strings.Split(table, "\n") {
		if k, v, ok := strings.Cut(line, ":"); ok && !strings.HasPrefix(line, "#") {
			stem := view.Stem(view.Normalise(k))
			for _, w := range strings.Fields(v) {
				m[stem] = append(m[stem], view.Normalise(w))
			}
		}
	}
	return m
}

// leastMisnomers is the number of standing phrases in a machine's words from
// which a report is taken to be a machine's: one may be a writer's choice.
const leastMisnomers = 2

// Misnomers finds names and standing phrases in which a rewriting machine put
// a synonym (Kinfolk's Republic, uncooked materials): with the word that the
// machine may have replaced, the phrase is one of another report on the event
// or a name or office that the gazetteer knows, and no other report has it
// with this word. Only reports for which alone holds are looked at.
func Misnomers(views []*view.View, claims func(i int) []stemma.Claim, alone func(i int) bool) []Reading {
	wanted := map[string]bool{}
	for i, v := range views {
		if alone(i) {
			wantedOf(v, wanted)
		}
	}
	phrases := map[string][]place{}
	for i, v := range views {
		for k := v.BodyFirst; k+1 < len(v.Words); k++ {
			if key := pairAt(v, k); wanted[key] {
				phrases[key] = append(phrases[key], place{i, k})
			}
		}
	}
	var out []Reading
	for i, v := range views {
		if !alone(i) {
			continue
		}
		m := misnomers{views, phrases, map[string]bool{}, nil}
		for k := v.BodyFirst; k+1 < len(v.Words); k++ {
			m.lookUp(i, k)
		}
		for k := v.BodyFirst; k+1 < len(v.Words); k++ {
			m.look(i, k, claims(i))
		}
		if len(m.seen) >= leastMisnomers {
			out = append(out, m.found...)
		}
	}
	return out
}

// wantedOf notes the pairs of words that a report may have as misnomers, and
// those that they may stand for.
func wantedOf(v *view.View, wanted map[string]bool) {
	for k := v.BodyFirst; k+1 < len(v.Words); k++ {
		key := pairAt(v, k)
		if key == "" {
			continue
		}
		for _, o := range originalPairs(v.Words[k].Norm, v.Words[k+1].Norm) {
			wanted[key], wanted[view.Stem(o[0])+" "+view.Stem(o[1])] = true, true
		}
	}
}

// originalPairs are the pairs of words that two words may stand for, one of
// them at least of another sense.
func originalPairs(a, b string) [][2]string {
	var out [][2]string
	for _, x := range originals(a) {
		for _, y := range originals(b) {
			if damaged(a, x) || damaged(b, y) {
				out = append(out, [2]string{x, y})
			}
		}
	}
	return out
}

// place is a word of a report.
type place struct{ report, word int }

// pairAt is the key of two telling words that stand together, "" for others.
func pairAt(v *view.View, k int) string {
	a, b := v.Words[k], v.Words[k+1]
	if a.Class == view.Stop || b.Class == view.Stop || a.Class == view.Number || b.Class == view.Number || !touching(v, k, k+1) {
		return ""
	}
	return view.Stem(a.Norm) + " " + view.Stem(b.Norm)
}

// misnomers are those of one report.
type misnomers struct {
	views   []*view.View
	phrases map[string][]place
	seen    map[string]bool
	found   []Reading
}

// look notes the pair of words at k of report i where it is a misnomer.
func (m *misnomers) look(i, k int, claims []stemma.Claim) {
	v := m.views[i]
	key := pairAt(v, k)
	if key == "" || m.elsewhere(key, i) || known(v, k) {
		return
	}
	for _, o := range originalPairs(v.Words[k].Norm, v.Words[k+1].Norm) {
		from, ok := m.standard(view.Stem(o[0])+" "+view.Stem(o[1]), i)
		if ok || gazetteer.Default().Is(o[0]+" "+o[1], named) {
			m.note(key, Reading{From: from.report, To: i, ToSpan: v.SpanOf(k, k+2), Kind: kindOfMisnomer(v, k, claims)}, from, o[0]+" "+o[1])
			return
		}
	}
}

// lookUp notes the name at word k of report i where it is that of an
// organisation that the gazetteer knows, but for a machine's word.
func (m *misnomers) lookUp(i, k int) {
	v := m.views[i]
	first, end := phrase(v, k)
	if end-first < 3 || k > 0 && nameWord(v, k-1) && touching(v, k-1, k) {
		return
	}
	words := make([]string, end-first)
	for n := range words {
		words[n] = v.Words[first+n].Norm
	}
	for n, w := range words {
		for _, standard := range gazetteer.Default().Alike(words, n) {
			if damaged(w, view.Normalise(strings.Fields(standard)[n])) {
				m.note(strings.Join(words, " "), Reading{From: -1, To: i, ToSpan: v.SpanOf(first, end), Kind: stemma.ChangeName}, place{}, standard)
				return
			}
		}
	}
}

// originals are the words that a word may have stood for, itself among them.
func originals(w string) []string {
	s := view.Stem(w)
	return slices.Concat(stoodFor[s], harmless[s], []string{w})
}

// damaged reports whether a word stands for one of another sense.
func damaged(w, original string) bool { return slices.Contains(stoodFor[view.Stem(w)], original) }

// note keeps the first misnomer of each phrase.
func (m *misnomers) note(key string, r Reading, from place, standard string) {
	if m.seen[key] || slices.ContainsFunc(m.found, func(f Reading) bool { return f.ToSpan.Overlaps(r.ToSpan) }) {
		return
	}
	m.seen[key] = true
	if r.From >= 0 {
		r.FromSpan = m.views[r.From].SpanOf(from.word, from.word+2)
	} else {
		r.FromText = standard
	}
	m.found = append(m.found, r)
}

// elsewhere reports whether another report has the phrase too.
func (m *misnomers) elsewhere(key string, i int) bool {
	return slices.ContainsFunc(m.phrases[key], func(p place) bool { return p.report != i })
}

// standard is where another report on the event has the phrase, report -1 for
// nowhere.
func (m *misnomers) standard(key string, i int) (place, bool) {
	places := m.phrases[key]
	for _, p := range places[:min(len(places), mostMentions)] {
		if p.report != i && sharedNames(m.views[p.report], m.views[i]) >= leastNames {
			return p, true
		}
	}
	return place{-1, -1}, false
}

// known reports whether the gazetteer knows the two words as a phrase.
func known(v *view.View, k int) bool {
	_, ok := gazetteer.Default().Phrase(v.Words[k].Norm + " " + v.Words[k+1].Norm)
	return ok
}

// named are the phrases of the gazetteer that are bodies, offices or words for
// them.
const named = gazetteer.Org | gazetteer.GovHead | gazetteer.OrgHead | gazetteer.GroupHead | gazetteer.Role

// kindOfMisnomer tells quotations and sources of claims from names: of bodies,
// offices and things that have a standing one.
func kindOfMisnomer(v *view.View, k int, claims []stemma.Claim) string {
	switch {
	case v.Words[k].Quoted:
		return stemma.ChangeQuotation
	case gazetteer.Default().Is(view.Stem(v.Words[k+1].Norm), gazetteer.Role) && speaks(v, k+2, claims):
		return stemma.ChangeAttribution
	}
	return stemma.ChangeName
}

// speaks reports whether the people whose office ends before word end are the
// source of a claim, and not named after it.
func speaks(v *view.View, end int, claims []stemma.Claim) bool {
	s := v.Sentences[v.Words[end-1].Sentence]
	if end < s.End && v.Words[end].Class == view.Name {
		return false
	}
	if slices.ContainsFunc(claims, func(c stemma.Claim) bool { return !c.OwnVoice() && inAny(c.Source.Spans, v.Words[end-1].Span) }) {
		return true
	}
	return end+1 < s.End && v.Words[end].Norm == "who" && cues[v.Words[end+1].Key]
}
