package source

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strings"
)

// manifest is what a manifest.csv or manifest.tsv says of the files beside it.
// The nil manifest says nothing.
type manifest struct {
	name string // of the manifest's file, below the folder that was given
	rows map[string]said
	seen map[string]bool // rows that a file was found for
}

// said is what a manifest says of one file.
type said struct {
	given   Given
	listed  Given  // what the list said that led to it, in the columns listed_title and so on
	charset string // label of the encoding that came with it
}

// over fills what s leaves empty from t.
func (s said) over(t said) said {
	return said{s.given.over(t.given), s.listed.over(t.listed), firstOf(s.charset, t.charset)}
}

// of returns what the manifest says of a file, named relative to it with
// slashes.
func (m *manifest) of(rel string) said {
	if m == nil {
		return said{}
	}
	s, ok := m.rows[rel]
	if ok {
		m.seen[rel] = true
	}
	return s
}

// manifest returns the manifest of a folder, read once.
func (r *reader) manifest(dir string) (*manifest, bool) {
	ok := r.loadManifest(dir, dir)
	return r.manifests[dir], ok
}

func (r *reader) loadManifest(dir, root string) bool {
	if _, done := r.manifests[dir]; done {
		return true
	}
	m, err := readManifest(dir)
	r.manifests[dir] = m
	if err != nil {
		name := below(root, filepath.Join(dir, err.file))
		return r.fail(name, "is not a usable manifest", "its first row must name the columns, path among them", err.err)
	}
	if m != nil {
		m.name = below(root, filepath.Join(dir, m.name))
	}
	return true
}

type manifestError struct {
	file string
	err  error
}

func readManifest(dir string) (*manifest, *manifestError) {
	for _, name := range []string{"manifest.csv", "manifest.tsv"} {
		f, err := os.Open(filepath.Join(dir, name))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, &manifestError{name, cause(err)}
		}
		rows, err := parseManifest(io.LimitReader(f, DefaultMaxBytes), strings.HasSuffix(name, ".tsv"))
		f.Close()
		if err != nil {
			return nil, &manifestError{name, err}
		}
		return &manifest{name: name, rows: rows, seen: map[string]bool{}}, nil
	}
	return nil, nil
}

// parseManifest reads the table. Unknown columns are left alone.
func parseManifest(in io.Reader, tabs bool) (map[string]said, error) {
	data, err := io.ReadAll(in)
	if err != nil {
		return nil, fmt.Errorf("reading the table: %w", err)
	}
	text, _, err := decode(data, false, "")
	if err != nil {
		return nil, fmt.Errorf("reading the table: %w", err)
	}
	t := csv.NewReader(strings.NewReader(text))
	t.FieldsPerRecord = -1
	if tabs {
		t.Comma, t.LazyQuotes = '\t', true
	}
	head, err := t.Read()
	if err != nil {
		return nil, fmt.Errorf("reading the first row: %w", err)
	}
	col := columns(head)
	if _, ok := col["path"]; !ok {
		return nil, errors.New("there is no column path")
	}
	rows := map[string]said{}
	for {
		row, err := t.Read()
		if err == io.EOF {
			return rows, nil
		}
		if err != nil {
			return nil, fmt.Errorf("reading the rows: %w", err)
		}
		addRow(rows, col, row)
	}
}

func columns(head []string) map[string]int {
	col := map[string]int{}
	for i, h := range head {
		h = strings.ToLower(strings.TrimSpace(h))
		if _, twice := col[h]; !twice {
			col[h] = i
		}
	}
	return col
}

func addRow(rows map[string]said, col map[string]int, row []string) {
	get := func(name string) string {
		if i, ok := col[name]; ok && i < len(row) {
			return strings.TrimSpace(row[i])
		}
		return ""
	}
	p := get("path")
	if p == "" {
		return
	}
	given := func(prefix string) Given {
		return Given{
			URL: get(prefix + "url"), Outlet: get(prefix + "outlet"), Title: get(prefix + "title"),
			Byline: get(prefix + "byline"), Published: get(prefix + "published"), Language: get(prefix + "language"),
		}
	}
	rows[path.Clean(filepath.ToSlash(p))] = said{given(""), given("listed_"), get("charset")}
}

// missing reports the rows of manifests at or below root that no file was
// found for.
func (r *reader) missing(root string) bool {
	dirs := make([]string, 0, len(r.manifests))
	for dir, m := range r.manifests {
		if rel, err := filepath.Rel(root, dir); m != nil && err == nil && rel != ".." && !strings.HasPrefix(rel, "../") {
			dirs = append(dirs, dir)
		}
	}
	sort.Strings(dirs)
	for _, dir := range dirs {
		if m := r.manifests[dir]; !r.missingRows(m) {
			return false
		}
	}
	return true
}

func (r *reader) missingRows(m *manifest) bool {
	var gone []string
	for p := range m.rows {
		if !m.seen[p] {
			gone = append(gone, p)
		}
	}
	sort.Strings(gone)
	for _, p := range gone {
		m.seen[p] = true
		name := path.Join(path.Dir(m.name), p)
		if !r.fail(name, "is listed in "+m.name+" but is not there", "add the file or drop the row", nil) {
			return false
		}
	}
	return true
}
