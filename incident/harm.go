package incident

import (
	"strings"

	"github.com/stemmanews/stemma/lang/text"
)

// harm is what one word says: whom it befell and what.
type harm struct {
	effect   Effect
	at       int // token of the word
	who      []phrase
	sentence int
	part     bool // of some of those named before
	self     bool // who did it to himself after harming others
	weak     bool // signs of being hurt: taken to a hospital, in critical condition
}

// harms reads all words of harm, in order.
func (r *reader) harms() []harm {
	var out []harm
	for s := range r.t.Sentences {
		sent := r.t.Sentences[s]
		for i := sent.First; i < sent.End; i++ {
			for _, h := range r.harmsAt(i, sent) {
				h.sentence = s
				out = append(out, h)
			}
		}
	}
	return out
}

// harmsAt reads what token i says.
func (r *reader) harmsAt(i int, s text.Sentence) []harm {
	w, ok := harmWords[r.low[i]]
	if !ok || r.named(i) {
		return r.signs(i, s)
	}
	if r.hypothetical(i, s) || r.asNoun(i, w) {
		return nil
	}
	effect := w.effect
	if r.deadly(i, s) {
		effect = Killed
	}
	who := r.harmed(i, w, s)
	if len(who) == 0 || who[0].plural && r.either(i, w.effect, s) {
		return nil
	}
	return []harm{{effect: effect, at: i, who: who, part: r.isPart(who[0])}}
}

// either reports whether the word at i shares its number with another effect:
// "1,900 people killed or injured".
func (r *reader) either(i int, e Effect, s text.Sentence) bool {
	other := func(k int) bool {
		h, ok := harmWords[r.word(k)]
		return ok && h.effect != e && h.effect != Hit && e != Hit && k >= s.First && k < s.End
	}
	joins := func(k int) bool { w := r.word(k); return w == "or" || w == "and" || w == "/" }
	return joins(i+1) && other(i+2) && (r.at[min(i+3, len(r.at)-1)] < 0 || r.word(i+1) != "and") || joins(i-1) && other(i-2)
}

// named reports whether token i is a word of a name: "the Killing Fields".
func (r *reader) named(i int) bool {
	k := r.nameAt[i]
	return k >= 0 && r.t.Names[k].End-r.t.Names[k].First > 1 && r.t.Names[k].Type != text.Person
}

// asNoun reports whether a form that can be a verb is a thing here: "a shot",
// "the air strike", "gunshot wounds".
func (r *reader) asNoun(i int, w harmWord) bool {
	if w.how&byObject == 0 || w.how&byOf != 0 {
		return false
	}
	switch r.low[i] {
	case "shot", "hit", "strike", "hurt", "kill":
		switch r.upos(i - 1) {
		case "DET", "ADJ":
			return r.at[i-1] < 0 || !r.phrases[r.at[i-1]].human
		}
		return r.word(i-1) == "-" || r.word(i+1) == "-" || r.word(i-1) == "air"
	case "wounds", "strikes", "hits", "wound":
		return r.upos(i) == "NOUN" || r.upos(i-1) == "ADJ" || r.upos(i-1) == "DET"
	}
	return false
}

// deadly reports whether the words beside token i make its harm a death:
// "fatally shot", "shot to death", "shot dead", "the fatal shooting".
func (r *reader) deadly(i int, s text.Sentence) bool {
	for k := max(i-2, s.First); k < min(i+4, s.End); k++ {
		switch r.low[k] {
		case "fatally", "mortally", "fatal", "deadly":
			if k < i || k == i+1 {
				return true
			}
		case "dead":
			if k == i+1 || k == i+2 && r.at[i+1] >= 0 && r.low[i] == "shot" {
				return true
			}
		case "death":
			if k > i && (r.word(k-1) == "to" || k == i+1) {
				return true
			}
		case "down":
			if k == i+1 && r.low[i] == "gunned" {
				return true
			}
		}
	}
	return false
}

var (
	unreal = set("could would might may if unless threaten threatened threatening threatens try tried trying want wanted plan planned planning intend intended attempt attempted attempting wish wished hope hoped should can afraid")
	denial = set("not n't never without nor")
)

// hypothetical reports whether the harm was only feared, tried or denied.
func (r *reader) hypothetical(i int, s text.Sentence) bool {
	for k := i - 1; k >= max(i-5, s.First); k-- {
		w := r.low[k]
		switch {
		case denial[w] && i-k <= 3, w == "attempted" && k == i-1:
			return true
		case unreal[w] && (w != "may" || r.upos(k) == "AUX"):
			return true
		case r.upos(k) == "PUNCT" && w != "-", r.at[k] >= 0 && r.phrases[r.at[k]].human:
			return w == "to"
		case w == "to" && k == i-1:
			return r.word(k-1) != "left" && r.word(k-1) != "reported"
		}
	}
	return false
}

