package source

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/textproto"
	"net/url"
	"strings"

	"github.com/stemmanews/stemma/source/transfer"
	"github.com/stemmanews/stemma/source/warc"
)

// capture is one page of a web archive: its body without the encodings of the
// way, and what the archive says of it.
type capture struct {
	url     string
	media   string // media type, "" where unknown
	charset string // label in the HTTP header, "" where it names none
	body    []byte
}

// archive reads the pages of one web archive, in the order of their capture.
// listed are the pages that a list beside the archive names, by their address;
// where there is one, what else was captured belongs to these pages and is no
// document by itself.
type archive struct {
	r      *reader
	in     input
	listed map[string]*listedPage     // nil: everything is a page
	seen   map[[sha256.Size]byte]bool // address and body of what was read
	found  int                        // pages read, or reported
	failed string                     // the record that was reported last: it fails again when the reader passes it
}

// listedPage is one line of a list of pages.
type listedPage struct {
	title string
	found bool
}

// warc reads a WARC file.
func (r *reader) warc(in input, f io.Reader) bool {
	a := &archive{r: r, in: in, seen: map[[sha256.Size]byte]bool{}}
	if !a.read(in.name, f) {
		return false
	}
	if a.found == 0 {
		return r.fail(in.name, "is a web archive without pages", "check that the capture holds HTML or text", nil)
	}
	return true
}

// read reads one WARC file, which errors call name.
func (a *archive) read(name string, f io.Reader) bool {
	w := warc.NewReader(f)
	for {
		rec, err := w.Next()
		var damage *warc.Error
		going := true
		switch {
		case err == io.EOF:
			return true
		case errors.As(err, &damage):
			going = a.fail(at(name, damage.Offset), damage.Reason, "the archive is damaged there; fetch it again", damage.Err)
		case errors.Is(err, warc.ErrBomb):
			return a.fail(name, err.Error(), "give it only if you trust it, unpacked", nil)
		case err != nil:
			return a.fail(name, "cannot be read", "check the disk and its permissions", cause(err))
		default:
			going = a.record(at(name, rec.Offset), rec)
		}
		if !going {
			return false
		}
	}
}

// at names a record of an archive.
func at(name string, offset int64) string { return fmt.Sprintf("%s:%d", name, offset) }

func (a *archive) fail(name, reason, hint string, err error) bool {
	if a.found++; a.failed == name {
		return true
	}
	a.failed = name
	return a.r.fail(name, reason, hint, err)
}

// record reads one record where it is a page.
func (a *archive) record(name string, rec *warc.Record) bool {
	switch rec.Type {
	case "response", "resource", "conversion":
	default:
		return true
	}
	c := capture{url: rec.URI()}
	page, listed := a.listed[address(c.url)]
	if a.listed != nil && !listed || embedded(rec.Header) {
		return true
	}
	ok, err := a.payload(rec, &c)
	switch {
	case errors.Is(err, transfer.ErrTooLarge):
		a.found++
		return a.r.tooLarge(name, -1)
	case err != nil:
		return a.fail(name, "is damaged", "fetch the page again", err)
	case !ok:
		return true
	}
	id := sha256.Sum256(append([]byte(c.url+"\n"), c.body...))
	if a.seen[id] {
		return true // the same page, captured again without a change
	}
	a.seen[id], a.found = true, a.found+1
	if page != nil {
		page.found = true
	}
	return a.r.captured(a.in, name, &c, page)
}

// embedded says whether a crawler noted that it met the record as a part of
// another page.
func embedded(h textproto.MIMEHeader) bool {
	kind := strings.ToLower(h.Get("WARC-Resource-Type"))
	return kind != "" && kind != "document"
}

