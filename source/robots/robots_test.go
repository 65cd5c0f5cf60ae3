package robots

import (
	"slices"
	"strings"
	"testing"
	"time"
)

func TestAllowed(t *testing.T) {
	const file = "\xEF\xBB\xBF# all\nUser-agent: *\nDisallow: /private\nAllow: /private/press\nCrawl-delay: 2.5\n\n" +
		"User-Agent: Otherbot/1.0\nUser-agent: thirdbot\nDisallow: /\n\nuser-agent : stemma\nDisallow: /*.pdf$\nDisallow: /search*page=\nDisallow: /caf%c3%a9\nAllow: /a\nDisallow: /a\nDisallow:\n\nUser-agent: Stemma\nDisallow: /second\nSitemap: https://news.example/sitemap.xml\n"
	r := Parse([]byte(file))
	for _, tt := range []struct {
		agent, path string
		want        bool
	}{
		{"reader", "/", true},
		{"reader", "/private/x", false},
		{"reader", "/private/press/1", true},
		{"otherbot", "/x", false},
		{"thirdbot", "/x", false},
		{"otherbot", "/robots.txt", true},
		{"stemma", "/private/x", true},
		{"stemma", "/x.pdf", false},
		{"stemma", "/x.pdf?y", true},
		{"stemma", "/search?q=1&page=2", false},
		{"stemma", "/search?q=1", true},
		{"stemma", "/café/x", false},
		{"stemma", "/caf%C3%A9", false},
		{"stemma", "/a", true},
		{"stemma", "/second", false},
	} {
		if got := r.Allowed(tt.agent, tt.path); got != tt.want {
			t.Errorf("%s %s: %v, want %v", tt.agent, tt.path, got, tt.want)
		}
	}
	if d := r.Delay("reader"); d != 2500*time.Millisecond {
		t.Errorf("delay %v", d)
	}
	if d := r.Delay("stemma"); d != 0 {
		t.Errorf("delay %v", d)
	}
	if !slices.Equal(r.Sitemaps, []string{"https://news.example/sitemap.xml"}) {
		t.Errorf("sitemaps %v", r.Sitemaps)
	}
	if !new(Rules).Allowed("stemma", "/x") || !Parse(nil).Allowed("stemma", "/x") || !Parse([]byte("<html>404</html>")).Allowed("stemma", "/x") {
		t.Error("no rules forbid nothing")
	}
}

func TestHuge(t *testing.T) {
	r := Parse([]byte("User-agent: *\n" + strings.Repeat("Disallow: /x\n", 1<<20) + "Disallow: /y\n"))
	if n := len(r.groups[0].rules); n != maxRules {
		t.Errorf("%d rules kept", n)
	}
	slow := strings.Repeat("a*", 5000)
	if Parse([]byte("User-agent: *\nDisallow: /"+slow+"b")).Allowed("x", "/"+strings.Repeat("a", 20000)) != true {
		t.Error("a pattern that does not match forbids")
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("User-agent: *\nDisallow: /a*b$\nAllow: /%41\nCrawl-delay: 1e9\n"), "/a%4")
	f.Add([]byte("user-agent:*"), "%%666%")
	f.Add([]byte("user-agent:x\r\nallow:*\r\n"), "")
	f.Fuzz(func(t *testing.T, data []byte, path string) {
		r := Parse(data)
		if r.Allowed("stemma", path) != Parse(data).Allowed("STEMMA", path) {
			t.Error("the agent's case matters")
		}
		if d := r.Delay("stemma"); d < 0 {
			t.Errorf("delay %v", d)
		}
		if n := normal(path); normal(n) != n {
			t.Errorf("%q is not normal", n)
		}
	})
}
