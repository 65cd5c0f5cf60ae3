package claim

import (
	_ "embed" // for the table
	"sort"
	"strings"
	"unicode"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/text"
)

//go:embed measures.tsv
var measureTable string

// measureWords maps lemmas to measures, by how the number stands to the word.
type measureWords struct{ object, subject, passive, beside, of map[string]string }

var measures = readMeasures(measureTable)

func readMeasures(table string) measureWords {
	m := measureWords{map[string]string{}, map[string]string{}, map[string]string{}, map[string]string{}, map[string]string{}}
	for line := range strings.Lines(table) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(cells) < 3 || strings.HasPrefix(line, "#") {
			continue
		}
		into := map[string]map[string]string{"o": m.object, "s": m.subject, "p": m.passive, "a": m.beside, "f": m.of}[cells[2]]
		for lemma := range strings.SplitSeq(cells[0], ",") {
			into[lemma] = cells[1]
		}
	}
	return m
}

// measure says what quantity q measures: by its own sentence, else by the topic
// of those before. The answer is kept: a bare number asks the one before it,
// which asks the one before that.
func (v *view) measure(q *text.Quantity) string {
	m, known := v.measured[q]
	if known {
		return m
	}
	m = v.measureHere(q)
	if m == stemma.MeasureCount && q.Kind == text.Cardinal {
		if t := v.measureByTopic(q); t != "" {
			m = t
		}
	}
	if v.measured == nil {
		v.measured = map[*text.Quantity]string{}
	}
	v.measured[q] = m
	return m
}

// measureHere reads a measure from the sentence of q and the number before it.
func (v *view) measureHere(q *text.Quantity) string {
	switch q.Kind {
	case text.Money:
		if q.Per != "" {
			return stemma.MeasureRate
		}
		return stemma.MeasureMoney
	case text.Percent:
		return stemma.MeasureRate
	case text.Measured:
		return stemma.MeasureCount
	}
	for _, look := range []func(*text.Quantity) string{v.measureByNoun, v.measureByOf, v.measureRight, v.measureLeft, v.measureByVerb, v.measureOfPart, v.measureByToll} {
		if m := look(q); m != "" && (m != stemma.MeasureCount || v.namesCounted(q)) {
			return m
		}
	}
	return stemma.MeasureCount
}

// measureByNoun looks at the words beside the number: the counted noun, its
// modifiers, and what follows it at once.
func (v *view) measureByNoun(q *text.Quantity) string {
	head := q.Head
	if head < 0 || head >= len(v.t.Tokens) {
		head = q.End - 1
	}
	found := ""
	for i := q.End - 1; i < min(max(head, q.End)+3, len(v.t.Tokens)) && v.sent[i] == v.sent[q.First]; i++ {
		tok := &v.t.Tokens[i]
		if i > head && (tok.UPOS == "PUNCT" || tok.UPOS == "ADP" && i > q.End || tok.UPOS == "SCONJ" || tok.UPOS == "CCONJ" || tok.UPOS == "PRON" || tok.UPOS == "NUM") {
			if found == "" {
				found = v.afterNoun(i)
			}
			break
		}
		m := v.besideMeasure(i)
		if m == "" {
			continue
		}
		if found == "" || found == m {
			found = m
		}
	}
	if found == stemma.MeasureKilledOrWounded {
		return found
	}
	if found != "" {
		return v.widen(found, q)
	}
	return ""
}

// afterNoun reads what is joined to the counted noun: "people, dead or hurt,",
// "complaints of disappearance", "people with burns".
func (v *view) afterNoun(i int) string {
	next := i + 1
	if next >= len(v.t.Tokens) || v.sent[next] != v.sent[i] {
		return ""
	}
	switch strings.ToLower(v.t.Word(i)) {
	case ",":
		if up := v.t.Tokens[next].UPOS; up == "ADJ" || up == "VERB" && v.t.Tokens[next].XPOS == "VBN" {
			return v.either(next)
		}
	case "of":
		if v.t.Tokens[i-1].UPOS == "NOUN" && records[v.t.Tokens[i-1].Lemma] {
			return measures.beside[v.t.Tokens[next].Lemma]
		}
	case "with":
		for k := next; k < min(next+4, len(v.t.Tokens)) && v.sent[k] == v.sent[i]; k++ {
			if m := measures.beside[v.t.Tokens[k].Lemma]; m == stemma.MeasureWounded {
				return m
			}
		}
	}
	return ""
}

