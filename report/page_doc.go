package report

import (
	"fmt"
	"strings"

	"github.com/stemmanews/stemma"
)

// document shows one document: what is known of it, then its text.
func (b *pager) document(i int) DocumentView {
	d := &b.x.r.Documents[i]
	v := b.facts(d)
	v.Groups = b.groups(d)
	_, v.Lost = b.documentMarks(d)
	return v
}

// facts are what is known of a document.
func (b *pager) facts(d *stemma.Document) DocumentView {
	v := DocumentView{
		ID: b.docPlace(d.Path).id(""), Path: oneLine(d.Path), Outlet: b.x.outlet(d.Path),
		Byline: oneLine(d.Byline), Published: LongDate(d.Published.Date), DateFrom: dateFrom(d.Published),
		Doubtful: d.Published.From == stemma.DateInferred || d.Published.Date == "", Credits: CreditNames(d),
		URL: safeURL(d.URL), Language: oneLine(d.Language), Hash: oneLine(d.ID), Claims: len(b.x.claims[d.Path]), Words: bodyWords(d),
	}
	for j := range b.x.r.Copies.Families {
		for _, e := range b.x.r.Copies.Families[j].Edges {
			if e.To == d.Path && e.From != "" {
				v.Parents = append(v.Parents, b.edge(e))
			}
		}
	}
	if d.Headline.Span == nil {
		v.Title = oneLine(d.Headline.Text)
	}
	if v.Language == "en" {
		v.Language = "" // what a reader expects is not told
	}
	return v
}

func CreditNames(d *stemma.Document) string {
	var names []string
	seen := map[string]bool{}
	for _, c := range d.Credits {
		if n := oneLine(c.Name); n != "" && !seen[n] {
			names = append(names, n)
			seen[n] = true
		}
	}
	return strings.Join(names, ", ")
}

// Furniture of more bytes than this is folded away.
const foldAbove = 300

// documentMarks are all marks of a document without the white space at their
// edges, and the anchors of those of which nothing is left.
func (b *pager) documentMarks(d *stemma.Document) (marks []mark, lost []string) {
	for _, m := range append(b.claimMarks(d), b.marks[d.Path]...) {
		trimmed := appendTrimmed(nil, d.Text, m.span)
		switch {
		case len(trimmed) == 1:
			m.span = trimmed[0]
			marks = append(marks, m)
		case m.id != "":
			lost = append(lost, m.id)
		}
	}
	return marks, lost
}

// groups shows the text as runs of paragraphs of one kind.
func (b *pager) groups(d *stemma.Document) []BlockGroup {
	marks, _ := b.documentMarks(d)
	var out []BlockGroup
	size := 0
	for _, bl := range blocks(d) {
		if n := len(out); n == 0 || out[n-1].Kind != bl.kind {
			out, size = append(out, BlockGroup{Kind: bl.kind, Name: blockName(bl.kind)}), 0
		}
		g := &out[len(out)-1]
		g.Lines = append(g.Lines, ParagraphView{nest(d.Text, bl.span, marks)})
		size += bl.span.Len()
		g.Folds = size > foldAbove && bl.kind != blockBody && bl.kind != blockHeadline
	}
	return out
}

// blockName tells what a run of paragraphs is, "" for the article itself.
func blockName(kind string) string {
	switch kind {
	case blockBody, blockHeadline:
		return ""
	case stemma.FurnitureRelated:
		return "related articles"
	case stemma.FurnitureComment:
		return "comments"
	case stemma.FurnitureAuthor:
		return "author"
	case "", stemma.FurnitureOther:
		return "not the article"
	}
	return oneLine(kind)
}

// claimMarks are the marks of a document's claims and their parts.
func (b *pager) claimMarks(d *stemma.Document) []mark {
	var out []mark
	claims := b.x.claims[d.Path]
	for i := range claims {
		c := &claims[i]
		span, ok := extent(c)
		if !ok {
			continue
		}
		out = append(out, mark{span: inside(span, d.Text), class: claimClass(c), rank: 0, id: b.claimID(d.Path, i), title: claimTitle(c),
			back: b.back[claimPlace{d.Path, i}]})
		out = append(out, partMarks(d.Text, c)...)
	}
	return out
}

func claimClass(c *stemma.Claim) string {
	if c.OwnVoice() {
		return "k own"
	}
	return "k"
}

// claimTitle is told of a claim when one points at it.
func claimTitle(c *stemma.Claim) string {
	parts := nonEmpty(sourceName(c), oneLine(c.Stance), oneLine(c.Certainty))
	if c.Said.Date != "" {
		parts = append(parts, "said "+oneLine(c.Said.Date))
	}
	if v := viaNames(c); v != "" {
		parts = append(parts, "via "+v)
	}
	return fmt.Sprintf("Claim %s: %s", oneLine(c.ID), strings.Join(parts, ", "))
}

func partMarks(text string, c *stemma.Claim) []mark {
	var out []mark
	put := func(class string, rank int, title string, spans ...stemma.Span) {
		for _, s := range spans {
			if s = inside(s, text); s.Len() > 0 {
				out = append(out, mark{span: s, class: class, rank: rank, title: title})
			}
		}
	}
	put("con", 1, "", c.Content.Spans...)
	put("src", 2, "", c.Source.Spans...)
	put("cue", 3, "", c.Cue.Spans...)
	for i := range c.Via {
		if c.Via[i].Span != nil {
			put("via", 2, "", *c.Via[i].Span)
		}
	}
	for i := range c.Figures {
		put("fig", 4, figureLine(&c.Figures[i]), c.Figures[i].Span)
	}
	return out
}
