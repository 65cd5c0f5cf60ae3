package change

import (
	"cmp"
	"slices"
	"strings"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin/align"
	"github.com/stemmanews/stemma/kin/view"
	"github.com/stemmanews/stemma/lang/text"
)

// minMoved is the least number of telling words that two contents must share
// to be one claim: shorter ones meet by chance. A number counts twice.
const minMoved = 4

// sources finds claims that the child gives to another source, by what the
// claim layer made of both reports: the contents are the same, the sources have
// no word in common, and the child's is one that the parent knows (which a mere
// translation of a name would not be), another portfolio of a government, or
// nobody in particular: reports.
func (d *detector) sources() {
	for i := range d.ChildClaims {
		c := &d.ChildClaims[i]
		if !attributed(c) {
			continue
		}
		b := wordsAt(d.Child, c.Source.Spans)
		if len(b) == 0 {
			continue
		}
		if p := d.sameContent(c); p != nil && d.otherSource(p, c, b) {
			a := wordsAt(d.Parent, p.Source.Spans[:1])
			if len(a) == 0 { // a source of signs alone
				continue
			}
			d.add(stemma.ChangeAttribution, a[0], a[len(a)-1]+1, b[0], b[len(b)-1]+1)
		}
	}
}

// attributed reports whether a claim stands in the text with its source and
// content.
func attributed(c *stemma.Claim) bool {
	return !c.OwnVoice() && len(c.Source.Spans) > 0 && len(c.Content.Spans) > 0
}

// otherSource reports whether claim c of the child, whose source has the words
// b, is given to another than the parent's claim p.
func (d *detector) otherSource(p, c *stemma.Claim, b []int) bool {
	mine, theirs := wordsOf(d.Parent, p.Source.Spans[:1]), d.wordsAtChild(b)
	if portfolio(mine) != "" && portfolio(theirs) != "" {
		return portfolio(mine) != portfolio(theirs)
	}
	if x, y := services(mine), services(theirs); x != "" && y != "" {
		return opposite(x, y)
	}
	if d.taken[b[0]] && !d.carrier(p, theirs) {
		return false
	}
	if meetAny(append(mine, d.resolved(p)...), append(theirs, nameWords(c.Source.Name)...)) {
		return false
	}
	if d.together(mine, theirs) {
		return false
	}
	return unattributable(theirs) && !unattributable(mine) || (d.properlyNamed(p) || officialBody(mine)) && (d.knownName(b) || d.knownSource(theirs) || d.carrier(p, theirs))
}

// resolved is the full name of a claim's source where it has but one.
func (d *detector) resolved(p *stemma.Claim) []view.Word {
	if len(p.Source.Spans) > 1 {
		return nil
	}
	return nameWords(p.Source.Name)
}

func (d *detector) wordsAtChild(words []int) []view.Word {
	out := make([]view.Word, len(words))
	for i, j := range words {
		out[i] = d.Child.Words[j]
	}
	return out
}

// carrier reports whether the words are those of one through whom the parent
// has the claim: a further source, or an outer link of the chain.
func (d *detector) carrier(p *stemma.Claim, words []view.Word) bool {
	for _, v := range p.Via {
		if meetAny(nameWords(v.Name), words) {
			return true
		}
	}
	return len(p.Source.Spans) > 1 && meetAny(wordsOf(d.Parent, p.Source.Spans[1:]), words)
}

// knownSource reports whether the words of a source without a name are those
// of a body that has a claim in the parent: ministry of transport.
func (d *detector) knownSource(words []view.Word) bool {
	if len(words) < 2 {
		return false
	}
	for i := range d.ParentClaims {
		theirs := wordsOf(d.Parent, d.ParentClaims[i].Source.Spans)
		n := 0
		for _, w := range words {
			if w.Class != view.Stop {
				if !meetAny([]view.Word{w}, theirs) {
					n = 0
					break
				}
				n++
			}
		}
		if n >= 2 {
			return true
		}
	}
	return false
}

// meetAny reports whether a telling word of a meets one of b.
func meetAny(a, b []view.Word) bool {
	for _, x := range a {
		for _, y := range b {
			if x.Class != view.Stop && y.Class != view.Stop && meets(x, y) {
				return true
			}
		}
	}
	return false
}

