package story

import (
	_ "embed"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

//go:embed rarity.tsv
var rarityTable string

// rarity holds in how many of background stretches of English a term stands.
var rarity, background = readRarity(rarityTable)

func readRarity(table string) (map[uint32]int, int) {
	m, n := map[uint32]int{}, 0
	for line := range strings.Lines(table) {
		w, count, ok := strings.Cut(strings.TrimRight(line, "\r\n"), "\t")
		x, err := strconv.Atoi(count)
		switch {
		case !ok || err != nil:
		case w == "":
			n = x
		default:
			m[termOf(w)] += x
		}
	}
	return m, n
}

// Words are the words of s in order: lower case, without accents, cut to a
// rough stem. Numbers keep their digits.
func Words(s string) []string {
	var out []string
	var b strings.Builder
	flush := func() {
		if b.Len() > 0 {
			if w := b.String(); len(w) > 1 {
				out = append(out, stem(w))
			}
			b.Reset()
		}
	}
	for _, c := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, c):
		case unicode.IsLetter(c) || unicode.IsDigit(c):
			b.WriteRune(unicode.ToLower(c))
		case c == '\'' || c == '’':
			flush()
		case c == ',' && digitEnd(b.String()):
		default:
			flush()
		}
	}
	flush()
	return out
}

func digitEnd(s string) bool { return s != "" && s[len(s)-1] >= '0' && s[len(s)-1] <= '9' }

// stem cuts the commonest English endings off, so that "shooting", "shot" and
// "shots" do not all differ; it need not give words.
func stem(w string) string {
	n := len(w)
	switch {
	case n > 5 && strings.HasSuffix(w, "ies"):
		return w[:n-3] + "y"
	case n > 5 && strings.HasSuffix(w, "ing"):
		return strings.TrimSuffix(w[:n-3], "e")
	case n > 4 && strings.HasSuffix(w, "ed"):
		return strings.TrimSuffix(w[:n-2], "e")
	case n > 4 && strings.HasSuffix(w, "es"):
		return w[:n-2]
	case n > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss"):
		return w[:n-1]
	case n > 4 && strings.HasSuffix(w, "e"):
		return w[:n-1]
	}
	return w
}
