// Command coverage writes synthetic coverage as JSON lines, for measuring how
// Stemma grows with its input, and on request who was copied from whom:
//
//	go run ./bench/coverage -n 1000000 -parents parents.tsv > coverage.jsonl
//
// The same flags write the same bytes everywhere.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/stemmanews/stemma/bench"
)

func main() {
	n := flag.Int("n", 10_000, "number of reports")
	seed := flag.Int64("seed", 1, "seed of the generator")
	parents := flag.String("parents", "", "file for the true parents: a line PATH, tab, PARENT each; originals have none")
	flag.Parse()
	if err := run(os.Stdout, *n, *seed, *parents); err != nil {
		fmt.Fprintln(os.Stderr, "coverage:", err)
		os.Exit(1)
	}
}

// article is a line of JSON lines.
type article struct {
	Path      string `json:"path"`
	Published string `json:"published"`
	Text      string `json:"text"`
}

func run(out io.Writer, n int, seed int64, parents string) error {
	side := io.Discard
	if parents != "" {
		f, err := os.Create(parents)
		if err != nil {
			return err
		}
		defer f.Close()
		side = f
	}
	w, p := bufio.NewWriterSize(out, 1<<16), bufio.NewWriter(side)
	e := json.NewEncoder(w)
	for r := range bench.Reports(n, seed) {
		if err := e.Encode(article{r.Path, r.Date, r.Text}); err != nil {
			return err
		}
		from := ""
		if r.Parent >= 0 {
			from = fmt.Sprintf("r%07d", r.Parent)
		}
		fmt.Fprintf(p, "%s\t%s\n", r.Path, from)
	}
	if err := p.Flush(); err != nil {
		return err
	}
	return w.Flush()
}
