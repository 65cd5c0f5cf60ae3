package quantity

import (
	"sort"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/internal/atom"
	"github.com/stemmanews/stemma/lang/text"
)

// numbered are things that are told apart by a number: it counts nothing.
var numbered = map[string]bool{
	"resolution": true, "flight": true, "article": true, "chapter": true, "section": true, "room": true, "route": true, "highway": true, "no": true, "number": true,
	"boeing": true, "airbus": true, "channel": true, "radio": true, "group": true, "phase": true, "stage": true, "level": true, "category": true, "type": true, "model": true,
	"page": true, "line": true, "version": true, "windows": true, "apollo": true, "unit": true, "brigade": true, "class": true, "title": true, "proposition": true, "act": true,
	"district": true, "ward": true, "zone": true, "sector": true, "platform": true, "gate": true, "terminal": true, "pier": true, "building": true, "block": true, "floor": true,
	"round": true, "game": true, "week": true, "day": true, "season": true, "episode": true, "part": true, "volume": true, "series": true, "figure": true, "table": true,
	"interstate": true, "i": true, "bill": true, "rule": true, "regulation": true, "directive": true, "order": true, "case": true, "file": true, "formula": true, "fortune": true,
	"p": true, "s&p": true, "ftse": true, "nasdaq": true, "nikkei": true, "dow": true, "cac": true, "dax": true, "post": true, "posts": true, "lot": true, "grade": true, "year": true,
	"track": true, "lane": true, "exit": true, "step": true, "pillar": true, "tier": true, "area": true, "studio": true, "engine": true, "reactor": true, "camp": true, "psalm": true,
	"iphone": true, "galaxy": true, "ipad": true, "playstation": true, "xbox": true, "sql": true, "matthew": true, "luke": true, "note": true, "mark": true, "corps": true, "division": true,
}

// named reads numbers that only name (Flight 370, F-16, 9/11, telephone
// numbers) and scores, and says whether it did.
func (f *finder) named(m *amount) bool {
	if m.digits && f.hours(m) {
		m.kind = text.Nominal
		return true
	}
	if m.kind == text.Money || m.cmp != stemma.Exact {
		return false
	}
	switch {
	case m.digits && f.telephone(m), m.digits && f.slashed(m), m.digits && f.cited(m):
		m.kind = text.Nominal
	case m.digits && f.low(m.end) == "k" && screens[f.low(m.end+1)]:
		m.kind = text.Nominal
	case m.digits && f.glued(m.num):
		m.kind = text.Nominal
		f.swallow(m)
	case f.inName(m):
		m.kind = text.Nominal
	case f.numbered(m):
		m.kind = text.Nominal
		f.swallow(m)
	case m.digits && f.score(m):
		m.kind = text.Score
	default:
		return false
	}
	return true
}

// hours reads the time of day in four digits: "at 0815", "at about 2100 on 3
// March".
func (f *finder) hours(m *amount) bool {
	a := &f.a[m.num]
	if m.numEnd != m.num+1 || a.Digits != 4 || !a.Plain || m.low >= 2400 || int(m.low)%100 > 59 {
		return false
	}
	k := m.first - 1
	for k > 0 && (f.low(k) == "about" || f.low(k) == "around" || f.low(k) == "approximately" || f.low(k) == "exactly") {
		k--
	}
	if f.low(k) != "at" && f.low(m.num-1) != "at" {
		return false
	}
	return m.end >= len(f.a) || f.a[m.end].Kind != atom.Word || afterHours[f.low(m.end)]
}

