package ledger

import (
	"strings"

	"github.com/stemmanews/stemma"
)

// reader finds the figure question of which an answer without a figure speaks.
type reader struct {
	*book
	qs []*question
	at map[*statement]*question // where statements stand already
}

// questionOf finds the question whose figures a plain statement speaks of: by
// the measure that it names, by whose figure it names, by what it points back
// to, or by the harm that it denies. all says that it speaks of every figure.
func (r *reader) questionOf(s *statement) (q *question, all bool) {
	if s.copyOf != nil && r.at[s.copyOf] != nil {
		return r.at[s.copyOf], false
	}
	words := r.spokenOf(s)
	if strings.Contains(strings.ToLower(s.text), "number of ") && measureSpoken(words) == "" {
		return nil, false // "an excessive number of passengers" is no figure
	}
	reacts := isReaction(s.stance)
	if !reacts && !(s.stance == stemma.StanceAsserts && judgesFigure(words)) {
		return nil, false
	}
	if measure := measureSpoken(words); measure != "" && (speaksOfFigures(words) || reacts && asksHowMany(s.text)) {
		if q := r.bestQuestion(r.qs, s, measure); q != nil {
			return q, measure == "casualties"
		}
	}
	if q := r.possessed(s); q != nil {
		return q, false
	}
	bare := reacts && bareReference(s.text)
	switch {
	case speaksOfFigures(words) && (plural(words) || manyFigures(s.text)):
		return r.bestQuestion(r.qs, s, ""), true
	case bare || refersBack(words) || !reacts && speaksOfFigures(words):
		return r.pointedAt(s), false
	case speaksOfFigures(words):
		return r.bestQuestion(r.qs, s, ""), false
	case reacts:
		return r.harmed(s), false
	}
	return nil, false
}

// ownedNouns are what somebody's figure is called.
var ownedNouns = set("figure figures toll number numbers total totals tally count estimate list account version claim")

// possessed finds whose figure is meant by "the army's figure" or "the official
// toll": the question on the dead, else the first, for which that claimant gave
// a figure in the same report.
func (r *reader) possessed(s *statement) *question {
	owner := ownerOf(s.text)
	if owner == "" {
		return nil
	}
	var best *question
	for _, o := range r.figures {
		if o.path != s.path || o.own || o.who == s.who || o.span[0] > s.span[0] || r.at[o] == nil || !r.calledBy(o, owner) {
			continue
		}
		q := r.at[o]
		if best == nil || precedence(q.measure, "") > precedence(best.measure, "") {
			best = q
		}
	}
	return best
}

// ownerOf is the word for whose figure a content speaks of: "army" of "the
// army's figure", "official" of "the official toll"; "" for none.
func ownerOf(content string) string {
	words := strings.Fields(strings.NewReplacer("’", "'", ",", " ", ".", " ", "\"", " ", "“", " ", "”", " ").Replace(strings.ToLower(content)))
	for i := 0; i+1 < len(words); i++ {
		noun := ownedNouns[words[i+1]] || i+2 < len(words) && ownedNouns[words[i+2]] && words[i+1] != "'s"
		if !noun {
			continue
		}
		if w, ok := strings.CutSuffix(words[i], "'s"); ok {
			return w
		}
		if w, ok := strings.CutSuffix(words[i], "s'"); ok {
			return w
		}
		if words[i] == "official" && ownedNouns[words[i+1]] {
			return words[i]
		}
	}
	return ""
}

// calledBy reports whether a claimant can be called by a word: one of its name,
// or of the words by which the report speaks of it; authorities are
// "official", and "government".
func (r *reader) calledBy(o *statement, word string) bool {
	st := stem(word)
	if o.kind == stemma.KindGovernment && (word == "official" || word == "government" || word == "authorities") {
		return true
	}
	for _, x := range r.in.Claims[o.doc] {
		if x.Source.Name != o.claim.Source.Name {
			continue
		}
		for _, w := range nameWords(x.Source.Text + " " + x.Source.Name) {
			if stem(w) == st {
				return true
			}
		}
	}
	return false
}

var references = set("it this that them these those claim claims report reports so figure number numbers figures the all three both two either each him her version accounts account")

// bareReference reports whether a content only points back: "it", "the
// allegations", "all three".
func bareReference(content string) bool {
	words := strings.FieldsFunc(strings.ToLower(content), func(c rune) bool { return c == ' ' || c == '"' || c == '“' || c == '”' || c == ',' || c == '.' })
	if len(words) > 3 && words[1] != "as" { // "it as a scrapbook"
		return false
	}
	for i, w := range words {
		if i > 0 && w == "as" {
			break
		}
		if !references[w] {
			return false
		}
	}
	return true
}

// refersBack reports whether words point to a figure given before: "that
// number", "the difference".
func refersBack(words []string) bool {
	for i, w := range words {
		switch {
		case w == stem("difference"), w == stem("discrepancy"):
			return true
		case i > 0 && figureNouns[w] && (words[i-1] == "that" || words[i-1] == "this"):
			return true
		}
	}
	return false
}

// pointedAt is the question of what a statement points back to: the last answer
// before it in its report, of another, or its own where both stand in one
// sentence. Where a plain claim on something else stands nearer, it is none.
func (r *reader) pointedAt(s *statement) *question {
	var best *statement
	near := func(o *statement) bool {
		if o == s || o.path != s.path || o.span[0] >= s.span[0] || s.span[0]-o.span[0] > 800 || o.stance == stemma.StanceUnverified {
			return false
		}
		return o.who != s.who || s.span[0]-o.span[0] < 200 && !isReaction(o.stance)
	}
	for _, o := range r.figures {
		if q := r.at[o]; near(o) && q != nil && countsPeople(q.measure) && (best == nil || o.span[0] > best.span[0]) {
			best = o
		}
	}
	if !speaksOfFigures(r.spokenOf(s)) {
		for _, o := range r.plain {
			if near(o) && best != nil && o.span[0] > best.span[0] {
				best = o
			}
		}
	}
	if best == nil {
		return nil
	}
	return r.at[best]
}

// harms are verbs of what befalls people, stemmed.
var harms = stems("hit harm hurt kill injure wound die target")

// moves are words for sending people somewhere.
var moves = stems("movement deployment move deploy transfer")

// harmed finds the question on those whom a denial speaks of: "denied that any
// civilian had been hit" answers how many civilians were killed, "any troop
// movement" how many troops were deployed.
func (r *reader) harmed(s *statement) *question {
	class, harm, move := "", false, false
	for _, w := range nameWords(s.text) {
		st := stem(w)
		if c := classOf[st]; c == "civilians" || c == "soldiers" || c == "police" {
			class = c
		}
		harm, move = harm || harms[st], move || moves[st]
	}
	if class == "" || !harm && !move {
		return nil
	}
	var best *question
	for _, q := range r.qs {
		if q.thing.class != class || harm && !isCasualty(q.measure) || !harm && q.measure != stemma.MeasureDeployed || !r.hasStory(q, s) {
			continue
		}
		if best == nil || precedence(q.measure, "") > precedence(best.measure, "") {
			best = q
		}
	}
	return best
}

// hasStory reports whether a question has figures in the report of s, or in one
// of its family.
func (r *reader) hasStory(q *question, s *statement) bool {
	for _, o := range q.sts {
		if o.path == s.path || r.kin.related(o.path, s.path) {
			return true
		}
	}
	return false
}
