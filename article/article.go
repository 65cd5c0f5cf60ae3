// Package article reads one saved report: it finds headline, byline, outlet,
// agency credits, publication date and language, and marks which parts of the
// text are the article and which are page furniture.
//
// The text is never altered. For plain text the document's text is the input
// byte for byte, and furniture is marked in it; for HTML the text is extracted
// first.
package article

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/source"
)

// Extract reads a report. An error means that there is no article in it; the
// notices say what is unsure: the encoding, the language, a missing date.
func Extract(raw source.Raw) (stemma.Document, []stemma.Notice, error) {
	return extract(raw, false)
}

// Whole reads a report of which everything is the article: no line of it is
// taken for furniture. Headline, credits and dates are still read.
func Whole(raw source.Raw) (stemma.Document, []stemma.Notice, error) {
	return extract(raw, true)
}

func extract(raw source.Raw, whole bool) (stemma.Document, []stemma.Notice, error) {
	p := page{text: raw.Text, given: raw.Given}
	if raw.Kind == source.HTML {
		var err error
		if p, err = readHTML(raw, whole); err != nil {
			return stemma.Document{}, nil, err
		}
	}
	if strings.TrimSpace(p.text) == "" {
		return stemma.Document{}, nil, noArticle(raw.Path)
	}
	p.listed = raw.Listed
	doc := p.document(whole)
	doc.ID, doc.Path = "sha256:"+raw.SHA256, raw.Path
	if len(doc.Body) == 0 {
		return stemma.Document{}, nil, noArticle(raw.Path)
	}
	return doc, append(append([]stemma.Notice(nil), raw.Notices...), notices(&doc)...), nil
}

func noArticle(path string) error {
	return &source.Error{Path: path, Reason: "has no article in it", Hint: hintNoArticle}
}

const hintNoArticle = "check that the page was saved with its text; with --whole everything in it is read as the article"

// page is a text to be read, with what is known of it beside its words.
type page struct {
	text   string
	given  source.Given   // by the user
	meta   source.Given   // by the page's metadata
	listed source.Given   // by a list that led to the page
	title  string         // the headline as an element of the page has it
	hints  map[int]string // labels known from the page's elements, by offset of the line
}

// document reads the page. The two readings differ only in the labels of the
// lines.
func (p page) document(whole bool) stemma.Document {
	ls := unwrap(p.text, splitLines(p.text))
	if whole {
		labelWhole(ls)
	} else {
		ls = cutLines(ls)
		p.classify(ls)
		ls = cutSite(ls)
	}
	doc := stemma.Document{Text: p.text, URL: first(p.given.URL, p.meta.URL, p.listed.URL)}
	doc.Body, doc.Furniture, doc.Headline = spans(p.text, ls)
	p.headline(&doc)
	if whole {
		doc.Headline.Span = nil // it is body like all the rest
		doc.Body = inked(p.text)
	}
	doc.Credits = credits(&doc, ls)
	doc.Byline = first(p.given.Byline, byline(ls), p.meta.Byline, p.listed.Byline)
	doc.Outlet = first(p.given.Outlet, p.meta.Outlet, outlet(&doc, ls, p.listed.Outlet))
	doc.Published = p.published(&doc, ls)
	doc.Language = first(p.given.Language, language(bodyText(&doc)), p.meta.Language, p.listed.Language)
	return doc
}

// inked is the text without the blanks at its ends, as the one span of a body.
func inked(text string) []stemma.Span {
	first := len(text) - len(strings.TrimLeftFunc(text, unicode.IsSpace))
	if end := len(strings.TrimRightFunc(text, unicode.IsSpace)); first < end {
		return []stemma.Span{{first, end}}
	}
	return nil
}

// headline lets a given title outrank the one that was read. A line that was
// taken for the headline and says something else is furniture.
func (p page) headline(doc *stemma.Document) {
	h := &doc.Headline
	if t := strings.TrimSpace(p.given.Title); t != "" && t != h.Text {
		if h.Span != nil && !strings.EqualFold(h.Text, t) {
			doc.Furniture = insertFurniture(doc.Furniture, stemma.Furniture{Span: *h.Span, Kind: stemma.FurnitureOther})
			h.Span = nil
		}
		h.Text = t
	}
	if h.Text == "" {
		h.Text = first(p.title, p.meta.Title, p.listed.Title)
	}
}

func insertFurniture(fs []stemma.Furniture, f stemma.Furniture) []stemma.Furniture {
	at := 0
	for at < len(fs) && fs[at].Span[0] < f.Span[0] {
		at++
	}
	return slices.Insert(fs, at, f)
}

func first(values ...string) string {
	for _, v := range values {
		if v = strings.TrimSpace(v); v != "" {
			return v
		}
	}
	return ""
}

func bodyText(doc *stemma.Document) string {
	var b strings.Builder
	for _, s := range doc.Body {
		b.WriteString(s.In(doc.Text))
		b.WriteByte('\n')
	}
	return b.String()
}

func notices(doc *stemma.Document) []stemma.Notice {
	var ns []stemma.Notice
	if doc.Language != "" && doc.Language != "en" && !strings.HasPrefix(doc.Language, "en-") {
		ns = append(ns, stemma.Notice{Path: doc.Path, Kind: "language",
			Text: fmt.Sprintf("its language seems to be %s; only English is analysed", languageName(doc.Language))})
	}
	if p := doc.Published; p.From == stemma.DateText && p.Span != nil {
		if ds := findDays(p.Span.In(doc.Text), 0); len(ds) == 1 && ds[0].unsure {
			ns = append(ns, stemma.Notice{Path: doc.Path, Kind: "inferred-date",
				Text: fmt.Sprintf("its date %s was read as %s, day before month; give it if that is wrong", p.Span.In(doc.Text), p.Date)})
		}
	}
	return ns
}

// spans joins neighbouring lines of one label.
func spans(text string, ls []line) (body []stemma.Span, furniture []stemma.Furniture, head stemma.Headline) {
	body, furniture = []stemma.Span{}, []stemma.Furniture{}
	for i := 0; i < len(ls); {
		j := i + 1
		for j < len(ls) && ls[j].label == ls[i].label && (ls[j].label == labelBody || ls[j].blank == 0 || sticky(ls[i].label)) {
			j++
		}
		s := stemma.Span{ls[i].start, ls[j-1].end}
		switch ls[i].label {
		case labelBody:
			body = append(body, s)
		case labelHeadline:
			head = stemma.Headline{Text: s.In(text), Span: &s}
		default:
			furniture = append(furniture, stemma.Furniture{Span: s, Kind: ls[i].label})
		}
		i = j
	}
	return body, furniture, head
}

// sticky kinds run on over blank lines.
func sticky(kind string) bool {
	return kind == stemma.FurnitureRelated || kind == stemma.FurnitureComment || kind == stemma.FurnitureEmbed
}
