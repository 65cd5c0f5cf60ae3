package ledger

import (
	"strings"

	"github.com/stemmanews/stemma"
)

// attachReactions puts answers without a figure of their own into the figure
// questions that they speak of: denials, doubts, refusals to say, "could not
// verify", and judgements of a figure ("far too low").
func (b *book) attachReactions(qs []*question) {
	if len(qs) == 0 {
		return
	}
	r := &reader{book: b, qs: qs, at: map[*statement]*question{}}
	for _, q := range qs {
		for _, s := range q.sts {
			r.at[s] = q
		}
	}
	var rest []*statement
	for _, s := range b.plain {
		q, all := r.questionOf(s)
		if q != nil && s.who == 0 {
			continue // nobody answers: no entry
		}
		if q == nil {
			rest = append(rest, s)
			continue
		}
		s.judges = !isReaction(s.stance)
		r.at[s] = q
		b.addPlain(q, s)
		if all {
			b.remarkElsewhere(qs, q, s)
		}
	}
	b.plain = rest
}

// remarkElsewhere notes in the other questions on casualties that somebody
// spoke of all figures at once.
func (b *book) remarkElsewhere(qs []*question, main *question, s *statement) {
	if s.who == 0 {
		return
	}
	for _, q := range qs {
		if q != main && isCasualty(q.measure) && b.hasDocument(q, s.path) {
			q.remarks = append(q.remarks, b.names.list[s.who].name+" "+stanceOnFigures[s.stance]+": "+quote(shorten(s.text, 100)))
		}
	}
}

var stanceOnFigures = map[string]string{
	stemma.StanceUnverified: "could not verify", stemma.StanceDeclines: "gave no answer on", stemma.StanceDenies: "denied",
	stemma.StanceDoubts: "doubted", stemma.StanceAsserts: "said of",
}

func isCasualty(measure string) bool {
	switch measure {
	case stemma.MeasureKilled, stemma.MeasureWounded, stemma.MeasureKilledOrWounded, stemma.MeasureMissing:
		return true
	}
	return false
}

func (b *book) hasDocument(q *question, path string) bool {
	for _, s := range q.sts {
		if s.path == path {
			return true
		}
	}
	return false
}

// isReaction reports whether a stance answers somebody else's statement.
func isReaction(stance string) bool {
	switch stance {
	case stemma.StanceDenies, stemma.StanceDoubts, stemma.StanceDeclines, stemma.StanceUnverified:
		return true
	}
	return false
}

// spokenOf are the words of content and antecedent, in order, stemmed.
func (b *book) spokenOf(s *statement) []string {
	t := s.text
	if a := s.claim.About; a != nil && bareReference(t) {
		t += " " + a.Text
	}
	words := nameWords(t)
	for i, w := range words {
		words[i] = stem(w)
	}
	return words
}

var figureNouns = stems("figure toll number total tally count estimate statistic casualty")

func speaksOfFigures(words []string) bool {
	for _, w := range words {
		if figureNouns[w] {
			return true
		}
	}
	return false
}

func asksHowMany(s string) bool {
	low := strings.ToLower(s)
	return strings.Contains(low, "how many") || strings.Contains(low, "whether any") || strings.Contains(low, "number of")
}

var judging = stems("low lower high higher wrong exaggerated exaggeration inflated understated overstated believe false incomplete incorrect doubt unrealistic implausible left omits")

// judgesFigure reports whether words judge a figure: "the official toll was far
// too low", "did not believe the government's toll".
func judgesFigure(words []string) bool {
	for i, w := range words {
		if !(figureNouns[w] && spoken[w] == "" || w == "toll") {
			continue
		}
		for k := max(0, i-6); k < min(len(words), i+7); k++ {
			if judging[words[k]] {
				return true
			}
		}
	}
	return false
}

