package report

import (
	"math"
	"strconv"
	"strings"

	"github.com/stemmanews/stemma"
)

// Count is "1 report" or "2 reports".
func Count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return Number(float64(n)) + " " + many
}

// countsLine is the three numbers that always stand together.
func countsLine(c stemma.Counts) string {
	return Count(c.Reports, "report", "reports") + ", " +
		Count(c.Independent, "independent text", "independent texts") + ", " +
		Count(c.Claimants, "claimant", "claimants")
}

// Number writes x with commas between thousands.
func Number(x float64) string {
	s := strconv.FormatFloat(math.Abs(x), 'f', -1, 64)
	whole, frac, _ := strings.Cut(s, ".")
	var b strings.Builder
	if x < 0 {
		b.WriteString("−")
	}
	for i, r := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(r)
	}
	if frac != "" {
		b.WriteString("." + frac)
	}
	return b.String()
}

// Bounds tells an interval in words; a nil bound is open.
func Bounds(low, high *float64) string {
	switch {
	case low == nil && high == nil:
		return "no figure"
	case high == nil:
		return Number(*low) + " or more"
	case low == nil:
		return "up to " + Number(*high)
	case *low == *high:
		return Number(*low)
	}
	return Number(*low) + " to " + Number(*high)
}

func RangeWords(r *stemma.Range) string {
	if r == nil {
		return ""
	}
	return Bounds(r.Low, r.High)
}

// entryWords is what an entry says: its own words, else its value.
func entryWords(e *stemma.Entry) string {
	switch {
	case strings.TrimSpace(e.Text) != "":
		return oneLine(e.Text)
	case e.Value != nil:
		return Bounds(e.Value.Low, e.Value.High)
	}
	return Stance(e.Stance)
}

// Stance tells a stance as a verb phrase.
func Stance(stance string) string {
	switch stance {
	case stemma.StanceDeclines:
		return "neither confirms nor denies"
	case stemma.StanceUnverified:
		return "could not verify"
	case stemma.StanceCallsFor:
		return "calls for"
	case stemma.StanceDoubts, stemma.StanceDenies, stemma.StanceExpects, stemma.StanceAsserts:
		return stance
	}
	return oneLine(stance)
}

// relationHint says in one sentence what a relation of an entry means.
func relationHint(relation string) string {
	switch relation {
	case stemma.EntryFirst:
		return "the first entry of this claimant, against nobody"
	case stemma.EntryRestates:
		return "adds nothing to what stands before"
	case stemma.EntryUpdates:
		return "changes its own or its side’s earlier answer"
	case stemma.EntryConflicts:
		return "does not go with what another says"
	case stemma.EntryNarrower:
		return "a part of, or a tighter reading than, an earlier entry"
	case stemma.EntryDenies:
		return "denies an earlier entry"
	case stemma.EntryDeclines:
		return "neither confirms nor denies"
	case stemma.EntryUnverified:
		return "says that it could not verify"
	case stemma.EntryBacks:
		return "another claimant supports it"
	}
	return ""
}

// dateFrom tells how a publication date is known.
func dateFrom(p stemma.Published) string {
	switch p.From {
	case stemma.DateText:
		return "printed in the text"
	case stemma.DateMetadata:
		return "from the page's metadata"
	case stemma.DateURL:
		return "from the address"
	case stemma.DateFeed:
		return "from the feed"
	case stemma.DateInferred:
		return "inferred"
	case stemma.DateGiven:
		return "given with the input"
	}
	return oneLine(p.From)
}

// percent is a share of 0 to 1 as a whole percentage.
func percent(x float64) string {
	return strconv.Itoa(int(math.Round(100*x))) + " %"
}

// differs reports whether a question has entries that stand against each
// other.
func differs(q *stemma.Question) bool {
	for i := range q.Entries {
		switch q.Entries[i].Relation {
		case stemma.EntryConflicts, stemma.EntryDenies, stemma.EntryDeclines, stemma.EntryUnverified:
			return true
		}
		switch q.Entries[i].Stance {
		case stemma.StanceDenies, stemma.StanceDoubts:
			return len(q.Entries) > 1
		}
	}
	return false
}

// claimants counts the distinct claimants of a question.
func claimants(q *stemma.Question) int {
	seen := map[string]bool{}
	for i := range q.Entries {
		seen[q.Entries[i].Claimant] = true
	}
	return len(seen)
}