// properlyNamed reports whether the source of a claim of the parent has the
// name of a person or body in it: a Canadian official may be anybody.
func (d *detector) properlyNamed(p *stemma.Claim) bool {
	return slices.ContainsFunc(d.Parent.Text.Names, func(n text.Name) bool {
		return (n.Type == text.Person || n.Type == text.Organisation) && n.Span.Overlaps(p.Source.Spans[0])
	})
}

// officialBody reports whether a source without a name is a public body: the
// health ministry.
func officialBody(words []view.Word) bool {
	return len(words) > 0 && publicBodies[words[len(words)-1].Norm]
}

// together reports whether the parent names two sources side by side, one of
// them a person, as it does those who speak for a body: Ilse Varga of the Toll
// Board.
func (d *detector) together(a, b []view.Word) bool {
	for i, w := range d.Parent.Words {
		if w.Class != view.Name || !meetAny([]view.Word{w}, a) {
			continue
		}
		s := d.Parent.Sentences[w.Sentence]
		for k := max(s.First, i-6); k < min(s.End, i+7); k++ {
			x := d.Parent.Words[k]
			if x.Class != view.Name || !meetAny([]view.Word{x}, b) || meetAny([]view.Word{x}, a) {
				continue
			}
			if layerType(d.Parent, w.Span) == text.Person || layerType(d.Parent, x.Span) == text.Person {
				return true
			}
		}
	}
	return false
}

// unattributable reports whether a source is reports or sources, whoever they
// may be.
func unattributable(words []view.Word) bool {
	n := 0
	for _, w := range words {
		if w.Class == view.Stop {
			continue
		}
		if !hearsay[w.Norm] {
			return false
		}
		n++
	}
	return n > 0
}

// portfolio is the field of a ministry or minister among the words of a
// source, "" for none.
func portfolio(words []view.Word) string {
	field, office := "", false
	for _, w := range words {
		if f := portfolios[w.Norm]; f != "" {
			field = f
		}
		office = office || offices[w.Norm]
	}
	if !office {
		return ""
	}
	return field
}

// mentions reports whether sentence s of the child has a name of a claim's
// source, another telling word of it before the words that render its content
// or beside a word of attribution, or begins with a pronoun that may stand for
// it.
func (d *detector) mentions(p *stemma.Claim, s int) bool {
	k := d.Child.Sentences[s]
	if pronouns[d.Child.Words[k.First].Norm] {
		return true
	}
	var free []view.Word                                       // words of the child that render nothing of the content
	place := cueIn(d.Child, k) >= 0 || accordingly(d.Child, k) // where a mere word may name the source
	for j, begun := k.First, false; j < k.End; j++ {
		w := d.Child.Words[j]
		if i := d.ToParent[j]; i >= 0 && inAny(p.Content.Spans, d.Parent.Words[i].Span) {
			begun = begun || w.Class != view.Stop
		} else if place || !begun || w.Class == view.Name {
			free = append(free, w)
		}
	}
	return meetAny(slices.Concat(wordsOf(d.Parent, p.Source.Spans), nameWords(p.Source.Name), nameWords(p.Source.Party)), free)
}

var (
	pronouns = set("he she it they his her its their")
	harmed   = set("killed wounded killed-or-wounded missing captured arrested displaced")
)

// sameContent is the only attributed claim of the parent whose content is that
// of the child's claim c, nil where none or several are.
func (d *detector) sameContent(c *stemma.Claim) *stemma.Claim {
	var found *stemma.Claim
	for _, k := range d.sharing(c) {
		if p := &d.ParentClaims[k]; attributed(p) && d.sameWords(p, c) {
			if found != nil {
				return nil
			}
			found = p
		}
	}
	return found
}

