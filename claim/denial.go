package claim

import (
	"slices"
	"strings"

	"github.com/stemmanews/stemma"
)

var (
	deniers  = set("deny reject dismiss dispute refute")
	evasions = set("evade dodge sidestep duck skirt deflect")
	// openers begin a denial that the outlet adds behind what somebody said.
	openers = set("something although though while but which allegation claim accusation charge assertion")
)

// tailDenials splits off the denial that an outlet adds behind what somebody
// said: "said the shells were theirs – something both Vorna and Ostrel have
// denied", "allegations denied by Vorna".
func (v *view) tailDenials(all []found) []found {
	for k := range all {
		a := &all[k]
		if a.own {
			continue
		}
		for c := range a.content {
			if b, cut, ok := v.tailDenial(a.content[c]); ok && cut > a.content[c].first {
				a.content[c] = v.trimSigns(span{a.content[c].first, cut})
				all = append(all, b) // a may point to the former place from here on
				break
			}
		}
	}
	return all
}

// tailDenial finds the denial in a content and where it begins.
func (v *view) tailDenial(c span) (b found, cut int, ok bool) {
	for i := c.first + 3; i < c.end; i++ {
		if !deniers[v.t.Tokens[i].Lemma] || v.quote[i] >= 0 {
			continue
		}
		for j := i - 1; j > max(c.first+1, i-12); j-- {
			if !openers[strings.ToLower(v.t.Tokens[j].Lemma)] || v.t.Tokens[j-1].UPOS != "PUNCT" || v.sent[j] != v.sent[i] {
				continue
			}
			if b, ok = v.addedDenial(j, i, c.end); ok {
				return b, j - 1, true
			}
		}
	}
	return found{}, 0, false
}

// addedDenial reads the denial with opener j and verb i.
func (v *view) addedDenial(j, i, end int) (found, bool) {
	b := found{cue: span{i, i + 1}, head: i, content: []span{{j, j + 1}}}
	if j == i-1 && strings.EqualFold(wordAt(v.t, i+1), "by") && i+2 < end {
		b.source = []span{v.trimSigns(span{i + 2, v.clauseEnd(i+2, end)})}
		return b, v.hasNoun(b.source[0])
	}
	last := i
	for last > j+1 && v.t.Tokens[last-1].UPOS == "AUX" || last > j+1 && v.t.Tokens[last-1].UPOS == "ADV" {
		last--
	}
	if last <= j+1 {
		return b, false
	}
	b.source = []span{{j + 1, last}}
	if w := strings.ToLower(v.t.Word(j)); w == "although" || w == "though" || w == "while" || w == "but" {
		object := span{i + 1, v.clauseEnd(i+1, end)}
		if object.end <= object.first {
			return b, false
		}
		b.content = []span{v.trimSigns(object)}
	}
	return b, v.hasNoun(b.source[0])
}

// clauseEnd is the first sign from token i on, end at the latest.
func (v *view) clauseEnd(i, end int) int {
	for i < end && v.t.Tokens[i].UPOS != "PUNCT" {
		i++
	}
	return i
}

func (v *view) hasNoun(s span) bool {
	for i := s.first; i < s.end; i++ {
		if up := v.t.Tokens[i].UPOS; up == "PROPN" || up == "NOUN" {
			return true
		}
	}
	return false
}

// Words by which a speaker calls what was said false.
var falsehoods = []string{"fake news", "a lie", "lies", "nonsense", "untrue", "not true", "a hoax", "baseless", "groundless", "fabricated", "a fabrication"}

// longestDenial is the number of words up to which a content that calls
// something false is the denial itself.
const longestDenial = 14

// callsFalse reports whether a content does nothing but call what was said
// before false: "This is another hoax", not a report on a false alarm.
func (v *view) callsFalse(content []span) bool {
	if len(content) == 0 || content[0].end-content[0].first > longestDenial {
		return false
	}
	c := content[0]
	first := strings.ToLower(strings.Trim(v.t.Span(c.first, c.end).In(v.t.Doc.Text), " \"“”'‘’.,"))
	words := strings.Fields(first)
	if len(words) < 2 || !slices.Contains([]string{"this", "it", "that", "these", "those", "they", "it’s", "it's", "that’s", "that's", "the"}, words[0]) {
		return false
	}
	for _, f := range falsehoods {
		if strings.Contains(" "+strings.Join(words, " ")+" ", " "+f+" ") {
			return true
		}
	}
	last := words[len(words)-1] // "that is simply false", not "the false alarm"
	return last == "false"
}

// evades reports whether a cue is of not answering: "evaded questions".
func (v *view) evades(a *found) bool { return evasions[v.t.Tokens[a.head].Lemma] }

// denialOf is the stance of a claim that only tells: denies where all it says
// is that something is false, doubts where it does not know how another came to
// a figure.
func (v *view) denialOf(a *found, stance string) string {
	switch {
	case stance != stemma.StanceAsserts:
	case v.callsFalse(a.content):
		return stemma.StanceDenies
	case v.wonders(a.content):
		return stemma.StanceDoubts
	}
	return stance
}

// wonders reports whether a content does not know where a figure comes from:
// "she did not know how the union had arrived at that number".
func (v *view) wonders(content []span) bool {
	if len(content) == 0 {
		return false
	}
	words := strings.Fields(strings.ToLower(v.t.Span(content[0].first, content[0].end).In(v.t.Doc.Text)))
	knows, figure := false, false
	for i, w := range words {
		w = strings.Trim(w, "\"“”'’.,")
		if (w == "know" || w == "understand" || w == "see") && i > 0 && i < 5 && (words[i-1] == "not" || strings.HasSuffix(words[i-1], "n't") || strings.HasSuffix(words[i-1], "n’t")) && i+1 < len(words) {
			knows = words[i+1] == "how" || words[i+1] == "where"
		}
		figure = figure || knows && (w == "number" || w == "figure" || w == "total" || w == "toll" || w == "count")
	}
	return knows && figure
}