// harmed finds who is meant by the word of harm at i.
func (r *reader) harmed(i int, w harmWord, s text.Sentence) []phrase {
	if w.how&counts != 0 {
		if who := r.counted(i, s); len(who) > 0 || w.how == counts {
			return who
		}
	}
	if w.how&byOf != 0 {
		if who := r.ofWhom(i, s); len(who) > 0 {
			return who
		}
	}
	if w.how&byObject != 0 && !r.passive(i, s) {
		if who := r.object(i, s); len(who) > 0 {
			return who
		}
	}
	if w.how&beside != 0 || r.participle(i) {
		if who := r.attributive(i, s); len(who) > 0 {
			return who
		}
	}
	if w.how&byOf != 0 && w.how&byObject == 0 || strings.HasSuffix(r.low[i], "ing") || w.how == byObject && r.acting(i, s) {
		return nil
	}
	return r.subject(i, s)
}

// acting reports whether the verb at i, without an object, tells what its
// subject did. Headlines leave auxiliaries out.
func (r *reader) acting(i int, s text.Sentence) bool {
	x := r.t.Tokens[i].XPOS
	return s.Where != text.InHeadline && (x == "VBD" || x == "VBP" || x == "VBZ" || x == "VB") && !r.passive(i, s)
}

func (r *reader) participle(i int) bool {
	x := r.t.Tokens[i].XPOS
	return x == "VBN" || x == "VBD" || x == "JJ"
}

// attributive is the phrase inside which the word stands: "the wounded man".
func (r *reader) attributive(i int, s text.Sentence) []phrase {
	if k := r.at[i]; k >= 0 && r.phrases[k].first < i && r.phrases[k].head > i && r.phrases[k].human {
		return []phrase{r.phrases[k]}
	}
	return nil
}

// counted is the number before a noun that counts the harmed itself.
func (r *reader) counted(i int, s text.Sentence) []phrase {
	k := i - 1
	for k > s.First && (r.upos(k) == "ADJ" || r.upos(k) == "ADV") && r.numAt[k] < 0 {
		k--
	}
	if k < s.First {
		return nil
	}
	if p := r.at[k]; p >= 0 && (r.phrases[p].numeral || r.phrases[p].none) {
		x := r.phrases[p]
		x.human, x.bare = true, true
		return []phrase{x}
	}
	if q := r.numAt[k]; q >= 0 {
		x := phrase{first: k, end: i, tail: i, head: k, human: true, bare: true, age: -1, entity: -1}
		r.count(&x, q)
		return []phrase{x}
	}
	return nil
}

// ofWhom reads "the death of a man", "a man's death" and "his death".
func (r *reader) ofWhom(i int, s text.Sentence) []phrase {
	if r.word(i+1) == "of" && i+2 < s.End {
		if k := r.at[i+2]; k >= 0 && r.phrases[k].human {
			return r.listRight(k, s)
		}
		return nil
	}
	k := i - 1
	for k > s.First && i-k < 4 && (r.upos(k) == "NOUN" || r.upos(k) == "ADJ") && r.at[k] >= 0 && r.phrases[r.at[k]].first > s.First {
		k--
	}
	for ; k > s.First && i-k < 4; k-- {
		if w := r.low[k]; w == "'s" || w == "’s" || w == "'" || w == "’" {
			if p := r.at[k-1]; p >= 0 && r.phrases[p].human {
				return r.listLeft(p, s)
			}
			return nil
		}
	}
	return nil
}

// passive reports whether a form of "be" or "get" governs the word at i.
func (r *reader) passive(i int, s text.Sentence) bool {
	for k := i - 1; k >= max(i-5, s.First); k-- {
		w := r.low[k]
		_, harm := harmWords[w]
		switch {
		case auxiliaries[w]:
			return r.t.Tokens[i].XPOS != "VBG"
		case r.upos(k) == "ADV", w == "and" && k == i-1, w == "or" && k == i-1, harm, w == "been", w == "-":
		default:
			return false
		}
	}
	return false
}

var auxiliaries = set("was were been be being is are got get gets getting 's")

// object is whom the verb at i has harmed: the phrase right behind it.
func (r *reader) object(i int, s text.Sentence) []phrase {
	for k := i + 1; k < min(i+5, s.End); k++ {
		if p := r.at[k]; p >= 0 && r.phrases[p].first == k {
			if x := r.phrases[p]; !x.human || x.first > i+1 && x.bare && r.word(k-1) == "," {
				return nil
			}
			return r.listRight(p, s)
		}
		_, harm := harmWords[r.low[k]]
		switch w := r.low[k]; {
		case r.upos(k) == "ADV", harm, w == "and" && k+1 < s.End && isHarm(r.low[k+1]), w == "down", w == "to" && r.word(k+1) == "death", w == "another":
		default:
			return nil
		}
	}
	return nil
}

func isHarm(w string) bool {
	_, ok := harmWords[w]
	return ok
}

