package store

import "time"

// Roles of those who reach a workspace over the network; each includes those
// before it.
const (
	RoleRead  = "read"
	RoleEdit  = "edit"
	RoleAdmin = "admin"
)

// Token lets somebody in who holds its secret. The store keeps a hash of the
// secret alone.
type Token struct {
	ID      int64
	Name    string // of the person or program
	Role    string // one of the Role constants
	Hash    string // hexadecimal SHA-256 of the secret
	Made    time.Time
	Expires time.Time // the zero time: never
	Revoked time.Time // the zero time: not
}

// Audit is one thing that somebody did.
type Audit struct {
	ID     int64
	At     time.Time
	Who    string
	What   string // a word: correct, undo, sign-in, refused, token, revoke
	Detail string
	From   string // the network address
}
