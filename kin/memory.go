package kin

import (
	"container/list"
	"encoding/binary"
	"slices"
	"sync"

	"github.com/stemmanews/stemma/kin/align"
	"github.com/stemmanews/stemma/kin/judge"
	"github.com/stemmanews/stemma/kin/view"
	"github.com/stemmanews/stemma/lang/text"
)

// Memory keeps what comparisons worked out of single reports and of pairs, so
// that a report which joins others is compared with them and they not again
// with each other. What a comparison finds does not depend on what is there:
// texts are known by where they lie in memory, and must not be altered. What was
// of use lately does not make room for what is new: of a story that is larger
// than the memory a part stays, where each comparison would drive out what the
// next one asks for first. A nil
// Memory keeps nothing. Several goroutines may use one.
type Memory struct {
	mu    sync.Mutex
	limit int                   // bytes
	round int                   // the number of comparisons
	size  int                   // about as many bytes as are held
	order *list.List            // of *kept, the last used first
	by    map[any]*list.Element // by *text.Text, pairKey, bareKey
}

// kept is one thing remembered, a seen, a view or a verdict, with the keys of
// what goes when it goes: the views and pairs of a text.
type kept struct {
	key, value any
	size       int
	round      int // when it was last of use
	owners     []*text.Text
	owned      map[any]bool
}

// seen is a report as the comparison sees it.
type seen struct {
	view *view.View
	look Look
}

// Keys of what is kept of a text beside what is seen of it.
type (
	pairKey [2]*view.View
	bareKey struct {
		view   *view.View
		absent string // the sentences left out
	}
)

// NewMemory makes a memory of about limit bytes; what was not used for longest
// is forgotten first.
func NewMemory(limit int) *Memory {
	return &Memory{limit: limit, order: list.New(), by: map[any]*list.Element{}}
}

func (m *Memory) get(key any) any {
	if m == nil {
		return nil
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	e := m.by[key]
	if e == nil {
		return nil
	}
	m.order.MoveToFront(e)
	k := e.Value.(*kept)
	k.round = m.round
	return k.value
}

// put keeps a value of some texts, where these are kept.
func (m *Memory) put(key, value any, size int, owners ...*text.Text) {
	if m == nil || size > m.limit/4 { // one monster is not to drive out all others
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.by[key] != nil {
		return
	}
	for m.size+size > m.limit {
		if m.round-m.order.Back().Value.(*kept).round < lately {
			return
		}
		m.forget(m.order.Back())
	}
	if slices.ContainsFunc(owners, func(t *text.Text) bool { return m.by[t] == nil }) {
		return
	}
	m.size += size
	m.by[key] = m.order.PushFront(&kept{key: key, value: value, size: size, round: m.round, owners: owners, owned: map[any]bool{}})
	for _, t := range owners {
		m.by[t].Value.(*kept).owned[key] = true
	}
}

// lately is the number of comparisons for which what was of use is kept.
const lately = 8

// begin begins a comparison.
func (m *Memory) begin() {
	if m != nil {
		m.mu.Lock()
		m.round++
		m.mu.Unlock()
	}
}

func (m *Memory) forget(e *list.Element) {
	k := m.order.Remove(e).(*kept)
	delete(m.by, k.key)
	m.size -= k.size
	for _, t := range k.owners {
		if o := m.by[t]; o != nil {
			delete(o.Value.(*kept).owned, k.key)
		}
	}
	for key := range k.owned {
		m.forget(m.by[key])
	}
}

// Sizes of what is kept, in bytes: a word of a view with its key, a word of an
// analysed text, a word's counterpart, a pair of words of a link, and what goes
// with each.
const (
	wordBytes  = 128
	tokenBytes = 250
	placeBytes = 9
	matchBytes = 24
	linkBytes  = 96
	restBytes  = 1024
)

// see looks at a report.
func (m *Memory) see(t *text.Text) *seen {
	if s, ok := m.get(t).(*seen); ok {
		return s
	}
	v := view.Of(t)
	s := &seen{view: v, look: lookAt(v)}
	m.put(t, s, restBytes+tokenBytes*len(t.Tokens)+wordBytes*len(v.Words))
	return s
}

// View is the view of a report.
func (m *Memory) View(t *text.Text) *view.View { return m.see(t).view }

// Judge aligns two views and judges them. The alignment of the verdict is not
// to be altered.
func (m *Memory) Judge(a, b *view.View) judge.Verdict {
	key := pairKey{a, b}
	if v, ok := m.get(key).(judge.Verdict); ok {
		return v
	}
	v := judge.Pair(align.Pair(a, b))
	size := restBytes + placeBytes*(len(a.Words)+len(b.Words))
	for i := range v.Alignment.Links {
		size += linkBytes + matchBytes*len(v.Alignment.Links[i].Words)
	}
	m.put(key, v, size, a.Text, b.Text)
	return v
}

// without is the view of a report without the sentences of its body of which
// drop holds.
func (m *Memory) without(v *view.View, drop func(sentence int) bool) *view.View {
	body := v.Body()
	var absent []byte
	for k := body; k < len(v.Sentences); k++ {
		if drop(k - body) {
			absent = binary.AppendUvarint(absent, uint64(k))
		}
	}
	key := bareKey{v, string(absent)}
	if out, ok := m.get(key).(*view.View); ok {
		return out
	}
	out := v.Without(func(k int) bool { return k >= body && drop(k-body) })
	m.put(key, out, restBytes+wordBytes*len(out.Words), v.Text)
	return out
}
