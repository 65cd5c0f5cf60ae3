package article

import (
	"fmt"
	"net/url"
	"strings"

	"codeberg.org/readeck/go-readability"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/source"
)

// maxElements bounds the work on one page; news pages have some thousands.
const maxElements = 200_000

// readHTML extracts headline and main text of a page as paragraphs with a
// blank line between them. Furniture that is left among them is marked later,
// line by line, as in plain text.
// With whole the page's own elements decide nothing: all its text is taken.
func readHTML(raw source.Raw, whole bool) (page, error) {
	root, err := html.Parse(strings.NewReader(raw.Text))
	if err != nil {
		return page{}, &source.Error{Path: raw.Path, Reason: "is a page that cannot be parsed",
			Hint: "save its text and give that", Err: err}
	}
	p := page{given: raw.Given, meta: metadata(root), hints: map[int]string{}}
	p.title = first(p.given.Title, shortTitle(root), p.meta.Title, raw.Listed.Title)
	content := root
	if !whole {
		content, err = mainContent(root, first(p.given.URL, p.meta.URL))
	}
	if err != nil {
		return page{}, &source.Error{Path: raw.Path, Reason: "has no article in it", Err: err, Hint: hintNoArticle}
	}
	r := renderer{hints: p.hints}
	if p.title != "" {
		p.hints[0] = labelHeadline
		r.out.WriteString(strings.Join(strings.Fields(p.title), " "))
		r.breakLine(2)
	}
	r.render(content)
	p.text = strings.TrimRight(r.out.String(), "\n ")
	if !r.some {
		p.text = ""
	}
	return p, nil
}

// mainContent finds the element that holds the article, with the Readability
// algorithm of Mozilla (Arc90's, 2009).
func mainContent(root *html.Node, address string) (node *html.Node, err error) {
	defer func() { // a page must never end the program
		if r := recover(); r != nil {
			err = fmt.Errorf("extracting: %v", r)
		}
	}()
	u, err := url.Parse(address)
	if err != nil || !u.IsAbs() {
		u = &url.URL{Scheme: "http", Host: "page.invalid", Path: "/"}
	}
	parser := readability.NewParser()
	parser.MaxElemsToParse = maxElements
	parser.DisableJSONLD = true
	parser.KeepClasses = true
	a, err := parser.ParseDocument(root, u)
	if err != nil {
		return nil, fmt.Errorf("extracting: %w", err)
	}
	if a.Node == nil {
		return nil, fmt.Errorf("extracting: no element holds running text")
	}
	return a.Node, nil
}

// renderer writes an element as text, one line a block.
type renderer struct {
	out    strings.Builder
	hints  map[int]string // kinds known from elements, by the offset of the line
	space  bool           // a space is due
	breaks int            // newlines that are due
	some   bool           // some text was written
	kind   string         // of the element we are in
}

// breakLine asks for n newlines before the next word; 0 asks for none.
func (r *renderer) breakLine(n int) {
	if n == 0 {
		return
	}
	if r.out.Len() > 0 {
		r.breaks = max(r.breaks, n)
	}
	r.space = false
}

func (r *renderer) render(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		r.words(n.Data)
		return
	case html.ElementNode:
		if silent[n.DataAtom] || hidden(n) {
			return
		}
	}
	gap := blocks[n.DataAtom]
	r.breakLine(gap)
	outer := r.kind
	if k := elementKind(n); k != "" {
		r.kind = k
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		r.render(c)
	}
	r.kind = outer
	r.breakLine(gap)
}

// words writes text with runs of space as one space.
func (r *renderer) words(s string) {
	for i, w := range strings.Fields(s) {
		switch {
		case r.breaks > 0:
			r.out.WriteString("\n\n"[:r.breaks])
		case r.out.Len() > 0 && (r.space || i > 0 || spaceFirst(s)):
			r.out.WriteByte(' ')
		}
		if (r.breaks > 0 || r.out.Len() == 0) && r.kind != "" {
			r.hints[r.out.Len()] = r.kind
		}
		r.out.WriteString(w)
		r.breaks, r.space, r.some = 0, false, true
	}
	if s != "" && spaceFirst(s[len(s)-1:]) {
		r.space = true
	}
}

func spaceFirst(s string) bool { return strings.TrimLeft(s, " \t\r\n\f\u00a0") != s }

var silent = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Head: true, atom.Iframe: true,
	atom.Svg: true, atom.Button: true, atom.Input: true, atom.Select: true, atom.Textarea: true,
}

// blocks are the elements that begin a line, with the newlines around them.
var blocks = map[atom.Atom]int{
	atom.P: 2, atom.Div: 2, atom.Article: 2, atom.Section: 2, atom.Blockquote: 2, atom.H1: 2, atom.H2: 2, atom.H3: 2,
	atom.H4: 2, atom.H5: 2, atom.H6: 2, atom.Ul: 2, atom.Ol: 2, atom.Table: 2, atom.Figure: 2, atom.Figcaption: 2,
	atom.Pre: 2, atom.Header: 2, atom.Footer: 2, atom.Aside: 2, atom.Nav: 2, atom.Main: 2, atom.Dl: 2, atom.Hr: 2,
	atom.Br: 1, atom.Li: 1, atom.Tr: 1, atom.Dt: 1, atom.Dd: 1, atom.Address: 2, atom.Details: 2, atom.Summary: 1,
}

// elementKind names the furniture that an element is by its name.
func elementKind(n *html.Node) string {
	switch n.DataAtom {
	case atom.Figcaption, atom.Figure:
		return stemma.FurnitureCaption
	case atom.Nav:
		return stemma.FurnitureNavigation
	}
	class := attr(n, "class")
	if n.DataAtom == atom.Blockquote && (strings.Contains(class, "twitter-") || strings.Contains(class, "instagram-")) {
		return stemma.FurnitureEmbed
	}
	return ""
}

func hidden(n *html.Node) bool {
	if _, ok := attrOK(n, "hidden"); ok {
		return true
	}
	return strings.Contains(strings.ReplaceAll(attr(n, "style"), " ", ""), "display:none")
}

func attr(n *html.Node, key string) string {
	v, _ := attrOK(n, key)
	return v
}

func attrOK(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}
