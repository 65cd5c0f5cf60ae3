package source

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/source/warc"
)

// input is one file on its way to be read.
type input struct {
	name  string // for the output
	full  string // as given, for the error where the name is taken
	given Given
	size  int64 // bytes on disk, -1 where unknown

	// What the place where it was found says of its content, where it does:
	charset string // label of its encoding
	html    bool   // it is a page wherever it has a tag
	listed  Given  // what a list that led to it says
}

// headBytes are looked at to tell what a file is.
const headBytes = 4096

// file opens and reads one file.
func (r *reader) file(in input) bool {
	f, err := os.Open(in.full)
	if err != nil {
		return r.fail(in.name, "cannot be opened", "check its permissions", cause(err))
	}
	defer f.Close()
	in.size = -1
	if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
		in.size = info.Size()
	}
	start := make([]byte, len(zipMagic))
	if n, _ := f.ReadAt(start, 0); in.size > 0 && looksZip(start[:n]) {
		if known, going := r.wacz(in, f); known {
			return going
		}
	}
	return r.stream(in, f)
}

// stream reads the documents of one file, or of standard input.
func (r *reader) stream(in input, f io.Reader) bool {
	sum := &keeper{Hash: sha256.New(), keep: r.opts.Saved}
	raw := bufio.NewReaderSize(io.TeeReader(f, sum), headBytes)
	head, err := raw.Peek(headBytes)
	if err != nil && err != io.EOF {
		return r.fail(in.name, "cannot be read", "check the disk and its permissions", cause(err))
	}
	if warc.Looks(head) {
		sum.drop() // every page has bytes of its own
		return r.warc(in, raw)
	}
	if !bytes.HasPrefix(head, []byte{0x1f, 0x8b}) {
		return r.content(in, raw, raw, sum)
	}
	gz, err := gzip.NewReader(raw)
	if err != nil {
		return r.failRead(in.name, err)
	}
	in.size = -1
	return r.content(in, bufio.NewReaderSize(gz, headBytes), raw, sum)
}

// content reads what is left when compression is gone. saved is the stream of
// the file's own bytes, which sum hashes, and keeps where asked to, as they pass.
func (r *reader) content(in input, body, saved *bufio.Reader, sum *keeper) bool {
	head, err := body.Peek(headBytes)
	if err != nil && err != io.EOF {
		return r.failRead(in.name, err)
	}
	if looksJSON(head, in.name) {
		sum.drop() // every article has bytes of its own
		return r.json(in, body)
	}
	if newsmlStart.Match(xmlOpening(head)) {
		sum.drop() // every item has bytes of its own
		return r.newsml(in, body)
	}
	if reason, hint := unreadable(head, in.name); reason != "" {
		return r.fail(in.name, reason, hint, nil)
	}
	if in.size > r.opts.MaxBytes {
		return r.tooLarge(in.name, in.size)
	}
	data, err := io.ReadAll(io.LimitReader(body, r.opts.MaxBytes+1))
	if err != nil {
		return r.failRead(in.name, err)
	}
	if int64(len(data)) > r.opts.MaxBytes {
		return r.tooLarge(in.name, -1)
	}
	// What may stand behind the compressed data belongs to the saved bytes too.
	if _, err := io.CopyN(io.Discard, saved, r.opts.MaxBytes); err != nil && err != io.EOF {
		return r.failRead(in.name, err)
	}
	if looksMHTML(head) {
		return r.mhtml(in, data, sum)
	}
	return r.document(in, data, sum)
}

// keeper hashes the bytes of a file and keeps them where asked to.
type keeper struct {
	hash.Hash
	keep bool
	kept bytes.Buffer
}

// Write hashes p; it never fails.
func (k *keeper) Write(p []byte) (int, error) {
	if k.keep {
		k.kept.Write(p)
	}
	return k.Hash.Write(p)
}

// sum is the hex SHA-256 of what passed.
func (k *keeper) sum() string { return hex.EncodeToString(k.Sum(nil)) }

func (k *keeper) drop() { k.keep, k.kept = false, bytes.Buffer{} }

// keeperOf is the keeper of bytes that are not a file's.
func (r *reader) keeperOf(data []byte) *keeper {
	k := &keeper{Hash: sha256.New(), keep: r.opts.Saved}
	k.Write(data)
	return k
}

// document makes a Raw of a file that is one text.
func (r *reader) document(in input, data []byte, sum *keeper) bool {
	html := looksHTML(data, in.name) || in.html && anyTag.Match(data)
	text, enc, err := decode(data, html, in.charset)
	if err != nil {
		var bad *charsetError
		errors.As(err, &bad)
		return r.fail(in.name, bad.reason, bad.hint, nil)
	}
	if strings.TrimSpace(text) == "" {
		return r.fail(in.name, "is empty", "give a file with text in it", nil)
	}
	raw := Raw{Path: in.name, Given: in.given, SHA256: sum.sum(), Saved: sum.kept.Bytes(), Text: text, Kind: Plain, Charset: enc.name, Listed: in.listed}
	if enc.remark != "" {
		raw.Notices = append(raw.Notices, stemma.Notice{Kind: "charset", Text: enc.remark})
	}
	if html {
		raw.Kind = HTML
		if cutShort(text) {
			raw.Notices = append(raw.Notices, stemma.Notice{Kind: "truncated", Text: "the page ends before its </html>: it may have been cut off while it was saved"})
		}
	}
	return r.emit(raw, in.full)
}

func (r *reader) tooLarge(name string, size int64) bool {
	limit := fmt.Sprintf("over the limit of %s for one document", Size(r.opts.MaxBytes))
	if size >= 0 {
		limit = Size(size) + ", " + limit
	}
	return r.fail(name, "is too large: "+limit, "raise the limit with --max-size, or split the file", nil)
}

func (r *reader) failRead(name string, err error) bool {
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return r.fail(name, "is cut off: its gzip data ends too early", "fetch or compress it again", nil)
	case errors.Is(err, gzip.ErrHeader), errors.Is(err, gzip.ErrChecksum):
		return r.fail(name, "is damaged: its gzip data is not valid", "fetch or compress it again", nil)
	case strings.HasPrefix(err.Error(), "flate:"):
		return r.fail(name, "is damaged: its gzip data is not valid", "fetch or compress it again", err)
	}
	return r.fail(name, "cannot be read", "check the disk and its permissions", cause(err))
}

// Size writes a number of bytes with a binary unit: 64 MiB.
func Size(n int64) string {
	units := []string{"bytes", "KiB", "MiB", "GiB", "TiB"}
	x, i := float64(n), 0
	for x >= 1024 && i < len(units)-1 {
		x, i = x/1024, i+1
	}
	s := strings.TrimSuffix(fmt.Sprintf("%.1f", x), ".0")
	return s + " " + units[i]
}

// extension is the lower-case extension of a name, without .gz.
func extension(name string) string {
	return strings.ToLower(filepath.Ext(strings.TrimSuffix(strings.ToLower(name), ".gz")))
}
