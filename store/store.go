// Package store keeps a workspace: what was saved, what was read from it, the
// books on its stories, the corrections of its users, and what was new when.
//
// [Store] is the one interface. [NewMemory] holds everything in memory, for
// tests and for runs that keep nothing; package store/sqlite keeps it in one
// file. Package store/storetest holds the conformance suite that every
// implementation passes.
//
// The machine's record (originals, analyses, groups, books as the machine
// keeps them) and the users' record (the journal of corrections) lie side by
// side; neither edits the other.
package store

import (
	"context"
	"errors"
	"time"

	"github.com/stemmanews/stemma"
)

// ErrNotFound says that the store has nothing by that name.
var ErrNotFound = errors.New("not in the workspace")

// Store is a workspace that lasts. It is safe for use by several goroutines.
type Store interface {
	// View calls f with one consistent state of the store. What f was handed
	// is not to be used when f has returned.
	View(ctx context.Context, f func(Reader) error) error
	// Update calls f and keeps what it wrote, all or nothing: nothing where f
	// returns an error or the process ends before. What is kept when Update
	// returns survives the end of the process, and in a file the loss of
	// power. There is one writer at a time; the others wait.
	Update(ctx context.Context, f func(Writer) error) error
	// Close ends the use of the store. It waits for running calls.
	Close() error
}

// Reader reads one consistent state. Whatever is not there is ErrNotFound.
// What is returned belongs to the caller.
type Reader interface {
	WatchReader

	// Original returns the saved bytes with this hexadecimal SHA-256.
	Original(sha256 string) ([]byte, error)

	Report(id int64) (Report, error)
	ReportByKey(key string) (Report, error)
	ReportByPath(path string) (Report, error)
	// Reports lists reports with an id above after in order of id, at most
	// limit of them, all where limit is 0.
	Reports(after int64, limit int) ([]Report, error)
	// Versions lists the versions of a report, the oldest first.
	Versions(report int64) ([]Version, error)
	// Stale lists reports whose newest version has no analysis under this
	// analysis version, or has not been placed in a story, in order of id.
	Stale(analysis string, after int64, limit int) ([]Report, error)

	Analysis(k Key) (Analysis, error)
	// Outline is Analysis without its claims and its text, which is all that
	// one needs to show a report.
	Outline(k Key) (Analysis, error)
	// Claims returns the claims of a report's newest version with the names
	// that its story knows.
	Claims(report int64) ([]stemma.Claim, error)

	// Related lists the reports that a report took from, or that took from it,
	// in order of id.
	Related(report int64) ([]Relative, error)
	// Traces calls f for the traces of reports with an id above after, in
	// order of id.
	Traces(after int64, f func(report int64, trace []byte) error) error

	// Stories lists stories in the order asked for, and how many there are in
	// all.
	Stories(q StoryQuery) (list []Summary, total int, err error)
	// Summary returns the line of one story.
	Summary(story string) (Summary, error)
	// Book returns the books on one story.
	Book(story string) (Book, error)
	// Members lists the reports of a story, in order of id.
	Members(story string) ([]int64, error)
	// GroupMembers lists the reports of a group, in order of id.
	GroupMembers(group string) ([]int64, error)
	// Moves lists the merges and splits that a story took part in, the oldest
	// first; "" lists all.
	Moves(story string) ([]Move, error)

	// Claimants lists those whose name holds all words of match, those with
	// most reports first, and how many there are in all.
	Claimants(match string, offset, limit int) (list []Claimant, total int, err error)
	// ClaimantReports lists the reports in which a claimant has claims, the
	// newest first.
	ClaimantReports(name string, offset, limit int) ([]int64, error)
	// Search lists reports that match, the best first.
	Search(q Query) ([]Hit, error)

	// News lists what is new in the order in which it came in, the newest
	// first.
	News(q NewsQuery) ([]News, error)
	// Look returns when a reader looked last; the zero Mark where never.
	Look(reader string) (Mark, error)
	// Journal lists all corrections, the oldest first, those undone too.
	Journal() ([]Correction, error)

	// Tokens lists all tokens in order of id, those revoked too.
	Tokens() ([]Token, error)
	// Audit lists what was done, the newest first: at most limit (0: all) of
	// those with an id below before (0: from the end).
	Audit(before int64, limit int) ([]Audit, error)

	// Blob returns bytes kept under a name, for what can be made anew.
	Blob(name string) ([]byte, error)
	// Stats counts what the workspace holds.
	Stats() (Stats, error)
}

// Writer reads and writes.
type Writer interface {
	Reader
	WatchWriter

	// PutOriginal keeps bytes under their hexadecimal SHA-256, which the
	// caller has computed. It does nothing where they are there.
	PutOriginal(sha256 string, saved []byte) error
	// AddReport keeps a report under a new id, which it returns; r.ID is not
	// looked at.
	AddReport(r Report) (int64, error)
	// SetReport replaces a report.
	SetReport(r Report) error
	// AddVersion keeps a version of a report; SetVersion replaces one.
	AddVersion(v Version) error
	SetVersion(v Version) error

	PutAnalysis(a Analysis) error
	// DropAnalyses removes the analyses of an original under other versions
	// than this one.
	DropAnalyses(sha256, keep string) error
	PutClaims(report int64, claims []stemma.Claim) error
	// PutSearch makes a report found by its words, PutClaimants by those whose
	// claims it has. Both replace what was there.
	PutSearch(report int64, w Words) error
	PutClaimants(report int64, claims map[string]int) error

	// PutRelated replaces all that is known of a report's relatives, on both
	// sides.
	PutRelated(report int64, list []Relative) error
	// PutTrace keeps what a report is found by among all others.
	PutTrace(report int64, trace []byte) error

	// NewStory returns an id that no story or group ever had.
	NewStory() (string, error)
	// PutBook keeps the books on a story and its line in the list.
	PutBook(b Book, line Summary) error
	// DropBook removes the books on a story that is no more.
	DropBook(story string) error
	AddMove(m Move) error

	AddNews(n News) error
	SetLook(reader string, m Mark) error
	// AddCorrection keeps c under a new id, which it returns. SetUndone marks
	// a correction as undone, or, with nil, as in force again.
	AddCorrection(c Correction) (int64, error)
	SetUndone(id int64, u *Undone) error

	// AddToken keeps t under a new id, which it returns.
	AddToken(t Token) (int64, error)
	RevokeToken(id int64, at time.Time) error
	AddAudit(a Audit) error

	PutBlob(name string, b []byte) error
}

// Key names an analysis: of which original, by which version of the analysis,
// with which options (what was given beside the text included).
type Key struct {
	SHA256  string
	Version string
	Options string
}

// Mark is a moment of the workspace: the time, and the number of the last news
// by then.
type Mark struct {
	At   time.Time
	News int64
}
