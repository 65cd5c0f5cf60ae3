package feed

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"strings"
	"testing"
	"time"
)

const rss = `<?xml version="1.0" encoding="ENC"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Quay Post</title><link>https://news.example/</link><language>en</language>
<item><title>Ferry &amp;amp; sinks</title><link>/1#top</link><pubDate>Fri, 02 May 2031 23:30:00 -0500</pubDate><dc:creator>Mara Öst</dc:creator></item>
<item><title>Second</title><guid isPermaLink="true">https://news.example/2</guid></item>
<item><title>Again</title><link>https://news.example/1</link></item>
<item><title>No address</title></item>
<item><title>Mail</title><link>mailto:a@b.example</link></item>
</channel></rss>`

const rssWant = "feed Quay Post|https://news.example/1 (Ferry & sinks, Mara Öst, Fri, 02 May 2031 23:30:00 -0500)|https://news.example/2 (Second, , )|left 2"

func show(l *List, err error) string {
	if err != nil {
		return "!" + err.Error()
	}
	out := []string{strings.TrimSpace(l.Kind + " " + l.Title)}
	for _, e := range l.Entries {
		s := fmt.Sprintf("%s (%s, %s, %s)", e.URL, e.Listed.Title, e.Listed.Byline, e.Listed.Published)
		if e.Updated != "" {
			s += " updated " + e.Updated
		}
		out = append(out, s)
	}
	for _, x := range l.Lists {
		out = append(out, strings.TrimSpace(x.URL+" "+x.Updated))
	}
	if l.Left > 0 {
		out = append(out, fmt.Sprint("left ", l.Left))
	}
	return strings.Join(out, "|")
}

// latin writes Latin-1.
func latin(s string) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteByte(byte(r))
	}
	return b.String()
}

func utf16(s string) string {
	b := []byte{0xFE, 0xFF}
	for _, r := range s {
		b = append(b, byte(r>>8), byte(r))
	}
	return string(b)
}

func zipped(s string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write([]byte(s))
	w.Close()
	return b.String()
}

