package source

import (
	"strings"
	"testing"
)

func TestFetched(t *testing.T) {
	const at = "https://news.example/1.pdf"
	for _, tt := range []struct{ name, body, media, label, want string }{
		{"a page", pageHTML, "text/html", "", at + " html " + at + " " + pageHTML},
		{"a page that says it is something else", pageHTML, "application/pdf", "", at + " html " + at + " " + pageHTML},
		{"a fragment", "Text <p>more</p>", "text/html", "", at + " html " + at + " Text <p>more</p>"},
		{"text that says it is a page", "Text.", "text/html", "", at + " plain " + at + " Text."},
		{"encoding of the header", "<html><p>\xb1</p></html>", "text/html", "iso-8859-2", at + " html " + at + " <html><p>ą</p></html>"},
		{"a picture that says it is a page", "\x89PNG\x0D\x0A\x1A\x0A\x00\x00\x00\x0DIHDR", "text/html", "", "!" + at + " is binary (image/png)"},
		{"a news item", `{"uri":"urn:x:1","headline":"H","body_text":"T."}`, "application/json", "", "urn:x:1 plain " + at + " T."},
		{"an archive", warcOf([3]string{"response", "https://a.example/", httpOf(200, html200, pageHTML)}, [3]string{"response", "https://b.example/", httpOf(200, html200, pageHTML)}), "application/warc", "",
			"https://a.example/ html https://a.example/ " + pageHTML + "|https://b.example/ html https://b.example/ " + pageHTML},
		{"nothing", "", "text/html", "", "!" + at + " is empty"},
	} {
		var raws []Raw
		var errs []*Error
		for raw, err := range Fetched(at, []byte(tt.body), tt.media, tt.label, Given{Title: "Listed"}, Options{Saved: true}) {
			if err != nil {
				errs = append(errs, err.(*Error))
				continue
			}
			raws = append(raws, raw)
		}
		if got := summary(raws, errs); got != tt.want {
			t.Errorf("%s: got  %s\nwant %s", tt.name, got, tt.want)
		}
		if len(raws) == 1 && !strings.HasPrefix(raws[0].Path, "urn:") && (raws[0].Listed.Title != "Listed" || string(raws[0].Saved) != tt.body) {
			t.Errorf("%s: %+v", tt.name, raws[0])
		}
	}
}
