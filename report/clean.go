package report

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Visible returns s with everything that acts without being seen written out:
// control characters as control pictures (U+2400 block), direction overrides,
// C1 controls and tag characters as ⟨U+202E⟩, bytes that are not UTF-8 as
// ⟨0x9B⟩. Line feed and tab stay.
func Visible(s string) string {
	if !needsCleaning(s) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			fmt.Fprintf(&b, "⟨0x%02X⟩", s[i])
		case r == '\r' && strings.HasPrefix(s[i:], "\r\n"):
			// The line feed that follows says it.
		case hidden(r):
			b.WriteString(picture(r))
		default:
			b.WriteRune(r)
		}
		i += n
	}
	return b.String()
}

func needsCleaning(s string) bool {
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if hidden(r) || r == utf8.RuneError && n == 1 {
			return true
		}
		i += n
	}
	return false
}

// hidden reports whether r steers a terminal, a browser or the eye without
// being seen. Marks that scripts need (joiners, left-to-right marks) are not.
func hidden(r rune) bool {
	switch {
	case r == '\n' || r == '\t':
		return false
	case unicode.Is(unicode.Cc, r):
		return true
	case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069: // embeddings, overrides, isolates
		return true
	case r >= 0xFFF9 && r <= 0xFFFB: // interlinear annotation
		return true
	case r >= 0xE0000 && r <= 0xE007F: // tags
		return true
	}
	return false
}

// picture is the visible form of a hidden rune.
func picture(r rune) string {
	switch {
	case r < 0x20:
		return string(rune(0x2400 + r))
	case r == 0x7F:
		return "␡"
	}
	return fmt.Sprintf("⟨U+%04X⟩", r)
}

// Line makes s safe to print on one line of a terminal: what steers it
// unseen is written out, and white space is joined.
func Line(s string) string { return oneLine(s) }

// oneLine is visible text with each run of white space as one space.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(Visible(s), isSpace), " ")
}

// isSpace reports white space at which a line may be joined or broken; spaces
// that forbid a break (U+00A0, U+202F) are not.
func isSpace(r rune) bool {
	return unicode.IsSpace(r) && r != 0x00A0 && r != 0x202F
}

// Clip shortens s to at most n runes, at a word where one is near, and says so
// with an ellipsis.
func Clip(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	rs := []rune(s)
	cut := n - 1
	for i := cut; i > cut*2/3; i-- {
		if isSpace(rs[i]) {
			cut = i
			break
		}
	}
	return strings.TrimRightFunc(string(rs[:cut]), isSpace) + "…"
}
