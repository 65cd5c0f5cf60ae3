package kin_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin"
)

// TestStories compares the changes found in invented stories with those that
// were planted in them. A line of the list "changes" is
//
//	kind | report | words of the parent | words of the copy | heirs
//
// where the words are a part of what is quoted. "missed:" before a line says
// that it is known not to be found, "false:" that it is found and no change:
// those lines are limits, and go when the limit does.
func TestStories(t *testing.T) {
	files, err := filepath.Glob("testdata/stories/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no stories: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { checkStory(t, file) })
	}
}

func checkStory(t *testing.T, file string) {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var documents []*stemma.Document
	var lines []string
	for _, f := range txtar.Parse(data).Files {
		if f.Name == "changes" {
			lines = strings.Split(strings.TrimSpace(string(f.Data)), "\n")
			continue
		}
		path, date, _ := strings.Cut(f.Name, " | ")
		documents = append(documents, withHeadline(path, date, string(f.Data)))
	}
	found := kin.Compare(analysed(t, documents...)).Changes
	matched := make([]bool, len(found))
	for _, line := range lines {
		mark, rest, marked := strings.Cut(line, ": ")
		if !marked || mark != "missed" && mark != "false" {
			mark, rest = "", line
		}
		k := slices.IndexFunc(found, func(c stemma.Change) bool { return describes(rest, c) })
		switch {
		case k >= 0 && mark == "missed":
			t.Errorf("found after all, drop its mark: %s", line)
		case k < 0 && mark != "missed":
			t.Errorf("not found: %s", line)
		}
		if k >= 0 {
			matched[k] = true
		}
	}
	for k, c := range found {
		if !matched[k] {
			t.Errorf("no change: %s | %s | %s | %s | %s", c.Kind, c.To.Path, c.From.Text, c.To.Text, strings.Join(c.InheritedBy, " "))
		}
	}
}

// withHeadline makes a document whose first line is its headline.
func withHeadline(path, date, text string) *stemma.Document {
	d := document(path, date, text)
	n := strings.IndexByte(text, '\n')
	d.Headline = stemma.Headline{Text: text[:n], Span: &stemma.Span{0, n}}
	d.Body = []stemma.Span{{n + 1, len(text)}}
	return d
}

// describes reports whether a line of the list tells change c.
func describes(line string, c stemma.Change) bool {
	f := strings.Split(line, "|")
	for len(f) < 5 {
		f = append(f, "")
	}
	for i := range f {
		f[i] = strings.TrimSpace(f[i])
	}
	return f[0] == c.Kind && f[1] == c.To.Path && overlaps(c.From.Text, f[2]) && overlaps(c.To.Text, f[3]) && slices.Equal(strings.Fields(f[4]), c.InheritedBy)
}

// overlaps reports whether two texts are both empty or have a stretch in common
// that is half of the shorter one.
func overlaps(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if a == "" {
		return b == ""
	}
	for n, i := (len(a)+1)/2, 0; i+n <= len(a); i++ {
		if strings.Contains(b, a[i:i+n]) {
			return true
		}
	}
	return false
}
