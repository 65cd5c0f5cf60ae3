package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// line is one line of the text that is not blank, without the space around it;
// or one paragraph, where paragraphs are broken into lines of even length.
type line struct {
	start, end int
	text       string // newlines stand as spaces, so that offsets agree
	label      string // labelBody, labelHeadline, or a kind of furniture
	blank      int    // blank lines before it
	kinds      kinds
}

// Labels of lines that are no furniture.
const (
	labelBody     = "body"
	labelHeadline = "headline"
)

// splitLines cuts the text at newlines and leaves out blank lines.
func splitLines(text string) []line {
	var ls []line
	blank := 0
	for pos := 0; pos < len(text); {
		end := pos + strings.IndexByte(text[pos:], '\n')
		if end < pos {
			end = len(text)
		}
		s := text[pos:end]
		start := pos + len(s) - len(strings.TrimLeftFunc(s, blankRune))
		t := strings.TrimFunc(s, blankRune)
		if t == "" {
			blank++
		} else {
			ls = append(ls, line{start: start, end: start + len(t), text: t, blank: blank})
			blank = 0
		}
		pos = end + 1
	}
	return ls
}

func blankRune(r rune) bool { return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' }

// Hard-wrapped paragraphs have lines of between narrowest and widest
// characters.
const narrowest, widest = 45, 100

// unwrap joins the lines of paragraphs in hard-wrapped text. A line was wrapped
// where the first word of the next one would hardly have fitted any more; a
// text is taken for wrapped where most lines were, and most of these go on in
// small letters, or all is in capitals.
func unwrap(text string, ls []line) []line {
	joins := make([]bool, len(ls)) // joins[i]: line i goes on line i-1
	pairs, wrapped, small := 0, 0, 0
	for i := 0; i < len(ls); {
		j, width := i+1, utf8.RuneCountInString(ls[i].text)
		for ; j < len(ls) && ls[j].blank == 0; j++ {
			width = max(width, utf8.RuneCountInString(ls[j].text))
		}
		for k := i + 1; k < j && width >= narrowest && width <= widest; k++ {
			pairs++
			if joins[k] = full(ls[k-1].text, ls[k].text, width); joins[k] {
				wrapped++
				if r, _ := utf8.DecodeRuneInString(ls[k].text); unicode.IsLower(r) {
					small++
				}
			}
		}
		i = j
	}
	if wrapped < 2 || wrapped*10 < pairs*6 || small*2 < wrapped && !upper(text) {
		return ls
	}
	out := ls[:1]
	for i := 1; i < len(ls); i++ {
		if last := &out[len(out)-1]; joins[i] {
			last.end = ls[i].end
			last.text = newlines.Replace(text[last.start:last.end])
			continue
		}
		out = append(out, ls[i])
	}
	return out
}

// full says whether line b goes on where line a had hardly any room left.
func full(a, b string, width int) bool {
	word, _, _ := strings.Cut(b, " ")
	return (utf8.RuneCountInString(a)+1+utf8.RuneCountInString(word))*10 > width*9
}

var newlines = strings.NewReplacer("\n", " ", "\r", " ")

// words counts words; in scripts without spaces two characters are taken for
// one.
func words(s string) int {
	n := len(strings.Fields(s))
	if len(s) > 30*n && !strings.Contains(s, "://") {
		return max(n, utf8.RuneCountInString(s)/2)
	}
	return n
}
