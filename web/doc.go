// Package web is the desk in a browser: pages over a workspace, rendered on
// the server, and a JSON API over the same.
//
// Reading needs no script. What a document says is data: the template engine
// escapes every word for the place where it stands, and a content security
// policy allows no script, style or picture but the package's own. Nothing is
// served from the file system: every page is made from what the workspace
// holds, every asset is in the binary.
//
// On a loopback address no one has to sign in; requests that name another host
// are refused, so that a page of another site cannot reach the workspace by
// way of a name that it controls. On any other address a token is asked for.
package web
