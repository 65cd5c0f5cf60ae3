package source

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

// write makes files below a new folder and returns it.
func write(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		p := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func collect(t testing.TB, o Options, paths ...string) (raws []Raw, errs []*Error) {
	t.Helper()
	for raw, err := range Open(paths, o) {
		if err == nil {
			raws = append(raws, raw)
			continue
		}
		var e *Error
		if !errors.As(err, &e) || e.Path == "" || e.Reason == "" || e.Hint == "" {
			t.Fatalf("error %v is not a complete *Error", err)
		}
		errs = append(errs, e)
	}
	return raws, errs
}

func zipped(s string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	io.WriteString(w, s)
	w.Close()
	return b.String()
}

func utf16le(s string) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteByte(byte(r))
		b.WriteByte(byte(r >> 8))
	}
	return b.String()
}

func TestOneFile(t *testing.T) {
	text := "Harbour reopens after storm\n\nThe café owner said “we’re open”.\r\n\tIndented.\n"
	long := strings.Repeat("The pilot boats went out again. ", 300)
	tests := []struct {
		name, file, content         string
		text, kind, charset, notice string
	}{
		{"plain", "a.txt", text, text, Plain, "utf-8", ""},
		{"no newline at the end", "a", "One line", "One line", Plain, "utf-8", ""},
		{"mark", "a.txt", "\xEF\xBB\xBF" + text, text, Plain, "utf-8", ""},
		{"utf-16 le", "a.txt", "\xFF\xFE" + utf16le("Größe: 5 €"), "Größe: 5 €", Plain, "utf-16le", ""},
		{"utf-16 be", "a.txt", "\xFE\xFF\x00H\x00i\x20\x19", "Hi’", Plain, "utf-16be", ""},
		{"utf-16 unmarked", "a.txt", utf16le("A plain line of text."), "A plain line of text.", Plain, "utf-16", "charset"},
		{"windows-1252", "a.txt", "The caf\xe9 owner said \x93no\x94.", "The café owner said “no”.", Plain, "windows-1252", "charset"},
		{"a damaged byte", "a.txt", "Curaçao, Zürich, Łódź, Málaga, naïve, façade \xff end", "Curaçao, Zürich, Łódź, Málaga, naïve, façade \uFFFD end", Plain, "utf-8", "charset"},
		{"gzip", "a.txt.gz", zipped(text), text, Plain, "utf-8", ""},
		{"gzip by content", "a.txt", zipped(long), long, Plain, "utf-8", ""},
		{"html", "a.txt", "<!DOCTYPE html><html><p>Hi</p></html>", "<!DOCTYPE html><html><p>Hi</p></html>", HTML, "utf-8", ""},
		{"html fragment", "a.html", "Text <p>Hi</p>", "Text <p>Hi</p>", HTML, "utf-8", ""},
		{"html declared", "a.html", "<html><meta charset=iso-8859-2><p>\xb1</p></html>", "<html><meta charset=iso-8859-2><p>ą</p></html>", HTML, "iso-8859-2", ""},
		{"html cut short", "a.html", "<html><body><p>The mayor sa", "<html><body><p>The mayor sa", HTML, "utf-8", "truncated"},
		{"brackets are no JSON", "a.txt", "[Photo: harbour]\nText", "[Photo: harbour]\nText", Plain, "utf-8", ""},
		{"json object", "a.json", "{\n \"text\": \"Hi\\nyou\",\n \"outlet\": \"X\"}", "Hi\nyou", Plain, "utf-8", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := write(t, map[string]string{tt.file: tt.content})
			raws, errs := collect(t, Options{}, filepath.Join(dir, tt.file))
			if len(raws) != 1 || len(errs) != 0 {
				t.Fatalf("got %d documents, errors %v", len(raws), errs)
			}
			r := raws[0]
			if r.Text != tt.text || r.Kind != tt.kind || r.Charset != tt.charset || r.Path != tt.file {
				t.Errorf("got %+v", r)
			}
			notice := ""
			for _, n := range r.Notices {
				notice += n.Kind
				if n.Path != r.Path || n.Text == "" {
					t.Errorf("notice %+v", n)
				}
			}
			if notice != tt.notice {
				t.Errorf("notices %q, want %q", notice, tt.notice)
			}
			if sum := sha256.Sum256([]byte(tt.content)); !strings.HasSuffix(tt.file, ".json") && r.SHA256 != hex.EncodeToString(sum[:]) {
				t.Errorf("SHA256 is not that of the saved bytes")
			}
		})
	}
}

