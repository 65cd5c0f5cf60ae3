package feed

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stemmanews/stemma/source"
)

func TestAddresses(t *testing.T) {
	const opml = `<opml><body><outline xmlUrl="https://a.example/feed"/><outline xmlUrl="relative"/></body></opml>`
	path := filepath.Join(t.TempDir(), "a.opml")
	for _, tt := range []struct{ data, want string }{
		{opml, "https://a.example/feed"},
		{zipped(opml), "https://a.example/feed"},
		{`<opml><body/></opml>`, "!names no feeds"},
		{`<rss version="2.0"><channel/></rss>`, "!is a feed saved as a file, which cannot be followed"},
		{"Hello", "!is no feed, sitemap or OPML"},
	} {
		if err := os.WriteFile(path, []byte(tt.data), 0o600); err != nil {
			t.Fatal(err)
		}
		urls, err := Addresses(path)
		got := strings.Join(urls, " ")
		if e, ok := errors.AsType[*source.Error](err); ok && e.Path == path && e.Hint != "" {
			got = "!" + e.Reason
		}
		if got != tt.want {
			t.Errorf("%.40s: got %s, %v; want %s", tt.data, got, err, tt.want)
		}
	}
	if _, err := Addresses(path + "x"); err == nil || !strings.Contains(err.Error(), "cannot be opened: no such file") {
		t.Errorf("error %v", err)
	}
}
