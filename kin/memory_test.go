package kin

import (
	"fmt"
	"reflect"
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
	docs := growing()
	for _, limit := range []int{0, 80_000, 200_000, 1 << 30} {
		m := NewMemory(limit)
		for n := 1; n <= len(docs); n++ {
			want, got := CompareAmong(nil, docs[:n], allPairs(n)), CompareAmong(m, docs[:n], allPairs(n))
			if !reflect.DeepEqual(got, want) {
				t.Fatalf("limit %d, %d reports: got %+v, want %+v", limit, n, got, want)
			}
			checkMemory(t, m)
		}
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