// subject finds whom the clause of the word at i is about.
func (r *reader) subject(i int, s text.Sentence) []phrase {
	p := r.leftOf(i, s)
	if p < 0 {
		p = r.treeSubject(i, s)
	}
	if p < 0 {
		return nil
	}
	return append(r.listLeft(p, s), r.alongside(i, s)...)
}

// alongside reads those who shared the fate of a subject: "was killed along
// with his two sons".
func (r *reader) alongside(i int, s text.Sentence) []phrase {
	k := i + 1
	switch {
	case r.word(k) == "alongside":
		k++
	case (r.word(k) == "along" || r.word(k) == "together") && r.word(k+1) == "with":
		k += 2
	default:
		return nil
	}
	if k < s.End && r.at[k] >= 0 && r.phrases[r.at[k]].human {
		return r.listRight(r.at[k], s)
	}
	return nil
}

// treeSubject is the phrase of the subject that the tree gives i, or that it
// shares with the verb it is joined to.
func (r *reader) treeSubject(i int, s text.Sentence) int {
	for hops := 0; hops < 3 && i >= s.First && i < s.End; hops++ {
		for k := i - 1; k >= max(s.First, i-reach); k-- {
			tok := &r.t.Tokens[k]
			if tok.Head == i && strings.HasPrefix(tok.Rel, "nsubj") && r.at[k] >= 0 && r.phrases[r.at[k]].human {
				return r.at[k]
			}
		}
		tok := &r.t.Tokens[i]
		if strings.HasPrefix(tok.Rel, "acl") && tok.Head >= s.First && tok.Head < i && r.at[tok.Head] >= 0 && r.phrases[r.at[tok.Head]].human {
			return r.at[tok.Head]
		}
		if tok.Rel != "conj" && tok.Rel != "xcomp" {
			return -1
		}
		i = tok.Head
	}
	return -1
}

// linking are verbs that may stand between the subject and the word of harm.
var linking = set("be get become report confirm find pronounce declare believe presume leave remain fear seem appear list consider have do fear say think know wound kill shoot injure stab rush take hit strike identify")

// leftOf walks left from the word of harm to the phrase that it speaks of:
// over adverbs, auxiliaries, linking verbs, other words of harm, ages, times
// and phrases that a preposition governs.
func (r *reader) leftOf(i int, s text.Sentence) int {
	far := 0
	for k := i - 1; k >= s.First && far < 16; k, far = k-1, far+1 {
		w := r.low[k]
		if p := r.at[k]; p >= 0 {
			x := &r.phrases[r.listStart(p, s)]
			prep := r.word(x.first - 1)
			switch {
			case r.opensPart(x.first), x.bare && r.word(x.end) == "of" && (r.word(x.end+1) == "them" || r.word(x.end+1) == "whom"):
			case r.upos(x.first-1) == "ADP" && x.first-1 >= s.First && prep != "of" || prep == "of" && x.first-2 >= s.First && r.at[x.first-2] >= 0:
				if x.human && x.numeral && (prep == "with" || prep == "among") && x.tail >= i-2 {
					return p
				}
			case r.phrases[p].human:
				return p
			case !r.timely(&r.phrases[p]):
				return -1
			}
			k = x.first
			continue
		}
		switch r.upos(k) {
		case "ADV", "AUX", "PART", "ADP", "NUM", "DET", "PRON", "PROPN":
			continue
		case "CCONJ":
			if isHarm(r.word(k-1)) || r.upos(k-1) == "ADV" {
				continue
			}
			return -1
		case "PUNCT":
			if w == "," || w == "-" || w == ")" || w == "(" || w == "–" || w == "—" || w == "--" {
				continue
			}
			return -1
		}
		if isHarm(w) || parts[w] || linking[r.t.Tokens[k].Lemma] || r.upos(k) == "ADJ" {
			continue
		}
		return -1
	}
	return -1
}

// timely reports whether a phrase only says when: "Monday night".
func (r *reader) timely(p *phrase) bool {
	for k := p.first; k < p.end; k++ {
		if r.timeAt[k] >= 0 {
			return true
		}
	}
	return false
}

// parts are words before those who are some of the people told of before.
var parts = set("including includes included")

// opensPart reports whether the words before token i say that some of those
// told of before follow: "including", "among them".
func (r *reader) opensPart(i int) bool {
	w := r.word(i - 1)
	return parts[w] || (w == "them" || w == "whom") && (r.word(i-2) == "among" || r.word(i-2) == "of")
}

// isPart reports whether a phrase names some of those told of before:
// "including two children", "one of them".
func (r *reader) isPart(p phrase) bool {
	if r.opensPart(p.first) || r.word(p.first-1) == "among" {
		return true
	}
	if w := r.word(p.end + 1); w == "among" || r.word(p.end) == "among" {
		return true
	}
	if r.word(p.end) == "of" && p.bare {
		switch r.word(p.end + 1) {
		case "them", "whom", "the", "those", "these", "his", "her", "their":
			return true
		}
	}
	return p.bare && p.low == 1 && !p.other
}
