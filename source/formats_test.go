package source

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// warcOf writes an archive of records: type, address and block each.
func warcOf(records ...[3]string) string {
	var b strings.Builder
	for _, r := range records {
		fmt.Fprintf(&b, "WARC/1.1\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2031-05-02T10:00:00Z\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", r[0], r[1], len(r[2]), r[2])
	}
	return b.String()
}

func httpOf(status int, header, body string) string {
	return fmt.Sprintf("HTTP/1.1 %d X\r\n%s\r\n\r\n%s", status, header, body)
}

// zipOf writes a zip archive of names and contents.
func zipOf(files ...string) string {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		w, _ := z.CreateHeader(&zip.FileHeader{Name: files[i], Method: zip.Deflate})
		io.WriteString(w, files[i+1])
	}
	z.Close()
	return b.String()
}

// summary is what a test compares: path, kind, URL and text of each document,
// path and reason of each error.
func summary(raws []Raw, errs []*Error) string {
	var out []string
	for _, r := range raws {
		out = append(out, strings.Join([]string{r.Path, r.Kind, r.Given.URL, r.Text}, " "))
	}
	for _, e := range errs {
		out = append(out, "!"+e.Path+" "+e.Reason)
	}
	return strings.Join(out, "|")
}

const (
	pageHTML = "<html><p>The ferry sank.</p></html>"
	html200  = "Content-Type: text/html; charset=utf-8"
)

func TestWARC(t *testing.T) {
	page := httpOf(200, html200, pageHTML)
	read := func(records ...[3]string) func() string { return func() string { return warcOf(records...) } }
	u := "https://news.example/1"
	want := u + " html " + u + " " + pageHTML
	for _, tt := range []struct {
		name string
		data func() string
		want string
	}{
		{"a page", read([3]string{"warcinfo", "", "x"}, [3]string{"request", u, "GET / HTTP/1.1\r\n\r\n"}, [3]string{"response", u, page}), want},
		{"gzip", read([3]string{"response", u, httpOf(200, html200+"\r\nContent-Encoding: gzip", zipped(pageHTML))}), want},
		{"chunks", read([3]string{"response", u, httpOf(200, html200+"\r\nTransfer-Encoding: chunked", "11\r\n<html><p>The ferr\r\n12\r\ny sank.</p></html>\r\n0\r\n\r\n")}), want},
		{"joined chunks", read([3]string{"response", u, httpOf(200, html200+"\r\nTransfer-Encoding: chunked", pageHTML)}), want},
		{"charset of the header", read([3]string{"response", u, httpOf(200, "content-type: text/html; charset=ISO-8859-2", "<html><p>\xb1</p></html>")}), u + " html " + u + " <html><p>ą</p></html>"},
		{"plain text", read([3]string{"response", u, httpOf(200, "Content-Type: text/plain", "The ferry sank.")}), u + " plain " + u + " The ferry sank."},
		{"other things", read([3]string{"response", u, page}, [3]string{"response", u + ".jpg", httpOf(200, "Content-Type: image/jpeg", "\xff\xd8")}, [3]string{"response", u + "x", httpOf(404, html200, pageHTML)}, [3]string{"revisit", u, httpOf(200, html200, "")}, [3]string{"response", "dns:news.example", "20310502\nnews.example"}), want},
		{"captured twice", read([3]string{"response", u, page}, [3]string{"response", u, page}), want},
		{"captured twice, edited", read([3]string{"response", u, page}, [3]string{"response", u, httpOf(200, html200, "<html><p>It did not.</p></html>")}), want + "|FILE:224 html " + u + " <html><p>It did not.</p></html>"},
		{"odd header lines", read([3]string{"response", u, "HTTP/2 200\r\nnonsense\r\n" + html200 + "\r\n\r\n" + pageHTML}), want},
		{"bad status line", read([3]string{"response", u, "nonsense\r\n\r\n"}, [3]string{"response", u, page}), want + "|!a:0 is damaged"},
		{"damaged gzip", read([3]string{"response", u, httpOf(200, html200+"\r\nContent-Encoding: gzip", zipped(pageHTML)[:30])}, [3]string{"response", u, page}), want + "|!a:0 is damaged"},
		{"gzip bomb", read([3]string{"response", u, httpOf(200, html200+"\r\nContent-Encoding: gzip", zipped(strings.Repeat("a", 1<<16)))}, [3]string{"response", u, page}), want + "|!a:0 is too large: over the limit of 4 KiB for one document"},
		{"too large", read([3]string{"response", u, httpOf(200, html200, strings.Repeat("a", 1<<13))}, [3]string{"response", u, page}), want + "|!a:0 is too large: over the limit of 4 KiB for one document"},
		{"resource", read([3]string{"resource", "file:///a.html", pageHTML}), "!a is a web archive without pages"},
		{"no page", read([3]string{"warcinfo", "", "x"}), "!a is a web archive without pages"},
		{"cut off", func() string { return warcOf([3]string{"response", u, page}, [3]string{"response", u, page})[:420] }, want + "|!a:224 is damaged"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := write(t, map[string]string{"a": tt.data(), "a.gz": zipped(tt.data())})
			raws, errs := collect(t, Options{MaxBytes: 4 << 10}, filepath.Join(dir, "a"))
			got := strings.ReplaceAll(summary(raws, errs), filepath.Join(dir, "a"), "FILE")
			if got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
			if again, _ := collect(t, Options{MaxBytes: 4 << 10}, filepath.Join(dir, "a.gz")); len(again) != len(raws) {
				t.Errorf("compressed: %d documents, want %d", len(again), len(raws))
			}
		})
	}
}

