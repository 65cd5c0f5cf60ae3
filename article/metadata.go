package article

import (
	"encoding/json"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/stemmanews/stemma/source"
)

// metadata reads what a page says of itself: JSON-LD (schema.org), then
// OpenGraph and other meta elements, then time and link elements.
func metadata(root *html.Node) source.Given {
	var ld, meta, elements source.Given
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Script:
			if strings.EqualFold(attr(n, "type"), "application/ld+json") && n.FirstChild != nil {
				readLinkedData(n.FirstChild.Data, &ld)
			}
		case atom.Meta:
			readMeta(n, &meta)
		case atom.Html:
			elements.Language = first(attr(n, "lang"), attr(n, "xml:lang"))
		case atom.Link:
			if strings.EqualFold(attr(n, "rel"), "canonical") {
				elements.URL = first(elements.URL, attr(n, "href"))
			}
		case atom.Time:
			readTime(n, &elements)
		case atom.Title:
			elements.Title = first(elements.Title, siteless(textOf(n)))
		case atom.A, atom.Span:
			if strings.EqualFold(attr(n, "rel"), "author") || strings.EqualFold(attr(n, "itemprop"), "author") {
				elements.Byline = first(elements.Byline, shortName(textOf(n)))
			}
		}
	}
	return over(over(ld, meta), elements)
}

// over fills what a leaves empty from b.
func over(a, b source.Given) source.Given {
	return source.Given{
		URL: first(a.URL, b.URL), Outlet: first(a.Outlet, b.Outlet), Title: first(a.Title, b.Title),
		Byline: first(a.Byline, b.Byline), Published: first(a.Published, b.Published), Language: first(a.Language, b.Language),
	}
}

// metaFields are the names of meta elements, by what they tell. Those that
// mean the publication date follow the list of the htmldate library's
// documentation.
var metaFields = map[string]func(*source.Given) *string{
	"og:title": title, "twitter:title": title, "dc.title": title, "parsely-title": title,
	"og:site_name": siteName, "application-name": siteName, "dc.publisher": siteName, "publisher": siteName,
	"og:url":                 address,
	"article:published_time": publishedAt, "og:article:published_time": publishedAt, "datepublished": publishedAt,
	"date": publishedAt, "dc.date": publishedAt, "dc.date.issued": publishedAt, "dcterms.date": publishedAt,
	"pubdate": publishedAt, "publishdate": publishedAt, "publish-date": publishedAt, "publication_date": publishedAt,
	"parsely-pub-date": publishedAt, "sailthru.date": publishedAt, "cxenseparse:recs:publishtime": publishedAt,
	"article.published": publishedAt, "dcterms.created": publishedAt, "dc.date.created": publishedAt,
	"author": writtenBy, "byl": writtenBy, "dc.creator": writtenBy, "parsely-author": writtenBy, "article:author": writtenBy,
	"sailthru.author": writtenBy, "og:article:author": writtenBy,
	"og:locale": inLanguage, "content-language": inLanguage, "dc.language": inLanguage,
}

func title(g *source.Given) *string       { return &g.Title }
func siteName(g *source.Given) *string    { return &g.Outlet }
func address(g *source.Given) *string     { return &g.URL }
func publishedAt(g *source.Given) *string { return &g.Published }
func writtenBy(g *source.Given) *string   { return &g.Byline }
func inLanguage(g *source.Given) *string  { return &g.Language }

func readMeta(n *html.Node, g *source.Given) {
	content := strings.TrimSpace(attr(n, "content"))
	for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
		field := metaFields[strings.ToLower(attr(n, key))]
		if field == nil || content == "" {
			continue
		}
		v := field(g)
		switch v {
		case &g.Published:
			if plainDate(content) == "" {
				continue
			}
		case &g.Byline:
			if content = shortName(content); content == "" {
				continue
			}
		case &g.Language:
			content = strings.ReplaceAll(content, "_", "-")
		}
		*v = first(*v, content)
	}
}

