package source

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"regexp"
	"strings"
)

// MHTML (RFC 2557), as browsers save a page in one file: a message whose first
// HTML part is the page.
var mhtmlStart = regexp.MustCompile(`(?im)\A(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*multipart/related\b`)

func looksMHTML(head []byte) bool { return mhtmlStart.Match(opening(head)) }

// mhtml reads the page of a saved message; sum is of the whole file.
func (r *reader) mhtml(in input, data []byte, sum *keeper) bool {
	page, err := mhtmlPage(data)
	if err != nil {
		return r.fail(in.name, "is a saved page (MHTML) that cannot be read", "save the page again, as HTML", err)
	}
	if IsWeb(page.url) {
		in.given = Given{URL: page.url}.over(in.given)
	}
	in.charset, in.html = page.charset, page.media != "text/plain"
	return r.document(in, page.body, sum)
}

func mhtmlPage(data []byte) (capture, error) {
	m, err := mail.ReadMessage(bytes.NewReader(bytes.TrimLeft(data, "\r\n\t ")))
	if err != nil {
		return capture{}, fmt.Errorf("reading its header: %w", err)
	}
	_, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil {
		return capture{}, fmt.Errorf("reading its Content-Type: %w", err)
	}
	parts := multipart.NewReader(m.Body, params["boundary"])
	for {
		p, err := parts.NextRawPart()
		if err == io.EOF {
			return capture{}, errors.New("it has no part that is a page")
		}
		if err != nil {
			return capture{}, fmt.Errorf("reading its parts: %w", err)
		}
		c := capture{url: firstOf(p.Header.Get("Content-Location"), m.Header.Get("Snapshot-Content-Location"))}
		if c.media, c.charset = mediaOf(p.Header.Get("Content-Type")); !pageMedia(c.media) {
			continue
		}
		var body io.Reader = p
		switch strings.ToLower(strings.TrimSpace(p.Header.Get("Content-Transfer-Encoding"))) {
		case "quoted-printable":
			body = quotedprintable.NewReader(p)
		case "base64":
			body = base64.NewDecoder(base64.StdEncoding, p)
		}
		if c.body, err = io.ReadAll(body); err != nil && len(c.body) == 0 {
			return capture{}, fmt.Errorf("decoding its page: %w", err)
		}
		return c, nil
	}
}
