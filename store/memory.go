package store

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"sync"

	"github.com/stemmanews/stemma"
)

// Memory is a [Store] that lasts as long as the process.
type Memory struct {
	mu sync.RWMutex
	s  state
}

// NewMemory returns an empty store.
func NewMemory() *Memory {
	return &Memory{s: state{
		originals: map[string][]byte{}, reports: map[int64]Report{}, keys: map[string]int64{}, paths: map[string]int64{},
		versions: map[versionID][]byte{}, analyses: map[Key][]byte{}, claims: map[int64][]byte{},
		words: map[int64]folded{}, claimants: map[int64]map[string]int{},
		books: map[string][]byte{}, lines: map[string]Summary{}, members: map[string]map[int64]bool{}, groups: map[string]map[int64]bool{},
		moves: map[int64]Move{}, news: map[int64][]byte{}, looks: map[string]Mark{}, journal: map[int64][]byte{},
		blobs: map[string][]byte{}, watches: map[string]Watch{}, counters: map[string]int64{},
		related: map[int64]map[int64]Relative{}, traces: map[int64][]byte{},
		tokens: map[int64]Token{}, audit: map[int64]Audit{},
	}}
}

// state is what a Memory holds. Values that have slices inside are kept as
// JSON, so that no caller holds a part of the store.
type state struct {
	originals map[string][]byte
	reports   map[int64]Report
	keys      map[string]int64
	paths     map[string]int64
	versions  map[versionID][]byte
	analyses  map[Key][]byte
	claims    map[int64][]byte
	words     map[int64]folded
	claimants map[int64]map[string]int
	books     map[string][]byte
	lines     map[string]Summary
	members   map[string]map[int64]bool
	groups    map[string]map[int64]bool
	moves     map[int64]Move
	news      map[int64][]byte
	looks     map[string]Mark
	journal   map[int64][]byte
	tokens    map[int64]Token
	audit     map[int64]Audit
	blobs     map[string][]byte
	related   map[int64]map[int64]Relative
	traces    map[int64][]byte
	watches   map[string]Watch
	counters  map[string]int64
}

type versionID struct {
	report int64
	number int
}

// folded are the words of a report by field.
type folded map[string][]string

// View implements [Store].
func (m *Memory) View(ctx context.Context, f func(Reader) error) error {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	return f(&memory{s: &m.s})
}

// Update implements [Store].
func (m *Memory) Update(ctx context.Context, f func(Writer) error) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	w := &memory{s: &m.s}
	kept := false
	defer func() { // after a panic too
		if !kept {
			w.undo()
		}
	}()
	if err := f(w); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	kept = true
	return nil
}

// Close implements [Store].
func (m *Memory) Close() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	return nil
}

// memory is one transaction. done holds how to take back what it wrote.
type memory struct {
	s    *state
	done []func()
}

func (m *memory) undo() {
	for _, f := range slices.Backward(m.done) {
		f()
	}
}

// put sets m[k] such that the transaction can take it back.
func put[K comparable, V any](t *memory, m map[K]V, k K, v V) {
	old, had := m[k]
	t.done = append(t.done, func() {
		if had {
			m[k] = old
		} else {
			delete(m, k)
		}
	})
	m[k] = v
}

// drop removes m[k] such that the transaction can take it back.
func drop[K comparable, V any](t *memory, m map[K]V, k K) {
	if old, had := m[k]; had {
		t.done = append(t.done, func() { m[k] = old })
		delete(m, k)
	}
}

// next counts up.
func (m *memory) next(counter string) int64 {
	n := m.s.counters[counter] + 1
	put(m, m.s.counters, counter, n)
	return n
}

func pack(v any) ([]byte, error) { return json.Marshal(v) }

func unpack[T any](b []byte, ok bool, what string, name any) (T, error) {
	var v T
	if !ok {
		return v, fmt.Errorf("%s %v: %w", what, name, ErrNotFound)
	}
	if err := json.Unmarshal(b, &v); err != nil {
		return v, fmt.Errorf("reading %s %v: %w", what, name, err)
	}
	return v, nil
}

