package web

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/stemmanews/stemma/desk"
	"github.com/stemmanews/stemma/report"
	"github.com/stemmanews/stemma/store"
)

// journalMain is the journal of corrections, the newest first.
type journalMain struct {
	Rows  []journalRow
	Story string // only those of this story
}

// journalRow is a correction in words.
type journalRow struct {
	ID         int64
	Label      string
	What       string
	Who, Why   string
	At         string
	Story      string // address of its page, "" where it is of none
	Undone     *store.Undone
	correction store.Correction
}

var correctionLabels = map[string]string{
	store.MergeStories: "stories merged", store.SplitStory: "story split", store.MergeQuestions: "questions merged", store.SplitQuestion: "question split",
	store.NameClaimant: "claimant named", store.RejectClaim: "claim rejected", store.ConfirmPair: "relation confirmed", store.BestEstimate: "best estimate",
}

func (s *Server) journal(w http.ResponseWriter, r *http.Request) error {
	list, err := s.ws.Journal(r.Context())
	if err != nil {
		return err
	}
	m := journalMain{Story: r.URL.Query().Get("story")}
	for _, c := range slices.Backward(list) {
		if m.Story == "" || slices.Contains(c.Stories, m.Story) {
			m.Rows = append(m.Rows, newJournalRow(c))
		}
	}
	return s.show(w, r, http.StatusOK, "journal", layout{Title: "Journal", Nav: "journal", Main: m})
}

func newJournalRow(c store.Correction) journalRow {
	row := journalRow{ID: c.ID, Label: correctionLabels[c.Kind], What: correctionWords(&c), Who: report.Line(c.Who), Why: report.Line(c.Why),
		At: c.At.Format("2 January 2006, 15:04"), correction: c}
	if row.Label == "" {
		row.Label = report.Line(c.Kind)
	}
	if len(c.Stories) > 0 {
		row.Story = storyPage(c.Stories[0])
	}
	if c.Undone != nil {
		row.Undone = &store.Undone{At: c.Undone.At, Who: report.Line(c.Undone.Who), Why: report.Line(c.Undone.Why)}
	}
	return row
}

// correctionWords tells what a correction says.
func correctionWords(c *store.Correction) string {
	var titles, words []string
	for _, q := range c.Questions {
		titles = append(titles, "“"+report.Line(q.Title)+"”")
	}
	for _, p := range c.Claims {
		words = append(words, "“"+report.Clip(report.Line(p.Words), 80)+"”")
	}
	join := func(list []string) string { return report.Line(strings.Join(list, ", ")) }
	switch c.Kind {
	case store.MergeStories, store.MergeQuestions:
		return join(append(slices.Clone(c.Stories[:stories(c)]), titles...))
	case store.SplitStory:
		return join(c.Documents) + " stand apart"
	case store.SplitQuestion:
		return join(words) + " out of " + join(titles) + " into “" + report.Line(c.Name) + "”"
	case store.NameClaimant:
		if len(words) > 0 {
			return report.Line(c.From) + " is " + report.Line(c.Name) + " in " + join(words)
		}
		return report.Line(c.From) + " is " + report.Line(c.Name)
	case store.RejectClaim:
		return join(words)
	case store.ConfirmPair:
		return join(c.Documents) + ": " + report.Line(c.Relation) + " " + report.Line(c.Direction)
	case store.BestEstimate:
		if c.Value != nil {
			return report.Bounds(c.Value.Low, c.Value.High) + " for " + join(titles)
		}
	}
	return join(titles)
}

// stories is how many stories of a correction are told by name.
func stories(c *store.Correction) int {
	if c.Kind == store.MergeStories {
		return len(c.Stories)
	}
	return 0
}

// undo takes a correction back.
func (s *Server) undo(w http.ResponseWriter, r *http.Request) error {
	id, err := strconv.ParseInt(r.PostForm.Get("id"), 10, 64)
	if err != nil {
		return badRequest("The form names no correction.")
	}
	if err := s.takeBack(r, id, r.PostForm.Get("why")); err != nil {
		return err
	}
	http.Redirect(w, r, "/journal", http.StatusSeeOther)
	return nil
}

// takeBack takes a correction back and records it.
func (s *Server) takeBack(r *http.Request, id int64, why string) error {
	err := s.ws.Undo(r.Context(), id, visitorOf(r).Name, strings.TrimSpace(why))
	if errors.Is(err, desk.ErrCorrection) {
		return fault{http.StatusUnprocessableEntity, report.Line(err.Error()) + "."}
	}
	if err == nil {
		s.record(r, "undo", "correction "+strconv.FormatInt(id, 10))
	}
	return err
}
