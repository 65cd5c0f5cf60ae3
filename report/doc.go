// Package report writes what a run found: a summary for the terminal, one
// self-contained HTML file, Markdown, CSV and JSON, and tables for the single
// steps. Every writer is a pure function of a [stemma.Report]: the same report
// gives the same bytes.
//
// Words of a document are data. They never become markup, a terminal escape or
// a spreadsheet formula: what a reader could not see (control characters,
// direction overrides, bytes that are not UTF-8) is written out in visible
// form. JSON alone keeps them as they are, since spans count bytes of the text.
package report