func TestParse(t *testing.T) {
	enc := func(name string) string { return strings.Replace(rss, "ENC", name, 1) }
	for _, tt := range []struct{ name, data, label, want string }{
		{"rss", enc("utf-8"), "", rssWant},
		{"latin-1 as declared", latin(enc("iso-8859-1")), "", rssWant},
		{"latin-1 against the header", latin(enc("iso-8859-1")), "utf-8", rssWant},
		{"utf-8 against the declaration", enc("iso-8859-1"), "", rssWant},
		{"latin-1 by the header", latin(enc("utf-8")), "iso-8859-1", rssWant},
		{"latin-1 that says it is utf-8", latin(enc("utf-8")), "", rssWant},
		{"utf-16", utf16(enc("utf-16")), "", rssWant},
		{"no declaration", rss[strings.Index(rss, "<rss"):], "", rssWant},
		{"control characters", strings.Replace(enc("utf-8"), "Quay", "\x01Qu\x0bay", 1), "", rssWant},
		{"bare ampersand", strings.Replace(enc("utf-8"), "Quay Post", "Quay & Post", 1), "", strings.Replace(rssWant, "Quay Post", "Quay & Post", 1)},
		{"rdf", `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>Q</title></channel><item><title>One</title><link>https://news.example/1</link></item></rdf:RDF>`, "", "feed Q|https://news.example/1 (One, , )"},
		{"atom", `<feed xmlns="http://www.w3.org/2005/Atom"><title>Q</title><entry><title type="html">One</title><link rel="self" href="/self"/><link rel="alternate" href="1"/><published>2031-05-02T10:00:00Z</published><updated>2031-05-03T10:00:00Z</updated><author><name>M. Ost</name></author><author><name>A. Ness</name></author></entry></feed>`, "",
			"feed Q|https://news.example/f/1 (One, M. Ost, A. Ness, 2031-05-02T10:00:00Z) updated 2031-05-03T10:00:00Z"},
		{"json feed", `{"version":"https://jsonfeed.org/version/1.1","title":"Q","items":[{"id":"1","url":"https://news.example/1","title":"One","date_published":"2031-05-02T10:00:00Z","authors":[{"name":"M. Ost"}]}]}`, "", "feed Q|https://news.example/1 (One, M. Ost, 2031-05-02T10:00:00Z)"},
		{"readers counted", `<rss version="2.0"><channel><item><title>One</title><link>https://news.example/1?id=7&amp;utm_source=rss&amp;x=%2F&amp;UTM_medium=feed#x</link></item><item><title>One</title><link>https://news.example/1?id=7&amp;x=%2F</link></item></channel></rss>`, "", "feed|https://news.example/1?id=7&x=%2F (One, , )"},
		{"other json", `{"a": 1}`, "", "!is no feed, sitemap or OPML"},
		{"sitemap", `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc> https://news.example/1 </loc><lastmod>2031-05-03</lastmod><news:news><news:publication><news:name>Quay Post</news:name><news:language>en</news:language></news:publication><news:publication_date>2031-05-02</news:publication_date><news:title>Ferry sinks</news:title></news:news></url><url><loc>https://news.example/2</loc></url><url/></urlset>`, "",
			"sitemap|https://news.example/1 (Ferry sinks, , 2031-05-02) updated 2031-05-03|https://news.example/2 (, , )|left 1"},
		{"broken sitemap", `<urlset><url><loc>https://news.example/1</loc></url><url><loc>https://news`, "", "sitemap|https://news.example/1 (, , )|left 1"},
		{"index", `<sitemapindex><sitemap><loc>https://news.example/s1.xml</loc><lastmod>2031-05-02T10:00+02:00</lastmod></sitemap><sitemap><loc>/s2.xml.gz</loc></sitemap></sitemapindex>`, "", "index|https://news.example/s1.xml 2031-05-02T10:00+02:00|https://news.example/s2.xml.gz"},
		{"opml", `<opml version="2.0"><body><outline text="News"><outline text="A" type="rss" xmlUrl="https://a.example/feed"/><outline xmlurl="https://b.example/feed"/></outline></body></opml>`, "", "opml|https://a.example/feed|https://b.example/feed"},
		{"a page", `<!doctype html><html><head><base href="/x/"><link rel="stylesheet" href="a.css"><link rel="alternate" type="application/rss+xml" href="feed.xml"><link rel="alternate" type="application/rss+xml" href="comments.xml">`, "", "page|https://news.example/x/feed.xml"},
		{"a page without feeds", `<html><body><p>Hello</p></body></html>`, "", "!is a page that names no feed"},
		{"compressed", zipped(`<urlset><url><loc>https://news.example/1</loc></url></urlset>`), "", "sitemap|https://news.example/1 (, , )"},
		{"compressed and cut off", zipped(enc("utf-8"))[:60], "", "!cannot be decompressed: decompressing its gzip: unexpected EOF"},
		{"empty", " \n", "", "!is empty"},
		{"text", "Hello", "", "!is no feed, sitemap or OPML"},
		{"other xml", `<svg><g/></svg>`, "", "!is no feed, sitemap or OPML: its first element is <svg>"},
		{"binary", "\x00\x01\x02\x03\x04", "", "!is binary"},
		{"broken rss", enc("utf-8")[:500], "", "!is not valid XML: line 4: unexpected EOF"},
		{"nested without measure", "<rss>" + strings.Repeat("<a>", 100_000), "", "!is refused: its elements lie more than 256 deep in each other"},
		{"entities that grow", `<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><rss version="2.0"><channel><title>&b;</title></channel></rss>`, "", "feed &b;"},
	} {
		got := show(Parse([]byte(tt.data), "https://news.example/f/feed.xml", tt.label))
		if got != tt.want {
			t.Errorf("%s: got  %s\nwant %s", tt.name, got, tt.want)
		}
	}
}

