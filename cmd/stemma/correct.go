package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/desk"
	"github.com/stemmanews/stemma/report"
	"github.com/stemmanews/stemma/store"
)

// correctCmd sets the machine right.
type correctCmd struct {
	List           correctListCmd    `cmd:"" help:"List the journal of corrections."`
	Undo           correctUndoCmd    `cmd:"" help:"Take a correction back."`
	Apply          correctApplyCmd   `cmd:"" help:"Add corrections from a list: JSON lines, as list --format jsonl prints them."`
	MergeStories   mergeStoriesCmd   `cmd:"" help:"Say that stories are one."`
	SplitStory     splitStoryCmd     `cmd:"" help:"Take reports out of a story."`
	MergeQuestions mergeQuestionsCmd `cmd:"" help:"Say that questions of a story are one."`
	SplitQuestion  splitQuestionCmd  `cmd:"" help:"Make a question of its own of some answers."`
	Name           nameCmd           `cmd:"" help:"Say what a claimant is called."`
	Reject         rejectCmd         `cmd:"" help:"Leave a claim out of the books."`
	Confirm        confirmCmd        `cmd:"" help:"Say how two reports are related."`
	Estimate       estimateCmd       `cmd:"" help:"Set the best estimate for a question."`
}

func (*correctCmd) Help() string {
	return `Corrections are kept in a journal, with who made them, when and why. They are applied on top of the
machine's books whenever those are kept; the machine's own record is not edited, and each can be
taken back. Stories and questions go by the ids that stemma stories ID shows.

Examples:
  stemma correct name "J. Reval" "Jonas Reval" --why "the office's own site"
  stemma correct estimate s1 q1 40-45 --why "list of names, checked by two people"
  stemma correct reject 003.txt#c7 --why "quoted in jest"
  stemma correct list
  stemma correct undo 2 --why "the site has changed"`
}

// byPerson says who corrects and why.
type byPerson struct {
	workspaceFlags
	Who string `placeholder:"NAME" help:"Who says so (default: your user name)."`
	Why string `required:"" placeholder:"TEXT" help:"The reason."`
}

func (c *byPerson) who() string {
	if c.Who == "" {
		return localUser()
	}
	return c.Who
}

// correct makes a correction and says its number.
func (c *byPerson) correct(s *session, make func(ws *desk.Workspace, x *store.Correction) error) (err error) {
	ws, done, err := c.open(s)
	if err != nil {
		return err
	}
	defer func() { err = firstError(err, done()) }()
	x := store.Correction{Who: c.who(), Why: c.Why}
	if err := make(ws, &x); err != nil {
		return usage(err)
	}
	if x, err = ws.Correct(s.ctx, x); err != nil {
		return usage(err)
	}
	fmt.Fprintf(s.stdout, "Correction %d: %s\n", x.ID, correctionLine(&x))
	return nil
}

// usage makes a mistake in the call of what does not hold together.
func usage(err error) error {
	if errors.Is(err, desk.ErrCorrection) || errors.Is(err, store.ErrNotFound) {
		return usageError{err}
	}
	return err
}

// question finds a question of a story by its id.
func question(s *session, ws *desk.Workspace, story, id string) (*stemma.Question, error) {
	st, err := ws.Story(s.ctx, story)
	if err != nil {
		return nil, err
	}
	for i := range st.Story.Questions {
		if q := &st.Story.Questions[i]; q.ID == id {
			return q, nil
		}
	}
	return nil, fmt.Errorf("question %q of story %s: %w", id, story, store.ErrNotFound)
}

// ask names questions of a story in a correction.
func ask(s *session, ws *desk.Workspace, x *store.Correction, story string, ids ...string) error {
	x.Stories = []string{story}
	for _, id := range ids {
		q, err := question(s, ws, story, id)
		if err != nil {
			return err
		}
		ref, err := ws.Refer(s.ctx, q)
		if err != nil {
			return err
		}
		x.Questions = append(x.Questions, ref)
	}
	return nil
}

