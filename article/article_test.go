package article

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/source"
)

func plain(text string) source.Raw {
	return source.Raw{Path: "a.txt", Text: text, Kind: source.Plain, SHA256: "00"}
}

const page1 = `THE HARBOUR POST
News | Weather | Sport | Obituaries

Crane topples on quay, three hurt

By Ada Quill, Coastline Newswire
Published: 4 May 2031, 10:15 | Updated: 5 May 2031, 08:00

Photo: the quay on Sunday. (Coastline/J. Oar)

PORT NIMBUS, May 4 (CNW) - A crane toppled onto the quay of Port Nimbus on Sunday and hurt three dockers, the port authority said.

"It went over like a tree," said foreman Bo Anders, who had been standing next to it when the wind rose.

[Advertisement - continue reading below]

What is known so far

The harbour master told Coastline Newswire that the crane had been inspected in March and that no fault had been found.

(Reporting by Ada Quill in Port Nimbus; editing by Max Tern)

Tags: cranes, harbour, Port Nimbus

READ NEXT
Ten knots that every sailor should know
Lighthouse gets a new coat of paint

Leave a comment
Name (required)   E-mail (never shown)
`

func TestExtractPlain(t *testing.T) {
	doc, notices, err := Extract(plain(page1))
	if err != nil || len(notices) != 0 {
		t.Fatal(err, notices)
	}
	if doc.Text != page1 || doc.ID != "sha256:00" || doc.Path != "a.txt" {
		t.Error("text, id or path altered")
	}
	for what, got := range map[string][2]string{
		"headline":  {doc.Headline.Text, "Crane topples on quay, three hurt"},
		"outlet":    {doc.Outlet, "THE HARBOUR POST"},
		"byline":    {doc.Byline, "Ada Quill, Coastline Newswire"},
		"published": {doc.Published.Date + " " + doc.Published.From, "2031-05-04 text"},
		"language":  {doc.Language, "en"},
	} {
		if got[0] != got[1] {
			t.Errorf("%s is %q, want %q", what, got[0], got[1])
		}
	}
	body := bodyText(&doc)
	for _, want := range []string{"PORT NIMBUS, May 4", "like a tree", "What is known so far", "no fault had been found."} {
		if !strings.Contains(body, want) {
			t.Errorf("body lacks %q", want)
		}
	}
	kinds := map[string]string{
		"News | Weather": "navigation", "By Ada": "author", "Published: 4": "date", "Photo: the": "caption", "[Advert": "other",
		"(Reporting": "credit", "Tags:": "navigation", "READ NEXT": "related", "Ten knots": "related", "Leave a": "comment", "Name (": "comment",
	}
	for start, kind := range kinds {
		at := strings.Index(page1, start)
		if got := kindAt(&doc, at); got != kind {
			t.Errorf("%q is %q, want %q", start, got, kind)
		}
	}
	var credits []string
	for _, c := range doc.Credits {
		if c.Span.In(doc.Text) != c.Name {
			t.Errorf("credit %+v is not at its span", c)
		}
		credits = append(credits, c.Name)
	}
	if got := strings.Join(credits, "|"); got != "Coastline Newswire|CNW|Coastline Newswire|Ada Quill|Max Tern" {
		t.Errorf("credits %s", got)
	}
}

func kindAt(doc *stemma.Document, at int) string {
	for _, f := range doc.Furniture {
		if f.Span.Contains(stemma.Span{at, at + 1}) {
			return f.Kind
		}
	}
	return ""
}

func TestWhole(t *testing.T) {
	doc, _, err := Whole(plain(page1))
	if err != nil || len(doc.Furniture) != 0 || !strings.Contains(bodyText(&doc), "Leave a comment") {
		t.Error(err, doc.Furniture)
	}
}

func TestNoArticle(t *testing.T) {
	if _, _, err := Extract(plain("Home | News | Contact\n")); err == nil {
		t.Error("a menu is no article")
	}
}

func TestOneLine(t *testing.T) {
	doc, _, err := Extract(plain("The minister said on Monday that the bridge would be closed for a week while engineers inspected its cables."))
	if err != nil || len(doc.Body) != 1 || doc.Headline.Text != "" {
		t.Error(err, doc)
	}
}

// check holds for every document that Extract makes of plain text.
func check(t *testing.T, in string, doc *stemma.Document) {
	t.Helper()
	if doc.Text != in {
		t.Fatal("plain text was altered")
	}
	var all []stemma.Span
	all = append(all, doc.Body...)
	for _, f := range doc.Furniture {
		all = append(all, f.Span)
		if f.Kind == "" {
			t.Error("furniture without a kind")
		}
	}
	if doc.Headline.Span != nil {
		all = append(all, *doc.Headline.Span)
	}
	for i, s := range all {
		whole(t, in, s)
		for _, o := range all[:i] {
			if s.Overlaps(o) {
				t.Errorf("spans %v and %v overlap", s, o)
			}
		}
	}
	for _, c := range doc.Credits {
		whole(t, in, c.Span)
		if c.Name != c.Span.In(in) {
			t.Errorf("credit %q is not at its span", c.Name)
		}
	}
	if p := doc.Published.Span; p != nil {
		whole(t, in, *p)
	}
}

func whole(t *testing.T, text string, s stemma.Span) {
	t.Helper()
	if s[0] < 0 || s[0] >= s[1] || s[1] > len(text) {
		t.Fatalf("span %v is outside a text of %d bytes", s, len(text))
	}
	if utf8.ValidString(text) && !utf8.ValidString(s.In(text)) {
		t.Errorf("span %v cuts a rune", s)
	}
}

func FuzzExtract(f *testing.F) {
	f.Add(page1)
	f.Add("")
	f.Add("X\n\n\xff\xfe\n" + strings.Repeat("word ", 40) + ".\r\n\r\nBy A\u00a0B\n12.13.2031\n31 février 2030")
	f.Add("KYIV (AFP, dpa) -- Text.\n(Reporting by , and ; editing by )\n© 2031 Ωmega Press\nSource: \n")
	f.Add("Title | Site of News\n\nThursday, May 7, 2031 On Tuesday, the government announced a plan for the harbour of the town.\n")
	f.Fuzz(func(t *testing.T, in string) {
		doc, _, err := Extract(plain(in))
		if err == nil {
			check(t, in, &doc)
		}
		if doc, _, err := Whole(plain(in)); err == nil {
			check(t, in, &doc)
		}
	})
}

func BenchmarkExtract(b *testing.B) {
	b.SetBytes(int64(len(page1)))
	for b.Loop() {
		if _, _, err := Extract(plain(page1)); err != nil {
			b.Fatal(err)
		}
	}
}
