package source

import (
	"bytes"
	"iter"
)

// Fetched reads the reports in the body of an answer from the web: at is the
// address, media and label are the media type and the encoding that came with
// it, listed is what led to it said. What it is is decided by its content; the
// media type only where the content leaves it open. Nearly always it is one
// page, which is then named by the address.
func Fetched(at string, body []byte, media, label string, listed Given, o Options) iter.Seq2[Raw, error] {
	return func(yield func(Raw, error) bool) {
		var raws []Raw
		going := true
		r := &reader{opts: o.withDefaults(), taken: map[string]bool{}, manifests: map[string]*manifest{}}
		r.yield = func(raw Raw, err error) bool {
			if err != nil {
				going = going && yield(Raw{}, err)
				return going
			}
			raws = append(raws, raw)
			return true
		}
		html := media == "text/html" || media == "application/xhtml+xml"
		r.stream(input{name: at, full: at, size: int64(len(body)), charset: label, html: html, listed: listed}, bytes.NewReader(body))
		if len(raws) == 1 && raws[0].Given.URL == "" {
			raws[0].Given.URL = at
		}
		for _, raw := range raws {
			if going = going && yield(raw, nil); !going {
				return
			}
		}
	}
}