// pins names claims that are written PATH#ID.
func pins(s *session, ws *desk.Workspace, claims []string) ([]store.ClaimPin, error) {
	var out []store.ClaimPin
	for _, c := range claims {
		i := strings.LastIndexByte(c, '#')
		if i < 0 {
			return nil, fmt.Errorf("%w: %q names no claim: write it PATH#ID, as in 003.txt#c7", desk.ErrCorrection, c)
		}
		list, err := ws.Pins(s.ctx, []stemma.ClaimRef{{Path: c[:i], ID: c[i+1:]}})
		if err != nil {
			return nil, err
		}
		if len(list) == 0 {
			return nil, fmt.Errorf("claim %s: %w", c, store.ErrNotFound)
		}
		out = append(out, list...)
	}
	return out, nil
}

type mergeStoriesCmd struct {
	byPerson
	Stories []string `arg:"" help:"The stories; the first one stays."`
}

func (c *mergeStoriesCmd) Run(s *session) error {
	return c.correct(s, func(_ *desk.Workspace, x *store.Correction) error {
		x.Kind, x.Stories = store.MergeStories, c.Stories
		return nil
	})
}

type splitStoryCmd struct {
	byPerson
	Story   string   `arg:"" help:"The story."`
	Reports []string `arg:"" help:"The paths of the reports that leave it."`
}

func (c *splitStoryCmd) Run(s *session) error {
	return c.correct(s, func(_ *desk.Workspace, x *store.Correction) error {
		x.Kind, x.Stories, x.Documents = store.SplitStory, []string{c.Story}, c.Reports
		return nil
	})
}

type mergeQuestionsCmd struct {
	byPerson
	Story     string   `arg:"" help:"The story."`
	Questions []string `arg:"" help:"The questions; the first one stays."`
}

func (c *mergeQuestionsCmd) Run(s *session) error {
	return c.correct(s, func(ws *desk.Workspace, x *store.Correction) error {
		x.Kind = store.MergeQuestions
		return ask(s, ws, x, c.Story, c.Questions...)
	})
}

type splitQuestionCmd struct {
	byPerson
	Story    string   `arg:"" help:"The story."`
	Question string   `arg:"" help:"The question."`
	Claims   []string `arg:"" help:"Claims of the answers that leave it, PATH#ID each."`
	Title    string   `required:"" placeholder:"TEXT" help:"What the new question is called."`
}

func (c *splitQuestionCmd) Run(s *session) error {
	return c.correct(s, func(ws *desk.Workspace, x *store.Correction) (err error) {
		x.Kind, x.Name = store.SplitQuestion, c.Title
		if x.Claims, err = pins(s, ws, c.Claims); err != nil {
			return err
		}
		return ask(s, ws, x, c.Story, c.Question)
	})
}

type nameCmd struct {
	byPerson
	From  string   `arg:"" help:"The name as the books have it."`
	To    string   `arg:"" help:"The name as it should be."`
	Claim []string `placeholder:"PATH#ID" help:"Only in this claim; may be given several times."`
}

func (c *nameCmd) Run(s *session) error {
	return c.correct(s, func(ws *desk.Workspace, x *store.Correction) (err error) {
		x.Kind, x.From, x.Name = store.NameClaimant, c.From, c.To
		x.Claims, err = pins(s, ws, c.Claim)
		return err
	})
}

type rejectCmd struct {
	byPerson
	Claims []string `arg:"" help:"The claims, PATH#ID each."`
}

func (c *rejectCmd) Run(s *session) error {
	return c.correct(s, func(ws *desk.Workspace, x *store.Correction) (err error) {
		x.Kind = store.RejectClaim
		x.Claims, err = pins(s, ws, c.Claims)
		return err
	})
}