// either is the measure of the adjective at i, or of it and another: "dead or
// hurt".
func (v *view) either(i int) string {
	m, o := measures.beside[strings.ToLower(v.t.Word(i))], measures.beside[strings.ToLower(wordAt(v.t, i+2))]
	w := strings.ToLower(wordAt(v.t, i+1))
	if (w == "or" || w == "and") && (m == stemma.MeasureKilled && o == stemma.MeasureWounded || m == stemma.MeasureWounded && o == stemma.MeasureKilled) {
		return stemma.MeasureKilledOrWounded
	}
	return m
}

// records are things that are counted for the people in them.
var records = set("complaint report case record allegation")

// measureByOf reads what befell those counted from the noun that governs them:
// "the murder of six priests", "the two men's death".
func (v *view) measureByOf(q *text.Quantity) string {
	for i := q.First - 1; i > 0 && i >= q.First-3 && v.sent[i] == v.sent[q.First]; i-- {
		if strings.ToLower(v.t.Word(i)) == "of" {
			return measures.of[v.t.Tokens[i-1].Lemma]
		}
		if v.t.Tokens[i].UPOS != "DET" && v.t.Tokens[i].XPOS != "PRP$" {
			break
		}
	}
	for i := q.End; i+1 < min(q.End+6, len(v.t.Tokens)) && v.sent[i] == v.sent[q.First]; i++ {
		if v.t.Tokens[i].XPOS == "POS" {
			return measures.of[v.t.Tokens[i+1].Lemma]
		}
	}
	return ""
}

// besideMeasure is the measure of token i as an adjective, noun or participle
// beside a number.
func (v *view) besideMeasure(i int) string {
	tok := &v.t.Tokens[i]
	w := strings.ToLower(v.t.Word(i))
	if m := measures.beside[w]; m != "" {
		return m
	}
	if m := measures.beside[tok.Lemma]; m != "" && tok.UPOS != "VERB" {
		return m
	}
	if tok.XPOS == "VBN" || tok.XPOS == "VBD" && v.kids[i]&kidSubject == 0 {
		return measures.object[tok.Lemma]
	}
	return ""
}

// widen makes killed or wounded of a measure where both words share the
// number: "killed or wounded", "dead and injured".
func (v *view) widen(m string, q *text.Quantity) string {
	if m != stemma.MeasureKilled && m != stemma.MeasureWounded {
		return m
	}
	var seen [2]bool
	joined := false
	for i := q.End; i < min(q.End+12, len(v.t.Tokens)) && v.sent[i] == v.sent[q.First]; i++ {
		w := strings.ToLower(v.t.Word(i))
		switch {
		case v.t.Tokens[i].UPOS == "NUM" || v.inQuantity(i) || w == "," || w == ";" || w == "hundreds" || w == "dozens":
			return m
		case w == "or" || w == "and":
			joined = seen[0] || seen[1]
		}
		n := measures.beside[w]
		if n == "" {
			n = measures.object[v.t.Tokens[i].Lemma]
		}
		if n != stemma.MeasureKilled && n != stemma.MeasureWounded {
			continue
		}
		k := 0
		if n == stemma.MeasureWounded {
			k = 1
		}
		seen[k] = true
		if joined && seen[0] && seen[1] {
			return stemma.MeasureKilledOrWounded
		}
	}
	return m
}

