package store

import (
	"time"

	"github.com/stemmanews/stemma"
)

// Kinds of correction.
const (
	MergeStories   = "merge-stories"   // Stories become one, the first
	SplitStory     = "split-story"     // Documents leave Stories[0] for a story of their own
	MergeQuestions = "merge-questions" // Questions become one, the first
	SplitQuestion  = "split-question"  // the entries with Claims leave Questions[0] for a question of their own, titled Name
	NameClaimant   = "name-claimant"   // the claimant From is called Name; with Claims, in those only
	RejectClaim    = "reject-claim"    // Claims do not count
	ConfirmPair    = "confirm-pair"    // the two Documents are related as Relation says
	BestEstimate   = "best-estimate"   // Value answers Questions[0] best, says a person
)

// Correction is an entry of the journal: what a person set right, when and
// why. It refers to what lasts when everything is worked out anew: stories by
// id, merges followed; questions by what they ask; claims by their words.
type Correction struct {
	ID        int64         `json:"id"`
	At        time.Time     `json:"at"`
	Who       string        `json:"who"`
	Why       string        `json:"why"`
	Kind      string        `json:"kind"`
	Stories   []string      `json:"stories,omitempty"`
	Documents []string      `json:"documents,omitempty"`
	Questions []QuestionRef `json:"questions,omitempty"`
	Claims    []ClaimPin    `json:"claims,omitempty"`
	From      string        `json:"from,omitempty"`
	Name      string        `json:"name,omitempty"`
	Relation  string        `json:"relation,omitempty"`
	Direction string        `json:"direction,omitempty"`
	Value     *stemma.Value `json:"value,omitempty"`
	Undone    *Undone       `json:"undone,omitempty"`
}

// Undone says who took a correction back.
type Undone struct {
	At  time.Time `json:"at"`
	Who string    `json:"who"`
	Why string    `json:"why"`
}

// QuestionRef names a question by what it asks. Claims, where there are any,
// tell two questions apart that ask the same of different times: they are
// claims of its entries.
type QuestionRef struct {
	Measure string     `json:"measure"`
	Of      string     `json:"of"`
	Place   string     `json:"place"`
	Title   string     `json:"title"`
	Claims  []ClaimPin `json:"claims,omitempty"`
}

// ClaimPin names a claim by its document and words, which last when its
// number does not.
type ClaimPin struct {
	Path  string      `json:"path"`
	Span  stemma.Span `json:"span"` // of the first stretch of its content
	Words string      `json:"words"`
}
