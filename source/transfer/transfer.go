// Package transfer undoes what HTTP does to a body on its way: chunks and
// compression (RFC 9112 section 7.1, RFC 9110 section 8.4).
package transfer

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"net/http/httputil"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// ErrTooLarge says that a body is over the limit when it is decompressed.
var ErrTooLarge = errors.New("is over the limit when decompressed")

// maxCodings is the most codings that one body may have on top of each other.
const maxCodings = 3

// Unchunk joins the chunks of a body. A body that has no chunks comes back as
// it is: many archives keep the header and the joined body.
func Unchunk(body []byte) []byte {
	joined, err := io.ReadAll(httputil.NewChunkedReader(bytes.NewReader(body)))
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) || len(joined) == 0 && len(body) > 0 && body[0] != '0' {
		return body
	}
	return joined
}

// maxWindow is the most memory that decompressing zstd may take, in bytes: the
// window that RFC 9659 allows on the web.
const maxWindow = 8 << 20

// Decode undoes the codings of a Content-Encoding header: gzip, deflate, br,
// zstd and identity. limit is the most bytes that may come out of any of them;
// what is more is ErrTooLarge. A body that was decoded already comes back as
// it is.
func Decode(body []byte, encoding string, limit int64) ([]byte, error) {
	codings := strings.FieldsFunc(strings.ToLower(encoding), func(r rune) bool { return r == ',' || r == ' ' || r == '\t' })
	if len(codings) > maxCodings {
		return nil, fmt.Errorf("it has %d encodings on top of each other, more than %d", len(codings), maxCodings)
	}
	for i := len(codings) - 1; i >= 0; i-- {
		in, err := decoder(codings[i], body)
		if err != nil {
			return nil, err
		}
		if in == nil {
			continue
		}
		out, err := io.ReadAll(io.LimitReader(in, limit+1))
		switch {
		case int64(len(out)) > limit:
			return nil, ErrTooLarge
		case err != nil && codings[i] == "br" && plain(body):
			continue
		case err != nil:
			return nil, fmt.Errorf("decompressing its %s: %w", codings[i], err)
		}
		body = out
	}
	return body, nil
}

// decoder reads one coding; nil where the body does not have it.
func decoder(coding string, body []byte) (io.Reader, error) {
	switch coding {
	case "identity", "none", "utf-8":
		return nil, nil
	case "gzip", "x-gzip":
		if !bytes.HasPrefix(body, []byte{0x1f, 0x8b}) {
			return nil, nil
		}
		return gzip.NewReader(bytes.NewReader(body))
	case "deflate":
		if z, err := zlib.NewReader(bytes.NewReader(body)); err == nil {
			return z, nil
		}
		if plain(body) {
			return nil, nil
		}
		return flate.NewReader(bytes.NewReader(body)), nil // as some servers send it, without the zlib header
	case "zstd":
		z, err := zstd.NewReader(bytes.NewReader(body), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxWindow))
		if err != nil {
			return nil, err
		}
		return z.IOReadCloser(), nil
	case "br":
		return brotli.NewReader(bytes.NewReader(body)), nil
	}
	return nil, fmt.Errorf("its encoding %.40q is not known", coding)
}

// plain says whether a body begins like a page, or is empty: then it was
// decoded before.
func plain(body []byte) bool {
	body = bytes.TrimLeft(bytes.TrimPrefix(body, []byte{0xEF, 0xBB, 0xBF}), " \t\r\n")
	return len(body) == 0 || body[0] == '<' || body[0] == '{' || body[0] == '['
}
