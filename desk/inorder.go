package desk

import (
	"cmp"
	"context"
	"iter"
	"sync"
)

// inOrder calls work for every item on the workers and take for the results,
// one at a time and in the order of the items, while more items are read. No
// more than a few items a worker are held. It returns early with the context's
// error, or with that of take.
func inOrder[T, R any](ctx context.Context, workers int, items iter.Seq[T], work func(T) R, take func(R) error) (err error) {
	within, stop := context.WithCancel(ctx)
	defer stop()
	type job struct {
		item   T
		result chan<- R
	}
	jobs, results := make(chan job), make(chan chan R, 8*workers)
	var wg sync.WaitGroup
	wg.Go(func() {
		defer close(jobs)
		defer close(results)
		for item := range items {
			result := make(chan R, 1)
			select {
			case results <- result:
			case <-within.Done():
				return
			}
			jobs <- job{item, result}
		}
	})
	for range workers {
		wg.Go(func() {
			for j := range jobs {
				j.result <- work(j.item)
			}
		})
	}
	for result := range results {
		if r := <-result; err == nil {
			if err = take(r); err != nil {
				stop()
			}
		}
	}
	wg.Wait()
	return cmp.Or(err, ctx.Err())
}
