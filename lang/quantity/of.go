package quantity

import (
	"strings"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/internal/atom"
	"github.com/stemmanews/stemma/lang/text"
)

// counted fills Of, OfSpan and Head: what the number counts.
func (f *finder) counted(q *text.Quantity, m *amount) {
	if m.ofAt > 0 {
		f.setOf(q, stemma.Span{f.a[m.ofAt].Start, f.a[m.end-1].End}, f.a[m.end-1].Tok)
		return
	}
	j := max(m.end, m.unitEnd, m.next)
	if m.kind == text.Money && m.unitEnd <= m.num || m.perEnd > 0 {
		j = m.next
	}
	switch {
	case m.kind == text.Cardinal && f.counts(q, m, j):
	case f.low(j) == "of":
		f.phrase(q, j+1)
	case m.kind == text.Money && f.low(j) == "in" && j+1 < len(f.a) && (f.upos(j+1) == "NOUN" || f.upos(j+1) == "ADJ") && !f.inTime(j+1): // $5m in aid
		f.phrase(q, j+1)
	case m.kind == text.Cardinal || m.kind == text.Percent && m.partitive:
		f.phrase(q, j)
	case m.kind == text.Measured && f.low(j) == "-" || m.kind == text.Cardinal && f.low(j) == "-":
		f.phrase(q, j+1)
	}
}

// counts takes what is counted from the dependency tree: the head of the
// number where that comes after it with nothing but words between.
func (f *finder) counts(q *text.Quantity, m *amount, j int) bool {
	tok := f.a[m.numEnd-1].Tok
	if f.t.Tokens[tok].Rel == "" || m.partitive {
		return false
	}
	for hops := 0; hops < 3 && tok >= q.First; hops++ {
		x := &f.t.Tokens[tok]
		if x.Head < 0 {
			return false
		}
		if strings.HasPrefix(x.Rel, "nummod") || x.Head >= q.End && strings.HasPrefix(x.Rel, "compound") {
			return f.headAfter(q, x.Head, j)
		}
		tok = x.Head
	}
	return false
}

func (f *finder) headAfter(q *text.Quantity, head, j int) bool {
	if head < q.End || j >= len(f.a) || head-q.End > 8 {
		return false
	}
	if u := f.t.Tokens[head].UPOS; u == "VERB" || u == "AUX" {
		return false
	}
	j = f.determined(j)
	if n, ok := atom.Cardinal(f.a, j); ok && f.low(j-1) == "of" { // 120 of 200 seats
		j = n.End
	}
	if j < len(f.a) && pronouns[f.a[j].Low] {
		return true // "12 of them children": carried over
	}
	for k := j; k < len(f.a) && f.a[k].Tok <= head; k++ {
		if f.a[k].Is(",") || f.a[k].Is("(") || f.a[k].Is(";") {
			return false
		}
	}
	if j >= len(f.a) || f.a[j].Tok > head {
		return false
	}
	switch f.upos(j) {
	case "ADP", "VERB", "AUX", "SCONJ", "CCONJ":
		if f.a[j].Tok < head && f.t.Tokens[f.a[j].Tok].XPOS != "VBN" && f.t.Tokens[f.a[j].Tok].XPOS != "VBG" {
			return false
		}
	}
	f.setOf(q, stemma.Span{f.a[j].Start, f.t.Tokens[head].Span[1]}, head)
	return true
}

func (f *finder) setOf(q *text.Quantity, s stemma.Span, head int) {
	q.Of, q.OfSpan, q.Head = s.In(f.t.Doc.Text), &s, head
}

// determined steps over determiners and "more", "other", which say nothing on
// what is counted.
func (f *finder) determined(j int) int {
	for j < len(f.a) && (skipped[f.a[j].Low] || f.a[j].Is("strong") && f.low(j-1) == "-") {
		j++
	}
	return j
}

var skipped = map[string]bool{"the": true, "its": true, "their": true, "his": true, "her": true, "these": true, "those": true, "all": true, "more": true, "other": true, "others": false,
	"additional": true, "further": true, "of": true, "our": true, "my": true, "your": true, "such": true, "a": true, "an": true, "-": true, "–": true, "extra": true, "whole": true, "or": false, "so": false}

// pronouns stand for what was counted before: "12 of them".
var pronouns = map[string]bool{"them": true, "whom": true, "which": true, "us": true, "those": true, "these": true, "it": true, "him": true, "you": true}

// phrase reads a noun phrase that begins at atom j.
func (f *finder) phrase(q *text.Quantity, j int) {
	j = f.determined(j)
	if n, ok := atom.Cardinal(f.a, j); ok && f.low(j-1) == "of" { // 120 of 200 seats
		j = n.End
	}
	if j >= len(f.a) || pronouns[f.a[j].Low] {
		return
	}
	head, end := -1, j
	for k := j; k < len(f.a) && k < j+9 && !f.inTime(k); k++ {
		stop, noun := f.inPhrase(k)
		if stop {
			break
		}
		if noun {
			head, end = k, k+1
		}
	}
	if head < 0 {
		return
	}
	f.setOf(q, stemma.Span{f.a[j].Start, f.a[end-1].End}, f.a[head].Tok)
}

