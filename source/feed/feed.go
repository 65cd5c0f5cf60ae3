// Package feed reads the lists that lead to reports: RSS, Atom, RDF and JSON
// Feed, sitemaps and their indexes (sitemaps.org 0.9, with the news extension),
// lists of feeds (OPML), and the links of a page to its feeds.
package feed

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html"

	"github.com/stemmanews/stemma/source"
	"github.com/stemmanews/stemma/source/transfer"
)

// Kinds of list.
const (
	Feed    = "feed"    // RSS, Atom, RDF, JSON Feed
	Sitemap = "sitemap" // of pages
	Index   = "index"   // of sitemaps
	OPML    = "opml"    // of feeds
	Page    = "page"    // an HTML page that names its feeds
)

// MaxEntries is the most entries that are read of one list; a sitemap may have
// as many.
const MaxEntries = 50_000

// maxDepth is how deep elements may lie in each other. Feeds need about ten.
const maxDepth = 256

// Entry is one report that a list leads to.
type Entry struct {
	URL     string
	Listed  source.Given // what the list says of it: title, author, date, outlet, language
	Updated string       // when it was last changed, as written there; "" where unknown
	At      time.Time    // when it was published, or else changed; zero where unknown
}

// Link is another list that a list leads to.
type Link struct {
	URL     string
	Updated string // when it was last changed, as written there; "" where unknown
	At      time.Time
}

// List is what was read of a list.
type List struct {
	Kind    string
	Title   string
	Entries []Entry // reports, in the order of the list, each address once
	Lists   []Link  // other lists: of an index, of OPML, of a page
	Left    int     // entries left out: without an address of the web, or beyond MaxEntries
}

// Parse reads a list. at is the address that it came from, which relative ones
// are read against; label is the encoding that came with it, or "". The error
// is the end of a sentence that begins with the list's name.
func Parse(data []byte, at, label string) (*List, error) {
	base, err := url.Parse(at)
	if err != nil {
		return nil, fmt.Errorf("has no usable address: %w", err)
	}
	if data, err = transfer.Decode(data, "gzip", source.DefaultMaxBytes); err != nil { // as sitemaps are often kept
		return nil, fmt.Errorf("cannot be decompressed: %w", err)
	}
	text, err := source.DecodeXML(data, label)
	if err != nil {
		return nil, err
	}
	l := &list{base: base, seen: map[string]bool{}}
	switch trimmed := strings.TrimSpace(text); {
	case trimmed == "":
		return nil, errors.New("is empty")
	case trimmed[0] == '{':
		return l.feed(trimmed)
	case !strings.HasPrefix(trimmed, "<"):
		return nil, errors.New("is no feed, sitemap or OPML")
	default:
		return l.markup(withoutProlog(clean(trimmed)))
	}
}

// list is a list on its way to be read.
type list struct {
	List
	base *url.URL
	seen map[string]bool
}

func (l *list) markup(text string) (*List, error) {
	root, err := scan(text)
	switch root {
	case "rss", "RDF", "feed":
		if err != nil {
			return nil, err
		}
		return l.feed(text)
	case "urlset", "sitemapindex":
		return l.sitemap(text, root)
	case "opml":
		return l.opml(text)
	case "html", "HTML":
		return l.page(text)
	}
	if len(text) > 14 && strings.EqualFold(text[:14], "<!doctype html") {
		return l.page(text)
	}
	return nil, fmt.Errorf("is no feed, sitemap or OPML: its first element is <%.40s>", root)
}

// clean drops the control characters that XML does not know, which some feeds
// have all the same.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x20 && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, s)
}

var prolog = regexp.MustCompile(`^<\?xml[^>]*\?>\s*`)

// withoutProlog drops the XML declaration: the text has its encoding no more.
func withoutProlog(s string) string { return prolog.ReplaceAllString(s, "") }

func decoder(text string) *xml.Decoder {
	d := xml.NewDecoder(strings.NewReader(text))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	return d
}

