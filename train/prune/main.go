// Command prune makes a model file of train/parse smaller: it keeps the
// features with the largest weights and drops the smallest weights.
//
//	go run ./train/prune -o lang/model/parse.bin full.bin
package main

import (
	"flag"
	"fmt"
	"os"

	"github.com/stemmanews/stemma/lang/parse"
	"github.com/stemmanews/stemma/lang/perceptron"
)

func main() {
	out := flag.String("o", "parse.bin", "the model file to write")
	tags := flag.Int("tag-features", 60000, "features that each tagger keeps")
	trees := flag.Int("parse-features", 227000, "features that each parser keeps")
	least := flag.Float64("least", 0.003, "share of the largest weight below which weights are dropped")
	flag.Parse()
	if err := run(flag.Arg(0), *out, perceptron.Pack{MinWeight: *least, MaxFeatures: *tags},
		perceptron.Pack{MinWeight: *least, MaxFeatures: *trees}); err != nil {
		fmt.Fprintln(os.Stderr, "train/prune:", err)
		os.Exit(1)
	}
}

func run(in, out string, tags, trees perceptron.Pack) error {
	file, err := os.ReadFile(in)
	if err != nil {
		return fmt.Errorf("reading the model: %w", err)
	}
	small, err := parse.Prune(file, tags, trees)
	if err != nil {
		return err
	}
	if err := os.WriteFile(out, small, 0o644); err != nil {
		return fmt.Errorf("writing the model: %w", err)
	}
	return nil
}
