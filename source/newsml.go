package source

import (
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"io"
	"regexp"
	"strings"

	"golang.org/x/net/html/charset"
)

// NewsML-G2 (IPTC, namespace http://iptc.org/std/nar/2006-10-01/): a newsItem
// by itself, or newsItems inside a newsMessage. A packageItem has no text: it
// points to others.
var newsmlStart = regexp.MustCompile(`(?is)^(?:(?:<\?[^>]*>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\])?\s*>)\s*)*<(?:[\w.-]+:)?(?:newsItem|newsMessage|packageItem)[\s>]`)

// g2Item is what is read of a newsItem.
type g2Item struct {
	GUID     string `xml:"guid,attr"`
	Language string `xml:"lang,attr"`
	Meta     struct {
		Class    g2Term   `xml:"itemClass"`
		Provider g2Term   `xml:"provider"`
		Version  string   `xml:"versionCreated"`
		First    string   `xml:"firstCreated"`
		Status   g2Term   `xml:"pubStatus"`
		Titles   []g2Text `xml:"title"`
	} `xml:"itemMeta"`
	Content struct {
		Headlines  []g2Text  `xml:"headline"`
		Bylines    []g2Text  `xml:"by"`
		Dateline   g2Text    `xml:"dateline"`
		CreditLine g2Text    `xml:"creditline"`
		InfoSource []g2Term  `xml:"infoSource"`
		Creators   []g2Term  `xml:"creator"`
		Languages  []g2Attrs `xml:"language"`
		Created    string    `xml:"contentCreated"`
	} `xml:"contentMeta"`
	Set struct {
		XML  []g2Inline `xml:"inlineXML"`
		Data []g2Data   `xml:"inlineData"`
	} `xml:"contentSet"`
}

// g2Term is a term of a vocabulary: a code, a name, or both.
type g2Term struct {
	QCode   string   `xml:"qcode,attr"`
	Literal string   `xml:"literal,attr"`
	Names   []g2Text `xml:"name"`
}

func (t g2Term) name() string {
	for _, n := range t.Names {
		if s := n.String(); s != "" {
			return s
		}
	}
	return strings.TrimSpace(t.Literal)
}

// code is the code without its vocabulary.
func (t g2Term) code() string { return t.QCode[strings.LastIndexByte(t.QCode, ':')+1:] }

type g2Attrs struct {
	Tag string `xml:"tag,attr"`
}

// g2Data is a body as characters.
type g2Data struct {
	Media string `xml:"contenttype,attr"`
	Text  string `xml:",chardata"`
}

// g2Text is the text of an element, the marks inside it left out.
type g2Text struct{ text string }

func (t g2Text) String() string { return strings.Join(strings.Fields(t.text), " ") }

// UnmarshalXML gathers all characters below the element.
func (t *g2Text) UnmarshalXML(d *xml.Decoder, _ xml.StartElement) error {
	var b strings.Builder
	err := tokensBelow(d, func(tok xml.Token) {
		if c, ok := tok.(xml.CharData); ok {
			b.Write(c)
		}
	})
	t.text = b.String()
	return err
}

// g2Inline is a body as markup: XHTML, or NITF, whose paragraphs bear the same
// names.
type g2Inline struct{ html string }

// UnmarshalXML writes the markup as HTML, without prefixes and attributes. Of
// NITF only its body.content is the text.
func (x *g2Inline) UnmarshalXML(d *xml.Decoder, _ xml.StartElement) error {
	var all, content strings.Builder
	inside := 0
	err := tokensBelow(d, func(tok xml.Token) {
		if _, end := tok.(xml.EndElement); end {
			inside = max(0, inside-1)
		}
		writeHTML(&all, tok)
		if inside > 0 {
			writeHTML(&content, tok)
		}
		if start, ok := tok.(xml.StartElement); ok && (inside > 0 || start.Name.Local == "body.content") {
			inside++
		}
	})
	if x.html = content.String(); strings.TrimSpace(x.html) == "" {
		x.html = all.String()
	}
	return err
}

// tokensBelow hands on all tokens below an element that has been opened, to its end.
func tokensBelow(d *xml.Decoder, f func(xml.Token)) error {
	for depth := 1; ; {
		tok, err := d.Token()
		if err != nil {
			return err
		}
		switch tok.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			if depth--; depth == 0 {
				return nil
			}
		}
		f(tok)
	}
}

// nitfNames are the elements of NITF whose names differ from HTML's.
var nitfNames = map[string]string{"hl2": "h2", "bq": "blockquote", "media-caption": "figcaption", "media": "figure"}

func writeHTML(out *strings.Builder, tok xml.Token) {
	name := func(n xml.Name) string {
		if other := nitfNames[n.Local]; other != "" {
			return other
		}
		return n.Local
	}
	switch t := tok.(type) {
	case xml.StartElement:
		out.WriteString("<" + name(t.Name) + ">")
	case xml.EndElement:
		out.WriteString("</" + name(t.Name) + ">")
	case xml.CharData:
		out.WriteString(html.EscapeString(string(t)))
	}
}

// body is the item's text and its kind.
func (i *g2Item) body() (text, kind string) {
	for _, x := range i.Set.XML {
		if strings.TrimSpace(x.html) != "" {
			return x.html, HTML
		}
	}
	for _, d := range i.Set.Data {
		if strings.TrimSpace(d.Text) == "" || d.Media != "" && !strings.HasPrefix(d.Media, "text/") && d.Media != "application/xhtml+xml" {
			continue
		}
		if strings.Contains(d.Media, "html") || anyTag.MatchString(d.Text) {
			return d.Text, HTML
		}
		return strings.TrimSpace(d.Text), Plain
	}
	return "", ""
}

