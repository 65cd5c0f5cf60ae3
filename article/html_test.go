package article

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/source"
)

func htmlRaw(s string) source.Raw {
	return source.Raw{Path: "a.html", Text: s, Kind: source.HTML, SHA256: "00"}
}

const paragraphs = `<p>The ferry company said on Monday that its two oldest ships would be taken out of service <b>before</b> the winter, because repairs cost too much.</p>
<p>“We cannot wait any longer,” its director, Ines Marlow, told reporters at the quay, where the ships have been moored since the spring of last year.</p>
<figure><img src="a.jpg"><figcaption>The two ships at the quay, seen from the old lighthouse.</figcaption></figure>
<p>The union denied that the ships were unsafe, and said that it had not been asked.<br>A vote is planned for Friday.</p>`

const page2 = `<!DOCTYPE html><html lang="en-GB"><head><title>Ferry company retires two ships - The Quay</title>
<meta property="og:site_name" content="The Quay"><meta name="author" content="Lena Orr">
<script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"x"},{"@type":["NewsArticle"],"headline":"Ferry company retires two ships","datePublished":"2031-05-05T08:00:00Z","author":[{"name":"Lena Orr"},{"name":"Bo Anders"}]}]}</script>
<link rel="canonical" href="https://quay.example/2031/05/05/ships"></head>
<body><nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>Ferry company retires two ships</h1>` + paragraphs + `<p>Read more: Ten lighthouses that you should know</p></article>
<footer>Copyright The Quay</footer></body></html>`

func TestExtractHTML(t *testing.T) {
	doc, _, err := Extract(htmlRaw(page2))
	if err != nil {
		t.Fatal(err)
	}
	for what, got := range map[string][2]string{
		"headline":  {doc.Headline.Text, "Ferry company retires two ships"},
		"outlet":    {doc.Outlet, "The Quay"},
		"byline":    {doc.Byline, "Lena Orr, Bo Anders"},
		"published": {doc.Published.Date + " " + doc.Published.From, "2031-05-05 metadata"},
		"language":  {doc.Language, "en"},
		"url":       {doc.URL, "https://quay.example/2031/05/05/ships"},
	} {
		if got[0] != got[1] {
			t.Errorf("%s is %q, want %q", what, got[0], got[1])
		}
	}
	if doc.Headline.Span == nil || doc.Headline.Span.In(doc.Text) != doc.Headline.Text {
		t.Errorf("headline span %v", doc.Headline.Span)
	}
	body := bodyText(&doc)
	for _, want := range []string{"out of service before the winter, because", "“We cannot wait any longer,”", "not been asked.\nA vote is planned"} {
		if !strings.Contains(body, want) {
			t.Errorf("body lacks %q:\n%s", want, body)
		}
	}
	for _, not := range []string{"Home", "Copyright", "old lighthouse", "Read more", "Ferry company retires"} {
		if strings.Contains(body, not) {
			t.Errorf("body has %q", not)
		}
	}
	if at := strings.Index(doc.Text, "The two ships at"); at < 0 || kindAt(&doc, at) != stemma.FurnitureCaption {
		t.Errorf("the caption is not marked")
	}
}

func TestHTMLWithoutArticle(t *testing.T) {
	for _, s := range []string{
		"<html></html>", "<html><body><p></p></body></html>",
		"<html><body><nav><a href=a>Home</a> <a href=b>News</a></nav></body></html>",
		"<html>" + strings.Repeat("<div>", 5000) + "x",
	} {
		_, _, err := Extract(htmlRaw(s))
		var e *source.Error
		if !errors.As(err, &e) || e.Path != "a.html" || e.Hint == "" {
			t.Errorf("%.40q: error %v", s, err)
		}
	}
}

func TestWholeHTML(t *testing.T) {
	doc, _, err := Whole(htmlRaw("<html><body><nav>Home</nav><p>Two lines<p>without an article</body></html>"))
	if err != nil || doc.Text != "Home\n\nTwo lines\n\nwithout an article" || len(doc.Furniture) != 0 {
		t.Errorf("%q %v %v", doc.Text, doc.Furniture, err)
	}
}

func TestGivenOutranks(t *testing.T) {
	raw := htmlRaw(page2)
	raw.Given = source.Given{Title: "Two ships go", Outlet: "Given Post", Byline: "A B", Published: "6 May 2031", Language: "en-US", URL: "https://given.example/"}
	doc, _, err := Extract(raw)
	if err != nil {
		t.Fatal(err)
	}
	got := []string{doc.Headline.Text, doc.Outlet, doc.Byline, doc.Published.Date, doc.Published.From, doc.Language, doc.URL}
	if s := strings.Join(got, "|"); s != "Two ships go|Given Post|A B|2031-05-06|given|en-US|https://given.example/" {
		t.Error(s)
	}
}

