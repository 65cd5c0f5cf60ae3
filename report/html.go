package report

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"strings"
	"sync"

	"github.com/stemmanews/stemma"
)

// The parts are shared with other pages that show what a report shows; the
// page is the report's own.
var (
	//go:embed parts.tmpl
	partsTemplate string
	//go:embed page.tmpl
	pageTemplate string
	//go:embed parts.css
	partsStyle string
	//go:embed page.css
	ownStyle string
)

// pageStyle is the style sheet of the report's page.
var pageStyle = partsStyle + ownStyle

// parsed is the page's template, parsed when it is first asked for.
var parsed = sync.OnceValues(func() (*template.Template, error) {
	return template.New("page").Parse(partsTemplate + pageTemplate)
})

// Parts are the templates of what a page shows of a report, for pages of other
// packages: "counts", "plot", "tree", "says", "textcount", "side", "text",
// "link" and "links", each for the view of that name. Every call returns a set
// of its own, to add to.
func Parts() (*template.Template, error) {
	t, err := template.New("parts").Parse(partsTemplate)
	if err != nil {
		return nil, fmt.Errorf("report: parsing the templates of parts: %w", err)
	}
	return t, nil
}

// Style is the style sheet of the parts.
func Style() string { return partsStyle }

// HTML writes the report as one file that needs nothing else: no script, no
// font, no picture from elsewhere. Its content security policy allows only the
// style sheet inside it, known by its hash. The template engine escapes every
// word of a document for the place where it stands; what acts unseen is written
// out over the whole page.
func HTML(w io.Writer, r *stemma.Report) error {
	t, err := parsed()
	if err != nil {
		return fmt.Errorf("report: parsing the page template: %w", err)
	}
	var b strings.Builder
	if err := t.Execute(&b, newPage(r)); err != nil {
		return fmt.Errorf("report: filling the page template: %w", err)
	}
	if _, err := io.WriteString(w, Visible(b.String())); err != nil {
		return fmt.Errorf("report: writing HTML: %w", err)
	}
	return nil
}

// policy is the content security policy of the page.
func policy(style string) string {
	sum := sha256.Sum256([]byte(style))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) +
		"'; base-uri 'none'; form-action 'none'"
}
