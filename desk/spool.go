package desk

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	"github.com/stemmanews/stemma"
)

// spool keeps documents in a file for the time of a run, so that an input may
// be larger than memory. Documents are put in by one goroutine, then sealed,
// then read by many.
type spool struct {
	file *os.File
	w    *bufio.Writer
	ends []int64
}

// newSpool makes a spool in the folder for temporary files (TMPDIR).
func newSpool() (*spool, error) {
	f, err := os.CreateTemp("", "stemma-*")
	if err != nil {
		return nil, fmt.Errorf("making a temporary file for the documents: %w", err)
	}
	return &spool{file: f, w: bufio.NewWriterSize(f, 1<<20)}, nil
}

// put adds a document that was marshalled as JSON.
func (s *spool) put(doc []byte) error {
	if _, err := s.w.Write(doc); err != nil {
		return fmt.Errorf("keeping a document in %s (is the disk full? TMPDIR names another folder): %w", s.file.Name(), err)
	}
	last := int64(0)
	if len(s.ends) > 0 {
		last = s.ends[len(s.ends)-1]
	}
	s.ends = append(s.ends, last+int64(len(doc)))
	return nil
}

// seal ends the putting in.
func (s *spool) seal() error {
	if err := s.w.Flush(); err != nil {
		return fmt.Errorf("keeping documents in %s (is the disk full? TMPDIR names another folder): %w", s.file.Name(), err)
	}
	return nil
}

// get reads document i.
func (s *spool) get(i int) (*stemma.Document, error) {
	first := int64(0)
	if i > 0 {
		first = s.ends[i-1]
	}
	data := make([]byte, s.ends[i]-first)
	if _, err := s.file.ReadAt(data, first); err != nil {
		return nil, fmt.Errorf("reading a document from %s: %w", s.file.Name(), err)
	}
	var d stemma.Document
	if err := json.Unmarshal(data, &d); err != nil {
		return nil, fmt.Errorf("reading a document from %s: %w", s.file.Name(), err)
	}
	return &d, nil
}

// close removes the spool.
func (s *spool) close() {
	s.file.Close()
	os.Remove(s.file.Name())
}
