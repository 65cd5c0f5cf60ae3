// Command stemma reads the coverage of a developing story and keeps the books
// on it: which reports are copies of which, what the copies changed, who
// claims what, and how the claims stand side by side over time.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/alecthomas/kong"
	kongcompletion "github.com/jotaen/kong-completion"
	"github.com/stemmanews/stemma/desk"
)

// Exit statuses.
const (
	exitAll     = 0 // all was read
	exitNothing = 1 // nothing could be done
	exitUsage   = 2 // wrong usage
	exitSkipped = 3 // done, but something was skipped
)

// cli is the command line.
type cli struct {
	Report     reportCmd                 `cmd:"" help:"Read reports and show copies, changes, claims and the ledger."`
	Read       readCmd                   `cmd:"" help:"Show what is article and what is page furniture in each document."`
	Parse      parseCmd                  `cmd:"" help:"Show the language analysis: tokens, trees, names, dates, quantities."`
	Claims     claimsCmd                 `cmd:"" help:"List who says what: every attributed claim with its exact words."`
	Copies     copiesCmd                 `cmd:"" help:"List which reports are copies of which, and what they changed."`
	Ledger     ledgerCmd                 `cmd:"" help:"List the questions of the story, claimant by claimant, over time."`
	Diff       diffCmd                   `cmd:"" help:"Set two reports side by side and mark what was altered."`
	Tree       treeCmd                   `cmd:"" help:"Draw the family tree of texts that descend from one original."`
	Init       initCmd                   `cmd:"" help:"Make a workspace, which keeps reports and books from day to day."`
	Add        addCmd                    `cmd:"" help:"Put reports into the workspace and bring its books up to date."`
	Follow     followCmd                 `cmd:"" help:"Follow feeds and sitemaps, and keep the reports that they lead to."`
	Stories    storiesCmd                `cmd:"" help:"List the stories of the workspace, or show one."`
	News       newsCmd                   `cmd:"" help:"Tell what is new in the workspace."`
	Correct    correctCmd                `cmd:"" help:"Set the machine right, and keep it."`
	Export     exportCmd                 `cmd:"" help:"Write the workspace out: JSON, CSV, a spreadsheet, Markdown, the saved reports."`
	Serve      serveCmd                  `cmd:"" help:"Show a workspace in a browser, and as JSON."`
	MCP        mcpCmd                    `cmd:"" name:"mcp" help:"Answer a client of the Model Context Protocol on standard input and output."`
	Token      tokenCmd                  `cmd:"" help:"Manage who gets into a workspace over the network."`
	Eval       evalCmd                   `cmd:"" help:"Score the product on gold data."`
	Completion kongcompletion.Completion `cmd:"" help:"Print what switches tab completion on for bash, zsh or fish."`
	HelpCmd    helpCmd                   `cmd:"" name:"help" help:"Show help for a command."`
	Version    versionCmd                `cmd:"" help:"Print the version."`
}

// session is what commands need of the world outside.
type session struct {
	ctx    context.Context
	stdin  io.Reader
	stdout io.Writer
	stderr io.Writer
	env    func(string) string
	now    func() time.Time
	parser *kong.Kong
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	s := &session{ctx: ctx, stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, env: os.Getenv, now: time.Now}
	os.Exit(s.main(os.Args[1:]))
}

// main runs one command line and returns the exit status.
func (s *session) main(args []string) (status int) {
	var c cli
	type exit int
	defer func() { // --help ends the parser by way of its Exit
		if r := recover(); r != nil {
			code, ok := r.(exit)
			if !ok {
				panic(r)
			}
			status = int(code)
		}
	}()
	parser, err := kong.New(&c, kong.Name("stemma"), kong.Description(about),
		kong.Writers(s.stdout, s.stderr), kong.Exit(func(code int) { panic(exit(code)) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true}))
	if err != nil {
		fmt.Fprintf(s.stderr, "stemma: building the command line: %v\n", err)
		return exitNothing
	}
	s.parser = parser
	kongcompletion.Register(parser)
	if len(args) == 0 {
		args = []string{"--help"}
	}
	ctx, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintf(s.stderr, "stemma: %v\nRun 'stemma help' for the commands, 'stemma help COMMAND' for one.\n", err)
		return exitUsage
	}
	return s.status(ctx.Run(s))
}

const about = `Stemma reads the coverage of a developing story and keeps the books on it:
which reports are copies of which, what each copy changed, who claims what on
whose word, and how the claims stand side by side over time. Offline; the exact
words stand behind every line. It measures reporting, not truth.

First steps:  stemma report FOLDER`

// errSkipped says that the work is done but some input was left out.
var errSkipped = errors.New("some input was skipped")

// usageError is a mistake in how the command was called.
type usageError struct{ error }

func (s *session) status(err error) int {
	switch {
	case err == nil:
		return exitAll
	case errors.Is(err, errSkipped):
		return exitSkipped
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(s.stderr, "stemma: interrupted; nothing was written")
		return exitNothing
	case errors.Is(err, syscall.EPIPE): // the reader of our output has left
		return exitAll
	case errors.As(err, new(usageError)):
		fmt.Fprintf(s.stderr, "stemma: %v\n", err)
		return exitUsage
	case errors.Is(err, desk.ErrNothing):
		fmt.Fprintf(s.stderr, "stemma: %v\n", err)
		return exitNothing
	}
	fmt.Fprintf(s.stderr, "stemma: %v\n", err)
	return exitNothing
}

// helpCmd shows the help of a command, or of the program.
type helpCmd struct {
	Command []string `arg:"" optional:"" help:"The command to explain."`
}

func (h *helpCmd) Run(s *session) error {
	_, err := s.parser.Parse(append(h.Command, "--help"))
	if err != nil {
		return usageError{err}
	}
	return nil
}
