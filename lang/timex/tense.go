package timex

import (
	"strings"

	"github.com/stemmanews/stemma/lang/internal/atom"
)

// past forms of common irregular verbs: enough to tell the tense of a clause
// where there are no tags.
var pasts = map[string]bool{"was": true, "were": true, "had": true, "did": true, "said": true, "told": true, "made": true, "came": true, "went": true, "took": true, "held": true,
	"began": true, "won": true, "lost": true, "met": true, "found": true, "left": true, "gave": true, "got": true, "became": true, "sent": true, "shot": true, "rose": true, "fell": true,
	"saw": true, "put": true, "ran": true, "led": true, "sold": true, "wrote": true, "brought": true, "broke": true, "spoke": true, "struck": true, "hit": true, "died": true, "been": true, "grew": true, "felt": true, "kept": true, "knew": true, "fought": true, "flew": true, "drove": true, "paid": true, "built": true, "caught": true, "'d": false}

// futures are the words that make a clause look ahead.
var futures = map[string]bool{"will": true, "'ll": true, "wo": true, "shall": true, "would": true, "scheduled": true, "due": true, "expected": true, "expects": true, "expect": true, "plans": true, "planned": true,
	"plan": true, "planning": true, "upcoming": true, "slated": true, "intends": true, "hopes": true, "going": true, "set": false}

// tense says whether the clause around atoms [first, end) looks back (-1),
// ahead (+1) or cannot be told (0): the verb nearest to the left decides, then
// the nearest to the right.
func (f *finder) tense(first, end int) int {
	for i := first - 1; i >= 0 && i >= first-14; i-- {
		if t := f.mark(i); t != 0 {
			return t
		}
		if f.a[i].Is(";") {
			break
		}
	}
	for i := end; i < len(f.a) && i < end+14; i++ {
		if t := f.mark(i); t != 0 {
			return t
		}
		if f.a[i].Is(";") {
			break
		}
	}
	return 0
}

// mark is the tense that atom i shows by itself.
func (f *finder) mark(i int) int {
	a := &f.a[i]
	if a.Kind != atom.Word {
		return 0
	}
	switch {
	case futures[a.Low]:
		if a.Low == "going" && f.low(i+1) != "to" {
			return 0
		}
		return 1
	case a.Low == "set" && f.low(i+1) == "to", a.Low == "to" && f.low(i+1) == "be" && f.low(i+2) != "":
		return 1
	case pasts[a.Low] && f.low(i-1) != "be":
		return -1
	}
	x := f.t.Tokens[a.Tok].XPOS
	switch {
	case x == "VBD":
		return -1
	case x == "" && len(a.Low) > 4 && strings.HasSuffix(a.Low, "ed") && f.low(i-1) != "be":
		return -1
	case x == "VBN" && f.low(i-1) != "be":
		return -1
	}
	return 0
}
