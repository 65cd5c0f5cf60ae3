package report

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stemmanews/stemma"
	"golang.org/x/net/html"
)

// tags writes pieces as tags, to read them in a test.
func tags(pieces []Inline) string {
	var b strings.Builder
	for _, p := range pieces {
		if p.Kids == nil {
			b.WriteString(p.Text)
			continue
		}
		b.WriteString("<" + p.Class)
		if p.ID != "" {
			b.WriteString("#" + p.ID)
		}
		b.WriteString(">" + tags(p.Kids) + "</>")
		for _, l := range p.Back {
			b.WriteString("^" + l.Label)
		}
	}
	return b.String()
}

func TestNest(t *testing.T) {
	const text = "abcdefghij"
	m := func(lo, hi int, class string) mark {
		return mark{span: stemma.Span{lo, hi}, class: class, id: class, back: []Link{{Label: class}}}
	}
	for _, c := range []struct {
		name  string
		marks []mark
		want  string
	}{
		{"none", nil, "abcdefghij"},
		{"one", []mark{m(2, 4, "x")}, "ab<x#x>cd</>^xefghij"},
		{"nested", []mark{m(3, 5, "y"), m(2, 8, "x")}, "ab<x#x>c<y#y>de</>^yfgh</>^xij"},
		{"same span", []mark{m(2, 4, "x"), m(2, 4, "y")}, "ab<x#x><y#y>cd</>^y</>^xefghij"},
		{"crossing", []mark{m(2, 6, "x"), m(4, 8, "y")}, "ab<x#x>cd<y#y>ef</></>^x<y>gh</>^yij"},
		{"beyond the text", []mark{m(-3, 2, "x"), m(8, 99, "y")}, "<x>ab</>^xcdefgh<y#y>ij</>"},
		{"empty", []mark{m(3, 3, "x")}, "abcdefghij"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := tags(nest(text, stemma.Span{0, len(text)}, c.marks)); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func words(pieces []Inline) string {
	var b strings.Builder
	for _, p := range pieces {
		b.WriteString(p.Text)
		b.WriteString(words(p.Kids))
	}
	return b.String()
}

// anchors counts the pieces with an anchor, and the links back.
func anchors(pieces []Inline) (ids, back int) {
	for _, p := range pieces {
		if p.ID != "" {
			ids++
		}
		i, b := anchors(p.Kids)
		ids, back = ids+i, back+b+len(p.Back)
	}
	return ids, back
}

func FuzzNest(f *testing.F) {
	f.Add("the army said that 40 died", []byte{0, 8, 4, 12, 9, 26, 19, 21})
	f.Add("日本語\n\x1b", []byte{1, 4, 0, 2, 2, 9})
	f.Add("\r\n", []byte("\x010"))
	f.Fuzz(func(t *testing.T, text string, spans []byte) {
		if len(text) > 300 || len(spans) > 40 {
			t.Skip()
		}
		whole := stemma.Span{0, len(text)}
		var marks []mark
		for i := 0; i+1 < len(spans); i += 2 {
			s := inside(stemma.Span{int(spans[i]), int(spans[i+1])}, text)
			marks = append(marks, mark{span: s, class: "x", id: "i", back: []Link{{Label: "b"}}})
		}
		pieces := nest(text, whole, marks)
		// Marks may cut a character in two; then its bytes are shown one by one.
		// One that parts CR from LF leaves the CR to be seen.
		got, want := strings.ReplaceAll(words(pieces), "␍\n", "\n"), strings.ReplaceAll(Visible(text), "␍\n", "\n")
		if isASCII(text) && got != want {
			t.Errorf("the words become %q, not %q", got, want)
		}
		n := len(within(marks, whole))
		if ids, back := anchors(pieces); ids != n || back != n {
			t.Errorf("%d marks, %d anchors, %d links back", n, ids, back)
		}
	})
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r > 0x7F }) < 0
}

func TestBlocks(t *testing.T) {
	const text = "Head\nMenu\n\nFirst line of\na paragraph.\n\nSecond.\nRelated: x"
	at := func(s string) stemma.Span {
		i := strings.Index(text, s)
		return stemma.Span{i, i + len(s)}
	}
	head := at("Head")
	d := &stemma.Document{Text: text, Headline: stemma.Headline{Text: "Head", Span: &head},
		Body:      []stemma.Span{at("First line of\na paragraph.\n\nSecond.\n")},
		Furniture: []stemma.Furniture{{Span: at("Related: x"), Kind: "related"}}}
	type part struct{ kind, text string }
	var got []part
	for _, b := range blocks(d) {
		got = append(got, part{b.kind, b.span.In(text)})
	}
	want := []part{{"headline", "Head"}, {"", "Menu"}, {"body", "First line of\na paragraph."}, {"body", "Second."}, {"related", "Related: x"}}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(part{})); diff != "" {
		t.Errorf("blocks (-want +got):\n%s", diff)
	}
}

// TestNoWordLost checks that a document's page shows all its words, in order.
func TestNoWordLost(t *testing.T) {
	r := quake(t)
	page := newPage(r)
	for i := range r.Documents {
		var shown strings.Builder
		for _, g := range page.Docs[i].Groups {
			for _, l := range g.Lines {
				shown.WriteString(words(l.Pieces) + "\n")
			}
		}
		got, want := strings.Fields(shown.String()), strings.Fields(r.Documents[i].Text)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", r.Documents[i].Path, diff)
		}
	}
}

// TestAnchors checks that every link in the page of a hostile report leads
// somewhere, white space and empty spans included.
func TestAnchors(t *testing.T) {
	for _, s := range append([]string{"  ", "\n"}, nasty...) {
		ids, links := map[string]bool{}, []string{}
		doc, err := html.Parse(strings.NewReader(render(t, HTML, hostile(s))))
		if err != nil {
			t.Fatal(err)
		}
		for n := range doc.Descendants() {
			for _, a := range n.Attr {
				if a.Key == "id" && ids[a.Val] {
					t.Errorf("%q: the anchor %s stands twice", s, a.Val)
				}
				if a.Key == "id" {
					ids[a.Val] = true
				}
				if to, ok := strings.CutPrefix(a.Val, "#"); ok && a.Key == "href" {
					links = append(links, to)
				}
			}
		}
		for _, l := range links {
			if !ids[l] {
				t.Errorf("%q: the link to %s leads nowhere", s, l)
			}
		}
		if len(links) < 10 {
			t.Errorf("%q: only %d links", s, len(links))
		}
	}
}
