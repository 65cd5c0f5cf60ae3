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
// what was there before. What is no ordinary file (a device, a pipe) is written
// to as it is, and never replaced; a link stays, and its file is replaced.
func (o *output) write(s *session, f func(io.Writer) error) error {
	if o.Out == "" || o.Out == "-" {
		return buffered(s.stdout, f)
	}
	path := o.Out
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	put := replace
	if i, err := os.Stat(path); err == nil && !i.Mode().IsRegular() {
		put = writeInto
	}
	if err := put(path, f); err != nil {
		return fmt.Errorf("writing %s: %w", o.Out, err)
	}
	return nil
}

// replace writes the file at path anew.
func replace(path string, f func(io.Writer) error) error {
	tmp, err := os.CreateTemp(filepath.Dir(path), ".stemma-*")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name()) // does nothing once it is renamed
	if err := buffered(tmp, f); err != nil {
		tmp.Close()
		return err
	}
	if err := tmp.Close(); err != nil {
		return err
	}
	if err := os.Chmod(tmp.Name(), 0o644); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), path)
}

// writeInto writes to what stands at path.
func writeInto(path string, f func(io.Writer) error) error {
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	if err := buffered(file, f); err != nil {
		file.Close()
		return err
	}
	return file.Close()
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
