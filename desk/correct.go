package desk

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/store"
)

// ErrCorrection says that a correction does not hold together, or refers to
// what is not there.
var ErrCorrection = errors.New("the correction cannot be applied")

// Correct adds a correction to the journal and applies it. ID and At are set
// here; Who, Why and Kind must be given, and what the kind needs. It returns
// the correction as it is kept. The error wraps ErrCorrection where it does not
// hold together or refers to what is not there.
func (w *Workspace) Correct(ctx context.Context, c store.Correction) (store.Correction, error) {
	c.At, c.Undone = w.now(), nil
	err := w.correct(ctx, func(p *placing) ([]store.Correction, error) {
		if err := p.check(&c); err != nil {
			return nil, err
		}
		id, err := p.tx.AddCorrection(c)
		c.ID = id
		return []store.Correction{c}, err
	})
	return c, err
}

// Undo takes a correction back. The entry stays in the journal, marked. The
// error wraps store.ErrNotFound where there is none by that number, and
// ErrCorrection where it is undone already.
func (w *Workspace) Undo(ctx context.Context, id int64, who, why string) error {
	if strings.TrimSpace(who) == "" {
		return fmt.Errorf("%w: say who takes it back", ErrCorrection)
	}
	return w.correct(ctx, func(p *placing) ([]store.Correction, error) {
		for _, c := range p.journal {
			if c.ID == id {
				return []store.Correction{c}, p.tx.SetUndone(id, &store.Undone{At: w.now(), Who: who, Why: why})
			}
		}
		all, err := p.tx.Journal()
		if err != nil {
			return nil, err
		}
		for _, c := range all {
			if c.ID == id {
				return nil, fmt.Errorf("%w: number %d is undone already", ErrCorrection, id)
			}
		}
		return nil, fmt.Errorf("correction %d: %w", id, store.ErrNotFound)
	})
}

// Import adds corrections from another journal as they are: who, when, why,
// and what was undone. All or none are added.
func (w *Workspace) Import(ctx context.Context, list []store.Correction) error {
	return w.correct(ctx, func(p *placing) ([]store.Correction, error) {
		for i := range list {
			if list[i].Undone != nil { // it needs not hold together any more
			} else if err := p.check(&list[i]); err != nil {
				return nil, fmt.Errorf("correction %d of the list: %w", i+1, err)
			}
			if _, err := p.tx.AddCorrection(list[i]); err != nil {
				return nil, err
			}
		}
		return list, nil
	})
}

// Journal lists all corrections, the oldest first, those undone too.
func (w *Workspace) Journal(ctx context.Context) (list []store.Correction, err error) {
	err = w.store.View(ctx, func(tx store.Reader) error {
		list, err = tx.Journal()
		return err
	})
	return list, err
}

// correct alters the journal and keeps the books anew on which the altered
// corrections bear.
func (w *Workspace) correct(ctx context.Context, alter func(*placing) ([]store.Correction, error)) error {
	w.refresh.Lock()
	defer w.refresh.Unlock()
	err := w.store.Update(ctx, func(tx store.Writer) error {
		p, err := w.placing(ctx, tx)
		if err != nil {
			return err
		}
		altered, err := alter(p)
		if err != nil {
			return err
		}
		if p.journal, err = inForce(tx); err != nil {
			return err
		}
		for i := range altered {
			if err := p.touchedBy(&altered[i]); err != nil {
				return err
			}
		}
		return p.keepTouched()
	})
	if err != nil {
		w.index = nil
	}
	return err
}

// check says what a correction lacks, and fills in what follows from it.
func (p *placing) check(c *store.Correction) error {
	wrong := func(format string, args ...any) error {
		return fmt.Errorf("%w: %s", ErrCorrection, fmt.Sprintf(format, args...))
	}
	if strings.TrimSpace(c.Who) == "" || strings.TrimSpace(c.Why) == "" {
		return wrong("say who corrects and why")
	}
	switch c.Kind {
	case store.MergeStories:
		if len(c.Stories) < 2 {
			return wrong("name two stories to merge")
		}
	case store.SplitStory:
		if len(c.Stories) == 0 || len(c.Documents) == 0 {
			return wrong("name a story and the reports that leave it")
		}
	case store.MergeQuestions:
		if len(c.Questions) < 2 {
			return wrong("name two questions to merge")
		}
		for _, q := range c.Questions {
			if q.Measure != c.Questions[0].Measure {
				return wrong("%q and %q are of different measures: those are never mixed", c.Questions[0].Title, q.Title)
			}
		}
	case store.SplitQuestion:
		if len(c.Questions) != 1 || len(c.Claims) == 0 || strings.TrimSpace(c.Name) == "" {
			return wrong("name a question, the claims whose answers leave it, and the title of the new one")
		}
	case store.NameClaimant:
		if c.From == "" || strings.TrimSpace(c.Name) == "" {
			return wrong("give the claimant's name as it is and as it should be")
		}
	case store.RejectClaim:
		if len(c.Claims) == 0 {
			return wrong("name the claims to reject")
		}
	case store.ConfirmPair:
		if len(c.Documents) != 2 || c.Documents[0] == c.Documents[1] || !relations[c.Relation] {
			return wrong("name two reports and their relation: copy, edited, reworded, summary, excerpt or none")
		}
	case store.BestEstimate:
		if len(c.Questions) != 1 || c.Value == nil {
			return wrong("name a question and the value")
		}
	default:
		return wrong("%q is no kind of correction", c.Kind)
	}
	return p.checkNamed(c, wrong)
}

