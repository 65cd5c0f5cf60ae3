package stemma_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

const module = "github.com/stemmanews/stemma"

// road is the way of the data, from left to right. A package imports only
// packages of folders to its left, and those of its own folder.
var road = []string{"", "source", "article", "lang", "incident", "claim", "kin", "story", "ledger", "store", "report", "desk", "web", "eval", "train", "bench", "cmd"}

// within lists the order inside lang: every component reads the layers to its
// left.
var within = []string{"lang/text", "lang/internal", "lang/perceptron", "lang/model", "lang/tokenize", "lang/gazetteer", "lang/parse",
	"lang/names", "lang/timex", "lang/quantity", "lang/coref", "lang/conllu", "lang"}

// TestRoad keeps the road straight: it fails on any import that points to the
// right, and on a folder that has no place on the road.
func TestRoad(t *testing.T) {
	imports := importsOf(t)
	if len(imports) < 3 {
		t.Fatalf("only %d packages found: the test does not see the module", len(imports))
	}
	for pkg, list := range imports {
		for _, imp := range list {
			if why := forbidden(pkg, imp); why != "" {
				t.Errorf("package %q imports %q: %s", pkg, imp, why)
			}
		}
	}
}

// TestRoadSeesTurns makes sure that the rule can fail.
func TestRoadSeesTurns(t *testing.T) {
	for _, c := range []struct {
		pkg, imp string
		ok       bool
	}{
		{"kin", "claim", true},
		{"claim", "kin", false},
		{"lang/timex", "lang/text", true},
		{"lang/text", "lang/timex", false},
		{"", "source", false},
		{"report", "desk", false},
		{"cmd/stemma", "desk", true},
		{"nowhere", "", false},
	} {
		if got := forbidden(c.pkg, c.imp) == ""; got != c.ok {
			t.Errorf("%q may import %q: %v, want %v", c.pkg, c.imp, got, c.ok)
		}
	}
}

func forbidden(pkg, imp string) string {
	p, i := place(road, top(pkg)), place(road, top(imp))
	switch {
	case p < 0:
		return "its folder has no place on the road"
	case i < 0:
		return "the imported folder has no place on the road"
	case p < i:
		return "it lies to the right on the road"
	case p > i || top(pkg) != "lang":
		return ""
	}
	p, i = place(within, second(pkg)), place(within, second(imp))
	switch {
	case p < 0:
		return "it has no place in the order of lang"
	case i < 0:
		return "the imported package has no place in the order of lang"
	case p < i:
		return "it lies to the right in the order of lang"
	}
	return ""
}

func top(pkg string) string { return strings.SplitN(pkg, "/", 2)[0] }

// second gives the first two elements of a path.
func second(pkg string) string {
	parts := strings.SplitN(pkg, "/", 3)
	return strings.Join(parts[:min(2, len(parts))], "/")
}

func place(list []string, name string) int {
	for i, x := range list {
		if x == name {
			return i
		}
	}
	return -1
}

// importsOf lists the module's own imports by package folder, tests aside.
func importsOf(t *testing.T) map[string][]string {
	out := map[string][]string{}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && path != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata") {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		pkg := filepath.ToSlash(filepath.Dir(path))
		if pkg == "." {
			pkg = ""
		}
		if _, ok := out[pkg]; !ok {
			out[pkg] = nil
		}
		for _, s := range f.Imports {
			p := strings.Trim(s.Path.Value, `"`)
			if p == module || strings.HasPrefix(p, module+"/") {
				out[pkg] = append(out[pkg], strings.TrimPrefix(strings.TrimPrefix(p, module), "/"))
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
