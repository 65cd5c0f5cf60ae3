package desk

import (
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin"
	"github.com/stemmanews/stemma/ledger"
	"github.com/stemmanews/stemma/store"
)

// inForce are the corrections that were not undone.
func inForce(tx store.Reader) ([]store.Correction, error) {
	all, err := tx.Journal()
	return slices.DeleteFunc(all, func(c store.Correction) bool { return c.Undone != nil }), err
}

// ruling is what the corrections say about one story. The zero ruling changes
// nothing.
type ruling struct {
	claims    []store.Correction // names and rejections
	questions []ledger.Ruling
	pairs     []kin.Confirmed
	estimates []estimate
}

type estimate struct {
	asks ledger.Asks
	stemma.Estimate
}

func (r *ruling) applies() bool {
	return len(r.claims)+len(r.questions)+len(r.pairs)+len(r.estimates) > 0
}

// rulingFor gathers the corrections that have to do with a story.
func (p *placing) rulingFor(id string, ms []*member) (ruling, error) {
	var r ruling
	inside := map[string]*member{}
	for _, m := range ms {
		inside[m.report.Path] = m
	}
	about := func(pins []store.ClaimPin) bool {
		return slices.ContainsFunc(pins, func(c store.ClaimPin) bool { return inside[c.Path] != nil })
	}
	for _, c := range p.journal {
		switch c.Kind {
		case store.RejectClaim, store.NameClaimant:
			if about(c.Claims) || len(c.Claims) == 0 && slices.ContainsFunc(ms, func(m *member) bool { return claimants(m.claims)[c.From] > 0 }) {
				r.claims = append(r.claims, c)
			}
		case store.ConfirmPair:
			if inside[c.Documents[0]] != nil || inside[c.Documents[1]] != nil {
				r.pairs = append(r.pairs, kin.Confirmed{A: c.Documents[0], B: c.Documents[1], Relation: c.Relation, Direction: c.Direction, By: c.Who + ": " + c.Why})
			}
		case store.MergeQuestions, store.SplitQuestion, store.BestEstimate:
			mine, err := p.aboutStory(&c, id, about)
			if err != nil {
				return r, err
			}
			if mine {
				r.question(&c, inside)
			}
		}
	}
	return r, nil
}

// aboutStory reports whether a correction of questions is about a story.
func (p *placing) aboutStory(c *store.Correction, id string, about func([]store.ClaimPin) bool) (bool, error) {
	if len(c.Stories) == 0 {
		return about(c.Questions[0].Claims), nil
	}
	now, err := follow(p.tx, c.Stories[0])
	if errors.Is(err, store.ErrNotFound) {
		return c.Stories[0] == id, nil
	}
	return now == id || c.Stories[0] == id || about(c.Questions[0].Claims), err
}

func (r *ruling) question(c *store.Correction, inside map[string]*member) {
	asks := make([]ledger.Asks, len(c.Questions))
	for i, q := range c.Questions {
		asks[i] = ledger.Asks{Measure: q.Measure, Of: q.Of, Place: q.Place, Title: q.Title, Claims: refsOf(q.Claims, inside)}
	}
	switch c.Kind {
	case store.MergeQuestions:
		r.questions = append(r.questions, ledger.Ruling{Join: asks})
	case store.SplitQuestion:
		r.questions = append(r.questions, ledger.Ruling{From: asks[0], Part: refsOf(c.Claims, inside), Title: c.Name})
	case store.BestEstimate:
		r.estimates = append(r.estimates, estimate{asks[0], stemma.Estimate{Value: *c.Value, Who: c.Who, Why: c.Why, At: c.At.Format(time.DateOnly)}})
	}
}

// refsOf finds pinned claims by their words.
func refsOf(pins []store.ClaimPin, inside map[string]*member) []stemma.ClaimRef {
	var out []stemma.ClaimRef
	for _, pin := range pins {
		m := inside[pin.Path]
		if m == nil {
			continue
		}
		if i := pinned(pin, m.read.text.Doc, m.claims); i >= 0 {
			out = append(out, stemma.ClaimRef{Path: pin.Path, ID: m.claims[i].ID})
		}
	}
	return out
}

