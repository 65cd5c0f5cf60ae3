package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/stemmanews/stemma/desk"
	"github.com/stemmanews/stemma/eval"
	"github.com/stemmanews/stemma/lang"
	"github.com/stemmanews/stemma/lang/conllu"
)

// goldSet is a kind of gold data: how its file's name ends, a word that the
// file's first line holds, and how it is scored.
type goldSet struct {
	suffix, word string
	score        func(context.Context, *eval.Tally, string) error
}

var goldSets = []goldSet{
	{".gold.jsonl", `"attributions"`, evalAttributions},
	{".gold.jsonl", `"timexes"`, evalTimexes},
	{".gold.jsonl", `"killed_min"`, evalAssessments},
	{".docs.tsv", "incident", evalIncidents},
	{".stories.tsv", "story", evalGrouping},
	{".pairs.tsv", "original", evalRewriting},
	{".pairs.tsv", "corpus", evalNearDuplicates},
	{".parents.tsv", "parent", evalChains},
	{".conllu", "", evalTrees},
	{".conll", "", evalNames},
}

// evaluate scores one gold set; what kind it is shows from its files.
func evaluate(ctx context.Context, path string) ([]*eval.Row, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		t := &eval.Tally{Set: filepath.Base(filepath.Clean(path))}
		err := evalStories(ctx, t, path)
		return t.Rows(), err
	}
	first, err := firstLine(path)
	if err != nil {
		return nil, err
	}
	for _, k := range goldSets {
		if strings.HasSuffix(path, k.suffix) && strings.Contains(first, k.word) {
			name := strings.TrimSuffix(filepath.Base(path), k.suffix)
			t := &eval.Tally{Set: filepath.Base(filepath.Dir(path)) + "/" + name}
			err := k.score(ctx, t, path)
			return t.Rows(), err
		}
	}
	return nil, fmt.Errorf("no gold set that is known; see stemma help eval")
}

func firstLine(path string) (string, error) {
	data, err := os.ReadFile(path)
	line, _, _ := strings.Cut(string(data), "\n")
	return line, err
}

// evalStories pools the stories of a folder.
func evalStories(ctx context.Context, t *eval.Tally, path string) error {
	dirs := []string{path}
	if _, err := os.Stat(filepath.Join(path, "gold.resolved.json")); err != nil {
		found, err := filepath.Glob(filepath.Join(path, "*", "gold.resolved.json"))
		if err != nil || len(found) == 0 {
			return fmt.Errorf("no gold.resolved.json in it or in a folder of it")
		}
		dirs = nil
		for _, f := range found {
			dirs = append(dirs, filepath.Dir(f))
		}
	}
	for _, dir := range dirs {
		gold, err := eval.LoadGold(dir)
		if err != nil {
			return err
		}
		r, err := run(ctx, desk.Options{Paths: []string{filepath.Join(dir, "docs")}, Until: desk.Ledger})
		if err != nil {
			return err
		}
		eval.Story(t, gold, &r.Report)
	}
	return nil
}

func evalAttributions(ctx context.Context, t *eval.Tally, path string) error {
	set, err := eval.LoadAttributions(path)
	if err != nil {
		return err
	}
	for _, corpus := range []bool{false, true} {
		r, err := run(ctx, desk.Options{Paths: []string{set.Articles}, Until: desk.Claims, Whole: true, Corpus: corpus})
		if err != nil {
			return err
		}
		if corpus {
			t.Suffix = " (corpus spans)"
		}
		eval.Attributions(t, set, r.Report.Claims)
	}
	return nil
}

func evalTimexes(ctx context.Context, t *eval.Tally, path string) error {
	gold, err := eval.LoadTimexes(path)
	if err != nil {
		return err
	}
	r, err := run(ctx, desk.Options{Paths: []string{articles(path, ".gold.jsonl")}, Until: desk.Parse, Whole: true})
	if err != nil {
		return err
	}
	records := make([]lang.Record, len(r.Texts))
	for i, x := range r.Texts {
		records[i] = lang.NewRecord(x)
	}
	eval.Timexes(t, gold, records)
	return nil
}

func evalAssessments(ctx context.Context, t *eval.Tally, path string) error {
	gold, err := eval.LoadAssessments(path)
	if err != nil {
		return err
	}
	r, err := run(ctx, desk.Options{Paths: []string{articles(path, ".gold.jsonl")}, Until: desk.Ledger, Each: true})
	if err != nil {
		return err
	}
	eval.Assessments(t, gold, r.Report.Ledger.Stories)
	return nil
}

