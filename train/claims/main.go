// Command claims trains the models of package claim and prints what they find.
//
//	go run ./train/claims -polnear DIR -gold DIR,… -out claim
//	go run ./train/claims -find DIR|FILE.jsonl… > claims.jsonl
//
// The data stay outside the project.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/claim"
	"github.com/stemmanews/stemma/lang/perceptron"
)

func main() {
	polnear := flag.String("polnear", "", "articles of PolNeAR to train on: FILE.articles.jsonl")
	gold := flag.String("gold", "", "folders with gold.resolved.json to train on, separated by commas")
	times := flag.Int("times", 1, "how often the gold folders are seen in an epoch")
	epochs := flag.Int("epochs", 6, "epochs")
	features := flag.Int("features", 600000, "features that the role tagger keeps; the cue tagger keeps half as many")
	out := flag.String("out", "", "folder for cue.model and role.model")
	find := flag.Bool("find", false, "print the claims of the arguments: .jsonl files of articles, or gold folders")
	models := flag.String("models", "", "folder with models to use instead of the embedded ones")
	corpus := flag.Bool("corpus", false, "spans as in PolNeAR")
	flag.Parse()
	var err error
	if *find {
		err = printClaims(flag.Args(), *models, *corpus)
	} else {
		err = train(*polnear, *gold, *out, *times, *epochs, *features)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "claims:", err)
		os.Exit(1)
	}
}

func train(polnear, gold, out string, times, epochs, features int) error {
	an, err := newAnalyst()
	if err != nil {
		return err
	}
	var docs []claim.Labelled
	if polnear != "" {
		if docs, err = an.polnear(polnear); err != nil {
			return err
		}
	}
	for _, dir := range strings.FieldsFunc(gold, func(r rune) bool { return r == ',' }) {
		more, err := an.gold(dir)
		if err != nil {
			return err
		}
		for i := range more {
			more[i].Times = times
		}
		docs = append(docs, more...)
	}
	cue, role := claim.Learn(docs, claim.LearnOptions{CueEpochs: epochs, RoleEpochs: epochs, Seed: 1, Progress: func(stage string, epoch int, acc float64) {
		fmt.Fprintf(os.Stderr, "%s %d: %.2f\n", stage, epoch, 100*acc)
	}})
	if err := os.WriteFile(filepath.Join(out, "cue.model"), cue.Encode(perceptron.Pack{MaxFeatures: features / 2}), 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(out, "role.model"), role.Encode(perceptron.Pack{MaxFeatures: features}), 0o644)
}

func printClaims(args []string, models string, corpus bool) error {
	an, err := newAnalyst()
	if err != nil {
		return err
	}
	f, err := finder(models)
	if err != nil {
		return err
	}
	f.Corpus = corpus
	for _, arg := range args {
		docs, err := load(arg)
		if err != nil {
			return err
		}
		if err := an.print(f, docs); err != nil {
			return err
		}
	}
	return nil
}

func finder(models string) (*claim.Finder, error) {
	if models == "" {
		return claim.NewFinder()
	}
	cue, err := os.ReadFile(filepath.Join(models, "cue.model"))
	if err != nil {
		return nil, err
	}
	role, err := os.ReadFile(filepath.Join(models, "role.model"))
	if err != nil {
		return nil, err
	}
	return claim.Load(cue, role)
}

func (a *analyst) print(f *claim.Finder, docs []*stemma.Document) error {
	texts := a.texts(docs)
	claims := make([][]stemma.Claim, len(texts))
	for i, t := range texts {
		claims[i] = f.Find(t)
	}
	claim.Resolve(texts, claims)
	enc := json.NewEncoder(os.Stdout)
	enc.SetEscapeHTML(false)
	for i, d := range docs {
		if err := enc.Encode(stemma.DocumentClaims{Path: d.Path, ID: d.ID, Claims: claims[i]}); err != nil {
			return err
		}
	}
	return nil
}
