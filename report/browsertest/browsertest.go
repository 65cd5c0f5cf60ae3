// Package browsertest looks at pages in a real browser, for tests.
package browsertest

import (
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

// Open starts Chromium for a test, which is skipped where there is none. The
// browser ends with the test, or after some minutes.
func Open(t *testing.T) context.Context {
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
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx, chromedp.WithAllocatorOptions(
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(t.TempDir())))
	t.Cleanup(cancel)
	return ctx
}

// Show opens url in a window of that size and colour scheme, "light" or
// "dark".
func Show(ctx context.Context, url, scheme string, width, height int64, scale float64) error {
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

// Facts is what the browser tells of a page.
type Facts struct {
	Overflow float64  `json:"overflow"` // pixels by which the page is wider than the window
	Dead     []string `json:"dead"`     // links in the page that lead nowhere
	Twice    []string `json:"twice"`    // ids that stand more than once
	Links    int      `json:"links"`    // links within the page
	Network  []string `json:"network"`  // what it loaded besides itself
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

// Look tells the facts of the page that is shown.
func Look(ctx context.Context) (Facts, error) {
	return chromedp.Run(ctx, chromedp.Evaluate[Facts](factsScript))
}

const axeScript = `axe.run().then(r => r.violations.map(v => v.id + " (" + v.impact + ", " + v.nodes.length + "): " + v.help +
	v.nodes.slice(0, 4).map(n => "\n  " + n.html.slice(0, 200) + "\n    " + n.failureSummary).join("")))`

// Axe returns a function that runs axe-core on the page that is shown and
// lists what it finds. The test is skipped where STEMMA_AXE does not name its
// file (npm pack axe-core, axe.min.js). It switches the page's content policy
// off, which would keep the checker out.
func Axe(t *testing.T, ctx context.Context) func() []string {
	t.Helper()
	path := os.Getenv("STEMMA_AXE")
	if path == "" {
		t.Skip("STEMMA_AXE does not name a file axe.min.js")
	}
	axe, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, cdppage.SetBypassCSP, cdppage.SetBypassCSPParams{Enabled: true}); err != nil {
		t.Fatal(err)
	}
	return func() []string {
		if _, err := chromedp.Run(ctx, chromedp.Evaluate[any](string(axe)+";0")); err != nil {
			t.Fatal(err)
		}
		found, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](axeScript, chromedp.EvalAwaitPromise))
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
}

// Shots is the folder for pictures that STEMMA_SHOTS names; the test is
// skipped where it names none.
func Shots(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("STEMMA_SHOTS")
	if dir == "" {
		t.Skip("STEMMA_SHOTS does not name a folder")
	}
	return dir
}

// Save keeps a picture of what is shown as NAME.png in dir.
func Save(t *testing.T, ctx context.Context, dir, name string) {
	t.Helper()
	png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644); err != nil {
		t.Fatal(err)
	}
}
