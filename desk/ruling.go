package desk

import (
	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin"
	"github.com/stemmanews/stemma/ledger"
	"github.com/stemmanews/stemma/store"
)

// ruling is what the corrections say about one story. The zero ruling changes
// nothing.
type ruling struct {
	questions []ledger.Ruling
}

func (r *ruling) applies() bool { return false }

func (p *placing) rulingFor(id string, ms []*member) ruling { return ruling{} }

// docs are the reports with their claims as the corrections leave them.
func (r *ruling) docs(ms []*member) []kin.Doc { return docsOf(ms) }

func (r *ruling) confirm(c *stemma.Copies) {}

func (r *ruling) estimate(s *stemma.Story) {}

// inForce are the corrections that were not undone.
func inForce(tx store.Reader) ([]store.Correction, error) {
	all, err := tx.Journal()
	var out []store.Correction
	for _, c := range all {
		if c.Undone == nil {
			out = append(out, c)
		}
	}
	return out, err
}

// storyOf is the story of a report of a group, corrections applied.
func (p *placing) storyOf(path, group string) (string, error) { return group, nil }
