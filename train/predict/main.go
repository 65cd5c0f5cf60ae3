// Command predict annotates CoNLL-U files with a model file of train/parse, to
// measure it:
//
//	go run ./train/predict -m parse.bin en_ewt-ud-dev.conllu > out.conllu
//
// With -raw the files are plain text, whose tokens and sentences are found.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"time"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/conllu"
	"github.com/stemmanews/stemma/lang/parse"
	"github.com/stemmanews/stemma/lang/text"
	"github.com/stemmanews/stemma/lang/tokenize"
)

func main() {
	file := flag.String("m", "lang/model/parse.bin", "the model file")
	raw := flag.Bool("raw", false, "read plain text")
	flag.Parse()
	if err := run(*file, *raw, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "train/predict:", err)
		os.Exit(1)
	}
}

func run(file string, raw bool, paths []string) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("reading the model: %w", err)
	}
	start := time.Now()
	p, err := parse.Load(data)
	if err != nil {
		return err
	}
	loaded := time.Since(start)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	words := 0
	var busy time.Duration
	for _, path := range paths {
		docs, err := read(path, raw)
		if err != nil {
			return err
		}
		for _, d := range docs {
			start = time.Now()
			if raw {
				tokenize.Fill(d.Text)
			}
			p.Fill(d.Text)
			busy += time.Since(start)
			words += len(d.Text.Tokens)
			if err := write(out, d, raw); err != nil {
				return err
			}
		}
	}
	fmt.Fprintf(os.Stderr, "loaded in %v; %d words at %.0f a second\n", loaded, words, float64(words)/busy.Seconds())
	return nil
}

func read(path string, raw bool) ([]*conllu.Doc, error) {
	if raw {
		s, err := os.ReadFile(path)
		if err != nil {
			return nil, fmt.Errorf("reading a text: %w", err)
		}
		doc := &stemma.Document{Path: path, Text: string(s), Body: []stemma.Span{{0, len(s)}}}
		return []*conllu.Doc{{Text: &text.Text{Doc: doc}}}, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("reading a treebank: %w", err)
	}
	defer f.Close()
	return conllu.Read(f, path)
}

func write(out *bufio.Writer, d *conllu.Doc, raw bool) error {
	if raw {
		return conllu.Write(out, d.Text)
	}
	return d.Write(out)
}