// TestWARCResource: a resource's media type stands in the record's header.
func TestWARCResource(t *testing.T) {
	data := strings.Replace(warcOf([3]string{"resource", "urn:x", pageHTML}), "WARC-Date", "Content-Type: text/html\r\nWARC-Date", 1)
	raws, errs := collect(t, Options{Stdin: strings.NewReader(data), Saved: true}, "-")
	if got := summary(raws, errs); got != "urn:x html  "+pageHTML {
		t.Fatalf("got %s", got)
	}
	if string(raws[0].Saved) != pageHTML || raws[0].File != "-:0" {
		t.Errorf("saved %q of %s", raws[0].Saved, raws[0].File)
	}
}

func TestWACZ(t *testing.T) {
	u := "https://news.example/"
	archive := warcOf([3]string{"response", u + "1", httpOf(200, html200, pageHTML)}, [3]string{"response", u + "frame", httpOf(200, html200, "<html><p>Advert</p></html>")})
	pages := `{"format":"json-pages-1.0","id":"pages"}` + "\n" + `{"url":"https://news.example/1#top","title":"Ferry sinks"}` + "\n" + `{"url":"` + u + `gone"}` + "\n{broken\n"
	one := u + "1 html " + u + "1 " + pageHTML
	for _, tt := range []struct{ name, data, want string }{
		{"pages", zipOf("archive/data.warc.gz", zipped(archive), "pages/pages.jsonl", pages), one + "|!a.wacz/" + u + "gone is listed in the archive but no page of it was captured"},
		{"no list", zipOf("archive/data.warc", archive), one + "|" + u + "frame html " + u + "frame <html><p>Advert</p></html>"},
		{"a way out", zipOf("archive/../../x.warc", archive[:20], "archive/a.warc", archive), one + "|" + u + "frame html " + u + "frame <html><p>Advert</p></html>|!a.wacz/x.warc:0 has no valid header"},
		{"nothing in it", zipOf("archive/data.warc.gz", ""), "!a.wacz is a web archive without pages"},
		{"bomb", zipOf("archive/data.warc", strings.Repeat("\x00", 8<<20), "archive/a.warc", archive), one + "|" + u + "frame html " + u + "frame <html><p>Advert</p></html>|!a.wacz/archive/data.warc cannot be unpacked"},
		{"another zip", zipOf("word/document.xml", "x"), "!a.wacz is a zip archive or an office document"},
		{"cut off", zipOf("archive/data.warc", archive)[:90], "!a.wacz is a zip archive or an office document"},
	} {
		dir := write(t, map[string]string{"a.wacz": tt.data})
		raws, errs := collect(t, Options{MaxBytes: 1 << 20}, dir)
		if got := summary(raws, errs); got != tt.want {
			t.Errorf("%s: got  %s\nwant %s", tt.name, got, tt.want)
		}
		if tt.name == "pages" && raws[0].Listed.Title != "Ferry sinks" {
			t.Errorf("listed as %+v", raws[0].Listed)
		}
	}
}

