package stemma

// Ledger is the books on all stories of the input.
type Ledger struct {
	Stories []Story `json:"stories"`
}

// Story is a set of reports on one happening.
type Story struct {
	ID        string         `json:"id"`
	Title     string         `json:"title"`
	Documents []string       `json:"documents"`
	Counts    Counts         `json:"counts"`
	Questions []Question     `json:"questions"`
	Timeline  []TimelineLine `json:"timeline"`
	Event     *Event         `json:"event"`
}

// Question gathers the entries on one thing: one measure, one thing counted,
// one place. Measure is "" for a question without a figure.
type Question struct {
	ID      string       `json:"id"`
	Title   string       `json:"title"`
	Measure string       `json:"measure"`
	Of      string       `json:"of"`
	Unit    string       `json:"unit"`
	Place   string       `json:"place"`
	Entries []Entry      `json:"entries"` // in order of AsOf
	Range   *Range       `json:"range"`
	ByParty []PartyRange `json:"by_party"`
	Remarks []string     `json:"remarks"` // for people: parts of a total, figures that one copy garbled
	Best    *Estimate    `json:"best,omitempty"`
}

// Estimate is what a person holds to be the best answer to a question, and
// why. The machine makes none.
type Estimate struct {
	Value Value  `json:"value"`
	Who   string `json:"who"`
	Why   string `json:"why"`
	At    string `json:"at"` // day on which it was made
}

// Range is the span of all values of a question; a nil bound is open.
type Range struct {
	Low  *float64 `json:"low"`
	High *float64 `json:"high"`
}

// PartyRange is the range of the claimants of one party.
type PartyRange struct {
	Party string `json:"party"`
	Range
}

// Relations of an entry to the entries before it in its question.
const (
	EntryFirst      = "first"
	EntryRestates   = "restates"
	EntryUpdates    = "updates"
	EntryConflicts  = "conflicts"
	EntryNarrower   = "narrower"
	EntryDenies     = "denies"
	EntryDeclines   = "declines"
	EntryUnverified = "unverified"
	EntryBacks      = "backs"
)

// Entry is one claimant's answer to a question at one time. Value is nil where
// no figure is given.
type Entry struct {
	Claimant    string     `json:"claimant"`
	Party       string     `json:"party"`
	Stance      string     `json:"stance"`
	Value       *Value     `json:"value"`
	Text        string     `json:"text"`
	AsOf        string     `json:"as_of"`
	Said        string     `json:"said"`
	Relation    string     `json:"relation"`
	Why         string     `json:"why"` // the reason for Relation, for people
	Claims      []ClaimRef `json:"claims"`
	Altered     []ClaimRef `json:"altered"` // claims of copies that garbled this answer; not counted
	Reports     int        `json:"reports"`
	Independent int        `json:"independent"` // texts; a passage taken from one text counts once, excerpts too
}

// ClaimRef points to a claim of a document.
type ClaimRef struct {
	Path string `json:"path"`
	ID   string `json:"id"`
}

// TimelineLine is one dated happening or statement, with what carries it.
type TimelineLine struct {
	Date   string     `json:"date"`
	Text   string     `json:"text"`
	Claims []ClaimRef `json:"claims"`
	Where  []Place    `json:"where"` // the words behind the line
}

// Place is a stretch of a document.
type Place struct {
	Path string `json:"path"`
	Span Span   `json:"span"`
}

// Event is a story's what-where-when in one line, for stories of one incident.
type Event struct {
	Date    string `json:"date"`
	Place   string `json:"place"`
	Killed  *Range `json:"killed"`
	Wounded *Range `json:"wounded"`
}
