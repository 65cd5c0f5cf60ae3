package kin

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/text"
	"github.com/stemmanews/stemma/lang/tokenize"
)

// growing yields stories that grow by a report: one outlet's reports on one
// matter, and later unrelated ones that end in the same paragraph, which is
// boilerplate from then on.
func growing() []Doc {
	const end = "The harbour office of Oskerby keeps the tide tables of the Larn since 1904."
	var out []Doc
	for i := range 12 {
		body := fmt.Sprintf("Dock %d of the harbour in Oskerby was closed on Monday after a crane fell into the water.\n\nPilot Ilse Varga%s said that 14 barges waited before the lock, %d of them laden with grain for Hallen.\n\n%s", 40+i/2, strings.Repeat("s", i%2), 3+i%4, end)
		if i > 3 {
			words := strings.Repeat(fmt.Sprintf("Plum%c growers of valley%c fear rot%c again. ", 'a'+i, 'k'+i, 'e'+i), 6)
			body = words + "\n\n" + end
		}
		d := &stemma.Document{Path: fmt.Sprint("r", i), Outlet: "Larn Post", Text: body, Body: []stemma.Span{{0, len(body)}}}
		d.Published.Date = fmt.Sprintf("2031-05-%02d", 1+i)
		t := &text.Text{Doc: d}
		tokenize.Fill(t)
		out = append(out, Doc{Text: t})
	}
	return out
}

func allPairs(n int) (out [][2]int) {
	for i := range n {
		for j := i + 1; j < n; j++ {
			out = append(out, [2]int{i, j})
		}
	}
	return out
}

func TestMemoryChangesNothing(t *testing.T) {
	for _, limit := range []int{0, 120_000, 200_000, 1 << 30} {
		m := NewMemory(limit)
		compareGrowing(t, m, growing())
		docs := growing() // another story, for which the first makes room
		compareGrowing(t, m, docs)
		if limit > 0 && !slices.ContainsFunc(docs, func(d Doc) bool { return m.by[d.Text] != nil }) {
			t.Errorf("limit %d: the story at work is not held", limit)
		}
	}
}

func compareGrowing(t *testing.T, m *Memory, docs []Doc) {
	t.Helper()
	for n := 1; n <= len(docs); n++ {
		want, got := CompareAmong(nil, docs[:n], allPairs(n)), CompareAmong(m, docs[:n], allPairs(n))
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("limit %d, %d reports: got %+v, want %+v", m.limit, n, got, want)
		}
		checkMemory(t, m)
	}
}

// checkMemory checks the books of a memory: its size within the limit, and no
// pair or view without its texts.
func checkMemory(t *testing.T, m *Memory) {
	t.Helper()
	size := 0
	for e := m.order.Front(); e != nil; e = e.Next() {
		k := e.Value.(*kept)
		size += k.size
		if m.by[k.key] != e {
			t.Errorf("%T is held but not found", k.key)
		}
		for _, o := range k.owners {
			if m.by[o] == nil {
				t.Errorf("%T is held without its text", k.key)
			}
		}
		for x := range k.owned {
			if m.by[x] == nil {
				t.Errorf("%T is owned but not held", x)
			}
		}
	}
	if size != m.size || size > m.limit || len(m.by) != m.order.Len() {
		t.Errorf("size %d, counted %d, limit %d; %d keys for %d", m.size, size, m.limit, len(m.by), m.order.Len())
	}
}

func TestMemoryIsUsed(t *testing.T) {
	docs, m := growing()[:3], NewMemory(1<<30)
	CompareAmong(m, docs, allPairs(3))
	held := m.order.Len()
	a, b := m.View(docs[0].Text), m.View(docs[1].Text)
	if x, y := m.Judge(a, b), m.Judge(a, b); x.Alignment != y.Alignment {
		t.Error("a pair was aligned twice")
	}
	if m.order.Len() != held {
		t.Errorf("%d things are held after looking at what was seen, %d before", m.order.Len(), held)
	}
}

// BenchmarkJoin measures a report that joins a story of 120 copies, with and
// without a memory of the others.
func BenchmarkJoin(b *testing.B) {
	words := strings.Fields("ferry pier harbour lantern barge grain tide crane lock bridge market tower village winter letter railway minister budget strike union")
	var docs []Doc
	for i := range 121 {
		var s strings.Builder
		for k := range 300 {
			switch x := k*7919 + k*k*31; {
			case (x+i*13)%40 == 0: // a word of its own
				fmt.Fprintf(&s, "%s%d ", words[i%len(words)], i%30)
			default:
				fmt.Fprintf(&s, "%s%d ", words[x%len(words)], k%90)
			}
			if k%15 == 14 {
				s.WriteString(". The ")
			}
		}
		d := &stemma.Document{Path: fmt.Sprintf("r%03d", i), Text: s.String(), Body: []stemma.Span{{0, s.Len()}}}
		d.Published.Date = fmt.Sprintf("2031-%02d-%02d", 1+i/28, 1+i%28)
		t := &text.Text{Doc: d}
		tokenize.Fill(t)
		docs = append(docs, Doc{Text: t})
	}
	for _, mb := range []int{0, 96, 400} {
		b.Run(fmt.Sprint(mb, "MB"), func(b *testing.B) {
			m := NewMemory(mb << 20)
			CompareAmong(m, docs[:120], allPairs(120))
			for b.Loop() {
				CompareAmong(m, docs, allPairs(121))
			}
		})
	}
}
