// Package claim finds who says what: attributions with source, cue and content,
// the stance and certainty with which they are held, when they were said, and
// the figures in them.
//
// Two linear models over the dependency tree find the spans: one tags the words
// that signal an attribution, the other labels, for each of these cues, the
// words round it as source or content. Rules over the tree and small lexicons
// do the rest. docs/method/claims.md explains it.
package claim
