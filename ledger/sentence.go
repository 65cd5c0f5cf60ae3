package ledger

import (
	"sort"
	"strings"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/text"
)

// sentenceAt is the sentence that holds a span's start, nil where the text is
// not analysed.
func sentenceAt(t *text.Text, at int) *text.Sentence {
	i := sort.Search(len(t.Sentences), func(k int) bool { return t.Sentences[k].Span[1] > at })
	if i == len(t.Sentences) || t.Sentences[i].Span[0] > at {
		return nil
	}
	return &t.Sentences[i]
}

// readSentences mends figures by the sentences that they stand in: a figure in
// the outlet's own voice beside an attribution in the same sentence is the
// attributed source's, and a bare count takes the one measure that the sentence
// names.
func (b *book) readSentences() {
	for _, s := range b.figures {
		t := b.in.Texts[s.doc]
		sent := sentenceAt(t, s.span[0])
		if sent == nil {
			continue
		}
		if s.own {
			b.attribute(s, *sent)
		}
		if s.measure == stemma.MeasureCount {
			b.measureBySentence(s, *sent)
		}
	}
	b.countsGoOn()
}

// countsGoOn gives a bare count what the count before it in its report counts:
// "Police put the crowd at 12,000. The organisers said 60,000."
func (b *book) countsGoOn() {
	var last *statement
	for _, s := range b.figures {
		if s.measure != stemma.MeasureCount {
			continue
		}
		if last != nil && last.path == s.path && s.thing.empty() && s.figure.Unit == "" && s.span[0]-last.span[0] < 400 && near10(last.value, s.value) {
			s.thing = last.thing
		}
		if !s.thing.empty() {
			last = s
		}
	}
}

// near10 reports whether two numbers are within ten times of each other.
func near10(a, b *stemma.Value) bool {
	x, y := number(a), number(b)
	return x > 0 && y > 0 && x <= 10*y && y <= 10*x
}

// attribute gives an own-voice figure to the one source whose cue stands in the
// same sentence.
func (b *book) attribute(s *statement, sent text.Sentence) {
	claims := b.in.Claims[s.doc]
	var found *stemma.Claim
	for i := range claims {
		c := &claims[i]
		if c.OwnVoice() || c.Source.Name == "" || len(c.Cue.Spans) == 0 || !sent.Span.Contains(c.Cue.Spans[0]) || isReaction(c.Stance) || startsAfter(c, s.span) {
			continue
		}
		if found != nil && found.Source.Name != c.Source.Name {
			return // two sources in one sentence
		}
		found = c
	}
	if found == nil {
		return
	}
	s.own, s.party, s.kind = false, found.Source.Party, found.Source.Kind
	s.who = b.sameAs[b.names.put(found.Source.Name, found.Source.Party, false)]
}

// startsAfter reports whether a claim begins with its source behind a figure:
// "487 died, and the mayor said …".
func startsAfter(c *stemma.Claim, figure stemma.Span) bool {
	if len(c.Source.Spans) == 0 || len(c.Content.Spans) == 0 {
		return true
	}
	return c.Source.Spans[0][0] > figure[0] && c.Content.Spans[0][0] > c.Source.Spans[0][0]
}

// measureBySentence reads the measure of a count that says nothing more than
// people: the only one that the sentence names, and for soldiers and police
// where no loss is named, deployed.
func (b *book) measureBySentence(s *statement, sent text.Sentence) {
	if !s.thing.vague && s.thing.class != "soldiers" && s.thing.class != "police" && s.thing.class != "civilians" && !s.thing.empty() {
		return
	}
	found := map[string]bool{}
	last := ""
	for _, w := range nameWords(sent.Span.In(b.doc(s.doc).Text)) {
		if m := spoken[stem(w)]; m != "" && m != "casualties" {
			found[m], last = true, m
		}
	}
	switch {
	case len(found) == 1:
		s.measure = last
	case len(found) == 2 && found[stemma.MeasureKilled] && found[stemma.MeasureWounded] && strings.Contains(sent.Span.In(b.doc(s.doc).Text), " or "):
		s.measure = stemma.MeasureKilledOrWounded
	case len(found) == 0 && (s.thing.class == "soldiers" || s.thing.class == "police"):
		s.measure = stemma.MeasureDeployed
	default:
		return
	}
	s.thing = thingOf(s.figure.Of, s.figure.Unit)
	if s.thing.class == "" {
		s.thing.class = "people"
	}
}