var relations = map[string]bool{
	stemma.RelationCopy: true, stemma.RelationEdited: true, stemma.RelationReworded: true,
	stemma.RelationSummary: true, stemma.RelationExcerpt: true, stemma.RelationNone: true,
}

// checkNamed makes sure that what a correction names is there. Stories are
// named by the ids that they have now.
func (p *placing) checkNamed(c *store.Correction, wrong func(string, ...any) error) error {
	paths := append([]string(nil), c.Documents...)
	for _, pin := range c.Claims {
		paths = append(paths, pin.Path)
	}
	for _, path := range paths {
		if _, err := p.tx.ReportByPath(path); errors.Is(err, store.ErrNotFound) {
			return wrong("there is no report %q", path)
		} else if err != nil {
			return err
		}
	}
	named := c.Stories
	if c.Kind == store.SplitStory {
		named = c.Stories[:1]
	}
	for i, id := range named {
		now, err := follow(p.tx, id)
		if errors.Is(err, store.ErrNotFound) {
			return wrong("there is no story %q", id)
		}
		if err != nil {
			return err
		}
		c.Stories[i] = now
	}
	switch c.Kind {
	case store.MergeStories:
		for i, id := range c.Stories[1:] {
			if id == c.Stories[0] {
				return wrong("story %s is one with story %s already", c.Stories[i+1], id)
			}
		}
		for _, id := range c.Stories[1:] {
			if err := p.tx.AddMove(store.Move{At: p.at, Kind: store.MoveJoin, From: id, To: c.Stories[0]}); err != nil {
				return err
			}
		}
	case store.SplitStory:
		return p.split(c, wrong)
	}
	return nil
}

// split finds an id for the story that reports leave for.
func (p *placing) split(c *store.Correction, wrong func(string, ...any) error) error {
	for _, path := range c.Documents {
		r, err := p.tx.ReportByPath(path)
		if err != nil {
			return err
		}
		if r.Story != c.Stories[0] {
			return wrong("%s is not in story %s", path, c.Stories[0])
		}
	}
	members, err := p.tx.Members(c.Stories[0])
	if err != nil {
		return err
	}
	if len(members) == len(c.Documents) {
		return wrong("no report would be left in story %s", c.Stories[0])
	}
	id, err := p.tx.NewStory()
	if err != nil {
		return err
	}
	c.Stories = []string{c.Stories[0], id}
	return p.tx.AddMove(store.Move{At: p.at, Kind: store.MovePart, From: c.Stories[0], To: id})
}

// touchedBy marks the stories on which a correction bears, and moves the
// reports that it moves.
func (p *placing) touchedBy(c *store.Correction) error {
	ids := map[int64]bool{}
	paths := append([]string(nil), c.Documents...)
	for _, pin := range c.Claims {
		paths = append(paths, pin.Path)
	}
	for _, q := range c.Questions {
		for _, pin := range q.Claims {
			paths = append(paths, pin.Path)
		}
	}
	for _, path := range paths {
		if r, err := p.tx.ReportByPath(path); err == nil {
			ids[r.ID] = true
		} else if !errors.Is(err, store.ErrNotFound) {
			return err
		}
	}
	if c.Kind == store.NameClaimant && len(c.Claims) == 0 {
		for _, name := range []string{c.From, c.Name} {
			list, err := p.tx.ClaimantReports(name, 0, 0)
			if err != nil {
				return err
			}
			for _, id := range list {
				ids[id] = true
			}
		}
	}
	for _, s := range c.Stories {
		for _, members := range []func(string) ([]int64, error){p.tx.Members, p.tx.GroupMembers} {
			list, err := members(s)
			if err != nil {
				return err
			}
			for _, id := range list {
				ids[id] = true
			}
		}
	}
	return p.settle(ids)
}

// settle puts reports into the stories that the journal gives them.
func (p *placing) settle(ids map[int64]bool) error {
	for id := range ids {
		m, err := p.member(id)
		if errors.Is(err, store.ErrNotFound) { // not analysed yet
			continue
		}
		if err != nil {
			return err
		}
		if m.report.Group == "" {
			continue
		}
		p.named[id] = true
		if err := p.assign(id, m.report.Group); err != nil {
			return err
		}
		p.touched[m.report.Story] = true
	}
	return nil
}
