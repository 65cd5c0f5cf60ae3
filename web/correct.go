package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/desk"
	"github.com/stemmanews/stemma/report"
	"github.com/stemmanews/stemma/store"
)

// correctMain is the page from which a person corrects: what is to be
// corrected, and the ways to do it.
type correctMain struct {
	What      string // in words
	Quote     string
	Back      string // address of the page that it stands on
	BackName  string
	Story     string
	Question  string // id in the story
	Who       string
	Claimant  string
	Claims    []choice // claims that can be rejected or named
	Entries   []choice // of the question
	Questions []choice // of the story
	Reports   []choice // of the story
	Stories   []choice // others
	A, B      string   // paths of a pair
	AName     string
	BName     string
	Relation  string
	Relations []option
	Ways      map[string]bool
}

// choice is something to choose in a form.
type choice struct {
	Value, Label, More string
	Chosen             bool
}

// correctForm shows the ways to correct what the query names.
func (s *Server) correctForm(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	m := correctMain{Who: visitorOf(r).Name, Ways: map[string]bool{}}
	var err error
	switch q.Get("kind") {
	case "entry", "question":
		err = s.formOfQuestion(r.Context(), q, &m)
	case "claim":
		err = s.formOfClaim(r.Context(), q, &m)
	case store.MergeStories, store.SplitStory:
		err = s.formOfStory(r.Context(), q, &m)
	case store.ConfirmPair:
		err = s.formOfPair(r.Context(), q, &m)
	case store.NameClaimant:
		m.Claimant = q.Get("from")
		m.What, m.Back, m.BackName = report.Line(m.Claimant), claimantPage(m.Claimant), "what it has said"
		m.Ways[store.NameClaimant] = true
	default:
		err = badRequest("The address does not say what to correct.")
	}
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, "correct", layout{Title: "Correct", Main: m})
}

// question finds a question of a story by its id.
func (s *Server) question(ctx context.Context, story, id string) (*desk.Story, *stemma.Question, error) {
	st, err := s.ws.Story(ctx, story)
	if err != nil {
		return nil, nil, err
	}
	for i := range st.Story.Questions {
		if q := &st.Story.Questions[i]; q.ID == id {
			return st, q, nil
		}
	}
	return nil, nil, fmt.Errorf("question %q of story %s: %w", id, story, store.ErrNotFound)
}

func (s *Server) formOfQuestion(ctx context.Context, q url.Values, m *correctMain) error {
	st, question, err := s.question(ctx, q.Get("story"), q.Get("question"))
	if err != nil {
		return err
	}
	m.Story, m.Question = st.Line.ID, question.ID
	m.What, m.Back, m.BackName = report.Line(question.Title), storyPage(st.Line.ID), report.Line(st.Story.Title)
	m.Ways[store.BestEstimate] = true
	for i := range st.Story.Questions {
		if o := &st.Story.Questions[i]; o.ID != question.ID && o.Measure == question.Measure { // others are never mixed
			m.Questions = append(m.Questions, choice{Value: o.ID, Label: report.Line(o.Title), More: report.Count(len(o.Entries), "entry", "entries")})
		}
	}
	m.Ways[store.MergeQuestions] = len(m.Questions) > 0
	n, entry := q.Get("entry"), (*stemma.Entry)(nil)
	for i := range question.Entries {
		e := &question.Entries[i]
		c := choice{Value: strconv.Itoa(i + 1), Label: report.EntryLine(e), More: e.AsOf, Chosen: n == strconv.Itoa(i+1)}
		if c.Chosen {
			entry = e
		}
		m.Entries = append(m.Entries, c)
	}
	m.Ways[store.SplitQuestion] = len(m.Entries) > 1
	if entry == nil {
		return nil
	}
	m.Quote, m.Claimant = report.EntryLine(entry), entry.Claimant
	m.Ways[store.NameClaimant] = m.Claimant != ""
	return s.claimChoices(ctx, entry.Claims, m)
}

// claimChoices lists claims with their words.
func (s *Server) claimChoices(ctx context.Context, refs []stemma.ClaimRef, m *correctMain) error {
	var paths []string
	for _, ref := range refs {
		paths = append(paths, ref.Path)
	}
	docs, err := s.ws.Documents(ctx, paths)
	if err != nil {
		return err
	}
	for _, d := range docs {
		for i := range d.Claims {
			ref := stemma.ClaimRef{Path: d.Path, ID: d.Claims[i].ID}
			for _, x := range refs {
				if x == ref {
					m.Claims = append(m.Claims, choice{Value: claimValue(ref), Label: report.Clip(report.Line(d.Quote(&d.Claims[i])), 200), More: report.Line(d.Path), Chosen: true})
				}
			}
		}
	}
	m.Claims = unique(m.Claims)
	m.Ways[store.RejectClaim] = len(m.Claims) > 0
	return nil
}

func unique(list []choice) []choice {
	seen := map[string]bool{}
	var out []choice
	for _, c := range list {
		if !seen[c.Value] {
			out = append(out, c)
		}
		seen[c.Value] = true
	}
	return out
}