func TestNinjs(t *testing.T) {
	for _, tt := range []struct{ name, data, want, given string }{
		{"version 1", `{"uri":"https://wire.example/1","type":"text","versioncreated":"2031-05-02T10:00:00Z","byline":"By Mara Ost","headline":"Ferry sinks","language":"en","copyrightholder":"Quay Wire","body_text":"It sank.","body_xhtml":"<p>It</p><p>sank.</p>"}`,
			"https://wire.example/1 html https://wire.example/1 <p>It</p><p>sank.</p>", "Ferry sinks|Quay Wire|Mara Ost|2031-05-02T10:00:00Z|en"},
		{"version 2", `{"uri":"urn:x:1","by":"M. Ost","infosources":[{"role":"desk"},{"name":"Quay Wire"}],"headlines":[{"role":"sub","value":"Sub"},{"role":"main","value":"Ferry sinks"}],"bodies":[{"role":"nitf","contenttype":"application/nitf+xml","value":"<nitf><p>no</p></nitf>"},{"contenttype":"text/plain","value":"It sank."}],"contentcreated":"2031-05-02"}`,
			"urn:x:1 plain  It sank.", "Ferry sinks|Quay Wire|M. Ost|2031-05-02|"},
		{"version 3", `{"uri":"urn:x:1","versionCreated":"2031-05-02","headlines":[{"value":"Ferry sinks"}],"bodies":[{"contentType":"text/html","value":"<p>It sank."}]}`,
			"urn:x:1 html  <p>It sank.", "Ferry sinks|||2031-05-02|"},
		{"a superdesk item", `{"guid":"urn:x:2","headline":"Ferry sinks","source":"QW","body_html":"<p>It sank.</p>","pubstatus":"canceled"}`,
			"urn:x:2 html  <p>It sank.</p>", "Ferry sinks|QW|||"},
		{"a picture", `{"uri":"urn:x:3","type":"picture","headline":"Ferry"}`, "!urn:x:3 is a news item (picture) without text", ""},
		{"a package", `{"uri":"urn:x:4","type":"composite","headline":"P","associations":{"b":{"uri":"urn:b","body_text":"B."},"a":{"uri":"urn:a","headline":"A","body_text":"A."},"c":{"uri":"urn:c","type":"picture","headline":"C"}}}`,
			"urn:a plain  A.|urn:b plain  B.", "A||||"},
		{"wrong types", `{"uri":"urn:x:5","headline":5,"bodies":{"a":1},"associations":7,"body_text":"T."}`, "urn:x:5 plain  T.", "||||"},
		{"no news item", `{"uri":"urn:x:6","title":"x"}`, `!a.json:1 has neither "text" nor "html"`, ""},
	} {
		dir := write(t, map[string]string{"a.json": tt.data, "a.jsonl": tt.data + "\n" + tt.data + "\n"})
		raws, errs := collect(t, Options{Saved: true}, filepath.Join(dir, "a.json"))
		if got := summary(raws, errs); got != tt.want {
			t.Errorf("%s: got  %s\nwant %s", tt.name, got, tt.want)
			continue
		}
		if len(raws) > 0 {
			g := raws[0].Given
			if got := strings.Join([]string{g.Title, g.Outlet, g.Byline, g.Published, g.Language}, "|"); got != tt.given {
				t.Errorf("%s: given %s, want %s", tt.name, got, tt.given)
			}
			if (len(raws[0].Notices) > 0) != strings.Contains(tt.data, "canceled") {
				t.Errorf("%s: notices %v", tt.name, raws[0].Notices)
			}
		}
		if lines, _ := collect(t, Options{}, filepath.Join(dir, "a.jsonl")); len(lines) != 2*len(raws) {
			t.Errorf("%s: %d documents of two lines", tt.name, len(lines))
		}
	}
}

const g2 = `<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:wire.example:1" version="2" xml:lang="en">
 <itemMeta><itemClass qcode="ninat:text"/><provider literal="QW"><name>Quay Wire</name></provider>
  <versionCreated>2031-05-02T10:00:00+02:00</versionCreated><pubStatus qcode="stat:usable"/></itemMeta>
 <contentMeta><by>By Mara Ost</by><dateline>NORVIK, May 2</dateline><creditline>Quay &amp; Wire</creditline><language tag="en-GB"/>
  <headline>Ferry <b>sinks</b></headline><headline>Second</headline></contentMeta>
 <contentSet>BODY</contentSet>
</newsItem>`

