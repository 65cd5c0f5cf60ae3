package stemma_test

import (
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/stemmanews/stemma"
)

// TestFormatsNamesEveryField keeps docs/formats.md complete: other programs
// read the JSON by that page.
func TestFormatsNamesEveryField(t *testing.T) {
	page, err := os.ReadFile("docs/formats.md")
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	fieldNames(reflect.TypeFor[stemma.Report](), names)
	if len(names) < 50 {
		t.Fatalf("only %d fields found: the test does not see the types", len(names))
	}
	for name := range names {
		if !regexp.MustCompile("[\"`]"+name+"[\"`]").Match(page) && !strings.Contains(string(page), "."+name+"`") {
			t.Errorf("docs/formats.md does not name the field %q", name)
		}
	}
}

// fieldNames collects the JSON names of all fields below a type.
func fieldNames(t reflect.Type, names map[string]bool) {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice:
		fieldNames(t.Elem(), names)
	case reflect.Struct:
		for i := range t.NumField() {
			f := t.Field(i)
			if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); name != "" {
				names[name] = true
			}
			fieldNames(f.Type, names)
		}
	}
}