func (i *g2Item) given() Given {
	c := &i.Content
	g := Given{
		Title: firstText(append(c.Headlines, i.Meta.Titles...)), Byline: withoutBy(firstText(c.Bylines)),
		Published: firstOf(strings.TrimSpace(i.Meta.Version), strings.TrimSpace(c.Created), strings.TrimSpace(i.Meta.First)),
		Outlet:    c.CreditLine.String(), Language: i.Language,
	}
	for _, t := range append(c.InfoSource, i.Meta.Provider) {
		g.Outlet = firstOf(g.Outlet, t.name())
	}
	for _, t := range c.Creators {
		g.Byline = firstOf(g.Byline, t.name())
	}
	for _, l := range c.Languages {
		g.Language = firstOf(l.Tag, g.Language)
		break
	}
	if IsWeb(i.GUID) {
		g.URL = i.GUID
	}
	return g
}

func firstText(all []g2Text) string {
	for _, t := range all {
		if s := t.String(); s != "" {
			return s
		}
	}
	return ""
}

// newsml reads the news items of one file. Each has to be below the limit, not
// the file.
func (r *reader) newsml(in input, body *bufio.Reader) bool {
	utf8, err := asUTF8(body)
	if err != nil {
		return r.fail(in.name, "is not in the encoding that it declares", hintUTF8, err)
	}
	w := &window{in: utf8, limit: r.opts.MaxBytes}
	d := xml.NewDecoder(w)
	d.Entity = xml.HTMLEntity
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // it is UTF-8 by now
	for n := 0; ; {
		at := d.InputOffset()
		w.forget(at)
		tok, err := d.Token()
		switch {
		case err == io.EOF && n == 0:
			return r.fail(in.name, "has no news item with text", "a package only points to others: give the items", nil)
		case err == io.EOF:
			return true
		case err != nil:
			return r.failXML(in, at, err)
		}
		start, ok := tok.(xml.StartElement)
		if !ok || start.Name.Local != "newsItem" {
			continue
		}
		n++
		var item g2Item
		if err := d.DecodeElement(&item, &start); err != nil {
			return r.failXML(in, at, err)
		}
		if !r.g2(in, &item, w.bytes(at, d.InputOffset()), fmt.Sprintf("%s:%d", in.name, at)) {
			return false
		}
	}
}

func (r *reader) failXML(in input, offset int64, err error) bool {
	name := fmt.Sprintf("%s:%d", in.name, offset)
	if errors.Is(err, errTooLong) {
		return r.tooLarge(name, -1)
	}
	return r.fail(name, "is not valid XML; the rest of the file was not read", "save it again", err)
}

// g2 makes a document of a news item. What is kept of it is the element.
func (r *reader) g2(in input, item *g2Item, saved []byte, name string) bool {
	text, kind := item.body()
	id := firstOf(item.GUID, name)
	if text == "" {
		return r.fail(id, fmt.Sprintf("is a news item (%s) without text", firstOf(item.Meta.Class.code(), "of no class")), "give the text items", nil)
	}
	if line := item.Content.Dateline.String(); line != "" && !strings.Contains(text, line) {
		if text = line + "\n\n" + text; kind == HTML {
			text = "<p>" + html.EscapeString(line) + "</p>\n" + strings.TrimPrefix(text, line+"\n\n")
		}
	}
	k := r.keeperOf(saved)
	return r.emit(Raw{
		Path: id, File: in.full + strings.TrimPrefix(name, in.name), Given: item.given().over(in.given), SHA256: k.sum(), Saved: k.kept.Bytes(),
		Text: text, Kind: kind, Charset: "utf-8", Notices: standing(item.Meta.Status.QCode),
	}, name)
}

var xmlEncoding = regexp.MustCompile(`^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']`)

// asUTF8 decodes a stream of XML by its byte-order mark or declaration.
func asUTF8(in *bufio.Reader) (io.Reader, error) {
	head, _ := in.Peek(1024)
	switch {
	case bytes.HasPrefix(head, boms[0]):
		in.Discard(len(boms[0]))
		return in, nil
	case bytes.HasPrefix(head, boms[1]):
		return charset.NewReaderLabel("utf-16le", in)
	case bytes.HasPrefix(head, boms[2]):
		return charset.NewReaderLabel("utf-16be", in)
	}
	if m := xmlEncoding.FindSubmatch(head); m != nil && !strings.HasPrefix(strings.ToLower(string(m[1])), "utf-16") {
		return charset.NewReaderLabel(string(m[1]), in)
	}
	return in, nil
}

// window keeps what was read of a stream since an offset, and ends it where
// that is more than the limit.
type window struct {
	in    io.Reader
	limit int64
	start int64 // offset of kept in the stream
	kept  bytes.Buffer
}

func (w *window) Read(p []byte) (int, error) {
	if int64(w.kept.Len()) > w.limit {
		return 0, errTooLong
	}
	n, err := w.in.Read(p)
	w.kept.Write(p[:n])
	return n, err
}

// forget drops what stands before an offset.
func (w *window) forget(offset int64) {
	if n := offset - w.start; n > 0 {
		w.kept.Next(int(n))
		w.start = offset
	}
}

// bytes is a copy of what stands between two offsets.
func (w *window) bytes(from, to int64) []byte {
	return bytes.Clone(w.kept.Bytes()[from-w.start : to-w.start])
}