// pinned is the index of a pinned claim: at its place, or else the one with
// its words, -1 where it is no more.
func pinned(pin store.ClaimPin, doc *stemma.Document, claims []stemma.Claim) int {
	elsewhere := -1
	d := Document{Document: *doc}
	for i := range claims {
		switch now := d.Pin(&claims[i]); {
		case now == pin:
			return i
		case now.Words == pin.Words && elsewhere < 0:
			elsewhere = i
		}
	}
	return elsewhere
}

// corrected are the claims of a report as corrections of names leave them, and
// the ids of those that were rejected. What is handed in is not altered.
func corrected(list []store.Correction, doc *stemma.Document, claims []stemma.Claim) ([]stemma.Claim, map[string]bool) {
	rejected := map[string]bool{}
	copied := false
	for _, c := range list {
		if c.Kind != store.RejectClaim && c.Kind != store.NameClaimant {
			continue
		}
		which := map[int]bool{}
		for _, pin := range c.Claims {
			if pin.Path == doc.Path {
				which[pinned(pin, doc, claims)] = true
			}
		}
		for i := range claims {
			switch {
			case c.Kind == store.RejectClaim && which[i]:
				rejected[claims[i].ID] = true
			case c.Kind == store.NameClaimant && (which[i] || len(c.Claims) == 0):
				if name := rename(claims[i].Source.Name, c.From, c.Name); name != claims[i].Source.Name {
					if !copied {
						claims, copied = slices.Clone(claims), true
					}
					claims[i].Source.Name = name
				}
			}
		}
	}
	return claims, rejected
}

// rename exchanges one of the names of joint sources.
func rename(names, from, to string) string {
	parts := strings.Split(names, "; ")
	for i := range parts {
		if parts[i] == from {
			parts[i] = to
		}
	}
	return strings.Join(slices.Compact(parts), "; ")
}

// docs are the reports with their claims as the corrections leave them.
func (r *ruling) docs(ms []*member) []kin.Doc {
	out := docsOf(ms)
	if len(r.claims) == 0 {
		return out
	}
	for i := range out {
		claims, rejected := corrected(r.claims, out[i].Text.Doc, out[i].Claims)
		if len(rejected) > 0 {
			claims = slices.DeleteFunc(slices.Clone(claims), func(c stemma.Claim) bool { return rejected[c.ID] })
		}
		out[i].Claims = claims
	}
	return out
}

// estimate puts the best estimates to their questions.
func (r *ruling) estimate(s *stemma.Story) {
	for i := range r.estimates {
		if q := r.estimates[i].asks.In(s); q != nil {
			q.Best = &r.estimates[i].Estimate
		}
	}
}

// storyOf is the story of a report of a group, corrections applied in order.
func (p *placing) storyOf(path, group string) (string, error) {
	story := group
	for _, c := range p.journal {
		switch c.Kind {
		case store.MergeStories:
			into, err := p.living(c.Stories[0])
			if err != nil {
				return "", err
			}
			for _, s := range c.Stories[1:] {
				if s, err = p.living(s); err != nil {
					return "", err
				}
				if s == story {
					story = into
				}
			}
		case store.SplitStory:
			if slices.Contains(c.Documents, path) {
				story = c.Stories[1]
			}
		}
	}
	return story, nil
}

// living is the group that a group has gone into by the machine's own merges;
// the group itself where it is alive, or was made by a person.
func (p *placing) living(id string) (string, error) {
	for range 1000 {
		members, err := p.tx.GroupMembers(id)
		if err != nil || len(members) > 0 {
			return id, err
		}
		moves, err := p.tx.Moves(id)
		if err != nil {
			return id, err
		}
		next := ""
		for _, m := range moves {
			if m.Kind == store.MoveMerge && m.From == id {
				next = m.To
			}
		}
		if next == "" {
			return id, nil
		}
		id = next
	}
	return id, nil
}
