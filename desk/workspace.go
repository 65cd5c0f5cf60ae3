package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"time"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin"
	"github.com/stemmanews/stemma/source"
	"github.com/stemmanews/stemma/store"
)

// WorkspaceOptions say how to work on a workspace. The zero value will do.
type WorkspaceOptions struct {
	Now      func() time.Time // the clock; nil: time.Now
	Workers  int              // goroutines; 0: one a core
	MaxBytes int64            // the most that one saved report may have, decompressed; 0: source.DefaultMaxBytes
	Whole    bool             // all of every document is body
}

// Workspace is a desk over a store: reports come in, are analysed once, and
// the books on the stories that they touch are kept anew. It is safe for use
// by several goroutines; one Refresh runs at a time, and reads go on beside
// it.
type Workspace struct {
	store   store.Store
	opts    WorkspaceOptions
	version string // of the analysis
	reader  *reader
	refresh sync.Mutex // guards what is below, and lets one refresh run at a time
	shelf   *shelf
	memory  *kin.Memory
	index   *index // nil before the first refresh, and after one that failed
}

// OpenWorkspace opens the desk over a store. The error says which embedded
// model could not be loaded, or why the store could not be read. Closing the
// store stays with the caller.
func OpenWorkspace(ctx context.Context, s store.Store, o WorkspaceOptions) (*Workspace, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	r, err := newReader(o.Whole)
	if err != nil {
		return nil, err
	}
	w := &Workspace{store: s, opts: o, reader: r, version: r.version(), shelf: newShelf(), memory: kin.NewMemory(memoryBytes)}
	return w, s.View(ctx, func(r store.Reader) error {
		_, err := r.Stats()
		return err
	})
}

// now is the time by the workspace's clock, in UTC and to the second: what is
// kept reads the same everywhere.
func (w *Workspace) now() time.Time { return w.opts.Now().UTC().Truncate(time.Second) }

// Added says what came of an Add.
type Added struct {
	New     []string         // paths of reports that are new
	Changed []string         // paths of reports that have a new version
	Same    int              // reports that were there, byte for byte
	Skipped []stemma.Skipped // what could not be read
}

// batch is the number of reports that one transaction keeps.
const batch = 64

// Add keeps reports. All that it lists as new or changed is durable when it
// returns, also where it returns an error: then the rest of the input was not
// read, or not kept. Reports are known again by their URL, or else by where
// they lie. The same bytes again are nothing new; other bytes are a new
// version of the report. Raw.Saved should hold the saved bytes
// (source.Options.Saved); the text stands in for them where it is missing.
func (w *Workspace) Add(ctx context.Context, raws iter.Seq2[source.Raw, error]) (Added, error) {
	var sum Added
	var pending []source.Raw
	flush := func() error {
		var added Added
		// What was read before an interruption is kept: it may have come slowly.
		err := w.store.Update(context.WithoutCancel(ctx), func(tx store.Writer) error {
			added = Added{} // a store may call again
			for i := range pending {
				if err := w.add(tx, &pending[i], &added); err != nil {
					return fmt.Errorf("keeping %s: %w", pending[i].Path, err)
				}
			}
			return nil
		})
		pending = pending[:0]
		if err != nil {
			return err
		}
		sum.New, sum.Changed, sum.Same = append(sum.New, added.New...), append(sum.Changed, added.Changed...), sum.Same+added.Same
		return nil
	}
	size := 0
	for raw, err := range raws {
		if ctx.Err() != nil {
			return sum, errors.Join(flushed(flush, pending), ctx.Err())
		}
		if err != nil {
			sum.Skipped = append(sum.Skipped, skipped(err))
			continue
		}
		pending, size = append(pending, raw), size+len(raw.Saved)+len(raw.Text)
		if len(pending) == batch || size > 16<<20 {
			if err := flush(); err != nil {
				return sum, err
			}
			size = 0
		}
	}
	return sum, flushed(flush, pending)
}

func flushed(flush func() error, pending []source.Raw) error {
	if len(pending) == 0 {
		return nil
	}
	return flush()
}

// add keeps one report within a transaction.
func (w *Workspace) add(tx store.Writer, raw *source.Raw, sum *Added) error {
	if raw.Saved == nil {
		raw.Saved = []byte(raw.Text)
	}
	sha := hexSum(raw.Saved)
	r, err := known(tx, raw, sha)
	fresh := errors.Is(err, store.ErrNotFound)
	if err != nil && !fresh {
		return err
	}
	if !fresh {
		if same, err := w.unchanged(tx, r, raw, sha); err != nil || same {
			sum.Same++
			return err
		}
	}
	v, err := w.save(tx, raw, sha)
	if err != nil {
		return err
	}
	if fresh {
		return w.addReport(tx, raw, v, sum)
	}
	v.Report, v.Number = r.ID, r.Version+1
	if err := tx.AddVersion(v); err != nil {
		return err
	}
	r.Version = v.Number
	sum.Changed = append(sum.Changed, r.Path)
	return tx.SetReport(r)
}

