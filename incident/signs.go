package incident

import "github.com/stemmanews/stemma/lang/text"

// signs reads what tells of harm in several words: a stay in hospital, wounds
// suffered, a critical condition, suicide.
func (r *reader) signs(i int, s text.Sentence) []harm {
	if who, ok := r.reflexive(i, s); ok {
		return []harm{{effect: Killed, at: i, who: who, self: true}}
	}
	if who := r.victims(i); who != nil {
		return []harm{{effect: Hit, at: i, who: who, weak: true}}
	}
	if h, ok := r.toll(i, s); ok {
		return []harm{h}
	}
	verb, effect, weak := r.sign(i, s)
	if verb < 0 {
		return nil
	}
	if r.hypothetical(verb, s) {
		return nil
	}
	var who []phrase
	if weak && !r.passive(verb, s) {
		who = r.object(verb, s)
	}
	if len(who) == 0 {
		who = r.subject(verb, s)
	}
	if len(who) == 0 {
		return nil
	}
	return []harm{{effect: effect, at: i, who: who, weak: weak, part: r.isPart(who[0])}}
}

var (
	conditions = set("critical serious stable grave fair good guarded extremely life-threatening")
	moved      = set("taken transported rushed airlifted flown sent driven brought carried transferred admitted treated sending takes sends hospital sent")
	sustained  = set("suffered suffering sustained sustaining received receiving suffers sustains with had")
	guns       = set("gun weapon rifle pistol handgun shotgun firearm it")
	clinics    = set("medical trauma health memorial hospital burn clinical regional")
)

// sign returns the verb whose subject or object is the harmed, and what befell
// them; -1 where token i is no sign of harm.
func (r *reader) sign(i int, s text.Sentence) (verb int, e Effect, weak bool) {
	switch r.low[i] {
	case "hospital", "hospitals", "center", "centre", "er":
		if w := r.low[i]; (w == "center" || w == "centre") && r.wordBefore(i, 5, s, clinics) < 0 {
			return -1, None, false
		}
		if k := r.wordBefore(i, 9, s, moved); k >= 0 {
			return k, Wounded, true
		}
	case "injuries", "injury", "wounds", "wound", "gunshot":
		if k := r.wordBefore(i, 7, s, sustained); k >= 0 && r.word(k) != "with" && r.word(k) != "had" {
			return k, Wounded, true
		}
	case "condition":
		if r.wordBefore(i, 3, s, conditions) >= 0 {
			if k := r.wordBefore(i, 5, s, set("in")); k > s.First {
				return k, Wounded, true
			}
		}
	case "suicide":
		if w := r.word(i - 1); w == "committed" || w == "commits" || w == "commit" || w == "by" {
			return i - 1, Killed, false
		}
	case "life", "lives":
		if r.wordBefore(i, 3, s, set("took taking lost losing")) >= 0 {
			return i - 1, Killed, false
		}
	case "fatally", "mortally":
		if k := r.at[i-min(i, 1)]; i > s.First && k >= 0 && r.phrases[k].human && !isHarm(r.word(i+1)) {
			return i, Killed, false
		}
	}
	return -1, None, false
}

// reflexive reads "turning the gun on himself", "killed his son and himself":
// the harmed is the first person that the sentence speaks of.
func (r *reader) reflexive(i int, s text.Sentence) ([]phrase, bool) {
	switch r.low[i] {
	case "himself", "herself", "self":
	default:
		return nil, false
	}
	turned := r.word(i-1) == "on" && r.wordBefore(i, 5, s, guns) >= 0
	beside := (r.word(i-1) == "and" || r.word(i-1) == "then" || r.word(i-1) == ",") && r.wordBefore(i, 12, s, set("killed kills killing shot shoots shooting")) >= 0
	if !turned && !beside {
		return nil, false
	}
	for k := max(s.First, i-reach); k < i; k++ {
		if r.at[k] < 0 {
			continue
		}
		p := r.phrases[r.at[k]]
		if p.first == k && p.human && !p.plural && p.low == 1 {
			if g := pronounGender[r.low[i]]; g != 0 && p.gender != 0 && g != p.gender {
				continue
			}
			return []phrase{p}, true
		}
	}
	return nil, false
}

// victims reads a number of victims: "seven victims", "all three victims".
func (r *reader) victims(i int) []phrase {
	if w := r.low[i]; w != "victims" {
		return nil
	}
	if k := r.at[i]; k >= 0 && r.phrases[k].head == i && r.phrases[k].numeral && r.phrases[k].low > 1 {
		return []phrase{r.phrases[k]}
	}
	return nil
}

// toll reads "the death toll rose to eight", "put the number of wounded at 40".
func (r *reader) toll(i int, s text.Sentence) (harm, bool) {
	effect := None
	switch {
	case r.low[i] == "toll" && r.word(i-1) != "injury":
		effect = Killed
	case r.low[i] == "number" && r.word(i+1) == "of":
		for k := i + 2; k < min(i+6, s.End) && effect == None; k++ {
			if h, ok := harmWords[r.low[k]]; ok {
				effect = h.effect
			}
		}
	}
	if effect == None || effect == Hit {
		return harm{}, false
	}
	for k := i + 1; k < min(i+14, s.End); k++ {
		if q := r.numAt[k]; q >= 0 && tollWords[r.word(r.t.Quantities[q].First-1)] && r.t.Quantities[q].Kind == text.Cardinal {
			p := phrase{first: k, end: k + 1, tail: k + 1, head: k, human: true, bare: true, age: -1, entity: -1}
			r.count(&p, q)
			p.plural = p.low > 1
			return harm{effect: effect, at: i, who: []phrase{p}}, p.low > 0
		}
	}
	return harm{}, false
}

var tollWords = set("to at as is was reached reaches stands stood hit hits exceeds exceeded of")

// wordBefore finds one of the words at most far tokens before i, -1 where none
// stands there.
func (r *reader) wordBefore(i, far int, s text.Sentence, words map[string]bool) int {
	for k := i - 1; k >= max(i-far, s.First); k-- {
		if words[r.low[k]] {
			return k
		}
	}
	return -1
}
