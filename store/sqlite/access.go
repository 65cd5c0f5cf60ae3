package sqlite

import (
	"fmt"
	"math"
	"time"

	"github.com/stemmanews/stemma/store"
)

// Tokens implements [store.Reader].
func (t *tx) Tokens() ([]store.Token, error) {
	var out []store.Token
	err := t.each(func(s scanner) error {
		var k store.Token
		err := s.Scan(&k.ID, &k.Name, &k.Role, &k.Hash, moment{&k.Made}, moment{&k.Expires}, moment{&k.Revoked})
		out = append(out, k)
		return err
	}, `SELECT id, name, role, hash, made, expires, revoked FROM tokens ORDER BY id`)
	if err != nil {
		return nil, fmt.Errorf("reading the tokens: %w", err)
	}
	return out, nil
}

// AddToken implements [store.Writer].
func (t *tx) AddToken(k store.Token) (int64, error) {
	r, err := t.result(`INSERT INTO tokens (name, role, hash, made, expires, revoked) VALUES (?, ?, ?, ?, ?, ?)`,
		k.Name, k.Role, k.Hash, microsOf(k.Made), microsOf(k.Expires), microsOf(k.Revoked))
	if err != nil {
		return 0, fmt.Errorf("keeping a token: %w", err)
	}
	return r.LastInsertId()
}

// RevokeToken implements [store.Writer].
func (t *tx) RevokeToken(id int64, at time.Time) error {
	r, err := t.result(`UPDATE tokens SET revoked = ? WHERE id = ?`, microsOf(at), id)
	if err != nil {
		return fmt.Errorf("revoking token %d: %w", id, err)
	}
	if n, err := r.RowsAffected(); err != nil || n > 0 {
		return err
	}
	return fmt.Errorf("token %d: %w", id, store.ErrNotFound)
}

// Audit implements [store.Reader].
func (t *tx) Audit(before int64, limit int) ([]store.Audit, error) {
	if before <= 0 {
		before = math.MaxInt64
	}
	if limit <= 0 {
		limit = -1
	}
	var out []store.Audit
	err := t.each(func(s scanner) error {
		var a store.Audit
		err := s.Scan(&a.ID, moment{&a.At}, &a.Who, &a.What, &a.Detail, &a.From)
		out = append(out, a)
		return err
	}, `SELECT id, at, who, what, detail, origin FROM audit WHERE id < ? ORDER BY id DESC LIMIT ?`, before, limit)
	if err != nil {
		return nil, fmt.Errorf("reading the audit log: %w", err)
	}
	return out, nil
}

// AddAudit implements [store.Writer].
func (t *tx) AddAudit(a store.Audit) error {
	return t.exec(`INSERT INTO audit (at, who, what, detail, origin) VALUES (?, ?, ?, ?, ?)`, microsOf(a.At), a.Who, a.What, a.Detail, a.From)
}