func TestGivenTitleInText(t *testing.T) {
	text := "Bridge to close for good\n\nThe council agreed on Monday to close the old bridge for good, after years of repairs.\n"
	for _, tt := range []struct {
		title     string
		span      bool
		furniture int
	}{{"Bridge to Close for Good", true, 0}, {"Council gives up bridge", false, 1}} {
		raw := plain(text)
		raw.Given.Title = tt.title
		doc, _, err := Extract(raw)
		if err != nil || doc.Headline.Text != tt.title || (doc.Headline.Span != nil) != tt.span || len(doc.Furniture) != tt.furniture {
			t.Errorf("%s: %+v %v %v", tt.title, doc.Headline, doc.Furniture, err)
		}
	}
}

func TestMetadataForms(t *testing.T) {
	tests := []struct{ head, published, byline, outlet string }{
		{`<meta property="article:published_time" content="2031-05-02T23:00:00+02:00">`, "2031-05-02", "", ""},
		{`<meta name="pubdate" content="20310502"><meta name="byl" content="By Ada Quill">`, "2031-05-02", "Ada Quill", ""},
		{`<meta name="date" content="soon"><meta name="dc.date" content="May 2, 2031">`, "2031-05-02", "", ""},
		{`<script type="application/ld+json">{"@type":"NewsArticle","publisher":{"name":"A &amp; B"},"datePublished":"2031-05-02"}</script>`, "2031-05-02", "", "A & B"},
		{`<script type="application/ld+json">{"@type":"NewsArticle",</script>`, "", "", ""},
		{`<script type="application/ld+json">[[[[[[[[[[{"@type":"NewsArticle","datePublished":"2031-05-02"}]]]]]]]]]]</script>`, "", "", ""},
		{`<meta name="author" content="https://social.example/ada">`, "", "", ""},
	}
	for _, tt := range tests {
		doc, _, err := Extract(htmlRaw("<html><head>" + tt.head + "</head><body>" + paragraphs + "</body></html>"))
		if err != nil {
			t.Fatal(err)
		}
		if doc.Published.Date != tt.published || doc.Byline != tt.byline || doc.Outlet != tt.outlet {
			t.Errorf("%s: %q %q %q", tt.head, doc.Published.Date, doc.Byline, doc.Outlet)
		}
	}
}

func FuzzHTML(f *testing.F) {
	f.Add(page2)
	f.Add("<p>x<br>\u00a0y<table><tr><td>a<td>b</table>")
	f.Add("<html><h1>Ωmega | \xff</h1>" + paragraphs)
	f.Fuzz(func(t *testing.T, in string) {
		doc, _, err := Extract(htmlRaw(in))
		if err != nil {
			return
		}
		if utf8.ValidString(in) && !utf8.ValidString(doc.Text) {
			t.Error("text is not valid UTF-8")
		}
		check(t, doc.Text, &doc)
	})
}

// TestListed: what a feed says fills what the page leaves open.
func TestListed(t *testing.T) {
	listed := source.Given{Title: "Ferry sinks", Outlet: "Feed Post", Byline: "A B", Published: "2031-05-06T10:00:00Z", Language: "en"}
	bare := htmlRaw("<html><body><p>" + strings.Repeat("The ferry sank on the way to the island, the harbour office said in the evening. ", 6) + "</p></body></html>")
	full := htmlRaw(page2)
	for _, tt := range []struct {
		raw  source.Raw
		want string
	}{{bare, "Ferry sinks|Feed Post|A B|2031-05-06|feed"}, {full, ""}} {
		own, _, err := Extract(tt.raw)
		if err != nil {
			t.Fatal(err)
		}
		tt.raw.Listed = listed
		doc, _, err := Extract(tt.raw)
		if err != nil {
			t.Fatal(err)
		}
		row := func(d *stemma.Document) string {
			return strings.Join([]string{d.Headline.Text, d.Outlet, d.Byline, d.Published.Date, d.Published.From}, "|")
		}
		if tt.want == "" {
			tt.want = row(&own)
		}
		if got := row(&doc); got != tt.want {
			t.Errorf("got %s, want %s", got, tt.want)
		}
	}
}
