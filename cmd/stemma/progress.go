package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/stemmanews/stemma/desk"
	"golang.org/x/term"
)

// progress draws one line on a terminal and overwrites it; elsewhere it is
// silent.
type progress struct {
	w     io.Writer
	drawn bool
	last  time.Time
}

// every is the least time between two drawings of the line.
const every = 100 * time.Millisecond

func newProgress(s *session, quiet bool) *progress {
	f, ok := s.stderr.(*os.File)
	if quiet || !ok || !term.IsTerminal(int(f.Fd())) {
		return &progress{}
	}
	return &progress{w: f, last: time.Now()}
}

func (p *progress) show(x desk.Progress) {
	if p.w == nil || time.Since(p.last) < every {
		return
	}
	p.last, p.drawn = time.Now(), true
	if x.Total > 0 {
		fmt.Fprintf(p.w, "\r\x1b[K%s %d of %d", x.Stage, x.Done, x.Total)
	} else {
		fmt.Fprintf(p.w, "\r\x1b[K%s %d", x.Stage, x.Done)
	}
}

func (p *progress) clear() {
	if p.drawn {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}
