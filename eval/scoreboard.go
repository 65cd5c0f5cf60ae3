package eval

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Table writes rows for a terminal, a set a block.
func Table(w io.Writer, rows []*Row) error {
	wide := 0
	for _, r := range rows {
		wide = max(wide, len(r.Metric))
	}
	b := bufio.NewWriter(w)
	last := ""
	for _, r := range rows {
		if r.Set != last {
			fmt.Fprintf(b, "%s\n", r.Set)
			last = r.Set
		}
		fmt.Fprintf(b, "  %-*s  %s\n", wide, r.Metric, r)
	}
	return b.Flush()
}

// Scoreboard is a committed table of figures, so that a change in quality is a
// line in a diff: set, metric, figure, date, command.
type Scoreboard struct {
	order []string
	lines map[string]string // by set and metric
}

const scoreboardHead = `# Scoreboard

Quality on gold data, written by ` + "`stemma eval --scoreboard`" + `. Scores run from 0 to 100; P, R: precision and recall; then how many the system gave and how many the gold has.
A change in quality is a line in this file's diff.

The invented stories (set traditions) were in view while rules were written, and the claim tagger is trained on them: expect less on new stories, above all in their rows on claims and changes. No other set is trained on, but all were looked at.

| set | metric | figure | date | command |
|---|---|---|---|---|
`

// ReadScoreboard reads a table written before; r may be empty.
func ReadScoreboard(r io.Reader) (*Scoreboard, error) {
	s := &Scoreboard{lines: map[string]string{}}
	sc := bufio.NewScanner(r)
	for sc.Scan() {
		cells := strings.Split(sc.Text(), "|")
		if len(cells) < 7 || strings.HasPrefix(cells[1], "-") || strings.TrimSpace(cells[1]) == "set" {
			continue
		}
		s.put(strings.TrimSpace(cells[1]), strings.TrimSpace(cells[2]), sc.Text())
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("reading the scoreboard: %w", err)
	}
	return s, nil
}

func (s *Scoreboard) put(set, metric, line string) {
	k := set + "|" + metric
	if _, ok := s.lines[k]; !ok {
		s.order = append(s.order, k)
	}
	s.lines[k] = line
}

// Put enters rows; date is a day (2006-01-02) and command what made them. A
// row whose figure has not changed keeps its date; rows of the same sets that
// are no longer measured go.
func (s *Scoreboard) Put(rows []*Row, date, command string) {
	sets, now := map[string]bool{}, map[string]bool{}
	for _, r := range rows {
		sets[r.Set], now[r.Set+"|"+r.Metric] = true, true
	}
	s.order = slices.DeleteFunc(s.order, func(k string) bool {
		set, _, _ := strings.Cut(k, "|")
		return sets[set] && !now[k]
	})
	for _, r := range rows {
		if old := strings.Split(s.lines[r.Set+"|"+r.Metric], "|"); len(old) >= 7 && strings.TrimSpace(old[3]) == r.String() {
			continue
		}
		s.put(r.Set, r.Metric, fmt.Sprintf("| %s | %s | %s | %s | `%s` |", r.Set, r.Metric, r, date, command))
	}
}

// Write writes the table.
func (s *Scoreboard) Write(w io.Writer) error {
	b := bufio.NewWriter(w)
	b.WriteString(scoreboardHead)
	for _, k := range s.order {
		fmt.Fprintln(b, s.lines[k])
	}
	return b.Flush()
}