func TestNewsML(t *testing.T) {
	item := func(body string) string { return strings.Replace(g2, "BODY", body, 1) }
	inner := func(s string) string { return s[strings.Index(s, "?>")+3:] }
	xhtml := `<inlineXML contenttype="application/xhtml+xml"><h:html xmlns:h="http://www.w3.org/1999/xhtml"><h:body><h:p class="x">It sank &lt;fast&gt;&nbsp;&#8211; all</h:p></h:body></h:html></inlineXML>`
	want := "urn:newsml:wire.example:1 html  <p>NORVIK, May 2</p>\n<html><body><p>It sank &lt;fast&gt;\u00a0– all</p></body></html>"
	second := strings.Replace(inner(item(`<inlineData contenttype="text/plain">Two.</inlineData>`)), "wire.example:1", "wire.example:2", 1)
	message := `<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header/><itemSet><packageItem guid="p"/>` + inner(item(xhtml)) + second + "</itemSet></newsMessage>"
	want2 := want + "|urn:newsml:wire.example:2 plain  NORVIK, May 2\n\nTwo."
	picture := strings.Replace(item(`<remoteContent href="x.jpg"/>`), "ninat:text", "ninat:picture", 1)
	for _, tt := range []struct{ name, data, want string }{
		{"xhtml", item(xhtml), want},
		{"nitf", item(`<inlineXML contenttype="application/nitf+xml"><nitf><body><body.head><hedline><hl1>H</hl1></hedline></body.head><body.content><p>NORVIK, May 2 - It sank.</p><hl2>Why</hl2></body.content></body></nitf></inlineXML>`), "urn:newsml:wire.example:1 html  <p>NORVIK, May 2 - It sank.</p><h2>Why</h2>"},
		{"a message", message, want2},
		{"utf-16", "\xFF\xFE" + utf16le(strings.Replace(item(`<inlineData>Zürich.</inlineData>`), "UTF-8", "UTF-16", 1)), "urn:newsml:wire.example:1 plain  NORVIK, May 2\n\nZürich."},
		{"latin 1", strings.Replace(item("<inlineData>Z\xfcrich.</inlineData>"), "UTF-8", "ISO-8859-1", 1), "urn:newsml:wire.example:1 plain  NORVIK, May 2\n\nZürich."},
		{"no encoding of that name", strings.Replace(item("<inlineData>x</inlineData>"), "UTF-8", "x-none", 1), "!a.xml is not in the encoding that it declares"},
		{"a picture", picture, "!urn:newsml:wire.example:1 is a news item (picture) without text"},
		{"a package", `<packageItem xmlns="http://iptc.org/std/nar/2006-10-01/"><groupSet/></packageItem>`, "!a.xml has no news item with text"},
		{"broken behind the first", strings.Replace(message, "Two.", "Two.</x>", 1), want + "|!a.xml:OFF is not valid XML; the rest of the file was not read"},
		{"too large", item("<inlineData>" + strings.Repeat("x", 1<<14) + "</inlineData>"), "!a.xml:39 is too large: over the limit of 8 KiB for one document"},
		{"entities that grow", `<!DOCTYPE newsItem [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;">]>` + inner(item("<inlineData>&b;</inlineData>")), "!a.xml:OFF is not valid XML; the rest of the file was not read"},
		{"many items", "<newsMessage>" + strings.Repeat(second, 40) + "</newsMessage>", "many"},
	} {
		dir := write(t, map[string]string{"a.xml": tt.data})
		raws, errs := collect(t, Options{MaxBytes: 8 << 10, Saved: true}, filepath.Join(dir, "a.xml"))
		got := summary(raws, errs)
		if at := strings.Index(tt.want, "OFF"); at > 0 && len(got) > at { // offsets of this file do not matter
			got = got[:at] + "OFF" + strings.TrimLeft(got[at:], "0123456789")
		}
		if tt.want == "many" && len(raws) == 40 && len(errs) == 0 {
			got = "many"
		}
		if got != tt.want {
			t.Errorf("%s: got  %s\nwant %s", tt.name, got, tt.want)
		}
		for _, raw := range raws {
			again, err := Again(raw.Path, raw.Saved, raw.Given, Options{Saved: true})
			raw.File, again.File = "", ""
			if raw.Path == again.Path && (err != nil || !reflect.DeepEqual(raw, again)) {
				t.Errorf("%s: read again: %+v, %v; want %+v", tt.name, again, err, raw)
			}
		}
	}
	raws, _ := collect(t, Options{Stdin: strings.NewReader(item(xhtml))}, "-")
	if g := raws[0].Given; g != (Given{Title: "Ferry sinks", Outlet: "Quay & Wire", Byline: "Mara Ost", Published: "2031-05-02T10:00:00+02:00", Language: "en-GB"}) {
		t.Errorf("given %+v", g)
	}
}

