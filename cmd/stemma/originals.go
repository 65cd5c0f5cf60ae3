package main

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
	"unicode"

	"github.com/stemmanews/stemma/desk"
	"github.com/stemmanews/stemma/source"
)

// writeOriginals writes the saved bytes of all reports into a new folder: the
// newest versions by their paths, older ones under .versions, where no command
// takes them for reports, and what was given beside the texts in a manifest.
// It returns the number of reports.
func writeOriginals(ctx context.Context, ws *desk.Workspace, dir string) (n int, err error) {
	if list, err := os.ReadDir(dir); err == nil && len(list) > 0 {
		return 0, usageError{fmt.Errorf("--originals %s: the folder is not empty; name a new one", dir)}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return 0, fmt.Errorf("writing the originals: %w", err)
	}
	root, err := os.OpenRoot(dir) // nothing is written outside it, whatever a path says
	if err != nil {
		return 0, fmt.Errorf("writing the originals: %w", err)
	}
	defer root.Close()
	o := &originals{root: root, taken: map[string]bool{}}
	err = ws.EachSaved(ctx, func(x *desk.Saved) error {
		if x.Newest {
			n++
			return o.newest(x)
		}
		return o.put(fmt.Sprintf(".versions/%s@%d", o.name, x.Version.Number), x.Bytes)
	})
	if err != nil {
		return n, fmt.Errorf("writing the originals: %w", err)
	}
	return n, o.manifest()
}

type originals struct {
	root  *os.Root
	taken map[string]bool
	name  string // of the report that was written last
	rows  [][]string
}

func (o *originals) newest(x *desk.Saved) error {
	o.name = o.free(safePath(x.Path))
	v := &x.Version
	if v.Given != (source.Given{}) || v.Listed != (source.Given{}) || o.name != x.Path {
		charset := ""
		if v.Text != "" { // the bytes alone do not give the text: their encoding came with them
			charset = v.Charset
		}
		g, l := v.Given, v.Listed
		o.rows = append(o.rows, []string{o.name, g.URL, g.Outlet, g.Title, g.Byline, g.Published, g.Language,
			l.Outlet, l.Title, l.Byline, l.Published, l.Language, charset})
	}
	return o.put(o.name, x.Bytes)
}

// free is a name that no file and no folder has yet, also where the file
// system does not tell capitals from small letters.
func (o *originals) free(name string) string {
	base := name
	for n := 2; o.blocked(name); n++ {
		ext := path.Ext(base)
		name = fmt.Sprintf("%s~%d%s", strings.TrimSuffix(base, ext), n, ext)
	}
	low := strings.ToLower(name)
	o.taken[low] = true
	for dir := path.Dir(low); dir != "."; dir = path.Dir(dir) {
		o.taken[dir+"/"] = true
	}
	return name
}

// blocked reports whether a name is taken, as a file or as a folder, or goes
// through a file.
func (o *originals) blocked(name string) bool {
	low := strings.ToLower(name)
	if o.taken[low] || o.taken[low+"/"] || low == "manifest.csv" {
		return true
	}
	for dir := path.Dir(low); dir != "."; dir = path.Dir(dir) {
		if o.taken[dir] {
			return true
		}
	}
	return false
}

func (o *originals) put(name string, data []byte) error {
	if err := o.root.MkdirAll(path.Dir(name), 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	f, err := o.root.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	if _, err := f.Write(data); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

func (o *originals) manifest() error {
	if len(o.rows) == 0 {
		return nil
	}
	f, err := o.root.OpenFile("manifest.csv", os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err != nil {
		return fmt.Errorf("writing the originals: %w", err)
	}
	w := csv.NewWriter(f)
	err = w.WriteAll(append([][]string{{"path", "url", "outlet", "title", "byline", "published", "language",
		"listed_outlet", "listed_title", "listed_byline", "listed_published", "listed_language", "charset"}}, o.rows...))
	if err := errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("writing the originals: %w", err)
	}
	return nil
}

// longestPart is the most bytes that a part of a path may have: 255 on most
// file systems, less the marks of versions.
const longestPart = 200

// safePath makes a relative path of the name of a report that any file system
// takes: no part is "", "." or "..", hidden, or has a character that Windows
// refuses. Two names may come out as one.
func safePath(name string) string {
	var parts []string
	for part := range strings.SplitSeq(strings.ReplaceAll(name, "\\", "/"), "/") {
		part = strings.Map(func(r rune) rune {
			if unicode.IsControl(r) || r == unicode.ReplacementChar || strings.ContainsRune(`<>:"|?*`, r) {
				return '_'
			}
			return r
		}, strings.TrimRight(part, ". "))
		if strings.HasPrefix(part, ".") {
			part = "_" + part[1:]
		}
		for len(part) > longestPart {
			part = strings.ToValidUTF8(part[:longestPart], "")
		}
		if part != "" {
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 {
		return "report"
	}
	return strings.Join(parts, "/")
}