type confirmCmd struct {
	byPerson
	A         string `arg:"" help:"The path of one report."`
	B         string `arg:"" help:"The path of the other."`
	Relation  string `arg:"" enum:"copy,edited,reworded,summary,excerpt,none" help:"copy, edited, reworded, summary, excerpt or none."`
	Direction string `enum:",a>b,b>a" default:"" help:"a>b: the second took from the first; b>a: the other way round."`
}

func (c *confirmCmd) Run(s *session) error {
	return c.correct(s, func(_ *desk.Workspace, x *store.Correction) error {
		x.Kind, x.Documents, x.Relation, x.Direction = store.ConfirmPair, []string{c.A, c.B}, c.Relation, c.Direction
		return nil
	})
}

type estimateCmd struct {
	byPerson
	Story    string `arg:"" help:"The story."`
	Question string `arg:"" help:"The question."`
	Value    string `arg:"" help:"40, 40-45, 40+ (at least) or -45 (at most; write it after --)."`
}

func (c *estimateCmd) Run(s *session) error {
	v, err := valueOf(c.Value)
	if err != nil {
		return usageError{err}
	}
	return c.correct(s, func(ws *desk.Workspace, x *store.Correction) error {
		x.Kind, x.Value = store.BestEstimate, v
		return ask(s, ws, x, c.Story, c.Question)
	})
}

// valueOf reads a figure: 40, 40-45, 40+ or -45.
func valueOf(s string) (*stemma.Value, error) {
	wrong := fmt.Errorf("%q is no figure: write 40, 40-45, 40+ or -45", s)
	number := func(s string) (*float64, error) {
		x, err := strconv.ParseFloat(strings.ReplaceAll(s, ",", ""), 64)
		if err != nil || x < 0 || x > 1e15 {
			return nil, wrong
		}
		return &x, nil
	}
	v := &stemma.Value{Comparator: stemma.Exact}
	var err error
	switch low, high, isRange := strings.Cut(s, "-"); {
	case strings.HasSuffix(s, "+"):
		v.Comparator = stemma.AtLeast
		v.Low, err = number(strings.TrimSuffix(s, "+"))
	case isRange && low == "":
		v.Comparator = stemma.UpTo
		v.High, err = number(high)
	case isRange:
		v.Comparator = stemma.Between
		var err2 error
		v.Low, err = number(low)
		v.High, err2 = number(high)
		if err == nil {
			err = err2
		}
		if err == nil && *v.Low > *v.High {
			err = wrong
		}
	default:
		v.Low, err = number(s)
		v.High = v.Low
	}
	return v, err
}

// correctListCmd lists the journal.
type correctListCmd struct {
	workspaceFlags
	Format string `enum:"table,json,jsonl" default:"table" help:"table, json (one object) or jsonl (one a line)."`
}

func (c *correctListCmd) Run(s *session) (err error) {
	ws, done, err := c.open(s)
	if err != nil {
		return err
	}
	defer func() { err = firstError(err, done()) }()
	list, err := ws.Journal(s.ctx)
	if err != nil {
		return err
	}
	return buffered(s.stdout, func(w io.Writer) error {
		switch c.Format {
		case "json":
			return report.JSON(w, struct {
				Corrections []store.Correction `json:"corrections"`
			}{list}, true)
		case "jsonl":
			e := json.NewEncoder(w)
			e.SetEscapeHTML(false)
			for i := range list {
				if err := e.Encode(&list[i]); err != nil {
					return err
				}
			}
			return nil
		}
		t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
		fmt.Fprintln(t, "NUMBER\tWHEN\tWHO\tWHAT\tWHY\tUNDONE")
		for i := range list {
			x := &list[i]
			undone := ""
			if x.Undone != nil {
				undone = report.Line(x.Undone.Who + ": " + x.Undone.Why)
			}
			fmt.Fprintf(t, "%d\t%s\t%s\t%s\t%s\t%s\n", x.ID, x.At.Format("2006-01-02 15:04"), report.Line(x.Who), correctionLine(x), report.Line(x.Why), undone)
		}
		return t.Flush()
	})
}