// claimValue is a claim as a form carries it: its id, a space, its path.
func claimValue(ref stemma.ClaimRef) string { return ref.ID + " " + ref.Path }

func (s *Server) formOfClaim(ctx context.Context, q url.Values, m *correctMain) error {
	ref := stemma.ClaimRef{Path: q.Get("path"), ID: q.Get("claim")}
	d, err := s.ws.Document(ctx, ref.Path)
	if err != nil {
		return err
	}
	for i := range d.Claims {
		if c := &d.Claims[i]; c.ID == ref.ID {
			m.What, m.Quote, m.Claimant = "A claim of "+report.Line(c.Source.Name), report.Line(d.Quote(c)), c.Source.Name
		}
	}
	if m.What == "" {
		return fmt.Errorf("claim %s of %s: %w", ref.ID, ref.Path, store.ErrNotFound)
	}
	m.Back, m.BackName = reportPage(ref.Path)+"#"+url.PathEscape(ref.ID), "the report"
	m.Ways[store.NameClaimant] = m.Claimant != ""
	return s.claimChoices(ctx, []stemma.ClaimRef{ref}, m)
}

// Stories that the form of a merge offers.
const storiesOffered = 30

func (s *Server) formOfStory(ctx context.Context, q url.Values, m *correctMain) error {
	st, err := s.ws.Story(ctx, q.Get("story"))
	if err != nil {
		return err
	}
	m.Story = st.Line.ID
	m.What, m.Back, m.BackName = report.Line(st.Story.Title), storyPage(m.Story), "the story"
	m.Ways[q.Get("kind")] = true
	if q.Get("kind") == store.MergeStories {
		list, _, err := s.ws.Stories(ctx, store.StoryQuery{Match: q.Get("q"), Limit: storiesOffered})
		if err != nil {
			return err
		}
		for _, line := range list {
			if line.ID != m.Story {
				m.Stories = append(m.Stories, choice{Value: line.ID, Label: newStoryRow(line).Title, More: report.Count(line.Counts.Reports, "report", "reports")})
			}
		}
		return nil
	}
	docs, err := s.ws.Documents(ctx, st.Story.Documents)
	if err != nil {
		return err
	}
	for _, d := range docs {
		row := newReportRow(d)
		m.Reports = append(m.Reports, choice{Value: d.Path, Label: strings.TrimSpace(row.Outlet + " " + row.Published), More: row.Headline})
	}
	return nil
}

func (s *Server) formOfPair(ctx context.Context, q url.Values, m *correctMain) error {
	p, err := s.ws.Pair(ctx, q.Get("a"), q.Get("b"))
	if err != nil {
		return err
	}
	m.A, m.B, m.Story = p.A.Path, p.B.Path, p.A.Story
	m.AName, m.BName = nameOf(p.A), nameOf(p.B)
	m.What, m.Back, m.BackName = m.AName+" and "+m.BName, comparePage(m.A, m.B), "the two reports"
	relation := ""
	if p.Pair != nil {
		relation = p.Pair.Relation
	}
	for _, v := range []string{stemma.RelationCopy, stemma.RelationEdited, stemma.RelationReworded, stemma.RelationSummary, stemma.RelationExcerpt, stemma.RelationNone} {
		m.Relations = append(m.Relations, option{v, relationWords[v], v == relation})
	}
	m.Ways[store.ConfirmPair] = true
	return nil
}

var relationWords = map[string]string{
	stemma.RelationCopy: "copy: the same text", stemma.RelationEdited: "edited: small edits, cuts or additions", stemma.RelationReworded: "reworded sentence by sentence",
	stemma.RelationSummary: "a shorter retelling", stemma.RelationExcerpt: "some passages were taken", stemma.RelationNone: "neither took from the other",
}

func nameOf(d *desk.Document) string {
	if d.Outlet != "" {
		return report.Line(d.Outlet)
	}
	return report.Line(d.Path)
}

// correct keeps a correction that a form describes and goes back to where it
// shows.
func (s *Server) correct(w http.ResponseWriter, r *http.Request) error {
	f := r.PostForm
	c, err := s.correction(r.Context(), f)
	if err != nil {
		return err
	}
	c.Who = visitorOf(r).Name
	if who := strings.TrimSpace(f.Get("who")); s.open && who != "" {
		c.Who = who
	}
	c, err = s.ws.Correct(r.Context(), c)
	if errors.Is(err, desk.ErrCorrection) {
		return fault{http.StatusUnprocessableEntity, report.Line(err.Error()) + "."}
	}
	if err != nil {
		return err
	}
	s.record(r, "correct", fmt.Sprintf("correction %d: %s", c.ID, c.Kind))
	http.Redirect(w, r, fmt.Sprintf("/journal#k%d", c.ID), http.StatusSeeOther)
	return nil
}

