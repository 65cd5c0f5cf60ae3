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

//go:embed report.tmpl
var pageTemplate string

//go:embed report.css
var pageStyle string

// parsed is the page's template, parsed when it is first asked for.
var parsed = sync.OnceValues(func() (*template.Template, error) {
	return template.New("page").Parse(pageTemplate)
})

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
	if _, err := io.WriteString(w, visible(b.String())); err != nil {
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
