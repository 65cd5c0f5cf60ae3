package sqlite

import (
	"context"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/klauspost/compress/zstd"

	"github.com/stemmanews/stemma/store"
)

// conn is one connection with its prepared statements.
type conn struct {
	c     *sql.Conn
	stmts map[string]*sql.Stmt
}

func newConn(c *sql.Conn) *conn { return &conn{c, map[string]*sql.Stmt{}} }

// background is the context of single statements: a call is cancelled between
// them, not within.
var background = context.Background()

func (c *conn) stmt(query string) (*sql.Stmt, error) {
	if s := c.stmts[query]; s != nil {
		return s, nil
	}
	s, err := c.c.PrepareContext(background, query)
	if err == nil {
		c.stmts[query] = s
	}
	return s, err
}

func (c *conn) exec(query string, args ...any) error {
	_, err := c.result(query, args...)
	return err
}

func (c *conn) result(query string, args ...any) (sql.Result, error) {
	s, err := c.stmt(query)
	if err != nil {
		return nil, err
	}
	return s.ExecContext(background, args...)
}

// scanner is a row to scan.
type scanner interface{ Scan(...any) error }

type failedRow struct{ err error }

func (f failedRow) Scan(...any) error { return f.err }

func (c *conn) row(query string, args ...any) scanner {
	s, err := c.stmt(query)
	if err != nil {
		return failedRow{err}
	}
	return s.QueryRowContext(background, args...)
}

// each calls f for every row.
func (c *conn) each(f func(scanner) error, query string, args ...any) error {
	s, err := c.stmt(query)
	if err != nil {
		return err
	}
	rows, err := s.QueryContext(background, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

func (c *conn) close() error {
	for _, s := range c.stmts {
		s.Close()
	}
	return c.c.Close()
}

// tx is one transaction. It implements [store.Writer], and [store.Reader] for
// those who only read.
type tx struct {
	*conn
	db *DB
}

var _ store.Writer = (*tx)(nil)

// missing turns the lack of a row into store.ErrNotFound.
func missing(err error, what string, name any) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, sql.ErrNoRows):
		return fmt.Errorf("%s %v: %w", what, name, store.ErrNotFound)
	}
	return fmt.Errorf("reading %s %v: %w", what, name, err)
}

// sum is a hexadecimal SHA-256 as the file keeps it; "" is NULL.
type sum struct{ s *string }

// Value of a sum for SQL.
func blobOf(s string) any {
	if s == "" {
		return nil
	}
	b, err := hex.DecodeString(s)
	if err != nil {
		return s
	}
	return b
}

// Scan implements [sql.Scanner].
func (x sum) Scan(v any) error {
	switch v := v.(type) {
	case nil:
		*x.s = ""
	case []byte:
		*x.s = hex.EncodeToString(v)
	case string:
		*x.s = v
	default:
		return fmt.Errorf("a hash of type %T", v)
	}
	return nil
}

// moment is a time as the file keeps it: microseconds since 1970, 0 for none.
type moment struct{ t *time.Time }

func microsOf(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

// Scan implements [sql.Scanner].
func (x moment) Scan(v any) error {
	n, ok := v.(int64)
	if !ok {
		return fmt.Errorf("a time of type %T", v)
	}
	*x.t = time.Time{}
	if n != 0 {
		*x.t = time.UnixMicro(n).UTC()
	}
	return nil
}

// inJSON is a small value as the file keeps it: JSON, NULL for what is empty.
type inJSON struct{ v any }

func jsonOf(v any, empty bool) (any, error) {
	if empty {
		return nil, nil
	}
	b, err := json.Marshal(v)
	return string(b), err
}

// Scan implements [sql.Scanner].
func (x inJSON) Scan(v any) error {
	switch v := v.(type) {
	case nil:
		return nil
	case string:
		return json.Unmarshal([]byte(v), x.v)
	case []byte:
		return json.Unmarshal(v, x.v)
	}
	return fmt.Errorf("JSON of type %T", v)
}

// The first byte of a packed value says how it is packed.
const (
	asItIs     = 0
	compressed = 1 // Zstandard
)

var encoder, decoder = coders()

// coders are safe for use by several goroutines, as EncodeAll and DecodeAll
// keep no state.
func coders() (*zstd.Encoder, *zstd.Decoder) {
	e, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedDefault), zstd.WithEncoderConcurrency(1), zstd.WithEncoderCRC(true))
	if err != nil {
		panic(err) // options are constants
	}
	d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(4<<30))
	if err != nil {
		panic(err)
	}
	return e, d
}

func pack(b []byte) []byte {
	out := encoder.EncodeAll(b, []byte{compressed})
	if len(out) > len(b) {
		return append([]byte{asItIs}, b...)
	}
	return out
}

func unpack(b []byte) ([]byte, error) {
	switch {
	case len(b) == 0:
		return nil, fmt.Errorf("%w: an empty value", ErrDamaged)
	case b[0] == asItIs:
		return append([]byte{}, b[1:]...), nil
	case b[0] == compressed:
		out, err := decoder.DecodeAll(b[1:], nil)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		if out == nil {
			out = []byte{}
		}
		return out, nil
	}
	return nil, fmt.Errorf("%w: a value packed in an unknown way", ErrDamaged)
}

// packJSON and unpackJSON keep larger values.
func packJSON(v any) ([]byte, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return pack(b), nil
}

func unpackJSON(b []byte, v any) error {
	j, err := unpack(b)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(j, v); err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return nil
}