// inQuantity reports whether token i is part of a quantity.
func (v *view) inQuantity(i int) bool {
	all := v.t.Quantities
	k := sort.Search(len(all), func(k int) bool { return all[k].End > i })
	return k < len(all) && all[k].First <= i
}

// measureByVerb climbs from the number to the verbs that govern it.
func (v *view) measureByVerb(q *text.Quantity) string {
	i := q.Head
	if i < 0 || i >= len(v.t.Tokens) {
		i = q.End - 1
		for h := v.head(i); h >= q.First && h < q.End; h = v.head(i) {
			i = h
		}
	}
	for steps := 0; steps < 5; steps++ {
		h := v.head(i)
		if h < 0 {
			return ""
		}
		if m := v.verbMeasure(i, h); m != "" {
			return v.widen(m, q)
		}
		if up := v.t.Tokens[h].UPOS; up == "VERB" && v.t.Tokens[i].Rel != "conj" {
			return ""
		}
		i = h
	}
	return ""
}

// verbMeasure is what an arc from dependent i to head h says of the number.
func (v *view) verbMeasure(i, h int) string {
	tok, rel := &v.t.Tokens[h], v.t.Tokens[i].Rel
	passive := v.kids[h]&kidPassive != 0
	switch {
	case rel == "obj", rel == "nsubj:pass", rel == "nsubj" && (passive || tok.XPOS == "VBN" && v.kids[h]&kidAux == 0):
		if m := measures.object[tok.Lemma]; m != "" {
			return m
		}
		if m := measures.passive[tok.Lemma]; m != "" && passive && !unheld[v.t.Tokens[i].Lemma] {
			return m
		}
		if tok.Lemma == "lose" && rel == "obj" && v.people(i) {
			return stemma.MeasureKilled
		}
		return measures.beside[strings.ToLower(v.t.Word(h))]
	case rel == "nsubj":
		if tok.Lemma == "lose" && v.childLemma(h, "life") {
			return stemma.MeasureKilled
		}
		if m := measures.subject[tok.Lemma]; m != "" {
			return m
		}
		return measures.beside[strings.ToLower(v.t.Word(h))]
	case rel == "conj" && tok.UPOS == "NOUN" && v.t.Tokens[i].UPOS == "NOUN":
	case rel == "nummod" || rel == "nmod" || rel == "amod" || rel == "conj" || rel == "appos":
		return measures.beside[tok.Lemma]
	case strings.HasPrefix(rel, "obl"):
		if tok.UPOS == "NOUN" || tok.UPOS == "ADJ" {
			return measures.beside[tok.Lemma]
		}
	}
	return ""
}

func (v *view) people(i int) bool {
	switch v.t.Tokens[i].Lemma {
	case "man", "soldier", "fighter", "people", "person", "troop", "warrior", "member", "woman", "child", "officer", "policeman", "trooper", "comrade", "civilian":
		return true
	}
	return v.t.Tokens[i].UPOS == "NUM"
}

func (v *view) childLemma(h int, lemma string) bool {
	for i := int(v.lo[h]); i <= int(v.hi[h]); i++ {
		if v.head(i) == h && v.t.Tokens[i].Lemma == lemma {
			return true
		}
	}
	return false
}

// measureByToll reads a bare number from the words before it in its sentence:
// "put the death toll at 38", "the number of wounded rose to 40"; where they
// say nothing, it measures what the last number before it did.
func (v *view) measureByToll(q *text.Quantity) string {
	if v.namesCounted(q) {
		return ""
	}
	first := v.t.Sentences[v.sent[q.First]].First
	for i := q.First - 1; i >= first; i-- {
		tok := &v.t.Tokens[i]
		m := measures.beside[tok.Lemma]
		if tok.UPOS == "VERB" {
			if m = measures.object[tok.Lemma]; m == "" {
				m = measures.beside[strings.ToLower(v.t.Word(i))]
			}
		}
		if m != "" && m != stemma.MeasureCount {
			if v.orBefore(i, m) {
				return stemma.MeasureKilledOrWounded
			}
			return m
		}
	}
	return v.lastMeasure(q)
}

