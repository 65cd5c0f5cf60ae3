// Package warc reads web archives record by record: WARC 1.0 and 1.1
// (ISO 28500:2017), plain or with each record compressed by itself (its annex
// D), and whole archives that were compressed in one piece.
//
// A reader holds one header in memory and streams the blocks. What is damaged
// is reported with its offset, and reading goes on with the next record that
// can be found.
package warc

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"strconv"
	"strings"
)

// MaxHeader is the most that the header of one record may have, in bytes.
const MaxHeader = 64 << 10

// Archives that unpack to more than maxRatio times what was read of them, and
// to more than slack bytes, are taken for bombs. Pages compress to a tenth, a
// gzip stream of zeros to a thousandth.
const (
	maxRatio = 200
	slack    = 64 << 20
)

// Record is one record of an archive. Its Block must be read before the next
// one is asked for; what is left of it is passed over.
type Record struct {
	Offset int64                // of its first byte in the archive; where it is compressed, of the compressed member that it begins in
	Type   string               // WARC-Type in lower case: response, resource, request, revisit, …
	Header textproto.MIMEHeader // the record's own header
	Length int64                // of the block in bytes, as the header has it
	Block  io.Reader            // ends in io.ErrUnexpectedEOF where the archive is cut off
}

// URI is the address that the record was captured from, "" where it has none.
func (r *Record) URI() string {
	// WARC 1.0 wrote some addresses in angle brackets.
	return strings.Trim(r.Header.Get("WARC-Target-URI"), "<> ")
}

// Error is damage in an archive. Reading goes on behind it.
type Error struct {
	Offset int64 // where the damaged record begins, as Record.Offset
	Reason string
	Err    error // the cause, may be nil
}

func (e *Error) Error() string {
	s := fmt.Sprintf("record at byte %d %s", e.Offset, e.Reason)
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// ErrBomb says that an archive unpacks to far more than an archive of pages
// would. Reading ends there.
var ErrBomb = errors.New("unpacks to more than 200 times its size")

// Reader reads the records of one archive in order.
type Reader struct {
	in      *counter     // the archive's own bytes
	gz      *gzip.Reader // nil where the archive is not compressed
	out     *counter     // the archive's bytes without compression
	member  int64        // offset of the compressed member that is being read
	block   *block       // of the last record
	pending error        // to be given by the next call of Next
	opened  bool         // the first compressed member has been opened
	failed  error        // why the member could not be opened
}

// Looks says whether data begins like an archive, compressed or not.
func Looks(data []byte) bool {
	if bytes.HasPrefix(data, gzipMagic) {
		gz, err := gzip.NewReader(bytes.NewReader(data))
		if err != nil {
			return false
		}
		start := make([]byte, len(magic))
		if _, err := io.ReadFull(gz, start); err != nil {
			return false
		}
		data = start
	}
	return bytes.HasPrefix(data, magic)
}

var (
	magic     = []byte("WARC/")
	gzipMagic = []byte{0x1f, 0x8b, 0x08}
)

// NewReader reads an archive from in, compressed or not.
func NewReader(in io.Reader) *Reader {
	r := &Reader{in: &counter{r: bufio.NewReaderSize(in, 32<<10)}}
	if head, _ := r.in.r.Peek(len(gzipMagic)); bytes.Equal(head, gzipMagic) {
		r.gz = new(gzip.Reader)
		r.out = &counter{r: bufio.NewReaderSize(members{r}, 32<<10)}
	} else {
		r.out = r.in
	}
	return r
}

// Next gives the next record, io.EOF at the end. An [*Error] is damage that
// was passed over; the next call goes on behind it. Other errors, ErrBomb
// among them, end the archive.
func (r *Reader) Next() (*Record, error) {
	if err := r.pending; err != nil {
		return nil, err
	}
	if err := r.passBlock(); err != nil {
		return nil, r.resume(err)
	}
	if err := r.passBlank(); err != nil {
		return nil, r.resume(err)
	}
	at := r.offset()
	rec, err := r.header()
	if err != nil {
		return nil, r.resume(&Error{Offset: at, Reason: "has no valid header", Err: err})
	}
	rec.Offset = at
	r.block = &block{r: r, at: at, left: rec.Length}
	rec.Block = r.block
	return rec, nil
}

// offset is where the next byte stands in the archive.
func (r *Reader) offset() int64 {
	if r.gz != nil {
		r.out.r.Peek(1) // opens the member that it stands in
		return r.member
	}
	return r.in.n
}

// passBlock skips what is left of the last block.
func (r *Reader) passBlock() error {
	b := r.block
	if b == nil {
		return nil
	}
	r.block = nil
	if b.err != nil && b.err != io.EOF {
		return &Error{Offset: b.at, Reason: "is damaged", Err: b.err}
	}
	_, err := io.CopyN(io.Discard, r.out, b.left)
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return &Error{Offset: b.at, Reason: "is cut off", Err: err}
	}
	return nil
}

