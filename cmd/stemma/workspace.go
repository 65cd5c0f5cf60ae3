package main

import (
	"fmt"

	"github.com/stemmanews/stemma/desk"
	"github.com/stemmanews/stemma/store/sqlite"
)

// workspaceFlags name the workspace that a command works on.
type workspaceFlags struct {
	DB string `name:"db" placeholder:"FILE" default:"stemma.db" env:"STEMMA_DB" help:"The workspace (default stemma.db; STEMMA_DB names another)."`
}

// open opens the workspace; close ends its use.
func (f *workspaceFlags) open(s *session) (ws *desk.Workspace, close func() error, err error) {
	return f.openWith(s, desk.WorkspaceOptions{})
}

// openWith is open with options; the clock is the session's.
func (f *workspaceFlags) openWith(s *session, o desk.WorkspaceOptions) (ws *desk.Workspace, close func() error, err error) {
	o.Now = s.now
	db, err := sqlite.Open(s.ctx, f.DB, sqlite.Options{})
	if err != nil {
		return nil, nil, err
	}
	ws, err = desk.OpenWorkspace(s.ctx, db, o)
	if err != nil {
		return nil, nil, fmt.Errorf("opening %s: %w", f.DB, firstError(err, db.Close()))
	}
	return ws, db.Close, nil
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