// namesCounted reports whether a noun says what a number counts.
func (v *view) namesCounted(q *text.Quantity) bool {
	return q.Head >= 0 && q.Head < len(v.t.Tokens) && strings.ContainsFunc(v.t.Word(q.Head), unicode.IsLetter) && !v.ofThem(q)
}

// ofThem reports whether a number counts some of people named before: "211 of
// them".
func (v *view) ofThem(q *text.Quantity) bool {
	if strings.ToLower(wordAt(v.t, q.End)) != "of" {
		return false
	}
	switch strings.ToLower(wordAt(v.t, q.End+1)) {
	case "them", "whom", "those", "these":
		return true
	}
	return false
}

// measureOfPart gives a part the measure of its whole: "211 held, including 19
// minors".
func (v *view) measureOfPart(q *text.Quantity) string {
	for i := q.First - 1; i >= max(0, q.First-2) && v.sent[i] == v.sent[q.First]; i-- {
		switch strings.ToLower(v.t.Word(i)) {
		case "including", "among":
			return v.lastMeasure(q)
		}
	}
	return ""
}

// topicReach is how many sentences back the word may stand that says what a
// bare number measures.
const topicReach = 2

// measureByTopic reads what a bare number measures from the nearest word that
// names a measure in the sentences before it, within the paragraph or in the
// heading above: "How many were hurt? The police say 40."
func (v *view) measureByTopic(q *text.Quantity) string {
	if v.namesCounted(q) || v.putAt(q) {
		return ""
	}
	own := v.sent[q.First]
	for s := int(own); s >= max(0, int(own)-topicReach); s-- {
		if !v.topicOf(s, int(own)) {
			return ""
		}
		for i := min(v.t.Sentences[s].End, q.First) - 1; i >= v.t.Sentences[s].First; i-- {
			tok := &v.t.Tokens[i]
			if v.quote[i] >= 0 && v.quote[i] != v.quote[q.First] {
				continue
			}
			m := measures.beside[tok.Lemma]
			if m == "" {
				m = measures.beside[strings.ToLower(v.t.Word(i))]
			}
			if m == "" && tok.UPOS == "VERB" {
				m = measures.subject[tok.Lemma]
			}
			if m != "" {
				return m
			}
		}
	}
	return ""
}

// tallies are nouns that say no more than that something is counted.
var tallies = set("figure number total toll tally count estimate it that")

// putAt reports whether a noun before "at" says what is counted: "put the crowd
// at 12,000", not "put the figure at 400".
func (v *view) putAt(q *text.Quantity) bool {
	at := q.First - 1
	return at > 0 && strings.ToLower(v.t.Word(at)) == "at" && v.t.Tokens[at-1].UPOS == "NOUN" && !tallies[v.t.Tokens[at-1].Lemma]
}

// headingWords is the length up to which a paragraph is a heading.
const headingWords = 14

// topicOf reports whether sentence s can set the topic of sentence own.
func (v *view) topicOf(s, own int) bool {
	a, b := &v.t.Sentences[s], &v.t.Sentences[own]
	return a.Paragraph == b.Paragraph || a.Where == b.Where && b.Paragraph-a.Paragraph == 1 && a.End-a.First <= headingWords
}

// lastMeasure is the measure of the number before q, where it stands in the
// same sentence or the one before.
func (v *view) lastMeasure(q *text.Quantity) string {
	if v.putAt(q) {
		return ""
	}
	all := v.t.Quantities
	k := sort.Search(len(all), func(k int) bool { return all[k].First >= q.First }) - 1
	for ; k >= 0 && v.sent[q.First]-v.sent[all[k].First] <= 1; k-- {
		last := &all[k]
		if !v.counts(last) || last.Kind != text.Cardinal {
			continue
		}
		if last.Head < 0 && last.First+40 < q.First {
			return ""
		}
		return v.measure(last)
	}
	return ""
}