// manyFigures reports whether figures are named in the plural.
func manyFigures(content string) bool {
	for _, w := range nameWords(content) {
		switch w {
		case "figures", "numbers", "totals", "tolls", "counts", "tallies", "statistics":
			return true
		}
	}
	return false
}

// plural reports whether figures are spoken of together.
func plural(words []string) bool {
	for _, w := range words {
		switch w {
		case "any", "all", "either", "these", "those", "both":
			return true
		}
	}
	return false
}

// spoken maps stems to the measure that they name.
var spoken = spokenStems()

func spokenStems() map[string]string {
	m := map[string]string{}
	for _, l := range []struct{ measure, words string }{
		{stemma.MeasureKilled, "dead died killed toll fatality bodies slain"},
		{stemma.MeasureWounded, "injured injury wounded wounds hurt"},
		{stemma.MeasureMissing, "missing disappeared unaccounted"},
		{stemma.MeasureArrested, "arrested detained held arrests detainees"},
		{stemma.MeasureCaptured, "captured captives prisoners"},
		{stemma.MeasureDisplaced, "displaced evacuated homeless"},
		{stemma.MeasureDeployed, "deployed"},
		{"casualties", "casualties losses"},
	} {
		for w := range stems(l.words) {
			m[w] = l.measure
		}
	}
	return m
}

// measureSpoken is the measure that words name, "casualties" for losses of any
// kind.
func measureSpoken(words []string) string {
	for _, w := range words {
		if m := spoken[w]; m != "" {
			return m
		}
	}
	return ""
}

// bestQuestion picks, of the questions of a measure, the one with most figures
// in the statement's document. For all casualties ("" or "casualties") the
// dead come first, then the dead and hurt together, then the rest.
func (b *book) bestQuestion(qs []*question, s *statement, measure string) *question {
	var best *question
	score := 0
	for _, q := range qs {
		n := 1 + len(q.sts)
		for _, o := range q.sts {
			if o.path == s.path {
				n += 10
			}
		}
		switch {
		case q.measure == measure:
		case (measure == "casualties" || measure == "") && isCasualty(q.measure):
			n += precedence(q.measure, measure)
		default:
			continue
		}
		if n > score {
			best, score = q, n
		}
	}
	return best
}

func precedence(measure, spoken string) int {
	switch measure {
	case stemma.MeasureKilledOrWounded:
		if spoken == "casualties" {
			return 2000
		}
		return 500
	case stemma.MeasureKilled:
		return 1000
	}
	return 0
}

// addPlain adds an answer without a figure to a question: to the entry of the
// same claimant and stance on that day, or of the text that it was copied
// from.
func (b *book) addPlain(q *question, s *statement) {
	q.sts = append(q.sts, s)
	if e := b.plainHost(q, s); e != nil {
		e.sts = append(e.sts, s)
		return
	}
	q.entries = append(q.entries, &entry{
		who: s.who, party: b.names.party(s.who), stance: s.stance, text: s.text, asOf: s.asOf, said: s.said,
		rank: s.rank<<20 + s.span[0], sts: []*statement{s},
	})
}

func (b *book) plainHost(q *question, s *statement) *entry {
	var host *entry
	depth := -1
	for _, e := range q.entries {
		if e.value != nil || e.who != s.who || e.stance != s.stance {
			continue
		}
		if e.asOf == s.asOf && host == nil {
			host = e
		}
		for _, o := range e.sts {
			if d := b.kin.depth(o.path); d > depth && b.kin.descends(s.path, o.path) && !b.ownUpdate(o, s) {
				host, depth = e, d
			}
		}
	}
	return host
}

// ownUpdate reports whether s stands in a later report of o's outlet: a
// repeated caveat is a new statement there.
func (b *book) ownUpdate(o, s *statement) bool {
	x, y := b.doc(o.doc), b.doc(s.doc)
	return s.stance == stemma.StanceUnverified && x.Outlet != "" && x.Outlet == y.Outlet && later(y.Published.Date, x.Published.Date)
}