// scan returns the name of the first element, and an error where the XML is
// broken or nested without measure, before anything is built from it.
func scan(text string) (root string, err error) {
	d := decoder(text)
	for depth := 0; ; {
		tok, err := d.RawToken()
		switch {
		case err == io.EOF:
			return root, nil
		case err != nil:
			return root, broken(err)
		}
		switch t := tok.(type) {
		case xml.StartElement:
			if depth++; root == "" {
				root = t.Name.Local
			}
			if depth > maxDepth {
				return root, fmt.Errorf("is refused: its elements lie more than %d deep in each other", maxDepth)
			}
		case xml.EndElement:
			depth--
		}
	}
}

func broken(err error) error {
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		return fmt.Errorf("is not valid XML: line %d: %s", syntax.Line, syntax.Msg)
	}
	return fmt.Errorf("is not valid XML: %w", err)
}

// feed reads RSS, Atom, RDF and JSON Feed.
func (l *list) feed(text string) (*List, error) {
	f, err := gofeed.NewParser().Parse(strings.NewReader(text))
	switch {
	case errors.Is(err, gofeed.ErrFeedTypeNotDetected), err == nil && f.FeedType == "json" && f.FeedVersion == "" && len(f.Items) == 0:
		return nil, errors.New("is no feed, sitemap or OPML")
	case err != nil:
		return nil, fmt.Errorf("is a feed that cannot be read: %w", err)
	}
	l.Kind, l.Title = Feed, oneLine(f.Title)
	if link, err := l.base.Parse(f.Link); err == nil && f.FeedType != "json" && isWeb(link) && f.Link != "" && link.Host == l.base.Host {
		l.base = link
	}
	for _, item := range f.Items {
		e := Entry{Updated: item.Updated, Listed: source.Given{
			Title: oneLine(item.Title), Byline: authors(item), Published: item.Published, Language: f.Language,
		}}
		if e.Listed.Published == "" {
			e.Listed.Published = item.Updated
		}
		for _, at := range []*time.Time{item.UpdatedParsed, item.PublishedParsed} {
			if at != nil {
				e.At = *at
			}
		}
		l.add(address(item), e)
	}
	return &l.List, nil
}

// address is where an item's report stands. An item without a link may have
// its address as its identifier.
func address(item *gofeed.Item) string {
	if item.Link == "" && strings.HasPrefix(item.GUID, "http") {
		return item.GUID
	}
	return item.Link
}

func authors(item *gofeed.Item) string {
	var names []string
	for _, a := range item.Authors {
		if a != nil && oneLine(a.Name) != "" {
			names = append(names, oneLine(a.Name))
		}
	}
	return strings.Join(names, ", ")
}

func oneLine(s string) string {
	return strings.Join(strings.Fields(html.UnescapeString(s)), " ")
}

// add takes in an entry, where its address is one of the web and new.
func (l *list) add(address string, e Entry) {
	u, err := l.base.Parse(strings.TrimSpace(address))
	if address == "" || err != nil || !isWeb(u) || len(l.Entries) == MaxEntries {
		l.Left++
		return
	}
	u.Fragment, u.RawFragment, u.RawQuery = "", "", untracked(u.RawQuery)
	if e.URL = u.String(); !l.seen[e.URL] {
		l.seen[e.URL] = true
		l.Entries = append(l.Entries, e)
	}
}

// untracked drops the parameters by which feeds count their readers: the page
// is the same without them, and one report has one address.
func untracked(query string) string {
	kept := slices.DeleteFunc(strings.Split(query, "&"), func(param string) bool {
		name, _, _ := strings.Cut(strings.ToLower(param), "=")
		return strings.HasPrefix(name, "utm_") || name == "fbclid" || name == "gclid" || name == "mc_cid" || name == "mc_eid"
	})
	return strings.Join(kept, "&")
}

// addList takes in the address of another list.
func (l *list) addList(address, updated string) {
	u, err := l.base.Parse(strings.TrimSpace(address))
	if address == "" || err != nil || !isWeb(u) || len(l.Lists) == MaxEntries {
		l.Left++
		return
	}
	if s := u.String(); !l.seen[s] {
		l.seen[s] = true
		l.Lists = append(l.Lists, Link{URL: s, Updated: strings.TrimSpace(updated), At: instant(updated)})
	}
}

