package source

import (
	"archive/zip"
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"io"
	"path"
	"slices"
	"sort"
	"strings"
)

// Files inside a WACZ (Web Archive Collection Zipped 1.1.1).
const (
	waczArchives = "archive/"
	waczPages    = "pages/pages.jsonl"
	waczExtra    = "pages/extraPages.jsonl"
)

// A file inside a WACZ that unpacks to more than maxUnpack times its size, and
// to more than a document may have, is taken for a bomb.
const maxUnpack = 200

// maxPages is the most pages that a WACZ may list.
const maxPages = 1 << 20

var zipMagic = []byte("PK\x03\x04")

// looksZip says whether a file may be a WACZ.
func looksZip(head []byte) bool { return bytes.HasPrefix(head, zipMagic) }

// wacz reads a WACZ; false in known where the zip file is something else.
// Nothing is unpacked to disk, so no name in it can lead out of a folder.
func (r *reader) wacz(in input, f io.ReaderAt) (known, going bool) {
	z, err := zip.NewReader(f, in.size)
	if err != nil || !slices.ContainsFunc(z.File, isArchive) {
		return false, true
	}
	a := &archive{r: r, in: in, seen: map[[sha256.Size]byte]bool{}}
	for _, list := range []string{waczPages, waczExtra} {
		if !a.readPages(z, list) {
			return true, false
		}
	}
	for _, entry := range z.File {
		if isArchive(entry) && !a.entry(entry) {
			return true, false
		}
	}
	if !a.missing() {
		return true, false
	}
	if a.found == 0 {
		return true, r.fail(in.name, "is a web archive without pages", "check that the capture holds HTML or text", nil)
	}
	return true, true
}

// isArchive says whether an entry is one of the WARC files.
func isArchive(f *zip.File) bool {
	name := strings.ToLower(f.Name)
	return strings.HasPrefix(name, waczArchives) && (strings.HasSuffix(name, ".warc") || strings.HasSuffix(name, ".warc.gz"))
}

// entry reads one WARC file of the zip.
func (a *archive) entry(f *zip.File) bool {
	name := a.in.name + "/" + path.Clean("/" + f.Name)[1:]
	body, err := unpack(f, a.r.opts.MaxBytes)
	if err != nil {
		return a.fail(name, "cannot be unpacked", "fetch the archive again", err)
	}
	defer body.Close()
	return a.read(name, body)
}

// unpack opens an entry, and refuses what unpacks to far more than it should.
func unpack(f *zip.File, slack int64) (io.ReadCloser, error) {
	size, packed := int64(f.UncompressedSize64), int64(f.CompressedSize64)
	if size < 0 || packed < 0 || size > slack && size/maxUnpack > packed {
		return nil, errors.New("it unpacks to more than 200 times its size")
	}
	body, err := f.Open()
	if err != nil {
		return nil, err
	}
	return struct {
		io.Reader
		io.Closer
	}{io.LimitReader(body, size), body}, nil
}

// readPages reads a list of pages: a line of JSON each, the first of which
// describes the list.
func (a *archive) readPages(z *zip.Reader, list string) bool {
	i := slices.IndexFunc(z.File, func(f *zip.File) bool { return f.Name == list })
	if i < 0 {
		return true
	}
	name := a.in.name + "/" + list
	const hint = "its pages are read without it"
	body, err := unpack(z.File[i], a.r.opts.MaxBytes)
	if err != nil {
		return a.r.fail(name, "cannot be unpacked", hint, err)
	}
	defer body.Close()
	in := bufio.NewReaderSize(body, headBytes)
	for {
		line, err := a.r.line(in)
		if err != nil && err != io.EOF && !errors.Is(err, errTooLong) {
			return a.r.fail(name, "cannot be unpacked", hint, err)
		}
		if !a.addPage(line) {
			return a.r.fail(name, "lists too many pages", "split the archive", nil)
		}
		if err == io.EOF {
			return true
		}
	}
}

// addPage reads one line of a list; false where the list is too long.
func (a *archive) addPage(line []byte) bool {
	var page struct{ URL, Title string }
	if json.Unmarshal(line, &page) != nil || page.URL == "" {
		return true
	}
	if a.listed == nil {
		a.listed = map[string]*listedPage{}
	}
	if _, known := a.listed[address(page.URL)]; !known {
		a.listed[address(page.URL)] = &listedPage{title: page.Title}
	}
	return len(a.listed) <= maxPages
}

// missing reports the listed pages that the archive does not hold.
func (a *archive) missing() bool {
	var gone []string
	for u, p := range a.listed {
		if !p.found {
			gone = append(gone, u)
		}
	}
	sort.Strings(gone)
	for _, u := range gone {
		if !a.fail(a.in.name+"/"+u, "is listed in the archive but no page of it was captured", "capture the page again", nil) {
			return false
		}
	}
	return true
}
