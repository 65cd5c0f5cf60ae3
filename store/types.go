package store

import (
	"time"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/source"
)

// Report is one report: what stands, or stood, under one address.
type Report struct {
	ID      int64
	Key     string // its identity: "url:" and an address, or "file:" and where it lies
	Path    string // the name by which all output calls it; no two reports share one
	Version int    // number of its newest version, from 1
	Placed  int    // number of the version that was last placed in a story, 0 for none
	Group   string // the group that the machine put it in, "" before that
	Story   string // the story that it stands in, corrections applied; "" before that
	Added   time.Time
}

// Version is one state of a report.
type Version struct {
	Report   int64
	Number   int // from 1
	SHA256   string
	Text     string // SHA-256 of the text as it was read, where reading the saved bytes again would not give it; mostly ""
	Name     string // the path that it was read under
	Kind     string // source.Plain or source.HTML
	Charset  string
	Given    source.Given
	Listed   source.Given // what the list that led to it said
	Notices  []stemma.Notice
	Added    time.Time
	Analysis Key             // the analysis in force, the zero Key before the first
	Changes  []stemma.Change // against the version before; From.Path and To.Path are PATH@NUMBER
}

// Analysis is what was read from one original.
type Analysis struct {
	Key      Key
	Document stemma.Document
	Claims   []stemma.Claim // with the names that the document alone knows
	Text     []byte         // the analysed text, as lang/text packs it
	Notices  []stemma.Notice
	Anchored bool            // the day of publication was worked out from other reports
	Skipped  *stemma.Skipped // why there is no article in it; then all else is empty
}

// Relative is another report to which a report stands in a relation, one of
// the stemma.Relation constants other than "none".
type Relative struct {
	Report     int64
	Relation   string
	Confidence float64
}

// Page is what the books say of one story: its questions and timeline, and the
// copies among its reports.
type Page struct {
	Story  stemma.Story
	Copies stemma.Copies
}

// Book is the books on one story: as the machine keeps them, and with the
// corrections applied, nil where none apply.
type Book struct {
	Story     string
	Machine   Page
	Corrected *Page
}

// Current is the page with the corrections applied.
func (b *Book) Current() *Page {
	if b.Corrected != nil {
		return b.Corrected
	}
	return &b.Machine
}

// Summary is the line of a story in a list.
type Summary struct {
	ID        string
	Title     string
	Counts    stemma.Counts
	Questions int
	Disputed  int    // questions in which somebody conflicts or denies
	First     string // EDTF day of the earliest dated report, "" for none
	Last      string
	Event     *stemma.Event
	Begun     time.Time // when its first report came in
	Updated   time.Time // when its books last changed
	News      int       // what is new since StoryQuery.Since
}

// Orders of a list of stories.
const (
	ByUpdate = ""        // the last changed first
	BySize   = "size"    // most reports first
	ByDay    = "day"     // the latest report first
	ByDoubt  = "dispute" // most disputed questions first
)

// StoryQuery asks for stories.
type StoryQuery struct {
	Order  string
	Match  string // words that its title holds, "" for all
	Since  int64  // number of the last news that the reader knows: Summary.News counts later ones
	Offset int
	Limit  int // 0: all
}

// Kinds of move of a story.
const (
	MoveMerge = "merge" // From went into To
	MoveSplit = "split" // To came out of From
	MoveJoin  = "join"  // a person put From into To
	MovePart  = "part"  // a person took To out of From
)

// Move is a merge or split of stories.
type Move struct {
	At   time.Time
	Kind string
	From string
	To   string
}

// Claimant is somebody to whom claims are attributed.
type Claimant struct {
	Name    string
	Reports int
	Claims  int
}

// Words are the parts of a report that a search looks at.
type Words struct {
	Title     string
	Text      string // the body
	Claims    string // the contents of its claims
	Claimants string
	Figures   string
}

// Hit is a report that a search found.
type Hit struct {
	Report int64
	Score  float64 // higher is better; comparable within one search only
}

// Kinds of news.
const (
	NewsStory    = "story"    // a story began
	NewsReport   = "report"   // a report came in that took nothing from the others
	NewsCopy     = "copy"     // a report came in that took from another
	NewsVersion  = "version"  // a report was changed by its outlet
	NewsClaim    = "claim"    // somebody answers a question for the first time
	NewsFigure   = "figure"   // somebody revised a figure
	NewsConflict = "conflict" // somebody contradicts another's figure
	NewsDenial   = "denial"   // somebody denies
	NewsGone     = "gone"     // an answer is no more in any report
	NewsMerge    = "merge"    // two stories became one
	NewsSplit    = "split"    // a story was split
)

// News is one thing that was new.
type News struct {
	ID       int64             `json:"id"`
	At       time.Time         `json:"at"`
	Kind     string            `json:"kind"`
	Story    string            `json:"story"`
	Title    string            `json:"title"`    // of the story, then
	Question string            `json:"question"` // its title
	Claimant string            `json:"claimant"`
	Text     string            `json:"text"`   // the words now
	Before   string            `json:"before"` // the words before
	Path     string            `json:"path"`   // the report
	From     string            `json:"from"`   // the report that it was taken from, or the other story
	Claims   []stemma.ClaimRef `json:"claims"`
	Changes  []stemma.Change   `json:"changes"`
}

// NewsQuery asks for news. Zero fields ask for all.
type NewsQuery struct {
	After  int64     // numbers above this
	Before int64     // numbers below this, for the next page
	Since  time.Time // from this moment on
	Story  string
	Kinds  []string
	Limit  int
}

// Stats counts what a workspace holds.
type Stats struct {
	Reports   int
	Versions  int
	Originals int
	Stories   int
	News      int64 // number of the last news
	Bytes     int64 // saved bytes of all originals, before compression
	Packed    int64 // the same as they are kept
	File      int64 // bytes of the file, 0 in memory
}