const mhtml = "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://news.example/1\r\nSubject: Ferry\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"b1\"\r\n\r\n\r\n--b1\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBO\r\n--b1\r\nContent-Type: text/html; charset=windows-1252\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://news.example/1\r\n\r\n<html><p>The caf=E9 =\r\nferry sank.</p></html>\r\n--b1--\r\n"

func TestMHTML(t *testing.T) {
	for _, tt := range []struct{ name, data, want string }{
		{"a page", mhtml, "a.mhtml html https://news.example/1 <html><p>The café ferry sank.</p></html>"},
		{"no page", strings.Replace(mhtml, "text/html; ", "text/css; ", 1), "!a.mhtml is a saved page (MHTML) that cannot be read"},
		{"cut off", mhtml[:430], "a.mhtml html https://news.example/1 <html><p>The café fer"},
		{"cut off early", mhtml[:300], "!a.mhtml is a saved page (MHTML) that cannot be read"},
		{"a letter", "From: a\nContent-Type: text/plain\n\nText", "a.mhtml plain  From: a\nContent-Type: text/plain\n\nText"},
	} {
		dir := write(t, map[string]string{"a.mhtml": tt.data})
		raws, errs := collect(t, Options{Saved: true}, dir)
		if got := summary(raws, errs); got != tt.want {
			t.Errorf("%s: got  %s\nwant %s", tt.name, got, tt.want)
		}
		if len(raws) > 0 && string(raws[0].Saved) != tt.data {
			t.Errorf("%s: the saved bytes are not the file's", tt.name)
		}
	}
}

func FuzzFormats(f *testing.F) {
	ninjs, _ := json.Marshal(map[string]any{"uri": "urn:1", "body_text": "x", "associations": map[string]any{"a": map[string]any{"uri": "urn:2", "body_html": "<p>x"}}})
	var one bytes.Buffer
	w := gzip.NewWriter(&one)
	io.WriteString(w, warcOf([3]string{"response", "https://a.example/", httpOf(200, html200, pageHTML)}))
	w.Close()
	for _, s := range []string{one.String(), warcOf([3]string{"response", "https://a.example/", httpOf(200, html200+"\r\nContent-Encoding: br", pageHTML)}),
		string(ninjs), strings.Replace(g2, "BODY", "<inlineXML><p>x</p></inlineXML>", 1), mhtml,
		zipOf("archive/a.warc", warcOf([3]string{"response", "https://a.example/", httpOf(200, html200, pageHTML)}), "pages/pages.jsonl", `{"url":"https://a.example"}`)} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		r := &reader{opts: Options{MaxBytes: 1 << 14, Saved: true}, taken: map[string]bool{}}
		seen := 0
		r.yield = func(raw Raw, err error) bool {
			seen++
			if err == nil && (strings.TrimSpace(raw.Text) == "" || raw.SHA256 == "" || raw.Path == "" || raw.Saved == nil) {
				t.Errorf("an empty document: %+v", raw)
			}
			return true
		}
		if looksZip(data) {
			r.wacz(input{name: "a", full: "a", size: int64(len(data))}, bytes.NewReader(data))
			return
		}
		if !r.stream(input{name: "a", full: "a", size: -1}, bytes.NewReader(data)) || seen == 0 {
			t.Errorf("%q gave neither document nor error", data)
		}
	})
}

// BenchmarkWARC reads an archive of pages among pictures, compressed record by
// record.
func BenchmarkWARC(b *testing.B) {
	var all strings.Builder
	picture := httpOf(200, "Content-Type: image/jpeg", strings.Repeat("\xff\xd8\x01", 20_000))
	for i := range 200 {
		page := "<html><p>" + strings.Repeat(fmt.Sprintf("The ferry number %d sank on the way to the island. ", i), 400) + "</p></html>"
		all.WriteString(zipped(warcOf([3]string{"response", fmt.Sprint("https://news.example/", i), httpOf(200, html200+"\r\nContent-Encoding: gzip", zipped(page))})))
		all.WriteString(zipped(warcOf([3]string{"response", fmt.Sprint("https://news.example/p", i), picture})))
	}
	data := all.String()
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		for _, err := range Open([]string{"-"}, Options{Stdin: strings.NewReader(data)}) {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
		if n != 200 {
			b.Fatalf("%d pages", n)
		}
	}
}