// correctionLine says what a correction does.
func correctionLine(x *store.Correction) string {
	var titles, words []string
	for _, q := range x.Questions {
		titles = append(titles, "“"+q.Title+"”")
	}
	for _, p := range x.Claims {
		words = append(words, "“"+report.Clip(p.Words, 60)+"” in "+p.Path)
	}
	said := strings.Join(words, ", ")
	switch x.Kind {
	case store.MergeStories:
		return "stories " + strings.Join(x.Stories, ", ") + " are one"
	case store.SplitStory:
		return report.Line(strings.Join(x.Documents, ", ") + " left " + strings.Join(x.Stories, " for "))
	case store.MergeQuestions:
		return report.Line("questions " + strings.Join(titles, ", ") + " are one")
	case store.SplitQuestion:
		return report.Line(said + " left " + strings.Join(titles, "") + " for “" + x.Name + "”")
	case store.NameClaimant:
		s := "“" + x.From + "” is “" + x.Name + "”"
		if said != "" {
			s += " in " + said
		}
		return report.Line(s)
	case store.RejectClaim:
		return report.Line("rejected " + said)
	case store.ConfirmPair:
		return report.Line(strings.Join(slices.Concat(x.Documents, []string{x.Relation, x.Direction}), " "))
	case store.BestEstimate:
		return report.Line("best estimate for " + strings.Join(titles, "") + ": " + valueText(x.Value))
	}
	return report.Line(x.Kind)
}

func valueText(v *stemma.Value) string {
	bound := func(x *float64) string { return strconv.FormatFloat(*x, 'f', -1, 64) }
	switch {
	case v == nil || v.Low == nil && v.High == nil:
		return ""
	case v.High == nil:
		return bound(v.Low) + "+"
	case v.Low == nil:
		return "-" + bound(v.High)
	case *v.Low == *v.High:
		return bound(v.Low)
	}
	return bound(v.Low) + "-" + bound(v.High)
}

// correctUndoCmd takes a correction back.
type correctUndoCmd struct {
	byPerson
	ID int64 `arg:"" name:"number" help:"The correction's number, as stemma correct list shows it."`
}

func (c *correctUndoCmd) Run(s *session) (err error) {
	ws, done, err := c.open(s)
	if err != nil {
		return err
	}
	defer func() { err = firstError(err, done()) }()
	if err := ws.Undo(s.ctx, c.ID, c.who(), c.Why); err != nil {
		return usage(err)
	}
	fmt.Fprintf(s.stdout, "Correction %d is taken back.\n", c.ID)
	return nil
}

// correctApplyCmd adds a list of corrections.
type correctApplyCmd struct {
	workspaceFlags
	File string `arg:"" help:"JSON lines, or - for standard input."`
}

func (c *correctApplyCmd) Run(s *session) (err error) {
	in := s.stdin
	if c.File != "-" {
		f, err := os.Open(c.File)
		if err != nil {
			return fmt.Errorf("reading corrections: %w", err)
		}
		defer f.Close()
		in = f
	}
	list, err := readCorrections(in)
	if err != nil {
		return usageError{fmt.Errorf("%s: %w", c.File, err)}
	}
	ws, done, err := c.open(s)
	if err != nil {
		return err
	}
	defer func() { err = firstError(err, done()) }()
	if err := ws.Import(s.ctx, list); err != nil {
		return usage(err)
	}
	fmt.Fprintf(s.stdout, "Applied %s.\n", report.Count(len(list), "correction", "corrections"))
	return nil
}

func readCorrections(r io.Reader) ([]store.Correction, error) {
	var out []store.Correction
	d := json.NewDecoder(bufio.NewReader(r))
	d.DisallowUnknownFields()
	for {
		var c store.Correction
		err := d.Decode(&c)
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("correction %d is not one: %w", len(out)+1, err)
		}
		out = append(out, c)
	}
}
