package desk_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/desk"
	"github.com/stemmanews/stemma/report"
)

const example = "../examples/ferry"

func run(t *testing.T, o desk.Options) *stemma.Report {
	t.Helper()
	res, err := desk.Run(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	return &res.Report
}

func TestSameBytesOnAnyNumberOfCores(t *testing.T) {
	var one, many bytes.Buffer
	for _, c := range []struct {
		workers int
		out     *bytes.Buffer
	}{{1, &one}, {7, &many}} {
		r := run(t, desk.Options{Paths: []string{example}, Until: desk.Ledger, Workers: c.workers})
		if err := report.JSON(c.out, r, true); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(one.Bytes(), many.Bytes()) {
		t.Error("the report differs between 1 and 7 workers")
	}
}

// TestSpansQuoteTheText holds for every span of a whole report: inside the
// text, on the borders of characters, and plain text unchanged.
func TestSpansQuoteTheText(t *testing.T) {
	r := run(t, desk.Options{Paths: []string{example}, Until: desk.Ledger})
	texts := map[string]string{}
	for _, d := range r.Documents {
		texts[d.Path] = d.Text
		file, err := os.ReadFile(filepath.Join(example, filepath.Base(d.Path)))
		if err != nil {
			t.Fatal(err)
		}
		if string(file) != d.Text {
			t.Errorf("%s: the text is not the file's", d.Path)
		}
	}
	check := func(path, what string, s stemma.Span) {
		text, ok := texts[path]
		if !ok || s[0] < 0 || s[1] > len(text) || s[0] >= s[1] {
			t.Errorf("%s: %s: span %v is not inside the text", path, what, s)
			return
		}
		for _, at := range s {
			if at < len(text) && text[at]&0xC0 == 0x80 {
				t.Errorf("%s: %s: span %v cuts a character", path, what, s)
			}
		}
	}
	claims := 0
	for _, d := range r.Claims {
		for _, c := range d.Claims {
			claims++
			for _, list := range [][]stemma.Span{c.Source.Spans, c.Cue.Spans, c.Content.Spans} {
				for _, s := range list {
					check(d.Path, c.ID, s)
				}
			}
			for _, f := range c.Figures {
				check(d.Path, c.ID+" figure", f.Span)
				if f.Text != f.Span.In(texts[d.Path]) {
					t.Errorf("%s %s: figure text %q is not what its span covers", d.Path, c.ID, f.Text)
				}
			}
		}
	}
	if claims == 0 {
		t.Error("no claims found in the example")
	}
	for _, p := range r.Copies.Pairs {
		for _, x := range p.Passages {
			check(p.A, "passage", x.A)
			check(p.B, "passage", x.B)
		}
	}
	for _, c := range r.Copies.Changes {
		for _, side := range []stemma.Side{c.From, c.To} {
			if side.Span != nil {
				check(side.Path, "change", *side.Span)
			}
		}
	}
}

// TestEntriesPointToClaims holds the ledger to its evidence.
func TestEntriesPointToClaims(t *testing.T) {
	r := run(t, desk.Options{Paths: []string{example}, Until: desk.Ledger})
	known := map[stemma.ClaimRef]bool{}
	for _, d := range r.Claims {
		for _, c := range d.Claims {
			known[stemma.ClaimRef{Path: d.Path, ID: c.ID}] = true
		}
	}
	entries := 0
	for _, s := range r.Ledger.Stories {
		for _, q := range s.Questions {
			for _, e := range q.Entries {
				entries++
				if len(e.Claims) == 0 {
					t.Errorf("question %s: an entry of %q without a claim", q.ID, e.Claimant)
				}
				for _, c := range e.Claims {
					if !known[c] {
						t.Errorf("question %s: no claim %v", q.ID, c)
					}
				}
			}
		}
	}
	if entries == 0 {
		t.Error("no entries in the example's ledger")
	}
}

func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	seen := ""
	_, err := desk.Run(ctx, desk.Options{Paths: []string{example}, Until: desk.Ledger, Progress: func(p desk.Progress) {
		if p.Stage == "analysing" {
			seen = p.Stage
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) || seen == "" {
		t.Errorf("Run after cancelling = %v (cancelled while %q), want context.Canceled", err, seen)
	}
}

func TestNothing(t *testing.T) {
	res, err := desk.Run(context.Background(), desk.Options{Paths: []string{"no/such/file"}, Until: desk.Ledger})
	if !errors.Is(err, desk.ErrNothing) || len(res.Report.Skipped) != 1 {
		t.Errorf("Run = %v with %d skipped, want ErrNothing and the file's name", err, len(res.Report.Skipped))
	}
}

func BenchmarkReport(b *testing.B) {
	for b.Loop() {
		if _, err := desk.Run(context.Background(), desk.Options{Paths: []string{example}, Until: desk.Ledger}); err != nil {
			b.Fatal(err)
		}
	}
}
