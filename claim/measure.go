package claim

import (
	_ "embed" // for the table
	"strings"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/text"
)

//go:embed measures.tsv
var measureTable string

// measureWords maps lemmas to measures, by how the number stands to the word.
type measureWords struct{ object, subject, beside map[string]string }

var measures = readMeasures(measureTable)

func readMeasures(table string) measureWords {
	m := measureWords{map[string]string{}, map[string]string{}, map[string]string{}}
	for line := range strings.Lines(table) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(cells) < 3 || strings.HasPrefix(line, "#") {
			continue
		}
		into := map[string]map[string]string{"o": m.object, "s": m.subject, "a": m.beside}[cells[2]]
		for lemma := range strings.SplitSeq(cells[0], ",") {
			into[lemma] = cells[1]
		}
	}
	return m
}

// measure says what quantity q measures.
func (v *view) measure(q *text.Quantity) string {
	switch q.Kind {
	case text.Money:
		return stemma.MeasureMoney
	case text.Percent:
		return stemma.MeasureRate
	case text.Measured:
		return stemma.MeasureCount
	}
	m := v.measureByNoun(q)
	if m == "" {
		m = v.measureByVerb(q)
	}
	if m == "" {
		m = v.measureByToll(q)
	}
	if m == "" {
		m = stemma.MeasureCount
	}
	return m
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
		if i > head && (tok.UPOS == "PUNCT" || tok.UPOS == "ADP" || tok.UPOS == "SCONJ" || tok.UPOS == "PRON" || tok.UPOS == "NUM") {
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
	if found != "" {
		return v.widen(found, q)
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
		if tok.Lemma != "take" && tok.Lemma != "catch" || v.kids[i]&kidPassive != 0 {
			return measures.object[tok.Lemma]
		}
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
	for i := q.End; i < min(q.End+9, len(v.t.Tokens)) && v.sent[i] == v.sent[q.First]; i++ {
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
	for k := range v.t.Quantities {
		if q := &v.t.Quantities[k]; i >= q.First && i < q.End {
			return true
		}
	}
	return false
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
		if m := measures.object[tok.Lemma]; m != "" && (passive || tok.Lemma != "take" && tok.Lemma != "count") {
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

// measureByToll reads a bare number from the words before it: "put the death
// toll at 38", "the number of wounded rose to 40".
func (v *view) measureByToll(q *text.Quantity) string {
	if q.Head >= 0 && q.Of != "" {
		return ""
	}
	first := v.t.Sentences[v.sent[q.First]].First
	for i := q.First - 1; i >= max(first, q.First-9); i-- {
		if m := measures.beside[v.t.Tokens[i].Lemma]; m != "" {
			return m
		}
		if m := measures.object[v.t.Tokens[i].Lemma]; m != "" && v.inQuantity(i-1) {
			return m
		}
	}
	return ""
}