func (w *Workspace) addReport(tx store.Writer, raw *source.Raw, v store.Version, sum *Added) error {
	path, err := freePath(tx, raw)
	if err != nil {
		return err
	}
	id, err := tx.AddReport(store.Report{Key: keyOf(raw, v.SHA256), Path: path, Version: 1, Added: v.Added})
	if err != nil {
		return err
	}
	v.Report, v.Number = id, 1
	sum.New = append(sum.New, path)
	return tx.AddVersion(v)
}

// save keeps the bytes of a report and returns a version of it, without
// report and number. Where reading the bytes again would not give what was
// read, the text is kept beside them.
func (w *Workspace) save(tx store.Writer, raw *source.Raw, sha string) (store.Version, error) {
	v := store.Version{SHA256: sha, Name: raw.Path, Kind: raw.Kind, Charset: raw.Charset, Given: raw.Given, Listed: raw.Listed, Notices: raw.Notices, Added: w.now()}
	if err := tx.PutOriginal(v.SHA256, raw.Saved); err != nil {
		return v, err
	}
	again, err := source.Again(raw.Path, raw.Saved, raw.Given, source.Options{MaxBytes: w.opts.MaxBytes})
	if err == nil && again.Text == raw.Text && again.Kind == raw.Kind && again.Given == raw.Given && reflect.DeepEqual(again.Notices, raw.Notices) {
		return v, nil
	}
	v.Text = hexSum([]byte(raw.Text))
	return v, tx.PutOriginal(v.Text, []byte(raw.Text))
}

// load reads a version as it was read when it was added, named by the path of
// its report.
func (w *Workspace) load(tx store.Reader, path string, v *store.Version) (source.Raw, error) {
	raw := source.Raw{Path: v.Name, Given: v.Given, Listed: v.Listed, SHA256: v.SHA256, Kind: v.Kind, Charset: v.Charset, Notices: v.Notices}
	if v.Text != "" {
		text, err := tx.Original(v.Text)
		if err != nil {
			return raw, err
		}
		raw.Text = string(text)
	} else {
		saved, err := tx.Original(v.SHA256)
		if err != nil {
			return raw, err
		}
		if raw, err = source.Again(v.Name, saved, v.Given, source.Options{MaxBytes: w.opts.MaxBytes}); err != nil {
			return raw, err
		}
	}
	raw.Path, raw.Listed = path, v.Listed
	for i := range raw.Notices {
		raw.Notices[i].Path = path
	}
	return raw, nil
}

// known finds the report that raw is a state of: by its identity, or, where
// no URL tells, as the same bytes by the same name in another place.
func known(tx store.Reader, raw *source.Raw, sha string) (store.Report, error) {
	r, err := tx.ReportByKey(keyOf(raw, sha))
	if !errors.Is(err, store.ErrNotFound) || raw.Given.URL != "" {
		return r, err
	}
	if r, err = tx.ReportByPath(raw.Path); err != nil {
		return r, err
	}
	versions, err := tx.Versions(r.ID)
	if err != nil {
		return r, err
	}
	if last := versions[len(versions)-1]; last.SHA256 == sha && strings.HasPrefix(r.Key, "file:") {
		return r, nil
	}
	return r, fmt.Errorf("report %s: %w", raw.Path, store.ErrNotFound)
}

// keyOf is the identity of a report. What comes through standard input without
// a name of its own lies nowhere: its bytes are its identity.
func keyOf(raw *source.Raw, sha string) string {
	switch file := raw.File; {
	case raw.Given.URL != "":
		return "url:" + strings.TrimSpace(raw.Given.URL)
	case file == "-", strings.HasPrefix(file, "-:"):
		return "bytes:" + sha
	case file == "":
		return "file:" + raw.Path
	default:
		if abs, err := filepath.Abs(file); err == nil && !strings.HasPrefix(file, "-") {
			file = abs
		}
		return "file:" + file
	}
}

// freePath is the name by which all output will call a new report.
func freePath(tx store.Reader, raw *source.Raw) (string, error) {
	name := raw.Path
	for n := 1; ; n++ {
		_, err := tx.ReportByPath(name)
		if errors.Is(err, store.ErrNotFound) {
			return name, nil
		}
		if err != nil {
			return "", err
		}
		if name = raw.File; n > 1 || name == "" || name == raw.Path {
			name = fmt.Sprintf("%s#%d", raw.Path, n+1)
		}
	}
}

func hexSum(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