func putPacked[K comparable](t *memory, m map[K][]byte, k K, v any) error {
	b, err := pack(v)
	if err != nil {
		return fmt.Errorf("keeping %v: %w", k, err)
	}
	put(t, m, k, b)
	return nil
}

// Original implements [Reader].
func (m *memory) Original(sha string) ([]byte, error) {
	b, ok := m.s.originals[sha]
	if !ok {
		return nil, fmt.Errorf("original %s: %w", sha, ErrNotFound)
	}
	return bytes.Clone(b), nil
}

// PutOriginal implements [Writer].
func (m *memory) PutOriginal(sha string, saved []byte) error {
	if _, ok := m.s.originals[sha]; !ok {
		put(m, m.s.originals, sha, bytes.Clone(saved))
	}
	return nil
}

// Report implements [Reader].
func (m *memory) Report(id int64) (Report, error) {
	r, ok := m.s.reports[id]
	if !ok {
		return r, fmt.Errorf("report %d: %w", id, ErrNotFound)
	}
	return r, nil
}

// ReportByKey implements [Reader].
func (m *memory) ReportByKey(key string) (Report, error) {
	if id, ok := m.s.keys[key]; ok {
		return m.Report(id)
	}
	return Report{}, fmt.Errorf("report %s: %w", key, ErrNotFound)
}

// ReportByPath implements [Reader].
func (m *memory) ReportByPath(path string) (Report, error) {
	if id, ok := m.s.paths[path]; ok {
		return m.Report(id)
	}
	return Report{}, fmt.Errorf("report %s: %w", path, ErrNotFound)
}

// Reports implements [Reader].
func (m *memory) Reports(after int64, limit int) ([]Report, error) {
	return m.some(after, limit, func(Report) bool { return true }), nil
}

// Stale implements [Reader].
func (m *memory) Stale(analysis string, after int64, limit int) ([]Report, error) {
	return m.some(after, limit, func(r Report) bool {
		v, err := m.version(r.ID, r.Version)
		return err != nil || v.Analysis.Version != analysis || r.Placed != r.Version
	}), nil
}

func (m *memory) some(after int64, limit int, want func(Report) bool) []Report {
	var out []Report
	for _, id := range slices.Sorted(maps.Keys(m.s.reports)) {
		if limit > 0 && len(out) == limit {
			break
		}
		if r := m.s.reports[id]; id > after && want(r) {
			out = append(out, r)
		}
	}
	return out
}

func (m *memory) version(report int64, number int) (Version, error) {
	b, ok := m.s.versions[versionID{report, number}]
	return unpack[Version](b, ok, "version", versionID{report, number})
}

