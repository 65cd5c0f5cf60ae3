package report

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// browser starts Chromium for a test, which is skipped where there is none.
func browser(t *testing.T) context.Context {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		t.Skip("no Chromium on this machine (Debian: apt-get install chromium)")
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx, chromedp.WithAllocatorOptions(
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(t.TempDir())))
	t.Cleanup(cancel)
	return ctx
}

// show opens url in a window of that size and colour scheme.
func show(ctx context.Context, url, scheme string, width, height int64, scale float64) error {
	if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}); err != nil {
		return err
	}
	size := []chromedp.EmulateViewportOption{chromedp.EmulateScale(scale)}
	if width < 500 {
		size = append(size, chromedp.EmulateMobile)
	}
	return chromedp.Do(ctx, chromedp.EmulateViewport(width, height, size...), chromedp.Navigate("about:blank"), chromedp.Navigate(url))
}

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

// pageFacts is what the browser tells of a page.
type pageFacts struct {
	Overflow float64  `json:"overflow"` // pixels by which the page is wider than the window
	Dead     []string `json:"dead"`     // links in the page that lead nowhere
	Twice    []string `json:"twice"`    // ids that stand more than once
	Links    int      `json:"links"`
	Network  []string `json:"network"`
}

const factsScript = `(() => {
  const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
  const links = [...document.querySelectorAll('a[href^="#"]')];
  return {
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    dead: links.map(a => a.getAttribute('href').slice(1)).filter(h => !document.getElementById(h)),
    twice: ids.filter((id, i) => ids.indexOf(id) !== i),
    links: links.length,
    network: performance.getEntriesByType('resource').map(r => r.name),
  };
})()`

func TestBrowser(t *testing.T) {
	ctx, url := browser(t), samplePage(t)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	console := chromedp.Console(ctx)
	for _, width := range []int64{390, 1280} {
		if err := show(ctx, url, "light", width, 900, 1); err != nil {
			t.Fatal(err)
		}
		f, err := chromedp.Run(ctx, chromedp.Evaluate[pageFacts](factsScript))
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

const axeScript = `axe.run().then(r => r.violations.map(v => v.id + " (" + v.impact + ", " + v.nodes.length + "): " + v.help +
	v.nodes.slice(0, 4).map(n => "\n  " + n.html.slice(0, 200) + "\n    " + n.failureSummary).join("")))`

// TestAxe runs axe-core, where STEMMA_AXE names its file (npm pack axe-core,
// axe.min.js), in light and dark, wide and narrow.
func TestAxe(t *testing.T) {
	path := os.Getenv("STEMMA_AXE")
	if path == "" {
		t.Skip("STEMMA_AXE does not name a file axe.min.js")
	}
	axe, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	ctx, url := browser(t), samplePage(t)
	if _, err := chromedp.Call(ctx, cdppage.SetBypassCSP, cdppage.SetBypassCSPParams{Enabled: true}); err != nil {
		t.Fatal(err)
	}
	for _, scheme := range []string{"light", "dark"} {
		for _, width := range []int64{390, 1280} {
			if err := show(ctx, url, scheme, width, 900, 1); err != nil {
				t.Fatal(err)
			}
			if _, err := chromedp.Run(ctx, chromedp.Evaluate[any](string(axe)+";0")); err != nil {
				t.Fatal(err)
			}
			found, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](axeScript, chromedp.EvalAwaitPromise))
			if err != nil {
				t.Fatal(err)
			}
			for _, v := range found {
				t.Errorf("%s, %d pixels: %s", scheme, width, v)
			}
		}
	}
}

// TestScreenshots saves pictures of the report into the folder that
// STEMMA_SHOTS names, to look at them.
func TestScreenshots(t *testing.T) {
	dir := os.Getenv("STEMMA_SHOTS")
	if dir == "" {
		t.Skip("STEMMA_SHOTS does not name a folder")
	}
	ctx, url := browser(t), samplePage(t)
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
		if err := show(ctx, url+shot.hash, shot.scheme, shot.width, shot.height, shot.scale); err != nil {
			t.Fatal(err)
		}
		png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
		save(t, filepath.Join(dir, shot.name+".png"), png, err)
	}
	pdf, err := chromedp.Run(ctx, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4)))
	save(t, filepath.Join(dir, "print.pdf"), pdf, err)
}

func save(t *testing.T, path string, data []byte, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}
