package report

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stemmanews/stemma/report/browsertest"
)

// samplePage writes the golden story's report to a file and returns its URL.
func samplePage(t *testing.T) string {
	t.Helper()
	var b bytes.Buffer
	r := quake(t)
	if dirs := filepath.SplitList(os.Getenv("STEMMA_STORY")); len(dirs) > 0 { // other stories of the gold, to look at
		r = merged(t, dirs...)
	}
	if err := HTML(&b, r); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return "file://" + path
}

func TestBrowser(t *testing.T) {
	ctx, url := browsertest.Open(t), samplePage(t)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	console := chromedp.Console(ctx)
	for _, width := range []int64{390, 1280} {
		if err := browsertest.Show(ctx, url, "light", width, 900, 1); err != nil {
			t.Fatal(err)
		}
		f, err := browsertest.Look(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if f.Overflow > 0 {
			t.Errorf("at %d pixels the page is %v pixels too wide", width, f.Overflow)
		}
		if len(f.Dead)+len(f.Twice)+len(f.Network) > 0 || f.Links < 50 {
			t.Errorf("at %d pixels: dead links %q, ids twice %q, loaded %q, %d links", width, f.Dead, f.Twice, f.Network, f.Links)
		}
	}
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[any](`console.log("the end")`)); err != nil {
		t.Fatal(err)
	}
	for m, err := range console {
		if err != nil {
			t.Fatal(err)
		}
		if m.Text == "the end" {
			break
		}
		t.Errorf("the console says: %s", m.Text)
	}
}

// TestAxe runs axe-core, where STEMMA_AXE names its file (npm pack axe-core,
// axe.min.js), in light and dark, wide and narrow.
func TestAxe(t *testing.T) {
	ctx, url := browsertest.Open(t), samplePage(t)
	axe := browsertest.Axe(t, ctx)
	for _, scheme := range []string{"light", "dark"} {
		for _, width := range []int64{390, 1280} {
			if err := browsertest.Show(ctx, url, scheme, width, 900, 1); err != nil {
				t.Fatal(err)
			}
			for _, v := range axe() {
				t.Errorf("%s, %d pixels: %s", scheme, width, v)
			}
		}
	}
}

// TestScreenshots saves pictures of the report into the folder that
// STEMMA_SHOTS names, to look at them.
func TestScreenshots(t *testing.T) {
	dir := browsertest.Shots(t)
	ctx, url := browsertest.Open(t), samplePage(t)
	for _, shot := range []struct {
		name, scheme, hash string
		width, height      int64
		scale              float64
	}{
		{"wide", "light", "", 1280, 1600, 1},
		{"wide-family", "light", "#s1-family", 1280, 1600, 1},
		{"wide-timeline", "light", "#s1-timeline", 1280, 1200, 1},
		{"wide-document", "light", "#d1-c4", 1280, 1400, 1},
		{"dark", "dark", "", 1280, 1200, 1},
		{"dark-changes", "dark", "#s1-changes", 1280, 1200, 1},
		{"dark-document", "dark", "#d5", 1280, 1400, 1},
		{"phone", "light", "", 390, 2600, 1},
		{"phone-family", "light", "#s1-family", 390, 2600, 1},
		{"phone-document", "dark", "#d5", 390, 2600, 1},
		{"report-light", "light", "", 1280, 1000, 1},
		{"report-dark", "dark", "#s1-family", 1280, 1000, 1},
		{"report-phone", "light", "#s1-q1", 390, 844, 2},
	} {
		if err := browsertest.Show(ctx, url+shot.hash, shot.scheme, shot.width, shot.height, shot.scale); err != nil {
			t.Fatal(err)
		}
		browsertest.Save(t, ctx, dir, shot.name)
	}
	pdf, err := chromedp.Run(ctx, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4)))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "print.pdf"), pdf, 0o644); err != nil {
		t.Fatal(err)
	}
}