// instant reads the first of some W3C dates (a profile of ISO 8601) that is
// one; a day is its beginning.
func instant(dates ...string) time.Time {
	for _, s := range dates {
		for _, form := range []string{time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", time.DateOnly, "2006-01"} {
			if t, err := time.Parse(form, strings.TrimSpace(s)); err == nil {
				return t
			}
		}
	}
	return time.Time{}
}

func isWeb(u *url.URL) bool { return (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" }

// sitemap reads a sitemap or an index of sitemaps. What stands before a break
// in the XML is kept.
func (l *list) sitemap(text, root string) (*List, error) {
	l.Kind = Sitemap
	if root == "sitemapindex" {
		l.Kind = Index
	}
	err := l.elements(text, func(d *xml.Decoder, start xml.StartElement) error {
		switch start.Name.Local {
		case "url":
			var x struct {
				Loc     string `xml:"loc"`
				LastMod string `xml:"lastmod"`
				News    struct {
					Title       string `xml:"title"`
					Date        string `xml:"publication_date"`
					Publication struct {
						Name     string `xml:"name"`
						Language string `xml:"language"`
					} `xml:"publication"`
				} `xml:"news"`
			}
			if err := d.DecodeElement(&x, &start); err != nil {
				return err
			}
			l.add(x.Loc, Entry{At: instant(x.News.Date, x.LastMod), Updated: strings.TrimSpace(x.LastMod), Listed: source.Given{
				Title: oneLine(x.News.Title), Published: strings.TrimSpace(x.News.Date),
				Outlet: oneLine(x.News.Publication.Name), Language: strings.TrimSpace(x.News.Publication.Language),
			}})
		case "sitemap":
			var x struct {
				Loc     string `xml:"loc"`
				LastMod string `xml:"lastmod"`
			}
			if err := d.DecodeElement(&x, &start); err != nil {
				return err
			}
			l.addList(x.Loc, x.LastMod)
		}
		return nil
	})
	return l.done(err)
}

// opml reads a list of feeds.
func (l *list) opml(text string) (*List, error) {
	l.Kind = OPML
	return l.done(l.elements(text, func(d *xml.Decoder, start xml.StartElement) error {
		for _, a := range start.Attr {
			if strings.EqualFold(a.Name.Local, "xmlUrl") {
				l.addList(a.Value, "")
			}
		}
		return nil
	}))
}

// elements hands on each element that begins; f may read it to its end.
func (l *list) elements(text string, f func(*xml.Decoder, xml.StartElement) error) error {
	d := decoder(text)
	for {
		tok, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return broken(err)
		}
		if start, ok := tok.(xml.StartElement); ok {
			if err := f(d, start); err != nil {
				return broken(err)
			}
		}
	}
}

// done gives what was read; an error only where that is nothing.
func (l *list) done(err error) (*List, error) {
	if err != nil && len(l.Entries)+len(l.Lists) == 0 {
		return nil, err
	}
	if err != nil {
		l.Left++ // there may be more behind the break
	}
	return &l.List, nil
}

// feedTypes are the media types by which pages link to their feeds.
var feedTypes = map[string]bool{"application/rss+xml": true, "application/atom+xml": true, "application/feed+json": true}

// page reads the link of a page to its feed. Where there are several, the
// first is the page's own and the others are those of its parts.
func (l *list) page(text string) (*List, error) {
	l.Kind = Page
	z := html.NewTokenizer(bytes.NewReader([]byte(text)))
	for len(l.Lists) == 0 {
		switch z.Next() {
		case html.ErrorToken:
			return nil, errors.New("is a page that names no feed")
		case html.StartTagToken, html.SelfClosingTagToken:
			l.link(z.Token())
		}
	}
	return &l.List, nil
}

func (l *list) link(t html.Token) {
	attr := map[string]string{}
	for _, a := range t.Attr {
		attr[a.Key] = strings.TrimSpace(a.Val)
	}
	switch {
	case t.Data == "base" && attr["href"] != "":
		if u, err := l.base.Parse(attr["href"]); err == nil && isWeb(u) {
			l.base = u
		}
	case t.Data == "link" && feedTypes[strings.ToLower(attr["type"])] && strings.Contains(strings.ToLower(attr["rel"]), "alternate"):
		l.addList(attr["href"], "")
	}
}
