package main

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"github.com/stemmanews/stemma/desk"
	"github.com/stemmanews/stemma/report"
	"github.com/stemmanews/stemma/source"
	"github.com/stemmanews/stemma/source/fetch"
	"github.com/stemmanews/stemma/store/sqlite"
)

// initCmd makes a workspace.
type initCmd struct {
	workspaceFlags
}

func (*initCmd) Help() string {
	return `Makes an empty workspace: one file, which keeps what you add, what was read from it, the books
and your corrections. It can be copied while no command uses it.

Example:
  stemma init
  stemma add coverage/`
}

func (c *initCmd) Run(s *session) error {
	db, err := sqlite.Create(s.ctx, c.DB, sqlite.Options{})
	if errors.Is(err, sqlite.ErrExists) {
		return fmt.Errorf("%w; add to it with stemma add, or name another file with --db", err)
	}
	if err != nil {
		return err
	}
	if err := db.Close(); err != nil {
		return err
	}
	fmt.Fprintf(s.stdout, "Made the workspace %s. Next: stemma add FOLDER\n", c.DB)
	return nil
}

// addCmd puts reports into a workspace.
type addCmd struct {
	workspaceFlags
	webFlags
	Paths []string `arg:"" optional:"" name:"path" help:"Files, folders, - for standard input, or, with --online, addresses of the web. Without any, only what is not worked on yet is worked on."`
	Whole bool     `help:"Take all of every document as article; look for no page furniture."`
	Later bool     `help:"Only save the reports; the next stemma add works on them."`
	Quiet bool     `short:"q" help:"Print no summary and no progress."`
}

func (*addCmd) Help() string {
	return `Saves reports in the workspace and brings its books up to date. The same bytes again are nothing
new; other bytes under the same address (or in the same file) are a new version of the report,
and what its outlet changed is listed. It may be interrupted at any moment: what is saved is
kept, and stemma add goes on from there.

Examples:
  stemma add coverage/ page.html
  stemma add articles.jsonl capture.wacz
  stemma add --online https://news.example/ferry.html
  stemma add

Exit status: 0 all was read, 3 something was skipped, 1 nothing could be done, 2 wrong usage.`
}

func (c *addCmd) Run(s *session) (err error) {
	client, err := c.client()
	if err != nil {
		return err
	}
	defer client.Close()
	ws, done, err := c.openWith(s, desk.WorkspaceOptions{MaxBytes: c.MaxSize << 20, Whole: c.Whole})
	if err != nil {
		return err
	}
	defer func() { err = firstError(err, done()) }()
	var added desk.Added
	if len(c.Paths) > 0 {
		added, err = ws.Add(s.ctx, c.reports(s, client))
		for _, k := range added.Skipped {
			fmt.Fprintln(s.stderr, "stemma: "+report.Line(skippedLine(k.Path, k.Reason, k.Hint)))
		}
		if err != nil {
			return c.explain(err, &added)
		}
		if len(added.New)+len(added.Changed)+added.Same == 0 {
			return desk.ErrNothing
		}
	}
	if !c.Later {
		p := newProgress(s, c.Quiet)
		err = ws.Refresh(s.ctx, p.show)
		p.clear()
		if err != nil {
			return c.explain(err, &added)
		}
	}
	if err := c.summary(s, ws, &added); err != nil {
		return err
	}
	if len(added.Skipped) > 0 {
		return errSkipped
	}
	return nil
}

// reports are those of all paths and addresses, in their order.
func (c *addCmd) reports(s *session, client *fetch.Client) iter.Seq2[source.Raw, error] {
	o := source.Options{MaxBytes: c.MaxSize << 20, Stdin: s.stdin, Saved: true}
	p := newProgress(s, c.Quiet)
	return func(yield func(source.Raw, error) bool) {
		defer p.clear()
		for i, from := 0, 0; i < len(c.Paths); from = i {
			web := source.IsWeb(c.Paths[i])
			for i < len(c.Paths) && source.IsWeb(c.Paths[i]) == web {
				i++
			}
			part := source.Open(c.Paths[from:i], o)
			if web {
				part = desk.Pages(s.ctx, client, c.Paths[from:i], o.MaxBytes, p.show)
			}
			for raw, err := range part {
				if !yield(raw, err) {
					return
				}
			}
		}
	}
}

// explain says what an interruption left behind.
func (c *addCmd) explain(err error, added *desk.Added) error {
	if errors.Is(err, context.Canceled) {
		return fmt.Errorf("interrupted; what was saved is kept (%s); stemma add goes on from there", counted(added))
	}
	return err
}

func counted(a *desk.Added) string {
	return fmt.Sprintf("%d new, %d changed, %d known", len(a.New), len(a.Changed), a.Same)
}

func (c *addCmd) summary(s *session, ws *desk.Workspace, added *desk.Added) error {
	if c.Quiet {
		return nil
	}
	stats, err := ws.Stats(s.ctx)
	if err != nil {
		return err
	}
	fmt.Fprintf(s.stdout, "Reports: %s. The workspace has %s in %s.\n", counted(added),
		report.Count(stats.Reports, "report", "reports"), report.Count(stats.Stories, "story", "stories"))
	if len(added.New)+len(added.Changed) > 0 && !c.Later {
		fmt.Fprintln(s.stdout, "What is new: stemma news. The stories: stemma stories")
	}
	return nil
}
