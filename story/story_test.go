package story

import (
	"fmt"
	"reflect"
	"testing"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/text"
)

func doc(path, day, title, body string) *text.Text {
	d := &stemma.Document{Path: path, Text: body}
	if body != "" {
		d.Body = []stemma.Span{{0, len(body)}}
	}
	d.Headline.Text = title
	d.Published.Date = day
	return &text.Text{Doc: d}
}

// invented are reports of two landslides and a theft.
func invented() []*text.Text {
	return []*text.Text{
		doc("a", "2031-05-01", "Landslide buries school in Orvanet", "A landslide buried a primary school in the hill town of Orvanet on Thursday. Mayor Ilse Brandvik said 14 pupils were pulled out of the mud by miners from the Korda pit."),
		doc("b", "2031-05-02", "Orvanet: miners dig for pupils", "Miners of the Korda pit dug through the night in Orvanet, where mud had come down on a primary school. Brandvik, the mayor, spoke of 14 pupils saved."),
		doc("c", "2031-05-02", "Thieves take altar from Saint Wenna", "Thieves took a carved altar from the chapel of Saint Wenna in Lostmere, the diocese said. The altar by Jory Penhale was insured for a small sum."),
		doc("d", "2031-05-03", "Altar of Lostmere chapel gone", "The carved altar of Jory Penhale is gone from the chapel of Saint Wenna, police in Lostmere said. The diocese offers a reward."),
		doc("e", "2031-09-20", "Landslide closes Tavra pass road", "A landslide closed the road over the Tavra pass. Road engineer Pavel Hruska said the drivers of two lorries walked away and the road would stay shut for weeks."),
	}
}

func TestGroup(t *testing.T) {
	want := [][]int{{0, 1}, {2, 3}, {4}}
	if got := Group(invented(), nil); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestGroupOrder: the order of the input changes nothing but the numbers.
func TestGroupOrder(t *testing.T) {
	texts := invented()
	for i, j := 0, len(texts)-1; i < j; i, j = i+1, j-1 {
		texts[i], texts[j] = texts[j], texts[i]
	}
	want := [][]int{{0}, {1, 2}, {3, 4}}
	if got := Group(texts, nil); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestGroupCopies: a listed copy ties two reports that are half alike.
func TestGroupCopies(t *testing.T) {
	texts := []*text.Text{
		doc("a", "2031-05-01", "", "Gales over the Orvanet ridge tore down nine pylons, the grid said, and Tavra was dark. Fishermen of Lostmere stayed ashore, bakers lit candles."),
		doc("b", "2031-09-10", "", "Tavra again has lights. The council of Skerry voted to pay engineers, while Penhale the cook opened her kitchen to linemen from Brandvik."),
	}
	if got := Group(texts, nil); len(got) != 2 {
		t.Fatalf("alone: %v", got)
	}
	c := &stemma.Copies{Pairs: []stemma.Pair{{A: "a", B: "b", Relation: stemma.RelationCopy, Related: 1}}}
	if got := Group(texts, c); len(got) != 1 {
		t.Errorf("with a copy: %v (likeness %.3f)", got, NewIndex(signatures(texts)).Likeness(0, 1))
	}
}

func signatures(texts []*text.Text) []Signature {
	out := make([]Signature, len(texts))
	for i, t := range texts {
		out[i] = SignatureOf(t.Doc)
	}
	return out
}

func TestGroupOdd(t *testing.T) {
	for name, texts := range map[string][]*text.Text{
		"nothing": nil,
		"empty":   {doc("a", "", "", ""), doc("b", "", "", "")},
		"odd":     {doc("a", "not a date", "\xff\xfe", "\x00\x00 \xff"), doc("b", "2031", "—", "…")},
	} {
		seen := map[int]bool{}
		for _, g := range Group(texts, nil) {
			for _, i := range g {
				if seen[i] {
					t.Errorf("%s: %d stands twice", name, i)
				}
				seen[i] = true
			}
		}
		if len(seen) != len(texts) {
			t.Errorf("%s: %d of %d texts placed", name, len(seen), len(texts))
		}
	}
}

func TestWords(t *testing.T) {
	got := Words("The Mayor’s 1,400 pupils — pulled out of ÉCOLE Orvanet")
	want := []string{"the", "mayor", "1400", "pupil", "pull", "out", "of", "ecol", "orvanet"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestJoinAt(t *testing.T) {
	for _, c := range []struct {
		n    int
		want float64
	}{{1, joinAtFew}, {few, joinAtFew}, {many, joinAtMany}, {1 << 20, joinAtMany}} {
		if got := joinAt(c.n); got != c.want {
			t.Errorf("joinAt(%d) = %v, want %v", c.n, got, c.want)
		}
	}
	if a, b := joinAt(100), joinAt(300); !(joinAtFew < a && a < b && b < joinAtMany) {
		t.Errorf("joinAt does not rise: %v, %v", a, b)
	}
}

func FuzzWords(f *testing.F) {
	for _, s := range []string{"", "1,2,3", "İ’s", "\xff\xff", "Straße 9,"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, w := range Words(s) {
			if w == "" {
				t.Errorf("empty word from %q", s)
			}
		}
	})
}

// BenchmarkGroup groups made-up collections; the time should grow nearly in
// line with the number of reports.
func BenchmarkGroup(b *testing.B) {
	for _, n := range []int{250, 1000, 4000} {
		var texts []*text.Text
		for i := range n {
			texts = append(texts, madeUp(i))
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				Group(texts, nil)
			}
		})
	}
}

// madeUp is the made-up report number i; four in a row tell of one happening.
func madeUp(i int) *text.Text {
	s := i / 4
	body := ""
	for k := range 120 {
		body += fmt.Sprintf("w%d ", (s*7919+k*k*31)%20011)
	}
	return doc(fmt.Sprint(i), "2031-05-01", fmt.Sprintf("Event s%d", s), body)
}
