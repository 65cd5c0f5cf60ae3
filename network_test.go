package stemma_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// reaches are the ways of Go programs to the network.
var reaches = regexp.MustCompile(`\bhttp\.(?:Get|Head|Post|PostForm|DefaultClient|DefaultTransport|Client\{|Transport\{|NewRequest)|\bnet\.(?:Dial\w*|Dialer|Lookup\w+|Resolver|DefaultResolver)\b|\btls\.Dial|\.ParseURL\(`)

// TestOneWayOut: source/fetch, with its guard, is the only package that goes
// out to the network. Packages that listen, and tests, which have servers of
// their own, are no way out.
func TestOneWayOut(t *testing.T) {
	found := 0
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		m := reaches.Find(text)
		switch inside := filepath.ToSlash(filepath.Dir(path)) == "source/fetch"; {
		case m != nil && inside:
			found++
		case m != nil:
			t.Errorf("%s reaches the network: %s", path, m)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if found == 0 {
		t.Error("the test does not see how source/fetch does it")
	}
}
