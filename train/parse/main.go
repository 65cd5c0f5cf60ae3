// Command parse trains the tagger, lemmatiser and parser on treebanks in
// CoNLL-U and writes their model file:
//
//	go run ./train/parse -wordnet /usr/share/wordnet -o full.bin en_ewt-ud-train.conllu en_gum_nonNC-ud-train.conllu
//
// The same data and options give the same bytes. train/prune makes the file
// smaller.
package main

import (
	"flag"
	"fmt"
	"os"

	"github.com/stemmanews/stemma/lang/parse"
	"github.com/stemmanews/stemma/lang/perceptron"
	"github.com/stemmanews/stemma/train/treebank"
)

func main() {
	out := flag.String("o", "parse.bin", "the model file to write")
	o := parse.TrainOptions{Log: os.Stderr}
	flag.IntVar(&o.TagEpochs, "tag-epochs", 6, "epochs of each tagger")
	flag.IntVar(&o.ParseEpochs, "parse-epochs", 7, "epochs of each parser")
	flag.IntVar(&o.FoldEpochs, "fold-epochs", 4, "epochs of the parsers of the folds")
	flag.IntVar(&o.Folds, "folds", 4, "folds of jackknifing")
	flag.Uint64Var(&o.Seed, "seed", 1, "seed of all random choices")
	tagMax := flag.Int("tag-features", 200000, "features that each tagger keeps")
	parseMax := flag.Int("parse-features", 500000, "features that the parser keeps")
	wordnet := flag.String("wordnet", "", "folder of WordNet's database files, for words that the treebanks do not know")
	flag.Parse()
	o.TagPack = perceptron.Pack{MaxFeatures: *tagMax}
	o.ParsePack = perceptron.Pack{MaxFeatures: *parseMax}
	trees, err := treebank.ReadFiles(flag.Args())
	if err == nil && *wordnet != "" {
		o.WordNet, err = parse.ReadWordNet(os.DirFS(*wordnet))
	}
	if err == nil {
		err = os.WriteFile(*out, parse.Train(trees, o), 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "train/parse:", err)
		os.Exit(1)
	}
}