// inPhrase says whether the phrase stops before atom k and whether k may be its head.
func (f *finder) inPhrase(k int) (stop, noun bool) {
	a := &f.a[k]
	tok := &f.t.Tokens[a.Tok]
	if a.Kind == atom.Sign {
		return !(a.Is("-") && !a.Gap || a.Is("'") || a.Is("’") || a.Is("&")), false
	}
	if a.Kind == atom.Number {
		return !(k > 0 && !a.Gap), false
	}
	switch tok.UPOS {
	case "NOUN", "PROPN":
		return false, true
	case "ADJ":
		return false, false
	case "VERB":
		return !(tok.XPOS == "VBN" || tok.XPOS == "VBG") || !f.nounSoon(k+1), false
	case "ADV":
		return !f.nounSoon(k + 1), false
	case "PART":
		return a.Low != "'s", false
	case "":
		stop = stops[a.Low] || strings.HasSuffix(a.Low, "ly")
		return stop, !stop
	}
	return true, false
}

// inTime reports whether a time expression begins at atom k.
func (f *finder) inTime(k int) bool {
	for _, x := range f.t.Times[f.time:] {
		if x.Span[0] >= f.a[k].Start {
			return x.Span[0] == f.a[k].Start
		}
	}
	return false
}

// nounSoon reports whether adjectives and a noun follow.
func (f *finder) nounSoon(k int) bool {
	for ; k < len(f.a); k++ {
		switch f.upos(k) {
		case "NOUN", "PROPN":
			return true
		case "ADJ":
		default:
			return false
		}
	}
	return false
}

// stops end a noun phrase in text without tags.
var stops = wordSet(`a an the and or but nor of in on at by to for from with without into over under after before since until during against between among near as
than that which who whom whose this these those is are was were be been being am has have had do does did will would can could may might must shall should
not no n't 's it he she they we i you his her its their our him them us there here when where while if because so
killed wounded injured dead died hurt missing arrested detained captured displaced said says told reported have left came went took remain remained
according about around across outside inside per each every just only also still now then more less out up down off back away yesterday today tomorrow
monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december`)

func wordSet(s string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

// share gives a number without a noun or unit those of the next ("six or seven
// soldiers", "900, 700 and 400 dollars"), or else the last thing counted
// before ("100 were killed and 1,000 injured"): Head stays -1 there, for the
// noun was left out.
func (f *finder) share() {
	for k := len(f.out) - 2; k >= f.sentence0; k-- {
		q, next := &f.out[k], &f.out[k+1]
		if q.Kind != text.Cardinal || q.OfSpan != nil || !f.joined(q.Span[1], next.Span[0]) {
			continue
		}
		if next.OfSpan != nil && next.Kind == text.Cardinal {
			q.Of, q.OfSpan, q.Head = next.Of, next.OfSpan, next.Head
		} else if next.UnitSpan != nil && next.UnitSpan[0] >= next.Span[1] {
			q.Kind, q.Unit, q.UnitSpan = next.Kind, next.Unit, next.UnitSpan
		}
	}
	for k := f.sentence0; k < len(f.out); k++ {
		if q := &f.out[k]; q.Kind == text.Cardinal && q.OfSpan == nil && f.elliptic(q.End) {
			f.carry(k)
		}
	}
}

// elliptic reports that the words after a number leave its noun out: a verb, a
// participle of harm, "of them".
func (f *finder) elliptic(tok int) bool {
	if tok >= f.t.Sentences[f.sent].End {
		return false
	}
	x := &f.t.Tokens[tok]
	w := strings.ToLower(f.t.Word(tok))
	switch {
	case x.UPOS == "VERB" || x.UPOS == "AUX" || harms[w]:
		return true
	case w == "of" && tok+1 < len(f.t.Tokens):
		return pronouns[strings.ToLower(f.t.Word(tok+1))]
	}
	switch w {
	case "were", "was", "have", "had", "are", "is", "remain", "remained", "others", "more", "seriously", "critically":
		return true
	}
	return false
}

// joined reports that nothing but "and", "or", "," stands between two offsets.
func (f *finder) joined(from, to int) bool {
	if from >= to {
		return false
	}
	switch strings.TrimSpace(f.t.Doc.Text[from:to]) {
	case "and", "or", ",", ", and", ", or", "to", "x", "×", "by":
		return true
	}
	return false
}

// carry looks back for the last thing counted, in this sentence and the one
// before it.
func (f *finder) carry(k int) {
	from := f.t.Sentences[max(0, f.sent-1)].Span[0]
	for j := k - 1; j >= 0 && f.out[j].Span[0] >= from; j-- {
		if p := &f.out[j]; p.Kind == text.Cardinal && p.OfSpan != nil {
			q := &f.out[k]
			q.Of, q.OfSpan = p.Of, p.OfSpan
			return
		}
	}
}

// Hyphenated reports whether a hyphen joins the quantity to the word after it:
// "a two-state solution", "the 18,000-person agency". Such numbers describe
// more than they count.
func Hyphenated(t *text.Text, q *text.Quantity) bool {
	rest := t.Doc.Text[q.Number[1]:]
	return len(rest) > 1 && rest[0] == '-' && (rest[1]|0x20 >= 'a' && rest[1]|0x20 <= 'z')
}
