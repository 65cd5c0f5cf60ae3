package desk

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"slices"
	"time"

	"github.com/stemmanews/stemma/store"
)

// AddToken makes a token for a person or a program and returns its secret,
// which is kept nowhere. A life of 0 is without end. The secret has 256 random
// bits, so that a plain hash of it is enough to keep.
func (w *Workspace) AddToken(ctx context.Context, name, role string, life time.Duration) (secret string, t store.Token, err error) {
	if !slices.Contains([]string{store.RoleRead, store.RoleEdit, store.RoleAdmin}, role) {
		return "", t, fmt.Errorf("making a token: no role is called %q: read, edit or admin", role)
	}
	if name == "" {
		return "", t, fmt.Errorf("making a token: it needs the name of who gets it")
	}
	bits := make([]byte, 32)
	rand.Read(bits) // never fails
	secret = "stemma_" + base64.RawURLEncoding.EncodeToString(bits)
	t = store.Token{Name: name, Role: role, Hash: hexSum([]byte(secret)), Made: w.now()}
	if life > 0 {
		t.Expires = t.Made.Add(life)
	}
	err = w.store.Update(ctx, func(tx store.Writer) (err error) {
		t.ID, err = tx.AddToken(t)
		return err
	})
	return secret, t, err
}

// Tokens lists all tokens, those revoked or run out too.
func (w *Workspace) Tokens(ctx context.Context) (list []store.Token, err error) {
	err = w.store.View(ctx, func(tx store.Reader) error {
		list, err = tx.Tokens()
		return err
	})
	return list, err
}

// TokenOf returns the token in force that a secret belongs to. The error wraps
// store.ErrNotFound where there is none.
func (w *Workspace) TokenOf(ctx context.Context, secret string) (store.Token, error) {
	return w.token(ctx, func(t store.Token) bool { return t.Hash == hexSum([]byte(secret)) })
}

// Token returns the token in force with this id. The error wraps
// store.ErrNotFound where there is none.
func (w *Workspace) Token(ctx context.Context, id int64) (store.Token, error) {
	return w.token(ctx, func(t store.Token) bool { return t.ID == id })
}

func (w *Workspace) token(ctx context.Context, is func(store.Token) bool) (store.Token, error) {
	list, err := w.Tokens(ctx)
	if err != nil {
		return store.Token{}, err
	}
	for _, t := range list {
		if is(t) && t.Revoked.IsZero() && (t.Expires.IsZero() || t.Expires.After(w.now())) {
			return t, nil
		}
	}
	return store.Token{}, fmt.Errorf("a token in force: %w", store.ErrNotFound)
}

// RevokeToken ends a token.
func (w *Workspace) RevokeToken(ctx context.Context, id int64) error {
	return w.store.Update(ctx, func(tx store.Writer) error { return tx.RevokeToken(id, w.now()) })
}

// Record keeps what somebody did; its time is set here.
func (w *Workspace) Record(ctx context.Context, a store.Audit) error {
	a.At = w.now()
	return w.store.Update(ctx, func(tx store.Writer) error { return tx.AddAudit(a) })
}

// AuditLog lists what was done, the newest first: at most limit (0: all) of
// those with an id below before (0: from the end).
func (w *Workspace) AuditLog(ctx context.Context, before int64, limit int) (list []store.Audit, err error) {
	err = w.store.View(ctx, func(tx store.Reader) error {
		list, err = tx.Audit(before, limit)
		return err
	})
	return list, err
}