// reporting verbs may stand between a number and the word that says what it
// measures: "were reported missing".
var reporting = set("report consider believe presume say declare fear list leave remain find confirm know go think be have get suppose")

// measureRight reads on from the number to the verb or adjective of its
// clause: "17 soldiers were killed".
func (v *view) measureRight(q *text.Quantity) string {
	start := q.End
	if q.Head >= q.End && q.Head < len(v.t.Tokens) {
		start = q.Head + 1
	}
	for i := start; i < min(start+9, len(v.t.Tokens)) && v.sent[i] == v.sent[q.First]; i++ {
		tok := &v.t.Tokens[i]
		w := strings.ToLower(v.t.Word(i))
		switch {
		case tok.UPOS == "PUNCT" && v.quote[i] < 0, tok.UPOS == "SCONJ", w == "that", w == "which", v.inQuantity(i):
			return ""
		case tok.UPOS == "CCONJ" && v.anotherVerb(i+1, q), tok.XPOS == "WP" && i > start+1:
			return "" // what follows is of another clause, or of another noun
		case tok.UPOS == "VERB" && moves[tok.Lemma] && v.forces(q):
			return stemma.MeasureDeployed
		case tok.UPOS == "VERB" && w != "missing":
			m, stop := v.clauseMeasure(i, w)
			if m == "" {
				m = v.resultOf(i)
			}
			if m != "" {
				return v.widen(m, q)
			}
			if stop {
				return ""
			}
		case tok.UPOS == "ADJ" || w == "missing" || w == "homeless" || w == "unaccounted":
			if m := measures.beside[w]; m != "" {
				return v.widen(m, q)
			}
		case w == "home" || w == "homes":
			if v.t.Tokens[i-1].UPOS != "ADP" {
				continue
			}
		}
	}
	return ""
}

// anotherVerb reports whether the word at i is the second of two joined verbs of
// which the first has q as its object: "captured 52 fighters and killed".
func (v *view) anotherVerb(i int, q *text.Quantity) bool {
	if i >= len(v.t.Tokens) || v.t.Tokens[i].UPOS != "VERB" {
		return false
	}
	return v.measureLeft(q) != ""
}

// moves are verbs of bringing forces to a place.
var moves = set("move rush bring fly redeploy reinforce")

// forces reports whether a number counts soldiers or police.
func (v *view) forces(q *text.Quantity) bool {
	if q.Head < 0 || q.Head >= len(v.t.Tokens) {
		return false
	}
	switch v.t.Tokens[q.Head].Lemma {
	case "troop", "troops", "soldier", "trooper", "marine", "paratrooper", "policeman", "guardsman", "reservist":
		return true
	}
	return false
}

// resultOf is what the words right behind a verb say became of people: "shot
// dead", "put out of action", "not accounted for".
func (v *view) resultOf(i int) string {
	next, after := strings.ToLower(wordAt(v.t, i+1)), strings.ToLower(wordAt(v.t, i+2))
	switch {
	case v.t.Tokens[i].Lemma == "account" && next == "for" && v.negation(i) < i:
		return stemma.MeasureMissing
	case next == "out" && after == "of" && strings.ToLower(wordAt(v.t, i+3)) == "action":
		return stemma.MeasureKilledOrWounded
	case next == "to" && after == "death":
		return stemma.MeasureKilled
	}
	switch next {
	case "dead", "homeless", "wounded", "injured", "missing":
		return measures.beside[next]
	}
	return ""
}

