package eval

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/stemmanews/stemma"
)

// Gold is a hand-annotated story: the form of gold.resolved.json.
type Gold struct {
	Dir   string            `json:"-"`
	Texts map[string]string `json:"-"` // by path, without byte-order mark

	Docs       []stemma.Document          `json:"docs"`
	Parents    map[string][]stemma.Edge   `json:"parents"`
	Families   []stemma.Family            `json:"families"`
	Pairs      []stemma.Pair              `json:"-"`
	Counts     stemma.Counts              `json:"-"`
	Claims     map[string][]GoldClaim     `json:"claims"`
	Changes    *[]GoldChange              `json:"changes"`
	NotChanges []GoldChange               `json:"not_changes"`
	Questions  *[]GoldQuestion            `json:"questions"`
	Event      *stemma.Event              `json:"event"`
	RawPairs   []json.RawMessage          `json:"pairs"`
	RawCounts  map[string]json.RawMessage `json:"counts"`
}

// GoldClaim is a claim with the annotator's remarks.
type GoldClaim struct {
	stemma.Claim
	Borderline bool            `json:"borderline"`
	OwnVoice   bool            `json:"own_voice"`
	Carries    *struct{}       `json:"-"`
	RawCarries json.RawMessage `json:"carries"`
}

// GoldChange is a change, its lost side without a span.
type GoldChange struct {
	Kind        string      `json:"kind"`
	From        stemma.Side `json:"from"`
	To          stemma.Side `json:"to"`
	InheritedBy []string    `json:"inherited_by"`
}

// GoldQuestion is a question of the ledger.
type GoldQuestion struct {
	Measure *string     `json:"measure"`
	Entries []GoldEntry `json:"entries"`
}

// GoldEntry is an entry with the documents that carry it.
type GoldEntry struct {
	stemma.Entry
	Measure *string  `json:"measure"`
	Docs    []string `json:"docs"`
}

// LoadGold reads DIR/gold.resolved.json and the texts in DIR/docs.
func LoadGold(dir string) (*Gold, error) {
	path := filepath.Join(dir, "gold.resolved.json")
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("reading gold: %w", err)
	}
	g := &Gold{Dir: dir, Texts: map[string]string{}}
	if err := json.Unmarshal(data, g); err != nil {
		return nil, fmt.Errorf("reading gold %s: %w", path, err)
	}
	for _, raw := range g.RawPairs {
		var p stemma.Pair
		// Gold passages may be quoted strings where nobody resolved them; only
		// relation and direction are scored.
		var head struct{ A, B, Relation, Direction string }
		if err := json.Unmarshal(raw, &head); err != nil {
			return nil, fmt.Errorf("reading gold %s: pairs: %w", path, err)
		}
		p.A, p.B, p.Relation, p.Direction = head.A, head.B, head.Relation, head.Direction
		g.Pairs = append(g.Pairs, p)
	}
	if raw, ok := g.RawCounts["claimants"]; ok {
		if err := json.Unmarshal(raw, &g.Counts.Claimants); err != nil {
			return nil, fmt.Errorf("reading gold %s: counts: %w", path, err)
		}
	}
	for _, d := range g.Docs {
		text, err := os.ReadFile(filepath.Join(dir, "docs", d.Path))
		if err != nil {
			return nil, fmt.Errorf("reading gold text: %w", err)
		}
		g.Texts[d.Path] = strings.TrimPrefix(string(text), "\ufeff")
	}
	return g, nil
}
