package main

import (
	"fmt"
	"runtime/debug"

	"github.com/stemmanews/stemma"
)

// versionCmd prints the version of the program and of its JSON.
type versionCmd struct{}

func (versionCmd) Run(s *session) error {
	version := "(devel)"
	if b, ok := debug.ReadBuildInfo(); ok && b.Main.Version != "" {
		version = b.Main.Version
	}
	_, err := fmt.Fprintf(s.stdout, "stemma %s, JSON version %d\n", version, stemma.Version)
	return err
}