// clauseMeasure is what the verb at i says of a number that is its subject.
// stop says that it is another verb, and the search is over.
func (v *view) clauseMeasure(i int, w string) (m string, stop bool) {
	tok := &v.t.Tokens[i]
	next := strings.ToLower(wordAt(v.t, i+1))
	switch {
	case tok.Lemma == "pass" && (next == "on" || next == "away"), tok.Lemma == "lose" && v.lifeAfter(i):
		return stemma.MeasureKilled, true
	case tok.XPOS == "VBG" && v.kids[i]&kidAux == 0:
		return "", true
	case tok.Lemma == "leave" && (v.homeAfter(i)):
		return stemma.MeasureDisplaced, true
	}
	if m := measures.subject[tok.Lemma]; m != "" {
		return m, true
	}
	if tok.XPOS == "VBN" || v.kids[i]&kidPassive != 0 {
		if m := measures.object[tok.Lemma]; m != "" {
			return m, true
		}
		if m := measures.passive[tok.Lemma]; m != "" && v.suffered(i) {
			return m, true
		}
	}
	return "", !reporting[tok.Lemma]
}

// suffered reports whether people suffered what the passive verb at i says: no
// object follows ("197 passengers held tickets"), and its subject is no team or
// thing.
func (v *view) suffered(i int) bool {
	if v.kids[i]&kidPassive == 0 && i+1 < len(v.t.Tokens) {
		switch v.t.Tokens[i+1].UPOS {
		case "NOUN", "PROPN", "DET", "NUM", "ADJ":
			return false
		}
	}
	for k := i - 1; k >= 0 && k > i-6 && v.sent[k] == v.sent[i]; k-- {
		if v.t.Tokens[k].UPOS == "NOUN" {
			return !unheld[v.t.Tokens[k].Lemma]
		}
	}
	return true
}

// unheld are things that are held or seized without anybody's arrest.
var unheld = set("team ship vessel boat vehicle truck lorry plane aircraft flight shipment cargo convoy talk meeting election vote service game match funeral rally ticket")

func (v *view) lifeAfter(i int) bool {
	return v.wordAfter(i, set("life lives"))
}

func (v *view) homeAfter(i int) bool {
	return v.wordAfter(i, set("home homes house houses village villages town towns"))
}

func (v *view) wordAfter(i int, words map[string]bool) bool {
	for k := i + 1; k < min(i+4, len(v.t.Tokens)); k++ {
		if words[strings.ToLower(v.t.Word(k))] {
			return true
		}
	}
	return false
}

// measureLeft reads back from the number to the verb that has it as object:
// "killing at least 31", "killed or wounded 3,000".
func (v *view) measureLeft(q *text.Quantity) string {
	first := v.t.Sentences[v.sent[q.First]].First
	for i := q.First - 1; i >= max(first, q.First-5); i-- {
		tok := &v.t.Tokens[i]
		switch {
		case tok.UPOS == "PUNCT" && v.quote[i] < 0, v.inQuantity(i):
			return ""
		case tok.UPOS == "VERB":
			m := measures.object[tok.Lemma]
			if tok.Lemma == "take" && i == q.First-1 && i > 0 && v.t.Tokens[i-1].Lemma == "and" && !v.namesCounted(q) && v.lastMeasure(q) == stemma.MeasureKilled {
				m = stemma.MeasureCaptured // "killed 41 and took 12"
			}
			if m == "" || tok.XPOS == "VBN" && v.kids[i]&kidPassive != 0 {
				return ""
			}
			if v.orBefore(i, m) {
				return stemma.MeasureKilledOrWounded
			}
			return v.widen(m, q)
		case tok.UPOS == "NOUN" && q.Head >= 0, tok.UPOS == "PROPN":
			return ""
		}
	}
	return ""
}

// orBefore reports whether the verb at i is the second of "killed or wounded".
func (v *view) orBefore(i int, m string) bool {
	if i < 2 || m != stemma.MeasureKilled && m != stemma.MeasureWounded {
		return false
	}
	w := strings.ToLower(v.t.Word(i - 1))
	o := measures.object[v.t.Tokens[i-2].Lemma]
	if o == "" {
		o = measures.beside[v.t.Tokens[i-2].Lemma]
	}
	return (w == "or" || w == "and") && o != "" && o != m && (o == stemma.MeasureKilled || o == stemma.MeasureWounded)
}