func TestInstants(t *testing.T) {
	for _, tt := range []struct{ data, want string }{
		{strings.Replace(rss, "ENC", "utf-8", 1), "2031-05-03T04:30:00Z"},
		{`<urlset><url><loc>https://news.example/1</loc><lastmod>2031-05-03T10:00+02:00</lastmod></url></urlset>`, "2031-05-03T08:00:00Z"},
		{`<urlset><url><loc>https://news.example/1</loc><lastmod>2031-05-03</lastmod><news><publication_date>2031-05-02T10:00:00Z</publication_date></news></url></urlset>`, "2031-05-02T10:00:00Z"},
		{`<urlset><url><loc>https://news.example/1</loc><lastmod>soon</lastmod></url></urlset>`, "0001-01-01T00:00:00Z"},
	} {
		l, err := Parse([]byte(tt.data), "https://news.example/", "")
		if err != nil || l.Entries[0].At.UTC().Format(time.RFC3339) != tt.want {
			t.Errorf("%+v, %v; want %s", l, err, tt.want)
		}
	}
}

func TestLanguageAndOutlet(t *testing.T) {
	l, err := Parse([]byte(`<urlset><url><loc>https://news.example/1</loc><news><publication><name>Quay Post</name><language>en</language></publication></news></url></urlset>`), "https://news.example/", "")
	if err != nil || l.Entries[0].Listed.Outlet != "Quay Post" || l.Entries[0].Listed.Language != "en" {
		t.Errorf("%+v, %v", l, err)
	}
}

func manyItems(n int) string {
	var b strings.Builder
	b.WriteString(`<rss version="2.0"><channel><title>Q</title>`)
	for i := range n {
		fmt.Fprintf(&b, "<item><title>Item %d</title><link>https://news.example/%d</link><description>%s</description></item>", i, i, strings.Repeat("The ferry. ", 20))
	}
	b.WriteString("</channel></rss>")
	return b.String()
}

func TestManyItems(t *testing.T) {
	l, err := Parse([]byte(manyItems(10_000)), "https://news.example/", "")
	if err != nil || len(l.Entries) != 10_000 || l.Left != 0 {
		t.Fatalf("%d entries, %v", len(l.Entries), err)
	}
	var b strings.Builder
	b.WriteString("<urlset>")
	for i := range MaxEntries + 5 {
		fmt.Fprintf(&b, "<url><loc>https://news.example/%d</loc></url>", i)
	}
	if l, err = Parse([]byte(b.String()+"</urlset>"), "https://news.example/", ""); err != nil || len(l.Entries) != MaxEntries || l.Left != 5 {
		t.Errorf("%d entries, %d left out, %v", len(l.Entries), l.Left, err)
	}
}

func BenchmarkParse(b *testing.B) {
	data := []byte(manyItems(10_000))
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse(data, "https://news.example/", ""); err != nil {
			b.Fatal(err)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{rss, `<feed><entry><link href="1"/></entry></feed>`, `{"version":"https://jsonfeed.org/version/1","items":[{"url":"1"}]}`, `<urlset><url><loc>a</loc></url></urlset>`, `<opml><outline xmlUrl="a"/></opml>`, `<html><link rel=alternate type=application/rss+xml href=a>`, "\xFE\xFF\x00<"} {
		f.Add([]byte(s), "utf-8")
	}
	f.Fuzz(func(t *testing.T, data []byte, label string) {
		start := time.Now()
		l, err := Parse(data, "https://news.example/f", label)
		if time.Since(start) > 5*time.Second {
			t.Error("too slow")
		}
		if (l == nil) != (err != nil) {
			t.Fatalf("%v, %v", l, err)
		}
		if err != nil {
			return
		}
		for _, e := range l.Entries {
			if !strings.HasPrefix(e.URL, "http") {
				t.Errorf("entry %q", e.URL)
			}
		}
	})
}
