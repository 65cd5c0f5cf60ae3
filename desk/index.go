package desk

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin/shingle"
	"github.com/stemmanews/stemma/kin/view"
	"github.com/stemmanews/stemma/store"
	"github.com/stemmanews/stemma/story"
)

// index finds for a report the others that it may belong with. It is held in
// memory, a few KB a report, and made from the traces that the store keeps.
type index struct {
	generation uint64 // of the store's groups, by which it is known to be up to date
	copies     shingle.Index
	stories    *story.Index
	number     map[int64]int     // of a report in stories
	report     []int64           // by number
	large      bool              // beyond small: sigs are not held
	sigs       []story.Signature // by number, while the workspace is small
}

// small is the number of reports up to which all are grouped anew each time,
// as a run over a folder does; it takes a few dozen milliseconds. Beyond, only
// the neighbourhood of what is new is grouped.
const small = 200

// trace is what finds a report: its features as a copy and its signature as
// one of a story.
type trace struct {
	features []uint32
	sig      story.Signature
}

func traceOf(v *view.View) trace {
	return trace{shingle.Of(v).Distinct(nil), story.SignatureOf(v.Doc)}
}

// pack writes a trace: the number of features, the differences between them
// (they ascend), and the signature.
func (t *trace) pack() ([]byte, error) {
	b := binary.AppendUvarint(nil, uint64(len(t.features)))
	last := uint32(0)
	for _, f := range t.features {
		b = binary.AppendUvarint(b, uint64(f-last))
		last = f
	}
	return t.sig.AppendBinary(b)
}

var errTrace = errors.New("the trace of a report is damaged")

func unpackTrace(b []byte) (trace, error) {
	var t trace
	n, k := binary.Uvarint(b)
	if k <= 0 || n > uint64(len(b)) {
		return t, errTrace
	}
	b = b[k:]
	t.features = make([]uint32, n)
	last := uint64(0)
	for i := range t.features {
		d, k := binary.Uvarint(b)
		if k <= 0 {
			return t, errTrace
		}
		last += d
		t.features[i], b = uint32(last), b[k:]
	}
	return t, t.sig.UnmarshalBinary(b)
}

// generationBlob is the name of the counter of changes to the groups.
const generationBlob = "groups"

func generation(tx store.Reader) (uint64, error) {
	b, err := tx.Blob(generationBlob)
	if errors.Is(err, store.ErrNotFound) {
		return 0, nil
	}
	n, _ := binary.Uvarint(b)
	return n, err
}

func setGeneration(tx store.Writer, n uint64) error {
	return tx.PutBlob(generationBlob, binary.AppendUvarint(nil, n))
}

// loadIndex makes the index of all reports that have a trace.
func loadIndex(tx store.Reader) (*index, error) {
	x := &index{number: map[int64]int{}}
	var err error
	if x.generation, err = generation(tx); err != nil {
		return nil, err
	}
	err = tx.Traces(0, func(id int64, b []byte) error {
		t, err := unpackTrace(b)
		if err != nil {
			return fmt.Errorf("report %d: %w", id, err)
		}
		x.add(id, t)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("reading the index: %w", err)
	}
	return x, nil
}

// add takes a report up, in the place of what it was before.
func (x *index) add(id int64, t trace) {
	x.remove(id)
	x.copies.Add(id, t.features)
	x.number[id] = len(x.report)
	x.report = append(x.report, id)
	if x.large {
		x.stories.Add(t.sig)
		return
	}
	x.sigs, x.stories = append(x.sigs, t.sig), nil
	if len(x.sigs) > small {
		x.large, x.stories, x.sigs = true, story.NewIndex(x.sigs), nil
	}
}

// grouper is what groups; while the workspace is small it is made anew, so
// that all reports weigh alike.
func (x *index) grouper() *story.Index {
	if x.stories == nil {
		x.stories = story.NewIndex(x.sigs)
	}
	return x.stories
}

// remove leaves a report out.
func (x *index) remove(id int64) {
	n, ok := x.number[id]
	if !ok {
		return
	}
	x.copies.Remove(id)
	delete(x.number, id)
	if x.large {
		x.stories.Remove(n)
		return
	}
	x.report, x.sigs = slices.Delete(x.report, n, n+1), slices.Delete(x.sigs, n, n+1)
	for i, id := range x.report {
		x.number[id] = i
	}
	x.stories = nil
}

// near lists the reports that may belong to one story with a report.
func (x *index) near(id int64) []int64 {
	if !x.large {
		return x.report
	}
	var out []int64
	for _, n := range x.grouper().Near(x.number[id]) {
		out = append(out, x.report[n])
	}
	return out
}

// group groups some reports; relatives tells the relations of each.
func (x *index) group(ids []int64, relatives func(int64) ([]store.Relative, error)) ([][]int64, error) {
	numbers, tied := make([]int, len(ids)), story.Ties{}
	for i, id := range ids {
		n := x.number[id]
		numbers[i] = n
		list, err := relatives(id)
		if err != nil {
			return nil, err
		}
		for _, r := range list {
			if m, ok := x.number[r.Report]; ok {
				tied[[2]int{min(n, m), max(n, m)}] = story.Tie(&stemma.Pair{Relation: r.Relation, Related: r.Confidence})
			}
		}
	}
	slices.Sort(numbers)
	var out [][]int64
	for _, g := range x.grouper().Group(numbers, tied) {
		list := make([]int64, len(g))
		for i, n := range g {
			list[i] = x.report[n]
		}
		slices.Sort(list)
		out = append(out, list)
	}
	return out, nil
}
