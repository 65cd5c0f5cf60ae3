package stemma

import (
	"sort"
	"strings"
)

// DocumentClaims are the claims of one document, in order of their first span.
type DocumentClaims struct {
	Path   string  `json:"path"`
	ID     string  `json:"id"`
	Claims []Claim `json:"claims"`
}

// Claim is one attribution: a source, a cue that signals it, and a content,
// after the PolNeAR annotation scheme (Newell, Margolin & Ruths 2018). A claim
// in the outlet's own voice has source kind "media", no cue and no source
// span.
type Claim struct {
	ID        string   `json:"id"` // "c1", "c2", … within its document
	Source    Source   `json:"source"`
	Via       []Via    `json:"via"` // who passes it on, nearest to the reader first
	Cue       Cue      `json:"cue"`
	Content   Content  `json:"content"`
	Form      string   `json:"form"`
	Stance    string   `json:"stance"`
	Certainty string   `json:"certainty"`
	Said      Said     `json:"said"`
	About     *About   `json:"about,omitempty"`
	Figures   []Figure `json:"figures"`
}

// OwnVoice reports whether the outlet says it itself, on nobody's word.
func (c *Claim) OwnVoice() bool {
	return c.Source.Kind == KindMedia && len(c.Source.Spans) == 0 && len(c.Cue.Spans) == 0
}

// Kinds of source.
const (
	KindPerson       = "person"
	KindGroup        = "group"
	KindOrganisation = "organisation"
	KindGovernment   = "government"
	KindMedia        = "media"
	KindDocument     = "document"
	KindUnnamed      = "unnamed"
	KindNone         = "none"
)

// Source is who holds the content. Name is the best full name of that source
// in the whole input, pronouns resolved, joint sources joined by "; ". Party
// is the side, country or body it speaks for, where the text says so.
type Source struct {
	Spans []Span `json:"spans"`
	Text  string `json:"text"`
	Name  string `json:"name"`
	Kind  string `json:"kind"`
	Party string `json:"party"`
}

// Via is an outer link of the chain through which a claim came.
type Via struct {
	Name string `json:"name"`
	Span *Span  `json:"span"`
	Cue  *Cue   `json:"cue,omitempty"`
}

// Cue is the word or words that signal an attribution.
type Cue struct {
	Spans []Span `json:"spans"`
	Lemma string `json:"lemma"`
}

// Content is what is held: one span, or several where the cue interrupts it.
type Content struct {
	Spans []Span `json:"spans"`
}

// Forms of a claim.
const (
	FormDirect   = "direct"   // all in quotation marks
	FormMixed    = "mixed"    // some in quotation marks
	FormIndirect = "indirect" // none
)

// Stances of a source towards the content.
const (
	StanceAsserts    = "asserts"
	StanceDenies     = "denies"
	StanceDoubts     = "doubts"
	StanceDeclines   = "declines"   // neither confirms nor denies, evades
	StanceUnverified = "unverified" // says that it could not verify
	StanceExpects    = "expects"
	StanceCallsFor   = "calls-for"
)

// Degrees of certainty.
const (
	CertaintyCertain  = "certain"
	CertaintyProbable = "probable"
	CertaintyPossible = "possible"
)

// Said is when the words were said: EDTF date and the date words, where the
// claim's own sentence gives them.
type Said struct {
	Date string `json:"date"`
	Span *Span  `json:"span"`
}

// About is the antecedent of a content that is itself anaphoric ("this",
// "the allegations").
type About struct {
	Span *Span  `json:"span"`
	Text string `json:"text"`
}

// Measures of a figure. Figures of different measures are never compared.
const (
	MeasureKilled          = "killed"
	MeasureWounded         = "wounded"
	MeasureKilledOrWounded = "killed-or-wounded"
	MeasureMissing         = "missing"
	MeasureCaptured        = "captured"
	MeasureArrested        = "arrested"
	MeasureDisplaced       = "displaced"
	MeasureDeployed        = "deployed"
	MeasureSent            = "sent"
	MeasureMoney           = "money"
	MeasureRate            = "rate"
	MeasureCount           = "count"
)

// Figure is a number that a claim states, with the words that bound it.
type Figure struct {
	Span           Span    `json:"span"`
	Text           string  `json:"text"`
	Value          Value   `json:"value"`
	Measure        string  `json:"measure"`
	Of             string  `json:"of"` // what is counted, in the text's words
	Unit           string  `json:"unit"`
	Place          string  `json:"place"`
	Window         *Window `json:"window"`
	AsOf           string  `json:"as_of"`
	Counterfactual bool    `json:"counterfactual,omitempty"`
}

// Window is the time that a figure covers, with its words.
type Window struct {
	Date string `json:"date"`
	Span *Span  `json:"span"`
}

// Comparators of a value.
const (
	Exact               = "exact"
	Approximately       = "about"
	Nearly              = "nearly"
	AtLeast             = "at-least"
	MoreThan            = "more-than"
	UpTo                = "up-to"
	LessThan            = "less-than"
	Between             = "between"
	Several             = "several"
	Dozens              = "dozens"
	Hundreds            = "hundreds"
	Thousands           = "thousands"
	TensOfThousands     = "tens-of-thousands"
	HundredsOfThousands = "hundreds-of-thousands"
	Millions            = "millions"
)

// Value is what the words of a figure allow: "about 1,400" has both bounds
// 1400, "more than 2,600" low 2600 and no high, "dozens" low 24 and no high.
type Value struct {
	Low        *float64 `json:"low"`
	High       *float64 `json:"high"`
	Comparator string   `json:"comparator"`
}

// Number returns a pointer to x, for the bounds of a [Value].
func Number(x float64) *float64 { return &x }

// Claimants counts the distinct names of sources to which claims are
// attributed; the outlets' own voice does not count.
func Claimants(all []DocumentClaims) int { return len(ClaimantNames(all)) }

// ClaimantNames lists the distinct names of sources, sorted; joint sources
// count one by one.
func ClaimantNames(all []DocumentClaims) []string {
	seen := map[string]bool{}
	for _, d := range all {
		for i := range d.Claims {
			if c := &d.Claims[i]; !c.OwnVoice() && c.Source.Name != "" {
				for name := range strings.SplitSeq(c.Source.Name, "; ") {
					seen[name] = true
				}
			}
		}
	}
	names := make([]string, 0, len(seen))
	for n := range seen {
		names = append(names, n)
	}
	sort.Strings(names)
	return names
}