// correction reads a correction from the fields of a form.
func (s *Server) correction(ctx context.Context, f url.Values) (store.Correction, error) {
	c := store.Correction{Kind: f.Get("kind"), Why: strings.TrimSpace(f.Get("why")), Name: strings.TrimSpace(f.Get("name"))}
	if c.Why == "" {
		return c, badRequest("A correction needs a reason: say why, in a few words.")
	}
	var err error
	switch c.Kind {
	case store.MergeStories, store.SplitStory:
		c.Stories, c.Documents = f["story"], f["document"]
	case store.MergeQuestions, store.SplitQuestion, store.BestEstimate:
		err = s.aboutQuestions(ctx, f, &c)
	case store.NameClaimant:
		c.From = f.Get("from")
		if f.Get("where") == "here" {
			c.Claims, err = s.pinned(ctx, f["claim"])
		}
	case store.RejectClaim:
		c.Claims, err = s.pinned(ctx, f["claim"])
	case store.ConfirmPair:
		c.Documents, c.Relation, c.Direction = f["document"], f.Get("relation"), f.Get("direction")
	default:
		err = badRequest("The form does not say how to correct.")
	}
	if err != nil {
		return c, err
	}
	return c, wanting(&c)
}

// wanting says what a correction lacks.
func wanting(c *store.Correction) error {
	switch {
	case c.Kind == store.MergeStories && len(c.Stories) < 2:
		return badRequest("Choose the story to merge with.")
	case c.Kind == store.SplitStory && len(c.Documents) == 0:
		return badRequest("Choose the reports that leave the story.")
	case c.Kind == store.MergeQuestions && len(c.Questions) < 2:
		return badRequest("Choose the questions to merge with.")
	case c.Kind == store.SplitQuestion && (len(c.Claims) == 0 || c.Name == ""):
		return badRequest("Choose the entries that leave, and give the new question a title.")
	case c.Kind == store.NameClaimant && (c.Name == "" || c.From == ""):
		return badRequest("Give the claimant's name.")
	case c.Kind == store.RejectClaim && len(c.Claims) == 0:
		return badRequest("Choose the claims to reject.")
	case c.Kind == store.ConfirmPair && (len(c.Documents) != 2 || c.Relation == ""):
		return badRequest("Say how the two reports are related.")
	case c.Kind == store.BestEstimate && c.Value == nil:
		return badRequest("Give the figure.")
	}
	return nil
}

// aboutQuestions fills in the questions that a correction refers to, the
// claims of the entries that leave, and the figure.
func (s *Server) aboutQuestions(ctx context.Context, f url.Values, c *store.Correction) error {
	c.Stories = []string{f.Get("story")}
	for _, id := range f["question"] {
		st, q, err := s.question(ctx, f.Get("story"), id)
		if err != nil {
			return err
		}
		c.Stories[0] = st.Line.ID
		ref, err := s.ws.Refer(ctx, q)
		if err != nil {
			return err
		}
		c.Questions = append(c.Questions, ref)
		if c.Kind != store.SplitQuestion {
			continue
		}
		for _, n := range f["entry"] {
			if i, err := strconv.Atoi(n); err == nil && i >= 1 && i <= len(q.Entries) {
				pins, err := s.ws.Pins(ctx, q.Entries[i-1].Claims)
				if err != nil {
					return err
				}
				c.Claims = append(c.Claims, pins...)
			}
		}
	}
	var err error
	if c.Kind == store.BestEstimate {
		c.Value, err = figure(f.Get("low"), f.Get("high"))
	}
	return err
}

// figure reads the bounds of a best estimate; one of them may be open.
func figure(low, high string) (*stemma.Value, error) {
	v := &stemma.Value{Comparator: stemma.Between}
	for _, b := range []struct {
		words string
		to    **float64
	}{{low, &v.Low}, {high, &v.High}} {
		if b.words = strings.ReplaceAll(strings.TrimSpace(b.words), ",", ""); b.words == "" {
			continue
		}
		x, err := strconv.ParseFloat(b.words, 64)
		if err != nil || x < 0 || x > 1e15 {
			return nil, badRequest("%q is not a figure.", report.Line(b.words))
		}
		*b.to = &x
	}
	switch {
	case v.Low == nil && v.High == nil:
		return nil, nil
	case v.Low == nil:
		v.Comparator = stemma.UpTo
	case v.High == nil:
		v.Comparator = stemma.AtLeast
	case *v.Low > *v.High:
		return nil, badRequest("The lower figure is above the higher one.")
	case *v.Low == *v.High:
		v.Comparator = stemma.Exact
	}
	return v, nil
}

func (s *Server) pinned(ctx context.Context, values []string) ([]store.ClaimPin, error) {
	var refs []stemma.ClaimRef
	for _, v := range values {
		id, path, ok := strings.Cut(v, " ")
		if !ok {
			return nil, badRequest("The form names a claim that it cannot have.")
		}
		refs = append(refs, stemma.ClaimRef{Path: path, ID: id})
	}
	return s.pins(ctx, refs)
}

// pins names claims by their words; all of them must be there.
func (s *Server) pins(ctx context.Context, refs []stemma.ClaimRef) ([]store.ClaimPin, error) {
	pins, err := s.ws.Pins(ctx, refs)
	if err == nil && len(pins) < len(refs) {
		err = fmt.Errorf("a claim that is named: %w", store.ErrNotFound)
	}
	return pins, err
}
