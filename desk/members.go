package desk

import (
	"container/list"
	"slices"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin"
	"github.com/stemmanews/stemma/lang/text"
	"github.com/stemmanews/stemma/store"
)

// member is a report in the books: its analysis, and its claims as its story
// knows them.
type member struct {
	report  store.Report
	version store.Version
	read    *reading
	claims  []stemma.Claim
}

// reading is what was read from one version of a report; it is not altered
// after it is made.
type reading struct {
	key      store.Key
	path     string
	text     *text.Text
	claims   []stemma.Claim // with the names that the document alone knows
	anchored bool
	skipped  bool
}

// shelf holds the readings that were used last, up to a number of words.
type shelf struct {
	words int
	order *list.List // of *reading, the last used first
	by    map[store.Key]*list.Element
}

// shelfWords bounds the shelf: about 250 bytes a word, 100 MB.
const shelfWords = 400_000

// memoryBytes bounds what is kept of the comparison of reports.
const memoryBytes = 160 << 20

func newShelf() *shelf { return &shelf{order: list.New(), by: map[store.Key]*list.Element{}} }

func (s *shelf) get(k store.Key, path string) *reading {
	e := s.by[k]
	if e == nil || e.Value.(*reading).path != path {
		return nil
	}
	s.order.MoveToFront(e)
	return e.Value.(*reading)
}

func (s *shelf) put(r *reading) {
	if e := s.by[r.key]; e != nil {
		s.drop(e)
	}
	s.by[r.key] = s.order.PushFront(r)
	s.words += r.size()
	for s.words > shelfWords && s.order.Len() > 1 {
		s.drop(s.order.Back())
	}
}

func (s *shelf) drop(e *list.Element) {
	r := s.order.Remove(e).(*reading)
	delete(s.by, r.key)
	s.words -= r.size()
}

func (r *reading) size() int {
	if r.text == nil {
		return 1
	}
	return 1 + len(r.text.Tokens)
}

// reading reads the analysis of a version, from the shelf where it is there.
func (w *Workspace) reading(tx store.Reader, r *store.Report, v *store.Version) (*reading, error) {
	if x := w.shelf.get(v.Analysis, r.Path); x != nil {
		return x, nil
	}
	a, err := tx.Analysis(v.Analysis)
	if err != nil {
		return nil, err
	}
	x := &reading{key: v.Analysis, path: r.Path, claims: a.Claims, anchored: a.Anchored, skipped: a.Skipped != nil}
	if !x.skipped {
		if x.text, err = unpack(&a, r.Path); err != nil {
			return nil, err
		}
	}
	w.shelf.put(x)
	return x, nil
}

// member reads the newest version of a report that was analysed.
func (w *Workspace) member(tx store.Reader, id int64) (*member, error) {
	r, err := tx.Report(id)
	if err != nil {
		return nil, err
	}
	versions, err := tx.Versions(id)
	if err != nil {
		return nil, err
	}
	m := &member{report: r}
	for _, v := range slices.Backward(versions) {
		if m.version = v; v.Analysis.Version != "" {
			break
		}
	}
	m.read, err = w.reading(tx, &m.report, &m.version)
	if err != nil {
		return nil, err
	}
	return m, nil
}

// fresh are claims of a reading that may be altered.
func (r *reading) fresh() []stemma.Claim {
	out := slices.Clone(r.claims)
	for i := range out {
		out[i].Via = slices.Clone(out[i].Via)
	}
	return out
}

func textsOf(ms []*member) []*text.Text {
	out := make([]*text.Text, len(ms))
	for i := range ms {
		out[i] = ms[i].read.text
	}
	return out
}

func docsOf(ms []*member) []kin.Doc {
	out := make([]kin.Doc, len(ms))
	for i := range ms {
		out[i] = kin.Doc{Text: ms[i].read.text, Claims: ms[i].claims}
	}
	return out
}
