package main

import (
	"fmt"
	"runtime/debug"

	"github.com/stemmanews/stemma"
)

// versionCmd prints the version of the program and of its JSON.
type versionCmd struct{}

func (versionCmd) Run(s *session) error {
	_, err := fmt.Fprintf(s.stdout, "stemma %s, JSON version %d\n", programVersion(), stemma.Version)
	return err
}

// programVersion is the version that the program was built from.
func programVersion() string {
	if b, ok := debug.ReadBuildInfo(); ok && b.Main.Version != "" {
		return b.Main.Version
	}
	return "(devel)"
}