func evalIncidents(ctx context.Context, t *eval.Tally, path string) error {
	gold, home, err := eval.LoadIncidents(path)
	if err != nil {
		return err
	}
	r, err := run(ctx, desk.Options{Paths: []string{articles(path, ".docs.tsv")}, Until: desk.Ledger})
	if err != nil {
		return err
	}
	eval.Grouping(t, home, r.Report.Ledger.Stories)
	eval.Incidents(t, gold, r.Report.Ledger.Stories)
	return nil
}

func evalGrouping(ctx context.Context, t *eval.Tally, path string) error {
	rows, err := eval.ReadTSV(path)
	if err != nil {
		return err
	}
	gold := map[string]string{}
	for _, row := range rows {
		gold[row["path"]] = row["story"]
	}
	r, err := run(ctx, desk.Options{Paths: []string{articles(path, ".stories.tsv")}, Until: desk.Ledger})
	if err != nil {
		return err
	}
	eval.Grouping(t, gold, r.Report.Ledger.Stories)
	return nil
}

// analysed reads a file of tokens and analyses it anew.
func analysed(path string, read func(io.Reader, string) ([]*conllu.Doc, error)) ([]*lang.Text, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	docs, err := read(f, path)
	if err != nil {
		return nil, err
	}
	a, err := lang.NewAnalyzer()
	if err != nil {
		return nil, fmt.Errorf("loading the language model: %w", err)
	}
	texts := make([]*lang.Text, len(docs))
	for i, d := range docs {
		texts[i] = d.Text
		a.AnalyzeTokens(d.Text)
	}
	return texts, nil
}

func evalTrees(_ context.Context, t *eval.Tally, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	gold, err := eval.ReadTrees(f)
	if err != nil {
		return err
	}
	texts, err := analysed(path, conllu.Read)
	if err != nil {
		return err
	}
	return eval.Trees(t, gold, texts)
}

// newswireTypes are names of types in some corpora.
var newswireTypes = map[string]string{"Person": "PER", "Location": "LOC", "Organization": "ORG"}

func evalNames(_ context.Context, t *eval.Tally, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	gold, err := eval.ReadTags(f)
	if err != nil {
		return err
	}
	texts, err := analysed(path, conllu.ReadNames)
	if err != nil {
		return err
	}
	var system []string
	for _, x := range texts {
		tags := conllu.Tags(x)
		for _, s := range x.Sentences {
			system = append(append(system, tags[s.First:s.End]...), "")
		}
	}
	eval.Entities(t, gold, system, newswireTypes, []string{"PER", "LOC", "ORG"})
	return nil
}

// copiesOf reads a table of gold and finds the copies among its articles.
func copiesOf(ctx context.Context, path, suffix string) ([]map[string]string, *desk.Result, error) {
	rows, err := eval.ReadTSV(path)
	if err != nil {
		return nil, nil, err
	}
	r, err := run(ctx, desk.Options{Paths: []string{articles(path, suffix)}, Until: desk.Copies})
	return rows, r, err
}

func evalRewriting(ctx context.Context, t *eval.Tally, path string) error {
	rows, r, err := copiesOf(ctx, path, ".pairs.tsv")
	if err == nil {
		eval.Rewriting(t, rows, &r.Report.Copies)
	}
	return err
}

func evalNearDuplicates(ctx context.Context, t *eval.Tally, path string) error {
	rows, r, err := copiesOf(ctx, path, ".pairs.tsv")
	if err != nil {
		return err
	}
	return eval.NearDuplicates(t, rows, &r.Report.Copies)
}

func evalChains(ctx context.Context, t *eval.Tally, path string) error {
	rows, r, err := copiesOf(ctx, path, ".parents.tsv")
	if err == nil {
		texts := map[string]string{}
		for _, d := range r.Report.Documents {
			texts[d.Path] = d.Text
		}
		eval.Chains(t, rows, texts, &r.Report.Copies)
	}
	return err
}

// articles names the file of articles beside a gold file.
func articles(gold, suffix string) string {
	return strings.TrimSuffix(gold, suffix) + ".articles.jsonl"
}

// run runs the product and says what was skipped: a document that is not read
// counts as empty.
func run(ctx context.Context, o desk.Options) (*desk.Result, error) {
	res, err := desk.Run(ctx, o)
	if err != nil {
		return nil, err
	}
	for _, k := range res.Report.Skipped {
		fmt.Fprintf(os.Stderr, "stemma: %s\n", skippedLine(k.Path, k.Reason, k.Hint))
	}
	return res, nil
}
