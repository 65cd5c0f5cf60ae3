package web

import (
	"time"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/desk"
	"github.com/stemmanews/stemma/store"
)

// The values that the API hands out, beside those of the vocabulary.

// apiLine is a story in a list.
type apiLine struct {
	ID        string        `json:"id"`
	Title     string        `json:"title"`
	Counts    stemma.Counts `json:"counts"`
	Questions int           `json:"questions"`
	Disputed  int           `json:"disputed"` // questions on which somebody conflicts or denies
	First     string        `json:"first"`    // EDTF day of the earliest report
	Last      string        `json:"last"`
	Event     *stemma.Event `json:"event"`
	Begun     time.Time     `json:"begun"`
	Updated   time.Time     `json:"updated"`
}

func newAPILine(l store.Summary) apiLine {
	return apiLine{ID: l.ID, Title: l.Title, Counts: l.Counts, Questions: l.Questions, Disputed: l.Disputed, First: l.First, Last: l.Last, Event: l.Event, Begun: l.Begun, Updated: l.Updated}
}

type apiStories struct {
	Stories []apiLine `json:"stories"`
	Total   int       `json:"total"`
}

// apiBooks is the books on one story. Corrected says that people's corrections
// apply; with machine=true they do not.
type apiBooks struct {
	Story     stemma.Story `json:"story"`
	Corrected bool         `json:"corrected"`
	Moves     []apiMove    `json:"moves"`
}

// apiMove is a merge (from went into to) or a split (to came out of from).
type apiMove struct {
	At   time.Time `json:"at"`
	Kind string    `json:"kind"`
	From string    `json:"from"`
	To   string    `json:"to"`
}

// apiReport is one report with all that is known of it.
type apiReport struct {
	Document stemma.Document `json:"document"`
	Claims   []stemma.Claim  `json:"claims"`
	Rejected []string        `json:"rejected"` // ids of claims that a correction rejected
	Notices  []stemma.Notice `json:"notices"`
	Skipped  *stemma.Skipped `json:"skipped"`
	Story    string          `json:"story"` // "" before it stands in one
	Version  int             `json:"version"`
	Versions []apiVersion    `json:"versions"`
}

// apiVersion is one state of a report. Changes are against the one before.
type apiVersion struct {
	Number  int             `json:"number"`
	ID      string          `json:"id"` // "sha256:" and the hash of the saved bytes
	Added   time.Time       `json:"added"`
	Changes []stemma.Change `json:"changes"`
}

func newAPIDocument(d *desk.Document) apiReport {
	out := apiReport{Document: d.Document, Claims: d.Claims, Notices: d.Notices, Skipped: d.Skipped, Story: d.Story, Version: d.Version}
	for _, c := range d.Claims {
		if d.Rejected[c.ID] {
			out.Rejected = append(out.Rejected, c.ID)
		}
	}
	for _, v := range d.Versions {
		out.Versions = append(out.Versions, apiVersion{v.Number, "sha256:" + v.SHA256, v.Added, v.Changes})
	}
	return out
}

// apiTwo is two reports; pair is null where neither took from the other, and
// may name them in the other order.
type apiTwo struct {
	A       stemma.Document `json:"a"`
	B       stemma.Document `json:"b"`
	Pair    *stemma.Pair    `json:"pair"`
	Changes []stemma.Change `json:"changes"`
}

// apiQuote is the exact words behind a claim: each stretch is text[start:end]
// of the document.
type apiQuote struct {
	Path      string       `json:"path"`
	ID        string       `json:"id"` // of the document
	Outlet    string       `json:"outlet"`
	Published string       `json:"published"`
	URL       string       `json:"url"`
	Claim     stemma.Claim `json:"claim"`
	Words     []apiWords   `json:"words"`   // of the content
	Context   apiWords     `json:"context"` // from the first to the last word of the claim
}

