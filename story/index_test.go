package story

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"github.com/stemmanews/stemma/lang/text"
)

// TestIndexAdd: reports that come one by one find their like and end in the
// same stories.
func TestIndexAdd(t *testing.T) {
	x := NewIndex(nil)
	for _, s := range signatures(invented()) {
		x.Add(s)
	}
	if got, want := x.Group([]int{0, 1, 2, 3, 4}, nil), [][]int{{0, 1}, {2, 3}, {4}}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if near := x.Near(1); !slices.Contains(near, 0) {
		t.Errorf("near the second report are %v, not the first", near)
	}
	x.Remove(0)
	x.Remove(0)
	if near := x.Near(1); slices.Contains(near, 0) || x.Len() != 4 {
		t.Errorf("after its removal the first report is near the second (%v) or counted (%d)", near, x.Len())
	}
}

// TestGroupSome: reports keep their numbers where only some are grouped.
func TestGroupSome(t *testing.T) {
	x := NewIndex(signatures(invented()))
	if got, want := x.Group([]int{4, 3, 2}, nil), [][]int{{2, 3}, {4}}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestBoilerplate: what an outlet prints under everything makes no story.
func TestBoilerplate(t *testing.T) {
	plea := "\nGet the Skerry Courier by pigeon post each dawn: ask Quillon Varga at the Lostmere loft.\nThe Courier's pigeons rest on feast days, warns loft keeper Quillon Varga."
	texts := []*text.Text{
		doc("a", "2031-05-01", "Bakers strike in Tavra", "Bakers walked out in Tavra."+plea),
		doc("b", "2031-06-01", "Skerry lighthouse painted", "The lighthouse is white again."+plea),
		doc("c", "2031-07-01", "Penhale wins chess cup", "Penhale beat Brandvik in nine moves."+plea),
	}
	if got := Group(texts, nil); len(got) != 3 {
		t.Errorf("got %v, want three stories", got)
	}
	for _, x := range texts { // the same lines within days may be a wire story
		x.Doc.Published.Date = "2031-05-01"
	}
	if got := Group(texts, nil); len(got) == 3 {
		t.Error("lines shared on one day count for nothing: the test above shows nothing")
	}
}

// TestNames: capitals count where a sentence does not begin.
func TestNames(t *testing.T) {
	c := casing{}
	c.read("Miners dug. Then Mayor Brandvik, of Orvanet, said 14 miners dug. “Miners of Korda dug on.”")
	got := c.names()
	want := termsOf("Mayor Brandvik Orvanet Korda 14")
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("got %d names, want %d", len(got), len(want))
	}
}

func TestSignatureBytes(t *testing.T) {
	for _, x := range invented() {
		s := SignatureOf(x.Doc)
		b, _ := s.MarshalBinary()
		var back Signature
		if err := back.UnmarshalBinary(b); err != nil || !reflect.DeepEqual(s, back) {
			t.Errorf("%s: %v, came back as %+v", x.Doc.Path, err, back)
		}
		for n := range b {
			if back.UnmarshalBinary(b[:n]) == nil {
				t.Fatalf("%s: %d of %d bytes are taken for a signature", x.Doc.Path, n, len(b))
			}
		}
	}
}

func FuzzSignatureBytes(f *testing.F) {
	b, _ := SignatureOf(invented()[0].Doc).MarshalBinary()
	f.Add(b)
	f.Add([]byte{signatureForm, 0, 255, 255, 255, 255, 255, 1})
	f.Fuzz(func(t *testing.T, b []byte) {
		var s Signature
		if s.UnmarshalBinary(b) == nil {
			if again, _ := s.MarshalBinary(); len(again) > len(b) {
				t.Errorf("%d bytes were read as a signature of %d", len(b), len(again))
			}
		}
	})
}

// BenchmarkIndexAdd adds one report to a collection and groups it with what is
// near: the time should not grow with the collection.
func BenchmarkIndexAdd(b *testing.B) {
	for _, n := range []int{1000, 10000, 100000} {
		sigs := make([]Signature, n)
		for i := range sigs {
			sigs[i] = SignatureOf(madeUp(i).Doc)
		}
		x := NewIndex(sigs)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				k := x.Add(sigs[b.N%n])
				x.Group(append(x.Near(k), k), nil)
				x.Remove(k)
			}
		})
	}
}
