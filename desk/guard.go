package desk

import (
	"fmt"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/stemmanews/stemma/source"
)

// module is the start of the names of our own functions.
const module = "github.com/stemmanews/stemma/"

// guarded calls f for one report. A failure of the program in f (a panic) ends
// neither the run nor the other reports: it becomes a *source.Error that names
// the report, what was being done to it, and where the program failed.
func guarded(path, doing string, f func()) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = &source.Error{Path: path, Reason: fmt.Sprintf("made the program fail while %s it (%v%s)", doing, p, failedAt()),
				Hint: "the other reports are not touched by it; please send this line, and the report if you may, to the makers of stemma"}
		}
	}()
	f()
	return nil
}

// failedAt says where in our code the failure lies that is being recovered
// from, "" where that cannot be told.
func failedAt() string {
	pcs := make([]uintptr, 64)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs)])
	for {
		f, more := frames.Next()
		if strings.HasPrefix(f.Function, module) {
			return fmt.Sprintf(", %s:%d", filepath.Base(f.File), f.Line)
		}
		if !more {
			return ""
		}
	}
}

// eachGuarded calls f for every document on the workers. Documents that make
// the program fail are listed as skipped, in their order, after calling undo.
func (r *run) eachGuarded(stage, doing string, f, undo func(i int)) error {
	docs := r.res.Report.Documents
	errs := make([]error, len(docs))
	err := r.each(stage, len(docs), func(i int) {
		errs[i] = guarded(docs[i].Path, doing, func() { f(i) })
	})
	for i, e := range errs {
		if e != nil {
			undo(i)
			r.skip(e)
		}
	}
	return err
}
