package source

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// walk reads a folder and the folders below it in lexical order. Hidden files
// and folders, manifests and files about the folder (README, LICENSE, index
// tables) are not documents.
func (r *reader) walk(root string) bool {
	found, going := 0, true
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		name := below(root, path)
		if err != nil {
			going = r.fail(name, "cannot be read", "check its permissions", cause(err))
			return stopUnless(going)
		}
		if path != root && strings.HasPrefix(d.Name(), ".") {
			return skip(d)
		}
		if d.IsDir() {
			going = r.loadManifest(path, root)
			return stopUnless(going)
		}
		if aboutFolder(d.Name()) {
			return nil
		}
		found++
		going = r.entry(root, path, name)
		return stopUnless(going)
	})
	if err != nil && !errors.Is(err, fs.SkipAll) {
		return r.fail(root, "cannot be walked", "check its permissions", cause(err))
	}
	if going && found == 0 {
		return r.fail(root, "holds no documents", "give a folder with text, HTML or JSON files", nil)
	}
	return going && r.missing(root)
}

// entry reads one file of a folder. Links to files are followed, links to
// folders are not: they can go round in circles.
func (r *reader) entry(root, path, name string) bool {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return r.fail(name, "cannot be looked at", "check the link and its permissions", cause(err))
	case info.IsDir():
		return r.fail(name, "is a link to a folder and was not followed", "give that folder itself", nil)
	case !info.Mode().IsRegular():
		return r.fail(name, "is not a regular file", "give text, HTML or JSON files", nil)
	}
	s := r.saidOf(root, path)
	return r.file(input{name: name, full: path, given: s.given, listed: s.listed, charset: s.charset})
}

// saidOf merges what the manifests between root and the file say of it; the
// nearest one wins.
func (r *reader) saidOf(root, path string) said {
	var s said
	for dir := filepath.Dir(path); ; dir = filepath.Dir(dir) {
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			return s
		}
		s = s.over(r.manifests[dir].of(filepath.ToSlash(rel)))
		if dir == root || dir == filepath.Dir(dir) {
			return s
		}
	}
}

func below(root, path string) string {
	rel, err := filepath.Rel(root, path)
	if err != nil || rel == "." {
		return path
	}
	return filepath.ToSlash(rel)
}

func skip(d fs.DirEntry) error {
	if d.IsDir() {
		return fs.SkipDir
	}
	return nil
}

func stopUnless(going bool) error {
	if going {
		return nil
	}
	return fs.SkipAll
}

// cause strips operation and path off a file error; the Error names the path.
func cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// aboutFolder tells files that describe a folder from the documents in it.
func aboutFolder(name string) bool {
	stem, ext, _ := strings.Cut(strings.ToLower(name), ".")
	switch stem {
	case "readme", "license", "licence", "copying", "notice", "changelog":
		return ext == "" || ext == "md" || ext == "txt" || ext == "rst"
	case "manifest", "index":
		return ext == "csv" || ext == "tsv"
	}
	return strings.HasSuffix(name, "~")
}
