package stemma

// Copies is what the comparison of all documents found.
type Copies struct {
	Pairs    []Pair   `json:"pairs"`
	Families []Family `json:"families"`
	Counts   Counts   `json:"counts"`
	Changes  []Change `json:"changes"`
}

// Relations between two reports.
const (
	RelationCopy     = "copy"     // the same text, furniture aside
	RelationEdited   = "edited"   // small edits, cuts or additions
	RelationReworded = "reworded" // sentence by sentence in other words
	RelationSummary  = "summary"  // a shorter retelling
	RelationExcerpt  = "excerpt"  // some passages are taken, the rest is its own
	RelationNone     = "none"
)

// Directions of a pair.
const (
	DirectionAB      = "a>b" // b took from a
	DirectionBA      = "b>a"
	DirectionUnknown = "unknown"
)

// Pair relates two reports; A sorts before B in the order of the input.
type Pair struct {
	A          string     `json:"a"`
	B          string     `json:"b"`
	Relation   string     `json:"relation"`
	ShareA     float64    `json:"share_a"` // part of a's body words that lie in passages, 0 to 1
	ShareB     float64    `json:"share_b"`
	Direction  string     `json:"direction"`
	Confidence float64    `json:"confidence"` // 0 to 1: that the relation is right, and the direction where one is given
	Related    float64    `json:"related"`    // 0 to 1: that they are related, in whatever direction
	Evidence   []Evidence `json:"evidence"`
	Passages   []Passage  `json:"passages"`
}

// Evidence is one printable reason for a relation or a direction. Kind is one
// of credit, date, overlap, order, quotation, figure, name, shared-error,
// rewriting, person.
type Evidence struct {
	Kind   string `json:"kind"`
	Detail string `json:"detail"`
	A      []Span `json:"a"`
	B      []Span `json:"b"`
}

// Kinds of passage.
const (
	PassageVerbatim = "verbatim"
	PassageEdited   = "edited"
	PassageReworded = "reworded"
)

// Passage is a stretch of a that stands again in b.
type Passage struct {
	A    Span   `json:"a"`
	B    Span   `json:"b"`
	Kind string `json:"kind"`
}

// Family is a set of reports that are joined by everything but excerpts.
// Origin is the path of the one text from which all descend, "" where that is
// not in the input.
type Family struct {
	ID      string   `json:"id"`
	Members []string `json:"members"`
	Edges   []Edge   `json:"edges"`
	Origin  string   `json:"origin"`
}

// Edge goes from parent to child. From may name a lost original, "lost:1".
type Edge struct {
	From     string `json:"from"`
	To       string `json:"to"`
	Relation string `json:"relation,omitempty"`
}

// Counts are the three numbers that always stand together.
type Counts struct {
	Reports     int `json:"reports"`
	Independent int `json:"independent"` // texts that took nothing but excerpts from another here; a lost original counted once
	Claimants   int `json:"claimants"`   // distinct named sources of claims
}

// Kinds of change that a copy can make.
const (
	ChangeFigure      = "figure"
	ChangeMeasure     = "measure"
	ChangeComparator  = "comparator"
	ChangeName        = "name"
	ChangeDate        = "date"
	ChangePlace       = "place"
	ChangeAttribution = "attribution"
	ChangeCaveat      = "caveat"
	ChangePolarity    = "polarity"
	ChangeQuotation   = "quotation"
	ChangeWording     = "wording" // other words that change the sense
	ChangeAdded       = "added"
	ChangeDropped     = "dropped"
)

// Change is what a copy altered. To.Path is the first carrier.
type Change struct {
	Kind        string   `json:"kind"`
	From        Side     `json:"from"`
	To          Side     `json:"to"`
	InheritedBy []string `json:"inherited_by"`
}

// Side is one side of a change. Span is nil where the words are gone, or where
// the document (a lost one) is not in the input.
type Side struct {
	Path string `json:"path"`
	Span *Span  `json:"span"`
	Text string `json:"text"`
}