func TestBadInput(t *testing.T) {
	tests := []struct{ name, file, content, reason string }{
		{"empty", "a.txt", "", "is empty"},
		{"blank", "a.txt", " \n\t\n", "is empty"},
		{"empty json", "a.jsonl", "\n\n", "is empty"},
		{"empty array", "a.json", "[]", "is empty"},
		{"binary", "a.txt", "\x7fELF\x02\x01\x01\x00\x00\x00", "is binary"},
		{"image", "a.txt", "\x89PNG\x0D\x0A\x1A\x0A\x00\x00\x00\x0DIHDR", "is binary (image/png)"},
		{"pdf", "a.pdf", "%PDF-1.7\n", "is a PDF"},
		{"zip", "a.docx", "PK\x03\x04", "is a zip archive or an office document"},
		{"feed", "a.xml", `<?xml version="1.0"?><rss version="2.0"></rss>`, "is a feed, not an article"},
		{"unknown encoding", "a.txt", strings.Repeat("\xcf\xf0\xe8\xe2\xe5\xf2 ", 40), "is not in UTF-8, and its encoding can't be told"},
		{"truncated gzip", "a.txt.gz", zipped(strings.Repeat("The sea was calm. ", 99))[:40], "is cut off: its gzip data ends too early"},
		{"gzip header only", "a.gz", "\x1f\x8b\x08", "is cut off: its gzip data ends too early"},
		{"no gzip", "a.gz", "\x1f\x8b\x08\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", ""},
		{"too large", "a.txt", strings.Repeat("word ", 1000), "is too large: 4.9 KiB, over the limit of 1 KiB for one document"},
		{"gzip bomb", "a.txt.gz", zipped(strings.Repeat("a", 1<<20)), "is too large: over the limit of 1 KiB for one document"},
		{"broken json", "a.json", `{"text": "x"`, "is not valid JSON"},
		{"no text", "a.json", `{"title": "x"}`, `has neither "text" nor "html"`},
		{"wrong type", "a.json", `{"text": 5}`, "is not a JSON article"},
		{"table", "a.csv", "a,b\n1,2\n", "is a table, not an article"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := write(t, map[string]string{tt.file: tt.content, "z.txt": "A good one."})
			for _, path := range [][]string{{dir}, {filepath.Join(dir, tt.file), filepath.Join(dir, "z.txt")}} {
				raws, errs := collect(t, Options{MaxBytes: 1 << 10}, path...)
				if len(errs) != 1 || !strings.HasPrefix(errs[0].Path, tt.file) || tt.reason != "" && errs[0].Reason != tt.reason {
					t.Errorf("errors %v, want %q", errs, tt.reason)
				}
				if len(raws) != 1 || raws[0].Path != "z.txt" {
					t.Errorf("the good file was not read: %v", raws)
				}
			}
		})
	}
}

func TestNotThere(t *testing.T) {
	dir := write(t, map[string]string{"empty/.hidden": "x", "locked.txt": "x"})
	os.Chmod(filepath.Join(dir, "locked.txt"), 0)
	for path, reason := range map[string]string{
		filepath.Join(dir, "none.txt"): "does not exist",
		filepath.Join(dir, "empty"):    "holds no documents",
		"https://news.example/a":       "was not fetched: the network is off",
	} {
		if raws, errs := collect(t, Options{}, path); len(raws) != 0 || len(errs) != 1 || errs[0].Reason != reason {
			t.Errorf("%s: %v, want %q", path, errs, reason)
		}
	}
	if os.Getuid() == 0 {
		t.Skip("root may open every file")
	}
	if _, errs := collect(t, Options{}, filepath.Join(dir, "locked.txt")); len(errs) != 1 || !errors.Is(errs[0], os.ErrPermission) {
		t.Errorf("locked file: %v", errs)
	}
}

func TestLargeFileIsNotRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "big.txt")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	io.WriteString(f, strings.Repeat("word ", headBytes))
	if err := f.Truncate(1 << 30); err != nil { // sparse: takes no room
		t.Skip("no sparse files here")
	}
	f.Close()
	n := testing.AllocsPerRun(1, func() {
		if _, errs := collect(t, Options{}, path); len(errs) != 1 || !strings.Contains(errs[0].Reason, "1 GiB") {
			t.Fatalf("errors %v", errs)
		}
	})
	if n > 500 {
		t.Errorf("%v allocations: the file seems to have been read", n)
	}
}

func TestJSONLines(t *testing.T) {
	lines := `{"path": "a/1", "text": "First.", "published": "2031-05-02", "language": "en"}
{"url": "https://news.example/2", "html": "<p>Second.</p>"}

{"text": "Third", "broken
{"text": "Fourth."}
["not an article"]
`
	raws, errs := collect(t, Options{Stdin: strings.NewReader("\xEF\xBB\xBF" + lines)}, "-")
	var got []string
	for _, r := range raws {
		got = append(got, r.Path+" "+r.Kind+" "+r.Text)
	}
	want := "a/1 plain First.|https://news.example/2 html <p>Second.</p>|-:5 plain Fourth."
	if s := strings.Join(got, "|"); s != want {
		t.Errorf("got %s\nwant %s", s, want)
	}
	if len(errs) != 2 || errs[0].Path != "-:4" || errs[1].Path != "-:6" {
		t.Errorf("errors %v", errs)
	}
	if raws[0].Given.Published != "2031-05-02" || raws[0].Given.Language != "en" {
		t.Errorf("given %+v", raws[0].Given)
	}
}

func TestJSONForms(t *testing.T) {
	tests := []struct {
		name, content string
		texts         string
		errs          int
	}{
		{"array", `[{"text": "A."}, {"text": "B."}, 7]`, "A.|B.", 1},
		{"pretty array", "[\n {\"text\": \"A.\"},\n {\"text\": \"B.\"}\n]\n", "A.|B.", 0},
		{"first line broken", "{\"text\": \"A\n{\"text\": \"B.\"}\n", "B.", 1},
		{"one line without end", `{"text": "A."}`, "A.", 0},
		{"crlf", "{\"text\": \"A.\"}\r\n{\"text\": \"B.\"}\r\n", "A.|B.", 0},
		{"line over the limit", `{"text": "` + strings.Repeat("x", 3000) + "\"}\n{\"text\": \"B.\"}\n", "B.", 1},
		{"later line over the limit", "{\"text\": \"A.\"}\n{\"text\": \"" + strings.Repeat("x", 9000) + "\"}", "A.", 1},
		{"windows-1252 inside", "{\"text\": \"caf\xe9\"}", "café", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, content := range []string{tt.content, zipped(tt.content)} {
				dir := write(t, map[string]string{"in": content})
				raws, errs := collect(t, Options{MaxBytes: 1 << 10}, dir)
				var texts []string
				for _, r := range raws {
					texts = append(texts, r.Text)
				}
				if strings.Join(texts, "|") != tt.texts || len(errs) != tt.errs {
					t.Errorf("texts %q, errors %v", texts, errs)
				}
			}
		})
	}
}

func TestFolder(t *testing.T) {
	dir := write(t, map[string]string{
		"manifest.csv":     "path,outlet,Published,extra\nb.txt,The Bay Post,2031-05-02,x\nsub/c.txt,Outer,,\ngone.txt,,,\n",
		"b.txt":            "B.",
		"a.txt":            "A.",
		"README.md":        "about",
		"index.tsv":        "a\tb",
		".hidden.txt":      "x",
		".git/config":      "x",
		"sub/manifest.tsv": "path\toutlet\tbyline\nc.txt\tInner\tA \"B\" C\n",
		"sub/c.txt":        "C.",
	})
	raws, errs := collect(t, Options{}, dir)
	var got []string
	for _, r := range raws {
		got = append(got, r.Path+"="+r.Given.Outlet+","+r.Given.Published+","+r.Given.Byline)
	}
	if s := strings.Join(got, "|"); s != `a.txt=,,|b.txt=The Bay Post,2031-05-02,|sub/c.txt=Inner,,A "B" C` {
		t.Errorf("got %s", s)
	}
	if len(errs) != 1 || errs[0].Path != "gone.txt" {
		t.Errorf("errors %v", errs)
	}
	one, _ := collect(t, Options{}, filepath.Join(dir, "b.txt"))
	if len(one) != 1 || one[0].Given.Outlet != "The Bay Post" {
		t.Errorf("a file given by itself: %+v", one)
	}
}

