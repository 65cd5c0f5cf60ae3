package report

import (
	"fmt"

	"github.com/stemmanews/stemma"
)

// Site says on which pages the parts of a report are shown, where it is not
// one page. Each function returns the address of a page, "" where there is
// none.
type Site struct {
	StoryPage    func(id string) string
	DocumentPage func(path string) string
	PairPage     func(a, b string) string
	WordsPage    func(path string, words stemma.Span) string // the document, at these words
}

// Stories shows the stories of a report, each as a page of its own: anchors on it
// are "q1", "q1-e2", "t3" and "x4" for questions, their entries, lines of the
// timeline and changes; those of a document are "c5" for a claim, in the order
// of the document's claims.
func (s *Site) Stories(r *stemma.Report) []StoryView { return newPager(r, s).stories() }

// Document shows the document of that path, with marks where the stories of r
// use its words; false where r has none. Other documents of r may lack their
// text. Each of here is marked besides, with the anchors "here1", "here2".
func (s *Site) Document(r *stemma.Report, path string, here ...stemma.Span) (DocumentView, bool) {
	b := newPager(r, s)
	i, ok := b.x.doc[path]
	if !ok {
		return DocumentView{}, false
	}
	b.stories()
	for n, span := range here {
		b.marks[path] = append(b.marks[path], mark{span: inside(span, r.Documents[i].Text), class: "here", rank: 7, id: fmt.Sprintf("here%d", n+1)})
	}
	return b.document(i), true
}

// place is a page and what the anchors of one part of it begin with.
type place struct {
	page, prefix string
	shown        bool
}

// id is an anchor as the page has it.
func (p place) id(anchor string) string {
	switch {
	case anchor == "":
		return p.prefix
	case p.prefix == "":
		return anchor
	}
	return p.prefix + "-" + anchor
}

// href leads to an anchor, "" where the page is not shown.
func (p place) href(id string) string {
	switch {
	case !p.shown:
		return ""
	case id == "":
		return p.page
	}
	return p.page + "#" + id
}

func (b *pager) storyPlace(i int) place {
	if b.site == nil {
		return place{prefix: fmt.Sprintf("s%d", i+1), shown: true}
	}
	if i >= len(b.x.r.Ledger.Stories) {
		return place{}
	}
	page := b.site.StoryPage(b.x.r.Ledger.Stories[i].ID)
	return place{page: page, shown: page != ""}
}

func (b *pager) docPlace(path string) place {
	if b.site != nil {
		page := b.site.DocumentPage(path)
		return place{page: page, shown: page != ""}
	}
	if i, ok := b.x.doc[path]; ok {
		return place{prefix: fmt.Sprintf("d%d", i+1), shown: true}
	}
	return place{}
}

func (b *pager) claimID(path string, i int) string {
	return b.docPlace(path).id(fmt.Sprintf("c%d", i+1))
}

func (b *pager) claimHref(path string, i int) string {
	return b.docPlace(path).href(b.claimID(path, i))
}

// docLink leads to a document, or names what is not there.
func (b *pager) docLink(path string) Link {
	p := b.docPlace(path)
	return Link{Label: b.x.outlet(path), Title: nodeName(path), Href: p.href(p.id(""))}
}

// compareHref leads to two reports side by side, where there is such a page.
func (b *pager) compareHref(from, to string) string {
	if b.site == nil || b.x.pair[[2]string{from, to}] == nil {
		return ""
	}
	return b.site.PairPage(from, to)
}

// deltaOf tells of the changes on an edge: they lead to the two reports side
// by side, or to the first of the changes.
func (b *pager) deltaOf(from, to string) EdgeDelta {
	d := b.delta[[2]string{from, to}]
	href := b.compareHref(from, to)
	switch {
	case d.count == 0 && href == "":
		return EdgeDelta{}
	case d.count == 0:
		return EdgeDelta{"compare", href}
	case href == "":
		href = "#" + d.first
	}
	return EdgeDelta{Count(d.count, "change", "changes"), href}
}
