// Command names trains the models of package names and writes them into its
// folder:
//
//	go run ./train/names -data ../shared/data
//
// The data: wikigold, the development parts of Universal NER EWT and of
// MEANTIME, names cut out of the entity annotation of GUM, and sentences of the
// EWT treebank on which the finder and the treebank's proper nouns agree. All
// may be learned from and shipped; see lang/names/model.md.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"github.com/stemmanews/stemma/lang/names"
	"github.com/stemmanews/stemma/lang/perceptron"
)

func main() {
	log.SetFlags(0)
	data := flag.String("data", "../shared/data", "folder of the data sets")
	out := flag.String("out", "lang/names", "folder for the models")
	epochs := flag.Int("epochs", 10, "passes over the data")
	drop := flag.Float64("drop", 0.15, "share of words whose lexical features are left out")
	folds := flag.Int("folds", 5, "folds of the first pass for the second")
	seed := flag.Uint64("seed", 1, "seed of the order")
	least := flag.Float64("least", 0.02, "smallest weight kept, as a share of the largest")
	common := flag.Bool("common", false, "only count common words, into common.tsv")
	tables := flag.String("tables", "lang/gazetteer/data", "folder of the gazetteer's tables")
	copies := flag.Int("copies", 1, "copies of each document with other names")
	silver := flag.Bool("silver", true, "learn once more with sentences of the EWT treebank on which finder and treebank agree")
	flag.Parse()
	if *common {
		ud := filepath.Join(*data, "ud")
		err := writeCommon(filepath.Join(*out, "common.tsv"), filepath.Join(ud, "en_ewt-ud-train.conllu"), filepath.Join(ud, "en_gum_nonNC-ud-train.conllu"))
		if err != nil {
			log.Fatal(err)
		}
		return // the words are built into the next run
	}
	docs, err := read(*data)
	if err != nil {
		log.Fatal(err)
	}
	gold := docs
	docs, err = more(docs, *tables, *copies, *seed)
	if err != nil {
		log.Fatal(err)
	}
	o := names.LearnOptions{Epochs: *epochs, Seed: *seed, Drop: *drop, Folds: *folds, Log: log.Printf, Pack: perceptron.Pack{MinWeight: *least}}
	first, second, err := names.Learn(docs, o)
	if err != nil {
		log.Fatal(err)
	}
	if *silver {
		first, second, err = again(gold, first, second, *data, *tables, *copies, *seed, o)
		if err != nil {
			log.Fatal(err)
		}
	}
	for i, b := range [][]byte{first, second} {
		if err := os.WriteFile(filepath.Join(*out, [...]string{"first.model", "second.model"}[i]), b, 0o644); err != nil {
			log.Fatal(err)
		}
	}
	fmt.Printf("%d documents, models of %d and %d bytes\n", len(docs), len(first), len(second))
}

// more adds copies of the documents with other names, and of every tenth in
// capitals or in the case of headlines.
func more(docs []names.Labelled, tables string, copies int, seed uint64) ([]names.Labelled, error) {
	s, err := openStock(tables, seed)
	if err != nil {
		return nil, err
	}
	out := docs
	for i, d := range docs {
		for range copies {
			out = append(out, s.vary(d))
		}
		switch i % 10 {
		case 0:
			out = append(out, shout(s.vary(d), true))
		case 5:
			out = append(out, shout(s.vary(d), false))
		}
	}
	return out, nil
}

// again learns with the treebank's sentences added.
func again(docs []names.Labelled, first, second []byte, data, tables string, copies int, seed uint64, o names.LearnOptions) ([]byte, []byte, error) {
	f, err := names.Load(first, second)
	if err != nil {
		return nil, nil, err
	}
	extra, err := readSilver(filepath.Join(data, "ud/en_ewt-ud-train.conllu"), f)
	if err != nil {
		return nil, nil, err
	}
	log.Printf("%d documents of the treebank", len(extra))
	all, err := more(append(docs[:len(docs):len(docs)], extra...), tables, copies, seed)
	if err != nil {
		return nil, nil, err
	}
	return names.Learn(all, o)
}
