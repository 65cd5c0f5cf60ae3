package report

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stemmanews/stemma"
)

// testSite has a page for each story, document and pair.
func testSite() *Site {
	return &Site{
		StoryPage:    func(id string) string { return "/s/" + id },
		DocumentPage: func(path string) string { return "/d/" + path },
		PairPage:     func(a, b string) string { return "/p/" + a + "/" + b },
		WordsPage:    func(path string, words stemma.Span) string { return fmt.Sprint("/w/", path, words) },
	}
}

// TestSiteAnchors follows every link from a story to a document, and back.
func TestSiteAnchors(t *testing.T) {
	r, s := quake(t), testSite()
	story := s.Stories(r)[0]
	into := map[string]bool{} // page#anchor
	for _, q := range append(story.Questions, story.Singles...) {
		for _, e := range q.Entries {
			if e.Quote != nil {
				into[e.Quote.Href] = true
			}
		}
	}
	for _, l := range story.Timeline {
		for _, p := range l.Places {
			into[p.Href] = true
		}
	}
	if len(into) < 20 {
		t.Fatalf("only %d links from the story into documents", len(into))
	}
	have, back := map[string]bool{}, 0
	for i := range r.Documents {
		path := r.Documents[i].Path
		d, ok := s.Document(r, path)
		if !ok {
			t.Fatalf("no view of %s", path)
		}
		for _, g := range d.Groups {
			for _, l := range g.Lines {
				back += collect(l.Pieces, "/d/"+path+"#", have)
			}
		}
		for _, id := range d.Lost {
			have["/d/"+path+"#"+id] = true
		}
	}
	for href := range into {
		if !have[href] {
			t.Errorf("the link to %s leads nowhere", href)
		}
	}
	if back < 20 {
		t.Errorf("only %d links back to the story", back)
	}
}

// collect notes the anchors of pieces and counts the links back to a story.
func collect(pieces []Inline, page string, have map[string]bool) (back int) {
	for _, p := range pieces {
		if p.ID != "" {
			have[page+p.ID] = true
		}
		for _, l := range p.Back {
			if strings.HasPrefix(l.Href, "/s/") && strings.Contains(l.Href, "#") {
				back++
			}
		}
		back += collect(p.Kids, page, have)
	}
	return back
}

func TestSitePair(t *testing.T) {
	one := "The ferry sank on Monday.\n\nAt least 40 people drowned, the coast guard said."
	two := "A ferry went down.\n\nMore than 40 people drowned, the coast guard said. Nothing else is known."
	span := func(text, words string) stemma.Span {
		at := strings.Index(text, words)
		return stemma.Span{at, at + len(words)}
	}
	from, to := span(one, "At least 40"), span(two, "More than 40")
	r := &stemma.Report{
		Documents: []stemma.Document{{Path: "one", Text: one}, {Path: "two", Text: two}},
		Copies: stemma.Copies{
			Pairs: []stemma.Pair{{A: "one", B: "two", Relation: stemma.RelationEdited, Direction: stemma.DirectionAB, Passages: []stemma.Passage{
				{A: span(one, "At least 40 people drowned, the coast guard said."), B: span(two, "More than 40 people drowned, the coast guard said."), Kind: stemma.PassageEdited}}}},
			Changes: []stemma.Change{{Kind: stemma.ChangeComparator, From: stemma.Side{Path: "one", Span: &from, Text: "At least 40"}, To: stemma.Side{Path: "two", Span: &to, Text: "More than 40"}}},
		},
	}
	v, ok := testSite().Pair(r, "two", "one")
	if want := "the right one took from the left one"; !ok || v.Relation != "edited" || v.Direction == want || len(v.Changes) != 1 {
		t.Fatalf("%v, relation %q, %q, %d changes", ok, v.Relation, v.Direction, len(v.Changes))
	}
	var got []string
	for _, row := range v.Rows {
		line := ""
		for _, f := range append(row.From, row.To...) {
			if f.Changed {
				line += "[" + f.Text + "]"
			} else {
				line += f.Text
			}
		}
		if len(row.Changes) > 0 {
			line += row.Changes[0].Label
		}
		got = append(got, line)
	}
	want := []string{"[A ferry went down.]", "[The ferry sank on Monday.]",
		"[More than] 40 people drowned, the coast guard said.[At least] 40 people drowned, the coast guard said.Δ1 comparator", "[Nothing else is known.]"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	if _, ok := testSite().Pair(r, "one", "nowhere"); ok {
		t.Error("a pair with a document that is not there")
	}
}

// TestSiteTreeLeadsToPairs finds the edges' links in a drawn family.
func TestSiteTreeLeadsToPairs(t *testing.T) {
	found := 0
	for _, f := range testSite().Stories(quake(t))[0].Families {
		for _, e := range f.Plot.Edges {
			if strings.HasPrefix(e.Delta.Href, "/p/") && e.Delta.Label != "" {
				found++
			}
		}
	}
	if found == 0 {
		t.Error("no edge leads to its two reports")
	}
}
