package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/stemmanews/stemma/desk"
)

// state is what the pages are told while one looks at them.
type state struct {
	Reports int   `json:"reports"`
	Stories int   `json:"stories"`
	News    int64 `json:"news"`
	Waiting int   `json:"waiting"` // reports that came in and are not in the books yet
}

// live looks at the workspace while somebody listens. It sees what other
// processes write to the same file too.
type live struct {
	ws    *desk.Workspace
	every time.Duration
	mu    sync.Mutex
	seen  state
	at    time.Time
	open  int
}

// Most pages that listen at the same time.
const maxStreams = 128

func newLive(ws *desk.Workspace) *live { return &live{ws: ws, every: time.Second} }

// now is the state of the workspace, at most one beat old.
func (l *live) now(ctx context.Context) (state, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if time.Since(l.at) < l.every {
		return l.seen, nil
	}
	stats, err := l.ws.Stats(ctx)
	if err != nil {
		return state{}, err
	}
	waiting, err := l.ws.Waiting(ctx)
	if err != nil {
		return state{}, err
	}
	l.seen, l.at = state{stats.Reports, stats.Stories, stats.News, waiting}, time.Now()
	return l.seen, nil
}

func (l *live) enter() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.open >= maxStreams {
		return false
	}
	l.open++
	return true
}

func (l *live) leave() {
	l.mu.Lock()
	l.open--
	l.mu.Unlock()
}

// A stream ends after this time; a page that is still open begins another.
const streamTime = 15 * time.Minute

// stream tells a page of each change of the state, as server-sent events
// (WHATWG HTML, section 9.2).
func (s *Server) stream(w http.ResponseWriter, r *http.Request) error {
	if !s.live.enter() {
		return fault{http.StatusServiceUnavailable, "Too many pages listen."}
	}
	defer s.live.leave()
	ctx, cancel := context.WithTimeout(r.Context(), streamTime)
	defer cancel()
	w.Header().Set("Content-Type", "text/event-stream")
	beat := time.NewTicker(s.live.every)
	defer beat.Stop()
	var last *state
	for quiet := 0; ; quiet++ {
		now, err := s.live.now(ctx)
		if err != nil {
			return streamEnd(ctx, err)
		}
		switch {
		case last == nil || *last != now:
			line, _ := json.Marshal(now) // numbers only
			err, quiet = send(w, fmt.Sprintf("event: state\ndata: %s\n\n", line)), 0
			last = &now
		case quiet >= 15:
			err, quiet = send(w, ": still here\n\n"), 0
		}
		if err != nil {
			return nil // the page was closed
		}
		select {
		case <-ctx.Done():
			return nil
		case <-beat.C:
		}
	}
}

func streamEnd(ctx context.Context, err error) error {
	if ctx.Err() != nil || errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// send writes to a stream within the time that a write may take.
func send(w http.ResponseWriter, text string) error {
	c := http.NewResponseController(w)
	_ = c.SetWriteDeadline(time.Now().Add(writeTimeout)) // not every writer can
	if _, err := w.Write([]byte(text)); err != nil {
		return err
	}
	return c.Flush()
}
