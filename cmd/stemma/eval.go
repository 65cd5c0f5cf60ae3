package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/stemmanews/stemma/eval"
)

// evalCmd runs the product on gold data and scores it.
type evalCmd struct {
	Gold       []string `arg:"" name:"gold" help:"Gold data: a story's folder (gold.resolved.json and docs/), a folder of such folders, or a set's gold file with its articles beside it."`
	Scoreboard string   `placeholder:"FILE" help:"Enter the figures in this file, too."`
	Date       string   `placeholder:"DAY" help:"The day to enter in the scoreboard (default: today)."`
}

func (*evalCmd) Help() string {
	return `Runs the product on gold data and prints what the reference scorers would. Stories in one
folder are pooled.

Example:
  stemma eval ../shared/gold/five-reports ../shared/gold/traditions
  stemma eval --scoreboard eval/scoreboard.md ../shared/gold/*`
}

func (c *evalCmd) Run(s *session) error {
	var rows []*eval.Row
	for _, path := range c.Gold {
		r, err := evaluate(s.ctx, path)
		if err != nil {
			return fmt.Errorf("evaluating %s: %w", path, err)
		}
		if c.Scoreboard != "" {
			if err := c.enter(r, "stemma eval "+path); err != nil {
				return err
			}
		}
		rows = append(rows, r...)
	}
	return buffered(s.stdout, func(w io.Writer) error { return eval.Table(w, rows) })
}

// enter puts rows into the scoreboard file.
func (c *evalCmd) enter(rows []*eval.Row, command string) error {
	day := c.Date
	if day == "" {
		day = time.Now().Format(time.DateOnly)
	}
	old, err := os.Open(c.Scoreboard)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	var in io.Reader = strings.NewReader("")
	if err == nil {
		in = old
		defer old.Close()
	}
	board, err := eval.ReadScoreboard(in)
	if err != nil {
		return err
	}
	board.Put(rows, day, command)
	out := output{Out: c.Scoreboard}
	return out.write(nil, board.Write)
}
