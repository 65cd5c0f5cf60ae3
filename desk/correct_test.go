package desk_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/desk"
	"github.com/stemmanews/stemma/store"
)

const (
	post, mirror, herald, slide = "https://post.example/1", "https://mirror.example/1", "https://herald.example/1", "https://slide.example/1"
)

// corrected is a workspace of two stories.
func twoStories(t testing.TB) *desk.Workspace {
	w := workspace(t)
	give(t, w, append(sinking, on(page(slide, "A landslide buried the road over the Tavra pass on Friday.\n\nRoad engineer Pavel Hruska said that two drivers were missing under the mud of the Korda quarry, and that diggers would work all night."), "2031-08-08"))...)
	return w
}

func storyWith(t testing.TB, w *desk.Workspace, path string) *desk.Story {
	t.Helper()
	d, err := w.Document(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	s, err := w.Story(context.Background(), d.Story)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// question is the question of a story that has an answer of these words.
func question(t testing.TB, s *desk.Story, words string) *stemma.Question {
	t.Helper()
	for i := range s.Story.Questions {
		for _, e := range s.Story.Questions[i].Entries {
			if e.Text == words {
				return &s.Story.Questions[i]
			}
		}
	}
	t.Fatalf("no question with the answer %q among %+v", words, s.Story.Questions)
	return nil
}

func refer(t testing.TB, w *desk.Workspace, q *stemma.Question) store.QuestionRef {
	t.Helper()
	r, err := w.Refer(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func pinsOf(t testing.TB, w *desk.Workspace, q *stemma.Question, words string) []store.ClaimPin {
	t.Helper()
	for _, e := range q.Entries {
		if e.Text == words {
			pins, err := w.Pins(context.Background(), e.Claims)
			if err != nil || len(pins) == 0 {
				t.Fatalf("pins of %q: %v, %v", words, pins, err)
			}
			return pins
		}
	}
	t.Fatalf("no answer %q", words)
	return nil
}

// state is all that a reader sees of the books.
func state(t testing.TB, w *desk.Workspace) string {
	t.Helper()
	ctx := context.Background()
	list, _, err := w.Stories(ctx, store.StoryQuery{Order: store.BySize})
	if err != nil {
		t.Fatal(err)
	}
	var out []any
	for _, line := range list {
		s, err := w.Story(ctx, line.ID)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, s.Page)
		for _, p := range s.Story.Documents {
			d, err := w.Document(ctx, p)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, d.Claims, d.Story)
		}
	}
	names, _, err := w.Claimants(ctx, "", 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.MarshalIndent(append(out, names), "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestCorrections: each kind does what it says, shows in the books and not in
// the machine's, stays when more comes in, and is taken back without a trace.
func TestCorrections(t *testing.T) {
	ctx := context.Background()
	for name, c := range map[string]struct {
		make  func(t *testing.T, w *desk.Workspace) store.Correction
		check func(t *testing.T, w *desk.Workspace)
	}{
		"reject a claim": {
			func(t *testing.T, w *desk.Workspace) store.Correction {
				return store.Correction{Kind: store.RejectClaim, Claims: pinsOf(t, w, question(t, storyWith(t, w, post), "Eleven"), "Eleven")}
			},
			func(t *testing.T, w *desk.Workspace) {
				s := storyWith(t, w, post)
				q := question(t, s, "nine")
				for _, e := range q.Entries {
					if e.Text == "Eleven" {
						t.Error("the rejected answer stands")
					}
				}
				d, _ := w.Document(ctx, herald)
				if len(d.Rejected) == 0 {
					t.Error("the document does not say that a claim was rejected")
				}
			},
		},
		"name a claimant": {
			func(t *testing.T, w *desk.Workspace) store.Correction {
				return store.Correction{Kind: store.NameClaimant, From: "Jonas Reval", Name: "Jonas Réval-Holm"}
			},
			func(t *testing.T, w *desk.Workspace) {
				if q := question(t, storyWith(t, w, post), "nine"); q.Entries[0].Claimant != "Jonas Réval-Holm" {
					t.Errorf("claimant %q", q.Entries[0].Claimant)
				}
				said, err := w.Claimant(ctx, "Jonas Réval-Holm", 0, 0)
				if err != nil || len(said) < 2 {
					t.Errorf("%d sayings, %v", len(said), err)
				}
				if _, n, _ := w.Claimants(ctx, "jonas reval", 0, 0); n != 1 {
					t.Errorf("%d claimants by that name", n)
				}
			},
		},
		"best estimate": {
			func(t *testing.T, w *desk.Workspace) store.Correction {
				q := question(t, storyWith(t, w, post), "nine")
				return store.Correction{Kind: store.BestEstimate, Questions: []store.QuestionRef{refer(t, w, q)}, Value: &stemma.Value{Low: stemma.Number(11), High: stemma.Number(11), Comparator: stemma.Exact}}
			},
			func(t *testing.T, w *desk.Workspace) {
				if q := question(t, storyWith(t, w, post), "nine"); q.Best == nil || *q.Best.Value.Low != 11 || q.Best.Who != "Ada" || q.Best.Why != "because" {
					t.Errorf("best estimate %+v", q.Best)
				}
			},
		},
		"split a question": {
			func(t *testing.T, w *desk.Workspace) store.Correction {
				q := question(t, storyWith(t, w, post), "nine")
				return store.Correction{Kind: store.SplitQuestion, Questions: []store.QuestionRef{refer(t, w, q)}, Claims: pinsOf(t, w, q, "Eleven"), Name: "Sailors killed, later count"}
			},
			func(t *testing.T, w *desk.Workspace) {
				s := storyWith(t, w, post)
				a, b := question(t, s, "nine"), question(t, s, "Eleven")
				if a.ID == b.ID || b.Title != "Sailors killed, later count" {
					t.Errorf("%q and %q", a.Title, b.Title)
				}
			},
		},
		"merge stories": {
			func(t *testing.T, w *desk.Workspace) store.Correction {
				return store.Correction{Kind: store.MergeStories, Stories: []string{storyWith(t, w, post).Line.ID, storyWith(t, w, slide).Line.ID}}
			},
			func(t *testing.T, w *desk.Workspace) {
				s := storyWith(t, w, slide)
				if s.Line.Counts.Reports != 4 || s.Line.ID != storyWith(t, w, post).Line.ID {
					t.Errorf("%+v", s.Line)
				}
				for _, m := range s.Moves {
					if old, err := w.Story(ctx, m.From); err != nil || old.Line.ID != s.Line.ID {
						t.Errorf("the id of the merged story leads to %+v, %v", old, err)
					}
				}
			},
		},
		"split a story": {
			func(t *testing.T, w *desk.Workspace) store.Correction {
				return store.Correction{Kind: store.SplitStory, Stories: []string{storyWith(t, w, post).Line.ID}, Documents: []string{herald}}
			},
			func(t *testing.T, w *desk.Workspace) {
				a, b := storyWith(t, w, post), storyWith(t, w, herald)
				if a.Line.Counts.Reports != 2 || b.Line.Counts.Reports != 1 || a.Line.ID == b.Line.ID {
					t.Errorf("%+v and %+v", a.Line, b.Line)
				}
			},
		},
		"confirm a relation": {
			func(t *testing.T, w *desk.Workspace) store.Correction {
				return store.Correction{Kind: store.ConfirmPair, Documents: []string{herald, post}, Relation: stemma.RelationSummary, Direction: stemma.DirectionBA}
			},
			func(t *testing.T, w *desk.Workspace) {
				p, err := w.Pair(ctx, post, herald)
				if err != nil || p.Pair == nil || p.Pair.Relation != stemma.RelationSummary || p.Pair.Direction != stemma.DirectionAB {
					t.Fatalf("%+v, %v", p.Pair, err)
				}
				if s := storyWith(t, w, post); s.Line.Counts.Independent != 1 {
					t.Errorf("counts %+v", s.Line.Counts)
				}
			},
		},
		"no relation": {
			func(t *testing.T, w *desk.Workspace) store.Correction {
				return store.Correction{Kind: store.ConfirmPair, Documents: []string{post, mirror}, Relation: stemma.RelationNone}
			},
			func(t *testing.T, w *desk.Workspace) {
				if p, err := w.Pair(ctx, post, mirror); err != nil || p.Pair != nil {
					t.Errorf("%+v, %v", p.Pair, err)
				}
				if s := storyWith(t, w, post); s.Line.Counts.Independent != 3 {
					t.Errorf("counts %+v", s.Line.Counts)
				}
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := twoStories(t)
			before := state(t, w)
			x := c.make(t, w)
			x.Who, x.Why = "Ada", "because"
			x, err := w.Correct(ctx, x)
			if err != nil {
				t.Fatal(err)
			}
			c.check(t, w)
			refresh(t, w)
			give(t, w, on(page("https://late.example/1", "Two drivers are missing after the landslide at the Tavra pass, road engineer Pavel Hruska said on Saturday. The mud came down from the Korda quarry."), "2031-08-09"))
			if name != "merge stories" {
				c.check(t, w)
			}
			list, err := w.Journal(ctx)
			if err != nil || len(list) != 1 || list[0].Who != "Ada" || list[0].At.IsZero() {
				t.Errorf("journal: %+v, %v", list, err)
			}
			if err := w.Undo(ctx, x.ID, "Bo", "not so"); err != nil {
				t.Fatal(err)
			}
			if err := w.Undo(ctx, x.ID, "Bo", "not so"); !errors.Is(err, desk.ErrCorrection) {
				t.Errorf("undoing it twice: %v", err)
			}
			fresh := twoStories(t)
			if d := cmp.Diff(before, state(t, fresh)); d != "" {
				t.Fatalf("two workspaces of one input differ: %s", d)
			}
			give(t, fresh, on(page("https://late.example/1", "Two drivers are missing after the landslide at the Tavra pass, road engineer Pavel Hruska said on Saturday. The mud came down from the Korda quarry."), "2031-08-09"))
			if d := cmp.Diff(strings.Split(state(t, fresh), "\n"), strings.Split(state(t, w), "\n")); d != "" {
				t.Errorf("after undoing: -never corrected +undone\n%s", d)
			}
		})
	}
}

func TestCorrectionsRefused(t *testing.T) {
	ctx := context.Background()
	w := twoStories(t)
	s := storyWith(t, w, post)
	q := refer(t, w, question(t, s, "nine"))
	other := q
	other.Measure = stemma.MeasureWounded
	for name, c := range map[string]store.Correction{
		"no kind":            {},
		"unknown kind":       {Kind: "burn"},
		"one story":          {Kind: store.MergeStories, Stories: []string{s.Line.ID}},
		"unknown story":      {Kind: store.MergeStories, Stories: []string{s.Line.ID, "s99"}},
		"a story twice":      {Kind: store.MergeStories, Stories: []string{s.Line.ID, s.Line.ID}},
		"unknown report":     {Kind: store.SplitStory, Stories: []string{s.Line.ID}, Documents: []string{"nowhere"}},
		"report elsewhere":   {Kind: store.SplitStory, Stories: []string{s.Line.ID}, Documents: []string{slide}},
		"all reports":        {Kind: store.SplitStory, Stories: []string{s.Line.ID}, Documents: []string{post, mirror, herald}},
		"measures mixed":     {Kind: store.MergeQuestions, Questions: []store.QuestionRef{q, other}},
		"no value":           {Kind: store.BestEstimate, Questions: []store.QuestionRef{q}},
		"unknown relation":   {Kind: store.ConfirmPair, Documents: []string{post, herald}, Relation: "cousin"},
		"a report by itself": {Kind: store.ConfirmPair, Documents: []string{post, post}, Relation: stemma.RelationCopy},
		"no name":            {Kind: store.NameClaimant, From: "Jonas Reval"},
		"no claims":          {Kind: store.RejectClaim},
	} {
		c.Who, c.Why = "Ada", "because"
		if _, err := w.Correct(ctx, c); !errors.Is(err, desk.ErrCorrection) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := w.Correct(ctx, store.Correction{Kind: store.NameClaimant, From: "a", Name: "b"}); !errors.Is(err, desk.ErrCorrection) {
		t.Errorf("nobody: %v", err)
	}
	if err := w.Undo(ctx, 99, "Ada", ""); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("undoing nothing: %v", err)
	}
	if list, err := w.Journal(ctx); err != nil || len(list) != 0 {
		t.Errorf("journal: %+v, %v", list, err)
	}
}

// TestImport: a journal that was exported has the same effect elsewhere.
func TestImport(t *testing.T) {
	ctx := context.Background()
	w := twoStories(t)
	c := store.Correction{Kind: store.NameClaimant, From: "Jonas Reval", Name: "J. R.", Who: "Ada", Why: "because"}
	if _, err := w.Correct(ctx, c); err != nil {
		t.Fatal(err)
	}
	list, err := w.Journal(ctx)
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(list)
	if err != nil {
		t.Fatal(err)
	}
	var read []store.Correction
	if err := json.Unmarshal(b, &read); err != nil {
		t.Fatal(err)
	}
	other := twoStories(t)
	if err := other.Import(ctx, read); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(state(t, w), state(t, other)); d != "" {
		t.Error(d)
	}
	got, err := other.Journal(ctx)
	if d := cmp.Diff(list, got); d != "" || err != nil {
		t.Error(d, err)
	}
}