// payload fills c with the record's page; false where it is none, such as a
// picture, a redirect or an error of the server.
func (a *archive) payload(rec *warc.Record, c *capture) (bool, error) {
	body := bufio.NewReaderSize(rec.Block, headBytes)
	h := rec.Header
	if rec.Type == "response" {
		if !strings.HasPrefix(strings.ToLower(c.url), "http") {
			return false, nil // a name server's answer, an FTP listing
		}
		status, header, err := responseHeader(body)
		if err != nil || status < 200 || status > 299 {
			return false, err
		}
		h = header
	}
	c.media, c.charset = mediaOf(h.Get("Content-Type"))
	if !pageMedia(c.media) {
		return false, nil
	}
	limit := a.r.opts.MaxBytes
	data, err := io.ReadAll(io.LimitReader(body, limit+limit/8+headBytes)) // chunks and compression that failed take some room
	if err != nil {
		return false, err
	}
	if rec.Type == "response" {
		if strings.Contains(strings.ToLower(h.Get("Transfer-Encoding")), "chunked") {
			data = transfer.Unchunk(data)
		}
		if data, err = transfer.Decode(data, h.Get("Content-Encoding"), limit); err != nil {
			return false, err
		}
	}
	if int64(len(data)) > limit {
		return false, transfer.ErrTooLarge
	}
	c.body = data
	return len(bytes.TrimSpace(data)) > 0, nil
}

// pageMedia says whether a media type is that of a page.
func pageMedia(media string) bool {
	switch media {
	case "text/html", "application/xhtml+xml", "text/plain":
		return true
	}
	return false
}

// mediaOf reads a Content-Type header: the type in lower case and the charset.
func mediaOf(contentType string) (media, label string) {
	media, params, err := mime.ParseMediaType(contentType)
	if err != nil && media == "" {
		media, _, _ = strings.Cut(contentType, ";")
	}
	return strings.ToLower(strings.TrimSpace(media)), params["charset"]
}

// maxResponseHeader is the most that the header of a captured response may
// have, in bytes.
const maxResponseHeader = 256 << 10

// responseHeader reads the status line and the fields of an HTTP response, as
// leniently as browsers do: what is no field is passed over.
func responseHeader(in *bufio.Reader) (status int, h textproto.MIMEHeader, err error) {
	h = textproto.MIMEHeader{}
	left := maxResponseHeader
	for n := 0; ; n++ {
		var line []byte
		for more := true; more; {
			part, err := in.ReadSlice('\n')
			line = append(line, part...)
			more = err == bufio.ErrBufferFull
			if left -= len(part); left < 0 {
				return 0, nil, fmt.Errorf("its HTTP header has more than %d bytes", maxResponseHeader)
			}
			if err != nil && !more {
				return 0, nil, fmt.Errorf("reading its HTTP header: %w", err)
			}
		}
		text := strings.TrimRight(string(line), "\r\n")
		name, value, ok := strings.Cut(text, ":")
		switch {
		case n == 0:
			if _, err := fmt.Sscanf(text, "HTTP/%s %d", new(string), &status); err != nil {
				return 0, nil, fmt.Errorf("its status line is %.60q", text)
			}
		case text == "":
			return status, h, nil
		case ok:
			h.Add(strings.TrimSpace(name), strings.TrimSpace(value))
		}
	}
}

// captured makes a document of a captured page.
func (r *reader) captured(in input, name string, c *capture, page *listedPage) bool {
	item := input{name: c.url, full: in.full + strings.TrimPrefix(name, in.name), given: in.given, charset: c.charset, html: c.media != "text/plain"}
	if item.name == "" {
		item.name = name
	}
	if IsWeb(c.url) {
		item.given = Given{URL: c.url}.over(item.given)
	}
	if page != nil && item.given.Title == "" {
		item.listed.Title = page.title
	}
	return r.document(item, c.body, r.keeperOf(c.body))
}

// IsWeb says whether a path is an address of the web.
func IsWeb(address string) bool {
	a := strings.ToLower(address)
	return strings.HasPrefix(a, "http://") || strings.HasPrefix(a, "https://")
}

// address is a URL as archives and lists of pages may both write it: without
// fragment, and with a path.
func address(s string) string {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil {
		return s
	}
	u.Fragment, u.RawFragment = "", ""
	if u.Path == "" {
		u.Path = "/"
	}
	u.Host = strings.ToLower(u.Host)
	return u.String()
}
