package transfer

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

func with(s string, open func(io.Writer) io.WriteCloser) string {
	var b bytes.Buffer
	w := open(&b)
	io.WriteString(w, s)
	w.Close()
	return b.String()
}

func gz(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) }
func br(w io.Writer) io.WriteCloser { return brotli.NewWriter(w) }
func zl(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) }
func fl(w io.Writer) io.WriteCloser { f, _ := flate.NewWriter(w, 6); return f }

func zs(w io.Writer) io.WriteCloser { z, _ := zstd.NewWriter(w); return z }

func TestDecode(t *testing.T) {
	page := "<p>" + strings.Repeat("The ferry sank. ", 50)
	for _, tt := range []struct{ name, encoding, body, want, err string }{
		{"none", "", page, page, ""},
		{"gzip", "gzip", with(page, gz), page, ""},
		{"gzip, undone before", "gzip", page, page, ""},
		{"brotli", "br", with(page, br), page, ""},
		{"brotli, undone before", "br", page, page, ""},
		{"zstd", "zstd", with(page, zs), page, ""},
		{"zstd, cut off", "zstd", with(page, zs)[:20], "", "decompressing its zstd"},
		{"zstd, too large", "zstd", with(strings.Repeat("a", 5000), zs), "", "over the limit"},
		{"zlib", "deflate", with(page, zl), page, ""},
		{"raw deflate", "deflate", with(page, fl), page, ""},
		{"deflate, undone before", "deflate", page, page, ""},
		{"two", "gzip, br", with(with(page, gz), br), page, ""},
		{"cut off", "x-gzip", with(page, gz)[:30], "", "decompressing its x-gzip: unexpected EOF"},
		{"cut off brotli", "br", with(page, br)[:12], "", "decompressing its br"},
		{"too large", "gzip", with(strings.Repeat("a", 5000), gz), "", "over the limit"},
		{"too many", "gzip,gzip,gzip,gzip", page, "", "4 encodings"},
		{"unknown", "rot13", page, "", `"rot13" is not known`},
	} {
		got, err := Decode([]byte(tt.body), tt.encoding, 2000)
		if string(got) != tt.want || (err == nil) != (tt.err == "") || err != nil && !strings.Contains(err.Error(), tt.err) {
			t.Errorf("%s: %.40q, error %v", tt.name, got, err)
		}
	}
	if _, err := Decode([]byte(with(strings.Repeat("a", 5000), br)), "br", 2000); !errors.Is(err, ErrTooLarge) {
		t.Errorf("error %v, want ErrTooLarge", err)
	}
}

func TestUnchunk(t *testing.T) {
	for _, tt := range []struct{ body, want string }{
		{"4\r\n<p>T\r\n7;x=1\r\nhe sea.\r\n0\r\n\r\n", "<p>The sea."},
		{"<p>The sea.", "<p>The sea."},
		{"0\r\n\r\n", ""},
		{"", ""},
		{"4\r\n<p>T\r\n7\r\nhe", "<p>The"},
	} {
		if got := string(Unchunk([]byte(tt.body))); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.body, got, tt.want)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(with("<p>x", gz)), "gzip")
	f.Add([]byte(with("<p>x", br)), "br")
	f.Add([]byte(with("<p>x", zs)), "zstd")
	f.Add([]byte(with("<p>x", zl)), "deflate, gzip")
	f.Fuzz(func(t *testing.T, body []byte, encoding string) {
		out, err := Decode(Unchunk(body), encoding, 1<<12)
		if err == nil && len(out) > max(1<<12, len(body)) {
			t.Errorf("%d bytes came out", len(out))
		}
	})
}