// apiWords is a stretch of a document.
type apiWords struct {
	Span stemma.Span `json:"span"`
	Text string      `json:"text"`
}

// apiSaying is a claim with where it stands.
type apiSaying struct {
	Claim     stemma.Claim `json:"claim"`
	Path      string       `json:"path"`
	Outlet    string       `json:"outlet"`
	Headline  string       `json:"headline"`
	Published string       `json:"published"`
	Story     string       `json:"story"`
	Quote     string       `json:"quote"`
}

func newAPISayings(list []desk.Saying) []apiSaying {
	out := make([]apiSaying, 0, len(list))
	for _, s := range list {
		out = append(out, apiSaying{s.Claim, s.Path, s.Outlet, s.Headline, s.Published, s.Story, s.Quote})
	}
	return out
}

// apiFound is a report that a search found; marks are in snippet.text.
type apiFound struct {
	Path      string        `json:"path"`
	Outlet    string        `json:"outlet"`
	Headline  string        `json:"headline"`
	Published string        `json:"published"`
	Story     string        `json:"story"`
	Title     string        `json:"title"` // of the story
	Snippet   apiWords      `json:"snippet"`
	Marks     []stemma.Span `json:"marks"`
	Claims    []apiSaying   `json:"claims"`
}

type apiSearch struct {
	Found []apiFound `json:"found"`
}

func newAPISearch(list []desk.Found) apiSearch {
	var out apiSearch
	for _, f := range list {
		out.Found = append(out.Found, apiFound{f.Path, f.Outlet, f.Headline, f.Published, f.Story, f.Title, apiWords{f.Snippet.Span, f.Snippet.Text}, f.Snippet.Marks, newAPISayings(f.Claims)})
	}
	return out
}

type apiClaimant struct {
	Name    string `json:"name"`
	Reports int    `json:"reports"`
	Claims  int    `json:"claims"`
}

type apiClaimants struct {
	Claimants []apiClaimant `json:"claimants"`
	Total     int           `json:"total"`
}

type apiSayings struct {
	Name    string      `json:"name"`
	Sayings []apiSaying `json:"sayings"`
}

type apiNewsList struct {
	News []store.News `json:"news"`
}

type apiJournal struct {
	Corrections []store.Correction `json:"corrections"`
}

// apiUndo is what is sent to take a correction back.
type apiUndo struct {
	Why string `json:"why"`
}

// apiCorrecting is what is sent to correct; questions and claims are named by
// their ids now, and kept by their words.
type apiCorrecting struct {
	Kind      string            `json:"kind"`
	Why       string            `json:"why"`
	Stories   []string          `json:"stories,omitempty"`
	Documents []string          `json:"documents,omitempty"`
	Questions []string          `json:"questions,omitempty"` // ids within stories[0]
	Claims    []stemma.ClaimRef `json:"claims,omitempty"`
	From      string            `json:"from,omitempty"`
	Name      string            `json:"name,omitempty"`
	Relation  string            `json:"relation,omitempty"`
	Direction string            `json:"direction,omitempty"`
	Value     *stemma.Value     `json:"value,omitempty"`
}

// apiStats counts what the workspace holds; bytes are those of all originals
// before compression.
type apiStats struct {
	Reports  int   `json:"reports"`
	Versions int   `json:"versions"`
	Stories  int   `json:"stories"`
	News     int64 `json:"news"`    // number of the last news
	Waiting  int   `json:"waiting"` // reports that are not in the books yet
	Bytes    int64 `json:"bytes"`
	File     int64 `json:"file"`
}

type apiAuditLog struct {
	Audit []apiDeed `json:"audit"`
}

// apiDeed is one thing that somebody did.
type apiDeed struct {
	ID     int64     `json:"id"`
	At     time.Time `json:"at"`
	Who    string    `json:"who"`
	What   string    `json:"what"`
	Detail string    `json:"detail"`
	From   string    `json:"from"`
}
