package article

import (
	"github.com/stemmanews/stemma/source"
)

// readHTML extracts the text of a page.
func readHTML(raw source.Raw) (page, error) {
	return page{text: raw.Text, given: raw.Given}, nil
}
