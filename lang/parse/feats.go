package parse

import "strings"

// morphology gives words their UD features: those that the training data most
// often has for the form under its joint tag, else for the tag. Features that
// hang on the tree (mood, voice) are set by [refine] after parsing.
type morphology struct {
	byForm map[string]string // joint tag number as a rune, normal form → features
	byTag  []string
}

// readMorphology reads lines of joint tag, form ("" for the tag's own), and
// features.
func readMorphology(data []byte, tags *tagset) *morphology {
	m := &morphology{byForm: make(map[string]string, len(data)/40), byTag: make([]string, len(tags.upos))}
	number := map[string]int{}
	for i := range tags.upos {
		number[tags.upos[i]+"/"+tags.xpos[i]] = i
	}
	for line := range strings.Lines(string(data)) {
		c := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(c) != 3 {
			continue
		}
		t := number[c[0]]
		if c[1] == "" {
			m.byTag[t] = c[2]
		} else {
			m.byForm[string(rune(t))+c[1]] = c[2]
		}
	}
	return m
}

// feats returns the features of a form with a joint tag.
func (m *morphology) feats(tag uint8, form string, buf []byte) (string, []byte) {
	buf = append(buf[:0], string(rune(tag))...)
	n := len(buf)
	buf = append(buf, appendNormal(buf[n:], form)...)
	if f, ok := m.byForm[string(buf)]; ok {
		return f, buf
	}
	return m.byTag[tag], buf
}

// Features of verb forms that the tree decides.
const (
	imperative = "Mood=Imp|VerbForm=Fin"
	infinitive = "VerbForm=Inf"
	passive    = "Tense=Past|VerbForm=Part|Voice=Pass"
	participle = "Tense=Past|VerbForm=Part"
)