// Versions implements [Reader].
func (m *memory) Versions(report int64) ([]Version, error) {
	var out []Version
	for n := 1; ; n++ {
		if _, ok := m.s.versions[versionID{report, n}]; !ok {
			return out, nil
		}
		v, err := m.version(report, n)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
}

// AddReport implements [Writer].
func (m *memory) AddReport(r Report) (int64, error) {
	r.ID = m.next("report")
	return r.ID, m.setReport(r, Report{})
}

// SetReport implements [Writer].
func (m *memory) SetReport(r Report) error {
	old, err := m.Report(r.ID)
	if err != nil {
		return err
	}
	return m.setReport(r, old)
}

func (m *memory) setReport(r, old Report) error {
	if id, ok := m.s.keys[r.Key]; ok && id != r.ID {
		return fmt.Errorf("report %s is there already", r.Key)
	}
	if id, ok := m.s.paths[r.Path]; ok && id != r.ID {
		return fmt.Errorf("a report by the path %s is there already", r.Path)
	}
	if old.ID != 0 {
		drop(m, m.s.keys, old.Key)
		drop(m, m.s.paths, old.Path)
	}
	put(m, m.s.reports, r.ID, r)
	put(m, m.s.keys, r.Key, r.ID)
	put(m, m.s.paths, r.Path, r.ID)
	m.regroup(m.s.members, old.Story, r.Story, r.ID)
	m.regroup(m.s.groups, old.Group, r.Group, r.ID)
	return nil
}

// regroup moves a report from one set to another; "" is no set.
func (m *memory) regroup(sets map[string]map[int64]bool, from, to string, id int64) {
	if from == to {
		return
	}
	if from != "" {
		drop(m, sets[from], id)
	}
	if to == "" {
		return
	}
	if sets[to] == nil {
		put(m, sets, to, map[int64]bool{})
	}
	put(m, sets[to], id, true)
}

// AddVersion implements [Writer].
func (m *memory) AddVersion(v Version) error {
	return putPacked(m, m.s.versions, versionID{v.Report, v.Number}, v)
}

// SetVersion implements [Writer].
func (m *memory) SetVersion(v Version) error { return m.AddVersion(v) }

// Analysis implements [Reader].
func (m *memory) Analysis(k Key) (Analysis, error) {
	b, ok := m.s.analyses[k]
	return unpack[Analysis](b, ok, "analysis", k)
}

// Outline implements [Reader].
func (m *memory) Outline(k Key) (Analysis, error) {
	a, err := m.Analysis(k)
	a.Claims, a.Text = nil, nil
	return a, err
}

// PutAnalysis implements [Writer].
func (m *memory) PutAnalysis(a Analysis) error { return putPacked(m, m.s.analyses, a.Key, a) }

// DropAnalyses implements [Writer].
func (m *memory) DropAnalyses(sha, keep string) error {
	for k := range m.s.analyses {
		if k.SHA256 == sha && k.Version != keep {
			drop(m, m.s.analyses, k)
		}
	}
	return nil
}

// Claims implements [Reader].
func (m *memory) Claims(report int64) ([]stemma.Claim, error) {
	b, ok := m.s.claims[report]
	return unpack[[]stemma.Claim](b, ok, "claims of report", report)
}

// PutClaims implements [Writer].
func (m *memory) PutClaims(report int64, claims []stemma.Claim) error {
	return putPacked(m, m.s.claims, report, claims)
}

// Members implements [Reader].
func (m *memory) Members(story string) ([]int64, error) {
	return slices.Sorted(maps.Keys(m.s.members[story])), nil
}

// GroupMembers implements [Reader].
func (m *memory) GroupMembers(group string) ([]int64, error) {
	return slices.Sorted(maps.Keys(m.s.groups[group])), nil
}

// NewStory implements [Writer].
func (m *memory) NewStory() (string, error) {
	return "s" + strconv.FormatInt(m.next("story"), 10), nil
}

// Blob implements [Reader].
func (m *memory) Blob(name string) ([]byte, error) {
	b, ok := m.s.blobs[name]
	if !ok {
		return nil, fmt.Errorf("blob %s: %w", name, ErrNotFound)
	}
	return bytes.Clone(b), nil
}

// PutBlob implements [Writer].
func (m *memory) PutBlob(name string, b []byte) error {
	put(m, m.s.blobs, name, bytes.Clone(b))
	return nil
}

// Related implements [Reader].
func (m *memory) Related(report int64) ([]Relative, error) {
	var out []Relative
	for _, id := range slices.Sorted(maps.Keys(m.s.related[report])) {
		out = append(out, m.s.related[report][id])
	}
	return out, nil
}

// PutRelated implements [Writer].
func (m *memory) PutRelated(report int64, list []Relative) error {
	for id := range m.s.related[report] {
		drop(m, m.s.related[id], report)
	}
	put(m, m.s.related, report, map[int64]Relative{})
	for _, r := range list {
		put(m, m.s.related[report], r.Report, r)
		if m.s.related[r.Report] == nil {
			put(m, m.s.related, r.Report, map[int64]Relative{})
		}
		put(m, m.s.related[r.Report], report, Relative{report, r.Relation, r.Confidence})
	}
	return nil
}

// PutTrace implements [Writer].
func (m *memory) PutTrace(report int64, trace []byte) error {
	put(m, m.s.traces, report, bytes.Clone(trace))
	return nil
}

// Traces implements [Reader].
func (m *memory) Traces(after int64, f func(report int64, trace []byte) error) error {
	for _, id := range slices.Sorted(maps.Keys(m.s.traces)) {
		if id > after {
			if err := f(id, bytes.Clone(m.s.traces[id])); err != nil {
				return err
			}
		}
	}
	return nil
}
