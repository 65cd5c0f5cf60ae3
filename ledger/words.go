package ledger

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

var stop = set(`a an the of in on at to by for from with and or but as that this these those it its he she they his her
	their them him who whom whose which what when where how why not no nor was were is are be been being has have had do
	does did will would could can may might should must about than then there here also only more most less least some any
	all both each every such own same other another said says say told tell after before during over under into out up down
	off again once very so too just because if while until against between through one two new year day week month time
`)

var preposition = set(`of in on at to by for from with who whom whose which that as after during aboard near around between against`)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// stems is set with every word stemmed.
func stems(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[stem(w)] = true
	}
	return m
}

// stem cuts inflection off a lower-case English word, roughly: it is used to
// compare words, never shown.
func stem(w string) string {
	w = strings.TrimSuffix(w, "'s")
	n := len(w)
	switch {
	case irregular[w] != "":
		return irregular[w]
	case n > 5 && strings.HasSuffix(w, "ies"):
		return w[:n-3] + "y"
	case n > 5 && strings.HasSuffix(w, "sses"):
		return w[:n-2]
	case n > 5 && strings.HasSuffix(w, "ing"):
		return undouble(w[:n-3])
	case n > 4 && strings.HasSuffix(w, "ed"):
		return undouble(w[:n-2])
	case n > 4 && (strings.HasSuffix(w, "xes") || strings.HasSuffix(w, "ches") || strings.HasSuffix(w, "shes")):
		return w[:n-2]
	case n > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us") && !strings.HasSuffix(w, "is"):
		return strings.TrimSuffix(w[:n-1], "e")
	case n > 4 && strings.HasSuffix(w, "e"):
		return w[:n-1]
	}
	return w
}

func undouble(w string) string {
	n := len(w)
	if n > 3 && w[n-1] == w[n-2] && w[n-1] != 'l' && w[n-1] != 's' {
		return w[:n-1]
	}
	return strings.TrimSuffix(w, "e")
}

var irregular = map[string]string{
	"men": "man", "women": "woman", "children": "child", "policemen": "policeman", "gunmen": "gunman",
	"servicemen": "serviceman", "people": "people", "persons": "people", "person": "people", "died": "die", "dead": "die",
	"dying": "die", "death": "die", "deaths": "die", "killed": "kill", "sent": "send", "shot": "shoot", "fired": "fire",
	"firing": "fire", "bodies": "body", "police": "police", "lives": "life", "lost": "lose", "denied": "deny", "said": "say",
	"held": "hold", "came": "come", "went": "go", "gone": "go", "knew": "know", "known": "know",
}

// contentWords are the stems of the words of s that carry sense.
func contentWords(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range nameWords(s) {
		if w = strings.ReplaceAll(w, "'", ""); len(w) > 2 && !stop[w] {
			m[stem(w)] = true
		}
	}
	return m
}

// capitalise puts the first letter in upper case.
func capitalise(s string) string {
	c, n := utf8.DecodeRuneInString(s)
	if n == 0 || c == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(c)) + s[n:]
}
