package article

import (
	"regexp"
	"strings"

	"github.com/stemmanews/stemma"
)

var (
	// A full date that runs into the first sentence: "Friday, May 2, 2031 On
	// Thursday, the council …".
	leadingDate = regexp.MustCompile(`^(?:[\p{Lu}][a-z]+day,? )?(?:[\p{Lu}][a-z]{2,8}\.? \d{1,2}, \d{4}|\d{1,2} [\p{Lu}][a-z]{2,8} \d{4}) (?:[\p{Lu}“"])`)
	// A call to the reader that runs on behind the last sentence.
	trailingCall = regexp.MustCompile(`[.!?]["”]?\s+((?:Follow [^.!?]{2,60} for|Follow us|Subscribe to (?:our|the)|Sign up (?:for|to) (?:our|the)|Read more\b|Read also\b|Also read\b|Click here|Stay tuned|Download (?:our|the) app|Join our|For more (?:news|updates|stories))[^.!?]{0,120}[.!?…]?)$`)
)

// cutLines separates furniture that shares a line with running text.
func cutLines(ls []line) []line {
	out := make([]line, 0, len(ls))
	for _, l := range ls {
		if m := leadingDate.FindStringIndex(l.text); m != nil && prose(l.text) {
			at := strings.LastIndex(l.text[:m[1]], " ")
			head, tail := cutLine(l, at)
			out, l = append(out, head), tail
		}
		if len(l.text) < 4*longLine {
			if m := trailingCall.FindStringSubmatchIndex(l.text); m != nil {
				head, tail := cutLine(l, m[2])
				out, l = append(out, head), tail
			}
		}
		out = append(out, l)
	}
	return out
}

// cutLine cuts a line before offset at and takes the space there away.
func cutLine(l line, at int) (head, tail line) {
	h := strings.TrimRightFunc(l.text[:at], blankRune)
	t := strings.TrimLeftFunc(l.text[at:], blankRune)
	head = line{start: l.start, end: l.start + len(h), text: h, blank: l.blank}
	tail = line{start: l.end - len(t), end: l.end, text: t}
	return head, tail
}

// cutSite cuts the outlet's name off a headline that was copied from a page's
// title: "Crane topples on quay | News from the harbour".
func cutSite(ls []line) []line {
	for i := range ls {
		l := ls[i]
		at := strings.Index(l.text, " | ")
		if l.label != labelHeadline || at < 0 || words(l.text[:at]) < 4 || words(l.text[:at]) < words(l.text[at:])-1 {
			continue
		}
		head, tail := cutLine(l, at)
		head.label, tail.label = labelHeadline, stemma.FurnitureNavigation
		head.kinds, tail.kinds = l.kinds, l.kinds
		return append(append(append([]line(nil), ls[:i]...), head, tail), ls[i+1:]...)
	}
	return ls
}
