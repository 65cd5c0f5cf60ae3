package warc

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
)

func record(kind, uri, block string) string {
	return fmt.Sprintf("WARC/1.1\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2031-05-02T10:00:00Z\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, uri, len(block), block)
}

func zipped(parts ...string) string {
	var b bytes.Buffer
	for _, p := range parts {
		w := gzip.NewWriter(&b)
		io.WriteString(w, p)
		w.Close()
	}
	return b.String()
}

// list reads an archive: "type uri block" a record, "!reason" for damage.
func list(data string, read bool) string {
	var out []string
	r := NewReader(strings.NewReader(data))
	for {
		rec, err := r.Next()
		var damage *Error
		switch {
		case err == io.EOF:
			return strings.Join(out, "|")
		case errors.As(err, &damage):
			out = append(out, "!"+damage.Reason)
			continue
		case err != nil:
			return strings.Join(append(out, "!!"+err.Error()), "|")
		}
		s := rec.Type + " " + rec.URI()
		if read {
			block, err := io.ReadAll(rec.Block)
			s += " " + string(block)
			if err != nil {
				s += " (" + err.Error() + ")"
			}
		}
		out = append(out, s)
	}
}

func TestRecords(t *testing.T) {
	a, b := record("warcinfo", "", "software: none"), record("response", "<https://news.example/1>", "HTTP/1.1 200 OK\r\n\r\nThe ferry sank.")
	folded := "WARC/1.0\r\nwarc-type: Resource\r\nWARC-Target-URI:\r\n https://news.example/2\r\ncontent-length: 2\r\n\r\nok\r\n\r\n"
	want := "warcinfo  software: none|response https://news.example/1 HTTP/1.1 200 OK\r\n\r\nThe ferry sank.|resource https://news.example/2 ok"
	for name, data := range map[string]string{
		"plain":            a + b + folded,
		"record by record": zipped(a, b, folded),
		"in one piece":     zipped(a + b + folded),
		"in two pieces":    zipped(a+b, folded),
	} {
		if got := list(data, true); got != want {
			t.Errorf("%s: got %q", name, got)
		}
		if got := list(data, false); got != "warcinfo |response https://news.example/1|resource https://news.example/2" {
			t.Errorf("%s, blocks left unread: got %q", name, got)
		}
		if !Looks([]byte(data)) {
			t.Errorf("%s: not taken for an archive", name)
		}
	}
	if Looks([]byte("Plain text")) || Looks([]byte(zipped("Plain text"))) || Looks([]byte(zipped(a)[:9])) {
		t.Error("something else was taken for an archive")
	}
}

func TestDamage(t *testing.T) {
	a, b, c := record("resource", "a", "one"), record("resource", "b", "two two two"), record("resource", "c", "three")
	middle := []byte(zipped(b))
	middle[len(middle)/2] ^= 0xff
	tests := []struct{ name, data, want string }{
		{"bad length", a + strings.Replace(b, "Content-Length: 11", "Content-Length: -1", 1) + c, "resource a one|!has no valid header|resource c three"},
		{"no length", a + strings.Replace(b, "Content-Length", "X-Length", 1) + c, "resource a one|!has no valid header|resource c three"},
		{"length too small", a + strings.Replace(b, "Content-Length: 11", "Content-Length: 3", 1) + c, "resource a one|resource b two|!has no valid header|resource c three"},
		{"header too long", a + "WARC/1.0\r\nX: " + strings.Repeat("x", MaxHeader) + "\r\n" + c, "resource a one|!has no valid header|resource c three"},
		{"line without name", a + "WARC/1.0\r\nnonsense\r\n" + c, "resource a one|!has no valid header|resource c three"},
		{"cut off", a + b[:len(b)-8], "resource a one|resource b two two (unexpected EOF)|!is damaged"},
		{"cut off in the header", a + b[:30], "resource a one|!has no valid header"},
		{"rubbish before", "rubbish\r\n" + a, "!has no valid header|resource a one"},
		{"rubbish behind a member", zipped(a) + "rubbish" + zipped(c), "resource a one|!is damaged|resource c three"},
		{"cut off member", zipped(a) + zipped(b)[:40], "resource a one|!has no valid header"},
		{"empty", "", ""},
	}
	for _, tt := range tests {
		if got := list(tt.data, true); got != tt.want {
			t.Errorf("%s: got %q\nwant %q", tt.name, got, tt.want)
		}
	}
	if got := list(zipped(a)+string(middle)+zipped(c), true); !strings.HasPrefix(got, "resource a one|") || !strings.Contains(got, "!") || !strings.HasSuffix(got, "|resource c three") {
		t.Errorf("a damaged member: got %q", got)
	}
}

func TestOffset(t *testing.T) {
	a, b := record("resource", "a", "one"), record("resource", "b", "two")
	for _, tt := range []struct {
		data string
		want int64
	}{{a + b, int64(len(a))}, {zipped(a, b), int64(len(zipped(a)))}} {
		r := NewReader(strings.NewReader(tt.data))
		r.Next()
		if rec, err := r.Next(); err != nil || rec.Offset != tt.want {
			t.Errorf("second record %+v, error %v; want offset %d", rec, err, tt.want)
		}
	}
}

func TestBomb(t *testing.T) {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
	fmt.Fprintf(w, "WARC/1.0\r\nContent-Length: %d\r\n\r\n", 256<<20)
	for range 256 {
		w.Write(make([]byte, 1<<20))
	}
	w.Close()
	if got := list(b.String(), false); got != " |!!"+ErrBomb.Error() {
		t.Errorf("got %q", got)
	}
	r := NewReader(bytes.NewReader(b.Bytes()))
	r.Next()
	_, err := r.Next()
	if !errors.Is(err, ErrBomb) {
		t.Errorf("error %v, want ErrBomb", err)
	}
	if _, again := r.Next(); !errors.Is(again, ErrBomb) {
		t.Errorf("reading went on behind a bomb: %v", again)
	}
}

func FuzzReader(f *testing.F) {
	a, b := record("response", "https://news.example/1", "HTTP/1.1 200 OK\r\n\r\nText"), record("resource", "b", "two")
	for _, s := range []string{a + b, zipped(a, b), zipped(a + b), a[:40], zipped(a)[:30], "WARC/1.0\r\n\r\n", "", "\x1f\x8b\x08" + a} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		r := NewReader(bytes.NewReader(data))
		last := int64(-1)
		for n := 0; ; n++ {
			rec, err := r.Next()
			if err == io.EOF {
				return
			}
			if n > 2*len(data)+2 {
				t.Fatalf("reading does not end")
			}
			var damage *Error
			switch {
			case errors.As(err, &damage):
				continue
			case err != nil:
				return
			}
			if rec.Offset < last || rec.Offset > int64(len(data)) {
				t.Fatalf("offset %d behind %d", rec.Offset, last)
			}
			last = rec.Offset
			if n%2 == 0 {
				got, err := io.Copy(io.Discard, rec.Block)
				if err == nil && got != rec.Length {
					t.Fatalf("a block of %d bytes gave %d", rec.Length, got)
				}
			}
		}
	})
}
