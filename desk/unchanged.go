package desk

import (
	"slices"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/article"
	"github.com/stemmanews/stemma/source"
	"github.com/stemmanews/stemma/store"
)

// unchanged says whether raw is what the workspace has of a report: the same
// bytes, or, for a page of the web, the same article. Pages differ from one
// look to the next in advertisements, counters and secrets of their forms;
// these make no new version.
func (w *Workspace) unchanged(tx store.Reader, r store.Report, raw *source.Raw, sha string) (bool, error) {
	versions, err := tx.Versions(r.ID)
	if err != nil {
		return false, err
	}
	last := versions[len(versions)-1]
	switch {
	case last.SHA256 == sha && last.Given == raw.Given:
		return true, nil
	case !source.IsWeb(raw.File) || raw.Kind != source.HTML || last.Given != raw.Given:
		return false, nil
	}
	before, err := w.load(tx, r.Path, &last)
	if err != nil {
		return false, err
	}
	a, oka := w.article(before)
	b, okb := w.article(*raw)
	return oka && okb && a.Headline.Text == b.Headline.Text && a.Byline == b.Byline && slices.Equal(bodyOf(&a), bodyOf(&b)), nil
}

// article extracts a page; false where there is no article in it.
func (w *Workspace) article(raw source.Raw) (doc stemma.Document, ok bool) {
	extract := article.Extract
	if w.opts.Whole {
		extract = article.Whole
	}
	var err error
	if failed := guarded(raw.Path, "extracting", func() { doc, _, err = extract(raw) }); failed != nil {
		return doc, false
	}
	return doc, err == nil
}

// bodyOf lists the parts of a document that are the article.
func bodyOf(d *stemma.Document) []string {
	out := make([]string, len(d.Body))
	for i, s := range d.Body {
		out[i] = s.In(d.Text)
	}
	return out
}
