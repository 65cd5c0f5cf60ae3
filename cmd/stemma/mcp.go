package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/stemmanews/stemma/web"
)

// mcpCmd answers a client of the Model Context Protocol.
type mcpCmd struct {
	workspaceFlags
}

func (*mcpCmd) Help() string {
	return `Answers a client of the Model Context Protocol on standard input and output: tools to list
stories, their questions with entries, copies, search, and the exact quotation behind each claim.
The tools only read; the network is not used. A client's settings name the command, such as

  {"mcpServers": {"stemma": {"command": "stemma", "args": ["mcp", "--db", "/home/ada/stemma.db"]}}}`
}

func (c *mcpCmd) Run(s *session) (err error) {
	ws, done, err := c.open(s)
	if err != nil {
		return err
	}
	defer func() { err = firstError(err, done()) }()
	err = web.Tools(ws, programVersion()).Run(s.ctx, &mcp.IOTransport{Reader: io.NopCloser(s.stdin), Writer: nopWriteCloser{s.stdout}})
	if errors.Is(err, context.Canceled) || errors.Is(err, io.EOF) {
		return nil // the client has left
	}
	if err != nil {
		return fmt.Errorf("answering on standard input and output: %w", err)
	}
	return nil
}

type nopWriteCloser struct{ io.Writer }

func (nopWriteCloser) Close() error { return nil }