func TestManifestListed(t *testing.T) {
	dir := write(t, map[string]string{"manifest.csv": "path,title,listed_title,listed_published,charset\na.html,,Ferry,2031-05-02,iso-8859-2\n", "a.html": "<html><p>\xb1</p></html>"})
	for _, p := range []string{dir, filepath.Join(dir, "a.html")} {
		raws, errs := collect(t, Options{}, p)
		if len(errs) > 0 || raws[0].Listed != (Given{Title: "Ferry", Published: "2031-05-02"}) || raws[0].Text != "<html><p>ą</p></html>" {
			t.Errorf("%+v, %v", raws, errs)
		}
	}
}

func TestBadManifest(t *testing.T) {
	dir := write(t, map[string]string{"manifest.csv": "file,outlet\na.txt,X\n", "a.txt": "A."})
	raws, errs := collect(t, Options{}, dir)
	if len(raws) != 1 || len(errs) != 1 || errs[0].Path != "manifest.csv" {
		t.Errorf("documents %v, errors %v", raws, errs)
	}
}

func TestNamesDiffer(t *testing.T) {
	dir := write(t, map[string]string{"x/a.txt": "A.", "y/a.txt": "B."})
	x, y := filepath.Join(dir, "x", "a.txt"), filepath.Join(dir, "y", "a.txt")
	raws, _ := collect(t, Options{}, x, y, y)
	var got []string
	for _, r := range raws {
		got = append(got, r.Path)
	}
	if s := strings.Join(got, "|"); s != "a.txt|"+y+"|"+y+"#2" {
		t.Errorf("got %s", s)
	}
}

func TestStop(t *testing.T) {
	dir := write(t, map[string]string{"a.txt": "A.", "b.jsonl": "{\"text\":\"B.\"}\n{\"text\":\"C.\"}\n", "c.txt": ""})
	for stop := 1; stop <= 4; stop++ {
		n := 0
		for range Open([]string{dir, dir}, Options{}) {
			if n++; n == stop {
				break
			}
		}
		if n != stop {
			t.Errorf("stopped at %d, want %d", n, stop)
		}
	}
}

func FuzzOpen(f *testing.F) {
	for _, s := range []string{
		"Plain text.", "\xEF\xBB\xBFx", "\xFF\xFEa\x00", "<html><p>x", `{"text":"x"}`, `[{"text":"x"}]`,
		"{\"text\":\"a\"}\n{\n", "caf\xe9", zipped("hello"), zipped("hello")[:12], "%PDF-", "", "\x00",
	} {
		f.Add([]byte(s), "a.txt")
		f.Add([]byte(s), "a.json")
	}
	f.Fuzz(func(t *testing.T, data []byte, name string) {
		r := &reader{opts: Options{MaxBytes: 1 << 12}, taken: map[string]bool{}}
		seen := 0
		r.yield = func(raw Raw, err error) bool {
			seen++
			if err != nil {
				return true
			}
			if !utf8.ValidString(raw.Text) || strings.TrimSpace(raw.Text) == "" {
				t.Errorf("text %q", raw.Text)
			}
			plain := raw.Kind == Plain && !bytes.HasPrefix(data, []byte{0x1f, 0x8b}) && !looksJSON(data, name)
			if plain && utf8.Valid(data) && raw.Text != string(bytes.TrimPrefix(data, boms[0])) {
				t.Errorf("plain UTF-8 text was altered: %q to %q", data, raw.Text)
			}
			return true
		}
		if !r.stream(input{name: name, full: name, size: -1}, bytes.NewReader(data)) || seen == 0 {
			t.Errorf("%q gave neither document nor error", data)
		}
	})
}
