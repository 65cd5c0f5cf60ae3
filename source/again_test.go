package source

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

// TestAgain: what was read once reads the same from its saved bytes.
func TestAgain(t *testing.T) {
	dir := t.TempDir()
	var gz bytes.Buffer
	w := gzip.NewWriter(&gz)
	w.Write([]byte("The ferry Alma left Norvik at dawn, the harbour office said."))
	w.Close()
	for name, data := range map[string][]byte{
		"a.txt":        []byte("The ferry Alma left Norvik at dawn, the harbour office said."),
		"b.txt.gz":     gz.Bytes(),
		"c.html":       []byte("<!doctype html><html><body><p>The ferry left.</p></body></html>"),
		"d.jsonl":      []byte(`{"path":"x/1","url":"https://example.org/1","text":"The ferry left."}` + "\n" + `{"text":"It sank."}` + "\n"),
		"e.json":       []byte(`[{"path":"y","title":"T","text":"The ferry left."}, {"text":"It sank."}]`),
		"f.txt":        {0x93, 'T', 'h', 'e', 0x94, ' ', 'f', 'e', 'r', 'r', 'y', ' ', 'l', 'e', 'f', 't', ',', ' ', 's', 'a', 'i', 'd', ' ', 'a', 'l', 'l', '.'},
		"manifest.csv": []byte("path,outlet,published\na.txt,Norvik Post,2031-05-04\n"),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	n := 0
	for raw, err := range Open([]string{dir}, Options{Saved: true}) {
		if err != nil {
			t.Fatal(err)
		}
		n++
		if raw.File == "" || len(raw.Saved) == 0 {
			t.Errorf("%s: file %q, %d bytes saved", raw.Path, raw.File, len(raw.Saved))
		}
		again, err := Again(raw.Path, raw.Saved, raw.Given, Options{Saved: true})
		raw.File, again.File = "", ""
		if err != nil || !reflect.DeepEqual(raw, again) {
			t.Errorf("%s: read again: %+v, %v; want %+v", raw.Path, again, err, raw)
		}
	}
	if n != 8 {
		t.Errorf("%d documents read, want 8", n)
	}
}

func TestAgainDamaged(t *testing.T) {
	if _, err := Again("a.txt", []byte{0, 1, 2, 0xff, 0, 0, 3}, Given{}, Options{}); err == nil {
		t.Error("binary bytes were read as a report")
	}
}
