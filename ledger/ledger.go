// Package ledger keeps the books on stories: the questions on which reports
// give figures or answers, and for each question what every claimant said,
// when, in which words, how often and in how many independent texts, and how
// the answers stand to each other.
//
// An entry is one claimant's answer at one time. Copies of one text add
// reports to it, never independent texts. A figure that a copy garbled is no
// entry: it is listed as altered under the entry that it garbled. Figures of
// different measures never share a question, so they are never compared.
//
// The definitions follow the practice of casualty recorders (Every Casualty,
// Standards for Casualty Recording, 2016; UCDP GED codebook; ACLED on vague
// numbers): the words, the comparator and the interval are kept, nothing is
// averaged, and the date of the happening, the date for which a figure holds,
// the date of the words and the date of publication stay apart.
package ledger

import (
	"sort"
	"strconv"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/text"
)

// Input is what the ledger is kept from. Claims[i] are the claims of Texts[i];
// Stories lists indexes of Texts. Copies may be nil: then every text counts as
// independent.
type Input struct {
	Texts   []*text.Text
	Claims  [][]stemma.Claim
	Copies  *stemma.Copies
	Stories [][]int
	Rulings []Ruling // what a person decided about questions, in order
}

// Keep returns the books on all stories, in the order given. The result
// depends on the input alone.
func Keep(in Input) stemma.Ledger {
	k := newKinship(in.Copies)
	l := stemma.Ledger{Stories: make([]stemma.Story, 0, len(in.Stories))}
	for n, members := range in.Stories {
		b := newBook(in, k, members)
		s := b.story()
		s.ID = "s" + strconv.Itoa(n+1)
		l.Stories = append(l.Stories, s)
	}
	return l
}

// book is the state while one story is worked on.
type book struct {
	in       Input
	kin      *kinship
	docs     []int // members in order: parents before children, then by date and path
	names    *register
	sameAs   []int // by number of a claimant: the number that stands for it
	figures  []*statement
	plain    []*statement            // claims without figure, in order of docs and text
	byReport map[string][]*statement // figures of a report, made when first asked for
	first    string                  // earliest publication date in the story, "" where none is dated
	last     string
}

func newBook(in Input, k *kinship, members []int) *book {
	b := &book{in: in, kin: k}
	b.docs = b.order(members)
	b.first, b.last = b.period()
	b.names = newRegister()
	b.collect()
	b.readSentences()
	b.nameRoles()
	b.adopt()
	b.adoptPlain()
	b.markAltered()
	return b
}

// order sorts documents so that what was copied comes before its copies.
func (b *book) order(members []int) []int {
	docs := append([]int(nil), members...)
	sort.SliceStable(docs, func(i, j int) bool {
		x, y := b.doc(docs[i]), b.doc(docs[j])
		if dx, dy := b.kin.depth(x.Path), b.kin.depth(y.Path); dx != dy {
			return dx < dy
		}
		if x.Published.Date != y.Published.Date {
			return later(y.Published.Date, x.Published.Date)
		}
		return x.Path < y.Path
	})
	return docs
}

func (b *book) doc(i int) *stemma.Document { return b.in.Texts[i].Doc }

func (b *book) period() (first, last string) {
	for _, i := range b.docs {
		d := b.doc(i).Published.Date
		if d == "" {
			continue
		}
		if first == "" || d < first {
			first = d
		}
		if d > last {
			last = d
		}
	}
	return first, last
}

func (b *book) story() stemma.Story {
	questions := b.figureQuestions()
	questions, later := b.rule(questions, b.in.Rulings, b.joinFigures)
	b.attachReactions(questions)
	questions = append(questions, b.openQuestions(questions)...)
	questions, _ = b.rule(questions, later, joinEntries)
	s := stemma.Story{
		Title:     b.title(),
		Documents: []string{},
		Questions: []stemma.Question{},
		Timeline:  b.timeline(questions),
	}
	for _, i := range b.docs {
		s.Documents = append(s.Documents, b.doc(i).Path)
	}
	sort.Strings(s.Documents)
	s.Counts = stemma.Counts{
		Reports:     len(b.docs),
		Independent: b.kin.independent(s.Documents),
		Claimants:   b.names.claimants(),
	}
	for _, q := range b.ranked(questions) {
		s.Questions = append(s.Questions, b.render(q))
	}
	for i := range s.Questions {
		s.Questions[i].ID = "q" + strconv.Itoa(i+1)
	}
	b.totals(s.Questions)
	s.Event = b.event(questions) // asks how the answers stand to one another
	return s
}

// ranked puts questions with most independent answers first.
func (b *book) ranked(qs []*question) []*question {
	kept := qs[:0:0]
	for _, q := range qs {
		if len(q.entries) > 0 {
			kept = append(kept, q)
		}
	}
	sort.SliceStable(kept, func(i, j int) bool { return kept[i].weight() > kept[j].weight() })
	return kept
}
