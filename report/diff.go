package report

import (
	"strings"
	"unicode"
)

// Fragment is a stretch of words that two readings share, or do not.
type Fragment struct {
	Text    string
	Changed bool
}

// Longest reading, in tokens, that is compared word by word; longer ones are
// shown whole, since the table of the comparison grows with the square.
const maxDiffTokens = 600

// wordDiff compares two readings word by word and returns each as fragments. It
// keeps a longest common subsequence of tokens (Wagner & Fischer 1974).
func wordDiff(a, b string) (from, to []Fragment) {
	x, y := tokens(a), tokens(b)
	if len(x) > maxDiffTokens || len(y) > maxDiffTokens {
		return []Fragment{{a, true}}, []Fragment{{b, true}}
	}
	length := lcs(x, y)
	i, j := 0, 0
	for i < len(x) && j < len(y) {
		switch {
		case x[i] == y[j]:
			from, to = add(from, x[i], false), add(to, y[j], false)
			i++
			j++
		case length[i+1][j] >= length[i][j+1]:
			from = add(from, x[i], true)
			i++
		default:
			to = add(to, y[j], true)
			j++
		}
	}
	for ; i < len(x); i++ {
		from = add(from, x[i], true)
	}
	for ; j < len(y); j++ {
		to = add(to, y[j], true)
	}
	return bridged(from), bridged(to)
}

// lcs is the table of lengths of common subsequences of the tails.
func lcs(x, y []string) [][]int {
	t := make([][]int, len(x)+1)
	for i := range t {
		t[i] = make([]int, len(y)+1)
	}
	for i := len(x) - 1; i >= 0; i-- {
		for j := len(y) - 1; j >= 0; j-- {
			if x[i] == y[j] {
				t[i][j] = t[i+1][j+1] + 1
			} else {
				t[i][j] = max(t[i+1][j], t[i][j+1])
			}
		}
	}
	return t
}

func add(fs []Fragment, text string, changed bool) []Fragment {
	if n := len(fs); n > 0 && fs[n-1].Changed == changed {
		fs[n-1].Text += text
		return fs
	}
	return append(fs, Fragment{text, changed})
}

// bridged joins changed stretches that only white space parts, and takes the
// white space at the edges of each out of it.
func bridged(fs []Fragment) []Fragment {
	var joined, out []Fragment
	for i, f := range fs {
		if !f.Changed && i > 0 && i < len(fs)-1 && strings.TrimSpace(f.Text) == "" {
			f.Changed = true
		}
		joined = add(joined, f.Text, f.Changed)
	}
	for _, f := range joined {
		words := strings.TrimSpace(f.Text)
		if !f.Changed || words == f.Text {
			out = add(out, f.Text, f.Changed)
			continue
		}
		at := strings.Index(f.Text, words)
		for _, part := range []Fragment{{f.Text[:at], false}, {words, true}, {f.Text[at+len(words):], false}} {
			if part.Text != "" {
				out = add(out, part.Text, part.Changed)
			}
		}
	}
	return out
}

// tokens splits s into words, runs of white space, and single other characters.
func tokens(s string) []string {
	var out []string
	start, last := 0, other
	for i, r := range s {
		c := class(r)
		if i > start && (c == other || c != last) {
			out = append(out, s[start:i])
			start = i
		}
		last = c
	}
	if start < len(s) {
		out = append(out, s[start:])
	}
	return out
}

const (
	other = iota
	letter
	space
)

func class(r rune) int {
	switch {
	case unicode.IsSpace(r):
		return space
	case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r):
		return letter
	}
	return other
}