func (r *Reader) place() int64 {
	if r.gz != nil {
		return r.member
	}
	return r.in.n
}

// passBlank skips the empty lines between records.
func (r *Reader) passBlank() error {
	for {
		c, err := r.out.ReadByte()
		switch {
		case err == io.EOF:
			return io.EOF
		case err != nil:
			return &Error{Offset: r.place(), Reason: "is damaged", Err: err}
		case c != '\r' && c != '\n':
			return r.out.UnreadByte()
		}
	}
}

// resume finds the next record behind damage, and gives the error to report.
func (r *Reader) resume(err error) error {
	var damage *Error
	switch {
	case errors.Is(err, ErrBomb):
		err, r.pending = ErrBomb, ErrBomb
	case !errors.As(err, &damage):
		r.pending = err
	case !r.seek():
		r.pending = io.EOF
	}
	return err
}

// seek goes forward to the next line that begins a record.
func (r *Reader) seek() bool {
	for {
		if head, _ := r.out.r.Peek(len(magic)); bytes.Equal(head, magic) {
			return true
		}
		line, err := r.out.r.ReadSlice('\n')
		r.out.n += int64(len(line))
		switch {
		case err == nil || err == bufio.ErrBufferFull:
		case r.gz != nil && !errors.Is(err, ErrBomb) && err != io.EOF && r.nextMember():
			r.out.r.Reset(members{r})
		default:
			return false
		}
	}
}

// header reads the version line and the named fields of a record.
func (r *Reader) header() (*Record, error) {
	budget := MaxHeader
	version, err := r.headerLine(&budget)
	if err != nil {
		return nil, err
	}
	if !bytes.HasPrefix(version, magic) {
		return nil, errors.New("it does not begin with WARC/")
	}
	h := textproto.MIMEHeader{}
	last := ""
	for {
		line, err := r.headerLine(&budget)
		switch {
		case err != nil:
			return nil, err
		case len(line) == 0:
			return newRecord(h)
		case (line[0] == ' ' || line[0] == '\t') && last != "": // a folded line
			i := len(h[last]) - 1
			h[last][i] = strings.TrimSpace(h[last][i] + " " + strings.TrimSpace(string(line)))
			continue
		}
		name, value, ok := strings.Cut(string(line), ":")
		if !ok {
			return nil, fmt.Errorf("the line %.60q has no name", line)
		}
		last = textproto.CanonicalMIMEHeaderKey(strings.TrimSpace(name))
		h[last] = append(h[last], strings.TrimSpace(value))
	}
}

func newRecord(h textproto.MIMEHeader) (*Record, error) {
	n, err := strconv.ParseInt(h.Get("Content-Length"), 10, 64)
	if err != nil || n < 0 {
		return nil, fmt.Errorf("its Content-Length is %.40q", h.Get("Content-Length"))
	}
	return &Record{Type: strings.ToLower(h.Get("WARC-Type")), Header: h, Length: n}, nil
}

