package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"

	"golang.org/x/term"
)

// output says where a command writes.
type output struct {
	Out string `short:"o" name:"output" placeholder:"FILE" help:"Write to FILE instead of standard output; - is standard output."`
}

// write calls f with the place that -o names. A file is written beside its
// name first and renamed when it is whole, so that an interrupted run leaves
// what was there before.
func (o *output) write(s *session, f func(io.Writer) error) error {
	if o.Out == "" || o.Out == "-" {
		return buffered(s.stdout, f)
	}
	tmp, err := os.CreateTemp(filepath.Dir(o.Out), ".stemma-*")
	if err != nil {
		return fmt.Errorf("writing %s: %w", o.Out, err)
	}
	defer os.Remove(tmp.Name()) // does nothing once it is renamed
	if err := buffered(tmp, f); err != nil {
		tmp.Close()
		return fmt.Errorf("writing %s: %w", o.Out, err)
	}
	if err := tmp.Close(); err != nil {
		return fmt.Errorf("writing %s: %w", o.Out, err)
	}
	if err := os.Chmod(tmp.Name(), 0o644); err != nil {
		return fmt.Errorf("writing %s: %w", o.Out, err)
	}
	if err := os.Rename(tmp.Name(), o.Out); err != nil {
		return fmt.Errorf("writing %s: %w", o.Out, err)
	}
	return nil
}

func buffered(w io.Writer, f func(io.Writer) error) error {
	b := bufio.NewWriterSize(w, 1<<16)
	if err := f(b); err != nil {
		return err
	}
	return b.Flush()
}

// terminal tells how wide standard output is, in columns, and whether colour
// is wanted there: only on a terminal, and not with NO_COLOR (no-color.org) or
// TERM=dumb.
func (s *session) terminal() (width int, colour bool) {
	width = 80
	if n, err := strconv.Atoi(s.env("COLUMNS")); err == nil && n > 0 {
		width = n
	}
	f, ok := s.stdout.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return width, false
	}
	if w, _, err := term.GetSize(int(f.Fd())); err == nil && w > 0 {
		width = w
	}
	return width, s.env("NO_COLOR") == "" && s.env("TERM") != "dumb"
}
