package fetch

import (
	"context"
	"io"
	"sync/atomic"
	"time"
)

// watched is a body that ends its request where it comes too slowly, against
// servers that keep a reader waiting with a byte now and then, and where the
// request as a whole takes too long.
type watched struct {
	io.ReadCloser
	ctx    context.Context // of the request
	cancel context.CancelCauseFunc
	got    atomic.Int64 // bytes in this window
	timer  *time.Timer  // of the request
	tick   *time.Ticker // a window
	done   chan struct{}
}

// watch lets a body go on as long as every window brings minRate bytes a
// second.
func (w *watched) watch(window time.Duration) {
	w.tick, w.done = time.NewTicker(window), make(chan struct{})
	least := int64(window.Seconds() * minRate)
	go func() {
		for {
			select {
			case <-w.done:
				return
			case <-w.tick.C:
				if w.got.Swap(0) < least {
					w.cancel(errSlow)
					return
				}
			}
		}
	}()
}

func (w *watched) Read(p []byte) (int, error) {
	n, err := w.ReadCloser.Read(p)
	w.got.Add(int64(n))
	if err != nil && err != io.EOF && w.ctx.Err() != nil {
		err = context.Cause(w.ctx)
	}
	return n, err
}

// Close ends the request and its watch.
func (w *watched) Close() error {
	w.timer.Stop()
	w.tick.Stop()
	close(w.done)
	err := w.ReadCloser.Close()
	w.cancel(nil)
	return err
}
