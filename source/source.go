// Package source opens files, folders and standard input and streams the
// reports that they hold: plain text, HTML, and JSON articles, gzipped or not,
// in the encodings that the web uses.
//
// It decides what a file is from its content; its name decides only where the
// content leaves it open. Whatever cannot be read is reported as an [*Error]
// that says what to do, and the rest is read on.
package source

import (
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"

	"github.com/stemmanews/stemma"
)

// DefaultMaxBytes is the most that one document may have, decompressed, where
// [Options] says nothing: 64 MiB.
const DefaultMaxBytes = 64 << 20

// Kinds of text that a document has.
const (
	Plain = "plain"
	HTML  = "html"
)

// Raw is one report as it was saved.
type Raw struct {
	Path    string // the name by which all output calls it
	File    string // where it lies: the file as it was opened, "-" for standard input; with "#" and its own path, or ":" and a number, for an article of a JSON file
	Given   Given  // what a manifest or a JSON article says of it
	Listed  Given  // what a list that led to it says: a feed, an archive's list of pages; what the document itself says outranks it
	SHA256  string // hex SHA-256 of the saved bytes: the file, or the line of JSON lines
	Text    string // the content in UTF-8 without byte-order mark; plain UTF-8 text is the input byte for byte
	Kind    string // Plain or HTML
	Charset string // the encoding it was read from, by its name in the WHATWG Encoding Standard
	Notices []stemma.Notice
	Saved   []byte // the bytes that SHA256 is of, where Options.Saved asks for them
}

// Given is what was said of a document beside its text. It outranks what is
// read from the text. Published is as written there.
type Given struct {
	URL, Outlet, Title, Byline, Published, Language string
}

// over fills what g leaves empty from h.
func (g Given) over(h Given) Given {
	pick := func(a, b string) string {
		if a != "" {
			return a
		}
		return b
	}
	return Given{
		URL: pick(g.URL, h.URL), Outlet: pick(g.Outlet, h.Outlet), Title: pick(g.Title, h.Title),
		Byline: pick(g.Byline, h.Byline), Published: pick(g.Published, h.Published), Language: pick(g.Language, h.Language),
	}
}

// Options say how to read. The zero value will do.
type Options struct {
	// MaxBytes is the most that one document may have, decompressed
	// (a whole file, or one line of JSON lines); 0 means DefaultMaxBytes.
	MaxBytes int64
	// Stdin is read for the path "-"; nil means os.Stdin.
	Stdin io.Reader
	// Saved asks for Raw.Saved.
	Saved bool
}

func (o Options) withDefaults() Options {
	if o.MaxBytes <= 0 {
		o.MaxBytes = DefaultMaxBytes
	}
	if o.Stdin == nil {
		o.Stdin = os.Stdin
	}
	return o
}

// Error is an input that could not be read. The others are not affected.
type Error struct {
	Path   string // the input, as Raw.Path would have named it
	Reason string // what is wrong, as the end of a sentence that begins with the path
	Hint   string // what the user can do
	Err    error  // the cause, may be nil
}

// Error gives path, reason, cause and hint in one line.
func (e *Error) Error() string {
	s := e.Path + " " + e.Reason
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	if e.Hint != "" {
		s += " (" + e.Hint + ")"
	}
	return s
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Open streams the documents of all paths, in the order of paths and, within a
// folder, in the sorted order of its walk. A path is a file, a folder, or "-"
// for standard input. An error is always an [*Error]; the Raw beside it is
// empty. The stream goes on after an error.
//
// A document from a folder is named by its path below that folder, a file by
// its base name, an article of a JSON file by its own path field, else its
// url, else FILE:LINE. Where that name is taken already, the path as given is
// put before it, and then a number after it, so that all names differ.
func Open(paths []string, o Options) iter.Seq2[Raw, error] {
	o = o.withDefaults()
	return func(yield func(Raw, error) bool) {
		r := &reader{opts: o, yield: yield, taken: map[string]bool{}, manifests: map[string]*manifest{}}
		for _, p := range paths {
			if !r.open(p) {
				return
			}
		}
	}
}

// reader holds the state of one run of Open. Its methods return false when
// the consumer has stopped.
type reader struct {
	opts      Options
	yield     func(Raw, error) bool
	taken     map[string]bool
	manifests map[string]*manifest // by folder, nil where there is none
}

func (r *reader) open(path string) bool {
	switch {
	case path == "-":
		return r.stream(input{name: "-", full: "-", size: -1}, r.opts.Stdin)
	case IsWeb(path):
		return r.fail(path, "was not fetched: the network is off", "save the page and give the file, or use stemma add --online", nil)
	}
	info, err := os.Stat(path)
	switch {
	case os.IsNotExist(err):
		return r.fail(path, "does not exist", "check the spelling", nil)
	case err != nil:
		return r.fail(path, "cannot be looked at", "check its permissions", err)
	case info.IsDir():
		return r.walk(path)
	}
	m, ok := r.manifest(filepath.Dir(path))
	s := m.of(filepath.Base(path))
	return ok && r.file(input{name: filepath.Base(path), full: path, given: s.given, listed: s.listed, charset: s.charset})
}

// emit names the document uniquely and hands it on.
func (r *reader) emit(raw Raw, full string) bool {
	if raw.File == "" {
		raw.File = full
	}
	raw.Path = r.unique(raw.Path, full)
	for i := range raw.Notices {
		raw.Notices[i].Path = raw.Path
	}
	return r.yield(raw, nil)
}

func (r *reader) unique(name, full string) string {
	if r.taken[name] {
		name = full
	}
	for n, base := 2, name; r.taken[name]; n++ {
		name = fmt.Sprintf("%s#%d", base, n)
	}
	r.taken[name] = true
	return name
}

func (r *reader) fail(path, reason, hint string, err error) bool {
	return r.yield(Raw{}, &Error{Path: path, Reason: reason, Hint: hint, Err: err})
}