// headerLine reads one line without its end, within the budget.
func (r *Reader) headerLine(budget *int) ([]byte, error) {
	var line []byte
	for {
		part, err := r.out.r.ReadSlice('\n')
		r.out.n += int64(len(part))
		if *budget -= len(part); *budget < 0 {
			return nil, fmt.Errorf("it has more than %d bytes", MaxHeader)
		}
		line = append(line, part...)
		switch {
		case err == nil:
			return bytes.TrimRight(line, "\r\n"), nil
		case err == io.EOF:
			return nil, io.ErrUnexpectedEOF
		case err != bufio.ErrBufferFull:
			return nil, err
		}
	}
}

// block reads one record's block.
type block struct {
	r    *Reader
	at   int64 // offset of the record
	left int64
	err  error
}

func (b *block) Read(p []byte) (int, error) {
	switch {
	case b.err != nil:
		return 0, b.err
	case b.left == 0:
		return 0, io.EOF
	}
	n, err := b.r.out.Read(p[:min(int64(len(p)), b.left)])
	if b.left -= int64(n); err == io.EOF && b.left > 0 {
		err = io.ErrUnexpectedEOF
	}
	b.err = err
	return n, err
}

// members reads the compressed members of an archive one after the other.
type members struct{ r *Reader }

func (m members) Read(p []byte) (int, error) {
	r := m.r
	if !r.opened {
		r.opened = true
		if err := r.open(); err != nil {
			return 0, err
		}
	}
	if out := r.out.n; out > slack && out > maxRatio*r.in.n {
		return 0, ErrBomb
	}
	if r.failed != nil {
		return 0, r.failed
	}
	n, err := r.gz.Read(p)
	if n > 0 || err != io.EOF {
		if err == io.EOF {
			err = nil
		}
		return n, err
	}
	return 0, r.open() // an empty read makes bufio ask again
}

// open begins the member at the next byte of the archive; io.EOF where there
// is none. What is no member is left where it stands.
func (r *Reader) open() error {
	r.member = r.in.n
	head, err := r.in.r.Peek(len(gzipMagic))
	switch {
	case len(head) == 0:
		return err
	case err == io.EOF:
		return r.broken(io.ErrUnexpectedEOF)
	case err != nil:
		return r.broken(err)
	case !bytes.Equal(head, gzipMagic):
		return r.broken(gzip.ErrHeader)
	}
	err = r.gz.Reset(r.in)
	r.gz.Multistream(false)
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return r.broken(err)
}

// broken keeps an error of open for the reads that follow.
func (r *Reader) broken(err error) error {
	r.failed = err
	return err
}

// nextMember looks behind damage for the next place where a compressed member
// may begin.
func (r *Reader) nextMember() bool {
	for {
		r.in.r.Peek(len(gzipMagic))
		head, _ := r.in.r.Peek(r.in.r.Buffered())
		if len(head) < len(gzipMagic) {
			return false
		}
		i := bytes.Index(head, gzipMagic)
		if i < 0 {
			r.pass(len(head) - len(gzipMagic) + 1)
			continue
		}
		r.pass(i)
		if r.open() == nil {
			return true
		}
	}
}

// pass skips bytes of the archive that are in the buffer.
func (r *Reader) pass(n int) {
	n, _ = r.in.r.Discard(n)
	r.in.n += int64(n)
}

// counter counts the bytes that are taken from a buffered reader. It has
// ReadByte so that gzip takes no more than its member.
type counter struct {
	r *bufio.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

func (c *counter) ReadByte() (byte, error) {
	b, err := c.r.ReadByte()
	if err == nil {
		c.n++
	}
	return b, err
}

func (c *counter) UnreadByte() error {
	err := c.r.UnreadByte()
	if err == nil {
		c.n--
	}
	return err
}