// readTime takes the first time element, or the one that says that it is the
// day of publication.
func readTime(n *html.Node, g *source.Given) {
	when := first(attr(n, "datetime"), attr(n, "content"), textOf(n))
	if plainDate(when) == "" {
		return
	}
	_, pub := attrOK(n, "pubdate")
	if pub || strings.EqualFold(attr(n, "itemprop"), "datePublished") {
		g.Published = when
		return
	}
	g.Published = first(g.Published, when)
}

// shortName refuses addresses and long texts as names of authors.
func shortName(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if strings.Contains(s, "://") || strings.HasPrefix(s, "@") || words(s) > 12 {
		return ""
	}
	return strings.TrimPrefix(strings.TrimPrefix(s, "By "), "by ")
}

// thing is what is used of a schema.org object; fields may be strings, objects
// or lists of either.
type thing map[string]any

// readLinkedData reads the first news article of a JSON-LD script.
func readLinkedData(s string, g *source.Given) {
	var v any
	if json.Unmarshal([]byte(strings.TrimSpace(s)), &v) != nil {
		return
	}
	findArticle(v, g, 0)
}

func findArticle(v any, g *source.Given, depth int) bool {
	if depth > 6 {
		return false
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			if findArticle(x, g, depth+1) {
				return true
			}
		}
	case map[string]any:
		t := thing(v)
		if isArticle(t["@type"]) {
			t.read(g)
			return true
		}
		return findArticle(t["@graph"], g, depth+1) || findArticle(t["mainEntity"], g, depth+1)
	}
	return false
}

func isArticle(v any) bool {
	switch v := v.(type) {
	case string:
		return strings.HasSuffix(v, "Article") || strings.HasSuffix(v, "BlogPosting") || v == "Report"
	case []any:
		for _, x := range v {
			if isArticle(x) {
				return true
			}
		}
	}
	return false
}

func (t thing) read(g *source.Given) {
	g.Title = first(g.Title, nameIn(t["headline"]))
	g.Byline = first(g.Byline, shortName(nameIn(t["author"])), shortName(nameIn(t["creator"])))
	g.Outlet = first(g.Outlet, nameIn(t["publisher"]))
	g.Language = first(g.Language, nameIn(t["inLanguage"]))
	if when := first(nameIn(t["datePublished"]), nameIn(t["dateCreated"])); plainDate(when) != "" {
		g.Published = first(g.Published, when)
	}
}

// nameIn returns a string, the name of an object, or the names of a list.
func nameIn(v any) string {
	switch v := v.(type) {
	case string:
		return html.UnescapeString(v)
	case map[string]any:
		if s, ok := v["name"].(string); ok {
			return html.UnescapeString(s)
		}
	case []any:
		var names []string
		for _, x := range v {
			if n := nameIn(x); n != "" && len(names) < 8 {
				names = append(names, n)
			}
		}
		return strings.Join(names, ", ")
	}
	return ""
}

// shortTitle returns the text of the page's only h1, "" where there is none or
// more than one.
func shortTitle(root *html.Node) string {
	title := ""
	for n := range root.Descendants() {
		if n.DataAtom != atom.H1 || hidden(n) {
			continue
		}
		t := strings.Join(strings.Fields(textOf(n)), " ")
		if t == "" || t == title {
			continue
		}
		if title != "" {
			return ""
		}
		title = t
	}
	if words(title) < 3 {
		return ""
	}
	return title
}

// siteless cuts the outlet's name off a title element.
func siteless(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	for _, sep := range []string{" | ", " — ", " – ", " - ", " « ", " :: "} {
		if i := strings.LastIndex(s, sep); i > 0 && words(s[:i]) >= 4 && words(s[i+len(sep):]) <= 6 {
			return s[:i]
		}
	}
	return s
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
			b.WriteByte(' ')
		}
	}
	return strings.TrimSpace(b.String())
}
