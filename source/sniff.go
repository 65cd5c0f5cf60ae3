package source

import (
	"bytes"
	"net/http"
	"regexp"
	"strings"
)

var boms = [][]byte{{0xEF, 0xBB, 0xBF}, {0xFF, 0xFE}, {0xFE, 0xFF}}

// opening returns head without byte-order mark and leading space.
func opening(head []byte) []byte {
	return bytes.TrimLeft(bytes.TrimPrefix(head, boms[0]), " \t\r\n")
}

// xmlOpening is opening for what may be UTF-16.
func xmlOpening(head []byte) []byte {
	if u, ok := wide(head); ok {
		head = []byte(u)
	}
	return opening(head)
}

var jsonStart = regexp.MustCompile(`^(?:\{\s*(?:"|\})|\[\s*(?:\{|\]\s*$))`)

// looksJSON says whether a file holds JSON articles. A name that says so is
// believed where the content is text at all, so that a broken first line is
// reported as such.
func looksJSON(head []byte, name string) bool {
	o := opening(head)
	switch extension(name) {
	case ".json", ".jsonl", ".ndjson":
		return len(o) > 0 && bytes.IndexByte(head, 0) < 0
	}
	return jsonStart.Match(o)
}

var (
	htmlStart = regexp.MustCompile(`(?i)^(?:<!doctype\s+html|<html|<head|<body|<meta\s|<title|<div[\s>]|<article[\s>]|<p[\s>]|<h1[\s>])`)
	htmlLater = regexp.MustCompile(`(?i)^<(?:\?xml|!--|!doctype)`)
	htmlTag   = regexp.MustCompile(`(?i)<html[\s>]`)
	anyTag    = regexp.MustCompile(`(?i)</?(?:p|div|span|br|a|h[1-6]|body|article)[\s/>]`)
	closing   = regexp.MustCompile(`(?i)</(?:html|body)\s*>`)
)

// looksHTML says whether data is a page: it begins like one, or its name says
// so and it has tags.
func looksHTML(data []byte, name string) bool {
	head := data[:min(len(data), headBytes)]
	if u, ok := wide(head); ok {
		head = []byte(u)
	}
	o := opening(head)
	if htmlStart.Match(o) || htmlLater.Match(o) && htmlTag.Match(head) {
		return true
	}
	switch extension(name) {
	case ".html", ".htm", ".xhtml":
		return anyTag.Match(data)
	}
	return false
}

// cutShort says whether a page opens its html element and never closes it.
func cutShort(text string) bool {
	tail := text[max(0, len(text)-headBytes):]
	return htmlTag.MatchString(text[:min(len(text), headBytes)]) && !closing.MatchString(tail)
}

// Formats that hold articles but that this program does not read, and how to
// tell them by their first bytes.
var formats = []struct{ magic, reason, hint string }{
	{"%PDF-", "is a PDF", "save its text, or the web page, and give that"},
	{"PK\x03\x04", "is a zip archive or an office document", "unpack it, or save its text, and give that"},
	{"\xD0\xCF\x11\xE0", "is an office document", "save its text and give that"},
	{"{\\rtf", "is a rich-text document", "save it as plain text and give that"},
	{"\x28\xB5\x2F\xFD", "is compressed with zstd", "decompress it, or use gzip"},
	{"BZh", "is compressed with bzip2", "decompress it, or use gzip"},
	{"\xFD7zXZ", "is compressed with xz", "decompress it, or use gzip"},
}

// Files that lie beside articles, by their extensions.
var beside = map[string]string{
	".csv": "is a table", ".tsv": "is a table", ".css": "is a style sheet", ".js": "is a script",
}

var feedStart = regexp.MustCompile(`(?is)^<(?:\?xml.{0,400}?<)?(?:rss|feed|rdf:RDF)[\s>]`)

// unreadable names what a file is where it is surely no text, from its first
// bytes and its extension. The reason is "" where it may be text.
func unreadable(head []byte, name string) (reason, hint string) {
	if reason := beside[extension(name)]; reason != "" {
		return reason + ", not an article", "leave it out; a table that describes files is named manifest.csv and read with its folder"
	}
	for _, f := range formats {
		if bytes.HasPrefix(head, []byte(f.magic)) {
			return f.reason, f.hint
		}
	}
	if feedStart.Match(opening(head)) {
		return "is a feed, not an article", "follow it by its address with stemma follow, or save its articles and give those"
	}
	if _, ok := wide(head); ok {
		return "", ""
	}
	if bytes.IndexByte(head, 0) >= 0 || controls(head) > len(head)/50 {
		return "is binary" + mediaType(head), "give text, HTML or JSON files"
	}
	return "", ""
}

// controls counts control characters that no text has.
func controls(b []byte) int {
	n := 0
	for _, c := range b {
		if c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1b && c != '\v' || c == 0x7f {
			n++
		}
	}
	return n
}

func mediaType(head []byte) string {
	t, _, _ := strings.Cut(http.DetectContentType(head), ";")
	if t == "application/octet-stream" || strings.HasPrefix(t, "text/") {
		return ""
	}
	return " (" + t + ")"
}
