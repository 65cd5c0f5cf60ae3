package feed

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/stemmanews/stemma/source"
)

// Addresses reads the addresses of feeds in an OPML file, as feed readers
// write it, gzipped or not. The error is a [*source.Error].
func Addresses(path string) ([]string, error) {
	l, err := open(path)
	if err != nil {
		return nil, &source.Error{Path: path, Reason: err.Error(), Hint: "give an OPML file, or the address of a feed or sitemap"}
	}
	urls := make([]string, len(l.Lists))
	for i, x := range l.Lists {
		urls[i] = x.URL
	}
	return urls, nil
}

func open(path string) (*List, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("cannot be opened: %w", errors.Unwrap(err))
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, source.DefaultMaxBytes+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("cannot be read: %w", err)
	case len(data) > source.DefaultMaxBytes:
		return nil, fmt.Errorf("is too large: over the limit of %s", source.Size(source.DefaultMaxBytes))
	}
	l, err := Parse(data, "", "")
	switch {
	case err != nil:
		return nil, err
	case l.Kind != OPML:
		return nil, fmt.Errorf("is a %s saved as a file, which cannot be followed", l.Kind)
	case len(l.Lists) == 0:
		return nil, errors.New("names no feeds")
	}
	return l, nil
}
