package claim

import (
	_ "embed" // for the models
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/perceptron"
	"github.com/stemmanews/stemma/lang/text"
)

//go:embed cue.model
var cueModel []byte

//go:embed role.model
var roleModel []byte

// Finder finds the claims of analysed texts. It is safe for use by several
// goroutines at once.
type Finder struct {
	cues, roles *perceptron.Model
	// Corpus keeps auxiliaries and adverbs in cues, as the PolNeAR corpus
	// does, reads headlines too, and leaves out the outlet's own voice.
	Corpus bool
}

// NewFinder loads the embedded models.
func NewFinder() (*Finder, error) { return Load(cueModel, roleModel) }

// Load reads models that [Learn] made.
func Load(cue, role []byte) (*Finder, error) {
	c, err := perceptron.Decode(cue)
	if err != nil {
		return nil, fmt.Errorf("loading the cue tagger: %w", err)
	}
	r, err := perceptron.Decode(role)
	if err != nil {
		return nil, fmt.Errorf("loading the role tagger: %w", err)
	}
	if c.Classes() != cueTags || r.Classes() != roleTags {
		return nil, fmt.Errorf("loading the claim models: %d and %d classes instead of %d and %d", c.Classes(), r.Classes(), cueTags, roleTags)
	}
	return &Finder{cues: c, roles: r}, nil
}

// found is a claim in tokens.
type found struct {
	cue             span
	head            int // head word of the cue, -1 where there is none
	source, content []span
	own             bool // in the outlet's own voice
	via             []stemma.Via
}

// Find returns the claims of t in order of their first span.
func (f *Finder) Find(t *text.Text) []stemma.Claim {
	if len(t.Tokens) == 0 {
		return []stemma.Claim{}
	}
	v := newView(t)
	sc := &scratch{scores: make([]int32, roleTags)}
	read := func(c span) (found, bool) {
		s := newScene(v, c)
		source, content := s.roleSpans(s.label(f.roles.Score, sc))
		return found{cue: c, head: s.head, source: source, content: content}, len(content) > 0
	}
	v.tagCues(f.cues, sc, 0)
	all := v.attributions(read, f.Corpus)
	all = v.mend(all, read)
	if !f.Corpus {
		all = append(all, v.ownVoice(all)...)
	}
	slices.SortStableFunc(all, func(a, b found) int { return a.first() - b.first() })
	out := make([]stemma.Claim, 0, len(all))
	for i := range all {
		c := v.claim(&all[i], f.Corpus)
		c.ID = "c" + strconv.Itoa(i+1)
		out = append(out, c)
	}
	v.carryDates(all, out)
	v.newsDays(all, out)
	v.antecedents(all, out)
	return out
}

// attributions reads the cues that the tagger found, and then those that it
// passed over. Headlines are read only where spans are asked for as in the
// corpus.
func (v *view) attributions(read func(span) (found, bool), corpus bool) []found {
	var all []found
	for _, c := range v.spansOf(v.cue) {
		if !corpus && v.t.Sentences[v.sent[c.first]].Where == text.InHeadline {
			continue
		}
		if a, ok := read(c); ok {
			if that := v.plainThat(a.head); v.loneThat(&a) && that.end > 0 {
				a.content = []span{that}
			}
			all = append(all, a)
		}
	}
	for _, c := range v.missedCues(all) {
		a, ok := read(c)
		switch {
		case ok && len(a.source) > 0 && !short(a.content):
		case sayings[v.t.Tokens[c.first].Lemma] && v.afterComma(c.first):
			a, ok = v.byComma(c)
		case v.neitherNor(c.first):
			a, ok = v.afterNeither(c)
		default:
			a, ok = v.byTree(c)
		}
		if ok {
			all = append(all, a)
		}
	}
	return all
}

// first is the first token of the claim.
func (a *found) first() int {
	first := a.content[0].first
	if !a.own {
		first = min(first, a.cue.first)
	}
	if len(a.source) > 0 {
		first = min(first, a.source[0].first)
	}
	return first
}

// claim labels one claim.
func (v *view) claim(a *found, corpus bool) stemma.Claim {
	c := stemma.Claim{Via: []stemma.Via{}, Stance: stemma.StanceAsserts, Certainty: stemma.CertaintyCertain}
	c.Source.Spans, c.Content.Spans, c.Cue.Spans = v.spans(a.source), v.spans(a.content), []stemma.Span{}
	c.Form = v.form(a)
	asOf := v.t.Doc.Published.Date
	if a.own {
		c.Source.Kind = stemma.KindMedia
		c.Source.Name = v.t.Doc.Outlet
		c.Figures = v.figures(a.content, asOf)
		return c
	}
	cue := a.cue
	if !corpus {
		cue = v.trimCue(cue, a.head)
	}
	c.Cue = stemma.Cue{Spans: v.spans([]span{cue}), Lemma: v.cueLemma(v.trimCue(a.cue, a.head))}
	c.Source.Text = v.joinText(c.Source.Spans)
	c.Stance, c.Certainty, c.Said = v.stance(a), v.certainty(a), v.said(a)
	if len(a.via) > 0 {
		c.Via = a.via
	}
	if c.Said.Date != "" {
		asOf = c.Said.Date
	}
	c.Figures = v.figures(a.content, asOf)
	for i := range c.Figures {
		if w := c.Figures[i].Window; w != nil && w.Span != nil && within(*w.Span, c.Source.Spans) {
			c.Figures[i].Window = nil // "X, which has run the line since 2027, said that 40 …"
		}
	}
	return c
}

func within(s stemma.Span, spans []stemma.Span) bool {
	for _, o := range spans {
		if o.Contains(s) {
			return true
		}
	}
	return false
}

func (v *view) joinText(spans []stemma.Span) string {
	var parts []string
	for _, s := range spans {
		parts = append(parts, s.In(v.t.Doc.Text))
	}
	return strings.Join(parts, "; ")
}

func (v *view) spans(all []span) []stemma.Span {
	out := make([]stemma.Span, 0, len(all))
	for _, s := range all {
		out = append(out, v.t.Span(s.first, s.end))
	}
	return out
}