// unseen is one kind of thing that the run could not see, with its items.
type unseen struct {
	Title string
	Items []unseenItem
}

type unseenItem struct{ Path, Text, Hint string }

// blindSpots lists what the report cannot see: inputs skipped, and documents
// read with a doubt, by kind in a fixed order.
func blindSpots(r *stemma.Report) []unseen {
	var out []unseen
	if len(r.Skipped) > 0 {
		u := unseen{Title: Count(len(r.Skipped), "input", "inputs") + " not read"}
		for _, s := range r.Skipped {
			u.Items = append(u.Items, unseenItem{oneLine(s.Path), oneLine(s.Reason), oneLine(s.Hint)})
		}
		out = append(out, u)
	}
	for _, kind := range noticeKinds(r) {
		u := unseen{}
		for _, n := range r.Notices {
			if n.Kind == kind {
				u.Items = append(u.Items, unseenItem{oneLine(n.Path), oneLine(n.Text), ""})
			}
		}
		u.Title = noticeTitle(kind, len(u.Items))
		out = append(out, u)
	}
	return out
}

// noticeKinds are the kinds that occur, known ones first in order of weight.
func noticeKinds(r *stemma.Report) []string {
	order := []string{"language", "undated", "inferred-date", "truncated", "charset", "withdrawn"}
	have := map[string]bool{}
	for _, n := range r.Notices {
		have[n.Kind] = true
	}
	var kinds []string
	for _, k := range order {
		if have[k] {
			kinds = append(kinds, k)
			delete(have, k)
		}
	}
	for _, n := range r.Notices {
		if have[n.Kind] {
			kinds = append(kinds, n.Kind)
			delete(have, n.Kind)
		}
	}
	return kinds
}

func noticeTitle(kind string, n int) string {
	docs := Count(n, "document", "documents")
	switch kind {
	case "language":
		return docs + " in a language that it cannot read yet"
	case "undated":
		return docs + " without a date"
	case "inferred-date":
		return docs + " with a date that was worked out, not printed"
	case "truncated":
		return docs + " cut short"
	case "charset":
		return docs + " in a doubtful encoding"
	case "withdrawn":
		return docs + " withdrawn or held back by the provider"
	}
	return docs + ": " + oneLine(kind)
}

// storyTitle is the title of a story, or its id where it has none.
func storyTitle(s *stemma.Story) string {
	if t := oneLine(s.Title); t != "" {
		return t
	}
	return "Story " + oneLine(s.ID)
}

// EventLine is the what-where-when of one incident, "" for nil.
func EventLine(e *stemma.Event) string {
	if e == nil {
		return ""
	}
	parts := nonEmpty(LongDate(e.Date), oneLine(e.Place))
	if e.Killed != nil {
		parts = append(parts, "killed: "+RangeWords(e.Killed))
	}
	if e.Wounded != nil {
		parts = append(parts, "wounded: "+RangeWords(e.Wounded))
	}
	return strings.Join(parts, " · ")
}

// claimantWords is a claimant with its party, where that says more.
func claimantWords(e *stemma.Entry) string {
	name := oneLine(e.Claimant)
	if name == "" {
		name = "nobody named"
	}
	if p := oneLine(e.Party); p != "" && p != name {
		name += " (" + p + ")"
	}
	return name
}

// saysWords is what an entry says, after its stance where it does not simply
// assert.
func saysWords(e *stemma.Entry) string {
	words := entryWords(e)
	if s := Stance(e.Stance); e.Stance != stemma.StanceAsserts && s != "" && s != words {
		return s + ": " + words
	}
	return words
}

// EntryLine is an entry in one line: who says what.
func EntryLine(e *stemma.Entry) string { return claimantWords(e) + ": " + saysWords(e) }

// excerptWords tells who took passages from whom.
func excerptWords(e excerpt) string {
	if !e.known {
		return nodeName(e.from) + " and " + nodeName(e.to) + " share passages"
	}
	return nodeName(e.to) + " took passages from " + nodeName(e.from)
}

// refPaths are the paths of claims, each once, in order.
func refPaths(refs []stemma.ClaimRef) []string {
	seen := map[string]bool{}
	var out []string
	for _, r := range refs {
		if !seen[r.Path] {
			out = append(out, r.Path)
		}
		seen[r.Path] = true
	}
	return out
}
