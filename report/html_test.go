package report

import (
	"bytes"
	"os"
	"testing"
)

// TestWriteSample writes the report of the golden story where STEMMA_SAMPLE
// names a file, to look at it.
func TestWriteSample(t *testing.T) {
	path := os.Getenv("STEMMA_SAMPLE")
	if path == "" {
		t.Skip("STEMMA_SAMPLE is not set")
	}
	var b bytes.Buffer
	if err := HTML(&b, quake(t)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}
