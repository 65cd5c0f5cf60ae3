// Package robots reads robots.txt, by which a site tells programs what they
// may fetch (RFC 9309), and the Crawl-delay and Sitemap lines that are common
// beside it.
package robots

import (
	"bytes"
	"strconv"
	"strings"
	"time"
)

// MaxBytes is how much of a robots.txt is read; what stands behind it counts
// for nothing (RFC 9309 section 2.5).
const MaxBytes = 500 << 10

// maxRules bounds the rules that are kept of one file.
const maxRules = 20_000

// Rules is what a robots.txt says. The zero value allows everything.
type Rules struct {
	Sitemaps []string
	groups   []group
}

// group are the rules for some user agents.
type group struct {
	agents []string // in lower case
	rules  []rule
	delay  time.Duration // 0 where none is asked for
}

type rule struct {
	pattern string // with percent-encoding made alike
	allow   bool
}

// Parse reads a robots.txt. It cannot fail: lines that are no rules are passed
// over, as the standard asks.
func Parse(data []byte) *Rules {
	data = bytes.TrimPrefix(data[:min(len(data), MaxBytes)], []byte("\xEF\xBB\xBF"))
	r := &Rules{}
	naming, n := false, 0 // the last line named a user agent
	for line := range bytes.FieldsFuncSeq(data, func(c rune) bool { return c == '\n' || c == '\r' }) {
		text, _, _ := strings.Cut(string(line), "#")
		key, value, ok := strings.Cut(text, ":")
		if value = strings.TrimSpace(value); !ok {
			continue
		}
		key = strings.ToLower(strings.TrimSpace(key))
		if key == "user-agent" {
			if !naming {
				r.groups = append(r.groups, group{})
			}
			naming = true
			g := &r.groups[len(r.groups)-1]
			g.agents = append(g.agents, strings.ToLower(value))
			continue
		}
		if key == "sitemap" {
			r.Sitemaps = append(r.Sitemaps, value)
			continue
		}
		if len(r.groups) == 0 || n == maxRules {
			continue
		}
		if r.groups[len(r.groups)-1].read(key, value) {
			naming, n = false, n+1
		}
	}
	return r
}

// read takes in one line of a group; false where it is no rule.
func (g *group) read(key, value string) bool {
	switch key {
	case "allow", "disallow":
		if value != "" { // an empty rule forbids nothing
			g.rules = append(g.rules, rule{normal(value), key == "allow"})
		}
		return true
	case "crawl-delay":
		if s, err := strconv.ParseFloat(value, 64); err == nil && s > 0 && s < 1e6 {
			g.delay = time.Duration(s * float64(time.Second))
		}
		return true
	}
	return false
}

// of lists the groups for an agent's product token: those that name it, else
// those for all.
func (r *Rules) of(agent string) []group {
	var named, all []group
	for _, g := range r.groups {
		for _, a := range g.agents {
			switch {
			case a == "*":
				all = append(all, g)
			case strings.EqualFold(token(a), agent):
				named = append(named, g)
			}
		}
	}
	if named != nil {
		return named
	}
	return all
}

// token is the product token that a user-agent line begins with.
func token(s string) string {
	end := strings.IndexFunc(s, func(c rune) bool {
		return !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-' || c == '_')
	})
	if end < 0 {
		return s
	}
	return s[:end]
}

// Allowed says whether a program with this product token may fetch a path,
// given with its query. The longest rule that matches decides, allow before
// disallow.
func (r *Rules) Allowed(agent, path string) bool {
	if path = normal(path); path == "/robots.txt" {
		return true
	}
	longest, allowed := -1, true
	for _, g := range r.of(agent) {
		for _, x := range g.rules {
			if len(x.pattern) < longest || !matches(x.pattern, path) {
				continue
			}
			allowed = x.allow || allowed && len(x.pattern) == longest
			longest = len(x.pattern)
		}
	}
	return allowed
}

// Delay is the time between two requests that the site asks of a program, 0
// where it asks for none.
func (r *Rules) Delay(agent string) time.Duration {
	var d time.Duration
	for _, g := range r.of(agent) {
		d = max(d, g.delay)
	}
	return d
}

// matches says whether a path begins as the pattern says: * stands for any
// bytes, $ at the end for the end of the path.
func matches(pattern, path string) bool {
	pattern, whole := strings.CutSuffix(pattern, "$")
	parts := strings.Split(pattern, "*")
	if !strings.HasPrefix(path, parts[0]) {
		return false
	}
	path = path[len(parts[0]):]
	if len(parts) == 1 {
		return !whole || path == ""
	}
	last := len(parts) - 1
	for _, p := range parts[1:last] {
		i := strings.Index(path, p)
		if i < 0 {
			return false
		}
		path = path[i+len(p):]
	}
	if whole {
		return strings.HasSuffix(path, parts[last])
	}
	return strings.Contains(path, parts[last])
}

// normal writes percent-encoding alike (RFC 9309 section 2.2.2): bytes beyond
// ASCII encoded, unreserved characters not, hex digits in capitals.
func normal(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '%' && i+2 < len(s) {
			if n, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				if c, i = byte(n), i+2; unreserved(c) {
					b.WriteByte(c)
				} else {
					encode(&b, c)
				}
				continue
			}
		}
		if c <= ' ' || c >= 0x7f || c == '%' { // a bare % too
			encode(&b, c)
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

func encode(b *strings.Builder, c byte) {
	const hex = "0123456789ABCDEF"
	b.Write([]byte{'%', hex[c>>4], hex[c&15]})
}

func unreserved(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0
}