// sharing lists the claims of the parent, in order, whose content has the
// counterpart of a telling word of the content of the child's claim c.
func (d *detector) sharing(c *stemma.Claim) []int {
	if d.contentOf == nil {
		d.contentOf = map[int][]int{}
		for k := range d.ParentClaims {
			for _, i := range d.content(d.Parent, &d.ParentClaims[k]) {
				d.contentOf[i] = append(d.contentOf[i], k)
			}
		}
	}
	var out []int
	for _, j := range d.content(d.Child, c) {
		if i := d.ToParent[j]; i >= 0 && d.Child.Words[j].Class != view.Stop {
			out = append(out, d.contentOf[i]...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// sameWords reports whether most telling words of two contents are
// counterparts.
func (d *detector) sameWords(p, c *stemma.Claim) bool {
	in := map[int]bool{}
	all := 0
	for _, i := range d.content(d.Parent, p) {
		in[i] = true
		if d.Parent.Words[i].Class != view.Stop {
			all++
		}
	}
	same, mine, numbers := 0, 0, 0
	for _, j := range d.content(d.Child, c) {
		if d.Child.Words[j].Class == view.Stop {
			continue
		}
		mine++
		if i := d.ToParent[j]; i >= 0 && in[i] && meets(d.Parent.Words[i], d.Child.Words[j]) {
			same++
			if d.Child.Words[j].Class == view.Number {
				numbers++
			}
		}
	}
	return same+numbers >= minMoved && same*10 >= 6*min(mine, all) && same*3 >= max(mine, all)
}

// content lists the words of a claim's content, worked out once.
func (d *detector) content(v *view.View, c *stemma.Claim) []int {
	words, ok := d.contents[c]
	if !ok {
		words = wordsAt(v, c.Content.Spans)
		d.contents[c] = words
	}
	return words
}

// meets reports whether two words are the same or nearly so.
func meets(a, b view.Word) bool {
	return a.Norm == b.Norm || a.Key == b.Key || a.Class == view.Name && align.Similar(a.Norm, b.Norm)
}

// knownName reports whether the words of a source hold a name and the parent
// has all names among them.
func (d *detector) knownName(words []int) bool {
	named := false
	for _, j := range words {
		w := d.Child.Words[j]
		if w.Class != view.Name {
			continue
		}
		known := false
		for _, x := range d.Parent.Words {
			known = known || meets(x, w)
		}
		if !known {
			return false
		}
		named = true
	}
	return named
}

// accordingly reports whether a sentence has what machines put for according
// to: in accordance with, in response to, in line with.
func accordingly(v *view.View, s view.Sentence) bool {
	for i := s.First; i+2 < s.End; i++ {
		if v.Words[i].Norm == "in" && accordings[v.Words[i+1].Norm+" "+v.Words[i+2].Norm] {
			return true
		}
	}
	return false
}

var accordings = map[string]bool{"accordance with": true, "response to": true, "line with": true, "keeping with": true}

func inAny(spans []stemma.Span, s stemma.Span) bool {
	return slices.ContainsFunc(spans, func(x stemma.Span) bool { return x.Overlaps(s) })
}

func wordsOf(v *view.View, spans []stemma.Span) []view.Word {
	var out []view.Word
	for _, i := range wordsAt(v, spans) {
		out = append(out, v.Words[i])
	}
	return out
}

// wordsAt lists the words of a view that lie in spans. The words of the
// headline stand in the order of the text, and so do those of the body.
func wordsAt(v *view.View, spans []stemma.Span) []int {
	var out []int
	for _, s := range spans {
		out = appendWordsIn(out, v, 0, v.BodyFirst, s)
		out = appendWordsIn(out, v, v.BodyFirst, len(v.Words), s)
	}
	if len(spans) > 1 || v.BodyFirst > 0 {
		slices.Sort(out)
		out = slices.Compact(out)
	}
	return out
}

// appendWordsIn lists those of the words [first, end) that lie in a span.
func appendWordsIn(out []int, v *view.View, first, end int, s stemma.Span) []int {
	from, _ := slices.BinarySearchFunc(v.Words[first:end], s.Start(), func(w view.Word, at int) int { return cmp.Compare(w.Span.End(), at+1) })
	for i := first + from; i < end && v.Words[i].Span.Start() < s.End(); i++ {
		if s.Overlaps(v.Words[i].Span) {
			out = append(out, i)
		}
	}
	return out
}

// nameWords makes words of a resolved name, which stands in no view.
func nameWords(name string) []view.Word {
	var out []view.Word
	for _, f := range strings.Fields(name) {
		n := view.Normalise(f)
		out = append(out, view.Word{Norm: n, Key: view.Stem(n), Class: view.Name, Upper: true})
	}
	return out
}
