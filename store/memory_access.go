package store

import (
	"fmt"
	"maps"
	"slices"
	"time"
)

// Tokens implements [Reader].
func (m *memory) Tokens() ([]Token, error) {
	var out []Token
	for _, id := range slices.Sorted(maps.Keys(m.s.tokens)) {
		out = append(out, m.s.tokens[id])
	}
	return out, nil
}

// AddToken implements [Writer].
func (m *memory) AddToken(t Token) (int64, error) {
	t.ID = m.next("token")
	put(m, m.s.tokens, t.ID, t)
	return t.ID, nil
}

// RevokeToken implements [Writer].
func (m *memory) RevokeToken(id int64, at time.Time) error {
	t, ok := m.s.tokens[id]
	if !ok {
		return fmt.Errorf("token %d: %w", id, ErrNotFound)
	}
	t.Revoked = at
	put(m, m.s.tokens, id, t)
	return nil
}

// Audit implements [Reader].
func (m *memory) Audit(before int64, limit int) ([]Audit, error) {
	var out []Audit
	for _, id := range slices.Backward(slices.Sorted(maps.Keys(m.s.audit))) {
		if before > 0 && id >= before {
			continue
		}
		if limit > 0 && len(out) == limit {
			break
		}
		out = append(out, m.s.audit[id])
	}
	return out, nil
}

// AddAudit implements [Writer].
func (m *memory) AddAudit(a Audit) error {
	a.ID = m.next("audit")
	put(m, m.s.audit, a.ID, a)
	return nil
}