// afterHours are words behind a time of day; a noun there would be counted.
var afterHours = map[string]bool{"on": true, "in": true, "at": true, "and": true, "today": true, "yesterday": true, "last": true, "this": true, "when": true, "by": true, "near": true, "the": true,
	"local": true, "hours": true, "gmt": true, "utc": true, "monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true, "tonight": true, "until": true, "to": true, "as": true, "while": true}

// inName reports whether a name holds the number among other words: "Group of
// Seven", "the Five Star Movement", but not "40 Dutch" at the start of one.
func (f *finder) inName(m *amount) bool {
	if f.titled(m) {
		return true
	}
	first, last := f.a[m.num].Start, f.a[m.numEnd-1].End
	names := f.t.Names
	k := sort.Search(len(names), func(i int) bool { return names[i].Span[1] >= last })
	if k == len(names) || names[k].Span[0] > first || names[k].End-names[k].First < 2 {
		return false
	}
	return names[k].Span[0] < first || f.a[m.num].Cap && m.num > 0
}

// titled reports that a number word inside a sentence has a capital, as the
// word after it: part of a name that no one listed. Headlines may write all
// words so.
func (f *finder) titled(m *amount) bool {
	a := &f.a[m.num]
	if a.Kind != atom.Word || !a.Cap || m.num == 0 || m.end >= len(f.a) || f.t.Sentences[f.sent].Where == text.InHeadline {
		return false
	}
	prev, next := &f.a[m.num-1], &f.a[m.end]
	return prev.Kind == atom.Word && !prev.Cap && next.Kind == atom.Word && next.Cap && next.Gap
}

// glued reports whether letters are written to the number: F-16, MH17, Covid-19.
func (f *finder) glued(i int) bool {
	if i == 0 || f.a[i].Gap {
		return false
	}
	p := &f.a[i-1]
	switch {
	case p.Kind == atom.Word:
		return !p.Gap || f.a[i].Plain
	case p.Is("#"):
		return true
	case p.Is("-") && !p.Gap && i >= 2:
		q := &f.a[i-2]
		return q.Kind == atom.Word && (q.Cap || len(q.Low) == 1) && !atom.IsNumberWord(q.Low)
	}
	return false
}

// swallow takes letters and figures written to the end of a nominal number
// along: "737-800", "A320neo".
func (f *finder) swallow(m *amount) {
	for m.next < len(f.a) && !f.a[m.next].Gap && (f.a[m.next].Kind != atom.Sign || f.a[m.next].Is("-") && m.next+1 < len(f.a) && !f.a[m.next+1].Gap) {
		m.next++
	}
}

// telephone reads groups of digits joined by hyphens or full stops, an area
// code in brackets before them: 555-0100, (713) 555-0100, 1-800-555-0100.
func (f *finder) telephone(m *amount) bool {
	i, area := m.num, false
	if f.low(i-1) == "(" && f.low(i+1) == ")" && f.a[i].Digits == 3 && i+2 < len(f.a) && f.a[i+2].Digits == 3 {
		i, area = i+2, true
	}
	groups, digits := 1, f.a[i].Digits
	dots := false
	for i+2 < len(f.a) && (f.a[i+1].Is("-") || f.a[i+1].Is(".")) && !f.a[i+1].Gap && f.a[i+2].Kind == atom.Number && !f.a[i+2].Gap {
		dots = dots || f.a[i+1].Is(".")
		i += 2
		groups++
		digits += f.a[i].Digits
	}
	last := &f.a[i]
	switch {
	case area && groups == 2 && last.Digits == 4, dots && groups >= 2 && digits >= 6, groups >= 3 && digits >= 7,
		groups == 2 && last.Digits == 4 && last.Low[0] == '0' && digits >= 7:
		m.end, m.numEnd, m.next = i+1, i+1, i+1
		return true
	}
	return false
}

// cited reads the number of a note, in square brackets.
func (f *finder) cited(m *amount) bool {
	return f.low(m.num-1) == "[" && (f.low(m.end) == "]" || f.low(m.end) == ",")
}

// slashed reads 9/11 and 24/7; "1/3" stays a number for the caller's fraction.
func (f *finder) slashed(m *amount) bool {
	i := m.num
	if i+2 >= len(f.a) || !f.a[i+1].Is("/") || f.a[i+1].Gap || f.a[i+2].Kind != atom.Number || f.a[i+2].Gap {
		return false
	}
	a, b := f.a[i].Value, f.a[i+2].Value
	if a == 9 && b == 11 || a == 24 && b == 7 || b == 0 || a >= b {
		m.end, m.numEnd, m.next = i+3, i+3, i+3
		return true
	}
	m.low, m.high = a/b, a/b
	m.end, m.numEnd, m.next = i+3, i+3, i+3
	return false
}

// numbered reports whether the number tells a thing apart: "Resolution 2231".
func (f *finder) numbered(m *amount) bool {
	p := m.num - 1
	if p < 0 || m.scaled {
		return false
	}
	prev := &f.a[p]
	if prev.Is(".") && p > 0 && f.a[p-1].Is("no") && !prev.Gap && f.a[p-1].Cap {
		return true
	}
	if prev.Kind != atom.Word || !f.a[m.num].Gap {
		return false
	}
	if numbered[prev.Low] && (prev.Cap && !f.a[m.num].Is("one") || prev.Low == "number" && f.low(p-1) != "the") && !(p == 0 && prev.Low == "no") {
		return m.digits || f.a[m.num].Cap || prev.Low == "number"
	}
	if name, _ := f.unitAt(m.end, true); name != "" || !m.digits || months[prev.Low] {
		return false
	}
	if f.headBefore(m) || products[prev.Low] {
		return true
	}
	named := prev.Cap && p > 0 && f.a[m.num].Plain && nameTags[f.upos(p)]
	return named && !f.clause(m.end) && (!f.nounFollows(m.end) || f.upos(p) == "PROPN" && f.oneFollows(m))
}

// products are names written in lower case.
var products = map[string]bool{"iphone": true, "ipad": true, "ios": true, "macos": true}

// nameTags are the tags that a word of a name may bear.
var nameTags = map[string]bool{"PROPN": true, "NOUN": true, "ADJ": true}

// oneFollows reports that the noun after a number above one is singular: "the
// Model 3 sedan" counts nothing.
func (f *finder) oneFollows(m *amount) bool {
	return m.low > 1 && m.end < len(f.a) && f.t.Tokens[f.a[m.end].Tok].XPOS == "NN" && f.a[m.end].Gap
}

var months = map[string]bool{"january": true, "february": true, "march": true, "april": true, "may": true, "june": true, "july": true, "august": true, "september": true,
	"october": true, "november": true, "december": true}

// clause reports whether a verb follows: "In Gaza 120 were killed".
func (f *finder) clause(i int) bool {
	if i >= len(f.a) {
		return false
	}
	u := f.upos(i)
	return u == "VERB" || u == "AUX" || f.a[i].Is("%") || f.a[i].Is("percent") || f.a[i].Is("per") || f.a[i].Is("-") || f.a[i].Is("to") || f.a[i].Is("–")
}

func (f *finder) nounFollows(i int) bool {
	for ; i < len(f.a) && f.a[i].Kind == atom.Word; i++ {
		switch f.upos(i) {
		case "NOUN", "SYM":
			return true
		case "ADJ", "PROPN", "ADV":
		default:
			return false
		}
	}
	return i < len(f.a) && f.a[i].Is("-")
}

// headBefore reports whether the tree hangs the number on a name before it.
func (f *finder) headBefore(m *amount) bool {
	tok := f.a[m.num].Tok
	x := &f.t.Tokens[tok]
	return m.digits && x.Rel != "" && x.Head >= 0 && x.Head == tok-1 && f.t.Tokens[x.Head].UPOS == "PROPN" && !f.nounFollows(m.end) && !f.clause(m.end)
}

// contest are words around the score of a match or a vote.
var contest = map[string]bool{
	"beat": true, "beating": true, "beaten": true, "won": true, "win": true, "wins": true, "winning": true, "lost": true, "lose": true, "losing": true, "defeated": true, "defeat": true,
	"drew": true, "draw": true, "victory": true, "score": true, "lead": true, "led": true, "loss": true, "vote": true, "voted": true, "record": true, "series": true, "tied": true,
	"tie": true, "game": true, "match": true, "set": true, "sets": true, "final": true, "ruled": true, "decision": true, "ruling": true, "down": true, "trailed": true, "ahead": true,
	"behind": true, "aggregate": true, "nil": true, "improved": true, "fell": true, "advantage": true, "leads": true, "thrashed": true, "edged": true, "trounced": true,
}

// score reads "3-1": two small numbers, the second not larger or a contest near.
func (f *finder) score(m *amount) bool {
	i := m.num
	if i+2 >= len(f.a) || !(f.a[i+1].Is("-") || f.a[i+1].Is("–")) || f.a[i+1].Gap || f.a[i+2].Gap || !f.a[i].Plain || !f.a[i+2].Plain ||
		f.a[i].Digits > 3 || f.a[i+2].Digits > 3 {
		return false
	}
	near := false
	for k := max(0, i-6); k < min(len(f.a), i+7); k++ {
		near = near || contest[f.a[k].Low]
	}
	if !near && f.a[i].Value < f.a[i+2].Value {
		return false
	}
	m.end, m.numEnd, m.next = i+3, i+3, i+3
	for m.next+2 <= len(f.a)-1 && (f.a[m.next].Is("-") || f.a[m.next].Is("–")) && !f.a[m.next].Gap && f.a[m.next+1].Kind == atom.Number && !f.a[m.next+1].Gap {
		m.next += 2
		m.end, m.numEnd = m.next, m.next
	}
	m.low, m.high = min(f.a[i].Value, f.a[i+2].Value), max(f.a[i].Value, f.a[i+2].Value)
	m.cmp = stemma.Exact
	return true
}

// notOne are words after which "one" is no number, or before.
var oneBefore = map[string]bool{"no": true, "the": true, "this": true, "that": true, "another": true, "every": true, "each": true, "any": true, "which": true, "other": true, "my": true, "your": true, "big": true, "new": true, "only": false}
var oneAfter = map[string]bool{"of": true, "another": true, "side": true, "thing": true, "day": true, "time": true, "way": true, "point": true, "hand": true, "who": true, "that": true, "such": true,
	"more": true, "is": true, "can": true, "could": true, "would": true, "should": true, "might": true, "else": true, "by": true, "reason": true, "major": true, "key": true, "'s": true, "or": false, "to": true, "for": true, "in": false}

// skip reports that the number is none to keep: the pronoun "one", years and
// decades that no time expression covered, list marks.
func (f *finder) skip(m *amount) bool {
	a := &f.a[m.num]
	switch {
	case a.Is("one") && m.numEnd == m.num+1:
		if p := f.low(m.num - 1); m.cmp == stemma.Exact && before[p] == nil || m.cmp != stemma.Exact && m.cmp != stemma.Between {
			next := f.low(m.end)
			if oneBefore[p] || oneAfter[next] && m.unit == "" || m.end < len(f.a) && f.a[m.end].Kind == atom.Sign && next != "-" {
				return true
			}
			return f.upos(m.num) == "PRON" || m.end >= len(f.a)
		}
	case m.digits && a.Plain && a.Digits == 4 && 1800 <= m.low && m.low <= 2100 && m.unit == "" && m.cmp == stemma.Exact:
		w := f.low(m.end)
		if w == "s" || w == "'s" {
			return true
		}
		return len(f.t.Times) == 0 && yearBefore[f.low(m.num-1)]
	}
	return false
}

var yearBefore = map[string]bool{"in": true, "since": true, "until": true, "by": true, "of": true, "from": true, "during": true, "before": true, "after": true, "year": true}
